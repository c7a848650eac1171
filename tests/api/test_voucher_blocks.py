"""What vouchers keep back: where it counts, when it begins and ends, and what it needs."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any, Final

from tests.cast import ADA, BEN, SOLD_OUT, id_of
from tests.wire import denied, refused

if TYPE_CHECKING:
    from tests.cast import Fair, Thing

RULE: Final = "non_field_errors"
LATER: Final = "2040-01-01T00:00:00Z"
PAST: Final = "2020-01-01T00:00:00Z"


def blocking(item: Thing, usages: int = 1, **fields: Any) -> dict[str, Any]:
    """What a voucher is that keeps places back for a product."""
    return {"item": id_of(item), "block_quota": True, "max_usages": usages, **fields}


def test_expired_voucher_blocks_nothing_until_it_is_revived(fair: Fair) -> None:
    """Reviving it needs room again."""
    item, quota = fair.ticket(size=2)
    late = fair.voucher(**blocking(item, 2), valid_until=PAST)
    assert fair.left(quota) == 2
    fair.hold(item, cart_id=ADA)

    refused(fair.patch(f"vouchers/{late['id']}/", {"valid_until": LATER}), RULE)
    fair.patch(f"vouchers/{late['id']}/", {"valid_until": LATER, "max_usages": 1})
    assert (fair.left(quota), fair.availability(quota)["blocking_vouchers"]) == (0, 1)


def test_block_ends_with_the_voucher_and_its_carts_count(fair: Fair) -> None:
    """At the same instant, without a gap into which somebody could slip."""
    item, quota = fair.ticket(size=3)
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2)
    fair.voucher(**blocking(item, 3), valid_until=soon.isoformat())
    fair.hold(item, voucher="SUMMER")
    assert fair.ask(item, cart_id=BEN).json() == [SOLD_OUT.format("Tickets")]

    while dt.datetime.now(dt.UTC) <= soon:
        time.sleep(0.1)

    state = fair.availability(quota)
    assert (state["blocking_vouchers"], state["cart_positions"], state["available_number"]) == (0, 1, 2)
    fair.hold(item, cart_id=BEN)
    fair.hold(item, cart_id=BEN)
    assert fair.ask(item, cart_id=BEN).json() == [SOLD_OUT.format("Tickets")]


def test_voucher_for_a_product_blocks_each_quota_of_its_variations(fair: Fair) -> None:
    """In full; one for a variation only the quotas of that."""
    shirt = fair.item("Shirt", variations=["S", "M"])
    small, medium = (one["id"] for one in shirt["variations"])
    quotas = [fair.quota(shirt, size=5, name=str(one), variations=[one]) for one in (small, medium)]

    fair.voucher(**blocking(shirt, 2))
    fair.voucher("SMALL", **blocking(shirt, 1, variation=small))

    assert [fair.availability(one)["blocking_vouchers"] for one in quotas] == [3, 2]


def test_voucher_that_points_elsewhere_moves_its_block(fair: Fair) -> None:
    """The carts that use it count where they are from then on."""
    (first, there), (second, here) = fair.ticket(size=3), fair.ticket(size=3, name="Other")
    moved = fair.voucher(**blocking(first, 2))
    fair.hold(first, voucher="SUMMER")

    fair.patch(f"vouchers/{moved['id']}/", {"item": second["id"]})

    assert [fair.availability(one)["cart_positions"] for one in (there, here)] == [1, 0]
    assert (fair.left(there), fair.left(here)) == (2, 1)


def test_voucher_that_begins_to_block_keeps_the_places_of_its_own_carts(fair: Fair) -> None:
    """The only place is held with it: it needs no second one."""
    item, quota = fair.ticket(size=1)
    first = fair.voucher(item=item["id"])
    fair.hold(item, voucher="SUMMER")

    assert fair.patch(f"vouchers/{first['id']}/", {"block_quota": True}).status_code == 200
    state = fair.availability(quota)
    assert (state["blocking_vouchers"], state["cart_positions"]) == (1, 0)


def test_block_needs_no_room_beside_the_waiting_list(fair: Fair) -> None:
    """Who waits is sent a voucher: the list must not stand in its way."""
    item, quota = fair.ticket(size=1)
    position = fair.hold(item)
    fair.made("waitinglistentries/", {"item": item["id"], "email": "ada@example.org"})
    fair.delete(f"cartpositions/{position['id']}/")
    assert fair.left(quota) == 0

    fair.voucher(**blocking(item))


def test_closed_quota_takes_no_block(fair: Fair) -> None:
    """Not even without a size."""
    item, quota = fair.ticket(size=None)
    fair.patch(f"quotas/{quota['id']}/", {"closed": True})

    refused(fair.post("vouchers/", blocking(item)), RULE)


def test_deleted_voucher_goes_from_all_carts(fair: Fair) -> None:
    """With the add-ons of the positions that used it; its places are free again."""
    category = fair.category(is_addon=True)
    (item, quota), (extra, extras) = fair.ticket(size=2), fair.ticket(size=2, name="Extra", category=category["id"])
    fair.addon_rule(item, category)
    gone = fair.voucher(**blocking(item, 2))
    fair.hold(item, voucher="SUMMER", addons=[{"item": extra["id"], "price": "1.00"}])
    assert (fair.left(quota), fair.left(extras)) == (0, 1)

    assert fair.delete(f"vouchers/{gone['id']}/").status_code == 204

    assert fair.ids("cartpositions/") == []
    assert (fair.left(quota), fair.left(extras)) == (2, 2)
    denied(fair.delete(f"vouchers/{gone['id']}/"), 404)


def test_series_voucher_that_blocks_has_a_date(series: Fair) -> None:
    """And blocks on that date alone."""
    dates = [series.made("subevents/", {"name": "Day", "date_from": LATER, "active": True})["id"] for _ in range(2)]
    item = series.item()
    quotas = [series.quota(item, size=2, subevent=date) for date in dates]

    refused(series.post("vouchers/", blocking(item)), RULE)
    series.voucher(**blocking(item, 2), subevent=dates[0])

    assert [series.left(one) for one in quotas] == [0, 2]
    refused(series.ask(item, subevent=dates[1], voucher="SUMMER"), "voucher")
