"""The audit of an event: everything that is counted is counted again from the rows, and every difference named.

Reads one snapshot and locks nothing, so that it may run beside servers under load. `mend` writes: counters alone, under
the event's lock, with the counting that changes of the catalogue use. Rows that contradict each other are for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.db.statements import Query
from willcall.db.tx import Row, Tx
from willcall.kit.instants import SECOND_US, Clock
from willcall.reserve import availability
from willcall.reserve import ledger_audit as sql
from willcall.reserve.ledger_catalogue import waiting_until
from willcall.reserve.quota import Use, excused

CLOCKS_APART_US: Final = 10 * SECOND_US
"""How far a server's clock may be ahead of ours. What expires within it may have been handed back already, and is
judged neither way."""

ANSWERS_PAGE: Final = 500
"""Kept answers looked at together: some megabytes even if all are of large bulks."""

GONE_SHOWN: Final = 20
"""Positions named in the note on answers that outlived theirs; usually they were deleted by whoever held them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference, or a note on what may be in order."""

    kind: str
    """Subject and what is wrong with it, for programs: `quota.held`."""
    text: str
    ids: Mapping[str, int]
    """What it is about, by table."""
    is_note: bool = False

    @property
    def is_counter(self) -> bool:
        """Whether `mend` can put it right."""
        return self.kind in COUNTERS


COUNTERS: Final = frozenset(
    (
        *("quota.held", "quota.blocked", "quota.waiting", "quota.excused", "quota.oversold", "quota.open"),
        *("voucher.held", "voucher.excused", "voucher.overused"),
    )
)


async def audited(tx: Tx, event_id: int, clock: Clock) -> list[Finding] | None:
    """What is wrong with an event, in a transaction on one snapshot; None when there is no such event any more."""
    state = await tx.one(tables.event_state, event_id=event_id)
    if state is None:
        if await tx.one(tables.event, id=event_id) is None:
            return None
        return [Finding("event.state", "the event has no event_state row: nothing of it can be served", {})]
    if tx.kind == "postgresql":
        await tx.run(sql.WITHOUT_GUESSING)
    # Read after the snapshot was taken, so that nothing in it was written later.
    now = clock()
    until = await waiting_until(tx, event_id)
    found = [
        *_quotas(await tx.rows(sql.QUOTAS, event_id=event_id, now=now + CLOCKS_APART_US), until, now),
        *_vouchers(await tx.rows(sql.VOUCHERS, event_id=event_id)),
    ]
    for check in CHECKS:
        rows = await tx.rows(check.query, event_id=event_id, now=now + CLOCKS_APART_US)
        found += (check.finding(row) for row in rows)
    return [*found, *await _references(tx, event_id), *await _answers(tx, event_id, now)]


async def mend(tx: Tx, event_id: int, found: list[Finding], now: int) -> None:
    """Counts anew what was found to be counted wrongly. In a writing transaction of its own."""
    counters = [one for one in found if one.is_counter]
    quota_ids = sorted({one.ids["quota"] for one in counters if "quota" in one.ids})
    voucher_ids = sorted({one.ids["voucher"] for one in counters if "voucher" in one.ids})
    await tx.bump(event_id)
    await availability.recount_uses(tx, event_id, voucher_ids, now)
    await availability.recount(tx, event_id, quota_ids, now)


def _quotas(rows: list[Row], waiting_until: Mapping[int | None, int], now: int) -> Iterator[Finding]:
    """Counters of quotas that differ from what they count.

    The waiting list of a date counts until an instant, or always; after it the counter may not know that it is over.
    """
    for row in rows:
        until = waiting_until.get(row["subevent_id"])
        waits = until is None or until >= now + CLOCKS_APART_US
        found = [
            (name, row[name], row[f"counted_{name}"])
            for name in ("held", "blocked", "waiting")
            if row[name] != row[f"counted_{name}"] and (name != "waiting" or waits)
        ]
        use = Use(paid=row["sold"], blocked=row["counted_blocked"], held=row["counted_held"])
        over = excused(row["size"], use)
        if over > row["excused"]:
            text = f"{use.granted} places are taken of {row['size']}, and {row['excused']} may be over the size"
            yield _of_quota(row, "oversold", text)
        elif row["excused"] != over:
            found.append(("excused", row["excused"], over))
        for name, counted, there in found:
            yield _of_quota(row, name, f"the counter of {QUOTA_WORDS[name]} says {counted}, the rows say {there}")
        lasting = row["sold"] + row["blocked_now"]
        if row["close_when_sold_out"] and not row["closed"] and row["size"] is not None and lasting >= row["size"]:
            yield _of_quota(row, "open", "it is sold out, was to be closed then, and is open")


QUOTA_WORDS: Final = {
    "held": "places held in carts",
    "blocked": "places kept back for vouchers",
    "waiting": "entries of the waiting list",
    "excused": "places over the size",
}


def _of_quota(row: Row, name: str, text: str) -> Finding:
    return Finding(f"quota.{name}", f'quota {row["id"]} "{row["name"]}": {text}', {"quota": row["id"]})


def _vouchers(rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        code, counted = f'voucher {row["id"]} "{row["code"]}"', row["counted_held"]
        over = max(0, row["redeemed"] + counted - row["max_usages"])
        ids = {"voucher": row["id"]}
        if row["held"] != counted:
            text = f"{code}: the counter of uses in carts says {row['held']}, the rows say {counted}"
            yield Finding("voucher.held", text, ids)
        if over > row["excused"]:
            used = row["redeemed"] + counted
            text = f"{code}: it is used {used} times of {row['max_usages']}, and {row['excused']} may be over that"
            yield Finding("voucher.overused", text, ids)
        elif row["excused"] != over:
            text = f"{code}: the counter of uses over the most says {row['excused']}, the rows say {over}"
            yield Finding("voucher.excused", text, ids)


@dataclass(frozen=True, slots=True)
class Check:
    """A query that answers with what is wrong, and how to say it."""

    kind: str
    query: Query
    text: str
    """With the row's columns in braces."""

    def finding(self, row: Row) -> Finding:
        """One row in words."""
        values: dict[str, Any] = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row is no mapping
        ids = {name.removesuffix("_id"): value for name, value in values.items() if name.endswith("_id")}
        return Finding(self.kind, self.text.format_map(values), ids)


