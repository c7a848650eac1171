from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.detail import Detail
from ...models.problems import Problems
from ...models.voucher_page import VoucherPage
from ...models.vouchers_list_price_mode import (
    VouchersListPriceMode,
)
from ...types import UNSET, Response, Unset


def _get_kwargs(
    organizer: str,
    event: str,
    *,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    ordering: str | Unset = UNSET,
    code: str | Unset = UNSET,
    active: bool | Unset = UNSET,
    max_usages: int | Unset = UNSET,
    redeemed: int | Unset = UNSET,
    block_quota: bool | Unset = UNSET,
    allow_ignore_quota: bool | Unset = UNSET,
    price_mode: VouchersListPriceMode | Unset = UNSET,
    value: str | Unset = UNSET,
    item: int | Unset = UNSET,
    variation: int | Unset = UNSET,
    quota: int | Unset = UNSET,
    tag: str | Unset = UNSET,
    subevent: int | Unset = UNSET,
    search: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["page"] = page

    params["page_size"] = page_size

    params["ordering"] = ordering

    params["code"] = code

    params["active"] = active

    params["max_usages"] = max_usages

    params["redeemed"] = redeemed

    params["block_quota"] = block_quota

    params["allow_ignore_quota"] = allow_ignore_quota

    json_price_mode: str | Unset = UNSET
    if not isinstance(price_mode, Unset):
        json_price_mode = price_mode

    params["price_mode"] = json_price_mode

    params["value"] = value

    params["item"] = item

    params["variation"] = variation

    params["quota"] = quota

    params["tag"] = tag

    params["subevent"] = subevent

    params["search"] = search

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/organizers/{organizer}/events/{event}/vouchers/".format(
            organizer=quote(str(organizer), safe=""),
            event=quote(str(event), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Detail | Detail | Problems | VoucherPage | None:
    if response.status_code == 200:
        response_200 = VoucherPage.from_dict(response.json())

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
) -> Response[Detail | Detail | Problems | VoucherPage]:
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
    code: str | Unset = UNSET,
    active: bool | Unset = UNSET,
    max_usages: int | Unset = UNSET,
    redeemed: int | Unset = UNSET,
    block_quota: bool | Unset = UNSET,
    allow_ignore_quota: bool | Unset = UNSET,
    price_mode: VouchersListPriceMode | Unset = UNSET,
    value: str | Unset = UNSET,
    item: int | Unset = UNSET,
    variation: int | Unset = UNSET,
    quota: int | Unset = UNSET,
    tag: str | Unset = UNSET,
    subevent: int | Unset = UNSET,
    search: str | Unset = UNSET,
) -> Response[Detail | Detail | Problems | VoucherPage]:
    """List vouchers

     Needs the permission `event.vouchers:read`.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        code (str | Unset):
        active (bool | Unset):
        max_usages (int | Unset):
        redeemed (int | Unset):
        block_quota (bool | Unset):
        allow_ignore_quota (bool | Unset):
        price_mode (VouchersListPriceMode | Unset):
        value (str | Unset):
        item (int | Unset):
        variation (int | Unset):
        quota (int | Unset):
        tag (str | Unset):
        subevent (int | Unset):
        search (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Detail | Detail | Problems | VoucherPage]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        page=page,
        page_size=page_size,
        ordering=ordering,
        code=code,
        active=active,
        max_usages=max_usages,
        redeemed=redeemed,
        block_quota=block_quota,
        allow_ignore_quota=allow_ignore_quota,
        price_mode=price_mode,
        value=value,
        item=item,
        variation=variation,
        quota=quota,
        tag=tag,
        subevent=subevent,
        search=search,
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
    code: str | Unset = UNSET,
    active: bool | Unset = UNSET,
    max_usages: int | Unset = UNSET,
    redeemed: int | Unset = UNSET,
    block_quota: bool | Unset = UNSET,
    allow_ignore_quota: bool | Unset = UNSET,
    price_mode: VouchersListPriceMode | Unset = UNSET,
    value: str | Unset = UNSET,
    item: int | Unset = UNSET,
    variation: int | Unset = UNSET,
    quota: int | Unset = UNSET,
    tag: str | Unset = UNSET,
    subevent: int | Unset = UNSET,
    search: str | Unset = UNSET,
) -> Detail | Detail | Problems | VoucherPage | None:
    """List vouchers

     Needs the permission `event.vouchers:read`.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        code (str | Unset):
        active (bool | Unset):
        max_usages (int | Unset):
        redeemed (int | Unset):
        block_quota (bool | Unset):
        allow_ignore_quota (bool | Unset):
        price_mode (VouchersListPriceMode | Unset):
        value (str | Unset):
        item (int | Unset):
        variation (int | Unset):
        quota (int | Unset):
        tag (str | Unset):
        subevent (int | Unset):
        search (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Detail | Detail | Problems | VoucherPage
    """

    return sync_detailed(
        organizer=organizer,
        event=event,
        client=client,
        page=page,
        page_size=page_size,
        ordering=ordering,
        code=code,
        active=active,
        max_usages=max_usages,
        redeemed=redeemed,
        block_quota=block_quota,
        allow_ignore_quota=allow_ignore_quota,
        price_mode=price_mode,
        value=value,
        item=item,
        variation=variation,
        quota=quota,
        tag=tag,
        subevent=subevent,
        search=search,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient | Client,
    page: str | Unset = UNSET,
    page_size: int | Unset = UNSET,
    ordering: str | Unset = UNSET,
    code: str | Unset = UNSET,
    active: bool | Unset = UNSET,
    max_usages: int | Unset = UNSET,
    redeemed: int | Unset = UNSET,
    block_quota: bool | Unset = UNSET,
    allow_ignore_quota: bool | Unset = UNSET,
    price_mode: VouchersListPriceMode | Unset = UNSET,
    value: str | Unset = UNSET,
    item: int | Unset = UNSET,
    variation: int | Unset = UNSET,
    quota: int | Unset = UNSET,
    tag: str | Unset = UNSET,
    subevent: int | Unset = UNSET,
    search: str | Unset = UNSET,
) -> Response[Detail | Detail | Problems | VoucherPage]:
    """List vouchers

     Needs the permission `event.vouchers:read`.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        code (str | Unset):
        active (bool | Unset):
        max_usages (int | Unset):
        redeemed (int | Unset):
        block_quota (bool | Unset):
        allow_ignore_quota (bool | Unset):
        price_mode (VouchersListPriceMode | Unset):
        value (str | Unset):
        item (int | Unset):
        variation (int | Unset):
        quota (int | Unset):
        tag (str | Unset):
        subevent (int | Unset):
        search (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Detail | Detail | Problems | VoucherPage]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        page=page,
        page_size=page_size,
        ordering=ordering,
        code=code,
        active=active,
        max_usages=max_usages,
        redeemed=redeemed,
        block_quota=block_quota,
        allow_ignore_quota=allow_ignore_quota,
        price_mode=price_mode,
        value=value,
        item=item,
        variation=variation,
        quota=quota,
        tag=tag,
        subevent=subevent,
        search=search,
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
    code: str | Unset = UNSET,
    active: bool | Unset = UNSET,
    max_usages: int | Unset = UNSET,
    redeemed: int | Unset = UNSET,
    block_quota: bool | Unset = UNSET,
    allow_ignore_quota: bool | Unset = UNSET,
    price_mode: VouchersListPriceMode | Unset = UNSET,
    value: str | Unset = UNSET,
    item: int | Unset = UNSET,
    variation: int | Unset = UNSET,
    quota: int | Unset = UNSET,
    tag: str | Unset = UNSET,
    subevent: int | Unset = UNSET,
    search: str | Unset = UNSET,
) -> Detail | Detail | Problems | VoucherPage | None:
    """List vouchers

     Needs the permission `event.vouchers:read`.

    Args:
        organizer (str):
        event (str):
        page (str | Unset):
        page_size (int | Unset):
        ordering (str | Unset):
        code (str | Unset):
        active (bool | Unset):
        max_usages (int | Unset):
        redeemed (int | Unset):
        block_quota (bool | Unset):
        allow_ignore_quota (bool | Unset):
        price_mode (VouchersListPriceMode | Unset):
        value (str | Unset):
        item (int | Unset):
        variation (int | Unset):
        quota (int | Unset):
        tag (str | Unset):
        subevent (int | Unset):
        search (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Detail | Detail | Problems | VoucherPage
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            event=event,
            client=client,
            page=page,
            page_size=page_size,
            ordering=ordering,
            code=code,
            active=active,
            max_usages=max_usages,
            redeemed=redeemed,
            block_quota=block_quota,
            allow_ignore_quota=allow_ignore_quota,
            price_mode=price_mode,
            value=value,
            item=item,
            variation=variation,
            quota=quota,
            tag=tag,
            subevent=subevent,
            search=search,
        )
    ).parsed
