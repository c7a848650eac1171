"""What the engine counts of its batches, for whoever operates it: once per batch, so that buyers pay nothing for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from willcall.kit.tally import Key, Tally
from willcall.reserve.ask import (
    CartSaved,
    CartShort,
    CartStale,
    Held,
    Outcome,
    Reason,
    Refused,
    Released,
    Several,
)
from willcall.reserve.ledger import Settled

EVENTS_MAX: Final = 1_000
"""Events with numbers of their own in one process; the longest unused starts again at nothing."""

HELD: Final[Key] = ("willcall_holds_total",)
REFUSED: Final = "willcall_refusals_total"
CARTS: Final = "willcall_carts_total"
RELEASED: Final[Key] = ("willcall_releases_total",)
HANDED_BACK: Final[Key] = ("willcall_places_handed_back_total",)
BATCH_ASKS: Final[Key] = ("willcall_batch_asks",)
BATCH_SECONDS: Final[Key] = ("willcall_batch_seconds",)
FAILED: Final = "willcall_batches_failed_total"
TURNED_AWAY: Final[Key] = ("willcall_turned_away_total",)

REFUSED_BY: Final[dict[Reason, Key]] = {reason: (REFUSED, reason.name.lower()) for reason in Reason}

CARTS_BY: Final[dict[type[Outcome], Key]] = {
    CartSaved: (CARTS, "saved"),
    CartStale: (CARTS, "stale"),
    CartShort: (CARTS, "short"),
}

ASKS_BOUNDS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)
SECONDS_BOUNDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Counted:
    """The numbers of all batches of a process, and of each event that was busy lately."""

    def __init__(self, tally: Tally) -> None:
        self.all = tally
        self.by_event: dict[int, Tally] = {}
        self.tell: Callable[[int], None] = _nobody
        """Told of every event of which a batch is through."""

    def settled(self, event_id: int, settled: Settled, seconds: float) -> None:
        """A batch is through, `seconds` after it was begun."""
        found = Tally()
        asks = len(settled.outcomes)
        for outcome in _single(settled.outcomes):
            if isinstance(outcome, Held):
                found.add(HELD, 1 + len(outcome.addons) + len(outcome.bundled))
            elif isinstance(outcome, Refused):
                found.add(REFUSED_BY[outcome.reason])
            elif isinstance(outcome, Released):
                found.add(RELEASED)
            elif isinstance(outcome, CartSaved | CartStale | CartShort):
                found.add(CARTS_BY[type(outcome)])
        if settled.handed_back:
            found.add(HANDED_BACK, settled.handed_back)
        for tally in (self.all, self._of(event_id)):
            for key, number in found.counts.items():
                tally.add(key, number)
            tally.see(BATCH_ASKS, ASKS_BOUNDS, asks)
            tally.see(BATCH_SECONDS, SECONDS_BOUNDS, seconds)
        self.tell(event_id)

    def turned_away(self, event_id: int) -> None:
        """Too many wait: an ask was told to come back."""
        self.all.add(TURNED_AWAY)
        self._of(event_id).add(TURNED_AWAY)

    def failed(self, event_id: int, error: Exception) -> None:
        """A batch came to nothing."""
        key = (FAILED, type(error).__name__)
        self.all.add(key)
        self._of(event_id).add(key)

    def _of(self, event_id: int) -> Tally:
        tally = self.by_event.pop(event_id, None) or Tally()
        self.by_event[event_id] = tally
        if len(self.by_event) > EVENTS_MAX:
            del self.by_event[next(iter(self.by_event))]
        return tally


def _nobody(_: int) -> None:
    """Nobody wants to know."""


def _single(outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    """The outcomes, those of a bulk's entries each for itself."""
    for outcome in outcomes:
        if isinstance(outcome, Several):
            yield from outcome.entries
        else:
            yield outcome
