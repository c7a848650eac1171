"""Refusals: a table in the order of `Reason`, the fields, and how problems of children are told (spec 01 §4)."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.engine import (
    ADA,
    HAT,
    NO_SUCH_ID,
    ONE_SIZE,
    POSTER,
    RETIRED,
    SHIRT,
    WORKSHOP,
    BoxOffice,
    L,
    S,
    ask,
    child,
    wanted,
)
from willcall.reserve.ask import HoldAsk, Reason, Wanted
from willcall.rest.problems import NON_FIELD


@pytest.fixture
def fair() -> BoxOffice:
    """Every quota has no limit until a test says so."""
    return BoxOffice()


UNREADABLE: Final = {"price": ["This is not a number."]}
BAD_CHILDREN: Final[dict[str, Any]] = {"addons": (child(POSTER),), "bundled": (child(POSTER),)}

# Each ask breaks its own rule and, where that is possible, all that are looked at later.
REFUSALS = {
    Reason.FIELDS: wanted(SHIRT, problems=UNREADABLE, seat="A-1", voucher="V", **BAD_CHILDREN),
    Reason.VARIATION_MISSING: wanted(SHIRT, attendee_name="A", name_parts={"x": "y"}, voucher="V", **BAD_CHILDREN),
    Reason.VARIATION_OF_ANOTHER_ITEM: wanted(SHIRT, variation_id=ONE_SIZE, attendee_name="A", name_parts={"x": "y"}),
    Reason.VARIATION_UNEXPECTED: wanted(variation_id=S, attendee_name="A", name_parts={"x": "y"}, **BAD_CHILDREN),
    Reason.NAME_GIVEN_TWICE: wanted(attendee_name="A", name_parts={"x": "y"}, seat="A-1", voucher="V", **BAD_CHILDREN),
    Reason.NOT_SEATED: wanted(seat="A-1", voucher="V", **BAD_CHILDREN),
    Reason.VOUCHER_UNKNOWN: wanted(HAT, variation_id=ONE_SIZE, voucher="V", **BAD_CHILDREN),
    Reason.NO_QUOTA: wanted(HAT, variation_id=ONE_SIZE, **BAD_CHILDREN),
    Reason.ADDON_NOT_OFFERED: wanted(**BAD_CHILDREN),
    Reason.BUNDLE_NOT_OFFERED: wanted(bundled=(child(SHIRT, S), child(SHIRT, L))),
    Reason.NOT_ENOUGH: wanted(),
}


def test_there_is_an_example_of_every_reason_in_its_order() -> None:
    assert list(REFUSALS) == list(Reason)


@pytest.mark.parametrize(("reason", "entry"), REFUSALS.items(), ids=[reason.name for reason in REFUSALS])
def test_the_first_rule_that_is_broken_is_told_and_nothing_is_taken(
    fair: BoxOffice, reason: Reason, entry: Wanted
) -> None:
    fair.has(places=0)

    assert fair.decide(HoldAsk((entry,), bulk=False, cart_id=ADA)) == [reason]
    assert not fair.decision.writes
    assert not fair.decision.taken
    if reason not in {Reason.FIELDS, Reason.NOT_ENOUGH}:
        assert list(fair.refused().problems) == [reason.value[0]]


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
