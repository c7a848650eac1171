"""A hundred thousand operations at once, on both databases: not a place too many, not a place too few, none lost.

An operation is an ask for a place, or a position that is given back. Each entry of a bulk is an ask: it is decided by
itself, and granted or refused by itself. Looking and counting, of which there is as much again as of bulks, is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.server import willcall
from tests.torture.arena import many_workers
from tests.unit.databases import migrated
from willcall.torture.client import server_at
from willcall.torture.command import SECONDS_MAX, Wishes, run, unseen
from willcall.torture.plan import ADDON, BULK, DATE, SINGLE, VOUCHER
from willcall.torture.rush import Orders

if TYPE_CHECKING:
    from pathlib import Path

# A minute or two of work for a machine that has nothing else to do.
pytestmark = pytest.mark.timeout(1_200)

SCENARIOS: Final = (SINGLE, BULK, ADDON, VOUCHER, DATE)
"""All but seats: a batch with seats is alone with its event, so that nothing much happens at once."""
PLACES: Final = 150
CONNECTIONS: Final = 48
SEED: Final = 100_000


@pytest.mark.parametrize(
    ("kind", "operations", "workers"),
    [pytest.param("sqlite", 40_000, 1, id="sqlite"), pytest.param("postgresql", 60_000, 3, id="postgresql")],
)
def test_a_hundred_thousand_operations_are_exact(
    kind: str, operations: int, workers: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Four tenths of them on SQLite, the rest on PostgreSQL with three processes behind one port."""
    url = migrated(kind, request, tmp_path)
    willcall("organizer", "create", "crowd", database=url)
    token = willcall("token", "create", "--organizer", "crowd", "--all-events", database=url)
    orders = Orders(SECONDS_MAX, operations, CONNECTIONS, SEED)

    with many_workers(url, tmp_path / "log", workers) as base:
        wishes = Wishes("crowd", SCENARIOS, orders, keep=True, places=PLACES)
        report = run(server_at(base, token), wishes, unseen)

    print(f"\n{kind}: {report.operations} operations in {report.requests} requests, {report.operations_per_s}/s")  # noqa: T201 - worth to be seen with -s
    assert report.differences == dict.fromkeys(report.differences, 0), report
    assert (report.exact, report.ended) == (True, "complete")
    assert report.operations >= operations
    assert report.sold_out is not None
    assert report.sold_out["held"] == report.sold_out["places"] > 0
    # Nobody was spared: the halls were full most of the time, and much was given back.
    assert min(report.granted, report.refused, report.returned) > operations / 20
    assert report.unanswered == 0
    willcall("audit", database=url)
