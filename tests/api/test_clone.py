"""Clones of an event: what it offers is copied, what was sold is not, and nothing refers back."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.api.hall import SEATS, seated
from tests.cast import EVE, ROB, Fair
from tests.conftest import team_token
from tests.wire import denied, refused

if TYPE_CHECKING:
    from tests.cast import Desk, Wire

DATE: Final = "2041-06-01T10:00:00Z"
LISTS: Final = (
    "taxrules/",
    "item_meta_properties/",
    "categories/",
    "items/",
    "quotas/",
    "questions/",
    "discounts/",
)


def body(**fields: Any) -> Wire:
    """What a clone needs to be told."""
    return {"name": {"en": "Again"}, "slug": "again-" + secrets.token_hex(6), "date_from": DATE, **fields}


def cloned(desk: Desk, source: Fair, **fields: Any) -> Fair:
    """A clone of an event."""
    made = source.made("clone/", body(**fields))
    return Fair(desk.client, desk.tokens, f"{desk.path}events/{made['slug']}/", made["slug"])


@pytest.fixture
def full(fair: Fair) -> Fair:
    """A fair with something of every sort that is copied."""
    rule = fair.made("taxrules/", {"name": {"en": "VAT"}, "rate": "19.00"})
    fair.made("item_meta_properties/", {"name": "colour", "default": "red"})
    tickets, workshops = fair.category("Tickets"), fair.category(is_addon=True)
    ticket = fair.item("Ticket", category=tickets["id"], tax_rule=rule["id"], meta_data={"colour": "blue"})
    workshop = fair.item("Workshop", category=workshops["id"])
    shirt = fair.item("Shirt", variations=["S", "L"])
    fair.category("Match", cross_selling_mode="both", cross_selling_condition="products",
                  cross_selling_match_products=[ticket["id"]])  # fmt: skip
    fair.addon_rule(ticket, workshops, max_count=3)
    fair.bundle(ticket, shirt, shirt["variations"][1])
    quota = fair.quota(ticket, workshop, size=7)
    fair.quota(shirt, size=None, name="Shirts", variations=[shirt["variations"][1]["id"], shirt["variations"][0]["id"]])
    fair.patch(
        f"items/{workshop['id']}/", {"hidden_if_available": quota["id"], "hidden_if_item_available": ticket["id"]}
    )
    question = {"question": {"en": "Size?"}, "type": "C", "identifier": "size", "items": [ticket["id"], shirt["id"]]}
    options = [{"answer": {"en": "Small"}, "identifier": "s"}, {"answer": {"en": "Large"}, "identifier": "l"}]
    first = fair.made("questions/", {**question, "options": options})
    fair.made("questions/", {"question": {"en": "How?"}, "type": "T", "identifier": "how", "items": [ticket["id"]],
                             "dependency_question": first["id"], "dependency_values": ["l"]})  # fmt: skip
    fair.made("discounts/", {"internal_name": "Two", "condition_min_count": 2, "condition_all_products": False,
                             "condition_limit_products": [ticket["id"]]})  # fmt: skip
    return fair


def meaning(fair: Fair) -> Wire:
    """All that an event offers, with names in place of ids; no id of another event can be named."""
    names: dict[tuple[str, int], str] = {}
    rows = {path: fair.rows(path) for path in LISTS}
    for path in LISTS:
        for row in rows[path]:
            names[path, row["id"]] = str(row.get("name") or row.get("question") or row.get("internal_name"))
            for variation in row.get("variations", []) if path == "items/" else []:
                names["variations", variation["id"]] = str(variation["value"])
            for option in row.get("options", []):
                names["options", option["id"]] = str(option["answer"])
    kinds = {
        "category": "categories/", "addon_category": "categories/", "tax_rule": "taxrules/", "items": "items/",
        "bundled_item": "items/", "bundled_variation": "variations", "hidden_if_available": "quotas/",
        "hidden_if_item_available": "items/", "cross_selling_match_products": "items/",
        "dependency_question": "questions/", "condition_limit_products": "items/", "benefit_limit_products": "items/",
    }  # fmt: skip

    def told(path: str, key: str, value: Any) -> Any:
        kind = "variations" if (path, key) == ("quotas/", "variations") else kinds.get(key)
        if kind and value is not None:
            ids = value if isinstance(value, list) else [value]
            return sorted(names[kind, one] for one in ids)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return [{inner: told("", inner, one[inner]) for inner in one if inner != "id"} for one in value]
        return value

    return {
        path: [{key: told(path, key, row[key]) for key in row if key != "id"} for row in rows[path]] for path in LISTS
    }


def test_clone_offers_the_same(desk: Desk, full: Fair) -> None:
    """Each object once more, with ids of its own, tied to the others as before."""
    before = meaning(full)

    copy = cloned(desk, full)

    assert meaning(copy) == before
    assert all(before[path] for path in LISTS)
    for path in LISTS:
        assert not set(copy.ids(path)) & set(full.ids(path))
    full.delete("")
    assert meaning(copy) == before


def test_clone_is_an_event_of_its_own(desk: Desk, full: Fair) -> None:
    """A change of one is none of the other."""
    copy = cloned(desk, full)
    [quota, _] = copy.rows("quotas/")

    assert copy.patch(f"quotas/{quota['id']}/", {"size": 1}).status_code == 200
    copy.hold(quota["items"][0])

    assert copy.left(quota) == 0
    assert full.left(full.rows("quotas/")[0]) == 7
    denied(full.get(f"quotas/{quota['id']}/"), 404)


def test_clone_begins_with_nothing_sold(desk: Desk, fair: Fair) -> None:
    """Quotas are fresh: no carts, no vouchers, not closed."""
    item, quota = fair.ticket(size=2)
    fair.hold(item)
    fair.made("vouchers/", {"code": "ABCDE", "item": item["id"], "block_quota": True})
    fair.patch(f"quotas/{quota['id']}/", {"closed": True})

    copy = cloned(desk, fair)

    [fresh] = copy.rows("quotas/")
    assert (fresh["size"], fresh["closed"], copy.left(fresh)) == (2, False, 2)
    assert copy.seen("cartpositions/")["count"] == copy.seen("vouchers/")["count"] == 0


def test_settings_come_along(desk: Desk, fair: Fair) -> None:
    """Known ones and others."""
    fair.patch("settings/", {"reservation_time": 5, "name_scheme": "full", "theme": {"colour": "red"}})

    assert cloned(desk, fair).seen("settings/") == fair.seen("settings/")


def test_event_is_as_the_source_where_the_body_says_nothing(desk: Desk) -> None:
    """But for its dates, and it is not live."""
    source = desk.fair(
        testmode=True, currency="USD", is_public=False, location={"en": "Here"}, geo_lat=1.5, geo_lon=2.5,
        timezone="Asia/Tokyo", meta_data={"a": "b"}, limit_sales_channels=["web"], all_sales_channels=False,
        date_to="2040-07-01T10:00:00Z", presale_end="2040-05-01T10:00:00Z",
    )  # fmt: skip
    source.ticket()
    source.patch("", {"live": True})
    fields = body()

    made = source.made("clone/", fields)

    own = {**fields, "date_to": None, "presale_end": None, "live": False, "public_url": made["public_url"]}
    assert made == {**source.seen(""), **own}


@pytest.mark.parametrize(
    "fields",
    [
        {"testmode": False, "currency": "JPY", "timezone": "UTC", "meta_data": {}},
        {"is_public": True, "location": None},
        {"all_sales_channels": True},
        {"sales_channels": ["web"]},
        {"limit_sales_channels": [], "all_sales_channels": False},
    ],
)
def test_values_of_the_body_win(fields: Wire, desk: Desk) -> None:
    """Null and empty ones, too."""
    source = desk.fair(
        testmode=True, currency="USD", is_public=False, location={"en": "Here"}, meta_data={"a": "b"},
        all_sales_channels=False, limit_sales_channels=["web"],
    )  # fmt: skip

    made = source.made("clone/", body(**fields))

    assert {key: made[key] for key in fields} == fields


@pytest.mark.parametrize("source", ["{slug}", "bigevents/{slug}"])
def test_new_event_says_where_it_comes_from(source: str, desk: Desk, fair: Fair) -> None:
    """`?clone_from=`, with or without organizer."""
    fair.category("Kept")

    made = desk.made(f"events/?clone_from={source.format(slug=fair.slug)}", body())

    rows = desk.rows(f"events/{made['slug']}/categories/")
    assert [row["name"] for row in rows] == [{"en": "Kept"}]


@pytest.mark.parametrize("source", ["no-such-event", "dummy/{slug}", "a/b/c", "/", "%00", "bigevents/"])
def test_source_has_to_be_there(source: str, desk: Desk, fair: Fair) -> None:
    """400 under the parameter's name, and no event."""
    fields = body()

    refused(desk.post(f"events/?clone_from={source.format(slug=fair.slug)}", fields), "clone_from")
    denied(desk.get(f"events/{fields['slug']}/"), 403)


