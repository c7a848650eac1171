"""What goes wrong, and how often: decided by chance, counted, and bounded, so that every history ends in calm."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

FAULTS_MAX: Final = 12
"""Faults of one history: enough for several at once, few enough that whoever tries again gets through."""

STANDSTILLS_MAX: Final = 6
"""Long delays of one history: likewise."""


@dataclass
class Weather:
    """Faults and delays of one history."""

    chance: Random
    rate: float = 0.0
    """How likely a fault is, at each place where one may be."""
    slowness: float = 0.0
    """How likely a delay is, likewise."""
    left: int = FAULTS_MAX
    standstills_left: int = STANDSTILLS_MAX
    seen: Counter[str] = field(default_factory=Counter)
    """How often each fault came, over the history."""
    say: Callable[[str], None] = lambda _: None
    """Where the trace goes."""

    def strikes(self, *faults: str, often: int = 1) -> str | None:
        """One of these faults, or none; `often` makes them likelier by so many times."""
        if self.left <= 0 or self.chance.random() >= self.rate * often:
            return None
        self.left -= 1
        fault = faults[self.chance.randrange(len(faults))]
        self.seen[fault] += 1
        self.say(f"! {fault}")
        return fault

    async def delay(self) -> None:
        """A network and a disk: mostly a moment, now and then longer than buyers or the engine have patience for."""
        drawn = self.chance.random()
        if drawn < self.slowness / 50 and self.standstills_left > 0:
            self.standstills_left -= 1
            self.seen["standstill"] += 1
            await asyncio.sleep(self.chance.choice((2, 5, 13, 31)))
        elif drawn < self.slowness / 10:
            await asyncio.sleep(0.5)
        elif drawn < self.slowness:
            await asyncio.sleep(0.02)
