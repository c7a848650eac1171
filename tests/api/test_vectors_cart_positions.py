"""Cart positions, row by row as verified on the reference, with the answers that are wanted of Willcall.

The numbers are those of the table of verified vectors; the rows about vouchers, seats, questions, dates of a series and
event settings are in `test_vectors_dependencies.py`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import NO_SUCH_ID, SOLD_OUT
from tests.wire import TEXTS, Made, Refused, at, denied, made, refused, shape

if TYPE_CHECKING:
    from tests.api.stall import Stall
    from tests.cast import Fair, Wire

T: Final = {"item": "$T", "price": "23.00"}
LATER: Final = "2040-01-01T12:00:00Z"

ROWS: Final[list[tuple[int, str, Any, Refused | Made]]] = [
    (1, "item and price", T, made(price="23.00", addons=[], bundled=[], includes_tax=True)),
    (2, "no price", {"item": "$T"}, at("price")),
    (2, "no item", {"price": "1"}, at("item")),
    (2, "nothing", {}, at("item", "price")),
    (3, "price null", {**T, "price": None}, at("price")),
    (3, "price empty", {**T, "price": ""}, at("price")),
    (3, "price abc", {**T, "price": "abc"}, at("price")),
    (3, "price of three places", {**T, "price": 12.345}, at("price")),
    (3, "price of 14 digits", {**T, "price": "123456789012.34"}, at("price")),
    (3, "price true", {**T, "price": True}, at("price")),
    (3, "price NaN", {**T, "price": "NaN"}, at("price")),
    (3, "price with comma", {**T, "price": "1,5"}, at("price")),
    (4, "price 7", {**T, "price": 7}, made(price="7.00")),
    (4, "price 1e2", {**T, "price": "1e2"}, made(price="100.00")),
    (4, "price negative", {**T, "price": -5}, made(price="-5.00")),
    (4, "price with blanks", {**T, "price": " 1.00 "}, made(price="1.00")),
    (5, "item of another event", {**T, "item": "$X"}, at("item")),
    (5, "item unknown", {**T, "item": "$unknown"}, at("item")),
    (5, "item x", {**T, "item": "x"}, at("item")),
    (5, "item true", {**T, "item": True}, at("item")),
    (5, "item null", {**T, "item": None}, at("item")),
    (7, "variation missing", {**T, "item": "$S"}, at("non_field_errors")),
    (7, "variation of another item", {**T, "variation": "$s1"}, at("non_field_errors")),
    (7, "variation unknown", {**T, "item": "$S", "variation": "$unknown"}, at("variation")),
    (9, "item in no quota", {**T, "item": "$U"}, at("non_field_errors")),
    (12, "cart id foo", {**T, "cart_id": "foo"}, at("cart_id")),
    (12, "cart id of 300", {**T, "cart_id": "f" * 296 + "@api"}, at("cart_id")),
    (13, "cart id foo@api", {**T, "cart_id": "foo@api"}, made(cart_id="foo@api")),
    (13, "cart id @api", {**T, "cart_id": "@api"}, made(cart_id="@api")),
    (14, "name", {**T, "attendee_name": "Peter"}, made(attendee_name_parts={"_legacy": "Peter"})),
    (
        15,
        "name in parts",
        {**T, "attendee_name_parts": {"given_name": "Peter", "family_name": "Miller"}},
        made(attendee_name="Peter Miller", attendee_name_parts={"given_name": "Peter", "family_name": "Miller"}),
    ),
    (
        16,
        "name twice",
        {**T, "attendee_name": "P", "attendee_name_parts": {"given_name": "P"}},
        at("attendee_name"),
    ),
    (16, "name and no parts", {**T, "attendee_name": "P", "attendee_name_parts": {}}, made(attendee_name="P")),
    (17, "name empty", {**T, "attendee_name": ""}, at("attendee_name")),
    (17, "name null", {**T, "attendee_name": None}, made(attendee_name=None, attendee_name_parts={})),
    (18, "parts a text", {**T, "attendee_name_parts": "abc"}, at("attendee_name_parts")),
    (18, "parts a list", {**T, "attendee_name_parts": ["abc"]}, at("attendee_name_parts")),
    (18, "parts of no scheme", {**T, "attendee_name_parts": {"_scheme": "bogus"}}, at("attendee_name_parts")),
    (19, "name of 300", {**T, "attendee_name": "P" * 300}, at("attendee_name")),
    (20, "email wrong", {**T, "attendee_email": "nomail"}, at("attendee_email")),
    (20, "email empty", {**T, "attendee_email": ""}, made(attendee_email="")),
    (21, "expires past", {**T, "expires": "2020-01-01T00:00:00Z"}, made(expires="2020-01-01T00:00:00Z")),
    (21, "expires a date", {**T, "expires": "2040-01-01"}, made(expires="2040-01-01T00:00:00Z")),
    (21, "expires naive", {**T, "expires": "2040-01-01T12:00:00"}, made(expires=LATER)),
    (21, "expires null", {**T, "expires": None}, at("expires")),
    (21, "expires tomorrow", {**T, "expires": "tomorrow"}, at("expires")),
    (22, "tax not included", {**T, "includes_tax": False}, made(includes_tax=False)),
    (22, "tax null", {**T, "includes_tax": None}, made(includes_tax=True)),
    (23, "channel web", {**T, "sales_channel": "web"}, made(item="$T")),
    (23, "channel unknown", {**T, "sales_channel": "carrier-pigeon"}, at("sales_channel")),
    (23, "channel null", {**T, "sales_channel": None}, at("sales_channel")),
    (24, "date of a plain event", {**T, "subevent": "$unknown"}, at("subevent")),
    (24, "date null", {**T, "subevent": None}, made(subevent=None)),
    (
        28,
        "keys that are not the client's",
        {**T, "id": 1, "addon_to": 1, "datetime": LATER, "is_bundled": True, "colour": "red"},
        made(addon_to=None, is_bundled=False),
    ),
    (29, "voucher unknown", {**T, "voucher": "NOSUCHCODE"}, at("voucher")),
    (29, "voucher empty", {**T, "voucher": ""}, at("voucher")),
    (29, "voucher null", {**T, "voucher": None}, made(voucher=None)),
    (36, "add-on of no rule", {**T, "addons": [T]}, at("addons")),
    (
        37,
        "add-on wrong at its place",
        {**T, "addons": [{"item": "$unknown", "price": "0.00"}, {"item": "$W", "price": "0.00"}]},
        Refused({"addons": [{"item": TEXTS}, {}]}),
    ),
    (38, "add-ons null", {**T, "addons": None}, at("addons")),
    (38, "add-ons an object", {**T, "addons": {}}, Refused({"addons": {"non_field_errors": TEXTS}})),
    (38, "add-on a number", {**T, "addons": [5]}, Refused({"addons": [{"non_field_errors": TEXTS}]})),
    (38, "bundled null", {**T, "bundled": None}, at("bundled")),
    (38, "bundled an object", {**T, "bundled": {}}, Refused({"bundled": {"non_field_errors": TEXTS}})),
    (38, "bundled a number", {**T, "bundled": [5]}, Refused({"bundled": [{"non_field_errors": TEXTS}]})),
    (39, "add-on product alone", {"item": "$W", "price": "9.00"}, made(addon_to=None)),
    (
        40,
        "bundled another variation",
        {**T, "bundled": [{"item": "$S", "variation": "$s2", "price": "1"}]},
        at("bundled"),
    ),
    (
        40,
        "bundled without variation",
        {**T, "bundled": [{"item": "$S", "price": "1"}]},
        Refused({"bundled": [{"non_field_errors": TEXTS}]}),
    ),
    (44, "a list", [T], at("non_field_errors")),
    (53, "seat for an unseated item", {**T, "seat": "A-1"}, at("seat")),
    (53, "seat null for an unseated item", {**T, "seat": None}, made(seat=None)),
]

ANSWERS: Final[list[tuple[str, Any, Any]]] = [
    ("unknown question", [{"question": "$unknown", "answer": "x", "options": []}], [{"question": TEXTS}]),
    ("no question", [{"answer": "x", "options": []}], [{"question": TEXTS}]),
    ("nothing", [{}], [{"question": TEXTS, "answer": TEXTS}]),
    ("null", None, TEXTS),
    ("no list", {}, {"non_field_errors": TEXTS}),
    ("a number", [5], [{"non_field_errors": TEXTS}]),
    (
        "one unknown question twice",
        [{"question": "$unknown", "answer": "x"}, {"question": "$unknown", "answer": "y"}],
        [{"question": TEXTS}, {"question": TEXTS}],
    ),
]


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [pytest.param(row[2], row[3], id=f"{row[0]:02}: {row[1]}") for row in ROWS],
)
def test_row(sent: object, wanted: Refused | Made, stall: Stall) -> None:
    """POST cartpositions/: held as asked for, or refused at the right place and nothing held."""
    answer = stall.post("cartpositions/", sent)

    if isinstance(wanted, Made):
        Made(stall.filled(dict(wanted.fields))).check(answer)
    else:
        wanted.check(answer)
        assert stall.fair.ids("cartpositions/") == []
        assert stall.fair.left(stall.things["q1"]) == 5


@pytest.mark.parametrize(
    ("answers", "places"),
    [pytest.param(row[1], row[2], id=f"answers: {row[0]}") for row in ANSWERS],
)
def test_answers_row(answers: object, places: object, stall: Stall) -> None:
    """An answer that cannot be kept is told at its place in the list."""
    Refused({"answers": places}).check(stall.post("cartpositions/", {**T, "answers": answers}))


def test_row_01_position_gets_a_cart_id_of_its_own(stall: Stall) -> None:
    """48 characters of the alphabet, then the suffix."""
    cart_id = stall.post("cartpositions/", T).json()["cart_id"]

    assert re.fullmatch(r"[A-Za-z0-9]{48}@api", cart_id)


def test_row_06_inactive_item_is_not_sold(stall: Stall) -> None:
    """Fay switches the ticket off."""
    stall.fair.patch(f"items/{stall.filled('$T')}/", {"active": False})

    refused(stall.post("cartpositions/", T), "item")


def test_row_08_inactive_variation_is_sold(stall: Stall) -> None:
    """Only the item's own switch is looked at."""
    path = stall.filled(["items/", "$S", "/variations/", "$s1", "/"])
    stall.fair.patch("".join(map(str, path)), {"active": False})

    assert stall.post("cartpositions/", {**T, "item": "$S", "variation": "$s1"}).status_code == 201


