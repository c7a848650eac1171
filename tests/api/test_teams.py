"""Teams and their tokens: who may do what, given and taken over the wire."""

from __future__ import annotations

import re
import secrets
import time
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import EVE, NO_SUCH_ID, ROB, Caller
from tests.wire import at, denied, refused

if TYPE_CHECKING:
    import httpx

    from tests.cast import Desk, Fair, Wire

REVOKED_WITHIN_S: Final = 15  # a token may be remembered for some seconds; never for longer
NOTHING: Final[dict[str, Any]] = {"name": "Team", "all_events": True, "limit_events": []}


def token_of(desk: Desk, **team: Any) -> Wire:
    """A fresh token of a fresh team: the token's answer, and where it is."""
    made = desk.made("teams/", {**NOTHING, **team})
    path = f"teams/{made['id']}/tokens/"
    token = desk.made(path, {"name": "Program"})
    return {**token, "path": f"{path}{token['id']}/", "team": made["id"]}


def with_secret(caller: Caller, secret: str, path: str, method: str = "GET", body: object = None) -> httpx.Response:
    """A request with a token that has no name in the cast."""
    headers = {"Authorization": f"Token {secret}"}
    if body is None:
        return caller.send(method, path, headers=headers)
    return caller.send(method, path, body, headers=headers)


def test_team_has_defaults(desk: Desk) -> None:
    """No right unless it is given."""
    team = desk.made("teams/", {"name": "Crew", "limit_events": []})

    assert team["id"] > 0
    wanted = {
        "name": "Crew",
        "all_events": False,
        "limit_events": [],
        "all_event_permissions": False,
        "limit_event_permissions": [],
        "all_organizer_permissions": False,
        "limit_organizer_permissions": [],
        "require_2fa": False,
        "can_change_items": False,
        "can_view_orders": False,
        "can_change_orders": False,
        "can_view_vouchers": False,
        "can_change_vouchers": False,
        "can_change_event_settings": False,
        "can_create_events": False,
        "can_change_organizer_settings": False,
        "can_change_teams": False,
    }
    assert {key: team.get(key, "absent") for key in wanted} == wanted
    assert desk.seen(f"teams/{team['id']}/") == team


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ({"limit_events": []}, ["name"]),
        ({"name": "A"}, ["limit_events"]),
        ({}, ["name", "limit_events"]),
        ({**NOTHING, "name": None}, ["name"]),
        ({**NOTHING, "all_events": "perhaps"}, ["all_events"]),
        ({**NOTHING, "all_events": False, "limit_events": ["no-such-event"]}, ["limit_events"]),
        ({**NOTHING, "limit_events": None}, ["limit_events"]),
        ({**NOTHING, "limit_event_permissions": ["event.items:fly"]}, ["limit_event_permissions"]),
        ({**NOTHING, "limit_organizer_permissions": ["event.items:write"]}, ["limit_organizer_permissions"]),
    ],
)
def test_team_is_refused(body: Wire, keys: list[str], desk: Desk) -> None:
    """A right that does not exist would be missed silently."""
    at(*keys).check(desk.post("teams/", body))


@pytest.mark.parametrize(
    "rights",
    [
        {"can_change_items": True, "limit_event_permissions": ["event.items:write"]},
        {"can_change_items": True, "all_event_permissions": True},
        {"all_event_permissions": True, "limit_event_permissions": ["event.items:write"]},
        {"all_organizer_permissions": True, "limit_organizer_permissions": ["organizer.teams:write"]},
    ],
    ids=["both styles", "both styles, all", "all and some, event", "all and some, organizer"],
)
def test_rights_that_contradict_each_other_are_refused(rights: Wire, desk: Desk) -> None:
    """One way to say it at a time."""
    assert desk.post("teams/", {**NOTHING, **rights}).status_code == 400


@pytest.mark.parametrize(
    ("flag", "permission"),
    [
        ("can_change_items", "event.items:write"),
        ("can_view_orders", "event.orders:read"),
        ("can_change_orders", "event.orders:write"),
        ("can_view_vouchers", "event.vouchers:read"),
        ("can_change_vouchers", "event.vouchers:write"),
    ],
)
def test_old_flags_mean_new_rights(flag: str, permission: str, desk: Desk) -> None:
    """Accepted instead of the new ones, and always told."""
    team = desk.made("teams/", {**NOTHING, flag: True})

    assert permission in team["limit_event_permissions"]
    assert team[flag] is True


def test_all_rights_are_all_flags(desk: Desk) -> None:
    """A program that knows only the flags sees that it may."""
    team = desk.made("teams/", {**NOTHING, "all_event_permissions": True, "all_organizer_permissions": True})

    assert team["can_change_items"] is True
    assert team["can_change_teams"] is True


def test_secret_is_told_once(desk: Desk) -> None:
    """In the answer that made it, and never again."""
    token = token_of(desk)
    public = {"id": token["id"], "name": "Program", "active": True}

    assert re.fullmatch(r"[a-z0-9]{64}", token["token"])
    assert desk.seen(token["path"]) == public
    assert desk.rows(f"teams/{token['team']}/tokens/") == [public]


