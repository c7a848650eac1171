"""A server of its own with small bounds, an event on it, and sockets to talk to it byte by byte."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpx

from tests.cast import ANSWER_TIMEOUT_S, FAY, Desk, Fair
from tests.server import Server, started, willcall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HANG_S: Final = 30
"""How long a test waits for what comes within a second."""


@dataclass(frozen=True)
class Door:
    """A server whose bounds are soon met, and Fay's event on it."""

    server: Server
    fair: Fair

    def knock(self) -> socket.socket:
        """A connection on which nothing has been said yet."""
        url = urlsplit(self.server.base)
        return socket.create_connection((url.hostname or "", url.port or 0), timeout=HANG_S)

    def head(self, method: str, path: str, *lines: str, token: str | None = None) -> bytes:
        """Request line and headers; a path that begins with a slash is taken from the root."""
        target = path if path.startswith("/") else self.fair.path + path
        token = self.fair.tokens[FAY] if token is None else token
        said = [f"{method} {target} HTTP/1.1", "Host: willcall", f"Authorization: Token {token}"]
        return "\r\n".join([*said, "Content-Type: application/json", *lines, "", ""]).encode()


@contextlib.contextmanager
def door(
    database: str, folder: Path, bounds: Mapping[str, float], environment: Mapping[str, str] | None = None
) -> Iterator[Door]:
    """Starts such a server on an empty database."""
    willcall("migrate", database=database)
    willcall("organizer", "create", "bigevents", database=database)
    token = willcall("token", "create", "--organizer", "bigevents", "--all-events", database=database)
    with (
        started(database, folder / "log", bounds=bounds, environment=environment) as server,
        httpx.Client(base_url=server.base, timeout=ANSWER_TIMEOUT_S) as client,
    ):
        yield Door(server, Desk(client, {FAY: token}, "/api/v1/organizers/bigevents/", "bigevents").fair())


def received(connection: socket.socket) -> bytes:
    """Everything until the server ends the connection, however it does."""
    parts = []
    with contextlib.suppress(ConnectionError):
        while data := connection.recv(65_536):
            parts.append(data)
    return b"".join(parts)


def status(answer: bytes) -> int:
    """The status of the first answer; 0 when there is none."""
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0
