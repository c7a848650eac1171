"""A resource of an event: declared as data, served by five verbs that are written once.

`Resource` says which struct, table, parent, filters and rules there are; `Verbs` turns that into handlers. What is
particular to a resource stands in its own file, as hooks: `check` (rules over the merged object), `fill` (fields stored
elsewhere), `saved` (link tables, nested lists), `deleting` (refusals and tidying). Hooks get a `Scope`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec
import sqlalchemy as sa

from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.db.tx import Tx
from willcall.rest.conditional import Unchanged, last_modified
from willcall.rest.fields import (
    Field,
    Fields,
    Mode,
    all_problems,
    fields_of,
    from_selected,
    locked_keys,
    read_fields,
    to_row,
)
from willcall.rest.kinds import Ref, RefList
from willcall.rest.pages import Filter, Order, Where, envelope, filters_of, order_of, page_of, settled
from willcall.rest.problems import NON_FIELD, NotFound, Problems
from willcall.rest.request import Answer, Request
from willcall.rest.scope import Scope

S = TypeVar("S", bound=msgspec.Struct)
Values = dict[str, Any]
Found = list[Values]


async def _nothing(*_: object) -> None:
    return None


@dataclass(frozen=True)
class Under:
    """The parent in the path: `items/{item}/…`, whose id a column of the child holds."""

    name: str
    table: sa.Table

    @property
    def column(self) -> str:
        """The child's column that names the parent."""
        return f"{self.name}_id"


@dataclass(frozen=True)
class Resource(Generic[S]):
    """What is particular to one kind of object of an event."""

    name: str
    """The last fixed part of its path, and its name in the change log."""
    struct: type[S]
    table: sa.Table
    under: Under | None = None
    write: str = "event.items:write"
    read: str | None = None
    order: Order = (("id", False),)
    orderings: Mapping[str, str] = field(default_factory=dict)
    filters: tuple[Filter, ...] = ()
    conditional: bool = False
    """Whether lists carry `Last-Modified` (spec 04 §11)."""
    of_version: bool = False
    """Whether what it shows changes with nothing but the event's version: no counters, nothing of the clock."""
    one_snapshot: bool = False
    """Whether what reads show of it has to be of one moment: counters, and what the clock has ended of them."""
    logged_as: str | None = None
    """The resource whose list a change of this one changes; its own by default."""
    check: Callable[[Scope, S, S | None], Awaitable[None]] = _nothing
    settle: Callable[[Scope, Values, Values | None], Awaitable[None]] = _nothing
    """What one field makes of another, before the rules: changes the values. The last are what PATCH started from."""
    fill: Callable[[Scope, Found], Awaitable[None]] = _nothing
    saved: Callable[[Scope, int, S, S | None], Awaitable[None]] = _nothing
    deleting: Callable[[Scope, S], Awaitable[None]] = _nothing
    deleted: Callable[[Scope, S], Awaitable[None]] = _nothing
    extend: Callable[[Scope, Found], Awaitable[Found | None]] = _nothing
    """For the list alone: more keys than the struct has, when the query asks for them."""
    text: str = ""

    @property
    def fields(self) -> Fields:
        """The declared fields."""
        return fields_of(self.struct)


