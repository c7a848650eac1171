"""Totals of a cart, by tax rate, and the rounding modes of events (spec 07 §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.discounting import hold, holds
from tests.shopping import item, showcase
from willcall.cart.rounding import rounded_amounts
from willcall.cart.totals import Totals, amount_of, amounts_of, totals
from willcall.shop.prices import WHOLE_RATE, Amount, taxed_gross
from willcall.shop.showcase import TaxRule

if TYPE_CHECKING:
    from willcall.reserve.ask import Hold
    from willcall.shop.showcase import Showcase

NINETEEN, SEVEN = TaxRule(190_000), TaxRule(70_000)
INC = item(1, "Inc", tax=NINETEEN)
EXC = item(2, "Exc", tax=TaxRule(190_000, included=False))
SEV = item(3, "Seven", default_price=999, tax=SEVEN)
BARE = item(4, "None", default_price=100)
MODES = ["line", "sum_by_net", "sum_by_net_keep_gross"]


def fair(mode: str = "line", *, net: bool = False, currency: str = "EUR") -> Showcase:
    rules = {"tax_rounding": mode, "display_net_prices": net}
    return showcase(INC, EXC, SEV, BARE, rules=rules, currency=currency)


def positions() -> list[Hold]:
    """cart-15: three of each that is taxed, and one that is not."""
    return [*holds(INC, 3), *holds(EXC, 3, 2737), *holds(SEV, 3), hold(BARE)]


def shown(mode: str, of: list[Hold], *, net: bool = False) -> tuple[list[int], Totals]:
    """What is shown of each position, and the sums."""
    amounts = amounts_of(fair(mode, net=net), of)
    return [amounts[one.id].shown(net=net) for one in of], totals(amounts.values())


def test_each_position_is_taxed_by_its_own_rule() -> None:
    """cart-15, rounded line by line."""
    each, sums = shown("line", positions())

    assert each == [2300] * 3 + [2737] * 3 + [999] * 3 + [100]
    assert (sums.total.gross, sums.total.tax, sums.total.rate) == (18_208, 2607, None)


def test_totals_are_told_for_each_tax_rate() -> None:
    """The lowest first; together they are the total."""
    _, sums = shown("line", positions())

    assert sums.by_rate == (Amount(100, 100), Amount(2997, 2802, 70_000), Amount(15_111, 12_699, 190_000))


def test_with_net_prices_the_net_is_shown_and_the_sums_stay() -> None:
    each, sums = shown("line", positions(), net=True)

    assert each == [1933] * 3 + [2300] * 3 + [934] * 3 + [100]
    assert (sums.total.gross, sums.total.net, sums.total.tax) == (18_208, 15_601, 2607)


def test_sum_by_net_adds_a_cent_to_the_most_expensive() -> None:
    """3 x 27.37 and 3 x 23.00 at 19 %: one is 27.38; of 3 x 9.99 at 7 % one is 10.00."""
    each, sums = shown("sum_by_net", positions())

    assert each == [2300] * 3 + [2738, 2737, 2737] + [1000, 999, 999] + [100]
    assert (sums.total.gross, sums.total.tax) == (18_210, 2609)


def test_sum_by_net_keep_gross_moves_the_tax_only() -> None:
    each, sums = shown("sum_by_net_keep_gross", positions())

    assert each == [2300] * 3 + [2737] * 3 + [999] * 3 + [100]
    assert (sums.total.gross, sums.total.tax) == (18_208, 2609)


def test_a_mixed_bundle_has_a_rate_for_each_part() -> None:
    """add_to_cart-10: a pack of 16.00 at 19 %, a meal of 7.00 at 7 % in it; then a meal by itself."""
    pack, meal = hold(INC, 1600), hold(SEV, 700)

    assert shown("line", [pack, meal])[1].total == Amount(2300, 1345 + 654, None)
    assert totals(amounts_of(fair(), [pack, meal, hold(SEV, 500)]).values()).total.tax == 334


def test_a_cart_of_one_rate_has_that_rate() -> None:
    assert shown("line", [hold(INC), hold(EXC, 2737)])[1].total.rate == 190_000


def test_an_empty_cart_costs_nothing() -> None:
    assert totals([]) == Totals(Amount(0, 0), ())


def test_a_price_before_discounts_is_taxed_alike() -> None:
    assert amount_of(fair(), hold(INC, 1150), 2300) == Amount(2300, 1933, 190_000)


def test_yen_are_moved_one_by_one() -> None:
    """Five times 10 yen at 19 %: 8 net each, and 40 with 19 % are 47.6, so two of them are 9."""
    found = rounded_amounts(fair("sum_by_net", currency="JPY"), [taxed_gross(1000, NINETEEN, "JPY")] * 5)

    assert [(one.gross, one.net) for one in found] == [(900, 800)] * 2 + [(1000, 800)] * 3


def test_no_position_is_rounded_below_nothing() -> None:
    """At 900 %, 0.14 are 0.01 net, which would be 0.10: one cent less is all there is, and not of what is free."""
    steep = TaxRule(9_000_000)
    priced = [taxed_gross(14, steep, "EUR"), taxed_gross(0, steep, "EUR")]

    assert [one.gross for one in rounded_amounts(fair("sum_by_net"), priced)] == [13, 0]


@pytest.mark.parametrize("mode", ["line", "sum_by_line", ""])
def test_other_modes_leave_amounts_alone(mode: str) -> None:
    amounts = [taxed_gross(2300, NINETEEN, "EUR")] * 7

    assert rounded_amounts(fair(mode), amounts) == tuple(amounts)


def test_equal_carts_are_rounded_equally() -> None:
    """Of equal positions the first is changed."""
    assert [shown("sum_by_net", positions())[0] for _ in range(2)] == [shown("sum_by_net", positions())[0]] * 2


RATES = st.sampled_from([None, NINETEEN, SEVEN, TaxRule(0), TaxRule(999_999), TaxRule(55_000)])
STEEP = 900_000
"""From about here on, one unit for each position may not be enough."""
NEARLY = 1e-6
AMOUNTS = st.lists(st.tuples(st.integers(0, 10_000), RATES), max_size=20)


@settings(deadline=None, max_examples=200)
@given(AMOUNTS, st.sampled_from(MODES), st.sampled_from(["EUR", "JPY"]))
def test_no_position_is_moved_by_more_than_the_smallest_unit_and_the_sum_fits(
    priced: list[tuple[int, TaxRule | None]], mode: str, currency: str
) -> None:
    """Nothing falls below nothing; net or gross stays, as the mode says; lines add up to the total."""
    unit = 1 if currency == "EUR" else 100
    before = [taxed_gross(gross * unit, rule, currency) for gross, rule in priced]
    after = rounded_amounts(fair(mode, currency=currency), before)

    for old, new in zip(before, after, strict=True):
        assert (abs(new.gross - old.gross), abs(new.net - old.net)) in ((0, 0), (unit, 0), (0, unit))
        assert 0 <= new.net <= new.gross
        assert new.net == old.net or mode == "sum_by_net_keep_gross"
        assert new.gross == old.gross or mode == "sum_by_net"
        assert new.rate == old.rate
    sums = totals(after)
    assert sums.total.gross == sum(one.gross for one in after) == sum(one.gross for one in sums.by_rate)
    assert sums.total.net == sum(one.net for one in after) == sum(one.net for one in sums.by_rate)
    for one in sums.by_rate:
        assert one.rate is not None
        if one.rate < STEEP and mode == "sum_by_net":
            assert 2 * abs(one.gross - one.net * (1 + one.rate / WHOLE_RATE)) <= unit * (1 + NEARLY)
        elif one.rate < STEEP and mode == "sum_by_net_keep_gross":
            assert 2 * abs(one.net - one.gross / (1 + one.rate / WHOLE_RATE)) <= unit * (1 + NEARLY)
