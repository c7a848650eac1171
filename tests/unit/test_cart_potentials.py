"""What automatic discounts would still give, if more were bought (spec 07 §7)."""

from __future__ import annotations

import pytest

from tests.discounting import (
    D1,
    D2,
    DATES,
    HALF,
    MUG,
    SHIRT,
    A,
    B,
    discount,
    fair,
    hold,
    holds,
    offered,
    only,
    prices,
)
from tests.shopping import NOW
from willcall.cart.discounts import Potential, potentials


def test_only_other_products_are_offered() -> None:
    assert offered(fair(discount()), [hold(A)]) == []
    assert offered(fair(discount(subevent_mode="distinct"), dates=DATES), [hold(A, subevent_id=D1)]) == []


def test_a_rule_one_unit_short_is_not_offered() -> None:
    """cross_selling-07: two tickets are needed; then any number of shirts is 33 % off, also after some were taken."""
    rule = discount(33, condition_item_ids=only(A), condition_min_count=2, benefit_item_ids=only(SHIRT))
    shown = fair(rule)

    assert offered(shown, [hold(A)]) == []
    assert offered(shown, holds(A, 2)) == [(1, None, None)]
    assert prices(shown, [*holds(A, 2), *holds(SHIRT, 3, 1999)])[2:] == [1339] * 3
    assert offered(shown, [*holds(A, 2), *holds(SHIRT, 3)]) == [(1, None, None)]


def test_a_least_value_offers_other_products_without_limit() -> None:
    """cross_selling-02: from 80.00, B free."""
    rule = discount(100, condition_min_value=8000, benefit_item_ids=only(B))
    shown = fair(rule)

    assert offered(shown, [hold(A)]) == []
    assert offered(shown, holds(A, 2)) == [(1, None, None)]
    assert prices(shown, [*holds(A, 2), hold(B)]) == [4200, 4200, 0]
    assert offered(shown, [*holds(A, 2), hold(B)]) == [(1, None, None)]


@pytest.mark.parametrize(("shirts", "left"), [(0, [2, 1]), (1, [1, 1]), (2, [1]), (3, [])])
def test_amounts_of_several_rules_add_up(shirts: int, left: list[int]) -> None:
    """cross_selling-08: for B two shirts at half the price, for A one at 10 % off; the first rule sets the price."""
    half = discount(50, id=2, condition_item_ids=only(B), benefit_item_ids=only(SHIRT), benefit_cheapest_n=2)
    tenth = discount(
        10, id=1, position=2, condition_item_ids=only(A), benefit_item_ids=only(SHIRT), benefit_cheapest_n=1
    )
    shown = fair(half, tenth)
    positions = [hold(A), hold(B), *holds(SHIRT, shirts)]

    assert [amount for _, amount, _ in offered(shown, positions)] == left
    assert prices(shown, positions)[2:] == [1000, 1000, 1800][:shirts]


@pytest.mark.parametrize(("gains", "left"), [(0, 4), (1, 3), (3, 1), (4, 0), (6, 0)])
def test_groups_times_n_less_what_the_cart_has(gains: int, left: int) -> None:
    """cross_selling-13: for each ticket two shirts or caps; nothing is offered at 0."""
    rule = discount(condition_item_ids=only(A), benefit_item_ids=only(SHIRT, MUG), benefit_cheapest_n=2)
    positions = [*holds(A, 2), *holds(SHIRT, gains)]

    assert sum(amount or 0 for _, amount, _ in offered(fair(rule), positions)) == left
    assert prices(fair(rule), positions).count(1000) == min(gains, 4)


def test_a_product_may_gain_and_count() -> None:
    """cross_selling-18: everything counts, B gains; what vouchers have lowered does not count."""
    rule = discount(
        condition_min_count=2, benefit_item_ids=only(B), benefit_cheapest_n=1, condition_ignore_voucher_discounted=True
    )
    shown, lower = fair(rule), holds(A, 2, 2100, voucher_id=5)

    assert offered(shown, lower, HALF) == []
    assert offered(shown, [*lower, *holds(A, 2)], HALF) == [(1, 1, None)]
    assert prices(shown, [*lower, *holds(A, 2), hold(B)], HALF) == [2100, 2100, 4200, 4200, 1150]
    assert offered(shown, [*lower, *holds(A, 2), hold(B)], HALF) == []
    assert prices(shown, [*lower, *holds(A, 2), *holds(B, 4)], HALF)[4:] == [1150, 1150, 1150, 2300]


