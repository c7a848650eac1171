"""Driving a stand: client processes of their own, and what they, the server and the database saw and used."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from willcall.bench.client import GRACE_S, Orders, Seen, request
from willcall.bench.stand import Stand, StandFailed, tail

HELD: Final = 201
START_S: Final = 10.0
"""How long a client process may take to start."""

EVENT: Final = {"name": {"en": "Bench"}, "date_from": "2030-06-01T10:00:00Z", "currency": "EUR"}
PRICE: Final = "23.00"
LARGE: Final = 10**8
"""A quota that no measurement exhausts."""


@dataclass(frozen=True)
class Run:
    """What came of one run."""

    answers: int
    seconds: float
    times_us: Sequence[int]
    """In ascending order."""
    cpu_s: float
    """Of server and database, over the whole run."""
    client_cores: float
    """How much of a core the busiest client process used; near 1 it was the bottleneck."""
    statuses: Mapping[int, int] = field(default_factory=dict)
    """Answers by status."""

    @property
    def rate(self) -> float:
        """Answers per second."""
        return self.answers / self.seconds if self.seconds else 0.0

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of CPU per answer."""
        return self.cpu_s * 1_000 / self.answers if self.answers else 0.0

    def percentile_ms(self, percent: float) -> float:
        """The time that so many percent of the answers did not exceed."""
        if not self.times_us:
            return 0.0
        place = min(len(self.times_us) - 1, int(len(self.times_us) * percent / 100))
        return self.times_us[place] / 1_000


def together(runs: Sequence[Run]) -> Run:
    """Several runs of the same thing as one."""
    return Run(
        sum(run.answers for run in runs),
        sum(run.seconds for run in runs),
        sorted(time for run in runs for time in run.times_us),
        sum(run.cpu_s for run in runs),
        max(run.client_cores for run in runs),
        _sum(run.statuses for run in runs),
    )


@dataclass(frozen=True)
class Load:
    """How hard a stand is driven: connections in all, spread over client processes."""

    connections: int
    seconds: float
    processes: int = 1


def drive(
    stand: Stand, requests: Sequence[str], load: Load, *, status: int | None = HELD, count: int | None = None
) -> Run:
    """Sends requests in turn until the time is over or there were `count`; every answer must have this status, if any.

    With a `count` there is one client process.
    """
    processes = 1 if count is not None else min(load.processes, load.connections)
    before = stand.cpu_s()
    clients = [
        subprocess.Popen([sys.executable, "-m", "willcall.bench.client"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(processes)
    ]
    try:
        for client, connections in zip(clients, _shares(load.connections, processes), strict=True):
            orders = Orders("127.0.0.1", stand.port, list(requests), connections, load.seconds, count)
            assert client.stdin is not None
            client.stdin.write(msgspec.json.encode(orders))
            client.stdin.close()
            client.stdin = None
        seen = [_seen(client, load.seconds) for client in clients]
    finally:
        for client in clients:
            client.kill()
            client.wait()
    used = stand.cpu_s() - before
    statuses = _sum(one.statuses for one in seen)
    if status is not None and set(statuses) != {status}:
        raise StandFailed(
            f"{stand.name}: every answer should have been {status}, they were {statuses}\n{tail(stand.log)}"
        )
    return Run(
        sum(len(one.times_us) for one in seen),
        max(one.elapsed_s for one in seen),
        sorted(time for one in seen for time in one.times_us),
        used,
        max(one.cpu_s / one.elapsed_s for one in seen),
        statuses,
    )


def _shares(whole: int, parts: int) -> list[int]:
    return [whole // parts + (number < whole % parts) for number in range(parts)]


def _seen(client: subprocess.Popen[bytes], seconds: float) -> Seen:
    printed, _ = client.communicate(timeout=seconds + GRACE_S + START_S)
    if client.returncode:
        raise StandFailed(f"a client process ended with {client.returncode}")
    return msgspec.json.decode(printed, type=Seen)


def _sum(counts: Iterable[Mapping[int, int]]) -> dict[int, int]:
    return dict(sum((Counter(one) for one in counts), Counter[int]()))


def event(stand: Stand, slug: str) -> str:
    """A fresh event: its path below the organizer's."""
    stand.ask("POST", "events/", {**EVENT, "slug": slug})
    return f"events/{slug}/"


def item(stand: Stand, path: str, name: str = "Ticket") -> int:
    """A product of an event: its id."""
    return int(stand.ask("POST", f"{path}items/", {"name": {"en": name}, "default_price": PRICE})["id"])


def quota(stand: Stand, path: str, items: Sequence[int], size: int = LARGE) -> int:
    """A quota over products: its id."""
    body = {"name": "Tickets", "size": size, "items": list(items), "variations": []}
    return int(stand.ask("POST", f"{path}quotas/", body)["id"])


def entry(item_id: int) -> dict[str, object]:
    """What a buyer sends for one place, with everything that buyers usually say."""
    return {"item": item_id, "price": PRICE, "attendee_name": "Peter", "attendee_email": "peter@example.org"}


def hold(stand: Stand, path: str, item_id: int) -> str:
    """The request that holds one place."""
    return request("POST", f"{stand.path}{path}cartpositions/", stand.token, entry(item_id))


def bulk(stand: Stand, path: str, item_id: int, entries: int) -> str:
    """The request that holds several places, each for itself."""
    return request("POST", f"{stand.path}{path}cartpositions/bulk_create/", stand.token, [entry(item_id)] * entries)


def read(stand: Stand, path: str) -> str:
    """The request that reads something."""
    return request("GET", f"{stand.path}{path}", stand.token)


def hot_quota(stand: Stand, slug: str) -> str:
    """A fresh event with one product in one large quota: the request that holds a place in it."""
    path = event(stand, slug)
    number = item(stand, path)
    quota(stand, path, [number])
    return hold(stand, path, number)
