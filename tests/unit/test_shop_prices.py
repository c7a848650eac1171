"""What a row of the shop costs (spec 07 §4)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shopping import item, showcase, voucher
from willcall.shop.addons import is_free
from willcall.shop.prices import Amount, addon_price, listed_price, price_of, priced, rounded, taxed, with_voucher
from willcall.shop.showcase import AddOnRule, Bundle, Date, Item, Override, Showcase, TaxRule, Variation

INCLUDED, ADDED, SEVEN = TaxRule(190_000), TaxRule(190_000, included=False), TaxRule(70_000)
DATE = 7


def amount(shown: Showcase, one: Item, **fields: Any) -> Amount:
    return price_of(shown, one, None, None, **fields).amount


@pytest.mark.parametrize(
    ("of_date", "of_variation", "of_both", "price"),
    [
        (None, None, None, 2300),
        (800, None, None, 800),
        (None, 2500, None, 2500),
        (800, 2500, None, 2500),
        (800, None, 2100, 2100),
        (800, 2500, 2100, 2100),
        (800, 2500, 0, 0),
    ],
)
def test_the_last_price_that_is_said_is_listed(
    of_date: int | None, of_variation: int | None, of_both: int | None, price: int
) -> None:
    """The item's, the date's for it, the variation's, the date's for that."""
    kind = Variation(11, default_price=of_variation)
    shirt = item(variations=(kind,))
    shown = showcase(
        shirt, dates={DATE: Date(0)}, item_overrides={(DATE, 1): Override(of_date)},
        variation_overrides={(DATE, 11): Override(of_both)},
    )  # fmt: skip

    assert listed_price(shown, shirt, kind, DATE) == price


def test_without_variation_the_dates_price_for_the_item_counts() -> None:
    shown = showcase(item(), dates={DATE: Date(0)}, item_overrides={(DATE, 1): Override(800)})

    assert listed_price(shown, item(), None, DATE) == 800
    assert listed_price(shown, item(), None, None) == 2300


@pytest.mark.parametrize(
    ("price", "mode", "value", "currency", "left"),
    [
        (2300, "none", 100, "EUR", 2300),
        (2300, "percent", None, "EUR", 2300),
        (99, "set", 1500, "EUR", 1500),
        (2300, "set", 0, "EUR", 0),
        (2300, "subtract", 300, "EUR", 2000),
        (2300, "subtract", 2301, "EUR", 0),
        (1001, "percent", 5000, "EUR", 501),
        (1999, "percent", 3333, "EUR", 1333),
        (2300, "percent", 10_000, "EUR", 0),
        (2300, "percent", 15_000, "EUR", 0),
        (99_900, "percent", 1250, "JPY", 87_400),
        (100_100, "percent", 5000, "JPY", 50_100),
    ],
)
def test_a_voucher_changes_the_price(price: int, mode: str, value: int | None, currency: str, left: int) -> None:
    """`set` may raise it, `subtract` stops at nothing, `percent` rounds half up to what the currency can pay."""
    assert with_voucher(price, voucher(price_mode=mode, value=value), currency) == left


@pytest.mark.parametrize(
    ("price", "rule", "gross", "net"),
    [
        (2300, None, 2300, 2300),
        (2300, INCLUDED, 2300, 1933),
        (2300, ADDED, 2737, 2300),
        (999, ADDED, 1189, 999),
        (999, SEVEN, 999, 934),
        (0, ADDED, 0, 0),
    ],
)
def test_a_price_includes_the_tax_or_it_is_added(price: int, rule: TaxRule | None, gross: int, net: int) -> None:
    found = taxed(price, rule, "EUR")

    assert (found.gross, found.net, found.tax) == (gross, net, gross - net)
    assert (found.shown(net=True), found.shown(net=False)) == (net, gross)


def test_taxes_round_to_what_the_currency_can_pay() -> None:
    assert taxed(100_000, SEVEN, "JPY") == Amount(100_000, 93_500, 70_000)
    assert taxed(99_900, ADDED, "JPY") == Amount(118_900, 99_900, 190_000)


def test_taxes_are_rounded_once() -> None:
    """8,583 yen at 7 % are 8,021.4953 net: 8,021, and not 8,022 by way of 8,021.50."""
    assert taxed(858_300, SEVEN, "JPY").net == 802_100


def test_vouchers_act_on_the_price_before_tax_is_added() -> None:
    one = item(tax=ADDED)

    assert amount(showcase(one), one, voucher=voucher(price_mode="subtract", value=300)) == taxed(2000, ADDED, "EUR")


@pytest.mark.parametrize(("number", "parts", "whole"), [(5, 10, 1), (4, 10, 0), (15, 10, 2), (-5, 10, -1), (-4, 10, 0)])
def test_halves_are_rounded_up(number: int, parts: int, whole: int) -> None:
    assert rounded(number, parts) == whole


def test_parts_of_a_bundle_are_taxed_by_their_own_rules() -> None:
    """The sum stays as it is; a mixed price has no rate."""
    pack, meal = item(1, tax=INCLUDED, bundles=(Bundle(2, designated_price=700),)), item(2, tax=SEVEN)
    own, child = taxed(1600, INCLUDED, "EUR"), taxed(700, SEVEN, "EUR")

    assert amount(showcase(pack, meal), pack) == Amount(2300, own.net + child.net, None)


def test_parts_of_a_bundle_count_as_often_as_they_come() -> None:
    pack, meal = item(1, tax=INCLUDED, bundles=(Bundle(2, count=3, designated_price=700),)), item(2, tax=SEVEN)
    own, child = taxed(200, INCLUDED, "EUR"), taxed(700, SEVEN, "EUR")

    assert amount(showcase(pack, meal), pack) == Amount(2300, own.net + 3 * child.net, None)


def test_a_bundle_taxed_alike_keeps_its_rate() -> None:
    pack, meal = item(1, tax=INCLUDED, bundles=(Bundle(2, designated_price=700),)), item(2, tax=INCLUDED)

    assert amount(showcase(pack, meal), pack).rate == 190_000


def test_a_price_below_its_parts_is_shown_as_it_is() -> None:
    pack, meal = item(1, default_price=2000, bundles=(Bundle(2, designated_price=2500),)), item(2)

    assert amount(showcase(pack, meal), pack) == Amount(2000, 2000)


def test_where_all_bundles_are_included_nothing_is_carved_out() -> None:
    pack, meal = item(1, tax=INCLUDED, bundles=(Bundle(2, designated_price=700),)), item(2, tax=SEVEN)

    assert amount(showcase(pack, meal), pack, voucher=voucher(all_bundles_included=True)) == taxed(
        2300, INCLUDED, "EUR"
    )


def test_the_original_price_is_struck_through_a_variations_own_first() -> None:
    kind, plain = Variation(11, original_price=4000), Variation(12)
    shirt = item(original_price=3000, variations=(kind, plain))
    shown = showcase(shirt)

    assert price_of(shown, shirt, kind, None).original == Amount(4000, 4000)
    assert price_of(shown, shirt, plain, None).original == Amount(3000, 3000)
    assert price_of(shown, item(), None, None).original is None


def test_a_voucher_that_lowers_the_price_strikes_through_the_one_before() -> None:
    one = item(original_price=3000)
    lower, higher = voucher(price_mode="set", value=2000), voucher(price_mode="set", value=2500)

    assert price_of(showcase(one), one, None, None, lower).original == Amount(2300, 2300)
    assert price_of(showcase(one), one, None, None, higher).original == Amount(3000, 3000)


@pytest.mark.parametrize(
    ("of_item", "of_variation", "suggested"),
    [(None, None, 2300), (2000, None, 2300), (3000, None, 3000), (3000, 2500, 2500), (3000, 100, 2300)],
)
def test_more_is_suggested_where_buyers_may_pay_more(
    of_item: int | None, of_variation: int | None, suggested: int
) -> None:
    kind = Variation(11, suggestion=of_variation)
    gift = item(free_price=True, suggestion=of_item, variations=(kind,))

    assert price_of(showcase(gift), gift, kind, None).suggested == Amount(suggested, suggested)


def test_nothing_is_suggested_where_the_price_is_fixed() -> None:
    one = item(suggestion=3000)

    assert price_of(showcase(one), one, None, None).suggested is None


def test_a_voucher_that_lowers_the_price_is_its_own_suggestion() -> None:
    gift = item(free_price=True, suggestion=3000)
    found = price_of(showcase(gift), gift, None, None, voucher(price_mode="subtract", value=300))

    assert (found.amount.gross, found.suggested) == (2000, Amount(2000, 2000))


def test_an_included_addon_costs_nothing_whatever_its_variation() -> None:
    kind = Variation(11, default_price=1500)
    meal = item(tax=INCLUDED, variations=(kind,))

    assert addon_price(showcase(meal), meal, kind, None, included=True).amount == Amount(0, 0, 190_000)
    assert addon_price(showcase(meal), meal, kind, None, included=False).amount.gross == 1500


def test_of_an_included_addon_one_may_pay_more_than_nothing() -> None:
    gift = item(free_price=True)

    assert addon_price(showcase(gift), gift, None, None, included=True).suggested == Amount(0, 0)


@pytest.mark.parametrize(
    ("rules", "free"),
    [
        ((), True),
        ((AddOnRule(1, 5),), True),
        ((AddOnRule(1, 5, min_count=1),), False),
        ((AddOnRule(1, 5, min_count=1, price_included=True),), True),
    ],
)
def test_nothing_is_free_that_needs_addons_to_be_paid(rules: tuple[AddOnRule, ...], free: bool) -> None:
    assert is_free(item(addon_rules=rules), 0, None) is free
    assert not is_free(item(addon_rules=rules), 1, None)
    assert is_free(item(addon_rules=rules), 0, voucher(all_addons_included=True))


def test_what_is_brought_along_without_being_known_costs_nothing() -> None:
    """A bundle of no units takes nothing out of the price."""
    pack = item(1, bundles=(Bundle(2, count=0, designated_price=700),))

    assert priced(showcase(pack, item(2, tax=SEVEN)), pack, 2300, pack.bundles) == Amount(2300, 2300)
