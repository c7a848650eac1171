"""The figures of several processes: what was told once never shrinks."""

from __future__ import annotations

from pathlib import Path

from willcall import metrics
from willcall.kit.tally import Key, Tally
from willcall.scoreboard import Scoreboard

HELD: Key = ("willcall_holds_total",)


def board(folder: Path, tally: Tally) -> Scoreboard:
    """A process's figures, as after its start."""
    return Scoreboard(str(folder), tally, {}, dict, {})


def test_what_was_told_outlives_who_told_it(tmp_path: Path) -> None:
    """However a process ends, and however little time has passed: a count that shrinks is read as a restart."""
    counted = Tally()
    one, other = board(tmp_path, counted), board(tmp_path, Tally())
    counted.counts[HELD] = 5

    told = one.everybody().tally.counts
    del one  # killed: nothing is written at its end

    assert told[HELD] == 5
    found = other.everybody().tally.counts
    assert found[HELD] == 5
    assert found[metrics.CPU] >= told[metrics.CPU]


def test_each_process_is_counted_once(tmp_path: Path) -> None:
    """However often it was asked."""
    tallies = Tally({HELD: 2}), Tally({HELD: 3})
    boards = [board(tmp_path, tally) for tally in tallies]

    for one in boards * 3:
        one.everybody()

    assert [one.everybody().tally.counts[HELD] for one in boards] == [5, 5]
    assert [one.everybody().gauges[metrics.PROCESSES] for one in boards] == [2, 2]


def test_without_a_folder_a_process_tells_of_itself() -> None:
    """As one over SQLite does."""
    assert Scoreboard("", Tally({HELD: 2}), {}, dict, {}).everybody().tally.counts[HELD] == 2
