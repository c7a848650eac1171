"""What is given back goes to whom it belongs, and to nobody else: uses of vouchers, seats, places."""

from __future__ import annotations

import pytest

from tests.engine import HELD, RELEASED, TICKET, TICKETS, BoxOffice, ask, catalogue, release, seat
from willcall.reserve.ask import Reason
from willcall.reserve.book import Present

# Numbers as databases have them: two that are equal are not the same object.
FIRST, MIDDLE, LAST = 10_000, 20_000, 30_000


def same(number: int) -> int:
    """An equal number that is another object."""
    return int(str(number))


@pytest.fixture
def fair() -> BoxOffice:
    """Three vouchers in use, and three seats that are held; nobody else may have them."""
    office = BoxOffice(catalogue(seated=frozenset(((None, TICKET),))))
    for code, number in (("LOW", FIRST), ("MID", MIDDLE), ("TOP", LAST)):
        office.honours(code, number, held=1)
    office.shows(*(seat(code, number, held_in_cart="Eve") for code, number in
                   (("LOW", FIRST), ("MID", MIDDLE), ("TOP", LAST))))  # fmt: skip
    return office


def test_a_stored_position_gives_back_its_own_voucher_and_seat(fair: BoxOffice) -> None:
    fair.stores(7, Present(quota_ids=(TICKETS,), voucher_id=same(MIDDLE), seat_id=same(MIDDLE)))
    fair.has(places=9, held=1)

    assert fair.decide(
        release(7),
        ask(voucher="LOW", seat="MID"),
        ask(voucher="TOP", seat="MID"),
        ask(voucher="MID", seat="LOW"),
        ask(voucher="MID", seat="TOP"),
        ask(voucher="MID", seat="MID"),
        ask(voucher="MID", seat="MID"),
    ) == [RELEASED, *[Reason.VOUCHER_USED_UP] * 2, *[Reason.SEAT_TAKEN] * 2, HELD, Reason.VOUCHER_USED_UP]
    assert {code: voucher.held for code, voucher in fair.book.vouchers.items()} == {"LOW": 1, "MID": 1, "TOP": 1}


def test_each_release_gives_back_one_use(fair: BoxOffice) -> None:
    fair.book.vouchers["MID"].max_usages = 3
    fair.book.vouchers["MID"].held = 3
    fair.stores(7, Present(quota_ids=(TICKETS,), voucher_id=same(MIDDLE)))
    fair.stores(8, Present(quota_ids=(TICKETS,), voucher_id=same(MIDDLE)))

    assert fair.decide(release(7), release(8)) == [RELEASED, RELEASED]
    assert fair.book.vouchers["MID"].held == 1
    assert fair.decision.used == {MIDDLE: -2}
    assert fair.decision.taken == {TICKETS: -2}


def test_a_bug_gives_back_what_its_ask_had_taken(fair: BoxOffice) -> None:
    """Of two positions of this batch only the later one is forgotten."""
    fair.has(places=9)
    fair.book.vouchers["MID"].held = 0
    fair.book.seats[None, "LOW"].held_in_cart = fair.book.seats[None, "MID"].held_in_cart = None
    fair.book.vouchers["LOW"].held = 0

    assert fair.decide(ask(voucher="LOW", seat="LOW"), ask(voucher="MID", seat="MID"), release(2)) == [
        HELD, HELD, RELEASED,
    ]  # fmt: skip
    assert {code: voucher.held for code, voucher in fair.book.vouchers.items()} == {"LOW": 1, "MID": 0, "TOP": 1}
    assert [one.held_in_cart is None for one in fair.book.seats.values()] == [False, True, False]
    assert fair.decision.taken == {TICKETS: 1}
