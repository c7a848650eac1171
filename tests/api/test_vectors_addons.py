"""Add-on rules, row by row as verified on the reference, with the answers that are wanted of Willcall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import NO_BODY, NO_SUCH_ID
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.api.stall import Stall
    from tests.cast import Fair, Wire

C: Final = {"addon_category": "$normal"}
FULL: Final = {
    **C,
    "min_count": 0,
    "max_count": 10,
    "position": 1,
    "multi_allowed": False,
    "price_included": True,
}
DEFAULTS: Final = {
    "min_count": 0,
    "max_count": 1,
    "position": 0,
    "multi_allowed": False,
    "price_included": False,
}

ROWS: Final[list[tuple[int, str, Any, Refused | Made]]] = [
    (1, "every field", FULL, Made(FULL)),
    (2, "only the category", C, Made({**DEFAULTS, **C})),
    (2, "only the minimum", {**C, "min_count": 1}, made(min_count=1, max_count=1)),
    (2, "only the maximum", {**C, "max_count": 3}, made(min_count=0, max_count=3)),
    (3, "the same category again", {"addon_category": "$addon"}, at("addon_category")),
    (4, "minimum above maximum", {**C, "min_count": 5, "max_count": 1}, at("non_field_errors")),
    (4, "minimum above the default maximum", {**C, "min_count": 2}, at("non_field_errors")),
    (4, "minimum is maximum", {**C, "min_count": 2, "max_count": 2}, made(min_count=2, max_count=2)),
    (4, "maximum nothing", {**C, "max_count": 0}, made(max_count=0)),
    *[
        (5, f"{field} {value}", {**FULL, field: value}, at(field))
        for field in ("min_count", "max_count", "position")
        for value in (-1, None, 1.5, "x")
    ],
    (5, "maximum of 40 bits", {**FULL, "max_count": 2**40}, at("max_count")),
    (5, "counts as texts", {**FULL, "min_count": "1", "max_count": "5"}, made(min_count=1, max_count=5)),
    *[
        (5, f"{field} {value}", {**FULL, field: value}, at(field))
        for field in ("multi_allowed", "price_included")
        for value in (None, "maybe")
    ],
    (5, "flags in other words", {**FULL, "multi_allowed": "yes", "price_included": 0}, made(multi_allowed=True)),
    (6, "category of another event", {"addon_category": "$foreign"}, at("addon_category")),
    (6, "category unknown", {"addon_category": "$unknown"}, at("addon_category")),
    (6, "category abc", {"addon_category": "abc"}, at("addon_category")),
    (6, "category null", {"addon_category": None}, at("addon_category")),
    (6, "category missing", {}, at("addon_category")),
]


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [pytest.param(row[2], row[3], id=f"{row[0]:02}: {row[1]}") for row in ROWS],
)
def test_row(sent: object, wanted: Refused | Made, stall: Stall, other_fair: Fair) -> None:
    """POST items/T/addons/: the rule is there and reads back, or it is refused and not there."""
    stall.things["foreign"] = other_fair.category()
    path = f"items/{stall.filled('$T')}/addons/"

    answer = stall.post(path, sent)

    if isinstance(wanted, Made):
        Made(stall.filled(dict(wanted.fields))).check(answer)
        assert stall.fair.seen(f"{path}{answer.json()['id']}/") == answer.json()
    else:
        wanted.check(answer)
        assert stall.fair.ids(path) == [stall.filled("$rule")]


@pytest.mark.parametrize(
    ("changes", "after"),
    [
        pytest.param({}, {}, id="07: nothing"),
        pytest.param({"position": 4}, {"position": 4}, id="07: position alone"),
        pytest.param({"min_count": 3}, {"min_count": 3}, id="07: one count alone"),
        pytest.param({"min_count": 1, "max_count": 2}, {"min_count": 1, "max_count": 2}, id="08: both counts"),
        pytest.param({"addon_category": "$addon"}, {}, id="09: its own category"),
        pytest.param({"addon_category": "$normal"}, {"addon_category": "$normal"}, id="09: another category"),
        pytest.param({"id": 1, "colour": "red"}, {}, id="unknown and read-only keys"),
    ],
)
def test_patch_changes_what_it_names(changes: Wire, after: Wire, stall: Stall) -> None:
    """PATCH merges: what is not named stays as it was."""
    path = f"items/{stall.filled('$T')}/addons/{stall.filled('$rule')}/"

    answer = stall.fair.patch(path, stall.filled(changes))

    assert (answer.status_code, answer.json()) == (200, {**stall.things["rule"], **stall.filled(after)})
    assert stall.fair.seen(path) == answer.json()


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        pytest.param({"min_count": 11}, "non_field_errors", id="minimum above the stored maximum"),
        pytest.param({"max_count": None}, "max_count", id="null"),
        pytest.param({"addon_category": "$unknown"}, "addon_category", id="unknown category"),
    ],
)
def test_patch_is_judged_on_what_comes_out(changes: Wire, key: str, stall: Stall) -> None:
    """A change that leaves no sensible rule changes nothing."""
    path = f"items/{stall.filled('$T')}/addons/{stall.filled('$rule')}/"

    refused(stall.fair.patch(path, stall.filled(changes)), key)
    assert stall.fair.seen(path) == stall.things["rule"]


def test_row_09_patch_to_a_category_that_is_linked_already(stall: Stall) -> None:
    """The item would have the same choice twice."""
    second = stall.fair.addon_rule(stall.things["T"], stall.things["normal"])
    path = f"items/{stall.filled('$T')}/addons/{second['id']}/"

    refused(stall.fair.patch(path, stall.filled({"addon_category": "$addon"})), "addon_category")


def test_row_10_put_resets_what_it_does_not_name(stall: Stall) -> None:
    """A departure from the reference, which keeps position and price_included."""
    path = f"items/{stall.filled('$T')}/addons/{stall.filled('$rule')}/"
    stall.fair.patch(path, {"position": 7, "price_included": True, "multi_allowed": True})
    sent = stall.filled({"addon_category": "$addon", "min_count": 1, "max_count": 2})

    answer = stall.fair.put(path, sent)

    assert (answer.status_code, answer.json()) == (200, {"id": stall.filled("$rule"), **DEFAULTS, **sent})


def test_row_11_put_without_a_category(stall: Stall) -> None:
    """The one field without a default."""
    path = f"items/{stall.filled('$T')}/addons/{stall.filled('$rule')}/"

    refused(stall.fair.put(path, {"min_count": 0, "max_count": 10}), "addon_category")
    assert stall.fair.seen(path) == stall.things["rule"]


@pytest.mark.parametrize("item", [str(NO_SUCH_ID), "$X", "abc"], ids=["12: unknown", "12: other event", "13: abc"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_addons_of_an_item_that_is_not_there(method: str, item: str, stall: Stall) -> None:
    """404 for every method, and no crash for what is no number."""
    body = stall.filled({"addon_category": "$normal"}) if method == "POST" else NO_BODY
    denied(stall.fair.send(method, f"items/{stall.filled(item)}/addons/", body), 404)


@pytest.mark.parametrize("method", ["GET", "PATCH", "PUT", "DELETE"])
def test_rule_of_another_item(method: str, stall: Stall) -> None:
    """A rule is found below its own item only."""
    path = f"items/{stall.filled('$S')}/addons/{stall.filled('$rule')}/"

    denied(stall.fair.send(method, path, {} if method in {"PATCH", "PUT"} else NO_BODY), 404)


def test_row_14_delete_twice(stall: Stall) -> None:
    """It is gone, and then it is not there."""
    path = f"items/{stall.filled('$T')}/addons/{stall.filled('$rule')}/"

    assert stall.fair.delete(path).status_code == 204
    denied(stall.fair.delete(path), 404)


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_row_15_rules_are_not_changed_through_the_item(method: str, stall: Stall) -> None:
    """Not even an empty list, on an item that may have rules."""
    sent = {"name": {"en": "T"}, "default_price": "23.00", "addons": []}

    refused(stall.fair.send(method, f"items/{stall.filled('$T')}/", sent), "non_field_errors")
    assert stall.fair.ids(f"items/{stall.filled('$T')}/addons/") == [stall.filled("$rule")]


@pytest.mark.parametrize(
    ("rules", "wanted"),
    [
        pytest.param([{**C, "min_count": 1}], [{**DEFAULTS, **C, "min_count": 1}], id="the default maximum counts"),
        pytest.param(
            [{"addon_category": "$normal", "position": 2}, {"addon_category": "$addon", "position": 1}],
            [{**DEFAULTS, "addon_category": "$addon", "position": 1}, {**DEFAULTS, **C, "position": 2}],
            id="in the order of positions",
        ),
    ],
)
def test_item_is_created_with_its_rules(rules: list[Wire], wanted: list[Wire], stall: Stall) -> None:
    """They come back without ids, and are there."""
    item = stall.fair.item(addons=stall.filled(rules))

    assert item["addons"] == stall.filled(wanted)
    assert len(stall.fair.ids(f"items/{item['id']}/addons/")) == len(rules)


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([C, C], id="the same category twice"),
        pytest.param([{**C, "min_count": 2, "max_count": 1}], id="minimum above maximum"),
        pytest.param([{"addon_category": "$unknown"}], id="unknown category"),
        pytest.param([{}], id="no category"),
        pytest.param({}, id="no list"),
    ],
)
def test_item_is_not_created_with_rules_that_cannot_be(rules: object, stall: Stall) -> None:
    """The problem sits under `addons`, and there is no item."""
    before = stall.fair.ids("items/")
    answer = stall.post("items/", {"name": {"en": "A"}, "default_price": "1.00", "addons": rules})

    assert (answer.status_code, list(answer.json())) == (400, ["addons"]), answer.text
    assert stall.fair.ids("items/") == before


def test_rules_are_listed_in_the_order_they_were_made(stall: Stall) -> None:
    """By id, whatever their positions; `ordering` may say otherwise."""
    path = f"items/{stall.filled('$U')}/addons/"
    first = stall.fair.addon_rule(stall.things["U"], stall.things["normal"], position=5)["id"]
    second = stall.fair.addon_rule(stall.things["U"], stall.things["addon"], position=1)["id"]

    assert stall.fair.ids(path) == [first, second]
    assert stall.fair.ids(f"{path}?ordering=position") == [second, first]
    assert stall.fair.ids(f"{path}?ordering=-position") == [first, second]
    assert stall.fair.ids(f"{path}?ordering=-id") == [second, first]


def test_deleting_a_rule_leaves_what_was_held_by_it(stall: Stall) -> None:
    """Ben has his workshop already."""
    workshop = stall.filled({"item": "$W", "price": "0.00"})
    held = stall.fair.hold(stall.things["T"], addons=[workshop])

    stall.fair.delete(f"items/{stall.filled('$T')}/addons/{stall.filled('$rule')}/")

    assert stall.fair.ids("cartpositions/") == [held["id"], held["addons"][0]["id"]]
    refused(stall.fair.ask(stall.things["T"], addons=[workshop]), "addons")
