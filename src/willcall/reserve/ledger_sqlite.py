"""The ledger on SQLite: each batch one transaction on the writer's thread."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections import Counter, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from msgspec.structs import astuple

from willcall.db.errors import NoSuchEvent
from willcall.db.sqlite import SqliteDatabase, SqliteTx, drive
from willcall.kit.instants import Clock
from willcall.reserve import ledger
from willcall.reserve import ledger_sqlite_statements as sql
from willcall.reserve.admission import BATCH_POSITIONS_MAX
from willcall.reserve.ask import Ask, Kept, work_of
from willcall.reserve.book import Account, Present, Seat, SeatKey, StoredCart, Voucher, named_by
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.desk import Decision
from willcall.reserve.glance import Scarce, glance_of, refused
from willcall.reserve.ledger import Changes, Ended, KeptRow, Settled, Shelf, ids_needed
from willcall.reserve.ledger_catalogue import catalogue_of
from willcall.reserve.ledger_rows import (
    answer_rows,
    cart_line_rows,
    changed_cart_rows,
    dates_and_guids,
    ended,
    ended_cart_ids,
    families,
    hold_rows,
    kept_rows,
    line_rows,
    made_cart_rows,
    members_of,
    renewed_rows,
    seat_rows,
    seats_of,
    stored_carts,
    use_rows,
    vouchers_of,
)
from willcall.reserve.quota import Use
from willcall.rest.kind import to_json

BATCHES_MAX: Final = 50
"""Batches of one transaction, each of another event: beyond this all of them would wait for little more."""


class SqlitePages:
    """`ledger.Pages` on the writer's connection; no method ever waits."""

    def __init__(self, connection: sqlite3.Connection, database: SqliteDatabase, event_id: int) -> None:
        self._connection = connection
        self._database = database
        self._event_id = event_id
        self.new_id = database.ids.take

    async def version(self, *, alone: bool) -> int:
        """See `ledger.Pages`; the one writer is always alone."""
        rows = self._rows(sql.VERSION)
        if not rows:
            raise NoSuchEvent
        return int(rows[0][0])

    async def catalogue(self, version: int) -> Catalogue:
        """See `ledger.Pages`."""
        return await catalogue_of(SqliteTx(self._connection, self._database.ids), self._event_id, version)

    async def accounts(self, quota_ids: Sequence[int]) -> dict[int, Account]:
        """See `ledger.Pages`."""
        return {
            number: Account(size, bool(closed), Use(*use))
            for number, size, closed, *use in self._rows(sql.ACCOUNTS, to_json(quota_ids))
        }

    async def hand_back(self, quota_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        return Counter(row[0] for row in self._rows(sql.HAND_BACK, to_json(quota_ids), now))

    async def end_blocks(self, quota_ids: Sequence[int], now: int) -> Mapping[int, Ended]:
        """See `ledger.Pages`."""
        blocks = self._rows(sql.END_BLOCKS, to_json(quota_ids), now)
        counted = [
            row[0]
            for voucher_id, quota_id, _ in blocks
            for row in self._rows(sql.COUNT_UNBLOCKED, voucher_id, quota_id, now)
        ]
        return ended(((quota_id, units) for _, quota_id, units in blocks), counted)

    async def vouchers(self, codes: Sequence[str], ids: Sequence[int]) -> dict[str, Voucher]:
        """See `ledger.Pages`."""
        rows = self._rows(sql.VOUCHERS, to_json(codes), to_json(ids))
        blocks = self._rows(sql.BLOCKS, to_json([row[1] for row in rows]))
        return vouchers_of((tuple(row) for row in rows), ((one[0], one[1]) for one in blocks))

    async def return_uses(self, voucher_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        return Counter(row[0] for row in self._rows(sql.RETURN_USES, to_json(voucher_ids), now))

    async def seats(self, named: Collection[SeatKey], now: int, *, neighbours: bool) -> dict[SeatKey, Seat]:
        """See `ledger.Pages`."""
        dates, guids = dates_and_guids(named)
        if not neighbours:
            rows = [tuple(row) for row in self._rows(sql.SEATS, to_json(dates), to_json(guids), to_json([]))]
            ids = to_json([row[0] for row in rows])
            held = dict(self._rows(sql.SEATS_HELD, now, ids))
            return seats_of(rows, held, dict(self._rows(sql.SEATS_KEPT, now, ids)))
        held = dict(self._rows(sql.NEAR_HELD, now, to_json(dates)))
        kept = dict(self._rows(sql.NEAR_KEPT, now, to_json(dates)))
        rows = self._rows(sql.SEATS, to_json(dates), to_json(guids), to_json(sorted({*held, *kept})))
        return seats_of((tuple(row) for row in rows), held, kept)

    async def family(self, position_ids: Sequence[int]) -> dict[int, Present]:
        """See `ledger.Pages`."""
        rows = self._rows(sql.FAMILY, to_json(position_ids))
        lines = self._rows(sql.LINES, to_json([row[0] for row in rows]))
        return families(((row[0], row[1], row[2], row[3]) for row in rows), ((one[0], one[1]) for one in lines))

    async def carts(self, cart_ids: Sequence[str]) -> dict[str, StoredCart]:
        """See `ledger.Pages`."""
        return stored_carts(self._rows(sql.CARTS, to_json(cart_ids)))

    async def members(self, cart_ids: Sequence[str]) -> dict[str, dict[int, Present]]:
        """See `ledger.Pages`."""
        rows = self._rows(sql.MEMBERS, to_json(cart_ids))
        return members_of((*row[:5], json.loads(row[5])) for row in rows)

    async def kept(self, keys: Sequence[str]) -> list[KeptRow]:
        """See `ledger.Pages`."""
        return [
            KeptRow(number, token, key, created, Kept(*kept))
            for number, token, key, created, *kept in self._rows(sql.KEPT, to_json(keys))
        ]

    async def write(self, changes: Changes) -> None:
        """See `ledger.Pages`."""
        decision = changes.decision
        self._many(sql.DELETE_HOLDS, [(number,) for number in decision.released])
        self._many(sql.COUNT, [(number, *astuple(units)) for number, units in changes.units.items()])
        self._many(sql.COUNT_USES, list(changes.uses.items()))
        self._insert(sql.INSERT_HOLDS, hold_rows(decision))
        if decision.carts:
            self._write_carts(decision)
        self._insert(sql.INSERT_LINES, line_rows(decision))
        self._insert(sql.INSERT_ANSWERS, answer_rows(decision))
        self._insert(sql.INSERT_USES, use_rows(decision))
        self._many(sql.FREE_SEATS, [(seat_id,) for seat_id in decision.seats.values()])
        self._insert(sql.INSERT_SEATS, seat_rows(decision))
        self._many(sql.DELETE_KEPT, [(number,) for number in changes.stale])
        self._insert(sql.INSERT_KEPT, kept_rows(decision, self.new_id))

    def _write_carts(self, decision: Decision) -> None:
        """Carts of shops; what their positions take follows with that of all others."""
        if decision.renewed:
            self._many(sql.RENEW, renewed_rows(decision))
            ids = to_json(list(decision.renewed))
            for statement in sql.CLEAR:
                self._connection.execute(statement, (self._event_id, ids))
        self._insert(sql.INSERT_CART_LINES, cart_line_rows(decision))
        self._insert(sql.INSERT_CARTS, made_cart_rows(decision))
        self._many(sql.CHANGE_CARTS, changed_cart_rows(decision))
        self._many(sql.DELETE_CARTS, [(number,) for number in ended_cart_ids(decision)])

    def _rows(self, statement: str, *arguments: object) -> list[Any]:
        return self._connection.execute(statement, (self._event_id, *arguments)).fetchall()

    def _insert(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Several rows in each step: between two steps the event loop takes the interpreter, and its time."""
        begin = 0
        while begin < len(rows):
            size = next(one for one in sql.ROWS_AT_ONCE if one <= len(rows) - begin)
            values = [value for row in rows[begin : begin + size] for value in (self._event_id, *row)]
            self._connection.execute(sql.of_rows(statement, size), values)
            begin += size

    def _many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.executemany(statement, [(self._event_id, *row) for row in rows])


@dataclass(slots=True, eq=False)
class Batch:
    """A batch that stands in line for the writer, and what came of it."""

    event_id: int
    asks: Sequence[Ask]
    positions: int
    settled: Settled | None = None
    error: BaseException | None = None

    @property
    def is_over(self) -> bool:
        """Whether a transaction that it was part of has come to its end."""
        return self.settled is not None or self.error is not None


class SqliteLedger:
    """`ledger.Ledger` on SQLite.

    Batches of several events that wait for the writer share a transaction: what costs most of it is its end.
    """

    def __init__(self, database: SqliteDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._shelf = Shelf()
        self._scarce = Scarce()
        self._line: deque[Batch] = deque()
        """Batches of which none has begun, in the order in which the writer comes to them."""
        self._at_the_line = threading.Lock()
        """Held for a moment by the writer's thread, or by that of whoever gives up."""

    async def open(self) -> None:
        """Nothing to do: the database's writer is the connection."""

    async def close(self) -> None:
        """Nothing to do."""

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """See `ledger.Ledger`."""
        settled = self._at_a_glance(event_id, asks)
        if settled is None:
            settled = await self._in_line(Batch(event_id, asks, sum(map(work_of, asks))))
        self._scarce.note(event_id, settled)
        return settled

    def _at_a_glance(self, event_id: int, asks: Sequence[Ask]) -> Settled | None:
        """The batch if nothing is left for any of it, as `glance` has it."""
        catalogue = self._shelf.by_event.get(event_id)
        if catalogue is None or not self._scarce.worth(event_id, asks):
            return None
        quota_ids = to_json(list(named_by(asks).need(catalogue)))
        look = glance_of(self._database.look(lambda db: db.execute(sql.GLANCE, (event_id, quota_ids)).fetchall()))
        return None if look is None else refused(catalogue, look, asks, self._clock)

    async def _in_line(self, batch: Batch) -> Settled:
        """Waits for the writer; who gives up before it has begun is not settled any more."""
        self._line.append(batch)
        try:
            return await self._database.on_writer(lambda connection: self._settled(connection, batch))
        except BaseException:
            with self._at_the_line, contextlib.suppress(ValueError):
                self._line.remove(batch)
            raise

    def _settled(self, connection: sqlite3.Connection, batch: Batch) -> Settled:
        """On the writer's thread: what came of a batch, perhaps in a transaction with one that came before it."""
        if not batch.is_over:
            self._settle(connection, self._next())
        if batch.error is not None:
            raise batch.error
        assert batch.settled is not None, "the writer came to a batch that was not in the line"
        return batch.settled

    def _next(self) -> list[Batch]:
        """The batches of the next transaction: as many as nobody has to wait long for."""
        batches: list[Batch] = []
        positions = 0
        with self._at_the_line:
            while self._line and len(batches) < BATCHES_MAX:
                positions += self._line[0].positions
                if batches and positions > BATCH_POSITIONS_MAX:
                    break
                batches.append(self._line.popleft())
        return batches

    def _settle(self, connection: sqlite3.Connection, batches: Sequence[Batch]) -> None:
        """All of them, or none of those that would have been granted something."""
        try:
            self._database.refill_ids(connection, sum(ids_needed(one.asks) for one in batches))
            connection.execute("BEGIN IMMEDIATE")
            try:
                for one in batches:
                    one.settled = self._alone(connection, one) if len(batches) == 1 else self._among(connection, one)
                changed = any(one.settled is not None and one.settled.changes for one in batches)
                connection.execute("COMMIT" if changed else "ROLLBACK")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except BaseException as error:  # noqa: BLE001 - raised by `_settled`, for each of them
            for one in batches:
                one.error = error

    def _among(self, connection: sqlite3.Connection, batch: Batch) -> Settled | None:
        """A batch among others: what fails it does not touch them, unless SQLite gives up the whole transaction."""
        connection.execute("SAVEPOINT batch")
        try:
            settled = self._alone(connection, batch)
        except Exception as error:
            if not connection.in_transaction:
                raise
            connection.execute("ROLLBACK TO batch")
            batch.error = error
            settled = None
        connection.execute("RELEASE batch")
        return settled

    def _alone(self, connection: sqlite3.Connection, batch: Batch) -> Settled:
        pages = SqlitePages(connection, self._database, batch.event_id)
        return drive(ledger.settle(pages, self._shelf, batch.event_id, batch.asks, self._clock, pages.new_id))
