"""Batches: who waits together, how much goes into one transaction, and what becomes of it when things go wrong."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pytest

from tests.engine import EVENT, ask, bulk, catalogue, child, release, wanted
from willcall.db.errors import CommitUnknown, DatabaseUnavailable
from willcall.reserve import batch
from willcall.reserve.admission import BATCH_POSITIONS_MAX, RETRY_AFTER_MAX_S, WAITING_POSITIONS_MAX
from willcall.reserve.ask import Missing, Outcome, ReleaseAsk, Released
from willcall.reserve.batch import Answered, Batches
from willcall.reserve.ledger import Settled
from willcall.rest.problems import Busy, ClientGone

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from willcall.reserve.ask import Ask

T = TypeVar("T")

OTHER_EVENT: Final = EVENT + 1
SOON_S: Final = 0.05
HANG_S: Final = 10
LINE_MAX: Final = 10_000
"""Positions that one event's line takes before it is known how fast batches are."""
CATALOGUE: Final = catalogue()


@dataclass
class Transaction:
    """A batch that the ledger was given: it is under way until the test ends it."""

    event_id: int
    asks: Sequence[Ask]
    end: asyncio.Future[list[Outcome]] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def commits(self) -> None:
        """Everything went well; odd numbers were there to release."""
        self.end.set_result(
            [Released() if number % 2 else Missing() for number in self.numbers],
        )

    @property
    def numbers(self) -> list[int]:
        """The positions it was asked to release; 0 for an ask of another kind."""
        return [one.position_id if isinstance(one, ReleaseAsk) else 0 for one in self.asks]


@dataclass
class SlowLedger:
    """A ledger whose transactions end when the test says so."""

    given: list[Transaction] = field(default_factory=list)

    async def open(self) -> None:
        """Nothing to do."""

    async def close(self) -> None:
        """Nothing to do."""

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """Waits for the test."""
        transaction = Transaction(event_id, asks)
        self.given.append(transaction)
        return Settled(await transaction.end, CATALOGUE)


@dataclass
class Stage:
    """Batches over a slow ledger, and those who wait."""

    ledger: SlowLedger = field(default_factory=SlowLedger)
    batches: Batches = field(init=False)

    def __post_init__(self) -> None:
        self.batches = Batches(self.ledger)

    async def come(self, *asks: Ask, event_id: int = EVENT) -> list[asyncio.Task[Answered]]:
        """Buyers who ask one after the other and wait."""
        tasks = [asyncio.create_task(self.batches.settle(event_id, one)) for one in asks]
        await self.all_moved()
        return tasks

    async def commit(self, number: int) -> None:
        """The transaction ends well, and everybody moves on."""
        self.ledger.given[number].commits()
        await self.all_moved()

    async def fail(self, number: int, error: Exception) -> None:
        """The transaction ends in an error, and everybody moves on."""
        self.ledger.given[number].end.set_exception(error)
        await self.all_moved()

    async def all_moved(self) -> None:
        """Nothing is left that could go on without the test."""
        for _ in range(10):
            await asyncio.sleep(0)


def told(story: Callable[[Stage], Coroutine[Any, Any, T]]) -> T:
    """Runs a story on a loop of its own."""

    async def run() -> T:
        return await story(Stage())

    return asyncio.run(run())


def some(count: int, first: int = 1) -> list[ReleaseAsk]:
    """Asks that can be told apart."""
    return [release(number) for number in range(first, first + count)]


def test_an_idle_engine_takes_the_first_ask_at_once() -> None:
    async def story(stage: Stage) -> None:
        (ada,) = await stage.come(release(1))

        assert [one.numbers for one in stage.ledger.given] == [[1]]
        await stage.commit(0)
        assert ada.result() == (Released(), CATALOGUE)

    told(story)


def test_who_comes_during_a_transaction_goes_into_the_next_one_together() -> None:
    async def story(stage: Stage) -> None:
        early = await stage.come(release(1))
        late = await stage.come(*some(5, first=2))
        assert [one.numbers for one in stage.ledger.given] == [[1]]

        await stage.commit(0)
        assert [one.numbers for one in stage.ledger.given] == [[1], [2, 3, 4, 5, 6]]
        assert [task.done() for task in early + late] == [True] + [False] * 5

        await stage.commit(1)
        assert [task.result()[0] for task in late] == [Missing(), Released(), Missing(), Released(), Missing()]

    told(story)


