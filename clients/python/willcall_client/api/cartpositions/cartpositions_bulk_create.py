from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bulk_outcomes import BulkOutcomes
from ...models.bulk_refusal_type_0 import BulkRefusalType0
from ...models.cart_position_input import CartPositionInput
from ...models.detail import Detail
from ...models.problems import Problems
from ...types import UNSET, Response, Unset


def _get_kwargs(
    organizer: str,
    event: str,
    *,
    body: list[CartPositionInput] | Unset = UNSET,
    atomic: bool | Unset = False,
    strict: bool | Unset = False,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_idempotency_key, Unset):
        headers["X-Idempotency-Key"] = x_idempotency_key

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    params["atomic"] = atomic

    params["strict"] = strict

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/organizers/{organizer}/events/{event}/cartpositions/bulk_create/".format(
            organizer=quote(str(organizer), safe=""),
            event=quote(str(event), safe=""),
        ),
        "params": params,
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = []
        for body_item_data in body:
            body_item = body_item_data.to_dict()
            _kwargs["json"].append(body_item)

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BulkOutcomes | BulkOutcomes | BulkRefusalType0 | Detail | Problems | Detail | None:
    if response.status_code == 200:
        response_200 = BulkOutcomes.from_dict(response.json())

        return response_200

    if response.status_code == 400:

        def _parse_response_400(data: object) -> BulkOutcomes | BulkRefusalType0 | Detail | Problems:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_bulk_refusal_type_0 = BulkRefusalType0.from_dict(data)

                return componentsschemas_bulk_refusal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_bulk_refusal_type_1 = BulkOutcomes.from_dict(data)

                return componentsschemas_bulk_refusal_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_400_type_1 = Detail.from_dict(data)

                return response_400_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_400_type_2 = Problems.from_dict(data)

            return response_400_type_2

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

    if response.status_code == 415:
        response_415 = Detail.from_dict(response.json())

        return response_415

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
) -> Response[BulkOutcomes | BulkOutcomes | BulkRefusalType0 | Detail | Problems | Detail]:
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
    body: list[CartPositionInput] | Unset = UNSET,
    atomic: bool | Unset = False,
    strict: bool | Unset = False,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[BulkOutcomes | BulkOutcomes | BulkRefusalType0 | Detail | Problems | Detail]:
    """Hold places: several entries, each for itself or all or none

     Each entry is held or refused for itself, in the order sent, as if it were created alone; an entry
    that is refused takes
    nothing and undoes no other. The answer is 200 even if all are refused: `results` has an outcome for
    each entry, at the
    same place. Entries without `cart_id` share one new cart.

    With `?atomic=true` it is all or nothing: 200 says that every entry is held. If any is refused,
    nothing is held and the
    answer is 400, with `results` all the same: each entry that was refused has its `errors`, and each
    that was in order has
    `atomic` there, and nothing else. Entries are looked at in the order sent, each as if those before
    it were held.

    Needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        atomic (bool | Unset):  Default: False.
        strict (bool | Unset):  Default: False.
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (list[CartPositionInput] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BulkOutcomes | BulkOutcomes | BulkRefusalType0 | Detail | Problems | Detail]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        body=body,
        atomic=atomic,
        strict=strict,
        x_idempotency_key=x_idempotency_key,
        idempotency_key=idempotency_key,
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
    body: list[CartPositionInput] | Unset = UNSET,
    atomic: bool | Unset = False,
    strict: bool | Unset = False,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> BulkOutcomes | BulkOutcomes | BulkRefusalType0 | Detail | Problems | Detail | None:
    """Hold places: several entries, each for itself or all or none

     Each entry is held or refused for itself, in the order sent, as if it were created alone; an entry
    that is refused takes
    nothing and undoes no other. The answer is 200 even if all are refused: `results` has an outcome for
    each entry, at the
    same place. Entries without `cart_id` share one new cart.

    With `?atomic=true` it is all or nothing: 200 says that every entry is held. If any is refused,
    nothing is held and the
    answer is 400, with `results` all the same: each entry that was refused has its `errors`, and each
    that was in order has
    `atomic` there, and nothing else. Entries are looked at in the order sent, each as if those before
    it were held.

    Needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        atomic (bool | Unset):  Default: False.
        strict (bool | Unset):  Default: False.
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (list[CartPositionInput] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BulkOutcomes | BulkOutcomes | BulkRefusalType0 | Detail | Problems | Detail
    """

    return sync_detailed(
        organizer=organizer,
        event=event,
        client=client,
        body=body,
        atomic=atomic,
        strict=strict,
        x_idempotency_key=x_idempotency_key,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient | Client,
    body: list[CartPositionInput] | Unset = UNSET,
    atomic: bool | Unset = False,
    strict: bool | Unset = False,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[BulkOutcomes | BulkOutcomes | BulkRefusalType0 | Detail | Problems | Detail]:
    """Hold places: several entries, each for itself or all or none

     Each entry is held or refused for itself, in the order sent, as if it were created alone; an entry
    that is refused takes
    nothing and undoes no other. The answer is 200 even if all are refused: `results` has an outcome for
    each entry, at the
    same place. Entries without `cart_id` share one new cart.

    With `?atomic=true` it is all or nothing: 200 says that every entry is held. If any is refused,
    nothing is held and the
    answer is 400, with `results` all the same: each entry that was refused has its `errors`, and each
    that was in order has
    `atomic` there, and nothing else. Entries are looked at in the order sent, each as if those before
    it were held.

    Needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        atomic (bool | Unset):  Default: False.
        strict (bool | Unset):  Default: False.
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (list[CartPositionInput] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BulkOutcomes | BulkOutcomes | BulkRefusalType0 | Detail | Problems | Detail]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        body=body,
        atomic=atomic,
        strict=strict,
        x_idempotency_key=x_idempotency_key,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient | Client,
    body: list[CartPositionInput] | Unset = UNSET,
    atomic: bool | Unset = False,
    strict: bool | Unset = False,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> BulkOutcomes | BulkOutcomes | BulkRefusalType0 | Detail | Problems | Detail | None:
    """Hold places: several entries, each for itself or all or none

     Each entry is held or refused for itself, in the order sent, as if it were created alone; an entry
    that is refused takes
    nothing and undoes no other. The answer is 200 even if all are refused: `results` has an outcome for
    each entry, at the
    same place. Entries without `cart_id` share one new cart.

    With `?atomic=true` it is all or nothing: 200 says that every entry is held. If any is refused,
    nothing is held and the
    answer is 400, with `results` all the same: each entry that was refused has its `errors`, and each
    that was in order has
    `atomic` there, and nothing else. Entries are looked at in the order sent, each as if those before
    it were held.

    Needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        atomic (bool | Unset):  Default: False.
        strict (bool | Unset):  Default: False.
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (list[CartPositionInput] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BulkOutcomes | BulkOutcomes | BulkRefusalType0 | Detail | Problems | Detail
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            event=event,
            client=client,
            body=body,
            atomic=atomic,
            strict=strict,
            x_idempotency_key=x_idempotency_key,
            idempotency_key=idempotency_key,
        )
    ).parsed
