"""Which products a buyer sees, in which order, and why some of them cannot be bought (spec 07 §2, §3, §10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Final

import msgspec

from willcall.reserve.quota import Availability, State
from willcall.shop.limits import availability_of, has_places, row_max
from willcall.shop.prices import Price, price_of
from willcall.shop.showcase import ALWAYS, Category, Item, Override, Showcase, Variation
from willcall.shop.vouchers import Voucher


class Reason(StrEnum):
    """Why a row cannot be bought, in the order in which it is looked at."""

    NOT_YET = "available_from"
    NO_LONGER = "available_until"
    VOUCHER_REQUIRED = "require_voucher"
    OTHER_AVAILABLE = "hidden_if_item_available"
    RESERVED = "reserved"
    SOLD_OUT = "sold_out"
    CLOSED = "closed"
    """Nothing is sold now; why is said of the sale."""


class Look(msgspec.Struct, frozen=True):
    """A buyer looks at the shop: where, when, for which date, with which voucher, and what is left then."""

    showcase: Showcase
    now: int
    subevent_id: int | None = None
    channel: str = "web"
    voucher: Voucher | None = None
    left: Mapping[int, Availability] = msgspec.field(default_factory=dict)
    """By quota; a quota that is not in it is there no more."""

    def availability(self, item: Item, variation: Variation | None) -> Availability | None:
        """What is left of a row for this buyer, bundles included; None if no quota covers it on this date."""
        free = self.voucher is not None and self.voucher.frees_of_quota
        return availability_of(self.showcase, item, variation, self.subevent_id, self.left, free=free)


class Row(msgspec.Struct, frozen=True):
    """What a buyer can choose: an item, or one of its variations."""

    item: Item
    variation: Variation | None
    price: Price
    availability: Availability
    reason: Reason | None
    """None for what can be bought."""
    max: int
    """The most that can be chosen; 0 for what cannot be bought."""


class Group(msgspec.Struct, frozen=True):
    """Rows of one category; those without come under none."""

    category: Category | None
    rows: tuple[Row, ...]


FIRST: Final = (0, 0)
"""Where items without a category stand: after negative positions, before every category at 0."""


def order_of_category(category: Category | None) -> tuple[int, int]:
    """By position and id (spec 07 §3)."""
    return FIRST if category is None else (category.position, category.id)


Wanted = Callable[[Item], bool]


def index(look: Look) -> tuple[Group, ...]:
    """The list of products; with a voucher, those that it is good for."""
    return groups(look, lambda item: in_list(look.showcase, item) and not is_seated(look, item))


def seats(look: Look) -> tuple[Row, ...]:
    """Products that are bought by choosing a seat: no rows of the list, but a seating plan shows their prices."""
    found: list[Row] = []
    for item in look.showcase.items.values():
        if is_seated(look, item) and in_list(look.showcase, item):
            found += rows_of(look, item)
    return tuple(found)


def groups(look: Look, wanted: Wanted) -> tuple[Group, ...]:
    """The wanted items by category, in order; groups without rows vanish."""
    showcase = look.showcase
    found: list[Group] = []
    of_ids: Iterable[int | None] = showcase.by_category
    ordered = sorted((showcase.categories.get(one or 0) for one in of_ids), key=order_of_category)
    for category in ordered:
        items = showcase.by_category[None if category is None else category.id]
        rows = [row for item in items if wanted(item) for row in rows_of(look, item)]
        if rows:
            found.append(Group(category, tuple(rows)))
    return tuple(found)


def in_list(showcase: Showcase, item: Item) -> bool:
    """Whether its category is in the list: no add-ons, nothing for cross-selling only (§2.4)."""
    category = showcase.categories.get(item.category_id or 0)
    return category is None or category.in_list


def is_seated(look: Look, item: Item) -> bool:
    """Whether a buyer gets it by choosing a seat on this date."""
    return look.showcase.rules.seating_choice and (look.subevent_id, item.id) in look.showcase.engine.seated


def rows_of(look: Look, item: Item) -> list[Row]:
    """The rows of an item: those of its variations that are shown, or its own; none if it is not shown (§2)."""
    if not _is_shown(look, item):
        return []
    rows = (_row(look, item, variation) for variation in item.kinds if _is_kind_shown(look, item, variation))
    return [row for row in rows if row is not None]


def _is_shown(look: Look, item: Item) -> bool:
    """Points 1 to 3 and 5 to 7 of §2, but for quotas, which are those of its rows."""
    showcase, now = look.showcase, look.now
    voucher = look.voucher
    return (
        item.active
        and _in_sight(item, now)
        and not item.require_bundling
        and look.channel in item.channels
        and (not item.hide_without_voucher or (voucher is not None and voucher.show_hidden_items))
        and _on_date(_override(showcase.item_overrides, look.subevent_id, item.id), now)
        and not _quota_hides(look, item)
        and (item.hidden_if_item_shown or not _other_available(look, item))
    )


def _is_kind_shown(look: Look, item: Item, variation: Variation | None) -> bool:
    """The same for one variation, and whether the buyer's voucher is good for the row."""
    voucher = look.voucher
    if voucher is not None and not voucher.applies(look.showcase, item, variation, look.subevent_id):
        return False
    if variation is None:
        return True
    return (
        variation.active
        and _in_sight(variation, look.now)
        and look.channel in variation.channels
        and (not variation.hide_without_voucher or (voucher is not None and voucher.show_hidden_items))
        and _on_date(_override(look.showcase.variation_overrides, look.subevent_id, variation.id), look.now)
    )


