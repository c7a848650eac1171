"""Items: what is sold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import NO_SUCH_ID, ROB
from tests.wire import TEXTS, Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.cast import Fair, Wire

N: Final[dict[str, Any]] = {"name": {"en": "Ticket"}, "default_price": "23.00"}
DEFAULTS: Final[dict[str, Any]] = {
    "internal_name": None,
    "description": None,
    "active": True,
    "position": 0,
    "category": None,
    "has_variations": False,
    "variations": [],
    "addons": [],
    "bundles": [],
    "free_price": False,
    "free_price_suggestion": None,
    "original_price": None,
    "tax_rule": None,
    "tax_rate": "0.00",
    "available_from": None,
    "available_from_mode": "hide",
    "available_until": None,
    "available_until_mode": "hide",
    "require_voucher": False,
    "hide_without_voucher": False,
    "require_bundling": False,
    "min_per_order": None,
    "max_per_order": None,
    "all_sales_channels": True,
    "limit_sales_channels": [],
    "sales_channels": ["web"],
    "show_quota_left": None,
    "allow_waitinglist": True,
    "hidden_if_available": None,
    "hidden_if_item_available": None,
    "admission": False,
    "personalized": False,
    "allow_cancel": True,
    "require_approval": False,
    "meta_data": {},
}
PAST, FUTURE = "2020-01-01T00:00:00Z", "2040-01-01T00:00:00Z"


def test_item_needs_a_name_and_a_price(fair: Fair) -> None:
    """Everything else has a default."""
    item = fair.made("items/", N)

    assert {key: item.get(key, "absent") for key in {**DEFAULTS, **N}} == {**DEFAULTS, **N}
    assert fair.seen(f"items/{item['id']}/") == item
    assert fair.rows("items/") == [item]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"name": "Plain"}, made(name={"en": "Plain"})),
        ({"name": None}, at("name")),
        ({"name": {"xx": "A"}}, at("name")),
        ({"default_price": None}, at("default_price")),
        ({"default_price": "much"}, at("default_price")),
        ({"default_price": "1.005"}, at("default_price")),
        ({"default_price": 12}, made(default_price="12.00")),
        ({"default_price": "99999999999.99"}, made(default_price="99999999999.99")),
        ({"default_price": "100000000000.00"}, at("default_price")),
        ({"description": "x"}, made(description={"en": "x"})),
        ({"description": None}, made(description=None)),
        ({"internal_name": "n" * 256}, at("internal_name")),
        ({"active": "no"}, made(active=False)),
        ({"active": None}, at("active")),
        ({"position": "x"}, at("position")),
        ({"position": 2**40}, at("position")),
        ({"category": NO_SUCH_ID}, at("category")),
        ({"category": True}, at("category")),
        ({"tax_rule": NO_SUCH_ID}, at("tax_rule")),
        ({"free_price": True, "free_price_suggestion": "5"}, made(free_price=True, free_price_suggestion="5.00")),
        ({"original_price": 30}, made(original_price="30.00")),
        ({"available_from": PAST, "available_until": FUTURE}, made(available_from=PAST, available_until=FUTURE)),
        ({"available_from": FUTURE, "available_until": PAST}, at("non_field_errors")),
        ({"available_from_mode": "info"}, made(available_from_mode="info")),
        ({"available_until_mode": "never"}, at("available_until_mode")),
        ({"hide_without_voucher": True}, made(hide_without_voucher=True, require_voucher=True)),
        ({"require_bundling": True}, made(require_bundling=True)),
        ({"min_per_order": 2, "max_per_order": 2}, made(min_per_order=2, max_per_order=2)),
        ({"min_per_order": 3, "max_per_order": 2}, at("non_field_errors")),
        ({"min_per_order": -1}, at("min_per_order")),
        ({"max_per_order": "x"}, at("max_per_order")),
        ({"admission": True}, made(admission=True, personalized=True)),
        ({"admission": True, "personalized": False}, made(admission=True, personalized=False)),
        ({"personalized": True}, at("non_field_errors")),
        ({"has_variations": True, "tax_rate": "19.00", "id": 1}, made(has_variations=False, tax_rate="0.00")),
        ({"variations": [{}]}, Refused({"variations": [{"value": TEXTS}]})),
        ({"variations": [{"value": "S"}, {"value": None}]}, Refused({"variations": [{}, {"value": TEXTS}]})),
    ],
)
def test_field(fields: Wire, wanted: Refused | Made, fair: Fair) -> None:
    """It comes back as it was meant, or it is refused under its key and nothing is made."""
    answer = fair.post("items/", {**N, **fields})

    wanted.check(answer)
    if isinstance(wanted, Made):
        assert fair.seen(f"items/{answer.json()['id']}/") == answer.json()
    else:
        assert fair.ids("items/") == []


@pytest.mark.parametrize("key", ["name", "default_price"])
def test_required_field_is_missed(key: str, fair: Fair) -> None:
    """Both are told, each under its name."""
    refused(fair.post("items/", {inner: value for inner, value in N.items() if inner != key}), key)
    refused(fair.post("items/", {}), "name", "default_price")


def test_category_is_of_the_same_event(fair: Fair, other_fair: Fair) -> None:
    """Fay's other fair has categories of its own."""
    refused(fair.post("items/", {**N, "category": other_fair.category()["id"]}), "category")
    category = fair.category()["id"]
    assert fair.item(category=category)["category"] == category


