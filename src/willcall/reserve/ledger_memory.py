"""The ledger in plain Python: what a ledger does, to be read, and for tests that need no database.

A `World` holds what the tables hold. A transaction works on a copy of its event, and committing puts the copy into the
world's place, so that a batch takes effect as a whole or not at all. What `ledger_*` say in SQL stands here in words.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from willcall.db.errors import CheckViolation, NoSuchEvent
from willcall.kit.instants import Clock
from willcall.reserve import ledger
from willcall.reserve.ask import Ask, Hold
from willcall.reserve.book import Account, Present
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.ledger import Changes, KeptRow, Settled, Shelf, families, kept_rows, line_rows
from willcall.reserve.quota import excused


@dataclass(slots=True)
class Stored:
    """One event: its catalogue, and everything that changes while it sells."""

    catalogue: Catalogue
    accounts: dict[int, Account] = field(default_factory=dict)
    """What is counted of each quota; `held` counts the lines."""
    excused: Counter[int] = field(default_factory=Counter)
    """Units by which a quota may be over its size, because that was lowered below its use."""
    positions: dict[int, Hold] = field(default_factory=dict)
    lines: dict[tuple[int, int], int] = field(default_factory=dict)
    """Places taken: position and quota, with the instant up to which they are."""
    answers: dict[int, KeptRow] = field(default_factory=dict)

    def copied(self) -> Stored:
        """Another one that a transaction may change."""
        return replace(
            self,
            accounts={number: _copied(account) for number, account in self.accounts.items()},
            excused=Counter(self.excused),
            positions=dict(self.positions),
            lines=dict(self.lines),
            answers=dict(self.answers),
        )


@dataclass(slots=True)
class World:
    """All that is stored, by event. Ids of positions and of kept answers count up from 1, each for themselves."""

    events: dict[int, Stored] = field(default_factory=dict)
    new_id: Callable[[], int] = field(default_factory=lambda: itertools.count(1).__next__)
    new_answer_id: Callable[[], int] = field(default_factory=lambda: itertools.count(1).__next__)

    def put(self, catalogue: Catalogue, accounts: Mapping[int, Account], now: int = 0) -> None:
        """Opens an event, or changes its catalogue; what unexpired positions hold is then counted anew.

        Of the accounts given, `held` means nothing.
        """
        known = self.events.get(catalogue.event_id)
        assert known is None or known.catalogue.version != catalogue.version, "a change needs a version of its own"
        stored = known.copied() if known else Stored(catalogue)
        stored.catalogue = catalogue
        stored.lines = {
            (hold.id, quota.id): hold.expires
            for hold in stored.positions.values()
            for quota in catalogue.quotas_of((hold.item_id, hold.variation_id, hold.subevent_id))
            if hold.expires >= now
        }
        held = Counter(quota_id for _, quota_id in stored.lines)
        stored.accounts = {number: _copied(account) for number, account in accounts.items()}
        for number, account in stored.accounts.items():
            account.use.held = held[number]
            stored.excused[number] = excused(account.size, account.use)
        self.events[catalogue.event_id] = stored


class MemoryPages:
    """`ledger.Pages` on a copy of an event."""

    def __init__(self, stored: Stored, new_answer_id: Callable[[], int]) -> None:
        self.stored = stored
        self._new_answer_id = new_answer_id

    async def version(self) -> int:
        """See `ledger.Pages`."""
        return self.stored.catalogue.version

    async def catalogue(self, version: int) -> Catalogue:
        """See `ledger.Pages`."""
        return self.stored.catalogue

    async def accounts(self, quota_ids: Sequence[int]) -> dict[int, Account]:
        """See `ledger.Pages`; copies, since a decision uses them up."""
        known = self.stored.accounts
        return {number: _copied(known[number]) for number in quota_ids if number in known}

    async def hand_back(self, quota_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        wanted = set(quota_ids)
        expired = [line for line, expires in self.stored.lines.items() if line[1] in wanted and expires < now]
        for line in expired:
            del self.stored.lines[line]
        return Counter(quota_id for _, quota_id in expired)

    async def family(self, position_ids: Sequence[int]) -> dict[int, Present]:
        """See `ledger.Pages`; everything in a world was made through the API."""
        wanted = set(position_ids)
        rows = [
            (hold.id, hold.addon_to)
            for hold in self.stored.positions.values()
            if hold.id in wanted or hold.addon_to in wanted
        ]
        return families(rows, self.stored.lines)

    async def kept(self, keys: Sequence[str]) -> list[KeptRow]:
        """See `ledger.Pages`."""
        return [row for row in self.stored.answers.values() if row.key in keys]

    async def write(self, changes: Changes) -> None:
        """See `ledger.Pages`; like the database, it never lets a quota grow beyond its size."""
        stored, decision = self.stored, changes.decision
        for number in decision.released:
            _delete(stored, number)
        for quota_id, units in changes.units.items():
            _count(stored, quota_id, units)
        stored.positions |= decision.holds
        for number, quota_id, expires in line_rows(decision):
            stored.lines[number, quota_id] = expires
        for number in changes.stale:
            del stored.answers[number]
        for (number, token_id, key, created, *_), (_, kept) in zip(
            kept_rows(decision, self._new_answer_id), decision.kept, strict=True
        ):
            stored.answers[number] = KeptRow(number, token_id, key, created, kept)


class MemoryLedger:
    """`ledger.Ledger` on a world."""

    def __init__(self, world: World, clock: Clock) -> None:
        self._world = world
        self._clock = clock
        self._shelf = Shelf()

    async def open(self) -> None:
        """Nothing to do."""

    async def close(self) -> None:
        """Nothing to do."""

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """See `ledger.Ledger`; it never waits, so no other batch comes between."""
        stored = self._world.events.get(event_id)
        if stored is None:
            raise NoSuchEvent
        pages = MemoryPages(stored.copied(), self._world.new_answer_id)
        settled = await ledger.settle(pages, self._shelf, event_id, asks, self._clock, self._world.new_id)
        if settled.changes:
            self._world.events[event_id] = pages.stored
        return settled


def _copied(account: Account) -> Account:
    return replace(account, use=replace(account.use))


def _delete(stored: Stored, position_id: int) -> None:
    """A position goes with its children and with what they hold."""
    gone = {hold.id for hold in stored.positions.values() if position_id in (hold.id, hold.addon_to)}
    for number in gone:
        del stored.positions[number]
    stored.lines = {line: expires for line, expires in stored.lines.items() if line[0] not in gone}


def _count(stored: Stored, quota_id: int, units: int) -> None:
    """What was excused once is not excused again after it was given back."""
    account = stored.accounts[quota_id]
    account.use.held += units
    over = excused(account.size, account.use)
    stored.excused[quota_id] = min(stored.excused[quota_id], over)
    if account.use.held < 0 or over > stored.excused[quota_id]:
        raise CheckViolation(f"quota {quota_id}: {account.use.held} held, {over} over its size")
