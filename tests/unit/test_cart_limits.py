"""What a cart as a whole must keep to: its size, numbers of a product, places, uses of vouchers, seats (spec 07 §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.carting import HALF_AN_HOUR, addon, contents, empty, line, refused, same, scene, seat, stored
from tests.shopping import GONE, NOW, RESERVED, everything, item, places, showcase, voucher
from willcall.cart import planning
from willcall.cart.contents import Plan
from willcall.cart.limits import CART_POSITIONS_MAX
from willcall.cart.refusals import Code
from willcall.cart.room import corrected
from willcall.kit.values import replace
from willcall.reserve.ask import CartShort
from willcall.reserve.catalogue import Quota, Seating
from willcall.shop.showcase import AddOnRule, Bundle, Category, Variation

if TYPE_CHECKING:
    from willcall.cart.contents import Cart, Scene, WantedLine

EXTRAS: Final = Category(7, is_addon=True)
TICKET, OTHER = item(), item(2, default_price=500)
HUGE: Final = 10**9


def two_quotas(**left: Any) -> Scene:
    """Two products, each with a quota of its own: 1 and 2."""
    shown = showcase(TICKET, OTHER, quotas=[everything([TICKET], 1), everything([OTHER], 2)])
    return scene(shown, left={int(number[1:]): known for number, known in left.items()})


def code(world: Scene, cart: Cart, *lines: WantedLine) -> tuple[Code, int | None, int | None]:
    """Why lines are not added, which of them, and how many could be had."""
    found = refused(planning.add(world, cart, lines))
    return found.code, found.line, found.left


# The size of a cart


def test_positions_that_are_nobodys_children_count_for_the_size() -> None:
    """`max_items_per_order` (add_to_cart-03): children do not count."""
    parent = item(bundles=(Bundle(3, None, 5),))
    world = scene(showcase(parent, OTHER, item(3), rules={"max_items_per_order": 4}))

    assert code(world, empty(), line(1, 3), line(2, 2)) == (Code.CART_TOO_LARGE, 1, 1)
    cart = stored(planning.add(world, empty(), [line(1, 3), line(2, 1)]))
    assert len(cart.holds) == 3 * 6 + 1
    assert code(world, cart, line(2)) == (Code.CART_TOO_LARGE, 0, 0)
    assert refused(planning.add(world, cart, [line(2)])).most == 4


def test_a_cart_that_is_too_large_by_now_can_still_be_made_smaller() -> None:
    world = scene(showcase(TICKET))
    cart = stored(planning.add(world, empty(), [line(1, 5)]))
    smaller = scene(showcase(TICKET, rules={"max_items_per_order": 3}))

    assert len(contents(planning.replace(smaller, cart, [same(cart.holds[0].id, quantity=4)]))) == 4
    assert refused(planning.replace(smaller, cart, [same(cart.holds[0].id, quantity=6)])).code is Code.CART_TOO_LARGE


@pytest.mark.parametrize("lines", [[line(1, HUGE)], [line(1, 1, addons=(addon(3, HUGE),))], [line(2)]])
def test_huge_numbers_are_refused_before_anything_is_made(lines: list[WantedLine]) -> None:
    parent = item(addon_rules=(AddOnRule(1, 7, 0, 2 * HUGE, multi_allowed=True),))
    bundling = item(2, bundles=(Bundle(4, None, HUGE),))
    shown = showcase(parent, bundling, item(3, category_id=7), item(4), categories=[EXTRAS])

    assert code(scene(shown), empty(), *lines)[0] is Code.CART_TOO_LARGE


def test_a_cart_has_a_bound_whatever_an_order_may_hold() -> None:
    world = scene(showcase(item(bundles=(Bundle(2, None, 10),)), item(2), rules={"max_items_per_order": 500}))

    fitting = CART_POSITIONS_MAX // 11
    assert len(contents(planning.add(world, empty(), [line(1, fitting)]))) == 11 * fitting
    assert code(world, empty(), line(1, fitting + 1)) == (Code.CART_TOO_LARGE, 0, fitting)


# Numbers of a product


def test_no_more_than_max_per_order_of_a_product() -> None:
    """add_to_cart-01: too many at once, then by a second action."""
    world = scene(showcase(item(max_per_order=3)))

    assert code(world, empty(), line(1, 4)) == (Code.MAX_PER_ORDER, 0, 3)
    cart = stored(planning.add(world, empty(), [line(1, 2)]))
    assert code(world, cart, line(1, 2)) == (Code.MAX_PER_ORDER, 0, 1)
    assert len(contents(planning.add(world, cart, [line()]))) == 3


def test_children_count_for_max_per_order() -> None:
    world = scene(showcase(item(bundles=(Bundle(2, None, 2),)), item(2, max_per_order=3)))

    assert code(world, empty(), line(1, 2)) == (Code.MAX_PER_ORDER, 0, 1)
    assert refused(planning.add(world, empty(), [line(1), line(2, 2)])).line == 1


def test_max_per_order_of_an_add_on_counts_over_the_whole_cart() -> None:
    parent = item(addon_rules=(AddOnRule(1, 7, 0, 2),))
    world = scene(showcase(parent, item(2, category_id=7, max_per_order=1), categories=[EXTRAS]))

    found = refused(planning.add(world, empty(), [line(1, 2, addons=(addon(2),))]))
    assert (found.code, found.line, found.addon, found.item_id, found.most) == (Code.MAX_PER_ORDER, 0, 0, 2, 1)


def test_adding_too_few_of_a_product_refuses_the_whole_request() -> None:
    """add_to_cart-02."""
    world = scene(showcase(item(min_per_order=3), OTHER))

    assert code(world, empty(), line(2), line(1, 2)) == (Code.MIN_PER_ORDER, 1, None)
    assert refused(planning.add(world, empty(), [line(1, 2)])).least == 3
    assert len(contents(planning.add(world, empty(), [line(1, 2), line(1)]))) == 3


def test_what_others_fall_below_a_minimum_by_is_removed_with_a_notice() -> None:
    """Falling below `min_per_order` by a removal drops the rest."""
    world = scene(showcase(item(min_per_order=3), OTHER))
    cart = stored(planning.add(world, empty(), [line(1, 3), line(2)]))
    plan = planning.remove(world, cart, cart.holds[1].id)

    assert contents(plan) == [(2, 500)]
    assert isinstance(plan, Plan)
    (notice,) = plan.notices
    assert (notice.code, notice.item_id) == (Code.MIN_PER_ORDER_REMOVED, 1)
    assert notice.position_ids == (cart.holds[0].id, cart.holds[2].id)
    assert plan.gone == tuple(hold.id for hold in cart.holds[:3])


def test_a_minimum_that_came_later_takes_nothing_away() -> None:
    cart = stored(planning.add(scene(showcase(TICKET, OTHER)), empty(), [line(1), line(2)]))
    later = scene(showcase(item(min_per_order=3), OTHER))

    assert contents(planning.extend(later, cart)) == [(1, 2300), (2, 500)]


# Places


def test_all_or_nothing_when_fewer_are_left_than_are_wanted() -> None:
    """add_to_cart-04, but nothing of it is added: the refusal says how many could be had."""
    world = two_quotas(q1=places(3))

    assert code(world, empty(), line(2), line(1, 5)) == (Code.QUOTA_PARTIAL, 1, 3)
    assert code(two_quotas(q1=GONE), empty(), line()) == (Code.QUOTA_NONE, 0, 0)


def test_of_several_quotas_the_smallest_counts() -> None:
    shown = showcase(TICKET, quotas=[everything([TICKET], 1), everything([TICKET], 2)])
    world = scene(shown, left={1: places(5), 2: places(2)})

    assert code(world, empty(), line(1, 4)) == (Code.QUOTA_PARTIAL, 0, 2)


def test_of_two_products_on_one_quota_the_earlier_line_gets_it() -> None:
    world = scene(showcase(TICKET, OTHER), left={1: places(3)})

    assert code(world, empty(), line(1, 2), line(2, 2)) == (Code.QUOTA_PARTIAL, 1, 1)
    assert code(world, empty(), line(2, 3), line(1)) == (Code.QUOTA_NONE, 1, 0)


def test_bundled_children_need_places_too() -> None:
    """Room 5, count 2: two parents."""
    parent, child = item(bundles=(Bundle(2, None, 2),)), item(2)
    shown = showcase(parent, child, quotas=[everything([parent], 1), everything([child], 2)])

    assert code(scene(shown, left={2: places(5)}), empty(), line(1, 3)) == (Code.QUOTA_PARTIAL, 0, 2)


def test_an_item_in_one_quota_with_its_add_on_needs_two_places() -> None:
    """addons-14."""
    parent = item(addon_rules=(AddOnRule(1, 7, 0, 1),))
    shown = showcase(parent, item(2, category_id=7), categories=[EXTRAS])

    found = refused(planning.add(scene(shown, left={1: places(3)}), empty(), [line(1, 2, addons=(addon(2),))]))
    assert (found.code, found.addon, found.item_id, found.left) == (Code.QUOTA_PARTIAL, 0, 2, 1)


def test_what_sits_in_carts_may_come_back() -> None:
    found = refused(planning.add(two_quotas(q1=RESERVED), empty(), [line()]))
    assert found.retry_at == NOW + HALF_AN_HOUR

    assert refused(planning.add(two_quotas(q1=GONE), empty(), [line()])).retry_at is None
    assert refused(planning.add(two_quotas(q1=places(1)), empty(), [line(1, 2)])).retry_at is None


def test_a_quota_that_is_not_there_any_more_has_nothing_left() -> None:
    world = two_quotas()
    assert code(replace(world, left={}), empty(), line()) == (Code.QUOTA_NONE, 0, 0)


@pytest.mark.parametrize(
    ("fields", "taken"),
    [
        ({}, Code.QUOTA_NONE),
        ({"block_quota": True, "quota_id": 1}, None),
        ({"block_quota": True, "item_id": 1}, None),
        ({"allow_ignore_quota": True}, None),
    ],
)
def test_a_voucher_may_spare_its_product_the_quota(fields: dict[str, Any], taken: Code | None) -> None:
    world = replace(two_quotas(q1=GONE), vouchers={"SUMMER": voucher(**fields)})
    found = planning.add(world, empty(), [line(voucher="SUMMER")])

    assert (None if isinstance(found, Plan) else found.code) is taken


def test_a_block_keeps_places_in_its_own_quotas_only() -> None:
    shown = showcase(TICKET, quotas=[everything([TICKET], 1), everything([TICKET], 2)])
    world = scene(shown, left={1: GONE, 2: GONE}, vouchers=[voucher(block_quota=True, quota_id=1)])

    assert code(world, empty(), line(voucher="SUMMER"))[0] is Code.QUOTA_NONE


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({"block_quota": True, "item_id": 1}, Code.QUOTA_PARTIAL), ({"allow_ignore_quota": True}, None)],
)
def test_a_blocking_voucher_spares_no_child_and_one_that_ignores_quotas_does(
    fields: dict[str, Any], expected: Code | None
) -> None:
    """add_to_cart-19, add_to_cart-11."""
    parent, child = item(bundles=(Bundle(2),)), item(2)
    shown = showcase(parent, child, quotas=[everything([parent], 1), everything([child], 2)])
    world = scene(shown, left={1: GONE, 2: places(1)}, vouchers=[voucher(max_usages=5, **fields)])
    found = planning.add(world, empty(), [line(1, 2, voucher="SUMMER")])

    assert (None if isinstance(found, Plan) else found.code) is expected


def test_a_variation_takes_from_the_quotas_that_list_it() -> None:
    shirt = item(variations=(Variation(10), Variation(11)))
    small, large = Quota(1, "S", frozenset([1]), frozenset([10])), Quota(2, "L", frozenset([1]), frozenset([11]))
    world = scene(showcase(shirt, quotas=[small, large]), left={1: GONE})

    assert code(world, empty(), line(variation_id=10))[0] is Code.QUOTA_NONE
    assert contents(planning.add(world, empty(), [line(variation_id=11)])) == [(1, 2300)]


# Uses of vouchers


def test_the_uses_of_a_voucher_go_to_the_lines_in_order() -> None:
    """add_to_cart-13: fewer than are wanted, then none."""
    world = scene(showcase(TICKET), vouchers=[voucher(max_usages=3, in_carts=2)])

    assert code(world, empty(), line(1, 2, voucher="SUMMER")) == (Code.VOUCHER_PARTIAL, 0, 1)
    assert code(world, empty(), line(voucher="SUMMER"), line(voucher="summer")) == (Code.VOUCHER_IN_CARTS, 1, 0)


def test_a_voucher_that_orders_have_used_is_not_worth_waiting_for() -> None:
    def why(**fields: Any) -> tuple[Code, int | None]:
        world = scene(showcase(TICKET), vouchers=[voucher(**fields)])
        found = refused(planning.add(world, empty(), [line(voucher="SUMMER")]))
        return found.code, found.retry_at

    assert why(redeemed=1) == (Code.VOUCHER_USED_UP, None)
    assert why(in_carts=1) == (Code.VOUCHER_IN_CARTS, NOW + HALF_AN_HOUR)


def test_the_own_cart_counts_and_is_nothing_to_wait_for() -> None:
    world = scene(showcase(TICKET), vouchers=[voucher()])
    cart = stored(planning.add(world, empty(), [line(voucher="SUMMER")]))
    later = replace(world, vouchers={"SUMMER": voucher(in_carts=1)})

    found = refused(planning.add(later, cart, [line(voucher="SUMMER")]))
    assert (found.code, found.left, found.retry_at) == (Code.VOUCHER_IN_CARTS, 0, None)


def test_a_voucher_wants_its_fewest_uses_before_anything_is_looked_for() -> None:
    """add_to_cart-18: it is looked at before quotas are, and a partial addition is none of ours."""
    world = replace(two_quotas(q1=GONE), vouchers={"SUMMER": voucher(max_usages=9, min_usages=2)})

    found = refused(planning.add(world, empty(), [line(voucher="SUMMER")]))
    assert (found.code, found.least) == (Code.VOUCHER_MIN_USAGES, 2)
    assert code(world, empty(), line(2, voucher="SUMMER"), line(voucher="SUMMER"))[0] is Code.QUOTA_NONE
    redeemed = replace(world, vouchers={"SUMMER": voucher(max_usages=9, min_usages=2, redeemed=1)})
    assert contents(planning.add(redeemed, empty(), [line(2, voucher="SUMMER")])) == [(2, 500)]


def test_removing_below_the_fewest_uses_drops_the_others_with_a_notice() -> None:
    world = scene(showcase(TICKET, OTHER), vouchers=[voucher(max_usages=5, min_usages=2)])
    cart = stored(planning.add(world, empty(), [line(1, 2, voucher="SUMMER"), line(2)]))
    plan = planning.remove(world, cart, cart.holds[0].id)

    assert contents(plan) == [(2, 500)]
    assert isinstance(plan, Plan)
    assert [(one.code, one.position_ids) for one in plan.notices] == [
        (Code.VOUCHER_MIN_USAGES_REMOVED, (cart.holds[1].id,))
    ]


# Seats


def seated(*seats: Any, **fields: Any) -> Scene:
    """A hall in which the ticket has seats."""
    shown = showcase(TICKET, OTHER, seated=[(None, 1)])
    shown = replace(shown, engine=replace(shown.engine, seating=Seating(**fields)))
    return scene(shown, seats=seats, vouchers=[voucher(max_usages=9)])


def test_a_seat_is_taken_once() -> None:
    """add_to_cart-17: of the same seat twice the second is refused, and so nothing is added."""
    world = seated(seat("A-1"), seat("A-2", 2))

    assert code(world, empty(), line(1, 2, seat="A-1"))[0] is Code.SEAT_MULTIPLE
    assert code(world, empty(), line(seat="A-1"), line(seat="A-2"), line(seat="A-1")) == (Code.SEAT_MULTIPLE, 2, None)
    assert len(contents(planning.add(world, empty(), [line(seat="A-1"), line(seat="A-2")]))) == 2


@pytest.mark.parametrize(
    "fields", [{"held_in_cart": "OTHER"}, {"sold": True}, {"blocked": True}, {"voucher_id": 5}, {"held_in_cart": ""}]
)
def test_a_seat_that_others_have_is_not_available(fields: dict[str, Any]) -> None:
    assert code(seated(seat("A-1", **fields)), empty(), line(seat="A-1"))[0] is Code.SEAT_UNAVAILABLE


def test_a_seat_of_the_own_cart_is_not_available_once_more() -> None:
    world = seated(seat("A-1"))
    cart = stored(planning.add(world, empty(), [line(seat="A-1")]))
    later = seated(seat("A-1", held_in_cart="CART"))

    assert code(later, cart, line(seat="A-1"))[0] is Code.SEAT_UNAVAILABLE
    moved = planning.replace(later, cart, [line(seat="A-1", attendee_name="Ada")])
    assert contents(moved) == [(1, 2300)]


def test_a_distance_is_kept_to_seats_of_others() -> None:
    world = seated(seat("A-1"), seat("A-2", 2, x=1, held_in_cart="OTHER"), minimal_distance=5)

    assert code(world, empty(), line(seat="A-1"))[0] is Code.SEAT_UNAVAILABLE


# What the engine found


def test_what_the_engine_is_short_of_is_refused_of_its_figures() -> None:
    """They come on top of what the cart has."""
    world = two_quotas()
    cart = stored(planning.add(world, empty(), [line()]))

    short = corrected(world, CartShort(quotas={1: 1}))
    assert code(short, cart, line(2), line(1, 3)) == (Code.QUOTA_PARTIAL, 1, 1)
    found = refused(planning.replace(short, cart, [same(cart.holds[0].id, quantity=5)]))
    assert (found.code, found.left) == (Code.QUOTA_PARTIAL, 2)
    found = refused(planning.add(corrected(world, CartShort(quotas={1: 0})), cart, [line()]))
    assert (found.code, found.left, found.retry_at) == (Code.QUOTA_NONE, 0, NOW + HALF_AN_HOUR)


def test_what_the_engine_is_short_of_may_be_uses_or_seats() -> None:
    world = seated(seat("A-1"))

    uses = corrected(world, CartShort(vouchers={99: 1}))
    assert code(uses, empty(), line(2, 2, voucher="SUMMER")) == (Code.VOUCHER_PARTIAL, 0, 1)
    taken = corrected(world, CartShort(seats=(1,)))
    assert code(taken, empty(), line(seat="A-1"))[0] is Code.SEAT_UNAVAILABLE


def test_uses_that_the_cart_has_are_not_among_those_that_are_left() -> None:
    world = scene(showcase(TICKET), vouchers=[voucher(max_usages=9)])
    cart = stored(planning.add(world, empty(), [line(1, 2, voucher="SUMMER")]))
    now = replace(world, vouchers={"SUMMER": voucher(max_usages=9, in_carts=2)})

    assert code(corrected(now, CartShort(vouchers={99: 1})), cart, line(1, 2, voucher="SUMMER"))[2] == 1
