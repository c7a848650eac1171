"""The weaknesses W1 to W16 that were seen in the reference: for each, a test that Willcall does not have it."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import ADA, BEN, SOLD_OUT, id_of
from tests.wire import denied, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from tests.cast import Fair, Thing, Wire

LEFT_OUT: Final = {
    "W2, double consumption of a cart": "needs orders",
    "W4, an order gives back places that its cart never took": "needs orders",
    "W8, extension of a cart outside of the lock": "needs the cart of the shop",
    "W9, consumption of anybody's cart": "needs orders",
    "W13, one lock over an event with many quotas": "is a matter of speed: `make bench` measures it",
}
CROWD: Final = 24
RULE: Final = "non_field_errors"
DAY: Final = "2040-01-01T00:00:00Z"


def at_once(number: int, ask: Callable[[int], httpx.Response]) -> Counter[int]:
    """How many answers there were of each status when so many ask at the same time."""
    with ThreadPoolExecutor(number) as pool:
        return Counter(answer.status_code for answer in pool.map(ask, range(number)))


def blocking(fair: Fair, usages: int, **target: Any) -> Wire:
    """A voucher that keeps so many places back."""
    return fair.voucher(block_quota=True, max_usages=usages, **target)


@pytest.mark.parametrize("round_number", range(3))
def test_w1_a_crowd_is_answered_whatever_the_database(round_number: int, fair: Fair) -> None:
    """Nobody is told of an error of ours."""
    item, _ = fair.ticket(size=3)

    assert at_once(CROWD, lambda _: fair.ask(item)) == {201: 3, 400: CROWD - 3}


def test_w3_each_date_of_a_bulk_has_its_own_places(series: Fair) -> None:
    """Neither does the second date sell the first one's, nor is it refused for the first one's sake."""
    full, free = (series.made("subevents/", {"name": "Day", "date_from": DAY})["id"] for _ in range(2))
    item = series.item()
    series.quota(item, size=1, name="Full", subevent=full)
    other = series.quota(item, size=2, name="Free", subevent=free)
    asks = [{"item": item["id"], "price": "1.00", "subevent": date} for date in (free, full, full, free, free)]

    results = series.bulk(*asks)

    told = [one["errors"] and one["errors"][RULE] for one in results]
    assert told == [None, None, [SOLD_OUT.format("Full")], None, [SOLD_OUT.format("Free")]]
    assert series.left(other) == 0


@pytest.mark.parametrize("by", ["quota", "item"])
def test_w5_a_block_lets_nobody_into_quotas_where_it_does_not_count(by: str, fair: Fair) -> None:
    """And where it does not count, the position does."""
    item = fair.item()
    first = fair.quota(item, size=5, name="QA")
    target: dict[str, Any] = {by: id_of(first) if by == "quota" else id_of(item)}
    blocking(fair, 3, **target)
    second = fair.quota(item, size=4 if by == "item" else 1, name="QB")
    fair.hold(item, voucher="SUMMER")

    states = [fair.availability(one) for one in (first, second)]
    counts = [(one["blocking_vouchers"], one["cart_positions"]) for one in states]
    if by == "item":
        assert counts == [(3, 0), (3, 0)]
        return
    assert counts == [(3, 0), (0, 1)]
    assert fair.ask(item, voucher="SUMMER").json() == [SOLD_OUT.format("QB")]


@pytest.mark.parametrize("change", [{"closed": True}, {"size": 1}])
def test_w6_nobody_is_let_in_after_a_quota_was_closed_or_lowered(change: dict[str, Any], fair: Fair) -> None:
    """Those who ask while it is changed come before it or after it."""
    item, quota = fair.ticket(size=100_000)
    changed = dt.datetime.max.replace(tzinfo=dt.UTC)

    def buy(_: int) -> bool:
        """Ask again and again; whether anybody was let in who asked after the change was answered."""
        for _ in range(500):
            asked = dt.datetime.now(dt.UTC)
            answer = fair.ask(item)
            if answer.status_code != 201:
                assert answer.json() == [SOLD_OUT.format("Tickets")]
                return False
            if asked > changed:
                return True
        return True

    with ThreadPoolExecutor(8) as pool:
        buyers = [pool.submit(buy, number) for number in range(8)]
        time.sleep(0.2)
        assert fair.patch(f"quotas/{quota['id']}/", change).status_code == 200
        changed = dt.datetime.now(dt.UTC)
        assert not any(buyer.result() for buyer in buyers)
    state = fair.availability(quota)
    assert (state["cart_positions"], state["available_number"]) == (fair.seen("cartpositions/")["count"], 0)


def test_w7_a_voucher_that_expires_while_many_wait_is_refused(fair: Fair) -> None:
    """Its clock is read under the lock: it is good or it has expired, and nothing breaks."""
    item, _ = fair.ticket(size=None)
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1)
    fair.voucher("SOON1", max_usages=10_000, valid_until=soon.isoformat())

    def use(_: int) -> Counter[int]:
        found: Counter[int] = Counter()
        while dt.datetime.now(dt.UTC) < soon + dt.timedelta(seconds=0.3):
            answer = fair.post(
                "cartpositions/bulk_create/",
                [{"item": item["id"], "price": "1.00"}, {"item": item["id"], "price": "1.00", "voucher": "SOON1"}],
            )
            assert answer.status_code == 200
            plain, with_voucher = answer.json()["results"]
            assert plain["success"]
            assert with_voucher["success"] or set(with_voucher["errors"]) == {"voucher"}
            found[with_voucher["success"]] += 1
        return found

    with ThreadPoolExecutor(8) as pool:
        outcomes = sum(pool.map(use, range(8)), Counter[int]())
    assert outcomes[True]
    assert outcomes[False]


def test_w10_a_quota_closes_with_what_sells_it_out(fair: Fair) -> None:
    """In the same transaction and into the log; who only looks changes nothing."""
    item = fair.item()
    quota = fair.quota(item, size=2, close_when_sold_out=True)
    path = f"quotas/{quota['id']}/"
    held = [fair.hold(item)["id"] for _ in range(2)]
    assert fair.availability(quota)["available"] is False
    assert fair.seen(path)["closed"] is False
    for position in held:
        fair.delete(f"cartpositions/{position}/")

    gone = blocking(fair, 2, item=item["id"])

    assert fair.seen(path)["closed"] is True
    fair.delete(f"vouchers/{gone['id']}/")
    assert (fair.seen(path)["closed"], fair.left(quota)) == (True, 0)
    fair.patch(path, {"closed": False})
    assert fair.left(quota) == 2


def test_w11_an_entry_that_breaks_a_rule_breaks_no_other(fair: Fair) -> None:
    """Not even one that made the reference fail."""
    item, quota = fair.ticket(size=5)
    question = fair.made("questions/", {"question": {"en": "Who?"}, "type": "S", "items": [item["id"]]})
    answer = {"question": question["id"], "answer": "Ada"}
    good: dict[str, Any] = {"item": item["id"], "price": "1.00"}

    results = fair.bulk(good, {**good, "answers": [answer, answer]}, {**good, "answers": [answer]})

    assert [one["success"] for one in results] == [True, False, True]
    assert fair.left(quota) == 3


def test_w12_a_repeated_key_holds_once(fair: Fair) -> None:
    """However many repeat it at once: one effect, one answer; who comes in between is told to come again."""
    item, quota = fair.ticket(size=5)
    answers: list[httpx.Response] = []

    def ask(_: int) -> httpx.Response:
        answers.append(fair.ask(item, headers={"X-Idempotency-Key": "once"}))
        return answers[-1]

    assert set(at_once(CROWD, ask)) <= {201, 409}
    assert ask(0).status_code == 201
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    assert (fair.left(quota), fair.seen("cartpositions/")["count"]) == (4, 1)


def test_w14_children_live_as_long_as_their_parent(fair: Fair) -> None:
    """The ticket never outlives its add-on."""
    category = fair.category(is_addon=True)
    (item, _), (extra, extras) = fair.ticket(), fair.ticket(size=1, name="Extra", category=category["id"])
    fair.addon_rule(item, category)

    held = fair.hold(item, expires=DAY, addons=[{"item": extra["id"], "price": "1.00"}])

    assert [held["expires"], held["addons"][0]["expires"]] == [DAY, DAY]
    assert fair.left(extras) == 0


@pytest.mark.parametrize("kind", ["quota", "item", "variation"])
def test_w15_what_vouchers_name_stays(kind: str, fair: Fair) -> None:
    """They would be good for everything; without them it goes."""
    item = fair.item("Shirt", variations=["S", "M"])
    variation: Thing = item["variations"][0]
    quota = fair.quota(item)
    named = {
        "quota": ({"quota": quota["id"]}, f"quotas/{quota['id']}/"),
        "item": ({"item": item["id"]}, f"items/{item['id']}/"),
        "variation": (
            {"item": item["id"], "variation": id_of(variation)},
            f"items/{item['id']}/variations/{id_of(variation)}/",
        ),
    }
    target, path = named[kind]
    voucher = fair.voucher(**target)

    denied(fair.delete(path), 403)
    assert fair.seen(f"vouchers/{voucher['id']}/") == voucher
    fair.delete(f"vouchers/{voucher['id']}/")
    assert fair.delete(path).status_code == 204


def test_w16_more_usages_of_a_block_need_room(fair: Fair) -> None:
    """As far as there is some."""
    item, quota = fair.ticket(size=2)
    voucher = blocking(fair, 1, item=item["id"])
    path = f"vouchers/{voucher['id']}/"

    refused(fair.patch(path, {"max_usages": 50}), RULE)
    assert fair.left(quota) == 1
    assert fair.patch(path, {"max_usages": 2}).status_code == 200
    assert fair.left(quota) == 0
    refused(fair.patch(path, {"max_usages": 3}), RULE)
    assert fair.patch(path, {"tag": "press"}).status_code == 200
    fair.hold(item, voucher="SUMMER", cart_id=ADA)
    fair.hold(item, voucher="SUMMER", cart_id=BEN)
    assert fair.ask(item).json() == [SOLD_OUT.format("Tickets")]
