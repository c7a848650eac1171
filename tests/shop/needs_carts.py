"""What was recorded of carts: these steps cannot be played before the shop has carts of its own.

By file: what its cases need, and from which step on (counted from 0) each of them needs it. The steps before are played
as they were recorded, with one difference: what buyers put into carts is held through the API, since others see it in
the shop; what the recording says of the cart itself, or of the beginning of the checkout, is not looked at. A case that
is not listed is played to its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NEEDS_CARTS: Final[Mapping[str, tuple[str, Mapping[str, int]]]] = {
    "index": (
        "adding to a cart, and the checkout",
        {"index-08": 1, "index-09": 2},
    ),
    "addons": (
        "the add-ons step of a cart",
        {
            "addons-01": 3,
            "addons-02": 2,
            "addons-03": 2,
            "addons-04": 2,
            "addons-05": 3,
            "addons-06": 3,
            "addons-07": 0,
            "addons-08": 2,
            "addons-09": 2,
            "addons-10": 2,
            "addons-11": 2,
            "addons-12": 3,
            "addons-13": 0,
            "addons-14": 0,
            "addons-15": 3,
            "addons-16": 2,
            "addons-17": 0,
        },
    ),
    "add_to_cart": (
        "adding to a cart",
        {
            "add_to_cart-01": 4,
            "add_to_cart-02": 0,
            "add_to_cart-04": 0,
            "add_to_cart-05": 1,
            "add_to_cart-06": 0,
            "add_to_cart-07": 1,
            "add_to_cart-08": 1,
            "add_to_cart-09": 1,
            "add_to_cart-10": 1,
            "add_to_cart-11": 0,
            "add_to_cart-12": 1,
            "add_to_cart-13": 0,
            "add_to_cart-14": 6,
            "add_to_cart-17": 1,
            "add_to_cart-18": 0,
            "add_to_cart-19": 0,
        },
    ),
    "cart": (
        "carts: expiry, removal, discounts, rounding",
        {
            "cart-01": 0,
            "cart-02": 0,
            "cart-03": 0,
            "cart-04": 0,
            "cart-05": 0,
            "cart-06": 0,
            "cart-07": 0,
            "cart-08": 0,
            "cart-09": 0,
            "cart-10": 0,
            "cart-11": 0,
            "cart-12": 0,
            "cart-13": 0,
            "cart-14": 0,
            "cart-15": 4,
            "cart-16": 0,
            "cart-17": 0,
            "cart-18": 0,
            "cart-19": 0,
            "cart-20": 0,
            "cart-21": 1,
        },
    ),
    "cross_selling": (
        "cross-selling",
        {
            "cross_selling-01": 0,
            "cross_selling-02": 0,
            "cross_selling-03": 1,
            "cross_selling-04": 1,
            "cross_selling-05": 1,
            "cross_selling-06": 0,
            "cross_selling-07": 0,
            "cross_selling-08": 0,
            "cross_selling-09": 0,
            "cross_selling-10": 0,
            "cross_selling-11": 0,
            "cross_selling-12": 0,
            "cross_selling-13": 0,
            "cross_selling-14": 0,
            "cross_selling-15": 0,
            "cross_selling-16": 0,
            "cross_selling-17": 1,
            "cross_selling-18": 0,
            "cross_selling-19": 0,
            "cross_selling-20": 0,
            "cross_selling-21": 0,
        },
    ),
}
