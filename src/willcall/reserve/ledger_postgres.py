"""The ledger on PostgreSQL: each batch one transaction on a connection of the engine's own."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, TypeAlias

import asyncpg
from msgspec.structs import astuple

from willcall.db.errors import (
    RETRIES,
    TROUBLES,
    CommitUnknown,
    DatabaseError,
    DatabaseUnavailable,
    NoSuchEvent,
    TransactionConflict,
    UniqueViolation,
)
from willcall.db.postgres import DRIVER_ERRORS, PostgresDatabase, PostgresTx, translated
from willcall.kit.instants import Clock
from willcall.reserve import ledger
from willcall.reserve import ledger_postgres_statements as sql
from willcall.reserve.ask import Ask, Kept
from willcall.reserve.book import Account, Present, Seat, SeatKey, StoredCart, Voucher, named_by
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.desk import Decision
from willcall.reserve.glance import Scarce, glance_of, refused
from willcall.reserve.ledger import Changes, Ended, KeptRow, Settled, Shelf, ids_needed
from willcall.reserve.ledger_catalogue import catalogue_of
from willcall.reserve.ledger_postgres_once import Fast
from willcall.reserve.ledger_rows import (
    answer_rows,
    cart_line_rows,
    changed_cart_rows,
    columns,
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

CONNECTIONS_MAX: Final = 4
"""Batches at once: of different events, since those of one event wait for each other anyway."""

ATTEMPTS_MAX: Final = 3
"""A batch that lost to another process, or its connection, is tried again; then its asks are told to come back."""

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class PostgresPages:
    """`ledger.Pages` on one connection."""

    def __init__(self, connection: Connection, database: PostgresDatabase, event_id: int, ids: list[int]) -> None:
        self._connection = connection
        self._database = database
        self._event_id = event_id
        self.new_id = iter(ids).__next__

    async def version(self, *, alone: bool) -> int:
        """See `ledger.Pages`."""
        version: int | None = await self._connection.fetchval(
            sql.VERSION_ALONE if alone else sql.VERSION, self._event_id
        )
        if version is None:
            raise NoSuchEvent
        return version

    async def catalogue(self, version: int) -> Catalogue:
        """See `ledger.Pages`."""
        return await catalogue_of(PostgresTx(self._connection, self._database.ids), self._event_id, version)

    async def accounts(self, quota_ids: Sequence[int]) -> dict[int, Account]:
        """See `ledger.Pages`."""
        return {
            number: Account(size, closed, Use(*use))
            for number, size, closed, *use in await self._rows(sql.ACCOUNTS, quota_ids)
        }

    async def hand_back(self, quota_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        return dict(await self._rows(sql.HAND_BACK, quota_ids, now))

    async def end_blocks(self, quota_ids: Sequence[int], now: int) -> Mapping[int, Ended]:
        """See `ledger.Pages`."""
        blocks = [tuple(row) for row in await self._rows(sql.END_BLOCKS, quota_ids, now)]
        if not blocks:
            return {}
        voucher_ids, ended_ids, _ = columns(blocks)
        counted = await self._rows(sql.COUNT_UNBLOCKED, voucher_ids, ended_ids, now)
        return ended(((one[1], one[2]) for one in blocks), (row[0] for row in counted))

    async def vouchers(self, codes: Sequence[str], ids: Sequence[int]) -> dict[str, Voucher]:
        """See `ledger.Pages`."""
        rows = [tuple(row) for row in await self._rows(sql.VOUCHERS, codes, ids)]
        blocks = await self._rows(sql.BLOCKS, [row[1] for row in rows]) if rows else []
        return vouchers_of(rows, ((one[0], one[1]) for one in blocks))

    async def return_uses(self, voucher_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        return dict(await self._rows(sql.RETURN_USES, voucher_ids, now))

    async def seats(self, named: Collection[SeatKey], now: int, *, neighbours: bool) -> dict[SeatKey, Seat]:
        """See `ledger.Pages`."""
        dates, guids = dates_and_guids(named)
        if not neighbours:
            rows = [tuple(row) for row in await self._rows(sql.SEATS, dates, guids, [])]
            ids = [row[0] for row in rows]
            held = dict(await self._rows(sql.SEATS_HELD, now, ids))
            return seats_of(rows, held, dict(await self._rows(sql.SEATS_KEPT, now, ids)))
        held = dict(await self._rows(sql.NEAR_HELD, now, dates))
        kept = dict(await self._rows(sql.NEAR_KEPT, now, dates))
        rows = await self._rows(sql.SEATS, dates, guids, sorted({*held, *kept}))
        return seats_of((tuple(row) for row in rows), held, kept)

    async def family(self, position_ids: Sequence[int]) -> dict[int, Present]:
        """See `ledger.Pages`."""
        rows = await self._rows(sql.FAMILY, position_ids)
        lines = await self._rows(sql.LINES, [row[0] for row in rows]) if rows else []
        return families(((row[0], row[1], row[2], row[3]) for row in rows), ((one[0], one[1]) for one in lines))

    async def carts(self, cart_ids: Sequence[str]) -> dict[str, StoredCart]:
        """See `ledger.Pages`."""
        return stored_carts(tuple(row) for row in await self._rows(sql.CARTS, cart_ids))

    async def members(self, cart_ids: Sequence[str]) -> dict[str, dict[int, Present]]:
        """See `ledger.Pages`."""
        return members_of(tuple(row) for row in await self._rows(sql.MEMBERS, cart_ids))

    async def kept(self, keys: Sequence[str]) -> list[KeptRow]:
        """See `ledger.Pages`."""
        return [
            KeptRow(number, token, key, created, Kept(*kept))
            for number, token, key, created, *kept in await self._rows(sql.KEPT, keys)
        ]

    async def write(self, changes: Changes) -> None:
        """See `ledger.Pages`."""
        decision = changes.decision
        if decision.released:
            await self._run(sql.DELETE_HOLDS, decision.released)
        await self._many(sql.COUNT, [(number, *astuple(units)) for number, units in changes.units.items()])
        await self._many(sql.COUNT_USES, list(changes.uses.items()))
        await self._many(sql.INSERT_HOLDS, hold_rows(decision))
        if decision.carts:
            await self._write_carts(decision)
        await self._many(sql.INSERT_LINES, line_rows(decision))
        await self._many(sql.INSERT_ANSWERS, answer_rows(decision))
        await self._many(sql.INSERT_USES, use_rows(decision))
        if decision.seats:
            await self._run(sql.FREE_SEATS, list(decision.seats.values()))
            await self._many(sql.INSERT_SEATS, seat_rows(decision))
        if changes.stale:
            await self._run(sql.DELETE_KEPT, changes.stale)
        await self._many(sql.INSERT_KEPT, kept_rows(decision, self.new_id))

    async def _write_carts(self, decision: Decision) -> None:
        """Carts of shops; what their positions take follows with that of all others."""
        if decision.renewed:
            await self._many(sql.RENEW, renewed_rows(decision))
            await self._run(sql.CLEAR, list(decision.renewed))
        await self._many(sql.INSERT_CART_LINES, cart_line_rows(decision))
        await self._many(sql.INSERT_CARTS, made_cart_rows(decision))
        await self._many(sql.CHANGE_CARTS, changed_cart_rows(decision))
        if gone := ended_cart_ids(decision):
            await self._run(sql.DELETE_CARTS, gone)

    async def _rows(self, statement: str, *arguments: object) -> list[Any]:
        return await self._connection.fetch(statement, self._event_id, *arguments)

    async def _run(self, statement: str, *arguments: object) -> None:
        await self._connection.execute(statement, self._event_id, *arguments)

    async def _many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            await self._run(statement, *columns(rows))


class PostgresLedger:
    """`ledger.Ledger` on PostgreSQL."""

    def __init__(self, database: PostgresDatabase, clock: Clock, *, one_statement: bool = True) -> None:
        self._database = database
        self._clock = clock
        self._shelf = Shelf()
        self._scarce = Scarce()
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
                    TROUBLES.add(RETRIES)
            raise AssertionError

    async def _settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        connection = self._idle.pop() if self._idle else await self._database.dedicated()
        settled: Settled | None = None
        try:
            settled = await self._at_a_glance(connection, event_id, asks)
            if settled is not None:
                return settled
            ids: list[int] = []
            if self._fast is not None:
                ids = await self._ids(connection, asks)
                settled = self._fast.decided(event_id, asks, iter(ids).__next__)
                if settled is not None and await self._fast.write(connection, event_id, settled):
                    self._scarce.note(event_id, settled)
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
        self._scarce.note(event_id, settled)
        return settled

    async def _at_a_glance(self, connection: Connection, event_id: int, asks: Sequence[Ask]) -> Settled | None:
        """The batch if nothing is left for any of it, as `glance` has it."""
        catalogue = self._shelf.by_event.get(event_id)
        if catalogue is None or not self._scarce.worth(event_id, asks):
            return None
        rows = await connection.fetch(sql.GLANCE, event_id, list(named_by(asks).need(catalogue)))
        look = glance_of([tuple(row) for row in rows])
        return None if look is None else refused(catalogue, look, asks, self._clock)

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
        """After a commit whose answer never came: its own ids tell whether it happened. If not, it never will."""
        try:
            connection = await self._database.dedicated()
            try:
                # Whoever is alone with the event knows that the lost transaction has come to its end.
                async with connection.transaction():
                    await connection.fetchval(sql.VERSION_ALONE, event_id)
                    made: int = await connection.fetchval(sql.PRESENT, event_id, list(decision.holds))
                    left: int = await connection.fetchval(sql.PRESENT, event_id, decision.released)
                    answered = await self._is_answered(connection, event_id, decision)
                    ours = await self._are_ours(connection, event_id, decision)
                    happened = decision.writes and made == len(decision.holds) and left == 0 and answered and ours
                    if not happened:
                        # The one statement of a batch may not even have reached the server yet.
                        await connection.execute(sql.FENCE, event_id)
            finally:
                await connection.close()
        except (DatabaseError, *DRIVER_ERRORS) as error:
            raise CommitUnknown(str(error)) from error
        return happened

    async def _are_ours(self, connection: Connection, event_id: int, decision: Decision) -> bool:
        """Whether the carts are as this batch left them; `CommitUnknown` if others have changed one further since.

        A version alone does not tell who made it: the id of the change does. A cart that was to go and is not there is
        as it was asked for, whoever did it.
        """
        if not decision.carts:
            return True
        rows = await connection.fetch(sql.CHANGES, event_id, sorted(decision.carts))
        found = {row["cart_id"]: (row["version"], row["change_id"]) for row in rows}
        ours = True
        for cart_id, change in decision.carts.items():
            version, change_id = found.get(cart_id, (0, 0))
            if change.ends and change.was:
                ours = ours and cart_id not in found
            elif not change.ends:
                if version > change.version or (change.was and not version):
                    raise CommitUnknown("a cart was changed again meanwhile")
                ours = ours and change_id == change.change_id
        return ours

    async def _is_answered(self, connection: Connection, event_id: int, decision: Decision) -> bool:
        """Whether its very answers are kept: what it released may have been released by somebody else.

        Whoever asked again under the same key may have been answered otherwise meanwhile, and that answer counts.
        """
        onces = {once.identity: (once, kept) for once, kept in decision.kept}
        if not onces:
            return True
        rows = await connection.fetch(sql.KEPT, event_id, sorted({key for _, key in onces}))
        found = {(row["token_id"], row["key"]): (row["created"], row["status"], bytes(row["body"])) for row in rows}
        return all(
            identity in found
            and found[identity][0] >= once.kept_since
            and found[identity][1:] == (kept.status, kept.body)
            for identity, (once, kept) in onces.items()
        )
