"""The verbs of a transaction do the same on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from tests.unit.databases import (
    KINDS,
    migrated,
    new_category,
    new_event,
    new_item,
    new_position,
    new_quota,
    new_seat,
    within,
)
from willcall.db import tables
from willcall.db.conditions import Above, AllOf, AtLeast, AtMost, Below, Contains, EndsWith, IsNot, OneOf, Rare
from willcall.db.errors import NoSuchEvent
from willcall.db.statements import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from willcall.db.tx import Tx

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
        return [row["name"] for row in await tx.find(tables.category, {"event_id": event, **where}, **paging)]

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
        ({"position": Rare(1), "name": IsNot("child")}, ["Über_100%"]),
        ({"position": Rare(7)}, []),
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
            "fingerprint": None,
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


def test_coordinates_come_back_as_they_went_in(url: str) -> None:
    """One by one and many at once."""
    places = [(0.1, -2.5), (1e-7, 3.0)]

    async def work(tx: Tx) -> list[tuple[float, float]]:
        event = await new_event(tx)
        first = await new_seat(tx, event, "1", x=0.1, y=-2.5)
        row = await tx.one(tables.seat, event_id=event, id=first)
        assert row is not None
        again = {name: row[name] for name in row.keys()}  # noqa: SIM118
        again |= {"id": await tx.new_id(), "seat_guid": "2", "x": 1e-7, "y": 3.0}
        await tx.insert_many(tables.seat, [again])
        return [(one["x"], one["y"]) for one in await tx.find(tables.seat, {"event_id": event})]

    assert write(url, work) == places


def test_many_rows_of_the_directory_go_in_at_once(url: str) -> None:
    async def work(tx: Tx) -> int:
        rows = [{"id": await tx.new_id(), "slug": f"many{n}", "name": "Eve", "created": 0} for n in range(3)]
        await tx.insert_many(tables.organizer, rows)
        return await tx.count(tables.organizer, {"slug": OneOf([f"many{n}" for n in range(3)])})

    assert write(url, work) == 3


def test_rows_are_locked_in_the_order_of_their_ids(url: str) -> None:
    async def work(tx: Tx) -> bool:
        event = await new_event(tx)
        quotas = [await new_quota(tx, event) for _ in range(3)]
        locked = await tx.lock(tables.quota, {"event_id": event, "id": OneOf(quotas[::-1])})
        return [row["id"] for row in locked] == quotas

    assert write(url, work)


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

    assert "ix_cart_position_event_id_created_id_api" in used
    assert "sort" not in used.lower()
    assert "B-TREE" not in used


@pytest.mark.parametrize(
    ("where", "order", "paging", "found"),
    [
        ({}, (("id", False),), (3, 0), (4, ["Adult", "child", "Über_100%"])),
        ({}, (("id", True),), (2, 1), (4, ["Über_100%", "child"])),
        ({}, (("position", False), ("id", True)), (50, 0), (4, ["Über_100%", "child", "Adult", "ÜBER"])),
        ({"position": OneOf([1, 3])}, (("position", True), ("id", False)), (2, 0), (3, ["ÜBER", "child"])),
        ({"name": Contains("R_100%"), "is_addon": False}, (("id", False),), (50, 0), (1, ["Über_100%"])),
        ({"internal_name": None}, (("name", False), ("id", False)), (1, 1), (2, ["ÜBER"])),
        ({"position": Rare(7)}, (("id", False),), (50, 0), (0, [])),
        ({}, (("id", False),), (50, 4), (4, [])),
    ],
)
def test_a_page_tells_ids_in_order_with_count_and_version(
    url: str, where: Mapping[str, object], order: Any, paging: tuple[int, int], found: tuple[int, list[str]]
) -> None:
    async def work(tx: Tx) -> tuple[int, list[str], bool]:
        event = await new_event(tx)
        await new_category(tx, event, "Adult", position=2, internal_name="b")
        await new_category(tx, event, "child", position=1)
        await new_category(tx, event, "Über_100%", position=1, internal_name="a")
        await new_category(tx, event, "ÜBER", position=3, is_addon=True)
        await new_category(tx, await new_event(tx), "elsewhere")
        page = await tx.page(tables.category, {**where, "event_id": event}, order, *paging)
        names = {row["id"]: row["name"] for row in await tx.find(tables.category, {"event_id": event})}
        return page.count, [names[number] for number in page.ids], page.version == await tx.version(event)

    assert write(url, work) == (*found, True)


def test_an_event_that_is_not_there_has_no_page(url: str) -> None:
    async def work(tx: Tx) -> object:
        return await tx.page(tables.category, {"event_id": 4711}, (("id", False),), 50, 0)

    with pytest.raises(NoSuchEvent):
        write(url, work)
