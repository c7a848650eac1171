"""Batches: asks that arrive while a transaction is under way wait together, and the next one takes them all.

No timer: an idle engine answers the first ask at once. A batch belongs to one event. Everything is bounded; when the
queue is full the answer is `Busy`, at once.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

import structlog

from willcall.db.errors import DatabaseError
from willcall.kit.tally import Tally
from willcall.reserve.ask import Ask, Outcome, size_of
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.counted import Counted
from willcall.reserve.ledger import Ledger
from willcall.rest.problems import Busy

BATCH_POSITIONS_MAX: Final = 500
"""Positions of one transaction: beyond this a larger batch saves nothing and everybody waits longer. An ask alone may
have more."""

QUEUE_ASKS_MAX: Final = 5_000
"""Asks that wait for one event: about two seconds of work; whoever comes later is told to try again."""

log = structlog.get_logger("willcall.reserve")

Answered = tuple[Outcome, Catalogue]


@dataclass(slots=True)
class Queue:
    """The asks that wait for one event, and whether somebody is serving them."""

    waiting: deque[tuple[Ask, asyncio.Future[Answered]]] = field(default_factory=deque)
    task: asyncio.Task[None] | None = None


class Batches:
    """Collects asks by event and hands them to the ledger."""

    def __init__(self, ledger: Ledger, counted: Counted | None = None) -> None:
        self._ledger = ledger
        self._counted = counted or Counted(Tally())
        self._queues: dict[int, Queue] = {}
        self._stopping = False

    async def settle(self, event_id: int, ask: Ask) -> Answered:
        """The outcome of an ask, durable when it returns, with the catalogue that decided it."""
        queue = self._queues.get(event_id)
        if queue is None:
            queue = self._queues[event_id] = Queue()
        if self._stopping or len(queue.waiting) >= QUEUE_ASKS_MAX:
            raise Busy("Too many buyers at this moment; nothing was reserved.")
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answered] = loop.create_future()
        queue.waiting.append((ask, answer))
        if queue.task is None:
            queue.task = loop.create_task(self._serve(event_id, queue))
        return await answer

    def waiting(self) -> dict[int, int]:
        """How many asks wait, by event."""
        return {event_id: len(queue.waiting) for event_id, queue in self._queues.items()}

    async def stop(self) -> None:
        """Answers what was taken, and takes no more."""
        self._stopping = True
        tasks = [queue.task for queue in self._queues.values() if queue.task is not None]
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, event_id: int, queue: Queue) -> None:
        """One batch after the other until nobody waits."""
        try:
            while queue.waiting:
                batch = _next(queue)
                if batch:
                    await self._settle(event_id, batch)
        finally:
            queue.task = None
            if not queue.waiting:
                self._queues.pop(event_id, None)

    async def _settle(self, event_id: int, batch: Sequence[tuple[Ask, asyncio.Future[Answered]]]) -> None:
        began = perf_counter()
        try:
            settled = await self._ledger.settle(event_id, [ask for ask, _ in batch])
            assert len(settled.outcomes) == len(batch), "an ask without an outcome would wait for ever"
        except Exception as error:
            self._counted.failed(event_id, error)
            if not isinstance(error, DatabaseError):
                log.exception("batch failed", event_id=event_id, asks=len(batch))
            for _, answer in batch:
                if not answer.done():
                    answer.set_exception(error)
            return
        self._counted.settled(event_id, settled, perf_counter() - began)
        for (_, answer), outcome in zip(batch, settled.outcomes, strict=True):
            if not answer.done():
                answer.set_result((outcome, settled.catalogue))


def _next(queue: Queue) -> list[tuple[Ask, asyncio.Future[Answered]]]:
    """The asks of the next transaction, in order of arrival; those whose buyer has gone are passed over."""
    batch: list[tuple[Ask, asyncio.Future[Answered]]] = []
    positions = 0
    while queue.waiting:
        ask, answer = queue.waiting[0]
        size = max(1, size_of(ask))
        if batch and positions + size > BATCH_POSITIONS_MAX:
            break
        queue.waiting.popleft()
        if not answer.done():
            batch.append((ask, answer))
            positions += size
    return batch
