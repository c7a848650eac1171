"""The engine in memory against the naive model: no quota is exceeded, nobody is refused for whom there was room."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.histories import (
    Alteration,
    Ask,
    Buy,
    Change,
    Hall,
    History,
    Pool,
    Turn,
    histories,
    seasons,
    vouchered,
)
from tests.property.model import Model
from tests.property.players import FIRST_QUOTA, Clock, MemoryPlayer

if TYPE_CHECKING:
    from tests.property.histories import Step

# A counterexample is made small before it is shown, which takes longer than to find none.
pytestmark = pytest.mark.timeout(600)


def told(story: History) -> None:
    """Plays a history on both, and compares after every step."""
    asyncio.run(_told(story))


async def _told(story: History) -> None:
    clock = Clock()
    model, player = Model(list(story.pools)), MemoryPlayer(story.pools, clock)
    for step in story.steps:
        before = {quota_id: counted(model, quota_id) for quota_id in player.world.events[player.event_id].accounts}
        if isinstance(step, Turn):
            clock.turn(step.minutes)
        assert await player.step(step) == model.step(step)
        await _same(model, player)
        if not isinstance(step, Change):
            never_more_than_its_size(model, before)


async def _same(model: Model, player: MemoryPlayer) -> None:
    """The counters say what the model counts."""
    state = await player.state()
    assert len(state.rows) == sum(not position.gone for position in model.positions)
    assert state.held == state.recounted()
    live = state.at(player.clock())
    assert live.held == {quota_id: counted(model, quota_id) for quota_id in live.held}
    for quota_id, account in player.world.events[player.event_id].accounts.items():
        account.use.held, found = live.held[quota_id], account.use.held
        assert account.places_left() == model.left(model.pools[quota_id - FIRST_QUOTA])
        account.use.held = found


def never_more_than_its_size(model: Model, before: dict[int, int]) -> None:
    """Only what Fay made smaller than its use may be over its size, and that never grows."""
    for quota_id, was in before.items():
        size = model.pools[quota_id - FIRST_QUOTA].size
        assert size is None or counted(model, quota_id) <= max(size, was)


def counted(model: Model, quota_id: int) -> int:
    """How much of a quota is taken, counted one by one."""
    return model.counted(model.pools[quota_id - FIRST_QUOTA])


@settings(max_examples=250)
@given(histories(steps_max=20))
def test_the_engine_does_what_the_model_does(story: History) -> None:
    told(story)


@settings(max_examples=80)
@given(histories(dates=True))
def test_the_same_on_the_dates_of_a_series(story: History) -> None:
    told(story)


@settings(max_examples=200)
@given(vouchered())
def test_the_same_with_vouchers(story: History) -> None:
    """Uses run out and return, blocks end by the clock, guests go over the size."""
    asyncio.run(_told_with_vouchers(story))


async def _told_with_vouchers(story: History) -> None:
    clock, codes = Clock(), dict(story.codes)
    model, player = Model(list(story.pools), codes=codes), MemoryPlayer(story.pools, clock, codes)
    for step in story.steps:
        if isinstance(step, Turn):
            clock.turn(step.minutes)
        assert await player.step(step) == model.step(step)
        stored = player.world.events[player.event_id]
        state = await player.state()
        assert state.held == state.recounted()
        for code, voucher in stored.vouchers.items():
            live = [number for number, expires in stored.uses.values() if expires >= clock()]
            assert live.count(voucher.id) == model.uses(code)
            assert voucher.held == [number for number, _ in stored.uses.values()].count(voucher.id)


@settings(max_examples=200)
@given(seasons())
def test_the_same_with_seats_and_vouchers_for_dates(story: History) -> None:
    """While Fay changes quotas, vouchers and the hall."""
    asyncio.run(_told_of_a_season(story))


async def _told_of_a_season(story: History) -> None:
    clock, codes = Clock(), dict(story.codes)
    model, player = Model(list(story.pools), codes=codes), MemoryPlayer(story.pools, clock, codes, hall=Hall())
    for step in story.steps:
        if isinstance(step, Turn):
            clock.turn(step.minutes)
        assert await player.step(step) == model.step(step)
        state = await player.state()
        assert state.held == state.recounted()


@settings(max_examples=150)
@given(histories(steps_max=6), st.data())
def test_a_batch_may_be_cut_anywhere(story: History, data: st.DataObject) -> None:
    """Whether asks arrive together or one after the other, the answers are the same, ids included."""
    whole, cut = Clock(), Clock()
    together, apart = MemoryPlayer(story.pools, whole), MemoryPlayer(story.pools, cut)

    async def play(step: Step) -> None:
        if isinstance(step, Turn):
            whole.turn(step.minutes)
            cut.turn(step.minutes)
            return
        if isinstance(step, Alteration):
            await together.step(step)
            await apart.step(step)
            return
        plain = [ask for ask in step if isinstance(ask, Ask)]
        asks = [together._asked(ask) for ask in plain]  # noqa: SLF001 - the same asks for both, known ids included
        parts = data.draw(st.lists(st.integers(0, len(asks)), max_size=3).map(sorted), label="cuts")
        at_once = (await together.ledger.settle(together.event_id, asks)).outcomes
        one_by_one = []
        for first, last in zip([0, *parts], [*parts, len(asks)], strict=True):
            one_by_one += (await apart.ledger.settle(apart.event_id, asks[first:last])).outcomes
        assert at_once == one_by_one
        for player in (together, apart):
            for outcome in at_once:
                player._told(outcome)  # noqa: SLF001 - both remember the ids
        assert (await together.state()).at(whole()) == (await apart.state()).at(cut())

    async def all_of_it() -> None:
        for step in story.steps:
            await play(step)

    asyncio.run(all_of_it())


@pytest.mark.parametrize("size", [1, 7])
def test_a_thousand_buyers_and_a_few_places(size: int) -> None:
    """The plainest on-sale: exactly as many are held as there are places."""
    pools = [Pool("A", frozenset(("ticket",)), size)]
    player = MemoryPlayer(pools, Clock())

    outcomes = asyncio.run(player.step(tuple(Ask((Buy("ticket"),)) for _ in range(1_000))))

    assert outcomes == ["held"] * size + ["no room in A"] * (1_000 - size)
