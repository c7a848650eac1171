"""How much of a pool was taken at every instant, from the spans in which each place was."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

BEFORE: Final = -(2**63)
NEVER: Final = 2**63
"""An instant after all others."""

Span = tuple[int, int]
"""From and until, both included; empty if it ends before it begins."""


class Level:
    """A number for every instant: how many spans cover it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        changes = Counter[int]()
        for begins, ends in spans:
            if begins <= ends:
                changes[begins] += 1
                changes[ends + 1] -= 1
        self._times = [BEFORE, *sorted(changes)]
        self._levels = list(accumulate((changes[at] for at in self._times[1:]), initial=0))

    @property
    def peak(self) -> int:
        """The most at any instant."""
        return max(self._levels)

    def most(self, begins: int, ends: int) -> int:
        """The most at any instant of a span."""
        return max(self._within(begins, ends))

    def least(self, begins: int, ends: int) -> int:
        """The least at any instant of a span."""
        return min(self._within(begins, ends))

    def at(self, instant: int) -> int:
        """How many at an instant."""
        return self.most(instant, instant)

    def _within(self, begins: int, ends: int) -> list[int]:
        assert begins <= ends
        return self._levels[bisect_right(self._times, begins) - 1 : bisect_right(self._times, ends)]
