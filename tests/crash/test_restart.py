"""After a crash with much in the log that was not yet moved to its place, a server answers again, with everything."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from typing import TYPE_CHECKING, Final

import httpx
import pytest

from tests.crash.diary import compare
from tests.crash.test_postgres_crash import own_postgres, wait_until_ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.crash.conftest import Scene
    from tests.postgres import PrivatePostgres

__all__ = ["own_postgres"]

BULKS: Final = 12
ENTRIES: Final = 1_000
LOG_BYTES_MIN: Final = 4_200_000
"""More than the thousand pages at which SQLite moves its log into the file."""


def fill(scene: Scene) -> None:
    """Thousands of holds in few transactions."""
    item_id = scene.crowd.sales[scene.fair.path][0]
    for number in range(BULKS):
        marks = [f"{number}.{place}@example.org" for place in range(ENTRIES)]
        asks = [{"item": item_id, "price": "23.00", "attendee_email": mark} for mark in marks]
        for mark, result in zip(marks, scene.fair.bulk(*asks), strict=True):
            scene.crowd.diary.held[mark] = result["data"]["id"]


@contextlib.contextmanager
def long_reader(path: Path) -> Iterator[None]:
    """Somebody reads all the while, so that the log cannot be emptied."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM quota").fetchall()
        yield
    finally:
        connection.close()


@pytest.mark.timeout(180)
def test_sqlite_with_a_long_log(
    tmp_path: Path, set_scene: Callable[[str], Scene], request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "willcall.db"
    scene = set_scene(f"sqlite:///{path}")
    with long_reader(path):
        fill(scene)
        log_bytes = (tmp_path / "willcall.db-wal").stat().st_size
        scene.nursery.kill()

    began = time.monotonic()
    scene.nursery.start()
    scene.nursery.wait_until_it_answers()
    assert scene.ready().status_code == httpx.codes.OK

    request.node.user_properties.append(
        ("restart_s", f"{time.monotonic() - began:.2f} with a log of {log_bytes} bytes")
    )
    assert log_bytes > LOG_BYTES_MIN
    assert asyncio.run(compare(scene.crowd.diary, scene.database, scene.event_ids)) == BULKS * ENTRIES


@pytest.mark.timeout(180)
def test_postgres_with_a_long_log(
    own_postgres: PrivatePostgres,
    set_scene: Callable[[str], Scene],
    request: pytest.FixtureRequest,
) -> None:
    """Both end at once, and both start again."""
    scene = set_scene(own_postgres.create_database("restart"))
    fill(scene)
    own_postgres.kill_immediately()
    scene.nursery.kill()

    began = time.monotonic()
    own_postgres.start()
    recovered = time.monotonic()
    scene.nursery.start()
    scene.nursery.wait_until_it_answers()
    wait_until_ready(scene)

    figures = f"{recovered - began:.2f} of the database, then {time.monotonic() - recovered:.2f}"
    request.node.user_properties.append(("restart_s", figures))
    assert asyncio.run(compare(scene.crowd.diary, scene.database, scene.event_ids)) == BULKS * ENTRIES
