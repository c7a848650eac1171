"""What a process remembers of shops: the snapshot of each event, and finished answers.

An answer depends on the snapshot, the sales channel, the date, the voucher, what the clock says of the windows, and on
what quotas have left, as far as a row can tell. As long as these stay the same, so does the answer; that is most of the
time, even while places are sold, since only the last few of a quota show.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from willcall.kit.shelf import Shelf
from willcall.kit.values import replace
from willcall.reserve.quota import Availability
from willcall.shop.listed import Look
from willcall.shop.showcase import Showcase

SHOWCASES_MAX: Final = 200
"""Events whose snapshots are in memory; one of 200 products takes about a megabyte."""

ANSWERS_BYTES_MAX: Final = 16 * 1024 * 1024
"""All finished answers of one process: a hundred large shops."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """An answer as it is sent, with its tag."""

    content: bytes
    tag: str


def finished(content: bytes) -> Finished:
    """An answer with the tag by which it is known again."""
    return Finished(content, f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"')


class Answers(Shelf[Key, Finished]):
    """Finished answers, by all that they depend on."""

    def __init__(self, bytes_max: int = ANSWERS_BYTES_MAX) -> None:
        super().__init__(bytes_max, lambda answer: len(answer.content))


def key_of(look: Look) -> Key:
    """All that the answer for a look depends on; how many of a voucher's usages are in carts shows nowhere."""
    showcase = look.showcase
    enough = showcase.most_needed
    left = look.left
    return (
        showcase.event_id,
        showcase.version,
        look.channel,
        look.subevent_id,
        None if look.voucher is None else replace(look.voucher, in_carts=0),
        showcase.era(look.now),
        tuple((quota_id, *_told(left[quota_id], enough)) for quota_id in left),
    )


def _told(known: Availability, enough: int | None) -> tuple[int, int | None]:
    """State and number, any number that is enough for every row being the same."""
    if known.number is None or enough is None or known.number <= enough:
        return known.state, known.number
    return known.state, enough


@dataclass(slots=True)
class Showcases:
    """The snapshots in memory, by event; each is loaded once, however many wait for it."""

    by_event: OrderedDict[int, Showcase] = field(default_factory=OrderedDict)
    loading: dict[int, asyncio.Task[Showcase]] = field(default_factory=dict)

    def latest(self, event_id: int) -> Showcase | None:
        """The snapshot in memory, of whichever version."""
        return self.by_event.get(event_id)

    def find(self, event_id: int, version: int) -> Showcase | None:
        """The snapshot of this version, or of a later one that others have loaded meanwhile."""
        known = self.by_event.get(event_id)
        if known is None or known.version < version:
            return None
        self.by_event.move_to_end(event_id)
        return known

    async def at_least(self, event_id: int, version: int, load: Callable[[], Awaitable[Showcase]]) -> Showcase:
        """A snapshot of this version or of a later one."""
        while True:
            task = self.loading.get(event_id)
            if task is None:
                task = self.loading[event_id] = asyncio.create_task(self._load(event_id, load))
            # Whoever gives up waiting does not take it from the others.
            found = await asyncio.shield(task)
            if found.version >= version:
                return found

    async def _load(self, event_id: int, load: Callable[[], Awaitable[Showcase]]) -> Showcase:
        try:
            found = await load()
        finally:
            del self.loading[event_id]
        self.by_event[event_id] = found
        self.by_event.move_to_end(event_id)
        while len(self.by_event) > SHOWCASES_MAX:
            self.by_event.popitem(last=False)
        return found
