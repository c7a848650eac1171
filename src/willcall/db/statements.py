"""Statements, compiled once per database and run on the raw drivers.

A `Query` is a statement of SQLAlchemy Core with named parameters, declared once at the top of a file. SQLAlchemy only
writes the text; nothing of it runs per request. The verbs of `Tx` get theirs from `verbs`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine.interfaces import Dialect
    from sqlalchemy.sql.elements import ColumnElement

Kind = Literal["postgresql", "sqlite"]

# What `numbered` makes.
NUMBERED: Final = re.compile(r"v\d+")


class ListOf(sa.types.UserDefinedType[Any]):
    """The type of a parameter that is a whole list; without a cast of its own."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Never part of a table."""
        raise NotImplementedError


class one_of(FunctionElement[Any]):  # noqa: N801 - reads as SQL where it is used
    """`column` equals one of the list given as parameter `name`; one statement for lists of every length."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        super().__init__(column, sa.bindparam(name, type_=ListOf()))


@compiles(one_of, "postgresql")
def _one_of_postgres(element: one_of, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    array = "TEXT[]" if isinstance(column.type, sa.Text) else "BIGINT[]"
    return f"{compiler.process(column, **options)} = ANY(CAST({compiler.process(values, **options)} AS {array}))"


@compiles(one_of, "sqlite")
def _one_of_sqlite(element: one_of, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    elements = f"SELECT value FROM json_each({compiler.process(values, **options)})"  # noqa: S608 - a parameter's place
    return f"{compiler.process(column, **options)} IN ({elements})"


class rarely(FunctionElement[Any]):  # noqa: N801 - reads as SQL where it is used
    """`column = value`, and few rows are."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], value: ColumnElement[Any]) -> None:
        super().__init__(column, value)


@compiles(rarely, "postgresql")
def _rarely_postgres(element: rarely, compiler: SQLCompiler, **options: Any) -> str:
    column, value = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} = {value}"


@compiles(rarely, "sqlite")
def _rarely_sqlite(element: rarely, compiler: SQLCompiler, **options: Any) -> str:
    column, value = (compiler.process(clause, **options) for clause in element.clauses)
    return f"unlikely({column} = {value})"


class ends_with(FunctionElement[Any]):  # noqa: N801 - reads as SQL where it is used
    """`column` ends in exactly the characters of `suffix`; LIKE would take other cases on SQLite."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], suffix: ColumnElement[Any]) -> None:
        super().__init__(column, suffix)


@compiles(ends_with, "postgresql")
def _ends_with_postgres(element: ends_with, compiler: SQLCompiler, **options: Any) -> str:
    column, suffix = (compiler.process(clause, **options) for clause in element.clauses)
    return f"right({column}, length({suffix})) = {suffix}"


@compiles(ends_with, "sqlite")
def _ends_with_sqlite(element: ends_with, compiler: SQLCompiler, **options: Any) -> str:
    # The suffix is bound twice: SQLite's parameters have no names here.
    clauses = list(element.clauses)
    column, suffix, again = (compiler.process(clause, **options) for clause in (*clauses, clauses[1]))
    return f"substr({column}, -length({suffix})) = {again}"


class bytewise(FunctionElement[Any]):  # noqa: N801 - reads as SQL where it is used
    """`column` as it sorts byte by byte, whatever the database's language."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        super().__init__(column)


@compiles(bytewise, "postgresql")
def _bytewise_postgres(element: bytewise, compiler: SQLCompiler, **options: Any) -> str:
    (column,) = (compiler.process(clause, **options) for clause in element.clauses)
    return f'{column} COLLATE "C"'


@compiles(bytewise, "sqlite")
def _bytewise_sqlite(element: bytewise, compiler: SQLCompiler, **options: Any) -> str:
    (column,) = (compiler.process(clause, **options) for clause in element.clauses)
    return column


class listed(FunctionElement[Any]):  # noqa: N801 - reads as SQL where it is used
    """The values of a select of one column, `id`, in its order, as one value: a list, or on SQLite the JSON of one.

    SQLite's driver hands the interpreter to other threads before each row, which costs more than to read one.
    """

    inherit_cache = True

    def __init__(self, rows: sa.Select[Any]) -> None:
        super().__init__(rows.scalar_subquery())