def test_row_10_full_quota_is_told_in_a_bare_list(stall: Stall) -> None:
    """The one literal text of the contract, in the shape of a single create."""
    stall.fair.patch(f"quotas/{stall.filled('$q1')}/", {"size": 0})

    answer = stall.post("cartpositions/", T)

    assert (answer.status_code, answer.json()) == (400, [SOLD_OUT.format("Tickets")])


def test_row_11_full_quota_is_told_in_the_entry_of_a_bulk_request(stall: Stall) -> None:
    """The same text, in the shape of an entry."""
    stall.fair.patch(f"quotas/{stall.filled('$q1')}/", {"size": 0})

    [entry] = stall.fair.bulk(stall.filled(T))

    assert entry == {
        "success": False,
        "data": None,
        "errors": {"non_field_errors": [SOLD_OUT.format("Tickets")]},
    }


@pytest.mark.parametrize("cart_id", ["", None], ids=["empty", "null"])
def test_row_13_cart_id_is_made_up(cart_id: str | None, stall: Stall) -> None:
    """An empty cart id and null mean the same as none."""
    position = stall.post("cartpositions/", {**T, "cart_id": cart_id}).json()

    assert re.fullmatch(r"[A-Za-z0-9]{48}@api", position["cart_id"])


@pytest.mark.parametrize(
    "date",
    [{}, {"subevent": None}, {"subevent": NO_SUCH_ID}],
    ids=["absent", "null", "unknown"],
)
def test_row_25_position_of_a_series_needs_a_date(date: Wire, series: Fair) -> None:
    """Ada wants in, but does not say when."""
    refused(series.ask(series.item(), **date), "subevent")


