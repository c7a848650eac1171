"""Cart positions that depend on vouchers, dates, seats, questions and settings, as verified on the reference.

The numbers are those of the table of verified vectors, with the answers that are wanted of Willcall. The table of
answers follows at the end: the forms of each type are here, a list that is wrong in itself and all other rows are in
`test_vectors_cart_positions.py`, and what becomes of answers that were kept is in `test_answers.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.api.hall import seated
from tests.api.survey import MENU, answer_to, asked
from tests.cast import NO_SUCH_ID, SOLD_OUT
from tests.wire import TEXTS, Refused, refused, shape

if TYPE_CHECKING:
    from tests.api.stall import Stall
    from tests.cast import Desk, Fair, Wire

T: Final = {"item": "$T", "price": "23.00"}
PAST: Final = "2020-01-01T00:00:00Z"
RULE: Final = "non_field_errors"
BLOCKED_FOR: Final = "seating_allow_blocked_seats_for_channel"

FORMS: Final[list[tuple[str, Wire, str | dict[str, str]]]] = [
    *[("N", {"answer": one}, str(one)) for one in ("23", 23, "-3.5", "1e5")],
    *[("N", {"answer": one}, {RULE: TEXTS}) for one in ("abc", "NaN")],
    *[("N", {"answer": one}, {"answer": TEXTS}) for one in ("", None)],
    ("S", {"answer": 5}, "5"),
    ("S", {"answer": "x", "options": ["$foreign"]}, {RULE: TEXTS}),
    ("S", {"answer": "x", "options": None}, {"options": TEXTS}),
    *[("B", {"answer": one}, "True") for one in ("true", "TRUE", 1)],
    ("B", {"answer": "False"}, "False"),
    ("B", {"answer": True}, {"answer": TEXTS}),
    ("B", {"answer": "yes"}, {RULE: TEXTS}),
    ("C", {"answer": "ignored", "options": ["$0"]}, "Meat"),
    ("C", {"answer": "", "options": ["$0"]}, {"answer": TEXTS}),
    ("C", {"answer": "x", "options": ["$0", "$1"]}, {RULE: TEXTS}),
    ("C", {"answer": "x", "options": []}, {RULE: TEXTS}),
    ("C", {"answer": "x", "options": ["$foreign"]}, {RULE: TEXTS}),
    ("C", {"answer": "x", "options": ["$unknown"]}, {"options": TEXTS}),
    ("M", {"answer": "x", "options": ["$0", "$1"]}, "Meat, Fish"),
    ("D", {"answer": "2026-05-01"}, "2026-05-01"),
    *[("D", {"answer": one}, {RULE: TEXTS}) for one in ("01.05.2026", "2026-05-01T10:00:00Z")],
    ("H", {"answer": "10:00"}, "10:00:00"),
    ("H", {"answer": "25:00"}, {RULE: TEXTS}),
    ("W", {"answer": "2026-05-01T10:00:00+02:00"}, "2026-05-01 08:00:00+00:00"),
    ("CC", {"answer": "Narnia"}, "Narnia"),
    ("TEL", {"answer": "by pigeon"}, "by pigeon"),
]


def date(series: Fair, name: str = "Date", **fields: Any) -> Wire:
    """A date of a series."""
    return series.made("subevents/", {"name": {"en": name}, "date_from": "2040-06-01T10:00:00Z", **fields})


def block(fair: Fair, guid: str) -> None:
    """Fay keeps a seat back."""
    [row] = fair.rows(f"seats/?seat_guid={guid}")
    assert fair.patch(f"seats/{row['id']}/", {"blocked": True}).status_code == 200


def test_row_26_voucher_that_ignores_quota_does_not_stand_in_for_a_date(series: Fair) -> None:
    """The reference makes a position on no date at all."""
    item = series.item()
    series.quota(item, subevent=date(series)["id"])
    series.voucher(allow_ignore_quota=True)

    refused(series.ask(item, voucher="SUMMER"), "subevent")
    assert series.ids("cartpositions/") == []


def test_row_27_date_that_is_not_active_is_sold(series: Fair) -> None:
    """The switch is for the shop."""
    item, closed = series.item(), date(series, active=False)
    quota = series.quota(item, subevent=closed["id"], size=5)

    assert series.hold(item, subevent=closed["id"])["subevent"] == closed["id"]
    assert series.left(quota) == 4


@pytest.mark.parametrize(
    ("voucher", "code"),
    [
        pytest.param({}, "NOSUCHCODE", id="29: unknown"),
        pytest.param({}, "", id="29: empty"),
        pytest.param({"item": "$S"}, "SUMMER", id="29: wrong item"),
        pytest.param({"item": "$S", "variation": "$s1"}, "SUMMER", id="29: wrong variation"),
        pytest.param({"quota": "$q2"}, "SUMMER", id="29: wrong quota"),
        pytest.param({"valid_until": PAST}, "SUMMER", id="29: expired"),
    ],
)
def test_row_29_voucher_that_is_not_good_for_this(voucher: Wire, code: str, stall: Stall) -> None:
    """Told under its key, and nothing is held."""
    stall.fair.voucher(**stall.filled(voucher))

    refused(stall.post("cartpositions/", {**T, "voucher": code}), "voucher")
    assert stall.fair.ids("cartpositions/") == []
    assert stall.fair.left(stall.things["q1"]) == 5


def test_row_29_voucher_for_another_date(series: Fair) -> None:
    """It is good on its own."""
    item, first, second = series.item(), date(series, "A"), date(series, "B")
    for one in (first, second):
        series.quota(item, subevent=one["id"])
    series.voucher(subevent=first["id"])

    refused(series.ask(item, subevent=second["id"], voucher="SUMMER"), "voucher")
    series.hold(item, subevent=first["id"], voucher="SUMMER")


def test_row_29_voucher_that_is_used_up(fair: Fair) -> None:
    """What is in a cart is used."""
    item, quota = fair.ticket()
    fair.voucher(max_usages=1)
    fair.hold(item, voucher="SUMMER")

    refused(fair.ask(item, voucher="SUMMER"), "voucher")
    assert fair.left(quota) == 9


def test_row_30_voucher_in_other_case(fair: Fair) -> None:
    """A code is read in any; the position shows the id."""
    item, _ = fair.ticket()
    voucher = fair.voucher("SUMMER")

    assert fair.hold(item, voucher="sumMer")["voucher"] == voucher["id"]


def test_row_31_one_position_of_a_voucher_for_three(fair: Fair) -> None:
    """How many go together is for the order to see."""
    item, _ = fair.ticket()
    voucher = fair.voucher(min_usages=3, max_usages=3)

    assert fair.hold(item, voucher="SUMMER")["voucher"] == voucher["id"]


def test_row_32_voucher_that_ignores_quota(fair: Fair) -> None:
    """Nothing is left, and it is sold all the same."""
    item, _ = fair.ticket(size=0)
    fair.voucher(allow_ignore_quota=True)

    fair.hold(item, voucher="SUMMER")
    assert fair.ask(item).json() == [SOLD_OUT.format("Tickets")]


def test_row_33_cart_of_a_blocking_voucher_is_not_counted_twice(fair: Fair) -> None:
    """The three places are the voucher's before and after."""
    item, quota = fair.ticket(size=5)
    fair.voucher(block_quota=True, max_usages=3, item=item["id"])
    fair.hold(item)
    before = fair.availability(quota)
    assert (before["blocking_vouchers"], before["cart_positions"], before["available_number"]) == (3, 1, 1)

    fair.hold(item, voucher="SUMMER")

    assert fair.availability(quota) == before


