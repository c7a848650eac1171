"""Events: made, found, changed and deleted by their slugs."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import EVE, NOBODY, ROB, Desk
from tests.server import willcall
from tests.wire import at, denied, refused

if TYPE_CHECKING:
    from tests.cast import Fair, Wire
    from tests.server import Server

DATE: Final = "2040-06-01T10:00:00Z"
EARLIER: Final = "2040-05-01T10:00:00Z"
DEFAULTS: Final[dict[str, Any]] = {
    "date_to": None,
    "date_admission": None,
    "presale_start": None,
    "presale_end": None,
    "live": False,
    "testmode": False,
    "currency": "EUR",
    "is_public": True,
    "location": None,
    "geo_lat": None,
    "geo_lon": None,
    "has_subevents": False,
    "timezone": "UTC",
    "seating_plan": None,
    "seat_category_mapping": {},
    "all_sales_channels": True,
    "limit_sales_channels": [],
    "meta_data": {},
    "item_meta_properties": {},
    "plugins": [],
}


def event(**fields: Any) -> Wire:
    """The body of an event that can be made."""
    return {"name": {"en": "Fair"}, "slug": "e" + secrets.token_hex(6), "date_from": DATE, **fields}


@pytest.fixture(scope="module")
def empty_desk(desk: Desk, server: Server) -> Desk:
    """An organizer that has no event."""
    return new_organizer(desk, server)


@pytest.fixture(scope="module")
def four_events(desk: Desk, server: Server) -> Desk:
    """An organizer of four events, which differ in everything that can be filtered by."""
    organizer = new_organizer(desk, server)
    for body in (
        event(slug="b", date_from="2020-06-01T10:00:00Z", is_public=False),
        event(slug="a", name={"en": "Uniquely named"}, testmode=True),
        event(slug="c", date_from="2040-07-01T10:00:00Z"),
        event(slug="d", date_from="2050-01-01T10:00:00Z", has_subevents=True),
    ):
        organizer.made("events/", body)
    return organizer


def new_organizer(desk: Desk, server: Server) -> Desk:
    """One that nobody has used before, and a token that may do everything there."""
    slug = "new-" + secrets.token_hex(4)
    willcall("organizer", "create", slug, database=server.database)
    token = willcall("token", "create", "--organizer", slug, "--all-events", database=server.database)
    return Desk(desk.client, {**desk.tokens, "main": token}, f"/api/v1/organizers/{slug}/", slug)


def test_event_needs_a_name_a_slug_and_a_date(desk: Desk) -> None:
    """Everything else has a default."""
    body = event()

    made = desk.made("events/", body)

    assert {key: made.get(key, "absent") for key in {**DEFAULTS, **body}} == {**DEFAULTS, **body}
    assert made["public_url"].startswith("http")
    assert desk.seen(f"events/{body['slug']}/") == made
    for key in ("name", "slug", "date_from"):
        refused(desk.post("events/", {inner: value for inner, value in event().items() if inner != key}), key)


@pytest.mark.parametrize("slug", ["a", "A1", "a.b-c", "2040", "s" * 50])
def test_slug_that_is_fine(slug: str, empty_desk: Desk) -> None:
    """Letters, digits, and dots and hyphens inside."""
    assert empty_desk.post("events/", event(slug=slug)).status_code == 201
    assert empty_desk.delete(f"events/{slug}/").status_code == 204


@pytest.mark.parametrize("slug", ["two words", "", None, "-a", "a-", ".a", "a.", "a/b", "a_b", "ä", "s" * 51, True])
def test_slug_that_is_none(slug: object, desk: Desk) -> None:
    """It has to go into a URL as it is."""
    refused(desk.post("events/", event(slug=slug)), "slug")


def test_slug_is_the_organizers_own(desk: Desk, empty_desk: Desk, fair: Fair) -> None:
    """Taken with Fay, free elsewhere."""
    refused(desk.post("events/", event(slug=fair.slug)), "slug")
    assert empty_desk.post("events/", event(slug=fair.slug)).status_code == 201
    empty_desk.delete(f"events/{fair.slug}/")


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"name": None}, "name"),
        ({"name": 5}, "name"),
        ({"date_from": None}, "date_from"),
        ({"date_from": "soon"}, "date_from"),
        ({"date_to": EARLIER}, "non_field_errors"),
        ({"presale_start": DATE, "presale_end": EARLIER}, "non_field_errors"),
        ({"live": True}, "live"),
        ({"currency": "EURO"}, "currency"),
        ({"currency": "QQQ"}, "currency"),
        ({"timezone": "Europe/Atlantis"}, "timezone"),
        ({"geo_lat": 90.5}, "geo_lat"),
        ({"geo_lon": -180.5}, "geo_lon"),
        ({"testmode": "perhaps"}, "testmode"),
        ({"has_subevents": None}, "has_subevents"),
    ],
)
def test_event_that_cannot_be(fields: Wire, key: str, desk: Desk) -> None:
    """Refused under the key of the problem, and not made."""
    body = event(**fields)

    at(key).check(desk.post("events/", body))
    denied(desk.get(f"events/{body['slug']}/"), 403)


@pytest.mark.parametrize(
    ("changes", "after"),
    [
        ({"name": {"de": "Messe"}}, {"name": {"de": "Messe"}}),
        ({"date_to": "2040-06-02T12:00:00+02:00"}, {"date_to": "2040-06-02T10:00:00Z"}),
        ({"testmode": True, "is_public": False}, {"testmode": True, "is_public": False}),
        ({"currency": "USD"}, {"currency": "USD"}),
        ({"location": {"en": "Here"}}, {"location": {"en": "Here"}}),
        ({"timezone": "Asia/Tokyo"}, {"timezone": "Asia/Tokyo"}),
        ({"meta_data": {}, "plugins": ["x"], "public_url": "http://x/", "colour": "red"}, {}),
        ({}, {}),
    ],
)
def test_patch_changes_what_it_names(changes: Wire, after: Wire, fair: Fair) -> None:
    """And the rest stays."""
    before = fair.seen("")

    answer = fair.patch("", changes)

    assert answer.status_code == 200, answer.text
    assert answer.json() == {**before, **after}
    assert fair.seen("") == answer.json()


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"slug": "another"}, "slug"),
        ({"has_subevents": True}, "has_subevents"),
        ({"date_to": EARLIER}, "non_field_errors"),
        ({"name": None}, "name"),
        ({"currency": None}, "currency"),
    ],
)
def test_patch_that_cannot_be(changes: Wire, key: str, fair: Fair) -> None:
    """A slug and being a series are for life."""
    before = fair.seen("")

    at(key).check(fair.patch("", changes))
    assert fair.seen("") == before


def test_put_resets_what_it_does_not_name(fair: Fair) -> None:
    """The required fields are given, the others are as on the first day."""
    fair.patch("", {"location": {"en": "Here"}, "testmode": True, "date_to": "2040-06-02T10:00:00Z"})
    body = {"name": {"en": "B"}, "slug": fair.slug, "date_from": DATE}

    answer = fair.put("", body)

    assert answer.status_code == 200, answer.text
    assert {key: answer.json().get(key, "absent") for key in {**DEFAULTS, **body}} == {**DEFAULTS, **body}
    refused(fair.put("", {"slug": fair.slug, "date_from": DATE}), "name")


def test_event_goes_live_when_there_is_something_to_sell(fair: Fair) -> None:
    """One quota at least."""
    assert fair.patch("", {"live": True}).status_code == 400

    fair.ticket()

    assert fair.patch("", {"live": True}).json()["live"] is True
    assert fair.patch("", {"live": False}).json()["live"] is False


def test_deleted_event_takes_everything_along(desk: Desk, fair: Fair) -> None:
    """It looks like one that never was, and its slug is free."""
    item, _ = fair.ticket()
    shirt = fair.item("Shirt", variations=["S"])
    fair.addon_rule(item, fair.category())
    fair.bundle(item, shirt, shirt["variations"][0])
    fair.hold(item)

    answer = fair.delete("")

    assert (answer.status_code, answer.content) == (204, b"")
    for path in ("", "categories/", "cartpositions/", f"items/{item['id']}/"):
        denied(fair.get(path), 403)
    desk.made("events/", event(slug=fair.slug))
    assert fair.seen("items/")["count"] == 0


@pytest.mark.parametrize("token", [ROB, "orderswrite", "itemswrite", "noperm", "noevents", EVE])
@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE"])
def test_event_is_changed_by_those_who_may(method: str, token: str, fair: Fair) -> None:
    """Seeing it is not enough."""
    denied(fair.send(method, "", event(slug=fair.slug), token=token), 403)
    assert fair.seen("")["slug"] == fair.slug


@pytest.mark.parametrize(("token", "status"), [(ROB, 403), ("itemswrite", 403), (EVE, 403), (NOBODY, 401)])
def test_event_is_made_by_those_who_may(token: str, status: int, desk: Desk) -> None:
    """A right of the organizer, not of an event."""
    denied(desk.post("events/", event(), token=token), status)


def test_list_shows_what_one_may_enter(desk: Desk) -> None:
    """Nothing for who has no event: an empty list, not a refusal."""
    name = "n" + secrets.token_hex(6)
    desk.fair(name={"en": name})
    assert desk.seen(f"events/?search={name}", token=ROB)["count"] == 1
    assert desk.seen("events/", token="noevents")["results"] == []
    denied(desk.get("events/", token=EVE), 403)
    assert desk.seen("/api/v1/organizers/dummy/events/", token=EVE)["results"] == []


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["a", "b", "c", "d"]),
        ("ordering=slug", ["a", "b", "c", "d"]),
        ("ordering=-slug", ["d", "c", "b", "a"]),
        ("ordering=date_from", ["b", "a", "c", "d"]),
        ("ordering=-date_from", ["d", "c", "a", "b"]),
        ("ordering=name", ["a", "b", "c", "d"]),
        ("has_subevents=true", ["d"]),
        ("is_public=false", ["b"]),
        ("testmode=true", ["a"]),
        ("testmode=", ["a", "b", "c", "d"]),
        ("live=true", []),
        ("is_past=true&has_subevents=false", ["b"]),
        ("is_future=true&has_subevents=false", ["a", "c"]),
        ("search=uniquely", ["a"]),
        ("date_from_after=2040-06-15T00:00:00Z", ["c", "d"]),
        ("date_from_before=2040-06-15T00:00:00Z", ["a", "b"]),
    ],
)
def test_list_is_filtered_and_ordered(query: str, wanted: list[str], four_events: Desk) -> None:
    """By slug, unless the query says otherwise."""
    assert [one["slug"] for one in four_events.rows(f"events/?{query}")] == wanted