OFFER = discount(id=1, condition_item_ids=only(A), benefit_item_ids=only(MUG), benefit_cheapest_n=1)


def test_a_later_rule_without_a_number_takes_what_an_offer_rests_on() -> None:
    """cross_selling-19: the offer is gone then. Who buys the product nevertheless makes the earlier rule win."""
    shown = fair(OFFER, discount(10, id=2, position=2, condition_item_ids=only(A), condition_min_count=2))

    assert offered(shown, [hold(A)]) == [(1, 1, None)]
    assert (offered(shown, holds(A, 2)), prices(shown, holds(A, 2))) == ([], [3780, 3780])
    taken = [*holds(A, 2), hold(MUG)]
    assert (offered(shown, taken), prices(shown, taken)) == ([(1, 1, None)], [4200, 4200, 450])
    taken = [*holds(A, 2), *holds(MUG, 2)]
    assert (offered(shown, taken), prices(shown, taken)) == ([], [4200, 4200, 450, 450])


def test_an_offer_stands_beside_those_of_later_rules_on_the_same_positions() -> None:
    """Until one of them is taken."""
    shown = fair(OFFER, discount(id=2, condition_item_ids=only(A), benefit_item_ids=only(SHIRT), benefit_cheapest_n=1))

    assert offered(shown, [hold(A)]) == [(1, 1, None), (2, 1, None)]
    assert offered(shown, [hold(A), hold(SHIRT)]) == [(1, 1, None)]
    assert offered(shown, [hold(A), hold(MUG)]) == []


def test_an_offer_stands_beside_a_later_rule_with_a_number() -> None:
    shown = fair(OFFER, discount(10, id=2, condition_item_ids=only(A), benefit_cheapest_n=1))

    assert (offered(shown, [hold(A)]), prices(shown, [hold(A)])) == ([(1, 1, None)], [3780])


def test_an_offer_without_limit_is_taken_by_a_later_rule_too() -> None:
    first = discount(id=1, condition_item_ids=only(A), benefit_item_ids=only(MUG))

    assert offered(fair(first, discount(id=2, condition_item_ids=only(A))), [hold(A)]) == []
    assert offered(fair(first, discount(id=2, condition_item_ids=only(B))), [hold(A), hold(B)]) == [(1, None, None)]


def test_mixed_offers_for_every_date_and_same_for_that_date_only() -> None:
    """cross_selling-21: both kinds of offer are open at once. A mixed one that is taken is taken for all dates."""
    mixed = discount(id=1, condition_item_ids=only(A), benefit_item_ids=only(SHIRT), benefit_cheapest_n=1)
    same = discount(
        id=2, condition_item_ids=only(B), benefit_item_ids=only(MUG), benefit_cheapest_n=1, subevent_mode="same"
    )
    shown = fair(mixed, same, dates=DATES)
    both = [hold(A, subevent_id=D1), hold(B, subevent_id=D2)]

    assert offered(shown, both) == [(1, 1, None), (2, 1, D2)]
    assert offered(shown, [*both, hold(SHIRT, subevent_id=D2)]) == [(2, 1, D2)]
    assert offered(shown, [*both, hold(MUG, subevent_id=D1)]) == [(1, 1, None), (2, 1, D2)]
    assert offered(shown, [*both, hold(MUG, subevent_id=D2)]) == [(1, 1, None)]
    assert prices(shown, [*both, hold(MUG, subevent_id=D1), hold(MUG, subevent_id=D2)])[2:] == [900, 450]


def test_a_rule_of_nothing_is_offered() -> None:
    rule = discount(0, benefit_item_ids=only(MUG), condition_item_ids=only(A))

    assert offered(fair(rule), [hold(A)]) == [(1, None, None)]
    assert prices(fair(rule), [hold(A), hold(MUG)]) == [4200, 900]


def test_the_discount_itself_is_told_with_what_it_offers() -> None:
    assert potentials(fair(OFFER), "web", NOW, [hold(A)], {}) == (Potential(OFFER, 1),)
