"""Carts of shops and their seats: what stays, what passes on, what others have."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests import engine
from tests.engine import (
    ADAS_CART,
    HELD,
    NOW,
    RESERVATION_US,
    SAVED,
    SHORT,
    TICKETS,
    BoxOffice,
)
from willcall.reserve.ask import CartShort, Reason, SeatShown
from willcall.reserve.book import Present
from willcall.reserve.catalogue import Seating

SEATED: Final = frozenset(((None, engine.TICKET),))
LATER: Final = NOW + RESERVATION_US
PAST: Final = NOW - 1


@pytest.fixture
def box() -> BoxOffice:
    return BoxOffice()


def there(*quota_ids: int, expires: int = LATER, **fields: Any) -> Present:
    """A position that is in the cart, with places in these quotas."""
    return Present((), quota_ids, expires=expires, **fields)


def shown(number: int) -> SeatShown:
    """The seat of that number."""
    return engine.seat(f"A{number}", number).shown


def test_a_seat_that_a_position_holds_stays_its_own(box: BoxOffice) -> None:
    """Although it was taken off sale since."""
    box.shows(engine.seat("A1", 1, blocked=True, held_in_cart=ADAS_CART))
    box.keeps_cart(1, p5=there(TICKETS, seat_id=1))

    assert box.decide(engine.cart(engine.in_cart(5, seat=shown(1)), version=1)) == [SAVED]
    assert box.decision.seats == {5: 1}


def test_a_seat_passes_from_one_position_of_the_cart_to_another(box: BoxOffice) -> None:
    box.shows(engine.seat("A1", 1, held_in_cart=ADAS_CART))
    box.keeps_cart(1, p5=there(TICKETS, seat_id=1))

    assert box.decide(engine.cart(engine.in_cart(-1, seat=shown(1)), version=1)) == [SAVED]
    assert (box.decision.seats, box.decision.released) == ({2: 1}, [5])


@pytest.mark.parametrize(
    "seat",
    [
        pytest.param({"held_in_cart": "other"}, id="another cart has it"),
        pytest.param({"held_in_cart": ADAS_CART}, id="a position that is not of this cart has it"),
        pytest.param({"sold": True}, id="sold"),
        pytest.param({"blocked": True}, id="off sale"),
        pytest.param({"voucher_id": 9}, id="kept for a voucher"),
    ],
)
def test_a_seat_that_others_have_is_short(box: BoxOffice, seat: dict[str, Any]) -> None:
    box.shows(engine.seat("A1", 1, **seat))

    assert box.decide(engine.cart(engine.in_cart(-1, seat=shown(1)))) == [SHORT]
    assert box.decision.outcomes == [CartShort(seats=(1,))]


def test_a_seat_that_is_not_there_any_more_is_short(box: BoxOffice) -> None:
    assert box.decide(engine.cart(engine.in_cart(-1, seat=shown(1)))) == [SHORT]


def test_an_expired_seat_that_somebody_else_took_is_short(box: BoxOffice) -> None:
    box.catalogue = engine.catalogue(seated=SEATED)
    box.shows(engine.seat("A1", 1))
    box.keeps_cart(1, p5=there(TICKETS, seat_id=1, expires=PAST))
    kept = engine.in_cart(5, seat=shown(1))

    assert box.decide(engine.ask(seat="A1"), engine.cart(kept, version=1)) == [HELD, SHORT]


def test_an_expired_seat_that_nobody_took_is_had_again(box: BoxOffice) -> None:
    box.catalogue = engine.catalogue(seated=SEATED)
    box.shows(engine.seat("A1", 1))
    box.keeps_cart(1, p5=there(TICKETS, seat_id=1, expires=PAST))

    words = box.decide(engine.cart(engine.in_cart(5, seat=shown(1)), version=1), engine.ask(seat="A1"))

    assert words == [SAVED, Reason.SEAT_TAKEN]


def test_the_same_seat_twice_is_short_once(box: BoxOffice) -> None:
    box.shows(engine.seat("A1", 1, held_in_cart=ADAS_CART))
    box.keeps_cart(1, p5=there(TICKETS, seat_id=1))
    three = [engine.in_cart(number, seat=shown(1)) for number in (5, -1, -2)]

    assert box.decide(engine.cart(*three, version=1)) == [SHORT]
    assert box.decision.outcomes == [CartShort(seats=(1,))]


def test_seats_are_judged_for_the_carts_channel_and_the_positions_voucher(box: BoxOffice) -> None:
    box.catalogue = engine.catalogue(seating=Seating(blocked_for_channels=frozenset(("office",))))
    box.shows(engine.seat("A1", 1, blocked=True), engine.seat("A2", 2, voucher_id=1))
    box.honours("V")
    both = engine.in_cart(-1, seat=shown(1)), engine.in_cart(-2, seat=shown(2), voucher_id=1)

    assert box.decide(engine.cart(*both)) == [SHORT]
    assert box.decision.outcomes == [CartShort(seats=(1,))]
    assert box.decide(engine.cart(*both, channel="office")) == [SAVED]


def test_distance_is_kept_from_other_carts_alone(box: BoxOffice) -> None:
    box.catalogue = engine.catalogue(seated=SEATED, seating=Seating(minimal_distance=2))
    box.shows(*(engine.seat(f"A{number}", number) for number in range(1, 5)))
    pair = engine.in_cart(-1, seat=shown(1)), engine.in_cart(-2, seat=shown(2))

    words = box.decide(
        engine.cart(*pair), engine.cart(engine.in_cart(-1, seat=shown(3)), cart_id="b"), engine.ask(seat="A4")
    )

    assert words == [SAVED, SHORT, HELD]


def test_a_seat_that_is_given_back_is_free_for_who_comes_later(box: BoxOffice) -> None:
    box.catalogue = engine.catalogue(seated=SEATED)
    box.shows(engine.seat("A1", 1, held_in_cart=ADAS_CART))
    box.keeps_cart(1, p5=there(TICKETS, seat_id=1), p6=there(TICKETS, seat_id=2))

    assert box.decide(engine.ask(seat="A1"), engine.cart(version=1), engine.ask(seat="A1")) == [
        Reason.SEAT_TAKEN,
        SAVED,
        HELD,
    ]
