"""The steps beside a cart: which add-ons can be chosen, and what is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.api.carts import Buyer, buyer, line, on_sale, workshops

if TYPE_CHECKING:
    from tests.cast import Fair, Wire


def test_the_addons_step_offers_what_can_be_chosen(fair: Fair) -> None:
    item, workshop, rule = workshops(fair, min_count=1, max_count=1)
    (position,) = buyer(fair, line(item)).done("GET", "addons/")["positions"]
    (offered,) = position["rules"]
    (row,) = offered["rows"]

    assert (offered["id"], offered["chosen"], offered["met"], offered["can_be_met"]) == (rule["id"], 0, False, True)
    assert (row["item"], row["chosen"], row["row"]["max"], row["row"]["selected"]) == (workshop["id"], 0, 1, 1)
    assert row["row"]["price"]["gross"] == "12.50"


def test_an_addon_that_is_chosen_can_be_chosen_again_when_it_is_sold_out(fair: Fair) -> None:
    extras = fair.category("Workshops", is_addon=True)
    item, _ = fair.ticket()
    workshop, _ = fair.ticket(name="Juggling", size=1, category=extras["id"])
    fair.addon_rule(item, extras)
    on_sale(fair)
    ada, ben = buyer(fair, line(item, addons=[line(workshop)])), buyer(fair, line(item))

    def row(one: Buyer) -> Wire:
        found: Wire = one.done("GET", "addons/")["positions"][0]["rules"][0]["rows"][0]
        return found

    assert (row(ada)["chosen"], row(ada)["row"]["buyable"], row(ada)["row"]["max"]) == (1, True, 1)
    assert (row(ben)["chosen"], row(ben)["row"]["reason"], row(ben)["row"]["max"]) == (0, "reserved", 0)


def test_what_goes_with_a_cart_is_offered(fair: Fair) -> None:
    merch = fair.category("Merch", cross_selling_mode="only", cross_selling_condition="always")
    item, _ = fair.ticket()
    shirt, _ = fair.ticket(name="Shirt", category=merch["id"])
    on_sale(fair)
    (offer,) = buyer(fair, line(item)).done("GET", "cross_selling/")["offers"]

    assert (offer["category"]["id"], offer["subevent"], offer["discounted"]) == (merch["id"], None, False)
    assert [(one["id"], one["row"]["buyable"], one["row"]["max"]) for one in offer["items"]] == [
        (shirt["id"], True, 10)
    ]
