"""The command behind `make simulate`: plays as many histories as asked, or one of them with its trace."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Final

from tests.simulation.history import Verdict, play
from tests.simulation.sweep import Swept, sweep

if TYPE_CHECKING:
    from collections.abc import Sequence

BROKEN_SHOWN: Final = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every promise was kept."""
    parser = argparse.ArgumentParser(prog="make simulate", description="Deterministic simulation of the engine.")
    parser.add_argument("--seeds", type=int, default=10_000, help="how many histories (10,000)")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first seed (0)")
    parser.add_argument("--seed", type=int, help="one history only, with its trace")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at once (one per core)")
    asked = parser.parse_args(arguments)
    if asked.seed is not None:
        verdict = play(asked.seed, traced=True)
        print(*verdict.trace, sep="\n")
        print(f"seed {verdict.seed}: {verdict.broken or 'every promise was kept'}")
        return int(verdict.broken is not None)
    swept = sweep(range(asked.first, asked.first + asked.seeds), asked.processes, _progress)
    print(f"{swept.played} histories, {swept.answered} answers")
    print("faults:   " + ", ".join(f"{name} {count}" for name, count in sorted(swept.faults.items())))
    print("outcomes: " + ", ".join(f"{name} {count}" for name, count in sorted(swept.outcomes.items())))
    print(*map(broken_line, swept.broken[:BROKEN_SHOWN]), sep="\n")
    return int(bool(swept.broken))


def broken_line(verdict: Verdict) -> str:
    """What was broken, and how to see it again."""
    return f'{verdict.broken}\n  repeat it: make simulate ARGS="--seed {verdict.seed}"'


def _progress(swept: Swept) -> None:
    print(f"{swept.played} histories, {len(swept.broken)} broken", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
