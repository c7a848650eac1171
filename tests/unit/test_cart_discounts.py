"""Automatic discounts: who gets them, and what could still be had by them (spec 07 §4, §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec.structs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.discounting import (
    D1,
    D2,
    D3,
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
from tests.shopping import DAY, NOW, voucher
from willcall.cart.discounts import discounted, lowered, potentials
from willcall.reserve.ask import Line
from willcall.shop.showcase import Channels, Window

if TYPE_CHECKING:
    from willcall.reserve.ask import Hold
    from willcall.shop.showcase import Discount
    from willcall.shop.vouchers import Voucher


def test_from_a_least_count_on_every_match_gets_the_discount() -> None:
    """cart-09: three of anything, 10 %."""
    shown = fair(discount(10, condition_min_count=3))

    assert prices(shown, holds(A, 2)) == [4200, 4200]
    assert prices(shown, [*holds(A, 2), hold(B)]) == [3780, 3780, 2070]
    assert prices(shown, [hold(A), hold(B)]) == [4200, 2300]


def test_a_least_value_gives_to_every_match() -> None:
    """cart-10: from 100.00 on, 20 %."""
    shown = fair(discount(20, condition_min_value=10_000))

    assert prices(shown, holds(A, 2)) == [4200, 4200]
    assert prices(shown, [*holds(A, 2), hold(B)]) == [3360, 3360, 1840]
    assert prices(shown, [*holds(A, 2), *holds(B, 2)]) == [3360, 3360, 1840, 1840]
    assert prices(shown, [hold(A, 10_000)]) == [8000]


@pytest.mark.parametrize(("price", "left"), [(1999, 1000), (1001, 501), (5, 3), (15, 8)])
def test_a_discount_rounds_half_up_for_each_position(price: int, left: int) -> None:
    """cart-11: 0.15 at 50 % is 0.08."""
    assert prices(fair(discount()), [hold(A, price)]) == [left]


def test_a_discount_rounds_once_to_what_the_currency_can_pay() -> None:
    """1.53 % off 33 yen are 32.4951, so 32, and not 33 by way of 32.50."""
    assert lowered(3_300, 153, "JPY") == 3_200
    assert lowered(99_950, 0, "JPY") == 99_950
    assert lowered(2300, 15_000, "EUR") == 0


def test_the_cheapest_of_all_matches_get_it() -> None:
    """3 x 42 and 3 x 23, "one of three free": two of the 23.00, not the cheapest of each group."""
    shown = fair(discount(100, condition_min_count=3, benefit_cheapest_n=1))

    assert prices(shown, [*holds(A, 3), *holds(B, 3)]) == [4200, 4200, 4200, 0, 0, 2300]


@pytest.mark.parametrize(("units", "free"), [(4, 0), (5, 1), (7, 1), (10, 2)])
def test_only_full_groups_count_for_the_cheapest(units: int, free: int) -> None:
    """cross_selling-01: of every five one is free."""
    shown = fair(discount(100, condition_item_ids=only(A), condition_min_count=5, benefit_cheapest_n=1))

    assert prices(shown, holds(A, units)).count(0) == free
    assert offered(shown, holds(A, units)) == []


def test_a_cheapest_of_other_products_is_taken_from_those_in_the_cart() -> None:
    """cart-12: for two of A, one shirt or mug at half the price; the cheapest of those that are there."""
    rule = discount(
        condition_item_ids=only(A), condition_min_count=2, benefit_item_ids=only(SHIRT, MUG), benefit_cheapest_n=1
    )
    shown = fair(rule)

    assert prices(shown, [*holds(A, 3), hold(SHIRT), hold(MUG)]) == [4200] * 3 + [2000, 450]
    assert prices(shown, [*holds(A, 4), hold(SHIRT), hold(MUG)]) == [4200] * 4 + [1000, 450]
    assert prices(shown, [*holds(A, 4), hold(SHIRT), *holds(MUG, 2)]) == [4200] * 4 + [2000, 450, 450]


@pytest.mark.parametrize(
    "fields",
    [
        {"active": False},
        {"window": Window(NOW + 1, None)},
        {"window": Window(None, NOW - 1)},
        {"channels": Channels(frozenset())},
        {"channels": Channels(frozenset({"resellers"}))},
    ],
)
def test_a_rule_that_is_off_gives_and_offers_nothing(fields: Any) -> None:
    """cart-13: inactive, outside of its window, on another channel."""
    shown = fair(discount(**fields), discount(id=2, benefit_item_ids=only(MUG), **fields))

    assert prices(shown, [hold(A)]) == [4200]
    assert offered(shown, [hold(A)]) == []


def test_a_rule_works_within_its_window_and_on_its_channel() -> None:
    shown = fair(discount(window=Window(NOW, NOW), channels=Channels(frozenset({"web"}))))

    assert prices(shown, [hold(A)]) == [2100]


def test_a_typed_price_is_lowered_too() -> None:
    """cart-14: 15.00 and 20.00 were typed in."""
    assert prices(fair(discount(condition_min_count=2)), [hold(A, 1500), hold(A, 2000)]) == [750, 1000]


def test_the_first_rule_by_position_and_id_wins() -> None:
    """The snapshot has them in that order; a later one does not lower the price further."""
    shown = fair(discount(10, id=8, condition_item_ids=only(A)), discount(50, id=3, position=1))

    found = discounted(shown, "web", NOW, [hold(A), hold(B)], {})

    assert [(one.price, one.line.discount_id) for one in found if one.line] == [(3780, 8), (1150, 3)]


def test_what_an_earlier_rule_used_up_does_not_count_for_a_later_one() -> None:
    """cross_selling-12: both tickets are used by the first rule, so no shirt is cheaper, nor offered."""
    early = discount(10, id=1, condition_item_ids=only(A), condition_min_count=2)
    late = discount(
        50, id=2, condition_item_ids=only(A), condition_min_count=2, benefit_item_ids=only(SHIRT), benefit_cheapest_n=1
    )

    assert prices(fair(early, late), [*holds(A, 2), hold(SHIRT)]) == [3780, 3780, 2000]
    assert offered(fair(early, late), holds(A, 2)) == []


def test_the_condition_of_a_rule_that_gives_is_used_up_without_being_lowered() -> None:
    """The ticket that makes the shirt cheaper gets no discount of its own any more; the second one does."""
    first = discount(id=1, condition_item_ids=only(A), benefit_item_ids=only(SHIRT), benefit_cheapest_n=1)
    second = discount(10, id=2, condition_item_ids=only(A))

    assert prices(fair(first, second), [*holds(A, 2), hold(SHIRT)]) == [4200, 3780, 1000]


def test_a_rule_that_gives_nothing_uses_nothing_up() -> None:
    first = discount(id=1, condition_item_ids=only(A), benefit_item_ids=only(SHIRT))
    second = discount(10, id=2, condition_item_ids=only(A))

    assert prices(fair(first, second), [hold(A)]) == [3780]


def test_bundled_positions_neither_count_nor_gain() -> None:
    shown = fair(discount(10, condition_min_count=2))
    parent = hold(A)
    child = hold(B, addon_to=parent.id, is_bundled=True)

    assert prices(shown, [parent, child]) == [4200, 2300]
    assert prices(shown, [parent, child, hold(MUG)]) == [3780, 2300, 810]


@pytest.mark.parametrize(("counts", "left"), [(True, [2100, 1150]), (False, [4200, 2300])])
def test_addons_count_if_the_rule_says_so(counts: bool, left: list[int]) -> None:
    parent = hold(A)
    chosen = hold(B, addon_to=parent.id)

    assert prices(fair(discount(condition_min_count=2, condition_apply_to_addons=counts)), [parent, chosen]) == left


@pytest.mark.parametrize(("gains", "left"), [(True, 450), (False, 900)])
def test_addons_gain_if_the_rule_says_so(gains: bool, left: int) -> None:
    rule = discount(condition_item_ids=only(A), benefit_item_ids=only(MUG), benefit_apply_to_addons=gains)
    parent = hold(A)

    assert prices(fair(rule), [parent, hold(MUG, addon_to=parent.id)]) == [4200, left]


@pytest.mark.parametrize(("ignores", "left"), [(False, [1050, 2100]), (True, [2100, 4200])])
def test_positions_lowered_by_a_voucher_count_unless_the_rule_ignores_them(ignores: bool, left: list[int]) -> None:
    rule = discount(condition_min_count=2, condition_ignore_voucher_discounted=ignores)

    assert prices(fair(rule), [hold(A, 2100, voucher_id=5), hold(A)], HALF) == left


@pytest.mark.parametrize(
    "harmless", [voucher(id=5), voucher(id=5, price_mode="set", value=9900), voucher(id=5, price_mode="percent")]
)
def test_a_voucher_that_lowers_nothing_makes_no_difference(harmless: Voucher) -> None:
    rule = discount(condition_min_count=2, condition_ignore_voucher_discounted=True)

    assert prices(fair(rule), [hold(A, voucher_id=5), hold(A)], harmless) == [2100, 2100]


@pytest.mark.parametrize(("ignores", "left"), [(False, 225), (True, 450)])
def test_positions_lowered_by_a_voucher_gain_unless_the_rule_ignores_them(ignores: bool, left: int) -> None:
    rule = discount(
        condition_item_ids=only(A), benefit_item_ids=only(MUG), benefit_ignore_voucher_discounted=ignores
    )  # fmt: skip

    assert prices(fair(rule), [hold(A), hold(MUG, 450, voucher_id=5)], HALF) == [4200, left]


def test_dates_of_a_condition_are_limited() -> None:
    """Both ends belong to it; what gains may be of any date."""
    rule = discount(dates=Window(DATES[D2].date_from, DATES[D2].date_from), condition_min_count=1)
    one_of_each = [hold(A, subevent_id=date) for date in DATES]

    assert prices(fair(rule, dates=DATES), one_of_each) == [4200, 2100, 4200]

    other = discount(dates=rule.dates, benefit_item_ids=only(MUG))

    assert prices(fair(other, dates=DATES), [hold(MUG, subevent_id=D1), hold(A, subevent_id=D2)]) == [450, 4200]
    assert prices(fair(other, dates=DATES), [hold(MUG, subevent_id=D1), hold(A, subevent_id=D3)]) == [900, 4200]


def test_limits_of_dates_say_nothing_in_a_plain_event() -> None:
    assert prices(fair(discount(dates=Window(NOW + DAY * 900))), [hold(A)]) == [2100]


@pytest.mark.parametrize(
    ("mode", "left"),
    [
        ("mixed", [2100, 2100, 2100]),
        ("same", [2100, 2100, 4200]),
        ("distinct", [2100, 4200, 2100]),
    ],
)
def test_dates_count_together_each_for_itself_or_once_each(mode: str, left: list[int]) -> None:
    """Two of one date, one of another; two are needed. Of different dates, one of each makes a group."""
    shown = fair(discount(condition_min_count=2, subevent_mode=mode), dates=DATES)
    positions = [hold(A, subevent_id=D1), hold(A, subevent_id=D1), hold(A, subevent_id=D2)]

    assert sorted(prices(shown, positions)) == sorted(left)
    assert mode == "distinct" or prices(shown, positions) == left


def test_distinct_dates_make_as_many_groups_as_possible() -> None:
    """Three dates with 3, 2 and 1 places make three pairs; nothing is left over."""
    shown = fair(discount(100, condition_min_count=2, subevent_mode="distinct", benefit_cheapest_n=1), dates=DATES)
    positions = [hold(A, subevent_id=date) for date in (D1, D1, D1, D2, D2, D3)]

    assert prices(shown, positions).count(0) == 3


def test_distinct_dates_lower_the_cheapest_of_each_group() -> None:
    shown = fair(discount(100, condition_min_count=2, subevent_mode="distinct", benefit_cheapest_n=1), dates=DATES)

    assert prices(shown, [hold(A, subevent_id=D1), hold(MUG, subevent_id=D2)]) == [4200, 0]


def test_what_is_left_over_joins_groups_of_other_dates() -> None:
    """All three dates differ; two are enough for a group."""
    shown = fair(discount(condition_min_count=2, subevent_mode="distinct"), dates=DATES)

    assert prices(shown, [hold(A, subevent_id=date) for date in (D1, D2, D3)]) == [2100] * 3
    assert prices(shown, [hold(A, subevent_id=D1), hold(A, subevent_id=D1)]) == [4200, 4200]


def test_in_a_plain_event_same_works_as_mixed() -> None:
    """cross_selling-09: a plain event is one date."""
    rule = discount(
        condition_item_ids=only(A), condition_min_count=2, benefit_item_ids=only(B), benefit_cheapest_n=1,
        subevent_mode="same",
    )  # fmt: skip

    assert prices(fair(rule), [*holds(A, 2), hold(B)]) == [4200, 4200, 1150]
    assert offered(fair(rule), holds(A, 2)) == [(1, 1, None)]
    assert offered(fair(rule), [*holds(A, 2), hold(B)]) == []
    assert offered(fair(rule), [*holds(A, 4), hold(B)]) == [(1, 1, None)]


def test_a_discount_no_longer_met_is_taken_back() -> None:
    """It is worked out anew from the price before discounts, and the rule is forgotten."""
    former = hold(A, price=4200, line=Line(4200, discount_id=1))

    (found,) = discounted(fair(), "web", NOW, [msgspec.structs.replace(former, price=2100)], {})

    assert (found.price, found.line) == (4200, Line(4200))


ITEMS = st.sampled_from([A, B, SHIRT, MUG])
SOME = st.none() | st.lists(ITEMS, max_size=3).map(lambda found: only(*found))
FLAGS = st.booleans()


@st.composite
def rules(draw: st.DrawFn) -> Discount:
    mode = draw(st.sampled_from(["mixed", "same", "distinct"]))
    by_value = mode != "distinct" and draw(FLAGS)
    return discount(
        draw(st.integers(0, 120)),
        id=draw(st.integers(1, 9)),
        subevent_mode=mode,
        condition_item_ids=draw(SOME),
        benefit_item_ids=None if mode == "distinct" else draw(SOME),
        condition_min_count=0 if by_value else draw(st.integers(1, 4)),
        condition_min_value=draw(st.integers(1, 20_000)) if by_value else 0,
        benefit_cheapest_n=None if by_value else draw(st.none() | st.integers(1, 3)),
        condition_apply_to_addons=draw(FLAGS),
        condition_ignore_voucher_discounted=draw(FLAGS),
        dates=draw(st.sampled_from([Window(), Window(DATES[D2].date_from)])),
    )


@st.composite
def carts(draw: st.DrawFn) -> list[Hold]:
    found: list[Hold] = []
    for _ in range(draw(st.integers(0, 12))):
        parent = draw(st.none() | st.sampled_from(found)) if found else None
        found.append(
            hold(
                draw(ITEMS),
                draw(st.integers(0, 5000)),
                subevent_id=draw(st.sampled_from(list(DATES))),
                voucher_id=draw(st.sampled_from([None, 5])),
                addon_to=None if parent is None else parent.id,
                is_bundled=parent is not None and draw(FLAGS),
            )
        )
    return found


@settings(deadline=None, max_examples=100)
@given(st.lists(rules(), max_size=4), carts())
def test_discounts_never_raise_a_price_nor_go_below_nothing_and_twice_is_once(
    found: list[Discount], positions: list[Hold]
) -> None:
    shown = fair(*found, dates=DATES)
    once = discounted(shown, "web", NOW, positions, {"SUMMER": HALF})

    assert all(0 <= after.price <= before.price for before, after in zip(positions, once, strict=True))
    assert all(one.price == before.price for one, before in zip(once, positions, strict=True) if one.is_bundled)
    assert all((one.line and one.line.discount_id is not None) or one.price == before.price
               for one, before in zip(once, positions, strict=True))  # fmt: skip
    assert discounted(shown, "web", NOW, once, {"SUMMER": HALF}) == once
    assert potentials(shown, "web", NOW, once, {"SUMMER": HALF}) == potentials(
        shown, "web", NOW, positions, {"SUMMER": HALF}
    )


@settings(deadline=None, max_examples=100)
@given(st.lists(rules(), max_size=4), carts(), st.sampled_from(list(DATES)))
def test_what_is_offered_is_given_when_it_is_bought(
    found: list[Discount], positions: list[Hold], date: int
) -> None:  # fmt: skip
    """One more unit of a product that a rule offers is lowered by that rule, or by an earlier one, for its date."""
    shown = fair(*found, dates=DATES)
    for offer in potentials(shown, "web", NOW, positions, {"SUMMER": HALF}):
        for one in (A, B, SHIRT, MUG):
            if one.id not in (offer.discount.benefit_item_ids or ()):
                continue
            bought = hold(one, 0, subevent_id=offer.subevent_id or date)
            last = discounted(shown, "web", NOW, [*positions, bought], {"SUMMER": HALF})[-1]

            assert last.line is not None
            assert last.line.discount_id is not None
