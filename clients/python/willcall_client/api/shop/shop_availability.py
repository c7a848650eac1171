from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.detail import Detail
from ...models.problems import Problems
from ...models.shop_refusal import ShopRefusal
from ...models.too_many import TooMany
from ...types import UNSET, Response, Unset


def _get_kwargs(
    organizer: str,
    event: str,
    *,
    sales_channel: str | Unset = "web",
    subevent: int | Unset = UNSET,
    last_event_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(last_event_id, Unset):
        headers["Last-Event-ID"] = last_event_id

    params: dict[str, Any] = {}

    params["sales_channel"] = sales_channel

    params["subevent"] = subevent

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/organizers/{organizer}/events/{event}/shop/availability/".format(
            organizer=quote(str(organizer), safe=""),
            event=quote(str(event), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Detail | Detail | Problems | ShopRefusal | TooMany | str | None:
    if response.status_code == 200:
        response_200 = response.text
        return response_200

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
) -> Response[Detail | Detail | Problems | ShopRefusal | TooMany | str]:
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
    last_event_id: str | Unset = UNSET,
) -> Response[Detail | Detail | Problems | ShopRefusal | TooMany | str]:
    """Listen to changes of availability

     A stream of server-sent events (`text/event-stream`), for `EventSource` in browsers. First comes
    `snapshot` with all rows of the shop, `{"rows": [...]}`, then, at most once in a second,
    `availability` with those that are different, and in `gone` those that are shown no more: `{"rows":
    [...], "gone": [{"item": 1, "variation": null}]}`. A row has `item`, `variation`, `availability`,
    `left`, `buyable`, `reason` and `max`, as the shop shows them. Every event has an `id`; who sends it
    as `Last-Event-ID` is told what was different since, or gets a snapshot if that is too long ago.
    Lines that begin with a colon are signs of life. When the server stops, the stream ends: come again.
    Where too many listen it is 503, where too many of one client do 429; read `shop/` from time to time
    then.

    Open to clients without a token. With a token: needs no particular permission.

    Args:
        organizer (str):
        event (str):
        sales_channel (str | Unset):  Default: 'web'.
        subevent (int | Unset):
        last_event_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Detail | Detail | Problems | ShopRefusal | TooMany | str]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        sales_channel=sales_channel,
        subevent=subevent,
        last_event_id=last_event_id,
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
    last_event_id: str | Unset = UNSET,
) -> Detail | Detail | Problems | ShopRefusal | TooMany | str | None:
    """Listen to changes of availability

     A stream of server-sent events (`text/event-stream`), for `EventSource` in browsers. First comes
    `snapshot` with all rows of the shop, `{"rows": [...]}`, then, at most once in a second,
    `availability` with those that are different, and in `gone` those that are shown no more: `{"rows":
    [...], "gone": [{"item": 1, "variation": null}]}`. A row has `item`, `variation`, `availability`,
    `left`, `buyable`, `reason` and `max`, as the shop shows them. Every event has an `id`; who sends it
    as `Last-Event-ID` is told what was different since, or gets a snapshot if that is too long ago.
    Lines that begin with a colon are signs of life. When the server stops, the stream ends: come again.
    Where too many listen it is 503, where too many of one client do 429; read `shop/` from time to time
    then.

    Open to clients without a token. With a token: needs no particular permission.

    Args:
        organizer (str):
        event (str):
        sales_channel (str | Unset):  Default: 'web'.
        subevent (int | Unset):
        last_event_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Detail | Detail | Problems | ShopRefusal | TooMany | str
    """

    return sync_detailed(
        organizer=organizer,
        event=event,
        client=client,
        sales_channel=sales_channel,
        subevent=subevent,
        last_event_id=last_event_id,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient,
    sales_channel: str | Unset = "web",
    subevent: int | Unset = UNSET,
    last_event_id: str | Unset = UNSET,
) -> Response[Detail | Detail | Problems | ShopRefusal | TooMany | str]:
    """Listen to changes of availability

     A stream of server-sent events (`text/event-stream`), for `EventSource` in browsers. First comes
    `snapshot` with all rows of the shop, `{"rows": [...]}`, then, at most once in a second,
    `availability` with those that are different, and in `gone` those that are shown no more: `{"rows":
    [...], "gone": [{"item": 1, "variation": null}]}`. A row has `item`, `variation`, `availability`,
    `left`, `buyable`, `reason` and `max`, as the shop shows them. Every event has an `id`; who sends it
    as `Last-Event-ID` is told what was different since, or gets a snapshot if that is too long ago.
    Lines that begin with a colon are signs of life. When the server stops, the stream ends: come again.
    Where too many listen it is 503, where too many of one client do 429; read `shop/` from time to time
    then.

    Open to clients without a token. With a token: needs no particular permission.

    Args:
        organizer (str):
        event (str):
        sales_channel (str | Unset):  Default: 'web'.
        subevent (int | Unset):
        last_event_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Detail | Detail | Problems | ShopRefusal | TooMany | str]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        sales_channel=sales_channel,
        subevent=subevent,
        last_event_id=last_event_id,
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
    last_event_id: str | Unset = UNSET,
) -> Detail | Detail | Problems | ShopRefusal | TooMany | str | None:
    """Listen to changes of availability

     A stream of server-sent events (`text/event-stream`), for `EventSource` in browsers. First comes
    `snapshot` with all rows of the shop, `{"rows": [...]}`, then, at most once in a second,
    `availability` with those that are different, and in `gone` those that are shown no more: `{"rows":
    [...], "gone": [{"item": 1, "variation": null}]}`. A row has `item`, `variation`, `availability`,
    `left`, `buyable`, `reason` and `max`, as the shop shows them. Every event has an `id`; who sends it
    as `Last-Event-ID` is told what was different since, or gets a snapshot if that is too long ago.
    Lines that begin with a colon are signs of life. When the server stops, the stream ends: come again.
    Where too many listen it is 503, where too many of one client do 429; read `shop/` from time to time
    then.

    Open to clients without a token. With a token: needs no particular permission.

    Args:
        organizer (str):
        event (str):
        sales_channel (str | Unset):  Default: 'web'.
        subevent (int | Unset):
        last_event_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Detail | Detail | Problems | ShopRefusal | TooMany | str
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            event=event,
            client=client,
            sales_channel=sales_channel,
            subevent=subevent,
            last_event_id=last_event_id,
        )
    ).parsed
