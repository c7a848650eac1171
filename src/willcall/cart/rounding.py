"""The rounding modes of an event, over the amounts of a cart as it is shown (spec 07 §4).

What is stored stays: a mode changes what a cart shows, and what an order of it would be. Each amount is of one unit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from willcall.kit.money import smallest_of
from willcall.kit.values import replace
from willcall.shop.prices import WHOLE_RATE, Amount, payable
from willcall.shop.showcase import Showcase

BY_NET: Final = "sum_by_net"
"""The net amounts stay, and the gross amounts of a rate are made to fit the tax on their sum."""
KEEP_GROSS: Final = "sum_by_net_keep_gross"
"""The gross amounts stay, and the tax in them is made to fit the sum."""


def rounded_amounts(showcase: Showcase, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """The same amounts, in their order, rounded as the event says; other modes than the two leave them alone.

    For each tax rate, the most expensive positions are changed by the smallest unit of the currency, one each, until
    the sum fits.
    """
    mode = showcase.rules.tax_rounding
    if mode not in (BY_NET, KEEP_GROSS):
        return tuple(amounts)
    found = list(amounts)
    for rate in sorted({one.rate for one in amounts if one.rate}):
        places = [index for index, one in enumerate(amounts) if one.rate == rate]
        # Equal ones stay in their order, so that the same cart is always rounded in the same way.
        places.sort(key=lambda index: -amounts[index].gross)
        if mode == BY_NET:
            _fit_gross(found, places, rate, showcase.currency)
        else:
            _fit_net(found, places, rate, showcase.currency)
    return tuple(found)


def _fit_gross(amounts: list[Amount], places: list[int], rate: int, currency: str) -> None:
    net = sum(amounts[index].net for index in places)
    fits = payable(net * (WHOLE_RATE + rate), WHOLE_RATE, currency)
    off = fits - sum(amounts[index].gross for index in places)
    _spread(amounts, places, off, smallest_of(currency), lambda one, step: replace(one, gross=one.gross + step))


def _fit_net(amounts: list[Amount], places: list[int], rate: int, currency: str) -> None:
    gross = sum(amounts[index].gross for index in places)
    fits = payable(gross * WHOLE_RATE, WHOLE_RATE + rate, currency)
    off = fits - sum(amounts[index].net for index in places)
    _spread(amounts, places, off, smallest_of(currency), lambda one, step: replace(one, net=one.net + step))


def _spread(
    amounts: list[Amount], places: list[int], off: int, smallest: int, changed: Callable[[Amount, int], Amount]
) -> None:
    """Changes as many positions as it takes, each once at most, and none to a price or a tax below nothing."""
    step, left = (smallest, off // smallest) if off > 0 else (-smallest, -off // smallest)
    for index in places:
        if left == 0:
            return
        one = changed(amounts[index], step)
        if 0 <= one.net <= one.gross:
            amounts[index] = one
            left -= 1
