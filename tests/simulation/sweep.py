"""Many histories, on as many processes as wanted: verdicts that were broken, and what was seen on the way."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.simulation.history import Verdict, play

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEEDS_AT_ONCE: Final = 250
"""Histories of one errand to another process: some seconds, so that all are busy to the end."""


@dataclass
class Swept:
    """What a range of seeds came to."""

    played: int = 0
    answered: int = 0
    broken: list[Verdict] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)

    def add(self, other: Swept) -> None:
        """Others came to this."""
        self.played += other.played
        self.answered += other.answered
        self.broken += other.broken
        self.faults.update(other.faults)
        self.outcomes.update(other.outcomes)


def sweep(seeds: range, processes: int, report: Callable[[Swept], None] = lambda _: None) -> Swept:
    """Plays all seeds; `report` is told now and then how far it is."""
    total = Swept()
    for swept in _parts(seeds, processes):
        total.add(swept)
        report(total)
    return total


def _parts(seeds: range, processes: int) -> Iterator[Swept]:
    errands = [seeds[first : first + SEEDS_AT_ONCE] for first in range(0, len(seeds), SEEDS_AT_ONCE)]
    if processes <= 1:
        yield from map(_swept, errands)
        return
    # Processes of their own from the start: a fork would take half of the threads of whoever tests along.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_swept, errands)


def _swept(seeds: range) -> Swept:
    swept = Swept()
    for seed in seeds:
        verdict = play(seed)
        swept.played += 1
        swept.answered += verdict.answered
        swept.faults.update(verdict.faults)
        swept.outcomes.update(verdict.outcomes)
        if verdict.broken is not None:
            swept.broken.append(verdict)
    return swept
