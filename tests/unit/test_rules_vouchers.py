"""Vouchers: what they are for, how often they may be used, what they need no room for (spec 01 §10, 06 §4).

The last stories are told to a ledger: what the clock ends there, it ends when somebody needs the room.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.engine import (
    ADA,
    EVENT,
    HELD,
    NOW,
    POSTER,
    RELEASED,
    SHIRT,
    SHIRTS,
    SOLD_OUT,
    TICKET,
    TICKETS,
    WORKSHOP,
    WORKSHOPS,
    BoxOffice,
    L,
    S,
    ask,
    bulk,
    catalogue,
    child,
    release,
    voucher,
    wanted,
    words,
)
from tests.property.players import Clock
from willcall.kit.instants import MINUTE_US
from willcall.reserve.ask import Held, Reason
from willcall.reserve.book import Account, Present, Voucher
from willcall.reserve.catalogue import Quota
from willcall.reserve.ledger_memory import MemoryLedger, World
from willcall.reserve.quota import Use

if TYPE_CHECKING:
    from tests.engine import Word
    from willcall.reserve.ask import Ask
    from willcall.reserve.ledger_memory import Stored

USED_UP: Final = Reason.VOUCHER_USED_UP


@pytest.fixture
def fair() -> BoxOffice:
    """Every quota has no limit until a test says so."""
    return BoxOffice()


A_SHIRT: Final = wanted(SHIRT, variation_id=S, voucher="V")

APPLIES = [
    pytest.param({}, wanted(voucher="V"), HELD, id="for everything"),
    pytest.param({}, wanted(voucher="v"), HELD, id="in any case"),
    pytest.param({"item_id": TICKET}, wanted(voucher="V"), HELD, id="for this item"),
    pytest.param({"item_id": SHIRT}, A_SHIRT, HELD, id="for every variation of the item"),
    pytest.param({"item_id": SHIRT, "variation_id": S}, A_SHIRT, HELD, id="for this variation"),
    pytest.param({"quota_id": TICKETS}, wanted(voucher="V"), HELD, id="for the items of a quota"),
    pytest.param({"quota_id": SHIRTS}, A_SHIRT, HELD, id="for the variations of a quota"),
    pytest.param({"valid_until": NOW}, wanted(voucher="V"), HELD, id="up to the very instant"),
    pytest.param({"item_id": POSTER}, wanted(voucher="V"), Reason.VOUCHER_FOR_ANOTHER_ITEM, id="another item"),
    pytest.param(
        {"item_id": SHIRT, "variation_id": L}, A_SHIRT, Reason.VOUCHER_FOR_ANOTHER_ITEM, id="another variation"
    ),
    pytest.param({"quota_id": WORKSHOPS}, wanted(voucher="V"), Reason.VOUCHER_FOR_ANOTHER_ITEM, id="another quota"),
    pytest.param({"quota_id": 9}, wanted(voucher="V"), Reason.VOUCHER_FOR_ANOTHER_ITEM, id="a quota that is gone"),
    pytest.param({"seat_id": 9}, wanted(voucher="V"), Reason.VOUCHER_FOR_ANOTHER_SEAT, id="a seat, but none is asked"),
    pytest.param({"subevent_id": 9}, wanted(voucher="V"), Reason.VOUCHER_FOR_ANOTHER_DATE, id="a date, but none here"),
    pytest.param({"valid_until": NOW - 1}, wanted(voucher="V"), Reason.VOUCHER_EXPIRED, id="an instant too late"),
    pytest.param({"redeemed": 1}, wanted(voucher="V"), USED_UP, id="redeemed"),
    pytest.param({"held": 1}, wanted(voucher="V"), USED_UP, id="in somebody's cart"),
    pytest.param({"max_usages": 0, "held": 1}, wanted(voucher="V"), USED_UP, id="over its most"),
]


@pytest.mark.parametrize(("fields", "entry", "told"), APPLIES)
def test_a_voucher_is_for_what_it_says(fair: BoxOffice, fields: dict[str, Any], entry: Any, told: Word) -> None:
    """Vectors 29 to 31."""
    fair.honours("V", 5, **fields)

    assert fair.decide(bulk(entry)) == [(told,)]
    assert [hold.voucher_id for hold in fair.decision.holds.values()] == ([5] if told == HELD else [])
    assert fair.decision.used == ({5: 1} if told == HELD else {})


def test_uses_run_out_within_a_bulk(fair: BoxOffice) -> None:
    """Vector 48: two are left, one of them is in a cart; who is refused takes no quota."""
    fair.honours("V", max_usages=2, held=1)

    assert fair.decide(bulk(*[wanted(voucher="V")] * 3)) == [(HELD, USED_UP, USED_UP)]
    assert fair.decision.taken == {TICKETS: 1}


def test_a_quota_without_room_is_told_before_a_voucher_without_use(fair: BoxOffice) -> None:
    fair.has(places=0)
    fair.honours("V", held=1)

    assert fair.decide(ask(voucher="V")) == [SOLD_OUT]


def test_what_expires_in_the_past_uses_nothing(fair: BoxOffice) -> None:
    fair.honours("V")

    assert fair.decide(ask(voucher="V", expires=NOW - 1), ask(voucher="V")) == [HELD, HELD]
    assert fair.decision.used == {1: 1}
    assert len(fair.decision.uses) == 1


def test_a_released_position_gives_its_use_back_within_the_batch(fair: BoxOffice) -> None:
    fair.honours("V")

    assert fair.decide(ask(voucher="V"), ask(voucher="V"), release(1), ask(voucher="V")) == [
        HELD,
        USED_UP,
        RELEASED,
        HELD,
    ]
    assert fair.decision.used == {1: 1}
    assert fair.decision.uses == {2: 1}


def test_a_stored_position_gives_its_use_back(fair: BoxOffice) -> None:
    fair.honours("V", 5, held=1)
    fair.stores(90, Present(quota_ids=(TICKETS,), voucher_id=5))

    assert fair.decide(ask(voucher="V"), release(90), ask(voucher="V")) == [USED_UP, RELEASED, HELD]
    assert fair.decision.used == {5: 0}


# Ignoring and keeping back.

BACKSTAGE: Final = 105
BOTH: Final = (Quota(TICKETS, "Tickets", frozenset((TICKET,))), Quota(BACKSTAGE, "Backstage", frozenset((TICKET,))))


def test_a_voucher_that_ignores_quotas_counts_and_is_excused(fair: BoxOffice) -> None:
    """Vector 32, spec 06 §8: it is let in freely, and counted nevertheless."""
    fair.has(places=1, held=1)
    fair.honours("GUEST", max_usages=9, ignores_quota=True)

    assert fair.decide(ask(), ask(voucher="GUEST"), ask(voucher="GUEST"), ask()) == [SOLD_OUT, HELD, HELD, SOLD_OUT]
    assert fair.decision.taken == fair.decision.excused == {TICKETS: 2}


def test_a_closed_quota_is_ignored_like_a_full_one(fair: BoxOffice) -> None:
    fair.has(places=None, closed=True)
    fair.honours("GUEST", ignores_quota=True)

    assert fair.decide(ask(), ask(voucher="GUEST")) == [SOLD_OUT, HELD]


def test_children_of_a_guest_need_room(fair: BoxOffice) -> None:
    """Spec 01 §9: a voucher exempts nobody but the position that names it."""
    fair.has(places=0, quota_id=WORKSHOPS)
    fair.honours("GUEST", ignores_quota=True)

    assert fair.decide(ask(voucher="GUEST", addons=(child(WORKSHOP),))) == [SOLD_OUT]
    assert fair.decision.excused == {}


@pytest.mark.parametrize("fields", [{"ignores_quota": True}, {"blocks": True}], ids=["ignores", "blocks"])
def test_what_is_in_no_quota_may_be_had_with_a_voucher_that_needs_none(fields: dict[str, Any]) -> None:
    """B13, spec 01 §10.8."""
    fair = BoxOffice(catalogue([]))
    fair.honours("V", **fields)

    assert fair.decide(ask(), ask(voucher="V")) == [Reason.NO_QUOTA, HELD]


def test_a_block_is_a_place_that_is_there_already(fair: BoxOffice) -> None:
    """Vector 33: as often as it is blocked, and the counter of carts stays as it is."""
    fair.has(places=5, held=2, blocked=3)
    fair.honours("VIP", max_usages=3, blocks=True, blocked_quota_ids=frozenset((TICKETS,)))

    assert fair.decide(ask(), *[ask(voucher="VIP")] * 4) == [SOLD_OUT, HELD, HELD, HELD, USED_UP]
    assert fair.decision.taken == {}
    assert list(fair.decision.counted.values()) == [(), (), ()]


def test_a_block_helps_only_in_its_own_quotas() -> None:
    """Weakness W5: in the others the position needs room, and counts."""
    fair = BoxOffice(catalogue(BOTH))
    fair.has(places=5, blocked=3)
    fair.has(places=1, quota_id=BACKSTAGE)
    fair.honours("VIP", max_usages=3, blocks=True, blocked_quota_ids=frozenset((TICKETS,)))

    assert fair.decide(ask(voucher="VIP"), ask(voucher="VIP")) == [HELD, SOLD_OUT]
    assert '"Backstage"' in str(fair.refused(1).problems)
    assert fair.decision.taken == {BACKSTAGE: 1}
    assert fair.decision.used == {1: 1}


def test_a_child_in_a_blocked_quota_needs_a_place_of_its_own() -> None:
    fair = BoxOffice(catalogue([Quota(TICKETS, "All", frozenset((TICKET, WORKSHOP)))]))
    fair.has(places=2, blocked=1)
    fair.honours("VIP", max_usages=9, blocks=True, blocked_quota_ids=frozenset((TICKETS,)))

    family = ask(voucher="VIP", addons=(child(WORKSHOP),))
    assert fair.decide(family, family) == [HELD, SOLD_OUT]
    assert fair.decision.taken == {TICKETS: 1}


PRICES = [
    ({}, (900, 0), (500, 250)),
    ({"all_addons_included": True}, (0, 0), (500, 250)),
    ({"all_bundles_included": True}, (900, 0), (0, 0)),
]


@pytest.mark.parametrize(("fields", "addons", "bundled"), PRICES, ids=["neither", "add-ons", "bundles"])
def test_children_may_be_included(
    fair: BoxOffice, fields: dict[str, Any], addons: tuple[int, int], bundled: tuple[int, int]
) -> None:
    """Spec 01 §5: the prices that are left out; what was sent is believed."""
    fair.honours("V", **fields)
    chosen = child(WORKSHOP), child(SHIRT, L)

    fair.decide(
        ask(voucher="V", addons=(*chosen, child(WORKSHOP, price=7)), bundled=(child(WORKSHOP), child(SHIRT, S)))
    )

    assert tuple(hold.price for hold in fair.held().addons) == (*addons, 7)
    assert tuple(hold.price for hold in fair.held().bundled) == bundled
    assert [hold.voucher_id for hold in fair.held().all] == [1, None, None, None, None, None]


# Told to a ledger.


class Desk:
    """A ledger in memory that sells tickets, and a clock."""

    def __init__(self, places: int, **vouchers: Voucher) -> None:
        self.clock, self.world, self._version = Clock(), World(), 0
        self.places, self.vouchers = places, vouchers
        self.put()
        self._ledger = MemoryLedger(self.world, self.clock)

    def put(self) -> None:
        """Fay has changed something."""
        self._version += 1
        accounts = {TICKETS: Account(self.places, closed=False, use=Use())}
        catalogued = catalogue([Quota(TICKETS, "Tickets", frozenset((TICKET,)))], version=self._version)
        self.world.put(catalogued, accounts, self.clock(), vouchers=self.vouchers)

    def settle(self, *asks: Ask) -> list[Word]:
        """What becomes of a batch."""
        settled = asyncio.run(self._ledger.settle(EVENT, asks))
        self.last = [outcome.hold.id for outcome in settled.outcomes if isinstance(outcome, Held)]
        return words(settled.outcomes)

    @property
    def stored(self) -> Stored:
        """What is stored by now."""
        return self.world.events[EVENT]

    @property
    def counted(self) -> tuple[int, int]:
        """Places that are held, and that are blocked."""
        use = self.stored.accounts[TICKETS].use
        return use.held, use.blocked


SOON: Final = NOW + 10 * MINUTE_US
LONG: Final[dict[str, Any]] = {"expires": NOW + 100 * MINUTE_US}


def vip(usages: int) -> Voucher:
    """Keeps tickets back for ten minutes."""
    return voucher(max_usages=usages, item_id=TICKET, blocks=True, valid_until=SOON)


def test_a_block_ends_when_its_room_is_needed_and_its_carts_count_then() -> None:
    """Spec 06 §2: at the same instant, seamlessly; until somebody needs the room nothing is touched."""
    desk = Desk(4, VIP=vip(3))
    assert desk.settle(ask(voucher="VIP", **LONG), ask(), ask()) == [HELD, HELD, SOLD_OUT]
    assert desk.counted == (1, 3)

    desk.clock.turn(10)
    assert desk.settle(ask()) == [SOLD_OUT]
    desk.clock.now += 1
    assert desk.settle(ask(voucher="VIP")) == [Reason.VOUCHER_EXPIRED]
    assert desk.settle(ask(), ask(), ask()) == [HELD, HELD, SOLD_OUT]

    assert desk.counted == (4, 0)
    assert not desk.stored.blocks
    assert len(desk.stored.lines) == 4


def test_a_cart_of_an_ended_block_gives_its_place_back() -> None:
    desk = Desk(1, VIP=vip(1))
    desk.settle(ask(voucher="VIP", **LONG))
    (number,) = desk.last
    desk.clock.turn(11)

    assert desk.settle(ask(), release(number), ask()) == [SOLD_OUT, RELEASED, HELD]
    assert desk.counted == (1, 0)


def test_an_expired_cart_of_an_ended_block_does_not_count() -> None:
    desk = Desk(1, VIP=vip(1))
    desk.settle(ask(voucher="VIP", expires=SOON - 1))
    desk.clock.turn(11)

    assert desk.settle(ask()) == [HELD]


def test_a_block_that_was_made_smaller_than_its_carts_may_end() -> None:
    """More places are taken then than were kept back: that was Fay's will, and is excused."""
    desk = Desk(4, VIP=vip(3))
    assert desk.settle(*[ask(voucher="VIP", **LONG)] * 3, ask()) == [HELD] * 4
    desk.vouchers = {"VIP": vip(1)}
    desk.put()
    assert desk.settle(ask(**LONG), ask(**LONG), ask()) == [HELD, HELD, SOLD_OUT]
    desk.clock.turn(11)

    assert desk.settle(ask()) == [SOLD_OUT]
    assert desk.counted == (6, 0)


def test_uses_of_expired_positions_return_when_they_are_needed() -> None:
    desk = Desk(9, V=voucher(max_usages=2))
    assert desk.settle(ask(voucher="V", expires=SOON), ask(voucher="V", **LONG)) == [HELD, HELD]
    desk.clock.turn(10)
    assert desk.settle(ask(voucher="V")) == [USED_UP]

    desk.clock.now += 1
    assert desk.settle(ask(voucher="V"), ask(voucher="V")) == [HELD, USED_UP]
    assert desk.stored.vouchers["V"].held == len(desk.stored.uses) == 2


def test_a_guest_over_the_size_is_stored_and_makes_no_room_when_leaving() -> None:
    desk = Desk(1, GUEST=voucher(ignores_quota=True))
    assert desk.settle(ask(), ask(voucher="GUEST"), ask()) == [HELD, HELD, SOLD_OUT]
    assert desk.stored.excused[TICKETS] == 1

    assert desk.settle(release(desk.last[1]), ask()) == [RELEASED, SOLD_OUT]
    assert (desk.counted, desk.stored.excused[TICKETS]) == ((1, 0), 0)
    assert desk.stored.positions[1].cart_id == ADA
