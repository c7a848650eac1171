"""How long a cart lives, and what is found of it when parts of it have expired (spec 07 §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.carting import MINUTE, addon, contents, empty, line, same, scene, seat, stored
from tests.shopping import DAY, FIRST_OF_JUNE, GONE, NOW, everything, item, places, showcase, voucher
from willcall.cart import planning
from willcall.cart.contents import Plan
from willcall.cart.refusals import Code, Refused
from willcall.kit.values import replace
from willcall.shop.showcase import AddOnRule, Bundle, Category, Channels, Date, Discount, Window

if TYPE_CHECKING:
    from willcall.cart.contents import Cart, Scene
    from willcall.shop.showcase import Item

EXTRAS: Final = Category(7, is_addon=True)
LATER: Final = NOW + 31 * MINUTE
"""When a cart of NOW has expired."""
PAST: Final = Window(ends=NOW - DAY)


def ends(plan: Plan | Refused) -> tuple[int, int]:
    """Minutes from NOW to the one moment at which all of a cart expires, and to its limit."""
    assert isinstance(plan, Plan), plan
    (expires,) = {hold.expires for hold in plan.holds}
    return (expires - NOW) // MINUTE, (plan.row.extend_until - NOW) // MINUTE


def lost(plan: Plan | Refused) -> list[tuple[Code, Code | None, int]]:
    """What notices tell: what happened, why, and of how many positions."""
    assert isinstance(plan, Plan), plan
    return [(one.code, one.cause, len(one.position_ids)) for one in plan.notices]


def at(minutes: int, *items: Item, **fields: Any) -> Scene:
    """The world some minutes after NOW; carts are kept for ten."""
    return scene(showcase(*(items or (item(), item(2)))), now=NOW + minutes * MINUTE, minutes=10, **fields)


# Until when


def test_every_action_moves_all_of_the_cart_to_the_same_moment() -> None:
    """cart-01: the limit stays that of the first position."""
    first = planning.add(at(0), empty(), [line(1, 2)])
    assert ends(first) == (10, 110)
    added = planning.add(at(3), stored(first), [line(2)])
    assert ends(added) == (13, 110)
    cart = stored(added, stored(first))
    assert ends(planning.extend(at(5), cart)) == (15, 110)
    assert ends(planning.remove(at(6), cart, cart.holds[0].id)) == (16, 110)
    assert ends(planning.replace(at(7), cart, [line(2)])) == (17, 110)
    world = at(8, vouchers=[voucher(max_usages=9)])
    assert ends(planning.apply_voucher(world, cart, "SUMMER")) == (18, 110)


def test_nothing_is_kept_for_longer_than_eleven_times_the_reservation_time() -> None:
    cart = stored(planning.add(at(0), empty(), [line()]))
    for minutes in range(9, 110, 9):
        cart = stored(planning.extend(at(minutes), cart))

    assert ends(planning.extend(at(109), cart)) == (110, 110)
    assert ends(planning.add(at(110), cart, [line(2)])) == (110, 110)
    assert ends(planning.extend(at(111), cart)) == (121, 221)


def test_the_limit_stays_when_the_first_position_is_removed() -> None:
    first = stored(planning.add(at(0), empty(), [line()]))
    second = stored(planning.add(at(5), first, [line(2)]), first)
    third = stored(planning.remove(at(6), second, second.holds[0].id))

    assert ends(planning.add(at(7), third, [line()])) == (17, 110)


def test_after_all_expired_the_next_action_starts_anew() -> None:
    """cart-03; an empty cart, too."""
    cart = stored(planning.add(at(0), empty(), [line()]))

    assert ends(planning.extend(at(11), cart)) == (21, 121)
    bare = stored(planning.remove(at(1), cart, cart.holds[0].id))
    assert bare.holds == ()
    assert ends(planning.add(at(20), bare, [line()])) == (30, 130)
    assert contents(planning.extend(at(20), bare)) == []


def test_without_a_reservation_time_everything_expires_at_once_and_stays() -> None:
    """cart-19."""
    shown = showcase(item(), item(2))
    now = scene(shown, minutes=0)
    cart = stored(planning.add(now, empty(), [line(1, 2)]))
    assert ends(planning.extend(now, cart)) == (0, 0)

    later = scene(shown, minutes=0, now=NOW + MINUTE)
    assert len(contents(planning.add(later, cart, [line()]))) == 3
    assert len(contents(planning.remove(later, cart, cart.holds[0].id))) == 1


# While it lives


def test_an_unexpired_position_keeps_price_and_place_whatever_becomes_of_its_product() -> None:
    """cart-05."""
    cart = stored(planning.add(at(0), empty(), [line(1), line(2)]))
    changed = at(5, item(default_price=2500), item(2, active=False, window=PAST, channels=Channels(frozenset())))
    sold_out = replace(changed, left={1: GONE})

    assert contents(planning.extend(sold_out, cart)) == [(1, 2300), (2, 2300)]
    assert contents(planning.add(changed, cart, [line()])) == [(1, 2300), (2, 2300), (1, 2500)]
    assert lost(planning.extend(sold_out, cart)) == []


def test_automatic_discounts_are_worked_out_anew_by_every_action() -> None:
    """cart-20: a rule made meanwhile takes effect, a rule no longer met is taken back."""
    cart = stored(planning.add(at(0), empty(), [line(1), line(2)]))
    rule = discount(condition_min_count=2, benefit_percent=1000)
    world = at(1)
    world = replace(world, showcase=replace(world.showcase, discounts=(rule,)))

    lowered = stored(planning.extend(world, cart))
    assert contents(lowered) == [(1, 2070), (2, 2070)]
    assert [hold.line and hold.line.price for hold in lowered.holds] == [2300, 2300]
    assert contents(planning.remove(world, lowered, lowered.holds[0].id)) == [(2, 2300)]


def discount(**fields: Any) -> Discount:
    """A discount on everything."""
    given = {
        "id": 1,
        "active": True,
        "position": 0,
        "window": Window(),
        "channels": Channels(),
        "subevent_mode": "mixed",
        "dates": Window(),
        "condition_item_ids": None,
        "condition_apply_to_addons": True,
        "condition_ignore_voucher_discounted": False,
        "condition_min_count": 1,
        "condition_min_value": 0,
        "benefit_item_ids": None,
        "benefit_percent": 1000,
        "benefit_cheapest_n": None,
        "benefit_apply_to_addons": True,
        "benefit_ignore_voucher_discounted": False,
    }
    return Discount(**{**given, **fields})


# When it has expired


def expired(*items: Item, lines: Any = None, **fields: Any) -> Cart:
    """A cart of NOW, which is kept for half an hour."""
    world = scene(showcase(*items, **fields.pop("shop", {})), **fields)
    return stored(planning.add(world, empty(), lines or [line(one.id) for one in items]))


def later(*items: Item, **fields: Any) -> Scene:
    """The world when that cart has expired."""
    return scene(showcase(*items, **fields.pop("shop", {})), now=LATER, **fields)


def test_the_very_instant_at_which_it_expires_still_counts() -> None:
    cart = expired(item())
    last = scene(showcase(item(default_price=9900)), now=cart.holds[0].expires, left={1: GONE})

    assert contents(planning.extend(last, cart)) == [(1, 2300)]
    assert lost(planning.extend(replace(last, now=last.now + 1), cart)) == [(Code.EXPIRED_REMOVED, Code.QUOTA_NONE, 1)]


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"active": False}, Code.UNAVAILABLE),
        ({"window": PAST}, Code.UNAVAILABLE),
        ({"channels": Channels(frozenset())}, Code.UNAVAILABLE),
        ({"require_voucher": True}, Code.VOUCHER_REQUIRED),
        ({"require_bundling": True}, Code.BUNDLED_ONLY),
        ({"category_id": 7}, Code.ADDON_ONLY),
        ({"bundles": (Bundle(2),)}, Code.NOT_FOR_SALE),
    ],
)
def test_expired_positions_are_looked_at_like_new_ones(fields: dict[str, Any], cause: Code) -> None:
    """cart-04: what cannot be kept goes, and a notice says why; the others get today's price."""
    cart = expired(item(), item(2))
    world = later(item(**fields), item(2, default_price=2500), shop={"categories": [EXTRAS]})
    plan = planning.extend(world, cart)

    assert contents(plan) == [(2, 2500)]
    assert lost(plan) == [(Code.EXPIRED_REMOVED, cause, 1)]
    assert isinstance(plan, Plan)
    assert plan.gone == (cart.holds[0].id,)


