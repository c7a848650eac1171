"""What can happen to a batch on PostgreSQL alone: others change a quota while it waits, or its connection is lost.

Whatever happens, it is held once or not at all.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import asyncpg
import pytest

from tests.property.histories import PRODUCTS, Ask, Buy, Pool
from tests.property.players import Clock
from tests.property.sql import SqlPlayer, opened
from tests.unit.databases import migrated, within
from willcall.db.errors import CommitUnknown, DatabaseUnavailable
from willcall.db.postgres import PostgresDatabase
from willcall.reserve.ledger_postgres import PostgresLedger

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from willcall.db.tx import Database

    Story = Callable[[SqlPlayer, "Cable"], Coroutine[Any, Any, None]]

TICKET: Final = (Ask((Buy("ticket"),)),)
HOLD: Final = "UPDATE quota SET held = $1 WHERE event_id = $2"
HELD: Final = "SELECT held FROM quota WHERE event_id = $1"
WAITS: Final = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


class Cable:
    """Between the ledger and PostgreSQL: it breaks once, before or after the next commit has arrived."""

    def __init__(self, patch: pytest.MonkeyPatch, database: PostgresDatabase, commit: str) -> None:
        self.database = database
        self.breaks: str | None = None
        self.stays_broken = False
        execute, dedicated = asyncpg.Connection.execute, database.dedicated

        async def carried(connection: Any, text: str, *arguments: Any, **options: Any) -> Any:
            if self.breaks is None or not text.strip().startswith(commit):
                return await execute(connection, text, *arguments, **options)
            breaks, self.breaks = self.breaks, None
            if breaks == "after":
                await execute(connection, text, *arguments, **options)
            if self.stays_broken:
                patch.setattr(database, "dedicated", nobody)
            connection.terminate()
            raise ConnectionResetError("the cable was pulled")

        async def nobody() -> None:
            patch.setattr(database, "dedicated", dedicated)
            raise DatabaseUnavailable("there is no way through")

        patch.setattr(asyncpg.Connection, "execute", carried)


@pytest.fixture(
    params=[pytest.param((True, "WITH state"), id="short way"), pytest.param((False, "COMMIT"), id="long way")]
)
def tell(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Story], None]:
    """Tells a story of somebody who holds one ticket already, on a ledger that goes one of its ways."""
    one_statement, commit = request.param

    async def told(database: Database, story: Story) -> None:
        assert isinstance(database, PostgresDatabase)
        ledger = PostgresLedger(database, Clock(), one_statement=one_statement)
        player = await opened(database, ledger, Clock(), [Pool("A", frozenset(PRODUCTS), 9)])
        await player.step(TICKET)
        await story(player, Cable(monkeypatch, database, commit))
        await ledger.close()

    return lambda story: within(migrated("postgresql", request, tmp_path), lambda database: told(database, story))


async def held(player: SqlPlayer) -> int:
    """Places taken, by the counter and by its rows."""
    ((row, found),) = await player.availabilities()
    assert row["held"] == found.cart_positions
    return found.cart_positions


@pytest.mark.parametrize("breaks", ["before", "after"])
def test_a_batch_takes_effect_once_whenever_the_connection_is_lost(tell: Callable[[Story], None], breaks: str) -> None:
    """Its own ids tell whether it was written: then it is answered, else it is tried again."""

    async def story(player: SqlPlayer, cable: Cable) -> None:
        cable.breaks = breaks

        assert await player.step(TICKET) == ["held"]
        assert await held(player) == 2
        assert await player.step(TICKET) == ["held"]

    tell(story)


@pytest.mark.parametrize(("breaks", "taken"), [("before", 1), ("after", 2)])
def test_a_batch_of_which_nobody_knows_is_not_tried_again(
    tell: Callable[[Story], None], breaks: str, taken: int
) -> None:
    """Whoever asked is told that something went wrong; the next batch finds a new connection."""

    async def story(player: SqlPlayer, cable: Cable) -> None:
        cable.breaks, cable.stays_broken = breaks, True

        with pytest.raises(CommitUnknown):
            await player.step(TICKET)
        assert await held(player) == taken
        assert await player.step(TICKET) == ["held"]
        assert await held(player) == taken + 1

    tell(story)


@pytest.mark.parametrize(
    ("before", "after", "answer"),
    [
        pytest.param(9, 4, "held", id="room comes"),
        pytest.param(4, 9, "no room in A", id="room goes"),
        pytest.param(4, 8, "held", id="one is left"),
    ],
)
def test_what_counts_is_the_room_once_the_lock_is_there(
    tell: Callable[[Story], None], before: int, after: int, answer: str
) -> None:
    """Another process has the quota, and changes it while the batch waits for it."""

    async def story(player: SqlPlayer, cable: Cable) -> None:
        other, watch = [await cable.database.dedicated() for _ in range(2)]
        await other.execute(HOLD, before, player.event_id)
        transaction = other.transaction()
        await transaction.start()
        await other.execute(HOLD, after, player.event_id)
        waiting = asyncio.create_task(player.step(TICKET))
        # Seen from outside: within a transaction the view would stay as it is.
        while not await watch.fetchval(WAITS):
            pass
        await transaction.commit()

        assert await waiting == [answer]
        assert await other.fetchval(HELD, player.event_id) == after + (answer == "held")
        await other.close()
        await watch.close()

    tell(story)
