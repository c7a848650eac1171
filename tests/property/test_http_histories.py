"""A started server against the naive model: over HTTP, with everything that a hold can depend on.

After every step the answers agree, and so does what each quota and each seat tells of itself.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import event, given, settings

from tests.property.http_counts import Quota
from tests.property.http_model import Model
from tests.property.http_player import LISTED, Player, opened
from tests.property.http_steps import QUOTAS, SEATS, SOON_US, History, Step, Wait, histories
from willcall.kit.values import replace

if TYPE_CHECKING:
    from tests.cast import Desk
    from tests.property.http_counts import Seat, Shown

# A counterexample is made small before it is shown, which takes longer than to find none.
pytestmark = pytest.mark.timeout(600)

CALM_US: Final = 60_000
"""So long before something ends nothing is asked any more: the answer would depend on how fast it comes."""
READS_MAX: Final = 20  # a machine that never reads undisturbed by something that ends is not slow but stuck
EXAMPLES: Final = 20


class TooSlowError(Exception):
    """Something ended while a request was under way: which came first, nobody can tell."""


@dataclass
class Play:
    """One history, told to both."""

    model: Model
    player: Player

    def step(self, step: Step) -> None:
        """Both take it, are told the same, and show the same afterwards."""
        now = self._calm(far=isinstance(step, Wait))
        expected = self.model.step(step, now)
        told = self.player.step(step, now)
        if self._is_disturbed(now):
            raise TooSlowError
        assert told == expected
        self._compare()

    def end(self) -> None:
        """The same positions are there, and the same people wait."""
        ids = {id(one): number for one, number in zip(self.model.positions, self.player.positions, strict=True)}
        assert self.player.listed() == sorted(
            (
                ids[id(one)],
                *self.player.sold_as(one.product, one.date),
                ids[id(one.parent)] if one.parent else None,
                one.cart,
            )
            for one in self.model.positions
            if not one.gone
        )
        waiters = zip(self.player.waiters, self.model.waiters, strict=True)
        assert self.player.waiting() == [
            (number, *self.player.sold_as(one.product, one.date)) for number, one in waiters if not one.gone
        ]

    def _compare(self) -> None:
        """Quotas and seats tell what the model does; read again if something ended meanwhile."""
        for _ in range(READS_MAX):
            self.model.now = now = self._calm()
            told = self.player.availability(), self.player.seats()
            if not self._is_disturbed(now):
                self._close(told[0])
                assert told == (self._quotas(), self._seats())
                return
        raise TooSlowError

    def _quotas(self) -> list[tuple[Shown, Shown] | None]:
        shown = [self.model.shown(quota) for quota in self.model.quotas]
        return [None if one is None else (one, {key: one[key] for key in LISTED}) for one in shown]

    def _close(self, told: list[tuple[Shown, Shown] | None]) -> None:
        """What those who wait may have sold out, as it is told."""
        for quota, shown in zip(self.model.quotas, told, strict=True):
            if quota.may_close and shown is not None and shown[0]["closed"]:
                quota.terms = replace(quota.terms, closed=True)

    def _seats(self) -> dict[Seat, tuple[bool, int | None, int | None]]:
        model, told = self.model, {}
        for seat in [(date, guid) for date in self.player.days() for guid in SEATS]:
            holder, keeper = model.holder(seat), model.keeper(seat)
            held = self.player.positions[model.positions.index(holder)] if holder else None
            kept = self.player.vouchers[model.vouchers.index(keeper)] if keeper else None
            told[seat] = (seat in model.blocked, held, kept)
        return told

    def _calm(self, *, far: bool = False) -> int:
        """An instant soon after which nothing ends; if `far`, nothing that ends soon is left."""
        now = clock_us()
        for ends in sorted(self.model.instants()):
            if now <= ends <= now + (2 * SOON_US if far else CALM_US):
                time.sleep((ends - now) / 1e6 + 0.002)
                now = clock_us()
        return now

    def _is_disturbed(self, since: int) -> bool:
        """Whether something has ended since."""
        until = clock_us()
        return any(since <= ends <= until for ends in self.model.instants())


def clock_us() -> int:
    """The clock that the server has too, in whole milliseconds."""
    return time.time_ns() // 1_000_000 * 1_000


@pytest.mark.parametrize("is_series", [False, True], ids=["one day", "series"])
def test_the_server_does_what_the_model_does(desk: Desk, is_series: bool) -> None:
    """The same histories in every run, so that a build that fails does so again."""

    @settings(max_examples=EXAMPLES, derandomize=True, database=None)
    @given(histories(series=is_series))
    def told(story: History) -> None:
        quotas = [
            Quota(name, terms, born) for born, (name, terms) in enumerate(zip(QUOTAS, story.quotas, strict=False))
        ]
        play = Play(Model(quotas, story.is_series), opened(desk, story.quotas, is_series=story.is_series))
        for step in (*story.vouchers, *story.steps):
            try:
                play.step(step)
            except TooSlowError:
                event("given up, since something ended during a request")
                return
        play.end()

    told()