def test_each_event_has_batches_of_its_own() -> None:
    async def story(stage: Stage) -> None:
        (ada,) = await stage.come(release(1))
        (eve,) = await stage.come(release(3), event_id=OTHER_EVENT)
        assert [(one.event_id, one.numbers) for one in stage.ledger.given] == [(EVENT, [1]), (OTHER_EVENT, [3])]

        await stage.commit(1)
        assert (ada.done(), eve.done()) == (False, True)
        await stage.commit(0)
        await ada

    told(story)


def test_a_transaction_has_a_bound_on_its_positions() -> None:
    async def story(stage: Stage) -> None:
        full = bulk(*[wanted()] * (BATCH_POSITIONS_MAX - 3))
        family = ask(addons=(child(2), child(2)))
        tasks = await stage.come(release(1))
        tasks += await stage.come(full, family, ask(), ask())

        await stage.commit(0)
        await stage.commit(1)
        await stage.commit(2)
        assert [len(one.asks) for one in stage.ledger.given] == [1, 2, 2]
        await asyncio.gather(*tasks)

    told(story)


def test_an_ask_larger_than_a_batch_goes_alone() -> None:
    async def story(stage: Stage) -> None:
        large = bulk(*[wanted()] * (2 * BATCH_POSITIONS_MAX))
        tasks = await stage.come(release(1), large, release(3))

        for number in range(3):
            await stage.commit(number)
        assert [len(one.asks) for one in stage.ledger.given] == [1, 1, 1]
        await asyncio.gather(*tasks)

    told(story)


