"""Cart positions of the API by the rules of the shop, looked at without a database."""

from __future__ import annotations

import pytest

from tests.carting import scene
from tests.shopping import item, showcase
from willcall.cart.strict import judged
from willcall.reserve.ask import Wanted
from willcall.shop.showcase import TaxRule


@pytest.mark.parametrize("net", [False, True])
def test_a_price_is_gross_whatever_buyers_are_shown(net: bool) -> None:
    """10.00 with 19 % on top; a buyer may pay more."""
    dear = item(default_price=1000, free_price=True, tax=TaxRule(190_000, included=False))
    world = scene(showcase(dear, rules={"display_net_prices": net}))

    paid, least, less = judged(world, [Wanted(item_id=1, price=price) for price in (2380, 1190, 1189)])
    assert (paid.problems, least.problems) == ({}, {})
    assert less.problems["price"] == ["The price is 11.90."]
