"""A client that costs little: raw HTTP/1.1 over keep-alive sockets, so that the server is what is measured.

Run as a process of its own (`python -m tests.load.client`), it reads its orders as JSON from stdin and prints what
it saw as JSON: a count by status, and how long each answer took.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Orders:
    """What one client process does: every connection sends its requests one after the other."""

    host: str
    port: int
    requests: list[str]
    """Complete HTTP requests, handed out to the connections in turn."""
    connections: int
    count: int
    """Requests in all."""
    seconds_max: float


async def connection(orders: Orders, left: list[int], seen: Counter[int], times_ms: list[float]) -> None:
    """One keep-alive connection, until nothing is left to send."""
    reader, writer = await asyncio.open_connection(orders.host, orders.port)
    deadline = time.monotonic() + orders.seconds_max
    try:
        while left[0] and time.monotonic() < deadline:
            left[0] -= 1
            request = orders.requests[left[0] % len(orders.requests)].encode()
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(content_length(head))
            times_ms.append((time.perf_counter() - began) * 1_000)
            seen[int(head[9:12])] += 1
    finally:
        writer.close()


def content_length(head: bytes) -> int:
    """How long the body is."""
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


async def run(orders: Orders) -> dict[str, Any]:
    """All connections at once: statuses, times in milliseconds, when it began and ended."""
    left, seen, times_ms = [orders.count], Counter[int](), list[float]()
    began = time.time()
    await asyncio.gather(*(connection(orders, left, seen, times_ms) for _ in range(orders.connections)))
    return {"seen": dict(seen), "times_ms": times_ms, "began": began, "ended": time.time()}


def request(method: str, path: str, token: str, body: object = None) -> str:
    """A complete request as text."""
    content = "" if body is None else json.dumps(body)
    lines = [f"{method} {path} HTTP/1.1", "Host: bench", f"Authorization: Token {token}", "Accept: application/json"]
    if content:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content.encode())}"]
    return "\r\n".join([*lines, "", content])


def as_json(orders: Orders) -> str:
    """Orders for a client process."""
    return json.dumps(asdict(orders))


if __name__ == "__main__":
    import uvloop

    print(json.dumps(uvloop.run(run(Orders(**json.load(sys.stdin))))))
