"""What a cart shows of money: each position's amount with its tax, the totals, and the totals of each tax rate.

Amounts are in hundredths. With net prices (`display_net_prices`) the net of an amount is what is shown of a position;
the sums are the same (spec 07 §4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from willcall.cart.rounding import rounded_amounts
from willcall.reserve.ask import Hold
from willcall.shop.prices import Amount, taxed_gross
from willcall.shop.showcase import Showcase


@dataclass(frozen=True, slots=True)
class Totals:
    """The sum of amounts."""

    total: Amount
    """Its rate is that of all of them; None if they have several."""
    by_rate: tuple[Amount, ...]
    """For each tax rate that there is, the lowest first; together they are the total."""


def amounts_of(showcase: Showcase, holds: Sequence[Hold]) -> Mapping[int, Amount]:
    """What each position costs, by its id: after discounts, rounded as the event says."""
    plain = [amount_of(showcase, hold, hold.price) for hold in holds]
    rounded = rounded_amounts(showcase, plain)
    return {hold.id: amount for hold, amount in zip(holds, rounded, strict=True)}


def amount_of(showcase: Showcase, hold: Hold, gross: int) -> Amount:
    """A gross price of a position with the tax that its product has."""
    item = showcase.items.get(hold.item_id)
    return taxed_gross(gross, None if item is None else item.tax, showcase.currency)


def totals(amounts: Iterable[Amount]) -> Totals:
    """The sums of some amounts, such as those of one cart."""
    sums: dict[int, tuple[int, int]] = {}
    for one in amounts:
        assert one.rate is not None, "a position has one rate"
        gross, net = sums.get(one.rate, (0, 0))
        sums[one.rate] = gross + one.gross, net + one.net
    by_rate = tuple(Amount(*sums[rate], rate) for rate in sorted(sums))
    rate = by_rate[0].rate if len(by_rate) == 1 else 0 if not by_rate else None
    return Totals(Amount(sum(one.gross for one in by_rate), sum(one.net for one in by_rate), rate), by_rate)
