"""A change of a cart that meets others: tried again, a bounded number of times, then refused with what was found."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

import msgspec
import pytest

from tests.carting import addon, empty, line, scene
from tests.shopping import NOW, PLENTY, everything, item, places, showcase
from willcall.cart import planning
from willcall.cart.contents import Plan
from willcall.cart.fetch import Found, Wanted
from willcall.cart.refusals import Code, Notice
from willcall.cart.told import CartRefused
from willcall.cart.work import ATTEMPTS_MAX, Carts, Change
from willcall.reserve.ask import CartAsk, CartSaved, CartShort, CartStale
from willcall.rest.problems import Busy
from willcall.rest.request import EventContext, OrganizerContext, Request
from willcall.rest.visitors import Visitor
from willcall.shop.showcase import AddOnRule, Category

if TYPE_CHECKING:
    from willcall.cart.contents import Cart, Scene, WantedLine
    from willcall.cart.fetch import Fetching
    from willcall.reserve.http import Holds
    from willcall.rest.request import Answer

Outcome = CartSaved | CartStale | CartShort
TICKET = item()
EVENT = EventContext(7, "fair", OrganizerContext(1, "fay", "Fay"), has_subevents=False, currency="EUR", timezone="UTC")


class World:
    """A cart that is fetched again and again, and an engine that answers what it is told to."""

    def __init__(self, *outcomes: Outcome | None, rough: Found | None = None, shop: Found | None = None) -> None:
        self.outcomes = list(outcomes)
        self.rough = rough
        self.shop = shop or Found(scene(showcase(TICKET, quotas=[everything([TICKET], 1)])), empty())
        self.done: Counter[str] = Counter()

    async def found(self, _: Request, __: Wanted) -> Found:
        """An empty cart, of an event that sells one product unless a test says otherwise."""
        self.done["fetched"] += 1
        return self.shop

    async def roughly(self, _: Request, __: Wanted) -> Found | None:
        """A first look, if there is one to be had."""
        self.done["glanced"] += 1
        return self.rough

    async def settle(self, _: int, ask: CartAsk, __: object) -> tuple[Outcome, None]:
        """The next outcome; None grants the cart."""
        self.done["asked"] += 1
        outcome = self.outcomes.pop(0)
        return outcome or CartSaved(ask.cart, ask.version + 1, ask.holds), None


def request() -> Request:
    """A request of a visitor's."""
    return Request("POST", "/", "http://localhost", {}, (), {}, Visitor(), NOW, event_context=EVENT)


def changed(world: World, version: int | None = None, decide: Any = None) -> Answer:
    """What adding two tickets is answered."""

    def add(shop: Scene, cart: Cart) -> Any:
        return planning.add(shop, cart, [line(TICKET.id, 2)])

    carts = Carts(cast("Fetching", world), cast("Holds", world))
    return asyncio.run(carts.changed(request(), Change(Wanted(), decide or add, version)))


def refusal(world: World, **change: Any) -> dict[str, Any]:
    """Why it is not changed."""
    with pytest.raises(CartRefused) as caught:
        changed(world, **change)
    return {**cast("dict[str, Any]", caught.value.body), "status": caught.value.status}


def test_who_lost_to_others_is_tried_again() -> None:
    world = World(CartStale(), CartShort(quotas={1: 1}), CartStale(), CartShort(seats=(9,)), None)

    assert changed(world).status == 200
    assert world.done == {"fetched": ATTEMPTS_MAX, "asked": ATTEMPTS_MAX, "glanced": 1}


def test_who_lost_each_time_is_told_that_the_cart_was_changed() -> None:
    world = World(*[CartStale()] * ATTEMPTS_MAX)

    told = refusal(world)
    assert (told["status"], told["code"], told["retry_after"]) == (409, "cart_changed", 1)
    assert world.done == {"fetched": ATTEMPTS_MAX, "asked": ATTEMPTS_MAX, "glanced": 1}


@pytest.mark.parametrize(("left", "code"), [(1, "quota_partial"), (0, "quota_none")])
def test_what_was_short_the_last_time_is_told_of_the_engines_figures(left: int, code: str) -> None:
    world = World(*[CartStale()] * (ATTEMPTS_MAX - 1), CartShort(quotas={1: left}))

    told = refusal(world)
    assert (told["status"], told["code"], told["line"], told["left"]) == (400, code, 0, left)