def test_row_34_price_of_an_addon_is_worked_out_when_it_is_left_out(stall: Stall) -> None:
    """The documented example: an add-on without a price costs what it is listed for."""
    answer = stall.post("cartpositions/", {**T, "addons": [{"item": "$W", "variation": None}]})

    assert answer.status_code == 201, answer.text
    assert [addon["price"] for addon in answer.json()["addons"]] == ["9.00"]


def test_row_35_addon_lives_as_long_as_its_parent(stall: Stall) -> None:
    """A departure from the reference, whose add-ons expire after half an hour."""
    sent = {**T, "expires": "2039-06-01T12:00:00Z", "addons": [{"item": "$W", "price": "0.00"}]}
    parent = stall.post("cartpositions/", sent).json()

    [child] = parent["addons"]
    assert child["cart_id"] == parent["cart_id"]
    assert child["addon_to"] == parent["id"]
    assert child["expires"] == parent["expires"] == "2039-06-01T12:00:00Z"


def test_row_40_bundled_position_says_so(stall: Stall) -> None:
    """The pair of item and variation is one of the ticket's bundles."""
    answer = stall.post("cartpositions/", {**T, "bundled": [{"item": "$S", "variation": "$s1", "price": "2.50"}]})

    assert answer.status_code == 201, answer.text
    assert [child["is_bundled"] for child in answer.json()["bundled"]] == [True]


