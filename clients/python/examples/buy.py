"""Reads a shop, holds two tickets with an add-on, keeps them for longer, and gives them back.

As a buyer's program does, without an organizer's token. Usage: python buy.py BASE_URL ORGANIZER EVENT
"""

from __future__ import annotations

import asyncio
import secrets
import sys

from willcall_client import AuthenticatedClient
from willcall_client.api.carts import carts_create, carts_delete, carts_extend
from willcall_client.api.shop import shop_read
from willcall_client.models import Cart, CartAddOnInput, CartInput, CartLineInput, CartRefusal, Shop, ShopItem


def main(base: str, organizer: str, event: str) -> None:
    """The whole way, one step after the other."""
    # Of our own making, so that making the cart may be tried again: the cart's secret comes with the answer.
    visitor = AuthenticatedClient(base, token=secrets.token_urlsafe(32), prefix="Cart")
    shop = shop_read.sync(organizer, event, client=visitor)
    assert isinstance(shop, Shop), shop
    ticket, workshop = choice(shop)

    wanted = CartInput([CartLineInput(item=ticket, quantity=2, addons=[CartAddOnInput(item=workshop)])])
    cart = carts_create.sync(organizer, event, client=visitor, body=wanted, idempotency_key=secrets.token_hex(16))
    if isinstance(cart, CartRefusal):
        sys.exit(f"{cart.code}: {cart.detail}")
    assert isinstance(cart, Cart), cart
    assert isinstance(cart.secret, str)
    print(f"held {sum(line.quantity for line in cart.lines)} until {cart.expires}, total {cart.total.amount}")

    with AuthenticatedClient(base, token=cart.secret, prefix="Cart") as buyer:
        longer = carts_extend.sync(organizer, event, cart.id, client=buyer)
        assert isinstance(longer, Cart), longer
        print(f"extended until {longer.expires}")
    asyncio.run(give_up(base, organizer, event, cart))


async def give_up(base: str, organizer: str, event: str, cart: Cart) -> None:
    """Every call is there for asyncio, too."""
    assert isinstance(cart.secret, str)
    async with AuthenticatedClient(base, token=cart.secret, prefix="Cart") as buyer:
        answer = await carts_delete.asyncio_detailed(organizer, event, cart.id, client=buyer)
    assert answer.status_code == 204, answer.content
    print("released")


def choice(shop: Shop) -> tuple[int, int]:
    """A product that add-ons can be chosen with, and one of them."""
    items: list[ShopItem] = [item for group in shop.groups for item in group.items]
    ticket = next(item for item in items if item.addons and item.row and item.row.buyable)
    rule = ticket.addons[0]
    offered = next(group for group in shop.addon_categories if group.category and group.category.id == rule.category)
    return ticket.id, offered.items[0].id


if __name__ == "__main__":
    main(*sys.argv[1:])
