"""Refusals at a glance: where nothing is left, one statement without locks tells so to a whole batch. Pure.

What is read is one committed state of the event. If it grants nothing to anybody, and nothing in it was freed by the
clock, then at that instant there was no room; nothing is written, so nothing has to be locked. As soon as one ask of
the batch could be granted, the batch is settled with locks instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from willcall.kit.instants import Clock
from willcall.reserve.ask import Ask, HoldAsk
from willcall.reserve.book import Account, Book
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.decide import decide
from willcall.reserve.ledger import CATALOGUES_MAX, Settled
from willcall.reserve.quota import Use


@dataclass(frozen=True, slots=True)
class Glance:
    """The quotas of a batch in one committed state."""

    version: int
    """Of the event's catalogue."""
    accounts: dict[int, Account]
    soonest: int | None
    """When the first hold or voucher's block in any of these quotas expires; None if there are none."""


@dataclass(slots=True)
class Scarce:
    """The events whose last batch granted nothing: where a glance is worth its statement."""

    event_ids: set[int] = field(default_factory=set)

    def note(self, event_id: int, settled: Settled) -> None:
        """What became of a batch."""
        if settled.changes is not None:
            self.event_ids.discard(event_id)
        else:
            if len(self.event_ids) >= CATALOGUES_MAX:
                self.event_ids.pop()
            self.event_ids.add(event_id)

    def worth(self, event_id: int, asks: Sequence[Ask]) -> bool:
        """Whether the next batch may well be refused as a whole."""
        return event_id in self.event_ids and all(is_plain(ask) for ask in asks)


def is_plain(ask: Ask) -> bool:
    """Whether an ask touches nothing but quotas."""
    return (
        isinstance(ask, HoldAsk)
        and ask.once is None
        and all(entry.voucher is None and entry.seat is None for entry in ask.entries)
    )


def glance_of(rows: Sequence[Sequence[Any]]) -> Glance | None:
    """From rows in the order of `GLANCE`; None without any."""
    if not rows:
        return None
    accounts = {number: Account(size, bool(closed), Use(*use)) for _, _, _, number, size, closed, *use in rows}
    instants = [instant for row in rows for instant in (row[1], row[2]) if instant is not None]
    return Glance(rows[0][0], accounts, min(instants, default=None))


def refused(catalogue: Catalogue, look: Glance, asks: Sequence[Ask], clock: Clock) -> Settled | None:
    """The batch if all of it is refused; None when it has to be settled with locks.

    `clock` is asked now, after the look: what had not expired by now had not expired then.
    """
    now = clock()
    if look.version != catalogue.version or (look.soonest is not None and look.soonest < now):
        return None
    for quota_id, account in look.accounts.items():
        if account.use.waiting and not catalogue.waits(quota_id, now):
            account.use.waiting = 0
    decision = decide(catalogue, Book(accounts=look.accounts), asks, now, count(1).__next__)
    return None if decision.writes else Settled(decision.outcomes, catalogue)
