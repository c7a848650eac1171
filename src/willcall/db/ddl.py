"""How a migration makes a table on either database.

On PostgreSQL everything but the primary key comes in a statement of its own, after the table was handed to
`after_create_table`: so a cluster takes it too. SQLite cannot add a constraint later and gets all of it at once. What
this writes is part of migrations that are never edited: it may learn, but never write something else for the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from alembic import op

if TYPE_CHECKING:
    from collections.abc import Mapping

TableKind = Literal["directory", "event"]

# Words in a migration for types that the databases call differently. Machine words are compared byte by byte.
TYPES: Final[dict[str, dict[str, str]]] = {
    "postgresql": {"CODE": 'TEXT COLLATE "C"', "BYTES": "BYTEA"},
    "sqlite": {"CODE": "TEXT", "BYTES": "BLOB"},
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: `table(columns) -> target(target_columns)`."""

    columns: str
    target: str
    target_columns: str
    on_delete: Literal["CASCADE", "NO ACTION"] = "CASCADE"


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be made. Column lists are written as in SQL: `"event_id, id"`."""

    name: str
    kind: TableKind
    columns: str
    key: str
    references: tuple[Reference, ...] = ()
    unique: tuple[str, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)
    indexes: tuple[str, ...] = ()
    """Columns, and perhaps `WHERE` with a condition."""
    fillfactor: int | None = None


def in_event(column: str, target: str, on_delete: Literal["CASCADE", "NO ACTION"] = "CASCADE") -> Reference:
    """A reference between two tables of an event."""
    return Reference(f"event_id, {column}", target, "event_id, id", on_delete)


def create_table(table: Table) -> None:
    """Make the table with all that belongs to it."""
    dialect = op.get_context().dialect.name
    for statement in statements(table, dialect):
        op.execute(statement)
        if statement.startswith("CREATE TABLE"):
            after_create_table(table.name, table.kind)


def after_create_table(name: str, kind: TableKind) -> None:
    """Where a cluster is told to distribute the table; nothing on SQLite and on a single PostgreSQL."""


def statements(table: Table, dialect: str) -> list[str]:
    """The statements that make the table."""
    columns = re.sub(r"\b(CODE|BYTES)\b", lambda word: TYPES[dialect][word[0]], " ".join(table.columns.split()))
    key = f"CONSTRAINT pk_{table.name} PRIMARY KEY ({table.key})"
    constraints = _constraints(table)
    if dialect == "sqlite":
        body = ", ".join((columns, key, *constraints))
        return [f"CREATE TABLE {table.name} ({body}) WITHOUT ROWID", *_indexes(table)]
    options = f" WITH (fillfactor = {table.fillfactor})" if table.fillfactor else ""
    return [
        f"CREATE TABLE {table.name} ({columns}, {key}){options}",
        *(f"ALTER TABLE {table.name} ADD {constraint}" for constraint in constraints),
        *_indexes(table),
    ]


def _constraints(table: Table) -> list[str]:
    return [
        *(f"CONSTRAINT ck_{table.name}_{name} CHECK ({condition})" for name, condition in table.checks.items()),
        *(f"CONSTRAINT {_name('uq', table, columns)} UNIQUE ({columns})" for columns in table.unique),
        *(
            f"CONSTRAINT {_name('fk', table, one.columns)}_{one.target} FOREIGN KEY ({one.columns}) "
            f"REFERENCES {one.target} ({one.target_columns}) ON DELETE {one.on_delete}"
            for one in table.references
        ),
    ]


def _indexes(table: Table) -> list[str]:
    made = []
    for index in table.indexes:
        columns, where, condition = index.partition(" WHERE ")
        made.append(f"CREATE INDEX {_name('ix', table, columns)} ON {table.name} ({columns}){where}{condition}")
    return made


def _name(prefix: str, table: Table, columns: str) -> str:
    return f"{prefix}_{table.name}_{columns.replace(', ', '_')}"
