"""Bundles: what comes along with a product (spec 05 §7)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final

import msgspec

from willcall.catalog.parent import OF_ITEM, Parent
from willcall.db import tables
from willcall.rest.fields import READ_ONLY, column
from willcall.rest.kinds import Integer, Money, Ref
from willcall.rest.problems import Invalid
from willcall.rest.resource import Resource, Verbs
from willcall.rest.scope import Scope

NO_SUCH_ITEM: Final = "There is no such product in this event."
ITSELF: Final = "A product cannot come along with itself."
VARIATION_MISSING: Final = "This product has variations: say which one comes along."
VARIATION_WRONG: Final = "This variation is none of the product that comes along."
NESTED_BUNDLE: Final = "What comes along cannot bring something along itself."


class Bundle(msgspec.Struct, kw_only=True):
    """A bundle as clients see it (spec 05 §7)."""

    id: Annotated[int, Ref("bundle"), READ_ONLY]
    item: Parent
    bundled_item: Annotated[int, Ref("item", checked=False), column("bundled_item_id")]
    bundled_variation: Annotated[int | None, Ref("variation", checked=False), column("bundled_variation_id")] = None
    count: Annotated[int, Integer(at_least=0)] = 1
    designated_price: Annotated[Decimal, Money()] = Decimal("0.00")


async def check(scope: Scope, new: Bundle, old: Bundle | None) -> None:
    """A product of this event, with its variation if it has some, and no chains of bundles (spec 05 §7)."""
    home = {"event_id": scope.event.id}
    if new.bundled_item == scope.parent_id:
        raise Invalid.rule(ITSELF)
    if not await scope.tx.count(tables.item, home | {"id": new.bundled_item}):
        raise Invalid.rule(NO_SUCH_ITEM)
    variations = await scope.tx.find(tables.variation, home | {"item_id": new.bundled_item}, columns=("id",))
    if variations and new.bundled_variation is None:
        raise Invalid.rule(VARIATION_MISSING)
    if new.bundled_variation is not None and new.bundled_variation not in {row["id"] for row in variations}:
        raise Invalid.rule(VARIATION_WRONG)
    brings = await scope.tx.count(tables.bundle, home | {"item_id": new.bundled_item})
    is_brought = await scope.tx.count(tables.bundle, home | {"bundled_item_id": scope.parent_id})
    if brings or is_brought:
        raise Invalid.rule(NESTED_BUNDLE)


BUNDLES: Final = Resource(
    name="bundles",
    text="What comes along with a product without being chosen.",
    struct=Bundle,
    table=tables.bundle,
    under=OF_ITEM,
    orderings={"id": "id"},
    of_version=True,
    logged_as="items",
    check=check,
)

VERBS: Final = Verbs(BUNDLES)
