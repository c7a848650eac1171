"""Batches of several events in one transaction of SQLite: they share its end, and nothing else.

PostgreSQL gives each batch a connection of its own, and flushes its log for several of them at once by itself.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from tests import engine
from tests.engine import HELD, SOLD_OUT
from tests.property.histories import PRODUCTS, Pool
from tests.property.players import Clock
from tests.property.sql import SqlPlayer, opened
from tests.unit.databases import migrated, within
from willcall.db.errors import DatabaseError, NoSuchEvent
from willcall.db.sqlite import SqliteDatabase
from willcall.db.tx import Database
from willcall.reserve import ledger_sqlite
from willcall.reserve.ask import Ask, Reason
from willcall.reserve.ledger import Changes, Settled
from willcall.reserve.ledger_sqlite import SqliteLedger, SqlitePages

EVENTS: Final = 5
PLACES: Final = 10


class Hall:
    """Five events on one file, and a writer that can be kept busy."""

    def __init__(self, database: SqliteDatabase, ledger: SqliteLedger, players: Sequence[SqlPlayer]) -> None:
        self.database = database
        self.ledger = ledger
        self.players = players
        self.said: list[str] = []

    @property
    def ends(self) -> Counter[str]:
        """How transactions ended since this was asked last."""
        said, self.said[:] = Counter(self.said), []
        return Counter({word: said[word] for word in ("COMMIT", "ROLLBACK") if said[word]})

    @asynccontextmanager
    async def busy(self) -> AsyncIterator[None]:
        """Whoever comes within this waits for the writer."""
        free, begun = threading.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()

        def wait(_: sqlite3.Connection) -> None:
            loop.call_soon_threadsafe(begun.set)
            free.wait()

        waiting = asyncio.create_task(self.database.on_writer(wait))
        await begun.wait()
        self.said.clear()
        try:
            yield
            await _turns()
        finally:
            free.set()
            await waiting

    async def told(self, *asks: Ask, times: int = 1) -> list[engine.Word | type]:
        """What the first ask of each event is told when all of them come together, or what is raised."""
        async with self.busy():
            tasks = [
                asyncio.create_task(self.ledger.settle(one.event_id, [*asks] * times or [engine.ask()]))
                for one in self.players
            ]
        return [_word(one) for one in await asyncio.gather(*tasks, return_exceptions=True)]

    async def held(self) -> list[int]:
        """How many places of each event are held; its books are in order."""
        assert [await one.audited() for one in self.players] == [[]] * EVENTS
        found = [await one.availabilities() for one in self.players]
        return [row["held"] for [(row, _)] in found]


async def _turns() -> None:
    """Lets tasks that were just made come as far as they can."""
    for _ in range(5):
        await asyncio.sleep(0)


def _word(outcome: Settled | BaseException) -> engine.Word | type:
    return engine.word(outcome.outcomes[0]) if isinstance(outcome, Settled) else type(outcome)


Story = Callable[[Hall], Awaitable[None]]


@pytest.fixture
def play(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Story], None]:
    """Plays a story in a hall."""

    async def with_hall(story: Story, database: Database) -> None:
        assert isinstance(database, SqliteDatabase)
        ledger, clock = SqliteLedger(database, Clock()), Clock()
        pools = [Pool("A", frozenset(PRODUCTS), PLACES)]
        players = [await opened(database, ledger, clock, pools) for _ in range(EVENTS)]
        hall = Hall(database, ledger, players)
        await database.on_writer(lambda connection: connection.set_trace_callback(hall.said.append))
        for one in players:  # so that their catalogues are known
            await ledger.settle(one.event_id, [engine.ask()])
        await story(hall)

    url = migrated("sqlite", request, tmp_path)
    return lambda story: within(url, lambda database: with_hall(story, database))


def test_batches_that_wait_together_share_a_transaction(play: Callable[[Story], None]) -> None:
    async def story(hall: Hall) -> None:
        assert await hall.told() == [HELD] * EVENTS
        assert hall.ends == {"COMMIT": 1}
        assert await hall.held() == [2] * EVENTS

    play(story)


def test_who_comes_alone_has_no_savepoint(play: Callable[[Story], None]) -> None:
    """It would be two statements more."""

    async def story(hall: Hall) -> None:
        hall.said.clear()
        await hall.ledger.settle(hall.players[0].event_id, [engine.ask()])
        assert not [one for one in hall.said if "SAVEPOINT" in one]

    play(story)


def test_refusals_that_wait_together_write_nothing(play: Callable[[Story], None]) -> None:
    """A batch that is granted something among them does, for itself."""

    async def story(hall: Hall) -> None:
        full = [engine.ask()] * PLACES
        for one in hall.players[1:]:
            await hall.ledger.settle(one.event_id, full)

        assert await hall.told() == [HELD, *[SOLD_OUT] * (EVENTS - 1)]
        assert hall.ends == {"COMMIT": 1}
        await hall.ledger.settle(hall.players[0].event_id, full)
        assert await hall.told(engine.ask(voucher="NONE")) == [Reason.VOUCHER_UNKNOWN] * EVENTS
        assert hall.ends == {"ROLLBACK": 1}
        assert await hall.held() == [PLACES] * EVENTS

    play(story)


def test_an_event_that_is_gone_fails_alone(play: Callable[[Story], None]) -> None:
    async def story(hall: Hall) -> None:
        hall.players[1].event_id += 1_000_000

        assert await hall.told() == [HELD, NoSuchEvent, HELD, HELD, HELD]

    play(story)


def _write_and(monkeypatch: pytest.MonkeyPatch, broken: SqlPlayer, then: Callable[[sqlite3.Connection], None]) -> None:
    """What one event's batch has written is followed by a mishap."""
    real = SqlitePages.write

    async def write(pages: SqlitePages, changes: Changes) -> None:
        await real(pages, changes)
        if pages._event_id == broken.event_id:  # noqa: SLF001 - it is told apart by nothing else
            then(pages._connection)  # noqa: SLF001 - as above

    monkeypatch.setattr(SqlitePages, "write", write)


