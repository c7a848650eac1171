"""The audit beside a server at work: it finds nothing where nothing is wrong, and a repair disturbs nobody."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import httpx

from tests.cast import Caller, id_of
from tests.unit.databases import within
from willcall import audit
from willcall.db import tables
from willcall.kit.instants import now_us

if TYPE_CHECKING:
    from tests.cast import Fair, Wire
    from tests.server import Server
    from willcall.audit import Report
    from willcall.db.tx import Database, Tx

BUYERS: Final = 6
AUDITS: Final = 15
NOBODY_WAITS_S: Final = 30


def buy(fair: Fair, item: Wire, enough: threading.Event) -> int:
    """Holds and releases until it is enough; how many places it held in the end."""
    held: list[int] = []
    with httpx.Client(base_url=fair.client.base_url, timeout=NOBODY_WAITS_S) as client:
        mine = Caller(client, fair.tokens, fair.path)
        while not enough.is_set():
            wanted = {"item": id_of(item), "price": "23.00"}
            answer = mine.post("cartpositions/", wanted)
            assert answer.status_code in {201, 400}, answer.text
            if answer.status_code == httpx.codes.CREATED:
                held.append(answer.json()["id"])
            if held and (answer.status_code == httpx.codes.BAD_REQUEST or len(held) % 3 == 0):
                gone = mine.delete(f"cartpositions/{held.pop()}/")
                assert gone.status_code == httpx.codes.NO_CONTENT, gone.text
    return len(held)


def test_an_audit_under_load_finds_nothing(server: Server, fair: Fair) -> None:
    """Each event is read at one moment, whatever is written meanwhile."""
    item, quota = fair.ticket(size=40)
    enough = threading.Event()

    async def story(database: Database) -> list[Report]:
        return [await audit.audit(database, now_us, event=fair.slug) for _ in range(AUDITS)]

    with ThreadPoolExecutor(BUYERS) as buyers:
        counts = [buyers.submit(buy, fair, item, enough) for _ in range(BUYERS)]
        try:
            reports = within(server.database, story)
        finally:
            enough.set()

    assert [report.text() for report in reports if not report.is_clean] == []
    assert fair.availability(quota)["cart_positions"] == sum(count.result() for count in counts)


def test_a_repair_under_load_disturbs_nobody(server: Server, fair: Fair) -> None:
    """The counter of another quota is mended again and again while places are sold; nobody is refused for it."""
    item, quota = fair.ticket(size=40)
    _, other = fair.ticket(size=5, name="Workshop")
    enough = threading.Event()

    async def break_it(tx: Tx) -> None:
        # The counter alone: nobody holds the place.
        await tx.update(tables.quota, {"event_id": event_id, "id": id_of(other)}, {"held": 1})

    async def find(tx: Tx) -> int:
        (row,) = await tx.find(tables.event, {"slug": fair.slug})
        number: int = row["id"]
        return number

    async def story(database: Database) -> list[Report]:
        reports = []
        for _ in range(AUDITS):
            await database.write(break_it)
            reports.append(await audit.audit(database, now_us, event=fair.slug, repair=True))
        return reports

    event_id = within(server.database, lambda database: database.read(find))
    with ThreadPoolExecutor(BUYERS) as buyers:
        counts = [buyers.submit(buy, fair, item, enough) for _ in range(BUYERS)]
        try:
            reports = within(server.database, story)
        finally:
            enough.set()

    assert all(report.is_clean for report in reports)
    assert [[line.finding.kind for line in report.differences] for report in reports] == [["quota.held"]] * AUDITS
    assert fair.availability(quota)["cart_positions"] == sum(count.result() for count in counts)
    assert fair.left(other) == 5
