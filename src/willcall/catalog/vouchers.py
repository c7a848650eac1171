"""Vouchers: codes that let somebody buy, at another price or what is kept back for them (spec 05 §12)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from willcall.catalog import voucher_rules
from willcall.db import tables
from willcall.db.conditions import Contains, OneOf
from willcall.db.tx import Row
from willcall.reserve import availability
from willcall.rest.fields import DERIVED, NOT_STORED, READ_ONLY, Mark, column
from willcall.rest.kinds import Bool, Choice, Instant, Integer, Money, Ref, Text
from willcall.rest.pages import Filter, Where, boolean, by_bool, by_ref, by_value
from willcall.rest.problems import Denied
from willcall.rest.resource import Resource, Verbs
from willcall.rest.scope import Scope

REDEEMED: Final = "This voucher has been redeemed and cannot be deleted."
PRICE_MODES: Final = ("none", "set", "subtract", "percent")


class Code(Text, frozen=True):
    """A code in upper case; which case it is sent in does not matter."""

    def read(self, value: object) -> str:
        """The code as it is stored."""
        return super().read(value).upper()


CODE: Final = Code(at_least=5, at_most=255)


class Voucher(msgspec.Struct, kw_only=True):
    """A voucher as clients see it (spec 05 §12)."""

    id: Annotated[int, Ref("voucher"), READ_ONLY]
    code: Annotated[str | UnsetType, CODE] = UNSET
    max_usages: Annotated[int, Integer(at_least=0)] = 1
    min_usages: Annotated[int, Integer(at_least=0)] = 1
    redeemed: Annotated[int, Integer(at_least=0), READ_ONLY] = 0
    valid_until: Annotated[datetime | None, Instant()] = None
    block_quota: Annotated[bool, Bool()] = False
    allow_ignore_quota: Annotated[bool, Bool()] = False
    price_mode: Annotated[str, Choice(PRICE_MODES)] = "none"
    value: Annotated[Decimal | None, Money()] = None
    item: Annotated[int | None, Ref("item"), column("item_id")] = None
    variation: Annotated[int | None, Ref("variation"), column("variation_id")] = None
    quota: Annotated[int | None, Ref("quota"), column("quota_id")] = None
    tag: Annotated[str, Text(at_most=255, blank=True)] = ""
    comment: Annotated[str, Text(blank=True)] = ""
    subevent: Annotated[int | None, Ref("subevent"), column("subevent_id")] = None
    seat: Annotated[str | None, Text(at_most=255), NOT_STORED] = None
    seat_id: Annotated[int | None, Ref("seat"), Mark(read_only=True, write_only=True)] = None
    show_hidden_items: Annotated[bool, Bool()] = True
    all_addons_included: Annotated[bool, Bool()] = False
    all_bundles_included: Annotated[bool, Bool()] = False
    budget: Annotated[Decimal | None, Money()] = None
    budget_used: Annotated[Decimal, Money(), DERIVED] = Decimal("0.00")


async def fill(scope: Scope, found: list[dict[str, Any]]) -> None:
    """The guid of the seat that each is for."""
    ids = sorted({values["seat_id"] for values in found if values["seat_id"] is not None})
    if ids:
        where = {"event_id": scope.event.id, "id": OneOf(ids)}
        guids = {row["id"]: row["seat_guid"] for row in await scope.tx.find(tables.seat, where)}
        for values in found:
            values["seat"] = guids.get(values["seat_id"])


async def deleting(scope: Scope, old: Voucher) -> None:
    """Not once it was redeemed; else it goes from all carts, with the positions that use it (spec 05 §12)."""
    if old.redeemed:
        raise Denied(REDEEMED)
    await availability.withdraw(scope.tx, scope.event.id, [old.id], scope.request.now)


async def _by_code(_scope: Scope, value: str) -> Where:
    return {"code": value.strip().upper()}


async def _by_activity(scope: Scope, value: str) -> Where:
    """Whether it could be redeemed now."""
    wanted = boolean(value)
    if wanted is None:
        return {}
    columns = ("id", "redeemed", "max_usages", "valid_until")
    rows = await scope.tx.find(tables.voucher, {"event_id": scope.event.id}, columns=columns)
    return {"id": OneOf([row["id"] for row in rows if _is_active(row, scope.request.now) is wanted])}


def _is_active(row: Row, now: int) -> bool:
    valid_until: int | None = row["valid_until"]
    return row["redeemed"] < row["max_usages"] and (valid_until is None or valid_until >= now)


async def _by_search(scope: Scope, value: str) -> Where:
    needle = Contains(value.replace("\0", ""))
    found: set[int] = set()
    for name in ("code", "tag", "comment"):
        rows = await scope.tx.find(tables.voucher, {"event_id": scope.event.id, name: needle}, columns=("id",))
        found |= {row["id"] for row in rows}
    return {"id": OneOf(sorted(found))}


VOUCHERS: Final = Resource(
    name="vouchers",
    text="Codes that let somebody buy: what is kept back for them, what is sold out, or at another price.",
    struct=Voucher,
    table=tables.voucher,
    read="event.vouchers:read",
    write="event.vouchers:write",
    orderings={name: name for name in ("id", "code", "max_usages", "valid_until", "value")},
    filters=(
        Filter("code", _by_code, {"type": "string"}, "Only the one with this code, in upper or lower case."),
        Filter("active", _by_activity, {"type": "boolean"}, "Only those that could be redeemed now, or could not."),
        by_value("max_usages", Integer()),
        by_value("redeemed", Integer()),
        by_bool("block_quota"),
        by_bool("allow_ignore_quota"),
        by_value("price_mode", Choice(PRICE_MODES)),
        by_value("value", Money()),
        by_ref("item", tables.item),
        by_ref("variation", tables.variation),
        by_ref("quota", tables.quota),
        by_value("tag", Text()),
        by_ref("subevent", tables.subevent),
        Filter("search", _by_search, {"type": "string"}, "A part of the code, the tag or the comment, in any case."),
    ),
    settle=voucher_rules.settle,
    check=voucher_rules.check,
    fill=fill,
    saved=voucher_rules.saved,
    deleting=deleting,
)

VERBS: Final = Verbs(VOUCHERS)
