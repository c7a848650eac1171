"""What a buyer chooses from first: the dates of a series, the seats of a hall. On both databases, without a token."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pytest

from tests.api.hall import seated
from tests.cast import NO_SUCH_ID, NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Desk, Fair, Wire


PATIENCE_S: Final = 10


def opened(fair: Fair) -> None:
    """The fair goes on sale."""
    assert fair.patch("", {"live": True}).is_success


def night(series: Fair, name: str, day: int, **fields: object) -> Wire:
    """A date."""
    begin = f"2040-07-{day:02}T19:00:00Z"
    return series.made("subevents/", {"name": {"en": name}, "date_from": begin, "active": True, **fields})


def with_nights(series: Fair) -> list[Wire]:
    """Three dates, and one that is switched off."""
    nights = [night(series, "Second", 9), night(series, "First", 2, presale_end="2020-01-01T00:00:00Z")]
    nights += [night(series, "Off", 1, active=False), night(series, "Third", 16)]
    ticket = series.item()
    for one in nights:
        series.quota(ticket, name=f"Q{one['id']}", subevent=one["id"])
    opened(series)
    return nights


def test_the_dates_of_a_series_come_in_order_with_their_sale(series: Fair) -> None:
    """One whose sale is over is there, and says so; one that is switched off is not."""
    second, first, _, third = with_nights(series)

    dates = series.seen("shop/dates/", token=NOBODY)["dates"]

    assert [date["id"] for date in dates] == [first["id"], second["id"], third["id"]]
    assert [date["sale"]["reason"] for date in dates] == ["presale_ended", None, None]
    assert dates[1] == {
        "id": second["id"],
        "name": {"en": "Second"},
        "date_from": "2040-07-09T19:00:00Z",
        "date_to": None,
        "sale": {"open": True, "reason": None, "begins": None, "ends": "2040-07-09T21:59:59.999999Z"},
    }
    assert series.seen(f"shop/?subevent={third['id']}", token=NOBODY)["event"]["has_subevents"] is True


def test_an_event_that_is_no_series_has_no_dates_and_says_when_it_is(fair: Fair) -> None:
    fair.ticket()
    opened(fair)

    assert fair.seen("shop/dates/", token=NOBODY) == {"dates": []}
    assert fair.seen("shop/", token=NOBODY)["event"] == {
        "name": {"en": "Fair"},
        "date_from": "2040-06-01T10:00:00Z",
        "date_to": None,
        "timezone": "Europe/Berlin",
        "has_subevents": False,
    }


def test_seats_tell_which_are_free(desk: Desk, fair: Fair) -> None:
    """One is held, one is blocked; what is held is not told to anybody but as taken."""
    hall = seated(desk, fair)
    opened(fair)
    fair.hold(hall.item, seat="A1")
    blocked = next(row for row in fair.rows("seats/") if row["seat_guid"] == "B1")
    assert fair.patch(f"seats/{blocked['id']}/", {"blocked": True}).is_success

    seats = fair.seen("shop/seats/", token=NOBODY)["seats"]

    assert {seat["seat_guid"]: seat["available"] for seat in seats} == {
        "A1": False,
        "A2": True,
        "B1": False,
        "B2": True,
    }
    assert seats[1] == {
        "seat_guid": "A2",
        "zone_name": "Ground",
        "row_name": "A",
        "row_label": None,
        "seat_number": "2",
        "seat_label": None,
        "x": seats[1]["x"],
        "y": seats[1]["y"],
        "item": hall.item["id"],
        "available": True,
    }
    taken = fair.post("carts/", {"lines": [{"seat": "A2"}]}, token=NOBODY)
    assert taken.status_code == 201, taken.text
    assert changed(fair, lambda seats: not seats[1]["available"])


def changed(fair: Fair, is_so: Callable[[list[Wire]], bool]) -> bool:
    """Whether the seats are so before long: an answer may be a second old."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if is_so(fair.seen("shop/seats/", token=NOBODY)["seats"]):
            return True
        time.sleep(0.1)
    return False


def test_what_has_not_changed_is_not_sent_again(desk: Desk, fair: Fair) -> None:
    seated(desk, fair)
    opened(fair)
    tag = fair.get("shop/seats/", token=NOBODY).headers["etag"]

    assert fair.get("shop/seats/", token=NOBODY, headers={"If-None-Match": tag}).status_code == 304
    fair.post("carts/", {"lines": [{"seat": "A2"}]}, token=NOBODY)
    assert changed(fair, lambda seats: not seats[1]["available"])
    assert fair.get("shop/seats/", token=NOBODY, headers={"If-None-Match": tag}).status_code == 200


def test_the_hall_of_a_date_that_is_switched_off_is_not_shown(desk: Desk, series: Fair) -> None:
    """Whoever guesses its id sees nothing of it."""
    off = night(series, "Off", 1, active=False)
    ticket = series.item()
    series.quota(ticket, subevent=off["id"])
    plan = seated(desk, desk.fair()).plan
    mapped = {"seating_plan": plan["id"], "seat_category_mapping": {"Stalls": ticket["id"]}}
    assert series.patch(f"subevents/{off['id']}/", mapped).is_success
    opened(series)

    assert series.seen(f"shop/seats/?subevent={off['id']}", token=NOBODY) == {"seats": []}
    assert series.patch(f"subevents/{off['id']}/", {"active": True}).is_success
    assert len(series.seen(f"shop/seats/?subevent={off['id']}", token=NOBODY)["seats"]) == 4


@pytest.mark.parametrize("below", ["shop/dates/", "shop/seats/"])
def test_nobody_sees_an_event_that_is_not_live(fair: Fair, below: str) -> None:
    """Nor another channel than the shop's; whoever has a token sees both."""
    fair.ticket()
    assert fair.get(below, token=NOBODY).status_code == fair.get("shop/", token=NOBODY).status_code == 403
    assert fair.get(below).status_code == 200
    opened(fair)
    assert fair.get(f"{below}?sales_channel=kiosk", token=NOBODY).json()["code"] == "sales_channel_unknown"
    assert fair.get(f"{below}?sales_channel=nowhere").json()["code"] == "sales_channel_unknown"


@pytest.mark.parametrize(("query", "code"), [("", "date_required"), (f"?subevent={NO_SUCH_ID}", "date_unknown")])
def test_the_seats_of_a_series_are_those_of_a_date(series: Fair, query: str, code: str) -> None:
    with_nights(series)

    refused = series.get(f"shop/seats/{query}", token=NOBODY)

    assert (refused.status_code, refused.json()["code"]) == (400, code)
