"""Identifiers of questions and of options: chosen by the client or made here, unique in the event (spec 05 §11).

A resource with one declares `Identifier` and `IdentifierKey` as `identifier` and `identifier_key`, and calls `settle`
and `check`.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Any, Final, Protocol

import sqlalchemy as sa
from msgspec import UNSET, UnsetType

from willcall.db.conditions import IsNot
from willcall.rest.fields import Mark
from willcall.rest.kinds import Text
from willcall.rest.problems import Invalid
from willcall.rest.scope import Scope

TAKEN: Final = "Something else in this event has this identifier, in upper or lower case."
ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ3456789"
"""Without what is easily misread."""
LENGTH: Final = 8

Identifier = Annotated[str | UnsetType | None, Text(at_most=190)]
"""`identifier`: null asks for one that is made here, and so does leaving it out when there is none yet."""

IdentifierKey = Annotated[str, Text(), Mark(read_only=True, write_only=True)]
"""`identifier_key`: what the database compares; neither taken nor shown."""


class Identified(Protocol):
    """An object that has an identifier."""

    id: int
    identifier_key: str


async def settle(scope: Scope, table: sa.Table, values: dict[str, Any]) -> None:
    """Makes an identifier where none is given, and the key of it."""
    if values["identifier"] is UNSET and "id" in values:
        row = await scope.tx.one(table, event_id=scope.event.id, id=values["id"])
        assert row is not None, "it was read in this transaction"
        values["identifier"] = row["identifier"]
    elif values["identifier"] in (UNSET, None):
        values["identifier"] = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    values["identifier_key"] = values["identifier"].lower()


async def check(scope: Scope, table: sa.Table, new: Identified) -> None:
    """Two that differ by case only are the same."""
    same = {"event_id": scope.event.id, "identifier_key": new.identifier_key, "id": IsNot(new.id)}
    if await scope.tx.count(table, same):
        raise Invalid.field("identifier", TAKEN)
