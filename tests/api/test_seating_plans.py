"""Seating plans of an organizer: what a layout must have, and that one in use stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import EVE, NO_SUCH_ID, ROB
from tests.wire import denied, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Desk, Fair

SEAT: Final[dict[str, Any]] = {
    "seat_number": "1",
    "seat_guid": "A-1",
    "position": {"x": 0, "y": 0},
    "category": "Stalls",
}


def layout(*seats: dict[str, Any], **row: Any) -> dict[str, Any]:
    """A hall of one row."""
    return {
        "name": "Hall",
        "size": {"width": 10, "height": 10},
        "categories": [{"name": "Stalls", "color": "#aa0000"}],
        "zones": [
            {"name": "Ground", "position": {"x": 0, "y": 0}, "rows": [{"row_number": "A", "seats": list(seats), **row}]}
        ],
    }


def without(value: dict[str, Any], *path: Any) -> dict[str, Any]:
    """The value without what stands at a path."""
    inner: Any = value
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return value


ROW: Final = ("zones", 0, "rows", 0)


@pytest.mark.parametrize(
    "made",
    [
        lambda: "a hall",
        list,
        lambda: None,
        lambda: without(layout(SEAT), "name"),
        lambda: without(layout(SEAT), "size"),
        lambda: without(layout(SEAT), "size", "width"),
        lambda: without(layout(SEAT), "categories"),
        lambda: without(layout(SEAT), "categories", 0, "color"),
        lambda: without(layout(SEAT), "zones"),
        lambda: without(layout(SEAT), "zones", 0, "position"),
        lambda: without(layout(SEAT), "zones", 0, "rows"),
        lambda: without(layout(SEAT), *ROW, "row_number"),
        lambda: without(layout(SEAT), *ROW, "seats"),
        *[lambda key=key: without(layout(dict(SEAT)), *ROW, "seats", 0, key) for key in SEAT],
        lambda: layout({**SEAT, "seat_guid": " "}),
        lambda: layout({**SEAT, "seat_guid": "A\x00"}),
        lambda: layout({**SEAT, "seat_guid": 5}),
        lambda: layout({**SEAT, "position": {"x": "left"}}),
        lambda: layout(SEAT, {**SEAT, "seat_number": "2"}),
        lambda: layout(SEAT, {**SEAT, "seat_guid": " A-1 "}),
    ],
)
def test_layout_that_makes_no_seats(made: Callable[[], object], desk: Desk) -> None:
    """Says what is missing where; nothing is made."""
    count = desk.seen("seatingplans/")["count"]

    refused(desk.post("seatingplans/", {"name": "Hall", "layout": made()}), "layout")

    assert desk.seen("seatingplans/")["count"] == count


def test_problem_tells_the_place(desk: Desk) -> None:
    """A hall has thousands of seats."""
    answer = desk.post("seatingplans/", {"layout": layout(SEAT, {**SEAT, "category": None})})

    refused(answer, "name", "layout")
    assert "zones[0].rows[0].seats[1].category" in answer.json()["layout"][0].replace("$.", "").replace("[...]", "[0]")


def test_plan_comes_back_as_it_was_sent(desk: Desk) -> None:
    """Also what nothing here looks at."""
    sent = {"name": "Hall", "layout": {**layout({**SEAT, "radius": 2}), "background": {"colour": "blue"}}}

    plan = desk.made("seatingplans/", sent)

    assert plan == {"id": plan["id"], **sent}
    assert desk.seen(f"seatingplans/{plan['id']}/") == plan
    assert plan in desk.rows("seatingplans/?page=last")
    changed = desk.patch(f"seatingplans/{plan['id']}/", {"name": "Theatre"}).json()
    assert changed == {**plan, "name": "Theatre"}
    refused(desk.put(f"seatingplans/{plan['id']}/", {"name": "Theatre"}), "layout")
    assert desk.put(f"seatingplans/{plan['id']}/", sent).json() == plan
    assert desk.delete(f"seatingplans/{plan['id']}/").status_code == 204
    denied(desk.get(f"seatingplans/{plan['id']}/"), 404)


@pytest.mark.parametrize("used_by", ["event", "date"])
def test_plan_in_use_stays_as_it_is(used_by: str, desk: Desk, fair: Fair, series: Fair) -> None:
    """Until nothing uses it any more."""
    plan = desk.made("seatingplans/", {"name": "Hall", "layout": layout(SEAT)})
    path = f"seatingplans/{plan['id']}/"
    if used_by == "event":
        fair.patch("", {"seating_plan": plan["id"]})
    else:
        date = {"name": "Date", "date_from": "2040-06-01T10:00:00Z", "seating_plan": plan["id"]}
        series.made("subevents/", date)

    denied(desk.patch(path, {"name": "Other"}), 403)
    denied(desk.put(path, plan), 403)
    denied(desk.delete(path), 403)

    assert desk.seen(path) == plan
    for event in (fair, series):
        event.delete("")
    assert desk.delete(path).status_code == 204


def test_who_may_make_plans(desk: Desk, fair: Fair) -> None:
    """Whoever is of the organizer sees them; nobody else uses them."""
    plan = desk.made("seatingplans/", {"name": "Hall", "layout": layout()})

    assert desk.seen(f"seatingplans/{plan['id']}/", token=ROB) == plan
    denied(desk.post("seatingplans/", plan, token=ROB), 403)
    denied(desk.get(f"seatingplans/{plan['id']}/", token=EVE), 403)
    denied(desk.patch(f"seatingplans/{NO_SUCH_ID}/", {}), 404)
    refused(fair.patch("", {"seating_plan": NO_SUCH_ID}), "seating_plan")
