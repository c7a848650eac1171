"""Memory, SQLite and PostgreSQL, the latter by both of its ways: the same answers to every history, the same rows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pytest
from hypothesis import given, settings

from tests import engine
from tests.property.histories import (
    KEPT_MIN,
    PRODUCTS,
    STAYS_MIN,
    Ask,
    Buy,
    Change,
    Hall,
    History,
    Pool,
    Turn,
    histories,
    seasons,
    shopping,
    vouchered,
)
from tests.property.model import Model
from tests.property.players import FIRST_QUOTA, Clock, MemoryPlayer, State, vouchers
from tests.property.sql import SqlPlayer, opened
from willcall.db.migrate import migrate
from willcall.db.open import open_database
from willcall.db.postgres import PostgresDatabase
from willcall.db.sqlite import SqliteDatabase
from willcall.reserve import ledger_postgres_once
from willcall.reserve.ledger_postgres import PostgresLedger
from willcall.reserve.ledger_sqlite import SqliteLedger

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from tests.postgres import PrivatePostgres
    from willcall.db.tx import Database
    from willcall.reserve.ledger import Ledger

T = TypeVar("T")

PROCESSES: Final = 4
"""Ledgers on one event at a time, each as a process of its own would have it."""

# A counterexample is made small before it is shown, which takes longer than to find none.
pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True)
class Stage:
    """Open databases and their ledgers, all on one clock and one loop."""

    runner: asyncio.Runner
    clock: Clock
    sqlite: SqliteDatabase
    postgres: PostgresDatabase
    ledgers: tuple[Ledger, Ledger, Ledger]

    def run(self, story: Coroutine[Any, Any, T]) -> T:
        """Tells a story to its end."""
        return self.runner.run(story)

    async def players(self, pools: tuple[Pool, ...]) -> list[SqlPlayer]:
        """A player for each ledger: SQLite, PostgreSQL in one statement, PostgreSQL the long way."""
        databases: tuple[Database, ...] = (self.sqlite, self.postgres, self.postgres)
        both = zip(databases, self.ledgers, strict=True)
        return [await opened(database, ledger, self.clock, pools) for database, ledger in both]


@pytest.fixture(scope="module")
def stage(postgres: PrivatePostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Opened once: each history has an event of its own."""
    urls = f"sqlite:///{tmp_path_factory.mktemp('ledgers')}/db", postgres.create_database("ledgers")
    for url in urls:
        migrate(url)
    sqlite, server = (open_database(url) for url in urls)
    assert isinstance(sqlite, SqliteDatabase)
    assert isinstance(server, PostgresDatabase)
    clock = Clock()
    ledgers = (
        SqliteLedger(sqlite, clock),
        PostgresLedger(server, clock, one_statement=True),
        PostgresLedger(server, clock, one_statement=False),
    )
    with pytest.MonkeyPatch.context() as patch, asyncio.Runner() as runner:
        # The short way is tried again at once, so that histories see both ways in turns.
        patch.setattr(ledger_postgres_once, "TIGHT_BATCHES", 0)
        for one in (sqlite, server, *ledgers):
            runner.run(one.open())
        yield Stage(runner, clock, sqlite, server, ledgers)
        for one in (*ledgers, server, sqlite):
            runner.run(one.close())


@settings(max_examples=50)
@given(story=histories(steps_max=10))
def test_every_ledger_does_what_the_model_does(stage: Stage, story: History) -> None:
    stage.run(_told(stage, story))


async def _told(stage: Stage, story: History) -> None:
    model, memory, players = Model(list(story.pools)), MemoryPlayer(story.pools, stage.clock), []
    players = await stage.players(story.pools)
    for step in story.steps:
        if isinstance(step, Turn):
            stage.clock.turn(step.minutes)
        answers = model.step(step)
        assert await memory.step(step) == answers
        for player in players:
            assert await player.step(step) == answers, player.ledger
        if isinstance(step, Change):
            await _adds_up(players)
    expected = (await memory.state()).at(stage.clock())
    for player in players:
        assert (await player.state()).at(stage.clock()) == expected, player.ledger
    await _adds_up(players)


@settings(max_examples=30)
@given(story=vouchered())
def test_every_ledger_does_what_the_model_does_with_vouchers(stage: Stage, story: History) -> None:
    """Availability as clients see it too, whether the blocks that the clock has ended are still counted or not."""
    stage.run(_told_with_vouchers(stage, story))


