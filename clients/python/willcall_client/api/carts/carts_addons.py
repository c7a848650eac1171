from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.cart_add_ons import CartAddOns
from ...models.detail import Detail
from ...models.problems import Problems
from ...models.too_many import TooMany
from ...types import Response


def _get_kwargs(
    organizer: str,
    event: str,
    cart: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/organizers/{organizer}/events/{event}/carts/{cart}/addons/".format(
            organizer=quote(str(organizer), safe=""),
            event=quote(str(event), safe=""),
            cart=quote(str(cart), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CartAddOns | Detail | Detail | Problems | TooMany | None:
    if response.status_code == 200:
        response_200 = CartAddOns.from_dict(response.json())

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
) -> Response[CartAddOns | Detail | Detail | Problems | TooMany]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    organizer: str,
    event: str,
    cart: str,
    *,
    client: AuthenticatedClient,
) -> Response[CartAddOns | Detail | Detail | Problems | TooMany]:
    """Read which add-ons can be chosen

     What can be chosen with each product of the cart, rule by rule, at the prices of the rule, and what
    is chosen already. A
    rule that offers nothing is left out; if something must be chosen by it, `missing` of the cart says
    so.

    Open to clients without a token. With a token: needs the permission `event.orders:read`.

    Args:
        organizer (str):
        event (str):
        cart (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CartAddOns | Detail | Detail | Problems | TooMany]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        cart=cart,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    organizer: str,
    event: str,
    cart: str,
    *,
    client: AuthenticatedClient,
) -> CartAddOns | Detail | Detail | Problems | TooMany | None:
    """Read which add-ons can be chosen

     What can be chosen with each product of the cart, rule by rule, at the prices of the rule, and what
    is chosen already. A
    rule that offers nothing is left out; if something must be chosen by it, `missing` of the cart says
    so.

    Open to clients without a token. With a token: needs the permission `event.orders:read`.

    Args:
        organizer (str):
        event (str):
        cart (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CartAddOns | Detail | Detail | Problems | TooMany
    """

    return sync_detailed(
        organizer=organizer,
        event=event,
        cart=cart,
        client=client,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    event: str,
    cart: str,
    *,
    client: AuthenticatedClient,
) -> Response[CartAddOns | Detail | Detail | Problems | TooMany]:
    """Read which add-ons can be chosen

     What can be chosen with each product of the cart, rule by rule, at the prices of the rule, and what
    is chosen already. A
    rule that offers nothing is left out; if something must be chosen by it, `missing` of the cart says
    so.

    Open to clients without a token. With a token: needs the permission `event.orders:read`.

    Args:
        organizer (str):
        event (str):
        cart (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CartAddOns | Detail | Detail | Problems | TooMany]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        cart=cart,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    organizer: str,
    event: str,
    cart: str,
    *,
    client: AuthenticatedClient,
) -> CartAddOns | Detail | Detail | Problems | TooMany | None:
    """Read which add-ons can be chosen

     What can be chosen with each product of the cart, rule by rule, at the prices of the rule, and what
    is chosen already. A
    rule that offers nothing is left out; if something must be chosen by it, `missing` of the cart says
    so.

    Open to clients without a token. With a token: needs the permission `event.orders:read`.

    Args:
        organizer (str):
        event (str):
        cart (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CartAddOns | Detail | Detail | Problems | TooMany
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            event=event,
            cart=cart,
            client=client,
        )
    ).parsed
