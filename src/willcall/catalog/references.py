"""What refers to an object that goes: its own list changes with it, so the change log says so (spec 04 §11, 05 §5)."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from willcall.db import tables
from willcall.rest.fields import DETAILS
from willcall.rest.kind import from_json, to_json
from willcall.rest.scope import Scope

PARTS: Final = (
    (tables.item, "items", "id"),
    (tables.addon, "items", "item_id"),
    (tables.bundle, "items", "item_id"),
    (tables.category_match, "categories", "category_id"),
    (tables.quota_item, "quotas", "quota_id"),
    (tables.quota_variation, "quotas", "quota_id"),
    (tables.question_item, "questions", "question_id"),
    (tables.discount_condition_item, "discounts", "discount_id"),
    (tables.discount_benefit_item, "discounts", "discount_id"),
    (tables.subevent_item, "subevents", "subevent_id"),
    (tables.subevent_variation, "subevents", "subevent_id"),
)
"""Tables whose rows are an object or a part of one, with its resource and the column that holds its id."""


async def tell(scope: Scope, table: sa.Table, object_id: int) -> None:
    """Before an object is deleted: writes down which others lose it."""
    for part, resource, owner in PARTS:
        for column in _columns(part, table):
            if column == owner:
                continue
            where = {"event_id": scope.event.id, column: object_id}
            name = column.removesuffix("_id")
            for number in sorted({row[owner] for row in await scope.tx.find(part, where)}):
                await scope.log(resource, number, "changed", {name: object_id}, {name: None})


def _columns(part: sa.Table, table: sa.Table) -> list[str]:
    """The columns of a table that refer to another one of the event."""
    keys = (key for key in part.foreign_key_constraints if key.referred_table is table)
    return sorted(name for key in keys for name in key.column_keys if name != "event_id")


async def forget(
    scope: Scope, field: str, object_id: int, table: sa.Table = tables.item, resource: str = "items"
) -> None:
    """Sets a field to null in all items, or rows of another table, that name an object which is gone.

    No foreign key clears their details.
    """
    home = {"event_id": scope.event.id}
    for row in await scope.tx.find(table, home, columns=("id", DETAILS)):
        details = from_json(row[DETAILS])
        if details.get(field) == object_id:
            changed = to_json(details | {field: None})
            await scope.tx.update(table, home | {"id": row["id"]}, {DETAILS: changed})
            await scope.log(resource, row["id"], "changed", {field: object_id}, {field: None})
