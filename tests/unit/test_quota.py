"""The arithmetic of quotas (spec 06 §2, §3, §8): states in their order, and numbers that are never negative."""

from __future__ import annotations

import pytest

from willcall.reserve.quota import Availability, State, Use, availability, excused, places_left

OK, RESERVED, ORDERED, GONE = State.OK, State.RESERVED, State.ORDERED, State.GONE


def test_states_are_ordered_from_best_to_worst() -> None:
    assert sorted(State, reverse=True) == [OK, RESERVED, ORDERED, GONE] == [100, 20, 10, 0]


STATES = [
    # The rules in the order in which they are looked at (spec 06 §3).
    pytest.param(5, Use(), True, ORDERED, 0, id="closed, with room"),
    pytest.param(None, Use(), True, ORDERED, 0, id="closed, without limit"),
    pytest.param(0, Use(), True, ORDERED, 0, id="closed, of size 0"),
    pytest.param(None, Use(), False, OK, None, id="no limit"),
    pytest.param(None, Use(held=10_000), False, OK, None, id="no limit, 10,000 carts"),
    pytest.param(0, Use(), False, GONE, 0, id="of size 0"),
    pytest.param(0, Use(held=1), False, GONE, 0, id="of size 0, with a cart"),
    # The term that exhausts it.
    pytest.param(5, Use(paid=5), False, GONE, 0, id="all paid"),
    pytest.param(5, Use(pending=5), False, ORDERED, 0, id="all pending"),
    pytest.param(5, Use(paid=3, pending=2), False, ORDERED, 0, id="pending is what exhausts it"),
    pytest.param(5, Use(blocked=5), False, ORDERED, 0, id="all kept back for vouchers"),
    pytest.param(5, Use(paid=4, blocked=1), False, ORDERED, 0, id="vouchers exhaust it"),
    pytest.param(5, Use(held=5), False, RESERVED, 0, id="all in carts"),
    pytest.param(5, Use(paid=2, pending=1, blocked=1, held=1), False, RESERVED, 0, id="carts exhaust it"),
    pytest.param(1, Use(waiting=1), False, ORDERED, 0, id="somebody waits for the only one"),
    pytest.param(5, Use(held=4, waiting=1), False, ORDERED, 0, id="the waiting list exhausts it"),
    pytest.param(5, Use(held=5, waiting=1), False, RESERVED, 0, id="carts exhaust it before the waiting list"),
    # More than there is.
    pytest.param(5, Use(paid=5, held=1), False, GONE, 0, id="oversold: paid exhausts it first"),
    pytest.param(2, Use(held=5), False, RESERVED, 0, id="lowered below its carts"),
    pytest.param(2, Use(paid=5), False, GONE, 0, id="lowered below what is paid"),
    # Who has left gives the place back, and still counts as paid.
    pytest.param(5, Use(paid=5, exited=1), False, OK, 1, id="one has left"),
    pytest.param(5, Use(paid=5, exited=1, held=1), False, RESERVED, 0, id="one has left, one is in a cart"),
    pytest.param(5, Use(paid=5, pending=1, exited=1), False, ORDERED, 0, id="one has left, one is pending"),
    # What is left.
    pytest.param(5, Use(), False, OK, 5, id="nothing taken"),
    pytest.param(5, Use(held=4), False, OK, 1, id="one cart expired"),
    pytest.param(5, Use(blocked=3), False, OK, 2, id="three kept back for a voucher"),
    pytest.param(5, Use(blocked=2, pending=1), False, OK, 2, id="the voucher was redeemed once"),
    pytest.param(9, Use(paid=1, pending=1, exited=1, blocked=2, held=2, waiting=1), False, OK, 3, id="all of it"),
]


@pytest.mark.parametrize(("size", "use", "closed", "state", "number"), STATES)
def test_state_and_number(size: int | None, use: Use, closed: bool, state: State, number: int | None) -> None:
    assert availability(size, use, closed=closed) == Availability(state, number)


@pytest.mark.parametrize(("size", "use", "closed", "state", "number"), STATES)
def test_a_buyer_finds_what_the_availability_says(
    size: int | None, use: Use, closed: bool, state: State, number: int | None
) -> None:
    assert places_left(size, use, closed=closed) == number
    assert (number == 0) == (state is not OK)


def test_a_quota_is_open_unless_it_is_said_to_be_closed() -> None:
    assert availability(3, Use()) == Availability(OK, 3)
    assert places_left(3, Use()) == 3


def test_size_0_is_gone_whoever_left() -> None:
    """Those who left give back places of which there are none (spec 06 §3)."""
    assert availability(0, Use(exited=1)) == Availability(GONE, 0)


def test_the_terms_and_the_number_make_up_the_size() -> None:
    """Spec 06 §7: nothing is lost between what is taken and what is left."""
    use = Use(paid=3, pending=2, exited=1, blocked=4, held=5, waiting=6)

    left = places_left(30, use)

    assert left is not None
    assert left + 3 + 2 - 1 + 4 + 5 + 6 == 30


def test_the_waiting_list_was_granted_nothing_yet() -> None:
    use = Use(held=2, waiting=3)

    assert (use.granted, use.total) == (2, 5)


@pytest.mark.parametrize(
    ("size", "use", "over"),
    [
        pytest.param(None, Use(held=9), 0, id="no limit"),
        pytest.param(9, Use(held=9), 0, id="just full"),
        pytest.param(9, Use(held=9, waiting=5), 0, id="who waits is not over the size"),
        pytest.param(4, Use(paid=2, pending=3, exited=1, blocked=1, held=2), 3, id="lowered below its use"),
        pytest.param(0, Use(held=1), 1, id="lowered to nothing"),
    ],
)
def test_what_is_over_the_size_is_excused(size: int | None, use: Use, over: int) -> None:
    assert excused(size, use) == over
