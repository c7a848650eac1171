"""What one position of a cart costs before automatic discounts (spec 07 §4, §5, §6)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shopping import item, showcase, voucher
from willcall.cart.charges import addon_line_price, bundled_line_price, bundled_sum, line_price, pays_more
from willcall.shop.prices import price_of
from willcall.shop.showcase import Bundle, Date, Item, Override, TaxRule, Variation
from willcall.shop.vouchers import Voucher

INCLUDED, ADDED, SEVEN = TaxRule(190_000), TaxRule(190_000, included=False), TaxRule(70_000)
NET = {"display_net_prices": True}
LARGEST = 9_999_999_999_900
DATE = 7


def price(
    one: Item, *others: Item, typed: int | None = None, code: Voucher | None = None, rules: Any = None, **fields: Any
) -> int:
    return line_price(showcase(one, *others, rules=rules, **fields), one, None, None, code, typed)


def test_the_listed_price_of_the_date_is_charged() -> None:
    """The item's, the date's for it, the variation's, the date's for that: the last one that is said."""
    kind = Variation(11, default_price=2500)
    shirt = item(variations=(kind,))
    shown = showcase(
        shirt, dates={DATE: Date(0), 8: Date(0)}, variation_overrides={(DATE, 11): Override(2100)},
    )  # fmt: skip

    assert line_price(shown, shirt, kind, DATE, None, None) == 2100
    assert line_price(shown, shirt, kind, 8, None, None) == 2500


@pytest.mark.parametrize(
    ("listed", "mode", "value", "charged"),
    [
        (99, "set", 1500, 1500),
        (2300, "subtract", 3000, 0),
        (1001, "percent", 5000, 501),
        (1999, "percent", 3333, 1333),
    ],
)
def test_a_voucher_changes_the_listed_price(listed: int, mode: str, value: int, charged: int) -> None:
    """`set` may raise it, `subtract` stops at nothing, `percent` rounds half up."""
    assert price(item(default_price=listed), code=voucher(price_mode=mode, value=value)) == charged


def test_percent_of_yen_is_rounded_to_whole_yen() -> None:
    """999 at 12.5 % is 874.13, so 874."""
    code = voucher(price_mode="percent", value=1250)

    assert price(item(default_price=99_900), code=code, currency="JPY") == 87_400


@pytest.mark.parametrize(
    ("typed", "charged"), [(None, 1000), (0, 1000), (700, 1000), (1235, 1235), (1500, 1500), (LARGEST, LARGEST)]
)
def test_a_free_price_is_the_larger_of_typed_and_least(typed: int | None, charged: int) -> None:
    """Below the minimum the minimum, without an error."""
    assert price(item(default_price=1000, free_price=True), typed=typed) == charged


def test_a_typed_price_is_ignored_for_other_products() -> None:
    assert price(item(default_price=1000), typed=300) == 1000
    assert price(item(default_price=1000), typed=3000) == 1000


@pytest.mark.parametrize(("typed", "charged"), [(300, 500), (700, 700)])
def test_with_a_voucher_the_least_is_the_price_after_it(typed: int, charged: int) -> None:
    code = voucher(price_mode="percent", value=5000)

    assert price(item(default_price=1000, free_price=True), typed=typed, code=code) == charged


def test_a_typed_price_is_rounded_to_the_currency() -> None:
    assert price(item(default_price=100_000, free_price=True), typed=120_050, currency="JPY") == 120_100


def test_a_typed_price_is_compared_with_the_gross_price() -> None:
    """Tax added on top is part of what is compared: 10.00 plus 19 % is 11.90."""
    sold = item(default_price=1000, free_price=True, tax=ADDED)

    assert price(sold, typed=1100) == 1190
    assert price(sold, typed=1500) == 1500


@pytest.mark.parametrize("tax", [ADDED, INCLUDED])
@pytest.mark.parametrize(("typed", "charged"), [(None, 1190), (900, 1190), (1000, 1190), (1500, 1785)])
def test_with_net_prices_a_typed_price_is_net(tax: TaxRule, typed: int | None, charged: int) -> None:
    sold = item(default_price=1000 if tax is ADDED else 1190, free_price=True, tax=tax)

    assert price(sold, typed=typed, rules=NET) == charged


def test_tax_is_added_on_top() -> None:
    """23.00 at 19 % is charged as 27.37; with net prices it is 27.37 too."""
    assert price(item(tax=ADDED)) == 2737
    assert price(item(tax=ADDED), rules=NET) == 2737
    assert price(item(tax=INCLUDED)) == 2300


def test_voucher_values_act_on_the_price_before_tax() -> None:
    assert price(item(tax=ADDED), code=voucher(price_mode="subtract", value=300)) == 2380


def pack(designated: int, count: int = 1, **fields: Any) -> Item:
    return item(default_price=2000, bundles=(Bundle(2, None, count, designated),), **fields)


DRINK = item(2, "Drink", default_price=400, require_bundling=True)


@pytest.mark.parametrize(("designated", "count", "own"), [(150, 2, 1700), (2000, 1, 0), (500, 0, 2000)])
def test_designated_prices_are_carved_out_of_the_parent(designated: int, count: int, own: int) -> None:
    """The total stays as it is: 17.00 and twice 1.50 are 20.00."""
    one = pack(designated, count)

    assert price(one, DRINK) == own
    assert bundled_line_price(showcase(one, DRINK), one.bundles[0], None) == designated


def test_the_total_exceeds_a_price_that_designated_prices_exceed() -> None:
    """Price 20, child 25: 0 and 25."""
    assert price(pack(2500), DRINK) == 0
    assert bundled_sum(showcase(pack(2500), DRINK), pack(2500), None).gross == 2500


@pytest.mark.parametrize(("value", "own"), [(1000, 500), (300, 0)])
def test_designated_prices_are_carved_out_after_the_voucher(value: int, own: int) -> None:
    code = voucher(price_mode="set", value=value)

    assert price(pack(500), DRINK, code=code) == own
    assert bundled_line_price(showcase(pack(500), DRINK), pack(500).bundles[0], code) == 500


def test_with_all_bundles_included_nothing_is_carved_out() -> None:
    code = voucher(all_bundles_included=True)

    assert price(pack(500), DRINK, code=code) == 2000
    assert bundled_line_price(showcase(pack(500), DRINK), pack(500).bundles[0], code) == 0


def test_parts_of_a_bundle_have_their_own_taxes() -> None:
    """A pack for 23.00 with a meal for 7.00 in it: 16.00 are the pack's own, whatever tax is added to a meal."""
    meal = item(2, "Meal", default_price=500, tax=TaxRule(70_000, included=False))
    one = item(tax=INCLUDED, bundles=(Bundle(2, None, 1, 700),))

    assert price(one, meal) == 1600
    assert bundled_line_price(showcase(one, meal), one.bundles[0], None) == 700


