"""Dates of an event series: when it takes place, and what is different then (spec 05 §4)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

import msgspec

from willcall.catalog import overrides, seat_map, voucher_rules
from willcall.catalog.event_list import by_end, by_text
from willcall.catalog.events import check_times
from willcall.catalog.kinds import Degrees
from willcall.db import tables
from willcall.db.conditions import AtLeast, AtMost, OneOf
from willcall.db.tx import Row, Tx
from willcall.kit import instants
from willcall.kit.texts import Texts
from willcall.kit.values import replace
from willcall.reserve import availability
from willcall.rest.fields import DERIVED, IN_DETAILS, READ_ONLY
from willcall.rest.kind import from_json
from willcall.rest.kinds import Bool, Instant, MultiText, Ref, Text, TextMap
from willcall.rest.pages import Filter, Where, by_bool, by_instant, envelope, filters_of, order_of, page_of, settled
from willcall.rest.problems import Invalid
from willcall.rest.request import Answer, EventContext, Request
from willcall.rest.resource import Resource, Verbs
from willcall.rest.routes import Path, resource_paths
from willcall.rest.scope import Scope

NO_SERIES: Final = "This event is no series, so it has no dates."
GENERATED: Final = "X-Page-Generated"

Values = dict[str, Any]


class SubEvent(msgspec.Struct, kw_only=True):
    """A date as clients see it (spec 05 §4)."""

    id: Annotated[int, Ref("subevent"), READ_ONLY]
    name: Annotated[Texts, MultiText()]
    event: Annotated[str, Text(), DERIVED] = ""
    active: Annotated[bool, Bool()] = False
    is_public: Annotated[bool, Bool()] = True
    date_from: Annotated[datetime, Instant()]
    date_to: Annotated[datetime | None, Instant()] = None
    date_admission: Annotated[datetime | None, Instant()] = None
    presale_start: Annotated[datetime | None, Instant()] = None
    presale_end: Annotated[datetime | None, Instant()] = None
    location: Annotated[Texts | None, MultiText()] = None
    geo_lat: Annotated[float | None, Degrees(90), IN_DETAILS] = None
    geo_lon: Annotated[float | None, Degrees(180), IN_DETAILS] = None
    frontpage_text: Annotated[Texts | None, MultiText(), IN_DETAILS] = None
    comment: Annotated[str | None, Text(blank=True), IN_DETAILS] = None
    seating_plan: seat_map.Plan = None
    seat_category_mapping: seat_map.Categories = {}
    item_price_overrides: overrides.ItemOverrides = []
    variation_price_overrides: overrides.VariationOverrides = []
    meta_data: Annotated[dict[str, str], TextMap(), IN_DETAILS] = {}
    last_modified: Annotated[datetime, Instant(), READ_ONLY]


async def settle(scope: Scope, values: Values, kept: Values | None) -> None:
    """Changed now; without a plan there are no categories of seats."""
    values["last_modified"] = instants.from_us(scope.request.now)
    if values["seating_plan"] is None:
        values["seat_category_mapping"] = {}


async def check(scope: Scope, new: SubEvent, old: SubEvent | None) -> None:
    """Only of a series, at times in order, about products and a plan that there are (spec 05 §4)."""
    if not scope.event.has_subevents:
        raise Invalid.rule(NO_SERIES)
    values = msgspec.structs.asdict(new)
    check_times(values)
    if problems := await overrides.problems_of(scope, values):
        raise Invalid(problems)
    await seat_map.check(scope, new.seating_plan, new.seat_category_mapping)


async def saved(scope: Scope, date: int, new: SubEvent, old: SubEvent | None) -> None:
    """Writes the overrides down, and makes the seats anew if their plan or their mapping is another."""
    await overrides.replace(scope, date, msgspec.structs.asdict(new))
    if old is not None:
        await availability.dates_changed(scope.tx, scope.event.id, scope.request.now)
    before = (None, {}) if old is None else (old.seating_plan, old.seat_category_mapping)
    if (new.seating_plan, new.seat_category_mapping) != before:
        await seat_map.arrange(scope, date, new.seating_plan, new.seat_category_mapping)


async def fill(scope: Scope, found: list[Values]) -> None:
    """The event, the overrides, and what the categories of seats are sold as."""
    mapped = await seat_map.mappings(scope.tx, scope.event.id, [values["id"] for values in found])
    for values in found:
        values["event"] = scope.event.slug
        values["seat_category_mapping"] = mapped.get(values["id"], {})
    await overrides.fill(scope, found)


async def deleting(scope: Scope, old: SubEvent) -> None:
    """Not while vouchers name it or one of its quotas (spec 06 §6, W15). Those go with it: their list changes too."""
    await voucher_rules.refuse_while_named(scope, "subevent_id", old.id)
    where = {"event_id": scope.event.id, "subevent_id": old.id}
    for row in await scope.tx.find(tables.quota, where, columns=("id",)):
        await voucher_rules.refuse_while_named(scope, "quota_id", row["id"])
        await scope.log("quotas", row["id"], "deleted", None, None)


async def deleted(scope: Scope, old: SubEvent) -> None:
    """Its carts went along, and with them add-ons that may have been on other dates."""
    await availability.recount(scope.tx, scope.event.id, now=scope.request.now)


async def _looked_at(scope: Scope, _value: str) -> Where:
    """What no condition on a single column says: the end, and texts in any language."""
    columns = ("id", "name", "location", "date_from", "date_to")
    rows = await scope.tx.find(tables.subevent, {"event_id": scope.event.id}, columns=columns)
    ends, says = by_end(scope), by_text(scope)
    return {"id": OneOf([row["id"] for row in rows if ends(row) and says(row)])}


async def _by_channel(scope: Scope, value: str) -> Where:
    """Dates are sold wherever their event is."""
    event = await scope.tx.one(tables.event, id=scope.event.id)
    sold = from_json(event["details"]) if event is not None else {}
    everywhere = sold.get("all_sales_channels", True)
    return {} if everywhere or value in sold.get("limit_sales_channels", ()) else {"id": OneOf(())}


INSTANT: Final = Instant().schema("in")
FILTERS: Final = (
    by_bool("active"),
    by_bool("is_public"),
    by_instant("date_from_after", "date_from", AtLeast, "Only those that begin at this instant or later."),
    by_instant("date_from_before", "date_from", AtMost, "Only those that begin at this instant or earlier."),
    by_instant("modified_since", "last_modified", AtLeast, "Only those that were changed at this instant or later."),
    Filter("ends_after", _looked_at, INSTANT, "Only those that are over at this instant or later."),
    Filter("is_past", _looked_at, {"type": "boolean"}, "Only those that are over, or are not."),
    Filter("is_future", _looked_at, {"type": "boolean"}, "Only those that are not over yet, or are."),
    Filter("search", _looked_at, {"type": "string"}, "A part of the name or the place, in upper or lower case."),
    Filter("sales_channel", _by_channel, {"type": "string"}, "Only those that are sold through this channel."),
)

SUBEVENTS: Final = Resource(
    name="subevents",
    text="Dates of an event series. Each has quotas of its own, and may have seats, and other prices than the series.",
    struct=SubEvent,
    table=tables.subevent,
    write="event.subevents:write",
    order=(("date_from", False), ("id", False)),
    orderings={"id": "id", "date_from": "date_from", "last_modified": "last_modified"},
    filters=FILTERS,
    settle=settle,
    check=check,
    fill=fill,
    saved=saved,
    deleting=deleting,
    deleted=deleted,
)


VERBS: Final = Verbs(SUBEVENTS)


async def list_of_event(request: Request, tx: Tx) -> Answer:
    """One page; it tells as of when it is, for the next `modified_since` (spec 04 §11)."""
    answer = await VERBS.list(request, tx)
    answer.headers = (*answer.headers, _generated(request))
    return answer


def _generated(request: Request) -> tuple[str, str]:
    return GENERATED, instants.from_us(request.now).isoformat().replace("+00:00", "Z")


async def list_of_organizer(request: Request, tx: Tx) -> Answer:
    """One page of the dates of all series that the caller may see (spec 05 §4)."""
    order = order_of(request, SUBEVENTS.orderings, SUBEVENTS.order)
    columns = tuple(dict.fromkeys(("event_id", *(name for name, _ in order))))
    found: list[tuple[Scope, Row]] = []
    for scope in await _series(request, tx):
        where = {"event_id": scope.event.id} | await filters_of(request, scope, FILTERS)
        found += [(scope, row) for row in await tx.find(tables.subevent, where, order=order, columns=columns)]
    for name, descending in reversed(order):
        found.sort(key=lambda one: one[1][name], reverse=descending)
    page = settled(page_of(request), len(found))
    wanted = found[(page.number - 1) * page.size : page.number * page.size]
    shown: dict[int, Values] = {}
    for scope in {row["event_id"]: scope for scope, row in wanted}.values():
        ids = [row["id"] for _, row in wanted if row["event_id"] == scope.event.id]
        shown |= {values["id"]: values for values in await VERBS.load(scope, {"id": OneOf(ids)})}
    results = [shown[row["id"]] for _, row in wanted]
    return Answer(value=envelope(request, page, len(found), results), headers=(_generated(request),))


async def _series(request: Request, tx: Tx) -> list[Scope]:
    """The series of the organizer that the caller may see, each as where its dates are looked for."""
    organizer = request.organizer
    rows = await tx.find(tables.event, {"organizer_id": organizer.id, "has_subevents": True})
    contexts = [
        EventContext(row["id"], row["slug"], organizer, row["has_subevents"], row["currency"], row["timezone"])
        for row in rows
        if request.caller.sees(row["id"])
    ]
    return [Scope(tx, replace(request, event_context=context)) for context in contexts]


def paths() -> tuple[Path, ...]:
    """The endpoints of dates: those of an event, and the list across events."""
    collection, single = resource_paths(SUBEVENTS, VERBS)
    [listed, *writing] = collection.operations
    listed = replace(listed, handler=list_of_event, answer_headers=(GENERATED,))
    across = replace(
        listed, name="subevents_list_of_organizer", summary="List the dates of all series", handler=list_of_organizer
    )
    return (
        replace(collection, operations=(listed, *writing)),
        single,
        Path(
            "organizers/{organizer}/subevents/",
            (across,),
            tag="subevents", reach="organizer", thing=SubEvent.__name__,
        ),
    )  # fmt: skip
