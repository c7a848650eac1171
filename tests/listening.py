"""A shop that says what it has left, for tests of those who listen to it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Final

from willcall.db.errors import NoSuchEvent
from willcall.live.hub import Seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from willcall.live.hub import Place

EVENT: Final = 7
WEB: Final = ("web", None)
KIOSK: Final = ("kiosk", None)
TICKET: Final = (1, None)


def row(left: int) -> bytes:
    """A row with so many places."""
    return b'{"left":%d}' % left


def told(said: bytes) -> list[tuple[str, str, Any]]:
    """The events of a piece of a stream: id, kind and data."""
    found = []
    for block in filter(None, said.decode().split("\n\n")):
        lines = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append((lines["id"], lines["event"], json.loads(lines["data"])))
    return found


class Shop:
    """What an event has left, and how often anybody looked."""

    def __init__(self) -> None:
        self.left = 10
        self.reads = 0
        self.is_live = True
        self.gone: set[Place] = set()

    async def read(self, _event_id: int, known: Mapping[Place, object]) -> Mapping[Place, Seen | None]:
        """As a database would: it takes a moment."""
        self.reads += 1
        left = self.left
        await asyncio.sleep(0)
        if left < 0:
            raise NoSuchEvent
        return {
            place: None
            if place in self.gone
            else Seen(left, self.is_live, None if known[place] == left else {TICKET: row(left)})
            for place in known
        }
