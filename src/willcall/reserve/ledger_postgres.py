"""The ledger on PostgreSQL: each batch one transaction on a connection of the engine's own.

Lock, read, decide, write, in single-shard statements only (every one names the event and none needs more than it), so
that the database can be distributed by event.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import asyncpg

from willcall.db.errors import (
    DatabaseError,
    DatabaseUnavailable,
    NoSuchEvent,
    TransactionConflict,
    UniqueViolation,
)
from willcall.db.postgres import DRIVER_ERRORS, PostgresDatabase, PostgresTx, translated
from willcall.kit.instants import Clock
from willcall.reserve import ledger
from willcall.reserve.ask import Ask, Kept
from willcall.reserve.book import Account, Present
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.decide import Decision
from willcall.reserve.ledger import (
    Changes,
    KeptRow,
    Settled,
    Shelf,
    columns,
    families,
    hold_rows,
    ids_needed,
    kept_rows,
    line_rows,
)
from willcall.reserve.ledger_catalogue import catalogue_of
from willcall.reserve.ledger_postgres_once import ONCE, Fast
from willcall.reserve.quota import Use

CONNECTIONS_MAX: Final = 4
"""Batches at once: of different events, since those of one event wait for each other anyway."""

ATTEMPTS_MAX: Final = 3
"""A batch that lost to another process, or its connection, is tried again; then its asks are told to come back."""

VERSION: Final = "SELECT version FROM event_state WHERE event_id = $1 FOR SHARE"

ACCOUNTS: Final = """
SELECT id, size, closed, paid, pending, exited, blocked, held, waiting
  FROM quota WHERE event_id = $1 AND id = ANY($2::bigint[]) ORDER BY id FOR UPDATE"""

HAND_BACK: Final = """
WITH gone AS (
  DELETE FROM quota_hold WHERE event_id = $1 AND quota_id = ANY($2::bigint[]) AND expires < $3 RETURNING quota_id)
SELECT quota_id, count(*) AS units FROM gone GROUP BY quota_id"""

FAMILY: Final = """
SELECT id, addon_to FROM cart_position
 WHERE event_id = $1 AND api AND (id = ANY($2::bigint[]) OR addon_to = ANY($2::bigint[]))
 ORDER BY id"""

LINES: Final = "SELECT position_id, quota_id FROM quota_hold WHERE event_id = $1 AND position_id = ANY($2::bigint[])"

KEPT: Final = """
SELECT id, token_id, key, created, status, body FROM answer_kept WHERE event_id = $1 AND key = ANY($2::text[])"""

COUNT: Final = """
UPDATE quota SET held = held + t.units,
       excused = CASE WHEN size IS NULL THEN 0
                      ELSE LEAST(excused, GREATEST(0, paid + pending - exited + blocked + held + t.units - size)) END
  FROM unnest($2::bigint[], $3::int[]) AS t(id, units) WHERE quota.event_id = $1 AND quota.id = t.id"""

INSERT_HOLDS: Final = """
INSERT INTO cart_position (event_id, id, cart_id, item_id, variation_id, price, attendee_name_parts, attendee_email,
                           addon_to, is_bundled, includes_tax, api, created, expires)
