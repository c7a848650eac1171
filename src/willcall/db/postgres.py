"""Willcall's database on a server: PostgreSQL, through asyncpg.

Reads take a connection from the pool and need no transaction; writes are transactions at READ COMMITTED that are run
again when another was in the way. Also behind PgBouncer in transaction mode, with `statement_cache_size=0`.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeVar, cast

import asyncpg

from willcall.db import verbs
from willcall.db.errors import (
    RETRIES,
    TROUBLES,
    BadValue,
    CommitUnknown,
    DatabaseError,
    DatabaseUnavailable,
    NoSuchEvent,
    TransactionConflict,
    from_sqlstate,
)
from willcall.db.ids import NEXT_BLOCK_POSTGRES, Ids
from willcall.db.postgres_pool import Pool
from willcall.db.tx import Row, Tx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence

    import sqlalchemy as sa

    from willcall.db.postgres_pool import Connection
    from willcall.db.statements import Kind

T = TypeVar("T")

# Enough to keep a server of a few cores busy from one process; the engine's connections come on top.
POOL_SIZE: Final = 8
# Prepared statements kept per connection: more than there are in use.
STATEMENTS_KEPT: Final = 512
# No statement of ours takes this long; a server that does not answer by then is as good as gone.
STATEMENT_TIMEOUT_S: Final = 10
CONNECT_TIMEOUT_S: Final = 10
# Whoever waits longer for a row has somebody before them who may hold it for ever; they are told to come again.
LOCK_TIMEOUT_S: Final = 3
# All that a request asks of the database, further attempts and the wait for a connection included.
REQUEST_TIME_MAX_S: Final = 15
WRITE_ATTEMPTS: Final = 3

# A transaction that sees one moment of the whole database.
SNAPSHOT: Final = {"isolation": "repeatable_read", "readonly": True}

# What asyncpg raises: the server's errors, its own, the network's and, for values it cannot encode, Python's. Its
# InternalClientError comes from a connection that the server has ended and the client has only half noticed.
DRIVER_ERRORS: Final = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    UnicodeEncodeError,
)


class PostgresTx(Tx):
    """A connection in use: in a transaction for a write, without one for a read."""

    __slots__ = ("_connection", "_ids")
    kind: ClassVar[Kind] = "postgresql"

    def __init__(self, connection: Connection, ids: Ids) -> None:
        self._connection = connection
        self._ids = ids

    async def new_id(self) -> int:
        """An id that nothing else has or will have."""
        while not self._ids.left:
            try:
                self._ids.add_block(await self._connection.fetchval(NEXT_BLOCK_POSTGRES))
            except DRIVER_ERRORS as error:
                raise translated(error) from error
        return self._ids.take()

    async def _rows(self, text: str, arguments: Sequence[object]) -> list[Row]:
        try:
            return cast("list[Row]", await self._connection.fetch(text, *arguments))
        except DRIVER_ERRORS as error:
            raise translated(error) from error

    async def _run(self, text: str, arguments: Sequence[object]) -> int:
        try:
            status: str = await self._connection.execute(text, *arguments)
        except DRIVER_ERRORS as error:
            raise translated(error) from error
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def _insert_many(
        self,
        table: sa.Table,
        columns: tuple[str, ...],
        rows: Sequence[Mapping[str, object]],
    ) -> None:
        of_event = table.info["kind"] == "event"
        arguments: list[object] = [rows[0]["event_id"]] if of_event else []
        arguments += [[row[name] for row in rows] for name in columns if not (of_event and name == "event_id")]
        if await self._run(verbs.insert_columns(table, columns), arguments) != len(rows):
            msg = f"event {rows[0]['event_id']} has no event_state"
            raise NoSuchEvent(msg)


class PostgresDatabase:
    """A pool of connections."""

    kind: Literal["postgresql"] = "postgresql"

    def __init__(
        self,
        dsn: str,
        *,
        pool_size: int = POOL_SIZE,
        force_generic_plan: bool = True,
        statement_cache_size: int = STATEMENTS_KEPT,
        application_name: str = "willcall",
    ) -> None:
        self.dsn = dsn
        self.ids = Ids()
        self._pool_size = pool_size
        self._statement_cache_size = statement_cache_size
        self._server_settings = {"application_name": application_name}
        # PgBouncer refuses settings it does not know; behind it they are set for the role instead.
        if statement_cache_size:
            self._server_settings |= {
                "jit": "off",
                "lock_timeout": f"{LOCK_TIMEOUT_S}s",
                # On a cluster asyncpg's look-up of types would take seconds; elsewhere the name means nothing.
                "citus.override_table_visibility": "off",
            }
            # Off on a cluster, where it breaks inserts.
            if force_generic_plan:
                self._server_settings["plan_cache_mode"] = "force_generic_plan"
        self._pool: Pool | None = None

    async def open(self) -> None:
        """Connect once, so that a wrong address is found at the start."""
        pool = Pool(self.dedicated, self._pool_size)
        pool.give_back(await pool.take(), sound=True)
        self._pool = pool

    async def close(self) -> None:
        """Wait for what is under way, and disconnect."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()

    async def read(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn`, each statement on its own snapshot."""
        # Behind PgBouncer a statement is prepared and run on one server only within a transaction.
        async with _in_time():
            return await self._run(fn, None if self._statement_cache_size else {})

    async def snapshot(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn` on one snapshot: it locks nothing and nobody waits for it."""
        async with _in_time():
            return await self._run(fn, SNAPSHOT)

    async def write(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn` in a transaction; again, up to three times in all, when another one was in the way."""
        async with _in_time():
            for _ in range(WRITE_ATTEMPTS - 1):
                try:
                    return await self._run(fn, {})
                except TransactionConflict:
                    TROUBLES.add(RETRIES)
            return await self._run(fn, {})

    async def dedicated(self) -> Connection:
        """A connection of the caller's own, who closes it, and asks for another when it is lost."""
        try:
            return await asyncpg.connect(
                self.dsn,
                server_settings=self._server_settings,
                statement_cache_size=self._statement_cache_size,
                # Plans do not grow old: a migration's changes make them invalid by themselves.
                max_cached_statement_lifetime=0,
                command_timeout=STATEMENT_TIMEOUT_S,
                timeout=CONNECT_TIMEOUT_S,
            )
        except (*DRIVER_ERRORS, ValueError) as error:
            raise translated(error) from error

    async def refill_ids(self, connection: asyncpg.Connection[asyncpg.Record], count: int = 1) -> None:
        """See to it that `count` ids are left; within a transaction or not, a sequence takes nothing back."""
        while self.ids.left < count:
            try:
                self.ids.add_block(await connection.fetchval(NEXT_BLOCK_POSTGRES))
            except DRIVER_ERRORS as error:
                raise translated(error) from error

    async def _run(self, fn: Callable[[Tx], Coroutine[Any, Any, T]], transaction: Mapping[str, Any] | None) -> T:
        if self._pool is None:
            raise DatabaseUnavailable("the database is not open")
        pool = self._pool
        connection = await pool.take()
        sound = ending = False
        try:
            tx = PostgresTx(connection, self.ids)
            if transaction is not None:
                async with connection.transaction(**transaction):
                    result = await fn(tx)
                    ending = True
            else:
                result = await fn(tx)
            sound = True
        except (*DRIVER_ERRORS, asyncio.CancelledError) as error:
            if not ending and isinstance(error, asyncio.CancelledError):
                raise
            ours = translated(error)
            sound = not isinstance(ours, DatabaseUnavailable)
            if ending and not sound:
                raise CommitUnknown(str(ours)) from error
            raise ours from error
        except Exception as error:
            sound = not isinstance(error, DatabaseUnavailable)
            raise
        finally:
            pool.give_back(connection, sound=sound)
        return result


@contextlib.asynccontextmanager
async def _in_time() -> AsyncIterator[None]:
    """No request waits for ever; one that is given up before its commit has done nothing."""
    try:
        async with asyncio.timeout(REQUEST_TIME_MAX_S):
            yield
    except TimeoutError as error:
        msg = "the database took too long"
        raise DatabaseUnavailable(msg) from error


def translated(error: BaseException) -> DatabaseError:
    """Errors of asyncpg in our words."""
    if isinstance(error, asyncpg.PostgresError):
        return from_sqlstate(error.sqlstate, str(error))
    if isinstance(error, asyncpg.DataError | UnicodeEncodeError):
        return BadValue(str(error))
    # A connection that is closed or lost, a server that is not there, an answer that did not come in time.
    return DatabaseUnavailable(str(error) or type(error).__name__)
