"""Positions of which nothing but room is open: looked at closely once, they are decided alike ever after."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.engine import (
    ADA,
    HELD,
    NOW,
    RESERVATION_US,
    SHIRT,
    SHIRTS,
    SOLD_OUT,
    TICKET,
    TICKETS,
    WORKSHOP,
    BoxOffice,
    L,
    S,
    ask,
    bulk,
    catalogue,
    child,
    wanted,
)
from willcall.kit.names import NAME_LENGTH_MAX
from willcall.reserve import decide
from willcall.reserve.ask import AnswerWanted, HoldAsk, Reason, Refused, Wanted
from willcall.reserve.book import Book
from willcall.reserve.catalogue import Catalogue, Quota
from willcall.reserve.decide import NOT_ENOUGH_TEXT
from willcall.reserve.rules import Checked, checked
from willcall.rest.problems import NON_FIELD

ANYTHING: Final = 105
"""A second quota of tickets."""

SERIES: Final[dict[str, Any]] = {"has_subevents": True, "subevent_ids": frozenset((1, 2))}


def of(entry: Wanted) -> HoldAsk:
    """Asks for this alone."""
    return HoldAsk((entry,), bulk=False, cart_id=ADA)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(wanted(), id="a ticket"),
        pytest.param(wanted(price=1), id="another price"),
        pytest.param(wanted(price=None), id="no price"),
        pytest.param(wanted(attendee_name="Ada"), id="a name"),
        pytest.param(wanted(attendee_email="ada@example.org", includes_tax=False), id="an address"),
        pytest.param(wanted(cart_id="mine@api"), id="a cart of its own"),
        pytest.param(wanted(expires=NOW), id="expires now"),
        pytest.param(wanted(expires=NOW - 1), id="has expired"),
        pytest.param(wanted(SHIRT, variation_id=L), id="a variation"),
    ],
)
def test_the_second_of_its_kind_is_decided_like_the_first(entry: Wanted) -> None:
    """Outcome, position and counters are the same, however it was decided."""
    shop = catalogue()
    first, second = BoxOffice(shop), BoxOffice(shop)

    assert first.decide(of(entry)) == [HELD]
    assert list(shop.bare) == [((entry.item_id, entry.variation_id, None), "web")]
    assert second.decide(of(entry)) == [HELD]

    assert second.decision == first.decision
    assert second.book == first.book


def test_the_rules_are_asked_once_for_each_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is what it is for."""
    asked = []

    def counted(shop: Catalogue, book: Book, entry: Wanted, now: int) -> Checked | Refused:
        asked.append(entry)
        return checked(shop, book, entry, now)

    monkeypatch.setattr(decide, "checked", counted)
    kinds = [wanted(), wanted(WORKSHOP), wanted(SHIRT, variation_id=S), wanted(SHIRT, variation_id=L)]

    assert BoxOffice().decide(*map(of, kinds * 3)) == [HELD] * 12
    assert asked == kinds


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        pytest.param(wanted(problems={"price": ["This is not a number."]}), Reason.FIELDS, id="a problem"),
        pytest.param(wanted(name_parts={"_legacy": "x" * (NAME_LENGTH_MAX + 1)}), Reason.FIELDS, id="a long name"),
        pytest.param(wanted(answers=(AnswerWanted(1, "x"),)), Reason.FIELDS, id="an answer"),
        pytest.param(wanted(voucher="NONE"), Reason.VOUCHER_UNKNOWN, id="a voucher"),
        pytest.param(wanted(voucher=""), Reason.VOUCHER_UNKNOWN, id="a voucher without letters"),
        pytest.param(wanted(seat="A1"), Reason.NOT_SEATED, id="a seat"),
        pytest.param(wanted(seat=""), Reason.NOT_SEATED, id="a seat without letters"),
        pytest.param(wanted(addons=(child(TICKET),)), Reason.ADDON_NOT_OFFERED, id="an add-on"),
        pytest.param(wanted(bundled=(child(TICKET),)), Reason.BUNDLE_NOT_OFFERED, id="a bundled product"),
        pytest.param(wanted(sales_channel="nowhere"), Reason.FIELDS, id="another channel"),
        pytest.param(wanted(variation_id=S), Reason.VARIATION_UNEXPECTED, id="a variation"),
        pytest.param(wanted(subevent_id=1), Reason.FIELDS, id="a date"),
    ],
)
def test_what_is_particular_to_one_buyer_is_looked_at_each_time(entry: Wanted, reason: Reason) -> None:
    """As if no ticket had been sold before; and a refusal is not remembered."""
    office, fresh = BoxOffice(), BoxOffice()
    office.decide(ask())
    known = dict(office.catalogue.bare)

    assert office.decide(of(entry)) == fresh.decide(of(entry)) == [reason]
    assert office.refused() == fresh.refused()
    assert office.catalogue.bare == known