async def _told_with_vouchers(stage: Stage, story: History) -> None:
    codes = dict(story.codes)
    model, players = Model(list(story.pools), codes=codes), await stage.players(story.pools)
    for player in players:
        await player.issue(vouchers(codes, stage.clock()))
    for step in story.steps:
        if isinstance(step, Turn):
            stage.clock.turn(step.minutes)
        answers = model.step(step)
        for player in players:
            assert await player.step(step) == answers, player.ledger
            state = await player.state()
            assert state.held == state.recounted()
            for row, found in await player.availabilities():
                pool = model.pools[row["id"] - FIRST_QUOTA]
                assert (found.cart_positions, found.blocking_vouchers) == (model.counted(pool), model.blocked(pool))
                assert found.available_number == model.left(pool)


@settings(max_examples=50)
@given(story=seasons())
def test_every_ledger_does_what_the_model_does_with_seats_and_vouchers_for_dates(stage: Stage, story: History) -> None:
    """While Fay changes quotas, vouchers and the hall."""
    stage.run(_told_of_a_season(stage, story))


async def _told_of_a_season(stage: Stage, story: History) -> None:
    codes = dict(story.codes)
    model, memory = Model(list(story.pools), codes=codes), MemoryPlayer(story.pools, stage.clock, codes, hall=Hall())
    players = await stage.players(story.pools)
    for player in players:
        await player.build(Hall())
        await player.issue(vouchers(codes, stage.clock()))
    for step in story.steps:
        if isinstance(step, Turn):
            stage.clock.turn(step.minutes)
        answers = model.step(step)
        assert await memory.step(step) == answers
        for player in players:
            assert await player.step(step) == answers, player.ledger
            await _as_counted(player, model)
    expected = (await memory.state()).at(stage.clock())
    for player in players:
        found = (await player.state()).at(stage.clock())
        assert (found.rows, found.uses, found.seats) == (expected.rows, expected.uses, expected.seats), player.ledger


@settings(max_examples=60)
@given(story=shopping())
def test_every_ledger_does_the_same_with_carts_of_shops(stage: Stage, story: History) -> None:
    """Mixed with holds of the API, with vouchers, seats and dates, while Fay changes all of it."""
    stage.run(_told_of_carts(stage, story))


async def _told_of_carts(stage: Stage, story: History) -> None:
    codes = dict(story.codes)
    memory, players = MemoryPlayer(story.pools, stage.clock, codes, hall=Hall()), await stage.players(story.pools)
    for player in players:
        await player.build(Hall())
        await player.issue(vouchers(codes, stage.clock()))
    for step in story.steps:
        if isinstance(step, Turn):
            stage.clock.turn(step.minutes)
        before = (await memory.state()).at(stage.clock())
        answers = await memory.step(step)
        expected = (await memory.state()).at(stage.clock())
        if isinstance(step, tuple) and all(str(told).startswith((engine.STALE, engine.SHORT)) for told in answers):
            assert _lasting(expected) == _lasting(before), "a refusal changed something"
        for player in players:
            assert await player.step(step) == answers, player.ledger
            state = await player.state()
            assert state.held == state.recounted()
            for row, _ in await player.availabilities():
                assert row["size"] is None or row["held"] + row["blocked"] <= row["size"] + row["excused"]
            assert _lasting(state.at(stage.clock())) == _lasting(expected), player.ledger
    for player in players:
        assert await player.audited() == []


def _lasting(state: State) -> tuple[object, ...]:
    """What does not depend on who tidied up when, apart from answers to keys."""
    return state.rows, state.uses, state.seats, state.carts, state.remembered


async def _as_counted(player: SqlPlayer, model: Model) -> None:
    """Counters are what is counted of the rows; quotas tell what the model does, and what is over is excused."""
    state = await player.state()
    assert state.held == state.recounted()
    for row, found in await player.availabilities():
        pool = model.pools[row["id"] - FIRST_QUOTA]
        assert (found.cart_positions, found.blocking_vouchers) == (model.counted(pool), model.blocked(pool))
        assert found.available_number == model.left(pool)
        assert row["size"] is None or row["held"] + row["blocked"] <= row["size"] + row["excused"]


async def _adds_up(players: list[SqlPlayer]) -> None:
    """Spec 06 §7: the counter is the recount, what is over the size is excused, and nothing is lost in between."""
    for player in players:
        state = await player.state()
        assert state.held == state.recounted()
        for row, found in await player.availabilities():
            assert row["excused"] == (0 if row["size"] is None else max(0, row["held"] - row["size"]))
            assert found.cart_positions == state.at(player.clock()).held[row["id"]]
            if row["closed"]:
                assert found.available_number == 0
            elif row["size"] is not None:
                assert found.available_number == max(0, row["size"] - found.cart_positions)


