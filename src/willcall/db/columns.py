"""What tables are made of: column kinds, and the shapes of keys and references that can be distributed by event.

Columns hold what both databases store alike: integers (ids, microseconds, hundredths), text (JSON included), booleans,
bytes and, for places on a plan, real numbers. The tables themselves are in `tables_…`, all of them in `tables`. They
refer to each other by name, so a file need not import the one that it refers to.
"""

from __future__ import annotations

from typing import Final, Literal

import sqlalchemy as sa

metadata: Final = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    },
)

# Machine words (slugs, keys, cart ids) are compared and sorted byte by byte on both databases.
CODE: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

OnDelete = Literal["CASCADE", "NO ACTION"]


def ident(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """An id: our own, or somebody else's."""
    return sa.Column(name, sa.BigInteger, nullable=nullable, autoincrement=False)


def instant(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """A moment, in microseconds since 1970, UTC."""
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def money(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """An amount in hundredths of the event's currency."""
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def number(name: str, *, nullable: bool = False, default: int | None = None) -> sa.Column[int]:
    """A count or a position, within 32 bits."""
    return sa.Column(name, sa.Integer, nullable=nullable, server_default=_written(default))


def real(name: str) -> sa.Column[float]:
    """A coordinate; never money or a count."""
    return sa.Column(name, sa.Double, nullable=False)


def flag(name: str) -> sa.Column[bool]:
    """Yes or no, never unknown."""
    return sa.Column(name, sa.Boolean, nullable=False)


def code(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """A machine word: sorted byte by byte."""
    return sa.Column(name, CODE, nullable=nullable)


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """Words that people read."""
    return sa.Column(name, sa.Text, nullable=nullable)


def json(name: str, *, nullable: bool = False, default: str | None = None) -> sa.Column[str]:
    """A JSON document kept as text: texts in many languages, and details that no rule and no filter reads."""
    return sa.Column(name, sa.Text, nullable=nullable, server_default=default, info={"json": True})


def octets(name: str, *, nullable: bool = False) -> sa.Column[bytes]:
    """Bytes as they are."""
    return sa.Column(name, sa.LargeBinary, nullable=nullable)


def check(name: str, condition: str) -> sa.CheckConstraint:
    """A condition that the database holds too; the table's name is put in front of its name."""
    return sa.CheckConstraint(condition, name=name)


def unique(*columns: str) -> sa.UniqueConstraint:
    """No two rows alike in these columns."""
    return sa.UniqueConstraint(*columns)


def index(*columns: str, where: str | None = None) -> sa.Index:
    """An index, over some rows only if `where` says so.

    What concerns the making of tables alone is noted in `info`, in no database's own words: SQLAlchemy would load what
    it knows of both, at every start. Tables are made by migrations; a test compares what they make with these notes.
    """
    return sa.Index(None, *columns, info={"where": where})


def unique_index(*columns: str, where: str) -> sa.Index:
    """No two rows alike in these columns, among those that `where` says."""
    return sa.Index(None, *columns, unique=True, info={"where": where})


def refers(column: str, table: str, on_delete: OnDelete = "CASCADE") -> sa.ForeignKeyConstraint:
    """A reference to a directory table."""
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete=on_delete)


def belongs(column: str, table: str, on_delete: OnDelete = "CASCADE") -> sa.ForeignKeyConstraint:
    """A reference within an event: the other row can only be one of the same event."""
    return sa.ForeignKeyConstraint(
        ["event_id", column],
        [f"{table}.event_id", f"{table}.id"],
        ondelete=on_delete,
    )


def of_event() -> sa.ForeignKeyConstraint:
    """What hangs from the event alone, for tables that no other reference ties to it."""
    return sa.ForeignKeyConstraint(["event_id"], ["event_state.event_id"], ondelete="CASCADE")


def directory_table(name: str, *parts: sa.schema.SchemaItem, key: tuple[str, ...] = ("id",)) -> sa.Table:
    """A small table across events, rarely written (on a cluster: a copy on every node)."""
    own = [ident("id")] if "id" in key else []
    return _table(name, "directory", (*own, *parts), key)


def event_table(
    name: str,
    *parts: sa.schema.SchemaItem,
    key: tuple[str, ...] = ("id",),
    postgresql_with: dict[str, int] | None = None,
) -> sa.Table:
    """A table of what belongs to an event; its key begins with the event (on a cluster: distributed by it)."""
    own = [ident("event_id"), *([ident("id")] if "id" in key else [])]
    return _table(name, "event", (*own, *parts), ("event_id", *key), postgresql_with)


def _table(
    name: str,
    kind: str,
    parts: tuple[sa.schema.SchemaItem, ...],
    key: tuple[str, ...],
    postgresql_with: dict[str, int] | None = None,
) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        *parts,
        sa.PrimaryKeyConstraint(*key),
        info={"kind": kind, "postgresql_with": postgresql_with or {}},
    )


def _written(default: int | None) -> sa.TextClause | None:
    return None if default is None else sa.text(str(default))
