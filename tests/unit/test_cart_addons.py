"""The add-ons of a cart's positions: what may be chosen, and what choosing again changes (spec 07 §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.carting import HALF_AN_HOUR, addon, contents, empty, line, refused, same, scene, stored, total
from tests.shopping import DAY, FIRST_OF_JUNE, GONE, NOW, RESERVED, everything, item, places, showcase, voucher
from willcall.cart import planning
from willcall.cart.contents import Plan
from willcall.cart.lines import lines_of
from willcall.cart.refusals import Code
from willcall.shop.showcase import AddOnRule, Bundle, Category, Date, Override, Variation, Window

if TYPE_CHECKING:
    from willcall.cart.contents import Cart, Scene, WantedAddOn
    from willcall.cart.refusals import Refused
    from willcall.shop.showcase import Item

WORKSHOPS: Final = Category(7, is_addon=True)
SMALL, LARGE = Variation(10, default_price=800), Variation(11, default_price=1500)
WS1 = item(2, "WS1", category_id=7, default_price=1000)
WS2 = item(3, "WS2", category_id=7, default_price=1250)
MEAL = item(4, "Meal", category_id=7, default_price=1000, variations=(SMALL, LARGE))
GIFT = item(5, "Gift", category_id=7, default_price=500, free_price=True)


def hall(*items: Item, rule: AddOnRule | None = None, left: Any = None, **fields: Any) -> Scene:
    """A ticket for 42.00 with a rule for workshops, and a quota of its own (1) and of the others (2)."""
    offered = items or (WS1, WS2, MEAL, GIFT)
    ticket = item(1, default_price=4200, category_id=None, addon_rules=(rule or AddOnRule(1, 7, 0, 3),), **fields)
    quotas = [everything([ticket], 1), everything(offered, 2)]
    return scene(showcase(ticket, *offered, categories=[WORKSHOPS], quotas=quotas), left=left)


def choose(world: Scene, *chosen: WantedAddOn, cart: Cart | None = None) -> Plan | Refused:
    """The choice of add-ons for the one ticket of a cart."""
    known = stored(planning.add(world, empty(), [line()])) if cart is None else cart
    return planning.replace(world, known, [same(known.holds[0].id, addons=chosen)])


def code(found: Plan | Refused) -> tuple[Code, int | None]:
    """Why it cannot be, and of which add-on."""
    return refused(found).code, refused(found).addon


@pytest.mark.parametrize(
    ("rule", "chosen", "expected"),
    [
        (AddOnRule(1, 7, 1, 1), [], Code.ADDON_MIN_COUNT),
        (AddOnRule(1, 7, 1, 1), [addon(2), addon(3)], Code.ADDON_MAX_COUNT),
        (AddOnRule(1, 7, 1, 1), [addon(2)], None),
        (AddOnRule(1, 7, 0, 2), [addon(2, 2)], Code.ADDON_NO_MULTI),
        (AddOnRule(1, 7, 0, 2), [addon(2), addon(3, 2)], Code.ADDON_MAX_COUNT),
        (AddOnRule(1, 7, 0, 2), [addon(2), addon(3)], None),
        (AddOnRule(1, 7, 0, 2), [addon(4, variation_id=10), addon(4, variation_id=11)], Code.ADDON_NO_MULTI),
        (AddOnRule(1, 7, 0, 2, multi_allowed=True), [addon(4, variation_id=10), addon(4, variation_id=11)], None),
        (AddOnRule(1, 7, 0, 2), [addon(4, variation_id=10, quantity=2)], Code.ADDON_NO_MULTI),
        (AddOnRule(1, 7, 0, 0), [addon(2)], Code.ADDON_MAX_COUNT),
        (AddOnRule(1, 7, 0, 0), [], None),
        (AddOnRule(1, 7, 0, 3, multi_allowed=True), [addon(2), addon(2)], Code.LINE_TWICE),
        (AddOnRule(1, 8, 0, 3), [addon(2)], Code.ADDON_NOT_OFFERED),
        (AddOnRule(1, 7, 0, 3), [addon(1)], Code.ADDON_NOT_OFFERED),
        (AddOnRule(1, 7, 0, 3), [addon(99)], Code.ADDON_NOT_OFFERED),
        (AddOnRule(1, 7, 0, 3), [addon(4)], Code.ADDON_NOT_OFFERED),
        (AddOnRule(1, 7, 0, 3), [addon(4, variation_id=99)], Code.ADDON_NOT_OFFERED),
        (AddOnRule(1, 7, 0, 3), [addon(2, 0)], Code.NOTHING_SELECTED),
        (AddOnRule(1, 7, 0, 3), [addon(2, -1)], Code.NOTHING_SELECTED),
    ],
)
def test_a_choice_keeps_to_its_rule(rule: AddOnRule, chosen: list[WantedAddOn], expected: Code | None) -> None:
    found = choose(hall(rule=rule), *chosen)

    assert (None if isinstance(found, Plan) else found.code) is expected
    added = planning.add(hall(rule=rule), empty(), [line(addons=tuple(chosen))])
    assert (None if isinstance(added, Plan) else added.code) is expected


def test_the_checks_are_per_rule_in_their_order() -> None:
    """addons-09."""
    first, second = Category(7, is_addon=True), Category(8, is_addon=True)
    ticket = item(1, addon_rules=(AddOnRule(2, 8, 0, 1), AddOnRule(1, 7, 1, 1)))
    world = scene(showcase(ticket, WS1, item(6, category_id=8), categories=[first, second]))

    found = refused(planning.add(world, empty(), [line(addons=(addon(6),))]))
    assert (found.code, found.category_id, found.least) == (Code.ADDON_MIN_COUNT, 7, 1)
    found = refused(planning.add(world, empty(), [line(addons=(addon(6, 2),))]))
    assert (found.code, found.category_id, found.most) == (Code.ADDON_MAX_COUNT, 8, 1)


def test_a_minimum_with_no_candidates_can_never_be_met() -> None:
    """addons-05."""
    ticket = item(1, addon_rules=(AddOnRule(1, 7, 1, 1),))
    world = scene(showcase(ticket, categories=[WORKSHOPS]))
    cart = stored(planning.add(world, empty(), [line()]))

    assert code(choose(world, cart=cart)) == (Code.ADDON_MIN_COUNT, None)
    assert [(one.kind, one.can_be_met) for one in planning.missing(world, cart)] == [("addons", False)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"require_voucher": True}, Code.VOUCHER_REQUIRED),
        ({"hide_without_voucher": True}, Code.ADDON_NOT_OFFERED),
        ({"window": Window(begins=NOW + DAY, shown_before=True)}, Code.UNAVAILABLE),
        ({"window": Window(begins=NOW + DAY)}, Code.ADDON_NOT_OFFERED),
        ({"active": False}, Code.ADDON_NOT_OFFERED),
        ({"require_bundling": True}, Code.ADDON_NOT_OFFERED),
    ],
)
def test_what_is_no_candidate_is_refused(fields: dict[str, Any], expected: Code) -> None:
    """addons-10; the reference ignores what it does not show (addons-12), and here it is refused."""
    world = hall(WS1, item(6, category_id=7, **fields))

    assert code(choose(world, addon(2), addon(6))) == (expected, 1)


def test_the_parents_voucher_opens_nothing() -> None:
    world = hall(WS1, item(6, category_id=7, require_voucher=True))
    world = scene(world.showcase, vouchers=[voucher()])

    found = planning.add(world, empty(), [line(voucher="SUMMER", addons=(addon(6),))])
    assert code(found) == (Code.VOUCHER_REQUIRED, 0)


def test_candidates_and_prices_are_those_of_the_date_of_the_position() -> None:
    """addons-16."""
    ticket = item(1, default_price=4200, addon_rules=(AddOnRule(1, 7, 0, 2),))
    dates = {5: Date(FIRST_OF_JUNE), 6: Date(FIRST_OF_JUNE)}
    overrides = {(5, 2): Override(price=700), (6, 2): Override(disabled=True)}
    quotas = [everything([ticket, WS1], 5, 5), everything([ticket, WS1, WS2], 6, 6)]
    shown = showcase(ticket, WS1, WS2, categories=[WORKSHOPS], dates=dates, quotas=quotas, item_overrides=overrides)
    world = scene(shown)

    def first(subevent_id: int, item_id: int) -> Plan | Refused:
        return planning.add(world, empty(), [line(subevent_id=subevent_id, addons=(addon(item_id),))])

    assert contents(first(5, 2)) == [(1, 4200), (2, 700)]
    assert contents(first(6, 3)) == [(1, 4200), (3, 1250)]
    assert code(first(5, 3)) == (Code.ADDON_NOT_OFFERED, 0)
    assert code(first(6, 2)) == (Code.ADDON_NOT_OFFERED, 0)


def test_sold_out_and_reserved_add_ons_are_refused_for_want_of_places() -> None:
    """addons-08."""
    found = refused(choose(hall(left={2: RESERVED}), addon(2)))
    assert (found.code, found.line, found.addon, found.item_id) == (Code.QUOTA_NONE, 0, 0, 2)
    assert found.retry_at == NOW + HALF_AN_HOUR
    assert refused(choose(hall(left={2: GONE}), addon(2))).retry_at is None
    found = refused(choose(hall(left={2: places(1)}), addon(2), addon(3)))
    assert (found.code, found.addon, found.left) == (Code.QUOTA_NONE, 1, 0)


@pytest.mark.parametrize("rules", [{}, {"hide_sold_out": True}])
def test_one_that_is_chosen_already_stays_selectable_when_sold_out(rules: dict[str, Any]) -> None:
    shown = hall(WS1, WS2).showcase
    cart = stored(choose(scene(shown), addon(2)))
    ticket = shown.items[1]
    quotas = [everything([ticket], 1), everything([WS1], 2), everything([WS2], 3)]
    hidden = showcase(ticket, WS1, WS2, categories=[WORKSHOPS], quotas=quotas, rules=rules)
    sold_out = scene(hidden, left={2: GONE})

    assert contents(choose(sold_out, addon(2), addon(3), cart=cart)) == [(1, 4200), (2, 1000), (3, 1250)]
    moved = planning.replace(sold_out, cart, [line(addons=(addon(2),))])
    assert contents(moved) == [(1, 4200), (2, 1000)]


def test_one_that_is_chosen_already_may_stay_whatever_becomes_of_it() -> None:
    cart = stored(choose(hall(WS1, WS2), addon(2)))
    off = hall(item(2, category_id=7, default_price=1000, active=False), WS2)

    assert contents(choose(off, addon(2), cart=cart)) == [(1, 4200), (2, 1000)]
    assert contents(choose(off, addon(3), cart=cart)) == [(1, 4200), (3, 1250)]


def test_choosing_again_replaces_the_choice_and_only_the_difference_changes() -> None:
    """addons-07."""
    world = hall(rule=AddOnRule(1, 7, 0, 3, multi_allowed=True))
    first = stored(choose(world, addon(2, 2)))
    plan = choose(world, addon(2), addon(3), cart=first)

    assert isinstance(plan, Plan)
    assert contents(plan) == [(1, 4200), (2, 1000), (3, 1250)]
    assert plan.gone == (first.holds[2].id,)
    assert plan.holds[:2] == first.holds[:2]
    assert contents(choose(world, addon(3, 3), cart=first)) == [(1, 4200), *[(3, 1250)] * 3]
    assert contents(choose(world, cart=first)) == [(1, 4200)]


def test_what_is_taken_back_is_given_back_before_the_rest_needs_places() -> None:
    cart = stored(choose(hall(), addon(2)))

    assert contents(choose(hall(left={2: GONE}), addon(3), cart=cart)) == [(1, 4200), (3, 1250)]
    assert code(choose(hall(left={2: GONE}), addon(2), addon(3), cart=cart)) == (Code.QUOTA_NONE, 1)


def test_bundled_children_are_left_alone_and_do_not_count() -> None:
    world = hall(WS1, WS2, rule=AddOnRule(1, 7, 0, 1), bundles=(Bundle(3, None, 1, 200),))
    plan = choose(world, addon(3))

    assert contents(plan) == [(1, 4000), (3, 200), (3, 1250)]
    assert contents(choose(world, cart=stored(plan))) == [(1, 4000), (3, 200)]


def test_included_add_ons_cost_nothing_surcharges_neither() -> None:
    """addons-03: a typed price counts even then."""
    world = hall(rule=AddOnRule(1, 7, 0, 3, price_included=True))

    plan = choose(world, addon(4, variation_id=11), addon(5, price=900))
    assert contents(plan) == [(1, 4200), (4, 0), (5, 900)]
    assert contents(choose(world, addon(5), cart=stored(plan))) == [(1, 4200), (5, 0)]


def test_a_voucher_may_include_all_add_ons() -> None:
    world = scene(hall().showcase, vouchers=[voucher(all_addons_included=True)])

    plan = planning.add(world, empty(), [line(voucher="SUMMER", addons=(addon(2), addon(4, variation_id=11)))])
    assert contents(plan) == [(1, 4200), (2, 0), (4, 0)]


def test_an_add_on_that_is_chosen_again_is_priced_anew() -> None:
    """addons-11: another price re-prices it; without a price it is the listed one again."""
    world = hall(rule=AddOnRule(1, 7, 0, 2, multi_allowed=True))
    cart = stored(choose(world, addon(5, price=750)))
    assert contents(cart) == [(1, 4200), (5, 750)]

    assert contents(choose(world, addon(5, price=300), cart=cart)) == [(1, 4200), (5, 500)]
    assert contents(choose(world, addon(5, 2, price=900), cart=cart)) == [(1, 4200), (5, 900), (5, 900)]
    assert contents(choose(world, addon(5), cart=cart)) == [(1, 4200), (5, 500)]
    assert contents(choose(world, addon(5, price=750), cart=cart)) == [(1, 4200), (5, 750)]


def test_an_add_on_that_is_there_keeps_its_price_and_names() -> None:
    cart = stored(choose(hall(WS1, WS2), addon(2, attendee_name="Ada")))
    dearer = hall(item(2, category_id=7, default_price=9900), WS2)

    plan = choose(dearer, addon(2), addon(3), cart=cart)
    assert contents(plan) == [(1, 4200), (2, 1000), (3, 1250)]
    assert isinstance(plan, Plan)
    assert plan.holds[1].name_parts == {"_legacy": "Ada"}


def test_names_of_add_ons_are_checked_like_those_of_lines() -> None:
    cart = stored(choose(hall(), addon(2)))

    assert code(choose(hall(), addon(2), addon(3, attendee_name="A" * 256), cart=cart)) == (Code.NAME_INVALID, 1)
    assert code(choose(hall(), addon(2, attendee_name="A" * 256), cart=cart)) == (Code.NAME_INVALID, 0)
    renamed = choose(hall(), addon(2, attendee_name="Ada"), cart=cart)
    assert isinstance(renamed, Plan)
    assert [hold.name_parts for hold in renamed.holds] == [{}, {"_legacy": "Ada"}]


def test_add_ons_that_need_a_seat_cannot_be_chosen() -> None:
    ticket = item(1, addon_rules=(AddOnRule(1, 7, 0, 1),))
    world = scene(showcase(ticket, WS1, categories=[WORKSHOPS], seated=[(None, 2)]))

    assert code(planning.add(world, empty(), [line(addons=(addon(2),))])) == (Code.SEAT_INVALID, 0)


def test_a_single_add_on_can_be_removed_below_the_minimum_too() -> None:
    """addons-13, addons-17: the checkout is then blocked."""
    world = hall(rule=AddOnRule(1, 7, 1, 2))
    cart = stored(choose(world, addon(2)))
    assert planning.missing(world, cart) == ()

    smaller = stored(planning.remove(world, cart, cart.holds[1].id), cart)
    assert contents(smaller) == [(1, 4200)]
    (lack,) = planning.missing(world, smaller)
    assert (lack.kind, lack.position_id, lack.rule_id, lack.category_id) == ("addons", cart.holds[0].id, 1, 7)
    assert (lack.least, lack.chosen, lack.can_be_met) == (1, 0, True)
    assert contents(planning.remove(world, cart, cart.holds[0].id)) == []


def test_another_unit_of_a_line_has_the_same_add_ons() -> None:
    cart = stored(choose(hall(), addon(2), addon(5, price=750)))
    plan = planning.replace(hall(), cart, [same(cart.holds[0].id, quantity=2)])

    assert isinstance(plan, Plan)
    assert contents(plan) == [(1, 4200), (2, 1000), (5, 750)] * 2
    assert total(plan.holds) == 2 * (4200 + 1000 + 750)


def test_a_choice_holds_for_each_unit_of_its_line() -> None:
    world = hall()
    cart = stored(planning.add(world, empty(), [line(1, 2)]))
    (both,) = lines_of(world.showcase, cart.holds)
    plan = planning.replace(world, cart, [same(both.id, addons=(addon(2),))])

    assert isinstance(plan, Plan)
    assert sorted(hold.addon_to or 0 for hold in plan.holds) == [0, 0, *both_ids(cart)]
    assert refused(planning.replace(hall(left={2: places(1)}), cart, [same(both.id, addons=(addon(2),))])).left == 1


def both_ids(cart: Cart) -> list[int]:
    """The positions of a cart, by id."""
    return [hold.id for hold in cart.holds]


def test_add_ons_of_one_product_that_differ_are_told_apart_by_their_ids() -> None:
    """So that what is shown can be sent back as it came, and each of them be changed or left out."""
    world = hall(rule=AddOnRule(1, 7, 0, 4, multi_allowed=True))
    cart = stored(planning.add(world, empty(), [line(addons=(addon(2, 2, attendee_name="Ada"),))]))
    cart = stored(choose(world, addon(2, 3), cart=cart), cart)
    top, ada, ada_too, nobody = (hold.id for hold in cart.holds)

    def after(*chosen: WantedAddOn) -> list[tuple[int, str | None]]:
        plan = choose(world, *chosen, cart=cart)
        assert isinstance(plan, Plan), plan
        return [(hold.id, hold.name_parts.get("_legacy")) for hold in plan.holds if hold.id != top]

    assert after(addon(2, 2, id=ada), addon(2, 1, id=nobody)) == [(ada, "Ada"), (ada_too, "Ada"), (nobody, None)]
    assert after(addon(2, id=nobody)) == [(nobody, None)]
    assert after(addon(2, id=nobody, attendee_name="Ben"), addon(2, id=ada)) == [(ada, "Ada"), (nobody, "Ben")]
    assert after(addon(2, 1, id=ada), addon(2, 1, id=ada_too, attendee_name="Eve")) == [(ada, "Ada"), (ada_too, "Eve")]
    assert after(addon(2, 2, id=nobody), addon(2, 1, id=ada))[:2] == [(ada, "Ada"), (nobody, None)]
    assert after(addon(2)) == after(addon(2, id=99)) == [(ada, "Ada")]
    for twice in ((addon(2, id=ada), addon(2, id=ada)), (addon(2, id=ada), addon(2)), (addon(2), addon(2, id=99))):
        assert code(choose(world, *twice, cart=cart)) == (Code.LINE_TWICE, 1)
    assert code(choose(world, addon(2, 2, id=ada), addon(2, 3, id=nobody), cart=cart)) == (Code.ADDON_MAX_COUNT, None)