ALL: Final = frozenset(PRODUCTS)
TICKET: Final = Ask((Buy("ticket"),))
FAMILY: Final = Ask((Buy("ticket", addons=("workshop",), bundled=("S",)),))
KEYED: Final = Ask((Buy("ticket"),), key="k")

STORIES: Final = {
    # Each begins with an ask that brings the catalogue into memory, so that the short way is open to the next.
    "the instant of the expiry still counts": History(
        (Pool("A", ALL, 2),), ((TICKET, TICKET), Turn(STAYS_MIN), (TICKET,), Turn(1), (TICKET, TICKET, TICKET))
    ),
    "an expiry in the past needs room and takes none": History(
        (Pool("A", ALL, 2),), ((TICKET,), (Ask((Buy("ticket", stays_min=-1),)), TICKET, Ask((Buy("L", stays_min=-1),))))
    ),
    "a closed quota has no room though it has no limit": History(
        (Pool("A", ALL, None), Pool("B", frozenset("S"), None, closed=True)), ((TICKET,), (TICKET,), (FAMILY, TICKET))
    ),
    "a quota is closed and opened again": History(
        (Pool("A", ALL, 9),),
        ((TICKET,), Change(0, Pool("A", ALL, 9, closed=True)), (TICKET,), Change(0, Pool("A", ALL, 9)), (TICKET,)),
    ),
    "a family needs and gives back all its places": History(
        (Pool("A", ALL, 3),),
        ((FAMILY,), (TICKET, Ask(nth=0), TICKET), (Ask(nth=0), Ask(nth=3)), (FAMILY,), (Ask(nth=5), TICKET, TICKET)),
    ),
    "a size below the use is excused once": History(
        (Pool("A", ALL, 5),),
        (
            (TICKET,) * 5,
            Change(0, Pool("A", ALL, 2)),
            (TICKET, Ask(nth=0), Ask(nth=1), TICKET),
            (Ask(nth=2), TICKET),
            (Ask(nth=3), TICKET, TICKET),
            Change(0, Pool("A", ALL, 4)),
            (TICKET,) * 5,
        ),
    ),
    "a quota for something else counts anew": History(
        (Pool("A", frozenset(("ticket",)), 3),),
        (
            (TICKET,) * 2,
            Change(0, Pool("A", frozenset(("workshop",)), 3)),
            (TICKET, Ask((Buy("workshop"),))),
            Change(0, Pool("A", ALL, 3)),
            (TICKET, Ask(nth=0), TICKET),
        ),
    ),
    "a key is answered for a day, and then anew": History(
        (Pool("A", ALL, 2),),
        ((KEYED, TICKET, KEYED), (KEYED, Ask(nth=0, key="k")), Turn(KEPT_MIN), (KEYED,), Turn(1), (KEYED, KEYED)),
    ),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_ledger_tells_these_stories_like_the_model(stage: Stage, story: History) -> None:
    stage.run(_told(stage, story))


def test_processes_that_share_an_event_never_sell_a_place_twice(stage: Stage) -> None:
    """Several ledgers on PostgreSQL at the same time, some by the short way, with expiries and releases in between."""

    async def story() -> None:
        pools = (Pool("A", frozenset(("ticket", "workshop")), 40), Pool("B", frozenset(("ticket",)), 25))
        host = await opened(stage.postgres, stage.ledgers[1], stage.clock, pools)
        ledgers = [PostgresLedger(stage.postgres, stage.clock, one_statement=one % 2 == 0) for one in range(PROCESSES)]
        for ledger in ledgers:
            await ledger.open()
        try:
            players = [SqlPlayer(stage.postgres, one, stage.clock, host.event_id, pools) for one in ledgers]
            for _ in range(2):
                await asyncio.gather(*(_rush(player) for player in players))
                stage.clock.turn(11)
            await asyncio.gather(*(_rush(player) for player in players))
        finally:
            for ledger in ledgers:
                await ledger.close()
        host.ids = [number for player in players for number in player.ids]
        state = await host.state()
        live = state.at(stage.clock())
        assert state.held == state.recounted()
        assert live.held[101] == 40
        assert live.held[102] <= 25

    stage.run(story())


async def _rush(player: SqlPlayer) -> None:
    """One process: more than enough asks of all sorts; what it gives back it asks for again."""
    mine: list[int] = []
    for turn in range(12):
        asks = [
            Ask((Buy("ticket", stays_min=10),)),
            Ask((Buy("ticket", addons=("workshop",)),)),
            Ask((Buy("workshop"),)),
        ]
        before = len(player.ids)
        await player.step(tuple(asks))
        mine += range(before, len(player.ids))
        if turn in {3, 6} and mine:
            await player.step((Ask(nth=mine[-1]), Ask(nth=mine[0])))
