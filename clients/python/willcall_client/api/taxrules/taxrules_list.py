from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.detail import Detail
from ...models.problems import Problems
from ...models.tax_rule_page import TaxRulePage
from ...types import UNSET, Response, Unset


def _get_kwargs(
    organizer: str,
    event: str,
    *,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    if_modified_since: str | Unset = UNSET,
    if_unmodified_since: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_modified_since, Unset):
        headers["If-Modified-Since"] = if_modified_since

    if not isinstance(if_unmodified_since, Unset):
        headers["If-Unmodified-Since"] = if_unmodified_since

    params: dict[str, Any] = {}

    params["page"] = page

    params["page_size"] = page_size

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/organizers/{organizer}/events/{event}/taxrules/".format(
            organizer=quote(str(organizer), safe=""),
            event=quote(str(event), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Detail | Detail | Problems | TaxRulePage | None:
    if response.status_code == 200:
        response_200 = TaxRulePage.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

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

    if response.status_code == 412:
        response_412 = cast(Any, None)
        return response_412

    if response.status_code == 500:
        response_500 = Detail.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Detail.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | Detail | Detail | Problems | TaxRulePage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient | Client,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    if_modified_since: str | Unset = UNSET,
    if_unmodified_since: str | Unset = UNSET,
) -> Response[Any | Detail | Detail | Problems | TaxRulePage]:
    """List taxrules

     Needs no particular permission.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        if_modified_since (str | Unset):
        if_unmodified_since (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Detail | Detail | Problems | TaxRulePage]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        page=page,
        page_size=page_size,
        if_modified_since=if_modified_since,
        if_unmodified_since=if_unmodified_since,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient | Client,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    if_modified_since: str | Unset = UNSET,
    if_unmodified_since: str | Unset = UNSET,
) -> Any | Detail | Detail | Problems | TaxRulePage | None:
    """List taxrules

     Needs no particular permission.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        if_modified_since (str | Unset):
        if_unmodified_since (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Detail | Detail | Problems | TaxRulePage
    """

    return sync_detailed(
        organizer=organizer,
        event=event,
        client=client,
        page=page,
        page_size=page_size,
        if_modified_since=if_modified_since,
        if_unmodified_since=if_unmodified_since,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient | Client,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    if_modified_since: str | Unset = UNSET,
    if_unmodified_since: str | Unset = UNSET,
) -> Response[Any | Detail | Detail | Problems | TaxRulePage]:
    """List taxrules

     Needs no particular permission.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        if_modified_since (str | Unset):
        if_unmodified_since (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Detail | Detail | Problems | TaxRulePage]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        page=page,
        page_size=page_size,
        if_modified_since=if_modified_since,
        if_unmodified_since=if_unmodified_since,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient | Client,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    if_modified_since: str | Unset = UNSET,
    if_unmodified_since: str | Unset = UNSET,
) -> Any | Detail | Detail | Problems | TaxRulePage | None:
    """List taxrules

     Needs no particular permission.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        if_modified_since (str | Unset):
        if_unmodified_since (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Detail | Detail | Problems | TaxRulePage
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            event=event,
            client=client,
            page=page,
            page_size=page_size,
            if_modified_since=if_modified_since,
            if_unmodified_since=if_unmodified_since,
        )
    ).parsed
