"""An on-sale as it is: many clients at the same instant, from several processes. Not one place too many or too few.

On PostgreSQL two servers share the database and the buyers; on SQLite there is one, as always.
"""

from __future__ import annotations

import http.client
import json
import multiprocessing
import secrets
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pytest

from tests.cast import FAY, SOLD_OUT
from tests.server import Server, started
from tests.unit.databases import within
from willcall.db import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.cast import Desk, Fair, Wire
    from willcall.db.tx import Database, Tx

PROCESSES: Final = 4
CONNECTIONS: Final = 8
"""Of each process: 32 requests are under way at any time."""
ROUNDS: Final = 10
EVENTS: Final = 16
EACH: Final = 40
"""Buyers of each event, where there are several."""
TIMEOUT_S: Final = 30
OK, CREATED, GONE, REFUSED, MISSING, IN_HAND = 200, 201, 204, 400, 404, 409


@dataclass(frozen=True)
class Send:
    """A request to be sent by another process."""

    method: str
    path: str
    body: object = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Got:
    """What it was answered."""

    status: int
    body: Any


def send_all(base: str, requests: Sequence[Send]) -> list[Got]:
    """Sends requests over a few connections at once; runs in a process of its own."""
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        parts = [requests[place::CONNECTIONS] for place in range(CONNECTIONS)]
        return list(chain.from_iterable(threads.map(lambda part: _send_part(base, part), parts)))


def _send_part(base: str, requests: Sequence[Send]) -> list[Got]:
    address = urlsplit(base)
    assert address.hostname
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=TIMEOUT_S)
    answers = []
    for request in requests:
        body = None if request.body is None else json.dumps(request.body)
        connection.request(request.method, request.path, body, request.headers)
        answer = connection.getresponse()
        content = answer.read()
        answers.append(Got(answer.status, json.loads(content) if content else None))
    connection.close()
    return answers


@dataclass(frozen=True)
class Crowd:
    """Buyers in several processes, and the servers they go to."""

    bases: Sequence[str]
    processes: ProcessPoolExecutor

    def rush(self, fair: Fair, requests: Sequence[Send]) -> list[Got]:
        """Everybody at once; the answers are in no particular order."""
        return self.go([addressed(fair, one) for one in requests])

    def go(self, full: Sequence[Send]) -> list[Got]:
        """The same to wherever each of them is addressed."""
        # Who stands next to each other in the list goes to different processes.
        going = [
            self.processes.submit(send_all, self.bases[place % len(self.bases)], full[place::PROCESSES])
            for place in range(PROCESSES)
        ]
        return [answer for one in going for answer in one.result(timeout=4 * TIMEOUT_S)]


def addressed(fair: Fair, request: Send) -> Send:
    """The same as a request to an event, by Fay."""
    headers = {"Authorization": f"Token {fair.tokens[FAY]}", "Content-Type": "application/json"}
    return Send(request.method, f"{fair.path}{request.path}", request.body, {**headers, **request.headers})


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    """Clean processes: nothing of the tests' own threads and sockets is in them."""
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        yield pool


