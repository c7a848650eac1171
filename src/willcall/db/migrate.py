"""Brings a database up to date: Alembic, driven from here, without a configuration file.

Two processes that migrate at once do it one after the other: SQLite takes its write lock before the revision is read,
PostgreSQL a lock of its own kind, held by a second connection so that a migration may commit in between.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import asyncpg
import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from willcall.db.errors import from_sqlite, from_sqlstate
from willcall.db.open import sqlite_path
from willcall.db.postgres import CONNECT_TIMEOUT_S, DRIVER_ERRORS, translated
from willcall.db.revision import HEAD, RUN_MIGRATE, is_current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from alembic.runtime.migration import RevisionStep

__all__ = ["HEAD", "RUN_MIGRATE", "current_revision", "is_current", "migrate"]

T = TypeVar("T")

# Any number will do that nobody else's advisory lock in this database has: "willcall" as bytes, shortened.
MIGRATION_LOCK: Final = int.from_bytes(b"willcal", "big")
# As long as another process's migration may take.
SQLITE_WAIT_S: Final = 300


def migrate(url: str, to: str = HEAD) -> list[str]:
    """Run what has not been run yet: the revisions, in order. SQLite's file is made if there is none.

    Not from within an event loop: for PostgreSQL it starts one of its own.
    """
    return _connected(url, partial(_upgrade, to), writes=True)


def current_revision(url: str) -> str | None:
    """The last revision that was run; None if none was."""
    return _connected(
        url, lambda connection: MigrationContext.configure(connection).get_current_revision(), writes=False
    )


def script() -> ScriptDirectory:
    """The migrations, as Alembic reads them."""
    folder = str(Path(__file__).parent / "migrations")
    return ScriptDirectory(folder, version_locations=[folder])


def _upgrade(to: str, connection: sa.Connection) -> list[str]:
    scripts = script()
    applied: list[str] = []

    def steps(revision: Any, _: MigrationContext) -> list[RevisionStep]:
        found = scripts._upgrade_revs(to, revision)  # noqa: SLF001 - what Alembic's own command calls
        applied.extend(step.revision.revision for step in found)
        return list(found)

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        with environment.begin_transaction():
            environment.run_migrations()
    return applied


def _connected(url: str, work: Callable[[sa.Connection], T], *, writes: bool) -> T:
    path = sqlite_path(url)
    with _in_our_words():
        if path is None:
            return asyncio.run(_on_postgres(url, work, writes=writes))
        with _sqlite_engine(Path(path), writes=writes).connect() as connection:
            return work(connection)


def _sqlite_engine(path: Path, *, writes: bool) -> sa.Engine:
    address = f"{path.absolute().as_uri()}?mode={'rwc' if writes else 'ro'}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=SQLITE_WAIT_S)
        if writes:
            connection.execute("PRAGMA journal_mode = WAL")
            # A table that is made anew takes the place of one that others refer to (`ddl.extend_table`).
            connection.execute("PRAGMA foreign_keys = OFF")
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=NullPool)
    # The driver is told not to begin transactions by itself: it would do so too late, after the revision was read.
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


async def _on_postgres(url: str, work: Callable[[sa.Connection], T], *, writes: bool) -> T:
    async def connect() -> asyncpg.Connection[asyncpg.Record]:
        return await asyncpg.connect(url, timeout=CONNECT_TIMEOUT_S)

    engine = create_async_engine("postgresql+asyncpg://", async_creator=connect, poolclass=NullPool)
    async with engine.connect() as connection:
        if not writes:
            return await connection.run_sync(work)
        turn = await connect()
        try:
            async with turn.transaction():
                await turn.execute("SELECT pg_advisory_xact_lock($1)", MIGRATION_LOCK)
                return await connection.run_sync(work)
        finally:
            await turn.close()


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except sa.exc.DBAPIError as error:
        orig = error.orig
        if isinstance(orig, sqlite3.Error):
            raise from_sqlite(orig) from error
        raise from_sqlstate(getattr(orig, "sqlstate", None), str(orig)) from error
    except sqlite3.Error as error:
        raise from_sqlite(error) from error
    except (*DRIVER_ERRORS, ValueError) as error:
        raise translated(error) from error
