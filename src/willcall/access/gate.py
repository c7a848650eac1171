"""The gate that every request passes: who comes with this token, and which organizer and events they may see.

Callers, organizers and events are remembered in the process for a few seconds, since asking the database costs more
than most handlers. A change made through this process counts at once (`forget`); one made elsewhere, such as a token
that is revoked on another machine or by the command line, after `REMEMBERED_FOR_S` at the latest. Only what was found
is remembered, so that a new token, event or organizer can be used everywhere at once.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Final, Generic, TypeVar

from willcall.access.caller import Caller, rights_of
from willcall.access.secrets import hash_of
from willcall.db import tables
from willcall.db.tx import Database, Row, Tx
from willcall.rest.cross_origin import SETTING, allowed_of
from willcall.rest.kind import from_json
from willcall.rest.problems import Denied, Unauthenticated
from willcall.rest.request import Caller as AnyCaller
from willcall.rest.request import EventContext, Front, OrganizerContext

REMEMBERED_FOR_S: Final = 5.0
"""How long a revoked token may still work in a process that did not hear of it."""

CALLERS_MAX: Final = 10_000
"""Tokens in use at once in one process; one takes less than a kilobyte."""

EVENTS_MAX: Final = 10_000
ORGANIZERS_MAX: Final = 1_000

# What can be a slug at all; anything else in a path is not worth a question to the database.
_SLUG: Final = re.compile(r"[A-Za-z0-9._-]{1,200}", re.ASCII)

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(Generic[K, V]):
    """Remembers what was found, for a bounded time and in a bounded number; the least recently used goes first."""

    def __init__(self, size_max: int, clock: Callable[[], float]) -> None:
        self._entries: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self._size_max = size_max
        self._clock = clock
        self._generation = 0

    def get(self, key: K) -> V | None:
        """What is remembered under a key, unless it is too old."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        until, value = entry
        if until <= self._clock():
            del self._entries[key]
            return None
        self._entries.move_to_end(key)
        return value

    async def ask(self, key: K, find: Callable[[], Coroutine[Any, Any, V | None]]) -> V | None:
        """What is remembered, or else what is found."""
        value = self.get(key)
        if value is not None:
            return value
        generation, asked = self._generation, self._clock()
        value = await find()
        # What was looked up before everything was forgotten may be from before the change.
        if value is not None and generation == self._generation:
            self._entries[key] = (asked + REMEMBERED_FOR_S, value)
            self._entries.move_to_end(key)
            if len(self._entries) > self._size_max:
                self._entries.popitem(last=False)
        return value

    def forget(self) -> None:
        """Nothing is remembered any more, what is being looked up right now included."""
        self._generation += 1
        self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)


class TokenGate:
    """Lets in whoever has a token of a team; implements `rest.serve.Gate`."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._callers: Memory[bytes, Caller] = Memory(CALLERS_MAX, clock)
        self._organizers: Memory[str, OrganizerContext] = Memory(ORGANIZERS_MAX, clock)
        self._events: Memory[tuple[int, str], EventContext] = Memory(EVENTS_MAX, clock)
        self._fronts: Memory[tuple[str, str], Front] = Memory(EVENTS_MAX, clock)

    async def caller(self, authorization: str | None) -> Caller:
        """Who asks; `Unauthenticated` if nobody we know."""
        key = hash_of(_secret(authorization))
        caller = self._callers.get(key)
        if caller is None:
            caller = await self._callers.ask(key, lambda: self._database.read(lambda tx: _find_caller(tx, key)))
        if caller is None:
            raise Unauthenticated("This token is unknown or was switched off.")
        return caller

    async def organizer(self, caller: AnyCaller, slug: str) -> OrganizerContext:
        """The organizer of the path; `Denied` unless it is the caller's."""
        found = self._organizers.get(slug)
        if found is None and _SLUG.fullmatch(slug):
            found = await self._organizers.ask(slug, lambda: self._database.read(lambda tx: _find_organizer(tx, slug)))
        if found is None or found.id != caller.organizer_id:
            raise Denied
        return found

    async def event(self, caller: AnyCaller, organizer_slug: str, slug: str) -> EventContext:
        """The event of the path; `Denied` unless it exists and the caller may see it, without saying which."""
        organizer = await self.organizer(caller, organizer_slug)
        key = (organizer.id, slug)
        event = self._events.get(key)
        if event is None and _SLUG.fullmatch(slug):
            event = await self._events.ask(
                key, lambda: self._database.read(lambda tx: _find_event(tx, organizer, slug))
            )
        if event is None or not caller.sees(event.id):
            raise Denied
        return event

    async def front(self, organizer_slug: str, slug: str) -> Front | None:
        """What an event is to whoever comes without a token; None if there is no such event."""
        key = (organizer_slug, slug)
        front = self._fronts.get(key)
        if front is None and _SLUG.fullmatch(organizer_slug) and _SLUG.fullmatch(slug):
            front = await self._fronts.ask(key, lambda: self._database.read(lambda tx: _find_front(tx, *key)))
        return front

    def known_front(self, organizer_slug: str, slug: str) -> Front | None:
        """The same, if it is remembered."""
        return self._fronts.get((organizer_slug, slug))

    def forget(self) -> None:
        """Something that the gate goes by was changed: what was remembered may be wrong."""
        self._fronts.forget()
        self._callers.forget()
        self._organizers.forget()
        self._events.forget()


def _secret(authorization: str | None) -> str:
    words = (authorization or "").split()
    if not words:
        raise Unauthenticated("Send the header Authorization: Token and the secret of a token.")
    if words[0].lower() != "token":
        raise Unauthenticated('This kind of authorization is not known here; use "Token".')
    if len(words) != 2:  # noqa: PLR2004 - the scheme and the secret
        raise Unauthenticated('After "Token" there must be one secret, without blanks.')
    return words[1]


async def _find_caller(tx: Tx, key: bytes) -> Caller | None:
    token = await tx.one(tables.token, hash=key, active=True)
    if token is None:
        return None
    team = await tx.one(tables.team, id=token["team_id"])
    if team is None:  # it was deleted in between
        return None
    all_events = bool(team["all_events"])
    reached = [] if all_events else await tx.find(tables.team_event, {"team_id": team["id"]})
    event_ids = frozenset(row["event_id"] for row in reached)
    return Caller(token["id"], team["organizer_id"], rights_of(team), all_events, event_ids)


async def _find_organizer(tx: Tx, slug: str) -> OrganizerContext | None:
    row = await tx.one(tables.organizer, slug=slug)
    return None if row is None else OrganizerContext(row["id"], row["slug"], row["name"])


async def _find_event(tx: Tx, organizer: OrganizerContext, slug: str) -> EventContext | None:
    row = await tx.one(tables.event, organizer_id=organizer.id, slug=slug)
    return None if row is None else _event_of(row, organizer)


def _event_of(row: Row, organizer: OrganizerContext) -> EventContext:
    return EventContext(row["id"], row["slug"], organizer, bool(row["has_subevents"]), row["currency"], row["timezone"])


async def _find_front(tx: Tx, organizer_slug: str, slug: str) -> Front | None:
    organizer = await _find_organizer(tx, organizer_slug)
    row = None if organizer is None else await tx.one(tables.event, organizer_id=organizer.id, slug=slug)
    state = None if row is None else await tx.one(tables.event_state, event_id=row["id"])
    if organizer is None or row is None or state is None:
        return None
    return Front(_event_of(row, organizer), bool(row["live"]), allowed_of(from_json(state["settings"]).get(SETTING)))
