"""Refusals at a glance: only where there was no room, and nothing is granted by it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests import engine
from tests.engine import HELD, NOW, RELEASED, SOLD_OUT, TICKETS, WORKSHOP
from tests.property.histories import PRODUCTS, Change, Pool
from tests.property.players import FIRST_QUOTA, Clock
from tests.property.sql import SqlPlayer, opened, put_vouchers
from tests.unit.databases import KINDS, migrated, within
from willcall.db import tables
from willcall.db.errors import NoSuchEvent
from willcall.db.postgres import PostgresDatabase
from willcall.db.sqlite import SqliteDatabase
from willcall.db.tx import Database
from willcall.reserve import ledger_postgres, ledger_sqlite
from willcall.reserve.ask import Ask, Held, Reason
from willcall.reserve.book import Account
from willcall.reserve.glance import Glance, Scarce, glance_of, is_plain, refused
from willcall.reserve.ledger import CATALOGUES_MAX, Ledger, Settled
from willcall.reserve.ledger_postgres import PostgresLedger
from willcall.reserve.ledger_sqlite import SqliteLedger
from willcall.reserve.quota import Use

BATCH = [engine.ask(), engine.ask(), engine.ask(item_id=engine.NO_SUCH_ID)]


def look(
    held: int = 10, *, size: int | None = 10, closed: bool = False, waiting: int = 0, soonest: int | None = None,
    version: int = 1,
) -> Glance:  # fmt: skip
    """A quota of ten tickets."""
    return Glance(version, {TICKETS: Account(size, closed, Use(held=held, waiting=waiting))}, soonest)


def told(seen: Glance, asks: Sequence[Ask] = BATCH, *, now: int = NOW, **fields: Any) -> list[engine.Word] | None:
    """What the batch is told, if anything."""
    settled = refused(engine.catalogue(**fields), seen, asks, lambda: now)
    return None if settled is None else engine.words(settled.outcomes)


def test_nothing_left_refuses_everybody() -> None:
    """Each with its own reason."""
    settled = refused(engine.catalogue(), look(), BATCH, lambda: NOW)
    assert settled is not None
    assert engine.words(settled.outcomes)[:2] == [SOLD_OUT, SOLD_OUT]
    assert settled.changes is None
    assert settled.handed_back == 0


def test_room_for_one_sends_the_batch_to_the_locks() -> None:
    """Nothing is granted without them."""
    assert told(look(9)) is None
    assert told(look(size=None)) is None
    assert told(look(0, closed=True)) is not None


def test_what_the_clock_has_freed_sends_it_there_too() -> None:
    """The very instant of expiry still counts as held (spec 06 §2)."""
    assert told(look(soonest=NOW)) is not None
    assert told(look(soonest=NOW - 1)) is None


def test_a_catalogue_that_was_changed_decides_nothing() -> None:
    """Whichever is the newer one."""
    assert told(look(version=2)) is None
    assert told(look(), version=2) is None


def test_those_who_wait_count_for_as_long_as_they_do() -> None:
    """Spec 06 §2: until the waiting list ends."""
    assert told(look(8, waiting=2)) is not None
    assert told(look(8, waiting=2), waiting_until={None: NOW}) is not None
    assert told(look(8, waiting=2), waiting_until={None: NOW - 1}) is None


def test_rows_are_put_together() -> None:
    """The first instant of all counts; without a row there is nothing to look at."""
    rows = [(3, None, 50, 1, 10, 0, 1, 2, 3, 4, 5, 6), (3, 40, None, 2, None, 1, 0, 0, 0, 0, 0, 0)]
    seen = glance_of(rows)
    assert seen is not None
    assert (seen.version, seen.soonest) == (3, 40)
    assert seen.accounts == {1: Account(10, closed=False, use=Use(1, 2, 3, 4, 5, 6)), 2: Account(None, True, Use())}
    assert glance_of([(3, None, None, 1, 10, 0, 0, 0, 0, 0, 0, 0)]) == Glance(3, {1: Account(10, False, Use())}, None)
    assert glance_of([]) is None


def test_only_asks_that_touch_nothing_but_quotas_are_plain() -> None:
    """Vouchers, seats, keys and releases are read under locks."""
    assert all(is_plain(one) for one in BATCH)
    others = (
        engine.ask(voucher="V"),
        engine.ask(seat="A1"),
        engine.ask(once=engine.key("k")),
        engine.bulk(engine.wanted(), engine.wanted(voucher="V")),
        engine.release(1),
        engine.cart(engine.in_cart(-1)),
    )
    assert not any(is_plain(one) for one in others)


def test_scarce_are_events_whose_last_batch_granted_nothing() -> None:
    """No more of them are remembered than catalogues are."""
    scarce, catalogue = Scarce(), engine.catalogue()
    nothing = Settled([], catalogue)
    granted = Settled([], catalogue, changes=object())  # type: ignore[arg-type]
    assert not scarce.worth(1, BATCH)
    scarce.note(1, nothing)
    assert scarce.worth(1, BATCH)
    assert not scarce.worth(2, BATCH)
    assert not scarce.worth(1, [*BATCH, engine.release(1)])
    scarce.note(1, granted)
    assert not scarce.worth(1, BATCH)
    for number in range(CATALOGUES_MAX + 5):
        scarce.note(number, nothing)
    assert len(scarce.event_ids) == CATALOGUES_MAX
    assert scarce.worth(CATALOGUES_MAX + 4, BATCH)


def change(size: int, products: Iterable[str] = PRODUCTS) -> Change:
    """The event's quota becomes another one."""
    return Change(0, Pool("A", frozenset(products), size))


