from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.cart import Cart
from ...models.cart_change import CartChange
from ...models.cart_refusal import CartRefusal
from ...models.detail import Detail
from ...models.problems import Problems
from ...models.too_many import TooMany
from ...types import UNSET, Response, Unset


def _get_kwargs(
    organizer: str,
    event: str,
    cart: str,
    *,
    body: CartChange,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_idempotency_key, Unset):
        headers["X-Idempotency-Key"] = x_idempotency_key

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/api/v1/organizers/{organizer}/events/{event}/carts/{cart}/".format(
            organizer=quote(str(organizer), safe=""),
            event=quote(str(event), safe=""),
            cart=quote(str(cart), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Cart | CartRefusal | Detail | Problems | Detail | TooMany | None:
    if response.status_code == 200:
        response_200 = Cart.from_dict(response.json())

        return response_200

    if response.status_code == 400:

        def _parse_response_400(data: object) -> CartRefusal | Detail | Problems:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_400_type_0 = CartRefusal.from_dict(data)

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

    if response.status_code == 429:
        response_429 = TooMany.from_dict(response.json())

        return response_429

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
) -> Response[Cart | CartRefusal | Detail | Problems | Detail | TooMany]:
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
    body: CartChange,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Cart | CartRefusal | Detail | Problems | Detail | TooMany]:
    """Say what a cart shall hold

     `lines` is the whole cart as it shall be. A line with the `id` of one that is there changes it: what
    is left out of it,
    or null, stays as it is; `addons` are the whole choice. To take something off a line that stays,
    send it empty: `""` for
    `voucher`, `attendee_name` and `attendee_email`, `[]` for `answers` and `addons`. A line without
    `id` is new, and a line
    that is left out goes. An add-on may have the `id` of one that is there, too: it must where one
    product is chosen twice,
    since names or prices differ. The lines of an answer can be sent back as they came, which changes
    nothing but the time.

    With `version` the change is refused with 409 if the cart is another one by now.

    What the body leaves out stays as it is. Lists and objects are replaced as a whole.

    Open to clients without a token. With a token: needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        cart (str):
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (CartChange):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Cart | CartRefusal | Detail | Problems | Detail | TooMany]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        cart=cart,
        body=body,
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
    cart: str,
    *,
    client: AuthenticatedClient,
    body: CartChange,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Cart | CartRefusal | Detail | Problems | Detail | TooMany | None:
    """Say what a cart shall hold

     `lines` is the whole cart as it shall be. A line with the `id` of one that is there changes it: what
    is left out of it,
    or null, stays as it is; `addons` are the whole choice. To take something off a line that stays,
    send it empty: `""` for
    `voucher`, `attendee_name` and `attendee_email`, `[]` for `answers` and `addons`. A line without
    `id` is new, and a line
    that is left out goes. An add-on may have the `id` of one that is there, too: it must where one
    product is chosen twice,
    since names or prices differ. The lines of an answer can be sent back as they came, which changes
    nothing but the time.

    With `version` the change is refused with 409 if the cart is another one by now.

    What the body leaves out stays as it is. Lists and objects are replaced as a whole.

    Open to clients without a token. With a token: needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        cart (str):
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (CartChange):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Cart | CartRefusal | Detail | Problems | Detail | TooMany
    """

    return sync_detailed(
        organizer=organizer,
        event=event,
        cart=cart,
        client=client,
        body=body,
        x_idempotency_key=x_idempotency_key,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    event: str,
    cart: str,
    *,
    client: AuthenticatedClient,
    body: CartChange,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Cart | CartRefusal | Detail | Problems | Detail | TooMany]:
    """Say what a cart shall hold

     `lines` is the whole cart as it shall be. A line with the `id` of one that is there changes it: what
    is left out of it,
    or null, stays as it is; `addons` are the whole choice. To take something off a line that stays,
    send it empty: `""` for
    `voucher`, `attendee_name` and `attendee_email`, `[]` for `answers` and `addons`. A line without
    `id` is new, and a line
    that is left out goes. An add-on may have the `id` of one that is there, too: it must where one
    product is chosen twice,
    since names or prices differ. The lines of an answer can be sent back as they came, which changes
    nothing but the time.

    With `version` the change is refused with 409 if the cart is another one by now.

    What the body leaves out stays as it is. Lists and objects are replaced as a whole.

    Open to clients without a token. With a token: needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        cart (str):
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (CartChange):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Cart | CartRefusal | Detail | Problems | Detail | TooMany]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        cart=cart,
        body=body,
        x_idempotency_key=x_idempotency_key,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    organizer: str,
    event: str,
    cart: str,
    *,
    client: AuthenticatedClient,
    body: CartChange,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Cart | CartRefusal | Detail | Problems | Detail | TooMany | None:
    """Say what a cart shall hold

     `lines` is the whole cart as it shall be. A line with the `id` of one that is there changes it: what
    is left out of it,
    or null, stays as it is; `addons` are the whole choice. To take something off a line that stays,
    send it empty: `""` for
    `voucher`, `attendee_name` and `attendee_email`, `[]` for `answers` and `addons`. A line without
    `id` is new, and a line
    that is left out goes. An add-on may have the `id` of one that is there, too: it must where one
    product is chosen twice,
    since names or prices differ. The lines of an answer can be sent back as they came, which changes
    nothing but the time.

    With `version` the change is refused with 409 if the cart is another one by now.

    What the body leaves out stays as it is. Lists and objects are replaced as a whole.

    Open to clients without a token. With a token: needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        cart (str):
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (CartChange):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Cart | CartRefusal | Detail | Problems | Detail | TooMany
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            event=event,
            cart=cart,
            client=client,
            body=body,
            x_idempotency_key=x_idempotency_key,
            idempotency_key=idempotency_key,
        )
    ).parsed
