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
    new_quota,
    within,
)
from willcall.db import tables
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
        assert await tx.delete(tables.event, {"id": event}) == 1
        assert all([await tx.count(table, {"event_id": other}) for table in of_events])
        return [table.name for table in of_events if await tx.count(table, {"event_id": event})]

    assert write(url, work) == []


def test_an_item_takes_its_variations_and_what_is_held_of_it_along(url: str) -> None:
    async def work(tx: Tx) -> int:
        event = await new_event_with_everything(tx)
        assert await tx.delete(tables.item, {"event_id": event}) == 2
        return await tx.count(tables.cart_position, {"event_id": event})

    assert write(url, work) == 0


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
