"""Servers that a test may stop or kill: a database of their own with everything in it that a sale needs."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import httpx

from tests.cast import ANSWER_TIMEOUT_S, FAY, Desk
from tests.server import answers_in_time, free_port, launch, stop, willcall

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Mapping

    from tests.cast import Fair, Wire

TIMEOUT_S: Final = 30


@dataclass(frozen=True)
class Standing:
    """A server's process, the log and the address."""

    process: subprocess.Popen[bytes]
    base: str
    log: Path

    def ended(self) -> int:
        """The exit status, once it has ended."""
        return self.process.wait(TIMEOUT_S)

    def children(self) -> list[int]:
        """The ids of its worker processes."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                words = stat.read_text().rpartition(")")[2].split()
                line = (stat.parent / "cmdline").read_bytes()
                # Python's own process for what is shared between processes is none of ours.
                if int(words[1]) == self.process.pid and words[0] != "Z" and b"resource_tracker" not in line:
                    found.append(int(stat.parent.name))
        return found


def prepared(url: str) -> str:
    """Migrates an empty database and makes Fay's organizer; her token."""
    willcall("migrate", database=url)
    willcall("organizer", "create", "bigevents", database=url)
    return willcall("token", "create", "--organizer", "bigevents", "--all-events", database=url)


@contextlib.contextmanager
def standing(url: str, log: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Standing]:
    """A server that answers; whatever is left of it is stopped at the end."""
    port = free_port()
    process = launch(url, port, log, options, environment)
    here = Standing(process, f"http://127.0.0.1:{port}", log)
    children: list[int] = []
    try:
        # Three processes load everything one after the other, on a machine that may be busy.
        assert any(answers_in_time(here.base, process) for _ in range(3)), log.read_text(errors="replace")
        children = here.children()
        yield here
    finally:
        stop(process)
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)


@contextlib.contextmanager
def desk_at(base: str, token: str) -> Iterator[Desk]:
    """Where Fay walks up to."""
    with httpx.Client(base_url=base, timeout=ANSWER_TIMEOUT_S) as client:
        yield Desk(client, {FAY: token}, "/api/v1/organizers/bigevents/", "bigevents")


@dataclass
class Buyers:
    """Buyers who ask for one place after the other until nobody listens any more, each on a connection of their own."""

    base: str
    fair: Fair
    item: Wire
    reconnect: bool = False
    """Whether each ask has a connection of its own."""
    held: list[int] = field(default_factory=list)
    """The ids of positions that were acknowledged."""
    lost: list[str] = field(default_factory=list)
    """Requests that were fully sent and have no answer."""
    statuses: set[int] = field(default_factory=set)

    def buy(self) -> None:
        """One buyer."""
        while True:
            connection = self._connected()
            if connection is None:
                return
            with contextlib.closing(connection):
                while self._ask(connection):
                    if self.reconnect:
                        break

    def _connected(self) -> http.client.HTTPConnection | None:
        address = urlsplit(self.base)
        assert address.hostname
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=TIMEOUT_S)
        try:
            connection.connect()
        except OSError:
            return None
        return connection

    def _ask(self, connection: http.client.HTTPConnection) -> bool:
        """Whether the connection can be used again."""
        if connection.sock is None or _has_ended(connection.sock):
            return False
        body = json.dumps({"item": self.item["id"], "price": "23.00"})
        headers = {"Authorization": f"Token {self.fair.tokens[FAY]}", "Content-Type": "application/json"}
        try:
            connection.request("POST", f"{self.fair.path}cartpositions/", body, headers)
        except OSError:
            return False  # not fully sent
        try:
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.lost.append(repr(error))
            return False
        self.statuses.add(answer.status)
        if answer.status == http.client.CREATED:
            self.held.append(json.loads(content)["id"])
        return answer.getheader("connection") != "close"

    @contextlib.contextmanager
    def crowd(self, number: int) -> Iterator[list[threading.Thread]]:
        """Many of them at once; at the end they have all gone."""
        threads = [threading.Thread(target=self.buy, daemon=True) for _ in range(number)]
        for thread in threads:
            thread.start()
        yield threads
        for thread in threads:
            thread.join(TIMEOUT_S)
            assert not thread.is_alive(), "a buyer waits for an answer"


def _has_ended(connection: socket.socket) -> bool:
    """Whether the server has closed the connection: nobody would send anything more on it."""
    connection.setblocking(False)
    try:
        return connection.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        connection.settimeout(TIMEOUT_S)


def all_ids(fair: Fair) -> set[int]:
    """Every cart position of the event."""
    found: set[int] = set()
    path: str | None = f"{fair.path}cartpositions/"
    while path:
        page: dict[str, Any] = fair.seen(path)
        found |= {row["id"] for row in page["results"]}
        path = page["next"] and page["next"].removeprefix(str(fair.client.base_url).rstrip("/"))
    return found
