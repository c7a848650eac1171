"""The statements behind the verbs of `Tx`: made by shape, kept, and never holding a value.

A shape is what makes two statements different: the table, the columns, the kinds of the conditions, the order. All of
them come from declarations, never from a request, so there are few; the cache is bounded all the same.
"""

from __future__ import annotations

import operator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import msgspec
import sqlalchemy as sa

from willcall.db import tables
from willcall.db.conditions import AllOf, Condition, Contains, EndsWith, IsNot, OneOf
from willcall.db.statements import Query, bytewise, ends_with, listed, numbered, one_of, rarely

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.sql.elements import ColumnElement

# More than the resources and filters of the whole interface; a shape takes some kilobytes.
SHAPES_MAX: Final = 2_048

# Stands before %, _ and itself in a LIKE pattern; a backslash would be written differently by the two databases.
ESCAPE: Final = "!"

Order = tuple[tuple[str, bool], ...]
# A condition without its value: the name of its kind, or those of several on one column.
Kind = str | tuple[str, ...]
Shape = tuple[tuple[str, Kind], ...]
# The values of a statement; parameters are numbered in the same order.
Values = list[object]

EQUAL: Final = "equal"
NULL: Final = "null"
NOT_NULL: Final = "not_null"
# Yes and no are part of the shape: with a parameter no index over some of the rows could be used.
TRUE: Final = "true"
FALSE: Final = "false"


def shaped(table: sa.Table, where: Mapping[str, object], given: Values) -> Shape:
    """The shape of a `where`; its values are put into `given`."""
    return tuple((column, _kind(table, column, value, given)) for column, value in where.items())


def placed(values: Mapping[str, object], given: Values) -> tuple[str, ...]:
    """The columns of `values`; the values are put into `given`."""
    given.extend(values.values())
    return tuple(values)


def keyed_by_event(table: sa.Table, where: Mapping[str, object]) -> bool:
    """True if a statement with this `where` stays within one event, as every one on an event's tables must."""
    return table.info["kind"] != "event" or isinstance(where.get("event_id"), int)


def default_order(table: sa.Table) -> Order:
    """By id, or by key in the tables that have no id."""
    key = [column.name for column in table.primary_key]
    return tuple((name, False) for name in key if name != "event_id" or len(key) == 1)


@lru_cache(SHAPES_MAX)
def find(
    table: sa.Table,
    columns: tuple[str, ...] | None,
    where: Shape,
    order: Order,
    paging: tuple[bool, bool],
    *,
    for_update: bool = False,
) -> Query:
    """SELECT, the whole rows unless columns are named; `paging` says whether there are a limit and an offset."""
    binds = _Binds()
    wanted = table.c.values() if columns is None else [table.c[name] for name in columns]
    limited, skipping = paging
    if limited and skipping:
        page = _page(table, where, order, binds)
        same = [column == page.c[column.name] for column in table.primary_key.columns]
        statement = sa.select(*wanted).select_from(table.join(page, sa.and_(*same)))
        statement = statement.where(*_of_event(table, where))
    else:
        statement = sa.select(*wanted).where(*_conditions(table, where, binds))
    statement = statement.order_by(*_ordering(table, order))
    if limited and not skipping:
        statement = statement.limit(binds.next(sa.BigInteger()))
    return Query(statement.with_for_update() if for_update else statement)


def _page(table: sa.Table, where: Shape, order: Order, binds: _Binds) -> sa.FromClause:
    """The keys of the rows of a page. What is skipped is skipped in an index that has all it takes, not row by row."""
    keys = sa.select(*table.primary_key.columns).where(*_conditions(table, where, binds))
    keys = keys.order_by(*_ordering(table, order))
    return keys.limit(binds.next(sa.BigInteger())).offset(binds.next(sa.BigInteger())).subquery("page")


