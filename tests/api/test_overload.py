"""More than can be done: what is granted is granted exactly, the rest is refused at once, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import asyncpg
import httpx
import pytest

from tests.api.hurry import HANG_S, Door, door
from tests.cast import FAY
from tests.unit.databases import KINDS, empty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Wire

BUYERS: Final = 300
PLACES: Final = 200
LINE_MAX: Final = 30
"""Positions that may wait: a tenth of those who come."""
BATCH_MAX: Final = 5
PAUSE_S: Final = 0.05
ATTEMPTS_MAX: Final = 2_000
"""Of one buyer: nobody is refused that often."""
WAIT_S: Final = 1
CREATED, REFUSED, CONFLICT, BUSY, UNSURE = 201, 400, 409, 503, 504

NARROW: Final = {
    "reserve.batch.BATCH_POSITIONS_MAX": BATCH_MAX,
    "reserve.admission.WAITING_POSITIONS_MAX": LINE_MAX,
}
IMPATIENT: Final = {
    "reserve.batch.SETTLE_TIME_MAX_S": 2 * WAIT_S,
    # Whoever waits for a lock does not give up by themselves.
    "db.postgres.LOCK_TIMEOUT_S": 2 * HANG_S,
    "db.postgres.STATEMENT_TIMEOUT_S": 2 * HANG_S,
    "db.sqlite.BUSY_TIMEOUT_MS": 2 * HANG_S * 1_000,
}
POLITE: Final = {"db.postgres.LOCK_TIMEOUT_S": 1}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Of which database."""
    name: str = request.param
    return name


@dataclass
class Crowd:
    """What buyers met."""

    granted: list[int] = field(default_factory=list)
    """Positions."""
    sold_out: int = 0
    turned_away: list[int] = field(default_factory=list)
    """Seconds that they were told to wait."""
    others: Counter[int] = field(default_factory=Counter)
    """Whatever else, by status."""


async def rush(there: Door, item: Wire, buyers: int) -> Crowd:
    """Everybody at once, each on a connection of their own; whoever is turned away comes again at once."""
    crowd = Crowd()
    body = json.dumps({"item": item["id"], "price": "23.00"}).encode()
    request = there.head("POST", "cartpositions/", f"Content-Length: {len(body)}") + body
    url = urlsplit(there.server.base)

    async def buy() -> None:
        reader, writer = await asyncio.open_connection(url.hostname, url.port)
        try:
            for _ in range(ATTEMPTS_MAX):
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                headers = dict(line.lower().split(": ", 1) for line in head.decode().split("\r\n")[1:-2])
                answer = json.loads(await reader.readexactly(int(headers["content-length"])))
                if not _is_turned_away(crowd, int(head[9:12]), headers, answer):
                    return
                await asyncio.sleep(PAUSE_S)
        finally:
            writer.close()

    async with asyncio.timeout(4 * HANG_S):
        await asyncio.gather(*(buy() for _ in range(buyers)))
    return crowd


def _is_turned_away(crowd: Crowd, status: int, headers: dict[str, str], answer: Any) -> bool:
    if status == CREATED:
        crowd.granted.append(answer["id"])
    elif status == REFUSED:
        crowd.sold_out += 1
    elif status == BUSY:
        crowd.turned_away.append(int(headers["retry-after"]))
    else:
        crowd.others[status] += 1
    return status == BUSY


def test_ten_times_too_many_are_served_exactly(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As many are held as there are places, whoever is turned away is told when to come again, and no line grows."""
    folder = tmp_path_factory.mktemp("overload")
    with door(empty(kind, request, folder), folder, NARROW) as there:
        item, quota = there.fair.ticket(size=PLACES)

        crowd = asyncio.run(rush(there, item, BUYERS))

        assert len(crowd.granted) == len(set(crowd.granted)) == PLACES
        assert crowd.sold_out == BUYERS - PLACES
        assert crowd.turned_away
        assert all(1 <= seconds <= 30 for seconds in crowd.turned_away)
        assert not crowd.others
        assert there.fair.availability(quota)["cart_positions"] == PLACES
        assert there.fair.seen("cartpositions/")["count"] == PLACES


@contextlib.contextmanager
def standing_still(url: str) -> Iterator[None]:
    """Somebody else has a lock on what every batch needs, and does not let go."""
    if url.startswith("sqlite:///"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")
            connection.close()
        return
    with asyncio.Runner() as runner:
        other = runner.run(asyncpg.connect(url))
        runner.run(other.execute("BEGIN"))
        runner.run(other.execute("SELECT 1 FROM event_state FOR UPDATE"))
        try:
            yield
        finally:
            runner.run(other.execute("ROLLBACK"))
            runner.run(other.close())


def buy(there: Door, item: Wire) -> httpx.Response:
    """One buyer, on a connection of their own."""
    return httpx.post(
        f"{there.server.base}{there.fair.path}cartpositions/",
        json={"item": item["id"], "price": "23.00"},
        headers={"Authorization": f"Token {there.fair.tokens[FAY]}"},
        timeout=HANG_S,
    )


def test_a_database_that_stands_still_keeps_nobody_waiting(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Who was in the batch is told that nobody knows, who waited behind that nothing was done; later all is well."""
    folder = tmp_path_factory.mktemp("still")
    url = empty(kind, request, folder)
    with door(url, folder, IMPATIENT, {"WILLCALL_WAIT_S": str(WAIT_S)}) as there, ThreadPoolExecutor(20) as buyers:
        item, quota = there.fair.ticket(size=1_000)
        assert buy(there, item).status_code == CREATED
        with standing_still(url):
            answers = [one.result() for one in [buyers.submit(buy, there, item) for _ in range(20)]]
            late = buy(there, item)

        seen = Counter(answer.status_code for answer in answers)
        assert set(seen) <= {UNSURE, BUSY}
        assert seen[UNSURE] >= 1
        assert seen[BUSY] >= 1
        assert all(int(answer.headers["retry-after"]) >= 1 for answer in [*answers, late])
        assert late.status_code in {UNSURE, BUSY}

        granted = 1
        for _ in range(100):
            again = buy(there, item)
            if again.status_code == CREATED:
                granted += 1
                break
        held = there.fair.availability(quota)["cart_positions"]
        assert granted == 2
        assert granted <= held <= granted + seen[UNSURE] + 1


def test_a_lock_that_somebody_holds_is_not_waited_for_without_end(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """On PostgreSQL the answer is known: nothing was done, of holds as of changes of the catalogue."""
    folder = tmp_path_factory.mktemp("lock")
    url = empty("postgresql", request, folder)
    with door(url, folder, POLITE) as there:
        item, quota = there.fair.ticket(size=10)
        with standing_still(url):
            held = buy(there, item)
            changed = there.fair.patch(f"items/{item['id']}/", {"default_price": "1.00"})
            assert there.fair.get("items/").status_code == 200

        assert (held.status_code, changed.status_code) == (CONFLICT, CONFLICT)
        assert int(held.headers["retry-after"]) >= 1
        assert there.fair.left(quota) == 10
        assert buy(there, item).status_code == CREATED
