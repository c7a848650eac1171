"""`make bench`: holds per second on one hot quota, by database and number of connections.

Starts the server itself, drives it from a client process of its own over real sockets, and prints rate, times and the
CPU that server and database used for each hold. Durable: SQLite with `synchronous=FULL`, PostgreSQL with fsync.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import msgspec

from tests.load.client import Orders, as_json, request
from tests.postgres import PrivatePostgres
from tests.server import Server, started, willcall
from willcall.bench import machine

CONNECTIONS = (1, 8, 32)
SECONDS_MAX = 60.0
ORGANIZER = "bench"


@dataclass(frozen=True)
class Stand:
    """A server to measure, with the processes whose CPU counts."""

    name: str
    server: Server
    token: str
    pids: list[int]

    def pids_now(self) -> list[int]:
        return machine.family(self.pids)


class Seen(msgspec.Struct):
    """What the client process saw."""

    seen: dict[int, int]
    times_ms: list[float]
    began: float
    ended: float


@contextmanager
def stand(kind: str) -> Iterator[Stand]:
    """A server on a fresh database of this kind."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "sqlite":
            with _served(kind, f"sqlite:///{folder}/bench.db", Path(folder)) as (server, token):
                yield Stand(kind, server, token, [server.pid])
            return
        with PrivatePostgres(durable=True) as postgres:
            url = postgres.create_database("bench")
            with _served(kind, url, Path(folder)) as (server, token):
                yield Stand(kind, server, token, [server.pid, postgres.pid])


@contextmanager
def _served(kind: str, url: str, folder: Path) -> Iterator[tuple[Server, str]]:
    willcall("migrate", database=url)
    willcall("organizer", "create", ORGANIZER, database=url)
    token = willcall("token", "create", "--organizer", ORGANIZER, "--all-events", database=url)
    with started(url, folder / f"{kind}.log") as server:
        yield server, token


def hot_quota(one: Stand, slug: str) -> str:
    """A fresh event with one item in one large quota: the request that holds a place in it."""
    base = f"{one.server.base}/api/v1/organizers/{ORGANIZER}/events/"
    with httpx.Client(headers={"Authorization": f"Token {one.token}"}) as client:

        def made(path: str, **body: object) -> int:
            answer = client.post(path, json=body)
            answer.raise_for_status()
            number: int = answer.json().get("id", 0)
            return number

        made(base, name={"en": "Bench"}, slug=slug, date_from="2030-06-01T10:00:00Z", currency="EUR")
        item = made(f"{base}{slug}/items/", name={"en": "Ticket"}, default_price="23.00")
        made(f"{base}{slug}/quotas/", name="Tickets", size=10**8, items=[item], variations=[])
    body = {"item": item, "price": "23.00", "attendee_name": "Peter", "attendee_email": "peter@example.org"}
    return request("POST", f"/api/v1/organizers/{ORGANIZER}/events/{slug}/cartpositions/", one.token, body)


def drive(one: Stand, text: str, connections: int, count: int) -> tuple[Seen, float]:
    """Sends a request many times from another process: what it saw, and the CPU seconds of server and database."""
    url = urlsplit(one.server.base)
    orders = Orders(url.hostname or "", url.port or 0, [text], connections, count, SECONDS_MAX)
    before = machine.cpu_s(one.pids_now())
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.client"], input=as_json(orders), capture_output=True, text=True, check=True
    )
    used = machine.cpu_s(one.pids_now()) - before
    return msgspec.json.decode(done.stdout, type=Seen, strict=False), used


def measure(one: Stand, connections: int, count: int) -> str:
    """One row of the table."""
    text = hot_quota(one, f"hot{connections}")
    drive(one, text, connections, min(200, count))
    seen, cpu = drive(one, text, connections, count)
    held = seen.seen.get(201, 0)
    assert held == count, f"wanted {count} holds, saw {seen.seen}"
    times = sorted(seen.times_ms)
    p99 = times[int(len(times) * 0.99)]
    rate = held / (seen.ended - seen.began)
    return (
        f"{one.name:<11}{connections:>12}{rate:>11.0f}{statistics.median(times):>9.1f}{p99:>9.1f}"
        f"{cpu * 1_000 / held:>14.3f}"
    )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--holds", type=int, default=6_000, help="holds of a row (a tenth of it for one connection)")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append", help="this one only")
    arguments = parser.parse_args()
    print(machine.description())
    print("Holds on one hot quota, each acknowledged and durable, the client on the same cores:\n")
    print(f"{'database':<11}{'connections':>12}{'holds/s':>11}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms/hold':>14}")
    for kind in arguments.database or ("sqlite", "postgresql"):
        with stand(kind) as one:
            for connections in CONNECTIONS:
                count = arguments.holds if connections > 1 else max(1, arguments.holds // 10)
                print(measure(one, connections, count), flush=True)
            print(f"{'':<11}memory of the server process: {machine.resident_mb(one.server.pid):.0f} MB")


if __name__ == "__main__":
    main()