def _row(look: Look, item: Item, variation: Variation | None) -> Row | None:
    """Its row; None if no quota covers it, or it is sold out and what is sold out is hidden (§2.6, 10)."""
    showcase = look.showcase
    known = look.availability(item, variation)
    if known is None or (showcase.rules.hide_sold_out and known.state < State.RESERVED):
        return None
    price = price_of(showcase, item, variation, look.subevent_id, look.voucher)
    reason = _reason(look, item, variation, known)
    most = 0 if reason is not None else row_max(showcase, item, known, look.voucher)
    return Row(item, variation, price, known, reason, most)


def _reason(look: Look, item: Item, variation: Variation | None, known: Availability) -> Reason | None:
    kinds = (item, variation) if variation is not None else (item,)
    if any(kind.window.not_yet(look.now) for kind in kinds):
        return Reason.NOT_YET
    if any(kind.window.no_longer(look.now) for kind in kinds):
        return Reason.NO_LONGER
    if item.require_voucher and look.voucher is None:
        return Reason.VOUCHER_REQUIRED
    if _other_available(look, item):
        return Reason.OTHER_AVAILABLE
    if has_places(known):
        return None
    return Reason.RESERVED if known.state is State.RESERVED else Reason.SOLD_OUT


def _in_sight(kind: Item | Variation, now: int) -> bool:
    """Within its time, or shown outside of it (§2.1)."""
    window = kind.window
    if window.not_yet(now):
        return window.shown_before
    return not window.no_longer(now) or window.shown_after


PLAIN: Final = Override()


def _override(overrides: Mapping[tuple[int, int], Override], subevent_id: int | None, number: int) -> Override:
    return PLAIN if subevent_id is None else overrides.get((subevent_id, number), PLAIN)


def _on_date(override: Override, now: int) -> bool:
    return not override.disabled and (override.window is ALWAYS or override.window.open(now))


def _quota_hides(look: Look, item: Item) -> bool:
    """Whether the quota that hides it has places (§2.7)."""
    known = look.left.get(item.hidden_if_quota or 0)
    return known is not None and known.state is State.OK


def _other_available(look: Look, item: Item) -> bool:
    """Whether the item that this one waits for can be had on this date, in any of its variations (§2.7)."""
    other = look.showcase.items.get(item.hidden_if_item or 0)
    if other is None or not other.active or not other.window.open(look.now):
        return False
    found = (
        availability_of(look.showcase, other, kind, look.subevent_id, look.left, free=False)
        for kind in other.kinds
        if kind is None or (kind.active and kind.window.open(look.now))
    )
    return any(known is not None and has_places(known) for known in found)


def preselected(rows: Iterable[Row]) -> Row | None:
    """The only row that can be bought, if nothing else could be but for its places: of it, one is filled in (§2)."""
    possible = [row for row in rows if row.reason in (None, Reason.RESERVED, Reason.SOLD_OUT)]
    return possible[0] if len(possible) == 1 and possible[0].reason is None else None
