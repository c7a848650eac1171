"""What quotas have left, in one statement: for those who only look, of whom there are many.

A statement sees one moment, so no transaction has to be opened for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from willcall.db.errors import NoSuchEvent
from willcall.db.tx import Row, Tx
from willcall.reserve import ledger_counters, quota
from willcall.reserve.quota import Use


async def version_and_counters(tx: Tx, event_id: int, quota_ids: Collection[int]) -> tuple[int, list[Row]]:
    """The event's version, and these quotas as far as they exist, of one moment; `NoSuchEvent` without event."""
    return _of_rows(await tx.rows(ledger_counters.VERSION_AND_COUNTERS, event_id=event_id, quota_ids=list(quota_ids)))


def by_counters(rows: Sequence[Row], now: int, until: Mapping[int | None, int]) -> dict[int, quota.Availability]:
    """State and number by the counters alone: what the clock has freed since they were written counts as taken."""
    found = {}
    for row in rows:
        waiting = row["waiting"] if until.get(row["subevent_id"], now) >= now else 0
        use = Use(row["paid"], row["pending"], row["exited"], row["blocked"], row["held"], waiting)
        found[row["id"]] = quota.availability(row["size"], use, closed=row["closed"])
    return found


async def at_a_glance(
    tx: Tx, event_id: int, quota_ids: Collection[int], now: int, until: Mapping[int | None, int]
) -> tuple[int, dict[int, quota.Availability]] | None:
    """The event's version, and what these quotas have left at an instant, as `availability.states` says it.

    None if a voucher that keeps places back in one of them has expired: what counts instead takes more than a glance.
    """
    version, rows = _of_rows(
        await tx.rows(ledger_counters.VERSION_AND_UNEXPIRED, event_id=event_id, quota_ids=list(quota_ids), now=now)
    )
    return None if any(row["ended"] for row in rows) else (version, by_counters(rows, now, until))


def _of_rows(rows: Sequence[Row]) -> tuple[int, list[Row]]:
    """The version stands in every row, and by itself in one if there is no quota."""
    if not rows:
        raise NoSuchEvent
    return rows[0]["version"], [row for row in rows if row["id"] is not None]