@pytest.mark.parametrize("nested", ["variations", "addons", "bundles"])
@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_nested_lists_are_written_once(method: str, nested: str, fair: Fair) -> None:
    """Afterwards they have endpoints of their own; not even an empty list is taken."""
    item = fair.item()

    refused(fair.send(method, f"items/{item['id']}/", {**N, nested: []}), "non_field_errors")


def test_patch_is_judged_on_what_comes_out(fair: Fair) -> None:
    """The other end of the window is stored already."""
    item = fair.item(available_from="2030-01-01T00:00:00Z", min_per_order=3)
    path = f"items/{item['id']}/"

    refused(fair.patch(path, {"available_until": PAST}), "non_field_errors")
    refused(fair.patch(path, {"max_per_order": 2}), "non_field_errors")
    assert fair.patch(path, {"hide_without_voucher": True}).json()["require_voucher"] is True
    assert fair.patch(path, {"name": {"de": "Karte"}}).json()["name"] == {"de": "Karte"}


def test_item_comes_with_everything_nested(fair: Fair) -> None:
    """One request, as real clients make it."""
    parking, category = fair.item("Parking"), fair.category(is_addon=True)
    nested: dict[str, list[Wire]] = {
        "variations": [{"value": {"en": "Early"}, "default_price": "10.00"}, {"value": {"en": "Late"}}],
        "addons": [{"addon_category": category["id"]}],
        "bundles": [{"bundled_item": parking["id"], "bundled_variation": None, "designated_price": "2.00"}],
    }

    item = fair.made("items/", {**N, **nested})

    assert item["has_variations"] is True
    assert [(one["value"]["en"], one["price"]) for one in item["variations"]] == [("Early", "10.00"), ("Late", "23.00")]
    assert [rule["addon_category"] for rule in item["addons"]] == [category["id"]]
    assert item["bundles"] == [
        {"bundled_item": parking["id"], "bundled_variation": None, "count": 1, "designated_price": "2.00"},
    ]
    for one in ("variations", "addons", "bundles"):
        assert fair.seen(f"items/{item['id']}/{one}/")["count"] == len(nested[one])


def test_item_with_one_bad_part_is_not_made_at_all(fair: Fair) -> None:
    """Nothing nested stays behind."""
    body = {**N, "variations": [{"value": "S"}], "bundles": [{"bundled_item": NO_SUCH_ID}]}

    answer = fair.post("items/", body)

    assert (answer.status_code, list(answer.json())) == (400, ["bundles"])
    assert fair.seen("items/")["count"] == 0


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("active=true", ["b", "c"]),
        ("admission=true", ["b"]),
        ("free_price=true", ["c"]),
        ("free_price=false", ["b", "a"]),
        ("tax_rate=0", ["b", "c", "a"]),
        ("tax_rate=19", []),
        ("search=bee", ["b"]),
        ("active=true&ordering=-position", ["c", "b"]),
    ],
)
def test_list_is_filtered(query: str, wanted: list[str], fair: Fair) -> None:
    """By position and then by id, unless the query says otherwise."""
    names = {
        fair.item("Ay", position=3, active=False)["id"]: "a",
        fair.item("Bee", position=1, admission=True)["id"]: "b",
        fair.item("Sea", position=2, free_price=True)["id"]: "c",
    }

    assert [names[one] for one in fair.ids(f"items/?{query}")] == wanted


def test_list_is_filtered_by_category(fair: Fair) -> None:
    """Of this event; nonsense is told."""
    category = fair.category()["id"]
    inside = fair.item(category=category)["id"]
    fair.item()

    assert fair.ids(f"items/?category={category}") == [inside]
    refused(fair.get("items/?tax_rate=much"), "tax_rate")


def test_deleted_item_takes_its_positions_along(fair: Fair) -> None:
    """Ben's ticket goes with the workshop that hangs from it; Ada's parking stays."""
    category = fair.category(is_addon=True)
    ticket, workshop, parking = fair.item(), fair.item("Workshop", category=category["id"]), fair.item("Parking")
    fair.addon_rule(ticket, category)
    fair.bundle(parking, ticket)
    matching = fair.category(cross_selling_match_products=[ticket["id"]])
    quota = fair.quota(ticket, workshop, parking, size=10)
    fair.hold(ticket, addons=[{"item": workshop["id"], "price": "1.00"}])
    kept = fair.hold(parking, bundled=[{"item": ticket["id"], "price": "1.00"}])

    assert fair.delete(f"items/{ticket['id']}/").status_code == 204

    denied(fair.get(f"items/{ticket['id']}/"), 404)
    assert fair.ids("cartpositions/") == [kept["id"]]
    assert fair.left(quota) == 9
    assert fair.seen(f"quotas/{quota['id']}/")["items"] == [workshop["id"], parking["id"]]
    assert fair.seen(f"items/{parking['id']}/")["bundles"] == []
    assert fair.seen(f"categories/{matching['id']}/")["cross_selling_match_products"] == []


def test_item_of_another_event_is_out_of_reach(fair: Fair, other_fair: Fair) -> None:
    """404, for whatever is tried."""
    path = f"items/{other_fair.item()['id']}/"

    for method, body in (("GET", {}), ("PATCH", {"active": False}), ("PUT", N), ("DELETE", {})):
        denied(fair.send(method, path, body), 404)


def test_rob_only_looks(fair: Fair) -> None:
    """403 for every change, whatever the body."""
    item = fair.item()

    assert fair.seen("items/", token=ROB)["count"] == 1
    denied(fair.post("items/", {}, token=ROB), 403)
    denied(fair.delete(f"items/{item['id']}/", token=ROB), 403)
