"""Events: by slug, within an organizer; what hangs from them is in the other files (spec 05 §2)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET

from willcall.access import teams
from willcall.catalog import channels, clone, event_list, seat_map
from willcall.catalog.currencies import CURRENCIES
from willcall.catalog.kinds import Degrees
from willcall.db import tables
from willcall.db.errors import UniqueViolation
from willcall.db.tx import Row, Tx
from willcall.kit.texts import Texts
from willcall.reserve import availability
from willcall.rest.fields import (
    DERIVED,
    IN_DETAILS,
    Mode,
    all_problems,
    fields_of,
    from_row,
    object_schema,
    read_fields,
    to_row,
)
from willcall.rest.kind import to_json
from willcall.rest.kinds import Bool, Described, Instant, MultiText, Text, TextMap, Zone
from willcall.rest.pages import envelope, order_of, page_of, query_parameters, settled
from willcall.rest.problems import Denied, Invalid
from willcall.rest.request import Answer, EventContext, Request
from willcall.rest.routes import EVENT, Operation, Path, page_schema
from willcall.rest.scope import Scope

TEXT: Final = (
    "What tickets are sold for. An event is addressed by its slug, and everything of its catalogue hangs below it."
)
SLUG: Final = "[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?"
SLUG_WRONG: Final = "Letters, digits, and dots and dashes between them are possible."
SLUG_TAKEN: Final = "The organizer has an event with this slug already."
SLUG_FIXED: Final = "The slug of an event cannot be changed."
SERIES_FIXED: Final = "Whether an event is a series cannot be changed."
LIVE_TOO_EARLY: Final = "An event cannot be live before it was created; change it afterwards."
LIVE_WITHOUT_QUOTA: Final = "An event needs a quota before it can be live."
SEATS_ON_DATES: Final = "The seats of a series are those of its dates."
NO_ITEMS_YET: Final = "A new event has no products that seats could be sold as; map them afterwards."
CURRENCY_WRONG: Final = "This is no currency of ISO 4217, such as EUR."
TO_BEFORE_FROM: Final = "The end of the event lies before its beginning."
PRESALE_ENDS_FIRST: Final = "The end of the presale lies before its beginning."

SETTINGS_OF_NEW: Final = {"name_scheme": "given_family"}


class Event(msgspec.Struct, kw_only=True):
    """An event as clients see it (spec 05 §2)."""

    name: Annotated[Texts, MultiText()]
    slug: Annotated[str, Text(at_most=50, pattern=SLUG, wrong=SLUG_WRONG)]
    live: Annotated[bool, Bool()] = False
    testmode: Annotated[bool, Bool()] = False
    currency: Annotated[str, Text(pattern="|".join(CURRENCIES), wrong=CURRENCY_WRONG)] = "EUR"
    date_from: Annotated[datetime, Instant()]
    date_to: Annotated[datetime | None, Instant()] = None
    date_admission: Annotated[datetime | None, Instant()] = None
    is_public: Annotated[bool, Bool()] = True
    presale_start: Annotated[datetime | None, Instant()] = None
    presale_end: Annotated[datetime | None, Instant()] = None
    location: Annotated[Texts | None, MultiText()] = None
    geo_lat: Annotated[float | None, Degrees(90), IN_DETAILS] = None
    geo_lon: Annotated[float | None, Degrees(180), IN_DETAILS] = None
    has_subevents: Annotated[bool, Bool()] = False
    timezone: Annotated[str, Zone()] = "UTC"
    seating_plan: seat_map.Plan = None
    seat_category_mapping: seat_map.Categories = {}
    meta_data: Annotated[dict[str, str], TextMap(), IN_DETAILS] = {}
    item_meta_properties: Annotated[dict[str, str], TextMap(), IN_DETAILS] = {}
    all_sales_channels: channels.AllChannels = UNSET
    limit_sales_channels: channels.LimitChannels = UNSET
    sales_channels: channels.LegacyChannels = UNSET
    plugins: Annotated[list[str], Described({"type": "array", "items": {"type": "string"}}), DERIVED] = []
    valid_keys: Annotated[dict[str, Any], Described({"type": "object"}), DERIVED] = {}
    public_url: Annotated[str, Text(), DERIVED] = ""


FIELDS: Final = fields_of(Event)


async def list_events(request: Request, tx: Tx) -> Answer:
    """One page of those that the caller may see (spec 04 §3)."""
    scope = Scope(tx, request)
    ids = await event_list.ids(scope)
    page = settled(page_of(request), len(ids))
    wanted = ids[(page.number - 1) * page.size : page.number * page.size]
    order = order_of(request, event_list.ORDERINGS, event_list.ORDER)
    rows = await event_list.rows(scope, wanted, order)
    return Answer(value=envelope(request, page, len(ids), await _shown(scope, rows)))


async def create_event(request: Request, tx: Tx) -> Answer:
    """A new event; `?clone_from=` makes it a copy of another one (spec 05 §2)."""
    scope = Scope(tx, request)
    return await _create(scope, await clone.named(scope))


async def clone_event(request: Request, tx: Tx) -> Answer:
    """A copy of the event of the path."""
    scope = Scope(tx, request)
    return await _create(scope, await clone.of_path(scope))


async def _create(scope: Scope, source: clone.Source | None) -> Answer:
    request, tx = scope.request, scope.tx
    raw, settings, origin = request.json(), to_json(SETTINGS_OF_NEW), None
    if source is not None:
        [origin] = await _shown(scope, [source.row])
        raw, settings = clone.completed(raw, origin), source.settings
    values, problems = read_fields(FIELDS, raw, "create")
    if values.get("live"):
        problems.setdefault("live", [LIVE_TOO_EARLY])
    if values.get("seat_category_mapping"):
        problems["seat_category_mapping"] = [NO_ITEMS_YET]
    all_problems(problems)
    same = {"organizer_id": request.organizer.id, "slug": values["slug"]}
    if await tx.count(tables.event, same):
        raise Invalid.field("slug", SLUG_TAKEN)
    await channels.settle(scope, values, None)
    await _check(scope, values)
    event_id = await tx.new_id()
    row = to_row(FIELDS, values) | {"id": event_id, "organizer_id": request.organizer.id}
    try:
        await tx.insert(tables.event, row)
    except UniqueViolation as error:  # somebody else was faster
        raise Invalid.field("slug", SLUG_TAKEN) from error
    await tx.insert(tables.event_state, {"event_id": event_id, "settings": settings})
    await teams.admit(tx, request.caller.token_id, event_id)
    request.event_context = EventContext(
        event_id, values["slug"], request.organizer, values["has_subevents"], values["currency"], values["timezone"]
    )
    same_seats = origin is not None and values["seating_plan"] == origin["seating_plan"]
    if source is not None:
        await clone.copy(scope, source, seats=same_seats)
    if values["seating_plan"] is not None and not same_seats:
        await seat_map.arrange(scope, None, values["seating_plan"], {})
    return Answer(201, await _settled(scope, "created", None))


async def read_event(request: Request, tx: Tx) -> Answer:
    """One event."""
    return Answer(value=await _one(Scope(tx, request)))


async def replace_event(request: Request, tx: Tx) -> Answer:
    """PUT: what is left out gets its default, but for what never changes."""
    return await _change(request, tx, "replace")


async def merge_event(request: Request, tx: Tx) -> Answer:
    """PATCH: what is left out stays."""
    return await _change(request, tx, "merge")


async def delete_event(request: Request, tx: Tx) -> Answer:
    """Everything goes, carts included (spec 05 §2)."""
    await tx.bump(request.event.id)
    await tx.delete(tables.event_state, {"event_id": request.event.id})
    await tx.delete(tables.event, {"id": request.event.id})
    return Answer(204)


async def _change(request: Request, tx: Tx, mode: Mode) -> Answer:
    scope = Scope(tx, request)
    await tx.bump(request.event.id)
    old = await _one(scope)
    raw = request.json()
    if isinstance(raw, dict):
        raw = {"slug": old["slug"], "has_subevents": old["has_subevents"]} | raw
    values, problems = read_fields(FIELDS, raw, mode, old)
    for name, text in (("slug", SLUG_FIXED), ("has_subevents", SERIES_FIXED)):
        if name in values and values[name] != old[name]:
            problems[name] = [text]
    if values.get("live") and not old["live"] and not await tx.count(tables.quota, {"event_id": request.event.id}):
        problems["live"] = [LIVE_WITHOUT_QUOTA]
    all_problems(problems)
    await channels.settle(scope, values, old if mode == "merge" else None)
    await _check(scope, values)
    await tx.update(tables.event, {"id": request.event.id}, to_row(FIELDS, values))
    await availability.dates_changed(tx, request.event.id, request.now)
    plan_id, mapping = values["seating_plan"], values["seat_category_mapping"]
    if (plan_id, mapping) != (old["seating_plan"], old["seat_category_mapping"]):
        await seat_map.arrange(scope, None, plan_id, mapping)
    return Answer(200, await _settled(scope, "changed", old))


async def _check(scope: Scope, values: dict[str, Any]) -> None:
    """Times in order, and seats that an event can have; without a plan it has no categories of seats."""
    check_times(values)
    if values["seating_plan"] is None:
        values["seat_category_mapping"] = {}
    elif values["has_subevents"]:
        raise Invalid.field("seating_plan", SEATS_ON_DATES)
    await seat_map.check(scope, values["seating_plan"], values["seat_category_mapping"])


def check_times(values: dict[str, Any]) -> None:
    """No end before its beginning, of an event or of a date (spec 05 §2)."""
    for first, last, text in (
        ("date_from", "date_to", TO_BEFORE_FROM),
        ("presale_start", "presale_end", PRESALE_ENDS_FIRST),
    ):
        if values[first] and values[last] and values[last] < values[first]:
            raise Invalid.rule(text)


async def _settled(scope: Scope, action: str, old: dict[str, Any] | None) -> dict[str, Any]:
    shown = await _one(scope)
    await scope.log("events", scope.event.id, action, old, shown)
    return shown


async def _one(scope: Scope) -> dict[str, Any]:
    row = await scope.tx.one(tables.event, id=scope.event.id)
    if row is None:
        raise Denied
    return (await _shown(scope, [row]))[0]


async def _shown(scope: Scope, rows: list[Row]) -> list[dict[str, Any]]:
    found = [from_row(FIELDS, row) for row in rows]
    await channels.fill(scope, found)
    for row, values in zip(rows, found, strict=True):
        if values["seating_plan"] is not None:
            values["seat_category_mapping"] = (await seat_map.mappings(scope.tx, row["id"])).get(None, {})
        values["public_url"] = f"{scope.request.base_url}/{scope.request.organizer.slug}/{values['slug']}/"
    return found


def paths() -> tuple[Path, ...]:
    """The endpoints of events; what they write lies above events."""
    out = object_schema(FIELDS, "out")
    query = tuple(query_parameters(event_list.FILTERS, event_list.ORDERINGS))

    def taking(mode: Mode) -> dict[str, Any]:
        return object_schema(FIELDS, "in", mode)

    collection = (
        Operation("GET", "events_list", "List events", list_events, gives=page_schema(out), query=query),
        Operation(
            "POST", "events_create", "Create an event", create_event, None, 201, taking("create"), out,
            query=(clone.PARAMETER,),
        ),
    )  # fmt: skip
    single = (
        Operation("GET", "events_read", "Read an event", read_event, gives=out),
        Operation("PUT", "events_replace", "Replace an event", replace_event, None, 200, taking("replace"), out),
        Operation("PATCH", "events_change", "Change an event", merge_event, None, 200, taking("merge"), out),
        Operation("DELETE", "events_delete", "Delete an event", delete_event, None, 204),
    )
    above, itself = EVENT.removesuffix("{event}/"), EVENT
    creating, changing = clone.NEEDED_ABOVE, clone.NEEDED_ON_SOURCE
    copying = Operation("POST", "events_clone", "Copy an event", clone_event, None, 201, taking("create"), out)
    return (
        Path(above, collection, "events", write=creating, reach="organizer", directory=True, text=TEXT),
        Path(itself, single, "events", write=changing, directory=True),
        Path(f"{itself}clone/", (copying,), "events", write=changing, directory=True),
    )
