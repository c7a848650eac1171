"""Follows the events that somebody listens to: one read at a time for each, however many listen.

An event is looked at as soon as a batch of this process has changed something, though not more often than once in
`INTERVAL_S`; and every `POLL_S`, for what other processes and the clock have changed. Nobody listens: nothing is read.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import structlog

from willcall.db.errors import DatabaseError, NoSuchEvent
from willcall.live.feed import Feed, Listener
from willcall.live.rows import Rows
from willcall.rest.problems import Busy

INTERVAL_S: Final = 1.0
"""At most so often anything is told: a person sees no difference, and a rush costs one read."""
POLL_S: Final = 2.0
"""How late is told what other processes have changed."""
EVENTS_MAX: Final = 500
"""Events with feeds in memory; those that nobody listens to go first; no more are taken if there are none."""
FEEDS_MAX: Final = 100
"""Dates and channels of one event that are followed: each costs some milliseconds when it changes."""

TOO_MANY: Final = "Too many shops are listened to at this moment."

log = structlog.get_logger("willcall.live")

Place = tuple[str, int | None]
"""Sales channel and date."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read of a place."""

    key: object
    is_live: bool
    rows: Rows | None
    """None if the key is the one that was known."""


Read = Callable[[int, Mapping[Place, object]], Awaitable[Mapping[Place, Seen | None]]]
"""Reads an event once: for places with the keys that are known, what is there now; None for what is no place (more)."""


@dataclass(slots=True)
class Followed:
    """An event, its feeds, and whoever follows it."""

    event_id: int
    feeds: OrderedDict[Place, Feed] = field(default_factory=OrderedDict)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    reads: int = 0
    """How many were begun."""
    task: asyncio.Task[None] | None = None

    @property
    def is_heard(self) -> bool:
        """Whether anybody listens."""
        return any(feed.listeners for feed in self.feeds.values())


class Hub:
    """The feeds of one process."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._events: OrderedDict[int, Followed] = OrderedDict()
        self.is_stopping = False

    def follows(self, event_id: int, place: Place) -> bool:
        """Whether a place is known to be there, since somebody listens to it."""
        event = self._events.get(event_id)
        feed = None if event is None else event.feeds.get(place)
        return feed is not None and feed.number > 0 and bool(feed.listeners) and not feed.is_over

    def wake(self, event_id: int) -> None:
        """Something of an event has changed."""
        event = self._events.get(event_id)
        if event is not None:
            event.woken.set()

    async def join(self, event_id: int, place: Place, listener: Listener) -> Feed | None:
        """The feed of a place, as it is now, with one more who listens; None if there is no such place."""
        event = self._event(event_id)
        feed = self._feed(event, place)
        # What nobody has listened to was not looked at, for however long others of the event were.
        is_fresh = bool(feed.listeners and feed.number)
        feed.listeners[listener] = None
        try:
            if event.task is None or not is_fresh:
                await self._look(event, feed, event.reads)
        except BaseException:
            self.leave(event_id, place, listener)
            raise
        if feed.is_over:
            self.leave(event_id, place, listener)
            return None
        if event.task is None and not self.is_stopping:
            event.task = asyncio.create_task(self._follow(event))
        return feed

    def leave(self, event_id: int, place: Place, listener: Listener) -> None:
        """Somebody listens no more."""
        event = self._events.get(event_id)
        feed = None if event is None else event.feeds.get(place)
        if event is None or feed is None:
            return
        feed.listeners.pop(listener, None)
        if feed.is_over and not feed.listeners:
            del event.feeds[place]

    async def tick(self, event_id: int) -> None:
        """Reads an event once, and tells what is different to whoever listens."""
        event = self._events[event_id]
        async with event.reading:
            changed = await self._take(event)
        for feed in changed:
            await feed.tell()

    def stop(self) -> None:
        """From now on nobody is kept listening."""
        self.is_stopping = True
        for event in self._events.values():
            for feed in event.feeds.values():
                for listener in feed.listeners:
                    listener.wake()

    async def close(self) -> None:
        """Follows nothing any more."""
        tasks = [event.task for event in self._events.values() if event.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _look(self, event: Followed, feed: Feed, reads: int) -> None:
        """Reads for somebody who comes; who comes before it has begun has no need of another one."""
        async with event.reading:
            changed = await self._take(event) if event.reads == reads or not (feed.number or feed.is_over) else []
        for one in changed:
            await one.tell()

    async def _take(self, event: Followed) -> list[Feed]:
        """Reads; the feeds that have something to tell."""
        event.reads += 1
        known = {place: feed.key for place, feed in event.feeds.items() if feed.listeners}
        try:
            seen = await self._read(event.event_id, known)
        except NoSuchEvent:
            seen = dict.fromkeys(known)
        changed = []
        for place in known:
            feed = event.feeds.get(place)
            found = seen[place]
            if feed is None:
                continue
            if found is None:
                feed.is_over = True
                changed.append(feed)
                continue
            was_live, feed.is_live, feed.key = feed.is_live, found.is_live, found.key
            published = found.rows is not None and feed.publish(found.rows)
            if published or was_live != found.is_live:
                changed.append(feed)
        return changed

    async def _follow(self, event: Followed) -> None:
        try:
            while event.is_heard and not self.is_stopping:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(POLL_S):
                        await event.woken.wait()
                event.woken.clear()
                try:
                    await self.tick(event.event_id)
                except DatabaseError as error:
                    log.warning("availability is not read", event_id=event.event_id, error=str(error))
                await asyncio.sleep(INTERVAL_S)
        except Exception:
            # Nobody would follow it any more: whoever listens comes again, and is told what is so by then.
            log.exception("availability is not followed", event_id=event.event_id)
            for feed in event.feeds.values():
                feed.is_over = True
                await feed.tell()
        finally:
            event.task = None

    def _event(self, event_id: int) -> Followed:
        event = self._events.get(event_id)
        if event is None:
            self._make_room()
            event = self._events[event_id] = Followed(event_id)
        self._events.move_to_end(event_id)
        return event

    def _make_room(self) -> None:
        if len(self._events) < EVENTS_MAX:
            return
        unheard = next((event for event in self._events.values() if not event.is_heard and event.task is None), None)
        if unheard is None:
            raise Busy(TOO_MANY, RETRY_AFTER_S)
        del self._events[unheard.event_id]

    def _feed(self, event: Followed, place: Place) -> Feed:
        feed = event.feeds.get(place)
        if feed is None or feed.is_over:
            if len(event.feeds) >= FEEDS_MAX:
                unheard = next((one for one, feed in event.feeds.items() if not feed.listeners), None)
                if unheard is None:
                    raise Busy(TOO_MANY, RETRY_AFTER_S)
                del event.feeds[unheard]
            feed = event.feeds[place] = Feed()
        event.feeds.move_to_end(place)
        return feed


RETRY_AFTER_S: Final = 10
"""Who cannot listen looks again by hand."""
