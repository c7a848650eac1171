"""Buyers: they hold and release without pause, and write every answer down before they ask again."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tests.crash.diary import Diary, Request

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

BUYERS: Final = 12
ANSWER_TIMEOUT_S: Final = 40
"""An answer that takes longer than the server promises for any."""

LOST: Final = (OSError, asyncio.IncompleteReadError, EOFError)


@dataclass
class Crowd:
    """Buyers of some events, with one diary."""

    port: int
    token: str
    sales: Mapping[str, tuple[int, ...]]
    """The products of each event, by its path: the first of them is plentiful; the others are short."""
    rng: random.Random
    diary: Diary = field(default_factory=Diary)
    pause_s: float = 0.0
    """Between the requests of a buyer."""
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    leaving: bool = False

    async def rush(self) -> None:
        """All buyers at once, until the server is gone or `leaving` is set."""
        async with asyncio.TaskGroup() as group:
            for _ in range(BUYERS):
                group.create_task(self._buy())

    async def settle(self) -> None:
        """Sends again what has no answer yet, and a few requests that have one."""
        known = self.rng.sample(self.diary.keyed, min(3, len(self.diary.keyed)))
        waiting, self.diary.open = self.diary.open, []
        todo = [*waiting, *known]
        try:
            connection = await self._connect()
            while todo:
                await self._send(connection, todo.pop())
            connection[1].close()
        except LOST:
            for request in todo:
                self.diary.lose(request)

    async def _buy(self) -> None:
        with contextlib.suppress(*LOST):
            connection = await self._connect()
            try:
                while not self.leaving:
                    await self._send(connection, self._next())
                    if self.pause_s:
                        await asyncio.sleep(self.pause_s)
            finally:
                connection[1].close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def _send(self, connection: tuple[asyncio.StreamReader, asyncio.StreamWriter], request: Request) -> None:
        reader, writer = connection
        before = request.answer
        try:
            writer.write(self._rendered(request))
            status, content = await asyncio.wait_for(_answer(reader), ANSWER_TIMEOUT_S)
        except LOST:
            self.diary.lose(request)
            raise
        if before is not None:
            self.diary.again += 1
            assert (status, content) == before, f"{request} was answered {before}, and now {status} {content!r}"
        else:
            self.diary.write_answer(request, status, json.loads(content) if content else None, content)

    def _rendered(self, request: Request) -> bytes:
        body = b"" if request.body is None else json.dumps(request.body).encode()
        key = f"X-Idempotency-Key: {request.key}\r\n" if request.key else ""
        head = (
            f"{request.method} {request.fair}{request.path} HTTP/1.1\r\nHost: fair\r\n"
            f"Authorization: Token {self.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n{key}\r\n"
        )
        return head.encode() + body

    def _next(self) -> Request:
        """Something to ask for: mostly a place, sometimes several, and sometimes one is given back."""
        number = next(self._numbers)
        key = f"key-{number}" if self.rng.random() < 0.4 else ""
        dice = self.rng.random()
        if dice < 0.2 and (mine := self.diary.can_be_released()):
            position_id = self.rng.choice(mine)
            self.diary.releasing.add(position_id)
            path, fair = f"cartpositions/{position_id}/", self.diary.places[position_id]
            return Request("DELETE", path, key=key, position_id=position_id, fair=fair)
        count = 3 if dice > 0.85 else 1
        marks = tuple(f"{number}.{place}@example.org" for place in range(count))
        fair = self.rng.choice(list(self.sales))
        asks = [self._ask(fair, mark) for mark in marks]
        self.diary.unknown.update(marks)
        if count > 1:
            return Request("POST", "cartpositions/bulk_create/", asks, key, marks, fair=fair)
        return Request("POST", "cartpositions/", asks[0], key, marks, fair=fair)

    def _ask(self, fair: str, mark: str) -> dict[str, Any]:
        items, plenty = self.sales[fair], self.rng.random() < 0.7
        item = items[0] if plenty else self.rng.choice(items[1:])
        return {"item": item, "price": "23.00", "attendee_email": mark, "attendee_name": "Ada"}


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    length = next((int(line.split(":")[1]) for line in lines if line.startswith("content-length:")), 0)
    return int(lines[0].split()[1]), await reader.readexactly(length)
