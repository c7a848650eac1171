"""A bulk that is all or nothing: held as a whole, or as if it had never been asked for."""

from __future__ import annotations

import pytest

from tests.engine import (
    HELD,
    RETIRED,
    SOLD_OUT,
    TICKET,
    TICKETS,
    WORKSHOP,
    WORKSHOPS,
    BoxOffice,
    ask,
    bulk,
    catalogue,
    child,
    key,
    seat,
    wanted,
)
from tests.unit.test_decide import BROKEN
from willcall.reserve.ask import Reason, Several

OTHERS = Reason.OTHERS_REFUSED


@pytest.fixture
def fair() -> BoxOffice:
    """Three tickets, a workshop."""
    office = BoxOffice()
    office.has(places=3)
    office.has(places=1, quota_id=WORKSHOPS)
    return office


def undone(office: BoxOffice, at: int = 0) -> bool:
    """Whether an ask was told that nothing of it is held."""
    outcome = office.decision.outcomes[at]
    assert isinstance(outcome, Several)
    return outcome.undone


def test_all_are_held_when_there_is_room_for_all(fair: BoxOffice) -> None:
    assert fair.decide(bulk(wanted(), wanted(), wanted(), atomic=True)) == [(HELD, HELD, HELD)]
    assert not undone(fair)
    assert (fair.left(), len(fair.decision.holds)) == (0, 3)


def test_one_refusal_refuses_all_and_takes_nothing(fair: BoxOffice) -> None:
    """Each is told its own reason, or that there is none but the others."""
    asked = bulk(wanted(addons=(child(WORKSHOP),)), wanted(RETIRED), wanted(WORKSHOP), wanted(), atomic=True)

    assert fair.decide(asked) == [(OTHERS, Reason.FIELDS, SOLD_OUT, OTHERS)]
    assert undone(fair)
    assert not fair.decision.writes
    assert not fair.decision.counted
    assert not any(fair.decision.taken.values())
    assert (fair.left(), fair.left(WORKSHOPS)) == (3, 1)


def test_what_was_not_asked_for_as_a_whole_is_not_undone(fair: BoxOffice) -> None:
    """The same entries, each for itself."""
    assert fair.decide(bulk(wanted(), wanted(RETIRED))) == [(HELD, Reason.FIELDS)]
    assert not undone(fair)
    assert fair.left() == 2


def test_all_refused_is_undone_too(fair: BoxOffice) -> None:
    assert fair.decide(bulk(wanted(RETIRED), atomic=True)) == [(Reason.FIELDS,)]
    assert undone(fair)


def test_an_empty_one_is_held(fair: BoxOffice) -> None:
    assert fair.decide(bulk(atomic=True)) == [()]
    assert not undone(fair)


def test_others_of_the_batch_stand_and_get_what_was_given_back(fair: BoxOffice) -> None:
    """Four are too many for one, so that two others find room."""
    four = bulk(*[wanted()] * 4, atomic=True)

    assert fair.decide(ask(), four, bulk(wanted(), wanted(), atomic=True), ask()) == [
        HELD, (OTHERS, OTHERS, SOLD_OUT, SOLD_OUT), (HELD, HELD), SOLD_OUT,
    ]  # fmt: skip
    assert (undone(fair, 1), undone(fair, 2)) == (True, False)
    assert fair.decision.taken == {TICKETS: 3}
    assert fair.decision.counted.keys() == fair.decision.holds.keys()


def test_seats_and_uses_of_vouchers_are_given_back() -> None:
    """To whoever comes next in the same batch."""
    hall = BoxOffice(catalogue(seated=frozenset(((None, TICKET),))))
    hall.shows(seat("A", 1), seat("B", 2))
    guest = hall.honours("GUEST")

    told = hall.decide(
        bulk(wanted(seat="A", voucher="GUEST"), wanted(seat="B"), wanted(seat="A"), atomic=True),
        ask(seat="A", voucher="GUEST"),
        ask(seat="B"),
    )

    assert told == [(OTHERS, OTHERS, Reason.SEAT_TWICE), HELD, HELD]
    assert guest.held == 1
    assert set(hall.decision.seats.values()) == {1, 2}


def test_a_bug_in_one_entry_refuses_all(fair: BoxOffice) -> None:
    assert fair.decide(bulk(wanted(), BROKEN, atomic=True), ask()) == [(OTHERS, Reason.FIELDS), HELD]
    assert fair.left() == 2


def test_the_refusal_is_kept_under_its_key(fair: BoxOffice) -> None:
    told = fair.decide(bulk(wanted(), wanted(RETIRED), once=key("k"), atomic=True), ask(once=key("k")))

    assert told[0] == (OTHERS, Reason.FIELDS)
    assert told[1] == str(told[0])
    assert fair.left() == 3
