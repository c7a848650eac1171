"""Vouchers: their fields, whom they are for, what they keep back, and many at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.api.hall import seated
from tests.cast import NO_SUCH_ID, ROB
from tests.wire import Made, Refused, at, denied, made, refused, shape

if TYPE_CHECKING:
    from tests.api.stall import Stall
    from tests.cast import Desk, Fair

RULE: Final = "non_field_errors"
LATER: Final = "2040-01-01T00:00:00Z"
PAST: Final = "2020-01-01T00:00:00Z"
GENERATED: Final = re.compile("[A-HK-NP-Z2-9]{16}")
DEFAULTS: Final[dict[str, Any]] = {
    "max_usages": 1,
    "min_usages": 1,
    "redeemed": 0,
    "valid_until": None,
    "block_quota": False,
    "allow_ignore_quota": False,
    "price_mode": "none",
    "value": None,
    "item": None,
    "variation": None,
    "quota": None,
    "tag": "",
    "comment": "",
    "subevent": None,
    "seat": None,
    "show_hidden_items": True,
    "all_addons_included": False,
    "all_bundles_included": False,
    "budget": None,
    "budget_used": "0.00",
}


def batch(fair: Fair, *entries: object) -> Any:
    """The answer to many at once."""
    return fair.post("vouchers/batch_create/", list(entries))


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ({"code": "SUMMER"}, made(code="SUMMER", **DEFAULTS)),
        ({"code": " summer-7 "}, made(code="SUMMER-7")),
        ({"code": "c" * 255}, made(code="C" * 255)),
        ({"code": "c" * 256}, at("code")),
        ({"code": "ABCD"}, at("code")),
        ({"code": ""}, at("code")),
        ({"code": None}, at("code")),
        ({"max_usages": 3, "min_usages": 3}, made(max_usages=3, min_usages=3)),
        ({"max_usages": 2, "min_usages": 3}, at(RULE)),
        ({"max_usages": -1}, at("max_usages")),
        ({"max_usages": None}, at("max_usages")),
        ({"max_usages": 2**31}, at("max_usages")),
        ({"redeemed": 1, "id": 5, "budget_used": "7.00"}, made(redeemed=0, budget_used="0.00")),
        ({"valid_until": LATER}, made(valid_until=LATER)),
        ({"valid_until": "later"}, at("valid_until")),
        ({"price_mode": "set", "value": "12"}, made(price_mode="set", value="12.00")),
        ({"price_mode": "percent", "value": 120.5}, made(price_mode="percent", value="120.50")),
        ({"price_mode": "subtract"}, made(price_mode="subtract", value=None)),
        ({"price_mode": "free"}, at("price_mode")),
        ({"price_mode": None}, at("price_mode")),
        ({"value": "x"}, at("value")),
        ({"budget": "50"}, made(budget="50.00")),
        ({"item": "$T"}, made(item="$T")),
        ({"item": "$unknown"}, at("item")),
        ({"item": "$X"}, at("item")),
        ({"item": "$W"}, at(RULE)),
        ({"item": "$S"}, made(item="$S", variation=None)),
        ({"item": "$S", "variation": "$s1"}, made(item="$S", variation="$s1")),
        ({"item": "$T", "variation": "$s1"}, at(RULE)),
        ({"variation": "$s1"}, at(RULE)),
        ({"item": "$S", "variation": "$unknown"}, at("variation")),
        ({"quota": "$q1"}, made(quota="$q1")),
        ({"quota": "$unknown"}, at("quota")),
        ({"quota": "$q1", "item": "$T"}, at(RULE)),
        ({"quota": "$q3", "variation": "$s1"}, at(RULE)),
        ({"subevent": "$unknown"}, at("subevent")),
        ({"seat": "A1", "item": "$T"}, at(RULE)),
        ({"block_quota": True}, at(RULE)),
        ({"block_quota": True, "item": "$T", "max_usages": 5}, made(block_quota=True)),
        ({"block_quota": True, "item": "$T", "max_usages": 6}, at(RULE)),
        ({"block_quota": True, "item": "$T", "max_usages": 6, "valid_until": PAST}, made(valid_until=PAST)),
        ({"block_quota": True, "quota": "$q1", "max_usages": 6}, at(RULE)),
        ({"block_quota": True, "item": "$S", "max_usages": 2**31 - 1}, at(RULE)),
        ({"block_quota": None}, at("block_quota")),
        ({"allow_ignore_quota": True}, made(allow_ignore_quota=True)),
        ({"tag": "press", "comment": "for\nthe press"}, made(tag="press", comment="for\nthe press")),
        ({"tag": None}, at("tag")),
        ({"show_hidden_items": False, "all_addons_included": True}, made(show_hidden_items=False)),
        (5, at(RULE)),
    ],
)
def test_field(sent: Any, wanted: Refused | Made, stall: Stall) -> None:
    """It comes back as it was meant, or it is refused under its key and nothing is made."""
    answer = stall.post("vouchers/", sent)

    if isinstance(wanted, Made):
        Made(stall.filled(dict(wanted.fields))).check(answer)
        assert stall.fair.seen(f"vouchers/{answer.json()['id']}/") == answer.json()
    else:
        wanted.check(answer)
        assert stall.fair.ids("vouchers/") == []


def test_code_is_made_up_for_a_voucher_without(fair: Fair) -> None:
    """Of letters and digits that are not taken for one another."""
    codes = {fair.made("vouchers/", {})["code"] for _ in range(3)}

    assert len(codes) == 3
    assert all(GENERATED.fullmatch(code) for code in codes)


def test_code_is_taken_whatever_its_case(fair: Fair, other_fair: Fair) -> None:
    """Within the event; the voucher itself keeps its own."""
    first, second = fair.voucher(), fair.voucher("WINTER")

    refused(fair.post("vouchers/", {"code": "suMMer"}), RULE)
    refused(fair.patch(f"vouchers/{second['id']}/", {"code": "summer"}), RULE)
    assert fair.patch(f"vouchers/{first['id']}/", {"code": "Summer"}).json() == first
    assert other_fair.voucher()["code"] == "SUMMER"


def test_patch_merges_and_put_resets(stall: Stall) -> None:
    """But for the code: a voucher that loses it would be worth nothing to who holds it."""
    fair = stall.fair
    first = fair.voucher(item=stall.filled("$T"), max_usages=3, tag="press", valid_until=LATER)
    path = f"vouchers/{first['id']}/"

    assert fair.patch(path, {"tag": "radio"}).json() == {**first, "tag": "radio"}
    refused(fair.patch(path, {"min_usages": 4}), RULE)
    refused(fair.patch(path, {"quota": stall.filled("$q1")}), RULE)
    refused(fair.patch(path, {"code": None}), "code")
    assert fair.put(path, {}).json() == {"id": first["id"], "code": "SUMMER", **DEFAULTS}


def test_product_that_is_only_bundled_gets_no_voucher(fair: Fair) -> None:
    """There is nothing to buy with it."""
    item, _ = fair.ticket(require_bundling=True)

    refused(fair.post("vouchers/", {"item": item["id"]}), RULE)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["a", "b", "c"]),
        ("code=alpha", ["a"]),
        ("code=alph", []),
        ("active=true", ["a", "c"]),
        ("active=false", ["b"]),
        ("active=maybe", ["a", "b", "c"]),
        ("max_usages=2", ["c"]),
        ("redeemed=0", ["a", "b", "c"]),
        ("block_quota=true", ["a"]),
        ("allow_ignore_quota=true", ["c"]),
        ("price_mode=set", ["b"]),
        ("value=9", ["b"]),
        ("item={T}", ["a"]),
        ("variation={s1}", ["c"]),
        ("quota={q1}", ["b"]),
        ("tag=press", ["c"]),
        ("search=PRESS", ["b", "c"]),
        ("search=lph", ["a"]),
        ("search=lph&active=false", []),
        ("ordering=-code", ["c", "b", "a"]),
        ("ordering=max_usages", ["a", "b", "c"]),
        ("ordering=-valid_until", ["c", "a", "b"]),
        ("ordering=-value", ["c", "a", "b"]),
        ("ordering=tag", ["a", "b", "c"]),
    ],
)
def test_list_is_filtered_and_ordered(query: str, wanted: list[str], stall: Stall) -> None:
    """In the order they were made, unless the query says otherwise."""
    s1 = {"item": "$S", "variation": "$s1"}
    bodies: dict[str, dict[str, Any]] = {
        "a": {"code": "Alpha", "item": "$T", "block_quota": True},
        "b": {
            "code": "Bravo",
            "quota": "$q1",
            "valid_until": PAST,
            "price_mode": "set",
            "value": 9,
            "comment": "Press",
        },
        "c": {"code": "Charly", **s1, "max_usages": 2, "tag": "press", "allow_ignore_quota": True},
    }
    ids = {name: stall.post("vouchers/", body).json()["id"] for name, body in bodies.items()}
    query = query.format(**{name: stall.filled(f"${name}") for name in ("T", "s1", "q1")})

    assert stall.fair.ids(f"vouchers/?{query}") == [ids[name] for name in wanted]


@pytest.mark.parametrize("query", ["item=999999999", "quota=x", "max_usages=x", "price_mode=free", "subevent=1"])
def test_filter_that_names_nothing_is_refused(query: str, fair: Fair) -> None:
    """Under its own name."""
    refused(fair.get(f"vouchers/?{query}"), query.partition("=")[0])


def test_fewer_usages_than_carts_take_nothing_back(fair: Fair) -> None:
    """But nobody else may use it until they are gone."""
    item, _ = fair.ticket()
    first = fair.voucher(max_usages=3)
    held = [fair.hold(item, voucher="SUMMER")["id"] for _ in range(2)]

    assert fair.patch(f"vouchers/{first['id']}/", {"max_usages": 1}).status_code == 200
    assert fair.ids("cartpositions/") == held
    fair.delete(f"cartpositions/{held[0]}/")
    refused(fair.ask(item, voucher="SUMMER"), "voucher")
    fair.delete(f"cartpositions/{held[1]}/")
    fair.hold(item, voucher="SUMMER")


def test_voucher_for_a_seat_keeps_it(desk: Desk, fair: Fair) -> None:
    """For itself, for one use, with the product of the seat."""
    item = seated(desk, fair).item
    other, quota = fair.ticket(name="Other")
    for sent in (
        {"seat": "A1"},
        {"seat": "A1", "item": other["id"]},
        {"seat": "A1", "item": item["id"], "max_usages": 2},
        {"seat": "A1", "quota": quota["id"]},
        {"seat": "Z9", "item": item["id"]},
    ):
        refused(fair.post("vouchers/", sent), RULE)
    kept = fair.voucher(seat="A1", item=item["id"])

    assert kept["seat"] == "A1"
    refused(fair.ask(item, seat="A1"), "seat")
    refused(fair.post("vouchers/", {"seat": "A1", "item": item["id"]}), RULE)
    fair.hold(item, seat="A1", voucher="SUMMER")
    assert fair.patch(f"vouchers/{kept['id']}/", {"tag": "press"}).status_code == 200
    fair.hold(item, seat="B1")
    refused(fair.patch(f"vouchers/{kept['id']}/", {"seat": "B1"}), RULE)
    assert fair.patch(f"vouchers/{kept['id']}/", {"seat": None}).json()["seat"] is None


def test_batch_makes_all_in_order(fair: Fair) -> None:
    """With codes for those that came without."""
    answer = batch(fair, {"code": "first1"}, {"max_usages": 2}, {"code": "THIRD3"})

    assert answer.status_code == 201
    assert [one["max_usages"] for one in answer.json()] == [1, 2, 1]
    assert fair.rows("vouchers/") == answer.json()
    assert batch(fair).json() == []


def test_batch_makes_none_when_one_is_wrong(fair: Fair) -> None:
    """Problems stand in step with the list; what is twice in the list is wrong the second time."""
    item, quota = fair.ticket(size=3)
    block = {"item": item["id"], "block_quota": True}
    fair.voucher("TAKEN")

    answer = batch(
        fair,
        {"code": "FINE1"},
        {"code": "ABC"},
        {"code": "fine1"},
        {"code": "taken"},
        5,
        {**block, "max_usages": 2},
        {**block, "max_usages": 2},
        block,
    )

    assert answer.status_code == 400
    texts = {RULE: ["x"]}
    wanted = [{}, {"code": ["x"]}, {"code": ["x"]}, texts, texts, {}, texts, {}]
    assert shape(answer.json()) == shape(wanted)
    assert [one["code"] for one in fair.rows("vouchers/")] == ["TAKEN"]
    assert fair.left(quota) == 3


@pytest.mark.parametrize("sent", [{}, {"code": "SUMMER"}, 5, "x"])
def test_batch_takes_a_list(sent: object, fair: Fair) -> None:
    refused(fair.post("vouchers/batch_create/", sent), RULE)


def test_voucher_that_is_not_there(fair: Fair, other_fair: Fair) -> None:
    """404; Rob sees the others and changes none."""
    foreign = other_fair.voucher()["id"]
    own = fair.voucher()

    for which in ("abc", NO_SUCH_ID, foreign):
        denied(fair.get(f"vouchers/{which}/"), 404)
        denied(fair.patch(f"vouchers/{which}/", {}), 404)
    assert fair.get(f"vouchers/{own['id']}/", token=ROB).json() == own
    denied(fair.delete(f"vouchers/{own['id']}/", token=ROB), 403)
    denied(fair.get("vouchers/", token="itemswrite"), 403)
