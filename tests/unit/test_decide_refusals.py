"""Refusals: a table in the order of `Reason`, the fields, and how problems of children are told (spec 01 §4)."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.engine import (
    ADA,
    BEN,
    HAT,
    HELD,
    NO_SUCH_ID,
    NOW,
    ONE_SIZE,
    POSTER,
    RETIRED,
    SHIRT,
    TICKET,
    WORKSHOP,
    BoxOffice,
    L,
    S,
    ask,
    bulk,
    catalogue,
    child,
    seat,
    wanted,
)
from willcall.reserve.ask import HoldAsk, Reason, Wanted
from willcall.rest.problems import NON_FIELD


@pytest.fixture
def fair() -> BoxOffice:
    """Every quota has no limit until a test says so."""
    return BoxOffice()


@pytest.fixture
def hall() -> BoxOffice:
    """Tickets have seats and are sold out; there are vouchers of all sorts."""
    hall = BoxOffice(catalogue(seated=frozenset(((None, TICKET),))))
    hall.has(places=0)
    hall.shows(seat("taken", 1, held_in_cart=BEN), seat("workshop", 2, item_id=WORKSHOP))
    hall.honours("POSTER", 1, item_id=POSTER, seat_id=9, subevent_id=9, valid_until=NOW - 1)
    hall.honours("SEAT", 2, seat_id=9, subevent_id=9, valid_until=NOW - 1)
    hall.honours("DATE", 3, subevent_id=9, valid_until=NOW - 1)
    hall.honours("LATE", 4, valid_until=NOW - 1)
    hall.honours("USED", 5, held=1)
    hall.honours("SPENT", 6, redeemed=1, ignores_quota=True)
    hall.honours("GUEST", 7, ignores_quota=True)
    return hall


UNREADABLE: Final = {"price": ["This is not a number."]}
BAD_CHILDREN: Final[dict[str, Any]] = {"addons": (child(POSTER),), "bundled": (child(POSTER),)}
TWO_NAMES: Final[dict[str, Any]] = {"attendee_name": "A", "name_parts": {"x": "y"}}
HERE: Final[dict[str, Any]] = {"seat": "taken"} | BAD_CHILDREN
A_HAT: Final[dict[str, Any]] = {"variation_id": ONE_SIZE} | BAD_CHILDREN

# Each ask breaks its own rule and, where that is possible, all that are looked at later.
REFUSALS = {
    Reason.FIELDS: wanted(SHIRT, problems=UNREADABLE, seat="A-1", voucher="V", **BAD_CHILDREN),
    Reason.VARIATION_MISSING: wanted(SHIRT, seat="A-1", voucher="V", **TWO_NAMES, **BAD_CHILDREN),
    Reason.VARIATION_OF_ANOTHER_ITEM: wanted(SHIRT, seat="A-1", voucher="V", **TWO_NAMES, **A_HAT),
    Reason.VARIATION_UNEXPECTED: wanted(variation_id=S, seat="A-1", voucher="V", **TWO_NAMES, **BAD_CHILDREN),
    Reason.NAME_GIVEN_TWICE: wanted(seat="A-1", voucher="V", **TWO_NAMES, **BAD_CHILDREN),
    Reason.NOT_SEATED: wanted(POSTER, seat="taken", voucher="V", **BAD_CHILDREN),
    Reason.SEAT_UNKNOWN: wanted(seat="TAKEN", voucher="V", **BAD_CHILDREN),
    Reason.SEAT_MISSING: wanted(voucher="V", **BAD_CHILDREN),
    Reason.SEAT_OF_ANOTHER_ITEM: wanted(seat="workshop", voucher="V", **BAD_CHILDREN),
    Reason.VOUCHER_UNKNOWN: wanted(HAT, voucher="V", **A_HAT),
    Reason.VOUCHER_FOR_ANOTHER_ITEM: wanted(HAT, voucher="POSTER", **A_HAT),
    Reason.VOUCHER_FOR_ANOTHER_SEAT: wanted(HAT, voucher="seat", **A_HAT),
    Reason.VOUCHER_FOR_ANOTHER_DATE: wanted(HAT, voucher="date", **A_HAT),
    Reason.VOUCHER_EXPIRED: wanted(HAT, voucher="late", **A_HAT),
    Reason.NO_QUOTA: wanted(HAT, voucher="USED", **A_HAT),
    Reason.ADDON_NOT_OFFERED: wanted(voucher="USED", **HERE),
    Reason.BUNDLE_NOT_OFFERED: wanted(voucher="USED", seat="taken", bundled=(child(SHIRT, S), child(SHIRT, L))),
    Reason.NOT_ENOUGH: wanted(voucher="USED", seat="taken"),
    Reason.VOUCHER_USED_UP: wanted(voucher="SPENT", seat="taken"),
    Reason.SEAT_TAKEN: wanted(voucher="GUEST", seat="taken"),
}


def test_there_is_an_example_of_every_reason_in_its_order() -> None:
    """But for those that take two entries: one is told below, the other in `test_decide_atomic`."""
    assert list(REFUSALS) == [one for one in Reason if one not in {Reason.SEAT_TWICE, Reason.OTHERS_REFUSED}]


@pytest.mark.parametrize(("reason", "entry"), REFUSALS.items(), ids=[reason.name for reason in REFUSALS])
def test_the_first_rule_that_is_broken_is_told_and_nothing_is_taken(
    hall: BoxOffice, reason: Reason, entry: Wanted
) -> None:
    assert hall.decide(HoldAsk((entry,), bulk=False, cart_id=ADA)) == [reason]
    assert not hall.decision.writes
    assert not hall.decision.taken
    assert not hall.decision.used
    if reason not in {Reason.FIELDS, Reason.NOT_ENOUGH}:
        assert list(hall.refused().problems) == [reason.value[0]]


def test_a_seat_that_an_earlier_entry_got_is_told_before_all_that_is_left(hall: BoxOffice) -> None:
    """Spec 01 §4.3: C1 comes before quota, usages and the seat itself; it has no field of its own."""
    hall.shows(seat("free", 3))

    told = hall.decide(bulk(wanted(voucher="GUEST", seat="free"), wanted(voucher="USED", seat="free")))

    assert told == [(HELD, Reason.SEAT_TWICE)]
    assert Reason.SEAT_TWICE.value[0] == NON_FIELD


FIELDS = [
    pytest.param(wanted(NO_SUCH_ID), "item", id="no such item"),
    pytest.param(wanted(RETIRED), "item", id="an item that is not active"),
    pytest.param(wanted(SHIRT, variation_id=NO_SUCH_ID), "variation", id="no such variation"),
    pytest.param(wanted(subevent_id=1, subevent_given=True), "subevent", id="a date, but no series"),
    pytest.param(wanted(sales_channel="moon"), "sales_channel", id="no such sales channel"),
    pytest.param(wanted(name_parts={"full_name": "A" * 256}), "attendee_name_parts", id="a name that is too long"),
    pytest.param(wanted(None, problems={"item": ["This is required."]}), "item", id="what reading found"),
    pytest.param(wanted(None, problems={NON_FIELD: ["This must be an object."]}), NON_FIELD, id="no object at all"),
]


@pytest.mark.parametrize(("entry", "at"), FIELDS)
def test_a_field_that_is_wrong_is_told_under_its_name(fair: BoxOffice, entry: Wanted, at: str) -> None:
    assert fair.decide(HoldAsk((entry,), bulk=False, cart_id=ADA)) == [Reason.FIELDS]
    assert list(fair.refused().problems) == [at]


def test_all_fields_that_are_wrong_are_told_at_once(fair: BoxOffice) -> None:
    fair.decide(ask(RETIRED, variation_id=NO_SUCH_ID, sales_channel="moon", problems=dict(UNREADABLE)))

    assert sorted(fair.refused().problems) == ["item", "price", "sales_channel", "variation"]


def test_problems_of_children_stand_in_step_with_them(fair: BoxOffice) -> None:
    """Spec 01 §4.1: a healthy child has an empty object, and a rule of objects counts as a problem of the parent."""
    fair.decide(
        ask(
            addons=(child(WORKSHOP), child(SHIRT), child(RETIRED)),
            bundled=(child(WORKSHOP, S), child(WORKSHOP)),
        )
    )

    problems = fair.refused().problems
    assert [list(one) for one in problems["addons"]] == [[], [NON_FIELD], ["item"]]
    assert [list(one) for one in problems["bundled"]] == [[NON_FIELD], []]