def test_who_would_wait_too_long_is_told_so_at_once_and_has_room_again_later() -> None:
    """The bound is on positions, not on asks: a bulk of fifty waits as long as fifty buyers."""

    async def story(stage: Stage) -> None:
        tasks = await stage.come(release(1))
        bulks = LINE_MAX // 50
        tasks += await stage.come(*[bulk(*[wanted()] * 50)] * bulks)
        for _ in range(3):
            with pytest.raises(Busy) as refused:
                await stage.batches.settle(EVENT, release(1))
            assert 1 <= int(dict(refused.value.headers)["Retry-After"]) <= RETRY_AFTER_MAX_S
        assert stage.batches.waiting() == {EVENT: bulks}
        tasks += await stage.come(release(3), event_id=OTHER_EVENT)

        await stage.commit(0)
        tasks += await stage.come(release(1))
        for number in range(1, 2 + bulks * 50 // BATCH_POSITIONS_MAX + 1):
            await stage.commit(number)
        assert all(task.done() and not task.exception() for task in tasks)
        assert max(len(one.asks) for one in stage.ledger.given) == BATCH_POSITIONS_MAX // 50

    told(story)


def test_all_events_together_have_a_bound_too() -> None:
    """What waits is in memory, whichever event it is for."""

    async def story(stage: Stage) -> None:
        events = [EVENT + number for number in range(WAITING_POSITIONS_MAX // 5_000)]
        for event_id in events:
            await stage.come(release(1), event_id=event_id)
            await stage.come(bulk(*[wanted()] * 5_000), event_id=event_id)
        assert stage.batches.positions == WAITING_POSITIONS_MAX

        for event_id in events:
            with pytest.raises(Busy):
                await stage.batches.settle(event_id, release(3))
        assert stage.batches.positions == WAITING_POSITIONS_MAX

        await stage.commit(0)
        await stage.come(release(3))
        assert stage.batches.positions == WAITING_POSITIONS_MAX - 5_000 + 1

    told(story)


def test_who_has_waited_too_long_is_told_so_and_is_in_no_batch() -> None:
    """The database stands still: nothing is done later for somebody who was told that it was not."""

    async def story(stage: Stage) -> None:
        stage.batches = Batches(stage.ledger, wait_max_s=SOON_S)
        (ada,) = await stage.come(release(1))
        ben, eve = await stage.come(release(3), release(5))
        await asyncio.wait((ben, eve), timeout=HANG_S)

        assert [type(task.exception()) for task in (ben, eve)] == [Busy, Busy]
        assert (ada.done(), stage.batches.positions) == (False, 0)
        with pytest.raises(Busy):
            await stage.batches.settle(EVENT, release(7))
        await stage.commit(0)
        (late,) = await stage.come(release(9))
        assert [one.numbers for one in stage.ledger.given] == [[1], [9]]
        assert ada.result()[0] == Released()
        await stage.commit(1)
        await late

    told(story)


def test_of_a_batch_that_does_not_come_back_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up, and the next one has its turn."""
    monkeypatch.setattr(batch, "SETTLE_TIME_MAX_S", SOON_S)

    async def story(stage: Stage) -> None:
        ada, ben = await stage.come(release(1), release(3))
        await asyncio.wait((ada, ben), timeout=HANG_S)

        assert [type(task.exception()) for task in (ada, ben)] == [CommitUnknown, CommitUnknown]
        await stage.all_moved()
        assert stage.ledger.given[0].end.cancelled()
        (eve,) = await stage.come(release(5))
        await stage.commit(1)
        assert eve.result()[0] == Released()

    told(story)


def test_who_hung_up_while_waiting_is_passed_over_and_makes_room() -> None:
    """The request goes on until somebody looks: nobody cancels it."""

    async def story(stage: Stage) -> None:
        gone: set[int] = set()

        def come(number: int) -> asyncio.Task[Answered]:
            return asyncio.create_task(stage.batches.settle(EVENT, release(number), lambda: number in gone))

        await stage.come(release(1))
        ben, eve = come(3), come(5)
        await stage.all_moved()
        gone.add(3)
        await asyncio.wait((ben,), timeout=HANG_S)
        assert isinstance(ben.exception(), ClientGone)
        assert stage.batches.positions == 1

        gone.add(5)
        await stage.commit(0)
        assert isinstance(eve.exception(), ClientGone)
        assert len(stage.ledger.given) == 1
        assert stage.batches.positions == 0

    told(story)


@pytest.mark.parametrize("error", [DatabaseUnavailable("gone"), RuntimeError("a bug")])
def test_an_error_of_the_ledger_reaches_all_of_its_batch_and_nobody_else(error: Exception) -> None:
    async def story(stage: Stage) -> None:
        (ada,) = await stage.come(release(1))
        together = await stage.come(release(3), release(5))
        await stage.commit(0)
        (ben,) = await stage.come(release(7))

        await stage.fail(1, error)
        assert [task.exception() for task in together] == [error, error]
        await stage.commit(2)
        assert [task.result()[0] for task in (ada, ben)] == [Released(), Released()]

    told(story)


def test_a_ledger_that_forgets_an_outcome_leaves_nobody_waiting() -> None:
    async def story(stage: Stage) -> None:
        tasks = await stage.come(release(1), release(3))
        stage.ledger.given[0].end.set_result([Released()])
        await stage.all_moved()

        assert [type(task.exception()) for task in tasks] == [AssertionError, AssertionError]

    told(story)


def test_who_has_gone_before_the_transaction_is_passed_over() -> None:
    async def story(stage: Stage) -> None:
        (ada,) = await stage.come(release(1))
        ben, eve = await stage.come(release(3), release(5))
        ben.cancel()
        await stage.commit(0)

        assert [one.numbers for one in stage.ledger.given] == [[1], [5]]
        await stage.commit(1)
        assert (await eve)[0] == Released()
        assert (ada.done(), ben.cancelled()) == (True, True)

    told(story)


def test_when_all_who_waited_have_gone_nothing_is_done() -> None:
    async def story(stage: Stage) -> None:
        await stage.come(release(1))
        for task in await stage.come(release(3), release(5)):
            task.cancel()
        await stage.commit(0)
        assert len(stage.ledger.given) == 1

        (late,) = await stage.come(release(7))
        await stage.commit(1)
        assert (await late)[0] == Released()

    told(story)


def test_who_goes_during_the_transaction_changes_nothing_for_the_others() -> None:
    async def story(stage: Stage) -> None:
        await stage.come(release(1))
        ben, eve = await stage.come(release(3), release(5))
        await stage.commit(0)
        ben.cancel()
        await stage.commit(1)

        assert (await eve)[0] == Released()

    told(story)


def test_stopping_answers_what_was_taken_and_takes_no_more() -> None:
    async def story(stage: Stage) -> None:
        taken = await stage.come(release(1)) + await stage.come(release(3), event_id=OTHER_EVENT)
        taken += await stage.come(*some(2))
        stopping = asyncio.create_task(stage.batches.stop())
        await stage.all_moved()

        with pytest.raises(Busy):
            await stage.batches.settle(EVENT, release(1))
        for number in range(3):
            assert not stopping.done()
            await stage.commit(number)
        await stopping
        assert all(task.done() and not task.exception() for task in taken)

    told(story)


def test_stopping_an_idle_engine_is_done_at_once() -> None:
    async def story(stage: Stage) -> None:
        (ada,) = await stage.come(release(1))
        await stage.commit(0)
        await ada

        await stage.batches.stop()

    told(story)