def test_what_a_bundle_brings_is_carved_out_of_a_typed_price() -> None:
    assert price(pack(500, free_price=True), DRINK, typed=3000) == 2500
    assert price(pack(500, free_price=True), DRINK, typed=1000) == 1500


def test_with_net_prices_a_typed_price_is_the_net_of_all_parts() -> None:
    """30.00 net, of them 6.54 for the meal: 23.46 net are the pack's own, with its own tax 27.92."""
    meal = item(2, "Meal", tax=SEVEN)
    one = item(tax=INCLUDED, free_price=True, bundles=(Bundle(2, None, 1, 700),))
    net = price_of(showcase(one, meal), one, None, None).amount.net

    assert price(one, meal, typed=3000, rules=NET) == 2792
    assert price(one, meal, typed=net, rules=NET) == 1600


def addon(one: Item, typed: int | None = None, *, included: bool = False, rules: Any = None) -> int:
    return addon_line_price(showcase(one, DRINK, rules=rules), one, one.kinds[0], None, included, typed)


def test_an_addon_costs_its_own_price() -> None:
    assert addon(item(default_price=500)) == 500
    assert addon(item(tax=ADDED)) == 2737
    assert addon(item(variations=(Variation(11, default_price=2500),))) == 2500


def test_an_included_addon_costs_nothing() -> None:
    """Surcharges of variations too."""
    assert addon(item(default_price=500), included=True) == 0
    assert addon(item(variations=(Variation(11, default_price=2500),)), included=True) == 0


@pytest.mark.parametrize(("typed", "charged"), [(None, 0), (0, 0), (700, 700)])
def test_a_typed_price_counts_even_for_an_included_addon(typed: int | None, charged: int) -> None:
    """The least is then 0."""
    assert addon(item(free_price=True), typed, included=True) == charged
    assert addon(item(), typed, included=True) == 0


def test_an_addon_sent_again_is_priced_again() -> None:
    """With another price that one, without one the listed price: nothing of the former price is left."""
    one = item(default_price=500, free_price=True)

    assert [addon(one, 900), addon(one, 700), addon(one)] == [900, 700, 500]


def test_a_typed_price_of_an_addon_is_net_with_net_prices() -> None:
    assert addon(item(default_price=1000, free_price=True, tax=ADDED), 1500, rules=NET) == 1785


def test_an_addon_brings_nothing_and_nothing_is_carved_out() -> None:
    assert addon(pack(500)) == 2000


@pytest.mark.parametrize(("typed", "more"), [(None, False), (1000, False), (900, False), (1001, True)])
def test_a_typed_price_equal_to_the_listed_price_is_none(typed: int | None, more: bool) -> None:
    one = item(default_price=1000, free_price=True)

    assert pays_more(showcase(one), one, None, None, typed) is more
    assert not pays_more(showcase(item()), item(), None, None, typed)


TAXES = st.sampled_from([None, INCLUDED, ADDED, SEVEN, TaxRule(2_000_000, included=False)])
CENTS = st.integers(0, 10_000)
PACKS = st.builds(
    lambda listed, tax, count, designated: item(
        default_price=listed, free_price=True, tax=tax, bundles=(Bundle(2, None, count, designated),)
    ),
    CENTS, TAXES, st.integers(0, 3), CENTS,
)  # fmt: skip
CODES = st.builds(
    lambda mode, value: voucher(price_mode=mode, value=value),
    st.sampled_from(["none", "set", "subtract", "percent"]), CENTS,
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(one=PACKS, other=TAXES, code=CODES, typed=CENTS, net=st.booleans())
def test_no_price_is_below_zero_and_parts_make_the_whole(
    one: Item, other: TaxRule | None, code: Voucher, typed: int, net: bool
) -> None:
    """Parent and children cost what the row shows, unless the children cost more; a typed price only ever adds."""
    shown = showcase(one, item(2, tax=other), rules={"display_net_prices": net})
    brought = bundled_sum(shown, one, code).gross

    plain = line_price(shown, one, None, None, code, None)
    wanted = line_price(shown, one, None, None, code, typed)

    assert brought == one.bundles[0].count * bundled_line_price(shown, one.bundles[0], code)
    assert plain + brought == max(price_of(shown, one, None, None, code).amount.gross, brought)
    assert 0 <= plain <= wanted
