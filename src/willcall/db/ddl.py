"""How a migration makes a table on either database, and how a later one adds to it.

On PostgreSQL everything but the primary key comes in a statement of its own, after the table was handed to
`after_create_table`: so a cluster takes it too. SQLite cannot add a constraint later: it gets all of it at once, and a
table that is added to is made anew. What this writes is part of migrations that are never edited: it may learn, but
never write something else for the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from alembic import op

from willcall.db.errors import ForeignKeyViolation

if TYPE_CHECKING:
    from collections.abc import Mapping

TableKind = Literal["directory", "event"]

# Words in a migration for types that the databases call differently. Machine words are compared byte by byte.
TYPES: Final[dict[str, dict[str, str]]] = {
    "postgresql": {"CODE": 'TEXT COLLATE "C"', "BYTES": "BYTEA", "REAL": "DOUBLE PRECISION"},
    "sqlite": {"CODE": "TEXT", "BYTES": "BLOB", "REAL": "DOUBLE"},
}
TYPE: Final = re.compile(r"\b(CODE|BYTES|REAL)\b")


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
    unique_indexes: tuple[str, ...] = ()
    """The same, for what must be unique among some of the rows."""
    fillfactor: int | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What a table gets that an earlier migration made. Its new columns come last."""

    name: str
    columns: tuple[str, ...]
    """Each may be NULL or has a default: the rows that are there must have something."""
    references: tuple[Reference, ...] = ()
    unique: tuple[str, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)
    indexes: tuple[str, ...] = ()
    unique_indexes: tuple[str, ...] = ()


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


def extend_table(addition: Addition) -> None:
    """Add to the table. The rows that are there stay as they are."""
    if op.get_context().dialect.name == "sqlite":
        _make_anew(addition)
        return
    for statement in additions(addition):
        op.execute(statement)


def check_references() -> None:
    """See that every row which is referred to is there: SQLite did not look while tables were made anew."""
    if op.get_context().dialect.name != "sqlite":
        return
    broken = {f"{row[0]} -> {row[2]}" for row in op.get_bind().exec_driver_sql("PRAGMA foreign_key_check")}
    if broken:
        msg = f"rows refer to others that are not there: {', '.join(sorted(broken))}"
        raise ForeignKeyViolation(msg)


def statements(table: Table, dialect: str) -> list[str]:
    """The statements that make the table."""
    columns = _typed(table.columns, dialect)
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


def additions(addition: Addition) -> list[str]:
    """The statements that add to the table on PostgreSQL.

    Its indexes are not made CONCURRENTLY, which would commit half a migration: over the rows that have something in a
    new column they are empty, and one pass over the table is all they take.
    """
    return [
        *(f"ALTER TABLE {addition.name} ADD COLUMN {_typed(column, 'postgresql')}" for column in addition.columns),
        *(f"ALTER TABLE {addition.name} ADD {constraint}" for constraint in _constraints(addition)),
        *_indexes(addition),
    ]


def anew(created: str, addition: Addition) -> str:
    """The CREATE TABLE of SQLite for the table with the addition, under another name, from that of the table."""
    name, key, end = addition.name, f", CONSTRAINT pk_{addition.name} PRIMARY KEY (", ") WITHOUT ROWID"
    begin = re.match(rf'CREATE TABLE (?:{name}|"{name}") \(', created)
    if begin is None or created.count(key) != 1 or not created.endswith(end):
        msg = f"{name} was not made by a migration of ours: {created}"
        raise AssertionError(msg)
    columns, constraints = created[begin.end() : -len(end)].split(key)
    columns = ", ".join((columns, *(_typed(column, "sqlite") for column in addition.columns)))
    return f"CREATE TABLE {name}_anew ({columns}{key}{', '.join((constraints, *_constraints(addition)))}{end}"


def _make_anew(addition: Addition) -> None:
    """Create, copy, drop, rename: what SQLite's own documentation says to do.

    The names of constraints and of the tables referred to stay, for both stand in the statement.
    """
    name, connection = addition.name, op.get_bind()
    if connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one():
        msg = f"foreign keys are on: dropping {name} would delete what refers to it"
        raise AssertionError(msg)
    in_schema = f"FROM sqlite_master WHERE tbl_name = '{name}' AND sql IS NOT NULL AND type ="
    created = connection.exec_driver_sql(f"SELECT sql {in_schema} 'table'").scalar_one()
    indexes = connection.exec_driver_sql(f"SELECT sql {in_schema} 'index' ORDER BY name").scalars().all()
    columns = ", ".join(row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({name})"))
    for statement in (
        anew(created, addition),
        f"INSERT INTO {name}_anew ({columns}) SELECT {columns} FROM {name}",  # noqa: S608 - names of the schema
        f"DROP TABLE {name}",
        f"ALTER TABLE {name}_anew RENAME TO {name}",
        *indexes,
        *_indexes(addition),
    ):
        op.execute(statement)


def _typed(columns: str, dialect: str) -> str:
    return TYPE.sub(lambda word: TYPES[dialect][word[0]], " ".join(columns.split()))


def _constraints(table: Table | Addition) -> list[str]:
    return [
        *(f"CONSTRAINT ck_{table.name}_{name} CHECK ({condition})" for name, condition in table.checks.items()),
        *(f"CONSTRAINT {_name('uq', table, columns)} UNIQUE ({columns})" for columns in table.unique),
        *(
            f"CONSTRAINT {_name('fk', table, one.columns)}_{one.target} FOREIGN KEY ({one.columns}) "
            f"REFERENCES {one.target} ({one.target_columns}) ON DELETE {one.on_delete}"
            for one in table.references
        ),
    ]


def _indexes(table: Table | Addition) -> list[str]:
    made = []
    every = [("INDEX", one) for one in table.indexes] + [("UNIQUE INDEX", one) for one in table.unique_indexes]
    for kind, index in every:
        columns, where, condition = index.partition(" WHERE ")
        made.append(f"CREATE {kind} {_name('ix', table, columns)} ON {table.name} ({columns}){where}{condition}")
    return made


def _name(prefix: str, table: Table | Addition, columns: str) -> str:
    return f"{prefix}_{table.name}_{columns.replace(', ', '_')}"
