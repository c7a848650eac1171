"""Carts in random shops, asked for in random and in hostile ways: what must hold whatever is asked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.carting import MINUTE, empty, scene, seat, stored
from tests.shopping import NOW, everything, item, places, showcase, voucher
from willcall.cart import planning
from willcall.cart.contents import Cart, Plan, Scene, WantedAddOn, WantedLine
from willcall.cart.lines import lines_of
from willcall.cart.refusals import Code, Refused
from willcall.cart.room import corrected
from willcall.kit.values import replace
from willcall.reserve.ask import CartShort
from willcall.shop.showcase import AddOnRule, Bundle, Category, Showcase, Variation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from willcall.reserve.ask import Hold

EXTRAS: Final = Category(7, is_addon=True)
KINDS: Final = (Variation(10), Variation(11, default_price=900))
CODES: Final = ("CHEAP", "BLOCK", "IGNORE", "TWICE")
HUGE: Final = 10**9

numbers = st.one_of(st.integers(1, 4), st.sampled_from([-1, 0, HUGE]))
prices = st.one_of(st.none(), st.integers(-5, 4000), st.just(10**13))
limits = st.one_of(st.none(), st.integers(1, 4))
addons = st.builds(
    WantedAddOn,
    item_id=st.sampled_from([1, 3, 4, 5, 99]),
    variation_id=st.sampled_from([None, 10, 99]),
    quantity=numbers,
    price=prices,
)


@st.composite
def shops(draw: st.DrawFn) -> Showcase:
    """A ticket with a rule and bundles, a product with kinds, add-ons, seats; each limited or not."""
    rule = AddOnRule(1, 7, draw(st.integers(0, 2)), draw(st.integers(0, 3)), draw(st.booleans()), draw(st.booleans()))
    brought = (Bundle(3, None, draw(st.sampled_from([0, 1, 2, HUGE])), draw(st.sampled_from([0, 100, 5000]))),)
    items = [
        item(1, addon_rules=(rule,), bundles=draw(st.sampled_from([(), brought])), max_per_order=draw(limits)),
        item(2, variations=KINDS, min_per_order=draw(limits), free_price=draw(st.booleans())),
        item(3, default_price=400, max_per_order=draw(limits), active=draw(st.booleans())),
        item(4, category_id=7, default_price=1000, min_per_order=draw(limits)),
        item(5, category_id=7, default_price=500, free_price=True),
        item(6, default_price=5000),
    ]
    quotas = [everything(items, 1), everything(items[:3], 2), everything(items[3:5], 3)]
    rules = {"max_items_per_order": draw(st.integers(1, 8)), "hide_sold_out": draw(st.booleans())}
    return showcase(*items, categories=[EXTRAS], quotas=quotas, seated=[(None, 6)], rules=rules)


@st.composite
def worlds(draw: st.DrawFn, shop: Showcase, cart: Cart, now: int = NOW) -> Scene:
    """What is left beside a cart: of quotas, of vouchers, of seats."""
    own = Counter(hold.voucher_id for hold in cart.holds if hold.expires >= now)
    many: dict[str, dict[str, Any]] = {
        "CHEAP": {"id": 21, "price_mode": "percent", "value": draw(st.sampled_from([1000, 10000]))},
        "BLOCK": {"id": 22, "block_quota": True, "item_id": 1, "all_bundles_included": True},
        "IGNORE": {"id": 23, "allow_ignore_quota": True, "all_addons_included": True},
        "TWICE": {"id": 24, "min_usages": 2, "price_mode": "set", "value": 6000},
    }
    given_out: list[Any] = []
    for code, fields in many.items():
        in_carts = own[fields["id"]] + draw(st.integers(0, 2))
        left = draw(st.integers(0, 4))
        given_out.append(voucher(code=code, max_usages=in_carts + left, in_carts=in_carts, **fields))
    left_of = {number: places(draw(st.integers(0, 12))) for number in (1, 2, 3)}
    held = {hold.seat.seat_guid for hold in cart.holds if hold.seat is not None and hold.expires >= now}
    seats = [seat(f"A-{n}", n, 6, held_in_cart="CART" if f"A-{n}" in held else None) for n in (1, 2)]
    return scene(shop, left=left_of, vouchers=given_out, seats=seats, now=now)


def lines(ids: Sequence[int]) -> st.SearchStrategy[list[WantedLine]]:
    """Lines of a request, some of them about lines of the cart."""
    one = st.builds(
        WantedLine,
        id=st.one_of(st.none(), st.sampled_from([*ids, 999])) if ids else st.none(),
        item_id=st.sampled_from([None, 1, 1, 2, 2, 3, 4, 6, 99]),
        variation_id=st.sampled_from([None, 10, 11, 99]),
        quantity=st.one_of(st.none(), numbers),
        subevent_id=st.sampled_from([None] * 9 + [5]),
        seat=st.sampled_from([None, None, None, "A-1", "A-2", "B-9"]),
        voucher=st.sampled_from([None, None, None, *CODES, "NOPE", ""]),
        price=prices,
        attendee_name=st.sampled_from([None, "Ada", "A" * 300]),
        addons=st.one_of(st.none(), st.lists(addons, max_size=3).map(tuple)),
    )
    return st.lists(one, max_size=4)


def sane(lines: list[WantedLine]) -> list[WantedLine]:
    """The same with less that is wrong by itself, so that more is granted."""
    found = []
    for one in lines:
        kind = (
            one.variation_id if one.item_id == 2 and one.variation_id in (10, 11) else 10 if one.item_id == 2 else None
        )
        guid = one.seat if one.item_id == 6 and one.seat != "B-9" else None
        quantity = 1 if guid else max(1, min(one.quantity or 1, 3))
        code = one.voucher if one.voucher in CODES else None
        plain = replace(one, id=None, item_id=one.item_id or 1, variation_id=kind, quantity=quantity, voucher=code)
        found.append(replace(plain, subevent_id=None, seat=guid, attendee_name=None, addons=None))
    return found


def check_plan(world: Scene, cart: Cart, plan: Plan) -> None:
    """What holds of every cart that is granted."""
    ids = [hold.id for hold in plan.holds]
    stored_ids = {hold.id for hold in cart.holds}
    assert len(set(ids)) == len(ids)
    assert {number for number in ids if number > 0} | set(plan.gone) == stored_ids
    assert not set(plan.gone) & set(ids)
    assert {number for notice in plan.notices for number in notice.position_ids if number > 0} <= set(plan.gone)
    seen: set[int] = set()
    for hold in plan.holds:
        assert hold.addon_to is None or hold.addon_to in seen, "a child without its parent"
        assert hold.line is not None
        assert 0 <= hold.price <= hold.line.price
        assert hold.expires == min(world.now + 30 * MINUTE, plan.row.extend_until)
        seen.add(hold.id)
    taken = [hold.seat.id for hold in plan.holds if hold.seat is not None]
    assert len(set(taken)) == len(taken)
    check_room(world, cart, plan)


def check_room(world: Scene, cart: Cart, plan: Plan) -> None:
    """Nothing is promised that is not there: counted naively, position by position."""
    alive = [hold for hold in cart.holds if hold.expires >= world.now]
    before, after = counted(cart.holds, alive), counted(plan.holds, plan.holds)
    ignoring = {hold.id for hold in plan.holds if hold.voucher_id == 23}
    spared = any(hold.id in ignoring or hold.addon_to in ignoring for hold in plan.holds)
    for quota_id, number in after.items():
        left = world.left[quota_id].number
        assert left is not None
        assert spared or number - before[quota_id] <= max(0, left), quota_id
    uses_before = Counter(hold.voucher_id for hold in alive)
    for voucher_id, number in Counter(hold.voucher_id for hold in plan.holds).items():
        known = world.voucher(voucher_id)
        if known is not None:
            assert number - uses_before[voucher_id] <= max(0, known.usages_left - known.in_carts)


def counted(family: Sequence[Hold], holds: Sequence[Hold]) -> Counter[int]:
    """Places by quota; of a ticket with the voucher that blocks, both of its quotas keep one back."""
    covers = {1: {1, 2, 3, 4, 5, 6}, 2: {1, 2, 3}, 3: {4, 5}}
    found: Counter[int] = Counter()
    for hold in holds:
        for quota_id, item_ids in covers.items():
            if hold.item_id in item_ids and hold.voucher_id != 22:
                found[quota_id] += 1
    return found


@st.composite
def actions(draw: st.DrawFn, cart: Cart) -> Callable[[Scene, Cart], Plan | Refused]:
    """Something that a buyer does."""
    ids = [hold.id for hold in cart.holds]
    kind = draw(st.sampled_from(["add", "add", "add", "replace", "replace", "remove", "extend", "voucher"]))
    if kind == "add":
        asked = draw(lines([]))
        asked = sane(asked) if draw(st.integers(0, 3)) else asked
        return lambda world, cart: planning.add(world, cart, asked)
    if kind == "replace":
        wanted = draw(lines(ids))
        return lambda world, cart: planning.replace(world, cart, wanted)
    if kind == "remove":
        number = draw(st.sampled_from([*ids, 999]))
        return lambda world, cart: planning.remove(world, cart, number)
    if kind == "voucher":
        code = draw(st.sampled_from([*CODES, "NOPE"]))
        return lambda world, cart: planning.apply_voucher(world, cart, code)
    return planning.extend


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_asked_for_is_granted_as_a_whole_or_refused(data: st.DataObject) -> None:
    """A life of a cart: places that were there, children with their parents, no price below nothing; no exception."""
    shop = data.draw(shops())
    cart, now = empty(), NOW
    for _ in range(data.draw(st.integers(1, 5))):
        now += data.draw(st.sampled_from([0, MINUTE, 31 * MINUTE, 400 * MINUTE]))
        world = data.draw(worlds(shop, cart, now))
        found = data.draw(actions(cart))(world, cart)
        if isinstance(found, Refused):
            assert isinstance(found.code, Code)
            assert found.left is None or found.left >= 0
            continue
        check_plan(world, cart, found)
        cart = stored(found, cart)
        planning.missing(world, cart)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_the_same_content_changes_nothing_but_how_long_it_is_kept(data: st.DataObject) -> None:
    """As long as it lives, whatever else has changed: nothing left, other prices, switched off."""
    shop = data.draw(shops())
    first = planning.add(data.draw(worlds(shop, empty())), empty(), sane(data.draw(lines([]))))
    if isinstance(first, Refused):
        return
    cart = stored(first)
    now = NOW + data.draw(st.integers(0, 30)) * MINUTE
    world = data.draw(worlds(data.draw(shops()), cart, now))
    plan = planning.replace(world, cart, [WantedLine(id=one.id) for one in lines_of(world.showcase, cart.holds)])

    assert isinstance(plan, Plan)
    assert plan.holds == tuple(msgspec.structs.replace(hold, expires=now + 30 * MINUTE) for hold in cart.holds)
    assert (plan.gone, plan.notices, plan.row) == ((), (), cart.row)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_what_could_be_had_instead_can_be_had(data: st.DataObject) -> None:
    """Of a line that wants too much, as many as the refusal says are granted, and one more is not."""
    shop = data.draw(shops())
    world = data.draw(worlds(shop, empty()))
    asked = sane(data.draw(lines([])))[:1]
    found = planning.add(world, empty(), [replace(one, quantity=HUGE, seat=None) for one in asked])
    if not isinstance(found, Refused) or found.left is None or found.addon is not None:
        return
    for number in (found.left, found.left + 1):
        again = planning.add(world, empty(), [replace(asked[0], quantity=number, seat=None)])
        if isinstance(again, Refused) and number == found.left:
            assert again.code is not found.code
        assert number == found.left or isinstance(again, Refused)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_what_the_engine_is_short_of_is_not_planned_again(data: st.DataObject) -> None:
    """With the figures of the engine, a cart asks for no more than it may have."""
    shop = data.draw(shops())
    world = data.draw(worlds(shop, empty()))
    asked = sane(data.draw(lines([])))
    plan = planning.add(world, empty(), asked)
    if isinstance(plan, Refused):
        return
    short = CartShort({1: data.draw(st.integers(0, 3))}, {21: data.draw(st.integers(0, 1))})
    fitting = corrected(world, short)
    again = planning.add(fitting, empty(), asked)
    if isinstance(again, Plan):
        check_room(fitting, empty(), again)
    else:
        assert again.left is None or again.left >= 0
