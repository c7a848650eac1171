"""What the buyers of a rush do, how they read answers, and how figures are made of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.torture.answers import Wanted, told_of_bulk, told_of_create
from willcall.torture.client import Answer
from willcall.torture.history import Pool, Said
from willcall.torture.levels import Level
from willcall.torture.plan import SCENARIOS, Buy, Buyer, CountedQuota, Held, Offer, Return, Stage, Step
from willcall.torture.report import latency

OFFERS = tuple(Offer(name, "events/fair/", {"item": 1}, ((0,),)) for name in SCENARIOS)
STAGE = Stage(("events/fair/",), (Pool("Tickets", "quota", 5),), OFFERS, (CountedQuota(0, "q/"),))
WITH_ADDON = Offer("addon", "events/fair/", {"item": 1}, ((0,), (1,)))
WANTED = Wanted(OFFERS[0], "1@api", 1_900_000_000_000_000)
POSITION = {"id": 7, "cart_id": "1@api", "expires": "2030-03-17T17:46:40Z", "datetime": "2030-03-17T17:16:40Z"}


def steps(seed: int, number: int = 0) -> list[Step]:
    """What a buyer does who gets whatever it asks for."""
    buyer, found = Buyer(STAGE, number, seed), list[Step]()
    for position in range(500):
        found.append(buyer.next())
        if isinstance(found[-1], Buy):
            buyer.holds_now(Held("events/fair/", position))
    return found


def test_a_seed_repeats_the_choices() -> None:
    assert steps(1) == steps(1)
    assert steps(1) != steps(2)
    assert steps(1, number=0) != steps(1, number=1)


def test_buyers_do_everything() -> None:
    done = steps(4)
    bought = [step for step in done if isinstance(step, Buy)]

    assert {type(step).__name__ for step in done} == {"Buy", "Return", "Look", "Count"}
    assert {offer.scenario for step in bought for offer in step.offers} == set(SCENARIOS)
    assert {step.bulk for step in bought} == {step.repeat for step in bought} == {True, False}
    assert all(len({offer.event for offer in step.offers}) == 1 for step in bought)
    assert min(lasts for step in bought for lasts in step.lasts_us) < 0
    returned = [step.held for step in done if isinstance(step, Return)]
    assert len(returned) > len(set(returned)) > 0


@pytest.mark.parametrize(
    ("status", "body", "said", "lacking", "odd"),
    [
        (201, POSITION, Said.YES, None, False),
        (201, {**POSITION, "expires": "2030-03-17T18:46:40+01:00"}, Said.YES, None, False),
        (201, {**POSITION, "cart_id": "2@api"}, Said.YES, None, True),
        (201, {**POSITION, "expires": "2030-03-17T17:46:41Z"}, Said.YES, None, True),
        (201, {"id": 7}, Said.UNCLEAR, None, True),
        (400, ["There is not enough quota."], Said.NO, "quota", False),
        (400, {"voucher": ["used"]}, Said.NO, "voucher", False),
        (400, {"seat": ["taken"]}, Said.NO, "seat", False),
        (400, {"non_field_errors": ["no quota"]}, Said.LATER, None, True),
        (400, {"item": ["unknown"], "seat": ["taken"]}, Said.LATER, None, True),
        (403, {"detail": "no"}, Said.LATER, None, True),
        (409, {"detail": "later"}, Said.LATER, None, False),
        (429, {"detail": "later"}, Said.LATER, None, False),
        (500, {"detail": "oops"}, Said.UNCLEAR, None, True),
        (503, {"detail": "busy"}, Said.UNCLEAR, None, False),
        (None, None, Said.UNCLEAR, None, False),
    ],
)
def test_what_an_answer_says(status: int | None, body: Any, said: Said, lacking: str | None, odd: bool) -> None:
    answer = None if status is None else Answer(status, json.dumps(body).encode())

    told = told_of_create(WANTED, answer, 1, 2)

    (asked,) = told.asked
    assert (asked.said, asked.lacking, bool(told.odd)) == (said, lacking, odd)
    assert len(asked.places) == (said is Said.YES)


def test_an_add_on_expires_when_the_server_says_so() -> None:
    """Some servers give add-ons an expiry of their own; and one that is missing is odd."""
    child = {**POSITION, "id": 8, "expires": "2030-03-17T17:00:00Z"}
    wanted = Wanted(WITH_ADDON, "1@api", WANTED.expires_us)

    told = told_of_create(wanted, Answer(201, json.dumps({**POSITION, "addons": [child]}).encode()), 1, 2)
    short = told_of_create(wanted, Answer(201, json.dumps(POSITION).encode()), 1, 2)

    main, addon = told.asked[0].places
    assert (main.expires_us, addon.expires_us) == (1_900_000_000_000_000, 1_899_997_200_000_000)
    assert (addon.position_id, addon.pools, told.odd) == (8, (1,), [])
    assert len(short.odd) == 1


def test_each_entry_of_a_bulk_has_its_own_answer() -> None:
    good = {"success": True, "data": POSITION, "errors": None}
    refused, wrong = (
        {"success": False, "data": None, "errors": {key: ["no"]}} for key in ("non_field_errors", "price")
    )
    body = json.dumps({"results": [good, refused, wrong]}).encode()

    told = told_of_bulk([WANTED] * 3, Answer(200, body), 1, 2)
    fewer = told_of_bulk([WANTED] * 2, Answer(200, body), 1, 2)

    assert [asked.said for asked in told.asked] == [Said.YES, Said.NO, Said.LATER]
    assert [asked.said for asked in fewer.asked] == [Said.UNCLEAR] * 2
    assert (len(told.odd), len(fewer.odd)) == (1, 1)


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8),
    st.tuples(st.integers(-2, 22), st.integers(-2, 22)).map(lambda pair: (min(pair), max(pair))),
)
def test_a_level_is_what_counting_at_every_instant_gives(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    counted = [sum(begins <= at <= ends for begins, ends in spans) for at in range(asked[0], asked[1] + 1)]

    level = Level(spans)

    assert (level.least(*asked), level.most(*asked)) == (min(counted), max(counted))
    assert level.peak == max(sum(begins <= at <= ends for begins, ends in spans) for at in range(-1, 22))


def test_latencies_are_ranked() -> None:
    times = list(range(1_000, 101_000, 1_000))

    assert (latency(times).p50, latency(times).p99, latency(times).max) == (50.0, 99.0, 100.0)
    assert latency([2_500]).p50 == latency([2_500]).max == 2.5