def test_empty_source_is_none(desk: Desk) -> None:
    """As with every parameter."""
    made = desk.made("events/?clone_from=", body())
    assert desk.seen(f"events/{made['slug']}/settings/")["name_scheme"] == "given_family"


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"slug": None}, "slug"),
        ({"date_from": "soon"}, "date_from"),
        ({"live": True}, "live"),
        ({"name": None}, "name"),
    ],
)
def test_clone_that_cannot_be(fields: Wire, key: str, fair: Fair) -> None:
    """The rules of a new event hold; nothing is left of one that is refused."""
    refused(fair.post("clone/", body(**fields)), key)
    refused(fair.post("clone/", body(slug=fair.slug)), "slug")
    refused(fair.post("clone/", []), "non_field_errors")


@pytest.mark.parametrize("seats_too", [True, False])
def test_seats_come_along_with_the_plan(seats_too: bool, desk: Desk, fair: Fair) -> None:
    """Blocked ones stay blocked, and they are sold as the copy of the product."""
    hall = seated(desk, fair)
    fair.post("seats/bulk_block/", {"seat_guids": ["A1"]})
    fair.hold(hall.item, seat="A2")

    copy = cloned(desk, fair, **({} if seats_too else {"seating_plan": None}))

    event, seats = copy.seen(""), {seat["seat_guid"]: seat for seat in copy.rows("seats/")}
    [item] = copy.ids("items/")
    if seats_too:
        assert (event["seating_plan"], event["seat_category_mapping"]) == (hall.plan["id"], {"Stalls": item})
        assert {guid: (seat["product"], seat["blocked"]) for guid, seat in seats.items()} == {
            guid: (item, guid == "A1") for guid in SEATS
        }
        copy.hold(item, seat="A2")
    else:
        assert (event["seating_plan"], event["seat_category_mapping"], seats) == (None, {}, {})


