"""When a quota closes itself (spec 06 §3)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from willcall.catalog.quotas import is_sold_out
from willcall.reserve.availability import Availability

EMPTY = Availability(
    paid_orders=0,
    pending_orders=0,
    exited_orders=0,
    blocking_vouchers=0,
    cart_positions=0,
    waiting_list=0,
    available_number=5,
    available=True,
    total_size=5,
)


@pytest.mark.parametrize(
    ("known", "wanted"),
    [
        (EMPTY, False),
        (replace(EMPTY, total_size=None, paid_orders=9), False),
        (replace(EMPTY, total_size=0), True),
        (replace(EMPTY, paid_orders=5), True),
        (replace(EMPTY, paid_orders=5, exited_orders=1), False),
        (replace(EMPTY, paid_orders=3, pending_orders=2), True),
        (replace(EMPTY, blocking_vouchers=5), True),
        (replace(EMPTY, cart_positions=5), False),
        (replace(EMPTY, paid_orders=4, cart_positions=1), False),
    ],
)
def test_sold_out_for_good(known: Availability, *, wanted: bool) -> None:
    """Carts may come back; what is sold or kept back does not."""
    assert is_sold_out(known) is wanted
