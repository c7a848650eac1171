"""Dates of a series: when they are, what is different then, and what goes with them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import pytest

from tests.cast import EVE, NO_SUCH_ID, ROB
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.cast import Desk, Fair, Wire

D: Final[dict[str, Any]] = {"name": {"en": "First"}, "date_from": "2040-06-01T10:00:00Z"}
DEFAULTS: Final[dict[str, Any]] = {
    "active": False,
    "is_public": True,
    "date_to": None,
    "date_admission": None,
    "presale_start": None,
    "presale_end": None,
    "location": None,
    "geo_lat": None,
    "geo_lon": None,
    "frontpage_text": None,
    "comment": None,
    "seating_plan": None,
    "seat_category_mapping": {},
    "item_price_overrides": [],
    "variation_price_overrides": [],
    "meta_data": {},
}
RULE: Final = "non_field_errors"
PLAIN: Final = {"price": None, "disabled": False, "available_from": None, "available_until": None}


def date(series: Fair, name: str = "Date", **fields: Any) -> Wire:
    """A date, in June 2040 unless it says when."""
    return series.made("subevents/", {**D, "name": {"en": name}, **fields})


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        (D, made(**D, **DEFAULTS)),
        ({}, at("name", "date_from")),
        ({**D, "name": None, "date_from": None}, at("name", "date_from")),
        ({**D, "name": "Plain"}, made(name={"en": "Plain"})),
        ({**D, "date_from": "2040-06-01"}, made(date_from="2040-06-01T00:00:00Z")),
        ({**D, "date_from": "soon"}, at("date_from")),
        ({**D, "date_to": "2040-06-01T18:00:00+02:00"}, made(date_to="2040-06-01T16:00:00Z")),
        ({**D, "date_to": "2040-05-01T10:00:00Z"}, at(RULE)),
        ({**D, "presale_start": "2040-05-02T10:00:00Z", "presale_end": "2040-05-01T10:00:00Z"}, at(RULE)),
        ({**D, "active": "yes"}, made(active=True)),
        ({**D, "active": None}, at("active")),
        ({**D, "is_public": False}, made(is_public=False)),
        ({**D, "location": {"de": "Hier"}}, made(location={"de": "Hier"})),
        ({**D, "geo_lat": 91}, at("geo_lat")),
        ({**D, "geo_lat": 49.5, "geo_lon": "8.6"}, made(geo_lat=49.5, geo_lon=8.6)),
        ({**D, "frontpage_text": "Welcome", "comment": ""}, made(frontpage_text={"en": "Welcome"}, comment="")),
        ({**D, "meta_data": {"Level": "A"}}, made(meta_data={"Level": "A"})),
        ({**D, "meta_data": []}, at("meta_data")),
        ({**D, "seating_plan": NO_SUCH_ID}, at("seating_plan")),
        ({**D, "seat_category_mapping": []}, at("seat_category_mapping")),
        ({**D, "item_price_overrides": {}}, Refused({"item_price_overrides": {RULE: "<texts>"}})),
        ({**D, "item_price_overrides": [{}]}, Refused({"item_price_overrides": [{"item": "<texts>"}]})),
        (
            {**D, "variation_price_overrides": [{"variation": NO_SUCH_ID}]},
            Refused({"variation_price_overrides": [{"variation": "<texts>"}]}),
        ),
    ],
)
def test_field(sent: dict[str, Any], wanted: Refused | Made, series: Fair) -> None:
    """It comes back as it was meant, or it is refused under its key and nothing is made."""
    answer = series.post("subevents/", sent)

    wanted.check(answer)
    if isinstance(wanted, Made):
        assert answer.json()["event"] == series.slug
        assert series.seen(f"subevents/{answer.json()['id']}/") == answer.json()
    else:
        assert series.seen("subevents/")["count"] == 0


def test_only_a_series_has_dates(fair: Fair) -> None:
    """Any other event takes place once."""
    refused(fair.post("subevents/", D), RULE)
    assert fair.seen("subevents/")["count"] == 0


def test_overrides_are_replaced_as_a_whole(series: Fair) -> None:
    """What is not sent stays, what is sent is all there is."""
    ticket, shirt = series.item(), series.item("Shirt", variations=["S"])
    [small] = shirt["variations"]
    first = date(
        series,
        item_price_overrides=[{"item": ticket["id"], "price": "5.00"}, {"item": shirt["id"], "disabled": True}],
        variation_price_overrides=[{"variation": small["id"], "available_from": "2040-05-01T00:00:00Z"}],
    )
    assert first["item_price_overrides"] == [
        {**PLAIN, "item": ticket["id"], "price": "5.00"},
        {**PLAIN, "item": shirt["id"], "disabled": True},
    ]
    assert first["variation_price_overrides"] == [
        {**PLAIN, "variation": small["id"], "available_from": "2040-05-01T00:00:00Z"}
    ]
    path = f"subevents/{first['id']}/"

    kept = series.patch(path, {"active": True}).json()
    assert kept["item_price_overrides"] == first["item_price_overrides"]
    assert kept["variation_price_overrides"] == first["variation_price_overrides"]

    changed = series.patch(path, {"item_price_overrides": [{"item": shirt["id"]}]}).json()
    assert changed["item_price_overrides"] == [{**PLAIN, "item": shirt["id"]}]
    assert changed["variation_price_overrides"] == first["variation_price_overrides"]


def test_overrides_are_about_this_event_and_each_thing_once(series: Fair, other_fair: Fair) -> None:
    """Told in step with the list."""
    item, foreign = series.item(), other_fair.item()
    sent = [{"item": item["id"]}, {"item": foreign["id"]}, {"item": item["id"], "price": "1.00"}]

    answer = series.post("subevents/", {**D, "item_price_overrides": sent})

    Refused({"item_price_overrides": [{}, {"item": "<texts>"}, {"item": "<texts>"}]}).check(answer)


def test_deleted_item_leaves_no_override(series: Fair) -> None:
    """It goes along."""
    item = series.item()
    one = date(series, item_price_overrides=[{"item": item["id"]}])

    assert series.delete(f"items/{item['id']}/").status_code == 204

    assert series.seen(f"subevents/{one['id']}/")["item_price_overrides"] == []


def test_put_resets_what_it_does_not_name(series: Fair) -> None:
    """Its overrides too; what must be named must be."""
    item = series.item()
    one = date(series, active=True, comment="x", item_price_overrides=[{"item": item["id"]}])
    path = f"subevents/{one['id']}/"

    put = series.put(path, D)

    assert put.status_code == 200, put.text
    assert {key: put.json()[key] for key in (*D, *DEFAULTS)} == {**D, **DEFAULTS}
    refused(series.put(path, {"name": "x"}), "date_from")


def test_a_change_moves_last_modified(series: Fair) -> None:
    """And `modified_since` finds what moved; the list says from when to ask the next time."""
    old, new = date(series, "Old"), date(series, "New")
    answer = series.get("subevents/")
    generated = answer.headers["x-page-generated"]
    assert datetime.fromisoformat(generated).tzinfo == UTC

    changed = series.patch(f"subevents/{new['id']}/", {"active": True}).json()

    assert changed["last_modified"] > generated > old["last_modified"]
    assert series.ids(f"subevents/?modified_since={quote(generated)}") == [new["id"]]
    refused(series.get("subevents/?modified_since=lately"), "modified_since")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", "past now future"),
        ("ordering=-date_from", "future now past"),
        ("ordering=id", "future past now"),
        ("ordering=name", "past now future"),
        ("active=true", "future"),
        ("is_public=false", "past"),
        ("is_past=true", "past"),
        ("is_past=false", "now future"),
        ("is_future=true", "now future"),
        ("ends_after=2035-01-01", "now future"),
        ("ends_after=2049-01-01&is_future=true", "future"),
        ("date_from_after=2020-01-01", "now future"),
        ("date_from_after=2010-01-01&date_from_before=2030-01-01", "past now"),
        ("search=FUT", "future"),
        ("search=heidel", "past"),
        ("sales_channel=web", "past now future"),
        ("sales_channel=", "past now future"),
        ("unknown=1", "past now future"),
    ],
)
def test_list_is_filtered_and_ordered(query: str, wanted: str, series: Fair) -> None:
    """By when they begin, unless the query says otherwise."""
    date(series, "future", date_from="2050-01-01T00:00:00Z", active=True)
    date(series, "past", date_from="2015-01-01T00:00:00Z", is_public=False, location={"en": "Heidelberg"})
    date(series, "now", date_from="2020-01-01T00:00:00Z", date_to="2045-01-01T00:00:00Z")

    assert [row["name"]["en"] for row in series.rows(f"subevents/?{query}")] == wanted.split()


def test_list_by_channel(series: Fair) -> None:
    """Dates are sold where their event is."""
    one = date(series)
    assert series.ids("subevents/?sales_channel=nowhere") == [one["id"]]

    series.patch("", {"all_sales_channels": False, "limit_sales_channels": ["web"]})

    assert series.ids("subevents/?sales_channel=web") == [one["id"]]
    assert series.ids("subevents/?sales_channel=nowhere") == []


def test_deleted_date_takes_its_quotas_and_carts_along(series: Fair) -> None:
    """Places of other dates that add-ons of its carts held come back."""
    category = series.category(is_addon=True)
    ticket, workshop = series.item(), series.item("Workshop", category=category["id"])
    series.addon_rule(ticket, category, max_count=5)
    gone, stays = date(series, "gone"), date(series, "stays")
    first = series.quota(ticket, subevent=gone["id"])
    second = series.quota(ticket, workshop, subevent=stays["id"], size=3)
    addon = {"item": workshop["id"], "price": "1.00", "subevent": stays["id"]}
    series.hold(ticket, subevent=gone["id"], addons=[addon])
    kept = series.hold(ticket, subevent=stays["id"])
    assert series.left(second) == 1

    assert series.delete(f"subevents/{gone['id']}/").status_code == 204

    denied(series.get(f"subevents/{gone['id']}/"), 404)
    denied(series.get(f"quotas/{first['id']}/"), 404)
    assert series.ids("cartpositions/") == [kept["id"]]
    assert series.left(second) == 2


@pytest.mark.parametrize("names", ["subevent", "quota"])
def test_date_with_vouchers_stays(names: str, series: Fair) -> None:
    """Nobody's voucher is to vanish, or to be good for everything."""
    one = date(series)
    named = one if names == "subevent" else series.quota(subevent=one["id"])
    voucher = series.made("vouchers/", {"code": "ONEDATE", names: named["id"]})

    denied(series.delete(f"subevents/{one['id']}/"), 403)

    assert series.delete(f"vouchers/{voucher['id']}/").status_code == 204
    assert series.delete(f"subevents/{one['id']}/").status_code == 204