@lru_cache(SHAPES_MAX)
def count(table: sa.Table, where: Shape) -> Query:
    """How many."""
    return Query(
        sa.select(sa.func.count().label("count")).select_from(table).where(*_conditions(table, where, _Binds()))
    )


@lru_cache(SHAPES_MAX)
def page(table: sa.Table, where: Shape, order: Order) -> Query:
    """One row: the version of the event, how many rows there are, and the ids of those of a page, as one list."""
    binds = _Binds()
    conditions = _conditions(table, where, binds)
    limit, offset = binds.next(sa.BigInteger()), binds.next(sa.BigInteger())
    ids = sa.select(table.c.id).where(*conditions).order_by(*_ordering(table, order)).limit(limit).offset(offset)
    counted = sa.select(sa.func.count()).select_from(table).where(*conditions)
    state = tables.event_state
    return Query(
        sa.select(state.c.version, counted.scalar_subquery().label("count"), listed(ids).label("ids")).where(
            *_of_event(table, where, state)
        )
    )


@lru_cache(SHAPES_MAX)
def insert(table: sa.Table, columns: tuple[str, ...]) -> Query:
    """INSERT of one row."""
    binds = _Binds()
    return Query(sa.insert(table).values({name: binds.next(table.c[name].type) for name in columns}))


@lru_cache(SHAPES_MAX)
def update(table: sa.Table, columns: tuple[str, ...], where: Shape) -> Query:
    """UPDATE; the new values come first among the parameters."""
    binds = _Binds()
    values = {name: binds.next(table.c[name].type) for name in columns}
    return Query(sa.update(table).values(values).where(*_conditions(table, where, binds)))


@lru_cache(SHAPES_MAX)
def delete(table: sa.Table, where: Shape) -> Query:
    """DELETE."""
    return Query(sa.delete(table).where(*_conditions(table, where, _Binds())))


@lru_cache(SHAPES_MAX)
def insert_columns(table: sa.Table, columns: tuple[str, ...]) -> str:
    """INSERT of many rows on PostgreSQL, given column by column.

    Rows of an event take it from its event_state ($1): a cluster then sends one statement to the one right node.
    """
    of_event = table.info["kind"] == "event"
    rest = [name for name in columns if not (of_event and name == "event_id")]
    first = 2 if of_event else 1
    arrays = ", ".join(f"${n}::{_array(table.c[name].type)}" for n, name in enumerate(rest, first))
    names = ", ".join((["event_id"] if of_event else []) + rest)
    if of_event:
        return (
            f"INSERT INTO {table.name} ({names}) "  # noqa: S608 - names from declarations
            f"SELECT s.event_id, t.* FROM event_state AS s, unnest({arrays}) AS t WHERE s.event_id = $1::BIGINT"
        )
    return f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({arrays}) AS t"  # noqa: S608 - as above


# What is compared, by the name of the condition's class.
WITHOUT_VALUE: Final[dict[str, Callable[[sa.Column[Any]], ColumnElement[Any]]]] = {
    NULL: lambda column: column.is_(None),
    NOT_NULL: lambda column: column.is_not(None),
    TRUE: lambda column: column,
    FALSE: sa.not_,
}
WITH_VALUE: Final[dict[str, Callable[[sa.Column[Any], sa.BindParameter[Any]], ColumnElement[Any]]]] = {
    EQUAL: operator.eq,
    "Rare": rarely,
    "AtLeast": operator.ge,
    "AtMost": operator.le,
    "Above": operator.gt,
    "Below": operator.lt,
    "IsNot": lambda column, value: column.is_distinct_from(value),
    "Contains": lambda column, value: sa.func.lower(column).like(sa.func.lower(value), escape=ESCAPE),
    "EndsWith": ends_with,
}


class _Binds:
    """Parameters by number, as `shaped` and `placed` line up the values."""

    def __init__(self) -> None:
        self._count = 0

    def next(self, type_: sa.types.TypeEngine[Any]) -> sa.BindParameter[Any]:
        return sa.bindparam(self.next_name(), type_=type_, required=True)

    def next_name(self) -> str:
        self._count += 1
        return numbered(self._count - 1)


