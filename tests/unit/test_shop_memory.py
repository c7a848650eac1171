"""What a process remembers of shops: answers by all that they depend on, snapshots by event."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.shopping import DAY, GONE, NOW, RESERVED, everything, item, look, places, showcase, voucher
from willcall.kit.values import replace
from willcall.shop import memory
from willcall.shop.memory import Answers, Showcases, finished, key_of
from willcall.shop.page import page
from willcall.shop.showcase import Bundle, Showcase


def test_a_number_that_is_enough_for_every_row_does_not_matter() -> None:
    shown = showcase(item())
    keys = [key_of(look(shown, left={1: places(number)})) for number in (500, 11, 10, 9)]

    assert keys[0] == keys[1] == keys[2] != keys[3]
    assert page(look(shown, left={1: places(500)})) == page(look(shown, left={1: places(10)}))


def test_what_matters_grows_with_what_is_brought_along() -> None:
    pack, meal = item(1, max_per_order=20, bundles=(Bundle(2, count=3),)), item(2, require_bundling=True)
    shown = showcase(pack, meal)

    assert shown.most_needed == 80
    assert page(look(shown, left={1: places(80)})) == page(look(shown, left={1: places(999)}))
    assert page(look(shown, left={1: places(79)})) != page(look(shown, left={1: places(999)}))


@pytest.mark.parametrize("fields", [{"rules": {"show_quota_left": True}}, {}])
def test_where_the_number_is_shown_every_number_matters(fields: Any) -> None:
    shown = showcase(item(show_quota_left=None if fields else True), **fields)
    keys = {key_of(look(shown, left={1: places(number)})) for number in (500, 499)}

    assert len(keys) == 2


def test_state_time_date_channel_voucher_and_version_matter() -> None:
    shown = replace(showcase(item()), turns=(NOW + 1,))
    newer = replace(shown, engine=replace(shown.engine, version=2))
    looks = [
        look(shown),
        look(newer),
        look(shown, left={1: GONE}),
        look(shown, left={1: RESERVED}),
        look(shown, now=NOW + 1),
        look(shown, channel="api.desk"),
        look(shown, subevent_id=7),
        look(shown, voucher=voucher()),
        look(shown, voucher=voucher(redeemed=1, max_usages=2)),
    ]

    assert len({key_of(one) for one in looks}) == len(looks)
    assert key_of(look(shown, now=NOW)) == key_of(look(shown, now=NOW - DAY))


def test_how_often_a_voucher_is_in_carts_does_not_matter() -> None:
    keys = {key_of(look(showcase(item()), voucher=voucher(max_usages=9, in_carts=number))) for number in (0, 5)}

    assert len(keys) == 1


def test_answers_have_a_bound() -> None:
    answers = Answers(bytes_max=10)
    for name in ("a", "b", "c"):
        answers.put((name,), finished(b"1234"))
        answers.find(("a",))

    assert answers.size == 8
    assert [bool(answers.find((name,))) for name in ("a", "b", "c")] == [True, False, True]


def test_an_answer_that_is_put_twice_counts_once() -> None:
    answers = Answers(bytes_max=10)
    answers.put(("a",), finished(b"1234"))
    answers.put(("a",), finished(b"12345"))

    assert answers.size == 5


def test_the_same_content_has_the_same_tag() -> None:
    assert finished(b"1").tag == finished(b"1").tag != finished(b"2").tag


def snapshot(version: int, event_id: int = 1) -> Showcase:
    shown = showcase(item(), quotas=[everything([item()])])
    return replace(shown, engine=replace(shown.engine, version=version, event_id=event_id))


def test_a_snapshot_is_loaded_once_for_all_who_wait() -> None:
    loads = 0

    async def load() -> Showcase:
        nonlocal loads
        loads += 1
        await asyncio.sleep(0)
        return snapshot(5)

    async def ask() -> list[Showcase]:
        known = Showcases()
        return list(await asyncio.gather(*(known.at_least(1, 5, load) for _ in range(9))))

    assert {one.version for one in asyncio.run(ask())} == {5}
    assert loads == 1


def test_a_later_snapshot_is_as_good() -> None:
    """Others may have loaded it since this one looked at the version."""
    known = Showcases()
    known.by_event[1] = snapshot(5)

    assert [known.find(1, version) is not None for version in (4, 5, 6)] == [True, True, False]
    assert known.find(2, 1) is None


def test_one_that_was_begun_too_early_is_loaded_again() -> None:
    versions = iter((4, 5))

    async def load() -> Showcase:
        await asyncio.sleep(0)
        return snapshot(next(versions))

    async def ask() -> list[Showcase]:
        known = Showcases()
        return list(await asyncio.gather(known.at_least(1, 4, load), known.at_least(1, 5, load)))

    assert [one.version for one in asyncio.run(ask())] == [4, 5]


def test_a_load_that_fails_is_tried_again_by_the_next() -> None:
    async def fail() -> Showcase:
        raise LookupError

    async def load() -> Showcase:
        return snapshot(5)

    async def ask() -> Showcase:
        known = Showcases()
        with pytest.raises(LookupError):
            await known.at_least(1, 5, fail)
        return await known.at_least(1, 5, load)

    assert asyncio.run(ask()).version == 5


def test_snapshots_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SHOWCASES_MAX", 2)
    known = Showcases()

    async def ask() -> None:
        for event_id in (1, 2, 3):

            async def load(event_id: int = event_id) -> Showcase:
                return snapshot(5, event_id)

            await known.at_least(event_id, 5, load)
            known.find(1, 5)

    asyncio.run(ask())

    assert set(known.by_event) == {1, 3}
