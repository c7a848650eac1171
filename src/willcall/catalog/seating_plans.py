"""Seating plans of an organizer: halls with their zones, rows and seats (spec 05 §8).

The seats of an event are rows of its own, made from a plan by `seat_map`. A plan that is in use never changes, so those
rows and the plan cannot come to differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final

import msgspec

from willcall.db import tables
from willcall.db.tx import Row, Tx
from willcall.rest.fields import READ_ONLY, Mode, all_problems, fields_of, from_row, object_schema, read_fields, to_row
from willcall.rest.kind import Direction, Kind, Schema, Unreadable, from_json, to_json
from willcall.rest.kinds import Ref, Text
from willcall.rest.pages import envelope, page_of, query_parameters, settled
from willcall.rest.problems import Denied, NotFound
from willcall.rest.request import Answer, Request
from willcall.rest.routes import Operation, Path, page_schema

NAME: Final = "seatingplans"
TEXT: Final = "Halls of an organizer, from which the seats of events and dates are made. A plan in use never changes."
IN_USE: Final = "This plan is in use; make another one."
NO_OBJECT: Final = "A layout is an object."
NUMBER_IN_LABEL: Final = "%s"
"""Stands in the labels of a row for the number of the row or the seat."""

Word = Annotated[str, msgspec.Meta(max_length=190, pattern=r"^[^\x00]*\Z")]
Number = Word | int
Metre = Annotated[float, msgspec.Meta(ge=-1e9, le=1e9)]
"""A coordinate in whatever unit the plan is drawn in; within reason, so that sums and distances stay numbers."""


class Point(msgspec.Struct):
    """A place, relative to what it is in."""

    x: Metre = 0
    y: Metre = 0


class Size(msgspec.Struct):
    """How large the drawing is."""

    width: Metre
    height: Metre


class PlanCategory(msgspec.Struct):
    """Seats that are sold alike."""

    name: Word
    color: str


class PlanSeat(msgspec.Struct):
    """A seat of a row."""

    seat_number: Number
    seat_guid: Word
    position: Point
    category: Word

    @property
    def guid(self) -> str:
        """Without the blanks around it, which no client could send."""
        return self.seat_guid.strip()


class PlanRow(msgspec.Struct):
    """A row of seats; the labels are what people read, the numbers what machines sort by."""

    row_number: Number
    seats: list[PlanSeat]
    row_label: Word | None = None
    seat_label: Word | None = None
    position: Point = msgspec.field(default_factory=Point)


class Zone(msgspec.Struct):
    """A part of the hall."""

    name: Word
    position: Point
    rows: list[PlanRow]


class Layout(msgspec.Struct):
    """What a layout must have (spec 05 §8); anything else in it is kept, and nothing here looks at it."""

    name: str
    categories: list[PlanCategory]
    zones: list[Zone]
    size: Size

    def placed(self) -> Iterator[tuple[tuple[int, int, int], Zone, PlanRow, PlanSeat]]:
        """Each seat with where it stands: rows and seats go by their numbers, those without by their place."""
        for zone_rank, zone in enumerate(self.zones):
            for row_place, row in enumerate(zone.rows):
                row_rank = _rank(row.row_number, row_place)
                for place, seat in enumerate(row.seats):
                    yield (zone_rank, row_rank, _rank(seat.seat_number, place)), zone, row, seat


@dataclass(frozen=True, slots=True)
class DrawnSeat:
    """A seat as a plan has it."""

    seat_guid: str
    zone_name: str
    row_name: str
    row_label: str | None
    seat_number: str
    seat_label: str | None
    x: float
    y: float
    rank: int
    category: str


def drawn(layout: dict[str, Any]) -> list[DrawnSeat]:
    """The seats of a layout that was taken, in their order; seats of the same numbers have the same rank."""
    placed = sorted(msgspec.convert(layout, Layout).placed(), key=lambda one: one[0])
    ranks = {where: rank for rank, where in enumerate(dict.fromkeys(one[0] for one in placed))}
    return [
        DrawnSeat(
            seat.guid,
            zone.name,
            str(row.row_number),
            _label(row.row_label, row.row_number),
            str(seat.seat_number),
            _label(row.seat_label, seat.seat_number),
            zone.position.x + row.position.x + seat.position.x,
            zone.position.y + row.position.y + seat.position.y,
            ranks[where],
            seat.category,
        )
        for where, zone, row, seat in placed
    ]


def _rank(number: Number, place: int) -> int:
    digits = str(number)
    return int(digits) if digits.isascii() and digits.isdigit() else place


def _label(label: str | None, number: Number) -> str | None:
    return label.replace(NUMBER_IN_LABEL, str(number)) if label else None


class LayoutKind(Kind, frozen=True):
    """A layout, as it was sent."""

    def read(self, value: object) -> dict[str, Any]:
        """The object, once everything that seats are made from is found in it."""
        if not isinstance(value, dict):
            raise Unreadable(NO_OBJECT)
        try:
            layout = msgspec.convert(value, Layout)
        except msgspec.ValidationError as error:
            raise Unreadable(f"{error}.") from error
        guids: set[str] = set()
        for _, zone, row, seat in layout.placed():
            where = f'Seat {seat.seat_number} of row {row.row_number} in "{zone.name}"'
            if not seat.guid:
                raise Unreadable(f"{where} has no guid.")
            if seat.guid in guids:
                raise Unreadable(f'{where} has a guid that another seat has already: "{seat.guid}".')
            guids.add(seat.guid)
        return value

    def store(self, value: dict[str, Any]) -> str:
        """JSON."""
        return to_json(value)

    def load(self, stored: str) -> dict[str, Any]:
        """The object."""
        return from_json(stored)  # type: ignore[no-any-return]

    def schema(self, direction: Direction) -> Schema:
        """An object with its parts; whoever reads one has to take what else is in it."""
        parts: Schema = {name: {"type": "array", "items": {}} for name in ("categories", "zones")}
        parts |= {"name": {"type": "string"}, "size": {"type": "object"}}
        return {"type": "object", "properties": parts, "required": sorted(parts)}


class SeatingPlan(msgspec.Struct, kw_only=True):
    """A seating plan as clients see it (spec 05 §8)."""

    id: Annotated[int, Ref("seating_plan"), READ_ONLY]
    name: Annotated[str, Text(at_most=190)]
    layout: Annotated[dict[str, Any], LayoutKind()]


FIELDS: Final = fields_of(SeatingPlan)


async def list_plans(request: Request, tx: Tx) -> Answer:
    """One page, oldest first."""
    where = {"organizer_id": request.organizer.id}
    wanted = page_of(request)
    count = await tx.count(tables.seating_plan, where)
    page = settled(wanted, count)
    rows = await tx.find(tables.seating_plan, where, limit=page.size, offset=(page.number - 1) * page.size)
    return Answer(value=envelope(request, page, count, [from_row(FIELDS, row) for row in rows]))


async def create(request: Request, tx: Tx) -> Answer:
    """A new plan."""
    values, problems = read_fields(FIELDS, request.json(), "create")
    all_problems(problems)
    home = {"id": await tx.new_id(), "organizer_id": request.organizer.id}
    await tx.insert(tables.seating_plan, to_row(FIELDS, values) | home)
    return Answer(201, {"id": home["id"]} | values)


async def read(request: Request, tx: Tx) -> Answer:
    """One plan."""
    row = await tx.one(tables.seating_plan, organizer_id=request.organizer.id, id=request.id("id"))
    if row is None:
        raise NotFound
    return Answer(value=from_row(FIELDS, row))


async def replace(request: Request, tx: Tx) -> Answer:
    """PUT: everything is required."""
    return await _change(request, tx, "replace")


async def merge(request: Request, tx: Tx) -> Answer:
    """PATCH: what is left out stays."""
    return await _change(request, tx, "merge")


async def delete(request: Request, tx: Tx) -> Answer:
    """Gone, unless it is in use."""
    row = await _unused(request, tx)
    await tx.delete(tables.seating_plan, {"organizer_id": request.organizer.id, "id": row["id"]})
    return Answer(204)


async def _change(request: Request, tx: Tx, mode: Mode) -> Answer:
    old = from_row(FIELDS, await _unused(request, tx))
    values, problems = read_fields(FIELDS, request.json(), mode, old)
    all_problems(problems)
    row = to_row(FIELDS, values)
    del row["id"]
    await tx.update(tables.seating_plan, {"organizer_id": request.organizer.id, "id": old["id"]}, row)
    return Answer(200, values)


async def _unused(request: Request, tx: Tx) -> Row:
    """The plan of the path, locked: nothing can begin to use it until this is through."""
    rows = await tx.lock(tables.seating_plan, {"organizer_id": request.organizer.id, "id": request.id("id")})
    if not rows:
        raise NotFound
    plan_id = rows[0]["id"]
    if await tx.count(tables.event, {"seating_plan_id": plan_id}):
        raise Denied(IN_USE)
    series = {"organizer_id": request.organizer.id, "has_subevents": True}
    for event in await tx.find(tables.event, series, columns=("id",)):
        if await tx.count(tables.subevent, {"event_id": event["id"], "seating_plan_id": plan_id}):
            raise Denied(IN_USE)
    return rows[0]


def paths() -> tuple[Path, Path]:
    """The endpoints of seating plans: read by whoever is of the organizer (spec 04 §3)."""
    out = object_schema(FIELDS, "out")
    query = tuple(query_parameters((), {}))

    def taking(mode: Mode) -> Schema:
        return object_schema(FIELDS, "in", mode)

    def path(below: str, *operations: Operation) -> Path:
        template, write = f"organizers/{{organizer}}/{NAME}/{below}", "organizer.seatingplans:write"
        thing = SeatingPlan.__name__
        return Path(template, operations, NAME, None, write, "organizer", directory=True, text=TEXT, thing=thing)

    return (
        path(
            "",
            Operation("GET", f"{NAME}_list", "List seating plans", list_plans, gives=page_schema(out), query=query),
            Operation("POST", f"{NAME}_create", "Create a seating plan", create, None, 201, taking("create"), out),
        ),
        path(
            "{id}/",
            Operation("GET", f"{NAME}_read", "Read a seating plan", read, gives=out),
            Operation("PUT", f"{NAME}_replace", "Replace a seating plan", replace, None, 200, taking("replace"), out),
            Operation("PATCH", f"{NAME}_change", "Change a seating plan", merge, None, 200, taking("merge"), out),
            Operation("DELETE", f"{NAME}_delete", "Delete a seating plan", delete, None, 204),
        ),
    )
