"""Organizers: whoever asks sees their own; they are made by the command line (spec 05 §1)."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec

from willcall.db import tables
from willcall.db.tx import Row, Tx
from willcall.rest.fields import DERIVED, READ_ONLY, fields_of, from_row, object_schema
from willcall.rest.kinds import Described, Text
from willcall.rest.pages import envelope, page_of, query_parameters, settled
from willcall.rest.problems import Denied
from willcall.rest.request import Answer, Request
from willcall.rest.routes import Operation, Path, page_schema


class Organizer(msgspec.Struct, kw_only=True):
    """An organizer as clients see it (spec 05 §1)."""

    name: Annotated[str, Text(), READ_ONLY]
    slug: Annotated[str, Text(), READ_ONLY]
    public_url: Annotated[str | None, Text(), READ_ONLY]
    plugins: Annotated[list[str], Described({"type": "array", "items": {"type": "string"}}), DERIVED] = []


FIELDS: Final = fields_of(Organizer)

TEXT: Final = (
    "Whoever sells tickets. A token belongs to one organizer and sees no other. They are made on the command line."
)


async def list_organizers(request: Request, tx: Tx) -> Answer:
    """The caller's own, and nobody else's (spec 04 §3)."""
    row = await tx.one(tables.organizer, id=request.caller.organizer_id)
    results = [] if row is None else [_shown(request, row)]
    page = settled(page_of(request), len(results))
    return Answer(value=envelope(request, page, len(results), results))


async def read_organizer(request: Request, tx: Tx) -> Answer:
    """One organizer."""
    row = await tx.one(tables.organizer, id=request.organizer.id)
    if row is None:
        raise Denied
    return Answer(value=_shown(request, row))


def _shown(request: Request, row: Row) -> dict[str, Any]:
    values = from_row(FIELDS, row)
    return values | {"public_url": values["public_url"] or f"{request.base_url}/{values['slug']}/"}


def paths() -> tuple[Path, ...]:
    """The endpoints of organizers; they only read."""
    out = object_schema(FIELDS, "out")
    query = tuple(query_parameters((), {}))
    listed = Operation(
        "GET", "organizers_list", "List organizers", list_organizers, gives=page_schema(out), query=query
    )
    single = Operation("GET", "organizers_read", "Read an organizer", read_organizer, gives=out)
    return (
        Path("organizers/", (listed,), tag="organizers", reach="root", text=TEXT),
        Path("organizers/{organizer}/", (single,), tag="organizers", reach="organizer"),
    )
