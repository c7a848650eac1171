"""The lines of a cart: equal positions are one line, and which comes first (spec 07 §3).

Lines are worked out the same way wherever they are needed: for what is shown, and for what a request means by an id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from willcall.cart.rounding import BY_NET, KEEP_GROSS
from willcall.cart.totals import amounts_of
from willcall.kit.values import replace
from willcall.reserve.ask import Hold
from willcall.shop.listed import order_of_category
from willcall.shop.showcase import Showcase

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class CartLine:
    """Equal positions; one with children is a line of its own."""

    holds: tuple[Hold, ...]
    """In the order in which they were made."""
    children: tuple[CartLine, ...] = ()
    """What is bundled first, then add-ons."""

    @property
    def id(self) -> int:
        """What requests name it by: its first position."""
        return self.holds[0].id

    @property
    def first(self) -> Hold:
        """One of its positions; the others are like it."""
        return self.holds[0]

    @property
    def quantity(self) -> int:
        """Units."""
        return len(self.holds)


def lines_of(showcase: Showcase, holds: Iterable[Hold]) -> tuple[CartLine, ...]:
    """The lines of a cart in their order: by date, category, item, variation and price, children below parents."""
    below: dict[int, list[Hold]] = {}
    tops: list[Hold] = []
    inside = tuple(holds)
    shown = _shown(showcase, inside)
    for hold in inside:
        if hold.addon_to is None:
            tops.append(hold)
        else:
            below.setdefault(hold.addon_to, []).append(hold)
    alone = [hold for hold in tops if hold.id not in below]
    found = [CartLine(tuple(own)) for own in _alike(alone, shown)]
    found += [CartLine((hold,), _children(showcase, below[hold.id], shown)) for hold in tops if hold.id in below]
    return tuple(sorted(found, key=lambda line: _order_of(showcase, line.first, shown)))


def named(lines: Iterable[CartLine], ids: Collection[int]) -> dict[int, CartLine]:
    """What each of these ids stands for in a request: the line whose position it is.

    Several of one line's positions split it: each stands for itself, the first of them for those too that nobody names.
    """
    found: dict[int, CartLine] = {}
    for line in lines:
        chosen = [hold for hold in line.holds if hold.id in ids]
        rest = tuple(hold for hold in line.holds if hold.id not in ids)
        for place, hold in enumerate(chosen):
            found[hold.id] = replace(line, holds=(hold,) if place else (hold, *rest))
    return found


def _shown(showcase: Showcase, holds: Sequence[Hold]) -> Mapping[int, int]:
    """What each position is shown to cost, where rounding the sum can make equal ones differ by a cent."""
    if showcase.rules.tax_rounding not in (BY_NET, KEEP_GROSS):
        return {}
    net = showcase.rules.display_net_prices
    return {number: amount.shown(net=net) for number, amount in amounts_of(showcase, holds).items()}


def _children(showcase: Showcase, children: Iterable[Hold], shown: Mapping[int, int]) -> tuple[CartLine, ...]:
    """The lines below a position: what is bundled first, then add-ons."""
    found = [CartLine(tuple(own)) for own in _alike(children, shown)]
    return tuple(sorted(found, key=lambda line: (not line.first.is_bundled, *_order_of(showcase, line.first, shown))))


def _alike(holds: Iterable[Hold], shown: Mapping[int, int]) -> Sequence[list[Hold]]:
    """Positions that nothing tells apart but their ids, in the order in which they were made."""
    found: dict[Key, list[Hold]] = {}
    for hold in sorted(holds, key=_made):
        found.setdefault((shown.get(hold.id), *_content(hold)), []).append(hold)
    return tuple(found.values())


def _content(hold: Hold) -> Key:
    """What a buyer sees of a position, and what was said about it."""
    line = hold.line
    return (
        hold.item_id,
        hold.variation_id,
        hold.subevent_id,
        hold.is_bundled,
        hold.voucher_id,
        hold.price,
        None if line is None else (line.price, line.typed, line.discount_id),
        None if hold.seat is None else hold.seat.id,
        tuple(sorted(hold.name_parts.items())),
        hold.attendee_email,
        hold.answers,
        hold.expires,
    )


def _made(hold: Hold) -> tuple[bool, int]:
    """In which order positions were made: stored ones by id, those that are still to be made after them."""
    return hold.id < 0, abs(hold.id)


def _order_of(showcase: Showcase, hold: Hold, shown: Mapping[int, int]) -> Key:
    """Where a position stands: by date, category, item, variation, price, voucher, seat, and when it was made."""
    item = showcase.items.get(hold.item_id)
    date = showcase.dates.get(hold.subevent_id or 0)
    variations = () if item is None else item.variations
    places = {one.id: place for place, one in enumerate(variations)}
    return (
        (0, 0) if date is None else (date.date_from, hold.subevent_id or 0),
        order_of_category(None if item is None else showcase.categories.get(item.category_id or 0)),
        (0, hold.item_id) if item is None else (item.position, item.id),
        places.get(hold.variation_id or 0, -1),
        shown.get(hold.id, hold.price),
        hold.voucher_id or 0,
        "" if hold.seat is None else hold.seat.seat_guid,
        _made(hold),
    )
