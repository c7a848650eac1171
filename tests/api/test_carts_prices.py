"""What carts cost: taxes, automatic discounts, prices of the buyer's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from tests.api.carts import asked, buyer, line, on_sale, refused, ticket, workshops

if TYPE_CHECKING:
    from tests.cast import Fair


def test_taxes_are_told_by_line_and_by_rate(fair: Fair) -> None:
    full, low = (
        fair.made("taxrules/", {"name": {"en": "VAT"}, "rate": rate, "price_includes_tax": True})
        for rate in ("19.00", "7.00")
    )
    one, other = fair.item(tax_rule=full["id"]), fair.item("Book", "10.70", tax_rule=low["id"])
    fair.quota(one, other)
    on_sale(fair)
    cart = buyer(fair, line(one), line(other)).cart

    assert [shown["unit"]["tax_rate"] for shown in cart["lines"]] == ["19.00", "7.00"]
    assert cart["total"]["taxes"] == [
        {"rate": "7.00", "gross": "10.70", "net": "10.00", "tax": "0.70"},
        {"rate": "19.00", "gross": "23.00", "net": "19.33", "tax": "3.67"},
    ]
    assert (cart["total"]["gross"], cart["total"]["net"], cart["total"]["tax"]) == ("33.70", "29.33", "4.37")


def test_what_an_automatic_discount_takes_off_is_told(fair: Fair) -> None:
    item = ticket(fair)
    discount = fair.made(
        "discounts/",
        {"internal_name": "Two", "condition_all_products": True, "condition_min_count": 2}
        | {"benefit_discount_matching_percent": "50.00"},
    )
    ada = buyer(fair, line(item))
    assert ada.cart["lines"][0]["unit"]["discount"] is None

    unit = ada.done("POST", "lines/", {"lines": [line(item)]})["lines"][0]["unit"]
    assert (unit["gross"], unit["original"], unit["discount_percent"]) == ("11.50", "23.00", "50.00")
    assert unit["discount"] == discount["id"]


def test_what_a_buyer_wants_to_pay_counts_where_the_price_is_free(fair: Fair) -> None:
    item, fixed = fair.item(free_price=True), fair.item("Fixed")
    fair.quota(item, fixed)
    on_sale(fair)
    cart = buyer(fair, line(item, price="30"), line(item, price="5.00"), line(fixed, price="1.00")).cart

    assert [(one["price"], one["unit"]["gross"]) for one in cart["lines"]] == [
        ("5.00", "23.00"), ("30.00", "30.00"), (None, "23.00"),
    ]  # fmt: skip


@pytest.mark.parametrize("price", ["", "-1", "12,50", "EUR 15", "1e3", "NaN", "0x10", " 5", "1.", "\u0665", "5\u0000"])
def test_a_price_that_is_no_number_is_refused(fair: Fair, price: str) -> None:
    item = ticket(fair)
    told = refused(asked(fair, line(item), line(item, addons=[line(item, price=price)])), "price_not_a_number")

    assert (told["line"], told["addon"]) == (1, 0)
    assert refused(asked(fair, line(item, price=price)), "price_not_a_number")["line"] == 0


@pytest.mark.parametrize(
    ("said", "paid"), [("30.004", "30.00"), ("30.005", "30.01"), ("030", "30.00"), ("1.0", "23.00")]
)
def test_a_price_is_rounded_half_up_and_never_below_the_least(fair: Fair, said: str, paid: str) -> None:
    item = ticket(fair, free_price=True)

    assert buyer(fair, line(item, price=said)).cart["lines"][0]["unit"]["gross"] == paid


def test_a_price_that_is_too_high_is_refused(fair: Fair) -> None:
    item = ticket(fair, free_price=True)

    for price in ("100000000000", "9" * 32):
        refused(asked(fair, line(item, price=price)), "price_too_high")
    assert asked(fair, line(item, price="99999999999.00")).status_code == httpx.codes.CREATED


def test_addons_that_cost_different_prices_can_be_sent_back(fair: Fair) -> None:
    """Of two the cheaper one is free: they are two lines of one product."""
    item, workshop, _ = workshops(fair, max_count=3, multi_allowed=True)
    fair.made(
        "discounts/",
        {
            "internal_name": "Two for one", "condition_all_products": False, "condition_apply_to_addons": True,
            "condition_min_count": 2,
            "condition_limit_products": [workshop["id"]], "benefit_discount_matching_percent": "100.00",
            "benefit_only_apply_to_cheapest_n_matches": 1,
        },
    )  # fmt: skip
    ada = buyer(fair, line(item, addons=[line(workshop, 2)]))
    (shown,) = ada.cart["lines"]
    assert [(one["quantity"], one["unit"]["amount"]) for one in shown["addons"]] == [(1, "0.00"), (1, "12.50")]

    again = ada.done("PATCH", "", {"lines": ada.cart["lines"]})
    assert [one["positions"] for one in again["lines"][0]["addons"]] == [one["positions"] for one in shown["addons"]]
    assert again["total"] == ada.cart["total"]
