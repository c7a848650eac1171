"""The rush itself: many buyers at once, and afterwards a quiet sale that must come out to the last place.

After the race the short holds are left to expire. Then everything is sold out, given back, and sold out again: what was
not handed back in the race is missing now. At the end all positions are listed.
"""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

import msgspec

from willcall.kit.instants import SECOND_US
from willcall.torture.answers import (
    MISSING,
    NO_CONTENT,
    OK,
    Availability,
    Page,
    Wanted,
    said_otherwise,
    told_of_bulk,
    told_of_create,
)
from willcall.torture.client import Answer, Connection, Server, Unanswered, Unreachable
from willcall.torture.history import Asked, Counted, History, Listed, Odd, Repeated, Returned, Said, Seen
from willcall.torture.judge import left_at
from willcall.torture.lives import lives_of, offset_of
from willcall.torture.plan import LONG_US, SHORT_US, Buy, Buyer, Count, CountedQuota, Held, Look, Offer, Return, Stage

T = TypeVar("T")

AWAY_MAX_S: Final = 15
"""A server that cannot be reached for so long is gone; a restart takes less."""
PAUSE_S: Final = 0.2
"""Between attempts to reach it, and after it asked to try again later without saying when."""
PAUSE_MAX_S: Final = 5
"""The longest that a buyer waits when told to try again later."""
ATTEMPTS_MAX: Final = 5
"""Of an ask or a return in the quiet sale, each time that it is to be tried later."""
EXTRA: Final = 3
"""Asks in the quiet sale beyond what there is room for: they must be refused."""
PAGE_ROWS: Final = 50
REPEATED: Final = " (again)"

Progress = Callable[[str, float], None]
"""Told what is being done, and how much of it is, between 0 and 1."""


class Gone(Exception):
    """The server cannot be reached any more."""


class Unlisted(Exception):
    """The list of positions cannot be read."""


@dataclass(frozen=True, slots=True)
class Orders:
    """How large a rush is to be: it ends at whatever comes first."""

    seconds: float
    operations: int
    connections: int
    seed: int


def now_us() -> int:
    """The buyers' clock: it never goes back."""
    return time.monotonic_ns() // 1000


