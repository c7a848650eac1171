"""Cart positions on the wire: how every field of a body is read (spec 01 §3), and how a hold is shown (§1)."""

from __future__ import annotations

import math
from typing import Any, Final

import msgspec
import pytest
from msgspec.structs import replace

from tests.engine import ADA, NOW
from willcall.kit.instants import MINUTE_US
from willcall.reserve import wire
from willcall.reserve.ask import AnswerWanted, Held, Hold, Wanted
from willcall.reserve.listing import Names
from willcall.rest.body import encode
from willcall.rest.problems import NON_FIELD

Body = dict[str, Any]

LEAST: Final[Body] = {"item": 1, "price": "23.00"}
CHILD_LEAST: Final[Body] = {"item": 2}


def read(**fields: object) -> Wanted:
    """A body that is right but for these fields."""
    return wire.wanted(LEAST | fields)


def test_what_is_left_out_has_its_default() -> None:
    assert wire.wanted(LEAST) == Wanted(item_id=1, price=2300)
    assert wire.wanted(LEAST).sales_channel == "web"
    assert wire.wanted(LEAST).includes_tax


TAKEN = [
    ("item", 1, "item_id", 1),
    ("item", "17", "item_id", 17),
    ("item", 17.0, "item_id", 17),
    ("item", -1, "item_id", 0),
    ("item", 10**30, "item_id", 0),
    ("variation", 3, "variation_id", 3),
    ("variation", None, "variation_id", None),
    ("price", "23.5", "price", 2350),
    ("price", " 23.00 ", "price", 2300),
    ("price", 23, "price", 2300),
    ("price", 23.1, "price", 2310),
    ("price", "1e2", "price", 10000),
    ("price", "-1.00", "price", -100),
    ("price", "0", "price", 0),
    ("price", "99999999999.99", "price", 9999999999999),
    ("attendee_name", "Ada", "attendee_name", "Ada"),
    ("attendee_name", None, "attendee_name", None),
    ("attendee_name", "A" * 255, "attendee_name", "A" * 255),
    ("attendee_name_parts", {"given_name": "Ada"}, "name_parts", {"given_name": "Ada"}),
    ("attendee_name_parts", {"_scheme": "full", "x": 7}, "name_parts", {"_scheme": "full", "x": "7"}),
    ("attendee_name_parts", {}, "name_parts", {}),
    ("attendee_email", "ada@example.org", "attendee_email", "ada@example.org"),
    ("attendee_email", "", "attendee_email", ""),
    ("attendee_email", None, "attendee_email", None),
    ("subevent", 4, "subevent_id", 4),
    ("subevent", None, "subevent_id", None),
    ("includes_tax", False, "includes_tax", False),
    ("includes_tax", "true", "includes_tax", True),
    # The reference takes null for false (spec 01 §5: a quirk we leave out).
    ("includes_tax", None, "includes_tax", True),
    ("cart_id", ADA, "cart_id", ADA),
    ("cart_id", f" {ADA} ", "cart_id", ADA),
    ("cart_id", "@api", "cart_id", "@api"),
    ("cart_id", "a" * 251 + "@api", "cart_id", "a" * 251 + "@api"),
    ("cart_id", "", "cart_id", None),
    ("cart_id", " ", "cart_id", None),
    ("cart_id", None, "cart_id", None),
    ("expires", "2030-03-17T17:46:40Z", "expires", NOW),
    ("expires", "2030-03-17T18:46:40+01:00", "expires", NOW),
    ("expires", "2030-03-17T17:46:40", "expires", NOW),
    ("expires", "2030-03-17T17:46:40.000001Z", "expires", NOW + 1),
    ("expires", "1970-01-02", "expires", 24 * 60 * MINUTE_US),
    ("expires", "1969-12-31T23:59:59Z", "expires", -1_000_000),
    ("seat", "A-1", "seat", "A-1"),
    ("seat", None, "seat", None),
    ("sales_channel", "box", "sales_channel", "box"),
    ("voucher", "ABC", "voucher", "ABC"),
    ("voucher", 123, "voucher", "123"),
    ("voucher", None, "voucher", None),
    # Read-only and unknown keys are as if they were not there.
    ("id", "x", "problems", {}),
    ("datetime", "x", "problems", {}),
    ("addon_to", "x", "problems", {}),
    ("is_bundled", "x", "problems", {}),
    ("unheard_of", "x", "problems", {}),
]


@pytest.mark.parametrize(("name", "value", "attribute", "meant"), TAKEN)
def test_a_field_is_read_as(name: str, value: object, attribute: str, meant: object) -> None:
    wanted = read(**{name: value})

    assert wanted.problems == {}
    assert getattr(wanted, attribute) == meant


