"""The engine keeps its promises in ten thousand random histories; and a history can be broken, and repeated."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pytest

from tests.simulation.__main__ import broken_line, main
from tests.simulation.bugs import PLANTED, planted
from tests.simulation.history import play
from tests.simulation.sweep import sweep

if TYPE_CHECKING:
    from tests.simulation.history import Verdict

SEEDS: Final = 10_000
SEEDS_FOR_A_BUG: Final = 3_000
"""A bug that more histories than these do not find would slip through."""


@pytest.mark.timeout(1_800)
def test_ten_thousand_histories_keep_every_promise() -> None:
    swept = sweep(range(SEEDS), processes=os.cpu_count() or 1)

    assert swept.played == SEEDS
    assert [broken_line(verdict) for verdict in swept.broken] == []
    # What is to be survived did happen, and not only once.
    for fault in ("lost before", "lost during", "lost after", "refused", "timed out", "no connection", "standstill"):
        assert swept.faults[fault] > SEEDS / 100, swept.faults
    for outcome in (
        "held", "released", "missing", "several", "in no quota", "the voucher is used up", "saved", "short", "stale",
        "at a glance",
    ):  # fmt: skip
        assert swept.outcomes[outcome] > SEEDS / 100, swept.outcomes


def found(name: str) -> Verdict | None:
    """The first history that a planted bug breaks."""
    with planted(name):
        return next((verdict for verdict in map(play, range(SEEDS_FOR_A_BUG)) if verdict.broken is not None), None)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_bug_is_found(name: str) -> None:
    verdict = found(name)

    assert verdict is not None
    assert play(verdict.seed).broken is None, "without the bug the same history is in order"


def test_a_seed_says_everything() -> None:
    """The same history, line by line, whatever was played in between."""
    first = {seed: play(seed, traced=True).trace for seed in range(100)}

    assert {seed: play(seed, traced=True).trace for seed in reversed(range(100))} == first
    assert sum(map(len, first.values())) > 1_000


def test_a_broken_history_says_how_to_repeat_it(capsys: pytest.CaptureFixture[str]) -> None:
    with planted("the answer comes before the commit"):
        assert main(["--seeds", "20", "--processes", "1"]) == 1
        told = capsys.readouterr().out
        seed = told.split("--seed ")[1].split('"')[0]
        assert main(["--seed", seed]) == 1
        assert "BROKEN: " in capsys.readouterr().out

    assert 'make simulate ARGS="--seed ' in told
    assert main(["--seed", seed]) == 0
