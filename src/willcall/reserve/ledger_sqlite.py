"""The ledger on SQLite: each batch one transaction on the writer's thread.

The statements of `ledger_postgres` in SQLite's words; the one writer takes the place of row locks.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from willcall.db.errors import NoSuchEvent, from_sqlite
from willcall.db.sqlite import SqliteDatabase, SqliteTx, drive
from willcall.kit.instants import Clock
from willcall.reserve import ledger
from willcall.reserve.ask import Ask, Kept
from willcall.reserve.book import Account, Present
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.ledger import (
    HOLD_COLUMNS,
    Changes,
    KeptRow,
    Settled,
    Shelf,
    families,
    hold_rows,
    ids_needed,
    kept_rows,
    line_rows,
)
from willcall.reserve.ledger_catalogue import catalogue_of
from willcall.reserve.quota import Use
from willcall.rest.kind import to_json

VERSION: Final = "SELECT version FROM event_state WHERE event_id = ?"

ACCOUNTS: Final = """
SELECT id, size, closed, paid, pending, exited, blocked, held, waiting
  FROM quota WHERE event_id = ? AND id IN (SELECT value FROM json_each(?))"""

HAND_BACK: Final = """
DELETE FROM quota_hold WHERE event_id = ? AND quota_id IN (SELECT value FROM json_each(?)) AND expires < ?
RETURNING quota_id"""

FAMILY: Final = """
SELECT id, addon_to FROM cart_position
 WHERE event_id = ?1 AND api
   AND (id IN (SELECT value FROM json_each(?2)) OR addon_to IN (SELECT value FROM json_each(?2)))
 ORDER BY id"""

LINES: Final = """
SELECT position_id, quota_id FROM quota_hold WHERE event_id = ? AND position_id IN (SELECT value FROM json_each(?))"""

KEPT: Final = """
SELECT id, token_id, key, created, status, body FROM answer_kept
 WHERE event_id = ? AND key IN (SELECT value FROM json_each(?))"""

COUNT: Final = """
UPDATE quota SET held = held + ?3,
       excused = CASE WHEN size IS NULL THEN 0
                      ELSE min(excused, max(0, paid + pending - exited + blocked + held + ?3 - size)) END
 WHERE event_id = ?1 AND id = ?2"""

INSERT_HOLDS: Final = f"""
INSERT INTO cart_position (event_id, {", ".join(HOLD_COLUMNS)}) VALUES (?{", ?" * len(HOLD_COLUMNS)})"""  # noqa: S608

INSERT_LINES: Final = "INSERT INTO quota_hold (event_id, position_id, quota_id, expires) VALUES (?, ?, ?, ?)"

DELETE_HOLDS: Final = "DELETE FROM cart_position WHERE event_id = ? AND id = ?"

DELETE_KEPT: Final = "DELETE FROM answer_kept WHERE event_id = ? AND id = ?"

INSERT_KEPT: Final = """
INSERT INTO answer_kept (event_id, id, token_id, key, created, status, body) VALUES (?, ?, ?, ?, ?, ?, ?)"""

STATEMENTS: Final = (
    VERSION, ACCOUNTS, HAND_BACK, FAMILY, LINES, KEPT, COUNT, INSERT_HOLDS, INSERT_LINES, DELETE_HOLDS, DELETE_KEPT,
    INSERT_KEPT,
)  # fmt: skip


class SqlitePages:
    """`ledger.Pages` on the writer's connection; no method ever waits."""

    def __init__(self, connection: sqlite3.Connection, database: SqliteDatabase, event_id: int) -> None:
        self._connection = connection
        self._database = database
        self._event_id = event_id
        self.new_id = database.ids.take

    async def version(self) -> int:
        """See `ledger.Pages`."""
        row = self._connection.execute(VERSION, (self._event_id,)).fetchone()
        if row is None:
            raise NoSuchEvent
        return int(row[0])

    async def catalogue(self, version: int) -> Catalogue:
        """See `ledger.Pages`."""
        return await catalogue_of(SqliteTx(self._connection, self._database.ids), self._event_id, version)

    async def accounts(self, quota_ids: Sequence[int]) -> dict[int, Account]:
        """See `ledger.Pages`."""
        rows = self._connection.execute(ACCOUNTS, (self._event_id, to_json(quota_ids)))
        return {number: Account(size, bool(closed), Use(*use)) for number, size, closed, *use in rows}

    async def hand_back(self, quota_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        rows = self._connection.execute(HAND_BACK, (self._event_id, to_json(quota_ids), now))
        return Counter(quota_id for (quota_id,) in rows)

    async def family(self, position_ids: Sequence[int]) -> dict[int, Present]:
        """See `ledger.Pages`."""
        rows = self._connection.execute(FAMILY, (self._event_id, to_json(position_ids))).fetchall()
        lines = self._connection.execute(LINES, (self._event_id, to_json([number for number, _ in rows])))
        return families(((number, parent) for number, parent in rows), ((one[0], one[1]) for one in lines))

    async def kept(self, keys: Sequence[str]) -> list[KeptRow]:
        """See `ledger.Pages`."""
        rows = self._connection.execute(KEPT, (self._event_id, to_json(keys)))
        return [KeptRow(number, token, key, at, Kept(status, body)) for number, token, key, at, status, body in rows]

    async def write(self, changes: Changes) -> None:
        """See `ledger.Pages`."""
        decision = changes.decision
        self._many(DELETE_HOLDS, [(number,) for number in decision.released])
        self._many(COUNT, list(changes.units.items()))
        self._many(INSERT_HOLDS, hold_rows(decision))
        self._many(INSERT_LINES, line_rows(decision))
        self._many(DELETE_KEPT, [(number,) for number in changes.stale])
        self._many(INSERT_KEPT, kept_rows(decision, self.new_id))

    def _many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.executemany(statement, [(self._event_id, *row) for row in rows])


class SqliteLedger:
    """`ledger.Ledger` on SQLite."""

    def __init__(self, database: SqliteDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._shelf = Shelf()

    async def open(self) -> None:
        """Nothing to do: the database's writer is the connection."""

    async def close(self) -> None:
        """Nothing to do."""

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """See `ledger.Ledger`."""
        return await self._database.on_writer(lambda connection: self._settle(connection, event_id, asks))

    def _settle(self, connection: sqlite3.Connection, event_id: int, asks: Sequence[Ask]) -> Settled:
        try:
            self._database.refill_ids(connection, ids_needed(asks))
            connection.execute("BEGIN IMMEDIATE")
            try:
                pages = SqlitePages(connection, self._database, event_id)
                settled = drive(ledger.settle(pages, self._shelf, event_id, asks, self._clock, pages.new_id))
                connection.execute("COMMIT" if settled.changes else "ROLLBACK")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise from_sqlite(error) from error
        return settled
