"""When a quota closes itself (spec 06 §3)."""

from __future__ import annotations

import pytest

from willcall.reserve.availability import is_sold_out
from willcall.reserve.quota import Use


@pytest.mark.parametrize(
    ("size", "use", "wanted"),
    [
        (5, Use(), False),
        (None, Use(paid=9), False),
        (0, Use(), True),
        (5, Use(paid=5), True),
        (5, Use(paid=5, exited=1), False),
        (5, Use(paid=3, pending=2), True),
        (5, Use(blocked=5), True),
        (5, Use(held=5), False),
        (5, Use(paid=4, held=1), False),
        (5, Use(held=3, waiting=2), True),
        (5, Use(held=5, waiting=2), False),
    ],
)
def test_sold_out_for_good(size: int | None, use: Use, *, wanted: bool) -> None:
    """Carts may come back; what is sold, kept back or waited for does not."""
    assert is_sold_out(size, use) is wanted
