"""The seats of an event or a date: made from its plan, sold as what their categories are mapped to (spec 05 §8).

Events and dates declare `Plan` and `Categories` under the names below. They call `check` before they write, `arrange`
after it, and `mappings` to show what is stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any, Final

from willcall.catalog.seating_plans import FIELDS, DrawnSeat, drawn
from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.db.tx import Row, Tx
from willcall.reserve import availability
from willcall.rest.fields import NOT_STORED, column, from_row
from willcall.rest.kind import ENTRIES_MAX, Direction, Kind, Schema, Unreadable, text_of
from willcall.rest.kinds import Ref
from willcall.rest.problems import Invalid
from willcall.rest.scope import Scope

NO_SUCH_PLAN: Final = "The organizer has no such seating plan."
NO_SUCH_ITEM: Final = "There is no product {item} in this event."
KEPT_FOR_VOUCHERS: Final = 'There are vouchers for seats that would be gone, such as "{guid}".'
NOT_AN_OBJECT: Final = "This must be an object of categories and products."


class CategoryMapping(Kind, frozen=True):
    """An object: the name of each category of seats, and the product that its seats are sold as."""

    def read(self, value: object) -> dict[str, int]:
        """The object; that the products exist is a rule of its own."""
        if not isinstance(value, dict) or len(value) > ENTRIES_MAX:
            raise Unreadable(NOT_AN_OBJECT)
        item = Ref("item")
        return {text_of(name): item.read(number) for name, number in value.items()}

    def schema(self, direction: Direction) -> Schema:
        """An object of ids."""
        return {"type": "object", "additionalProperties": Ref("item").schema(direction)}


Plan = Annotated[int | None, Ref("seating_plan", NO_SUCH_PLAN, checked=False), column("seating_plan_id")]
"""`seating_plan`: one of the organizer's."""

Categories = Annotated[dict[str, int], CategoryMapping(), NOT_STORED]
"""`seat_category_mapping`: without a plan there is none."""


async def check(scope: Scope, plan_id: int | None, mapping: Mapping[str, int]) -> None:
    """A plan of the organizer, and products of the event."""
    known = {"organizer_id": scope.request.organizer.id, "id": plan_id}
    if plan_id is not None and not await scope.tx.count(tables.seating_plan, known):
        raise Invalid.field("seating_plan", NO_SUCH_PLAN)
    if not mapping:
        return
    wanted = sorted(set(mapping.values()))
    where = {"event_id": scope.event.id, "id": OneOf(wanted)}
    items = {row["id"] for row in await scope.tx.find(tables.item, where, columns=("id",))}
    if unknown := [item for item in wanted if item not in items]:
        raise Invalid.field("seat_category_mapping", NO_SUCH_ITEM.format(item=unknown[0]))


async def mappings(tx: Tx, event_id: int, dates: Sequence[int] | None = None) -> dict[int | None, dict[str, int]]:
    """The mappings of these dates, or of the event itself, which stands under None."""
    where = {"event_id": event_id, "subevent_id": None if dates is None else OneOf(dates)}
    found: dict[int | None, dict[str, int]] = defaultdict(dict)
    for row in await tx.find(tables.seat_category, where, order=(("category", False), ("id", False))):
        found[row["subevent_id"]][row["category"]] = row["item_id"]
    return found


async def arrange(scope: Scope, date: int | None, plan_id: int | None, mapping: Mapping[str, int]) -> None:
    """Makes the seats of the event (no date) or of a date those of a plan that was written down there.

    Seats keep their rows by guid. Carts on seats that are gone go with them; vouchers keep theirs, so that is refused.
    """
    seats: list[DrawnSeat] = []
    if plan_id is not None:
        plan = await scope.tx.one(tables.seating_plan, organizer_id=scope.request.organizer.id, id=plan_id)
        assert plan is not None, "a plan in use cannot be deleted"
        seats = drawn(from_row(FIELDS, plan)["layout"])
    wanted = {seat.seat_guid: _row(seat, mapping) for seat in seats}
    home = {"event_id": scope.event.id, "subevent_id": date}
    present = await scope.tx.find(tables.seat, home)
    await _remove(scope, [row for row in present if row["seat_guid"] not in wanted])
    await _redraw(scope, [row for row in present if row["seat_guid"] in wanted], wanted)
    for guid in {row["seat_guid"] for row in present}:
        wanted.pop(guid, None)
    fresh = [home | row | {"id": await scope.tx.new_id(), "blocked": False} for row in wanted.values()]
    await scope.tx.insert_many(tables.seat, fresh)
    await _map(scope, home, mapping)
    await scope.log("seats", date or 0, "arranged", None, {"seating_plan": plan_id, "seat_category_mapping": mapping})


async def forget_item(scope: Scope, item_id: int) -> None:
    """Before a product is deleted: its seats stay, sold as nothing. The mapping goes along by itself."""
    where = {"event_id": scope.event.id, "item_id": item_id}
    if await scope.tx.update(tables.seat, where, {"item_id": None}):
        await scope.log("seats", 0, "changed", {"product": item_id}, {"product": None})


def _row(seat: DrawnSeat, mapping: Mapping[str, int]) -> dict[str, Any]:
    values = asdict(seat)
    return values | {"item_id": mapping.get(values.pop("category"))}


async def _remove(scope: Scope, gone: Sequence[Row]) -> None:
    if not gone:
        return
    ids = OneOf([row["id"] for row in gone])
    home = {"event_id": scope.event.id}
    for voucher in await scope.tx.find(tables.voucher, home | {"seat_id": ids}, limit=1, columns=("seat_id",)):
        [guid] = [row["seat_guid"] for row in gone if row["id"] == voucher["seat_id"]]
        raise Invalid.field("seating_plan", KEPT_FOR_VOUCHERS.format(guid=guid))
    lost = await scope.tx.count(tables.cart_position, home | {"seat_id": ids})
    await scope.tx.delete(tables.seat, home | {"id": ids})
    if lost:
        await availability.recount(scope.tx, scope.event.id, now=scope.request.now)


async def _redraw(scope: Scope, kept: Sequence[Row], wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """Brings rows up to date, those with the same change together: a new mapping changes whole categories."""
    by_change: dict[tuple[tuple[str, object], ...], list[int]] = defaultdict(list)
    for row in kept:
        change = tuple((name, value) for name, value in wanted[row["seat_guid"]].items() if row[name] != value)
        by_change[change].append(row["id"])
    for change, ids in by_change.items():
        await scope.tx.update(tables.seat, {"event_id": scope.event.id, "id": OneOf(ids)}, dict(change))


async def _map(scope: Scope, home: Mapping[str, int | None], mapping: Mapping[str, int]) -> None:
    await scope.tx.delete(tables.seat_category, home)
    rows = [
        {**home, "id": await scope.tx.new_id(), "category": category, "item_id": item_id}
        for category, item_id in mapping.items()
    ]
    await scope.tx.insert_many(tables.seat_category, rows)
