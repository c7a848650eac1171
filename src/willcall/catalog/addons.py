"""Add-on rules: with this product, so many of that category may be bought (spec 02)."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from willcall.catalog.parent import OF_ITEM, Parent
from willcall.db import tables
from willcall.db.conditions import IsNot
from willcall.rest.fields import READ_ONLY, column
from willcall.rest.kinds import Bool, Integer, Ref
from willcall.rest.problems import Invalid
from willcall.rest.resource import Resource, Verbs
from willcall.rest.scope import Scope

NO_SUCH_CATEGORY: Final = "There is no such category in this event."
LINKED_ALREADY: Final = "This product has a rule for this category already."
MAX_BELOW_MIN: Final = "The maximum may not be below the minimum."


class AddOn(msgspec.Struct, kw_only=True):
    """An add-on rule as clients see it (spec 02, Fields)."""

    id: Annotated[int, Ref("addon"), READ_ONLY]
    item: Parent
    addon_category: Annotated[int, Ref("category", NO_SUCH_CATEGORY), column("category_id")]
    min_count: Annotated[int, Integer(at_least=0)] = 0
    max_count: Annotated[int, Integer(at_least=0)] = 1
    position: Annotated[int, Integer(at_least=0)] = 0
    multi_allowed: Annotated[bool, Bool()] = False
    price_included: Annotated[bool, Bool()] = False


async def check(scope: Scope, new: AddOn, old: AddOn | None) -> None:
    """One rule per category, and a maximum that can be reached (spec 02)."""
    if new.max_count < new.min_count:
        raise Invalid.rule(MAX_BELOW_MIN)
    same = {"item_id": scope.parent_id, "category_id": new.addon_category}
    others = {"event_id": scope.event.id, "id": IsNot(old.id if old else None)} | same
    if await scope.tx.count(tables.addon, others):
        raise Invalid.field("addon_category", LINKED_ALREADY)


ADDONS: Final = Resource(
    name="addons",
    text="Add-on rules: along with this product, so many products of that category may be chosen.",
    struct=AddOn,
    table=tables.addon,
    under=OF_ITEM,
    orderings={"id": "id", "position": "position"},
    of_version=True,
    logged_as="items",
    check=check,
)

VERBS: Final = Verbs(ADDONS)
