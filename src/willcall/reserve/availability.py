"""What quotas have left, for those who ask or who change the catalogue (spec 06 §2, §3).

The only part of this room that the catalogue uses. Whatever changes what is counted says so here, in its own
transaction, after it took the event's lock with ``tx.bump``: `rebuild` and `recount` for quotas; `block`, `reblock`
and `withdraw` for vouchers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from willcall.db import tables
from willcall.db.conditions import Above, AtLeast, Below, Condition, IsNot, OneOf
from willcall.db.statements import Query
from willcall.db.tx import Row, Tx
from willcall.kit import instants
from willcall.reserve import ledger_counters, quota
from willcall.reserve.book import Seat
from willcall.reserve.catalogue import Place
from willcall.reserve.ledger_catalogue import WAITING_UNTIL, seating_of, waiting_until
from willcall.reserve.ledger_rows import seats_of
from willcall.reserve.quota import State, Use
from willcall.reserve.seating import free, is_available
from willcall.rest.kind import to_json

BLOCKED_MAX: Final = 1_000_000_000
"""Places that vouchers may keep back in one quota: sums of counters stay within 32 bits."""


@dataclass(frozen=True, slots=True)
class Availability:
    """The answer of ``quotas/{id}/availability/``."""

    paid_orders: int
    pending_orders: int
    exited_orders: int
    blocking_vouchers: int
    cart_positions: int
    waiting_list: int
    available_number: int | None
    available: bool
    total_size: int | None


@dataclass(frozen=True, slots=True)
class Blocking:
    """What a voucher would keep back: so many places wherever it points at (spec 06 §2)."""

    units: int
    item_id: int | None
    variation_id: int | None
    quota_id: int | None
    subevent_id: int | None


async def of_quotas(tx: Tx, event_id: int, rows: Sequence[Row], now: int) -> dict[int, Availability]:
    """The availability of quotas, given as their rows, at an instant: what has expired by then does not count."""
    uses = await _uses(tx, event_id, rows, now)
    return {row["id"]: _of(row, uses[row["id"]]) for row in rows}


async def states(
    tx: Tx, event_id: int, rows: Sequence[Row], now: int, until: Mapping[int | None, int]
) -> dict[int, quota.Availability]:
    """State and number of quotas, given as their rows; `until` says how long the waiting list counts, as known."""
    uses = await _uses(tx, event_id, rows, now, until)
    return {row["id"]: quota.availability(row["size"], uses[row["id"]], closed=row["closed"]) for row in rows}


def _of(row: Row, use: Use) -> Availability:
    found = quota.availability(row["size"], use, closed=row["closed"])
    return Availability(
        use.paid,
        use.pending,
        use.exited,
        use.blocked,
        use.held,
        use.waiting,
        found.number,
        found.state is State.OK,
        row["size"],
    )


async def _uses(
    tx: Tx, event_id: int, rows: Sequence[Row], now: int, until: Mapping[int | None, int] | None = None
) -> dict[int, Use]:
    """What is counted in quotas at an instant, whether the counters know yet what the clock has freed or not."""

    async def units(query: Query, counter: str) -> Mapping[int, int]:
        quota_ids = [row["id"] for row in rows if row[counter]]
        found = await tx.rows(query, event_id=event_id, quota_ids=quota_ids, now=now) if quota_ids else []
        return {row["quota_id"]: row["units"] for row in found}

    expired, ended = await units(ledger_counters.EXPIRED, "held"), await units(ledger_counters.ENDED, "blocked")
    unblocked = await units(ledger_counters.UNBLOCKED, "blocked") if ended else {}
    if until is None:
        until = await waiting_until(tx, event_id) if any(row["waiting"] for row in rows) else {}
    return {
        row["id"]: Use(
            row["paid"],
            row["pending"],
            row["exited"],
            row["blocked"] - ended.get(row["id"], 0),
            row["held"] - expired.get(row["id"], 0) + unblocked.get(row["id"], 0),
            row["waiting"] if until.get(row["subevent_id"], now) >= now else 0,
        )
        for row in rows
    }


async def has_room(tx: Tx, event_id: int, place: Place, now: int) -> bool:
    """Whether an item, or its variation, of a date can be had: it has quotas, and all of them have room (06 §1)."""
    rows = await _quotas(tx, event_id, await _covering(tx, event_id, place), place[2])
    found = await of_quotas(tx, event_id, rows, now)
    return bool(rows) and all(known.available for known in found.values())


async def lacks_room(tx: Tx, event_id: int, wanted: Blocking, now: int, voucher_id: int | None) -> str | None:
    """The name of a quota that has no room for what a voucher is to keep back; the waiting list does not matter.

    What the voucher keeps back there already is its own, and so are the places of positions that use it (05 §12).
    """
    rows = await _pointed_at(tx, event_id, wanted)
    uses = await _uses(tx, event_id, rows, now)
    quota_ids = [row["id"] for row in rows]
    blocks = await _own_blocks(tx, event_id, voucher_id, quota_ids, now)
    lines = await _own_lines(tx, event_id, voucher_id, quota_ids, now)
    for row in rows:
        use, own = uses[row["id"]], blocks.get(row["id"], 0)
        limit = BLOCKED_MAX - use.blocked if row["size"] is None else min(row["size"], BLOCKED_MAX) - use.granted
        if own < wanted.units and (row["closed"] or limit + own + lines.count(row["id"]) < wanted.units):
            name: str = row["name"]
            return name
    return None


async def _own_blocks(
    tx: Tx, event_id: int, voucher_id: int | None, quota_ids: Sequence[int], now: int
) -> Mapping[int, int]:
    if voucher_id is None:
        return {}
    where = {"event_id": event_id, "voucher_id": voucher_id, "quota_id": OneOf(quota_ids)}
    found = await tx.find(tables.voucher_block, where)
    return {row["quota_id"]: row["units"] for row in found if row["valid_until"] is None or row["valid_until"] >= now}


async def _own_lines(
    tx: Tx, event_id: int, voucher_id: int | None, quota_ids: Sequence[int], now: int
) -> Sequence[int]:
    if voucher_id is None:
        return []
    unexpired: dict[str, object] = {"event_id": event_id, "expires": AtLeast(now)}
    positions = await tx.find(tables.cart_position, unexpired | {"voucher_id": voucher_id}, columns=("id",))
    own = {"position_id": OneOf([row["id"] for row in positions]), "quota_id": OneOf(quota_ids)}
    return [row["quota_id"] for row in await tx.find(tables.quota_hold, unexpired | own)]


async def _pointed_at(tx: Tx, event_id: int, wanted: Blocking) -> list[Row]:
    """Where a voucher points: at its quota, those of its variation, or all with its item or a variation of that."""
    if wanted.quota_id is not None:
        return await _quotas(tx, event_id, {wanted.quota_id}, wanted.subevent_id)
    assert wanted.item_id is not None
    home = {"event_id": event_id}
    found = await _covering(tx, event_id, (wanted.item_id, wanted.variation_id, None))
    if wanted.variation_id is None:
        variations = await tx.find(tables.variation, home | {"item_id": wanted.item_id}, columns=("id",))
        if variations:
            where = home | {"variation_id": OneOf([row["id"] for row in variations])}
            found |= {row["quota_id"] for row in await tx.find(tables.quota_variation, where)}
    return await _quotas(tx, event_id, found, wanted.subevent_id)


async def _covering(tx: Tx, event_id: int, place: Place) -> set[int]:
    """The quotas that a sale touches, of any date (spec 06 §1)."""
    item_id, variation_id, _ = place
    if variation_id is None:
        rows = await tx.find(tables.quota_item, {"event_id": event_id, "item_id": item_id})
    else:
        rows = await tx.find(tables.quota_variation, {"event_id": event_id, "variation_id": variation_id})
    return {row["quota_id"] for row in rows}


async def _quotas(tx: Tx, event_id: int, quota_ids: set[int], subevent_id: int | None) -> list[Row]:
    where = {"event_id": event_id, "id": OneOf(sorted(quota_ids)), "subevent_id": subevent_id}
    return await tx.find(tables.quota, where) if quota_ids else []


async def loosen(tx: Tx, event_id: int, quota_ids: Sequence[int]) -> None:
    """Before a size is lowered: lets the database accept a size below the use. `recount` must follow."""
    await tx.run(ledger_counters.LOOSEN, event_id=event_id, quota_ids=list(quota_ids))


async def rebuild(tx: Tx, event_id: int, quota_ids: Sequence[int], now: int) -> None:
    """After a quota was made, given other items or another date: counts what is its own by now, vouchers included."""
    numbers = list(quota_ids)
    await tx.run(ledger_counters.CLEAR_BLOCKS_OF_QUOTAS, event_id=event_id, quota_ids=numbers)
    await tx.run(ledger_counters.FILL_BLOCKS_OF_QUOTAS, event_id=event_id, quota_ids=numbers, now=now)
    await tx.run(ledger_counters.CLEAR_LINES_OF_QUOTAS, event_id=event_id, quota_ids=numbers)
    for query in ledger_counters.FILL_LINES_OF_QUOTAS:
        await tx.run(query, event_id=event_id, quota_ids=numbers, now=now)
    await recount(tx, event_id, numbers, now)


async def block(tx: Tx, event_id: int, voucher_ids: Sequence[int], now: int) -> None:
    """After vouchers that keep places back were made, before anybody uses them: counts those places."""
    numbers = list(voucher_ids)
    await tx.run(ledger_counters.FILL_BLOCKS_OF_VOUCHERS, event_id=event_id, voucher_ids=numbers, now=now)
    await recount(tx, event_id, sorted(await _touched(tx, event_id, numbers)), now)


async def reblock(tx: Tx, event_id: int, voucher_ids: Sequence[int], now: int) -> None:
    """After vouchers were changed: counts anew what they keep back, and who with them needs a place of their own."""
    numbers = list(voucher_ids)
    touched = await _touched(tx, event_id, numbers)
    await tx.run(ledger_counters.CLEAR_BLOCKS_OF_VOUCHERS, event_id=event_id, voucher_ids=numbers)
    await tx.run(ledger_counters.FILL_BLOCKS_OF_VOUCHERS, event_id=event_id, voucher_ids=numbers, now=now)
    await tx.run(ledger_counters.CLEAR_LINES_OF_VOUCHERS, event_id=event_id, voucher_ids=numbers)
    for query in ledger_counters.FILL_LINES_OF_VOUCHERS:
        await tx.run(query, event_id=event_id, voucher_ids=numbers, now=now)
    await recount(tx, event_id, sorted(touched | await _touched(tx, event_id, numbers)), now)


async def withdraw(tx: Tx, event_id: int, voucher_ids: Sequence[int], now: int) -> None:
    """Before vouchers are deleted: takes the positions that use them out of all carts, and their blocks with them."""
    touched = await _touched(tx, event_id, voucher_ids)
    of_vouchers = {"event_id": event_id, "voucher_id": OneOf(list(voucher_ids))}
    await tx.delete(tables.cart_position, of_vouchers)
    await tx.delete(tables.voucher_block, of_vouchers)
    await recount(tx, event_id, sorted(touched), now)


async def _touched(tx: Tx, event_id: int, voucher_ids: Sequence[int]) -> set[int]:
    found = await tx.rows(ledger_counters.TOUCHED, event_id=event_id, voucher_ids=list(voucher_ids))
    return {row["quota_id"] for row in found}


async def recount(tx: Tx, event_id: int, quota_ids: Sequence[int] | None = None, now: int | None = None) -> None:
    """After anything that is counted vanished with what it was of, or a size changed: counts again.

    None means every quota, and the uses of every voucher. A quota that is to close when sold out closes if it is.
    """
    if now is None:
        now = instants.now_us()
    if quota_ids is None:
        quota_ids = [row["id"] for row in await tx.find(tables.quota, {"event_id": event_id}, columns=("id",))]
        used = await tx.find(tables.voucher, {"event_id": event_id, "held": Above(0)}, columns=("id",))
        await recount_uses(tx, event_id, [row["id"] for row in used], now)
    if quota_ids:
        ended = await _without_waiting(tx, event_id, quota_ids, now)
        for waits, numbers in ((0, ended), (1, set(quota_ids) - ended)):
            if numbers:
                await tx.run(ledger_counters.RECOUNT, event_id=event_id, quota_ids=sorted(numbers), waits=waits)
        await _close_sold_out(tx, event_id, quota_ids, now)


async def _without_waiting(tx: Tx, event_id: int, quota_ids: Sequence[int], now: int) -> set[int]:
    """Those quotas in which the waiting list counts no longer: the settings tell an end, and it is past."""
    past = {date for date, until in (await waiting_until(tx, event_id)).items() if until < now}
    if not past:
        return set()
    rows = await tx.find(
        tables.quota, {"event_id": event_id, "id": OneOf(list(quota_ids))}, columns=("id", "subevent_id")
    )
    return {row["id"] for row in rows if row["subevent_id"] in past}


async def settings_changed(tx: Tx, event_id: int, names: Collection[str], now: int) -> None:
    """After settings of these names were changed: counts again what depends on them."""
    if WAITING_UNTIL in names:
        await recount(tx, event_id, now=now)


async def dates_changed(tx: Tx, event_id: int, now: int) -> None:
    """After an event, or one of its dates, was moved: the end of its waiting list may have moved along."""
    if await waiting_until(tx, event_id):
        await recount(tx, event_id, now=now)


async def recount_waiting(tx: Tx, event_id: int, places: Sequence[Place], now: int) -> None:
    """After somebody began or ceased to wait for an item, or a variation, of a date."""
    found: set[int] = set()
    for place in places:
        found |= {row["id"] for row in await _quotas(tx, event_id, await _covering(tx, event_id, place), place[2])}
    await recount(tx, event_id, sorted(found), now)


async def loosen_uses(tx: Tx, event_id: int, voucher_ids: Sequence[int]) -> None:
    """Before the most usages of a voucher are lowered below its uses in carts. `recount_uses` must follow."""
    await tx.run(ledger_counters.LOOSEN_USES, event_id=event_id, voucher_ids=list(voucher_ids))


async def recount_uses(tx: Tx, event_id: int, voucher_ids: Sequence[int], now: int) -> None:
    """After uses of vouchers vanished, or their most usages changed: counts unexpired uses again."""
    if voucher_ids:
        where = {"event_id": event_id, "voucher_id": OneOf(voucher_ids), "expires": Below(now)}
        await tx.delete(tables.voucher_hold, where)
        await tx.run(ledger_counters.RECOUNT_USES, event_id=event_id, voucher_ids=list(voucher_ids))


async def _close_sold_out(tx: Tx, event_id: int, quota_ids: Sequence[int], now: int) -> None:
    """Closes for good what is to be closed when it is sold out (spec 06 §3), under the lock (W10); logs it."""
    open_ones = {"close_when_sold_out": True, "closed": False, "size": IsNot(None)}
    rows = await tx.find(tables.quota, {"event_id": event_id, "id": OneOf(quota_ids)} | open_ones)
    uses = await _uses(tx, event_id, rows, now)
    for row in rows:
        if is_sold_out(row["size"], uses[row["id"]]):
            await tx.update(tables.quota, {"event_id": event_id, "id": row["id"]}, {"closed": True})
            await tx.insert(
                tables.change_log,
                {"event_id": event_id, "id": await tx.new_id(), "at": now, "resource": "quotas"}
                | {"object_id": row["id"], "action": "closed", "token_id": None}
                | {"before": to_json({"closed": False}), "after": to_json({"closed": True})},
            )


def is_sold_out(size: int | None, use: Use) -> bool:
    """Whether nothing is left even if every cart comes back: reservations alone do not close a quota (spec 06 §3)."""
    return quota.availability(size, use).state in (State.ORDERED, State.GONE)


async def seat_is_free(tx: Tx, event_id: int, seat_id: int, voucher_id: int | None, now: int) -> bool:
    """Whether a voucher may keep a seat for itself: nobody has it, and none that is taken is too near (01 §8.2)."""
    seating = await seating_of(tx, event_id)
    near = seating.minimal_distance > 0
    held, kept = await seat_holders(tx, event_id, IsNot(None) if near else OneOf((seat_id,)), now)
    kept = {seat: number for seat, number in kept.items() if number != voucher_id}
    seats = await _seats(tx, event_id, {"id": OneOf(sorted({seat_id, *held, *kept}))}, held, kept)
    return is_available(seats[seat_id], seats.values(), seating, cart_id="", channel="web", voucher_id=voucher_id or 0)


async def free_seats(tx: Tx, event_id: int, subevent_id: int | None, now: int) -> set[int]:
    """The seats of an event, or of a date, any of which a new cart without a voucher could take (01 §8.2).

    Blocked ones are not among them, whatever some sales channels may take.
    """
    return (await hall(tx, event_id, subevent_id, now))[1]


async def hall(tx: Tx, event_id: int, subevent_id: int | None, now: int) -> tuple[Collection[Seat], set[int]]:
    """The seats of an event, or of a date, and the ids of those that `free_seats` tells of."""
    rows = await tx.find(tables.seat, {"event_id": event_id, "subevent_id": subevent_id}, columns=("id",))
    held, kept = await seat_holders(tx, event_id, OneOf([row["id"] for row in rows]), now)
    seats = (await _seats(tx, event_id, {"subevent_id": subevent_id}, held, kept)).values()
    return seats, free(seats, await seating_of(tx, event_id))


async def seat_holders(tx: Tx, event_id: int, seat_ids: Condition, now: int) -> tuple[dict[int, int], dict[int, int]]:
    """By seat: the unexpired cart position that holds it, and the voucher, still of use, that keeps it."""
    of_seats: dict[str, object] = {"event_id": event_id, "seat_id": seat_ids}
    holds = await tx.find(tables.seat_hold, of_seats | {"expires": AtLeast(now)})
    vouchers = await tx.find(tables.voucher, of_seats)
    kept = {row["seat_id"]: row["id"] for row in vouchers if _is_usable(row, now)}
    return {row["seat_id"]: row["position_id"] for row in holds}, kept


async def _seats(
    tx: Tx, event_id: int, where: Mapping[str, object], held: Mapping[int, int], kept: Mapping[int, int]
) -> dict[int, Seat]:
    """Seats by id. Each holder counts as a cart of its own: whoever asks has none."""
    rows = await tx.find(tables.seat, {"event_id": event_id, **where}, columns=SEAT_COLUMNS)
    carts = {seat_id: str(position_id) for seat_id, position_id in held.items()}
    return {seat.shown.id: seat for seat in seats_of((tuple(row) for row in rows), carts, kept).values()}


SEAT_COLUMNS: Final = (
    "id", "seat_guid", "zone_name", "row_name", "row_label", "seat_number", "seat_label", "subevent_id", "item_id",
    "blocked", "x", "y",
)  # fmt: skip
"""What `seats_of` takes, in its order."""


def _is_usable(voucher: Row, now: int) -> bool:
    valid_until: int | None = voucher["valid_until"]
    return voucher["redeemed"] < voucher["max_usages"] and (valid_until is None or valid_until >= now)
