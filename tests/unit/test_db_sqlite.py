"""What is particular to SQLite: reads at once, and one line of those who write."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.unit.databases import migrated, new_event
from willcall.db import sqlite_writer, tables
from willcall.db.errors import DatabaseReadOnly, DatabaseUnavailable, Overloaded, TransactionConflict
from willcall.db.sqlite import SqliteDatabase, drive

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from willcall.db.tx import Tx


@pytest.fixture(scope="module")
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    return migrated("sqlite", request, tmp_path_factory.mktemp("databases")).removeprefix("sqlite:///")


def told(path: str, story: Callable[[SqliteDatabase], Coroutine[Any, Any, None]], **options: int) -> None:
    async def opened() -> None:
        database = SqliteDatabase(path, **options)
        await database.open()
        try:
            await story(database)
        finally:
            await database.close()

    asyncio.run(opened())


async def organizers(tx: Tx) -> int:
    return await tx.count(tables.organizer, {})


def test_a_read_is_done_at_once(path: str) -> None:
    """Nothing else on the event loop gets a turn in between."""

    async def story(database: SqliteDatabase) -> None:
        reading = database.read(organizers)
        with pytest.raises(StopIteration):
            reading.send(None)

    told(path, story)


def test_a_read_sees_one_moment(path: str) -> None:
    async def story(database: SqliteDatabase) -> None:
        async def reading(tx: Tx) -> tuple[int, int]:
            before = await tx.count(tables.organizer, {})
            other = sqlite3.connect(path, isolation_level=None)
            other.execute("INSERT INTO organizer (id, slug, name, created) VALUES (-1, 'meanwhile', '', 0)")
            other.close()
            return before, await tx.count(tables.organizer, {})

        before, after = await database.read(reading)
        assert before == after
        assert await database.read(organizers) == before + 1

    told(path, story)


def test_a_read_cannot_write(path: str) -> None:
    async def story(database: SqliteDatabase) -> None:
        with pytest.raises(DatabaseReadOnly):
            await database.read(lambda tx: tx.delete(tables.team, {}))

    told(path, story)


def test_a_transaction_that_waits_for_something_else_is_a_mistake(path: str) -> None:
    async def story(database: SqliteDatabase) -> None:
        async def waiting(_: Tx) -> None:
            await asyncio.sleep(0)

        for attempt in (database.read, database.write):
            with pytest.raises(RuntimeError, match="nothing else"):
                await attempt(waiting)
        assert await database.read(organizers) >= 0
        assert await database.write(new_event)

    told(path, story)


def test_drive_hands_back_what_a_coroutine_returns_or_raises() -> None:
    async def returning() -> int:
        return 7

    async def raising() -> None:
        raise KeyError

    assert drive(returning()) == 7
    with pytest.raises(KeyError):
        drive(raising())


def test_those_who_stand_in_line_are_served_in_turn(path: str) -> None:
    async def story(database: SqliteDatabase) -> None:
        served: list[int] = []

        def append(number: int, _: sqlite3.Connection) -> None:
            served.append(number)

        await asyncio.gather(*(database.on_writer(partial(append, n)) for n in range(50)))
        assert served == list(range(50))

    told(path, story)


def test_a_full_line_is_said_at_once(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_writer, "JOBS_MAX", 3)

    async def story(database: SqliteDatabase) -> None:
        go_on = threading.Event()
        waiting = [asyncio.create_task(database.on_writer(lambda _: go_on.wait(5))) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(Overloaded):
            await database.write(new_event)
        go_on.set()
        await asyncio.gather(*waiting)
        assert await database.write(new_event)

    told(path, story)


def test_whoever_gave_up_before_the_turn_came_is_passed_over(path: str) -> None:
    async def story(database: SqliteDatabase) -> None:
        go_on = threading.Event()
        served: list[str] = []
        first = asyncio.create_task(database.on_writer(lambda _: go_on.wait(5)))
        second = asyncio.create_task(database.on_writer(lambda _: served.append("second")))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.sleep(0)
        go_on.set()
        await first
        await database.on_writer(lambda _: served.append("third"))
        assert served == ["third"]

    told(path, story)


def test_whoever_gives_up_during_the_turn_does_not_stop_it(path: str) -> None:
    async def story(database: SqliteDatabase) -> None:
        began, go_on = threading.Event(), threading.Event()
        made: list[int] = []

        async def slow(tx: Tx) -> None:
            began.set()
            go_on.wait(5)
            made.append(await new_event(tx))

        attempt = asyncio.create_task(database.write(slow))
        await asyncio.to_thread(began.wait, 5)
        attempt.cancel()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await attempt
        await database.write(new_event)
        assert await database.read(lambda tx: tx.one(tables.event, id=made[0]))

    told(path, story)


def test_closing_waits_for_those_in_line(path: str) -> None:
    made: list[int] = []

    async def story(database: SqliteDatabase) -> None:
        async def making(tx: Tx) -> None:
            made.append(await new_event(tx))

        waiting = [asyncio.create_task(database.write(making)) for _ in range(5)]
        await asyncio.sleep(0)
        await database.close()
        await asyncio.gather(*waiting)
        with pytest.raises(DatabaseUnavailable):
            await database.write(making)

    told(path, story)
    assert len(made) == 5


def test_a_file_that_another_process_holds_is_a_conflict(path: str) -> None:
    async def story(database: SqliteDatabase) -> None:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(TransactionConflict):
            await database.write(new_event)
        assert await database.read(organizers) >= 0
        other.execute("ROLLBACK")
        other.close()
        assert await database.write(new_event)

    told(path, story, busy_timeout_ms=20)


def test_a_job_that_leaves_its_transaction_open_is_undone(path: str) -> None:
    async def story(database: SqliteDatabase) -> None:
        before = await database.read(organizers)

        def careless(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO organizer (id, slug, name, created) VALUES (-2, 'careless', '', 0)")

        with pytest.raises(AssertionError, match="open"):
            await database.on_writer(careless)
        assert await database.read(organizers) == before

    told(path, story)


def test_a_durable_file_is_asked_for(path: str) -> None:
    async def story(database: SqliteDatabase) -> None:
        def settings(connection: sqlite3.Connection) -> list[object]:
            names = ("journal_mode", "synchronous", "foreign_keys")
            return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

        assert await database.on_writer(settings) == ["wal", 2, 1]

    told(path, story)


def test_a_transaction_that_fails_costs_no_block_of_ids(path: str) -> None:
    async def story(database: SqliteDatabase) -> None:
        async def failing(_: Tx) -> None:
            raise KeyError

        first = await database.write(lambda tx: tx.new_id())
        for _ in range(3):
            with pytest.raises(KeyError):
                await database.write(failing)
        assert await database.write(lambda tx: tx.new_id()) == first + 1

    told(path, story)
