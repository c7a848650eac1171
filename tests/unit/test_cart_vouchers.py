"""A voucher for what is in a cart (spec 07 §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.carting import MINUTE, addon, contents, empty, line, refused, same, scene, seat, stored
from tests.shopping import FIRST_OF_JUNE, GONE, NOW, everything, item, showcase, voucher
from willcall.cart import planning
from willcall.cart.contents import Plan
from willcall.cart.refusals import Code
from willcall.kit.values import replace
from willcall.shop.showcase import AddOnRule, Bundle, Category, Date, TaxRule, Window

if TYPE_CHECKING:
    from willcall.cart.contents import Cart, Scene

EXTRAS: Final = Category(7, is_addon=True)
HALF: Final[dict[str, Any]] = {"price_mode": "percent", "value": 5000, "max_usages": 9}
DEAR, CHEAP = item(1, default_price=4200), item(2, default_price=500)


def with_code(world: Scene, **fields: Any) -> Scene:
    """The world with the voucher that is applied."""
    return replace(world, vouchers={"SUMMER": voucher(**fields)})


def used(found: Any) -> list[tuple[int, int, bool]]:
    """Items, prices, and whether the voucher is on them."""
    assert isinstance(found, Plan), found
    return [(hold.item_id, hold.price, hold.voucher_id is not None) for hold in found.holds]


WORLD: Final = scene(showcase(DEAR, CHEAP))
CART: Final = stored(planning.add(WORLD, empty(), [line(2, 2), line(1)]))


def test_it_is_given_to_all_that_it_is_good_for() -> None:
    plan = planning.apply_voucher(with_code(WORLD, **HALF), CART, " summer ")

    assert used(plan) == [(2, 250, True), (2, 250, True), (1, 2100, True)]
    assert isinstance(plan, Plan)
    assert [hold.id for hold in plan.holds] == [hold.id for hold in CART.holds]


def test_what_saves_most_comes_first_until_its_uses_run_out() -> None:
    world = with_code(WORLD, **{**HALF, "max_usages": 2})

    assert used(planning.apply_voucher(world, CART, "SUMMER")) == [(2, 250, True), (2, 500, False), (1, 2100, True)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"item_id": 9}, Code.VOUCHER_NO_MATCH),
        ({"seat_id": 9}, Code.VOUCHER_NO_MATCH),
        ({"subevent_id": 9}, Code.VOUCHER_NO_MATCH),
        ({"window": Window(ends=NOW - 1)}, Code.VOUCHER_EXPIRED),
        ({"redeemed": 1}, Code.VOUCHER_USED_UP),
        ({"in_carts": 1}, Code.VOUCHER_IN_CARTS),
        ({"max_usages": 9, "min_usages": 4}, Code.VOUCHER_MIN_USAGES),
        ({"max_usages": 9, "min_usages": 4, "redeemed": 1}, None),
    ],
)
def test_it_is_refused_if_it_is_good_for_nothing(fields: dict[str, Any], expected: Code | None) -> None:
    found = planning.apply_voucher(with_code(WORLD, **fields), CART, "SUMMER")

    assert (None if isinstance(found, Plan) else found.code) is expected


def test_what_carts_have_of_it_may_leave_fewer_uses_than_it_is_for_at_least() -> None:
    """Then it is not used at all; uses that the cart has already count."""
    few = with_code(WORLD, **(HALF | {"max_usages": 4, "min_usages": 3, "in_carts": 2}))
    found = refused(planning.apply_voucher(few, CART, "SUMMER"))
    assert (found.code, found.left) == (Code.VOUCHER_PARTIAL, 2)

    world = with_code(WORLD, **(HALF | {"min_usages": 2}))
    both = stored(planning.add(world, empty(), [line(1, 2, voucher="SUMMER"), line(2)]))
    assert used(planning.apply_voucher(world, both, "SUMMER")) == [(1, 2100, True), (1, 2100, True), (2, 250, True)]


def test_it_must_be_known_and_the_cart_must_hold_something() -> None:
    assert refused(planning.apply_voucher(WORLD, CART, "SUMMER")).code is Code.VOUCHER_UNKNOWN
    assert refused(planning.apply_voucher(WORLD, CART, "")).code is Code.VOUCHER_UNKNOWN
    assert refused(planning.apply_voucher(WORLD, empty(), "SUMMER")).code is Code.CART_EMPTY


def test_positions_with_a_voucher_or_a_price_of_their_own_are_left_alone() -> None:
    free = item(1, default_price=1000, free_price=True)
    world = scene(showcase(free), vouchers=[voucher(id=98, code="OTHER"), voucher(**HALF)])
    lines = [line(voucher="OTHER"), line(price=1500), line(price=1000), line()]
    cart = stored(planning.add(world, empty(), lines))

    plan = planning.apply_voucher(world, cart, "SUMMER")
    assert isinstance(plan, Plan)
    assert [(hold.price, hold.voucher_id) for hold in plan.holds] == [(1000, 98), (1500, None), (500, 99), (500, 99)]


def family(*, included: bool = False) -> Scene:
    """A ticket with a meal and, if it is wanted, a workshop."""
    rule = AddOnRule(1, 7, 0, 2, price_included=included)
    ticket = item(1, default_price=4200, bundles=(Bundle(2, None, 1, 200),), addon_rules=(rule,))
    return scene(showcase(ticket, item(2), item(3, category_id=7, default_price=1000), categories=[EXTRAS]))


def with_workshop(world: Scene) -> Cart:
    """A cart with all three."""
    return stored(planning.add(world, empty(), [line(addons=(addon(3),))]))


def test_add_ons_get_it_and_bundled_products_do_not() -> None:
    world = family()

    plan = planning.apply_voucher(with_code(world, **HALF), with_workshop(world), "SUMMER")
    assert used(plan) == [(1, 1900, True), (2, 200, False), (3, 500, True)]
    included = family(included=True)
    plan = planning.apply_voucher(with_code(included, **HALF), with_workshop(included), "SUMMER")
    assert used(plan) == [(1, 1900, True), (2, 200, False), (3, 0, False)]


def test_it_may_include_all_that_hangs_from_a_position() -> None:
    world = family()
    fields: dict[str, Any] = {"all_addons_included": True, "all_bundles_included": True, "item_id": 1}

    plan = planning.apply_voucher(with_code(world, **fields), with_workshop(world), "SUMMER")
    assert used(plan) == [(1, 4200, True), (2, 0, False), (3, 0, False)]


@pytest.mark.parametrize("tax", [None, TaxRule(190000), TaxRule(190000, included=False)])
def test_a_position_that_lives_is_lowered_from_the_price_that_it_has(tax: TaxRule | None) -> None:
    cart = stored(planning.add(scene(showcase(item(default_price=2000, tax=tax))), empty(), [line()]))
    dearer = with_code(scene(showcase(item(default_price=9000, tax=tax))), **HALF)

    (before,), (after,) = cart.holds, contents(planning.apply_voucher(dearer, cart, "SUMMER"))
    assert after == (1, before.price // 2)


def test_only_the_positions_of_its_date_and_seat_get_it() -> None:
    dates = {5: Date(FIRST_OF_JUNE), 6: Date(FIRST_OF_JUNE)}
    world = scene(showcase(DEAR, dates=dates))
    cart = stored(planning.add(world, empty(), [line(subevent_id=5), line(subevent_id=6)]))
    plan = planning.apply_voucher(with_code(world, subevent_id=6, **HALF), cart, "SUMMER")
    assert used(plan) == [(1, 4200, False), (1, 2100, True)]

    hall = scene(showcase(DEAR, seated=[(None, 1)]), seats=[seat("A-1"), seat("A-2", 2)])
    cart = stored(planning.add(hall, empty(), [line(seat="A-1"), line(seat="A-2")]))
    plan = planning.apply_voucher(with_code(hall, seat_id=2, **HALF), cart, "SUMMER")
    assert used(plan) == [(1, 4200, False), (1, 2100, True)]


def test_it_needs_no_places_since_what_is_there_keeps_its_own() -> None:
    shown = showcase(DEAR, CHEAP, quotas=[everything([DEAR, CHEAP])])
    sold_out = scene(shown, left={1: GONE})

    for fields in ({"block_quota": True, "quota_id": 1}, {"allow_ignore_quota": True}, {}):
        world = with_code(sold_out, **HALF, **fields)
        assert len(used(planning.apply_voucher(world, CART, "SUMMER"))) == 3


def test_a_changed_line_gets_another_voucher_and_its_price() -> None:
    """The one that it had is free again for the others of the request."""
    world = scene(showcase(DEAR, CHEAP), vouchers=[voucher(price_mode="set", value=100), voucher(id=98, code="B")])
    cart = stored(planning.add(world, empty(), [line(1, voucher="SUMMER"), line(2)]))
    later = replace(world, vouchers={**world.vouchers, "SUMMER": voucher(price_mode="set", value=100, in_carts=1)})
    first, second = cart.holds

    plan = planning.replace(later, cart, [same(first.id, voucher="B"), same(second.id, voucher="SUMMER")])
    assert isinstance(plan, Plan)
    assert [(hold.id, hold.price, hold.voucher_id) for hold in plan.holds] == [
        (first.id, 4200, 98),
        (second.id, 100, 99),
    ]
    found = refused(planning.replace(later, cart, [same(first.id), same(second.id, voucher="SUMMER")]))
    assert (found.code, found.line, found.left) == (Code.VOUCHER_IN_CARTS, 1, 0)
    found = refused(planning.replace(later, cart, [same(first.id), same(second.id, voucher="NOPE")]))
    assert (found.code, found.line) == (Code.VOUCHER_UNKNOWN, 1)


@pytest.mark.parametrize("other", ["", "B"])
def test_a_line_that_gives_a_voucher_up_takes_it_from_no_line_that_is_to_stay(other: str) -> None:
    """With too few uses left the request is refused; a line that it names is not lost by it."""
    codes = [voucher(max_usages=9, min_usages=2), voucher(id=98, code="B")]
    world = scene(showcase(DEAR, CHEAP), vouchers=codes)
    cart = stored(planning.add(world, empty(), [line(1, voucher="SUMMER"), line(2, voucher="SUMMER")]))
    first, second = (hold.id for hold in cart.holds)

    found = refused(planning.replace(world, cart, [same(first, voucher=other), same(second)]))
    assert (found.code, found.line, found.least) == (Code.VOUCHER_MIN_USAGES, 1, 2)
    plan = planning.replace(world, cart, [same(first, voucher=other), same(second, voucher="")])
    assert [(one[0], one[2]) for one in used(plan)] == [(1, other == "B"), (2, False)]


def test_expired_positions_are_tried_anew_first() -> None:
    later = scene(showcase(DEAR, item(2, active=False)), now=NOW + 31 * MINUTE, vouchers=[voucher(**HALF)])
    plan = planning.apply_voucher(later, CART, "SUMMER")

    assert used(plan) == [(1, 2100, True)]
    assert isinstance(plan, Plan)
    assert [one.code for one in plan.notices] == [Code.EXPIRED_REMOVED]


WORKSHOP_HALF: Final[dict[str, Any]] = {**HALF, "item_id": 3, "max_usages": 1}


def with_half_a_workshop(world: Scene) -> Cart:
    """A cart with a ticket, a meal, and a workshop by a voucher of its own."""
    cart = with_workshop(world)
    return stored(planning.apply_voucher(with_code(world, **WORKSHOP_HALF), cart, "SUMMER"), cart)


def test_an_add_on_that_has_expired_is_had_again_by_its_own_voucher() -> None:
    world = family()
    cart = with_half_a_workshop(world)
    later = replace(with_code(world, **WORKSHOP_HALF), now=NOW + 31 * MINUTE)

    assert used(planning.extend(later, cart)) == [(1, 4000, False), (2, 200, False), (3, 500, True)]


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"redeemed": 1}, Code.VOUCHER_USED_UP),
        ({"in_carts": 1}, Code.VOUCHER_IN_CARTS),
        ({"window": Window(ends=NOW)}, Code.VOUCHER_EXPIRED),
        ({"item_id": 2}, Code.VOUCHER_WRONG_PRODUCT),
        ({"id": 98}, Code.VOUCHER_UNKNOWN),
    ],
)
def test_an_add_on_whose_own_voucher_is_good_for_it_no_more_goes_alone(fields: dict[str, Any], cause: Code) -> None:
    world = family()
    cart = with_half_a_workshop(world)
    later = replace(with_code(world, **(WORKSHOP_HALF | fields)), now=NOW + 31 * MINUTE)

    plan = planning.extend(later, cart)
    assert used(plan) == [(1, 4000, False), (2, 200, False)]
    assert isinstance(plan, Plan)
    assert [(one.code, one.cause, one.item_id) for one in plan.notices] == [(Code.EXPIRED_REMOVED, cause, 3)]


def test_an_add_on_with_a_voucher_keeps_it_at_another_price_of_the_buyers_own() -> None:
    rule = AddOnRule(1, 7, 0, 2)
    free = item(3, category_id=7, default_price=1000, free_price=True)
    world = scene(showcase(item(1, addon_rules=(rule,)), free, categories=[EXTRAS]))
    cart = stored(planning.add(world, empty(), [line(addons=(addon(3),))]))
    coded = with_code(world, **WORKSHOP_HALF)
    cart = stored(planning.apply_voucher(coded, cart, "SUMMER"), cart)

    for typed, expected in ((800, 800), (400, 500)):
        plan = planning.replace(coded, cart, [same(cart.holds[0].id, addons=(addon(3, price=typed),))])
        assert used(plan)[1] == (3, expected, True)