def test_dates_stay_behind(desk: Desk, series: Fair) -> None:
    """And with them what belongs to one."""
    item = series.item()
    date = series.made("subevents/", {"name": {"en": "Monday"}, "date_from": DATE, "active": True})
    series.quota(item, subevent=date["id"])

    copy = cloned(desk, series)

    assert copy.seen("")["has_subevents"] is True
    assert [copy.seen(path)["count"] for path in ("items/", "subevents/", "quotas/")] == [1, 0, 0]


@pytest.mark.parametrize("is_series", [True, False])
def test_series_can_become_of_an_event(is_series: bool, desk: Desk, fair: Fair, series: Fair) -> None:
    """And the other way round; a quota needs a date in the one, and must not have one in the other."""
    fair.ticket()
    series.item()

    copy = cloned(desk, fair if is_series else series, has_subevents=is_series)

    assert copy.seen("")["has_subevents"] is is_series
    assert [copy.seen(path)["count"] for path in ("items/", "quotas/")] == [1, 0]


def test_clone_is_repeated_once(desk: Desk, fair: Fair) -> None:
    """The same key, the same answer."""
    fields, key = body(), {"X-Idempotency-Key": secrets.token_hex(8)}

    answers = [fair.post("clone/", fields, headers=key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize(
    "rights",
    [
        {"limit_event_permissions": ["event.settings.general:write"]},
        {"limit_organizer_permissions": ["organizer.events:create"]},
    ],
)
def test_cloning_takes_two_rights(rights: Wire, desk: Desk, fair: Fair) -> None:
    """To change the source, and to make events."""
    secret = team_token(desk, "Half", **rights)
    header = {"Authorization": f"Token {secret}"}

    denied(fair.post("clone/", body(), headers=header), 403)
    denied(desk.post(f"events/?clone_from={fair.slug}", body(), headers=header), 403)


@pytest.mark.parametrize("token", [ROB, "itemswrite", "noperm", "noevents", EVE])
def test_strangers_clone_nothing(token: str, desk: Desk, fair: Fair) -> None:
    """Neither way."""
    denied(fair.post("clone/", body(), token=token), 403)
    if token != "noevents":
        denied(desk.post(f"events/?clone_from={fair.slug}", body(), token=token), 403)
    else:
        refused(desk.post(f"events/?clone_from={fair.slug}", body(), token=token), "clone_from")
