from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.detail import Detail
from ...models.problems import Problems
from ...models.shop_refusal import ShopRefusal
from ...models.shop_seats import ShopSeats
from ...models.too_many import TooMany
from ...types import UNSET, Response, Unset


def _get_kwargs(
    organizer: str,
    event: str,
    *,
    sales_channel: str | Unset = "web",
    subevent: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    params["sales_channel"] = sales_channel

    params["subevent"] = subevent

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/organizers/{organizer}/events/{event}/shop/seats/".format(
            organizer=quote(str(organizer), safe=""),
            event=quote(str(event), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Detail | Detail | Problems | ShopRefusal | ShopSeats | TooMany | None:
    if response.status_code == 200:
        response_200 = ShopSeats.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:

        def _parse_response_400(data: object) -> Detail | Problems | ShopRefusal:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_400_type_0 = ShopRefusal.from_dict(data)

                return response_400_type_0
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

    if response.status_code == 429:
        response_429 = TooMany.from_dict(response.json())

        return response_429

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
) -> Response[Any | Detail | Detail | Problems | ShopRefusal | ShopSeats | TooMany]:
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
    client: AuthenticatedClient,
    sales_channel: str | Unset = "web",
    subevent: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Detail | Detail | Problems | ShopRefusal | ShopSeats | TooMany]:
    """List the seats that can be chosen

     The seats of an event, or of a date of a series, that belong to a product, and which of them a new
    cart could take now. A line of a cart names a seat by its `seat_guid`. The answer may be a second
    old.

    Open to clients without a token. With a token: needs no particular permission.

    Args:
        organizer (str):
        event (str):
        sales_channel (str | Unset):  Default: 'web'.
        subevent (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Detail | Detail | Problems | ShopRefusal | ShopSeats | TooMany]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        sales_channel=sales_channel,
        subevent=subevent,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient,
    sales_channel: str | Unset = "web",
    subevent: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Detail | Detail | Problems | ShopRefusal | ShopSeats | TooMany | None:
    """List the seats that can be chosen

     The seats of an event, or of a date of a series, that belong to a product, and which of them a new
    cart could take now. A line of a cart names a seat by its `seat_guid`. The answer may be a second
    old.

    Open to clients without a token. With a token: needs no particular permission.

    Args:
        organizer (str):
        event (str):
        sales_channel (str | Unset):  Default: 'web'.
        subevent (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Detail | Detail | Problems | ShopRefusal | ShopSeats | TooMany
    """

    return sync_detailed(
        organizer=organizer,
        event=event,
        client=client,
        sales_channel=sales_channel,
        subevent=subevent,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient,
    sales_channel: str | Unset = "web",
    subevent: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Detail | Detail | Problems | ShopRefusal | ShopSeats | TooMany]:
    """List the seats that can be chosen

     The seats of an event, or of a date of a series, that belong to a product, and which of them a new
    cart could take now. A line of a cart names a seat by its `seat_guid`. The answer may be a second
    old.

    Open to clients without a token. With a token: needs no particular permission.

    Args:
        organizer (str):
        event (str):
        sales_channel (str | Unset):  Default: 'web'.
        subevent (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Detail | Detail | Problems | ShopRefusal | ShopSeats | TooMany]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        sales_channel=sales_channel,
        subevent=subevent,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient,
    sales_channel: str | Unset = "web",
    subevent: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Detail | Detail | Problems | ShopRefusal | ShopSeats | TooMany | None:
    """List the seats that can be chosen

     The seats of an event, or of a date of a series, that belong to a product, and which of them a new
    cart could take now. A line of a cart names a seat by its `seat_guid`. The answer may be a second
    old.

    Open to clients without a token. With a token: needs no particular permission.

    Args:
        organizer (str):
        event (str):
        sales_channel (str | Unset):  Default: 'web'.
        subevent (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Detail | Detail | Problems | ShopRefusal | ShopSeats | TooMany
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            event=event,
            client=client,
            sales_channel=sales_channel,
            subevent=subevent,
            if_none_match=if_none_match,
        )
    ).parsed