class Verbs(Generic[S]):
    """List, read, create, change and delete for one resource."""

    def __init__(self, resource: Resource[S]) -> None:
        self.resource = resource

    async def list(self, request: Request, tx: Tx) -> Answer:
        """One page, `Last-Modified` where it is promised."""
        resource = self.resource
        scope = await self.scope(request, tx)
        headers: tuple[tuple[str, str], ...] = ()
        if resource.conditional:
            modified = await last_modified(tx, request, resource.name)
            if isinstance(modified, Unchanged):
                return modified.answer
            headers = modified
        where = self._home(scope) | await filters_of(request, scope, resource.filters)
        wanted = page_of(request)
        count = await tx.count(resource.table, where)
        page = settled(wanted, count)
        order = order_of(request, resource.orderings, resource.order)
        found = await self._find(scope, where, order, page.size, (page.number - 1) * page.size)
        extended = await resource.extend(scope, found)
        results = extended if extended is not None else self._shown(found)
        return Answer(value=envelope(request, page, count, results), headers=headers)

    async def read(self, request: Request, tx: Tx) -> Answer:
        """One object."""
        scope = await self.scope(request, tx)
        return Answer(value=self._shown([await self._one(scope, request.id("id"))])[0])

    async def create(self, request: Request, tx: Tx) -> Answer:
        """A new object."""
        scope = await self.scope(request, tx)
        await tx.bump(request.event.id)
        values, problems = read_fields(self.resource.fields, request.json(), "create")
        return Answer(201, await self.make(scope, values, problems))

    async def make(self, scope: Scope, values: Values, problems: Problems) -> Values:
        """Creates from values that were read, after all their problems were collected; returns what is shown."""
        resource = self.resource
        new = await self._checked(scope, values, problems)
        object_id = await scope.tx.new_id()
        row = to_row(resource.fields, values) | self._home(scope) | {"id": object_id}
        await scope.tx.insert(resource.table, row)
        return await self._settle(scope, object_id, new, None)

    async def replace(self, request: Request, tx: Tx) -> Answer:
        """PUT: what is left out gets its default (spec 04 §9)."""
        return await self._change(request, tx, "replace")

    async def merge(self, request: Request, tx: Tx) -> Answer:
        """PATCH: what is left out stays; the rules see the merged object."""
        return await self._change(request, tx, "merge")

    async def delete(self, request: Request, tx: Tx) -> Answer:
        """Gone, unless a rule refuses."""
        resource = self.resource
        scope = await self.scope(request, tx)
        await tx.bump(request.event.id)
        old = resource.struct(**await self._one(scope, request.id("id")))
        await resource.deleting(scope, old)
        await tx.delete(resource.table, {"event_id": request.event.id, "id": request.id("id")})
        await resource.deleted(scope, old)
        await self._log(scope, request.id("id"), "deleted", old, None)
        return Answer(204)

    async def load(self, scope: Scope, where: Where, order: Order | None = None) -> Found:
        """Objects of the event by condition, as values; for other resources that show them nested."""
        return await self._find(scope, {"event_id": scope.event.id} | where, order or self.resource.order, None, 0)

    async def _change(self, request: Request, tx: Tx, mode: Mode) -> Answer:
        resource = self.resource
        scope = await self.scope(request, tx)
        object_id = request.id("id")
        await tx.bump(request.event.id)
        stored = await self._one(scope, object_id)
        old = resource.struct(**stored)
        raw = request.json()
        values, problems = read_fields(resource.fields, raw, mode, stored)
        if locked := locked_keys(resource.fields, raw):
            text = f"{', '.join(locked)}: given on creation alone; use the endpoints below this object to change it."
            problems.setdefault(NON_FIELD, []).append(text)
        new = await self._checked(scope, values, problems, old, stored if mode == "merge" else None)
        where = {"event_id": request.event.id, "id": object_id}
        await tx.update(resource.table, where, _without_id(to_row(resource.fields, values)))
        return Answer(200, await self._settle(scope, object_id, new, old))

    async def _settle(self, scope: Scope, object_id: int, new: S, old: S | None) -> Values:
        await self.resource.saved(scope, object_id, new, old)
        [shown] = self._shown([await self._one(scope, object_id)])
        await self._log(scope, object_id, "created" if old is None else "changed", old, shown)
        return shown

    async def _checked(
        self, scope: Scope, values: Values, problems: Problems, old: S | None = None, kept: Values | None = None
    ) -> S:
        for one in self.resource.fields:
            if one.name in values and (kind := _reference(one)) is not None:
                known = getattr(old, one.name) if old is not None else None
                if values[one.name] != known and not await _exists(scope, kind, values[one.name]):
                    problems[one.name] = [kind.text]
        all_problems(problems)
        await self.resource.settle(scope, values, kept)
        blanks = {one.name: one.default() for one in self.resource.fields if one.name not in values}
        new = self.resource.struct(**(blanks | values))
        await self.resource.check(scope, new, old)
        return new

    async def scope(self, request: Request, tx: Tx) -> Scope:
        """Where a request on this resource works; `NotFound` without the parent that its path names."""
        under = self.resource.under
        if under is None:
            return Scope(tx, request)
        parent_id = request.id(under.name)
        if await tx.one(under.table, event_id=request.event.id, id=parent_id) is None:
            raise NotFound(f"There is no such {under.name} in this event.")
        return Scope(tx, request, parent_id)

    def _home(self, scope: Scope) -> Where:
        under = self.resource.under
        home: Where = {"event_id": scope.event.id}
        return home | {under.column: scope.parent_id} if under else home

    async def _one(self, scope: Scope, object_id: int) -> Values:
        found = await self._find(scope, self._home(scope) | {"id": object_id}, (("id", False),), 1, 0)
        if not found:
            raise NotFound
        return found[0]

    async def _find(self, scope: Scope, where: Where, order: Order, limit: int | None, offset: int) -> Found:
        resource = self.resource
        fields = resource.fields
        rows = await scope.tx.find(
            resource.table, where, order=order, limit=limit, offset=offset, columns=fields.columns
        )
        found = [from_selected(fields, row) for row in rows]
        if found:
            await resource.fill(scope, found)
        return found

    def _shown(self, found: Found) -> Found:
        for name in self.resource.fields.hidden:
            for values in found:
                del values[name]
        return found

    async def _log(self, scope: Scope, object_id: int, action: str, old: S | None, after: Values | None) -> None:
        resource = self.resource
        before = None if old is None else self._shown([msgspec.structs.asdict(old)])[0]
        if resource.logged_as is None:
            await scope.log(resource.name, object_id, action, before, after)
        else:
            await scope.log(resource.logged_as, scope.parent_id, f"{resource.name}.{action}", before, after)


