"""Where carts depart from the recordings on purpose, and what is seen instead (docs/compatibility.md).

By case and step (counted from 0): why, and the parts of what was observed that are otherwise; None for a step that
cannot be played since the cart is another one by then. Two departures are everywhere and need no entry: a refused
action changes nothing, not even the expiry of what is in the cart; and an action that is granted tells what it had to
remove as notices, not as an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tests.shop.buyer import FIELDS

Wire = dict[str, Any]

NO_OFFERS: Final[Wire] = {"shown": False, "landed": "next"}
EMPTY: Final[Wire] = {"cart": {"lines": []}}


def line(item: str, price: str, count: int = 1, total: str | None = None, **fields: Any) -> Wire:
    """A line of a cart."""
    return {"item": item, "count": count, "price": price, "total": total or price, **fields}


def offer(category: str, *rows: Wire, **fields: Any) -> Wire:
    """A section of what is offered."""
    return {"category": category, "rows": list(rows), **fields}


def offers(*sections: Wire) -> Wire:
    """What is offered, beside no add-ons."""
    return {"shown": True, "positions": [], "cross_selling": list(sections)}


def cart(*lines: Wire, total: str) -> Wire:
    """What is in the cart."""
    return {"cart": {"lines": list(lines), "total": total}}


CONDITIONLESS: Final = "A category without a condition offers nothing, and harms nobody."
OTHERWISE_REFUSED: Final = "What is no candidate is refused; a page would not show it, a program must be told."
DECIMALS: Final = "A price is a decimal text and nothing else: nothing is dropped from it, nothing is guessed."
EXPIRED_VOUCHER: Final = "A position whose voucher has expired is removed with a notice; it does not block the others."
SEAT_ONCE: Final = "A seat is held once."
ROUNDED: Final = "A price is shown as it is charged."
ONE_DATE: Final = "A plain event is one date: rules for the same date work there."
BOTH_RULES: Final = "Both rules offer what they have left."
OWN_UNITS: Final = "Own units are gone from the quota already; they are not taken off a second time."
LEAST_USES: Final = "The least that a voucher is good for is held to what is really added."
QUANTITIES: Final = "What is no quantity is told of its field."

SHIRT: Final = {"item": "Shirt", "original_price": "19.99", "price": "13.39"}
REDUCED: Final = {"item": "Reduced", "original_price": "23.00", "price": "11.50"}
MERCH: Final = offer("Merch", {"item": "Mug", "price": "5.00", "max": 2}, {"item": "Shirt", "price": "20.00", "max": 2})
P1: Final = {"item": "P1", "original_price": "8.00", "price": "4.00", "max": 1}
P2: Final = {"item": "P2", "original_price": "6.00", "price": "3.00", "max": 1}
A: Final = line("A", "10.00")
STALLS: Final = (line("Stall", "50.00", seat="A-2"), line("Stall", "50.00", seat="A-3"))
STAND: Final = line("Stand", "20.00")

DEPARTURES: Final[Mapping[tuple[str, int], tuple[str, Wire | None]]] = {
    ("addons-12", 3): (OTHERWISE_REFUSED, {"ok": False, "error": "addon_not_offered"}),
    ("addons-16", 3): (
        OTHERWISE_REFUSED,
        {"ok": False, "error": "addon_not_offered"}
        | cart(
            line("Ticket", "42.00", date="D1"),
            line("E1", "7.00", date="D1", child=True),
            line("Ticket", "42.00", date="D2"),
            line("E2", "12.00", date="D2", child=True),
            total="103.00",
        ),
    ),
    ("add_to_cart-06", 8): (QUANTITIES, {"error": FIELDS}),
    ("add_to_cart-06", 9): (QUANTITIES, {"error": FIELDS}),
    ("add_to_cart-12", 9): (DECIMALS, {"ok": False, "error": "price_not_a_number", **EMPTY}),
    ("add_to_cart-12", 13): (DECIMALS, {"ok": False, "error": "price_not_a_number", **EMPTY}),
    ("add_to_cart-12", 19): (DECIMALS, {"ok": False, "error": "price_not_a_number", **EMPTY}),
    ("add_to_cart-17", 5): (SEAT_ONCE, cart(STALLS[0], total="50.00")),
    ("add_to_cart-17", 6): (SEAT_ONCE, cart(*STALLS, total="100.00")),
    ("add_to_cart-17", 7): (SEAT_ONCE, cart(*STALLS, STAND, total="120.00")),
    ("add_to_cart-17", 10): (SEAT_ONCE, cart(line("Stall", "50.00", seat="A-1"), *STALLS, STAND, total="170.00")),
    ("add_to_cart-18", 12): (LEAST_USES, EMPTY),
    ("cart-07", 6): (
        EXPIRED_VOUCHER,
        {"error": ["expired_removed:voucher_expired", "expired_removed:voucher_in_carts"], **EMPTY},
    ),
    ("cart-07", 7): (EXPIRED_VOUCHER, {"ok": True, **cart(A, total="10.00")}),
    ("cart-07", 8): (EXPIRED_VOUCHER, None),
    ("cart-07", 9): (EXPIRED_VOUCHER, cart(A, total="10.00")),
    ("cart-07", 10): (EXPIRED_VOUCHER, cart(A, total="10.00")),
    ("cross_selling-05", 2): (CONDITIONLESS, {"crash": ..., "landed": "next"}),
    ("cross_selling-05", 3): (CONDITIONLESS, {"crash": ..., **NO_OFFERS}),
    ("cross_selling-07", 4): (ROUNDED, offers(offer("Merch", SHIRT | {"max": 10}, discount_note=True))),
    ("cross_selling-07", 6): (ROUNDED, offers(offer("Merch", SHIRT | {"max": 7}, discount_note=True))),
    ("cross_selling-09", 3): (
        ONE_DATE,
        cart(line("Regular", "42.00", 2, "84.00"), line("Reduced", "11.50", discount="50 %"), total="95.50"),
    ),
    ("cross_selling-09", 4): (ONE_DATE, {"positions": ..., "cross_selling": ..., **NO_OFFERS}),
    ("cross_selling-09", 6): (
        ONE_DATE,
        cart(line("Regular", "42.00", 4, "168.00"), line("Reduced", "11.50", discount="50 %"), total="179.50"),
    ),
    ("cross_selling-09", 7): (ONE_DATE, offers(offer("Tickets", REDUCED | {"max": 1}, discount_note=True))),
    ("cross_selling-14", 1): (OWN_UNITS, offers(MERCH)),
    ("cross_selling-14", 3): (OWN_UNITS, offers(MERCH)),
    ("cross_selling-21", 3): (
        BOTH_RULES,
        {"crash": ...}
        | offers(
            offer("X1", P1, date="D1", discount_note=True),
            offer(
                "X1", P1, P1 | {"item": "P2", "original_price": "6.00", "price": "3.00"}, date="D2", discount_note=True
            ),
        ),
    ),
    ("cross_selling-21", 4): (BOTH_RULES, {"crash": ..., "landed": "addons"}),
}
