"""A transaction as the rest of Willcall sees it: declared queries, and the verbs for what is too plain to declare.

The same on both databases. On SQLite no method really waits; on PostgreSQL each is one round trip.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Protocol, TypeVar

import msgspec
import sqlalchemy as sa

from willcall.db import tables, verbs
from willcall.db.errors import NoSuchEvent
from willcall.db.statements import Kind, Query

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence

    from willcall.db.ids import Ids

T = TypeVar("T")

BY_ID: Final = (("id", False),)

BUMP: Final = Query(
    sa.update(tables.event_state)
    .values(version=tables.event_state.c.version + 1)
    .where(tables.event_state.c.event_id == sa.bindparam("event_id"))
    .returning(tables.event_state.c.version),
)


VERSION: Final = Query(
    sa.select(tables.event_state.c.version).where(tables.event_state.c.event_id == sa.bindparam("event_id"))
)


class Row(Protocol):
    """A row of an answer: `row["column"]`, or its values in the order in which columns were named."""

    def __getitem__(self, column: str, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...

    def keys(self) -> Iterable[str]:
        """The names of its columns."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the rows of an event's table, in order."""

    version: int
    """Of the event."""
    count: int
    """Of all rows of the list."""
    ids: Sequence[int]
    """Of the rows of this page."""


