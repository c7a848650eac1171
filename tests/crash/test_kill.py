"""The server is killed at random moments under load, 100 times on each database: nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Final

import pytest

from tests.crash.diary import compare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.crash.conftest import Scene

KILLS: Final = 100
WHILE_STARTING: Final = 0.1
"""How many of them come before the server is known to answer."""
RUSH_MAX_S: Final = 0.15
START_MAX_S: Final = 0.5


@pytest.fixture(params=["sqlite", "postgresql"])
def scene(request: pytest.FixtureRequest, tmp_path: Path, set_scene: Callable[[str], Scene]) -> Scene:
    if request.param == "sqlite":
        return set_scene(f"sqlite:///{tmp_path}/willcall.db")
    return set_scene(request.getfixturevalue("postgres").create_database(f"killed_{os.getpid()}"))


@pytest.mark.timeout(600)
def test_a_server_that_is_killed_loses_nothing(scene: Scene) -> None:
    """After each restart every acknowledged hold is there, once; releases stand; counters are what they count; and
    a request that is sent again under its key gets its first answer.
    """

    async def story() -> None:
        scene.nursery.kill()
        for _ in range(KILLS):
            await life(scene)
        scene.nursery.start()
        scene.nursery.wait_until_it_answers()
        await scene.crowd.settle()
        await compare(scene.crowd.diary, scene.database, scene.event_ids)

    asyncio.run(story())

    diary = scene.crowd.diary
    assert diary.open == []
    assert diary.again > KILLS
    assert len(diary.held) > KILLS
    assert diary.released
    assert diary.refused
    assert diary.unknown


async def life(scene: Scene) -> None:
    """A server's life: it starts, what was open is settled, the past is looked at, and it is killed while selling."""
    scene.nursery.start()
    if scene.rng.random() < WHILE_STARTING:
        await asyncio.sleep(scene.rng.uniform(0, START_MAX_S))
        scene.nursery.kill()
        return
    scene.nursery.wait_until_it_answers()
    await scene.crowd.settle()
    await compare(scene.crowd.diary, scene.database, scene.event_ids)
    rush = asyncio.create_task(scene.crowd.rush())
    await asyncio.sleep(scene.rng.uniform(0, RUSH_MAX_S))
    scene.nursery.kill()
    await rush