def test_row_41_deleting_an_addon_leaves_its_parent_and_not_the_other_way_round(stall: Stall) -> None:
    """Ben does without the workshop, then without the fair."""
    fair, workshop = stall.fair, {"item": "$W", "price": "0.00"}
    parent = stall.post("cartpositions/", {**T, "addons": [workshop, workshop]}).json()
    dropped, kept = (addon["id"] for addon in parent["addons"])

    assert fair.delete(f"cartpositions/{dropped}/").status_code == 204
    assert fair.ids("cartpositions/") == [parent["id"], kept]

    assert fair.delete(f"cartpositions/{parent['id']}/").status_code == 204
    denied(fair.get(f"cartpositions/{kept}/"), 404)
    assert fair.ids("cartpositions/") == []


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "1/"), ("PATCH", "1/"), ("GET", "bulk_create/")],
)
def test_row_42_position_is_never_changed(method: str, path: str, fair: Fair) -> None:
    """Whether there is such a position is not even looked at."""
    denied(fair.send(method, f"cartpositions/{path}"), 405)


@pytest.mark.parametrize("which", ["abc", str(NO_SUCH_ID)])
def test_row_43_position_that_is_not_there(which: str, fair: Fair) -> None:
    """No number and no such number are the same."""
    denied(fair.get(f"cartpositions/{which}/"), 404)


def test_row_45_bulk_takes_a_list(stall: Stall) -> None:
    """An object is refused under a key of its own; an empty list is fine."""
    answer = stall.post("cartpositions/bulk_create/", {})

    assert (answer.status_code, list(answer.json())) == (400, ["error"])
    assert stall.fair.bulk() == []


def test_row_45_bulk_entries_fail_alone(stall: Stall) -> None:
    """The good one is held beside two that make no sense."""
    good, number, empty = stall.fair.bulk(stall.filled(T), 5, {})

    assert (good["success"], good["errors"]) == (True, None)
    assert (number["success"], number["data"]) == (False, None)
    assert shape(number["errors"]) == {"non_field_errors": TEXTS}
    assert shape(empty["errors"]) == {"item": TEXTS, "price": TEXTS}


def test_row_46_bulk_makes_up_one_cart_id(stall: Stall) -> None:
    """Two entries without one go into the same cart, which is nobody else's."""
    ask = stall.filled(T)
    first, second = stall.fair.bulk(ask, ask)
    [third] = stall.fair.bulk(ask)

    assert first["data"]["cart_id"] == second["data"]["cart_id"] != third["data"]["cart_id"]


def test_row_47_bulk_gives_the_places_in_the_order_of_the_asks(stall: Stall) -> None:
    """Three places, five asks, one of which cannot be: it takes nothing."""
    stall.fair.patch(f"quotas/{stall.filled('$q1')}/", {"size": 3})
    good, bad = stall.filled(T), stall.filled({**T, "price": "x"})

    results = stall.fair.bulk(good, bad, good, good, good)

    assert [one["success"] for one in results] == [True, False, True, True, False]
    assert shape(results[1]["errors"]) == {"price": TEXTS}
    assert results[4]["errors"] == {"non_field_errors": [SOLD_OUT.format("Tickets")]}
    assert [one["data"]["id"] for one in results if one["success"]] == stall.fair.ids("cartpositions/")


def test_row_57_smaller_of_two_quotas_decides(stall: Stall) -> None:
    """It is named, and the other one loses nothing."""
    small = stall.fair.quota(stall.things["T"], size=1, name="Small")
    assert stall.post("cartpositions/", T).status_code == 201

    answer = stall.post("cartpositions/", T)

    assert (answer.status_code, answer.json()) == (400, [SOLD_OUT.format("Small")])
    assert (stall.fair.left(small), stall.fair.left(stall.things["q1"])) == (0, 4)