class Tx(ABC):
    """What may be done in a transaction. `where` maps columns to values or to `conditions`; all of them must hold."""

    __slots__ = ()
    kind: ClassVar[Kind]

    async def rows(self, query: Query, **params: object) -> list[Row]:
        """Run a declared query that answers with rows."""
        statement = getattr(query, self.kind)
        return await self._rows(statement.text, statement.arguments(params))

    async def row(self, query: Query, **params: object) -> Row | None:
        """Run a declared query for its first row."""
        rows = await self.rows(query, **params)
        return rows[0] if rows else None

    async def run(self, query: Query, **params: object) -> int:
        """Run a declared query for its effect: how many rows it touched."""
        statement = getattr(query, self.kind)
        return await self._run(statement.text, statement.arguments(params))

    async def find(
        self,
        table: sa.Table,
        where: Mapping[str, object],
        *,
        order: Sequence[tuple[str, bool]] = BY_ID,
        limit: int | None = None,
        offset: int = 0,
        columns: Sequence[str] | None = None,
    ) -> list[Row]:
        """Rows in order; True beside a column's name means descending."""
        return await self._find(table, where, order, (limit, offset), columns)

    async def one(self, table: sa.Table, **where: object) -> Row | None:
        """The row, if there is one; `where` names a key, so that there cannot be two."""
        rows = await self._find(table, where, (), (None, 0), None)
        return rows[0] if rows else None

    async def lock(self, table: sa.Table, where: Mapping[str, object]) -> list[Row]:
        """Rows in order of id, locked in that order until the end of the transaction (SQLite has one writer anyway)."""
        return await self._find(table, where, BY_ID, (None, 0), None, for_update=True)

    async def count(self, table: sa.Table, where: Mapping[str, object]) -> int:
        """How many rows there are."""
        assert verbs.keyed_by_event(table, where), f"{table}: name the event"
        given: verbs.Values = []
        statement = getattr(verbs.count(table, verbs.shaped(table, where, given)), self.kind)
        rows = await self._rows(statement.text, statement.arranged(given))
        counted: int = rows[0]["count"]
        return counted

    async def page(
        self,
        table: sa.Table,
        where: Mapping[str, object],
        order: Sequence[tuple[str, bool]],
        limit: int,
        offset: int,
    ) -> Page:
        """A page of an event's table by its ids, and what goes with it, all of one moment; `NoSuchEvent` if it is gone.

        What changes of the rows themselves while they are read afterwards is up to whoever reads them.
        """
        assert table.info["kind"] == "event", f"{table}: a table of an event"
        assert verbs.keyed_by_event(table, where), f"{table}: name the event"
        assert order[-1][0] in table.primary_key.columns, f"{table}: every order ends in the key"
        given: verbs.Values = []
        query = verbs.page(table, verbs.shaped(table, where, given), tuple(order))
        statement = getattr(query, self.kind)
        rows = await self._rows(statement.text, statement.arranged([*given, limit, offset]))
        if not rows:
            raise NoSuchEvent
        version, count, ids = rows[0]
        return Page(version, count, msgspec.json.decode(ids, type=list[int]) if isinstance(ids, str) else ids)

    async def insert(self, table: sa.Table, values: Mapping[str, object]) -> None:
        """Put in a row."""
        assert verbs.keyed_by_event(table, values), f"{table}: name the event"
        given: verbs.Values = []
        statement = getattr(verbs.insert(table, verbs.placed(values, given)), self.kind)
        await self._run(statement.text, statement.arranged(given))

    async def insert_many(self, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Put in rows of one event, all with the same columns; a row that others refer to comes before them."""
        if not rows:
            return
        columns = tuple(rows[0])
        assert all(row.keys() == rows[0].keys() for row in rows), f"{table}: the same columns in every row"
        assert verbs.keyed_by_event(table, rows[0]), f"{table}: name the event"
        assert table.info["kind"] != "event" or len({row["event_id"] for row in rows}) == 1, f"{table}: one event"
        await self._insert_many(table, columns, rows)

    async def update(self, table: sa.Table, where: Mapping[str, object], values: Mapping[str, object]) -> int:
        """Change rows: how many there were. Changing nothing of them touches none."""
        assert verbs.keyed_by_event(table, where), f"{table}: name the event"
        assert "event_id" not in values or table.info["kind"] != "event", f"{table}: a row never changes its event"
        if not values:
            return 0
        given: verbs.Values = []
        columns = verbs.placed(values, given)
        statement = getattr(verbs.update(table, columns, verbs.shaped(table, where, given)), self.kind)
        return await self._run(statement.text, statement.arranged(given))

    async def delete(self, table: sa.Table, where: Mapping[str, object]) -> int:
        """Remove rows: how many there were."""
        assert verbs.keyed_by_event(table, where), f"{table}: name the event"
        given: verbs.Values = []
        statement = getattr(verbs.delete(table, verbs.shaped(table, where, given)), self.kind)
        return await self._run(statement.text, statement.arranged(given))

    async def bump(self, event_id: int) -> int:
        """Count the event's version up, so that every process reads its catalogue afresh: the new version."""
        return _version(await self.rows(BUMP, event_id=event_id), event_id)

    async def version(self, event_id: int) -> int:
        """The version of an event: as long as it stays, so does the catalogue. `NoSuchEvent` if it is gone."""
        return _version(await self.rows(VERSION, event_id=event_id), event_id)

    @abstractmethod
    async def new_id(self) -> int:
        """An id that nothing else has or will have."""

    async def _find(
        self,
        table: sa.Table,
        where: Mapping[str, object],
        order: Sequence[tuple[str, bool]],
        page: tuple[int | None, int],
        columns: Sequence[str] | None,
        *,
        for_update: bool = False,
    ) -> list[Row]:
        assert verbs.keyed_by_event(table, where), f"{table}: name the event"
        if order is BY_ID:
            order = verbs.default_order(table)
        assert not order or order[-1][0] in table.primary_key.columns, f"{table}: every order ends in the key"
        given: verbs.Values = []
        shape = verbs.shaped(table, where, given)
        limit, offset = page
        if limit is not None:
            given.append(limit)
        if offset:
            given.append(offset)
        wanted = None if columns is None else tuple(columns)
        query = verbs.find(table, wanted, shape, tuple(order), (limit is not None, bool(offset)), for_update=for_update)
        statement = getattr(query, self.kind)
        return await self._rows(statement.text, statement.arranged(given))

    @abstractmethod
    async def _rows(self, text: str, arguments: Sequence[object]) -> list[Row]: ...

    @abstractmethod
    async def _run(self, text: str, arguments: Sequence[object]) -> int: ...

    @abstractmethod
    async def _insert_many(
        self,
        table: sa.Table,
        columns: tuple[str, ...],
        rows: Sequence[Mapping[str, object]],
    ) -> None: ...


def _version(rows: Sequence[Row], event_id: int) -> int:
    if not rows:
        msg = f"event {event_id} has no event_state"
        raise NoSuchEvent(msg)
    version: int = rows[0]["version"]
    return version


class Database(Protocol):
    """A database, of either kind. What runs in `read` and `write` may wait for its `Tx` and for nothing else."""

    @property
    def kind(self) -> Literal["sqlite", "postgresql"]:
        """Which of the two it is; for those who write SQL by hand."""
        ...

    @property
    def ids(self) -> Ids:
        """The ids at hand; on SQLite for the writer's thread only."""
        ...

    async def open(self) -> None:
        """Connect."""
        ...

    async def close(self) -> None:
        """Finish what was begun, and disconnect."""
        ...

    async def read(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn`, which only reads."""
        ...

    async def snapshot(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn`, which only reads, all of it on what the database held at the first statement."""
        ...

    async def write(self, fn: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
        """Run `fn` in a transaction: it takes effect as a whole or not at all. It may be run again after a conflict."""
        ...
