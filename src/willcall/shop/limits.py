"""How many of a row can be had: what quotas have left of it, and what an order may hold (spec 07 §4, §6, 06 §3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from willcall.reserve.quota import Availability, State
from willcall.shop.showcase import Item, Showcase, Variation
from willcall.shop.vouchers import Voucher

PLENTY: Final = Availability(State.OK, None)
GONE: Final = Availability(State.GONE, 0)


def availability_of(
    showcase: Showcase,
    item: Item,
    variation: Variation | None,
    subevent_id: int | None,
    left: Mapping[int, Availability],
    free: bool = False,  # noqa: FBT001, FBT002 - said by name where it is not plain
) -> Availability | None:
    """The worst state of its quotas and the smallest number, what it brings with it included; None without a quota.

    What it brings is needed `count` times, together with its own where they share a quota. `free` says that a voucher
    spares it both.
    """
    own = showcase.engine.quotas_of((item.id, None if variation is None else variation.id, subevent_id))
    if not own:
        return None
    if free:
        return PLENTY
    need = Counter(quota.id for quota in own)
    for bundle in item.bundles:
        brought = showcase.engine.quotas_of((bundle.item_id, bundle.variation_id, subevent_id))
        if not brought:
            return GONE
        for quota in brought:
            need[quota.id] += bundle.count
    return together(need, left)


def together(need: Mapping[int, int], left: Mapping[int, Availability]) -> Availability:
    """What several quotas have left of something that takes so many places from each."""
    found = PLENTY
    for quota_id, units in need.items():
        if not units:
            continue
        known = left.get(quota_id, GONE)
        number = None if known.number is None else known.number // units
        if found.number is not None:
            number = found.number if number is None else min(number, found.number)
        found = Availability(min(found.state, known.state), number)
    # Places that are left, but too few for one of it, are as good as none.
    return GONE if found.number == 0 and found.state is State.OK else found


def has_places(known: Availability) -> bool:
    """Whether there is one more."""
    return known.state is State.OK


def row_max(showcase: Showcase, item: Item, known: Availability, voucher: Voucher | None) -> int:
    """The most that a buyer may choose of a row; a `max_per_order` above the order's limit counts as it is."""
    most = showcase.rules.max_items_per_order if item.max_per_order is None else item.max_per_order
    if known.number is not None:
        most = min(most, known.number)
    return most if voucher is None else min(most, voucher.usages_left)
