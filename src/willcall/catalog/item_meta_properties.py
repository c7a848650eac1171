"""Item meta properties: what an organizer may note on every product of an event."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from willcall.db import tables
from willcall.db.conditions import IsNot
from willcall.rest.fields import IN_DETAILS, READ_ONLY, column
from willcall.rest.kinds import Bool, Ref, Text, Words
from willcall.rest.problems import Invalid
from willcall.rest.resource import Resource, Verbs
from willcall.rest.scope import Scope

NAME_TAKEN: Final = "The event has a property of this name already."


class ItemMetaProperty(msgspec.Struct, kw_only=True):
    """A property as clients see it; it is stored, and products are not held to it (spec 05 §5)."""

    id: Annotated[int, Ref("item_meta_property"), READ_ONLY]
    name: Annotated[str, Text(at_most=50)]
    default: Annotated[str, Text(blank=True), column("default_value")] = ""
    required: Annotated[bool, Bool()] = False
    allowed_values: Annotated[list[str] | None, Words(), IN_DETAILS] = None


async def check(scope: Scope, new: ItemMetaProperty, old: ItemMetaProperty | None) -> None:
    """A name means one property."""
    same = {"event_id": scope.event.id, "name": new.name, "id": IsNot(old.id if old else None)}
    if await scope.tx.count(tables.item_meta_property, same):
        raise Invalid.field("name", NAME_TAKEN)


ITEM_META_PROPERTIES: Final = Resource(
    name="item_meta_properties",
    text="What an organizer may note on every product of an event.",
    struct=ItemMetaProperty,
    table=tables.item_meta_property,
    of_version=True,
    check=check,
)

VERBS: Final = Verbs(ITEM_META_PROPERTIES)
