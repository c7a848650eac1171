"""Variations: kinds of an item, priced and limited on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import NO_SUCH_ID, ROB, id_of
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.cast import Fair, Wire

V: Final[dict[str, Any]] = {"value": {"en": "XL"}}
DEFAULTS: Final[dict[str, Any]] = {
    "active": True,
    "description": None,
    "position": 0,
    "default_price": None,
    "price": "15.00",
    "original_price": None,
    "free_price_suggestion": None,
    "available_from": None,
    "available_until": None,
    "all_sales_channels": True,
    "limit_sales_channels": [],
    "hide_without_voucher": False,
}


@pytest.fixture
def shirt(fair: Fair) -> Wire:
    """A product in two sizes."""
    return fair.item("Shirt", price="15.00", variations=["S", "L"])


def path_of(item: Wire, variation: Wire | None = None) -> str:
    """Where an item's variations are, or one of them."""
    return f"items/{item['id']}/variations/" + (f"{variation['id']}/" if variation else "")


def test_variation_needs_a_value(fair: Fair, shirt: Wire) -> None:
    """Everything else has a default; it costs what the item costs."""
    variation = fair.made(path_of(shirt), V)

    assert {key: variation.get(key, "absent") for key in {**DEFAULTS, **V}} == {**DEFAULTS, **V}
    assert fair.seen(path_of(shirt, variation)) == variation
    assert [one["id"] for one in fair.seen(f"items/{shirt['id']}/")["variations"]] == fair.ids(path_of(shirt))
    refused(fair.post(path_of(shirt), {}), "value")


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"value": "Plain"}, made(value={"en": "Plain"})),
        ({"value": None}, at("value")),
        ({"value": 5}, at("value")),
        ({"default_price": "17"}, made(default_price="17.00", price="17.00")),
        ({"default_price": None}, made(default_price=None, price="15.00")),
        ({"default_price": "0"}, made(default_price="0.00", price="0.00")),
        ({"default_price": "x"}, at("default_price")),
        ({"price": "1.00", "id": 1}, made(price="15.00")),
        ({"active": False}, made(active=False)),
        ({"active": None}, at("active")),
        ({"position": "3"}, made(position=3)),
        ({"position": 1.5}, at("position")),
        ({"description": {"en": "Big"}}, made(description={"en": "Big"})),
        ({"original_price": "20"}, made(original_price="20.00")),
        ({"hide_without_voucher": True}, made(hide_without_voucher=True)),
        ({"available_from": "soon"}, at("available_from")),
    ],
)
def test_field(fields: Wire, wanted: Refused | Made, fair: Fair, shirt: Wire) -> None:
    """It comes back as it was meant, or it is refused under its key."""
    wanted.check(fair.post(path_of(shirt), {**V, **fields}))
    assert fair.seen(path_of(shirt))["count"] == 2 + isinstance(wanted, Made)


def test_patch_merges_and_put_resets(fair: Fair, shirt: Wire) -> None:
    """A new price of the item is one of its variations too, unless they have their own."""
    variation = shirt["variations"][0]
    path = path_of(shirt, variation)

    patched = fair.patch(path, {"default_price": "21.00", "position": 4, "active": False}).json()
    assert patched == {**variation, "default_price": "21.00", "price": "21.00", "position": 4, "active": False}
    assert fair.patch(path, {}).json() == patched

    put = fair.put(path, {"value": {"en": "S"}})
    assert (put.status_code, put.json()) == (200, variation)
    refused(fair.put(path, {"position": 1}), "value")

    fair.patch(f"items/{shirt['id']}/", {"default_price": "18.00"})
    assert fair.seen(path)["price"] == "18.00"


def test_item_made_without_variations_never_gets_one(fair: Fair) -> None:
    """What was sold without would not fit any more."""
    denied(fair.post(path_of(fair.item()), V), 403)


def test_last_variation_stays(fair: Fair, shirt: Wire) -> None:
    """The others may go."""
    first, last = shirt["variations"]

    assert fair.delete(path_of(shirt, first)).status_code == 204
    denied(fair.get(path_of(shirt, first)), 404)
    denied(fair.delete(path_of(shirt, last)), 403)
    assert fair.ids(path_of(shirt)) == [last["id"]]


def test_variation_that_is_held_stays(fair: Fair, shirt: Wire) -> None:
    """Also when the reservation is over, as long as it is listed."""
    small, large = shirt["variations"]
    fair.quota(shirt)
    position = fair.hold(shirt, variation=small["id"], expires="2020-01-01T00:00:00Z")

    denied(fair.delete(path_of(shirt, small)), 403)
    fair.delete(f"cartpositions/{position['id']}/")

    assert fair.delete(path_of(shirt, small)).status_code == 204
    assert fair.ids(path_of(shirt)) == [large["id"]]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["S", "M", "L"]),
        ("ordering=id", ["S", "M", "L"]),
        ("ordering=-id", ["L", "M", "S"]),
        ("ordering=position", ["L", "M", "S"]),
        ("ordering=-position", ["S", "M", "L"]),
        ("active=false", ["M"]),
        ("active=true", ["S", "L"]),
        ("search=M", ["M"]),
    ],
)
def test_list_is_filtered_and_ordered(query: str, wanted: list[str], fair: Fair) -> None:
    """In the order they were made, unless the query says otherwise."""
    sizes = [("S", 3, True), ("M", 2, False), ("L", 1, True)]
    item = fair.item(
        "Shirt",
        variations=[{"value": {"en": one}, "position": place, "active": on} for one, place, on in sizes],
    )

    assert [row["value"]["en"] for row in fair.rows(f"{path_of(item)}?{query}")] == wanted


def test_variation_is_found_below_its_item(fair: Fair, shirt: Wire) -> None:
    """Neither below another one, nor below none."""
    mug = fair.item("Mug", variations=["Red"])
    small = shirt["variations"][0]

    for method, body in (("GET", {}), ("PATCH", {}), ("PUT", V), ("DELETE", {})):
        denied(fair.send(method, path_of(mug, small), body), 404)
    denied(fair.get(f"items/{NO_SUCH_ID}/variations/"), 404)
    denied(fair.get("items/abc/variations/"), 404)
    denied(fair.get(f"items/{id_of(shirt)}/variations/abc/"), 404)
    denied(fair.post(path_of(shirt), V, token=ROB), 403)
