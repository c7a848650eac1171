"""Statements: compiled once, the same on both databases, and held to their event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from willcall.db import tables, verbs
from willcall.db.conditions import (
    Above,
    AllOf,
    AtLeast,
    AtMost,
    Below,
    Contains,
    EndsWith,
    IsNot,
    OneOf,
)
from willcall.db.lint import lint_event_statement
from willcall.db.statements import Query, one_of
from willcall.db.tx import BUMP

EVENT_TABLES = [
    pytest.param(table, id=table.name) for table in tables.metadata.tables.values() if table.info["kind"] == "event"
]
# Every kind of condition, with the type of a column it makes sense on.
CONDITIONS: list[tuple[object, type[sa.types.TypeEngine[Any]]]] = [
    (3, sa.BigInteger),
    (None, sa.BigInteger),
    (True, sa.Boolean),
    (False, sa.Boolean),
    (OneOf([1, 2]), sa.BigInteger),
    (OneOf(["a"]), sa.Text),
    (AtLeast(1), sa.BigInteger),
    (AtMost(1), sa.BigInteger),
    (Above(1), sa.BigInteger),
    (Below(1), sa.BigInteger),
    (IsNot(1), sa.BigInteger),
    (IsNot(None), sa.BigInteger),
    (Contains("a"), sa.Text),
    (EndsWith("a"), sa.Text),
    (AllOf((AtLeast(1), Below(2))), sa.BigInteger),
]


def shapes(table: sa.Table) -> Iterator[Query]:
    """Every verb on a table, with every kind of condition for which it has a column."""
    yield verbs.insert(table, tuple(table.c.keys()))
    for value, type_ in CONDITIONS:
        fitting = [column.name for column in table.c if isinstance(column.type, type_) and column.name != "event_id"]
        shape = verbs.shaped(table, {"event_id": 1} | dict.fromkeys(fitting, value), [])
        order = verbs.default_order(table)
        yield verbs.find(table, None, shape, order, (True, True))
        yield verbs.find(table, None, shape, order, (False, False), for_update=True)
        yield verbs.count(table, shape)
        if table.info["kind"] == "event" and "id" in table.c:
            yield verbs.page(table, shape, order)
        yield verbs.update(table, (table.c.keys()[-1],), shape)
        yield verbs.delete(table, shape)


@pytest.mark.parametrize("table", EVENT_TABLES)
def test_every_verb_names_the_event_of_every_table(table: sa.Table) -> None:
    for query in shapes(table):
        assert lint_event_statement(query.postgresql.text) == []
        assert lint_event_statement(query.sqlite.text) == []
    assert lint_event_statement(verbs.insert_columns(table, tuple(table.c.keys()))) == []
    assert lint_event_statement(BUMP.postgresql.text) == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM item WHERE event_id = $1",
        'SELECT * FROM "item" WHERE item.event_id = ? -- FROM quota',
        "SELECT id FROM quota WHERE event_id = :event_id AND id IN (SELECT value FROM json_each(:ids)) FOR UPDATE",
        "SELECT 1 FROM item AS i JOIN addon v ON v.event_id = $1 AND v.item_id = i.id WHERE i.event_id = $1::BIGINT",
        "SELECT 1 FROM item i, quota q WHERE $1 = i.event_id AND q.event_id = CAST($1 AS BIGINT)",
        "SELECT 1 FROM event AS e JOIN organizer AS o ON o.id = e.organizer_id",
        "SELECT 'FROM item' FROM event",
        "INSERT INTO quota (event_id, id) VALUES ($1, $2) ON CONFLICT (event_id, id) DO UPDATE SET held = 1",
        "INSERT INTO cart_position (event_id, id) SELECT ?1, value ->> '$.id' FROM json_each(?2)",
        """INSERT INTO quota_hold (event_id, quota_id) SELECT s.event_id, t.* FROM event_state s,
        unnest($2::bigint[], $3::bigint[]) AS t(id, at) WHERE s.event_id = $1""",
        """WITH u AS (UPDATE quota AS q SET held = held + t.d FROM unnest($2::bigint[], $3::int[]) AS t(id, d)
        WHERE q.event_id = $1 AND q.id = t.id RETURNING q.id) SELECT count(*) FROM u""",
        "DELETE FROM cart_position WHERE event_id = $1 AND id IN (SELECT id FROM item WHERE event_id = $1)",
    ],
)
def test_a_statement_that_stays_within_its_event_is_let_through(sql: str) -> None:
    assert lint_event_statement(sql) == []


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("SELECT * FROM item", "item"),
        ("SELECT event_id FROM item WHERE id = $1", "item"),
        ("UPDATE quota SET held = held + 1 WHERE id = $1", "quota"),
        ("DELETE FROM quota_hold WHERE expires < $1", "quota_hold"),
        ("INSERT INTO quota (id) VALUES ($1)", "quota"),
        ("INSERT INTO quota SELECT $1, $2", "quota"),
        ("INSERT INTO quota (event_id, id) SELECT i.event_id, i.id FROM item i WHERE i.id = $1", "item"),
        ("SELECT 1 FROM item i JOIN variation v ON v.event_id = i.event_id WHERE i.event_id = $1", "variation"),
        ("SELECT 1 FROM item i, variation v WHERE i.event_id = $1 AND event_id = $1", "variation"),
        ("SELECT 1 FROM item WHERE event_id = $1 UNION ALL SELECT 2 FROM quota", "quota"),
        ("SELECT (SELECT count(*) FROM addon) FROM item WHERE event_id = $1", "addon"),
        (
            "DELETE FROM quota_hold WHERE event_id = $1 AND position_id IN (SELECT id FROM cart_position)",
            "cart_position",
        ),
        ("WITH u AS (SELECT id FROM quota) SELECT i.id FROM item i WHERE i.event_id = $1", "quota"),
    ],
)
def test_a_statement_that_leaves_its_event_is_found(sql: str, table: str) -> None:
    (problem,) = lint_event_statement(sql)

    assert table in problem


def test_a_shape_is_compiled_once() -> None:
    first, second = ({"event_id": event, "active": True} for event in (1, 2))

    assert verbs.count(tables.item, verbs.shaped(tables.item, first, [])) is verbs.count(
        tables.item,
        verbs.shaped(tables.item, second, []),
    )


def test_no_value_ever_stands_in_a_statement() -> None:
    query = verbs.delete(tables.team, verbs.shaped(tables.team, {"name": "'; DROP TABLE team; --"}, []))

    assert "DROP" not in query.postgresql.text + query.sqlite.text


def test_a_list_is_one_parameter_whatever_its_length() -> None:
    query = Query(sa.select(tables.organizer.c.id).where(one_of(tables.organizer.c.slug, "slugs")))

    assert "= ANY(CAST($1 AS TEXT[]))" in query.postgresql.text
    assert query.postgresql.arguments({"slugs": ["a", "b"]}) == [["a", "b"]]
    assert "IN (SELECT value FROM json_each(?))" in query.sqlite.text
    assert query.sqlite.arguments({"slugs": ["a", "b"]}) == ['["a","b"]']


def test_values_written_into_a_query_are_passed_along() -> None:
    query = Query(
        sa.select(tables.organizer.c.id).where(
            tables.organizer.c.created > 5, tables.organizer.c.id == sa.bindparam("id")
        )
    )

    assert query.sqlite.arguments({"id": 7}) == [5, 7]
    assert query.postgresql.arguments({"id": 7}) == [5, 7]


def test_a_list_that_would_change_the_text_is_refused() -> None:
    with pytest.raises(AssertionError, match="one_of"):
        _ = Query(sa.select(tables.team.c.id).where(tables.team.c.id.in_([1, 2]))).sqlite
