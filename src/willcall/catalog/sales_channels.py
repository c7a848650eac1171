"""Sales channels of an organizer: where a sale comes from (spec 05 §10).

They stand above events, and every event's catalogue holds them. A decision is exact because it rests on the version of
its event, however its batch is written; so a channel that comes or goes counts up the version of each event of the
organizer, in its own transaction. That is the one write that goes through many events: rare, made by hand, and in the
order of their ids, so that it never waits in a circle. To look channels up in each batch would cost every hold a
statement.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

import msgspec

from willcall.catalog.channels import LIMIT
from willcall.db import tables
from willcall.db.conditions import Contains
from willcall.db.errors import NoSuchEvent
from willcall.db.tx import Row, Tx
from willcall.kit.texts import Texts
from willcall.kit.values import replace as replaced
from willcall.rest.fields import DETAILS, Mode, all_problems, fields_of, from_row, object_schema, read_fields, to_row
from willcall.rest.kind import Schema, from_json, to_json
from willcall.rest.kinds import Integer, MultiText, Text
from willcall.rest.pages import envelope, page_of, query_parameters, settled
from willcall.rest.problems import Denied, Invalid, NotFound
from willcall.rest.request import Answer, EventContext, Request
from willcall.rest.routes import Operation, Path, page_schema
from willcall.rest.scope import Scope

PERMISSION: Final = "organizer.settings.general:write"
"""Needed for reading, too (spec 04 §3)."""

TEXT: Final = "Where sales come from: the web shop, and what programs register for themselves."
API: Final = "api"
PREFIX: Final = f"{API}."
ONLY_API: Final = f'Only channels of the type "{API}" can be made here.'
PREFIX_MISSING: Final = f'The identifier of such a channel begins with "{PREFIX}", followed by its own name.'
IDENTIFIER_WRONG: Final = "Letters, digits, dots, dashes and underscores are possible."
IDENTIFIER_TAKEN: Final = "The organizer has a sales channel with this identifier already."
FIXED: Final = "This cannot be changed."
UNDELETABLE: Final = "This sales channel belongs to every organizer and cannot be deleted."

BLOCKED_SEATS: Final = "seating_allow_blocked_seats_for_channel"
"""The setting of an event that names channels (spec 05 §3)."""

SHOWING: Final = ("items", "discounts")
"""Resources with conditional lists that show channels (spec 04 §11)."""


class SalesChannel(msgspec.Struct, kw_only=True):
    """A sales channel as clients see it (spec 05 §10)."""

    identifier: Annotated[str, Text(at_most=190, pattern="[A-Za-z0-9._-]+", wrong=IDENTIFIER_WRONG)]
    type: Annotated[str, Text(at_most=190)] = API
    label: Annotated[Texts, MultiText()]
    position: Annotated[int, Integer()] = 0


FIELDS: Final = fields_of(SalesChannel)

Values = dict[str, Any]


async def list_channels(request: Request, tx: Tx) -> Answer:
    """One page, by position."""
    where = {"organizer_id": request.organizer.id}
    wanted = page_of(request)
    count = await tx.count(tables.sales_channel, where)
    page = settled(wanted, count)
    order, offset = (("position", False), ("id", False)), (page.number - 1) * page.size
    rows = await tx.find(tables.sales_channel, where, order=order, limit=page.size, offset=offset)
    return Answer(value=envelope(request, page, count, [from_row(FIELDS, row) for row in rows]))


async def read(request: Request, tx: Tx) -> Answer:
    """One channel."""
    return Answer(value=from_row(FIELDS, await _row(request, tx)))


async def create(request: Request, tx: Tx) -> Answer:
    """A new channel; the next decision of any event knows it."""
    values, problems = read_fields(FIELDS, request.json(), "create")
    if values.get("type", API) != API:
        problems["type"] = [ONLY_API]
    name = values.get("identifier", f"{PREFIX}…")
    if not name.startswith(PREFIX) or name == PREFIX:
        problems["identifier"] = [PREFIX_MISSING]
    all_problems(problems)
    await _hold_organizer(request, tx)
    home = {"organizer_id": request.organizer.id}
    if await tx.count(tables.sales_channel, home | {"identifier": values["identifier"]}):
        raise Invalid.field("identifier", IDENTIFIER_TAKEN)
    channel_id = await tx.new_id()
    await tx.insert(tables.sales_channel, to_row(FIELDS, values) | home | {"id": channel_id})
    async for scope in _events(request, tx):
        await _tell(scope, channel_id, "created", None, values)
    return Answer(201, values)


async def replace(request: Request, tx: Tx) -> Answer:
    """PUT: what is left out gets its default, but for what never changes."""
    return await _change(request, tx, "replace")


async def merge(request: Request, tx: Tx) -> Answer:
    """PATCH: what is left out stays."""
    return await _change(request, tx, "merge")


async def delete(request: Request, tx: Tx) -> Answer:
    """Gone, also from the lists of what is limited to some channels (spec 05 §10)."""
    await _hold_organizer(request, tx)
    row = await _row(request, tx)
    if row["type"] != API:
        raise Denied(UNDELETABLE)
    await tx.delete(tables.sales_channel, {"id": row["id"]})
    async for scope in _events(request, tx):
        await _forget(scope, row["identifier"])
        await _tell(scope, row["id"], "deleted", from_row(FIELDS, row), None)
    return Answer(204)


async def _change(request: Request, tx: Tx, mode: Mode) -> Answer:
    await _hold_organizer(request, tx)
    row = await _row(request, tx)
    old, raw = from_row(FIELDS, row), request.json()
    fixed = {name: old[name] for name in ("identifier", "type")}
    values, problems = read_fields(FIELDS, fixed | raw if isinstance(raw, dict) else raw, mode, old)
    for name, before in fixed.items():
        if values.get(name, before) != before:
            problems[name] = [FIXED]
    all_problems(problems)
    await tx.update(tables.sales_channel, {"id": row["id"]}, to_row(FIELDS, values))
    return Answer(200, values)


async def _row(request: Request, tx: Tx) -> Row:
    row = await tx.one(tables.sales_channel, organizer_id=request.organizer.id, identifier=request.params["identifier"])
    if row is None:
        raise NotFound
    return row


async def _hold_organizer(request: Request, tx: Tx) -> None:
    """Until this is through, no other channel and no event of the organizer comes to be: none can be missed."""
    await tx.lock(tables.organizer, {"id": request.organizer.id})


async def _events(request: Request, tx: Tx) -> AsyncIterator[Scope]:
    """Each event of the organizer, with its version counted up; one that was deleted meanwhile is passed over."""
    for row in await tx.find(tables.event, {"organizer_id": request.organizer.id}):
        try:
            await tx.bump(row["id"])
        except NoSuchEvent:
            continue
        context = EventContext(
            row["id"], row["slug"], request.organizer, bool(row["has_subevents"]), row["currency"], row["timezone"]
        )
        yield Scope(tx, replaced(request, event_context=context))


async def _tell(scope: Scope, channel_id: int, action: str, before: Values | None, after: Values | None) -> None:
    """The older key of whatever is sold on all channels names each of them, so those lists have changed."""
    for resource in SHOWING:
        await scope.log(resource, channel_id, f"saleschannels.{action}", before, after)


async def _forget(scope: Scope, identifier: str) -> None:
    """Takes a channel out of the limits of an event and of what it sells, and out of its settings."""
    tx, event_id = scope.tx, scope.event.id
    named = {"event_id": event_id, DETAILS: Contains(identifier)}
    for table, where, resource, owner, action in (
        (tables.event, {"id": event_id}, "events", "id", "changed"),
        (tables.item, named, "items", "id", "changed"),
        (tables.variation, named, "items", "item_id", "variations.changed"),
        (tables.discount, named, "discounts", "id", "changed"),
    ):
        for row in await tx.find(table, where):
            details = from_json(row[DETAILS])
            limit = details.get(LIMIT) or []
            if identifier in limit:
                after = {LIMIT: [one for one in limit if one != identifier]}
                await tx.update(table, where | {"id": row["id"]}, {DETAILS: to_json(details | after)})
                await scope.log(resource, row[owner], action, {LIMIT: limit}, after)
    [state] = await tx.find(tables.event_state, {"event_id": event_id})
    settings = from_json(state["settings"])
    allowed = settings.get(BLOCKED_SEATS) or []
    if identifier in allowed:
        after = {BLOCKED_SEATS: [one for one in allowed if one != identifier]}
        await tx.update(tables.event_state, {"event_id": event_id}, {"settings": to_json(settings | after)})
        await scope.log("settings", event_id, "changed", {BLOCKED_SEATS: allowed}, after)


def paths() -> tuple[Path, Path]:
    """The endpoints of sales channels."""
    out = object_schema(FIELDS, "out")
    query = tuple(query_parameters((), {}))

    def taking(mode: Mode) -> Schema:
        schema = object_schema(FIELDS, "in", mode)
        return schema if mode == "create" else schema | {"required": ["label"] if mode == "replace" else []}

    def path(below: str, *operations: Operation) -> Path:
        template, thing = f"organizers/{{organizer}}/saleschannels/{below}", SalesChannel.__name__
        return Path(
            template, operations, "saleschannels", PERMISSION, PERMISSION, "organizer", directory=True, text=TEXT,
            thing=thing,
        )  # fmt: skip

    listing = Operation(
        "GET", "saleschannels_list", "List sales channels", list_channels, gives=page_schema(out), query=query
    )
    return (
        path(
            "",
            listing,
            Operation(
                "POST", "saleschannels_create", "Create a sales channel", create, None, 201, taking("create"), out
            ),
        ),
        path(
            "{identifier}/",
            Operation("GET", "saleschannels_read", "Read a sales channel", read, gives=out),
            Operation(
                "PUT", "saleschannels_replace", "Replace a sales channel", replace, None, 200, taking("replace"), out
            ),
            Operation(
                "PATCH", "saleschannels_change", "Change a sales channel", merge, None, 200, taking("merge"), out
            ),
            Operation("DELETE", "saleschannels_delete", "Delete a sales channel", delete, None, 204),
        ),
    )
