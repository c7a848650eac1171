"""Willcall's database on a server: PostgreSQL, through asyncpg.

Reads take a connection from the pool and need no transaction; writes are transactions at READ COMMITTED that are run
again when another was in the way. Also behind PgBouncer in transaction mode, with `statement_cache_size=0`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeVar, cast

import asyncpg
from asyncpg.connection import Connection

from willcall.db import verbs
from willcall.db.errors import (
    BadValue,
    DatabaseError,
    DatabaseUnavailable,
    NoSuchEvent,
    Overloaded,
    TransactionConflict,
    from_sqlstate,
)
from willcall.db.ids import NEXT_BLOCK_POSTGRES, Ids
from willcall.db.tx import Row, Tx

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    import sqlalchemy as sa
    from asyncpg.pool import PoolConnectionProxy

    from willcall.db.statements import Kind, Query

T = TypeVar("T")

POOL_SIZE: Final = 8
# Prepared statements kept per connection: more than there are in use.
STATEMENTS_KEPT: Final = 512
# No statement of ours takes this long; a server that does not answer by then is as good as gone.
STATEMENT_TIMEOUT_S: Final = 10
CONNECT_TIMEOUT_S: Final = 10
# How long a request waits for one of the pool's connections before it is told that there are too many.
ACQUIRE_TIMEOUT_S: Final = 5
WRITE_ATTEMPTS: Final = 3

# What asyncpg raises: the server's errors, its own, the network's and, for values it cannot encode, Python's.
DRIVER_ERRORS: Final = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, UnicodeEncodeError)


class KeptConnection(Connection):
    """A connection that goes back to the pool as it is: nothing of ours changes a session, so nothing needs a reset."""

    def get_reset_query(self) -> str:
        """None at all, which saves half of a short read."""
        return ""


AnyConnection = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"


class PostgresTx(Tx):
    """A connection in use: in a transaction for a write, without one for a read."""

    __slots__ = ("_connection", "_ids")
    kind: ClassVar[Kind] = "postgresql"

    def __init__(self, connection: Any, ids: Ids) -> None:
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

    async def _rows(self, query: Query, params: Mapping[str, object]) -> list[Row]:
        statement = query.postgresql
        try:
            return cast("list[Row]", await self._connection.fetch(statement.text, *statement.arguments(params)))
        except DRIVER_ERRORS as error:
            raise translated(error) from error

    async def _run(self, query: Query, params: Mapping[str, object]) -> int:
        statement = query.postgresql
        return await self._execute(statement.text, statement.arguments(params))

    async def _insert_many(
        self,
        table: sa.Table,
        columns: tuple[str, ...],
        rows: Sequence[Mapping[str, object]],
    ) -> None:
        of_event = table.info["kind"] == "event"
        arguments: list[object] = [rows[0]["event_id"]] if of_event else []
        arguments += [[row[name] for row in rows] for name in columns if not (of_event and name == "event_id")]
        if await self._execute(verbs.insert_columns(table, columns), arguments) != len(rows):
            msg = f"event {rows[0]['event_id']} has no event_state"
            raise NoSuchEvent(msg)

    async def _execute(self, text: str, arguments: Sequence[object]) -> int:
        try:
            status: str = await self._connection.execute(text, *arguments)
        except DRIVER_ERRORS as error:
            raise translated(error) from error
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0


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
                # On a cluster asyncpg's look-up of types would take seconds; elsewhere the name means nothing.
                "citus.override_table_visibility": "off",
            }
            # Off on a cluster, where it breaks inserts.
            if force_generic_plan:
                self._server_settings["plan_cache_mode"] = "force_generic_plan"
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None

    async def open(self) -> None:
        """Connect once, so that a wrong address is found at the start."""
        try:
            self._pool = await asyncpg.create_pool(
                self.dsn,
                min_size=1,
                max_size=self._pool_size,
                # A connection is good for as long as it works.
                max_inactive_connection_lifetime=0,
                **self._connect_options(),
            )
        except (*DRIVER_ERRORS, ValueError) as error:
            raise translated(error) from error

    async def close(self) -> None:
        """Wait for what is under way, and disconnect."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()

    async def read(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn`, each statement on its own snapshot."""
        pool = self._opened()
        connection = await _acquired(pool)
        try:
            if self._statement_cache_size:
                return await fn(PostgresTx(connection, self.ids))
            # Behind PgBouncer a statement is prepared and run on one server only within a transaction.
            async with connection.transaction(readonly=True):
                return await fn(PostgresTx(connection, self.ids))
        except DRIVER_ERRORS as error:
            raise translated(error) from error
        finally:
            await pool.release(connection)

    async def write(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn` in a transaction; again, up to three times, when another one was in the way."""
        for _ in range(WRITE_ATTEMPTS - 1):
            try:
                return await self._write_once(fn)
            except TransactionConflict:
                continue
        return await self._write_once(fn)

    async def dedicated(self) -> asyncpg.Connection[asyncpg.Record]:
        """A connection of the caller's own, who closes it, and asks for another when it is lost."""
        try:
            return await asyncpg.connect(self.dsn, **self._connect_options())
        except (*DRIVER_ERRORS, ValueError) as error:
            raise translated(error) from error

    async def refill_ids(self, connection: asyncpg.Connection[asyncpg.Record], count: int = 1) -> None:
        """See to it that `count` ids are left; within a transaction or not, a sequence takes nothing back."""
        while self.ids.left < count:
            try:
                self.ids.add_block(await connection.fetchval(NEXT_BLOCK_POSTGRES))
            except DRIVER_ERRORS as error:
                raise translated(error) from error

    async def _write_once(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        pool = self._opened()
        connection = await _acquired(pool)
        try:
            async with connection.transaction():
                return await fn(PostgresTx(connection, self.ids))
        except DRIVER_ERRORS as error:
            raise translated(error) from error
        finally:
            await pool.release(connection)

    def _opened(self) -> asyncpg.Pool[asyncpg.Record]:
        if self._pool is None:
            msg = "the database is not open"
            raise DatabaseUnavailable(msg)
        return self._pool

    def _connect_options(self) -> dict[str, Any]:
        return {
            "connection_class": KeptConnection,
            "server_settings": self._server_settings,
            "statement_cache_size": self._statement_cache_size,
            # Plans do not grow old: a migration's new columns make them invalid by themselves.
            "max_cached_statement_lifetime": 0,
            "command_timeout": STATEMENT_TIMEOUT_S,
            "timeout": CONNECT_TIMEOUT_S,
        }


async def _acquired(pool: asyncpg.Pool[asyncpg.Record]) -> PoolConnectionProxy[asyncpg.Record]:
    try:
        return await pool.acquire(timeout=ACQUIRE_TIMEOUT_S)
    except TimeoutError as error:
        msg = "all connections are in use"
        raise Overloaded(msg) from error
    except DRIVER_ERRORS as error:
        raise translated(error) from error


def translated(error: BaseException) -> DatabaseError:
    """Errors of asyncpg in our words."""
    if isinstance(error, asyncpg.PostgresError):
        return from_sqlstate(error.sqlstate, str(error))
    if isinstance(error, asyncpg.DataError | UnicodeEncodeError):
        return BadValue(str(error))
    # A connection that is closed or lost, a server that is not there, an answer that did not come in time.
    return DatabaseUnavailable(str(error) or type(error).__name__)
