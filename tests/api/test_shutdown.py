"""A server that is told to stop: whoever has sent a request gets an answer, and what was acknowledged is there."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import httpx
import pytest

from tests.api.standing import Buyers, Standing, all_ids, desk_at, prepared, standing
from tests.unit.databases import KINDS, empty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUYERS: Final = 12
HELD_BEFORE: Final = 60
"""Holds that were acknowledged when the signal is sent: the sale is under way."""
PATIENCE_S: Final = 60


def until(condition: Any, what: str) -> None:
    """Waits for something that comes soon; generously, since machines may be slow."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


@pytest.fixture(params=KINDS)
def sale(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """A database of its own, and Fay's token."""
    url = empty(request.param, request, tmp_path)
    return url, prepared(url)


@pytest.mark.parametrize(
    ("number", "reconnect"), [(signal.SIGTERM, False), (signal.SIGTERM, True), (signal.SIGINT, False)]
)
def test_everybody_who_asked_is_answered(number: int, reconnect: bool, sale: tuple[str, str], tmp_path: Path) -> None:
    """The signal comes in the middle of a sale; afterwards the next server knows every hold."""
    url, token = sale
    with standing(url, tmp_path / "log") as server, desk_at(server.base, token) as desk:
        fair = desk.fair()
        item, quota = fair.ticket(size=None)
        buyers = Buyers(server.base, fair, item, reconnect)
        with buyers.crowd(BUYERS):
            until(lambda: len(buyers.held) >= HELD_BEFORE, "nobody buys")
            server.process.send_signal(number)
        assert server.ended() == 0
        assert "Traceback" not in server.log.read_text()

    assert buyers.lost == []
    assert buyers.statuses <= {201, 503}
    assert len(buyers.held) >= HELD_BEFORE
    with standing(url, tmp_path / "log") as server, desk_at(server.base, token) as desk:
        later = type(fair)(desk.client, desk.tokens, fair.path, fair.slug)
        assert all_ids(later) >= set(buyers.held)
        # Nobody was sent away without a hold that exists: what is there was acknowledged.
        assert later.availability(quota)["cart_positions"] == len(all_ids(later)) == len(buyers.held)


def test_an_idle_server_stops_at_once(sale: tuple[str, str], tmp_path: Path) -> None:
    """Also with connections that rest: they are closed, not waited for."""
    url, _ = sale
    with standing(url, tmp_path / "log") as server, httpx.Client(base_url=server.base) as client:
        assert client.get("/healthz").status_code == 200
        server.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        assert server.ended() == 0
        assert time.monotonic() - began < 15, "it waited for a connection on which nobody asks"


@contextlib.contextmanager
def draining(sale: tuple[str, str], tmp_path: Path) -> Iterator[Standing]:
    """A server that has been told to stop and goes on for long."""
    with standing(sale[0], tmp_path / "log", environment={"WILLCALL_DRAIN_S": "300"}) as server:
        assert httpx.get(f"{server.base}/readyz", timeout=10).status_code == 200
        server.process.send_signal(signal.SIGTERM)
        until(lambda: httpx.get(f"{server.base}/readyz", timeout=10).status_code == 503, "it looks ready still")
        yield server


def test_a_balancer_is_told_before_connections_are_refused(sale: tuple[str, str], tmp_path: Path) -> None:
    """Not ready, but well; buyers who come all the same are served, and their connections ended."""
    _, token = sale
    with draining(sale, tmp_path) as server, desk_at(server.base, token) as desk:
        ready = httpx.get(f"{server.base}/readyz", timeout=10)
        assert (ready.status_code, list(ready.json())) == (503, ["status"])
        assert httpx.get(f"{server.base}/healthz", timeout=10).status_code == 200

        fair = desk.fair()
        answer = fair.ask(fair.ticket()[0])
        assert (answer.status_code, answer.headers["connection"]) == (201, "close")

        # A second SIGTERM, as some supervisors send it, changes nothing.
        server.process.send_signal(signal.SIGTERM)
        assert fair.get("cartpositions/").status_code == 200
        server.process.send_signal(signal.SIGINT)
        assert server.ended() == 0


def test_a_second_interrupt_waits_for_nobody(sale: tuple[str, str], tmp_path: Path) -> None:
    """Ctrl-C twice ends a server whose client never finishes a body."""
    url, token = sale
    with standing(url, tmp_path / "log") as server:
        address = urlsplit(server.base)
        with socket.create_connection((address.hostname, address.port or 0), timeout=10) as slow:
            head = "POST /api/v1/organizers/bigevents/events/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            slow.sendall(f"{head}Authorization: Token {token}\r\nContent-Length: 100\r\n\r\n{{".encode())
            assert httpx.get(f"{server.base}/healthz", timeout=10).status_code == 200
            server.process.send_signal(signal.SIGINT)
            until(lambda: not listens(server.base), "it listens still")
            assert server.process.poll() is None, "it did not wait for the body"
            began = time.monotonic()
            server.process.send_signal(signal.SIGINT)
            assert server.ended() == 0
            assert time.monotonic() - began < 15, "it waited on"


def listens(base: str) -> bool:
    """Whether anybody takes connections there."""
    address = urlsplit(base)
    try:
        socket.create_connection((address.hostname, address.port or 0), timeout=5).close()
    except OSError:
        return False
    return True


WORKERS: Final = ("--workers", "2")


@pytest.fixture
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """A database that several processes may share."""
    url = empty("postgresql", request, tmp_path)
    return url, prepared(url)


def test_workers_stop_together_and_answer_everybody(shared: tuple[str, str], tmp_path: Path) -> None:
    """SIGTERM goes to the parent alone."""
    url, token = shared
    with standing(url, tmp_path / "log", *WORKERS) as server, desk_at(server.base, token) as desk:
        fair = desk.fair()
        item, _ = fair.ticket(size=None)
        children = server.children()
        assert len(children) == 2
        buyers = Buyers(server.base, fair, item)
        with buyers.crowd(BUYERS):
            until(lambda: len(buyers.held) >= HELD_BEFORE, "nobody buys")
            server.process.send_signal(signal.SIGTERM)
        assert server.ended() == 0
        assert [child for child in children if alive(child)] == []
        assert "Traceback" not in server.log.read_text()

    assert buyers.lost == []
    with standing(url, tmp_path / "log") as server, desk_at(server.base, token) as desk:
        assert all_ids(type(fair)(desk.client, desk.tokens, fair.path, fair.slug)) == set(buyers.held)


def test_a_worker_that_is_killed_is_replaced(shared: tuple[str, str], tmp_path: Path) -> None:
    url, token = shared
    with standing(url, tmp_path / "log", *WORKERS) as server, desk_at(server.base, token) as desk:
        before = server.children()
        os.kill(before[0], signal.SIGKILL)
        until(lambda: len(set(server.children()) - {before[0]}) == 2, "nobody replaced it")
        # Each of them answers: connections are taken by whoever is free.
        for _ in range(20):
            assert httpx.get(f"{server.base}/readyz", timeout=10).status_code == 200
        fair = desk.fair()
        fair.hold(fair.ticket()[0])
        server.process.send_signal(signal.SIGTERM)
        assert server.ended() == 0
    assert "replaced" in server.log.read_text()


def test_a_worker_that_is_asked_to_stop_answers_first(shared: tuple[str, str], tmp_path: Path) -> None:
    """An operator may renew processes one by one under load."""
    url, token = shared
    with standing(url, tmp_path / "log", *WORKERS) as server, desk_at(server.base, token) as desk:
        fair = desk.fair()
        item, _ = fair.ticket(size=None)
        buyers = Buyers(server.base, fair, item)
        before = server.children()
        with buyers.crowd(BUYERS):
            until(lambda: len(buyers.held) >= HELD_BEFORE, "nobody buys")
            os.kill(before[0], signal.SIGTERM)
            until(lambda: before[0] not in server.children() and len(server.children()) == 2, "nobody replaced it")
            seen = len(buyers.held)
            until(lambda: len(buyers.held) > seen, "nobody buys any more")
            server.process.send_signal(signal.SIGTERM)
        assert server.ended() == 0

    assert buyers.lost == []


@pytest.mark.parametrize("replaced", [False, True])
def test_workers_do_not_outlive_their_parent(replaced: bool, shared: tuple[str, str], tmp_path: Path) -> None:
    """Killed outright, it leaves the port to the next one; also when one of them was begun long after the others."""
    url, _ = shared
    with standing(url, tmp_path / "log", *WORKERS) as server:
        children = server.children()
        if replaced:
            os.kill(children[0], signal.SIGKILL)
            until(lambda: len(set(server.children()) - {children[0]}) == 2, "nobody replaced it")
            children = server.children()
        server.process.kill()
        server.ended()
        until(lambda: not any(alive(child) for child in children), "they live on")
        assert not listens(server.base)


@pytest.mark.parametrize("after_s", [0.05, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4])
def test_who_is_told_to_stop_while_starting_stops(after_s: float, shared: tuple[str, str], tmp_path: Path) -> None:
    """At whatever moment: before there are workers, between two of them, or before they listen to signals."""
    url, _ = shared
    arguments = ["serve", "--database", url, "--port", "0", *WORKERS]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "willcall", *arguments], stdout=log, stderr=log, start_new_session=True
        )
        time.sleep(after_s)
        process.send_signal(signal.SIGTERM)
        # Before it has handlers of its own, a signal ends it as it ends any program.
        assert process.wait(PATIENCE_S) in {0, 1, -signal.SIGTERM}
    until(lambda: not alive(-process.pid), "somebody is left")


def alive(pid: int) -> bool:
    """Whether there is such a process, or with a number below zero, any of that group."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
