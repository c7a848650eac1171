"""Willcall's database in one file: SQLite.

Reads run at once, on the thread of the event loop: a query takes some microseconds, a hand-over to a thread takes ten
times that. Writes stand in line before the one thread that writes (`sqlite_writer`). One process opens the file.
"""

from __future__ import annotations

import sqlite3
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeVar

from willcall.db import verbs
from willcall.db.errors import DatabaseUnavailable, from_sqlite
from willcall.db.ids import NEXT_BLOCK_SQLITE, Ids
from willcall.db.sqlite_writer import Writer
from willcall.db.tx import Row, Tx

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    import sqlalchemy as sa

    from willcall.db.statements import Kind

T = TypeVar("T")

# How long a write waits for another process (a migration, an audit, a backup) that holds the file.
BUSY_TIMEOUT_MS: Final = 5_000
# A read waits on the event loop's thread, and only while SQLite recovers or resets its log: a moment.
READ_BUSY_TIMEOUT_MS: Final = 500
# How long a request waits for its write, the line before the writer included.
REQUEST_TIME_MAX_S: Final = 15
# Prepared statements kept per connection: more than there are in use.
STATEMENTS_KEPT: Final = 512
# Pages in memory, per connection, in KiB (negative for SQLite): the hot part of a large event.
CACHE_KIB: Final = 32_768

# What sqlite3 raises: its own errors, and Python's for values it cannot bind.
DRIVER_ERRORS: Final = (sqlite3.Error, OverflowError, UnicodeEncodeError)


class SqliteTx(Tx):
    """A transaction on one of SQLite's connections. None of its methods ever waits."""

    __slots__ = ("_connection", "_ids")
    kind: ClassVar[Kind] = "sqlite"

    def __init__(self, connection: sqlite3.Connection, ids: Ids) -> None:
        self._connection = connection
        self._ids = ids

    async def new_id(self) -> int:
        """An id that nothing else has or will have."""
        if not self._ids.left:
            # A transaction of more rows than a block has ids. If it is rolled back, `write` forgets the block.
            try:
                self._ids.add_block(self._connection.execute(NEXT_BLOCK_SQLITE).fetchone()["first"])
            except DRIVER_ERRORS as error:
                raise from_sqlite(error) from error
        return self._ids.take()

    async def _rows(self, text: str, arguments: Sequence[object]) -> list[Row]:
        try:
            return self._connection.execute(text, arguments).fetchall()
        except DRIVER_ERRORS as error:
            raise from_sqlite(error) from error

    async def _run(self, text: str, arguments: Sequence[object]) -> int:
        try:
            return self._connection.execute(text, arguments).rowcount
        except DRIVER_ERRORS as error:
            raise from_sqlite(error) from error

    async def _insert_many(
        self,
        table: sa.Table,
        columns: tuple[str, ...],
        rows: Sequence[Mapping[str, object]],
    ) -> None:
        statement = verbs.insert(table, columns).sqlite
        values = [statement.arranged([row[name] for name in columns]) for row in rows]
        try:
            self._connection.executemany(statement.text, values)
        except DRIVER_ERRORS as error:
            raise from_sqlite(error) from error


class SqliteDatabase:
    """The file, one connection to read it and one, in a thread of its own, to write it."""

    kind: Literal["sqlite"] = "sqlite"

    def __init__(self, path: str | Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self.path = Path(path)
        self.ids = Ids()
        self._busy_timeout_ms = busy_timeout_ms
        self._reader: sqlite3.Connection | None = None
        self._writer: Writer | None = None

    async def open(self) -> None:
        """Open the file, which `migrate` has made."""
        writer = Writer(lambda: connected(self.path, self._busy_timeout_ms))
        await writer.start()
        try:
            self._reader = connected(self.path, READ_BUSY_TIMEOUT_MS)
            self._reader.execute("PRAGMA query_only = ON")
        except sqlite3.Error as error:
            await writer.stop()
            raise from_sqlite(error) from error
        self._writer = writer

    async def close(self) -> None:
        """Finish the writes that stand in line, and close the file."""
        writer, self._writer = self._writer, None
        if writer is not None:
            await writer.stop()
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    async def read(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn` at once, on one snapshot."""
        connection = self._reader
        if connection is None:
            raise _not_open()
        assert not connection.in_transaction, "a read within a read"
        try:
            connection.execute("BEGIN")
            try:
                return drive(fn(SqliteTx(connection, self.ids)))
            finally:
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise from_sqlite(error) from error

    async def snapshot(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn` at once, on one snapshot, as every read does."""
        return await self.read(fn)

    async def write(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn` on the writer's thread, in a transaction of its own.

        Whoever gives up waiting does not stop it: once begun, the transaction runs to its end.
        """
        context = copy_context()

        def transaction(connection: sqlite3.Connection) -> T:
            self.refill_ids(connection)
            blocks = self.ids.blocks_added
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = context.run(drive, fn(SqliteTx(connection, self.ids)))
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if self.ids.blocks_added != blocks:  # the rollback took them back
                    self.ids.clear()
                raise
            return result

        return await self.on_writer(transaction, REQUEST_TIME_MAX_S)

    async def on_writer(self, fn: Callable[[sqlite3.Connection], T], within_s: float | None = None) -> T:
        """Run `fn` on the writer's thread with the bare connection; transactions are its own affair."""
        if self._writer is None:
            raise _not_open()
        return await self._writer.run(fn, within_s)

    def look(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Run `fn`, which is one statement, at once with the bare connection that reads."""
        if self._reader is None:
            raise _not_open()
        try:
            return fn(self._reader)
        except sqlite3.Error as error:
            raise from_sqlite(error) from error

    def refill_ids(self, connection: sqlite3.Connection, count: int = 1) -> None:
        """See to it that `count` ids are left. On the writer's thread, outside a transaction."""
        assert not connection.in_transaction, "a rollback would take the block back"
        while self.ids.left < count:
            self.ids.add_block(connection.execute(NEXT_BLOCK_SQLITE).fetchone()["first"])


def drive(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never waits to its end, here and now."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    coroutine.close()
    msg = "on SQLite a transaction may wait for its Tx and for nothing else"
    raise RuntimeError(msg)


def connected(path: Path, busy_timeout_ms: int) -> sqlite3.Connection:
    """A connection with our settings; the file must be there."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        cached_statements=STATEMENTS_KEPT,
        check_same_thread=False,
        timeout=busy_timeout_ms / 1_000,
        detect_types=sqlite3.PARSE_DECLTYPES,
    )
    try:
        connection.row_factory = sqlite3.Row
        # SQLite's own lower() knows no letters beyond ASCII.
        connection.create_function("lower", 1, _lower, deterministic=True)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"cache_size = -{CACHE_KIB}"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _lower(text: object) -> str | None:
    return None if text is None else str(text).lower()


def _not_open() -> DatabaseUnavailable:
    return DatabaseUnavailable("the database is not open")


# Columns declared BOOLEAN give True and False, as PostgreSQL does, and not 1 and 0.
sqlite3.register_converter("BOOLEAN", b"1".__eq__)
