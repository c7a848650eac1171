"""A disk that is full, a database that takes no writes: said clearly, nothing is lost, and it passes by itself."""

from __future__ import annotations

import asyncio
import os
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import asyncpg
import httpx
import pytest

from tests.crash.diary import compare
from willcall.readiness import NO_WRITES, REFUSED_FOR_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.crash.conftest import Scene

ROOM_BYTES: Final = 300_000
"""How much may still be written to the log of a SQLite file: some dozens of batches."""
PAUSE_S: Final = 0.02
WITHIN_S: Final = 30
"""No promise: what takes longer does not come."""
FULL_DISK: Final = (
    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
    "'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
)
HOLD_FULL: Final = (
    FULL_DISK,
    "CREATE TRIGGER full_disk BEFORE INSERT ON quota_hold FOR EACH STATEMENT EXECUTE FUNCTION full_disk()",
)
HOLD_FREE: Final = ("DROP TRIGGER full_disk ON quota_hold",)


@dataclass(frozen=True)
class Trouble:
    """How a database is brought to refuse writes, and how to take them again."""

    begin: Callable[[], None]
    end: Callable[[], None]
    lasts_s: float = 0.0
    """How long `/readyz` may go on to say no."""


def in_postgres(url: str, *statements: str) -> None:
    """Runs statements on a connection of its own."""

    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


def postgres_read_only(url: str, word: str) -> None:
    """As a server after a failover: connections are cut, and the new ones lead to a standby."""
    name = url.rpartition("/")[2]
    everybody_else = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    everybody_else += " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    in_postgres(
        url,
        "SET default_transaction_read_only = off",
        f'ALTER DATABASE "{name}" SET default_transaction_read_only = {word}',
        everybody_else,
    )


def full_sqlite(scene: Scene) -> Trouble:
    """No file of the server's may grow beyond what its log is by now and a little."""
    _, hard = resource.prlimit(scene.nursery.pid, resource.RLIMIT_FSIZE)
    log = Path(scene.database.removeprefix("sqlite:///") + "-wal")

    def limit(number: int) -> None:
        resource.prlimit(scene.nursery.pid, resource.RLIMIT_FSIZE, (number, hard))

    return Trouble(lambda: limit(log.stat().st_size + ROOM_BYTES), lambda: limit(hard))


def full_postgres(scene: Scene) -> Trouble:
    url = scene.database
    return Trouble(lambda: in_postgres(url, *HOLD_FULL), lambda: in_postgres(url, *HOLD_FREE), REFUSED_FOR_S)


def standby(scene: Scene) -> Trouble:
    url = scene.database
    return Trouble(lambda: postgres_read_only(url, "on"), lambda: postgres_read_only(url, "off"), REFUSED_FOR_S)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("trouble_of", [full_sqlite, full_postgres, standby])
def test_a_database_that_takes_no_writes(
    trouble_of: Callable[[Scene], Trouble],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    set_scene: Callable[[str], Scene],
) -> None:
    """Holds are answered 503 and nothing is done; reading goes on; `/readyz` says no until writes are taken again."""
    name = trouble_of.__name__
    if trouble_of is full_sqlite:
        scene = set_scene(f"sqlite:///{tmp_path}/willcall.db")
    else:
        scene = set_scene(request.getfixturevalue("postgres").create_database(f"{name}_{os.getpid()}"))
    scene.crowd.pause_s = PAUSE_S

    asyncio.run(story(scene, trouble_of(scene)))

    diary = scene.crowd.diary
    assert diary.open == []
    assert set(diary.statuses) <= {200, 201, 204, 400, 404, 409, 503, 504}
    assert len(diary.held) > 0


async def story(scene: Scene, trouble: Trouble) -> None:
    rush = asyncio.create_task(scene.crowd.rush())
    await asyncio.sleep(0.3)
    await asyncio.to_thread(trouble.begin)
    await until(lambda: scene.crowd.diary.statuses[503] > 0)
    ready = await asyncio.to_thread(until_ready_says, scene, 503)
    assert ready == {"status": NO_WRITES}
    quota = (await asyncio.to_thread(scene.fair.rows, "quotas/"))[0]
    assert (await asyncio.to_thread(scene.fair.left, quota)) is not None
    scene.crowd.leaving = True
    await rush
    await compare(scene.crowd.diary, scene.database, scene.event_ids)
    held = len(scene.crowd.diary.held)

    await asyncio.to_thread(trouble.end)
    await asyncio.to_thread(until_ready_says, scene, 200, trouble.lasts_s)
    scene.crowd.leaving = False
    rush = asyncio.create_task(scene.crowd.rush())
    await until(lambda: len(scene.crowd.diary.held) > held)
    scene.crowd.leaving = True
    await rush
    while scene.crowd.diary.open:
        await scene.crowd.settle()
    await compare(scene.crowd.diary, scene.database, scene.event_ids)


async def until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not there():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(PAUSE_S)


def until_ready_says(scene: Scene, status: int, lasts_s: float = 0.0) -> Any:
    """What `/readyz` says once it says this; whether the server finds out by itself is what is tested."""
    deadline = time.monotonic() + WITHIN_S + lasts_s
    while True:
        answer: httpx.Response = scene.ready()
        if answer.status_code == status:
            return answer.json()
        assert time.monotonic() < deadline, f"{answer.status_code} {answer.text}"
        time.sleep(PAUSE_S)
