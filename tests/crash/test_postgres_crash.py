"""PostgreSQL itself ends on the spot, again and again, under load: the server waits for it and loses nothing."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

import httpx
import pytest

from tests.crash.diary import compare
from tests.postgres import PrivatePostgres, best_binaries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.crash.conftest import Scene

CRASHES: Final = 6
RUSH_MAX_S: Final = 0.5
AWAY_MAX_S: Final = 0.5
PAUSE_S: Final = 0.02
"""Of a buyer, so that those who are refused do not do so thousands of times."""
BACK_WITHIN_S: Final = 30
"""No promise: whoever hangs longer has not come back."""


@pytest.fixture
def own_postgres() -> Iterator[PrivatePostgres]:
    """A durable one that nobody else uses."""
    with PrivatePostgres(best_binaries(), durable=True) as private:
        yield private


@pytest.mark.timeout(300)
def test_a_database_that_crashes_loses_nothing(
    own_postgres: PrivatePostgres, set_scene: Callable[[str], Scene]
) -> None:
    """The server answers 503 meanwhile, finds the database again by itself, and what was open is settled."""
    scene = set_scene(own_postgres.create_database("crashes"))
    scene.crowd.pause_s = PAUSE_S

    asyncio.run(crashes(own_postgres, scene))

    diary = scene.crowd.diary
    assert diary.open == []
    assert diary.statuses[503] > CRASHES
    assert set(diary.statuses) <= {200, 201, 204, 400, 404, 409, 503, 504}
    assert len(diary.held) > CRASHES


async def crashes(own_postgres: PrivatePostgres, scene: Scene) -> None:
    pid = scene.nursery.pid
    for _ in range(CRASHES):
        scene.crowd.leaving = False
        rush = asyncio.create_task(scene.crowd.rush())
        await asyncio.sleep(scene.rng.uniform(0, RUSH_MAX_S))
        await asyncio.to_thread(own_postgres.kill_immediately)
        ready = await asyncio.to_thread(scene.ready)
        assert (ready.status_code, ready.json()) == (503, {"status": "the database does not answer"})
        assert (await asyncio.to_thread(scene.fair.client.get, "/healthz")).status_code == httpx.codes.OK
        await asyncio.sleep(scene.rng.uniform(0, AWAY_MAX_S))
        await asyncio.to_thread(own_postgres.start)
        await asyncio.to_thread(wait_until_ready, scene)
        scene.crowd.leaving = True
        await rush
        while scene.crowd.diary.open:
            await scene.crowd.settle()
        await compare(scene.crowd.diary, scene.database, scene.event_ids)
    assert scene.nursery.pid == pid
    assert scene.nursery.is_alive()


def wait_until_ready(scene: Scene) -> None:
    """Until the server says that it found the database again."""
    deadline = time.monotonic() + BACK_WITHIN_S
    while scene.ready().status_code != httpx.codes.OK:
        assert time.monotonic() < deadline, "the server does not find its database again"
        time.sleep(PAUSE_S)
