"""Pages, ordering and filters of lists (spec 04 §4, §5)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

import sqlalchemy as sa

from willcall.db.conditions import AllOf, Condition, Contains, OneOf
from willcall.rest.kind import INT64_MAX, Kind, Schema, Unreadable
from willcall.rest.kinds import Instant, Ref
from willcall.rest.problems import Invalid, NotFound
from willcall.rest.request import Request
from willcall.rest.scope import Scope

PAGE_ROWS_MAX: Final = 50
"""Default and largest page, as the reference has it."""

NUMBER_DIGITS_MAX: Final = 18
"""Digits of a number in a query: within 64 bits."""

PAGE_NUMBER_MAX: Final = 10**9
"""Pages beyond this cannot exist; keeps offsets inside 64 bits."""

Order = tuple[tuple[str, bool], ...]
"""Columns, each with whether it descends; always ends in id, so that pages never overlap."""


@dataclass(frozen=True)
class Page:
    """Which part of a list is wanted. Number 0 stands for the last page."""

    number: int
    size: int

    @property
    def offset(self) -> int:
        """How many rows come before it; none as long as the number of the last page is not known."""
        return max(0, self.number - 1) * self.size


def page_of(request: Request) -> Page:
    """The page that the query asks for; a size that is no number means the default, a wrong number no such page."""
    size_text = request.parameter("page_size") or ""
    size = int(size_text) if size_text.isascii() and size_text.isdigit() and len(size_text) <= NUMBER_DIGITS_MAX else 0
    number = 1
    text = request.parameter("page")
    if text == "last":
        number = 0
    elif text:
        if not (text.isascii() and text.isdigit()) or not 0 < int(text[:12]) <= PAGE_NUMBER_MAX:
            raise NotFound("There is no such page.")
        number = int(text)
    return Page(number, min(size, PAGE_ROWS_MAX) or PAGE_ROWS_MAX)


def settled(page: Page, count: int) -> Page:
    """The page with its real number, or `NotFound` beyond the last one. The first page may be empty."""
    last = max(1, -(-count // page.size))
    if page.number > last:
        raise NotFound("There is no such page.")
    return Page(page.number or last, page.size)


def envelope(request: Request, page: Page, count: int, results: Sequence[object]) -> dict[str, object]:
    """The body of a list: count, links to the neighbours, results."""
    return {
        "count": count,
        "next": _link(request, page.number + 1) if page.number * page.size < count else None,
        "previous": _link(request, page.number - 1) if page.number > 1 else None,
        "results": results,
    }


def _link(request: Request, number: int) -> str:
    kept = [(key, value) for key, value in request.query if key != "page"]
    if number > 1:
        kept.append(("page", str(number)))
    query = urlencode(sorted(kept, key=lambda pair: pair[0]))
    return f"{request.base_url}{request.path}{'?' + query if query else ''}"


def order_of(request: Request, allowed: Mapping[str, str], default: Order) -> Order:
    """The columns to order by: what `?ordering=` names among `allowed` (name to column), else the default.

    The last column's direction carries over to the id that settles ties.
    """
    wanted: list[tuple[str, bool]] = []
    for word in (request.parameter("ordering") or "").split(","):
        name = word.strip()
        descending = name.startswith("-")
        column = allowed.get(name.removeprefix("-"))
        if column is not None and all(column != known for known, _ in wanted):
            wanted.append((column, descending))
    if not wanted:
        return default
    if all(column != "id" for column, _ in wanted):
        wanted.append(("id", wanted[-1][1]))
    return tuple(wanted)


Where = dict[str, object]
Apply = Callable[[Scope, str], Awaitable[Where]]


@dataclass(frozen=True)
class Filter:
    """A query parameter that narrows a list: makes conditions by column of its text."""

    name: str
    apply: Apply
    schema: Schema = field(default_factory=lambda: {"type": "string"})
    text: str = ""


async def filters_of(request: Request, scope: Scope, filters: Sequence[Filter]) -> Where:
    """The conditions of all filters that the query uses; empty values count as absent."""
    where: Where = {}
    for one in filters:
        value = request.parameter(one.name)
        if value:
            for column, wanted in (await one.apply(scope, value)).items():
                known = where.get(column)
                if isinstance(known, Condition) and isinstance(wanted, Condition):
                    where[column] = AllOf((known, wanted))
                else:
                    where[column] = wanted
    return where


def boolean(text: str | None) -> bool | None:
    """The truth value that a parameter means; None for anything else."""
    return {"true": True, "1": True, "false": False, "0": False}.get((text or "").lower())


def by_bool(name: str, column: str | None = None) -> Filter:
    """True or false; anything else is ignored."""

    async def apply(_scope: Scope, value: str) -> Where:
        wanted = boolean(value)
        return {} if wanted is None else {column or name: wanted}

    return Filter(name, apply, {"type": "boolean"}, f"Only those whose `{name}` is this.")


def elsewhere(name: str, schema: Schema, text: str) -> Filter:
    """A parameter that makes no condition by itself: the resource looks at it in its own way."""

    async def apply(_scope: Scope, _value: str) -> Where:
        return {}

    return Filter(name, apply, schema, text)


def by_value(name: str, kind: Kind, column: str | None = None) -> Filter:
    """Exactly this value; one that cannot be read answers 400."""

    async def apply(_scope: Scope, value: str) -> Where:
        return {column or name: stored(name, kind, value)}

    return Filter(name, apply, kind.schema("in"), f"Only those whose `{name}` is this.")


def by_instant(name: str, column: str, condition: Callable[[object], Condition], text: str) -> Filter:
    """An instant to compare a column with; one that cannot be read answers 400."""

    async def apply(_scope: Scope, value: str) -> Where:
        return {column: condition(stored(name, Instant(), value))}

    return Filter(name, apply, Instant().schema("in"), text)


def stored(name: str, kind: Kind, text: str) -> Any:
    """What a parameter's text means, as columns of this kind store it; `Invalid` if it cannot be read."""
    try:
        return kind.store(kind.read(text))
    except Unreadable as unreadable:
        raise Invalid({name: unreadable.problem}) from unreadable


