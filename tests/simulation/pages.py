"""`ledger.Pages` on a simulated connection: each statement waits for its rows, then does what `ledger_memory` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from tests.engine import EVENT
from tests.simulation.store import LOCKED_AT
from willcall.db.errors import ForeignKeyViolation, NoSuchEvent, UniqueViolation
from willcall.reserve.ledger_postgres_once import Fast

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from tests.simulation.driver import Connection
    from tests.simulation.store import LockKey, Transaction
    from willcall.reserve.book import Account, Present, Seat, SeatKey, StoredCart, Voucher
    from willcall.reserve.catalogue import Catalogue
    from willcall.reserve.ledger import Changes, Ended, KeptRow, Settled
    from willcall.reserve.ledger_memory import MemoryPages, Stored

T = TypeVar("T")


class SimulatedPages:
    """What the ledger on PostgreSQL would say in SQL."""

    def __init__(self, connection: Connection, _: object, event_id: int, ids: list[int]) -> None:
        if event_id != EVENT:
            raise NoSuchEvent
        self._connection = connection
        self.new_id = iter(ids).__next__

    async def version(self, *, alone: bool) -> int:
        """See `ledger.Pages`."""
        return await self._read(lambda pages: pages.version(alone=alone), ("version",), alone=alone)

    async def catalogue(self, version: int) -> Catalogue:
        """See `ledger.Pages`."""
        return await self._read(lambda pages: pages.catalogue(version))

    async def accounts(self, quota_ids: Sequence[int]) -> dict[int, Account]:
        """See `ledger.Pages`."""
        return await self._read(lambda pages: pages.accounts(quota_ids), *(("quota", one) for one in quota_ids))

    async def hand_back(self, quota_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        return await self._write(lambda pages: pages.hand_back(quota_ids, now))

    async def end_blocks(self, quota_ids: Sequence[int], now: int) -> Mapping[int, Ended]:
        """See `ledger.Pages`."""
        stored = self._connection.session.store.stored.blocks
        over = {one for (one, quota_id), (_, until) in stored.items() if quota_id in quota_ids and (until or now) < now}
        rows = (("voucher", number) for number in sorted(over))
        return await self._write(lambda pages: pages.end_blocks(quota_ids, now), *rows)

    async def vouchers(self, codes: Sequence[str], ids: Sequence[int]) -> dict[str, Voucher]:
        """See `ledger.Pages`."""
        stored = self._connection.session.store.stored.vouchers
        wanted = sorted(one.id for code, one in stored.items() if code in codes or one.id in ids)
        return await self._read(lambda pages: pages.vouchers(codes, ids), *(("voucher", one) for one in wanted))

    async def return_uses(self, voucher_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        return await self._write(lambda pages: pages.return_uses(voucher_ids, now))

    async def seats(self, named: Any, now: int, *, neighbours: bool) -> dict[SeatKey, Seat]:
        """See `ledger.Pages`."""
        return await self._read(lambda pages: pages.seats(named, now, neighbours=neighbours))

    async def family(self, position_ids: Sequence[int]) -> dict[int, Present]:
        """See `ledger.Pages`."""
        return await self._read(lambda pages: pages.family(position_ids))

    async def carts(self, cart_ids: Sequence[str]) -> dict[str, StoredCart]:
        """See `ledger.Pages`; what others make while it waits for its locks, it has neither seen nor locked."""

        async def work() -> dict[str, StoredCart]:
            seen = self._connection.session.store.stored.carts
            found = [(name, seen[name].row.id) for name in cart_ids if name in seen]
            for name, _ in found:
                await self._transaction.lock(("cart", name))
            there = await self._transaction.pages(to_read=True).carts([name for name, _ in found])
            return {name: there[name] for name, number in found if name in there and there[name].row.id == number}

        answer = await self._connection.ask(work)
        LOCKED_AT.set(self._transaction.locked_at)
        return answer

    async def members(self, cart_ids: Sequence[str]) -> dict[str, dict[int, Present]]:
        """See `ledger.Pages`."""
        return await self._read(lambda pages: pages.members(cart_ids))

    async def kept(self, keys: Sequence[str]) -> list[KeptRow]:
        """See `ledger.Pages`."""
        return await self._read(lambda pages: pages.kept(keys))

    async def write(self, changes: Changes) -> None:
        """See `ledger.Pages`; rows are locked by being written, and a key is there once."""
        decision = changes.decision
        identities = [once.identity for once, _ in decision.kept]
        made = [name for name, change in decision.carts.items() if not change.was and not change.ends]
        self._transaction.decision = decision

        def work(pages: MemoryPages) -> Awaitable[None]:
            gone = set(changes.stale)
            known = {(row.token_id, row.key) for row in pages.stored.answers.values() if row.id not in gone}
            if not known.isdisjoint(identities):
                raise UniqueViolation("there is an answer under this key")
            if not pages.stored.carts.keys().isdisjoint(made):
                raise UniqueViolation("there is such a cart")
            return pages.write(changes)

        await self._write(
            work,
            *(("position", number) for number in decision.released),
            *(("quota", number) for number in changes.units),
            *(("voucher", number) for number in changes.uses),
            *(("cart", name) for name in decision.carts),
            *(("key", *identity) for identity in identities),
        )

    @property
    def _transaction(self) -> Transaction:
        return self._connection.session.begun()

    async def _read(self, statement: Callable[[MemoryPages], Awaitable[T]], *rows: LockKey, alone: bool = True) -> T:
        async def work() -> T:
            for row in rows:
                await self._transaction.lock(row, alone=alone)
            return await statement(self._transaction.pages(to_read=True))

        answer = await self._connection.ask(work)
        if rows:
            LOCKED_AT.set(self._transaction.locked_at)
        return answer

    async def _write(self, statement: Callable[[MemoryPages], Awaitable[T]], *rows: LockKey) -> T:
        async def work() -> T:
            for row in rows:
                await self._transaction.lock(row)
            pages = self._transaction.pages()
            before = set(pages.stored.lines)
            answer = await statement(pages)
            await self._refer(sorted({number for number, _ in pages.stored.lines.keys() - before}), pages.stored)
            self._transaction.wrote(pages.stored)
            return answer

        return await self._connection.ask(work)

    async def _refer(self, position_ids: Sequence[int], seen: Stored) -> None:
        """A new line needs its position: it waits for whoever deletes that, and is refused when it is gone."""
        for number in position_ids:
            if number in self._connection.session.store.stored.positions:
                await self._transaction.lock(("position", number), alone=False)
                if number not in self._connection.session.store.stored.positions:
                    raise ForeignKeyViolation(f"position {number} is gone")
        assert set(position_ids) <= seen.positions.keys()


class SimulatedFast(Fast):
    """The one statement: what it does is said by the batch itself, not by its arguments."""

    async def write(self, connection: Any, event_id: int, settled: Settled) -> bool:
        """See `Fast`."""
        connection.settled = settled
        return await super().write(connection, event_id, settled)
