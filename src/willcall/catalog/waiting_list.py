"""The waiting list: who would like to have what cannot be had, counted against quotas (spec 05 §16, 06 §2)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from willcall.db import tables
from willcall.db.conditions import IsNot
from willcall.kit import instants, names
from willcall.reserve import availability
from willcall.rest.fields import NOT_STORED, READ_ONLY, column
from willcall.rest.kind import from_json
from willcall.rest.kinds import Email, Instant, Integer, Ref, Text, TextMap
from willcall.rest.pages import Filter, Where, boolean, by_ref, by_value
from willcall.rest.problems import Invalid
from willcall.rest.resource import Resource, Verbs
from willcall.rest.scope import Scope

EMAIL_BLANK: Final = "This may not be blank."
NAME_TWICE: Final = "Give the name as a whole or in parts, not both."
VARIATION_MISSING: Final = "This product has variations: say which one."
VARIATION_WRONG: Final = "This variation is none of the product."
DATE_MISSING: Final = "In an event series one waits for a date."
AVAILABLE: Final = "This product is available: there is nothing to wait for."


class WaitingEntry(msgspec.Struct, kw_only=True):
    """An entry of the waiting list as clients see it (spec 05 §16)."""

    id: Annotated[int, Ref("waiting_entry"), READ_ONLY]
    created: Annotated[datetime, Instant(), READ_ONLY]
    name: Annotated[str | UnsetType | None, Text(at_most=255), NOT_STORED] = UNSET
    name_parts: Annotated[dict[str, str] | UnsetType, TextMap()] = UNSET
    email: Annotated[str, Email()]
    phone: Annotated[str | None, Text(at_most=128, blank=True)] = None
    voucher: Annotated[int | None, Ref("voucher"), READ_ONLY, column("voucher_id")] = None
    item: Annotated[int, Ref("item"), column("item_id")]
    variation: Annotated[int | None, Ref("variation"), column("variation_id")] = None
    locale: Annotated[str, Text(at_most=190)] = "en"
    subevent: Annotated[int | None, Ref("subevent"), column("subevent_id")] = None
    priority: Annotated[int, Integer()] = 0
    comment: Annotated[str | None, Text(blank=True)] = None
    """For the box office: whoever waits never sees it."""


async def settle(scope: Scope, values: dict[str, Any], kept: dict[str, Any] | None) -> None:
    """When it was made, and a name that was given as a whole or in parts."""
    values.setdefault("created", instants.from_us(scope.request.now))
    name, parts = values["name"], values["name_parts"]
    if name is not UNSET and name is not None:
        if parts:
            raise Invalid.field("name", NAME_TWICE)
        parts = {names.WHOLE: name}
    elif parts is UNSET:
        parts = kept["name_parts"] if kept is not None and name is UNSET else {}
    values["name_parts"] = parts


async def check(scope: Scope, new: WaitingEntry, old: WaitingEntry | None) -> None:
    """A product with its variation and date, which cannot be had right now (spec 05 §16)."""
    if not new.email:
        raise Invalid.field("email", EMAIL_BLANK)
    if scope.event.has_subevents and new.subevent is None:
        raise Invalid.rule(DATE_MISSING)
    where = {"event_id": scope.event.id, "item_id": new.item}
    variations = {row["id"] for row in await scope.tx.find(tables.variation, where, columns=("id",))}
    if variations and new.variation is None:
        raise Invalid.rule(VARIATION_MISSING)
    if new.variation is not None and new.variation not in variations:
        raise Invalid.rule(VARIATION_WRONG)
    if old is not None and _place(old) == _place(new):
        return
    if await availability.has_room(scope.tx, scope.event.id, _place(new), scope.request.now):
        raise Invalid.rule(AVAILABLE)


def _place(of: WaitingEntry) -> tuple[int, int | None, int | None]:
    return of.item, of.variation, of.subevent


async def fill(scope: Scope, found: list[dict[str, Any]]) -> None:
    """The name as one text, by the scheme of its own or of the event."""
    scheme = names.DEFAULT_SCHEME
    if any(values["name_parts"] for values in found):
        state = await scope.tx.one(tables.event_state, event_id=scope.event.id)
        scheme = from_json(state["settings"]).get("name_scheme", scheme) if state is not None else scheme
    for values in found:
        values["name"] = names.shown(values["name_parts"], scheme)


async def saved(scope: Scope, entry_id: int, new: WaitingEntry, old: WaitingEntry | None) -> None:
    """It counts in the quotas of what is waited for (spec 06 §2)."""
    places = {_place(one) for one in (new, old) if one is not None}
    if old is None or len(places) > 1:
        await availability.recount_waiting(scope.tx, scope.event.id, sorted(places, key=str), scope.request.now)


async def deleted(scope: Scope, old: WaitingEntry) -> None:
    """It counts no longer."""
    await availability.recount_waiting(scope.tx, scope.event.id, [_place(old)], scope.request.now)


async def _by_voucher(_scope: Scope, value: str) -> Where:
    wanted = boolean(value)
    return {} if wanted is None else {"voucher_id": IsNot(None) if wanted else None}


WAITING_LIST: Final = Resource(
    name="waitinglistentries",
    text="Who would like to have what cannot be had. Quotas keep room for them; nobody is sent anything.",
    struct=WaitingEntry,
    table=tables.waiting_entry,
    read="event.orders:read",
    write="event.orders:write",
    order=(("created", False), ("id", False)),
    orderings={"id": "id", "created": "created", "email": "email", "item": "item_id"},
    filters=(
        by_value("email", Text()),
        by_value("locale", Text()),
        by_ref("item", tables.item),
        by_ref("variation", tables.variation),
        by_ref("subevent", tables.subevent),
        Filter("has_voucher", _by_voucher, {"type": "boolean"}, "Only those that were sent a voucher, or were not."),
    ),
    check=check,
    settle=settle,
    fill=fill,
    saved=saved,
    deleted=deleted,
)

VERBS: Final = Verbs(WAITING_LIST)
