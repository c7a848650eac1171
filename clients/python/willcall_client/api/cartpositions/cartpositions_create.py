from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.cart_position_created import CartPositionCreated
from ...models.cart_position_input import CartPositionInput
from ...models.detail import Detail
from ...models.problems import Problems
from ...types import UNSET, Response, Unset


def _get_kwargs(
    organizer: str,
    event: str,
    *,
    body: CartPositionInput,
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

    params["strict"] = strict

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/organizers/{organizer}/events/{event}/cartpositions/".format(
            organizer=quote(str(organizer), safe=""),
            event=quote(str(event), safe=""),
        ),
        "params": params,
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CartPositionCreated | Detail | Detail | list[str] | Problems | None:
    if response.status_code == 201:
        response_201 = CartPositionCreated.from_dict(response.json())

        return response_201

    if response.status_code == 400:

        def _parse_response_400(data: object) -> Detail | list[str] | Problems:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_400_type_0 = Detail.from_dict(data)

                return response_400_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_400_type_1 = Problems.from_dict(data)

                return response_400_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, list):
                raise TypeError()
            response_400_type_2 = cast(list[str], data)

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
) -> Response[CartPositionCreated | Detail | Detail | list[str] | Problems]:
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
    body: CartPositionInput,
    strict: bool | Unset = False,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CartPositionCreated | Detail | Detail | list[str] | Problems]:
    """Hold places: one position with its add-ons and bundles

     Holds a place for the position and for each of its `addons` and `bundled` products, all of them or
    none: what is
    answered with 201 is stored durably and can be relied on until `expires`. Add-ons must be of a
    category that the product
    has an add-on rule for, bundled products must be among its bundles.

    * `cart_id` must end in `@api`. Without one the position gets a cart of its own.
    * `expires` is now and the event's `reservation_time` (30 minutes unless set otherwise), or what you
    say. Add-ons and
      bundled products expire with their position. Adding to a cart does not extend what is in it.
    * `price` is stored as it is sent; nothing is calculated. Add-ons and bundled products without one
    get the listed price,
      the `designated_price` of the bundle, or nothing where the add-on rule has `price_included`.
    * Sale periods, limits per order and numbers of add-ons are not looked at: that is the business of
    the shop in front.
      With `?strict=true` they are.

    If a quota lacks room, nothing is held and the answer is 400 with a bare list of one text, which
    does not change:
    `There is not enough quota available on quota "Tickets" to perform the operation.` Other refusals
    are by field.

    Needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        strict (bool | Unset):  Default: False.
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (CartPositionInput):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CartPositionCreated | Detail | Detail | list[str] | Problems]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        body=body,
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
    body: CartPositionInput,
    strict: bool | Unset = False,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CartPositionCreated | Detail | Detail | list[str] | Problems | None:
    """Hold places: one position with its add-ons and bundles

     Holds a place for the position and for each of its `addons` and `bundled` products, all of them or
    none: what is
    answered with 201 is stored durably and can be relied on until `expires`. Add-ons must be of a
    category that the product
    has an add-on rule for, bundled products must be among its bundles.

    * `cart_id` must end in `@api`. Without one the position gets a cart of its own.
    * `expires` is now and the event's `reservation_time` (30 minutes unless set otherwise), or what you
    say. Add-ons and
      bundled products expire with their position. Adding to a cart does not extend what is in it.
    * `price` is stored as it is sent; nothing is calculated. Add-ons and bundled products without one
    get the listed price,
      the `designated_price` of the bundle, or nothing where the add-on rule has `price_included`.
    * Sale periods, limits per order and numbers of add-ons are not looked at: that is the business of
    the shop in front.
      With `?strict=true` they are.

    If a quota lacks room, nothing is held and the answer is 400 with a bare list of one text, which
    does not change:
    `There is not enough quota available on quota "Tickets" to perform the operation.` Other refusals
    are by field.

    Needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        strict (bool | Unset):  Default: False.
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (CartPositionInput):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CartPositionCreated | Detail | Detail | list[str] | Problems
    """

    return sync_detailed(
        organizer=organizer,
        event=event,
        client=client,
        body=body,
        strict=strict,
        x_idempotency_key=x_idempotency_key,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    organizer: str,
    event: str,
    *,
    client: AuthenticatedClient | Client,
    body: CartPositionInput,
    strict: bool | Unset = False,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CartPositionCreated | Detail | Detail | list[str] | Problems]:
    """Hold places: one position with its add-ons and bundles

     Holds a place for the position and for each of its `addons` and `bundled` products, all of them or
    none: what is
    answered with 201 is stored durably and can be relied on until `expires`. Add-ons must be of a
    category that the product
    has an add-on rule for, bundled products must be among its bundles.

    * `cart_id` must end in `@api`. Without one the position gets a cart of its own.
    * `expires` is now and the event's `reservation_time` (30 minutes unless set otherwise), or what you
    say. Add-ons and
      bundled products expire with their position. Adding to a cart does not extend what is in it.
    * `price` is stored as it is sent; nothing is calculated. Add-ons and bundled products without one
    get the listed price,
      the `designated_price` of the bundle, or nothing where the add-on rule has `price_included`.
    * Sale periods, limits per order and numbers of add-ons are not looked at: that is the business of
    the shop in front.
      With `?strict=true` they are.

    If a quota lacks room, nothing is held and the answer is 400 with a bare list of one text, which
    does not change:
    `There is not enough quota available on quota "Tickets" to perform the operation.` Other refusals
    are by field.

    Needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        strict (bool | Unset):  Default: False.
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (CartPositionInput):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CartPositionCreated | Detail | Detail | list[str] | Problems]
    """

    kwargs = _get_kwargs(
        organizer=organizer,
        event=event,
        body=body,
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
    body: CartPositionInput,
    strict: bool | Unset = False,
    x_idempotency_key: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CartPositionCreated | Detail | Detail | list[str] | Problems | None:
    """Hold places: one position with its add-ons and bundles

     Holds a place for the position and for each of its `addons` and `bundled` products, all of them or
    none: what is
    answered with 201 is stored durably and can be relied on until `expires`. Add-ons must be of a
    category that the product
    has an add-on rule for, bundled products must be among its bundles.

    * `cart_id` must end in `@api`. Without one the position gets a cart of its own.
    * `expires` is now and the event's `reservation_time` (30 minutes unless set otherwise), or what you
    say. Add-ons and
      bundled products expire with their position. Adding to a cart does not extend what is in it.
    * `price` is stored as it is sent; nothing is calculated. Add-ons and bundled products without one
    get the listed price,
      the `designated_price` of the bundle, or nothing where the add-on rule has `price_included`.
    * Sale periods, limits per order and numbers of add-ons are not looked at: that is the business of
    the shop in front.
      With `?strict=true` they are.

    If a quota lacks room, nothing is held and the answer is 400 with a bare list of one text, which
    does not change:
    `There is not enough quota available on quota "Tickets" to perform the operation.` Other refusals
    are by field.

    Needs the permission `event.orders:write`.

    Args:
        organizer (str):
        event (str):
        strict (bool | Unset):  Default: False.
        x_idempotency_key (str | Unset):
        idempotency_key (str | Unset):
        body (CartPositionInput):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CartPositionCreated | Detail | Detail | list[str] | Problems
    """

    return (
        await asyncio_detailed(
            organizer=organizer,
            event=event,
            client=client,
            body=body,
            strict=strict,
            x_idempotency_key=x_idempotency_key,
            idempotency_key=idempotency_key,
        )
    ).parsed
