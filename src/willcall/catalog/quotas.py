"""Quotas: how many of which products there are (spec 05 §9, 06)."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from typing import Annotated, Any, Final

import msgspec

from willcall.catalog import references, voucher_rules
from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.db.tx import Tx
from willcall.reserve import availability
from willcall.rest.fields import NOT_STORED, READ_ONLY, column
from willcall.rest.kind import Schema
from willcall.rest.kinds import Bool, Integer, Ref, RefList, Text
from willcall.rest.pages import boolean, by_ids, by_link, by_ref, elsewhere
from willcall.rest.problems import Invalid, NotFound
from willcall.rest.request import Answer, Request
from willcall.rest.resource import Resource, Verbs, links, replace_links
from willcall.rest.routes import EVENT, Operation, Path
from willcall.rest.scope import Scope

NO_SUCH_DATE: Final = "There is no such date in this event."
DATE_MISSING: Final = "In an event series a quota belongs to a date."
FOREIGN_VARIATION: Final = "Each variation must be one of a product of this quota."
VARIATIONS_MISSING: Final = "Of each product with variations, name at least one variation."


class Quota(msgspec.Struct, kw_only=True):
    """A quota as clients see it (spec 05 §9)."""

    id: Annotated[int, Ref("quota"), READ_ONLY]
    name: Annotated[str, Text(at_most=200)]
    size: Annotated[int | None, Integer(at_least=0)] = None
    items: Annotated[list[int], RefList("item"), NOT_STORED] = []
    variations: Annotated[list[int], RefList("variation"), NOT_STORED] = []
    subevent: Annotated[int | None, Ref("subevent", NO_SUCH_DATE), column("subevent_id")] = None
    closed: Annotated[bool, Bool()] = False
    close_when_sold_out: Annotated[bool, Bool()] = False
    release_after_exit: Annotated[bool, Bool()] = False
    ignore_for_event_availability: Annotated[bool, Bool()] = False


async def check(scope: Scope, new: Quota, old: Quota | None) -> None:
    """Products and variations that fit together, and a date in a series (spec 05 §9)."""
    if scope.event.has_subevents and new.subevent is None:
        raise Invalid.rule(DATE_MISSING)
    where = {"event_id": scope.event.id, "item_id": OneOf(new.items)}
    rows = await scope.tx.find(tables.variation, where, columns=("id", "item_id")) if new.items else []
    item_of = {row["id"]: row["item_id"] for row in rows}
    if any(variation not in item_of for variation in new.variations):
        raise Invalid.rule(FOREIGN_VARIATION)
    if set(item_of.values()) - {item_of[variation] for variation in new.variations}:
        raise Invalid.rule(VARIATIONS_MISSING)
    if old is not None and _is_smaller(new.size, old.size):
        await availability.loosen(scope.tx, scope.event.id, [old.id])


def _is_smaller(size: int | None, than: int | None) -> bool:
    return size is not None and (than is None or size < than)


async def fill(scope: Scope, found: list[dict[str, Any]]) -> None:
    """Its products and variations, by ascending id."""
    ids = [values["id"] for values in found]
    items = await links(scope, tables.quota_item, "quota_id", "item_id", ids)
    variations = await links(scope, tables.quota_variation, "quota_id", "variation_id", ids)
    for values in found:
        values["items"], values["variations"] = items[values["id"]], variations[values["id"]]


async def saved(scope: Scope, quota_id: int, new: Quota, old: Quota | None) -> None:
    """What it covers may have changed, and with that what counts in it (spec 06 §1)."""
    tx, event_id, own = scope.tx, scope.event.id, ("quota_id", quota_id)
    if old is None or _covered(new) != _covered(old):
        await replace_links(scope, tables.quota_item, own, "item_id", new.items)
        await replace_links(scope, tables.quota_variation, own, "variation_id", new.variations)
        await availability.rebuild(tx, event_id, [quota_id], scope.request.now)
    elif _counted(new) != _counted(old):
        await availability.recount(tx, event_id, [quota_id], scope.request.now)


def _covered(of: Quota) -> tuple[object, ...]:
    return of.items, of.variations, of.subevent


def _counted(of: Quota) -> tuple[object, ...]:
    return of.size, of.closed, of.close_when_sold_out


async def deleting(scope: Scope, old: Quota) -> None:
    """Not while vouchers name it: they would be good for everything (spec 06 §6, W15)."""
    await voucher_rules.refuse_while_named(scope, "quota_id", old.id)


async def deleted(scope: Scope, old: Quota) -> None:
    """Products that were hidden while it had places forget it."""
    await references.forget(scope, "hidden_if_available", old.id)


async def extend(scope: Scope, found: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """State and number with `?with_availability=true`, on the list alone (spec 06 §3)."""
    if not boolean(scope.request.parameter("with_availability")):
        return None
    known = await _availability(scope.tx, scope.request, [values["id"] for values in found])
    return [
        values | {"available": known[values["id"]].available, "available_number": known[values["id"]].available_number}
        for values in found
    ]


async def read_availability(request: Request, tx: Tx) -> Answer:
    """Everything that is counted in a quota (spec 06 §3)."""
    quota_id = request.id("id")
    known = await _availability(tx, request, [quota_id])
    if quota_id not in known:
        raise NotFound
    return Answer(value=known[quota_id])


async def _availability(tx: Tx, request: Request, ids: Sequence[int]) -> dict[int, availability.Availability]:
    rows = await tx.find(tables.quota, {"event_id": request.event.id, "id": OneOf(ids)})
    return await availability.of_quotas(tx, request.event.id, rows, request.now)


QUOTAS: Final = Resource(
    name="quotas",
    text=(
        "How many places there are for which products. A place is taken in every quota that covers it; a size "
        "of null means no limit."
    ),
    struct=Quota,
    table=tables.quota,
    orderings={"id": "id", "size": "size"},
    filters=(
        by_ref("subevent", tables.subevent),
        by_ids("subevent__in", "subevent_id"),
        by_link("items__in", tables.quota_item, "quota_id", "item_id"),
        elsewhere("with_availability", {"type": "boolean"}, "Whether each tells what it has left."),
    ),
    conditional=True,
    one_snapshot=True,
    check=check,
    fill=fill,
    saved=saved,
    deleting=deleting,
    deleted=deleted,
    extend=extend,
)

VERBS: Final = Verbs(QUOTAS)


def availability_path() -> Path:
    """The endpoint that tells what a quota has left."""
    summary = "Tell what a quota has left, and what takes the rest"
    operation = Operation(
        "GET", "quotas_availability", summary, read_availability, gives=_availability_schema(), one_snapshot=True
    )
    return Path(f"{EVENT}quotas/{{id}}/availability/", (operation,), tag="quotas")


def _availability_schema() -> Schema:
    numbers: Schema = {"type": "integer", "minimum": 0}
    kinds: dict[object, Schema] = {int: numbers, bool: {"type": "boolean"}}
    hints = typing.get_type_hints(availability.Availability)
    properties = {name: kinds.get(hint, numbers | {"type": ["integer", "null"]}) for name, hint in hints.items()}
    return {"type": "object", "properties": properties, "required": list(properties)}