def _kind(table: sa.Table, column: str, value: object, given: Values) -> Kind:
    if not isinstance(value, Condition):
        if value is None:
            return NULL
        if isinstance(value, bool):
            return TRUE if value else FALSE
        given.append(value)
        return EQUAL
    if isinstance(value, AllOf):
        kinds = [_kind(table, column, one, given) for one in value.conditions]
        return tuple(name for kind in kinds for name in ((kind,) if isinstance(kind, str) else kind))
    if isinstance(value, IsNot) and value.value is None:
        return NOT_NULL
    given.append(_operand(table.c[column], value))
    return type(value).__name__


def _operand(column: sa.Column[Any], condition: Condition) -> object:
    if isinstance(condition, OneOf):
        return list(condition.values)
    if isinstance(condition, Contains):
        return like_pattern(condition.text, in_json=bool(column.info.get("json")))
    if isinstance(condition, EndsWith):
        assert condition.text, "everything ends with nothing"
        return condition.text
    return getattr(condition, "value")  # noqa: B009 - every other condition has one; the base class does not say so


def like_pattern(text: str, *, in_json: bool) -> str:
    """A LIKE pattern for texts that have this in them."""
    needle = msgspec.json.encode(text)[1:-1].decode() if in_json else text
    for character in (ESCAPE, "%", "_"):
        needle = needle.replace(character, ESCAPE + character)
    return f"%{needle}%"


def _conditions(table: sa.Table, where: Shape, binds: _Binds) -> Sequence[ColumnElement[Any]]:
    made: list[ColumnElement[Any]] = []
    for name, kinds in where:
        column = table.c[name]
        made.extend(_condition(column, kind, binds) for kind in ((kinds,) if isinstance(kinds, str) else kinds))
    return made


def _of_event(table: sa.Table, where: Shape, other: sa.Table | None = None) -> Sequence[ColumnElement[Any]]:
    """The event once more, where a table is named a second time, or another is: by the parameter that it has."""
    if table.info["kind"] != "event":
        return ()
    before = 0
    for name, kinds in where:
        if name == "event_id":
            break
        before += sum(kind not in WITHOUT_VALUE for kind in ((kinds,) if isinstance(kinds, str) else kinds))
    column = (table if other is None else other).c.event_id
    return (column == sa.bindparam(numbered(before), type_=column.type, required=True),)


def _condition(column: sa.Column[Any], kind: str, binds: _Binds) -> ColumnElement[Any]:
    if kind in WITHOUT_VALUE:
        return WITHOUT_VALUE[kind](column)
    if kind == "OneOf":
        return one_of(column, binds.next_name())
    return WITH_VALUE[kind](column, binds.next(column.type))


def _ordering(table: sa.Table, order: Order) -> Sequence[ColumnElement[Any]]:
    return [_ordered(table.c[name], descending=descending) for name, descending in order]


def _ordered(column: sa.Column[Any], *, descending: bool) -> ColumnElement[Any]:
    """Both databases in one order: texts byte by byte, and NULL as the largest value."""
    by: ColumnElement[Any] = column
    if isinstance(column.type, sa.Text):
        by = bytewise(column)
    by = by.desc() if descending else by.asc()
    if column.nullable:
        by = by.nulls_first() if descending else by.nulls_last()
    return by


def _array(type_: sa.types.TypeEngine[Any]) -> str:
    for base, name in (
        (sa.BigInteger, "BIGINT[]"),
        (sa.Integer, "INTEGER[]"),
        (sa.Boolean, "BOOLEAN[]"),
        (sa.Double, "DOUBLE PRECISION[]"),
        (sa.Text, "TEXT[]"),
        (sa.LargeBinary, "BYTEA[]"),
    ):
        if isinstance(type_, base):
            return name
    raise AssertionError(type_)
