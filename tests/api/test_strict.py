"""`?strict=true`: cart positions of the API by the rules of the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from tests.cast import ADA, BEN, SOLD_OUT

if TYPE_CHECKING:
    from tests.cast import Answer, Fair, Wire

PAST: Final = "2020-01-01T00:00:00Z"
STRICT: Final = "?strict=true"


def asks(fair: Fair, item: Wire, query: str = STRICT, **fields: Any) -> Answer:
    """One position is asked for."""
    return fair.post(f"cartpositions/{query}", {"item": item["id"], "price": "23.00", **fields})


def asks_for(fair: Fair, *entries: Wire, query: str = STRICT) -> list[Wire]:
    """What becomes of several."""
    answer = fair.post(f"cartpositions/bulk_create/{query}", list(entries))
    assert answer.status_code in {200, 400}, answer.text
    results: list[Wire] = answer.json()["results"]
    return results


def entry(item: Wire, cart: str = ADA, **fields: Any) -> Wire:
    """An entry of a bulk."""
    return {"item": item["id"], "price": "23.00", "cart_id": cart, **fields}


def codes(results: list[Wire]) -> list[str | None]:
    """Why entries were refused; None for those that are held."""
    return [None if one["success"] else one["errors"]["code"][0] for one in results]


def test_what_the_shop_would_sell_is_held(fair: Fair) -> None:
    item, _ = fair.ticket()

    assert asks(fair, item).status_code == httpx.codes.CREATED
    assert codes(asks_for(fair, entry(item), entry(item))) == [None, None]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"available_until": PAST}, "unavailable"),
        ({"all_sales_channels": False, "limit_sales_channels": []}, "unavailable"),
        ({"require_voucher": True}, "voucher_required"),
        ({"require_bundling": True}, "bundled_only"),
        ({"min_per_order": 2}, "min_per_order"),
    ],
)
def test_what_the_shop_would_not_sell_is_refused(fields: Wire, code: str, fair: Fair) -> None:
    """With the code of the rule and a sentence; without strict it is held, as ever."""
    item, _ = fair.ticket(**fields)
    answer = asks(fair, item)

    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json()["code"] == [code]
    assert answer.json()["non_field_errors"][0]
    assert fair.rows("cartpositions/") == []
    assert asks(fair, item, "").status_code == httpx.codes.CREATED
    assert asks(fair, item, "?strict=false").status_code == httpx.codes.CREATED


def test_a_shop_that_is_closed_sells_nothing(fair: Fair) -> None:
    item, _ = fair.ticket()
    fair.patch("", {"presale_end": PAST})

    assert asks(fair, item).json()["code"] == ["presale_ended"]
    assert asks(fair, item, "").status_code == httpx.codes.CREATED


def test_limits_per_order_are_of_the_entries_of_one_cart(fair: Fair) -> None:
    """The last that came is one too many; another cart has its own."""
    item, _ = fair.ticket(max_per_order=2)
    three = [entry(item), entry(item), entry(item), entry(item, BEN)]

    assert codes(asks_for(fair, *three)) == [None, None, "max_per_order", None]
    fair.patch("settings/", {"max_items_per_order": 1})
    assert codes(asks_for(fair, entry(item), entry(item))) == [None, "cart_too_large"]


def test_enough_of_a_product_together_is_enough(fair: Fair) -> None:
    item, _ = fair.ticket(min_per_order=2)

    assert codes(asks_for(fair, entry(item), entry(item))) == [None, None]
    assert codes(asks_for(fair, entry(item), entry(item, BEN))) == ["min_per_order", "min_per_order"]


def test_prices_are_the_shops(fair: Fair) -> None:
    item, _ = fair.ticket()
    answer = asks(fair, item, price="1.00")

    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json() == {"price": ["The price is 23.00."], "code": ["price_wrong"]}
    assert asks(fair, item, price="23.00").status_code == httpx.codes.CREATED


def test_buyers_may_pay_more_where_the_product_says_so(fair: Fair) -> None:
    item, _ = fair.ticket(free_price=True)

    assert asks(fair, item, price="40.00").status_code == httpx.codes.CREATED
    assert asks(fair, item, price="22.99").json()["code"] == ["price_wrong"]


def test_the_price_of_a_voucher_counts(fair: Fair) -> None:
    item, _ = fair.ticket()
    fair.voucher("CHEAP1", item=item["id"], price_mode="set", value="5.00", max_usages=5)

    assert asks(fair, item, price="5.00", voucher="cheap1").status_code == httpx.codes.CREATED
    assert asks(fair, item, price="23.00", voucher="cheap1").json()["code"] == ["price_wrong"]
    assert asks(fair, item, voucher="NONE").status_code == httpx.codes.BAD_REQUEST


def test_an_automatic_discount_may_be_taken_off_or_not(fair: Fair) -> None:
    item, _ = fair.ticket()
    fair.made(
        "discounts/",
        {"internal_name": "Two", "condition_min_count": 2, "benefit_discount_matching_percent": "50.00"},
    )

    assert codes(asks_for(fair, entry(item), entry(item))) == [None, None]
    assert codes(asks_for(fair, entry(item, price="11.50"), entry(item, price="11.50"))) == [None, None]
    assert codes(asks_for(fair, entry(item, price="11.50"))) == ["price_wrong"]


def workshop(fair: Fair, **rule: Any) -> tuple[Wire, Wire]:
    """A ticket with which workshops are chosen, and a workshop."""
    category = fair.category(is_addon=True)
    ticket, _ = fair.ticket()
    one = fair.item("Workshop", "9.00", category=category["id"])
    fair.quota(one, name="Workshops")
    fair.made(f"items/{ticket['id']}/addons/", {"addon_category": category["id"], **rule})
    return ticket, one


def test_rules_of_addons_are_kept(fair: Fair) -> None:
    ticket, one = workshop(fair, min_count=1, max_count=1)
    addon = {"item": one["id"]}

    assert asks(fair, ticket).json()["code"] == ["addon_min_count"]
    assert asks(fair, ticket, addons=[addon, addon]).json()["code"] in (["addon_max_count"], ["addon_no_multi"])
    assert asks(fair, one, price="9.00").json()["code"] == ["addon_only"]
    held = asks(fair, ticket, addons=[addon])
    assert held.status_code == httpx.codes.CREATED
    assert held.json()["addons"][0]["price"] == "9.00"


def test_the_price_of_an_addon_is_told_where_it_stands(fair: Fair) -> None:
    ticket, one = workshop(fair, max_count=1)
    answer = asks(fair, ticket, addons=[{"item": one["id"], "price": "1.00"}])

    assert answer.json() == {"addons": [{"price": ["The price is 9.00."]}], "code": ["price_wrong"]}
    assert asks(fair, ticket, addons=[{"item": one["id"], "price": "9.00"}]).status_code == httpx.codes.CREATED


def test_what_is_bundled_must_come_along(fair: Fair) -> None:
    """All of it, at the price that the bundle gives it, which is part of the ticket's."""
    ticket, _ = fair.ticket()
    shirt = fair.item("Shirt", "9.00")
    fair.quota(shirt, name="Shirts")
    fair.made(f"items/{ticket['id']}/bundles/", {"bundled_item": shirt["id"], "count": 1, "designated_price": "5.00"})

    assert asks(fair, ticket, price="18.00").json()["code"] == ["bundle_wrong"]
    assert asks(fair, ticket, price="23.00", bundled=[{"item": shirt["id"]}]).json()["code"] == ["price_wrong"]
    held = asks(fair, ticket, price="18.00", bundled=[{"item": shirt["id"]}])
    assert held.status_code == httpx.codes.CREATED
    assert held.json()["bundled"][0]["price"] == "5.00"