def test_deleted_date_gives_uses_of_vouchers_back(series: Fair) -> None:
    """The carts are gone, so the voucher is as good as before."""
    item, one, other = series.item(), date(series, "1"), date(series, "2")
    for place in (one, other):
        series.quota(item, subevent=place["id"])
    series.made("vouchers/", {"code": "ANYDATE"})
    series.hold(item, subevent=one["id"], voucher="ANYDATE")
    refused(series.ask(item, subevent=other["id"], voucher="ANYDATE"), "voucher")

    series.delete(f"subevents/{one['id']}/")

    series.hold(item, subevent=other["id"], voucher="ANYDATE")


def test_entries_of_a_bulk_count_in_the_quota_of_their_own_date(series: Fair) -> None:
    """The reference looks at the first date's alone: it refuses what there is room for, or sells what there is not."""
    item, first, second = series.item(), date(series, "1"), date(series, "2")
    quotas = [series.quota(item, subevent=one["id"], size=1) for one in (first, second)]
    asks = [{"item": item["id"], "price": "23.00", "subevent": one["id"]} for one in (first, first, second, second)]

    results = series.bulk(*asks, {"item": item["id"], "price": "23.00"})

    assert [one["success"] for one in results] == [True, False, True, False, False]
    assert set(results[4]["errors"]) == {"subevent"}
    assert [series.left(quota) for quota in quotas] == [0, 0]


