"""Tax rules: rates, the one that is the default, and the products that are taxed by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import NO_SUCH_ID, ROB
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.cast import Fair, Wire

V: Final[dict[str, Any]] = {"name": {"en": "VAT"}, "rate": "19.00"}
DEFAULTS: Final[dict[str, Any]] = {
    "internal_name": None,
    "code": None,
    "default": True,
    "price_includes_tax": True,
    "eu_reverse_charge": False,
    "home_country": "",
    "keep_gross_if_rate_changes": False,
    "custom_rules": None,
}


def taxed(fair: Fair, rate: object = "19.00", **fields: Any) -> Wire:
    """A tax rule."""
    return fair.made("taxrules/", {"name": {"en": "VAT"}, "rate": rate, **fields})


def defaults(fair: Fair) -> list[int]:
    """The rules that are the default, by id."""
    return [rule["id"] for rule in fair.rows("taxrules/") if rule["default"]]


def test_rule_needs_a_name_and_a_rate(fair: Fair) -> None:
    """Everything else has a default; the first rule is the default itself."""
    rule = fair.made("taxrules/", V)

    assert rule == {**V, **DEFAULTS, "id": rule["id"]}
    assert fair.seen(f"taxrules/{rule['id']}/") == rule
    assert fair.rows("taxrules/") == [rule]
    refused(fair.post("taxrules/", {}), "name", "rate")


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"name": "Plain"}, made(name={"en": "Plain"})),
        ({"name": None}, at("name")),
        ({"name": {"xx": "A"}}, at("name")),
        ({"rate": 7}, made(rate="7.00")),
        ({"rate": "0"}, made(rate="0.00")),
        ({"rate": 100}, made(rate="100.00")),
        ({"rate": "8.125"}, made(rate="8.125")),
        ({"rate": 8.1250}, made(rate="8.125")),
        ({"rate": "5.1000"}, made(rate="5.10")),
        ({"rate": "2.0001"}, made(rate="2.0001")),
        ({"rate": "1e1"}, made(rate="10.00")),
        ({"rate": "8.12345"}, at("rate")),
        ({"rate": "19,5"}, at("rate")),
        ({"rate": "-1"}, at("rate")),
        ({"rate": "100.0001"}, at("rate")),
        ({"rate": "1000"}, at("rate")),
        ({"rate": "NaN"}, at("rate")),
        ({"rate": True}, at("rate")),
        ({"rate": ""}, at("rate")),
        ({"rate": None}, at("rate")),
        ({"default": False}, made(default=True)),
        ({"default": None}, at("default")),
        ({"price_includes_tax": False}, made(price_includes_tax=False)),
        ({"price_includes_tax": "maybe"}, at("price_includes_tax")),
        ({"code": "S/standard"}, made(code="S/standard")),
        ({"code": ["S"]}, at("code")),
        ({"internal_name": "full"}, made(internal_name="full")),
        ({"eu_reverse_charge": True, "home_country": "DE"}, made(eu_reverse_charge=True, home_country="DE")),
        ({"home_country": None}, made(home_country=None)),
        ({"home_country": "Germany"}, at("home_country")),
        ({"keep_gross_if_rate_changes": True}, made(keep_gross_if_rate_changes=True)),
        (
            {"custom_rules": [{"country": "AT", "rate": "20.00"}]},
            made(custom_rules=[{"country": "AT", "rate": "20.00"}]),
        ),
        ({"custom_rules": []}, made(custom_rules=[])),
        ({"custom_rules": {}}, at("custom_rules")),
        ({"custom_rules": ["vat"]}, at("custom_rules")),
    ],
)
def test_field(fields: Wire, wanted: Refused | Made, fair: Fair) -> None:
    """It comes back as it was meant, or it is refused under its key and nothing is made."""
    answer = fair.post("taxrules/", {**V, **fields})

    wanted.check(answer)
    if isinstance(wanted, Made):
        assert fair.seen(f"taxrules/{answer.json()['id']}/") == answer.json()
    else:
        assert fair.ids("taxrules/") == []


def test_default_moves(fair: Fair) -> None:
    """There is always one, as long as there is any rule."""
    first, second, third = taxed(fair), taxed(fair), taxed(fair, default=True)
    assert [first["default"], second["default"], third["default"]] == [True, False, True]
    assert defaults(fair) == [third["id"]]

    made(default=True).check(fair.patch(f"taxrules/{second['id']}/", {"default": True}))
    assert defaults(fair) == [second["id"]]
    made(default=True).check(fair.patch(f"taxrules/{second['id']}/", {"default": True, "rate": "5"}))

    refused(fair.patch(f"taxrules/{second['id']}/", {"default": False}), "default")
    refused(fair.put(f"taxrules/{second['id']}/", {**V, "default": False}), "default")
    assert defaults(fair) == [second["id"]]


def test_both_rules_are_logged_when_the_default_moves(fair: Fair) -> None:
    """The one that ceases to be it as well; making a rule that is no default changes no other."""
    first = taxed(fair)
    second, _ = taxed(fair, default=True), taxed(fair)

    logged = fair.rows(f"changelog/?resource=taxrules&object={first['id']}")

    assert [entry["action"] for entry in logged] == ["changed", "created"]
    assert (logged[0]["before"], logged[0]["after"]) == ({"default": True}, {"default": False})
    assert [entry["action"] for entry in fair.rows(f"changelog/?object={second['id']}")] == ["created"]


def test_patch_merges_and_put_resets(fair: Fair) -> None:
    """The default stays where it is while nothing is said about it."""
    first, second = taxed(fair, code="S", custom_rules=[{}]), taxed(fair, price_includes_tax=False)

    assert fair.patch(f"taxrules/{first['id']}/", {"rate": "7"}).json() == {**first, "rate": "7.00"}
    assert fair.put(f"taxrules/{first['id']}/", V).json() == {**V, **DEFAULTS, "id": first["id"]}
    put = fair.put(f"taxrules/{second['id']}/", V)
    assert put.json() == {**V, **DEFAULTS, "id": second["id"], "default": False}
    refused(fair.put(f"taxrules/{first['id']}/", {"name": "VAT"}), "rate")


def test_used_rule_is_not_deleted(fair: Fair) -> None:
    """Nor is the default, but as the last one."""
    first, second = taxed(fair), taxed(fair)
    item = fair.item(tax_rule=second["id"])

    denied(fair.delete(f"taxrules/{second['id']}/"), 403)
    denied(fair.delete(f"taxrules/{first['id']}/"), 403)
    assert fair.ids("taxrules/") == [first["id"], second["id"]]

    fair.patch(f"items/{item['id']}/", {"tax_rule": None})
    assert fair.delete(f"taxrules/{second['id']}/").status_code == 204
    assert fair.delete(f"taxrules/{first['id']}/").status_code == 204
    denied(fair.delete(f"taxrules/{first['id']}/"), 404)
    assert taxed(fair)["default"] is True


def test_items_show_the_rate(fair: Fair) -> None:
    """And follow it; without a rule there is no tax."""
    rule = taxed(fair, "8.125")
    item, free = fair.item(tax_rule=rule["id"]), fair.item()

    assert (item["tax_rule"], item["tax_rate"]) == (rule["id"], "8.125")
    assert (free["tax_rule"], free["tax_rate"]) == (None, "0.00")

    fair.patch(f"taxrules/{rule['id']}/", {"rate": "7"})
    assert [one["tax_rate"] for one in fair.rows("items/")] == ["7.00", "0.00"]
    made(tax_rule=None, tax_rate="0.00").check(fair.put(f"items/{item['id']}/", {"name": "A", "default_price": 1}))


def test_rule_of_an_item_is_of_the_same_event(fair: Fair, other_fair: Fair) -> None:
    item = fair.item()
    foreign = taxed(other_fair)["id"]

    for wrong in (foreign, NO_SUCH_ID, "x", True):
        refused(fair.patch(f"items/{item['id']}/", {"tax_rule": wrong}), "tax_rule")


def test_items_are_filtered_by_tax(fair: Fair) -> None:
    """By rule or by rate; a rate of 0 is that of those without a rule, too."""
    full, zero, other = taxed(fair, "19"), taxed(fair, "0"), taxed(fair, "19.0000")
    a, b, c, d = (fair.item(tax_rule=rule and rule["id"])["id"] for rule in (full, zero, other, None))

    assert fair.ids(f"items/?tax_rule={full['id']}") == [a]
    assert fair.ids("items/?tax_rate=19.00") == [a, c]
    assert fair.ids("items/?tax_rate=0") == [b, d]
    assert fair.ids("items/?tax_rate=7") == []
    assert fair.ids(f"items/?tax_rate=19&tax_rule={zero['id']}") == []
    refused(fair.get(f"items/?tax_rule={NO_SUCH_ID}"), "tax_rule")
    refused(fair.get("items/?tax_rate=much"), "tax_rate")


def test_new_rate_is_a_change_of_the_items(fair: Fair) -> None:
    """A client that asks whether the items changed is told so; another name changes nothing there."""
    rule = taxed(fair)
    item = fair.item(tax_rule=rule["id"])
    fair.item()

    def told() -> list[tuple[int, str]]:
        return [(one["object"], one["action"]) for one in fair.rows("changelog/?resource=items")]

    before = told()
    fair.patch(f"taxrules/{rule['id']}/", {"name": "MwSt"})
    assert told() == before
    fair.patch(f"taxrules/{rule['id']}/", {"rate": "7"})
    assert told() == [(item["id"], "taxrules.changed"), *before]


def test_list_is_conditional(fair: Fair) -> None:
    taxed(fair)
    since = {"If-Modified-Since": fair.get("taxrules/").headers["last-modified"]}

    assert fair.get("taxrules/", headers=since).status_code == 304


def test_rule_of_another_event_is_out_of_reach(fair: Fair, other_fair: Fair) -> None:
    """404, for whatever is tried; Rob only looks."""
    path = f"taxrules/{taxed(other_fair)['id']}/"

    for method, body in (("GET", {}), ("PATCH", {"rate": 1}), ("PUT", V), ("DELETE", {})):
        denied(fair.send(method, path, body), 404)
    assert other_fair.seen("taxrules/", token=ROB)["count"] == 1
    denied(other_fair.patch(path, {"rate": 1}, token=ROB), 403)
    denied(other_fair.patch(path, {"rate": 1}, token="itemswrite"), 403)
