"""Builders for what carts cost: positions, discounts and carts, as plain as can be unless a test says otherwise."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Final

from tests.shopping import DAY, FIRST_OF_JUNE, NOW, PLENTY, item, showcase, voucher
from willcall.cart.contents import Cart, Scene
from willcall.cart.discounts import discounted, potentials
from willcall.reserve.ask import CartRow, Hold, Line
from willcall.shop.showcase import ALWAYS, EVERYWHERE, Date, Discount, Item, Showcase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from willcall.reserve.quota import Availability
    from willcall.shop.vouchers import Voucher

A: Final = item(1, "A", default_price=4200)
B: Final = item(2, "B", default_price=2300)
SHIRT: Final = item(3, "Shirt", default_price=2000)
MUG: Final = item(4, "Mug", default_price=900)
D1, D2, D3 = 11, 12, 13
DATES: Final = {D1: Date(FIRST_OF_JUNE), D2: Date(FIRST_OF_JUNE + DAY), D3: Date(FIRST_OF_JUNE + 2 * DAY)}
HALF: Final = voucher(id=5, price_mode="percent", value=5000)

ROW: Final = CartRow(1, "c1", None, "web", NOW, NOW)
_IDS: Final = count(1)


def hold(of: Item, price: int | None = None, **fields: Any) -> Hold:
    """A position of a product, at its own price unless another one is named."""
    paid = of.default_price if price is None else price
    given = {
        "id": next(_IDS), "cart_id": "c1", "item_id": of.id, "variation_id": None, "price": paid, "name_parts": {},
        "attendee_email": None, "addon_to": None, "is_bundled": False, "includes_tax": True, "created": NOW,
        "expires": NOW, "line": Line(paid),
    }  # fmt: skip
    return Hold(**{**given, **fields})


def holds(of: Item, units: int, price: int | None = None, **fields: Any) -> list[Hold]:
    """So many equal positions."""
    return [hold(of, price, **fields) for _ in range(units)]


def discount(percent: int = 50, **fields: Any) -> Discount:
    """A discount in percent on everything, from the first unit on."""
    least = 0 if "condition_min_value" in fields else 1
    given = {
        "id": 1, "active": True, "position": 0, "window": ALWAYS, "channels": EVERYWHERE, "subevent_mode": "mixed",
        "dates": ALWAYS, "condition_item_ids": None, "condition_apply_to_addons": True,
        "condition_ignore_voucher_discounted": False, "condition_min_count": least,
        "condition_min_value": 0, "benefit_item_ids": None, "benefit_percent": 100 * percent,
        "benefit_cheapest_n": None, "benefit_apply_to_addons": True, "benefit_ignore_voucher_discounted": False,
    }  # fmt: skip
    return Discount(**{**given, **fields})


def only(*items: Item) -> frozenset[int]:
    """The products that a discount names."""
    return frozenset(one.id for one in items)


def prices(shown: Showcase, positions: Sequence[Hold], *vouchers: Voucher) -> list[int]:
    """What the positions cost after discounts, in their order."""
    return [one.price for one in discounted(shown, "web", NOW, positions, {one.code: one for one in vouchers})]


def cart(*positions: Iterable[Hold]) -> Cart:
    """A cart of these positions."""
    return Cart(ROW, 1, tuple(one for some in positions for one in some))


def scene(shown: Showcase, *vouchers: Voucher, left: Mapping[int, Availability] | None = None) -> Scene:
    """What is known at this moment; quotas that `left` does not name have plenty."""
    known = dict.fromkeys(shown.engine.quotas, PLENTY) | dict(left or {})
    return Scene(shown, NOW, known, {one.code: one for one in vouchers})


def fair(*rules: Discount, **fields: Any) -> Showcase:
    """An event with four products and these discounts."""
    return showcase(A, B, SHIRT, MUG, discounts=rules, **fields)


def offered(shown: Showcase, positions: Sequence[Hold], *vouchers: Voucher) -> list[tuple[int, int | None, int | None]]:
    """What could be had: discount, units, date."""
    found = potentials(shown, "web", NOW, positions, {one.code: one for one in vouchers})
    return [(one.discount.id, one.amount, one.subevent_id) for one in found]