def by_ref(name: str, table: sa.Table, column: str | None = None) -> Filter:
    """The id of an object of the same event; one that does not exist there answers 400."""

    async def apply(scope: Scope, value: str) -> Where:
        number = int(value) if value.isascii() and value.isdigit() and int(value[:20]) <= INT64_MAX else 0
        if await scope.tx.one(table, event_id=scope.event.id, id=number) is None:
            raise Invalid.field(name, "There is no such object in this event.")
        return {column or f"{name}_id": number}

    return Filter(name, apply, Ref(table.name).schema("in"), f"Only those of this {name}.")


def by_search(*columns: str) -> Filter:
    """A part of a text, in any case."""
    assert len(columns) == 1

    async def apply(_scope: Scope, value: str) -> Where:
        return {columns[0]: Contains(value.replace("\0", ""))}

    return Filter("search", apply, {"type": "string"}, f"A part of the {columns[0]}, in upper or lower case.")


def by_link(name: str, table: sa.Table, own: str, other: str) -> Filter:
    """Ids, separated by commas: only those linked to any of them through a table of pairs."""

    async def apply(scope: Scope, value: str) -> Where:
        where = {"event_id": scope.event.id, other: OneOf(_ids_of(value))}
        rows = await scope.tx.find(table, where, order=((own, False),), columns=(own,))
        return {"id": OneOf(sorted({row[own] for row in rows}))}

    return Filter(name, apply, {"type": "string"}, "Ids separated by commas: only those linked to one of them.")


def by_ids(name: str, column: str) -> Filter:
    """Ids, separated by commas: only those whose column holds one of them."""

    async def apply(_scope: Scope, value: str) -> Where:
        return {column: OneOf(_ids_of(value))}

    return Filter(name, apply, {"type": "string"}, "Ids separated by commas: only those of one of them.")


def _ids_of(text: str) -> list[int]:
    words = [word.strip() for word in text.split(",")]
    return [int(word) for word in words if word.isdecimal() and len(word) <= NUMBER_DIGITS_MAX]


def query_parameters(filters: Sequence[Filter], orderings: Mapping[str, str]) -> list[dict[str, Any]]:
    """The parameters of a list for its description."""
    parameters: list[dict[str, Any]] = [
        {"name": "page", "text": "Which page, from 1; `last` is the last one.", "schema": {"type": "string"}},
        {
            "name": "page_size",
            "text": f"Rows of a page; more than {PAGE_ROWS_MAX} are cut to {PAGE_ROWS_MAX}.",
            "schema": {"type": "integer"},
        },
    ]
    if orderings:
        names = ", ".join(f"`{name}`" for name in sorted(orderings))
        text = f"By {names}, each also with `-` in front; several separated by commas."
        parameters.append({"name": "ordering", "text": text, "schema": {"type": "string"}})
    parameters += [{"name": one.name, "text": one.text, "schema": one.schema} for one in filters]
    return parameters
