"""Numbers of one process, and of several together."""

from __future__ import annotations

from willcall.kit.tally import Spread, Tally, sum_of

BOUNDS = (1, 5)


def test_a_value_counts_up_to_its_bound() -> None:
    tally = Tally()
    for value in (0.5, 1, 1.5, 5, 6, 7):
        tally.see(("sizes",), BOUNDS, value)

    assert tally.spreads == {("sizes",): Spread(BOUNDS, [2, 2, 2], 21.0)}


def test_counts_are_kept_by_label() -> None:
    tally = Tally()
    tally.add(("refused", "full"))
    tally.add(("refused", "closed"), 3)
    tally.add(("refused", "full"))

    assert tally.counts == {("refused", "full"): 2, ("refused", "closed"): 3}


def test_several_are_added_up_and_stay_as_they_are() -> None:
    first, second = Tally({("a",): 1, ("b",): 2}), Tally({("b",): 3})
    first.see(("sizes",), BOUNDS, 1)
    second.see(("sizes",), BOUNDS, 9)

    together = sum_of([first, second])

    assert together.counts == {("a",): 1, ("b",): 5}
    assert together.spreads[("sizes",)] == Spread(BOUNDS, [1, 0, 1], 10.0)
    assert first.spreads[("sizes",)] == Spread(BOUNDS, [1, 0, 0], 1.0)


def test_a_distribution_of_another_version_is_not_mixed_in() -> None:
    first, second = Tally(), Tally()
    first.see(("sizes",), BOUNDS, 1)
    second.see(("sizes",), (1, 2, 3), 1)

    assert sum_of([first, second]).spreads[("sizes",)] == Spread(BOUNDS, [1, 0, 0], 1.0)