def test_quota_needs_a_date_of_the_series(series: Fair, desk: Desk) -> None:
    """Of this one."""
    other = date(desk.fair(has_subevents=True))
    quota = {"name": "Places", "size": 5}

    refused(series.post("quotas/", quota), RULE)
    refused(series.post("quotas/", {**quota, "subevent": None}), RULE)
    refused(series.post("quotas/", {**quota, "subevent": other["id"]}), "subevent")
    refused(series.post("quotas/", {**quota, "subevent": NO_SUCH_ID}), "subevent")
    one = series.quota(subevent=date(series)["id"])
    refused(series.patch(f"quotas/{one['id']}/", {"subevent": None}), RULE)


def test_quota_of_an_event_without_dates_has_none(fair: Fair, series: Fair) -> None:
    """Not even somebody else's."""
    one = date(series)

    refused(fair.post("quotas/", {"name": "Places", "subevent": one["id"]}), "subevent")


def test_quota_that_is_moved_to_another_date_counts_what_is_held_there(series: Fair) -> None:
    """And nothing of the date that it leaves."""
    item = series.item()
    first, second = date(series, "1"), date(series, "2")
    series.quota(item, subevent=first["id"], size=9, name="First")
    series.quota(item, subevent=second["id"], size=9, name="Second")
    series.hold(item, subevent=first["id"])
    for _ in range(2):
        series.hold(item, subevent=second["id"])

    quota = series.quota(item, subevent=first["id"], size=5, name="Moves")
    assert series.left(quota) == 4

    assert series.patch(f"quotas/{quota['id']}/", {"subevent": second["id"]}).json()["subevent"] == second["id"]
    assert series.left(quota) == 3


