"""How often clients without a token may ask, and who is one client."""

from __future__ import annotations

import pytest

from willcall.kit.tally import Tally
from willcall.rest.limits import LIMITED, Kind, Limits
from willcall.rest.problems import TooMany, Unauthenticated
from willcall.rest.visitors import cart_secret_of, client_of


class Turned:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def used_up(limits: Limits, kind: Kind, client: str) -> TooMany | None:
    """The refusal of one more request, if it is refused."""
    try:
        limits.take(kind, client)
    except TooMany as problem:
        return problem
    return None


def test_an_allowance_may_be_used_at_once_and_comes_back_evenly() -> None:
    clock = Turned()
    limits = Limits({Kind.READ: 6}, clock=clock)

    assert [used_up(limits, Kind.READ, "a") is None for _ in range(8)] == [True] * 6 + [False] * 2

    clock.seconds += 9.9
    assert used_up(limits, Kind.READ, "a") is not None
    clock.seconds += 0.1
    assert used_up(limits, Kind.READ, "a") is None
    assert used_up(limits, Kind.READ, "a") is not None

    clock.seconds += 3_600
    assert sum(used_up(limits, Kind.READ, "a") is None for _ in range(20)) == 6


def test_a_refusal_says_when_to_come_again_and_for_programs_why() -> None:
    clock = Turned()
    limits = Limits({Kind.WRITE: 3}, clock=clock)
    for _ in range(3):
        limits.take(Kind.WRITE, "a")
    clock.seconds += 1.5
    problem = used_up(limits, Kind.WRITE, "a")

    assert problem is not None
    assert (problem.status, problem.headers) == (429, (("Retry-After", "19"),))
    assert problem.body == {
        "detail": problem.body["detail"],  # type: ignore[index]
        "code": "too_many_requests",
        "limit": "public_writes",
        "retry_after": 19,
    }
    clock.seconds += 19
    assert used_up(limits, Kind.WRITE, "a") is None


def test_clients_and_kinds_have_allowances_of_their_own() -> None:
    limits = Limits({Kind.READ: 1, Kind.WRITE: 1}, clock=Turned())
    limits.take(Kind.READ, "a")

    assert used_up(limits, Kind.READ, "a") is not None
    assert used_up(limits, Kind.READ, "b") is None
    assert used_up(limits, Kind.WRITE, "a") is None


def test_nothing_is_limited_by_0() -> None:
    limits = Limits({Kind.READ: 0}, clock=Turned())

    assert all(used_up(limits, kind, "a") is None for _ in range(1_000) for kind in Kind)
    assert limits.remembered() == 0


def test_to_check_takes_nothing_and_to_count_takes_what_is_not_there() -> None:
    """A guess is counted when it turned out to be one; however many at once, a minute later all is well again."""
    clock = Turned()
    limits = Limits({Kind.GUESS: 2}, clock=clock)
    for _ in range(10):
        limits.check(Kind.GUESS, "a")
    for _ in range(10):
        limits.count(Kind.GUESS, "a")
    with pytest.raises(TooMany):
        limits.check(Kind.GUESS, "a")

    clock.seconds += 30
    limits.check(Kind.GUESS, "a")


def test_no_more_clients_are_remembered_than_there_is_room_for() -> None:
    limits = Limits({Kind.READ: 1}, clock=Turned(), clients_max=3)
    for client in "abcd":
        limits.take(Kind.READ, client)

    assert limits.remembered() == 3
    assert used_up(limits, Kind.READ, "d") is not None
    assert used_up(limits, Kind.READ, "a") is None


def test_refusals_are_counted_by_kind() -> None:
    tally = Tally()
    limits = Limits({Kind.READ: 1}, clock=Turned(), tally=tally)
    for _ in range(3):
        used_up(limits, Kind.READ, "a")

    assert tally.counts == {(LIMITED, "public_reads"): 2}


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("10.0.0.7", None, "10.0.0.7"),
        ("10.0.0.7", "192.0.2.1", "192.0.2.1"),
        ("10.0.0.7", "198.51.100.9, 192.0.2.1", "192.0.2.1"),
        ("10.0.0.7", "192.0.2.1:4711", "192.0.2.1"),
        ("10.0.0.7", "unknown", "10.0.0.7"),
        ("10.0.0.7", "", "10.0.0.7"),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        ("::1", "[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", None, "192.0.2.1"),
        ("fe80::1%eth0", None, "fe80::/64"),
        (None, None, ""),
        ("testclient", None, "testclient"),
    ],
)
def test_a_client_is_an_address_or_a_network(peer: str | None, forwarded: str | None, client: str) -> None:
    """Of what was forwarded only the last is the proxy's word; IPv6 counts by what one subscriber has."""
    assert client_of(peer, forwarded) == client


@pytest.mark.parametrize(
    ("authorization", "secret"), [("Cart abc", "abc"), ("cart  abc ", "abc"), ("Token abc", None), ("", None)]
)
def test_secret_of_a_cart_comes_in_a_scheme_of_its_own(authorization: str, secret: str | None) -> None:
    assert cart_secret_of(authorization) == secret


@pytest.mark.parametrize("authorization", ["Cart", "Cart ", "Cart a b"])
def test_scheme_without_one_secret_is_refused(authorization: str) -> None:
    with pytest.raises(Unauthenticated):
        cart_secret_of(authorization)
