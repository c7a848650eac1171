"""What is offered beside the add-ons of a cart: "you might also like" (spec 07 §7).

Categories with a `cross_selling_mode` offer their products if their condition holds. What is offered is bought as a
product of its own, checked like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from willcall.cart.charges import bundled_sum
from willcall.cart.contents import Cart, Scene
from willcall.cart.discounts import Potential, lowered, potentials
from willcall.kit.values import replace
from willcall.shop.listed import Look, Reason, Row, is_seated, order_of_category, rows_of
from willcall.shop.prices import Amount, taxed_gross
from willcall.shop.showcase import Category, Item, Showcase
from willcall.shop.windows import Closed, sale_of


@dataclass(frozen=True, slots=True)
class Section:
    """Products of a category that are offered for one date."""

    category: Category
    subevent_id: int | None
    discounted: bool
    """Whether they are offered since a discount would lower their price."""
    rows: tuple[Row, ...]
    """What can be had of them, and for how much; some are shown although they cannot be bought now."""


GONE: Final = (Reason.RESERVED, Reason.SOLD_OUT)
"""Rows that are not offered at all; others that cannot be bought are shown."""


def offers(scene: Scene, cart: Cart) -> tuple[Section, ...]:
    """What a cart is offered: by date, in order of start and id, and for each by category. An empty cart: nothing."""
    if not cart.holds:
        return ()
    showcase, channel = scene.showcase, cart.row.channel
    categories = sorted((one for one in showcase.categories.values() if _offers(one, cart)), key=order_of_category)
    if not categories:
        return ()
    bought = Counter((hold.item_id, hold.variation_id) for hold in cart.holds)
    possible: tuple[Potential, ...] = ()
    if any(one.cross_selling_condition == "discounts" for one in categories):
        possible = potentials(showcase, channel, scene.now, cart.holds, scene.vouchers)
    found: list[Section] = []
    for look in _looks(scene, cart):
        for category in categories:
            section = _section(look, category, possible, bought)
            if section.rows:
                found.append(section)
    return tuple(found)


def _offers(category: Category, cart: Cart) -> bool:
    """Whether a category may offer something with this cart; one without a condition never does."""
    if category.cross_selling_mode is None or category.is_addon:
        return False
    if category.cross_selling_condition == "products":
        return any(hold.item_id in category.match_item_ids for hold in cart.holds)
    return category.cross_selling_condition in ("always", "discounts")


def _looks(scene: Scene, cart: Cart) -> Iterator[Look]:
    """A look at each date in the cart that is on sale; an event without dates has one."""
    showcase, channel = scene.showcase, cart.row.channel
    dates = {hold.subevent_id for hold in cart.holds}
    for subevent_id in sorted(dates, key=lambda one: (0, 0) if one is None else (showcase.dates[one].date_from, one)):
        closed = sale_of(showcase, subevent_id, channel, scene.now).closed
        if closed is None or (closed is Closed.NOT_LIVE and scene.staff):
            yield scene.look(channel, subevent_id)


def _section(
    look: Look, category: Category, possible: Sequence[Potential], bought: Mapping[tuple[int, int | None], int]
) -> Section:
    """The rows of a category as the list would have them, but for what is in the cart already."""
    by_discount = category.cross_selling_condition == "discounts"
    rows: list[Row] = []
    for item in look.showcase.by_category.get(category.id, ()):
        useful = [one for one in possible if _is_for(one, item, look.subevent_id)] if by_discount else []
        if is_seated(look, item) or (by_discount and not useful):
            continue
        rows += (row for row in (_row(look.showcase, row, useful, bought) for row in rows_of(look, item)) if row)
    return Section(category, look.subevent_id, by_discount, tuple(rows))


def _is_for(potential: Potential, item: Item, subevent_id: int | None) -> bool:
    """Whether a discount would lower an item on a date."""
    return item.id in (potential.discount.benefit_item_ids or ()) and potential.subevent_id in (None, subevent_id)


def _row(
    showcase: Showcase, row: Row, useful: Sequence[Potential], bought: Mapping[tuple[int, int | None], int]
) -> Row | None:
    """A row as it is offered: less of what the cart has, no more than discounts would lower, and its price then."""
    if row.reason in GONE:
        return None
    offered = row if not useful else _lowered(showcase, row, useful[0])
    if row.reason is not None:
        return offered
    most = min(row.max, _room(showcase, row, bought))
    amounts = [one.amount for one in useful if one.amount is not None]
    if useful and len(amounts) == len(useful):
        most = min(most, sum(amounts))
    least = max(1, (row.item.min_per_order or 0) - _units(row.item, bought))
    return replace(offered, max=most) if most >= least else None


def _room(showcase: Showcase, row: Row, bought: Mapping[tuple[int, int | None], int]) -> int:
    """What an order may still hold of a row beside what is in the cart, on any date, children included.

    A `max_per_order` is of the product in all its variations; the limit of the order is told row by row, and how full
    the cart is does not count.
    """
    if row.item.max_per_order is not None:
        return row.item.max_per_order - _units(row.item, bought)
    own = bought.get((row.item.id, None if row.variation is None else row.variation.id), 0)
    return showcase.rules.max_items_per_order - own


def _units(item: Item, bought: Mapping[tuple[int, int | None], int]) -> int:
    """How many of an item the cart has, in all its variations."""
    return sum(bought.get((item.id, None if kind is None else kind.id), 0) for kind in item.kinds)


def _lowered(showcase: Showcase, row: Row, first: Potential) -> Row:
    """A row at the price that it would have by the first discount, with what it would cost otherwise struck through.

    What it brings with it is not lowered. Of a free price the least is lowered, and what is filled in stays.
    """
    percent, price, item = first.discount.benefit_percent, row.price, row.item
    brought = bundled_sum(showcase, item, None)
    own = price.amount.gross - brought.gross
    less = lowered(max(0, own), percent, showcase.currency)
    if less >= own:
        return row
    plain = taxed_gross(less, item.tax, showcase.currency)
    rate = plain.rate if not brought.gross else price.amount.rate
    amount = Amount(plain.gross + brought.gross, plain.net + brought.net, rate)
    return replace(row, price=replace(price, amount=amount, original=price.original or price.amount))
