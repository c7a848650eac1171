"""What a team may do, by the names of permissions and by the flags of older clients."""

from __future__ import annotations

import pytest

from willcall.access.caller import Caller
from willcall.access.permissions import (
    ALL,
    EVENT,
    EVERYTHING,
    LEGACY,
    ORDERS_TOGETHER,
    ORGANIZER,
    Rights,
    flags_of,
    limited_to,
    with_flags,
)
from willcall.access.secrets import ALPHABET, LENGTH, fresh_secret, hash_of

WITHOUT_MEANING = {"can_manage_customers", "can_manage_reusable_media", "can_manage_gift_cards"}


def test_a_permission_is_about_events_or_about_the_organizer() -> None:
    assert not EVENT & ORGANIZER
    assert all(name.startswith("event.") for name in EVENT)
    assert all(name.startswith("organizer.") for name in ORGANIZER)


def test_every_permission_has_a_flag() -> None:
    """Else a team made with flags could never hold it."""
    assert frozenset().union(*LEGACY.values()) == ALL
    assert {flag for flag, names in LEGACY.items() if not names} == WITHOUT_MEANING


@pytest.mark.parametrize("name", sorted(ALL))
def test_rights_hold_what_they_name_and_nothing_else(name: str) -> None:
    assert limited_to({name}).hold(name)
    assert EVERYTHING.hold(name)
    assert not limited_to(ALL - {name}).hold(name)


def test_all_of_one_group_says_nothing_about_the_other() -> None:
    assert not any(Rights(all_event=True).hold(name) for name in ORGANIZER)
    assert not any(Rights(all_organizer=True).hold(name) for name in EVENT)


@pytest.mark.parametrize("flag", sorted(set(LEGACY) - WITHOUT_MEANING))
def test_a_flag_becomes_permissions_and_is_told_again(flag: str) -> None:
    rights = with_flags(Rights(), {flag: True})

    assert rights == limited_to(LEGACY[flag])
    assert [name for name, held in flags_of(rights).items() if held] == [flag]


def test_a_flag_is_told_only_if_all_of_it_is_held() -> None:
    part = limited_to(LEGACY["can_change_event_settings"] - {"event.subevents:write"})

    assert flags_of(part)["can_change_event_settings"] is False


@pytest.mark.parametrize("flag", sorted(WITHOUT_MEANING))
def test_a_flag_for_what_is_not_here_has_no_effect(flag: str) -> None:
    assert with_flags(Rights(), {flag: True}) == Rights()
    assert flags_of(EVERYTHING)[flag] is False


def test_flags_that_change_nothing_leave_the_rights_as_they_are_stored() -> None:
    every = dict.fromkeys(LEGACY, True)

    assert with_flags(EVERYTHING, every) == EVERYTHING
    assert with_flags(Rights(), dict.fromkeys(LEGACY, False)) == Rights()


def test_a_flag_taken_from_all_leaves_the_others_by_name() -> None:
    rights = with_flags(EVERYTHING, {"can_view_orders": False})

    assert rights == Rights(event=EVENT - {"event.orders:read"}, all_organizer=True)


def test_no_flags_of_orders_and_vouchers_overlap() -> None:
    """Writing never implies reading: a flag that is taken away takes nothing of another."""
    names = [name for flag in LEGACY for name in LEGACY[flag]]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("together", list(ORDERS_TOGETHER), ids=", ".join)
def test_permissions_on_orders_that_go_together_exist(together: frozenset[str]) -> None:
    assert together <= EVENT


@pytest.mark.parametrize(
    ("caller", "seen"),
    [
        (Caller(1, 1, EVERYTHING), []),
        (Caller(1, 1, EVERYTHING, event_ids=frozenset({7})), [7]),
        (Caller(1, 1, EVERYTHING, all_events=True), [7, 8]),
    ],
    ids=["no event", "one event", "all events"],
)
def test_a_caller_sees_the_events_of_the_team(caller: Caller, seen: list[int]) -> None:
    assert [event for event in (7, 8) if caller.sees(event)] == seen


def test_a_caller_may_what_the_rights_say() -> None:
    caller = Caller(1, 1, limited_to({"event.orders:write"}))

    assert caller.may("event.orders:write")
    assert not caller.may("event.orders:read")
    assert not caller.may("organizer.teams:write")


def test_everybody_who_is_known_may_what_needs_no_permission() -> None:
    assert Caller(1, 1, Rights()).may(None)


def test_a_secret_is_long_plain_and_never_the_same() -> None:
    secrets = {fresh_secret() for _ in range(100)}

    assert len(secrets) == 100
    assert all(len(secret) == LENGTH and set(secret) <= set(ALPHABET) for secret in secrets)


def test_a_hash_tells_nothing_but_sameness() -> None:
    assert hash_of("a" * LENGTH) == hash_of("a" * LENGTH) != hash_of("b" * LENGTH)
    assert len(hash_of("a" * LENGTH)) == 32
