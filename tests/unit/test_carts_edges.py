"""Carts of shops at the edges: the very instant, the first id, numbers as databases have them, more than is needed."""

from __future__ import annotations

from typing import Final

import pytest

from tests import engine
from tests.engine import NOW, RESERVATION_US, SAVED, SHORT, STALE, TICKETS, BoxOffice
from willcall.reserve.ask import CartShort, SeatShown
from willcall.reserve.book import Present
from willcall.reserve.desk import Decision

LATER: Final = NOW + RESERVATION_US
PAST: Final = NOW - 1
FIRST: Final = 1
"""The least id that a position can have."""


@pytest.fixture
def box() -> BoxOffice:
    return BoxOffice()


def there(*quota_ids: int, expires: int = LATER, voucher_id: int | None = None, seat_id: int | None = None) -> Present:
    """A position that is in the cart, with places in these quotas."""
    return Present((), quota_ids, voucher_id=voucher_id, seat_id=seat_id, expires=expires)


def shown(number: int) -> SeatShown:
    """The seat of that number."""
    return engine.seat(f"A{number}", number).shown


def same(number: int) -> int:
    """An equal number that is another object, as databases give them."""
    return int(str(number))


def test_versions_are_compared_as_numbers() -> None:
    box = BoxOffice(engine.catalogue(version=same(10_000)))
    box.keeps_cart(same(20_000))

    assert box.decide(engine.cart(version=20_000, catalogue_version=10_000)) == [SAVED]


@pytest.mark.parametrize(("version", "catalogue_version"), [(19_999, 10_000), (20_001, 10_000), (20_000, 10_001)])
def test_a_version_more_or_less_is_stale(version: int, catalogue_version: int) -> None:
    box = BoxOffice(engine.catalogue(version=10_000))
    box.keeps_cart(20_000)

    assert box.decide(engine.cart(version=version, catalogue_version=catalogue_version)) == [STALE]


def test_each_change_is_a_version_more(box: BoxOffice) -> None:
    versions = []
    for version in range(5):
        box.decide(engine.cart(version=version))
        versions.append(box.saved().version)
        box.keeps_cart(versions[-1])

    assert versions == [1, 2, 3, 4, 5]


# The first id.


def test_the_first_position_that_ever_was_is_kept(box: BoxOffice) -> None:
    box.keeps_cart(1, p1=there(TICKETS))

    assert box.decide(engine.cart(engine.in_cart(FIRST, created=3), version=1)) == [SAVED]
    assert [(one.id, one.created) for one in box.saved().holds] == [(FIRST, 3)]
    assert list(box.decision.renewed) == [FIRST]


def test_the_first_position_that_ever_was_is_stale_where_it_is_not(box: BoxOffice) -> None:
    box.keeps_cart(1, p5=there(TICKETS))

    assert box.decide(engine.cart(engine.in_cart(FIRST), version=1)) == [STALE]


def test_a_guest_with_the_first_id_lets_nobody_else_in(box: BoxOffice) -> None:
    box.has(1, held=1)
    box.honours("V", held=1, ignores_quota=True)
    box.keeps_cart(1, p1=there(TICKETS, voucher_id=1))

    assert box.decide(engine.cart(engine.in_cart(FIRST, voucher_id=1), engine.in_cart(-1), version=1)) == [SHORT]


# The very instant still counts.


def test_a_new_guest_is_excused_up_to_the_very_instant(box: BoxOffice) -> None:
    box.has(0)
    box.honours("V", max_usages=2, ignores_quota=True)

    assert box.decide(engine.cart(engine.in_cart(-1, voucher_id=1, expires=same(NOW)))) == [SAVED]
    assert (box.decision.excused, box.decision.taken) == ({TICKETS: 1}, {TICKETS: 1})
    assert box.decide(engine.cart(engine.in_cart(-1, voucher_id=1, expires=PAST))) == [SAVED]
    assert (box.decision.excused, box.decision.taken) == ({}, {})


