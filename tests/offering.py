"""Builders for what is offered with a cart: tickets, and merchandise that goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.discounting import cart, scene
from tests.shopping import DAY, FIRST_OF_JUNE, item, showcase
from willcall.cart.cross_selling import Section, offers
from willcall.shop.showcase import Category, Date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from willcall.reserve.ask import Hold
    from willcall.reserve.quota import Availability
    from willcall.shop.listed import Row
    from willcall.shop.showcase import Item, Showcase
    from willcall.shop.vouchers import Voucher

TICKETS, MERCH, EXTRA = 101, 102, 103
TICKET = item(1, "Ticket", category_id=TICKETS, default_price=4200)
SHIRT = item(2, "Shirt", category_id=MERCH, default_price=2000)
MUG = item(3, "Mug", category_id=MERCH, default_price=900)
D1, D2, D3 = 11, 12, 13
DATES = {D1: Date(FIRST_OF_JUNE), D2: Date(FIRST_OF_JUNE + DAY), D3: Date(FIRST_OF_JUNE + 2 * DAY)}


def merch(condition: str | None = "always", mode: str | None = "only", number: int = MERCH, **fields: Any) -> Category:
    """A category that offers its products."""
    return Category(number, cross_selling_mode=mode, cross_selling_condition=condition, **fields)


def fair(*sold: Item, categories: Iterable[Category] = (), **fields: Any) -> Showcase:
    """Tickets, and merchandise that is always offered unless a test says otherwise."""
    return showcase(
        TICKET, *(sold or (SHIRT, MUG)), categories=[Category(TICKETS), *(categories or [merch()])], **fields
    )


def maxima(
    shown: Showcase,
    *positions: Iterable[Hold],
    left: Mapping[int, Availability] | None = None,
    vouchers: Iterable[Voucher] = (),
) -> dict[str, int]:
    """How many of which products are offered, whatever the category and date."""
    found = offers(scene(shown, *vouchers, left=left), cart(*positions))
    return {row.item.name["en"]: row.max for section in found for row in section.rows}


def sections(found: Iterable[Section]) -> list[tuple[int, int | None, list[str]]]:
    """What is offered, by category and date, as names."""
    return [(one.category.id, one.subevent_id, [row.item.name["en"] for row in one.rows]) for one in found]


def row_of(shown: Showcase, *positions: Iterable[Hold]) -> Row:
    """The only row that is offered."""
    ((row,),) = [section.rows for section in offers(scene(shown), cart(*positions))]
    return row
