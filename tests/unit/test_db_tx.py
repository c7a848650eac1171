"""Transactions: what was begun is finished or undone, and what the database refuses has a name."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.databases import (
    KINDS,
    migrated,
    new_category,
    new_event,
    new_event_with_everything,
    new_item,
    new_plan,
    new_position,
    new_quota,
    new_seat,
    new_subevent,
    new_tax_rule,
    new_voucher,
    within,
)
from willcall.db import tables
from willcall.db.conditions import IsNot
from willcall.db.errors import (
    BadDatabaseUrl,
    BadValue,
    CheckViolation,
    DatabaseError,
    DatabaseUnavailable,
    ForeignKeyViolation,
    NoSuchEvent,
    NotNullViolation,
    UniqueViolation,
)
from willcall.db.open import open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    import sqlalchemy as sa

    from willcall.db.tx import Database, Tx

    Work = Callable[[Tx], Coroutine[Any, Any, Any]]


@pytest.fixture(scope="module", params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    return migrated(request.param, request, tmp_path_factory.mktemp("databases"))


def write(url: str, work: Work) -> Any:
    return within(url, lambda database: database.write(work))


def test_an_event_without_its_state_takes_no_rows(url: str) -> None:
    async def work(tx: Tx) -> None:
        await tx.insert_many(tables.quota, [{"event_id": -1, "id": 1, "name": "", "closed": False}])

    with pytest.raises(DatabaseError):
        write(url, work)


def test_every_change_counts_the_version_up(url: str) -> None:
    async def work(tx: Tx) -> tuple[int, int]:
        event = await new_event(tx)
        return await tx.bump(event), await tx.bump(event)

    assert write(url, work) == (2, 3)


def test_an_event_that_is_not_there_has_no_version(url: str) -> None:
    with pytest.raises(NoSuchEvent):
        write(url, lambda tx: tx.bump(-1))


def test_ids_are_never_handed_out_twice(url: str) -> None:
    """Not in one transaction beyond a block, not in the next, and not by another process."""

    async def ids(tx: Tx) -> list[int]:
        return [await tx.new_id() for _ in range(2_100)]

    async def story(database: Database) -> list[int]:
        return [*await database.write(ids), *await database.write(ids)]

    taken = within(url, story) + within(url, story)

    assert len(set(taken)) == 4 * 2_100


def test_ids_of_a_transaction_that_was_undone_are_no_trouble(url: str) -> None:
    async def undone(tx: Tx) -> None:
        for _ in range(2_100):
            await tx.new_id()
        raise KeyError

    async def story(database: Database) -> int:
        with pytest.raises(KeyError):
            await database.write(undone)
        return await database.write(new_event) and await database.write(new_event)

    assert within(url, story)


async def twice_the_same_slug(tx: Tx) -> None:
    for number in (1, 2):
        await tx.insert(tables.organizer, {"id": -number, "slug": "twice", "name": "", "created": 0})


async def an_item_of_another_events_category(tx: Tx) -> None:
    category = await new_category(tx, await new_event(tx))
    await new_item(tx, await new_event(tx), category)


async def a_category_goes_before_its_items(tx: Tx) -> None:
    event = await new_event(tx)
    category = await new_category(tx, event)
    await new_item(tx, event, category)
    await tx.delete(tables.category, {"event_id": event, "id": category})


async def a_place_too_many(tx: Tx) -> None:
    event = await new_event(tx)
    quota = await new_quota(tx, event, size=1)
    assert await tx.update(tables.quota, {"event_id": event, "id": quota}, {"held": 1}) == 1
    await tx.update(tables.quota, {"event_id": event, "id": quota}, {"pending": 1})


async def a_category_that_is_add_on_and_cross_selling(tx: Tx) -> None:
    await new_category(tx, await new_event(tx), is_addon=True, cross_selling_mode="both")


async def a_voucher_used_too_often(tx: Tx) -> None:
    event = await new_event(tx)
    voucher = await new_voucher(tx, event, "ONCE", held=1)
    await tx.update(tables.voucher, {"event_id": event, "id": voucher}, {"redeemed": 1})


async def a_voucher_redeemed_too_often(tx: Tx) -> None:
    await new_voucher(tx, await new_event(tx), "TWICE", max_usages=2, redeemed=3, excused=1)


async def a_voucher_that_blocks_nothing(tx: Tx) -> None:
    await new_voucher(tx, await new_event(tx), "NOTHING", block_quota=True)


async def twice_the_same_voucher(tx: Tx) -> None:
    event = await new_event(tx)
    await new_voucher(tx, event, "SAME")
    await new_voucher(tx, event, "SAME")


async def a_seat_held_twice(tx: Tx) -> None:
    event = await new_event(tx)
    seat, item = await new_seat(tx, event, "3-14"), await new_item(tx, event)
    for _ in range(2):
        position = await new_position(tx, event, item)
        await tx.insert(tables.seat_hold, {"event_id": event, "seat_id": seat, "position_id": position, "expires": 1})


async def twice_the_same_seat_without_a_date(tx: Tx) -> None:
    event = await new_event(tx)
    for _ in range(2):
        await new_seat(tx, event, "3-14")


async def twice_the_same_seat_on_a_date(tx: Tx) -> None:
    event = await new_event(tx)
    await new_seat(tx, event, "3-14")
    subevent = await new_subevent(tx, event)
    for _ in range(2):
        await new_seat(tx, event, "3-14", subevent_id=subevent)


async def two_default_tax_rules(tx: Tx) -> None:
    event = await new_event(tx)
    await new_tax_rule(tx, event, is_default=False)
    await new_tax_rule(tx, event, is_default=False)
    await new_tax_rule(tx, await new_event(tx), is_default=True)
    await new_tax_rule(tx, event, is_default=True)
    await new_tax_rule(tx, event, is_default=True)


async def a_date_of_another_event(tx: Tx) -> None:
    subevent = await new_subevent(tx, await new_event(tx))
    await new_quota(tx, await new_event(tx), subevent_id=subevent)


async def a_plan_goes_before_its_dates(tx: Tx) -> None:
    event = await new_event(tx)
    row = await tx.one(tables.event, id=event)
    assert row is not None
    plan = await new_plan(tx, row["organizer_id"])
    await new_subevent(tx, event, seating_plan_id=plan)
    await tx.delete(tables.seating_plan, {"id": plan})


async def nothing_where_something_must_be(tx: Tx) -> None:
    await tx.insert(tables.organizer, {"id": -9, "slug": None, "name": "", "created": 0})


async def a_number_beyond_all_columns(tx: Tx) -> None:
    await tx.one(tables.team, id=2**70)


async def half_a_character(tx: Tx) -> None:
    await tx.one(tables.organizer, slug="\ud800")


@pytest.mark.parametrize(
    ("work", "error"),
    [
        (twice_the_same_slug, UniqueViolation),
        (an_item_of_another_events_category, ForeignKeyViolation),
        (a_category_goes_before_its_items, ForeignKeyViolation),
        (a_place_too_many, CheckViolation),
        (a_category_that_is_add_on_and_cross_selling, CheckViolation),
        (a_voucher_used_too_often, CheckViolation),
        (a_voucher_redeemed_too_often, CheckViolation),
        (a_voucher_that_blocks_nothing, CheckViolation),
        (twice_the_same_voucher, UniqueViolation),
        (a_seat_held_twice, UniqueViolation),
        (twice_the_same_seat_without_a_date, UniqueViolation),
        (twice_the_same_seat_on_a_date, UniqueViolation),
        (two_default_tax_rules, UniqueViolation),
        (a_date_of_another_event, ForeignKeyViolation),
        (a_plan_goes_before_its_dates, ForeignKeyViolation),
        (nothing_where_something_must_be, NotNullViolation),
        (a_number_beyond_all_columns, BadValue),
        (half_a_character, BadValue),
    ],
)
def test_what_the_database_refuses_has_a_name(url: str, work: Work, error: type[DatabaseError]) -> None:
    with pytest.raises(error):
        write(url, work)


def test_a_violation_is_met_at_its_statement(url: str) -> None:
    """Not only at the commit: what it means is said where it happens."""
    met = []

    async def work(tx: Tx) -> None:
        try:
            await a_category_goes_before_its_items(tx)
        except ForeignKeyViolation:
            met.append("here")
            raise

    with pytest.raises(ForeignKeyViolation):
        write(url, work)
    assert met == ["here"]


def test_an_event_goes_with_everything_in_it(url: str) -> None:
    """Whatever refers to whatever within it."""

    async def work(tx: Tx) -> list[str]:
        event = await new_event_with_everything(tx)
        other = await new_event_with_everything(tx)
        of_events = [table for table in tables.metadata.tables.values() if table.info["kind"] == "event"]
        empty = [table.name for table in of_events if not await tx.count(table, {"event_id": event})]
        assert empty == []
        assert [str(column) for column in references(of_events) if not await used(tx, event, column)] == []
        assert await tx.delete(tables.event, {"id": event}) == 1
        assert all([await tx.count(table, {"event_id": other}) for table in of_events])
        return [table.name for table in of_events if await tx.count(table, {"event_id": event})]

    assert write(url, work) == []


def references(of_events: list[sa.Table]) -> list[sa.Column[Any]]:
    """The columns that refer to something, but for the event."""
    every = [one for table in of_events for one in table.foreign_key_constraints]
    return [column for one in every for column in one.columns if column.name != "event_id"]


async def used(tx: Tx, event: int, column: sa.Column[Any]) -> int:
    table = tables.metadata.tables[column.table.name]
    return await tx.count(table, {"event_id": event, column.name: IsNot(None)})


# Goes with an item: positions and what they hold and answer. Waits to be taken away first: vouchers, and seats.
def test_an_item_takes_its_variations_and_what_is_held_of_it_along(url: str) -> None:
    gone = ("variation", "cart_position", "quota_hold", "voucher_hold", "seat_hold", "cart_answer", "waiting_entry")

    async def work(tx: Tx) -> list[int]:
        event = await new_event_with_everything(tx)
        await tx.update(tables.seat, {"event_id": event}, {"item_id": None})
        untied = {"item_id": None, "variation_id": None, "block_quota": False}
        await tx.update(tables.voucher, {"event_id": event}, untied)
        assert await tx.delete(tables.item, {"event_id": event}) == 2
        return [await tx.count(tables.metadata.tables[name], {"event_id": event}) for name in gone]

    assert write(url, work) == [0] * len(gone)


@pytest.mark.parametrize("name", ["voucher", "subevent", "seat", "question"])
def test_what_a_position_depends_on_may_go(url: str, name: str) -> None:
    """And takes the position along, or its answer."""

    async def work(tx: Tx) -> tuple[int, int]:
        event = await new_event_with_everything(tx)
        await tx.update(tables.voucher, {"event_id": event}, {"quota_id": None})
        assert await tx.delete(tables.metadata.tables[name], {"event_id": event}) == 1
        left = await tx.count(tables.cart_position, {"event_id": event})
        return left, await tx.count(tables.cart_answer, {"event_id": event})

    assert write(url, work) == ((2, 0) if name == "question" else (0, 0))


def test_an_organizer_with_events_stays(url: str) -> None:
    async def work(tx: Tx) -> None:
        event = await tx.one(tables.event, id=await new_event(tx))
        assert event is not None
        await tx.delete(tables.organizer, {"id": event["organizer_id"]})

    with pytest.raises(ForeignKeyViolation):
        write(url, work)


def test_what_fails_leaves_nothing_behind(url: str) -> None:
    made = []

    async def work(tx: Tx) -> None:
        made.append(await new_event(tx))
        raise ZeroDivisionError

    async def story(database: Database) -> object:
        with pytest.raises(ZeroDivisionError):
            await database.write(work)
        return await database.read(lambda tx: tx.one(tables.event, id=made[0]))

    assert within(url, story) is None


def test_many_who_write_at_once_all_count(url: str) -> None:
    async def story(database: Database) -> int:
        event = await database.write(new_event)
        await asyncio.gather(*(database.write(lambda tx: tx.bump(event)) for _ in range(40)))
        state = await database.read(lambda tx: tx.one(tables.event_state, event_id=event))
        return int(state["version"]) if state else 0

    assert within(url, story) == 41


def test_whoever_gives_up_waiting_stops_nobody_else(url: str) -> None:
    async def story(database: Database) -> None:
        event = await database.write(new_event)
        attempts = [asyncio.create_task(database.write(lambda tx: tx.bump(event))) for _ in range(10)]
        await asyncio.sleep(0)
        for attempt in attempts[::2]:
            attempt.cancel()
        results = await asyncio.gather(*attempts, return_exceptions=True)
        assert len({result for result in results[1::2] if isinstance(result, int)}) == 5
        assert all(isinstance(result, asyncio.CancelledError) for result in results[::2])
        assert await database.write(lambda tx: tx.bump(event)) > 6

    within(url, story)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "willcall.db",
        "mysql://host/db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "postgresql://host:port/db",
    ],
)
def test_an_address_that_cannot_be_understood_is_explained(address: str) -> None:
    with pytest.raises(BadDatabaseUrl, match=r"sqlite:///|cannot be read"):
        open_database(address)


@pytest.mark.parametrize("address", ["sqlite:////nowhere/at/all.db", "postgresql://nobody@127.0.0.1:1/nothing"])
def test_a_database_that_is_not_there_is_unavailable(address: str) -> None:
    async def nothing(_: Database) -> None: ...

    with pytest.raises(DatabaseUnavailable):
        within(address, nothing)


def test_a_database_that_is_not_open_is_unavailable(url: str) -> None:
    async def nothing(_: Tx) -> None: ...

    database = open_database(url)
    for attempt in (database.read, database.write):
        with pytest.raises(DatabaseUnavailable):
            asyncio.run(attempt(nothing))
