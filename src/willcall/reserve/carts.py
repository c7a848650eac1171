"""Carts of shops: whether one may become what an ask says, under locks; all of it or nothing. Pure.

Which products a cart may hold, at which prices, was worked out before, on a snapshot (`willcall.cart`); here is only
whether cart and catalogue still are those of that snapshot, and whether there is room (spec 06 §4, 07 §6). Positions
of the cart give back what they have, and those that are kept take it anew: so what is kept unexpired needs no room, in
whatever state its quota is by now. `judged` changes nothing; what it grants, `grant` writes into book and decision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from msgspec import structs

from willcall.kit.values import replace
from willcall.reserve.ask import CartAsk, CartRow, CartSaved, CartShort, CartStale, Hold, Outcome
from willcall.reserve.book import Present, Seat, StoredCart, Voucher
from willcall.reserve.desk import CartChange, Desk, count, count_use
from willcall.reserve.seating import is_available


@dataclass(frozen=True, slots=True)
class Granted:
    """A cart that may be written."""

    change: CartChange
    members: Mapping[int, Present]
    """What is in it so far."""
    holds: tuple[Hold, ...]
    """What is to be in it, with ids."""
    places: tuple[tuple[int, ...], ...]
    """The quotas in which each of them counts."""
    excused: Mapping[int, int]
    """Places by quota that need no room."""


class Verdict(msgspec.Struct, frozen=True):
    """What is told, and what is to be written if anything is."""

    outcome: Outcome
    granted: Granted | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a cart needs beyond what it has, and what it takes."""

    places: tuple[tuple[int, ...], ...]
    need: Mapping[int, int]
    excused: Mapping[int, int]


def judged(desk: Desk, ask: CartAsk) -> Verdict:
    """What becomes of an ask for a cart: stale, short of something, or granted.

    Raises if it contradicts itself: a child without its parent before it, or a position that is none of a shop's cart.
    """
    stored = desk.book.carts.get(ask.cart.cart_id)
    members = stored.members if stored is not None else {}
    if _is_stale(desk, ask, stored):
        return Verdict(CartStale())
    tally = _tally(desk, ask, members)
    lacking = CartShort(_quotas(desk, tally), _vouchers(desk, ask, members), _seats(desk, ask, members))
    if lacking != CartShort():
        return Verdict(lacking)
    change = CartChange(_row(desk, ask, stored), ask.version, desk.new_id(), ask.ends)
    if stored is None:
        change = structs.replace(change, row=structs.replace(change.row, id=change.change_id))
    holds = _numbered(desk, ask)
    saved = CartSaved(change.row, change.version, holds)
    return Verdict(saved, Granted(change, members, holds, tally.places, tally.excused))


def _is_stale(desk: Desk, ask: CartAsk, stored: StoredCart | None) -> bool:
    """Whether it was worked out for another cart or another catalogue than there is, or names what is not in it."""
    if ask.cart.cart_id in desk.decision.carts or ask.catalogue_version != desk.catalogue.version:
        return True
    if ask.version != (stored.version if stored is not None else 0):
        return True
    members = stored.members if stored is not None else {}
    return any(hold.id > 0 and hold.id not in members for hold in ask.holds)


def _tally(desk: Desk, ask: CartAsk, members: Mapping[int, Present]) -> Tally:
    """Places by quota. What expires in the past takes nothing, but must have room."""
    vouchers = {voucher.id: voucher for voucher in desk.book.vouchers.values()}
    own = {hold.id: vouchers[hold.voucher_id] for hold in ask.holds if hold.voucher_id is not None}
    free = Counter(quota_id for member in members.values() for quota_id in member.quota_ids)
    wanted: Counter[int] = Counter()
    excused: Counter[int] = Counter()
    places = []
    for hold in ask.holds:
        quota_ids = _counts_in(desk, hold, own.get(hold.id))
        places.append(quota_ids)
        if not _ignores_quota(hold, own):
            wanted.update(quota_ids)
        elif hold.expires >= desk.now:
            # It keeps the place that it has for itself, and leaves it to nobody else.
            there = members[hold.id].quota_ids if hold.id in members else ()
            free.subtract(quota_id for quota_id in quota_ids if quota_id in there)
            excused.update(quota_id for quota_id in quota_ids if quota_id not in there)
    need = {quota_id: units - free[quota_id] for quota_id, units in wanted.items()}
    return Tally(tuple(places), need, excused)


def _counts_in(desk: Desk, hold: Hold, voucher: Voucher | None) -> tuple[int, ...]:
    """Not where its voucher keeps the place already: counting the position too would count it twice (spec 06 §2)."""
    blocked = voucher.blocked_quota_ids if voucher is not None else ()
    quotas = desk.catalogue.quotas_of((hold.item_id, hold.variation_id, hold.subevent_id))
    return tuple(quota.id for quota in quotas if quota.id not in blocked)


