"""Batches: asks that arrive while a transaction is under way wait together, and the next one takes them all.

No timer makes anybody wait: an idle engine answers the first ask at once. A batch belongs to one event. Everything is
bounded: whoever would wait too long is `Busy` at once (`admission`), whoever has waited too long all the same is `Busy`
then and not in a batch any more, and a batch that does not come back is `CommitUnknown`.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from contextvars import Context
from dataclasses import dataclass, field
from random import random
from typing import Final

import structlog

from willcall.db.errors import CommitUnknown, DatabaseError
from willcall.kit.tally import Tally
from willcall.reserve.admission import BATCH_POSITIONS_MAX, Line, Pace, retry_after_s, turned_away_s, wait_s
from willcall.reserve.ask import Ask, Outcome, work_of
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.counted import Counted
from willcall.reserve.ledger import Ledger, Settled
from willcall.rest.problems import Busy, ClientGone
from willcall.rest.request import not_gone

WAIT_MAX_S: Final = 5
"""How long an ask waits for its batch: buyers reload a page that takes longer, and ask a second time."""

SETTLE_TIME_MAX_S: Final = 12
"""How long a batch may take: three attempts that each wait for a lock as long as they may, and some time to spare."""

LOOK_S: Final = 0.25
"""How often it is looked whether somebody has waited too long, or has gone."""

TURNS_MAX: Final = 4
"""Turns of the event loop that a batch waits for others before it begins: they bring nearly all who come together."""

TOO_MANY: Final = "Too many buyers at this moment; nothing was reserved."

LOST: Final = "the batch did not come back in time"

log = structlog.get_logger("willcall.reserve")

Answered = tuple[Outcome, Catalogue]


@dataclass(slots=True, eq=False)
class Waiting:
    """An ask in the line, and who waits for it."""

    ask: Ask
    positions: int
    since: float
    gone: Callable[[], bool]
    """Whether nobody would read the answer any more."""
    answer: asyncio.Future[Answered]

    def refuse(self, error: Exception) -> None:
        """Ends the waiting with an error."""
        if not self.answer.done():
            self.answer.set_exception(error)


@dataclass(slots=True)
class Queue:
    """The line of one event, and the batch that is under way."""

    pace: Pace
    event_id: int
    waiting: deque[Waiting] = field(default_factory=deque)
    positions: int = 0
    """Positions of those who wait."""
    task: asyncio.Task[None] | None = None
    batch: Sequence[Waiting] = ()
    began: float | None = None
    settling: asyncio.Task[Settled] | None = None


class Batches:
    """Collects asks by event and hands them to the ledger."""

    def __init__(self, ledger: Ledger, *, wait_max_s: float = WAIT_MAX_S, counted: Counted | None = None) -> None:
        self.positions = 0
        """Positions that wait, for whichever event."""
        self._ledger = ledger
        self._counted = counted or Counted(Tally())
        self._wait_max_s = wait_max_s
        self._queues: dict[int, Queue] = {}
        self._pace = Pace()
        self._look: asyncio.TimerHandle | None = None
        self._stopping = False

    async def settle(self, event_id: int, ask: Ask, gone: Callable[[], bool] = not_gone) -> Answered:
        """The outcome of an ask, durable when it returns, with the catalogue that decided it.

        `Busy` when nothing was done, `CommitUnknown` when nobody knows, `ClientGone` when `gone` said so in time.
        """
        if self._stopping:
            raise Busy("This server is being stopped; nothing was reserved.")
        loop = asyncio.get_running_loop()
        now = loop.time()
        positions = work_of(ask)
        queue = self._queues.get(event_id)
        if queue is None:
            queue = Queue(self._pace, event_id)
        self._check(queue, positions, now)
        answer: asyncio.Future[Answered] = loop.create_future()
        queue.waiting.append(Waiting(ask, positions, now, gone, answer))
        queue.positions += positions
        self.positions += positions
        if queue.task is None:
            self._queues[event_id] = queue
            # In a context of its own: what a batch logs belongs to no one request.
            queue.task = loop.create_task(self._serve(event_id, queue), context=Context())
            self._look_later(loop)
        return await answer

    def check(self, event_id: int) -> None:
        """`Busy` if not even one place may be asked for; before anything else is done for who would be sent away."""
        queue = self._queues.get(event_id)
        if queue is not None:
            self._check(queue, 1, asyncio.get_running_loop().time())

    def waiting(self) -> dict[int, int]:
        """How many asks wait, by event."""
        return {event_id: len(queue.waiting) for event_id, queue in self._queues.items()}

    async def stop(self) -> None:
        """Answers what was taken, and takes no more."""
        self._stopping = True
        tasks = [queue.task for queue in self._queues.values() if queue.task is not None]
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._look is not None:
            self._look.cancel()

    async def _serve(self, event_id: int, queue: Queue) -> None:
        """One batch after the other until nobody waits."""
        try:
            while queue.waiting:
                await _gather(queue)
                batch = self._next(queue)
                if batch:
                    await self._settle(event_id, queue, batch)
        finally:
            queue.task = None
            self._pace = queue.pace
            if not queue.waiting:
                self._queues.pop(event_id, None)

    def _next(self, queue: Queue) -> list[Waiting]:
        """The asks of the next transaction, in order of arrival; those whose buyer has gone are passed over."""
        batch: list[Waiting] = []
        positions = 0
        now = asyncio.get_running_loop().time()
        while queue.waiting:
            one = queue.waiting[0]
            if batch and positions + one.positions > BATCH_POSITIONS_MAX:
                break
            queue.waiting.popleft()
            self._left(queue, one)
            if self._still_wants(one, queue, now):
                batch.append(one)
                positions += one.positions
        return batch

    async def _settle(self, event_id: int, queue: Queue, batch: Sequence[Waiting]) -> None:
        loop = asyncio.get_running_loop()
        queue.batch, queue.began = batch, loop.time()
        queue.settling = loop.create_task(self._ledger.settle(event_id, [one.ask for one in batch]))
        try:
            # Waits for its end, which is not the same as to await it: a batch may be given up.
            await asyncio.wait((queue.settling,))
            if queue.settling.cancelled():
                self._lose(event_id, batch)
                return
            settled = queue.settling.result()
            assert len(settled.outcomes) == len(batch), "an ask without an outcome would wait for ever"
        except Exception as error:
            self._counted.failed(event_id, error)
            if not isinstance(error, DatabaseError):
                log.exception("batch failed", event_id=event_id, asks=len(batch))
            for one in batch:
                one.refuse(error)
        else:
            self._counted.settled(event_id, settled, loop.time() - queue.began)
            queue.pace = queue.pace.after(sum(one.positions for one in batch), loop.time() - queue.began)
            for one, outcome in zip(batch, settled.outcomes, strict=True):
                if not one.answer.done():
                    one.answer.set_result((outcome, settled.catalogue))
        finally:
            queue.settling.cancel()
            queue.batch, queue.began, queue.settling = (), None, None

    def _look_later(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._look is None:
            self._look = loop.call_later(min(LOOK_S, self._wait_max_s / 4), self._look_round)

    def _look_round(self) -> None:
        """Ends the waiting of those who have waited too long; those who have gone make room."""
        self._look = None
        loop = asyncio.get_running_loop()
        now = loop.time()
        for event_id, queue in self._queues.items():
            stay = deque(one for one in queue.waiting if self._still_wants(one, queue, now))
            if len(stay) < len(queue.waiting):
                self.positions -= queue.positions
                queue.waiting, queue.positions = stay, sum(one.positions for one in stay)
                self.positions += queue.positions
            if queue.began is not None and now - queue.began > SETTLE_TIME_MAX_S:
                self._give_up(event_id, queue)
        if self._queues:
            self._look_later(loop)

    def _give_up(self, event_id: int, queue: Queue) -> None:
        """The batch under way does not come back: nobody waits for it any longer but we, who need its connection."""
        assert queue.settling is not None
        if queue.settling.cancelling():
            return
        log.error("batch does not come back", event_id=event_id, asks=len(queue.batch))
        self._lose(event_id, queue.batch)
        queue.settling.cancel()

    def _lose(self, event_id: int, batch: Sequence[Waiting]) -> None:
        """Whether this batch was committed is not known; only the first time is counted."""
        if any(not one.answer.done() for one in batch):
            self._counted.failed(event_id, CommitUnknown(LOST))
        for one in batch:
            one.refuse(CommitUnknown(LOST))

    def _check(self, queue: Queue, positions: int, now: float) -> None:
        line = Line(queue.positions, None if queue.began is None else now - queue.began, self.positions)
        too_long_s = turned_away_s(positions, line, queue.pace, self._wait_max_s)
        if too_long_s is not None:
            self._counted.turned_away(queue.event_id)
            raise Busy(TOO_MANY, retry_after_s(too_long_s, random()))  # noqa: S311 - spreads, keeps no secret

    def _left(self, queue: Queue, one: Waiting) -> None:
        queue.positions -= one.positions
        self.positions -= one.positions

    def _still_wants(self, one: Waiting, queue: Queue, now: float) -> bool:
        """Whether an ask is to be settled; otherwise its waiting has ended with this."""
        if one.answer.done():
            return False
        if one.gone():
            one.refuse(ClientGone())
            return False
        if now - one.since > self._wait_max_s:
            self._counted.turned_away(queue.event_id)
            behind = Line(queue.positions, None if queue.began is None else now - queue.began)
            one.refuse(Busy(TOO_MANY, retry_after_s(wait_s(behind, queue.pace), random())))  # noqa: S311
            return False
        return True


async def _gather(queue: Queue) -> None:
    """Lets those in whose requests have arrived already, as long as more come with each turn of the loop.

    No timer: who comes alone waits for one turn, some microseconds. Buyers who were answered together come back
    together; without this the first of them would have a transaction to himself.
    """
    seen = 0
    for _ in range(TURNS_MAX):
        if not seen < len(queue.waiting):
            return
        seen = len(queue.waiting)
        await asyncio.sleep(0)
