"""Reads what a request on a cart is decided with: the cart and the world around it, as of one moment.

Everything is read in one snapshot of the database, so that what is decided on it is decided on one state. The snapshot
of the catalogue comes from memory; if the event is of a newer version by now, it is read first.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from willcall.access.secrets import hash_of
from willcall.cart.contents import Cart, Scene, WantedLine
from willcall.cart.named import codes_named, dates_named, seats_named, vouchers_held
from willcall.db import tables
from willcall.db.conditions import IsNot, OneOf
from willcall.db.tx import Database, Tx
from willcall.kit.values import replace
from willcall.reserve import availability, looks
from willcall.reserve.ask import CartRow, Hold, Line
from willcall.reserve.availability import SEAT_COLUMNS, seat_holders
from willcall.reserve.book import Seat, SeatKey
from willcall.reserve.ledger_rows import seats_of as seats_by_key
from willcall.reserve.listing import COLUMNS, SEAT, answers_of, hold_of, seats_of
from willcall.reserve.quota import Availability
from willcall.rest.kept import First, Key, first
from willcall.rest.problems import Busy, Denied, NotFound
from willcall.rest.request import Request
from willcall.rest.visitors import CHANNEL
from willcall.shop.fetch import COUNTED, showcase_of, version_of, voucher_of
from willcall.shop.memory import Showcases
from willcall.shop.showcase import Showcase
from willcall.shop.vouchers import Voucher

LOADS_MAX: Final = 5
"""How often a snapshot of the catalogue is read for one request: an event that is changed faster than that is busy."""

CART_ID_LENGTH_MAX: Final = 255
"""Characters of the id of a cart; a longer one cannot exist."""

CART_COLUMNS: Final = ("id", "cart_id", "secret", "channel", "version", "created", "extend_until")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request is about, so that what it names is read."""

    fresh: Cart | None = None
    """The cart that is to be made; None for the one of the path."""
    lines: tuple[WantedLine, ...] = ()
    code: str | None = None
    """A voucher for what is in the cart."""
    key: Key | None = None
    """Its idempotency key."""


@dataclass(frozen=True, slots=True)
class Found:
    """A cart, and the world around it."""

    scene: Scene
    cart: Cart
    exact: bool = True
    """Whether it is of one moment, and the clock's word is in it."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """Fetches carts; shares the snapshots of events with whoever shows them."""

    database: Database
    showcases: Showcases

    async def found(self, request: Request, wanted: Wanted) -> Found | First:
        """The cart that is meant, with the world around it.

        If the request has been answered before under its idempotency key, that answer. `NotFound` unless there is such
        a cart and it is the caller's; `Denied` for visitors when the event is not live.
        """
        event_id = request.event.id

        async def fetch(tx: Tx) -> Found | First | int:
            version = await version_of(tx, event_id)
            showcase = self.showcases.find(event_id, version)
            # Of a later one, what this moment still has in the cart may be gone.
            if showcase is None or showcase.version != version:
                return version
            known = None if wanted.key is None else await first(tx, request, event_id, wanted.key)
            return known or await _found(tx, request, showcase, wanted)

        async def load() -> Showcase:
            return await self.database.snapshot(lambda tx: showcase_of(tx, event_id))

        for _ in range(LOADS_MAX):
            found = await self.database.snapshot(fetch)
            if not isinstance(found, int):
                return found
            await self.showcases.at_least(event_id, found, load)
        raise Busy("The event is being changed at this moment; nothing was done.")

    async def roughly(self, request: Request, wanted: Wanted) -> Found | First | None:
        """The same by as few questions as there can be, for a first attempt; None if that cannot be had.

        It is not of one moment, and what the clock has freed counts as taken. Whoever grants on it has the engine's
        word under its locks; whoever would refuse asks `found`.
        """
        event_id = request.event.id
        showcase = self.showcases.latest(event_id)
        if showcase is None or codes_named(wanted.lines, wanted.code):
            return None

        async def fetch(tx: Tx) -> Found | First | None:
            known = None if wanted.key is None else await first(tx, request, event_id, wanted.key)
            if known is not None:
                return known
            cart = wanted.fresh or await _stored(tx, request)
            quota_ids = _quota_ids(showcase, cart, wanted)
            version, rows = await looks.version_and_counters(tx, event_id, quota_ids)
            if version != showcase.version:
                return None
            left = looks.by_counters(rows, request.now, showcase.engine.waiting_until)
            return replace(await _around(tx, request, showcase, cart, wanted, left), exact=False)

        return await self.database.read(fetch)


async def _found(tx: Tx, request: Request, showcase: Showcase, wanted: Wanted) -> Found:
    cart = wanted.fresh or await _stored(tx, request)
    left = await _left(tx, showcase, _quota_ids(showcase, cart, wanted), request.now)
    return await _around(tx, request, showcase, cart, wanted, left)


async def _around(
    tx: Tx, request: Request, showcase: Showcase, cart: Cart, wanted: Wanted, left: Mapping[int, Availability]
) -> Found:
    """A cart with what else there is to know."""
    # The gate may not have heard yet that the event is live no more.
    if request.is_public and not showcase.live:
        raise Denied
    vouchers = await _vouchers(tx, request, cart, codes_named(wanted.lines, wanted.code))
    seats = await _seats(tx, showcase, seats_named(cart, wanted.lines), request.now)
    return Found(Scene(showcase, request.now, left, vouchers, seats, staff=not request.is_public), cart)


def _quota_ids(showcase: Showcase, cart: Cart, wanted: Wanted) -> list[int]:
    """The quotas of every date in play."""
    dates = dates_named(showcase, cart, wanted.lines)
    return sorted({quota_id for date in dates for quota_id in showcase.quota_ids(date)})


async def _stored(tx: Tx, request: Request) -> Cart:
    """The cart of the path; one that is not there and one that is another's are `NotFound` alike."""
    event_id, cart_id = request.event.id, request.params["cart"]
    if len(cart_id) > CART_ID_LENGTH_MAX or "\0" in cart_id:
        raise NotFound
    rows = await tx.find(tables.cart, {"event_id": event_id, "cart_id": cart_id}, columns=CART_COLUMNS)
    if not rows:
        raise NotFound
    number, cart_id, secret, channel, version, created, extend_until = rows[0]
    known = None if secret is None else bytes(secret)
    if request.is_public and (channel != CHANNEL or not is_secret(request.cart_secret, known)):
        raise NotFound
    row = CartRow(number, cart_id, known, channel, created, extend_until)
    return Cart(row, version, await _holds(tx, event_id, cart_id))


