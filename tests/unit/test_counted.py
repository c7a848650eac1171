"""What the engine counts of carts of shops."""

from __future__ import annotations

from tests import engine
from willcall.kit.tally import Tally
from willcall.reserve.ask import CartSaved, CartShort, CartStale, Outcome
from willcall.reserve.counted import CARTS, Counted
from willcall.reserve.ledger import Settled


def test_what_became_of_carts_is_counted_for_all_and_for_the_event() -> None:
    counted, row = Counted(Tally()), engine.cart().cart
    outcomes: list[Outcome] = [CartSaved(row, 1, ()), CartStale(), CartStale(), CartShort({1: 0})]

    counted.settled(engine.EVENT, Settled(outcomes, engine.catalogue()), 0.1)

    for tally in (counted.all, counted.by_event[engine.EVENT]):
        assert [tally.counts[CARTS, word] for word in ("saved", "stale", "short")] == [1, 2, 1]
