"""Discounts: stored with the rules that keep them understandable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import NO_SUCH_ID, ROB
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.cast import Fair, Wire

RULE: Final = "non_field_errors"
D: Final[dict[str, Any]] = {"internal_name": "3 for 2", "condition_min_count": 3}
BY_VALUE: Final[dict[str, Any]] = {"condition_min_count": 0, "condition_min_value": "50.00"}
DEFAULTS: Final[dict[str, Any]] = {
    "active": True,
    "position": 0,
    "all_sales_channels": True,
    "limit_sales_channels": [],
    "sales_channels": ["web"],
    "available_from": None,
    "available_until": None,
    "subevent_mode": "mixed",
    "subevent_date_from": None,
    "subevent_date_until": None,
    "condition_all_products": True,
    "condition_limit_products": [],
    "condition_apply_to_addons": True,
    "condition_min_count": 0,
    "condition_min_value": "0.00",
    "condition_ignore_voucher_discounted": False,
    "benefit_discount_matching_percent": "0.00",
    "benefit_only_apply_to_cheapest_n_matches": None,
    "benefit_same_products": True,
    "benefit_limit_products": [],
    "benefit_apply_to_addons": True,
    "benefit_ignore_voucher_discounted": False,
}
NOON: Final = "2040-01-01T12:00:00Z"


def reduced(fair: Fair, **fields: Any) -> Wire:
    """A discount."""
    return fair.made("discounts/", {**D, **fields})


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, Made({**DEFAULTS, **D})),
        ({"internal_name": None}, at("internal_name")),
        ({"internal_name": ""}, at("internal_name")),
        ({"active": "no"}, made(active=False)),
        ({"position": None}, at("position")),
        ({"available_from": NOON, "available_until": NOON}, made(available_from=NOON, available_until=NOON)),
        ({"available_until": "soon"}, at("available_until")),
        ({"subevent_mode": "same"}, made(subevent_mode="same")),
        ({"subevent_mode": "distinct"}, made(subevent_mode="distinct")),
        ({"subevent_mode": "other"}, at("subevent_mode")),
        ({"subevent_date_from": NOON, "subevent_date_until": None}, made(subevent_date_from=NOON)),
        ({"limit_sales_channels": ["web"], "all_sales_channels": False}, made(sales_channels=["web"])),
        ({"limit_sales_channels": ["carrier-pigeon"]}, at("limit_sales_channels")),
        ({"condition_all_products": False, "condition_limit_products": []}, made(condition_all_products=False)),
        ({"condition_limit_products": [NO_SUCH_ID]}, at("condition_limit_products")),
        ({"benefit_limit_products": [NO_SUCH_ID]}, at("benefit_limit_products")),
        ({"benefit_limit_products": None}, at("benefit_limit_products")),
        ({"condition_min_count": -1}, at("condition_min_count")),
        ({"condition_min_value": "-1"}, at("condition_min_value")),
        ({"benefit_discount_matching_percent": "33.33"}, made(benefit_discount_matching_percent="33.33")),
        ({"benefit_discount_matching_percent": 150}, made(benefit_discount_matching_percent="150.00")),
        ({"benefit_discount_matching_percent": "-0.01"}, at("benefit_discount_matching_percent")),
        ({"benefit_discount_matching_percent": "1.005"}, at("benefit_discount_matching_percent")),
        ({"benefit_only_apply_to_cheapest_n_matches": 1}, made(benefit_only_apply_to_cheapest_n_matches=1)),
        ({"benefit_only_apply_to_cheapest_n_matches": 0}, at("benefit_only_apply_to_cheapest_n_matches")),
        ({"benefit_same_products": False}, made(benefit_same_products=False)),
        ({"condition_apply_to_addons": None}, at("condition_apply_to_addons")),
        (BY_VALUE, made(**BY_VALUE)),
        ({"condition_min_value": "50.00"}, at(RULE)),
        ({"condition_min_count": 0}, at(RULE)),
        ({"condition_min_count": 0, "condition_min_value": "0.00"}, at(RULE)),
        ({**BY_VALUE, "benefit_only_apply_to_cheapest_n_matches": 1}, at(RULE)),
        ({**BY_VALUE, "subevent_mode": "distinct"}, at(RULE)),
        ({**BY_VALUE, "subevent_mode": "same"}, made(subevent_mode="same")),
        ({"subevent_mode": "distinct", "benefit_same_products": False}, at("benefit_same_products")),
        ({"subevent_mode": "same", "benefit_same_products": False}, made(benefit_same_products=False)),
    ],
)
def test_field(fields: Wire, wanted: Refused | Made, fair: Fair) -> None:
    """It comes back as it was meant, or it is refused under its key and nothing is made."""
    answer = fair.post("discounts/", {**D, **fields})

    wanted.check(answer)
    if isinstance(wanted, Made):
        assert answer.json().keys() == {"id", *D, *DEFAULTS}
        assert fair.seen(f"discounts/{answer.json()['id']}/") == answer.json()
    else:
        assert fair.ids("discounts/") == []


def test_discount_needs_a_name(fair: Fair) -> None:
    refused(fair.post("discounts/", {"condition_min_count": 1}), "internal_name")


def test_patch_is_judged_on_what_comes_out(fair: Fair) -> None:
    """PUT resets what it does not name."""
    discount = reduced(fair, subevent_mode="distinct", benefit_only_apply_to_cheapest_n_matches=1)
    path = f"discounts/{discount['id']}/"

    refused(fair.patch(path, {"condition_min_count": 0}), RULE)
    refused(fair.patch(path, BY_VALUE), RULE)
    refused(fair.patch(path, {"benefit_same_products": False}), "benefit_same_products")
    assert fair.seen(path) == discount
    assert fair.patch(path, {"position": 2}).json() == {**discount, "position": 2}
    refused(fair.put(path, {"internal_name": "A"}), RULE)
    assert fair.put(path, D).json() == {**DEFAULTS, **D, "id": discount["id"]}


def test_products_are_of_the_same_event(fair: Fair, other_fair: Fair) -> None:
    """Listed by id, each once; one that is deleted leaves."""
    first, second, foreign = fair.item()["id"], fair.item()["id"], other_fair.item()["id"]
    for name in ("condition_limit_products", "benefit_limit_products"):
        refused(fair.post("discounts/", {**D, name: [foreign]}), name)
    discount = reduced(fair, condition_limit_products=[second, first, first], benefit_limit_products=[first])
    path = f"discounts/{discount['id']}/"
    assert (discount["condition_limit_products"], discount["benefit_limit_products"]) == ([first, second], [first])

    fair.delete(f"items/{first}/")
    after = fair.seen(path)
    assert (after["condition_limit_products"], after["benefit_limit_products"]) == ([second], [])
    assert fair.patch(path, {"condition_limit_products": []}).json()["condition_limit_products"] == []


def test_list_is_by_position(fair: Fair) -> None:
    """Then by id; or as the query says. It tells when it was changed."""
    names = {
        reduced(fair, internal_name="a", position=3)["id"]: "a",
        reduced(fair, internal_name="b", position=1, active=False)["id"]: "b",
        reduced(fair, internal_name="c", position=1)["id"]: "c",
    }

    def listed(query: str) -> list[str]:
        return [names[one] for one in fair.ids(f"discounts/{query}")]

    assert listed("") == ["b", "c", "a"]
    assert listed("?ordering=-id") == ["c", "b", "a"]
    assert listed("?active=true") == ["c", "a"]
    assert listed("?active=false") == ["b"]
    since = {"If-Modified-Since": fair.get("discounts/").headers["last-modified"]}
    assert fair.get("discounts/", headers=since).status_code == 304


def test_discount_is_deleted(fair: Fair) -> None:
    item = fair.item()
    path = f"discounts/{reduced(fair, condition_limit_products=[item['id']])['id']}/"

    assert fair.delete(path).status_code == 204

    denied(fair.get(path), 404)
    assert fair.ids("items/") == [item["id"]]


def test_discount_of_another_event_is_out_of_reach(fair: Fair, other_fair: Fair) -> None:
    """404, for whatever is tried; Rob only looks."""
    path = f"discounts/{reduced(other_fair)['id']}/"

    for method, body in (("GET", {}), ("PATCH", {"active": False}), ("PUT", D), ("DELETE", {})):
        denied(fair.send(method, path, body), 404)
    assert other_fair.seen("discounts/", token=ROB)["count"] == 1
    denied(other_fair.patch(path, {}, token=ROB), 403)