def test_token_may_what_its_team_may(desk: Desk, fair: Fair) -> None:
    """The catalogue, but not what is held."""
    secret = token_of(desk, limit_event_permissions=["event.items:write"])["token"]

    assert with_secret(fair, secret, "categories/", "POST", {"name": "A"}).status_code == 201
    denied(with_secret(fair, secret, "cartpositions/"), 403)
    denied(with_secret(desk, secret, "teams/"), 403)


def test_token_sees_its_teams_events_alone(desk: Desk, fair: Fair, other_fair: Fair) -> None:
    """Fay lets somebody into one fair."""
    rights = {"all_event_permissions": True, "all_events": False, "limit_events": [fair.slug]}
    secret = token_of(desk, **rights)["token"]

    assert with_secret(fair, secret, "categories/").status_code == 200
    denied(with_secret(other_fair, secret, "categories/"), 403)
    listed = with_secret(desk, secret, "events/").json()
    assert [event["slug"] for event in listed["results"]] == [fair.slug]


def test_token_sees_the_event_that_it_made(desk: Desk, fair: Fair) -> None:
    """Its team reaches that one from then on; others of the organizer as before: not, or all."""
    rights = {"all_event_permissions": True, "all_organizer_permissions": True}
    limited = {**rights, "all_events": False}
    maker, other = token_of(desk, **limited, limit_events=[fair.slug]), token_of(desk, **limited)
    body = {"name": "Own", "slug": "own-" + secrets.token_hex(4), "date_from": "2040-01-01T00:00:00Z"}
    copy = {**body, "slug": "copy-" + secrets.token_hex(4)}

    assert with_secret(desk, maker["token"], "events/", "POST", body).status_code == 201
    assert with_secret(desk, maker["token"], f"events/{body['slug']}/clone/", "POST", copy).status_code == 201

    slugs = sorted((fair.slug, body["slug"], copy["slug"]))
    assert desk.seen(f"teams/{maker['team']}/")["limit_events"] == slugs
    for slug in (body["slug"], copy["slug"]):
        assert with_secret(desk, maker["token"], f"events/{slug}/").status_code == 200
        denied(with_secret(desk, other["token"], f"events/{slug}/"), 403)
    made = with_secret(desk, maker["token"], f"events/{body['slug']}/items/", "POST", {"name": "T", "default_price": 1})
    assert made.status_code == 201, made.text


def test_revoked_token_is_kept_and_does_not_work(desk: Desk, fair: Fair) -> None:
    """DELETE answers 200 with the token switched off."""
    token = token_of(desk, all_event_permissions=True)

    answer = desk.delete(token["path"])

    off = {"id": token["id"], "name": "Program", "active": False}
    assert (answer.status_code, answer.json()) == (200, off)
    assert desk.seen(token["path"]) == off
    denied(with_secret(fair, token["token"], "categories/"), 401)


def test_revoked_token_that_was_in_use_stops_soon(desk: Desk, fair: Fair) -> None:
    """Within the seconds that a look-up is remembered."""
    token = token_of(desk, all_event_permissions=True)
    assert with_secret(fair, token["token"], "categories/").status_code == 200

    desk.delete(token["path"])

    deadline = time.monotonic() + REVOKED_WITHIN_S
    while (status := with_secret(fair, token["token"], "categories/").status_code) == 200:
        assert time.monotonic() < deadline, "the revoked token still works"
        time.sleep(0.2)
    assert status == 401


@pytest.mark.parametrize("token", [ROB, "orderswrite", "noperm", EVE])
@pytest.mark.parametrize(("method", "path"), [("GET", "teams/"), ("POST", "teams/"), ("GET", "teams/1/tokens/")])
def test_rights_are_given_by_those_who_may(method: str, path: str, token: str, desk: Desk) -> None:
    """Reading them needs the same right as writing them."""
    denied(desk.send(method, path, token=token), 403)


def test_token_needs_a_name(desk: Desk) -> None:
    """The only thing it is known by."""
    team = desk.made("teams/", NOTHING)

    refused(desk.post(f"teams/{team['id']}/tokens/", {}), "name")
    refused(desk.post(f"teams/{team['id']}/tokens/", {"name": ""}), "name")


def test_token_is_found_below_its_team(desk: Desk) -> None:
    """Neither below another one, nor below none."""
    token, other = token_of(desk), desk.made("teams/", NOTHING)

    denied(desk.get(f"teams/{other['id']}/tokens/{token['id']}/"), 404)
    denied(desk.delete(f"teams/{other['id']}/tokens/{token['id']}/"), 404)
    denied(desk.get(f"teams/{NO_SUCH_ID}/tokens/"), 404)
    denied(desk.get(f"teams/{NO_SUCH_ID}/"), 404)
    assert desk.seen(token["path"])["active"] is True


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_token_is_never_changed(method: str, desk: Desk) -> None:
    """It is made, and it is switched off."""
    denied(desk.send(method, token_of(desk)["path"], {"name": "B"}), 405)


def test_team_is_changed(desk: Desk, fair: Fair) -> None:
    """PATCH names what changes; its tokens follow within seconds."""
    token = token_of(desk)

    answer = desk.patch(f"teams/{token['team']}/", {"name": "B", "limit_event_permissions": ["event.items:write"]})

    assert answer.status_code == 200, answer.text
    assert (answer.json()["name"], answer.json()["all_events"]) == ("B", True)
    assert with_secret(fair, token["token"], "categories/", "POST", {"name": "A"}).status_code == 201
