"""What quotas have left, for those who ask or who change the catalogue (spec 06 §2, §3).

The only part of this room that the catalogue uses. Whatever changes a quota calls `rebuild` or `recount` in its own
transaction, after it took the event's lock with ``tx.bump``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from willcall.db import tables
from willcall.db.tx import Row, Tx
from willcall.reserve import ledger_counters, quota
from willcall.reserve.quota import State, Use


@dataclass(frozen=True, slots=True)
class Availability:
    """The answer of ``quotas/{id}/availability/``."""

    paid_orders: int
    pending_orders: int
    exited_orders: int
    blocking_vouchers: int
    cart_positions: int
    waiting_list: int
    available_number: int | None
    available: bool
    total_size: int | None


async def of_quotas(tx: Tx, event_id: int, rows: Sequence[Row], now: int) -> dict[int, Availability]:
    """The availability of quotas, given as their rows, at an instant: what has expired by then does not count."""
    expired: Mapping[int, int] = {}
    if any(row["held"] for row in rows):
        quota_ids = [row["id"] for row in rows]
        found = await tx.rows(ledger_counters.EXPIRED, event_id=event_id, quota_ids=quota_ids, now=now)
        expired = {row["quota_id"]: row["units"] for row in found}
    return {row["id"]: _of(row, expired.get(row["id"], 0)) for row in rows}


def _of(row: Row, expired: int) -> Availability:
    use = Use(row["paid"], row["pending"], row["exited"], row["blocked"], row["held"] - expired, row["waiting"])
    found = quota.availability(row["size"], use, closed=row["closed"])
    return Availability(
        use.paid,
        use.pending,
        use.exited,
        use.blocked,
        use.held,
        use.waiting,
        found.number,
        found.state is State.OK,
        row["size"],
    )


async def loosen(tx: Tx, event_id: int, quota_ids: Sequence[int]) -> None:
    """Before a size is lowered: lets the database accept a size below the use. `recount` must follow."""
    await tx.run(ledger_counters.LOOSEN, event_id=event_id, quota_ids=list(quota_ids))


async def rebuild(tx: Tx, event_id: int, quota_ids: Sequence[int], now: int) -> None:
    """After a quota was made or given other items: counts the unexpired positions that are its own by now."""
    numbers = list(quota_ids)
    await tx.run(ledger_counters.CLEAR, event_id=event_id, quota_ids=numbers)
    await tx.run(ledger_counters.FILL_BY_ITEM, event_id=event_id, quota_ids=numbers, now=now)
    await tx.run(ledger_counters.FILL_BY_VARIATION, event_id=event_id, quota_ids=numbers, now=now)
    await recount(tx, event_id, numbers)


async def recount(tx: Tx, event_id: int, quota_ids: Sequence[int] | None = None) -> None:
    """After holds vanished with what they were of, or a size changed: counts again. None means every quota."""
    if quota_ids is None:
        quota_ids = [row["id"] for row in await tx.find(tables.quota, {"event_id": event_id}, columns=("id",))]
    await tx.run(ledger_counters.RECOUNT, event_id=event_id, quota_ids=list(quota_ids))
