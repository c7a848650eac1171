"""Admission: who may join the line, by how long the wait would be."""

from __future__ import annotations

from typing import Final

import pytest

from willcall.reserve.admission import (
    BATCH_POSITIONS_MAX,
    RETRY_AFTER_MAX_S,
    WAITING_POSITIONS_MAX,
    Line,
    Pace,
    retry_after_s,
    turned_away_s,
    wait_s,
)

QUICK: Final = Pace(batch_s=0.1, position_s=0.000_2)
"""Five thousand positions a second."""
SLOW: Final = Pace(batch_s=2.0, position_s=0.004)
"""A disk that takes two seconds to sync."""
WAIT_MAX_S: Final = 5.0


@pytest.mark.parametrize(
    ("line", "pace", "seconds"),
    [
        (Line(), QUICK, 0),
        (Line(running_s=0.0), QUICK, 0.1),
        (Line(running_s=0.08), QUICK, 0.08),
        (Line(running_s=3.0), QUICK, 3.0),
        (Line(positions=1), QUICK, 0.1),
        (Line(positions=500, running_s=0.0), QUICK, 0.2),
        (Line(positions=5_000, running_s=0.0), QUICK, 1.1),
        (Line(positions=5_000, running_s=0.0), Pace(batch_s=0.1, position_s=0.001), 5.1),
        (Line(positions=501, running_s=0.5), SLOW, 5.5),
    ],
)
def test_the_wait_is_the_batch_under_way_and_those_before(line: Line, pace: Pace, seconds: float) -> None:
    """One that takes longer than usual is thought to take as long again."""
    assert wait_s(line, pace) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("positions", "line", "pace", "taken"),
    [
        (1, Line(), QUICK, True),
        (50_000, Line(), QUICK, True),
        (50_000, Line(running_s=0.0), QUICK, True),
        (1, Line(positions=24_000, running_s=0.0), QUICK, True),
        (1, Line(positions=25_000, running_s=0.0), QUICK, False),
        (1, Line(running_s=5.0), QUICK, True),
        (1, Line(running_s=5.1), QUICK, False),
        (1, Line(positions=500, running_s=0.0), SLOW, True),
        (1, Line(positions=501, running_s=0.0), SLOW, False),
        (1, Line(everywhere=WAITING_POSITIONS_MAX - 1), QUICK, True),
        (1, Line(everywhere=WAITING_POSITIONS_MAX), QUICK, False),
        (50, Line(everywhere=WAITING_POSITIONS_MAX - 49), QUICK, False),
        (50_000, Line(everywhere=1), QUICK, False),
    ],
)
def test_who_may_join(positions: int, line: Line, pace: Pace, taken: bool) -> None:
    """Nobody who would wait too long; where nobody waits, everybody."""
    assert (turned_away_s(positions, line, pace, WAIT_MAX_S) is None) is taken


def test_the_bound_follows_what_batches_take() -> None:
    """A disk that becomes slow shortens the line; when it is quick again the line is as long as before."""

    def room(pace: Pace) -> int:
        return next(
            positions
            for positions in range(0, 100_000, BATCH_POSITIONS_MAX)
            if turned_away_s(1, Line(positions, 0.0), pace, WAIT_MAX_S) is not None
        )

    pace = QUICK
    quick = room(pace)
    for _ in range(50):
        pace = pace.after(BATCH_POSITIONS_MAX, 2.0)
    slow = room(pace)
    for _ in range(50):
        pace = pace.after(BATCH_POSITIONS_MAX, 0.1)

    assert slow <= 2 * BATCH_POSITIONS_MAX < quick
    assert room(pace) == pytest.approx(quick, abs=BATCH_POSITIONS_MAX)


def test_small_batches_do_not_tell_how_fast_large_ones_are() -> None:
    """A buyer now and then takes a transaction each; a rush does not."""
    pace = Pace()
    for _ in range(50):
        pace = pace.after(1, 0.01)

    assert pace.position_s == Pace().position_s
    assert pace.batch_s == pytest.approx(0.01, rel=0.01)


def test_one_large_ask_counts_as_the_batches_it_could_have_been() -> None:
    """It takes ten times as long because it is ten times as large."""
    pace = QUICK
    for _ in range(50):
        pace = pace.after(10 * BATCH_POSITIONS_MAX, 1.0)

    assert pace.batch_s == pytest.approx(0.1)
    assert pace.position_s == pytest.approx(0.000_2)


@pytest.mark.parametrize(
    ("wait", "spread", "seconds"),
    [(0.0, 0.0, 1), (0.0, 0.99, 1), (5.0, 0.0, 3), (5.0, 0.99, 8), (10.0, 0.5, 10), (1_000.0, 0.5, RETRY_AFTER_MAX_S)],
)
def test_those_who_are_sent_away_do_not_all_come_back_at_once(wait: float, spread: float, seconds: int) -> None:
    assert retry_after_s(wait, spread) == seconds
