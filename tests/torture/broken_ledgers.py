"""Ledgers with a bug planted in each, of the kinds that ticket systems have: what torture has to find.

Each stands around a real ledger and uses nothing but what every ledger promises. What a bug would have left undone is
undone here, or done behind the ledger's back, so that all that buyers see is what the bug would have shown them.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import msgspec

from tests.unit.databases import new_voucher
from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.db.errors import DatabaseError
from willcall.reserve.ask import Held, HoldAsk, ReleaseAsk, Released, Several

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from willcall.db.tx import Database, Row, Tx
    from willcall.reserve.ask import Ask, Outcome
    from willcall.reserve.ledger import Ledger, Settled

NOW_AND_THEN: Final = 7
"""A bug that met everybody would be found by looking: these two meet every so many."""
PASS: Final = "PASSES-EVERYTHING"
"""A voucher that ignores quotas: how a hold gets past a ledger that would have looked."""


class Broken:
    """A ledger around another; `settle` is where they go wrong."""

    def __init__(self, ledger: Ledger, database: Database) -> None:
        self.ledger = ledger
        self.database = database
        self.met = 0
        """How many it could have gone wrong with."""

    async def open(self) -> None:
        """As the ledger within."""
        await self.ledger.open()

    async def close(self) -> None:
        """As the ledger within."""
        await self.ledger.close()

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """As the ledger within, but for the bug."""
        raise NotImplementedError

    def now(self) -> bool:
        """Whether the bug strikes this time."""
        self.met += 1
        return self.met % NOW_AND_THEN == 0


class WithoutLock(Broken):
    """Looks what is left, and writes without looking again. Whoever looks in between sees the same places."""

    def __init__(self, ledger: Ledger, database: Database) -> None:
        super().__init__(ledger, database)
        self._passes: dict[int, asyncio.Task[None]] = {}

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """Everybody for himself, all at once."""
        if event_id not in self._passes:
            self._passes[event_id] = asyncio.create_task(self._make_pass(event_id))
        await self._passes[event_id]
        settled = await asyncio.gather(*(self._one(event_id, ask) for ask in asks))
        settled[0].outcomes = [one.outcomes[0] for one in settled]
        return settled[0]

    async def _one(self, event_id: int, ask: Ask) -> Settled:
        if isinstance(ask, HoldAsk) and all(wanted.voucher is None for wanted in ask.entries):
            room = await self._room(event_id, {wanted.item_id for wanted in ask.entries})
            await asyncio.sleep(0.01)
            if room >= len(ask.entries):
                entries = tuple(msgspec.structs.replace(wanted, voucher=PASS) for wanted in ask.entries)
                ask = msgspec.structs.replace(ask, entries=entries)
        return await self.ledger.settle(event_id, [ask])

    async def _room(self, event_id: int, item_ids: Iterable[int | None]) -> int:
        """What is left where there is least of it."""

        async def look(tx: Tx) -> int:
            ids = sorted(number for number in item_ids if number is not None)
            members = await tx.find(
                tables.quota_item, {"event_id": event_id, "item_id": OneOf(ids)}, order=(("quota_id", False),)
            )
            quota_ids = OneOf(sorted({row["quota_id"] for row in members}))
            quotas = await tx.find(tables.quota, {"event_id": event_id, "id": quota_ids})
            return min((row["size"] - row["held"] for row in quotas), default=0)

        return await self.database.read(look)

    async def _make_pass(self, event_id: int) -> None:
        async def make(tx: Tx) -> None:
            await new_voucher(tx, event_id, PASS, allow_ignore_quota=True, max_usages=1_000_000)

        await self.database.write(make)


class NotHandedBack(Broken):
    """Now and then deletes a position and forgets the counter: its places are nobody's, and are not sold again."""

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """Counts places up again that were handed back."""
        released = [ask.position_id for ask in asks if isinstance(ask, ReleaseAsk)]
        lines = await self.database.read(lambda tx: self._lines(tx, event_id, released)) if released else []
        settled = await self.ledger.settle(event_id, asks)
        for ask, outcome in zip(asks, settled.outcomes, strict=True):
            if isinstance(ask, ReleaseAsk) and isinstance(outcome, Released) and self.now():
                for line in lines:
                    if line["position_id"] == ask.position_id:
                        await self._keep(event_id, line["quota_id"])
        return settled

    async def _lines(self, tx: Tx, event_id: int, position_ids: list[int]) -> list[Row]:
        where = {"event_id": event_id, "position_id": OneOf(position_ids)}
        return await tx.find(tables.quota_hold, where, order=(("position_id", False), ("quota_id", False)))

    async def _keep(self, event_id: int, quota_id: int) -> None:
        async def count_up(tx: Tx) -> None:
            here = {"event_id": event_id, "id": quota_id}
            (row,) = await tx.lock(tables.quota, here)
            if row["held"] < row["size"]:
                await tx.update(tables.quota, here, {"held": row["held"] + 1})

        await self.database.write(count_up)


class AnsweredTooSoon(Broken):
    """Answers before it commits; now and then the commit does not happen."""

    def __init__(self, ledger: Ledger, database: Database) -> None:
        super().__init__(ledger, database)
        self._rolling_back: set[asyncio.Task[None]] = set()

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """What was answered is rolled back afterwards."""
        settled = await self.ledger.settle(event_id, asks)
        for held in _held(settled.outcomes):
            if self.now():
                task = asyncio.create_task(self._roll_back(event_id, held.hold.id))
                self._rolling_back.add(task)
                task.add_done_callback(self._rolling_back.discard)
        return settled

    async def _roll_back(self, event_id: int, position_id: int) -> None:
        try:
            await self.ledger.settle(event_id, [ReleaseAsk(position_id)])
        except DatabaseError:
            self.met -= 1

    async def close(self) -> None:
        """After everything is rolled back."""
        await asyncio.gather(*self._rolling_back)
        await super().close()


def _held(outcomes: Iterable[Outcome]) -> Iterable[Held]:
    for outcome in outcomes:
        for one in outcome.entries if isinstance(outcome, Several) else (outcome,):
            if isinstance(one, Held):
                yield one


BUGS: Final[dict[str, type[Broken]]] = {
    "no-lock": WithoutLock,
    "not-handed-back": NotHandedBack,
    "answered-too-soon": AnsweredTooSoon,
}
