"""Seats: which may be taken, and what they are called (spec 01 §1, §8.2). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from math import floor, hypot

from willcall.reserve.ask import SeatShown
from willcall.reserve.book import Seat
from willcall.reserve.catalogue import Seating


def is_available(
    seat: Seat,
    others: Iterable[Seat],
    seating: Seating,
    *,
    cart_id: str,
    channel: str,
    voucher_id: int | None,
) -> bool:
    """Whether a cart may take a seat: not blocked, not held or sold, not kept for another voucher, not too near."""
    if seat.blocked and channel not in seating.blocked_for_channels:
        return False
    if seat.sold or seat.held_in_cart is not None:
        return False
    if seat.voucher_id is not None and seat.voucher_id != voucher_id:
        return False
    if seating.minimal_distance <= 0:
        return True
    return not any(_is_too_near(seat, other, seating) for other in others if _counts(other, cart_id, voucher_id))


def free(seats: Collection[Seat], seating: Seating) -> set[int]:
    """The ids of those seats of a hall that a new cart could take in no special channel and without a voucher."""
    # Squares no smaller than the distance: what is too near stands in the same one, or in one of the eight around it.
    side = max(seating.minimal_distance, 1.0)
    taken: dict[tuple[int, int], list[Seat]] = defaultdict(list)
    for seat in seats if seating.minimal_distance > 0 else ():
        if _counts(seat, "", None):
            taken[floor(seat.x / side), floor(seat.y / side)].append(seat)

    def around(seat: Seat) -> Iterator[Seat]:
        column, row = floor(seat.x / side), floor(seat.y / side)
        for across in (column - 1, column, column + 1):
            for along in (row - 1, row, row + 1):
                yield from taken.get((across, along), ())

    return {
        seat.shown.id
        for seat in seats
        if is_available(seat, around(seat), seating, cart_id="", channel="", voucher_id=None)
    }


def _counts(other: Seat, cart_id: str, voucher_id: int | None) -> bool:
    """Whether a seat is taken by somebody else than this cart."""
    if other.sold or other.held_in_cart not in (None, cart_id):
        return True
    return other.voucher_id is not None and other.voucher_id != voucher_id


def _is_too_near(seat: Seat, other: Seat, seating: Seating) -> bool:
    if other.shown.id == seat.shown.id or other.subevent_id != seat.subevent_id:
        return False
    if seating.within_row and other.shown.row_name != seat.shown.row_name:
        return False
    return hypot(seat.x - other.x, seat.y - other.y) < seating.minimal_distance


def name_of(seat: SeatShown) -> str:
    """Zone, row and seat, as far as there are any; else the guid."""
    row = seat.row_label or (f"Row {seat.row_name}" if seat.row_name else "")
    place = seat.seat_label or (f"Seat {seat.seat_number}" if seat.seat_number else "")
    return ", ".join(part for part in (seat.zone_name, row, place) if part) or seat.seat_guid
