"""The quota engine's edges, as far as they can be reached with items, quotas and cart positions."""

from __future__ import annotations

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import pytest

from tests.cast import ADA, BEN, SOLD_OUT

if TYPE_CHECKING:
    import httpx

    from tests.cast import Fair

LEFT_OUT: Final = {
    "5 pending, 5 paid, 3 paid + 2 pending, 5 paid + 1 cart": "need orders",
    "blocking, redeemed, expired, non-blocking and ignoring vouchers": "need vouchers",
    "2 dates, same item, one bulk": "needs dates",
    "waiting list 1, size 1, no sale": "needs the waiting list",
    "reservation_time 0": "needs event settings",
    "expires = now exactly": "needs a clock that can be turned: a test of the rule, not of the wire",
}
MANY: Final = 10_000
CROWD: Final = 32


def refused_for(answer: httpx.Response, quota: str) -> bool:
    """Whether there was no room in this quota."""
    return answer.status_code == 400 and answer.json() == [SOLD_OUT.format(quota)]


@pytest.mark.timeout(300)
def test_quota_without_a_size_has_room_for_ten_thousand(fair: Fair) -> None:
    """And for one more."""
    item, quota = fair.ticket(size=None)
    asks = [{"item": item["id"], "price": "1.00", "cart_id": ADA}] * 500
    for _ in range(MANY // len(asks)):
        assert all(one["success"] for one in fair.bulk(*asks))

    state = fair.availability(quota)

    assert (state["cart_positions"], state["available"], state["available_number"]) == (MANY, True, None)
    fair.hold(item)


def test_quota_of_nothing_holds_nobody(fair: Fair) -> None:
    """Size 0."""
    item, quota = fair.ticket(size=0)

    assert refused_for(fair.ask(item), "Tickets")
    assert fair.availability(quota)["available"] is False
    assert fair.left(quota) == 0


def test_place_comes_back_when_time_is_up(fair: Fair) -> None:
    """Five places, five carts; the one that expires is sold to the next who asks, and to nobody after him."""
    item, quota = fair.ticket(size=5)
    for _ in range(4):
        fair.hold(item, cart_id=ADA)
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2)
    fair.hold(item, expires=soon.isoformat())
    assert refused_for(fair.ask(item, cart_id=BEN), "Tickets")

    answer = fair.ask(item, cart_id=BEN)
    while answer.status_code == 400 and dt.datetime.now(dt.UTC) < soon + dt.timedelta(seconds=5):
        time.sleep(0.05)
        answer = fair.ask(item, cart_id=BEN)

    assert answer.status_code == 201, "the place did not come back"
    assert dt.datetime.now(dt.UTC) > soon, "the place came back too early"
    assert refused_for(fair.ask(item), "Tickets")
    assert fair.left(quota) == 0


def test_closed_quota_holds_nobody_though_it_has_no_limit(fair: Fair) -> None:
    """Closed wins."""
    item, quota = fair.ticket(size=None)
    fair.patch(f"quotas/{quota['id']}/", {"closed": True})

    assert refused_for(fair.ask(item), "Tickets")
    state = fair.availability(quota)
    assert (state["available"], state["available_number"], state["total_size"]) == (False, 0, None)


def test_item_in_two_quotas_needs_room_in_both(fair: Fair) -> None:
    """The second is refused by the smaller one, and the larger one keeps its places."""
    item = fair.item()
    large, small = fair.quota(item, size=3, name="Q1"), fair.quota(item, size=1, name="Q2")
    fair.hold(item)

    assert refused_for(fair.ask(item), "Q2")
    assert (fair.left(large), fair.left(small)) == (2, 0)


def test_first_short_quota_by_name_is_named(fair: Fair) -> None:
    """Both are full."""
    item = fair.item()
    fair.quota(item, size=0, name="B")
    fair.quota(item, size=0, name="A")

    assert refused_for(fair.ask(item), "A")


def test_variation_outside_a_quota_leaves_it_alone(fair: Fair) -> None:
    """S is in it, M is not, though the item is."""
    shirt = fair.item("Shirt", variations=["S", "M"])
    small, medium = (one["id"] for one in shirt["variations"])
    first = fair.quota(shirt, size=1, name="Q1", variations=[small])
    other = fair.quota(shirt, size=5, name="Q2", variations=[medium])

    fair.hold(shirt, variation=medium)

    assert (fair.left(first), fair.left(other)) == (1, 4)


def test_parent_and_addon_of_one_quota_need_two_places(fair: Fair) -> None:
    """Together or not at all."""
    category = fair.category(is_addon=True)
    ticket, workshop = fair.item(), fair.item("Workshop", category=category["id"])
    fair.addon_rule(ticket, category)
    quota = fair.quota(ticket, workshop, size=1)
    addons = [{"item": workshop["id"], "price": "1.00"}]

    assert refused_for(fair.ask(ticket, addons=addons), "Tickets")
    assert fair.seen("cartpositions/")["count"] == 0
    fair.patch(f"quotas/{quota['id']}/", {"size": 2})
    fair.hold(ticket, addons=addons)
    assert fair.left(quota) == 0


def test_quota_below_use_takes_nothing_back(fair: Fair) -> None:
    """Number 0, never below; room comes back once enough has gone."""
    item, quota = fair.ticket(size=3)
    positions = [fair.hold(item)["id"] for _ in range(3)]
    fair.patch(f"quotas/{quota['id']}/", {"size": 1})

    assert fair.left(quota) == 0
    assert fair.ids("cartpositions/") == positions

    for position in positions[:2]:
        fair.delete(f"cartpositions/{position}/")
        assert refused_for(fair.ask(item), "Tickets")
    fair.delete(f"cartpositions/{positions[2]}/")
    fair.hold(item)


def test_position_of_the_past_needs_room_and_takes_none(fair: Fair) -> None:
    """It must find a place when it is made."""
    item, quota = fair.ticket(size=1)
    fair.hold(item, expires="2020-01-01T00:00:00Z")
    assert fair.left(quota) == 1

    fair.hold(item)

    assert refused_for(fair.ask(item, expires="2020-01-01T00:00:00Z"), "Tickets")


@pytest.mark.parametrize("size", [1, 7])
def test_crowd_gets_what_there_is_and_not_one_more(size: int, fair: Fair) -> None:
    """Many ask at once: exactly as many are held as there are places, and the rest is told so."""
    item, quota = fair.ticket(size=size)

    with ThreadPoolExecutor(CROWD) as pool:
        answers = list(pool.map(lambda _: fair.ask(item), range(CROWD)))

    held = [one for one in answers if one.status_code == 201]
    assert len(held) == size
    assert all(refused_for(one, "Tickets") for one in answers if one not in held)
    assert (fair.left(quota), len(fair.ids("cartpositions/"))) == (0, size)


def test_crowd_that_comes_and_goes_leaves_an_exact_count(fair: Fair) -> None:
    """Whatever was held and released at once, size is what is left and what is held."""
    item, quota = fair.ticket(size=10)

    def come_and_perhaps_go(number: int) -> None:
        answer = fair.ask(item)
        if answer.status_code == 201 and number % 2:
            assert fair.delete(f"cartpositions/{answer.json()['id']}/").status_code == 204

    with ThreadPoolExecutor(CROWD) as pool:
        list(pool.map(come_and_perhaps_go, range(CROWD * 2)))

    state = fair.availability(quota)
    assert state["cart_positions"] == len(fair.ids("cartpositions/"))
    assert state["available_number"] + state["cart_positions"] == state["total_size"] == 10