def test_expired_positions_come_first_in_line() -> None:
    """cart-06."""
    cart = expired(item(), lines=[line(1, 2)])
    found = planning.add(later(item(), left={1: places(2)}), cart, [line()])
    assert isinstance(found, Refused)
    assert (found.code, found.left) == (Code.QUOTA_NONE, 0)

    plan = planning.extend(later(item(), left={1: places(1)}), cart)
    assert contents(plan) == [(1, 2300)]
    assert lost(plan) == [(Code.EXPIRED_REMOVED, Code.QUOTA_NONE, 1)]


def test_what_is_taken_out_makes_room_for_nothing_it_did_not_hold() -> None:
    """An expired position holds no place, so taking it out gives none back."""
    cart = expired(item())
    found = planning.replace(later(item(), left={1: GONE}), cart, [line()])

    assert isinstance(found, Refused)
    assert found.code is Code.QUOTA_NONE


def test_a_typed_price_is_kept_if_it_is_not_below_the_new_minimum() -> None:
    """cart-20."""
    free = item(default_price=1000, free_price=True)
    cart = expired(free, lines=[line(price=2500), line(price=1200)])
    plan = planning.extend(later(item(default_price=2000, free_price=True)), cart)

    assert contents(plan) == [(1, 2500), (1, 2000)]