def test_row_48_one_voucher_three_times_in_bulk(fair: Fair) -> None:
    """Two usages, one of them in a cart already."""
    item, quota = fair.ticket()
    fair.voucher(max_usages=2)
    fair.hold(item, voucher="SUMMER")
    ask = {"item": item["id"], "price": "23.00", "voucher": "SUMMER"}

    first, *others = fair.bulk(ask, ask, ask)

    assert (first["success"], first["errors"]) == (True, None)
    assert [(one["success"], shape(one["errors"])) for one in others] == [(False, {"voucher": TEXTS})] * 2
    assert fair.left(quota) == 8


def test_row_49_one_seat_twice_in_bulk(desk: Desk, fair: Fair) -> None:
    """The second comes too late."""
    hall = seated(desk, fair)
    ask = {"item": hall.item["id"], "price": "23.00", "seat": "A1"}

    first, second = fair.bulk(ask, ask)

    assert (first["success"], first["errors"]) == (True, None)
    assert (second["success"], second["data"], shape(second["errors"])) == (False, None, {RULE: TEXTS})
    assert fair.ids("cartpositions/") == [first["data"]["id"]]


def test_row_50_one_question_answered_twice_in_bulk(fair: Fair) -> None:
    """That entry fails, under its answers; the reference fails altogether."""
    item, quota = fair.ticket()
    name = asked(fair)
    ask = {"item": item["id"], "price": "23.00"}

    twice, once = fair.bulk(
        {**ask, "answers": [answer_to(name, "x"), answer_to(name, "y")]}, {**ask, "answers": [answer_to(name, "x")]}
    )

    assert (twice["success"], twice["data"], list(twice["errors"])) == (False, None, ["answers"])
    assert (once["success"], once["errors"]) == (True, None)
    assert fair.left(quota) == 9