SELECT s.event_id, t.* FROM event_state s,
       unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::bigint[],
              $10::bool[], $11::bool[], $12::bool[], $13::bigint[], $14::bigint[]) AS t
 WHERE s.event_id = $1"""

INSERT_LINES: Final = """
INSERT INTO quota_hold (event_id, position_id, quota_id, expires)
SELECT s.event_id, t.* FROM event_state s, unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS t
 WHERE s.event_id = $1"""

DELETE_HOLDS: Final = "DELETE FROM cart_position WHERE event_id = $1 AND id = ANY($2::bigint[])"

DELETE_KEPT: Final = "DELETE FROM answer_kept WHERE event_id = $1 AND id = ANY($2::bigint[])"

INSERT_KEPT: Final = """
INSERT INTO answer_kept (event_id, id, token_id, key, created, status, body)
SELECT s.event_id, t.* FROM event_state s,
       unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::int[], $7::bytea[]) AS t
 WHERE s.event_id = $1"""

PRESENT: Final = "SELECT count(*) FROM cart_position WHERE event_id = $1 AND id = ANY($2::bigint[])"

STATEMENTS: Final = (
    VERSION, ACCOUNTS, HAND_BACK, FAMILY, LINES, KEPT, COUNT, INSERT_HOLDS, INSERT_LINES, DELETE_HOLDS, DELETE_KEPT,
    INSERT_KEPT, PRESENT, ONCE,
)  # fmt: skip

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class PostgresPages:
    """`ledger.Pages` on one connection."""

    def __init__(self, connection: Connection, database: PostgresDatabase, event_id: int, ids: list[int]) -> None:
        self._connection = connection
        self._database = database
        self._event_id = event_id
        self._ids = ids
        self.new_id = iter(ids).__next__

    async def version(self) -> int:
        """See `ledger.Pages`."""
        version: int | None = await self._connection.fetchval(VERSION, self._event_id)
        if version is None:
            raise NoSuchEvent
        return version

    async def catalogue(self, version: int) -> Catalogue:
        """See `ledger.Pages`."""
        return await catalogue_of(PostgresTx(self._connection, self._database.ids), self._event_id, version)

    async def accounts(self, quota_ids: Sequence[int]) -> dict[int, Account]:
        """See `ledger.Pages`."""
        rows = await self._connection.fetch(ACCOUNTS, self._event_id, quota_ids)
        return {number: Account(size, closed, Use(*use)) for number, size, closed, *use in rows}

    async def hand_back(self, quota_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        return dict(await self._connection.fetch(HAND_BACK, self._event_id, quota_ids, now))  # type: ignore[arg-type]

    async def family(self, position_ids: Sequence[int]) -> dict[int, Present]:
        """See `ledger.Pages`."""
        rows = await self._connection.fetch(FAMILY, self._event_id, position_ids)
        lines = await self._connection.fetch(LINES, self._event_id, [row["id"] for row in rows]) if rows else []
        return families(((row["id"], row["addon_to"]) for row in rows), ((one[0], one[1]) for one in lines))

    async def kept(self, keys: Sequence[str]) -> list[KeptRow]:
        """See `ledger.Pages`."""
        rows = await self._connection.fetch(KEPT, self._event_id, keys)
        return [KeptRow(number, token, key, at, Kept(status, body)) for number, token, key, at, status, body in rows]

    async def write(self, changes: Changes) -> None:
        """See `ledger.Pages`."""
        decision, run, event_id = changes.decision, self._connection.execute, self._event_id
        if decision.released:
            await run(DELETE_HOLDS, event_id, decision.released)
        if changes.units:
            await run(COUNT, event_id, list(changes.units), list(changes.units.values()))
        if decision.holds:
            await run(INSERT_HOLDS, event_id, *columns(hold_rows(decision)))
        if lines := line_rows(decision):
            await run(INSERT_LINES, event_id, *columns(lines))
        if changes.stale:
            await run(DELETE_KEPT, event_id, changes.stale)
        if decision.kept:
            await run(INSERT_KEPT, event_id, *columns(kept_rows(decision, self.new_id)))


class CommitUnknown(DatabaseUnavailable):
    """The connection was lost over a commit and nobody answers: to try again could hold everything twice."""


class PostgresLedger:
    """`ledger.Ledger` on PostgreSQL."""

    def __init__(self, database: PostgresDatabase, clock: Clock, *, one_statement: bool = True) -> None:
        self._database = database
        self._clock = clock
        self._shelf = Shelf()
        self._fast = Fast(self._shelf, clock) if one_statement else None
        self._idle: list[Connection] = []
        self._places = asyncio.Semaphore(CONNECTIONS_MAX)

    async def open(self) -> None:
        """One connection at once, so that the first batch is answered without delay."""
        self._idle.append(await self._database.dedicated())

    async def close(self) -> None:
        """Closes the connections that no batch uses."""
        while self._idle:
            await self._idle.pop().close()

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """See `ledger.Ledger`; tries again when another process was in the way or the connection was lost."""
        async with self._places:
            for attempt in range(1, ATTEMPTS_MAX + 1):
                try:
                    return await self._settle(event_id, asks)
                except CommitUnknown:
                    raise
                except (TransactionConflict, UniqueViolation, DatabaseUnavailable):
                    if attempt == ATTEMPTS_MAX:
                        raise
            raise AssertionError

    async def _settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        connection = self._idle.pop() if self._idle else await self._database.dedicated()
        settled: Settled | None = None
        try:
            ids: list[int] = []
            if self._fast is not None:
                ids = await self._ids(connection, asks)
                settled = self._fast.decided(event_id, asks, iter(ids).__next__)
                if settled is not None and await self._fast.write(connection, event_id, settled):
                    return settled
                settled = None
            transaction = connection.transaction()
            await transaction.start()
            try:
                pages = PostgresPages(connection, self._database, event_id, ids or await self._ids(connection, asks))
                settled = await ledger.settle(pages, self._shelf, event_id, asks, self._clock, pages.new_id)
            except BaseException:
                if not connection.is_closed():
                    await transaction.rollback()
                raise
            await (transaction.commit() if settled.changes else transaction.rollback())
        except DRIVER_ERRORS as error:
            if settled is not None and settled.changes is not None:
                connection.terminate()
                if await self._was_committed(event_id, settled.changes.decision):
                    return settled
            raise translated(error) from error
        finally:
            if connection.is_closed() or connection.is_in_transaction():
                self._forget(connection)
            else:
                self._idle.append(connection)
        return settled

    def _forget(self, connection: Connection) -> None:
        """A connection that was lost, or is in a state that nobody knows; the idle ones will be no better."""
        for one in (connection, *self._idle):
            one.terminate()
        self._idle.clear()

    async def _ids(self, connection: Connection, asks: Sequence[Ask]) -> list[int]:
        """As many ids as the batch may need, taken at once: others take some while it waits for its locks."""
        count = ids_needed(asks)
        await self._database.refill_ids(connection, count)
        return [self._database.ids.take() for _ in range(count)]

    async def _was_committed(self, event_id: int, decision: Decision) -> bool:
        """After a commit whose answer never came: its own ids tell whether it happened."""
        try:
            connection = await self._database.dedicated()
            try:
                made: int = await connection.fetchval(PRESENT, event_id, list(decision.holds))
                left: int = await connection.fetchval(PRESENT, event_id, decision.released)
            finally:
                await connection.close()
        except (DatabaseError, *DRIVER_ERRORS) as error:
            raise CommitUnknown(str(error)) from error
        return made == len(decision.holds) and left == 0 and bool(decision.holds or decision.released)
