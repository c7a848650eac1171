"""Statements, compiled once per database and run on the raw drivers.

A `Query` is a statement of SQLAlchemy Core with named parameters, declared once at the top of a file. SQLAlchemy only
writes the text; nothing of it runs per request. The verbs of `Tx` get theirs from `verbs`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine.interfaces import Dialect
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.sql.elements import ColumnElement

Kind = Literal["postgresql", "sqlite"]

DIALECTS: Final[dict[Kind, Dialect]] = {
    "postgresql": PGDialect_asyncpg(),  # type: ignore[no-untyped-call]
    "sqlite": SQLiteDialect_pysqlite(paramstyle="qmark"),
}
# A yes or no is said as `api`, not as `api = 1`: only then does SQLite use an index over the rows WHERE api.
DIALECTS["sqlite"].supports_native_boolean = True


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


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement as one driver takes it."""

    text: str
    order: tuple[str, ...]
    fixed: Mapping[str, object]
    """Parameters whose values stand in the statement itself."""
    encoded: frozenset[str]
    """Lists that go to SQLite as JSON."""

    def arguments(self, given: Mapping[str, object]) -> list[object]:
        """What is given, in the order in which the driver wants it."""
        if not self.fixed and not self.encoded:
            return [given[name] for name in self.order]
        every = {**self.fixed, **given}
        for name in self.encoded:
            every[name] = msgspec.json.encode(every[name]).decode()
        return [every[name] for name in self.order]


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


def compiled(statement: sa.Executable, kind: Kind) -> Compiled:
    """The text of a statement for one database."""
    assert isinstance(statement, sa.ClauseElement)
    made = statement.compile(dialect=DIALECTS[kind])
    text = str(made)
    assert "__[POSTCOMPILE" not in text, "a list of changing length: say one_of(column, name)"
    # A statement without parameters, such as DDL, has no order.
    order = tuple(getattr(made, "positiontup", None) or ())
    binds = getattr(made, "binds", {})
    return Compiled(
        text=" ".join(text.split()) if "'" not in text else text,
        order=order,
        fixed={name: bind.value for name, bind in binds.items() if name in order and not bind.required},
        encoded=frozenset(name for name in order if kind == "sqlite" and isinstance(binds[name].type, ListOf)),
    )
