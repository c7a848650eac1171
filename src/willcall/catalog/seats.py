"""Seats of an event, or of a date in a series: who has them, and which are kept off sale (spec 05 §8).

They are made by `seat_map`; here they are read and blocked. Whether a cart may take one is the engine's business.
"""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

import msgspec

from willcall.catalog import vouchers
from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.db.tx import Tx
from willcall.kit.values import replace
from willcall.reserve import availability
from willcall.rest.fields import DERIVED, READ_ONLY, all_problems, column, fields_of, object_schema, read_fields
from willcall.rest.kind import Direction, Schema
from willcall.rest.kinds import Bool, Ref, RefList, Text, Words
from willcall.rest.pages import Filter, Where, boolean, by_bool, by_value, elsewhere, query_parameters
from willcall.rest.problems import Denied, Invalid, NotFound
from willcall.rest.request import Answer, Request
from willcall.rest.resource import Resource, Under, Verbs
from willcall.rest.routes import EVENT, SAFE, Handler, Operation, Path, page_schema
from willcall.rest.scope import Scope

TEXT: Final = "Seats of an event, or of a date: who has them, and which are kept off sale."
ON_DATES: Final = "The seats of a series are those of its dates."
EITHER: Final = "Give either ids or seat_guids."
NO_SUCH_SEAT: Final = 'There is no seat "{seat}" here.'

WORD: Final = Text(at_most=190)
Said = Annotated[str, Text(), READ_ONLY]
Sometimes = Annotated[str | None, Text(), READ_ONLY]
Values = dict[str, Any]


EXPANDABLE: Final = ("orderposition", "cartposition", "voucher")