def test_what_a_batch_wrote_before_it_failed_is_undone_alone(
    play: Callable[[Story], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: sqlite3.Connection) -> None:
        raise ZeroDivisionError

    async def story(hall: Hall) -> None:
        _write_and(monkeypatch, hall.players[2], fail)

        assert await hall.told() == [HELD, HELD, ZeroDivisionError, HELD, HELD]
        assert hall.ends == {"COMMIT": 1}
        assert await hall.held() == [2, 2, 1, 2, 2]

    play(story)


def test_when_sqlite_gives_the_transaction_up_nobody_is_told_yes(
    play: Callable[[Story], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does when the disk is full: then there is no savepoint to go back to."""

    def give_up(connection: sqlite3.Connection) -> None:
        connection.execute("ROLLBACK")
        raise sqlite3.OperationalError("database or disk is full")

    async def story(hall: Hall) -> None:
        with monkeypatch.context() as patched:
            _write_and(patched, hall.players[2], give_up)
            assert all(_is_error(one) for one in await hall.told())
        assert await hall.held() == [1] * EVENTS

        assert await hall.told() == [HELD] * EVENTS

    play(story)


def test_when_the_commit_fails_nobody_is_told_yes(play: Callable[[Story], None]) -> None:
    def forbid(kind: int, name: str | None, *_: Any) -> int:
        return sqlite3.SQLITE_DENY if (kind, name) == (sqlite3.SQLITE_TRANSACTION, "COMMIT") else sqlite3.SQLITE_OK

    async def story(hall: Hall) -> None:
        await hall.database.on_writer(lambda connection: connection.set_authorizer(forbid))
        assert all(_is_error(one) for one in await hall.told())
        await hall.database.on_writer(lambda connection: connection.set_authorizer(None))
        assert await hall.held() == [1] * EVENTS

        assert await hall.told() == [HELD] * EVENTS
        assert await hall.held() == [2] * EVENTS

    play(story)


def _is_error(found: engine.Word | type) -> bool:
    return isinstance(found, type) and issubclass(found, DatabaseError)


def test_who_gives_up_before_the_writer_comes_is_not_settled(play: Callable[[Story], None]) -> None:
    async def story(hall: Hall) -> None:
        async with hall.busy():
            tasks = [asyncio.create_task(hall.ledger.settle(one.event_id, [engine.ask()])) for one in hall.players]
            await _turns()
            tasks[0].cancel()
            tasks[3].cancel()
        found = await asyncio.gather(*tasks, return_exceptions=True)

        assert [isinstance(one, asyncio.CancelledError) for one in found] == [True, False, False, True, False]
        assert hall.ends == {"COMMIT": 1}
        assert await hall.held() == [1, 2, 2, 1, 2]

    play(story)


@pytest.mark.parametrize(
    ("bound", "value", "transactions"),
    [
        pytest.param("BATCHES_MAX", 2, 3, id="two batches at a time"),
        pytest.param("BATCH_POSITIONS_MAX", 5, 3, id="two batches of two positions"),
        pytest.param("BATCH_POSITIONS_MAX", 1, EVENTS, id="a larger batch goes alone"),
    ],
)
def test_a_transaction_is_bounded(
    play: Callable[[Story], None], monkeypatch: pytest.MonkeyPatch, bound: str, value: int, transactions: int
) -> None:
    """Nobody waits for all others."""

    async def story(hall: Hall) -> None:
        monkeypatch.setattr(ledger_sqlite, bound, value)

        assert await hall.told(engine.ask(), times=2) == [HELD] * EVENTS
        assert hall.ends == {"COMMIT": transactions}
        assert await hall.held() == [3] * EVENTS

    play(story)


def test_batches_of_one_event_see_each_other(play: Callable[[Story], None]) -> None:
    """The line of an event sends one after the other; the ledger itself needs no such care."""

    async def story(hall: Hall) -> None:
        event_id = hall.players[0].event_id
        async with hall.busy():
            tasks = [asyncio.create_task(hall.ledger.settle(event_id, [engine.ask()] * 4)) for _ in range(3)]
        found = [engine.words(one.outcomes) for one in await asyncio.gather(*tasks)]

        assert found == [[HELD] * 4, [HELD] * 4, [HELD, SOLD_OUT, SOLD_OUT, SOLD_OUT]]
        assert hall.ends == {"COMMIT": 1}
        assert await hall.held() == [PLACES, 1, 1, 1, 1]

    play(story)
