"""Categories, row by row as verified on the reference, with the answers that are wanted of Willcall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import NO_BODY
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.api.stall import Stall
    from tests.cast import Fair, Wire

N: Final = {"name": {"en": "A"}}
DEFAULTS: Final[dict[str, Any]] = {
    "internal_name": None,
    "description": {"en": ""},
    "position": 0,
    "is_addon": False,
    "cross_selling_mode": None,
    "cross_selling_condition": None,
    "cross_selling_match_products": [],
}
LONG: Final = "n" * 300

ROWS: Final[list[tuple[int, str, Any, Refused | Made]]] = [
    (1, "only a name", N, Made({**N, **DEFAULTS})),
    (2, "name a text", {"name": "Plain"}, made(name={"en": "Plain"})),
    (3, "name null", {"name": None}, at("name")),
    (3, "name missing", {}, at("name")),
    (3, "name a number", {"name": 5}, at("name")),
    (3, "name a list", {"name": ["A"]}, at("name")),
    (3, "name in no language", {"name": {"xx": "A"}}, at("name")),
    (3, "name of a number", {"name": {"en": 1}}, at("name")),
    (4, "name an empty text", {"name": ""}, made(name={"en": ""})),
    (4, "name an empty object", {"name": {}}, made(name={})),
    (4, "name empty in English", {"name": {"en": ""}}, made(name={"en": ""})),
    (4, "name of 300", {"name": {"en": LONG}}, made(name={"en": LONG})),
    (4, "name in two languages", {"name": {"en": "A", "de-informal": "B"}}, made(name={"en": "A", "de-informal": "B"})),
    (5, "description null", {**N, "description": None}, made(description=None)),
    (5, "description a text", {**N, "description": "x"}, made(description={"en": "x"})),
    (5, "description an empty object", {**N, "description": {}}, made(description={})),
    (6, "internal name of 256", {**N, "internal_name": "n" * 256}, at("internal_name")),
    (6, "internal name of 255", {**N, "internal_name": "n" * 255}, made(internal_name="n" * 255)),
    (6, "internal name empty", {**N, "internal_name": ""}, made(internal_name="")),
    (6, "internal name null", {**N, "internal_name": None}, made(internal_name=None)),
    (6, "internal name true", {**N, "internal_name": True}, at("internal_name")),
    (7, "position negative", {**N, "position": -5}, made(position=-5)),
    (7, "position a text", {**N, "position": "7"}, made(position=7)),
    (7, "position a fraction", {**N, "position": 1.5}, at("position")),
    (7, "position null", {**N, "position": None}, at("position")),
    (7, "position of 37 bits", {**N, "position": 99999999999}, at("position")),
    (7, "position of 37 bits below zero", {**N, "position": -99999999999}, at("position")),
    (8, "is_addon a text", {**N, "is_addon": "true"}, made(is_addon=True)),
    (8, "is_addon null", {**N, "is_addon": None}, at("is_addon")),
    (8, "is_addon maybe", {**N, "is_addon": "maybe"}, at("is_addon")),
    (9, "mode foo", {**N, "cross_selling_mode": "foo"}, at("cross_selling_mode")),
    (9, "mode empty", {**N, "cross_selling_mode": ""}, at("cross_selling_mode")),
    (9, "condition empty", {**N, "cross_selling_condition": ""}, at("cross_selling_condition")),
    (10, "is_addon and mode", {**N, "is_addon": True, "cross_selling_mode": "both"}, at("non_field_errors")),
    (
        11,
        "condition without mode",
        {**N, "cross_selling_condition": "always"},
        made(cross_selling_mode=None, cross_selling_condition="always"),
    ),
    (
        11,
        "mode without condition",
        {**N, "cross_selling_mode": "only"},
        made(cross_selling_mode="only", cross_selling_condition=None),
    ),
    (
        11,
        "products with none",
        {**N, "cross_selling_mode": "both", "cross_selling_condition": "products", "cross_selling_match_products": []},
        made(cross_selling_condition="products", cross_selling_match_products=[]),
    ),
    (
        11,
        "products in any order and twice",
        {**N, "cross_selling_match_products": ["$W", "$T", "$W"]},
        made(cross_selling_match_products=["$T", "$W"]),
    ),
    (12, "match unknown", {**N, "cross_selling_match_products": ["$unknown"]}, at("cross_selling_match_products")),
    (12, "match null", {**N, "cross_selling_match_products": None}, at("cross_selling_match_products")),
    (12, "match a number", {**N, "cross_selling_match_products": 5}, at("cross_selling_match_products")),
    (13, "match of another event", {**N, "cross_selling_match_products": ["$X"]}, at("cross_selling_match_products")),
]


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [pytest.param(row[2], row[3], id=f"{row[0]:02}: {row[1]}") for row in ROWS],
)
def test_row(sent: object, wanted: Refused | Made, stall: Stall) -> None:
    """POST categories/: it is there and reads back, or it is refused and not there."""
    before = stall.fair.ids("categories/")

    answer = stall.post("categories/", sent)

    if isinstance(wanted, Made):
        Made(stall.filled(dict(wanted.fields))).check(answer)
        assert stall.fair.seen(f"categories/{answer.json()['id']}/") == answer.json()
    else:
        wanted.check(answer)
        assert stall.fair.ids("categories/") == before


def test_row_14_patch_is_judged_on_what_comes_out(fair: Fair) -> None:
    """What is offered beside the tickets cannot become an add-on, unless it stops to be offered."""
    kept: Wire = {"cross_selling_condition": "products", "cross_selling_match_products": [fair.item()["id"]]}
    category = fair.category(cross_selling_mode="both", **kept)
    path = f"categories/{category['id']}/"

    refused(fair.patch(path, {"is_addon": True}), "non_field_errors")
    answer = fair.patch(path, {"is_addon": True, "cross_selling_mode": None})

    assert answer.status_code == 200
    assert answer.json() == {**category, "is_addon": True, "cross_selling_mode": None}
    refused(fair.patch(path, {"cross_selling_mode": "only"}), "non_field_errors")


def test_row_15_put_resets_what_it_does_not_name(fair: Fair) -> None:
    """A departure from the reference, which keeps all the rest."""
    category = fair.category(
        internal_name="W",
        description={"en": "About"},
        position=7,
        cross_selling_mode="both",
        cross_selling_condition="products",
        cross_selling_match_products=[fair.item()["id"]],
    )

    answer = fair.put(f"categories/{category['id']}/", {"name": {"de": "B"}})

    assert (answer.status_code, answer.json()) == (200, {"id": category["id"], "name": {"de": "B"}, **DEFAULTS})
    refused(fair.put(f"categories/{category['id']}/", {"position": 1}), "name")


def test_row_16_patch_replaces_a_name_as_a_whole(fair: Fair) -> None:
    """No language survives that is not named."""
    category = fair.category("English")

    assert fair.patch(f"categories/{category['id']}/", {"name": {"de": "X"}}).json()["name"] == {"de": "X"}


def test_row_17_delete_lets_go_of_items_and_takes_rules_along(stall: Stall) -> None:
    """The workshop becomes an ordinary product; what is held stays held."""
    fair = stall.fair
    held = fair.hold(stall.things["T"], addons=[stall.filled({"item": "$W", "price": "0.00"})])
    matching = fair.category(cross_selling_match_products=[stall.things["W"]["id"]])

    assert fair.delete(f"categories/{stall.filled('$addon')}/").status_code == 204

    denied(fair.get(f"categories/{stall.filled('$addon')}/"), 404)
    assert fair.seen(f"items/{stall.filled('$W')}/")["category"] is None
    assert fair.ids(f"items/{stall.filled('$T')}/addons/") == []
    assert fair.ids("cartpositions/") == [held["id"], held["addons"][0]["id"]]

    fair.delete(f"items/{stall.filled('$W')}/")
    assert fair.seen(f"categories/{matching['id']}/")["cross_selling_match_products"] == []


@pytest.mark.parametrize(
    "query",
    ["is_addon=foo", "is_addon=", "ordering=name", "ordering=", "colour=red"],
)
def test_row_18_query_that_means_nothing_is_ignored(query: str, fair: Fair) -> None:
    """The list is what it is without."""
    second = fair.category(position=2)["id"]
    first = fair.category(position=1, is_addon=True)["id"]

    assert fair.ids(f"categories/?{query}") == [first, second]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("is_addon=true", ["c"]),
        ("is_addon=TRUE", ["c"]),
        ("is_addon=1", ["c"]),
        ("is_addon=False", ["b", "a", "d"]),
        ("is_addon=0&ordering=id", ["a", "b", "d"]),
        ("ordering=-position", ["d", "a", "c", "b"]),
        ("ordering=-id", ["d", "c", "b", "a"]),
        ("ordering=position,-id", ["b", "c", "d", "a"]),
        ("ordering=name,-id", ["d", "c", "b", "a"]),
        ("ordering=-name", ["b", "c", "a", "d"]),
    ],
)
def test_list_is_filtered_and_ordered(query: str, wanted: list[str], fair: Fair) -> None:
    """By position and then by id, unless the query says otherwise."""
    names: dict[int, str] = {}
    for name, position, is_addon in (("a", 3, False), ("b", -1, False), ("c", 2, True), ("d", 3, False)):
        names[fair.category(name, position=position, is_addon=is_addon)["id"]] = name

    assert [names[one] for one in fair.ids(f"categories/?{query}")] == wanted


@pytest.mark.parametrize("page", ["0", "abc", "999", "-1", "2", "1.0"])
def test_row_19_page_that_is_not_there(page: str, fair: Fair) -> None:
    """404, with words."""
    denied(fair.get(f"categories/?page={page}"), 404)


def test_row_20_list_that_did_not_change_is_not_sent_again(fair: Fair) -> None:
    """304 when it is what the client has; 412 when the client insists on an older one."""
    assert "last-modified" not in fair.get("categories/").headers
    fair.category()
    changed = fair.get("categories/").headers["last-modified"]
    old = "Mon, 01 Jan 2001 00:00:00 GMT"

    known = fair.get("categories/", headers={"If-Modified-Since": changed})
    assert (known.status_code, known.content) == (304, b"")
    assert fair.get("categories/", headers={"If-Modified-Since": old}).status_code == 200

    insisting = fair.get("categories/", headers={"If-Unmodified-Since": old})
    assert (insisting.status_code, insisting.content) == (412, b"")
    assert fair.get("categories/", headers={"If-Unmodified-Since": changed}).status_code == 200


@pytest.mark.parametrize("which", ["abc", "999999999", str(2**70), "0", "-1"])
@pytest.mark.parametrize("method", ["GET", "PATCH", "PUT", "DELETE"])
def test_category_that_is_not_there(method: str, which: str, fair: Fair) -> None:
    """404, whatever kind of nothing the id is."""
    body: object = {"name": {"en": "A"}} if method in {"PATCH", "PUT"} else NO_BODY

    denied(fair.send(method, f"categories/{which}/", body), 404)