def test_row_51_full_date_after_one_with_room_in_bulk(series: Fair) -> None:
    """Each entry is counted on its own date; the reference sells too many."""
    item, full, free = series.item(), date(series, "A"), date(series, "B")
    series.quota(item, subevent=full["id"], size=0, name="Full")
    quota = series.quota(item, subevent=free["id"], size=5, name="Free")
    asks = [{"item": item["id"], "price": "23.00", "subevent": one["id"]} for one in (free, full)]

    first, second = series.bulk(*asks)

    assert (first["success"], first["errors"]) == (True, None)
    assert second == {"success": False, "data": None, "errors": {RULE: [SOLD_OUT.format("Full")]}}
    assert series.left(quota) == 4


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({}, id="52: none"),
        pytest.param({"seat": None}, id="52: null"),
        pytest.param({"seat": "Z9"}, id="52: unknown"),
        pytest.param({"seat": "A2"}, id="52: taken"),
        pytest.param({"seat": "B1"}, id="52: blocked"),
        pytest.param({"seat": "a1"}, id="52: in the wrong case"),
    ],
)
def test_row_52_seat_that_cannot_be_had(sent: Wire, desk: Desk, fair: Fair) -> None:
    """A seated item needs a seat, and one that is free."""
    item = seated(desk, fair).item
    taken = fair.hold(item, seat="A2")
    block(fair, "B1")

    refused(fair.ask(item, **sent), "seat")
    assert fair.ids("cartpositions/") == [taken["id"]]


def test_row_54_seat_of_another_product(desk: Desk, fair: Fair) -> None:
    """The reference sells the balcony at the price of the stalls."""
    hall = seated(desk, fair)
    balcony, _ = fair.ticket(name="Balcony")
    plan = desk.made("seatingplans/", {"name": "Two", "layout": two_categories(hall.plan["layout"])})
    mapping = {"Stalls": hall.item["id"], "Balcony": balcony["id"]}
    assert fair.patch("", {"seating_plan": plan["id"], "seat_category_mapping": mapping}).status_code == 200

    refused(fair.ask(hall.item, seat="B1"), "seat")
    refused(fair.ask(balcony, seat="A1"), "seat")
    fair.hold(balcony, seat="B1")
    fair.hold(hall.item, seat="A1")


def two_categories(layout: Wire) -> Wire:
    """The layout of the hall with row B for a balcony."""
    [zone] = layout["zones"]
    front, back = zone["rows"]
    back = {**back, "seats": [{**seat, "category": "Balcony"} for seat in back["seats"]]}
    categories = [*layout["categories"], {"name": "Balcony", "color": "#0000aa"}]
    return {**layout, "categories": categories, "zones": [{**zone, "rows": [front, back]}]}


def test_row_55_blocked_seat_on_a_channel_that_may_sell_it(desk: Desk, fair: Fair) -> None:
    """Fay lets the web have what is blocked elsewhere."""
    item = seated(desk, fair).item
    block(fair, "A1")
    refused(fair.ask(item, seat="A1", sales_channel="web"), "seat")

    assert fair.patch("settings/", {BLOCKED_FOR: ["web"]}).status_code == 200

    assert fair.hold(item, seat="A1", sales_channel="web")["seat"]["seat_guid"] == "A1"


def test_row_56_seat_that_a_voucher_keeps(desk: Desk, fair: Fair) -> None:
    """For whoever has the voucher, who gets no other seat for it."""
    item = seated(desk, fair).item
    voucher = fair.voucher(seat="A1", item=item["id"])

    refused(fair.ask(item, seat="A1"), "seat")
    refused(fair.ask(item, seat="A2", voucher="SUMMER"), "voucher")
    assert fair.hold(item, seat="A1", voucher="SUMMER")["voucher"] == voucher["id"]


def test_row_58_reservation_of_no_time(fair: Fair) -> None:
    """It is made, but holds nothing."""
    item, quota = fair.ticket(size=1)
    assert fair.patch("settings/", {"reservation_time": 0}).status_code == 200

    for _ in range(2):
        fair.hold(item)

    state = fair.availability(quota)
    assert (state["cart_positions"], state["available_number"]) == (0, 1)


@pytest.mark.parametrize(("kind", "sent", "wanted"), [pytest.param(*row, id=f"{row[0]}: {row[1]}") for row in FORMS])
def test_form_of_an_answer(kind: str, sent: Wire, wanted: str | dict[str, str], fair: Fair) -> None:
    """Kept in the normal form of its type, or refused at its place; an answer that names no options has none."""
    item, _ = fair.ticket()
    own = [{"answer": "Meat"}, {"answer": "Fish", "position": 1}] if kind in ("C", "M") else []
    question, [foreign] = asked(fair, kind, options=own), asked(fair, "C", options=MENU[:1])["options"]
    ids = {"$foreign": foreign["id"], "$unknown": NO_SUCH_ID}
    ids |= {f"${n}": one["id"] for n, one in enumerate(question["options"])}
    filled = {"question": question["id"], **sent}
    if sent.get("options"):
        filled["options"] = [ids[one] for one in sent["options"]]

    answer = fair.ask(item, answers=[filled])

    if isinstance(wanted, str):
        assert answer.status_code == 201, answer.text
        [got] = answer.json()["answers"]
        assert (got["answer"], got["options"]) == (wanted, filled.get("options", []))
    else:
        Refused({"answers": [wanted]}).check(answer)
        assert fair.ids("cartpositions/") == []


def test_question_about_another_item_may_be_answered(fair: Fair) -> None:
    """Whom a question is put to is for the shop."""
    item, _ = fair.ticket()
    other = asked(fair, items=[fair.item("Other")["id"]])

    assert fair.hold(item, answers=[answer_to(other, "x")])["answers"][0]["question"] == other["id"]
