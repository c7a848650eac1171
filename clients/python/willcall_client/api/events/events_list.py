import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.detail import Detail
from ...models.event_page import EventPage
from ...models.problems import Problems
from ...types import UNSET, Response, Unset


def _get_kwargs(
    organizer: str,
    *,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    ordering: str | Unset = UNSET,
    is_public: bool | Unset = UNSET,
    live: bool | Unset = UNSET,
    has_subevents: bool | Unset = UNSET,
    testmode: bool | Unset = UNSET,
    sales_channel: str | Unset = UNSET,
    search: str | Unset = UNSET,
    date_from_after: datetime.datetime | Unset = UNSET,
    date_from_before: datetime.datetime | Unset = UNSET,
    date_to_after: datetime.datetime | Unset = UNSET,
    date_to_before: datetime.datetime | Unset = UNSET,
    ends_after: datetime.datetime | Unset = UNSET,
    is_past: bool | Unset = UNSET,
    is_future: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["page"] = page

    params["page_size"] = page_size

    params["ordering"] = ordering

    params["is_public"] = is_public

    params["live"] = live

    params["has_subevents"] = has_subevents

    params["testmode"] = testmode

    params["sales_channel"] = sales_channel

    params["search"] = search

    json_date_from_after: str | Unset = UNSET
    if not isinstance(date_from_after, Unset):
        json_date_from_after = date_from_after.isoformat()
    params["date_from_after"] = json_date_from_after

    json_date_from_before: str | Unset = UNSET
    if not isinstance(date_from_before, Unset):
        json_date_from_before = date_from_before.isoformat()
    params["date_from_before"] = json_date_from_before

    json_date_to_after: str | Unset = UNSET
    if not isinstance(date_to_after, Unset):
        json_date_to_after = date_to_after.isoformat()
    params["date_to_after"] = json_date_to_after

    json_date_to_before: str | Unset = UNSET
    if not isinstance(date_to_before, Unset):
        json_date_to_before = date_to_before.isoformat()
    params["date_to_before"] = json_date_to_before

    json_ends_after: str | Unset = UNSET
    if not isinstance(ends_after, Unset):
        json_ends_after = ends_after.isoformat()
    params["ends_after"] = json_ends_after

    params["is_past"] = is_past

    params["is_future"] = is_future

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/organizers/{organizer}/events/".format(
            organizer=quote(str(organizer), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Detail | Detail | Problems | EventPage | None:
    if response.status_code == 200:
        response_200 = EventPage.from_dict(response.json())

        return response_200

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
) -> Response[Detail | Detail | Problems | EventPage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    organizer: str,
    *,
    client: AuthenticatedClient | Client,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    ordering: str | Unset = UNSET,
    is_public: bool | Unset = UNSET,
    live: bool | Unset = UNSET,
    has_subevents: bool | Unset = UNSET,
    testmode: bool | Unset = UNSET,
    sales_channel: str | Unset = UNSET,
    search: str | Unset = UNSET,
    date_from_after: datetime.datetime | Unset = UNSET,
    date_from_before: datetime.datetime | Unset = UNSET,
    date_to_after: datetime.datetime | Unset = UNSET,
    date_to_before: datetime.datetime | Unset = UNSET,
    ends_after: datetime.datetime | Unset = UNSET,
    is_past: bool | Unset = UNSET,
    is_future: bool | Unset = UNSET,
) -> Response[Detail | Detail | Problems | EventPage]:
    """List events

     Needs no particular permission.

    Args:
        organizer (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        is_public (bool | Unset):
        live (bool | Unset):
        has_subevents (bool | Unset):
        testmode (bool | Unset):
        sales_channel (str | Unset):
        search (str | Unset):
        date_from_after (datetime.datetime | Unset):
        date_from_before (datetime.datetime | Unset):
        date_to_after (datetime.datetime | Unset):
        date_to_before (datetime.datetime | Unset):
        ends_after (datetime.datetime | Unset):
        is_past (bool | Unset):
        is_future (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Detail | Detail | Problems | EventPage]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        page=page,
        page_size=page_size,
        ordering=ordering,
        is_public=is_public,
        live=live,
        has_subevents=has_subevents,
        testmode=testmode,
        sales_channel=sales_channel,
        search=search,
        date_from_after=date_from_after,
        date_from_before=date_from_before,
        date_to_after=date_to_after,
        date_to_before=date_to_before,
        ends_after=ends_after,
        is_past=is_past,
        is_future=is_future,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    organizer: str,
    *,
    client: AuthenticatedClient | Client,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    ordering: str | Unset = UNSET,
    is_public: bool | Unset = UNSET,
    live: bool | Unset = UNSET,
    has_subevents: bool | Unset = UNSET,
    testmode: bool | Unset = UNSET,
    sales_channel: str | Unset = UNSET,
    search: str | Unset = UNSET,
    date_from_after: datetime.datetime | Unset = UNSET,
    date_from_before: datetime.datetime | Unset = UNSET,
    date_to_after: datetime.datetime | Unset = UNSET,
    date_to_before: datetime.datetime | Unset = UNSET,
    ends_after: datetime.datetime | Unset = UNSET,
    is_past: bool | Unset = UNSET,
    is_future: bool | Unset = UNSET,
) -> Detail | Detail | Problems | EventPage | None:
    """List events

     Needs no particular permission.

    Args:
        organizer (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        is_public (bool | Unset):
        live (bool | Unset):
        has_subevents (bool | Unset):
        testmode (bool | Unset):
        sales_channel (str | Unset):
        search (str | Unset):
        date_from_after (datetime.datetime | Unset):
        date_from_before (datetime.datetime | Unset):
        date_to_after (datetime.datetime | Unset):
        date_to_before (datetime.datetime | Unset):
        ends_after (datetime.datetime | Unset):
        is_past (bool | Unset):
        is_future (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Detail | Detail | Problems | EventPage
    """

    return sync_detailed(
        organizer=organizer,
        client=client,
        page=page,
        page_size=page_size,
        ordering=ordering,
        is_public=is_public,
        live=live,
        has_subevents=has_subevents,
        testmode=testmode,
        sales_channel=sales_channel,
        search=search,
        date_from_after=date_from_after,
        date_from_before=date_from_before,
        date_to_after=date_to_after,
        date_to_before=date_to_before,
        ends_after=ends_after,
        is_past=is_past,
        is_future=is_future,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    *,
    client: AuthenticatedClient | Client,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    ordering: str | Unset = UNSET,
    is_public: bool | Unset = UNSET,
    live: bool | Unset = UNSET,
    has_subevents: bool | Unset = UNSET,
    testmode: bool | Unset = UNSET,
    sales_channel: str | Unset = UNSET,
    search: str | Unset = UNSET,
    date_from_after: datetime.datetime | Unset = UNSET,
    date_from_before: datetime.datetime | Unset = UNSET,
    date_to_after: datetime.datetime | Unset = UNSET,
    date_to_before: datetime.datetime | Unset = UNSET,
    ends_after: datetime.datetime | Unset = UNSET,
    is_past: bool | Unset = UNSET,
    is_future: bool | Unset = UNSET,
) -> Response[Detail | Detail | Problems | EventPage]:
    """List events

     Needs no particular permission.

    Args:
        organizer (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        is_public (bool | Unset):
        live (bool | Unset):
        has_subevents (bool | Unset):
        testmode (bool | Unset):
        sales_channel (str | Unset):
        search (str | Unset):
        date_from_after (datetime.datetime | Unset):
        date_from_before (datetime.datetime | Unset):
        date_to_after (datetime.datetime | Unset):
        date_to_before (datetime.datetime | Unset):
        ends_after (datetime.datetime | Unset):
        is_past (bool | Unset):
        is_future (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Detail | Detail | Problems | EventPage]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        page=page,
        page_size=page_size,
        ordering=ordering,
        is_public=is_public,
        live=live,
        has_subevents=has_subevents,
        testmode=testmode,
        sales_channel=sales_channel,
        search=search,
        date_from_after=date_from_after,
        date_from_before=date_from_before,
        date_to_after=date_to_after,
        date_to_before=date_to_before,
        ends_after=ends_after,
        is_past=is_past,
        is_future=is_future,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    organizer: str,
    *,
    client: AuthenticatedClient | Client,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    ordering: str | Unset = UNSET,
    is_public: bool | Unset = UNSET,
    live: bool | Unset = UNSET,
    has_subevents: bool | Unset = UNSET,
    testmode: bool | Unset = UNSET,
    sales_channel: str | Unset = UNSET,
    search: str | Unset = UNSET,
    date_from_after: datetime.datetime | Unset = UNSET,
    date_from_before: datetime.datetime | Unset = UNSET,
    date_to_after: datetime.datetime | Unset = UNSET,
    date_to_before: datetime.datetime | Unset = UNSET,
    ends_after: datetime.datetime | Unset = UNSET,
    is_past: bool | Unset = UNSET,
    is_future: bool | Unset = UNSET,
) -> Detail | Detail | Problems | EventPage | None:
    """List events

     Needs no particular permission.

    Args:
        organizer (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        is_public (bool | Unset):
        live (bool | Unset):
        has_subevents (bool | Unset):
        testmode (bool | Unset):
        sales_channel (str | Unset):
        search (str | Unset):
        date_from_after (datetime.datetime | Unset):
        date_from_before (datetime.datetime | Unset):
        date_to_after (datetime.datetime | Unset):
        date_to_before (datetime.datetime | Unset):
        ends_after (datetime.datetime | Unset):
        is_past (bool | Unset):
        is_future (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Detail | Detail | Problems | EventPage
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            client=client,
            page=page,
            page_size=page_size,
            ordering=ordering,
            is_public=is_public,
            live=live,
            has_subevents=has_subevents,
            testmode=testmode,
            sales_channel=sales_channel,
            search=search,
            date_from_after=date_from_after,
            date_from_before=date_from_before,
            date_to_after=date_to_after,
            date_to_before=date_to_before,
            ends_after=ends_after,
            is_past=is_past,
            is_future=is_future,
        )
    ).parsed
