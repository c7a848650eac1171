"""A cart as it is wanted as a whole, what stands in the way of ordering it, and what it names (spec 07 §3, §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.carting import MINUTE, addon, contents, empty, line, refused, same, scene, seat, stored
from tests.shopping import FIRST_OF_JUNE, GONE, NOW, everything, item, places, showcase, voucher
from willcall.cart import planning
from willcall.cart.contents import Plan
from willcall.cart.lines import lines_of
from willcall.cart.missing import Lack
from willcall.cart.named import codes_named, dates_named, seats_named, vouchers_held
from willcall.cart.refusals import Code
from willcall.kit.values import replace
from willcall.reserve.ask import AnswerWanted
from willcall.reserve.catalogue import Option, Question
from willcall.shop.showcase import AddOnRule, Bundle, Category, Date, Variation

if TYPE_CHECKING:
    from willcall.cart.contents import Cart, Scene, WantedLine
    from willcall.cart.lines import CartLine

EXTRAS: Final = Category(7, is_addon=True)
TICKET: Final = item(1, bundles=(Bundle(3, None, 1, 200),), addon_rules=(AddOnRule(1, 7, 0, 2, multi_allowed=True),))
OTHER, MEAL, EXTRA = item(2, default_price=500), item(3), item(4, category_id=7, default_price=1000)
ALL: Final = (TICKET, OTHER, MEAL, EXTRA)
SHOP: Final = showcase(*ALL, categories=[EXTRAS], quotas=[everything([one], one.id) for one in ALL])
WORLD: Final = scene(SHOP, vouchers=[voucher(max_usages=9, price_mode="percent", value=5000)])
CART: Final = stored(planning.add(WORLD, empty(), [line(2, 3), line(1, addons=(addon(4),))]))
OTHERS, FAMILY = CART.holds[0].id, CART.holds[3].id


def shown(cart: Cart | Plan) -> list[tuple[int, int]]:
    """Items and quantities, line by line, children after their parents."""
    found: list[tuple[int, int]] = []

    def put(lines: tuple[CartLine, ...]) -> None:
        for one in lines:
            found.append((one.first.item_id, one.quantity))
            put(one.children)

    put(lines_of(SHOP, cart.holds))
    return found


def wanted(*lines: WantedLine, world: Scene = WORLD, cart: Cart = CART) -> Plan:
    """The cart as it is wanted."""
    plan = planning.replace(world, cart, lines)
    assert isinstance(plan, Plan), plan
    return plan


def why(*lines: WantedLine, world: Scene = WORLD, cart: Cart = CART) -> tuple[Code, int | None]:
    """Why it cannot be, and because of which line."""
    found = refused(planning.replace(world, cart, lines))
    return found.code, found.line


# The whole cart


def test_the_same_content_changes_nothing_but_how_long_it_is_kept() -> None:
    later = replace(WORLD, now=NOW + MINUTE)
    plan = wanted(same(OTHERS), same(FAMILY), world=later)

    assert [hold.expires - before.expires for hold, before in zip(plan.holds, CART.holds, strict=True)] == [MINUTE] * 6
    assert planning.replace(WORLD, CART, [same(OTHERS), same(FAMILY)]) == Plan(CART.row, CART.holds)
    said = [
        same(OTHERS, item_id=2, quantity=3, price=500),
        same(FAMILY, quantity=1, addons=(addon(4),), attendee_name=None),
    ]
    assert planning.replace(WORLD, CART, said) == Plan(CART.row, CART.holds)


def test_what_no_line_names_goes() -> None:
    plan = wanted(same(OTHERS))
    assert (shown(plan), plan.gone) == ([(2, 3)], tuple(hold.id for hold in CART.holds[3:]))
    assert (wanted().holds, wanted().gone) == ((), tuple(hold.id for hold in CART.holds))
    assert shown(wanted(same(OTHERS, quantity=0), same(FAMILY))) == [(1, 1), (3, 1), (4, 1)]


def test_a_smaller_quantity_takes_those_that_came_last() -> None:
    assert wanted(same(OTHERS, quantity=1), same(FAMILY)).gone == (OTHERS + 1, OTHERS + 2)


def test_a_larger_quantity_makes_more_of_the_same() -> None:
    plan = wanted(same(OTHERS, quantity=4), same(FAMILY, quantity=2))

    assert shown(plan) == [(1, 1), (3, 1), (4, 1), (1, 1), (3, 1), (4, 1), (2, 4)]
    assert min(hold.id for hold in plan.holds) == -4
    assert planning.replace(WORLD, CART, [same(OTHERS), same(FAMILY), line(2)]) == wanted(
        same(OTHERS, quantity=4), same(FAMILY)
    )


def test_lines_are_named_by_a_position_and_once() -> None:
    assert why(same(OTHERS), same(OTHERS)) == (Code.LINE_TWICE, 0)
    assert why(same(OTHERS), same(999)) == (Code.UNKNOWN_LINE, 1)
    assert why(same(0)) == (Code.UNKNOWN_LINE, 0)
    assert why(same(FAMILY + 1)) == (Code.UNKNOWN_LINE, 0)
    assert why(line(2, 0)) == (Code.NOTHING_SELECTED, 0)
    assert why(same(OTHERS, quantity=-1)) == (Code.NOTHING_SELECTED, 0)


def test_a_line_named_by_several_positions_is_split() -> None:
    """The first of them stands for those that nobody names."""
    plan = wanted(same(OTHERS), same(OTHERS + 1, attendee_name="Ada"), same(FAMILY))

    assert [hold.name_parts for hold in plan.holds[:3]] == [{}, {"_legacy": "Ada"}, {}]
    assert [hold.id for hold in plan.holds] == [hold.id for hold in CART.holds]
    assert wanted(same(OTHERS + 2, quantity=1), same(FAMILY)).gone == (OTHERS, OTHERS + 1)


def test_what_goes_is_given_back_before_anything_new_needs_places() -> None:
    sold_out = replace(WORLD, left=dict.fromkeys(WORLD.left, GONE))

    assert shown(wanted(line(2, 3, attendee_name="Ada"), world=sold_out)) == [(2, 3)]
    assert why(line(2, 4), world=sold_out) == (Code.QUOTA_PARTIAL, 0)
    found = refused(planning.replace(sold_out, CART, [same(OTHERS, quantity=4), same(FAMILY)]))
    assert (found.code, found.left) == (Code.QUOTA_NONE, 3)
    one_more = replace(WORLD, left={**WORLD.left, 2: places(1)})
    found = refused(planning.replace(one_more, CART, [same(OTHERS, quantity=9), same(FAMILY)]))
    assert (found.code, found.left) == (Code.QUOTA_PARTIAL, 4)


def test_another_product_takes_the_place_of_a_line() -> None:
    plan = wanted(same(OTHERS, item_id=1), same(FAMILY))
    assert sorted(shown(plan)) == [*[(1, 1)] * 4, *[(3, 1)] * 4, (4, 1)]
    assert plan.gone == (OTHERS, OTHERS + 1, OTHERS + 2)
    assert why(same(OTHERS, item_id=4)) == (Code.ADDON_ONLY, 0)


def test_another_variation_keeps_names_voucher_and_add_ons() -> None:
    shirt = item(1, variations=(Variation(10), Variation(11)), addon_rules=(AddOnRule(1, 7, 0, 1),))
    world = scene(showcase(shirt, EXTRA, categories=[EXTRAS]), vouchers=[voucher()])
    first = line(variation_id=10, voucher="SUMMER", attendee_name="Ada", addons=(addon(4),))
    cart = stored(planning.add(world, empty(), [first]))
    later = replace(world, vouchers={"SUMMER": voucher(in_carts=1)})

    plan = wanted(same(cart.holds[0].id, variation_id=11), world=later, cart=cart)
    assert [(hold.item_id, hold.variation_id, hold.voucher_id) for hold in plan.holds] == [(1, 11, 99), (4, None, None)]
    assert plan.holds[0].name_parts == {"_legacy": "Ada"}
    assert plan.gone == tuple(hold.id for hold in cart.holds)


def test_names_and_answers_of_a_line_change_where_they_are_said() -> None:
    option = Option(31, "RED", {"en": "Red"})
    engine = replace(SHOP.engine, questions={3: Question(3, "C", "COLOUR", {31: option})})
    world = replace(WORLD, showcase=replace(SHOP, engine=engine))
    red = (AnswerWanted(3, "x", (31,)),)
    plan = wanted(
        same(OTHERS, attendee_name="Ada", attendee_email="ada@example.org", answers=red), same(FAMILY), world=world
    )
    cart = stored(plan)

    assert {hold.attendee_email for hold in plan.holds} == {"ada@example.org", None}
    assert [hold.id for hold in plan.holds] == [hold.id for hold in CART.holds]
    kept = wanted(same(OTHERS), same(FAMILY), world=world, cart=cart)
    assert kept.holds == cart.holds
    cleared = wanted(same(OTHERS, attendee_name="", answers=()), same(FAMILY), world=world, cart=cart)
    assert [(hold.name_parts, hold.answers) for hold in cleared.holds[:3]] == [({}, ())] * 3
    assert {hold.attendee_email for hold in cleared.holds[:3]} == {"ada@example.org"}
    bare = wanted(same(OTHERS, attendee_email=""), same(FAMILY), world=world, cart=cart)
    assert [(hold.attendee_email, hold.name_parts) for hold in bare.holds[:3]] == [(None, {"_legacy": "Ada"})] * 3
    both = same(OTHERS, attendee_name="", name_parts={"_legacy": "Ben"})
    assert why(both, world=world, cart=cart) == (Code.NAME_INVALID, 0)
    assert why(same(OTHERS, answers=(AnswerWanted(9, "x"),)), world=world) == (Code.ANSWER_INVALID, 0)


def test_another_price_counts_for_products_with_a_free_price() -> None:
    free = scene(showcase(item(1, default_price=1000, free_price=True), OTHER))
    cart = stored(planning.add(free, empty(), [line(price=1500), line(2)]))
    dearer = scene(showcase(item(1, default_price=1200, free_price=True), item(2, default_price=9900)))
    first, second = (hold.id for hold in cart.holds)

    def prices(world: Scene, **fields: Any) -> list[int]:
        return [
            hold.price for hold in wanted(same(first, **fields), same(second, price=77), world=world, cart=cart).holds
        ]

    assert prices(free, price=2000) == [2000, 500]
    assert prices(free, price=300) == [1000, 500]
    assert prices(dearer, price=1500) == [1500, 500]
    assert prices(dearer, price=300) == [1200, 500]
    assert prices(dearer) == [1500, 500]


def test_a_wanted_number_below_a_minimum_is_refused() -> None:
    few = scene(showcase(item(1, min_per_order=2), OTHER), vouchers=[voucher(max_usages=9, min_usages=2)])
    cart = stored(planning.add(few, empty(), [line(1, 3), line(2, 2, voucher="SUMMER")]))
    first, second = cart.holds[0].id, cart.holds[3].id

    assert why(same(first, quantity=1), same(second), world=few, cart=cart) == (Code.MIN_PER_ORDER, 0)
    assert why(same(first), same(second, quantity=1), world=few, cart=cart) == (Code.VOUCHER_MIN_USAGES, 1)
    assert why(same(first), same(second, quantity=1), line(2), world=few, cart=cart) == (Code.VOUCHER_MIN_USAGES, 1)
    assert len(wanted(same(first, quantity=2), world=few, cart=cart).holds) == 2


def test_what_is_there_may_change_although_it_is_sold_no_more() -> None:
    off = scene(showcase(item(2, active=False)))
    cart = stored(planning.add(scene(showcase(OTHER)), empty(), [line(2, 2)]))
    number = cart.holds[0].id

    assert len(wanted(same(number, quantity=1, attendee_name="Ada"), world=off, cart=cart).holds) == 1
    assert why(same(number, quantity=3), world=off, cart=cart) == (Code.UNAVAILABLE, 0)


def test_a_seat_has_one_unit_and_can_be_changed() -> None:
    hall = scene(showcase(OTHER, seated=[(None, 2)]), seats=[seat("A-1", item_id=2), seat("A-2", 2, item_id=2)])
    cart = stored(planning.add(hall, empty(), [line(2, seat="A-1")]))
    number = cart.holds[0].id

    assert why(same(number, quantity=2), world=hall, cart=cart) == (Code.SEAT_MULTIPLE, 0)
    moved = wanted(same(number, seat="A-2"), world=hall, cart=cart)
    assert [hold.seat and hold.seat.seat_guid for hold in moved.holds] == ["A-2"]
    assert moved.gone == (number,)
    assert wanted(same(number, seat="A-1"), world=hall, cart=cart).gone == ()


# One position


def test_removing_takes_children_along_and_bundled_ones_their_parent() -> None:
    top, meal, extra = (hold.id for hold in CART.holds[3:])

    def gone(position_id: int) -> tuple[int, ...]:
        plan = planning.remove(WORLD, CART, position_id)
        assert isinstance(plan, Plan)
        return plan.gone

    assert gone(top) == gone(meal) == (top, meal, extra)
    assert gone(extra) == (extra,)
    assert gone(OTHERS + 1) == (OTHERS + 1,)
    assert refused(planning.remove(WORLD, CART, 999)).code is Code.UNKNOWN_POSITION


# What is missing


def test_required_questions_are_missing_until_they_are_answered() -> None:
    colour = Question(3, "C", "COLOUR", {31: Option(31, "RED", {})}, required=True, item_ids=frozenset([2]))
    shade = Question(
        4, "S", "SHADE", required=True, item_ids=frozenset([2]), depends_on=3, depends_values=frozenset(["RED"])
    )
    free = Question(5, "S", "FREE", item_ids=frozenset([2]))
    world = replace(
        WORLD, showcase=replace(SHOP, engine=replace(SHOP.engine, questions={3: colour, 4: shade, 5: free}))
    )

    def lacking(*answers: AnswerWanted) -> list[int | None]:
        cart = stored(planning.add(world, empty(), [line(2, answers=answers)]))
        found = planning.missing(world, cart)
        assert {one.kind for one in found} <= {Lack.ANSWER}
        return [one.question_id for one in found]

    assert lacking() == [3]
    assert lacking(AnswerWanted(3, "x", (31,))) == [4]
    assert lacking(AnswerWanted(3, "x", (31,)), AnswerWanted(4, "dark")) == []
    assert planning.missing(world, stored(planning.add(world, empty(), [line(1)]))) == ()


def test_what_is_wrong_by_now_is_missing() -> None:
    cart = stored(planning.add(WORLD, empty(), [line(2, 2, voucher="SUMMER")]))
    stricter = showcase(item(2, min_per_order=3, max_per_order=1))
    later = scene(stricter, now=NOW + 31 * MINUTE, vouchers=[voucher(max_usages=9, min_usages=4)])

    assert [(one.kind, one.least, one.most, one.chosen) for one in planning.missing(later, cart)] == [
        (Lack.EXPIRED, None, None, None),
        (Lack.EXPIRED, None, None, None),
        (Lack.MIN_PER_ORDER, 3, None, 2),
        (Lack.MAX_PER_ORDER, None, 1, 2),
        (Lack.VOUCHER_MIN_USAGES, 4, None, 2),
    ]


@pytest.mark.parametrize(
    ("rule", "left", "expected"),
    [
        (AddOnRule(1, 7, 2, 2, multi_allowed=True), None, [(1, True)]),
        (AddOnRule(1, 7, 3, 3, multi_allowed=True), 1, [(1, False)]),
        (AddOnRule(1, 7, 3, 3, multi_allowed=True), 2, [(1, True)]),
        (AddOnRule(1, 7, 2, 2), None, [(1, False)]),
        (AddOnRule(1, 7, 0, 0), None, [(1, True)]),
        (AddOnRule(1, 7, 1, 1), None, []),
    ],
)
def test_rules_that_are_not_met_tell_whether_they_can_be(
    rule: AddOnRule, left: int | None, expected: list[Any]
) -> None:
    world = scene(
        showcase(item(1, addon_rules=(rule,)), EXTRA, categories=[EXTRAS], quotas=[everything([EXTRA], 4)]),
        left=None if left is None else {4: places(left)},
    )
    lone = CART.holds[3], CART.holds[5]
    found = planning.missing(world, replace(CART, holds=lone))

    assert [(one.chosen, one.can_be_met) for one in found] == expected


# Lines and names


def test_lines_stand_in_their_order() -> None:
    """cart-16: by category, position and variation; equal units are one line, with children never."""
    z, y = Category(1, position=5), Category(2, position=-1)
    red, blue = Variation(21), Variation(20)
    items = [
        item(1, category_id=1, position=3), item(2, category_id=1, position=2), item(3, category_id=2),
        item(4), item(5, category_id=1, variations=(red, blue)),
    ]  # fmt: skip
    world = scene(showcase(*items, categories=[z, y]))
    lines = [line(1), line(5, variation_id=20), line(5, variation_id=21), line(2), line(4), line(3), line(2, 2)]
    found = lines_of(world.showcase, stored(planning.add(world, empty(), lines)).holds)

    assert [(one.first.item_id, one.first.variation_id, one.quantity) for one in found] == [
        (3, None, 1), (4, None, 1), (5, 21, 1), (5, 20, 1), (2, None, 3), (1, None, 1),
    ]  # fmt: skip


def test_dates_of_a_series_come_first_in_the_order_of_lines() -> None:
    dates = {5: Date(FIRST_OF_JUNE + 1), 6: Date(FIRST_OF_JUNE)}
    world = scene(showcase(item(1), dates=dates))
    plan = planning.add(world, empty(), [line(subevent_id=5), line(subevent_id=6)])

    assert isinstance(plan, Plan)
    assert [one.first.subevent_id for one in lines_of(world.showcase, plan.holds)] == [6, 5]


def test_what_is_to_be_read_is_named() -> None:
    assert dates_named(SHOP, CART, [line(subevent_id=9)]) == {None}
    assert codes_named([line(voucher=" a "), line(), line(voucher="A"), line(voucher=" ")], "b") == {"A", "B"}
    assert vouchers_held(CART) == set()

    hall = showcase(item(1), dates={5: Date(FIRST_OF_JUNE), 6: Date(FIRST_OF_JUNE)}, seated=[(5, 1)])
    world = scene(hall, seats=[seat("A-1", subevent_id=5)], vouchers=[voucher()])
    cart = stored(planning.add(world, empty(), [line(subevent_id=5, seat="A-1", voucher="SUMMER")]))
    more = [same(cart.holds[0].id, seat="A-2"), line(subevent_id=6, seat="B-1"), line(subevent_id=9)]
    assert dates_named(hall, cart, more) == {5, 6}
    assert seats_named(cart, more) == {(5, "A-1"), (5, "A-2"), (6, "B-1")}
    assert vouchers_held(cart) == {99}


def test_prices_of_a_plan_are_those_that_are_stored() -> None:
    assert contents(CART) == [(2, 500), (2, 500), (2, 500), (1, 2100), (3, 200), (4, 1000)]