def _reference(one: Field) -> Ref | RefList | None:
    if one.mark.read_only or not isinstance(one.kind, Ref | RefList):
        return None
    return None if isinstance(one.kind, Ref) and not one.kind.checked else one.kind


async def _exists(scope: Scope, kind: Ref | RefList, value: Any) -> bool:
    wanted: Sequence[int] = [] if value is None else value if isinstance(kind, RefList) else [value]
    if not wanted:
        return True
    where = {"event_id": scope.event.id, "id": OneOf(list(wanted))}
    return await scope.tx.count(tables.metadata.tables[kind.table], where) == len(wanted)


def _without_id(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "id"}


async def replace_links(scope: Scope, table: sa.Table, own: tuple[str, int], other: str, wanted: Sequence[int]) -> None:
    """Makes the rows of a table of pairs those of a list."""
    home = {"event_id": scope.event.id, own[0]: own[1]}
    present = {row[other] for row in await scope.tx.find(table, home, order=((other, False),))}
    gone = sorted(present - set(wanted))
    if gone:
        await scope.tx.delete(table, home | {other: OneOf(gone)})
    if fresh := sorted(set(wanted) - present):
        await scope.tx.insert_many(table, [home | {other: number} for number in fresh])


async def links(scope: Scope, table: sa.Table, own: str, other: str, ids: Sequence[int]) -> dict[int, list[int]]:
    """The right-hand ids of a table of pairs by left-hand id, ascending."""
    rows = await scope.tx.find(
        table, {"event_id": scope.event.id, own: OneOf(list(ids))}, order=((own, False), (other, False))
    )
    found: dict[int, list[int]] = {number: [] for number in ids}
    for row in rows:
        found[row[own]].append(row[other])
    return found
