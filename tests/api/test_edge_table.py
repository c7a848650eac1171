"""The quota engine's edges, as far as they can be reached without orders."""

from __future__ import annotations

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import pytest

from tests.cast import ADA, BEN, SOLD_OUT
from tests.wire import refused

if TYPE_CHECKING:
    import httpx

    from tests.cast import Fair, Wire

LEFT_OUT: Final = {
    "5 pending, 5 paid": "need orders; the sums: test_quota.py, 'all pending', 'all paid'",
    "3 paid + 2 pending": "needs orders; the sum: test_quota.py, 'pending is what exhausts it'",
    "5 paid + 1 cart": "needs orders; the sum: test_quota.py, 'oversold: paid exhausts it first'",
    "blocking voucher, redeemed 1": "needs orders; the sum: test_quota.py, 'the voucher was redeemed once'",
}
"""Rows of the table that wait, and for what; tests/unit has the arithmetic of each."""
ELSEWHERE: Final = {
    "expires = now exactly": "test_decide.py, test_an_expiry_in_the_past_needs_room_but_takes_none",
}
"""Rows that need a clock that can be turned: in tests/unit."""
PAST: Final = "2020-01-01T00:00:00Z"
LATER: Final = "2040-01-01T00:00:00Z"
MANY: Final = 10_000
CROWD: Final = 32


def refused_for(answer: httpx.Response, quota: str) -> bool:
    """Whether there was no room in this quota."""
    return answer.status_code == 400 and answer.json() == [SOLD_OUT.format(quota)]


def block(fair: Fair, item: Wire, usages: int) -> Wire:
    """A voucher that keeps places of an item back."""
    return fair.voucher(item=item["id"], block_quota=True, max_usages=usages, valid_until=LATER)


def counts(fair: Fair, quota: Wire) -> tuple[int, int, int | None]:
    """What vouchers keep back, what carts hold, and what is left."""
    state = fair.availability(quota)
    return state["blocking_vouchers"], state["cart_positions"], state["available_number"]


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
    fair.hold(item, expires=PAST)
    assert fair.left(quota) == 1

    fair.hold(item)

    assert refused_for(fair.ask(item, expires=PAST), "Tickets")


def test_voucher_keeps_its_places_for_those_who_have_it(fair: Fair) -> None:
    """Three of five: two for everybody, and three for its holders, whose carts are not counted a second time."""
    item, quota = fair.ticket(size=5)
    block(fair, item, 3)
    assert counts(fair, quota) == (3, 0, 2)
    fair.hold(item)
    fair.hold(item)
    assert refused_for(fair.ask(item), "Tickets")

    for _ in range(3):
        fair.hold(item, voucher="SUMMER", cart_id=BEN)
        assert counts(fair, quota) == (3, 2, 0)

    refused(fair.ask(item, voucher="SUMMER"), "voucher")
    assert refused_for(fair.ask(item), "Tickets")


def test_voucher_that_was_ended_keeps_nothing_and_its_carts_count(fair: Fair) -> None:
    """Those that have not expired; what nobody had used is for everybody."""
    item, quota = fair.ticket(size=5)
    ended = block(fair, item, 3)
    fair.hold(item, voucher="SUMMER")
    fair.hold(item, voucher="SUMMER", expires=PAST)
    assert counts(fair, quota) == (3, 0, 2)

    assert fair.patch(f"vouchers/{ended['id']}/", {"valid_until": PAST}).status_code == 200

    assert counts(fair, quota) == (0, 1, 4)
    refused(fair.ask(item, voucher="SUMMER"), "voucher")
    for _ in range(4):
        fair.hold(item)
    assert refused_for(fair.ask(item), "Tickets")


@pytest.mark.parametrize("ignores", [False, True])
def test_cart_with_a_voucher_that_keeps_nothing_back_counts(ignores: bool, fair: Fair) -> None:
    """Like any other cart, whether or not the voucher would have needed room."""
    item, quota = fair.ticket(size=1)
    fair.voucher(item=item["id"], allow_ignore_quota=ignores)
    assert counts(fair, quota) == (0, 0, 1)

    fair.hold(item, voucher="SUMMER")

    assert counts(fair, quota) == (0, 1, 0)
    assert refused_for(fair.ask(item), "Tickets")


def test_guest_comes_in_though_all_is_full(fair: Fair) -> None:
    """More than there is, and never less than nothing left; the place of a guest who leaves is nobody's."""
    item, quota = fair.ticket(size=1)
    fair.voucher(item=item["id"], allow_ignore_quota=True)
    fair.hold(item)
    assert refused_for(fair.ask(item), "Tickets")

    guest = fair.hold(item, voucher="SUMMER")

    assert counts(fair, quota) == (0, 2, 0)
    fair.delete(f"cartpositions/{guest['id']}/")
    assert counts(fair, quota) == (0, 1, 0)
    assert refused_for(fair.ask(item), "Tickets")


def test_dates_in_one_bulk_have_each_its_own_places(series: Fair) -> None:
    """The same item on two dates: what is full on one says nothing of the other, whichever is asked for first."""
    item = series.item()
    first, second = (
        series.made("subevents/", {"name": name, "date_from": LATER, "active": True})["id"] for name in ("Sat", "Sun")
    )
    quotas = [series.quota(item, size=size, subevent=date) for size, date in ((1, first), (2, second))]
    ask = {"item": item["id"], "price": "1.00"}

    asked = [first, second, first, second, second]
    results = series.bulk(*({**ask, "subevent": date} for date in asked))

    assert [one["success"] for one in results] == [True, True, False, True, False]
    assert [counts(series, one) for one in quotas] == [(0, 1, 0), (0, 2, 0)]


def test_only_place_is_for_who_waits(fair: Fair) -> None:
    """Nothing is sold, and yet it is as good as ordered: a quota that closes when sold out does."""
    item, quota = fair.ticket(size=0)
    fair.made("waitinglistentries/", {"item": item["id"], "email": "ada@example.org"})
    fair.patch(f"quotas/{quota['id']}/", {"size": 1, "close_when_sold_out": True})

    assert refused_for(fair.ask(item), "Tickets")
    state = fair.availability(quota)
    assert (state["waiting_list"], state["cart_positions"], state["total_size"]) == (1, 0, 1)
    assert (state["available"], state["available_number"]) == (False, 0)
    assert fair.seen(f"quotas/{quota['id']}/")["closed"] is True


def test_place_that_is_reserved_for_no_time_is_free_at_once(fair: Fair) -> None:
    """It is held and over; it must find room nevertheless."""
    item, quota = fair.ticket(size=1)
    fair.patch("settings/", {"reservation_time": 0})

    fair.hold(item)
    fair.hold(item)

    assert counts(fair, quota) == (0, 0, 1)
    fair.hold(item, expires=LATER)
    assert refused_for(fair.ask(item), "Tickets")


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
