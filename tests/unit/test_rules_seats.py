"""Seats: who may take one, and how near to others (spec 01 §8.2)."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine import (
    ADA,
    BEN,
    EVENT,
    HELD,
    NOW,
    POSTER,
    RELEASED,
    TICKET,
    TICKETS,
    BoxOffice,
    ask,
    bulk,
    catalogue,
    child,
    release,
    seat,
    voucher,
    wanted,
    words,
)
from tests.property.players import Clock
from willcall.reserve.ask import Reason
from willcall.reserve.book import Account, Present
from willcall.reserve.catalogue import Seating
from willcall.reserve.ledger_memory import MemoryLedger, World
from willcall.reserve.quota import Use
from willcall.reserve.seating import free, is_available, name_of

SEATED: Final = frozenset(((None, TICKET), (7, TICKET)))


def hall(**seating: Any) -> BoxOffice:
    """Tickets have seats: A1 to A4 in the first row, a unit apart, B1 behind A1."""
    hall = BoxOffice(catalogue(seated=SEATED, seating=Seating(**seating)))
    hall.shows(*(seat(f"A{number}", number) for number in range(1, 5)), seat("B1", 5, row="2", x=1, y=1))
    return hall


TAKEN = [
    pytest.param({}, {}, HELD, id="free"),
    pytest.param({"held_in_cart": BEN}, {}, Reason.SEAT_TAKEN, id="in another cart"),
    pytest.param({"held_in_cart": ADA}, {}, Reason.SEAT_TAKEN, id="in the same cart"),
    pytest.param({"sold": True}, {}, Reason.SEAT_TAKEN, id="sold"),
    pytest.param({"blocked": True}, {}, Reason.SEAT_TAKEN, id="blocked"),
    pytest.param({"blocked": True}, {"sales_channel": "desk"}, HELD, id="blocked, but not for this channel"),
    pytest.param({"voucher_id": 5}, {}, Reason.SEAT_TAKEN, id="kept for a voucher"),
    pytest.param({"voucher_id": 5}, {"voucher": "OTHER"}, Reason.SEAT_TAKEN, id="kept for another voucher"),
    pytest.param({"voucher_id": 5}, {"voucher": "OURS"}, HELD, id="kept for this voucher"),
]


@pytest.mark.parametrize(("state", "fields", "told"), TAKEN)
def test_a_seat_is_taken_or_it_is_not(state: dict[str, Any], fields: dict[str, Any], told: Any) -> None:
    """Vectors 52, 55 and 56."""
    fair = BoxOffice(
        catalogue(
            seated=SEATED,
            seating=Seating(blocked_for_channels=frozenset(("desk",))),
            channels=frozenset(("web", "desk")),
        )
    )
    fair.shows(seat("A1", 1, **state))
    fair.honours("OURS", 5, seat_id=1)
    fair.honours("OTHER", 6)

    assert fair.decide(ask(seat="A1", **fields)) == [told]
    assert fair.decision.seats == ({1: 1} if told == HELD else {})


def test_a_seat_that_is_asked_for_twice_goes_to_the_first() -> None:
    """Vector 49: within a bulk the second entry is told so; who was refused has taken no seat."""
    fair = hall()
    fair.honours("V", held=1)
    twice = bulk(wanted(seat="A1", voucher="V"), wanted(seat="A1"), wanted(seat="A1"))

    assert fair.decide(twice, ask(seat="A1")) == [(Reason.VOUCHER_USED_UP, HELD, Reason.SEAT_TWICE), Reason.SEAT_TAKEN]
    held = fair.decision.holds[1].seat
    assert held is not None
    assert held.seat_guid == "A1"


def test_a_seat_of_another_date_is_another_seat() -> None:
    """The guid is looked up within its date."""
    fair = BoxOffice(catalogue([], seated=SEATED, has_subevents=True, subevent_ids=frozenset((7, 8))))
    fair.shows(seat("A1", 1, subevent_id=7), seat("A1", 2, subevent_id=8))
    fair.honours("V", max_usages=9, ignores_quota=True)

    def on(date: int) -> Any:
        return ask(seat="A1", voucher="V", subevent_id=date, subevent_given=True)

    assert fair.decide(on(7), on(8), on(7)) == [HELD, Reason.NOT_SEATED, Reason.SEAT_TAKEN]
    assert fair.decision.seats == {1: 1}


def test_what_is_seated_cannot_come_with_something_else() -> None:
    """B7: children have no seats, so a seated item can be none; nor is a seat asked of what has none."""
    fair = BoxOffice(catalogue(seated=frozenset(((None, POSTER),))))

    assert fair.decide(ask(addons=(child(POSTER),))) == [Reason.FIELDS]
    assert [list(one) for one in fair.refused().problems["addons"]] == [["seat"]]


def test_what_expires_in_the_past_takes_no_seat() -> None:
    fair = hall()

    assert fair.decide(ask(seat="A1", expires=NOW - 1), ask(seat="A1")) == [HELD, HELD]
    assert fair.decision.seats == {2: 1}


def test_a_released_position_frees_its_seat_within_the_batch() -> None:
    fair = hall()
    fair.shows(seat("A4", 4, held_in_cart=BEN))
    fair.stores(90, Present(quota_ids=(TICKETS,), seat_id=4))

    assert fair.decide(ask(seat="A1"), release(1), ask(seat="A1")) == [HELD, RELEASED, HELD]
    assert fair.decision.seats == {2: 1}
    assert fair.decide(ask(seat="A4"), release(90), ask(seat="A4")) == [Reason.SEAT_TAKEN, RELEASED, HELD]
    assert fair.decision.seats == {3: 4}


def test_whoever_lost_a_seat_to_the_clock_cannot_free_it_for_a_third() -> None:
    """Its stored position says still that it has the seat: releasing it must not put the new holder out."""
    fair = hall()
    fair.stores(90, Present(seat_id=1))

    assert fair.decide(ask(seat="A1"), release(90), ask(seat="A1")) == [HELD, RELEASED, Reason.SEAT_TAKEN]
    assert fair.decision.seats == {1: 1}


NEAR = [
    pytest.param({"minimal_distance": 0}, "A2", {}, HELD, id="no distance"),
    pytest.param({"minimal_distance": 1}, "A2", {}, HELD, id="just far enough"),
    pytest.param({"minimal_distance": 1.5}, "A2", {}, Reason.SEAT_TAKEN, id="too near"),
    pytest.param({"minimal_distance": 1.5}, "A3", {}, HELD, id="two seats away"),
    pytest.param({"minimal_distance": 1.5}, "B1", {}, Reason.SEAT_TAKEN, id="behind"),
    pytest.param({"minimal_distance": 1.5, "within_row": True}, "B1", {}, HELD, id="behind, in another row"),
    pytest.param({"minimal_distance": 1.5, "within_row": True}, "A2", {}, Reason.SEAT_TAKEN, id="in the same row"),
    pytest.param({"minimal_distance": 1.5}, "A2", {"cart_id": BEN}, HELD, id="beside one's own"),
]


@pytest.mark.parametrize(("seating", "guid", "fields", "told"), NEAR)
def test_others_keep_their_distance(seating: dict[str, Any], guid: str, fields: dict[str, Any], told: Any) -> None:
    """Measured to what is stored, and to what the batch has taken itself."""
    stored, batched = hall(**seating), hall(**seating)
    stored.shows(seat("A1", 1, held_in_cart=BEN))

    assert stored.decide(ask(seat=guid, **fields)) == [told]
    assert batched.decide(ask(seat="A1", cart_id=BEN), ask(seat=guid, **fields)) == [HELD, told]


@pytest.mark.parametrize(
    ("state", "told"),
    [({"sold": True}, Reason.SEAT_TAKEN), ({"voucher_id": 5}, Reason.SEAT_TAKEN), ({"blocked": True}, HELD)],
    ids=["sold", "kept for a voucher", "only blocked"],
)
def test_what_is_sold_or_kept_needs_distance_too(state: dict[str, Any], told: Any) -> None:
    fair = hall(minimal_distance=1.5)
    fair.shows(seat("A1", 1, **state))

    assert fair.decide(ask(seat="A2")) == [told]


NAMES = [
    (("Hall", "3", None, "7", None), "Hall, Row 3, Seat 7"),
    (("Hall", "3", "Box C", "7", "VII"), "Hall, Box C, VII"),
    (("", "", None, "7", None), "Seat 7"),
    (("", "", None, "", None), "guid"),
]


@pytest.mark.parametrize(("parts", "name"), NAMES)
def test_a_seat_is_called_by_what_is_known(parts: tuple[str, str, str | None, str, str | None], name: str) -> None:
    """Spec 01 §1."""
    assert name_of(type(seat("A1").shown)(1, "guid", *parts)) == name


def test_a_ledger_keeps_seats_until_they_expire() -> None:
    """What the clock frees is taken anew, and a voucher keeps its seat until it has expired itself."""
    clock, world = Clock(), World()
    world.put(
        catalogue(seated=SEATED, version=1),
        {number: Account(None, closed=False, use=Use()) for number in catalogue().quotas},
        vouchers={"V": voucher(5, seat_id=2, valid_until=clock() + 1)},
        seats=[seat("A1", 1), seat("A2", 2)],
    )
    ledger = MemoryLedger(world, clock)

    def settle(*asks: Any) -> list[Any]:
        return words(asyncio.run(ledger.settle(EVENT, asks)).outcomes)

    assert settle(ask(seat="A1", expires=clock()), ask(seat="A1"), ask(seat="A2")) == [
        HELD,
        Reason.SEAT_TAKEN,
        Reason.SEAT_TAKEN,
    ]
    clock.now += 1
    assert settle(ask(seat="A1"), release(1), ask(seat="A1"), ask(seat="A2")) == [
        HELD,
        RELEASED,
        Reason.SEAT_TAKEN,
        Reason.SEAT_TAKEN,
    ]
    clock.now += 1
    assert settle(ask(seat="A2"), release(2), ask(seat="A1")) == [HELD, RELEASED, HELD]
    assert {seat_id: number for seat_id, (number, _) in world.events[EVENT].seat_holds.items()} == {1: 4, 2: 3}


TAKERS: Final = [{}, {}, {}, {"held_in_cart": BEN}, {"sold": True}, {"voucher_id": 5}, {"blocked": True}]


@given(
    st.lists(
        st.tuples(st.integers(-30, 30), st.integers(-30, 30), st.sampled_from("12"), st.sampled_from(TAKERS)),
        max_size=25,
    ),
    st.sampled_from((0, 0.3, 1, 1.5, 4)),
    st.booleans(),
)
def test_what_is_free_is_what_each_could_have(
    places: list[tuple[int, int, str, dict[str, Any]]], distance: float, within_row: bool
) -> None:
    """All at once, without looking at every pair: the same as one by one."""
    seating = Seating(minimal_distance=distance, within_row=within_row)
    seats = [
        seat(f"S{number}", number, row=row, x=x / 4, y=y / 4, **state)
        for number, (x, y, row, state) in enumerate(places)
    ]

    assert free(seats, seating) == {
        one.shown.id for one in seats if is_available(one, seats, seating, cart_id="", channel="", voucher_id=None)
    }