def test_an_expired_bundled_child_takes_its_family_and_an_add_on_goes_alone() -> None:
    parent = item(bundles=(Bundle(2),), addon_rules=(AddOnRule(1, 7, 0, 2),))
    child, extra, shop = item(2), item(3, category_id=7, default_price=1000), {"categories": [EXTRAS]}
    cart = expired(parent, child, extra, lines=[line(addons=(addon(3),))], shop=shop)

    plan = planning.extend(later(parent, item(2, active=False), extra, shop=shop), cart)
    assert contents(plan) == []
    assert lost(plan) == [(Code.EXPIRED_REMOVED, Code.UNAVAILABLE, 3)]

    all_fields: list[dict[str, Any]] = [{"active": False}, {"require_voucher": True}, {"hide_without_voucher": True}]
    for fields in all_fields:
        plan = planning.extend(later(parent, child, item(3, category_id=7, **fields), shop=shop), cart)
        assert contents(plan) == [(1, 2300), (2, 0)]
        assert len(lost(plan)) == 1

    quotas = [everything([parent, child], 1), everything([extra], 2)]
    plan = planning.extend(later(parent, child, extra, shop={**shop, "quotas": quotas}, left={2: GONE}), cart)
    assert lost(plan) == [(Code.EXPIRED_REMOVED, Code.QUOTA_NONE, 1)]
    dearer = later(parent, child, item(3, category_id=7, default_price=1100), shop=shop)
    assert contents(planning.extend(dearer, cart)) == [(1, 2300), (2, 0), (3, 1100)]


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"in_carts": 1}, Code.VOUCHER_IN_CARTS),
        ({"redeemed": 1}, Code.VOUCHER_USED_UP),
        ({"window": PAST}, Code.VOUCHER_EXPIRED),
        ({"item_id": 9}, Code.VOUCHER_WRONG_PRODUCT),
    ],
)
def test_a_voucher_that_is_good_for_it_no_more_takes_an_expired_position(fields: dict[str, Any], cause: Code) -> None:
    """cart-07: with a notice, and every other action goes on."""
    cart = expired(item(), lines=[line(voucher="SUMMER"), line()], vouchers=[voucher()])
    plan = planning.extend(later(item(), vouchers=[voucher(**fields)]), cart)

    assert contents(plan) == [(1, 2300)]
    assert lost(plan) == [(Code.EXPIRED_REMOVED, cause, 1)]


def test_a_voucher_that_ran_out_takes_nothing_that_is_unexpired() -> None:
    cart = expired(item(), lines=[line(voucher="SUMMER")], vouchers=[voucher(price_mode="set", value=100)])
    world = scene(showcase(item()), vouchers=[voucher(in_carts=1, window=PAST)])

    assert contents(planning.extend(world, cart)) == [(1, 100)]


