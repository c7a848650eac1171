"""How many of a row can be had: what quotas have left of it, and what an order may hold (spec 07 §4, §6, 06 §3)."""

from __future__ import annotations

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
    *,
    free: bool,
) -> Availability | None:
    """The worst state of its quotas and the smallest number, what it brings with it included; None without a quota.

    `free` says that a voucher spares it the quotas.
    """
    need = showcase.needs((item.id, None if variation is None else variation.id, subevent_id))
    if need is None:
        return None
    return PLENTY if free else together(need, left)


def together(need: Mapping[int, int], left: Mapping[int, Availability]) -> Availability:
    """What several quotas have left of something that takes so many places, at least one, from each."""
    state, number = State.OK, None
    for quota_id, units in need.items():
        known = left.get(quota_id, GONE)
        state = min(state, known.state)
        if known.number is not None and (number is None or known.number // units < number):
            number = known.number // units
    # Places that are left, but too few for one of it, are as good as none.
    return GONE if number == 0 and state is State.OK else Availability(state, number)


def has_places(known: Availability) -> bool:
    """Whether there is one more."""
    return known.state is State.OK


def row_max(showcase: Showcase, item: Item, known: Availability, voucher: Voucher | None) -> int:
    """The most that a buyer may choose of a row; a `max_per_order` above the order's limit counts as it is."""
    most = showcase.rules.max_items_per_order if item.max_per_order is None else item.max_per_order
    if known.number is not None:
        most = min(most, known.number)
    return most if voucher is None else min(most, voucher.usages_left)