def test_quotas_are_listed_by_date(series: Fair) -> None:
    """By one, or by several; one that is not there is refused."""
    dates = [date(series, str(number))["id"] for number in range(3)]
    quotas = [series.quota(subevent=one)["id"] for one in dates]

    assert series.ids(f"quotas/?subevent={dates[1]}") == [quotas[1]]
    assert series.ids(f"quotas/?subevent__in={dates[0]},{dates[2]}") == [quotas[0], quotas[2]]
    assert series.ids("quotas/?subevent__in=x,²") == []
    refused(series.get(f"quotas/?subevent={NO_SUCH_ID}"), "subevent")


def test_list_across_events(desk: Desk, series: Fair) -> None:
    """All dates of all series that one may see, in order of their beginning; nobody else's."""
    other = desk.fair(has_subevents=True)
    late = date(series, "late", date_from="2071-01-01T00:00:00Z")
    early = date(other, "early", date_from="2070-01-01T00:00:00Z")
    path = "subevents/?date_from_after=2069-01-01&page_size=1"

    first = desk.seen(f"{path}&search=a")
    assert (first["count"], first["results"]) == (2, [other.seen(f"subevents/{early['id']}/")])
    assert desk.seen(first["next"].removeprefix(str(desk.client.base_url).rstrip("/")))["results"] == [late]
    assert desk.ids(f"{path}&ordering=-date_from") == [late["id"]]
    assert "x-page-generated" in desk.get("subevents/").headers
    assert desk.seen("subevents/", token="noevents")["count"] == 0
    assert desk.seen(path, token=ROB)["count"] == 2
    denied(desk.get("subevents/", token=EVE), 403)
    denied(desk.post("subevents/", D), 405)
    for fair in (series, other):
        assert fair.delete("").status_code == 204


@pytest.mark.parametrize("which", ["abc", str(NO_SUCH_ID), "foreign"])
def test_date_that_is_not_there(which: str, series: Fair, desk: Desk) -> None:
    """404; Rob sees the others and changes none."""
    which = str(date(desk.fair(has_subevents=True))["id"]) if which == "foreign" else which

    denied(series.get(f"subevents/{which}/"), 404)
    denied(series.patch(f"subevents/{which}/", {}), 404)
    denied(series.delete(f"subevents/{which}/"), 404)
    denied(series.post("subevents/", D, token=ROB), 403)
