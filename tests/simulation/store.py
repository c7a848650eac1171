"""A simulated database: one event, transactions at READ COMMITTED, row locks, deadlocks.

What is stored, and what a statement does to it, is `ledger_memory`'s. Here stands who may see and change it when: a
statement sees what is committed and what its own transaction wrote; a lock is kept until the transaction ends; those
who wait for each other in a circle are told so.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from contextvars import ContextVar
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tests.engine import EVENT
from willcall.kit.values import replace
from willcall.reserve.ledger_memory import MemoryPages, Stored, World

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from willcall.reserve.desk import Decision

LockKey = tuple[str | int, ...]

LOCKED_AT: ContextVar[float] = ContextVar("LOCKED_AT", default=0)
"""When the batch that is being settled got its last lock."""

SEEN: ContextVar[Any] = ContextVar("SEEN", default=None)
"""What `Store.look` gave when the statement came by that the batch is decided on."""

ROWS: Final = ("positions", "lines", "uses", "blocks", "seat_holds", "carts", "answers", "excused", "overused")
"""The tables that are dicts of rows; accounts and vouchers are compared field by field."""
GONE: Final = object()


class Deadlock(Exception):
    """The transaction would wait for somebody who waits for it."""


class Ended(Exception):
    """The session of the transaction was ended while it waited."""


@dataclass(eq=False)
class Lock:
    """One row."""

    owners: dict[Transaction, bool] = field(default_factory=dict)
    """Who has it, and whether alone."""
    queue: deque[tuple[Transaction, bool, asyncio.Future[None]]] = field(default_factory=deque)

    def grants(self, transaction: Transaction, *, alone: bool) -> bool:
        """Whether a transaction may have it now, whoever waits."""
        others = [is_alone for owner, is_alone in self.owners.items() if owner is not transaction]
        return not others or not (alone or any(others))

    def wake(self) -> None:
        """Gives it to those who waited longest."""
        while self.queue and self.grants(self.queue[0][0], alone=self.queue[0][1]):
            transaction, alone, granted = self.queue.popleft()
            if not granted.done():
                self.take(transaction, alone=alone)
                granted.set_result(None)

    def take(self, transaction: Transaction, *, alone: bool) -> None:
        """The transaction has it from now on."""
        self.owners[transaction] = alone or self.owners.get(transaction, False)
        transaction.locks[self] = None


@dataclass(eq=False)
class Transaction:
    """What one transaction wrote and which rows it has locked."""

    store: Store
    locks: dict[Lock, None] = field(default_factory=dict)
    written: dict[tuple[str, Any], Any] = field(default_factory=dict)
    """Rows by table and key, as this transaction left them."""
    snapshot: Stored | None = None
    """What was committed when the last statement began."""
    waits_for: Lock | None = None
    decision: Decision | None = None
    """What a batch decided and wrote here."""
    over: bool = False
    locked_at: float = 0
    """When it got its last lock."""

    async def lock(self, key: LockKey, *, alone: bool = True) -> None:
        """Waits for a row; `Deadlock` when that would be for ever."""
        lock = self.store.locks.setdefault(key, Lock())
        if self in lock.owners and (lock.owners[self] or not alone):
            return
        if lock.grants(self, alone=alone) and (not lock.queue or self in lock.owners):
            lock.take(self, alone=alone)
        else:
            granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            lock.queue.append((self, alone, granted))
            self.waits_for = lock
            if self._is_waited_for():
                lock.queue.remove((self, alone, granted))
                self.waits_for = None
                raise Deadlock(key)
            try:
                await granted
            finally:
                self.waits_for = None
                if (self, alone, granted) in lock.queue:  # whoever waited was cancelled
                    lock.queue.remove((self, alone, granted))
                    lock.wake()
            if self.over:
                raise Ended
        self.locked_at = asyncio.get_running_loop().time()

    def _is_waited_for(self) -> bool:
        """Whether those whom it waits for wait for it."""
        seen: set[Transaction] = set()
        ahead = [self]
        while ahead:
            lock = ahead.pop().waits_for
            if lock is None:
                continue
            for other in (*lock.owners, *(one for one, *_ in lock.queue)):
                if other is self and lock is not self.waits_for:
                    return True
                if other is not self and other not in seen:
                    seen.add(other)
                    ahead.append(other)
        return False

    def pages(self, *, to_read: bool = False) -> MemoryPages:
        """What a statement sees; a copy, which it may change, unless it only reads."""
        self.snapshot = self.store.stored
        if to_read and not self.written:
            return MemoryPages(self.snapshot, self.store.new_answer_id)
        return MemoryPages(_overlaid(self.snapshot, self.written), self.store.new_answer_id)

    def wrote(self, seen: Stored) -> None:
        """A statement has changed what it saw."""
        assert self.snapshot is not None
        self.written = _differences(self.snapshot, seen)

    def commit(self) -> None:
        """Everybody sees it from now on."""
        assert not self.over, "a transaction ends once"
        if self.written:
            self.store.stored = _overlaid(self.store.stored, self.written)
        self.store.committed(self)
        self.end()

    def end(self) -> None:
        """Gives its locks up; what it wrote and did not commit is gone."""
        self.over = True
        if self.waits_for is not None:
            for entry in [one for one in self.waits_for.queue if one[0] is self]:
                self.waits_for.queue.remove(entry)
                if not entry[2].done():
                    entry[2].set_exception(Ended())
            self.waits_for.wake()
        for lock in self.locks:
            del lock.owners[self]
            lock.wake()
        self.locks.clear()


@dataclass(eq=False)
class Store:
    """The database server."""

    world: World = field(default_factory=World)
    locks: dict[LockKey, Lock] = field(default_factory=dict)
    watch: Callable[[Transaction], None] = lambda _: None
    """Is shown every transaction that has just been committed."""
    look: Callable[[], object] = lambda: None
    """Is asked what is true at the moment at which a batch looks without locks."""
    is_down: bool = False
    new_answer_id: Callable[[], int] = field(default_factory=lambda: itertools.count(1).__next__)
    next_block: Callable[[], int] = field(default_factory=lambda: itertools.count(1, 1_000).__next__)

    @property
    def stored(self) -> Stored:
        """What is committed."""
        return self.world.events[EVENT]

    @stored.setter
    def stored(self, stored: Stored) -> None:
        self.world.events[EVENT] = stored

    def begin(self) -> Transaction:
        """A transaction."""
        return Transaction(self)

    def committed(self, transaction: Transaction) -> None:
        """A transaction has taken effect."""
        self.watch(transaction)


def _overlaid(stored: Stored, written: dict[tuple[str, Any], Any]) -> Stored:
    """A copy of what is stored, with rows that a transaction left in another state."""
    seen = stored.copied()
    for (table, key), value in written.items():
        if table == "accounts":
            seen.accounts[key].use.held, seen.accounts[key].use.blocked = value
        elif table == "vouchers":
            seen.vouchers[key].held = value
        elif table == "catalogue":
            seen.catalogue = replace(seen.catalogue, version=value)
        elif value is GONE:
            getattr(seen, table).pop(key, None)
        else:
            getattr(seen, table)[key] = value
    return seen


def _differences(stored: Stored, seen: Stored) -> dict[tuple[str, Any], Any]:
    found: dict[tuple[str, Any], Any] = {}
    for table in ROWS:
        before, after = getattr(stored, table), getattr(seen, table)
        if before != after:
            found |= {(table, key): after.get(key, GONE) for key in before if after.get(key, GONE) != before[key]}
            found |= {(table, key): value for key, value in after.items() if key not in before}
    for number, account in seen.accounts.items():
        if account.use != stored.accounts[number].use:
            found["accounts", number] = account.use.held, account.use.blocked
    if seen.catalogue.version != stored.catalogue.version:
        found["catalogue", "version"] = seen.catalogue.version
    for code, voucher in seen.vouchers.items():
        if voucher.held != stored.vouchers[code].held:
            found["vouchers", code] = voucher.held
    return found


def glance_rows(stored: Stored, quota_ids: Collection[int]) -> list[tuple[Any, ...]]:
    """What `GLANCE` says of quotas."""
    rows = []
    for quota_id in sorted(stored.accounts.keys() & set(quota_ids)):
        account = stored.accounts[quota_id]
        lines = [expires for (_, number), expires in stored.lines.items() if number == quota_id]
        blocks = [until for (_, number), (_, until) in stored.blocks.items() if number == quota_id]
        ends = [until for until in blocks if until is not None]
        soonest = min(lines, default=None), min(ends, default=None)
        rows.append((stored.catalogue.version, *soonest, quota_id, account.size, account.closed, *astuple(account.use)))
    return rows
