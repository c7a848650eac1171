"""The database alone: the same rows written, or read, with nothing of Willcall in between.

Durable, in batches as large as the engine's can get. On SQLite a bare loop over `sqlite3`; on PostgreSQL `pgbench` with
a script of ours, or a loop over asyncpg where there is no pgbench. It also fills events with holds, fast.
"""

from __future__ import annotations

import asyncio
import math
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import asyncpg

from tests.postgres import Binaries
from willcall.db.sqlite import connected
from willcall.db.tables import metadata
from willcall.kit.instants import MINUTE_US, now_us

FIRST_ID: Final = 10**15
"""Ids that no server hands out in the time of a run."""

FIRST_COPY_ID: Final = 2 * 10**15
"""Those of copied events."""

COPY_IDS: Final = 3
"""Of the event, its product, its quota."""

HELD_US: Final = 24 * 60 * MINUTE_US
FILL_ROWS: Final = 5_000
BUSY_TIMEOUT_MS: Final = 10_000
CART: Final = "x" * 48 + "@api"
NAME: Final = '{"_legacy":"Peter"}'
EMAIL: Final = "peter@example.org"
_RATE: Final = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)

FIND: Final = """
SELECT q.event_id, q.id, i.item_id FROM event e, quota q, quota_item i
 WHERE e.slug = {0} AND q.event_id = e.id AND i.event_id = e.id AND i.quota_id = q.id ORDER BY q.id LIMIT 1"""

COLUMNS: Final = """event_id, id, cart_id, item_id, price, attendee_name_parts, attendee_email, is_bundled,
 includes_tax, api, created, expires"""


@dataclass(frozen=True)
class Place:
    """Where holds go: an event, its quota, its product."""

    event_id: int
    quota_id: int
    item_id: int


class Floor(Protocol):
    """A database to be driven without a server. Rates are rows, or queries, per second."""

    def place(self, slug: str) -> Place:
        """The first quota of an event."""
        ...

    def fill(self, place: Place, count: int) -> None:
        """Holds so many places, counters included."""
        ...

    def copies(self, slug: str, count: int) -> list[tuple[str, int]]:
        """So many copies of an event with one product in one quota, of which nothing is held: slug and product."""
        ...

    def holds(self, place: Place, batch: int, seconds: float, clients: int = 1) -> float:
        """Holds places, so many in each durable transaction."""
        ...

    def reads(self, statements: Iterable[str], seconds: float, clients: int = 1) -> float:
        """Runs read-only statements one after the other; how often all of them, per second."""
        ...


class SqliteFloor:
    """On a file."""

    def __init__(self, path: Path) -> None:
        self._connection = connected(path, BUSY_TIMEOUT_MS)
        self._next_id = FIRST_ID

    def place(self, slug: str) -> Place:
        """See `Floor`."""
        return Place(*self._connection.execute(FIND.format("?"), (slug,)).fetchone())

    def fill(self, place: Place, count: int) -> None:
        """See `Floor`."""
        while count:
            batch = min(count, FILL_ROWS)
            self._hold(place, batch)
            count -= batch

    def copies(self, slug: str, count: int) -> list[tuple[str, int]]:
        """See `Floor`."""
        self._connection.execute("BEGIN IMMEDIATE")
        for statement in _copying(self.place(slug), count):
            self._connection.execute(statement)
        self._connection.execute("COMMIT")
        return _copied(slug, count)

    def holds(self, place: Place, batch: int, seconds: float, clients: int = 1) -> float:
        """See `Floor`; SQLite has one writer."""
        began, rows = time.perf_counter(), 0
        while time.perf_counter() < began + seconds:
            self._hold(place, batch)
            rows += batch
        return rows / (time.perf_counter() - began)

    def reads(self, statements: Iterable[str], seconds: float, clients: int = 1) -> float:
        """See `Floor`."""
        wanted = list(statements)
        began, done = time.perf_counter(), 0
        while time.perf_counter() < began + seconds:
            for statement in wanted:
                self._connection.execute(statement).fetchall()
            done += 1
        return done / (time.perf_counter() - began)

    def _hold(self, place: Place, batch: int) -> None:
        ids = range(self._next_id, self._next_id + batch)
        self._next_id += batch
        event_id, now = place.event_id, now_us()
        shared: tuple[Any, ...] = (CART, place.item_id, 2_300, NAME, EMAIL, False, True, True, now, now + HELD_US)
        run = self._connection
        run.execute("BEGIN IMMEDIATE")
        run.execute("UPDATE quota SET held = held + ? WHERE event_id = ? AND id = ?", (batch, event_id, place.quota_id))
        run.executemany(
            f"INSERT INTO cart_position ({COLUMNS}) VALUES (?{', ?' * 11})",  # noqa: S608 - constants
            [(event_id, number, *shared) for number in ids],
        )
        run.executemany(
            "INSERT INTO quota_hold (event_id, position_id, quota_id, expires) VALUES (?, ?, ?, ?)",
            [(event_id, number, place.quota_id, now + HELD_US) for number in ids],
        )
        run.execute("COMMIT")


