import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.detail import Detail
from ...models.problems import Problems
from ...models.sub_event_page import SubEventPage
from ...types import UNSET, Response, Unset


def _get_kwargs(
    organizer: str,
    event: str,
    *,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    ordering: str | Unset = UNSET,
    active: bool | Unset = UNSET,
    is_public: bool | Unset = UNSET,
    date_from_after: datetime.datetime | Unset = UNSET,
    date_from_before: datetime.datetime | Unset = UNSET,
    modified_since: datetime.datetime | Unset = UNSET,
    ends_after: datetime.datetime | Unset = UNSET,
    is_past: bool | Unset = UNSET,
    is_future: bool | Unset = UNSET,
    search: str | Unset = UNSET,
    sales_channel: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["page"] = page

    params["page_size"] = page_size

    params["ordering"] = ordering

    params["active"] = active

    params["is_public"] = is_public

    json_date_from_after: str | Unset = UNSET
    if not isinstance(date_from_after, Unset):
        json_date_from_after = date_from_after.isoformat()
    params["date_from_after"] = json_date_from_after

    json_date_from_before: str | Unset = UNSET
    if not isinstance(date_from_before, Unset):
        json_date_from_before = date_from_before.isoformat()
    params["date_from_before"] = json_date_from_before

    json_modified_since: str | Unset = UNSET
    if not isinstance(modified_since, Unset):
        json_modified_since = modified_since.isoformat()
    params["modified_since"] = json_modified_since

    json_ends_after: str | Unset = UNSET
    if not isinstance(ends_after, Unset):
        json_ends_after = ends_after.isoformat()
    params["ends_after"] = json_ends_after

    params["is_past"] = is_past

    params["is_future"] = is_future

    params["search"] = search

    params["sales_channel"] = sales_channel

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/organizers/{organizer}/events/{event}/subevents/".format(
            organizer=quote(str(organizer), safe=""),
            event=quote(str(event), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Detail | Detail | Problems | SubEventPage | None:
    if response.status_code == 200:
        response_200 = SubEventPage.from_dict(response.json())

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
) -> Response[Detail | Detail | Problems | SubEventPage]:
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
    ordering: str | Unset = UNSET,
    active: bool | Unset = UNSET,
    is_public: bool | Unset = UNSET,
    date_from_after: datetime.datetime | Unset = UNSET,
    date_from_before: datetime.datetime | Unset = UNSET,
    modified_since: datetime.datetime | Unset = UNSET,
    ends_after: datetime.datetime | Unset = UNSET,
    is_past: bool | Unset = UNSET,
    is_future: bool | Unset = UNSET,
    search: str | Unset = UNSET,
    sales_channel: str | Unset = UNSET,
) -> Response[Detail | Detail | Problems | SubEventPage]:
    """List subevents

     Needs no particular permission.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        active (bool | Unset):
        is_public (bool | Unset):
        date_from_after (datetime.datetime | Unset):
        date_from_before (datetime.datetime | Unset):
        modified_since (datetime.datetime | Unset):
        ends_after (datetime.datetime | Unset):
        is_past (bool | Unset):
        is_future (bool | Unset):
        search (str | Unset):
        sales_channel (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Detail | Detail | Problems | SubEventPage]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        page=page,
        page_size=page_size,
        ordering=ordering,
        active=active,
        is_public=is_public,
        date_from_after=date_from_after,
        date_from_before=date_from_before,
        modified_since=modified_since,
        ends_after=ends_after,
        is_past=is_past,
        is_future=is_future,
        search=search,
        sales_channel=sales_channel,
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
    ordering: str | Unset = UNSET,
    active: bool | Unset = UNSET,
    is_public: bool | Unset = UNSET,
    date_from_after: datetime.datetime | Unset = UNSET,
    date_from_before: datetime.datetime | Unset = UNSET,
    modified_since: datetime.datetime | Unset = UNSET,
    ends_after: datetime.datetime | Unset = UNSET,
    is_past: bool | Unset = UNSET,
    is_future: bool | Unset = UNSET,
    search: str | Unset = UNSET,
    sales_channel: str | Unset = UNSET,
) -> Detail | Detail | Problems | SubEventPage | None:
    """List subevents

     Needs no particular permission.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        active (bool | Unset):
        is_public (bool | Unset):
        date_from_after (datetime.datetime | Unset):
        date_from_before (datetime.datetime | Unset):
        modified_since (datetime.datetime | Unset):
        ends_after (datetime.datetime | Unset):
        is_past (bool | Unset):
        is_future (bool | Unset):
        search (str | Unset):
        sales_channel (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Detail | Detail | Problems | SubEventPage
    """

    return sync_detailed(
        organizer=organizer,
        event=event,
        client=client,
        page=page,
        page_size=page_size,
        ordering=ordering,
        active=active,
        is_public=is_public,
        date_from_after=date_from_after,
        date_from_before=date_from_before,
        modified_since=modified_since,
        ends_after=ends_after,
        is_past=is_past,
        is_future=is_future,
        search=search,
        sales_channel=sales_channel,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient | Client,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    ordering: str | Unset = UNSET,
    active: bool | Unset = UNSET,
    is_public: bool | Unset = UNSET,
    date_from_after: datetime.datetime | Unset = UNSET,
    date_from_before: datetime.datetime | Unset = UNSET,
    modified_since: datetime.datetime | Unset = UNSET,
    ends_after: datetime.datetime | Unset = UNSET,
    is_past: bool | Unset = UNSET,
    is_future: bool | Unset = UNSET,
    search: str | Unset = UNSET,
    sales_channel: str | Unset = UNSET,
) -> Response[Detail | Detail | Problems | SubEventPage]:
    """List subevents

     Needs no particular permission.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        active (bool | Unset):
        is_public (bool | Unset):
        date_from_after (datetime.datetime | Unset):
        date_from_before (datetime.datetime | Unset):
        modified_since (datetime.datetime | Unset):
        ends_after (datetime.datetime | Unset):
        is_past (bool | Unset):
        is_future (bool | Unset):
        search (str | Unset):
        sales_channel (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Detail | Detail | Problems | SubEventPage]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        page=page,
        page_size=page_size,
        ordering=ordering,
        active=active,
        is_public=is_public,
        date_from_after=date_from_after,
        date_from_before=date_from_before,
        modified_since=modified_since,
        ends_after=ends_after,
        is_past=is_past,
        is_future=is_future,
        search=search,
        sales_channel=sales_channel,
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
    ordering: str | Unset = UNSET,
    active: bool | Unset = UNSET,
    is_public: bool | Unset = UNSET,
    date_from_after: datetime.datetime | Unset = UNSET,
    date_from_before: datetime.datetime | Unset = UNSET,
    modified_since: datetime.datetime | Unset = UNSET,
    ends_after: datetime.datetime | Unset = UNSET,
    is_past: bool | Unset = UNSET,
    is_future: bool | Unset = UNSET,
    search: str | Unset = UNSET,
    sales_channel: str | Unset = UNSET,
) -> Detail | Detail | Problems | SubEventPage | None:
    """List subevents

     Needs no particular permission.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        active (bool | Unset):
        is_public (bool | Unset):
        date_from_after (datetime.datetime | Unset):
        date_from_before (datetime.datetime | Unset):
        modified_since (datetime.datetime | Unset):
        ends_after (datetime.datetime | Unset):
        is_past (bool | Unset):
        is_future (bool | Unset):
        search (str | Unset):
        sales_channel (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Detail | Detail | Problems | SubEventPage
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            event=event,
            client=client,
            page=page,
            page_size=page_size,
            ordering=ordering,
            active=active,
            is_public=is_public,
            date_from_after=date_from_after,
            date_from_before=date_from_before,
            modified_since=modified_since,
            ends_after=ends_after,
            is_past=is_past,
            is_future=is_future,
            search=search,
            sales_channel=sales_channel,
        )
    ).parsed