def test_dates_are_told_apart() -> None:
    """What is sold on one date may be in no quota on another."""
    series = BoxOffice(catalogue([Quota(TICKETS, "Tickets", frozenset((TICKET,)), subevent_id=1)], **SERIES))

    assert series.decide(*(ask(subevent_id=date, subevent_given=True) for date in (1, 2, 1))) == [
        HELD,
        Reason.NO_QUOTA,
        HELD,
    ]


@pytest.fixture
def two_quotas() -> Catalogue:
    """Tickets are in two of them, of which the first by name has the higher id."""
    tickets = frozenset((TICKET,))
    shop = catalogue([Quota(TICKETS, "Tickets", tickets), Quota(ANYTHING, "Anything", tickets)])
    BoxOffice(shop).decide(ask())
    return shop


@pytest.mark.parametrize(
    ("tickets", "anything", "full"),
    [
        pytest.param(0, 1, "Tickets", id="the second is full"),
        pytest.param(1, 0, "Anything", id="the first is full"),
        pytest.param(0, 0, "Anything", id="both are full"),
    ],
)
def test_the_first_quota_without_room_is_named(two_quotas: Catalogue, tickets: int, anything: int, full: str) -> None:
    """By name (spec 01 §4.6); nothing is taken from the other one."""
    office = BoxOffice(two_quotas)
    office.has(tickets)
    office.has(anything, ANYTHING)

    assert office.decide(ask()) == [SOLD_OUT]

    assert office.refused().problems == {NON_FIELD: [NOT_ENOUGH_TEXT.format(name=full)]}
    assert not office.decision.writes
    assert {number: one.use.held for number, one in office.book.accounts.items()} == {TICKETS: 0, ANYTHING: 0}


def test_places_are_taken_from_every_quota_until_one_is_full(two_quotas: Catalogue) -> None:
    """Also within a bulk, and across batches that use the same book."""
    office = BoxOffice(two_quotas)
    office.has(3)
    office.has(None, ANYTHING)

    assert office.decide(ask(), bulk(wanted(), wanted(), wanted())) == [HELD, (HELD, HELD, SOLD_OUT)]

    assert office.decision.taken == {TICKETS: 3, ANYTHING: 3}
    assert set(office.decision.counted.values()) == {(ANYTHING, TICKETS)}
    assert office.decide(ask()) == [SOLD_OUT]


def test_a_closed_quota_has_no_room(two_quotas: Catalogue) -> None:
    """Whatever its size."""
    office = BoxOffice(two_quotas)
    office.has(None, closed=True)

    assert office.decide(ask()) == [SOLD_OUT]


def test_what_has_expired_needs_room_and_takes_none(two_quotas: Catalogue) -> None:
    """The very instant still counts (spec 01 §3.1)."""
    office = BoxOffice(two_quotas)
    office.has(1)

    assert office.decide(ask(expires=NOW - 1), ask(expires=NOW), ask(expires=NOW - 1)) == [HELD, HELD, SOLD_OUT]
    assert [len(office.decision.holds), len(office.decision.counted)] == [2, 1]


def test_a_position_expires_after_the_reservation_time(two_quotas: Catalogue) -> None:
    """Unless it says when."""
    office = BoxOffice(two_quotas)

    office.decide(ask(), ask(expires=NOW + 5))

    assert [office.held(place).hold.expires - NOW for place in (0, 1)] == [RESERVATION_US, 5]


def test_another_version_of_the_catalogue_is_looked_at_anew() -> None:
    """What was known of the old one is not known of it."""
    old, new = catalogue(), catalogue([Quota(SHIRTS, "Shirts", frozenset((WORKSHOP,)))], version=2)
    BoxOffice(old).decide(ask())

    assert old.bare
    assert not new.bare
    assert BoxOffice(new).decide(ask()) == [Reason.NO_QUOTA]
