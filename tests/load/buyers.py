"""Buyers who walk through a shop: look, fill a cart with a ticket and add-ons, look at offers, extend it or leave.

Run as a process of its own (`python -m tests.load.buyers`), it reads its orders as JSON from stdin and prints what the
buyers saw as JSON. Each connection serves one buyer after the other.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from typing import Any, Final

import msgspec

ANSWER_TIMEOUT_S: Final = 60.0
OK, CREATED, GONE, REFUSED = 200, 201, 204, 400


class Orders(msgspec.Struct, frozen=True):
    """What the buyers of one process do."""

    host: str
    port: int
    path: str
    """Of the event, from the root."""
    token: str
    body: dict[str, Any]
    """What a buyer puts into a new cart."""
    buyers: int
    connections: int
    leave_every: int = 0
    """Every so manyth buyer gives the cart up; 0 for nobody."""
    look: bool = True
    """Whether they look at the shop and at offers."""


class Seen(msgspec.Struct, frozen=True):
    """What the buyers of one process saw."""

    carts: int
    """Carts that were made."""
    positions: int
    left: int
    """Carts that were given up."""
    refused: dict[str, int]
    """Carts that could not be had, by code."""
    requests: int
    times_us: list[int]
    """How long making a cart took, granted or refused."""
    elapsed_s: float
    cpu_s: float


class Wrong(Exception):
    """An answer that no buyer should get."""


class Street:
    """All buyers of this process."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self.content = msgspec.json.encode(orders.body)
        self.next = iter(range(orders.buyers))
        self.carts = self.positions = self.left = self.requests = 0
        self.refused: Counter[str] = Counter()
        self.times_us: list[int] = []


class Connection:
    """One keep-alive connection, on which buyers come one after the other."""

    def __init__(self, street: Street, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._street = street
        self._reader = reader
        self._writer = writer

    async def serve(self) -> None:
        """Serves buyers until there are no more."""
        for number in self._street.next:
            await self._walk(number)
        self._writer.close()

    async def _walk(self, number: int) -> None:
        street, orders = self._street, self._street.orders
        if orders.look:
            await self._answer("GET", "shop/", OK)
        began = time.perf_counter()
        status, cart = await self.ask("POST", "carts/", street.content)
        street.times_us.append(int((time.perf_counter() - began) * 1e6))
        if status == REFUSED:
            street.refused[cart["code"]] += 1
            return
        if status != CREATED:
            raise Wrong(f"POST carts/: {status} {cart}")
        street.carts += 1
        street.positions += cart["quantity"]
        below = f"carts/{cart['id']}/"
        if orders.look:
            await self._answer("GET", f"{below}cross_selling/", OK)
        if orders.leave_every and number % orders.leave_every == 0:
            await self._answer("DELETE", below, GONE)
            street.left += 1
        elif orders.look:
            extended = await self._answer("POST", f"{below}extend/", OK)
            if extended["quantity"] != cart["quantity"] or extended["total"] != cart["total"]:
                raise Wrong(f"extended to {extended} from {cart}")

    async def _answer(self, method: str, below: str, expected: int) -> Any:
        status, body = await self.ask(method, below)
        if status != expected:
            raise Wrong(f"{method} {below}: {status} {body}")
        return body

    async def ask(self, method: str, below: str, content: bytes = b"") -> tuple[int, Any]:
        """Status and body of an answer."""
        street, orders = self._street, self._street.orders
        street.requests += 1
        head = (
            f"{method} {orders.path}{below} HTTP/1.1\r\nHost: bench\r\nAuthorization: Token {orders.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        self._writer.write(head.encode() + content)
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            lines = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
            received = await self._reader.readexactly(int(headers.get("content-length", "0")))
        # Of a shop only the head is looked at: a front end hands it on.
        body = None if below == "shop/" or not received else msgspec.json.decode(received)
        return int(lines[0].split(" ")[1]), body


async def run(orders: Orders) -> Seen:
    """Lets all buyers in."""
    street = Street(orders)
    opened = [
        Connection(street, *await asyncio.open_connection(orders.host, orders.port)) for _ in range(orders.connections)
    ]
    began, cpu_began = time.perf_counter(), time.process_time()
    await asyncio.gather(*(connection.serve() for connection in opened))
    return Seen(
        street.carts,
        street.positions,
        street.left,
        dict(street.refused),
        street.requests,
        sorted(street.times_us),
        time.perf_counter() - began,
        time.process_time() - cpu_began,
    )


if __name__ == "__main__":
    import uvloop

    given = msgspec.json.decode(sys.stdin.buffer.read(), type=Orders)
    sys.stdout.buffer.write(msgspec.json.encode(uvloop.run(run(given))))