class Holder(Ref, frozen=True):
    """The id of who has a seat, or with `?expand=` the object itself."""

    def schema(self, direction: Direction) -> Schema:
        """A number or an object."""
        whole = {"title": "SeatHolder", "type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}
        return {"anyOf": [super().schema(direction), whole]}


class Seat(msgspec.Struct, kw_only=True):
    """A seat as clients see it (spec 05 §8)."""

    id: Annotated[int, Ref("seat"), READ_ONLY]
    subevent: Annotated[int | None, Ref("subevent"), READ_ONLY, column("subevent_id")]
    zone_name: Said
    row_name: Said
    row_label: Sometimes
    seat_number: Said
    seat_label: Sometimes
    seat_guid: Said
    product: Annotated[int | None, Ref("item"), READ_ONLY, column("item_id")]
    blocked: Annotated[bool, Bool()]
    orderposition: Annotated[int | None, Holder("order_position"), DERIVED] = None
    cartposition: Annotated[int | None, Holder("cart_position"), DERIVED] = None
    voucher: Annotated[int | None, Holder("voucher"), DERIVED] = None


class Chosen(msgspec.Struct, kw_only=True):
    """Seats to block or unblock at once, in one of two ways."""

    ids: Annotated[list[int], RefList("seat")] = []
    seat_guids: Annotated[list[str], Words()] = []


@dataclass(frozen=True)
class Shown:
    """What `?expand=` puts in place of an id: who may see it, and how objects are found by their ids."""

    permission: str
    load: Callable[[Scope, Sequence[int]], Awaitable[Mapping[int, object]]]


async def _vouchers(scope: Scope, ids: Sequence[int]) -> Mapping[int, object]:
    known = {one["id"]: one for one in await vouchers.VERBS.load(scope, {"id": OneOf(ids)})}
    for one in known.values():
        for name in vouchers.VOUCHERS.fields.hidden:
            del one[name]
    return known


async def _none(_scope: Scope, _ids: Sequence[int]) -> Mapping[int, object]:
    return {}


VOUCHER: Final = Shown("event.vouchers:read", _vouchers)
ORDER_POSITION: Final = Shown("event.orders:read", _none)
"""Nothing is sold yet: there are none."""


async def fill(expandable: Mapping[str, Shown], scope: Scope, found: list[Values]) -> None:
    """The unexpired cart position and the usable voucher on each, as ids or, if the query asks, as they are shown."""
    ids = OneOf([values["id"] for values in found])
    held, kept = await availability.seat_holders(scope.tx, scope.event.id, ids, scope.request.now)
    for values in found:
        values["cartposition"], values["voucher"] = held.get(values["id"]), kept.get(values["id"])
    if scope.request.method in SAFE:
        for name, shown in expandable.items():
            if ("expand", name) in scope.request.query:
                await _expand(scope, found, name, shown)


async def _expand(scope: Scope, found: list[Values], name: str, shown: Shown) -> None:
    """For whoever may see it (spec 04 §12)."""
    if not scope.request.caller.may(shown.permission):
        raise Denied
    known = await shown.load(scope, sorted({values[name] for values in found if values[name] is not None}))
    for values in found:
        values[name] = known.get(values[name])


async def _by_availability(scope: Scope, value: str) -> Where:
    """Available is what a buyer could have now: neither blocked nor anybody's nor too near to what is."""
    wanted = boolean(value)
    if wanted is None:
        return {}
    home = {"event_id": scope.event.id, "subevent_id": scope.parent_id or None}
    free = await availability.free_seats(scope.tx, scope.event.id, home["subevent_id"], scope.request.now)
    if wanted:
        return {"id": OneOf(sorted(free))}
    rows = await scope.tx.find(tables.seat, home, columns=("id",))
    return {"id": OneOf([row["id"] for row in rows if row["id"] not in free])}


SEATS: Final = Resource(
    name="seats",
    struct=Seat,
    table=tables.seat,
    write="event.settings.general:write",
    order=(("rank", False), ("seat_guid", False), ("id", False)),
    filters=(
        *(by_value(name, WORD) for name in ("zone_name", "row_name", "row_label")),
        *(by_value(name, WORD) for name in ("seat_number", "seat_label", "seat_guid")),
        by_bool("blocked"),
        elsewhere("expand", {"type": "string", "enum": list(EXPANDABLE)}, "What to show in place of its id."),
        Filter("is_available", _by_availability, {"type": "boolean"}, "Only those that can be taken, or cannot."),
    ),
    conditional=True,
)
"""All but how it is filled: what a cart position looks like is told by whoever puts the rooms together (`paths`)."""


async def _set_blocked(verbs: Verbs[Seat], blocked: bool, request: Request, tx: Tx) -> Answer:  # noqa: FBT001
    """All seats of a body, or none if one of them does not exist."""
    scope = await verbs.scope(request, tx)
    await tx.bump(scope.event.id)
    values, problems = read_fields(fields_of(Chosen), request.json(), "create")
    all_problems(problems)
    home = {"event_id": scope.event.id, "subevent_id": scope.parent_id or None}
    if bool(values["ids"]) is bool(values["seat_guids"]):
        raise Invalid.rule(EITHER)
    key, own = ("ids", "id") if values["ids"] else ("seat_guids", "seat_guid")
    where = home | {own: OneOf(values[key])}
    known = {row[own] for row in await tx.find(tables.seat, where, columns=(own,))}
    if unknown := [one for one in values[key] if one not in known]:
        raise Invalid.field(key, NO_SUCH_SEAT.format(seat=unknown[0]))
    await tx.update(tables.seat, where, {"blocked": blocked})
    await scope.log("seats", scope.parent_id, "blocked" if blocked else "unblocked", None, {key: values[key]})
    return Answer(value={})


def _unless_series(handler: Handler | None) -> Handler:
    """For seats of the event itself: a series has none."""
    assert handler is not None

    async def guarded(request: Request, tx: Tx) -> Answer:
        if request.event.has_subevents:
            raise NotFound(ON_DATES)
        return await handler(request, tx)

    return guarded


def paths(cart_position: Shown) -> tuple[Path, ...]:
    """The endpoints of seats: of an event, and of a date; each answers 404 where there are those of the other."""
    expandable = dict(zip(EXPANDABLE, (ORDER_POSITION, cart_position, VOUCHER), strict=True))
    resource = replace(SEATS, fill=functools.partial(fill, expandable))
    of_event = [
        replace(path, operations=tuple(replace(one, handler=_unless_series(one.handler)) for one in path.operations))
        for path in _paths(Verbs(resource), EVENT, "seats")
    ]
    of_date = Verbs(replace(resource, under=Under("subevent", tables.subevent)))
    return *of_event, *_paths(of_date, f"{EVENT}subevents/{{subevent}}/", "subevent_seats")


def _paths(verbs: Verbs[Seat], base: str, name: str) -> tuple[Path, ...]:
    fields = SEATS.fields
    out, chosen = object_schema(fields, "out"), object_schema(fields_of(Chosen), "in")
    query = tuple(query_parameters(SEATS.filters, SEATS.orderings))
    block, unblock = (functools.partial(_set_blocked, verbs, blocked) for blocked in (True, False))

    def path(below: str, *operations: Operation) -> Path:
        return Path(f"{base}seats/{below}", operations, "seats", write=SEATS.write, text=TEXT, thing=Seat.__name__)

    def bulk(verb: str, handler: Handler) -> Path:
        done = Operation(
            "POST", f"{name}_bulk_{verb}", f"{verb.capitalize()} seats", handler, takes=chosen, gives={"type": "object"}
        )
        return path(f"bulk_{verb}/", done)

    return (
        path(
            "",
            Operation(
                "GET", f"{name}_list", "List seats", verbs.list, gives=page_schema(out), query=query,
                refusals=(304, 412), answer_headers=("Last-Modified",), one_snapshot=True,
            ),
        ),
        path(
            "{id}/",
            Operation("GET", f"{name}_read", "Read a seat", verbs.read, gives=out, one_snapshot=True),
            Operation(
                "PATCH", f"{name}_change", "Block or unblock a seat", verbs.merge,
                takes=object_schema(fields, "in", "merge"), gives=out,
            ),
        ),
        bulk("block", block),
        bulk("unblock", unblock),
    )  # fmt: skip