REFUSED: Final[dict[str, list[object]]] = {
    "item": [None, True, "", "x", "1.5", 1.5, [], {}],
    "variation": [False, "x", [1], {}],
    "price": [None, True, "", "x", "1,5", "NaN", "Infinity", "1.005", "100000000000.00", [], {}],
    "attendee_name": ["", "  ", "A" * 256, True, ["Ada"], {}, "A\0"],
    "attendee_name_parts": [
        None,
        "Ada",
        ["Ada"],
        {"given_name": {}},
        {"given_name": ["Ada"]},
        {"given_name": None},
        {"given_name": True},
        {"_scheme": "unheard-of"},
        {"_legacy": "A" * 256},
    ],
    "attendee_email": ["ada", "@example.org", "ada@", "a" * 250 + "@example.org", "a b@example.org", True, []],
    "subevent": ["x", True, []],
    "includes_tax": ["perhaps", 2, [], {}],
    "answers": [None, "x", {}, 1],
    "cart_id": ["ada", "@api.", "@API", "a" * 252 + "@api", True, []],
    "expires": [None, "", "tomorrow", "2030-13-01", "17.03.2030", 1_900_000_000, True, []],
    "addons": [None, "x", {}, 1],
    "bundled": [None, "x", {}, 1],
    "seat": ["", " ", [], True],
    "sales_channel": [None, "", " ", [], True],
    "voucher": ["", " ", [], True, "V" * 256],
}


@pytest.mark.parametrize(
    ("name", "value"),
    [pytest.param(name, value, id=f"{name}={str(value)[:20]!r}") for name in REFUSED for value in REFUSED[name]],
)
def test_a_value_is_refused_under_the_field_s_name(name: str, value: object) -> None:
    assert list(read(**{name: value}).problems) == [name]


def test_not_a_number_in_json_s_own_kind_is_refused() -> None:
    assert list(read(price=math.nan).problems) == ["price"]
    assert list(read(price=math.inf).problems) == ["price"]


def test_every_field_is_in_these_tables() -> None:
    assert {field.name for field in wire.POSITION_FIELDS} == REFUSED.keys()


def test_item_and_price_are_required_and_all_problems_are_told() -> None:
    wanted = wire.wanted({"voucher": "", "expires": "x"})

    assert sorted(wanted.problems) == ["expires", "item", "price", "voucher"]
    assert (wanted.item_id, wanted.price, wanted.voucher, wanted.expires) == (None, None, None, None)


@pytest.mark.parametrize("raw", [None, True, 1, "x", [], [LEAST]])
def test_what_is_no_object_has_one_problem(raw: object) -> None:
    assert list(wire.wanted(raw).problems) == [NON_FIELD]


def test_a_date_that_is_null_is_told_from_one_that_is_left_out() -> None:
    """Spec 01 §8.1: a child without the key shares its parent's date, one with null does not."""
    assert (read().subevent_given, read(subevent=None).subevent_given, read(subevent=4).subevent_given) == (
        False,
        True,
        True,
    )


def test_children_are_read_like_positions() -> None:
    fields = {"variation": 3, "price": "1.00", "attendee_name": "Ben", "attendee_email": "", "includes_tax": False}
    (child,) = read(addons=[CHILD_LEAST | fields]).addons

    assert child == Wanted(
        item_id=2, variation_id=3, price=100, attendee_name="Ben", attendee_email="", includes_tax=False
    )


def test_a_child_may_leave_its_price_out_but_not_make_it_null() -> None:
    """Spec 01 §5: the documented example has an add-on without price."""
    wanted = read(addons=[CHILD_LEAST], bundled=[CHILD_LEAST | {"price": None}])

    assert wanted.addons == (Wanted(item_id=2),)
    assert list(wanted.bundled[0].problems) == ["price"]


def test_what_only_positions_have_is_ignored_in_children() -> None:
    ignored = {"cart_id": 1, "expires": 1, "seat": [], "voucher": [], "sales_channel": [], "addons": 1, "bundled": 1}

    assert read(bundled=[CHILD_LEAST | ignored]).bundled == (Wanted(item_id=2),)


def test_problems_of_a_child_stay_with_it() -> None:
    wanted = read(addons=[CHILD_LEAST, {"price": "x"}, "x"])

    assert wanted.problems == {}
    assert [sorted(child.problems) for child in wanted.addons] == [[], ["item", "price"], [NON_FIELD]]


@pytest.mark.parametrize("name", ["addons", "bundled", "answers"])
def test_a_list_that_is_none_is_told_inside_and_null_is_told_plainly(name: str) -> None:
    assert list(read(**{name: {}}).problems[name]) == [NON_FIELD]
    assert isinstance(read(**{name: None}).problems[name], list)