def _ignores_quota(hold: Hold, own: Mapping[int, Voucher]) -> bool:
    """Whether its voucher, or that of the parent that it is bundled with, needs no room in any quota (spec 07 §6)."""
    voucher = own.get(hold.id) or (own.get(hold.addon_to or 0) if hold.is_bundled else None)
    return voucher is not None and voucher.ignores_quota


def _quotas(desk: Desk, tally: Tally) -> dict[int, int]:
    found = {}
    for quota_id, units in tally.need.items():
        left = desk.book.accounts[quota_id].places_left()
        if left is not None and left < units:
            found[quota_id] = left
    return found


def _vouchers(desk: Desk, ask: CartAsk, members: Mapping[int, Present]) -> dict[int, int]:
    need = Counter(hold.voucher_id for hold in ask.holds)
    need.subtract(member.voucher_id for member in members.values())
    return {
        voucher.id: voucher.uses_left for voucher in desk.book.vouchers.values() if voucher.uses_left < need[voucher.id]
    }


def _seats(desk: Desk, ask: CartAsk, members: Mapping[int, Present]) -> tuple[int, ...]:
    """The seats that cannot be had. Its own positions' seats are free to the cart, whichever of them had them."""
    given_back = _held_seats(desk, members)
    short: dict[int, None] = {}
    named: set[int] = set()
    for hold in ask.holds:
        if hold.seat is None:
            continue
        seat_id = hold.seat.id
        if seat_id in named or not (given_back.get(seat_id) == hold.id or _is_free(desk, ask, hold, given_back)):
            short[seat_id] = None
        named.add(seat_id)
    return tuple(short)


def _held_seats(desk: Desk, members: Mapping[int, Present]) -> dict[int, int]:
    """Seats that positions of the cart hold and have not lost to the clock, with who holds them."""
    return {
        member.seat_id: number
        for number, member in members.items()
        if member.seat_id is not None and member.expires >= desk.now
    }


def _is_free(desk: Desk, ask: CartAsk, hold: Hold, given_back: Mapping[int, int]) -> bool:
    assert hold.seat is not None
    seat = desk.book.seats.get((hold.subevent_id, hold.seat.seat_guid))
    if seat is None:
        return False
    if seat.shown.id in given_back:
        seat = replace(seat, held_in_cart=None)
    return is_available(
        seat,
        desk.book.seats.values(),
        desk.catalogue.seating,
        cart_id=ask.cart.cart_id,
        channel=ask.cart.channel,
        voucher_id=hold.voucher_id,
    )


def _row(desk: Desk, ask: CartAsk, stored: StoredCart | None) -> CartRow:
    """What is written of the cart itself: of one that is there only how long it may be extended."""
    return ask.cart if stored is None else structs.replace(stored.row, extend_until=ask.cart.extend_until)


def _numbered(desk: Desk, ask: CartAsk) -> tuple[Hold, ...]:
    """With ids for what is new."""
    ids: dict[int, int] = {}
    found = []
    for hold in ask.holds:
        assert hold.line is not None, "a position of the API in a cart of a shop"
        parent_id = None if hold.addon_to is None else ids[hold.addon_to]
        if hold.id > 0:
            ids[hold.id] = hold.id
            found.append(structs.replace(hold, addon_to=parent_id, cart_id=ask.cart.cart_id))
        else:
            ids[hold.id] = number = desk.new_id()
            found.append(
                structs.replace(hold, id=number, addon_to=parent_id, cart_id=ask.cart.cart_id, created=desk.now)
            )
    assert len(ids) == len(found), "a position is named twice"
    return tuple(found)


def grant(desk: Desk, granted: Granted) -> None:
    """Writes a cart into book and decision."""
    decision = desk.decision
    decision.carts[granted.change.row.cart_id] = granted.change
    seats = {seat.shown.id: seat for seat in desk.book.seats.values()}
    _give_back(desk, granted, seats)
    decision.excused.update(granted.excused)
    for hold, quota_ids in zip(granted.holds, granted.places, strict=True):
        (decision.renewed if hold.id in granted.members else decision.holds)[hold.id] = hold
        if hold.expires < desk.now:
            continue
        decision.counted[hold.id] = quota_ids
        count(desk, quota_ids, 1)
        if hold.voucher_id is not None:
            decision.uses[hold.id] = hold.voucher_id
            count_use(desk, hold.voucher_id, 1)
        if hold.seat is not None:
            decision.seats[hold.id] = hold.seat.id
            seats[hold.seat.id].held_in_cart = hold.cart_id


def _give_back(desk: Desk, granted: Granted, seats: Mapping[int, Seat]) -> None:
    """All that the positions of the cart have; those that are not kept go, children before parents."""
    kept = {hold.id for hold in granted.holds}
    for number, member in sorted(granted.members.items(), reverse=True):
        count(desk, member.quota_ids, -1)
        if member.voucher_id is not None:
            count_use(desk, member.voucher_id, -1)
        if number not in kept:
            desk.decision.released.append(number)
    for seat_id in _held_seats(desk, granted.members):
        if seat_id in seats:
            seats[seat_id].held_in_cart = None