HOLD: Final = f"""
WITH counted AS (
  UPDATE quota SET held = held + {{n}} WHERE event_id = {{event_id}} AND id = {{quota_id}}),
placed AS (
  INSERT INTO cart_position ({COLUMNS})
  SELECT {{event_id}}, nextval('bench_id'), '{CART}', {{item_id}}, 2300, '{{name}}', '{EMAIL}', false, true, true,
         {{now}}, {{now}} + {HELD_US} FROM generate_series(1, {{n}})
  RETURNING id, expires)
INSERT INTO quota_hold (event_id, position_id, quota_id, expires)
SELECT {{event_id}}, id, {{quota_id}}, expires FROM placed"""  # noqa: S608 - constants


class PostgresFloor:
    """On a server whose programs are at hand."""

    def __init__(self, dsn: str, binaries: Binaries) -> None:
        self._dsn = dsn
        program = binaries.directory / "pgbench"
        self._pgbench = program if program.is_file() else None
        self._run(f"CREATE SEQUENCE IF NOT EXISTS bench_id START {FIRST_ID} CACHE 1000")

    def place(self, slug: str) -> Place:
        """See `Floor`."""
        (row,) = self._run(FIND.format("$1"), slug)
        return Place(*row)

    def fill(self, place: Place, count: int) -> None:
        """See `Floor`; then PostgreSQL looks at its tables, as it does by itself in time."""
        self._run(self._hold(place, count))
        self._run("ANALYZE")

    def copies(self, slug: str, count: int) -> list[tuple[str, int]]:
        """See `Floor`."""
        for statement in _copying(self.place(slug), count):
            self._run(statement)
        self._run("ANALYZE")
        return _copied(slug, count)

    def holds(self, place: Place, batch: int, seconds: float, clients: int = 1) -> float:
        """See `Floor`."""
        return self._rate([self._hold(place, batch)], seconds, clients) * batch

    def reads(self, statements: Iterable[str], seconds: float, clients: int = 1) -> float:
        """See `Floor`."""
        return self._rate(list(statements), seconds, clients)

    def _hold(self, place: Place, batch: int) -> str:
        at = {"event_id": place.event_id, "quota_id": place.quota_id, "item_id": place.item_id}
        return HOLD.format(n=batch, name=NAME, now=now_us(), **at)

    def _rate(self, statements: list[str], seconds: float, clients: int) -> float:
        if self._pgbench is None:
            return asyncio.run(_looped(self._dsn, statements, seconds, clients))
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
            script.write(";\n".join(" ".join(one.split()) for one in statements) + ";\n")
            script.flush()
            duration = math.ceil(seconds)  # pgbench knows whole seconds
            arguments = ["-n", "-M", "prepared", "-c", str(clients), "-j", str(clients), "-T", str(duration)]
            done = subprocess.run(
                [self._pgbench, *arguments, "-f", script.name, self._dsn],
                capture_output=True,
                check=True,
                env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
                text=True,
            )
        told = _RATE.search(done.stdout)
        assert told, done.stdout + done.stderr
        return float(told[1])

    def _run(self, statement: str, *arguments: object) -> list[Any]:
        return asyncio.run(_fetched(self._dsn, statement, *arguments))


def _copying(place: Place, count: int) -> list[str]:
    """The statements that copy an event, row by row of each of its tables; ids go up in steps of one copy."""
    event, item, quota = (f"{FIRST_COPY_ID} + k * {COPY_IDS} + {part}" for part in range(COPY_IDS))
    changed: dict[str, dict[str, str]] = {
        "event": {"id": event, "slug": "slug || '-' || k"},
        "event_state": {"event_id": event},
        "item": {"event_id": event, "id": item},
        "quota": {"event_id": event, "id": quota},
        "quota_item": {"event_id": event, "quota_id": quota, "item_id": item},
    }
    statements = []
    for name, values in changed.items():
        columns = [column.name for column in metadata.tables[name].columns]
        where = "id" if name == "event" else "event_id"
        statements.append(
            f"WITH RECURSIVE copy(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copy WHERE k < {count})"  # noqa: S608
            f" INSERT INTO {name} ({', '.join(columns)})"
            f" SELECT {', '.join(values.get(column, f'{name}.{column}') for column in columns)}"
            f" FROM copy, {name} WHERE {name}.{where} = {place.event_id}"
        )
    return statements


def _copied(slug: str, count: int) -> list[tuple[str, int]]:
    return [(f"{slug}-{k}", FIRST_COPY_ID + k * COPY_IDS + 1) for k in range(1, count + 1)]


async def _fetched(dsn: str, statement: str, *arguments: object) -> list[Any]:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetch(statement, *arguments)
    finally:
        await connection.close()


async def _looped(dsn: str, statements: list[str], seconds: float, clients: int) -> float:
    """What pgbench would do."""

    async def one() -> int:
        connection = await asyncpg.connect(dsn)
        try:
            prepared = [await connection.prepare(statement) for statement in statements]
            done = 0
            while time.perf_counter() < until:
                for statement in prepared:
                    await statement.fetch()
                done += 1
            return done
        finally:
            await connection.close()

    began = time.perf_counter()
    until = began + seconds
    return sum(await asyncio.gather(*(one() for _ in range(clients)))) / (time.perf_counter() - began)
