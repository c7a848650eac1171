"""Admission: who may still join the line of an event, so that nobody waits in it for longer than a bound.

Whoever would wait too long is told so at once and when to come again: a long line serves nobody. How long the wait will
be is reckoned from what recent batches took. Pure: who asks says what the clock showed.
"""

from __future__ import annotations

import math
from typing import Final

import msgspec

BATCH_POSITIONS_MAX: Final = 500
"""Positions of one transaction: beyond this a larger batch saves nothing and everybody waits longer. An ask alone may
have more."""

WAITING_POSITIONS_MAX: Final = 20_000
"""Positions that wait in one process, for whichever event: what the fastest bulks need in some seconds, and a few dozen
megabytes."""

RETRY_AFTER_MAX_S: Final = 30
"""Nobody is sent away for longer: by then a rush is over, or another one has begun."""

NEWEST: Final = 0.25
"""How much the newest batch counts for the pace: the one before it three quarters of that, and so on."""

TELLING: Final = 100
"""Positions from which a batch tells how fast they go; a small one tells what a transaction costs."""


class Pace(msgspec.Struct, frozen=True):
    """How fast batches went lately; before there were any, a slow disk is assumed."""

    batch_s: float = 0.02
    """Seconds that a batch takes, whatever its size."""
    position_s: float = 0.000_5
    """Seconds for each position of a large batch."""

    def after(self, positions: int, took_s: float) -> Pace:
        """The pace once another batch is known."""
        batch_s = took_s / max(1.0, positions / BATCH_POSITIONS_MAX)
        position_s = took_s / positions if positions >= TELLING else self.position_s
        return Pace(
            self.batch_s + NEWEST * (batch_s - self.batch_s),
            self.position_s + NEWEST * (position_s - self.position_s),
        )


class Line(msgspec.Struct, frozen=True):
    """Who is before an ask."""

    positions: int = 0
    """Positions that wait for the event."""
    running_s: float | None = None
    """How long the event's batch has been under way; None when there is none."""
    everywhere: int = 0
    """Positions that wait in the process, for whichever event."""


def wait_s(line: Line, pace: Pace) -> float:
    """Seconds until an ask at the end of the line is in a batch."""
    # What has taken longer than usual may well take as long again: it stands still, perhaps.
    running_s = 0.0 if line.running_s is None else max(pace.batch_s - line.running_s, line.running_s)
    batches = math.ceil(line.positions / BATCH_POSITIONS_MAX)
    return running_s + max(batches * pace.batch_s, line.positions * pace.position_s)


def turned_away_s(positions: int, line: Line, pace: Pace, wait_max_s: float) -> float | None:
    """None when an ask may join the line; otherwise for how many seconds the line is too long.

    Where nobody waits there is room for any ask, however large.
    """
    wait = wait_s(line, pace)
    if wait > wait_max_s or (line.everywhere and line.everywhere + positions > WAITING_POSITIONS_MAX):
        return wait
    return None


def retry_after_s(wait: float, spread: float) -> int:
    """When to come again, in whole seconds: about when the line has gone, spread by a number from 0 to 1.

    Those who are sent away together would otherwise come back together.
    """
    return min(RETRY_AFTER_MAX_S, max(1, math.ceil(wait * (0.5 + spread))))
