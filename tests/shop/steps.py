"""The add-ons step and the beginning of a checkout, as the recordings tell them, from what our interface answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from tests.shop.counter import rows_of, told_row

if TYPE_CHECKING:
    from tests.cast import Wire
    from tests.shop.buyer import Buyer

NOT_TOLD: dict[str, bool] = {"display_net_prices": False}


def addons_page(buyer: Buyer, _: Wire) -> Wire:
    """What can be chosen with what is in the cart, and what is offered beside it."""
    if buyer.cart is None:
        return {"shown": False, "landed": "next"}
    cart = buyer.send("GET").json()
    shop = {"display_net_prices": cart["display_net_prices"]}
    positions = _answer(buyer, "addons/")["positions"]
    offers = _answer(buyer, "cross_selling/")["offers"]
    unmet = [need for need in cart["missing"] if need["kind"] == "addons"]
    if not positions and not offers and not unmet:
        return {"shown": False, "landed": "next"}
    told: Wire = {"shown": True, "positions": [_position(buyer, shop, one) for one in positions if one["rules"]]}
    told["cross_selling"] = [_offer(buyer, shop, one) for one in offers]
    return told | ({"errors": ["addons_unavailable"]} if any(not need["can_be_met"] for need in unmet) else {})


def checkout(buyer: Buyer, step: Wire) -> Wire:
    """Where a buyer lands who wants to pay, and one who asks for a later step."""
    if buyer.cart is None or not buyer.send("GET").json()["lines"]:
        return {"landed": "index", "errors": ["cart_empty"]}
    page = addons_page(buyer, step)
    told: Wire = {"landed": "addons" if page["shown"] else "next"}
    if page.get("errors"):
        told["errors"] = page["errors"]
    if "goto" in step:
        unmet = any(need["kind"] == "addons" for need in buyer.send("GET").json()["missing"])
        told["goto_landed"] = "addons" if unmet else "next"
    return told


def _answer(buyer: Buyer, below: str) -> Wire:
    answer = buyer.send("GET", below)
    assert answer.status_code == httpx.codes.OK, answer.text
    found: Wire = answer.json()
    return found


def _position(buyer: Buyer, shop: Wire, position: Wire) -> Wire:
    name = buyer.counter.name_of
    return {"for": name("item", position["item"]), "rules": [_rule(buyer, shop, rule) for rule in position["rules"]]}


def _rule(buyer: Buyer, shop: Wire, rule: Wire) -> Wire:
    name = buyer.counter.name_of
    rows = []
    for found in rule["rows"]:
        kind = name("variation", found["variation"])
        told = told_row(
            shop, found, found["row"], {"item": name("item", found["item"])} | ({"variation": kind} if kind else {})
        )
        if rule["price_included"]:
            told = {key: value for key, value in told.items() if key not in {"free_price", "original_price", "tax"}}
            told["price"] = "included"
        told.pop("selected", None)
        if selected := found["chosen"] or found["row"]["selected"]:
            told["selected"] = selected
        rows.append(told)
    category = name("category", rule["category"]["id"])
    return {"category": category, "max_count": rule["max_count"], "multi_allowed": rule["multi_allowed"], "rows": rows}


def _offer(buyer: Buyer, shop: Wire, offer: Wire) -> Wire:
    name = buyer.counter.name_of
    rows = []
    for item in offer["items"]:
        for variation, row in rows_of(item):
            kind = name("variation", variation)
            shown = {"item": name("item", item["id"])} | ({"variation": kind} if kind else {})
            told = told_row(shop, item, row, shown)
            told.pop("selected", None)
            rows.append(told)
    told = {"category": name("category", offer["category"]["id"]), "rows": rows}
    if offer["subevent"] is not None:
        told["date"] = name("date", offer["subevent"])
    return told | ({"discount_note": True} if offer["discounted"] else {})
