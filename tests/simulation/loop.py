"""An event loop without a world: time is a number, nothing waits, and chance decides who goes next.

What runs on it runs the same way for the same seed, however fast the machine is.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from contextvars import Context, ContextVar
from typing import TYPE_CHECKING, Any, Final, TypeVar, TypeVarTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from random import Random

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

CALLS_MAX: Final = 100_000
"""Callbacks of one history: about a hundred times what one takes; whoever needs more goes round in circles."""
SECONDS_MAX: Final = 100_000
"""Simulated seconds of one history, which takes some hundreds."""

OWNER: ContextVar[dict[asyncio.Task[Any], None] | None] = ContextVar("OWNER", default=None)
"""Where the tasks of a simulated process are noted, so that all of them can die at once."""


class Hung(AssertionError):
    """Somebody waits for what will never come."""


class SimulatedLoop(asyncio.AbstractEventLoop):
    """Time is in seconds and moves only when nobody has anything to do."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._ready: list[asyncio.Handle] = []
        self._timers: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._numbers = itertools.count()
        self._now = 0.0
        self._closed = False
        self.complaints: list[dict[str, Any]] = []
        """What asyncio would have logged: exceptions that nobody looked at."""

    def run(self, main: Coroutine[Any, Any, T]) -> T:
        """Runs until `main` is through; `Hung` if it never will be."""
        asyncio._set_running_loop(self)  # noqa: SLF001 - what asyncio offers to loops that are not its own
        try:
            task: asyncio.Task[T] = self.create_task(main)
            calls = 0
            while not task.done():
                calls += 1
                if calls > CALLS_MAX or self._now > SECONDS_MAX:
                    raise Hung("the history does not come to its end")
                self._next()._run()  # noqa: SLF001 - a handle has no other way to be run
            return task.result()
        finally:
            asyncio._set_running_loop(None)  # noqa: SLF001

    def _next(self) -> asyncio.Handle:
        """Any of those who may go on; when there is none, time moves to the next appointment."""
        while True:
            while not self._ready:
                if not self._timers:
                    raise Hung("everybody waits, and nothing is going to happen")
                self._now = max(self._now, self._timers[0][0])
                while self._timers and self._timers[0][0] <= self._now:
                    self._ready.append(heapq.heappop(self._timers)[2])
            place = self._chance.randrange(len(self._ready)) if len(self._ready) > 1 else 0
            handle = self._ready[place]
            self._ready[place] = self._ready[-1]
            self._ready.pop()
            if not handle.cancelled():
                return handle

    def drain(self) -> None:
        """Lets those who were cancelled come to their end, at once and in order; who waits on is let go."""
        asyncio._set_running_loop(self)  # noqa: SLF001 - as above
        try:
            for _ in range(CALLS_MAX):
                if not self._ready:
                    break
                handle = self._ready.pop(0)
                if not handle.cancelled():
                    handle._run()  # noqa: SLF001 - as above
        finally:
            asyncio._set_running_loop(None)  # noqa: SLF001 - as above

    def time(self) -> float:
        """Seconds since the beginning."""
        return self._now

    def call_soon(
        self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        """At this very instant, but not before whoever else is ready if chance says so."""
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_later(
        self, delay: float, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """After so many seconds."""
        return self.call_at(self._now + delay, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """At an instant."""
        timer = asyncio.TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._timers, (when, next(self._numbers), timer))
        return timer

    def create_future(self) -> asyncio.Future[Any]:
        """A future of this loop."""
        return asyncio.Future(loop=self)

    def create_task(
        self,
        coro: Any,
        *,
        name: object = None,
        context: Context | None = None,
        **_: object,
    ) -> asyncio.Task[Any]:
        """A task of this loop, noted down with the process that it belongs to."""
        owned = OWNER.get()
        if context is not None:
            # A context of its own is still within the process, but for one that was given to another.
            owned = context.get(OWNER) if OWNER in context else owned
            context.run(OWNER.set, owned)
        task: asyncio.Task[Any] = asyncio.Task(coro, loop=self, name=f"{next(self._numbers):06}", context=context)
        if owned is not None:
            owned[task] = None
        return task

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """Keeps what nobody looked at."""
        self.complaints.append(context)

    def get_debug(self) -> bool:
        """Never: asyncio's own checks look at the machine's clock."""
        return False

    def is_running(self) -> bool:
        """As long as it is not closed."""
        return not self._closed

    def is_closed(self) -> bool:
        """Whether it is over."""
        return self._closed

    def close(self) -> None:
        """Forgets whoever would still have something to do."""
        self._closed = True
        self._ready.clear()
        self._timers.clear()

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """A cancelled timer is passed over when its time comes."""
