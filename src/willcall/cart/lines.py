"""The lines of a cart: equal positions are one line, and which comes first (spec 07 §3).

Lines are worked out the same way wherever they are needed: for what is shown, and for what a request means by an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

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
    for hold in holds:
        if hold.addon_to is None:
            tops.append(hold)
        else:
            below.setdefault(hold.addon_to, []).append(hold)
    alone = [hold for hold in tops if hold.id not in below]
    found = [CartLine(tuple(own)) for own in _alike(alone)]
    found += [CartLine((hold,), children_of(showcase, below[hold.id])) for hold in tops if hold.id in below]
    return tuple(sorted(found, key=lambda line: order_of(showcase, line.first)))


def children_of(showcase: Showcase, children: Iterable[Hold]) -> tuple[CartLine, ...]:
    """The lines below a position: what is bundled first, then add-ons."""
    found = [CartLine(tuple(own)) for own in _alike(children)]
    return tuple(sorted(found, key=lambda line: (not line.first.is_bundled, *order_of(showcase, line.first))))


def _alike(holds: Iterable[Hold]) -> Sequence[list[Hold]]:
    """Positions that nothing tells apart but their ids, in the order in which they were made."""
    found: dict[Key, list[Hold]] = {}
    for hold in sorted(holds, key=_made):
        found.setdefault(_content(hold), []).append(hold)
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


def order_of(showcase: Showcase, hold: Hold) -> Key:
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
        hold.price,
        hold.voucher_id or 0,
        "" if hold.seat is None else hold.seat.seat_guid,
        _made(hold),
    )
