"""What programs that were written for the reference API really send: none of it may break (spec 04 §13)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from tests.api.hall import seated
from tests.cast import ANSWER_TIMEOUT_S, BEN, EVE
from tests.server import Server, started, willcall
from tests.wire import denied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cast import Desk, Fair, Wire

OF_EVENT: Final = (
    "categories",
    "changelog",
    "cartpositions",
    "discounts",
    "item_meta_properties",
    "items",
    "questions",
    "quotas",
    "seats",
    "settings",
    "taxrules",
    "vouchers",
    "waitinglistentries",
)
OF_ORGANIZER: Final = ("events", "saleschannels", "seatingplans", "teams", "subevents")
ODD: Final = "page_size=100&limit=100&offset=0&lang=de&_=1718&include=everything"


# --- addresses and parameters ---


def test_lists_are_found_without_their_slash(desk: Desk, fair: Fair) -> None:
    """Half of the clients leave it out and follow the redirect, query and token included."""
    headers = {"Authorization": f"Token {desk.tokens['main']}"}
    for path in [fair.path + name for name in OF_EVENT] + [desk.path + name for name in OF_ORGANIZER]:
        answer = desk.client.get(f"{path}?page_size=1", headers=headers, follow_redirects=True)
        assert (answer.status_code, len(answer.history)) == (200, 1), path
        assert str(answer.url).endswith("/?page_size=1")


@pytest.mark.parametrize("path", OF_EVENT)
def test_unknown_parameters_are_ignored(path: str, fair: Fair) -> None:
    """Those of other versions, of plugins, of habit."""
    assert fair.seen(f"{path}/?{ODD}") == fair.seen(f"{path}/")


def test_page_of_a_hundred_has_fifty(fair: Fair) -> None:
    """And leads on to the rest."""
    for _ in range(51):
        fair.category()

    first = fair.seen(f"categories/?{ODD}")
    second = fair.client.get(first["next"], headers={"Authorization": f"Token {fair.tokens['main']}"}).json()

    assert (first["count"], len(first["results"]), len(second["results"])) == (51, 50, 1)


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/javascript", None])
@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=utf-8"])
def test_requests_without_body_may_say_what_they_do_not_have(content_type: str, accept: str | None, fair: Fair) -> None:
    """A type of content with GET and DELETE; and nothing about what is accepted."""
    category = fair.category()
    headers = {"Content-Type": content_type, "Accept": accept or ""}

    for path in (*(f"{name}/" for name in OF_EVENT), f"categories/{category['id']}/"):
        assert fair.get(path, headers=headers).status_code == 200, path
    assert fair.delete(f"categories/{category['id']}/", headers=headers).status_code == 204


# --- whole objects sent back ---


def item_with_parts(fair: Fair) -> Wire:
    """An item with variations, add-ons and bundles, which came with it in one body."""
    category, shirt = fair.category(is_addon=True), fair.item("Shirt", variations=["S", "L"])
    return fair.item(
        "Jacket",
        variations=["S", {"value": "L", "default_price": 30, "position": 1}],
        addons=[{"addon_category": category["id"], "min_count": 0, "max_count": 2, "price_included": True}],
        bundles=[{"bundled_item": shirt["id"], "bundled_variation": shirt["variations"][0]["id"], "count": 1}],
        meta_data={"colour": "red"},
    )


def below(fair: Fair, name: str) -> tuple[str, Wire]:
    """The path and the object of the first part of an item."""
    path = f"items/{item_with_parts(fair)['id']}/{name}/"
    row = fair.rows(path)[0]
    return f"{path}{row['id']}/", row


def made(fair: Fair, name: str, body: Wire) -> tuple[str, Wire]:
    """The path and the object of something new."""
    thing = fair.made(f"{name}/", body)
    return f"{name}/{thing['id']}/", thing


def of_item(fair: Fair) -> tuple[str, Wire]:
    """An item, without what is refused in PATCH because it has endpoints of its own (spec 04 §9)."""
    thing = item_with_parts(fair)
    nested = {"variations", "addons", "bundles", "program_times"}
    return f"items/{thing['id']}/", {key: value for key, value in thing.items() if key not in nested}


def of_question(fair: Fair) -> tuple[str, Wire]:
    """A question, without its options."""
    options = [{"answer": {"en": "Yes"}}, {"answer": {"en": "No"}}]
    body = {"question": {"en": "Well?"}, "type": "C", "items": [fair.item()["id"]], "options": options}
    path, thing = made(fair, "questions", body)
    return path, {key: value for key, value in thing.items() if key != "options"}


def of_option(fair: Fair) -> tuple[str, Wire]:
    """An option of a question."""
    path, _ = of_question(fair)
    return made(fair, f"{path}options", {"answer": {"en": "Perhaps"}})


def of_voucher(fair: Fair) -> tuple[str, Wire]:
    """A voucher that does a little of everything."""
    item, _ = fair.ticket()
    body = {"code": "AAAAA", "item": item["id"], "max_usages": 3, "block_quota": True, "value": "5.00"}
    return made(fair, "vouchers", {**body, "price_mode": "set", "tag": "vip"})


def of_waiting(fair: Fair) -> tuple[str, Wire]:
    """Somebody who waits."""
    item, _ = fair.ticket(size=0)
    return made(fair, "waitinglistentries", {"item": item["id"], "email": "ada@example.org"})


WHOLE: Final[dict[str, Callable[[Fair], tuple[str, Wire]]]] = {
    "event": lambda fair: ("", fair.seen("")),
    "settings": lambda fair: ("settings/", fair.seen("settings/")),
    "category": lambda fair: made(fair, "categories", {"name": "A", "cross_selling_mode": "both"}),
    "item": of_item,
    "variation": lambda fair: below(fair, "variations"),
    "add-on": lambda fair: below(fair, "addons"),
    "bundle": lambda fair: below(fair, "bundles"),
    "quota": lambda fair: made(fair, "quotas", {"name": "A", "size": 5, "items": [fair.item()["id"]]}),
    "question": of_question,
    "option": of_option,
    "voucher": of_voucher,
    "tax rule": lambda fair: made(fair, "taxrules", {"name": {"en": "VAT"}, "rate": "19.00"}),
    "discount": lambda fair: made(fair, "discounts", {"internal_name": "Two", "condition_min_count": 2}),
    "meta property": lambda fair: made(fair, "item_meta_properties", {"name": "colour", "default": "red"}),
    "waiting-list entry": of_waiting,
}


@pytest.mark.parametrize("name", WHOLE)
def test_whole_object_is_sent_back(name: str, fair: Fair) -> None:
    """Read-only keys and those of another version included: nothing is refused, and nothing changes."""
    path, thing = WHOLE[name](fair)

    answer = fair.patch(path, {**thing, "last_modified": "2020-01-01T00:00:00Z", "no_such_key": [1]})

    assert answer.status_code == 200, answer.text
    got = answer.json()
    assert {key: got[key] for key in thing} == thing


def test_date_is_sent_back(series: Fair) -> None:
    """With its overrides; only when it was changed last is newer."""
    item = series.item()
    overrides = [{"item": item["id"], "price": "7.00"}]
    body = {"name": {"en": "Monday"}, "date_from": "2040-06-01T10:00:00Z", "item_price_overrides": overrides}
    path, thing = made(series, "subevents", body)

    answer = series.patch(path, thing)

    assert answer.status_code == 200, answer.text
    assert answer.json() | {"last_modified": ""} == thing | {"last_modified": ""}


def test_seat_and_plan_are_sent_back(desk: Desk, fair: Fair) -> None:
    """And the event with its plan; a plan in use is not changed, so it is sent back before."""
    hall = seated(desk, fair)
    seat = fair.rows("seats/")[0]

    for path, thing in ((f"seats/{seat['id']}/", {**seat, "blocked": True}), ("", fair.seen(""))):
        answer = fair.patch(path, thing)
        assert (answer.status_code, answer.json()) == (200, thing), answer.text
    copy = desk.made("seatingplans/", hall.plan)
    assert desk.patch(f"seatingplans/{copy['id']}/", copy).json() == copy


def test_sales_channel_is_sent_back(desk: Desk) -> None:
    """By its identifier."""
    channel = desk.seen("saleschannels/web/")

    answer = desk.patch("saleschannels/web/", channel)

    assert (answer.status_code, answer.json()) == (200, channel)


# --- what is made in one body, and what is left out ---


def test_item_comes_with_all_its_parts(fair: Fair) -> None:
    """Variations, add-on rules and bundles in one POST; the endpoints below it show the same."""
    item = item_with_parts(fair)

    for name in ("variations", "addons", "bundles"):
        rows = fair.rows(f"items/{item['id']}/{name}/")
        assert [row | {"id": 0} for row in rows] == [row | {"id": 0} for row in item[name]]
        assert len(rows) == (2 if name == "variations" else 1)
    assert item["has_variations"] is True


@pytest.mark.parametrize("given", [{}, {"identifier": None}])
def test_question_without_identifier_gets_one(given: Wire, fair: Fair) -> None:
    """Left out or null, of the question and of its options."""
    body = {"question": {"en": "Well?"}, "type": "C", "items": [], "options": [{"answer": {"en": "Yes"}, **given}]}

    question = fair.made("questions/", {**body, **given})
    option = fair.made(f"questions/{question['id']}/options/", {"answer": {"en": "No"}, **given})

    identifiers = [question["identifier"], question["options"][0]["identifier"], option["identifier"]]
    assert all(isinstance(one, str) and one for one in identifiers)
    assert len(set(identifiers)) == 3


# --- carts ---


def test_cart_is_rolled_back_by_deleting_each_position(fair: Fair) -> None:
    """Parents, children and the rest in the order in which they were made; what is gone already is simply 404."""
    category = fair.category(is_addon=True)
    ticket, quota = fair.ticket(size=2)
    workshop, places = fair.ticket(size=2, name="Workshop", category=category["id"])
    fair.addon_rule(ticket, category)
    first = fair.hold(ticket, cart_id=BEN, addons=[{"item": workshop["id"], "price": "9.00"}])
    second = fair.hold(ticket, cart_id=BEN)
    assert fair.ask(ticket, cart_id=BEN).status_code == 400

    ids = [first["id"], first["addons"][0]["id"], second["id"]]
    assert [fair.delete(f"cartpositions/{one}/").status_code for one in ids] == [204, 404, 204]
    assert [fair.delete(f"cartpositions/{one}/").status_code for one in ids] == [404, 404, 404]
    assert (fair.left(quota), fair.left(places), fair.seen("cartpositions/")["count"]) == (2, 2, 0)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("2040-01-02T03:04:05Z", "2040-01-02T03:04:05Z"),
        ("2040-01-02T03:04:05.678901Z", "2040-01-02T03:04:05.678901Z"),
        ("2040-01-02T05:04:05+02:00", "2040-01-02T03:04:05Z"),
        ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
    ],
)
def test_expires_comes_back_as_sent(sent: str, shown: str, fair: Fair) -> None:
    """To the microsecond, also when it is over already; in UTC."""
    item, _ = fair.ticket()

    position = fair.hold(item, expires=sent)

    assert position["expires"] == shown
    assert fair.seen(f"cartpositions/{position['id']}/")["expires"] == shown
    assert dt.datetime.fromisoformat(sent) == dt.datetime.fromisoformat(shown)


# --- events that are gone ---


def test_deleted_event_is_denied_everywhere(desk: Desk, fair: Fair) -> None:
    """403 with every method: clients test for exactly that, and for the same with a foreign one."""
    gone = desk.fair()
    assert gone.delete("").status_code == 204

    for name in ("", *(f"{name}/" for name in OF_EVENT), "items/1/"):
        denied(gone.get(name), 403)
        denied(fair.get(name, token=EVE), 403)
    denied(gone.patch("", {"name": {"en": "B"}}), 403)
    denied(gone.patch("settings/", {"locale": "en"}), 403)
    denied(gone.post("items/", {}), 403)
    denied(gone.post("cartpositions/", {}), 403)
    denied(gone.delete(""), 403)


# --- behind a proxy ---

FORWARDED: Final = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "tickets.example.org"}


@pytest.fixture(scope="module", params=["true", "false"])
def behind_proxy(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, bool]]:
    """A server of its own, told to trust its proxy or not."""
    folder: Path = tmp_path_factory.mktemp(f"proxy-{request.param}")
    database = f"sqlite:///{folder}/willcall.db"
    willcall("migrate", database=database)
    willcall("organizer", "create", "bigevents", database=database)
    with started(database, folder / "log", environment={"WILLCALL_TRUST_PROXY": request.param}) as server:
        yield server, request.param == "true"


def test_links_are_absolute_behind_a_proxy(behind_proxy: tuple[Server, bool]) -> None:
    """`next`, `previous` and the way in name the address of the proxy, but only where it is trusted."""
    server, trusted = behind_proxy
    token = willcall("token", "create", "--organizer", "bigevents", "--all-events", database=server.database)
    path, wanted = "/api/v1/organizers/bigevents/events/", "https://tickets.example.org" if trusted else server.base
    headers: dict[str, Any] = {"Authorization": f"Token {token}", **FORWARDED}
    with httpx.Client(base_url=server.base, headers=headers, timeout=ANSWER_TIMEOUT_S) as client:
        for slug in ("a", "b"):
            body = {"name": {"en": slug}, "slug": slug, "date_from": "2040-06-01T10:00:00Z"}
            assert client.post(path, json=body).status_code == 201
        first = client.get(f"{path}?page_size=1").json()
        second = client.get(f"{path}?page_size=1&page=2").json()
        root = client.get("/api/v1/").json()

    assert first["next"] == f"{wanted}{path}?page=2&page_size=1"
    assert second["previous"] == f"{wanted}{path}?page_size=1"
    assert root["organizers"] == f"{wanted}/api/v1/organizers/"
    assert first["results"][0]["public_url"].startswith(wanted)