def test_a_seat_that_somebody_took_meanwhile_is_lost() -> None:
    hall: dict[str, Any] = {"seated": [(None, 1)]}
    cart = expired(item(), lines=[line(seat="A-1"), line(seat="A-2")], shop=hall, seats=[seat("A-1"), seat("A-2", 2)])
    taken = later(item(), shop=hall, seats=[seat("A-1", held_in_cart="OTHER"), seat("A-2", 2)])

    plan = planning.extend(taken, cart)
    assert isinstance(plan, Plan)
    assert [hold.seat and hold.seat.seat_guid for hold in plan.holds] == ["A-2"]
    assert lost(plan) == [(Code.EXPIRED_REMOVED, Code.SEAT_UNAVAILABLE, 1)]
    twice = planning.add(taken, cart, [line(seat="A-2")])
    assert isinstance(twice, Refused)
    assert twice.code is Code.SEAT_UNAVAILABLE


def test_what_is_left_of_a_minimum_goes_with_what_expired() -> None:
    cart = expired(item(min_per_order=2), item(2), lines=[line(1, 2), line(2)])
    quotas = [everything([item()], 1), everything([item(2)], 2)]
    plan = planning.extend(later(item(min_per_order=2), item(2), shop={"quotas": quotas}, left={1: places(1)}), cart)

    assert contents(plan) == [(2, 2300)]
    assert lost(plan) == [(Code.EXPIRED_REMOVED, Code.QUOTA_NONE, 1), (Code.MIN_PER_ORDER_REMOVED, None, 1)]


def test_a_line_that_could_not_be_kept_is_not_made_anew() -> None:
    cart = expired(item(), item(2))
    off = later(item(active=False), item(2))
    plan = planning.replace(off, cart, [same(cart.holds[0].id), same(cart.holds[1].id)])

    assert contents(plan) == [(2, 2300)]
    assert lost(plan) == [(Code.EXPIRED_REMOVED, Code.UNAVAILABLE, 1)]


# Dates


def test_dates_whose_presale_ended_lose_their_positions_and_dates_switched_off_do_not() -> None:
    """cart-18: children too, unexpired or not."""
    ticket, extra = item(addon_rules=(AddOnRule(1, 7, 0, 1),)), item(2, category_id=7)
    on = {number: Date(FIRST_OF_JUNE) for number in (5, 6, 8)}

    def world(dates: dict[int, Date], now: int = NOW) -> Scene:
        return scene(showcase(ticket, extra, categories=[EXTRAS], dates=dates), now=now)

    lines = [line(subevent_id=5, addons=(addon(2),)), line(subevent_id=6), line(subevent_id=8)]
    cart = stored(planning.add(world(on), empty(), lines))
    over, off, future = (
        Date(FIRST_OF_JUNE, presale_end=NOW - 1),
        Date(FIRST_OF_JUNE, active=False),
        Date(FIRST_OF_JUNE, presale_start=NOW + DAY),
    )

    plan = planning.extend(world({5: over, 6: off, 8: on[8]}), cart)
    assert isinstance(plan, Plan)
    assert [hold.subevent_id for hold in plan.holds] == [6, 8]
    assert lost(plan) == [(Code.DATE_ENDED_REMOVED, None, 2)]
    plan = planning.extend(world({5: on[5], 6: off, 8: future}, LATER), cart)
    assert isinstance(plan, Plan)
    assert [hold.subevent_id for hold in plan.holds] == [5, 5]
    assert lost(plan) == [(Code.DATE_ENDED_REMOVED, None, 1), (Code.EXPIRED_REMOVED, Code.DATE_INACTIVE, 1)]


def test_when_the_presale_of_the_event_is_over_nothing_is_done_any_more() -> None:
    cart = expired(item())
    over = scene(showcase(item(), event=Date(FIRST_OF_JUNE, presale_end=NOW - 1)), vouchers=[voucher()])
    number = cart.holds[0].id

    found = [
        planning.extend(over, cart),
        planning.add(over, cart, [line()]),
        planning.replace(over, cart, [same(number)]),
        planning.remove(over, cart, number),
        planning.apply_voucher(over, cart, "SUMMER"),
    ]
    assert [one.code for one in found if isinstance(one, Refused)] == [Code.PRESALE_ENDED] * 5
