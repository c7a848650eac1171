"""Variations of a product: S, M and L of a shirt (spec 05 §6)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET

from willcall.catalog import channels, references, voucher_rules
from willcall.catalog.kinds import MODES
from willcall.catalog.parent import OF_ITEM, Parent
from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.kit import money
from willcall.kit.texts import Texts
from willcall.kit.values import replace
from willcall.reserve import availability
from willcall.rest.fields import DERIVED, IN_DETAILS, READ_ONLY
from willcall.rest.kinds import Bool, Choice, Described, Instant, Integer, Money, MultiText, Ref, Text, TextMap
from willcall.rest.pages import by_bool, by_search
from willcall.rest.problems import Denied, Invalid
from willcall.rest.resource import Resource, Verbs
from willcall.rest.scope import Scope

NONE_YET: Final = "This product was made without variations and cannot get any."
LAST_ONE: Final = "The last variation of a product cannot be deleted; delete or deactivate the product."
IN_CARTS: Final = "This variation is in somebody's cart; deactivate it."
UNTIL_BEFORE_FROM: Final = "The end of availability lies before its beginning."


class Variation(msgspec.Struct, kw_only=True):
    """A variation as clients see it (spec 05 §6)."""

    id: Annotated[int, Ref("variation"), READ_ONLY]
    item: Parent
    value: Annotated[Texts, MultiText()]
    active: Annotated[bool, Bool()] = True
    description: Annotated[Texts | None, MultiText()] = None
    position: Annotated[int, Integer()] = 0
    default_price: Annotated[Decimal | None, Money()] = None
    price: Annotated[Decimal, Money(), DERIVED]
    original_price: Annotated[Decimal | None, Money(), IN_DETAILS] = None
    free_price_suggestion: Annotated[Decimal | None, Money(), IN_DETAILS] = None
    available_from: Annotated[datetime | None, Instant(), IN_DETAILS] = None
    available_from_mode: Annotated[str, Choice(MODES), IN_DETAILS] = "hide"
    available_until: Annotated[datetime | None, Instant(), IN_DETAILS] = None
    available_until_mode: Annotated[str, Choice(MODES), IN_DETAILS] = "hide"
    all_sales_channels: channels.AllChannels = UNSET
    limit_sales_channels: channels.LimitChannels = UNSET
    sales_channels: channels.LegacyChannels = UNSET
    hide_without_voucher: Annotated[bool, Bool(), IN_DETAILS] = False
    require_approval: Annotated[bool, Bool(), IN_DETAILS] = False
    require_membership: Annotated[bool, Bool(), DERIVED] = False
    require_membership_hidden: Annotated[bool, Bool(), DERIVED] = False
    require_membership_types: Annotated[
        list[int], Described({"type": "array", "items": {"type": "integer"}}), DERIVED
    ] = []
    checkin_attention: Annotated[bool, Bool(), IN_DETAILS] = False
    checkin_text: Annotated[str | None, Text(blank=True), IN_DETAILS] = None
    meta_data: Annotated[dict[str, str], TextMap(), IN_DETAILS] = {}


async def check(scope: Scope, new: Variation, old: Variation | None) -> None:
    """A time of availability that exists."""
    if new.available_from and new.available_until and new.available_until < new.available_from:
        raise Invalid.rule(UNTIL_BEFORE_FROM)


async def check_by_itself(scope: Scope, new: Variation, old: Variation | None) -> None:
    """A product without variations gets none later (spec 05 §6)."""
    if old is None and not await scope.tx.count(tables.variation, _siblings(scope)):
        raise Denied(NONE_YET)
    await check(scope, new, old)


async def fill(scope: Scope, found: list[dict[str, Any]]) -> None:
    """The effective price: its own, else the product's (spec 05 §6)."""
    ids = sorted({values["item"] for values in found if values["default_price"] is None})
    where = {"event_id": scope.event.id, "id": OneOf(ids)}
    rows = await scope.tx.find(tables.item, where, columns=("id", "default_price")) if ids else []
    prices = {row["id"]: money.from_minor(row["default_price"]) for row in rows}
    for values in found:
        own = values["default_price"]
        values["price"] = prices[values["item"]] if own is None else own
    await channels.fill(scope, found)


async def deleting(scope: Scope, old: Variation) -> None:
    """Neither the last one nor one that is held (spec 05 §6), nor one that vouchers name (spec 06 §6, W15)."""
    if await scope.tx.count(tables.cart_position, {"event_id": scope.event.id, "variation_id": old.id}):
        raise Denied(IN_CARTS)
    if await scope.tx.count(tables.variation, _siblings(scope)) == 1:
        raise Denied(LAST_ONE)
    await voucher_rules.refuse_while_named(scope, "variation_id", old.id)
    await references.tell(scope, tables.variation, old.id)


async def deleted(scope: Scope, old: Variation) -> None:
    """Those who waited for it went along (spec 06 §2)."""
    await availability.recount(scope.tx, scope.event.id, now=scope.request.now)


def _siblings(scope: Scope) -> dict[str, object]:
    return {"event_id": scope.event.id, "item_id": scope.parent_id}


VARIATIONS: Final = Resource(
    name="variations",
    text="Kinds of one product, such as sizes. Only a product that was made with variations can get more.",
    struct=Variation,
    table=tables.variation,
    under=OF_ITEM,
    orderings={"id": "id", "position": "position"},
    filters=(by_bool("active"), by_search("value")),
    of_version=True,
    logged_as="items",
    settle=channels.settle,
    check=check_by_itself,
    fill=fill,
    deleting=deleting,
    deleted=deleted,
)

VERBS: Final = Verbs(VARIATIONS)

VERBS_OF_NEW_ITEM: Final = Verbs(replace(VARIATIONS, check=check))
"""Makes the first ones, together with their product."""
