"""Seats: made from a plan, shown with whoever has them, blocked and unblocked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.api.hall import seated
from tests.api.test_seating_plans import SEAT, layout
from tests.cast import NO_SUCH_ID, ROB
from tests.wire import at, denied, refused

if TYPE_CHECKING:
    from tests.cast import Desk, Fair, Wire

RULE: Final = "non_field_errors"


def seat(guid: str, **fields: Any) -> dict[str, Any]:
    """A seat of a plan, numbered as its guid ends."""
    return {**SEAT, "seat_guid": guid, "seat_number": guid.rpartition("-")[2], **fields}


def plan_of(desk: Desk, *seats: dict[str, Any], **row: Any) -> int:
    """A plan of one row."""
    number: int = desk.made("seatingplans/", {"name": "Hall", "layout": layout(*seats, **row)})["id"]
    return number


def guids(fair: Fair, query: str = "", below: str = "") -> list[str]:
    """The guids that a list shows, in its order."""
    return [row["seat_guid"] for row in fair.rows(f"{below}seats/?{query}")]


def test_seats_of_an_event(desk: Desk, fair: Fair) -> None:
    """One for each of the plan, sold as what its category is mapped to."""
    hall = seated(desk, fair)

    rows = fair.rows("seats/")

    assert [row["seat_guid"] for row in rows] == ["A1", "A2", "B1", "B2"]
    assert rows[1] == {
        "id": rows[1]["id"],
        "subevent": None,
        "zone_name": "Ground",
        "row_name": "A",
        "row_label": None,
        "seat_number": "2",
        "seat_label": None,
        "seat_guid": "A2",
        "product": hall.item["id"],
        "blocked": False,
        "orderposition": None,
        "cartposition": None,
        "voucher": None,
    }
    assert fair.seen(f"seats/{rows[1]['id']}/") == rows[1]
    shown = fair.seen("")
    assert shown["seating_plan"] == hall.plan["id"]
    assert shown["seat_category_mapping"] == {"Stalls": hall.item["id"]}
    assert shown in desk.rows("events/?page=last&ordering=slug") or desk.seen(f"events/{fair.slug}/") == shown


def test_seats_go_by_number_and_are_labelled(desk: Desk, fair: Fair) -> None:
    """Ten comes after two; what has no number stays where it is drawn."""
    plan = plan_of(
        desk, seat("x-10"), seat("x-2"), seat("x-1"), seat("x-box"), row_label="Bench %s", seat_label="No. %s"
    )
    fair.patch("", {"seating_plan": plan})

    assert guids(fair) == ["x-1", "x-2", "x-box", "x-10"]
    [row] = fair.rows("seats/?seat_guid=x-2")
    assert (row["row_label"], row["seat_label"], row["product"]) == ("Bench A", "No. 2", None)


def test_new_event_may_have_a_plan_but_no_mapping(desk: Desk) -> None:
    """It has no products that seats could be sold as."""
    plan = plan_of(desk, seat("a-1"))
    fair = desk.fair(seating_plan=plan)
    assert guids(fair) == ["a-1"]

    answer = desk.post("events/", {**fair.seen(""), "slug": "new", "seat_category_mapping": {"Stalls": 1}})

    refused(answer, "seat_category_mapping")


def test_plan_and_mapping_of_an_event(desk: Desk, fair: Fair, other_fair: Fair, series: Fair) -> None:
    """Products of the event, a plan of the organizer, and not of a series."""
    plan, foreign = plan_of(desk, seat("a-1")), other_fair.item()

    refused(
        fair.patch("", {"seating_plan": plan, "seat_category_mapping": {"S": foreign["id"]}}), "seat_category_mapping"
    )
    refused(fair.patch("", {"seat_category_mapping": ["S"]}), "seat_category_mapping")
    refused(series.patch("", {"seating_plan": plan}), "seating_plan")
    assert fair.seen("seats/")["count"] == 0
    item = fair.item()
    shown = fair.patch("", {"seat_category_mapping": {"Stalls": item["id"]}}).json()
    assert shown["seat_category_mapping"] == {}


def test_seats_keep_their_rows_by_guid(desk: Desk, fair: Fair) -> None:
    """A larger plan, another product: the same seats, blocked as they were and held by whoever holds them."""
    hall = seated(desk, fair)
    first = fair.rows("seats/")[0]
    fair.patch(f"seats/{first['id']}/", {"blocked": True})
    held = fair.hold(hall.item, seat="A2")
    other, _ = fair.ticket(name="Balcony")
    larger = plan_of(desk, seat("A1", category="Balcony"), seat("A2"), seat("A3"), seat("B1"), seat("B2"))

    mapping = {"Stalls": hall.item["id"], "Balcony": other["id"]}
    assert fair.patch("", {"seating_plan": larger, "seat_category_mapping": mapping}).status_code == 200

    rows = {row["seat_guid"]: row for row in fair.rows("seats/")}
    assert sorted(rows) == ["A1", "A2", "A3", "B1", "B2"]
    assert (rows["A1"]["id"], rows["A1"]["blocked"], rows["A1"]["product"]) == (first["id"], True, other["id"])
    assert (rows["A2"]["cartposition"], rows["A2"]["product"]) == (held["id"], hall.item["id"])


def test_carts_on_removed_seats_are_deleted(desk: Desk, fair: Fair) -> None:
    """And their places come back."""
    hall = seated(desk, fair)
    kept, _ = fair.hold(hall.item, seat="A1"), fair.hold(hall.item, seat="B2")
    [quota] = fair.rows("quotas/")
    assert fair.left(quota) == 8

    smaller = plan_of(desk, seat("A1"), seat("A2"))
    assert fair.patch("", {"seating_plan": smaller}).status_code == 200

    assert guids(fair) == ["A1", "A2"]
    assert fair.ids("cartpositions/") == [kept["id"]]
    assert fair.left(quota) == 9
    shown = fair.patch("", {"seating_plan": None}).json()
    assert (shown["seating_plan"], shown["seat_category_mapping"]) == (None, {})
    assert (fair.seen("seats/")["count"], fair.left(quota)) == (0, 10)
    assert fair.ask(hall.item).status_code == 201


def test_seats_with_vouchers_are_not_removed(desk: Desk, fair: Fair) -> None:
    """The plan is refused, and everything stays."""
    hall = seated(desk, fair)
    voucher = fair.made("vouchers/", {"code": "BALCONY", "seat": "B2", "item": hall.item["id"]})

    refused(fair.patch("", {"seating_plan": plan_of(desk, seat("A1"))}), "seating_plan")
    refused(fair.patch("", {"seating_plan": None}), "seating_plan")

    assert guids(fair) == ["A1", "A2", "B1", "B2"]
    assert [row["voucher"] for row in fair.rows("seats/")] == [None, None, None, voucher["id"]]
    assert guids(fair, "is_available=false") == ["B2"]


def test_voucher_is_shown_in_place_of_its_id(desk: Desk, fair: Fair) -> None:
    """To whoever may see vouchers."""
    hall = seated(desk, fair)
    made = fair.made("vouchers/", {"code": "BALCONY", "seat": "B2", "item": hall.item["id"]})
    voucher = fair.seen(f"vouchers/{made['id']}/")

    rows = fair.rows("seats/?expand=voucher")

    assert [row["voucher"] for row in rows] == [None, None, None, voucher]
    assert fair.seen(f"seats/{rows[3]['id']}/?expand=voucher")["voucher"] == voucher
    assert fair.patch(f"seats/{rows[3]['id']}/?expand=voucher", {}).json()["voucher"] == made["id"]
    denied(fair.get("seats/?expand=voucher", token="noperm"), 403)
    assert fair.get("seats/", token="noperm").status_code == 200


def test_cart_position_is_shown_in_place_of_its_id(desk: Desk, fair: Fair) -> None:
    """As its own detail has it, to whoever may see carts; several things at once."""
    hall = seated(desk, fair)
    made = fair.hold(hall.item, seat="A2", attendee_name="Ada")
    fair.made("vouchers/", {"code": "BALCONY", "seat": "B2", "item": hall.item["id"]})
    position = fair.seen(f"cartpositions/{made['id']}/")

    rows = fair.rows("seats/?expand=voucher&expand=cartposition&expand=orderposition")

    assert [row["cartposition"] for row in rows] == [None, position, None, None]
    assert (position["attendee_name"], position["seat"]["seat_guid"]) == ("Ada", "A2")
    assert rows[3]["voucher"]["code"] == "BALCONY"
    assert {row["orderposition"] for row in rows} == {None}
    assert fair.rows("seats/?expand=nothing")[1]["cartposition"] == made["id"]
    assert fair.seen(f"seats/{rows[1]['id']}/?expand=cartposition")["cartposition"] == position
    for name in ("cartposition", "orderposition"):
        denied(fair.get(f"seats/?expand={name}", token="noperm"), 403)


def test_deleted_item_leaves_seats_without_product(desk: Desk, fair: Fair) -> None:
    """They are sold as nothing, until they are mapped again."""
    hall = seated(desk, fair)
    fair.hold(hall.item, seat="A1")

    assert fair.delete(f"items/{hall.item['id']}/").status_code == 204

    assert {row["product"] for row in fair.rows("seats/")} == {None}
    assert fair.seen("")["seat_category_mapping"] == {}
    assert fair.rows("seats/")[0]["cartposition"] is None


def test_only_blocked_can_be_changed(desk: Desk, fair: Fair) -> None:
    """All else is as the plan has it; null is no answer."""
    hall = seated(desk, fair)
    before = fair.rows("seats/")[0]
    path = f"seats/{before['id']}/"

    sent = {**before, "blocked": True, "zone_name": "Roof", "product": None, "seat_guid": "Z"}
    assert fair.patch(path, sent).json() == {**before, "blocked": True}
    refused(fair.ask(hall.item, seat="A1"), "seat")

    refused(fair.patch(path, {"blocked": None}), "blocked")
    for answer in (fair.put(path, sent), fair.delete(path), fair.post("seats/", sent)):
        denied(answer, 405)
    denied(fair.patch(path, {"blocked": False}, token=ROB), 403)
    assert fair.patch(path, {"blocked": False}).json() == before
    assert fair.ask(hall.item, seat="A1").status_code == 201


def test_expired_holders_are_not_shown(desk: Desk, fair: Fair) -> None:
    """Nor do they make a seat unavailable."""
    hall = seated(desk, fair)
    fair.hold(hall.item, seat="A1", expires="2020-01-01T00:00:00Z")
    held = fair.hold(hall.item, seat="A2")

    assert [row["cartposition"] for row in fair.rows("seats/")] == [None, held["id"], None, None]
    assert guids(fair, "is_available=true") == ["A1", "B1", "B2"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("zone_name=Ground", "A1 A2 B1 B2"),
        ("zone_name=Roof", ""),
        ("row_name=B", "B1 B2"),
        ("seat_number=2", "A2 B2"),
        ("row_name=A&seat_number=2", "A2"),
        ("row_label=x", ""),
        ("seat_label=x", ""),
        ("seat_guid=B1", "B1"),
        ("seat_guid=b1", ""),
        ("seat_guid=", "A1 A2 B1 B2"),
        ("blocked=true", "A1"),
        ("blocked=false", "A2 B1 B2"),
        ("is_available=true", "B1 B2"),
        ("is_available=false", "A1 A2"),
        ("is_available=perhaps", "A1 A2 B1 B2"),
        ("is_available=true&row_name=A", ""),
    ],
)
def test_list_is_filtered(query: str, wanted: str, desk: Desk, fair: Fair) -> None:
    """A1 is blocked, A2 held."""
    hall = seated(desk, fair)
    fair.patch(f"seats/{fair.ids('seats/')[0]}/", {"blocked": True})
    fair.hold(hall.item, seat="A2")

    assert guids(fair, query) == wanted.split()


def test_seat_too_near_to_a_taken_one_is_not_available(desk: Desk, fair: Fair) -> None:
    """What the list offers can be held, and the rest cannot, as far as the distance goes."""
    hall = seated(desk, fair)
    assert fair.patch("settings/", {"seating_minimal_distance": 1.2}).status_code == 200
    fair.hold(hall.item, seat="A1")

    assert guids(fair, "is_available=true") == ["B2"]
    assert guids(fair, "is_available=false") == ["A1", "A2", "B1"]
    assert [fair.ask(hall.item, seat=guid).status_code for guid in ("A2", "B1")] == [400, 400]

    fair.patch("settings/", {"seating_distance_within_row": True})
    assert guids(fair, "is_available=true") == ["B1", "B2"]
    fair.made("vouchers/", {"code": "BALCONY", "seat": "B2", "item": hall.item["id"]})
    assert guids(fair, "is_available=true") == []
    refused(fair.post("vouchers/", {"code": "NEARBY", "seat": "B1", "item": hall.item["id"]}), RULE)


def test_seats_are_blocked_at_once(desk: Desk, fair: Fair) -> None:
    """By id or by guid, and back."""
    seated(desk, fair)
    ids = fair.ids("seats/")

    answer = fair.post("seats/bulk_block/", {"ids": [ids[0], str(ids[1])]})
    assert (answer.status_code, answer.json()) == (200, {})
    assert guids(fair, "blocked=true") == ["A1", "A2"]

    assert fair.post("seats/bulk_block/", {"seat_guids": ["B1"]}).status_code == 200
    assert fair.post("seats/bulk_unblock/", {"seat_guids": ["A1", "A1"]}).status_code == 200
    assert guids(fair, "blocked=true") == ["A2", "B1"]


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ({}, RULE),
        ([], RULE),
        ({"ids": [], "seat_guids": []}, RULE),
        ({"ids": [NO_SUCH_ID]}, "ids"),
        ({"ids": ["A1"]}, "ids"),
        ({"ids": 5}, "ids"),
        ({"seat_guids": ["A1", "Z9"]}, "seat_guids"),
        ({"seat_guids": None}, "seat_guids"),
        ({"seat_guids": [f"s{number}" for number in range(10_001)]}, "seat_guids"),
        ({"ids": [NO_SUCH_ID], "seat_guids": ["A1"]}, RULE),
    ],
)
def test_bulk_that_names_what_is_not_there_blocks_nothing(sent: object, key: str, desk: Desk, fair: Fair) -> None:
    """All or none."""
    seated(desk, fair)

    at(key).check(fair.post("seats/bulk_block/", sent))

    assert guids(fair, "blocked=true") == []
    denied(fair.post("seats/bulk_block/", {"seat_guids": ["A1"]}, token=ROB), 403)


def date(series: Fair, plan: int, item: Wire) -> str:
    """The path of a date with seats."""
    sent = {
        "name": "Date",
        "date_from": "2040-06-01T10:00:00Z",
        "seating_plan": plan,
        "seat_category_mapping": {"Stalls": item["id"]},
    }
    made = series.made("subevents/", sent)
    assert made["seat_category_mapping"] == {"Stalls": item["id"]}
    series.quota(item, subevent=made["id"])
    return f"subevents/{made['id']}/"


def test_each_date_has_seats_of_its_own(desk: Desk, series: Fair) -> None:
    """The same guids, held and blocked apart."""
    item = series.item()
    first, second = (date(series, plan_of(desk, seat("a-1"), seat("a-2")), item) for _ in range(2))
    number = int(first.split("/")[1])

    held = series.hold(item, subevent=number, seat="a-1")
    assert series.post(f"{first}seats/bulk_block/", {"seat_guids": ["a-2"]}).status_code == 200

    assert [row["cartposition"] for row in series.rows(f"{first}seats/")] == [held["id"], None]
    assert {row["subevent"] for row in series.rows(f"{first}seats/")} == {number}
    assert guids(series, "is_available=true", first) == []
    assert guids(series, "is_available=true", second) == ["a-1", "a-2"]
    foreign = series.ids(f"{first}seats/")[0]
    denied(series.get(f"{second}seats/{foreign}/"), 404)
    refused(series.post(f"{second}seats/bulk_block/", {"ids": [foreign]}), "ids")
    assert series.patch(f"{first}seats/{foreign}/", {"blocked": True}).json()["blocked"] is True


def test_date_without_its_plan_has_no_seats(desk: Desk, series: Fair) -> None:
    """Its carts on them go, those of the other date stay."""
    item = series.item()
    first, second = (date(series, plan_of(desk, seat("a-1")), item) for _ in range(2))
    for one in (first, second):
        series.hold(item, subevent=int(one.split("/")[1]), seat="a-1")

    assert series.patch(first, {"seating_plan": None}).json()["seat_category_mapping"] == {}

    assert (guids(series, below=first), guids(series, below=second)) == ([], ["a-1"])
    assert [row["available_number"] for row in series.rows("quotas/?with_availability=true")] == [10, 9]
    assert series.delete(second).status_code == 204
    assert series.seen("cartpositions/")["count"] == 0


def test_the_wrong_place_to_look_for_seats(desk: Desk, fair: Fair, series: Fair) -> None:
    """A series has them on its dates, any other event of its own."""
    seated(desk, fair)
    first = fair.ids("seats/")[0]

    for path in ("seats/", f"seats/{first}/"):
        denied(series.get(path), 404)
    denied(series.patch(f"seats/{first}/", {}), 404)
    denied(series.post("seats/bulk_block/", {"seat_guids": ["A1"]}), 404)
    for path in (f"subevents/{NO_SUCH_ID}/seats/", f"subevents/{NO_SUCH_ID}/seats/{first}/", f"seats/{NO_SUCH_ID}/"):
        denied(fair.get(path), 404)


def test_a_change_of_the_seats_is_a_change_of_their_list(desk: Desk, fair: Fair) -> None:
    """`If-Modified-Since` is answered by what was written down last."""
    seated(desk, fair)
    modified = fair.get("seats/").headers["last-modified"]

    assert fair.get("seats/", headers={"If-Modified-Since": modified}).status_code == 304