def test_room_is_the_engines_business(fair: Fair) -> None:
    """Its text does not change."""
    item, quota = fair.ticket(size=1)

    assert [one["success"] for one in asks_for(fair, entry(item), entry(item))] == [True, False]
    answer = asks(fair, item)
    assert (answer.status_code, answer.json()) == (400, [SOLD_OUT.format(quota["name"])])


def test_strict_and_atomic_go_together(fair: Fair) -> None:
    item, _ = fair.ticket(max_per_order=1)
    results = asks_for(fair, entry(item), entry(item), query="?strict=true&atomic=true")

    assert [one["success"] for one in results] == [False, False]
    assert results[1]["errors"]["code"] == ["max_per_order"]
    assert fair.rows("cartpositions/") == []


def test_what_cannot_be_read_is_told_as_ever(fair: Fair) -> None:
    item, _ = fair.ticket()
    results = asks_for(fair, {"item": "x", "price": "y"}, entry(item))

    assert set(results[0]["errors"]) == {"item", "price"}
    assert results[1]["success"]


def test_a_strict_bulk_has_a_bound(fair: Fair) -> None:
    item, _ = fair.ticket()
    answer = fair.post("cartpositions/bulk_create/?strict=true", [entry(item)] * 101)

    assert (answer.status_code, list(answer.json())) == (400, ["error"])


@pytest.mark.parametrize("path", ["cartpositions/", "cartpositions/bulk_create/"])
def test_what_is_neither_yes_nor_no_is_refused(path: str, fair: Fair) -> None:
    answer = fair.post(f"{path}?strict=perhaps", [])

    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert list(answer.json()) == ["strict"]