@dataclass(slots=True)
class Rush:
    """One rush against one server."""

    server: Server
    base: str
    """Path of the organizer, below the root."""
    stage: Stage
    orders: Orders
    progress: Progress
    history: History = field(default_factory=History)
    latencies_us: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    raced: tuple[int, int] = (0, 0)
    """When the race began and ended, and below how many operations it had."""
    race_operations: int = 0
    sold_out_us: int | None = None
    """An instant at which everything should be sold."""
    stopping: bool = False
    unanswered: int = 0
    later: int = 0
    _connections: list[Connection] = field(init=False)
    _run: str = field(default_factory=lambda: secrets.token_hex(4))
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _offset_us: int = field(default_factory=lambda: time.time_ns() // 1000 - now_us())
    _reached_us: int = field(default_factory=now_us)

    def __post_init__(self) -> None:
        self._connections = [Connection(self.server) for _ in range(self.orders.connections)]

    async def run(self) -> None:
        """The race and the quiet sale after it; `Gone` if the server cannot be reached any more."""
        await self.race()
        if not self.stopping:
            await self.sell_quietly()
        self.progress("listing", 0)
        await self.list_all()

    def close(self) -> None:
        """Hangs up."""
        for connection in self._connections:
            connection.close()

    def stop(self) -> None:
        """Ends the race now, and leaves the quiet sale out."""
        self.stopping = True

    async def race(self) -> None:
        """Everybody at once."""
        # One hold before all others tells how far the server's clock is.
        await self.buy(self._connections[0], (self.stage.offers[0],), (LONG_US,), bulk=False)
        self._offset_us = offset_of(self.history.asked).low_us or self._offset_us
        began = now_us()
        ends = began + int(self.orders.seconds * SECOND_US)
        buyers = [Buyer(self.stage, number, self.orders.seed) for number in range(self.orders.connections)]

        async def race(connection: Connection, buyer: Buyer) -> None:
            while not self.stopping and now_us() < ends and self.history.operations < self.orders.operations:
                await self.step(connection, buyer)

        async def watch() -> None:
            while True:
                done = max((now_us() - began) / (ends - began), self.history.operations / self.orders.operations)
                self.progress("race", min(1, done))
                await asyncio.sleep(PAUSE_S)

        watching = asyncio.create_task(watch())
        try:
            async with asyncio.TaskGroup() as everybody:
                for connection, buyer in zip(self._connections, buyers, strict=True):
                    everybody.create_task(race(connection, buyer))
        except* Gone as gone:
            raise gone.exceptions[0] from None
        finally:
            watching.cancel()
            self.raced, self.race_operations = (began, now_us()), self.history.operations

    async def sell_quietly(self) -> None:
        """Waits, sells out, takes everything back, and sells out again."""
        self.progress("waiting for holds to expire", 0)
        await self.wait_for_short_holds()
        for number in range(2):
            self.progress("selling out", number / 2)
            await self.count_all()
            await self.sell_out()
            self.sold_out_us = now_us()
            await self.count_all()
            if number == 0:
                self.progress("giving back", 0)
                await self.give_back()

    async def step(self, connection: Connection, buyer: Buyer) -> None:
        """One request of a buyer."""
        step = buyer.next()
        if isinstance(step, Buy):
            for held in await self.buy(connection, step.offers, step.lasts_us, bulk=step.bulk, repeat=step.repeat):
                buyer.holds_now(held)
        elif isinstance(step, Return):
            await self.give(connection, step.held)
        elif isinstance(step, Look):
            await self.look(connection, step.held)
        else:
            assert isinstance(step, Count)
            await self.count(connection, step.quota)

    async def buy(
        self,
        connection: Connection,
        offers: Sequence[Offer],
        lasts_us: Sequence[int],
        *,
        bulk: bool,
        repeat: bool = False,
    ) -> list[Held]:
        """Asks for places: what is held of them."""
        present = now_us() + self._offset_us
        wanted = [
            Wanted(offer, f"{self._run}-{next(self._numbers)}@api", present + lasts)
            for offer, lasts in zip(offers, lasts_us, strict=True)
        ]
        path = f"{offers[0].event}cartpositions/{'bulk_create/' if bulk else ''}"
        body = msgspec.json.encode([one.body for one in wanted] if bulk else wanted[0].body)
        key = f"{wanted[0].cart_id}/key" if repeat else None
        answer, began, ended = await self._send(connection, "bulk" if bulk else "hold", "POST", path, body, key)
        told = told_of_bulk(wanted, answer, began, ended) if bulk else told_of_create(wanted[0], answer, began, ended)
        if repeat:
            again, _, ended = await self._send(connection, "hold", "POST", path, body, key)
            told.asked = [self._same(told.asked[0], told_of_create(wanted[0], again, began, ended).asked[0])]
        self.history.asked += told.asked
        self.history.odd += told.odd
        self.later += told.asked[0].said is Said.LATER
        return [Held(offers[0].event, place.position_id) for one in told.asked for place in one.places]

    def _same(self, first: Asked, second: Asked) -> Asked:
        """Of two answers under one key: the one that counts."""
        if first.said is Said.YES and second.said is Said.YES:
            self.history.repeated.append(Repeated(first.places[0].position_id, second.places[0].position_id))
        elif {first.said, second.said} == {Said.YES, Said.NO}:
            self.history.odd.append(Odd(f"POST cartpositions/{REPEATED}: one key, two answers", OK, ""))
        # What was not done, or not answered, may have been done by the second.
        return second if first.said in (Said.LATER, Said.UNCLEAR) else first

    async def give(self, connection: Connection, held: Held) -> Said:
        """Gives a position back."""
        answer, began, ended = await self._send(connection, "return", "DELETE", _path(held))
        if answer is not None and answer.status in (NO_CONTENT, MISSING):
            said = Said.YES if answer.status == NO_CONTENT else Said.NO
        else:
            said = self._otherwise("DELETE cartpositions/…/", answer)
        self.history.returned.append(Returned(began, ended, held.position_id, said))
        return said

    async def look(self, connection: Connection, held: Held) -> None:
        """Looks a position up."""
        answer, began, ended = await self._send(connection, "look", "GET", _path(held))
        if answer is not None and answer.status in (OK, MISSING):
            self.history.seen.append(Seen(began, ended, held.position_id, answer.status == OK))
        else:
            self._otherwise("GET cartpositions/…/", answer)

    async def count(self, connection: Connection, quota: CountedQuota) -> None:
        """Asks what a quota has left."""
        answer, began, ended = await self._send(connection, "count", "GET", quota.path)
        if answer is not None and answer.status == OK:
            try:
                told = msgspec.json.decode(answer.body, type=Availability)
            except msgspec.DecodeError:
                self.history.odd.append(Odd("GET availability/", answer.status, answer.text))
                return
            counted = Counted(began, ended, quota.pool, told.available_number, told.cart_positions)
            self.history.counted.append(counted)
        else:
            self._otherwise("GET availability/", answer)

    def _otherwise(self, name: str, answer: Answer | None) -> Said:
        said, strange = said_otherwise(answer)
        if strange and answer is not None:
            self.history.odd.append(Odd(name, answer.status, answer.text))
        return said

    async def _send(
        self,
        connection: Connection,
        kind: str,
        method: str,
        path: str,
        body: bytes | None = None,
        key: str | None = None,
    ) -> tuple[Answer | None, int, int]:
        """The answer, or None, with when the request began and ended; waits until the server can be reached."""
        while True:
            began = now_us()
            try:
                answer: Answer | None = await connection.send(method, self.base + path, body, key)
            except Unreachable as error:
                if now_us() - self._reached_us > AWAY_MAX_S * SECOND_US:
                    raise Gone(str(error)) from error
                await asyncio.sleep(PAUSE_S)
                continue
            except Unanswered:
                answer = None
                self.unanswered += 1
            break
        ended = now_us()
        if answer is not None:
            self._reached_us = ended
            self.latencies_us[kind].append(ended - began)
            if answer.retry_after_s is not None:
                await asyncio.sleep(min(answer.retry_after_s or PAUSE_S, PAUSE_MAX_S))
        return answer, began, ended

    async def wait_for_short_holds(self) -> None:
        """Until every hold that was not made to last has expired on the server's clock."""
        offset = offset_of(self.history.asked)
        last = now_us() + self._offset_us + 2 * SHORT_US[1]
        short = [life.place.expires_us for life in lives_of(self.history) if life.place.expires_us <= last]
        until = max([offset.after(one) for one in short], default=0)
        await asyncio.sleep(max(0, until - now_us()) / SECOND_US)

    async def sell_out(self) -> None:
        """Asks for everything that is left, and for a little more; the largest asks go first."""
        left = left_at(self.history, self.stage.pools, now_us())
        offers = sorted(self.stage.offers, key=lambda offer: -sum(map(len, offer.wants)))
        asks = []
        for offer in offers:
            room = min(left[pool] // sum(w.count(pool) for w in offer.wants) for one in offer.wants for pool in one)
            asks += [offer] * (room + EXTRA)

        async def buy(connection: Connection, offer: Offer) -> None:
            for _ in range(ATTEMPTS_MAX):
                await self.buy(connection, (offer,), (LONG_US,), bulk=False)
                if self.history.asked[-1].said is not Said.LATER:
                    return

        await self._everybody(asks, buy)

    async def give_back(self) -> None:
        """Everything that may be held yet."""
        offset, present = offset_of(self.history.asked), now_us()
        alive = {
            life.asked.places[0].position_id: life.asked
            for life in lives_of(self.history)
            if life.possibly(offset)[1] >= present
        }
        events = {offer.wants: offer.event for offer in self.stage.offers}
        held = [Held(events[asked.wants], number) for number, asked in alive.items()]

        async def give(connection: Connection, one: Held) -> None:
            for _ in range(ATTEMPTS_MAX):
                if await self.give(connection, one) in (Said.YES, Said.NO):
                    return

        await self._everybody(held, give)

    async def count_all(self) -> None:
        """What every quota has left, while nobody buys."""
        await self._everybody(self.stage.quotas, self.count)

    async def list_all(self) -> None:
        """Every position, page by page."""
        began, rows = now_us(), list[tuple[int, str]]()

        async def page(connection: Connection, path: str) -> int:
            for _ in range(ATTEMPTS_MAX):
                answer, _, _ = await self._send(connection, "list", "GET", path)
                if answer is not None and answer.status == OK:
                    found = msgspec.json.decode(answer.body, type=Page)
                    rows.extend((row.id, row.cart_id) for row in found.results)
                    return found.count
                self._otherwise("GET cartpositions/", answer)
                await asyncio.sleep(PAUSE_S)
            raise Unlisted

        for event in self.stage.events:
            path = f"{event}cartpositions/?page_size={PAGE_ROWS}&page="
            count = await page(self._connections[0], f"{path}1")
            more = [f"{path}{number}" for number in range(2, -(-count // PAGE_ROWS) + 1)]
            await self._everybody(more, page)
        self.history.listed = Listed(began, tuple(rows))

    async def _everybody(self, jobs: Iterable[T], do: Callable[[Connection, T], Awaitable[object]]) -> None:
        """Does all jobs over all connections."""
        left = iter(jobs)

        async def work(connection: Connection) -> None:
            for job in left:
                await do(connection, job)

        try:
            async with asyncio.TaskGroup() as everybody:
                for connection in self._connections:
                    everybody.create_task(work(connection))
        except* (Gone, Unlisted) as trouble:
            raise trouble.exceptions[0] from None


def _path(held: Held) -> str:
    return f"{held.event}cartpositions/{held.position_id}/"
