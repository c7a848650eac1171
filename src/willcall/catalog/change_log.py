"""The change log: who changed what in an event, when, and how it was before and after; read only (spec 04 §12).

To read it one must be allowed to change the settings of the event. What an entry says about an object that the caller
may not read is left out of it: that something was done to a voucher is told, its code is not.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Final

import msgspec

from willcall.db import tables
from willcall.rest.fields import READ_ONLY, Mark, object_schema
from willcall.rest.kind import Direction, Kind, Schema, from_json
from willcall.rest.kinds import Described, Instant, Ref, Text
from willcall.rest.pages import by_value, query_parameters
from willcall.rest.resource import Resource, Verbs
from willcall.rest.routes import EVENT, Operation, Path, page_schema
from willcall.rest.scope import Scope

TEXT: Final = "Who changed what in an event, and how it was before and after."
READ: Final = "event.settings.general:write"

NEEDED: Final = {"vouchers": "event.vouchers:read", "waitinglistentries": "event.orders:read"}
"""Resources that not everybody reads who reaches the event, and what it takes (spec 04 §3)."""


class Said(Kind, frozen=True):
    """An object as it was, in the form in which its resource shows it."""

    def load(self, stored: str) -> Any:
        """The object."""
        return from_json(stored)

    def schema(self, direction: Direction) -> Schema:
        """An object of any shape."""
        return {"type": "object"}


WHICH: Final = Described({"type": "integer", "minimum": 0})
"""The id of the object, or of the one that it is a part of; 0 for seats of the event itself."""


def _column(name: str) -> Mark:
    return Mark(read_only=True, column=name)


class Entry(msgspec.Struct, kw_only=True):
    """One change."""

    id: Annotated[int, Ref("change_log"), READ_ONLY]
    datetime: Annotated[dt.datetime, Instant(), _column("at")]
    resource: Annotated[str, Text(), READ_ONLY]
    object: Annotated[int, WHICH, _column("object_id")]
    action: Annotated[str, Text(), READ_ONLY]
    token: Annotated[int | None, Ref("token"), _column("token_id")]
    before: Annotated[dict[str, Any] | None, Said(), READ_ONLY]
    after: Annotated[dict[str, Any] | None, Said(), READ_ONLY]


async def fill(scope: Scope, found: list[dict[str, Any]]) -> None:
    """Takes out what the caller could not read elsewhere."""
    for values in found:
        if not scope.request.caller.may(NEEDED.get(values["resource"])):
            values["before"] = values["after"] = None


CHANGE_LOG: Final = Resource(
    name="changelog",
    struct=Entry,
    table=tables.change_log,
    read=READ,
    order=(("at", True), ("id", True)),
    filters=(by_value("resource", Text(at_most=100)), by_value("object", Ref("item"), "object_id")),
    fill=fill,
)

VERBS: Final = Verbs(CHANGE_LOG)


def paths() -> tuple[Path]:
    """The endpoint of the log, newest change first."""
    resource = CHANGE_LOG
    operation = Operation(
        "GET", "changelog_list", "List changes, newest first", VERBS.list,
        gives=page_schema(object_schema(resource.fields, "out")), query=tuple(query_parameters(resource.filters, {})),
    )  # fmt: skip
    return (Path(f"{EVENT}changelog/", (operation,), "changelog", read=READ, text=TEXT, thing="Change"),)
