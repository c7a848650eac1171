"""A feed: what is told of one date of an event on one sales channel, and to whom.

Every state has a number. Who has heard up to a number is told what came after it, in one piece; who has heard nothing,
or so long ago that it is forgotten, is told everything. So a listener who is slow skips to the newest state, and
nothing is kept for anybody in particular.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from willcall.live.rows import Rows, change_event, change_of, snapshot_event

PAST_MAX: Final = 64
"""Changes that are remembered: a minute of a busy sale, so that who was away for a moment is told the rest only."""
PAST_BYTES_MAX: Final = 256 * 1024
"""All of them together; whoever would be told more of the past gets the present as a whole."""
WOKEN_AT_ONCE: Final = 50
"""Listeners that are told in one turn of the event loop: some milliseconds, in which nobody else is served."""


class Listener:
    """Who listens: sleeps until there is news, or it is time for a sign of life."""

    def __init__(self) -> None:
        self.has_gone = False
        self._waiting: asyncio.Future[bool] | None = None

    async def news(self, seconds: float) -> bool:
        """Waits to be woken; false if nothing has happened for so long."""
        loop = asyncio.get_running_loop()
        self._waiting = loop.create_future()
        timer = loop.call_later(seconds, self._end, False)  # noqa: FBT003 - what the future says
        try:
            return await self._waiting
        finally:
            timer.cancel()
            self._waiting = None

    def wake(self) -> None:
        """There is something to look at."""
        self._end(True)  # noqa: FBT003 - as above

    def _end(self, news: bool) -> None:  # noqa: FBT001 - as above
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(news)


@dataclass(slots=True)
class Feed:
    """The states of one place, and who listens to them."""

    name: str = field(default_factory=lambda: secrets.token_hex(6))
    """Tells its numbers from those of other feeds and other processes."""
    number: int = 0
    """Of the newest state; 0 before there is one."""
    rows: Rows = field(default_factory=dict)
    key: object = None
    """All that the newest state depends on, so that nothing is made of what has not changed."""
    is_live: bool = True
    """Whether visitors may see the event."""
    is_over: bool = False
    """Whether there is nothing to tell any more: the date or the event is gone."""
    listeners: dict[Listener, None] = field(default_factory=dict)
    _past: deque[tuple[int, bytes]] = field(default_factory=deque)
    _past_bytes: int = 0
    _whole: tuple[int, bytes] = (0, b"")

    def publish(self, rows: Rows) -> bool:
        """A newer state; whether anything is different."""
        change = change_of(self.rows, rows)
        if self.number and not change:
            return False
        if self.number:
            said = change_event(f"{self.name}-{self.number + 1}", change)
            self._past.append((self.number + 1, said))
            self._past_bytes += len(said)
            while len(self._past) > PAST_MAX or self._past_bytes > PAST_BYTES_MAX:
                self._past_bytes -= len(self._past.popleft()[1])
        self.number += 1
        self.rows = rows
        return True

    def since(self, heard: int) -> bytes:
        """What to tell somebody who has heard up to a number, 0 for nothing at all."""
        if heard == self.number:
            return b""
        if heard and self._past and self._past[0][0] <= heard + 1:
            return b"".join(said for number, said in self._past if number > heard)
        if self._whole[0] != self.number:
            self._whole = (self.number, snapshot_event(f"{self.name}-{self.number}", self.rows))
        return self._whole[1]

    def heard(self, last_event_id: str | None) -> int:
        """The number that an id stands for; 0 for one that is none of ours."""
        name, _, number = (last_event_id or "").rpartition("-")
        if name != self.name or not (number.isascii() and number.isdigit() and len(number) < _DIGITS_MAX):
            return 0
        return int(number) if int(number) <= self.number else 0

    async def tell(self) -> None:
        """Wakes all who listen, some at a time, so that others are served in between."""
        for count, listener in enumerate(list(self.listeners), 1):
            listener.wake()
            if count % WOKEN_AT_ONCE == 0:
                await asyncio.sleep(0)


_DIGITS_MAX: Final = 16
