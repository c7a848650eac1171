"""References to an object from the details of items, which no foreign key clears (spec 05 §5)."""

from __future__ import annotations

from willcall.db import tables
from willcall.rest.fields import DETAILS
from willcall.rest.kind import from_json, to_json
from willcall.rest.scope import Scope


async def forget(scope: Scope, field: str, object_id: int) -> None:
    """Sets a field to null in all items that name an object which is gone."""
    home = {"event_id": scope.event.id}
    for row in await scope.tx.find(tables.item, home, columns=("id", DETAILS)):
        details = from_json(row[DETAILS])
        if details.get(field) == object_id:
            changed = to_json(details | {field: None})
            await scope.tx.update(tables.item, home | {"id": row["id"]}, {DETAILS: changed})