_PLACE: Final = 'position {position_id} in quota {quota_id} "{name}": '

CHECKS: Final = (
    *(Check("place.missing", query, _PLACE + "it takes no place there and should") for query in sql.PLACES_MISSING),
    Check("place.extra", sql.PLACES_EXTRA, _PLACE + "it takes a place there and should not"),
    Check(
        "place.expiry",
        sql.PLACES_OF_OTHER_TIME,
        _PLACE + "its place expires at another time than itself",
    ),
    Check("use.missing", sql.USES_MISSING, "position {position_id}: it counts as no use of its voucher {voucher_id}"),
    Check(
        "use.wrong",
        sql.USES_WRONG,
        "position {position_id}: it counts as a use of voucher {voucher_id}, not its own, or until another time",
    ),
    Check("seat.missing", sql.SEATS_MISSING, "position {position_id}: its seat {seat_id} is not held for it"),
    Check(
        "seat.wrong",
        sql.SEATS_WRONG,
        "seat {seat_id}: held for position {position_id}, which has another or none, or until another time",
    ),
    Check("seat.twice", sql.SEATS_TWICE, "seat {seat_id}: {positions} positions have it"),
    Check(
        "block.missing",
        sql.BLOCKS_MISSING,
        "voucher {voucher_id}: it keeps nothing back in quota {quota_id}, and should {units} places",
    ),
    Check(
        "block.wrong",
        sql.BLOCKS_WRONG,
        "voucher {voucher_id}: it keeps {units} places back in quota {quota_id}, which is not what it says of itself",
    ),
    Check(
        "cart.torn",
        sql.CARTS_TORN,
        "position {position_id}: it goes with position {addon_to}, and not in its cart, until its time or directly",
    ),
    Check(
        "cart.alone",
        sql.BUNDLED_ALONE,
        "position {position_id}: it is bundled with a position, and belongs to none",
    ),
    Check("cart.lost", sql.CARTS_LOST, "position {position_id}: it is of a shop, and its cart is not there"),
    Check(
        "cart.line",
        sql.CART_LINES_MISSING,
        "position {position_id}: it is of a shop, and what its cart remembers of it is not there",
    ),
)


async def _references(tx: Tx, event_id: int) -> list[Finding]:
    found = []
    for (table, column, referred), query in sql.REFERENCES.items():
        for row in await tx.rows(query, event_id=event_id):
            *key, target = row
            text = f"{table} {'/'.join(map(str, key))}: its {column} is {target}, and there is no such {referred}"
            found.append(Finding("reference.lost", text, {referred: target}))
    return found


# Answers kept for idempotency keys.


@dataclass(frozen=True, slots=True)
class Told:
    """A position as an answer told of it."""

    key: str
    position_id: int
    cart_id: str


async def _answers(tx: Tx, event_id: int, now: int) -> list[Finding]:
    """Answers that tell of a position in another cart than it is in; in a note, those whose position is gone."""
    found: list[Finding] = []
    gone: list[Told] = []
    last = 0
    while rows := await tx.rows(sql.ANSWERS, event_id=event_id, last=last, limit=ANSWERS_PAGE):
        last = rows[-1]["id"]
        told = [one for row in rows for one in _told(row["key"], bytes(row["body"]))]
        where = {"event_id": event_id, "id": OneOf([one.position_id for one in told])}
        carts = {
            row["id"]: row["cart_id"] for row in await tx.find(tables.cart_position, where, columns=("id", "cart_id"))
        }
        for one in told:
            cart_id = carts.get(one.position_id)
            if cart_id is None:
                gone.append(one)
            elif cart_id != one.cart_id:
                text = f'the answer kept for key "{one.key}" tells of position {one.position_id} in another cart'
                found.append(Finding("answer.other", text, {"position": one.position_id}))
        if len(rows) < ANSWERS_PAGE:
            break
    if gone:
        shown = ", ".join(str(one.position_id) for one in gone[:GONE_SHOWN]) + (", …" if len(gone) > GONE_SHOWN else "")
        text = f"answers kept for idempotency keys tell of positions that are not there, deleted since or lost: {shown}"
        found.append(Finding("answer.gone", text, {}, is_note=True))
    return found


def _told(key: str, body: bytes) -> Iterator[Told]:
    """The positions that an answer tells of: one, or those of a bulk; none if it is about something else."""
    try:
        answer = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return
    results = answer.get("results") if isinstance(answer, dict) else None
    entries = (
        [answer] if not isinstance(results, list) else [one.get("data") for one in results if isinstance(one, dict)]
    )
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("id"), int) and isinstance(entry.get("cart_id"), str):
            yield Told(key, entry["id"], entry["cart_id"])
