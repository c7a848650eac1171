"""Tidying: deletes what expired long ago. Nothing depends on it; room that the clock has freed is sellable without it.

Cart positions go two weeks after they expired (spec 01 §2), carts of shops after the last of theirs, kept answers once
their day is over (spec 04 §10).
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
from typing import Final

import structlog

from willcall.db import tables
from willcall.db.conditions import Above, Below, OneOf
from willcall.db.errors import DatabaseError, NoSuchEvent
from willcall.db.tx import Database, Tx
from willcall.kit.instants import DAY_US, Clock
from willcall.reserve import availability
from willcall.rest.kept import KEPT_FOR_US

POSITIONS_KEPT_US: Final = 14 * DAY_US
ROUND_S: Final = 3_600
"""Once an hour: what is tidied is weeks old."""
EVENTS_PAGE: Final = 200
ROWS_MAX: Final = 1_000
"""Positions, and carts, of one transaction: short enough to keep no buyer waiting."""

log = structlog.get_logger("willcall.reserve")


async def keep_tidy(database: Database, clock: Clock) -> None:
    """Tidies every event, every hour, until cancelled. A database that fails is tried again an hour later."""
    while True:
        await asyncio.sleep(ROUND_S)
        try:
            await tidy(database, clock())
        except DatabaseError as error:
            log.warning("tidying failed", error=str(error))


async def tidy(database: Database, now: int) -> int:
    """Deletes what is old at an instant, event by event; returns the number of positions and carts that went."""
    deleted, last = 0, 0
    while True:
        events = await database.read(functools.partial(_events_after, last))
        for last in events:
            with contextlib.suppress(NoSuchEvent):
                deleted += await _tidy_event(database, last, now)
        if len(events) < EVENTS_PAGE:
            break
    await database.write(lambda tx: tx.delete(tables.directory_answer, {"created": Below(now - KEPT_FOR_US)}))
    return deleted


async def _events_after(event_id: int, tx: Tx) -> list[int]:
    where = {"id": Above(event_id)}
    return [row["id"] for row in await tx.find(tables.event, where, limit=EVENTS_PAGE, columns=("id",))]


async def _tidy_event(database: Database, event_id: int, now: int) -> int:
    deleted = 0
    while await database.read(lambda tx: _is_untidy(tx, event_id, now)):
        gone = await database.write(lambda tx: _delete_old(tx, event_id, now))
        deleted += gone
        if gone < ROWS_MAX:
            break
    return deleted


async def _is_untidy(tx: Tx, event_id: int, now: int) -> bool:
    for table, column, before in (
        (tables.cart_position, "expires", now - POSITIONS_KEPT_US),
        (tables.cart, "extend_until", now - POSITIONS_KEPT_US),
        (tables.answer_kept, "created", now - KEPT_FOR_US),
    ):
        where = {"event_id": event_id, column: Below(before)}
        if await tx.find(table, where, order=((column, False), ("id", False)), limit=1, columns=("id",)):
            return True
    return False


async def _delete_old(tx: Tx, event_id: int, now: int) -> int:
    """One round: the oldest positions with all their children, carts, and answers, under the event's lock."""
    await tx.bump(event_id)
    await tx.delete(tables.answer_kept, {"event_id": event_id, "created": Below(now - KEPT_FOR_US)})
    old = await tx.find(
        tables.cart_position,
        {"event_id": event_id, "expires": Below(now - POSITIONS_KEPT_US)},
        order=(("expires", False), ("id", False)),
        limit=ROWS_MAX,
        columns=("id",),
    )
    if old:
        numbers = [row["id"] for row in old]
        await tx.delete(tables.cart_position, {"event_id": event_id, "id": OneOf(numbers)})
        await availability.recount(tx, event_id, now=now)
    return len(old) + await _delete_old_carts(tx, event_id, now)


async def _delete_old_carts(tx: Tx, event_id: int, now: int) -> int:
    """Carts of shops that nobody could extend any more two weeks ago, once their positions are gone.

    No position outlives the instant up to which its cart may be extended, so those that are left go soon.
    """
    old = await tx.find(
        tables.cart,
        {"event_id": event_id, "extend_until": Below(now - POSITIONS_KEPT_US)},
        order=(("extend_until", False), ("id", False)),
        limit=ROWS_MAX,
        columns=("id", "cart_id"),
    )
    if not old:
        return 0
    where = {"event_id": event_id, "cart_id": OneOf([row["cart_id"] for row in old])}
    full = {row["cart_id"] for row in await tx.find(tables.cart_position, where, columns=("cart_id",))}
    gone = [row["id"] for row in old if row["cart_id"] not in full]
    await tx.delete(tables.cart, {"event_id": event_id, "id": OneOf(gone)})
    return len(gone)
