"""What a date changes about products and variations: their price, whether and when they are sold (spec 05 §4).

Both lists are taken and shown as a whole, so a change of one replaces it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

import msgspec
import sqlalchemy as sa

from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.rest.fields import NOT_STORED, Fields, column, fields_of, from_row, to_row
from willcall.rest.kinds import Bool, Instant, Money, Ref
from willcall.rest.nested import Nested
from willcall.rest.problems import Problems
from willcall.rest.scope import Scope

NO_SUCH_THING: Final = "There is no such object in this event."
NAMED_TWICE: Final = "This stands in the list already."

Values = dict[str, Any]


class _Override(msgspec.Struct, kw_only=True):
    price: Annotated[Decimal | None, Money()] = None
    disabled: Annotated[bool, Bool()] = False
    available_from: Annotated[datetime | None, Instant()] = None
    available_until: Annotated[datetime | None, Instant()] = None


class ItemOverride(_Override, kw_only=True):
    """What a date changes about a product; a price of null leaves it as it is."""

    item: Annotated[int, Ref("item"), column("item_id")]


class VariationOverride(_Override, kw_only=True):
    """What a date changes about a variation; the same."""

    variation: Annotated[int, Ref("variation"), column("variation_id")]


ItemOverrides = Annotated[list[Values], Nested(ItemOverride), NOT_STORED]
VariationOverrides = Annotated[list[Values], Nested(VariationOverride), NOT_STORED]


@dataclass(frozen=True)
class _List:
    """One of the two lists: its field, where it is stored, and what its entries are about."""

    field: str
    table: sa.Table
    of: sa.Table
    struct: type[msgspec.Struct]

    @property
    def fields(self) -> Fields:
        return fields_of(self.struct)


LISTS: Final = (
    _List("item_price_overrides", tables.subevent_item, tables.item, ItemOverride),
    _List("variation_price_overrides", tables.subevent_variation, tables.variation, VariationOverride),
)


async def problems_of(scope: Scope, values: Mapping[str, Any]) -> Problems:
    """What is wrong with the lists, in step with their entries: objects of no or another event, or named twice."""
    problems: Problems = {}
    for one in LISTS:
        name = one.of.name
        ids = [entry[name] for entry in values[one.field]]
        where = {"event_id": scope.event.id, "id": OneOf(sorted(set(ids)))}
        known = {row["id"] for row in await scope.tx.find(one.of, where, columns=("id",))} if ids else set()
        told: list[Problems] = []
        for place, number in enumerate(ids):
            text = NO_SUCH_THING if number not in known else NAMED_TWICE if number in ids[:place] else None
            told.append({name: [text]} if text else {})
        if any(told):
            problems[one.field] = told
    return problems


async def fill(scope: Scope, found: Sequence[Values]) -> None:
    """Both lists of each date, by ascending product or variation."""
    where = {"event_id": scope.event.id, "subevent_id": OneOf([values["id"] for values in found])}
    for one in LISTS:
        grouped: dict[int, list[Values]] = defaultdict(list)
        for row in await scope.tx.find(one.table, where):
            grouped[row["subevent_id"]].append(from_row(one.fields, row))
        for values in found:
            values[one.field] = grouped[values["id"]]


async def replace(scope: Scope, date: int, values: Mapping[str, Any]) -> None:
    """Makes the lists of a date these."""
    home = {"event_id": scope.event.id, "subevent_id": date}
    for one in LISTS:
        await scope.tx.delete(one.table, home)
        await scope.tx.insert_many(one.table, [home | to_row(one.fields, entry) for entry in values[one.field]])