class Fair:
    """A sold-out event on a database, told to two ledgers, as two processes would have them on PostgreSQL."""

    def __init__(self, player: SqlPlayer, ledgers: list[Ledger], clock: Clock, database: Database) -> None:
        self.player = player
        self.ledgers = ledgers
        self.clock = clock
        self.database = database
        self.held: list[int] = []
        self.is_gone = False

    async def ask(self, *asks: Ask, by: int = 0) -> list[engine.Word]:
        """The words for a batch."""
        settled = await self.ledgers[by].settle(self.player.event_id, asks or [engine.ask()])
        self.held += [one.hold.id for one in settled.outcomes if isinstance(one, Held)]
        return engine.words(settled.outcomes)


Story = Callable[[Fair], Coroutine[Any, Any, None]]


@pytest.fixture(params=KINDS)
def tell(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Story], None]:
    """Tells a story of an event of two places that both are held; the next batches look first."""

    async def story(database: Database, tale: Story) -> None:
        clock, size = Clock(), 2
        ledgers: list[Ledger] = []
        for _ in range(2):
            if isinstance(database, PostgresDatabase):
                ledgers.append(PostgresLedger(database, clock))
            else:
                assert isinstance(database, SqliteDatabase)
                ledgers.append(SqliteLedger(database, clock))
        player = await opened(database, ledgers[0], clock, [Pool("A", frozenset(PRODUCTS), size)])
        for ledger in ledgers:
            await ledger.open()
        fair = Fair(player, ledgers, clock, database)
        assert await fair.ask(engine.ask(), engine.ask()) == [HELD, HELD]
        for by in (0, 1):
            assert await fair.ask(by=by) == [SOLD_OUT]
        await tale(fair)
        assert fair.is_gone or await player.audited() == []
        for ledger in ledgers:
            await ledger.close()

    url = migrated(request.param, request, tmp_path)
    return lambda tale: within(url, lambda database: story(database, tale))


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each look refused its batch."""
    seen: list[bool] = []

    def overheard(*arguments: Any) -> Settled | None:
        found = refused(*arguments)
        seen.append(found is not None)
        return found

    monkeypatch.setattr(ledger_postgres, "refused", overheard)
    monkeypatch.setattr(ledger_sqlite, "refused", overheard)
    return seen


def test_a_sold_out_event_is_looked_at(tell: Callable[[Story], None], looks: list[bool]) -> None:
    """Bulks and children too."""

    async def tale(fair: Fair) -> None:
        with_addon = engine.wanted(addons=(engine.child(WORKSHOP),))
        assert await fair.ask(engine.ask(), engine.bulk(with_addon, engine.wanted())) == [
            SOLD_OUT,
            (SOLD_OUT, SOLD_OUT),
        ]
        assert looks == [True]

    tell(tale)


@pytest.mark.parametrize("by", [0, 1])
def test_what_anybody_gives_back_is_had_at_once(tell: Callable[[Story], None], looks: list[bool], by: int) -> None:
    """By this process or by another one, before its first look or after it."""

    async def tale(fair: Fair) -> None:
        assert await fair.ask() == [SOLD_OUT]
        assert await fair.ask(engine.release(fair.held[0]), by=by) == [RELEASED]
        assert await fair.ask(engine.ask(), engine.ask()) == [HELD, SOLD_OUT]
        assert await fair.ask(by=1) == [SOLD_OUT]
        assert looks[0]

    tell(tale)


def test_what_expires_is_had_at_once(tell: Callable[[Story], None], looks: list[bool]) -> None:
    """Nobody has to tidy up before."""

    async def tale(fair: Fair) -> None:
        fair.clock.now += engine.RESERVATION_US
        assert await fair.ask() == [SOLD_OUT]
        fair.clock.now += 1
        assert await fair.ask(*[engine.ask()] * 3) == [HELD, HELD, SOLD_OUT]
        assert looks == [True, False]

    tell(tale)


def test_a_larger_quota_and_a_changed_catalogue_count_at_once(tell: Callable[[Story], None]) -> None:
    """Whoever changed them."""

    async def tale(fair: Fair) -> None:
        await fair.player.alter(change(3))
        assert await fair.ask(*[engine.ask()] * 2) == [HELD, SOLD_OUT]
        assert await fair.ask() == [SOLD_OUT]
        await fair.player.alter(change(3, ["workshop"]))
        assert await fair.ask() == [Reason.NO_QUOTA]

    tell(tale)


def test_a_block_whose_voucher_expires_is_had_at_once(tell: Callable[[Story], None], looks: list[bool]) -> None:
    """It kept the last place until then."""

    async def tale(fair: Fair) -> None:
        until = fair.clock.now + 5
        await fair.player.alter(change(3))
        blocking = engine.voucher(blocks=True, quota_id=FIRST_QUOTA, valid_until=until)
        await fair.database.write(lambda tx: put_vouchers(tx, fair.player.event_id, {"V": blocking}, fair.clock.now))
        assert await fair.ask() == [SOLD_OUT]
        fair.clock.now = until
        assert await fair.ask() == [SOLD_OUT]
        fair.clock.now += 1
        assert await fair.ask(*[engine.ask()] * 2) == [HELD, SOLD_OUT]
        assert looks[-1] is False

    tell(tale)


def test_an_event_that_is_gone_is_gone(tell: Callable[[Story], None]) -> None:
    """Not sold out."""

    async def tale(fair: Fair) -> None:
        assert await fair.ask() == [SOLD_OUT]
        await fair.database.write(lambda tx: tx.delete(tables.event, {"id": fair.player.event_id}))
        with pytest.raises(NoSuchEvent):
            await fair.ask()
        fair.is_gone = True

    tell(tale)
