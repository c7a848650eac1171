"""The shop at a glance: one statement tells what the whole transaction would have told, or leaves it to that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests import engine
from tests.property.histories import PRODUCTS, Change, Pool
from tests.property.players import FIRST_QUOTA, Clock
from tests.property.sql import SqlPlayer, opened, put_vouchers
from tests.unit.databases import KINDS, migrated, within
from willcall.db import tables
from willcall.db.errors import NoSuchEvent
from willcall.db.tx import Database
from willcall.reserve.http import ledger_for
from willcall.reserve.looks import at_a_glance
from willcall.shop.http import Asked, Shop
from willcall.shop.listed import Look
from willcall.shop.memory import Showcases
from willcall.shop.refusals import Refused

PLACES: Final = 10
QUOTA: Final = FIRST_QUOTA
OTHER: Final = FIRST_QUOTA + 1
HALF_HOUR_US: Final = engine.RESERVATION_US


class Front:
    """An event with two quotas, somebody who buys there, and the shop that shows it."""

    def __init__(self, database: Database, player: SqlPlayer, clock: Clock) -> None:
        self.database = database
        self.player = player
        self.clock = clock
        self.shop = Shop(database, Showcases())

    def asked(self, *, subevent: str | None = None, channel: str = "web", code: str | None = None) -> Asked:
        """What a buyer wants to see now."""
        return Asked(self.player.event_id, self.clock(), channel, subevent, code)

    async def glance(self, **wish: Any) -> Look | None:
        """What one statement tells."""
        return await self.shop._at_a_glance(self.asked(**wish))  # noqa: SLF001 - the answer alone does not tell the way

    async def left(self, **wish: Any) -> dict[int, int | None]:
        """What is left, as the shop says it, and as it says it at a glance if it can."""
        shop = Shop(self.database, Showcases())
        whole = await shop.look_of(self.asked(**wish))
        await self.shop.look_of(self.asked(**wish))
        seen = await self.glance(**wish)
        assert seen is not None
        assert (seen.left, list(seen.left)) == (whole.left, list(whole.left))
        assert (seen.subevent_id, seen.channel, seen.voucher, seen.now) == (
            whole.subevent_id, whole.channel, whole.voucher, whole.now,
        )  # fmt: skip
        return {quota_id: known.number for quota_id, known in seen.left.items()}

    async def buy(self, count: int, **fields: Any) -> None:
        """So many tickets are held."""
        await self.player.ledger.settle(self.player.event_id, [engine.ask(**fields)] * count)

    async def set(self, quota_id: int, **values: Any) -> None:
        """Something about a quota is otherwise, and the version counts it."""

        async def write(tx: Any) -> None:
            await tx.bump(self.player.event_id)
            await tx.update(tables.quota, {"event_id": self.player.event_id, "id": quota_id}, values)

        await self.database.write(write)


Play = Callable[..., None]


@pytest.fixture(params=KINDS)
def play(request: pytest.FixtureRequest, tmp_path: Path) -> Play:
    """Plays a story before an event with these quotas."""

    def played(story: Callable[[Front], Awaitable[None]], *pools: Pool) -> None:
        async def told(database: Database) -> None:
            clock = Clock()
            ledger = ledger_for(database, clock)
            await ledger.open()
            player = await opened(database, ledger, clock, pools or USUAL)
            here = {"id": player.event_id}
            await database.write(lambda tx: tx.update(tables.event, here, {"timezone": "Europe/Berlin"}))
            await story(Front(database, player, clock))
            await ledger.close()

        within(migrated(request.param, request, tmp_path), told)

    return played


USUAL: Final = (Pool("A", frozenset(PRODUCTS), PLACES), Pool("B", frozenset(PRODUCTS), None))


def test_what_is_held_is_not_left(play: Play) -> None:
    async def story(front: Front) -> None:
        assert await front.left() == {QUOTA: 10, OTHER: None}
        await front.buy(3)
        assert await front.left() == {QUOTA: 7, OTHER: None}
        await front.buy(8)
        assert await front.left() == {QUOTA: 0, OTHER: None}

    play(story)


def test_what_the_clock_has_freed_is_left(play: Play) -> None:
    """At the very instant it is still held (spec 06 §2)."""

    async def story(front: Front) -> None:
        await front.buy(2, expires=front.clock() + 5)
        await front.buy(1)
        assert await front.left() == {QUOTA: 7, OTHER: None}
        front.clock.now += 5
        assert await front.left() == {QUOTA: 7, OTHER: None}
        front.clock.now += 1
        assert await front.left() == {QUOTA: 9, OTHER: None}
        front.clock.now += HALF_HOUR_US
        assert await front.left() == {QUOTA: 10, OTHER: None}

    play(story)


def test_all_that_is_counted_counts(play: Play) -> None:
    """Paid, pending, and those who wait; those who left do not."""

    async def story(front: Front) -> None:
        await front.set(QUOTA, size=1_000, paid=100, pending=20, exited=5, waiting=3)
        assert await front.left() == {QUOTA: 1_000 - 118, OTHER: None}
        await front.set(OTHER, closed=True)
        assert await front.left() == {QUOTA: 882, OTHER: 0}

    play(story)


def test_dates_have_their_own(play: Play) -> None:
    async def story(front: Front) -> None:
        assert await front.left(subevent="1") == {QUOTA: 10}
        assert await front.left(subevent="2") == {OTHER: 5}
        assert await front.glance(subevent="3") is None
        assert await front.glance(subevent="x") is None
        assert await front.glance() is None

    play(story, Pool("A", frozenset(PRODUCTS), 10, date=1), Pool("B", frozenset(PRODUCTS), 5, date=2))


def test_an_event_without_quotas_has_nothing_left(play: Play) -> None:
    async def story(front: Front) -> None:
        assert await front.left(subevent="2") == {}

    play(story, Pool("A", frozenset(PRODUCTS), 10, date=1))


def test_what_vouchers_keep_back_is_not_left(play: Play) -> None:
    """Until they have expired, when it takes more than a glance; the very instant still counts (spec 01 §10)."""

    async def story(front: Front) -> None:
        await front.shop.look_of(front.asked())
        kept = {"KEPT": engine.voucher(max_usages=4, blocks=True, quota_id=QUOTA, valid_until=front.clock() + 5)}
        await front.database.write(lambda tx: put_vouchers(tx, front.player.event_id, kept, front.clock()))
        assert await front.left() == {QUOTA: 6, OTHER: None}
        front.clock.now += 5
        assert await front.left() == {QUOTA: 6, OTHER: None}
        front.clock.now += 1
        assert await front.glance() is None
        look = await front.shop.look_of(front.asked())
        assert {number: known.number for number, known in look.left.items()} == {QUOTA: 10, OTHER: None}

    play(story)


def test_a_voucher_is_looked_up(play: Play) -> None:
    """So a glance is not tried at all."""

    async def story(front: Front) -> None:
        await front.shop.look_of(front.asked())
        with pytest.raises(Refused):
            await front.shop.look_of(front.asked(code="NONE"))

    play(story)


def test_what_is_not_remembered_is_loaded(play: Play) -> None:
    """Nothing was seen before, or the event has changed since."""

    async def story(front: Front) -> None:
        assert await front.glance() is None
        before = await front.shop.look_of(front.asked())
        await front.player.alter(Change(0, Pool("A", frozenset(PRODUCTS), 3)))
        assert await front.glance() is None
        after = await front.shop.look_of(front.asked())

        assert after.showcase.version == before.showcase.version + 1
        assert [look.left[QUOTA].number for look in (before, after)] == [10, 3]
        assert await front.glance() is not None

    play(story)


def test_other_channels_are_refused(play: Play) -> None:
    async def story(front: Front) -> None:
        await front.shop.look_of(front.asked())
        assert await front.glance(channel="nowhere") is None
        with pytest.raises(Refused):
            await front.shop.look_of(front.asked(channel="nowhere"))

    play(story)


def test_an_event_that_is_gone_is_gone(play: Play) -> None:
    async def story(front: Front) -> None:
        await front.shop.look_of(front.asked())
        await front.database.write(lambda tx: tx.delete(tables.event, {"id": front.player.event_id}))
        with pytest.raises(NoSuchEvent):
            await front.shop.look_of(front.asked())
        with pytest.raises(NoSuchEvent):
            await front.database.read(lambda tx: at_a_glance(tx, front.player.event_id, [QUOTA], front.clock(), {}))

    play(story)
