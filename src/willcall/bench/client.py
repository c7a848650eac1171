"""A client that costs little: raw HTTP/1.1 over keep-alive sockets, so that the server is what is measured.

Run as a process of its own (`python -m willcall.bench.client`), it reads its orders as JSON from stdin and prints what
it saw as JSON: a count by status, how long each answer took, and the CPU time that it used itself.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from typing import Final, cast

import msgspec

GRACE_S: Final = 30.0
"""How long an answer may be overdue before the whole run is given up: longer than any that the server promises."""

_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Orders(msgspec.Struct, frozen=True):
    """What one client process does: every connection sends its requests one after the other."""

    host: str
    port: int
    requests: list[str]
    """Complete HTTP requests, handed out to the connections in turn."""
    connections: int
    seconds: float
    """After this no new request is sent."""
    count: int | None = None
    """Requests in all; None for as many as there is time for."""


class Seen(msgspec.Struct, frozen=True):
    """What one client process saw."""

    statuses: dict[int, int]
    """Answers by status; 0 for connections that were lost before their answer."""
    times_us: list[int]
    elapsed_s: float
    """From the first request to the last answer."""
    cpu_s: float
    """What the client itself used in that time."""


class Crowd:
    """All connections of this process."""

    def __init__(self, orders: Orders) -> None:
        self._requests = [text.encode() for text in orders.requests]
        self._left = orders.count
        self._sent = 0
        self.deadline = 0.0
        self.statuses: dict[int, int] = {}
        self.times_us: list[int] = []

    def next_request(self) -> bytes | None:
        """What is to be sent next; None when it is enough."""
        if (self._left is not None and self._sent >= self._left) or time.perf_counter() >= self.deadline:
            return None
        self._sent += 1
        return self._requests[self._sent % len(self._requests)]

    def seen(self, status: int) -> None:
        """Counts an answer."""
        self.statuses[status] = self.statuses.get(status, 0) + 1


class Connection(asyncio.Protocol):
    """One keep-alive connection."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._began = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Waits for `send`, so that all begin at once."""
        self._transport = cast("asyncio.Transport", transport)

    def send(self) -> None:
        """Sends the next request, or ends."""
        assert self._transport is not None
        request = self._crowd.next_request()
        if request is None:
            self._finish()
            self._transport.close()
            return
        self._began = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Takes a piece of an answer; when it is whole, the next request goes out."""
        self._received = received = self._received + data if self._received else data
        end = received.find(b"\r\n\r\n")
        if end < 0:
            return
        length = _LENGTH.search(received, 0, end)
        if len(received) < end + 4 + (int(length[1]) if length else 0):
            return
        self._received = b""
        self._crowd.times_us.append(int((time.perf_counter() - self._began) * 1e6))
        self._crowd.seen(int(received[9:12]))
        self.send()

    def connection_lost(self, exc: Exception | None) -> None:
        """Counts what was lost."""
        if not self.done.done():
            self._crowd.seen(0)
        self._finish()

    def _finish(self) -> None:
        if not self.done.done():
            self.done.set_result(None)


async def run(orders: Orders) -> Seen:
    """Opens all connections, then sends from all of them at once."""
    loop, crowd = asyncio.get_running_loop(), Crowd(orders)
    opened = [
        await loop.create_connection(lambda: Connection(crowd), orders.host, orders.port)
        for _ in range(orders.connections)
    ]
    began, cpu_began = time.perf_counter(), time.process_time()
    crowd.deadline = began + orders.seconds
    for _, connection in opened:
        connection.send()
    async with asyncio.timeout(orders.seconds + GRACE_S):
        await asyncio.gather(*(connection.done for _, connection in opened))
    return Seen(crowd.statuses, crowd.times_us, time.perf_counter() - began, time.process_time() - cpu_began)


def request(method: str, path: str, token: str, body: object = None) -> str:
    """A complete request as text."""
    content = "" if body is None else msgspec.json.encode(body).decode()
    lines = [f"{method} {path} HTTP/1.1", "Host: bench", f"Authorization: Token {token}", "Accept: application/json"]
    if content:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content.encode())}"]
    return "\r\n".join([*lines, "", content])


if __name__ == "__main__":
    import uvloop

    given = msgspec.json.decode(sys.stdin.buffer.read(), type=Orders)
    sys.stdout.buffer.write(msgspec.json.encode(uvloop.run(run(given))))
