"""What is particular to the rights of teams and to the secrets of tokens, beside `tests/api/test_teams.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.unit.databases import within
from tests.wire import refused
from willcall.access.permissions import EVENT, LEGACY
from willcall.db import tables

if TYPE_CHECKING:
    from tests.cast import Desk, Wire
    from willcall.db.tx import Tx

NOBODY: Final[dict[str, Any]] = {"name": "Team", "all_events": False, "limit_events": []}
ORDERS: Final = "event.orders:"


def changed(desk: Desk, team: Wire, method: str = "PATCH", **fields: Any) -> Wire:
    answer = desk.send(method, f"teams/{team['id']}/", fields)
    assert answer.status_code == 200, answer.text
    after: Wire = answer.json()
    assert desk.seen(f"teams/{team['id']}/") == after
    return after


def flags(team: Wire) -> set[str]:
    return {flag for flag in LEGACY if team[flag]}


def test_a_flag_that_is_changed_leaves_the_others(desk: Desk) -> None:
    team = desk.made("teams/", {**NOBODY, "can_view_orders": True, "can_create_events": True})

    after = changed(desk, team, can_view_orders=False, can_change_items=True)

    assert flags(after) == {"can_create_events", "can_change_items"}
    assert after["limit_event_permissions"] == ["event.items:write"]
    assert after["limit_organizer_permissions"] == ["organizer.events:create"]


def test_a_flag_taken_from_all_leaves_the_rest_by_name(desk: Desk) -> None:
    team = desk.made("teams/", {**NOBODY, "all_event_permissions": True, "all_organizer_permissions": True})

    after = changed(desk, team, can_view_orders=False)

    assert after["all_event_permissions"] is False
    assert after["limit_event_permissions"] == sorted(EVENT - {"event.orders:read"})
    assert after["all_organizer_permissions"] is True


def test_put_takes_away_the_flags_that_are_left_out(desk: Desk) -> None:
    team = desk.made("teams/", {**NOBODY, "can_view_orders": True, "can_change_items": True, "require_2fa": True})

    after = changed(desk, team, "PUT", **NOBODY, can_view_orders=True)

    assert flags(after) == {"can_view_orders"}
    assert after["require_2fa"] is False


@pytest.mark.parametrize("value", [None, "perhaps", [], {}])
def test_a_flag_is_true_or_false(value: object, desk: Desk) -> None:
    refused(desk.post("teams/", {**NOBODY, "can_view_orders": value}), "can_view_orders")


@pytest.mark.parametrize(
    ("actions", "allowed"),
    [
        ([], True),
        (["checkin"], True),
        (["read"], True),
        (["read", "checkin"], True),
        (["read", "write"], True),
        (["write"], False),
        (["checkin", "write"], False),
        (["read", "checkin", "write"], False),
    ],
)
def test_some_rights_on_orders_go_together(actions: list[str], allowed: bool, desk: Desk) -> None:
    """Checked when a team is changed, not when it is made (spec 05 §15)."""
    names = [ORDERS + action for action in actions]
    team = desk.made("teams/", {**NOBODY, "limit_event_permissions": names})

    answer = desk.patch(f"teams/{team['id']}/", {"limit_event_permissions": names})

    assert answer.status_code == (200 if allowed else 400)
    if not allowed:
        refused(answer, "non_field_errors")


def test_a_team_names_events_or_has_all(desk: Desk) -> None:
    slug = desk.fair().slug
    team = desk.made("teams/", {**NOBODY, "limit_events": [slug]})

    refused(desk.patch(f"teams/{team['id']}/", {"all_events": True}), "non_field_errors")
    assert changed(desk, team, all_events=True, limit_events=[])["limit_events"] == []


def test_an_event_that_goes_leaves_the_team(desk: Desk) -> None:
    fair, other = desk.fair(), desk.fair()
    team = desk.made("teams/", {**NOBODY, "limit_events": [fair.slug, other.slug]})

    assert fair.delete("").status_code == 204

    assert desk.seen(f"teams/{team['id']}/")["limit_events"] == [other.slug]


def test_a_team_that_goes_takes_its_tokens(desk: Desk) -> None:
    team = desk.made("teams/", {**NOBODY, "all_events": True})
    secret = desk.made(f"teams/{team['id']}/tokens/", {"name": "Program"})["token"]
    headers = {"Authorization": f"Token {secret}"}
    assert desk.get("events/", headers=headers).status_code == 200

    assert desk.delete(f"teams/{team['id']}/").status_code == 204

    assert desk.get("events/", headers=headers).status_code == 401
    assert desk.get(f"teams/{team['id']}/").status_code == 404
    assert desk.delete(f"teams/{team['id']}/").status_code == 404


def test_a_secret_is_never_kept_for_a_repeated_request(desk: Desk, database: str) -> None:
    """An answer kept under an idempotency key would be the secret in plain text: each request makes a token."""
    team = desk.made("teams/", NOBODY)
    path = f"teams/{team['id']}/tokens/"
    headers = {"X-Idempotency-Key": f"team {team['id']}"}

    first, second = (desk.post(path, {"name": "Program"}, headers=headers).json() for _ in range(2))

    assert first["token"] != second["token"]

    async def bodies(tx: Tx) -> list[bytes]:
        return [bytes(row["body"]) for row in await tx.find(tables.directory_answer, {})]

    kept = within(database, lambda opened: opened.read(bodies))
    assert not [body for body in kept if first["token"].encode() in body or second["token"].encode() in body]


def test_a_team_may_remove_itself(desk: Desk) -> None:
    """Also when the answer would be kept: there is no token any more that it could be kept for."""
    team = desk.made("teams/", {**NOBODY, "all_organizer_permissions": True})
    secret = desk.made(f"teams/{team['id']}/tokens/", {"name": "Program"})["token"]
    headers = {"Authorization": f"Token {secret}", "X-Idempotency-Key": f"leave {team['id']}"}

    assert desk.delete(f"teams/{team['id']}/", headers=headers).status_code == 204
    assert desk.delete(f"teams/{team['id']}/", headers=headers).status_code == 401