def test_what_expires_at_the_very_instant_takes_its_place_voucher_and_seat(box: BoxOffice) -> None:
    box.has(1)
    box.honours("V")
    box.shows(engine.seat("A1", 1))

    ask = engine.cart(engine.in_cart(-1, voucher_id=1, seat=shown(1), expires=same(NOW)))

    assert box.decide(ask) == [SAVED]
    assert (box.decision.counted, box.decision.uses, box.decision.seats) == ({2: (TICKETS,)}, {2: 1}, {2: 1})
    assert box.left() == 0


def test_a_seat_is_its_position_s_own_up_to_the_very_instant(box: BoxOffice) -> None:
    """Even if it was taken off sale since; later it is not."""
    box.shows(engine.seat("A1", 1, blocked=True, held_in_cart=engine.ADAS_CART))
    kept = engine.cart(engine.in_cart(5, seat=shown(1)), version=1)

    box.keeps_cart(1, p5=there(TICKETS, seat_id=1, expires=PAST))
    assert box.decide(kept) == [SHORT]
    box.keeps_cart(1, p5=there(TICKETS, seat_id=1, expires=same(NOW)))
    assert box.decide(kept) == [SAVED]


def test_what_is_over_already_does_not_end_what_comes_after_it(box: BoxOffice) -> None:
    assert box.decide(engine.cart(engine.in_cart(-1, expires=PAST), engine.in_cart(-2))) == [SAVED]

    assert list(box.decision.holds) == [2, 3]
    assert box.decision.counted == {3: (TICKETS,)}


def test_a_position_without_seat_does_not_end_the_search_for_seats(box: BoxOffice) -> None:
    box.shows(engine.seat("A1", 1, sold=True))

    assert box.decide(engine.cart(engine.in_cart(-1), engine.in_cart(-2, seat=shown(1)))) == [SHORT]
    assert box.decision.outcomes == [CartShort(seats=(1,))]


# Numbers as databases have them.


def test_a_seat_with_a_great_number_stays_its_position_s_own(box: BoxOffice) -> None:
    number, seat_id = 10_000, 20_000
    box.shows(engine.seat("A20000", seat_id, blocked=True, held_in_cart=engine.ADAS_CART))
    box.keeps_cart(1)
    box.book.carts[engine.ADAS_CART].members[same(number)] = there(TICKETS, seat_id=same(seat_id))

    assert box.decide(engine.cart(engine.in_cart(number, seat=shown(seat_id)), version=1)) == [SAVED]


def test_uses_of_a_voucher_are_counted_for_it_alone(box: BoxOffice) -> None:
    """One with a great number, among others with uses to spare."""
    box.has(9)
    box.honours("LOW", 1, max_usages=5)
    box.honours("MID", 10_000, max_usages=5)
    box.honours("TOP", 20_000, max_usages=5)
    two = [engine.in_cart(number, voucher_id=same(10_000)) for number in (-1, -2)]

    assert box.decide(engine.cart(*two)) == [SAVED]
    assert {code: voucher.held for code, voucher in box.book.vouchers.items()} == {"LOW": 0, "MID": 2, "TOP": 0}
    assert (box.decision.used, box.decision.uses) == ({10_000: 2}, {2: 10_000, 3: 10_000})


def test_places_to_spare_are_no_lack(box: BoxOffice) -> None:
    box.has(5_000)

    assert box.decide(engine.cart(engine.in_cart(-1), engine.in_cart(-2))) == [SAVED]
    assert box.left() == 4_998


def test_a_cart_of_many_positions_is_saved(box: BoxOffice) -> None:
    many = 300

    assert box.decide(engine.cart(*(engine.in_cart(-number) for number in range(1, many + 1)))) == [SAVED]
    assert len(box.decision.holds) == many


# What is written.


def test_what_stands_after_a_batch_is_new_and_renewed() -> None:
    new, renewed = engine.in_cart(1), engine.in_cart(2)

    assert Decision(holds={1: new}, renewed={2: renewed}).standing == {1: new, 2: renewed}
    assert Decision(holds={1: new}).standing == {1: new}


def test_a_batch_that_changes_a_cart_alone_is_written(box: BoxOffice) -> None:
    box.keeps_cart(1)

    box.decide(engine.cart(version=1))

    assert box.decision.writes
