"""What is offered with a cart since a discount would lower its price (spec 07 §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.discounting import cart, discount, hold, holds, only, scene
from tests.shopping import NOW, item
from willcall.cart.cross_selling import offers
from willcall.cart.discounts import discounted
from willcall.shop.listed import Reason
from willcall.shop.prices import Amount
from willcall.shop.showcase import Bundle, TaxRule, Variation

if TYPE_CHECKING:
    from willcall.reserve.ask import Hold
    from willcall.shop.showcase import Showcase

from tests.offering import (
    D1,
    D2,
    DATES,
    EXTRA,
    MERCH,
    MUG,
    SHIRT,
    TICKET,
    TICKETS,
    fair,
    maxima,
    merch,
    row_of,
    sections,
)


def deal(*rules: Any, **fields: Any) -> Showcase:
    """Merchandise that is offered when a discount would lower its price."""
    return fair(categories=[merch("discounts")], discounts=rules, **fields)


def test_condition_discounts_offers_only_what_would_be_lowered() -> None:
    """cross_selling-07: from two tickets on, shirts at 33 % off, without limit; 19.99 is shown as 13.39."""
    shirt = item(2, "Shirt", category_id=MERCH, default_price=1999)
    rule = discount(33, condition_item_ids=only(TICKET), condition_min_count=2, benefit_item_ids=only(shirt))
    shown = fair(shirt, MUG, categories=[merch("discounts")], discounts=(rule,))

    assert maxima(shown, [hold(TICKET)]) == {}
    row = row_of(shown, holds(TICKET, 2))
    assert (row.item, row.max) == (shirt, 10)
    assert row.price.amount.gross == 1339
    assert row.price.original is not None
    assert row.price.original.gross == 1999
    assert maxima(shown, [*holds(TICKET, 2), *holds(shirt, 3)]) == {"Shirt": 7}


def test_sections_tell_that_a_discount_is_available() -> None:
    shown = deal(discount(benefit_item_ids=only(MUG)))

    assert [one.discounted for one in offers(scene(shown), cart([hold(TICKET)]))] == [True]
    assert [one.discounted for one in offers(scene(fair()), cart([hold(TICKET)]))] == [False]


def test_a_least_value_is_offered_without_limit() -> None:
    """cross_selling-02: from 80.00 on, shirts are free; the order may hold 30."""
    rule = discount(100, condition_min_value=8000, benefit_item_ids=only(SHIRT))
    shown = deal(rule, rules={"max_items_per_order": 30})

    assert maxima(shown, [hold(TICKET)]) == {}
    assert (row_of(shown, holds(TICKET, 2)).price.amount.gross, maxima(shown, holds(TICKET, 2))) == (0, {"Shirt": 30})
    assert maxima(shown, [*holds(TICKET, 2), hold(SHIRT, 2000)]) == {"Shirt": 29}


def test_amounts_add_up_and_the_first_rule_sets_the_price() -> None:
    """cross_selling-08: two at half the price for a mug, one at 10 % off for a ticket."""
    half = discount(50, id=2, condition_item_ids=only(MUG), benefit_item_ids=only(SHIRT), benefit_cheapest_n=2)
    tenth = discount(10, id=1, condition_item_ids=only(TICKET), benefit_item_ids=only(SHIRT), benefit_cheapest_n=1)
    shown = deal(half, tenth)

    row = row_of(shown, [hold(TICKET), hold(MUG)])

    assert (row.price.amount.gross, row.max) == (1000, 3)
    assert maxima(shown, [hold(TICKET), hold(MUG), *holds(SHIRT, 3)]) == {}


def test_a_rule_without_limit_makes_the_sum_unlimited() -> None:
    few = discount(50, id=1, benefit_item_ids=only(SHIRT), benefit_cheapest_n=1)
    many = discount(10, id=2, benefit_item_ids=only(SHIRT))

    assert maxima(deal(few, many), [hold(TICKET)]) == {"Shirt": 10}


def test_each_row_shows_the_full_number() -> None:
    """cross_selling-13: two for each ticket, whichever they are; what is bought beyond it costs the full price."""
    rule = discount(condition_item_ids=only(TICKET), benefit_item_ids=only(SHIRT, MUG), benefit_cheapest_n=2)
    shown = deal(rule)

    assert maxima(shown, holds(TICKET, 2)) == {"Mug": 4, "Shirt": 4}
    assert maxima(shown, [*holds(TICKET, 2), hold(SHIRT)]) == {"Mug": 3, "Shirt": 3}
    assert maxima(shown, [*holds(TICKET, 2), hold(SHIRT), *holds(MUG, 2)]) == {"Mug": 1, "Shirt": 1}
    assert maxima(shown, [*holds(TICKET, 2), hold(SHIRT), *holds(MUG, 3)]) == {}


def test_all_variations_of_a_product_are_offered() -> None:
    shirt = item(2, "Shirt", category_id=MERCH, variations=(Variation(31), Variation(32, default_price=3000)))
    rule = discount(benefit_item_ids=only(shirt), benefit_cheapest_n=1)

    (section,) = offers(scene(fair(shirt, categories=[merch("discounts")], discounts=(rule,))), cart([hold(TICKET)]))

    assert [(row.price.amount.gross, row.max) for row in section.rows] == [(1150, 1), (1500, 1)]


def test_a_product_elsewhere_is_never_offered_but_gets_its_discount() -> None:
    """cross_selling-17: in a category without the condition."""
    plain = item(4, "Plain", category_id=TICKETS, default_price=1000)
    rule = discount(25, condition_item_ids=only(TICKET), benefit_item_ids=only(plain, SHIRT), benefit_cheapest_n=1)
    shown = fair(plain, SHIRT, categories=[merch("discounts")], discounts=(rule,))

    assert maxima(shown, [hold(TICKET)]) == {"Shirt": 1}
    assert discounted(shown, "web", NOW, [hold(TICKET), hold(plain)], {})[1].price == 750


def test_one_rule_may_offer_in_several_categories() -> None:
    """cross_selling-17: by position."""
    other = item(4, "Other", category_id=EXTRA, default_price=1000)
    rule = discount(25, condition_item_ids=only(TICKET), benefit_item_ids=only(SHIRT, other), benefit_cheapest_n=1)
    found = [merch("discounts", position=3), merch("discounts", number=EXTRA, position=-1)]

    offered = offers(scene(fair(SHIRT, other, categories=found, discounts=(rule,))), cart(holds(TICKET, 2)))

    assert [(one.category.id, one.rows[0].max, one.rows[0].price.amount.gross) for one in offered] == [
        (EXTRA, 2, 750), (MERCH, 2, 1500),
    ]  # fmt: skip


def test_a_rule_of_nothing_offers_without_a_lower_price() -> None:
    row = row_of(deal(discount(0, benefit_item_ids=only(SHIRT))), [hold(TICKET)])

    assert (row.price.amount.gross, row.price.original) == (2000, None)


def test_the_original_price_of_the_product_is_struck_through() -> None:
    shirt = item(2, "Shirt", category_id=MERCH, default_price=2000, original_price=2900)
    rule = discount(benefit_item_ids=only(shirt))

    row = row_of(fair(shirt, categories=[merch("discounts")], discounts=(rule,)), [hold(TICKET)])

    assert row.price.original is not None
    assert (row.price.amount.gross, row.price.original.gross) == (1000, 2900)


def test_the_least_of_a_free_price_is_lowered_and_its_default_is_not() -> None:
    shirt = item(2, "Shirt", category_id=MERCH, default_price=2000, free_price=True, suggestion=2500)
    rule = discount(benefit_item_ids=only(shirt))

    row = row_of(fair(shirt, categories=[merch("discounts")], discounts=(rule,)), [hold(TICKET)])

    assert row.price.suggested is not None
    assert (row.price.amount.gross, row.price.suggested.gross) == (1000, 2500)


@pytest.mark.parametrize(("included", "gross", "net"), [(True, 1150, 966), (False, 1369, 1150)])
def test_a_lowered_price_has_its_tax(included: bool, gross: int, net: int) -> None:
    """As it is charged: half up from the gross price."""
    shirt = item(2, "Shirt", category_id=MERCH, tax=TaxRule(190_000, included))
    rule = discount(benefit_item_ids=only(shirt))
    shown = fair(shirt, categories=[merch("discounts")], discounts=(rule,))

    amount = row_of(shown, [hold(TICKET)]).price.amount

    assert (amount.gross, amount.net, amount.rate) == (gross, net, 190_000)


@pytest.mark.parametrize(("designated", "shown_price"), [(500, 1250), (2000, 2000), (2500, 2000)])
def test_what_a_product_brings_is_not_lowered(designated: int, shown_price: int) -> None:
    """20.00 with a drink for 5.00 in it: half of 15.00 and 5.00."""
    drink = item(5, "Drink", require_bundling=True)
    pack = item(2, "Pack", category_id=MERCH, default_price=2000, bundles=(Bundle(5, None, 1, designated),))
    rule = discount(benefit_item_ids=only(pack))

    row = row_of(fair(pack, drink, categories=[merch("discounts")], discounts=(rule,)), [hold(TICKET)])

    assert row.price.amount.gross == shown_price


def test_parts_of_a_lowered_price_keep_their_taxes() -> None:
    """23.00 at 19 %, of them 7.00 at 7 %: half of 16.00 and the 7.00, which have no rate in common."""
    meal = item(5, "Meal", require_bundling=True, tax=TaxRule(70_000))
    pack = item(2, "Pack", category_id=MERCH, tax=TaxRule(190_000), bundles=(Bundle(5, None, 1, 700),))
    rule = discount(benefit_item_ids=only(pack))

    row = row_of(fair(pack, meal, categories=[merch("discounts")], discounts=(rule,)), [hold(TICKET)])

    assert row.price.amount == Amount(800 + 700, 672 + 654, None)


def test_a_taken_offer_of_mixed_dates_is_taken_on_all_of_them() -> None:
    """The same number on each date."""
    rule = discount(condition_item_ids=only(TICKET), benefit_item_ids=only(SHIRT), benefit_cheapest_n=1)
    positions = [hold(TICKET, subevent_id=D1), hold(TICKET, subevent_id=D2)]

    def found(*more: Hold) -> list[tuple[int | None, int]]:
        seen = scene(deal(rule, dates=DATES))
        return [(one.subevent_id, one.rows[0].max) for one in offers(seen, cart([*positions, *more]))]

    assert found() == [(D1, 2), (D2, 2)]
    assert found(hold(SHIRT, subevent_id=D1)) == [(D1, 1), (D2, 1)]
    assert found(hold(SHIRT, subevent_id=D1), hold(SHIRT, subevent_id=D2)) == []


def test_offers_of_mixed_and_same_dates_stand_side_by_side() -> None:
    """cross_selling-21: on the first date the mixed one, on the second both."""
    other = item(4, "U", category_id=TICKETS, default_price=3000)
    mixed = discount(id=1, condition_item_ids=only(TICKET), benefit_item_ids=only(SHIRT), benefit_cheapest_n=1)
    same = discount(
        id=2, condition_item_ids=only(other), benefit_item_ids=only(MUG), benefit_cheapest_n=1, subevent_mode="same"
    )
    shown = fair(other, SHIRT, MUG, categories=[merch("discounts")], discounts=(mixed, same), dates=DATES)

    found = offers(scene(shown), cart([hold(TICKET, subevent_id=D1), hold(other, subevent_id=D2)]))

    assert sections(found) == [(MERCH, D1, ["Shirt"]), (MERCH, D2, ["Mug", "Shirt"])]
    assert [row.max for one in found for row in one.rows] == [1, 1, 1]


def test_unbuyable_products_of_a_discount_are_shown_too() -> None:
    shirt = item(2, "Shirt", category_id=MERCH, require_voucher=True)
    rule = discount(benefit_item_ids=only(shirt), benefit_cheapest_n=1)

    row = row_of(fair(shirt, categories=[merch("discounts")], discounts=(rule,)), [hold(TICKET)])

    assert (row.reason, row.max) == (Reason.VOUCHER_REQUIRED, 0)