@pytest.fixture(scope="module")
def crowd(server: Server, processes: ProcessPoolExecutor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """On PostgreSQL with a second server."""
    if server.database.startswith("sqlite"):
        yield Crowd([server.base], processes)
        return
    with started(server.database, tmp_path_factory.mktemp("second") / "log") as second:
        yield Crowd([server.base, second.base], processes)


def create(item: Wire, **fields: Any) -> Send:
    """Somebody wants a place."""
    return Send("POST", "cartpositions/", {"item": item["id"], "price": "23.00", **fields})


def keyed(request: Send, key: str) -> Send:
    """The same with an idempotency key."""
    return Send(request.method, request.path, request.body, {"X-Idempotency-Key": key})


def statuses(answers: Sequence[Got]) -> Counter[int]:
    """How many answers of each status."""
    return Counter(answer.status for answer in answers)


def balanced(server: Server, fair: Fair, quota: Wire) -> int:
    """The places taken in a quota, after the counter, its rows and the list have said the same."""

    async def story(database: Database) -> tuple[int, int]:
        async def read(tx: Tx) -> tuple[int, int]:
            event = await tx.one(tables.event, slug=fair.slug)
            assert event is not None
            row = await tx.one(tables.quota, event_id=event["id"], id=quota["id"])
            assert row is not None
            here = {"event_id": event["id"], "quota_id": quota["id"]}
            return row["held"], await tx.count(tables.quota_hold, here)

        return await database.read(read)

    held, counted = within(server.database, story)
    said = fair.availability(quota)
    assert held == counted == said["cart_positions"] == fair.seen("cartpositions/")["count"]
    assert said["available_number"] == max(0, said["total_size"] - held)
    return held


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_exactly_as_many_are_held_as_there_are_places(server: Server, desk: Desk, crowd: Crowd, turn: int) -> None:
    """Four hundred buyers and a hundred places, again and again."""
    fair = desk.fair()
    item, quota = fair.ticket(size=100)

    answers = crowd.rush(fair, [create(item)] * 400)

    assert statuses(answers) == {CREATED: 100, REFUSED: 300}
    assert all(answer.body == [SOLD_OUT.format("Tickets")] for answer in answers if answer.status == REFUSED)
    assert len({answer.body["id"] for answer in answers if answer.status == CREATED}) == 100
    assert balanced(server, fair, quota) == 100
    assert fair.left(quota) == 0


def test_events_on_sale_at_once_are_each_exact(server: Server, desk: Desk, crowd: Crowd) -> None:
    """Sixteen of them, larger and smaller ones, some sold out while others are not."""
    fairs = [desk.fair() for _ in range(EVENTS)]
    sales = [fair.ticket(size=5 * place) for place, fair in enumerate(fairs)]

    asks = [addressed(fair, create(item)) for fair, (item, _) in zip(fairs, sales, strict=True)]
    answers = crowd.go(asks * EACH)

    granted = [min(5 * place, EACH) for place in range(EVENTS)]
    assert statuses(answers) == {CREATED: sum(granted), REFUSED: EVENTS * EACH - sum(granted)}
    assert [balanced(server, fair, quota) for fair, (_, quota) in zip(fairs, sales, strict=True)] == granted


def test_what_is_given_back_in_the_rush_is_sold_once(server: Server, desk: Desk, crowd: Crowd) -> None:
    fair = desk.fair()
    item, quota = fair.ticket(size=100)
    first = crowd.rush(fair, [create(item)] * 100)
    back = [Send("DELETE", f"cartpositions/{answer.body['id']}/") for answer in first]

    # Everybody's position is given back twice: only one of the two finds it.
    answers = crowd.rush(fair, [one for delete in back for one in (delete, create(item), create(item), delete)])

    seen = statuses(answers)
    assert seen[GONE] == 100
    assert seen[MISSING] == 100
    assert seen[CREATED] + seen[REFUSED] == 200
    assert balanced(server, fair, quota) == seen[CREATED] <= 100
    assert statuses(crowd.rush(fair, [create(item)] * 200))[CREATED] == 100 - seen[CREATED]
    assert balanced(server, fair, quota) == 100


def test_a_key_holds_one_place_however_often_it_is_sent(server: Server, desk: Desk, crowd: Crowd) -> None:
    """Seventeen impatient buyers send everything twenty times: for one of them there is nothing, now and later."""
    fair = desk.fair()
    item, quota = fair.ticket(size=16)
    keys = [secrets.token_hex(8) for _ in range(17)]
    wanted = [keyed(create(item, cart_id=f"{key}@api"), key) for key in keys]

    answers = crowd.rush(fair, wanted * 20)
    again = crowd.rush(fair, wanted)

    # Who asks while the first request is under way is told to come again.
    assert statuses(answers).keys() <= {CREATED, REFUSED, IN_HAND}
    assert statuses(again) == {CREATED: 16, REFUSED: 1}
    held = {answer.body["cart_id"]: answer.body for answer in again if answer.status == CREATED}
    assert all(answer.body == held[answer.body["cart_id"]] for answer in answers if answer.status == CREATED)
    assert balanced(server, fair, quota) == 16


def test_bulks_and_single_buyers_share_what_there_is(server: Server, desk: Desk, crowd: Crowd) -> None:
    """Two quotas of different size over the same products, families among the asks."""
    fair = desk.fair()
    extras = fair.category("Extras", is_addon=True)
    ticket, workshop = fair.item("Ticket"), fair.item("Workshop", category=extras["id"])
    fair.addon_rule(ticket, extras, max_count=5)
    both = fair.quota(ticket, workshop, size=120, name="All")
    alone = fair.quota(ticket, size=70, name="Tickets")
    entry = {"item": ticket["id"], "price": "23.00"}
    family = entry | {"addons": [{"item": workshop["id"]}]}
    bulk = Send("POST", "cartpositions/bulk_create/", [entry, family, entry])
    single = create(ticket, addons=[{"item": workshop["id"]}])

    answers = crowd.rush(fair, [bulk, create(ticket), create(workshop), single] * 50)

    granted = [answer.body for answer in answers if answer.status == CREATED]
    results = [one for answer in answers if answer.status == OK for one in answer.body["results"]]
    granted += [one["data"] for one in results if one["success"]]
    assert statuses(answers)[OK] == 50
    assert len(results) == 150
    assert balanced(server, fair, both) == sum(1 + len(one["addons"]) for one in granted) == 120
    assert fair.availability(alone)["cart_positions"] == sum(one["item"] == ticket["id"] for one in granted) <= 70


def test_the_size_changes_under_the_buyers_hands(server: Server, desk: Desk, crowd: Crowd) -> None:
    """Fay raises and lowers the size during the rush: what was held stays, and nothing above the size is added."""
    fair = desk.fair()
    item, quota = fair.ticket(size=20)
    path = f"quotas/{quota['id']}/"

    with ThreadPoolExecutor(1) as meanwhile:
        rush = meanwhile.submit(crowd.rush, fair, [create(item)] * 400)
        for size in (35, 10, 60, 5, 50):
            assert fair.send("PATCH", path, {"size": size}).status_code == OK
        answers = rush.result()

    seen = statuses(answers)
    assert seen[CREATED] + seen[REFUSED] == 400
    held = balanced(server, fair, quota)
    assert held == seen[CREATED] <= 60
    assert statuses(crowd.rush(fair, [create(item)] * 100))[CREATED] == max(0, 50 - held)
    assert balanced(server, fair, quota) == max(50, held)
