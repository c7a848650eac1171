"""Transactions: the verbs do the same on both databases, and what was begun is finished or undone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from tests.unit.databases import (
    KINDS,
    migrated,
    new_category,
    new_event,
    new_event_with_everything,
    new_item,
    new_position,
    new_quota,
    within,
)
from willcall.db import tables
from willcall.db.conditions import Above, AllOf, AtLeast, AtMost, Below, Contains, EndsWith, IsNot, OneOf
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
from willcall.db.statements import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from willcall.db.tx import Database, Tx

    Work = Callable[[Tx], Coroutine[Any, Any, Any]]

NAMED = Query(
    sa.update(tables.category)
    .values(position=tables.category.c.position + sa.bindparam("steps"))
    .where(tables.category.c.event_id == sa.bindparam("event_id"), tables.category.c.name == sa.bindparam("name")),
)


@pytest.fixture(scope="module", params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    return migrated(request.param, request, tmp_path_factory.mktemp("databases"))


def write(url: str, work: Work) -> Any:
    return within(url, lambda database: database.write(work))


def names_found(url: str, where: Mapping[str, object], **paging: Any) -> list[str]:
    """What is found among four categories."""

    async def work(tx: Tx) -> list[str]:
        event = await new_event(tx)
        await new_category(tx, event, "Adult", position=2, internal_name="b")
        await new_category(tx, event, "child", position=1)
        await new_category(tx, event, "Über_100%", position=1, internal_name="a")
        await new_category(tx, event, "ÜBER", position=3, is_addon=True)
        await new_category(tx, await new_event(tx), "elsewhere")
        return [row["name"] for row in await tx.find(tables.category, {"event_id": event} | where, **paging)]

    return list(write(url, work))


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, ["Adult", "child", "Über_100%", "ÜBER"]),
        ({"name": "child"}, ["child"]),
        ({"name": "CHILD"}, []),
        ({"internal_name": None}, ["child", "ÜBER"]),
        ({"internal_name": IsNot(None)}, ["Adult", "Über_100%"]),
        ({"internal_name": IsNot("a")}, ["Adult", "child", "ÜBER"]),
        ({"is_addon": True}, ["ÜBER"]),
        ({"is_addon": False, "position": 1}, ["child", "Über_100%"]),
        ({"position": OneOf([1, 3, 7])}, ["child", "Über_100%", "ÜBER"]),
        ({"position": OneOf([])}, []),
        ({"name": OneOf(["child", "it's"])}, ["child"]),
        ({"position": AtLeast(2)}, ["Adult", "ÜBER"]),
        ({"position": Above(2)}, ["ÜBER"]),
        ({"position": AtMost(1)}, ["child", "Über_100%"]),
        ({"position": Below(1)}, []),
        ({"position": AllOf((Above(1), Below(3)))}, ["Adult"]),
        ({"name": Contains("D")}, ["Adult", "child"]),
        ({"name": Contains("%")}, ["Über_100%"]),
        ({"name": Contains("r_1")}, ["Über_100%"]),
        ({"name": Contains("!")}, []),
        ({"name": EndsWith("ld")}, ["child"]),
        ({"name": EndsWith("LD")}, []),
    ],
)
def test_conditions_mean_the_same_everywhere(url: str, where: Mapping[str, object], found: list[str]) -> None:
    assert names_found(url, where) == found


@pytest.mark.parametrize(
    ("paging", "found"),
    [
        ({"order": (("id", True),)}, ["ÜBER", "Über_100%", "child", "Adult"]),
        ({"order": (("name", False), ("id", False))}, ["Adult", "child", "ÜBER", "Über_100%"]),
        ({"order": (("position", False), ("id", True))}, ["Über_100%", "child", "Adult", "ÜBER"]),
        ({"order": (("internal_name", False), ("id", False))}, ["Über_100%", "Adult", "child", "ÜBER"]),
        ({"order": (("internal_name", True), ("id", False))}, ["child", "ÜBER", "Adult", "Über_100%"]),
        ({"limit": 2}, ["Adult", "child"]),
        ({"limit": 2, "offset": 3}, ["ÜBER"]),
        ({"limit": 0}, []),
        ({"columns": ("name",)}, ["Adult", "child", "Über_100%", "ÜBER"]),
    ],
)
def test_orders_and_pages_are_the_same_everywhere(url: str, paging: dict[str, Any], found: list[str]) -> None:
    """Texts go byte by byte, and what is missing counts as the largest."""
    assert names_found(url, {}, **paging) == found


def test_a_text_in_json_is_found_as_it_reads(url: str) -> None:
    async def work(tx: Tx) -> list[int]:
        event = await new_event(tx)
        await new_category(tx, event, '{"en":"the \\"best\\" seats"}')
        return [
            await tx.count(tables.category, {"event_id": event, "name": Contains(part)}) for part in ('"Best"', "\\")
        ]

    assert write(url, work) == [1, 0]


def test_values_come_back_as_they_were_given(url: str) -> None:
    async def work(tx: Tx) -> tuple[object, ...]:
        event = await new_event(tx)
        row = {
            "event_id": event,
            "id": 2**62,
            "token_id": -1,
            "key": "ü\n'",
            "created": 0,
            "status": 201,
            "body": b"\0\xff",
        }
        await tx.insert(tables.answer_kept, row)
        kept = await tx.one(tables.answer_kept, event_id=event, key="ü\n'")
        found = await tx.one(tables.event, id=event)
        assert kept is not None
        assert found is not None
        return found["live"], found["date_to"], {name: kept[name] for name in kept.keys()} == row  # noqa: SIM118

    live, date_to, same = write(url, work)

    assert live is False
    assert date_to is None
    assert same


def test_changes_say_how_many_rows_they_touched(url: str) -> None:
    async def work(tx: Tx) -> list[int]:
        event = await new_event(tx)
        first = await new_category(tx, event, "a")
        await new_category(tx, event, "a")
        mine = {"event_id": event}
        return [
            await tx.update(tables.category, mine | {"id": first}, {"name": "b", "position": 5}),
            await tx.update(tables.category, mine | {"id": first}, {}),
            await tx.run(NAMED, event_id=event, name="b", steps=2),
            await tx.count(tables.category, mine | {"position": 7}),
            await tx.delete(tables.category, mine | {"name": "nobody"}),
            await tx.delete(tables.category, mine),
        ]

    assert write(url, work) == [1, 0, 1, 1, 0, 2]


def test_many_rows_go_in_at_once(url: str) -> None:
    async def work(tx: Tx) -> list[tuple[int, bool, str | None]]:
        event = await new_event(tx)
        item = await new_item(tx, event)
        quotas = [await new_quota(tx, event) for _ in range(3)]
        await tx.insert_many(
            tables.quota_item, [{"event_id": event, "quota_id": quota, "item_id": item} for quota in quotas]
        )
        await tx.insert_many(tables.quota_item, [])
        categories = [
            {
                "event_id": event,
                "id": await tx.new_id(),
                "name": "x",
                "position": n,
                "is_addon": n == 1,
                "description": text,
            }
            for n, text in enumerate((None, "ü"))
        ]
        await tx.insert_many(tables.category, categories)
        assert await tx.count(tables.quota_item, {"event_id": event}) == len(quotas)
        rows = await tx.find(tables.category, {"event_id": event})
        return [(row["position"], row["is_addon"], row["description"]) for row in rows]

    assert write(url, work) == [(0, False, None), (1, True, "ü")]


def test_many_rows_of_the_directory_go_in_at_once(url: str) -> None:
    async def work(tx: Tx) -> int:
        rows = [{"id": await tx.new_id(), "slug": f"many{n}", "name": "Eve", "created": 0} for n in range(3)]
        await tx.insert_many(tables.organizer, rows)
        return await tx.count(tables.organizer, {"slug": OneOf([f"many{n}" for n in range(3)])})

    assert write(url, work) == 3


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


def test_rows_are_locked_in_the_order_of_their_ids(url: str) -> None:
    async def work(tx: Tx) -> bool:
        event = await new_event(tx)
        quotas = [await new_quota(tx, event) for _ in range(3)]
        locked = await tx.lock(tables.quota, {"event_id": event, "id": OneOf(quotas[::-1])})
        return [row["id"] for row in locked] == quotas

    assert write(url, work)


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


@pytest.mark.parametrize("verb", ["find", "one", "count", "update", "delete", "lock", "insert", "insert_many"])
def test_no_verb_touches_an_events_table_without_the_event(url: str, verb: str) -> None:
    row = {"id": 1, "name": "x"}
    works: dict[str, Work] = {
        "find": lambda tx: tx.find(tables.quota, {"id": 1}),
        "one": lambda tx: tx.one(tables.quota, id=1),
        "count": lambda tx: tx.count(tables.quota, {"event_id": None}),
        "update": lambda tx: tx.update(tables.quota, {"event_id": OneOf([1, 2])}, {"name": "x"}),
        "delete": lambda tx: tx.delete(tables.quota, {}),
        "lock": lambda tx: tx.lock(tables.quota, {"event_id": IsNot(None)}),
        "insert": lambda tx: tx.insert(tables.quota, row),
        "insert_many": lambda tx: tx.insert_many(tables.quota, [row | {"event_id": 1}, row | {"event_id": 2}]),
    }

    with pytest.raises(AssertionError, match=r"quota: (name the|one) event"):
        write(url, works[verb])


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


def test_the_list_of_the_api_needs_no_sorting(url: str) -> None:
    """An index has the positions that were made through the API, in the order of the list."""

    async def plan(tx: Tx) -> str:
        event = await new_event(tx)
        item = await new_item(tx, event)
        for _ in range(30):
            await new_position(tx, event, item)
        query = sa.select(tables.cart_position).where(
            tables.cart_position.c.event_id == sa.bindparam("event_id"),
            tables.cart_position.c.api,
        )
        text = str(Query(query.order_by(tables.cart_position.c.created, tables.cart_position.c.id)).sqlite.text)
        explain = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}[tx.kind] + text.replace("?", ":event_id")
        if tx.kind == "postgresql":
            await tx.run(Query(sa.text("SET LOCAL enable_sort = off")))
            explain = explain.replace(":event_id", str(event))
            return " ".join(row["QUERY PLAN"] for row in await tx.rows(Query(sa.text(explain))))
        return " ".join(row["detail"] for row in await tx.rows(Query(sa.text(explain)), event_id=event))

    used = write(url, plan)

    assert "ix_cart_position_event_id_created_id" in used
    assert "sort" not in used.lower()
    assert "B-TREE" not in used


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