@compiles(listed, "postgresql")
def _listed_postgres(element: listed, compiler: SQLCompiler, **options: Any) -> str:
    (rows,) = (compiler.process(clause, **options) for clause in element.clauses)
    return f"ARRAY{rows}"


@compiles(listed, "sqlite")
def _listed_sqlite(element: listed, compiler: SQLCompiler, **options: Any) -> str:
    # A select with a limit is run by itself, in its order, and its rows are put together as they come.
    (rows,) = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(SELECT json_group_array(id) FROM {rows})"  # noqa: S608 - as written here


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement as one driver takes it."""

    text: str
    order: tuple[str, ...]
    """Its parameters, by name, in the order in which the driver wants them."""
    fixed: Mapping[str, object]
    """Parameters whose values stand in the statement itself."""
    encoded: frozenset[str]
    """Lists that go to SQLite as JSON."""
    places: tuple[int, ...] | None
    """For a verb's statement: which of its values, by number, goes where; None if they stay where they are. Negative
    numbers stand for the fixed ones, put after the others."""

    def arguments(self, given: Mapping[str, object]) -> list[object]:
        """Values by name, for the driver."""
        if not self.fixed and not self.encoded:
            return [given[name] for name in self.order]
        every = {**self.fixed, **given}
        for name in self.encoded:
            every[name] = _as_json(every[name])
        return [every[name] for name in self.order]

    def arranged(self, values: list[object]) -> list[object]:
        """Values by number, for the driver."""
        for name in self.encoded:
            values[number(name)] = _as_json(values[number(name)])
        if self.places is None:
            return values
        every = [*values, *self.fixed.values()]
        return [every[place] for place in self.places]


class Query:
    """A declared statement; each database's text is made when it is first needed."""

    def __init__(self, statement: sa.Executable) -> None:
        self.statement = statement

    @cached_property
    def postgresql(self) -> Compiled:
        """For asyncpg."""
        return compiled(self.statement, "postgresql")

    @cached_property
    def sqlite(self) -> Compiled:
        """For sqlite3."""
        return compiled(self.statement, "sqlite")


def numbered(place: int) -> str:
    """The name of a parameter that is known by its number."""
    return f"v{place}"


def number(name: str) -> int:
    """The number that `numbered` made a name of."""
    return int(name[1:])


def compiled(statement: sa.Executable, kind: Kind) -> Compiled:
    """The text of a statement for one database."""
    assert isinstance(statement, sa.ClauseElement)
    made = statement.compile(dialect=dialect(kind))
    assert isinstance(made, SQLCompiler)
    assert "__[POSTCOMPILE" not in made.string, "a list of changing length: say one_of(column, name)"
    order = tuple(made.positiontup or ())
    fixed = {name: made.binds[name].value for name in order if not made.binds[name].required}
    return Compiled(
        text=made.string,
        order=order,
        fixed=fixed,
        encoded=frozenset(name for name in order if kind == "sqlite" and isinstance(made.binds[name].type, ListOf)),
        places=_places(order, list(fixed)),
    )


def _places(order: tuple[str, ...], fixed: list[str]) -> tuple[int, ...] | None:
    if not all(name in fixed or NUMBERED.fullmatch(name) for name in order):
        return None
    places = tuple(fixed.index(name) - len(fixed) if name in fixed else number(name) for name in order)
    return None if places == tuple(range(len(places))) else places


@cache
def dialect(kind: Kind) -> Dialect:
    """SQLAlchemy's word for a database; only that of the one in use is imported."""
    if kind == "postgresql":
        from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg  # noqa: PLC0415

        return PGDialect_asyncpg()  # type: ignore[no-untyped-call]
    from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite  # noqa: PLC0415

    made = SQLiteDialect_pysqlite(paramstyle="qmark")
    # A yes or no is said as `api`, not as `api = 1`: only then does SQLite use an index over the rows WHERE api.
    made.supports_native_boolean = True
    return made


def _as_json(values: object) -> str:
    return msgspec.json.encode(values).decode()