def is_secret(given: str | None, known: bytes | None) -> bool:
    """Whether this is the secret of a cart, found out in the same time for all of one length."""
    if given is None or known is None:
        return False
    return hmac.compare_digest(hash_of(given), known)


async def _holds(tx: Tx, event_id: int, cart_id: str) -> tuple[Hold, ...]:
    """What is in a cart, in the order of ids: parents were made before their children."""
    where = {"event_id": event_id, "cart_id": cart_id, "api": False}
    rows = [tuple(row) for row in await tx.find(tables.cart_position, where, columns=COLUMNS)]
    if not rows:
        return ()
    numbers = [row[0] for row in rows]
    of_positions = {"event_id": event_id, "position_id": OneOf(numbers)}
    columns = ("position_id", "price", "typed", "discount_id")
    found = await tx.find(tables.cart_line, of_positions, order=(("position_id", False),), columns=columns)
    lines = {number: Line(*said) for number, *said in found}
    answers = await answers_of(tx, event_id, numbers)
    seats = await seats_of(tx, event_id, [row[SEAT] for row in rows if row[SEAT] is not None])
    return tuple(hold_of(row, answers.get(row[0], ()), seats.get(row[SEAT]), lines.get(row[0])) for row in rows)


async def _vouchers(tx: Tx, request: Request, cart: Cart, named: Collection[str]) -> dict[str, Voucher]:
    """Those of the cart and those that are named, by code; visitors who name too many that do not exist are stopped."""
    event_id = request.event.id
    own = sorted(vouchers_held(cart))
    rows = await tx.find(tables.voucher, {"event_id": event_id, "id": OneOf(own)}, columns=("code",)) if own else []
    known = {row["code"] for row in rows}
    guessed = set(named) - known
    found: dict[str, Voucher] = {}
    for code in sorted(known | guessed):
        # Before each of them: a request may name many.
        if code in guessed:
            request.may_guess()
        voucher = await voucher_of(tx, event_id, code, request.now)
        if voucher is not None:
            found[code] = voucher
        elif code in guessed:
            request.has_guessed()
    return found


async def _left(tx: Tx, showcase: Showcase, quota_ids: Collection[int], now: int) -> dict[int, Availability]:
    """What quotas have left."""
    if not quota_ids:
        return {}
    rows = await tx.find(tables.quota, {"event_id": showcase.event_id, "id": OneOf(quota_ids)}, columns=COUNTED)
    return await availability.states(tx, showcase.event_id, rows, now, showcase.engine.waiting_until)


async def _seats(tx: Tx, showcase: Showcase, wanted: Collection[SeatKey], now: int) -> dict[SeatKey, Seat]:
    """The seats that matter, and where a distance is kept all that are taken, with the carts that have them."""
    if not wanted:
        return {}
    event_id = showcase.event_id
    guids = OneOf(sorted({guid for _, guid in wanted}))
    rows = await tx.find(tables.seat, {"event_id": event_id, "seat_guid": guids}, columns=SEAT_COLUMNS)
    by_id = {row["id"]: tuple(row) for row in rows if (row["subevent_id"], row["seat_guid"]) in wanted}
    near = showcase.engine.seating.minimal_distance > 0
    held, kept = await seat_holders(tx, event_id, IsNot(None) if near else OneOf(sorted(by_id)), now)
    others = sorted((held.keys() | kept.keys()) - by_id.keys()) if near else []
    if others:
        rows = await tx.find(tables.seat, {"event_id": event_id, "id": OneOf(others)}, columns=SEAT_COLUMNS)
        by_id |= {row["id"]: tuple(row) for row in rows}
    holders = {"event_id": event_id, "id": OneOf(sorted(held.values()))}
    positions = await tx.find(tables.cart_position, holders, columns=("id", "cart_id")) if held else []
    carts = {row["id"]: row["cart_id"] for row in positions}
    return seats_by_key(by_id.values(), {seat: carts.get(number, "") for seat, number in held.items()}, kept)
