"""Numbers of one process: counts and distributions by name and labels, plain enough to be kept on a hot path.

They only ever grow. Who shows them, and how, is not known here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Key: TypeAlias = tuple[str, ...]
"""What is counted: its name, then the values of its labels."""


@dataclass(slots=True)
class Spread:
    """How values were distributed: how many came up to each bound, and how many above the last."""

    bounds: Sequence[float]
    """In ascending order."""
    numbers: list[int]
    """One more than bounds."""
    total: float = 0.0
    """The sum of all values."""

    def see(self, value: float) -> None:
        """One more value."""
        self.numbers[bisect_left(self.bounds, value)] += 1
        self.total += value


@dataclass(slots=True)
class Tally:
    """Counts and distributions by key."""

    counts: dict[Key, float] = field(default_factory=dict)
    spreads: dict[Key, Spread] = field(default_factory=dict)

    def add(self, key: Key, number: float = 1) -> None:
        """Counts something, once or several times."""
        self.counts[key] = self.counts.get(key, 0) + number

    def see(self, key: Key, bounds: Sequence[float], value: float) -> None:
        """One more value of a distribution, whose bounds are always the same."""
        self.spread(key, bounds).see(value)

    def start(self, key: Key) -> Key:
        """The key, counted from now on: at least nothing."""
        self.counts.setdefault(key, 0)
        return key

    def spread(self, key: Key, bounds: Sequence[float]) -> Spread:
        """The distribution under a key, made if there is none."""
        found = self.spreads.get(key)
        if found is None:
            found = self.spreads[key] = Spread(bounds, [0] * (len(bounds) + 1))
        return found

    def take_over(self, other: Tally) -> None:
        """Adds what another one has; a distribution with other bounds, of another version, is left out."""
        for key, number in other.counts.items():
            self.add(key, number)
        for key, spread in other.spreads.items():
            mine = self.spreads.setdefault(key, Spread(spread.bounds, [0] * len(spread.numbers)))
            if tuple(mine.bounds) == tuple(spread.bounds):
                mine.numbers[:] = [one + more for one, more in zip(mine.numbers, spread.numbers, strict=True)]
                mine.total += spread.total


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    together = Tally()
    for tally in tallies:
        together.take_over(tally)
    return together
