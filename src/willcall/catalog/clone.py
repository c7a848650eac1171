"""Clones: a new event with what another one of the organizer offers, and nothing of what was sold (spec 05 §2).

A table says what is copied. Which columns refer to other copies is read from the foreign keys: each is set to the copy.
A row that refers to something without a copy, such as the quota of a date, has none itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from willcall.db import tables
from willcall.db.errors import TransactionConflict
from willcall.db.tx import Row
from willcall.rest.fields import DETAILS
from willcall.rest.kind import from_json, to_json
from willcall.rest.problems import Denied, Invalid
from willcall.rest.scope import Scope

NEEDED_ABOVE: Final = "organizer.events:create"
NEEDED_ON_SOURCE: Final = "event.settings.general:write"
NO_SUCH_EVENT: Final = "There is no such event."

KEPT: Final = (
    "testmode",
    "currency",
    "is_public",
    "location",
    "geo_lat",
    "geo_lon",
    "has_subevents",
    "timezone",
    "seating_plan",
    "meta_data",
    "item_meta_properties",
)
"""What a clone has from its source unless the body says otherwise: all but its name, its dates and being live."""

CHANNELS: Final = ("all_sales_channels", "limit_sales_channels")
"""The same, as long as the body says nothing about channels in either way (spec 05 §10)."""

PARAMETER: Final[Mapping[str, Any]] = {
    "name": "clone_from",
    "schema": {"type": "string"},
    "text": "The slug of an event (`event`, or `organizer/event`) that the new one is a copy of.",
}

Values = dict[str, Any]
Ids = dict[str, dict[int, int]]
"""By table and id: the id of the copy."""


@dataclass(frozen=True)
class Copied:
    """A table of what is copied."""

    table: sa.Table
    logged_as: str | None = None
    """The resource of its rows in the change log; None for what is a part of another row."""
    anew: Mapping[str, object] = field(default_factory=dict)
    """Columns that begin afresh."""
    details: Mapping[str, str] = field(default_factory=dict)
    """Keys of the details that hold an id, with its table."""
    seats: bool = False
    """Whether it hangs from the seating plan: copied only along with that."""

    @property
    def references(self) -> Iterator[tuple[str, str]]:
        """The columns that refer to rows of the event, with their tables."""
        for key in self.table.foreign_key_constraints:
            own = [name for name in key.column_keys if name != "event_id"]
            if own and len(key.column_keys) > 1:
                yield own[0], key.referred_table.name


COPIED: Final = (
    Copied(tables.tax_rule, "taxrules"),
    Copied(tables.item_meta_property, "item_meta_properties"),
    Copied(tables.category, "categories"),
    Copied(tables.item, "items", details={"hidden_if_available": "quota", "hidden_if_item_available": "item"}),
    Copied(tables.category_match),
    Copied(tables.variation),
    Copied(tables.addon),
    Copied(tables.bundle),
    Copied(tables.quota, "quotas", anew=dict.fromkeys(tables.COUNTERS, 0) | {"closed": False}),
    Copied(tables.quota_item),
    Copied(tables.quota_variation),
    Copied(tables.question, "questions", details={"dependency_question": "question"}),
    Copied(tables.question_item),
    Copied(tables.question_option),
    Copied(tables.discount, "discounts"),
    Copied(tables.discount_condition_item),
    Copied(tables.discount_benefit_item),
    Copied(tables.seat_category, seats=True),
    Copied(tables.seat, "seats", seats=True),
)
"""What is copied; a table comes after those that it refers to."""


@dataclass(frozen=True)
class Source:
    """The event to copy from, as it stood when the request came."""

    row: Row
    version: int
    settings: str


async def named(scope: Scope) -> Source | None:
    """The event that `?clone_from=` names, by its slug or by organizer and slug; None without it."""
    text = scope.request.parameter("clone_from")
    if not text:
        return None
    if not scope.request.caller.may(NEEDED_ON_SOURCE):
        raise Denied
    organizer, _, slug = text.replace("\0", "").rpartition("/")
    source = await _source(scope, slug) if organizer in ("", scope.request.organizer.slug) else None
    if source is None:
        raise Invalid.field("clone_from", NO_SUCH_EVENT)
    return source


async def of_path(scope: Scope) -> Source:
    """The event of the path; whoever clones it needs to be allowed to make events as well."""
    # By its slug: when the transaction is run again, the request is about the new event already.
    source = await _source(scope, scope.request.params["event"])
    if source is None or not scope.request.caller.may(NEEDED_ABOVE):
        raise Denied
    return source


async def _source(scope: Scope, slug: str) -> Source | None:
    """An event within the caller's reach; its version is read first, so that no later change goes unnoticed."""
    tx, request = scope.tx, scope.request
    known = await tx.one(tables.event, organizer_id=request.organizer.id, slug=slug)
    if known is None or not request.caller.sees(known["id"]):
        return None
    state = await tx.one(tables.event_state, event_id=known["id"])
    row = await tx.one(tables.event, id=known["id"])
    return None if state is None or row is None else Source(row, state["version"], state["settings"])


