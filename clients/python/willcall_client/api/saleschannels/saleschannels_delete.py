from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.detail import Detail
from ...models.problems import Problems
from ...types import UNSET, Response, Unset


def _get_kwargs(
    organizer: str,
    identifier: str,
    *,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_idempotency_key, Unset):
        headers["X-Idempotency-Key"] = x_idempotency_key

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/api/v1/organizers/{organizer}/saleschannels/{identifier}/".format(
            organizer=quote(str(organizer), safe=""),
            identifier=quote(str(identifier), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Detail | Detail | Problems | None:
    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

    if response.status_code == 400:

        def _parse_response_400(data: object) -> Detail | Problems:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_400_type_0 = Detail.from_dict(data)

                return response_400_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_400_type_1 = Problems.from_dict(data)

            return response_400_type_1

        response_400 = _parse_response_400(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Detail.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Detail.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Detail.from_dict(response.json())

        return response_404

    if response.status_code == 406:
        response_406 = Detail.from_dict(response.json())

        return response_406

    if response.status_code == 408:
        response_408 = Detail.from_dict(response.json())

        return response_408

    if response.status_code == 409:
        response_409 = Detail.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = Detail.from_dict(response.json())

        return response_413

    if response.status_code == 422:
        response_422 = Detail.from_dict(response.json())

        return response_422

    if response.status_code == 500:
        response_500 = Detail.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Detail.from_dict(response.json())

        return response_503

    if response.status_code == 504:
        response_504 = Detail.from_dict(response.json())

        return response_504

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | Detail | Detail | Problems]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    organizer: str,
    identifier: str,
    *,
    client: AuthenticatedClient | Client,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Any | Detail | Detail | Problems]:
    """Delete a sales channel

     Needs the permission `organizer.settings.general:write`.

    Args:
        organizer (str):
        identifier (str):
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Detail | Detail | Problems]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        identifier=identifier,
        x_idempotency_key=x_idempotency_key,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    organizer: str,
    identifier: str,
    *,
    client: AuthenticatedClient | Client,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Any | Detail | Detail | Problems | None:
    """Delete a sales channel

     Needs the permission `organizer.settings.general:write`.

    Args:
        organizer (str):
        identifier (str):
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Detail | Detail | Problems
    """

    return sync_detailed(
        organizer=organizer,
        identifier=identifier,
        client=client,
        x_idempotency_key=x_idempotency_key,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    identifier: str,
    *,
    client: AuthenticatedClient | Client,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Any | Detail | Detail | Problems]:
    """Delete a sales channel

     Needs the permission `organizer.settings.general:write`.

    Args:
        organizer (str):
        identifier (str):
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Detail | Detail | Problems]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        identifier=identifier,
        x_idempotency_key=x_idempotency_key,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    organizer: str,
    identifier: str,
    *,
    client: AuthenticatedClient | Client,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Any | Detail | Detail | Problems | None:
    """Delete a sales channel

     Needs the permission `organizer.settings.general:write`.

    Args:
        organizer (str):
        identifier (str):
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Detail | Detail | Problems
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            identifier=identifier,
            client=client,
            x_idempotency_key=x_idempotency_key,
            idempotency_key=idempotency_key,
        )
    ).parsed