def test_who_was_short_before_and_stale_at_last_is_told_the_last() -> None:
    world = World(*[CartShort(quotas={1: 0})] * (ATTEMPTS_MAX - 1), CartStale())

    assert refusal(world)["code"] == "cart_changed"


def test_what_cannot_be_made_of_the_figures_is_to_be_tried_later() -> None:
    """The engine is short of something that the rules have no word for: nobody is told that there is none."""
    with pytest.raises(Busy):
        changed(World(*[CartShort(seats=(99,))] * ATTEMPTS_MAX))


def test_another_version_than_the_one_named_is_refused_before_anything_is_asked() -> None:
    world = World()

    assert refusal(world, version=3)["code"] == "cart_changed"
    assert world.done == {"fetched": 1, "glanced": 1}


def test_a_cart_that_goes_is_answered_without_a_body() -> None:
    def gone(_: Scene, cart: Cart) -> Plan:
        return Plan(cart.row, ())

    carts = Carts(cast("Fetching", world := World(None)), cast("Holds", world))
    answer = asyncio.run(carts.changed(request(), Change(Wanted(), gone, ends=True)))

    assert (answer.status, answer.content) == (204, b"")


def rough(left: int) -> Found:
    """A look at the same cart, when so many places were left by the counters."""
    counted = scene(showcase(TICKET, quotas=[everything([TICKET], 1)]), left={1: places(left)})
    return Found(counted, empty(), exact=False)


def test_what_is_granted_on_a_rough_look_needs_no_other() -> None:
    world = World(None, rough=rough(2))

    assert changed(world).status == 200
    assert world.done == {"glanced": 1, "asked": 1}


def test_nothing_is_refused_on_a_rough_look() -> None:
    """By the counters one place is left; the clock has freed more."""
    world = World(None, rough=rough(1))

    assert changed(world).status == 200
    assert world.done == {"glanced": 1, "fetched": 1, "asked": 1}


def test_nothing_is_lost_on_a_rough_look() -> None:
    """What would tell the buyer that something is gone is looked at exactly first."""

    def losing(shop: Scene, cart: Cart) -> Plan:
        gone = Notice(Code.EXPIRED_REMOVED, (5,), TICKET.id, cause=Code.QUOTA_NONE)
        return Plan(cart.row, (), (5,), (gone,) if shop.left[1] != PLENTY else ())

    world = World(None, rough=rough(0))

    assert changed(world, decide=losing).status == 200
    assert world.done == {"glanced": 1, "fetched": 1, "asked": 1}


def hall(left: int, *, exact: bool = True) -> Found:
    """A new cart in a shop where two workshops must be had with a ticket, and so many are left."""
    ticket, workshop = item(1, addon_rules=(AddOnRule(1, 7, 2, 2, multi_allowed=True),)), item(2, category_id=7)
    quotas = [everything([ticket], 1), everything([workshop], 2)]
    shown = showcase(ticket, workshop, categories=[Category(7, is_addon=True)], quotas=quotas)
    return Found(scene(shown, left={2: places(left)}), empty(), exact)


def lacks(world: World, *lines: WantedLine) -> list[bool]:
    """Whether what a cart with these lines lacks can still be had, as the answer has it."""
    answer = changed(world, decide=lambda shop, cart: planning.add(shop, cart, lines))
    return [one["can_be_met"] for one in msgspec.json.decode(answer.content or b"")["missing"]]


def test_what_is_missing_is_told_of_what_is_left_after_the_change() -> None:
    """The second ticket takes the last workshops, so the first cannot have any."""
    both = line(1), line(1, addons=(addon(2, 2),))

    assert lacks(World(None, shop=hall(2)), *both) == [False]
    assert lacks(World(None, shop=hall(4)), *both) == [True]


def test_nothing_is_called_hopeless_on_a_rough_look() -> None:
    world = World(None, rough=hall(0, exact=False), shop=hall(2))

    assert lacks(world, line(1)) == [True]
    assert world.done == {"glanced": 1, "fetched": 1, "asked": 1}
    world = World(None, rough=hall(2, exact=False))
    assert lacks(world, line(1)) == [True]
    assert world.done == {"glanced": 1, "asked": 1}


def test_who_was_stale_on_a_rough_look_is_tried_on_an_exact_one() -> None:
    world = World(CartStale(), None, rough=rough(2))

    assert changed(world).status == 200
    assert world.done == {"glanced": 1, "fetched": 1, "asked": 2}