def completed(raw: object, source: Values) -> object:
    """The body of a clone: what it does not say is as in the source."""
    if not isinstance(raw, dict):
        return raw
    kept = {name: source[name] for name in KEPT}
    if raw.get("has_subevents", source["has_subevents"]) != source["has_subevents"]:
        del kept["seating_plan"]  # a series has plans for its dates only
    if not {*CHANNELS, "sales_channels"}.intersection(raw):
        kept |= {name: source[name] for name in CHANNELS}
    return kept | raw


async def copy(scope: Scope, source: Source, *, seats: bool) -> None:
    """Everything of the source into the new event, which the scope is about; `TransactionConflict` if it moved on."""
    tx, source_id = scope.tx, source.row["id"]
    ids: Ids = {}
    chosen: list[tuple[Copied, list[Row]]] = []
    for one in COPIED:
        found = await tx.find(one.table, {"event_id": source_id}) if seats or not one.seats else []
        rows = [row for row in found if _goes_along(one, row, ids, series=scope.event.has_subevents)]
        if "id" in one.table.c:
            ids[one.table.name] = {row["id"]: await tx.new_id() for row in rows}
        chosen.append((one, rows))
    state = await tx.one(tables.event_state, event_id=source_id)
    if state is None or state["version"] != source.version:
        raise TransactionConflict("the source was changed while it was copied")
    for one, rows in chosen:
        await tx.insert_many(one.table, [_copy_of(one, row, ids, scope.event.id) for row in rows])
        if one.logged_as is not None and rows:
            await _log(scope, one.logged_as, source, {} if one.seats else ids[one.table.name])


async def _log(scope: Scope, resource: str, source: Source, copies: Mapping[int, int]) -> None:
    """Each copy with its origin; seats are many and all alike, so that they have one entry together."""
    origin = {"event": source.row["slug"]}
    for old_id, new_id in copies.items():
        await scope.log(resource, new_id, "copied", None, {"copied_from": origin | {"id": old_id}})
    if not copies:
        await scope.log(resource, 0, "copied", None, {"copied_from": origin})


def _goes_along(one: Copied, row: Row, ids: Ids, *, series: bool) -> bool:
    """Whether there is a copy of all that a row refers to, and a date for it where one is needed."""
    if series and "subevent_id" in one.table.c:
        return False
    return all(row[column] is None or row[column] in ids.get(table, ()) for column, table in one.references)


def _copy_of(one: Copied, row: Row, ids: Ids, event_id: int) -> Values:
    values = {column.name: row[column.name] for column in one.table.c} | dict(one.anew) | {"event_id": event_id}
    if "id" in values:
        values["id"] = ids[one.table.name][row["id"]]
    for column, table in one.references:
        values[column] = ids[table].get(row[column]) if table in ids else None
    if one.details:
        details = from_json(row[DETAILS])
        moved = {key: ids[table].get(details.get(key)) for key, table in one.details.items()}
        values[DETAILS] = to_json(details | moved)
    return values
