"""What a batch with seats reads of the others: nothing, unless a distance is kept; then those of its dates (0011)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests import engine
from tests.property.histories import PRODUCTS, Pool
from tests.property.players import Clock
from tests.property.sql import opened, put_seats, put_vouchers
from tests.unit.databases import KINDS, migrated, new_seat, new_subevent, within
from willcall.db import tables
from willcall.db.postgres import PostgresDatabase
from willcall.reserve.ask import Reason
from willcall.reserve.ledger_postgres import PostgresLedger, PostgresPages
from willcall.reserve.ledger_sqlite import SqliteLedger, SqlitePages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.property.sql import SqlPlayer
    from willcall.db.tx import Database, Tx
    from willcall.reserve.ledger import Ledger

TAKEN: Final = 30
"""Seats in carts before the batch; as many again are kept for vouchers, and two are free."""
ALONE: Final = 2
"""Rows that a batch reads for two free seats: these."""
WITH_OTHERS: Final = 4 * TAKEN + 2
"""With a distance: who has each of the others, each of them, and the two."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_batch_reads_the_seats_it_names_and_the_others_only_for_a_distance(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    pages = SqlitePages if kind == "sqlite" else PostgresPages
    monkeypatch.setattr(pages, "_rows", _counting(vars(pages)["_rows"], read, kind))

    async def story(database: Database) -> None:
        player = await _hall(database)
        ledger = player.ledger
        first = await ledger.settle(player.event_id, [_row(1, TAKEN)])
        assert engine.words(first.outcomes) == [(engine.HELD,) * TAKEN]

        for distance, rows, seats in ((0, ALONE, (61, 62)), (1, WITH_OTHERS, (61, 62))):
            await database.write(partial(_keep_distance, player.event_id, distance))
            read.clear()
            settled = await ledger.settle(player.event_id, [_row(*seats)])
            assert engine.words(settled.outcomes) == [(engine.HELD,) * 2]
            assert sum(read) == rows, read
            gone = [one.hold.id for one in settled.outcomes[0].entries]  # type: ignore[union-attr]
            await ledger.settle(player.event_id, [engine.release(number) for number in gone])
        await ledger.close()

    within(migrated(kind, request, tmp_path), story)


@pytest.mark.parametrize("kind", KINDS)
def test_distance_is_kept_within_a_date_alone(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The same guids on two dates; what is kept for a voucher keeps others away as well."""

    async def story(database: Database) -> None:
        player = await _hall(database, seats=0)
        event_id, ledger = player.event_id, player.ledger
        first, second = await database.write(lambda tx: _two_dates(tx, event_id))
        await database.write(partial(_keep_distance, event_id, 1.5))

        async def tried(date: int, guid: str) -> Any:
            fields: dict[str, Any] = {"voucher": "ANY", "subevent_id": date, "subevent_given": True}
            ask = engine.ask(seat=guid, cart_id=f"{guid}@api", **fields)
            [word] = engine.words((await ledger.settle(event_id, [ask])).outcomes)
            return word

        assert await tried(first, "A1") == engine.HELD
        assert await tried(first, "A2") == Reason.SEAT_TAKEN
        assert await tried(second, "A2") == engine.HELD
        assert await tried(second, "A1") == Reason.SEAT_TAKEN
        assert await tried(second, "A4") == engine.HELD
        assert await tried(first, "A4") == Reason.SEAT_TAKEN
        await ledger.close()

    within(migrated(kind, request, tmp_path), story)


def _counting(rows: Any, read: list[int], kind: str) -> Any:
    """The method of the pages, but that it notes how many rows of seats and their holders it brought."""

    def told(statement: str, found: list[Any]) -> list[Any]:
        if "seat" in statement.partition("WHERE")[0]:
            read.append(len(found))
        return found

    def here(pages: Any, statement: str, *arguments: object) -> list[Any]:
        return told(statement, rows(pages, statement, *arguments))

    async def there(pages: Any, statement: str, *arguments: object) -> list[Any]:
        return told(statement, await rows(pages, statement, *arguments))

    return here if kind == "sqlite" else there


def _row(first: int, last: int) -> Any:
    return engine.bulk(*(engine.wanted(seat=f"A{number}", cart_id=engine.ADA) for number in range(first, last + 1)))


async def _hall(database: Database, seats: int = 2 * TAKEN + 2) -> SqlPlayer:
    """An event with seats a unit apart; half of them are kept for vouchers."""
    ledger: Ledger
    if isinstance(database, PostgresDatabase):
        ledger = PostgresLedger(database, Clock())
    else:
        ledger = SqliteLedger(database, Clock())  # type: ignore[arg-type]
    await ledger.open()
    player = await opened(database, ledger, Clock(), [Pool("A", frozenset(PRODUCTS), 10_000)])
    event_id, numbers = player.event_id, range(1, seats + 1)
    await database.write(lambda tx: put_seats(tx, event_id, [engine.seat(f"A{one}", one, x=one) for one in numbers]))
    kept = {f"V{one}": engine.voucher(one, seat_id=one) for one in numbers if TAKEN < one <= 2 * TAKEN}
    await database.write(lambda tx: put_vouchers(tx, event_id, kept, engine.NOW))
    return player


async def _two_dates(tx: Tx, event_id: int) -> tuple[int, int]:
    """Four seats on each; the third of the first date is kept for a voucher."""
    await tx.update(tables.event, {"id": event_id}, {"has_subevents": True})
    dates = [await new_subevent(tx, event_id) for _ in range(2)]
    kept = {"ANY": engine.voucher(91, max_usages=9, ignores_quota=True)}
    for date in dates:
        category = {"event_id": event_id, "id": await tx.new_id(), "subevent_id": date, "category": "S"}
        await tx.insert(tables.seat_category, category | {"item_id": engine.TICKET})
        for number in range(1, 5):
            place = {"x": float(number), "y": 0.0, "item_id": engine.TICKET, "subevent_id": date}
            seat_id = await new_seat(tx, event_id, f"A{number}", **place)
            if (date, number) == (dates[0], 3):
                kept["KEPT"] = engine.voucher(90, seat_id=seat_id)
    await put_vouchers(tx, event_id, kept, engine.NOW)
    await tx.update(tables.voucher, {"event_id": event_id, "id": 90}, {"subevent_id": dates[0]})
    return dates[0], dates[1]


async def _keep_distance(event_id: int, distance: float, tx: Tx) -> None:
    await tx.bump(event_id)
    await tx.update(
        tables.event_state, {"event_id": event_id}, {"settings": f'{{"seating_minimal_distance": {distance}}}'}
    )
