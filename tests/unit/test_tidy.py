"""Tidying: what expired long ago goes, on both databases; what did not, stays, and the counters are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.databases import KINDS, migrated, new_event, new_item, new_position, new_quota, within
from willcall.db import tables
from willcall.kit.instants import DAY_US
from willcall.reserve.tidy import POSITIONS_KEPT_US, tidy

if TYPE_CHECKING:
    from pathlib import Path

    from willcall.db.tx import Database, Tx

NOW = 2_000_000_000_000_000
LONG_AGO = NOW - POSITIONS_KEPT_US - 1


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return migrated(request.param, request, tmp_path)


def test_positions_go_two_weeks_after_they_expired_and_answers_after_a_day(url: str) -> None:
    """Ada's position is long gone, her add-on with it; Ben's expired a moment less long ago and stays."""

    async def story(database: Database) -> None:
        event, ben, quota = await database.write(_filled)

        assert await tidy(database, NOW) == 1
        assert await tidy(database, NOW) == 0

        positions, answers, held = await database.read(lambda tx: _left(tx, event, quota))
        assert positions == [ben]
        assert answers == ["fresh"]
        assert held == 1

    within(url, story)


def test_carts_of_shops_go_two_weeks_after_they_could_be_extended_last(url: str) -> None:
    """One with a position that is as old goes with it; one that can be extended still, or is not as old, stays."""

    async def story(database: Database) -> None:
        event = await database.write(_with_carts)

        assert await tidy(database, NOW) == 3
        assert await tidy(database, NOW) == 0

        left = await database.read(lambda tx: tx.find(tables.cart, {"event_id": event}))
        assert sorted(row["cart_id"] for row in left) == ["lasts", "recent"]
        assert await database.read(lambda tx: tx.find(tables.cart_line, {"event_id": event})) == []

    within(url, story)


async def _with_carts(tx: Tx) -> int:
    event = await new_event(tx)
    item = await new_item(tx, event)
    ages = {"empty": LONG_AGO, "full": LONG_AGO, "recent": LONG_AGO + 1, "lasts": NOW}
    for number, (cart_id, extend_until) in enumerate(ages.items(), start=1):
        row = {"event_id": event, "id": number, "cart_id": cart_id, "channel": "web", "version": 1, "created": 0}
        await tx.insert(tables.cart, row | {"extend_until": extend_until, "change_id": number})
    position = await new_position(tx, event, item, expires=LONG_AGO, cart_id="full", api=False)
    await tx.insert(tables.cart_line, {"event_id": event, "position_id": position, "price": 5})
    return event


async def _filled(tx: Tx) -> tuple[int, int, int]:
    event = await new_event(tx)
    item = await new_item(tx, event)
    quota = await new_quota(tx, event, size=5, held=2)
    ada = await new_position(tx, event, item, expires=LONG_AGO)
    await new_position(tx, event, item, addon_to=ada, expires=NOW)
    ben = await new_position(tx, event, item, expires=LONG_AGO + 1)
    for position in (ada, ben):
        await tx.insert(
            tables.quota_hold, {"event_id": event, "position_id": position, "quota_id": quota, "expires": NOW}
        )
    for key, created in (("stale", NOW - DAY_US - 1), ("fresh", NOW - DAY_US)):
        answer = {"event_id": event, "id": await tx.new_id(), "token_id": 1, "key": key, "created": created}
        await tx.insert(tables.answer_kept, answer | {"status": 201, "body": b"{}"})
    return event, ben, quota


async def _left(tx: Tx, event: int, quota: int) -> tuple[list[int], list[str], int]:
    positions = await tx.find(tables.cart_position, {"event_id": event})
    answers = await tx.find(tables.answer_kept, {"event_id": event})
    row = await tx.one(tables.quota, event_id=event, id=quota)
    assert row is not None
    return [one["id"] for one in positions], [one["key"] for one in answers], row["held"]
