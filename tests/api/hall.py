"""A small hall with two rows of two seats, sold as one product; the seats of a row are one apart, and so are rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.cast import Desk, Fair, Wire

SEATS: Final = {"A1": (0, 0), "A2": (1, 0), "B1": (0, 1), "B2": (1, 1)}


@dataclass(frozen=True)
class Hall:
    """What was set up."""

    plan: Wire
    item: Wire


def seated(desk: Desk, fair: Fair) -> Hall:
    """Gives the fair seats A1, A2, B1 and B2."""
    rows = [
        {
            "row_number": row,
            "seats": [
                {"seat_guid": guid, "seat_number": guid[1], "position": {"x": x, "y": y}, "category": "Stalls"}
                for guid, (x, y) in SEATS.items()
                if guid[0] == row
            ],
        }
        for row in "AB"
    ]
    layout = {
        "name": "Hall",
        "categories": [{"name": "Stalls", "color": "#aa0000"}],
        "zones": [{"name": "Ground", "position": {"x": 0, "y": 0}, "rows": rows}],
        "size": {"width": 10, "height": 10},
    }
    plan = desk.made("seatingplans/", {"name": "Hall", "layout": layout})
    item, _ = fair.ticket()
    answer = fair.patch("", {"seating_plan": plan["id"], "seat_category_mapping": {"Stalls": item["id"]}})
    assert answer.status_code == 200, answer.text
    return Hall(plan, item)