@pytest.mark.parametrize("name", ["addons", "bundled", "answers"])
def test_a_list_has_a_bound(name: str) -> None:
    entry = CHILD_LEAST | {"question": 1, "answer": "x"}

    assert read(**{name: [entry] * wire.CHILDREN_MAX}).problems == {}
    assert list(read(**{name: [entry] * (wire.CHILDREN_MAX + 1)}).problems[name]) == [NON_FIELD]


def test_answers_are_read() -> None:
    """Spec 01 §7: options may be left out; their order is kept, and the same one twice is one."""
    wanted = read(answers=[{"question": 1, "answer": 7}, {"question": "2", "answer": "x", "options": [5, "4", 5]}])

    assert wanted.answers == (AnswerWanted(1, "7"), AnswerWanted(2, "x", (5, 4)))


@pytest.mark.parametrize(
    ("answer", "at"),
    [
        ({}, ["answer", "question"]),
        ({"question": None, "answer": "x"}, ["question"]),
        ({"question": 1, "answer": ""}, ["answer"]),
        ({"question": 1, "answer": None}, ["answer"]),
        ({"question": 1, "answer": True}, ["answer"]),
        ({"question": 1, "answer": "x", "options": None}, ["options"]),
        ({"question": 1, "answer": "x", "options": ["x"]}, ["options"]),
        ("x", [NON_FIELD]),
    ],
)
def test_problems_of_an_answer_stay_with_it(answer: object, at: list[str]) -> None:
    assert [sorted(one.problems) for one in read(answers=[answer]).answers] == [at]


HOLD: Final = Hold(
    id=23,
    cart_id=ADA,
    item_id=1,
    variation_id=None,
    price=2300,
    name_parts={"given_name": "Ada", "family_name": "Lovelace"},
    attendee_email=None,
    addon_to=None,
    is_bundled=False,
    includes_tax=True,
    created=NOW,
    expires=NOW + 30 * MINUTE_US,
)
SHOWN: Final[Body] = {
    "id": 23,
    "cart_id": ADA,
    "item": 1,
    "variation": None,
    "price": "23.00",
    "attendee_name": "Ada Lovelace",
    "attendee_name_parts": {"given_name": "Ada", "family_name": "Lovelace"},
    "attendee_email": None,
    "voucher": None,
    "addon_to": None,
    "is_bundled": False,
    "subevent": None,
    "datetime": "2030-03-17T17:46:40Z",
    "expires": "2030-03-17T18:16:40Z",
    "includes_tax": True,
    "answers": [],
    "seat": None,
}


FAMILY: Final = Names("given_family")


def wired(shown: object) -> object:
    """What a client gets."""
    return msgspec.json.decode(encode(shown))


def test_a_hold_is_shown_with_exactly_the_documented_fields() -> None:
    assert wired(wire.shown(HOLD, FAMILY)) == SHOWN


def test_only_the_answer_to_its_creation_shows_children() -> None:
    """They stand in the order of their creation, and have no lists of their own (spec 01 §1)."""
    held = Held(HOLD, (child(24), child(25)), (child(26, is_bundled=True),))

    shown = wired(wire.shown_with_children(held, FAMILY))

    made = [SHOWN | {"id": number, "addon_to": 23, "is_bundled": number == 26} for number in (24, 25, 26)]
    assert shown == SHOWN | {"addons": made[:2], "bundled": made[2:]}
    assert wired(wire.shown_with_children(Held(HOLD), FAMILY)) == SHOWN | {"addons": [], "bundled": []}


def child(number: int, *, is_bundled: bool = False) -> Hold:
    """A child of the hold."""
    return replace(HOLD, id=number, addon_to=HOLD.id, is_bundled=is_bundled)


@pytest.mark.parametrize(
    ("minor", "price"),
    [(0, "0.00"), (5, "0.05"), (-100, "-1.00"), (123456789, "1234567.89"), (9999999999999, "99999999999.99")],
)
def test_a_price_has_two_places(minor: int, price: str) -> None:
    shown = wired(wire.shown(replace(HOLD, price=minor), Names("full")))

    assert isinstance(shown, dict)
    assert shown["price"] == price


def test_instants_are_shown_to_the_microsecond() -> None:
    shown = wired(wire.shown(replace(HOLD, created=NOW + 1, expires=NOW - 1), Names("full")))

    assert isinstance(shown, dict)
    assert (shown["datetime"], shown["expires"]) == ("2030-03-17T17:46:40.000001Z", "2030-03-17T17:46:39.999999Z")
