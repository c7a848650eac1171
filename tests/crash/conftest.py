"""A fair on a database of each kind, ready for a crash."""

from __future__ import annotations

import os
import random
import secrets
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpx
import pytest

from tests.cast import ANSWER_TIMEOUT_S, FAY, Desk, Fair
from tests.conftest import API
from tests.crash.buyers import Crowd
from tests.crash.nursery import Nursery
from tests.server import willcall
from tests.unit.databases import within
from willcall.db import tables
from willcall.db.conditions import OneOf

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from willcall.db.tx import Tx

SEED: Final = "WILLCALL_CRASH_SEED"
"""Set to the number that a failure printed, it makes the same requests and moments; what the machine makes of them
still differs."""


@dataclass(frozen=True)
class Scene:
    """A server that can be killed, the fairs that it sells, and those who buy."""

    nursery: Nursery
    crowd: Crowd
    fair: Fair
    """The first of them."""
    event_ids: tuple[int, ...]
    rng: random.Random

    @property
    def database(self) -> str:
        """Where it is kept."""
        return self.nursery.database

    def ready(self) -> httpx.Response:
        """What the server says of itself."""
        return self.fair.client.get("/readyz")


FAIRS: Final = 3
"""On SQLite their batches share transactions."""

LOG: Final = pytest.StashKey["Path"]()
LOG_TAIL_CHARACTERS: Final = 6_000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the server wrote before a test failed."""
    report = yield
    log = item.stash.get(LOG, None)
    if report.failed and log is not None and log.exists():
        report.sections.append(("the server's log", log.read_text(errors="replace")[-LOG_TAIL_CHARACTERS:]))
    return report


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Another one in each run."""
    number = int(os.environ.get(SEED) or secrets.randbits(32))
    request.node.add_report_section("setup", "seed", f"{SEED}={number}")
    return number


@pytest.fixture
def set_scene(seed: int, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Scene]]:
    """Makes the scene on an empty database; its server is running."""
    request.node.stash[LOG] = tmp_path / "server.log"
    with ExitStack() as stack:

        def made(url: str) -> Scene:
            willcall("migrate", database=url)
            willcall("organizer", "create", "bigevents", database=url)
            token = willcall("token", "create", "--organizer", "bigevents", "--all-events", database=url)
            nursery = stack.enter_context(Nursery(url, tmp_path / "server.log"))
            nursery.start()
            nursery.wait_until_it_answers()
            client = stack.enter_context(httpx.Client(base_url=nursery.base, timeout=ANSWER_TIMEOUT_S))
            return scene_of(nursery, client, token, random.Random(seed))

        yield made


def scene_of(nursery: Nursery, client: httpx.Client, token: str, rng: random.Random) -> Scene:
    """Fairs that are on sale at once, each with a product that is plentiful and two that are short."""
    desk = Desk(client, {FAY: token}, f"{API}bigevents/", "bigevents")
    fairs = [desk.fair() for _ in range(FAIRS)]
    slugs = [fair.slug for fair in fairs]
    crowd = Crowd(nursery.port, token, {fair.path: _products(fair) for fair in fairs}, rng)

    async def find(tx: Tx) -> tuple[int, ...]:
        return tuple(row["id"] for row in await tx.find(tables.event, {"slug": OneOf(slugs)}))

    event_ids = within(nursery.database, lambda database: database.read(find))
    return Scene(nursery, crowd, fairs[0], event_ids, rng)


def _products(fair: Fair) -> tuple[int, ...]:
    plenty, _ = fair.ticket(size=1_000_000, name="Standing")
    short, _ = fair.ticket(size=15, name="Box")
    both = fair.item("Stall")
    fair.quota(both, size=50, name="Stalls")
    fair.quota(both, size=25, name="Under cover")
    return plenty["id"], short["id"], both["id"]
