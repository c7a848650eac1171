"""How the fields of a body that is right become what is asked for, one step each, without a stop in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from willcall.kit import instants, money
from willcall.rest.fields import Fields


class Step(msgspec.Struct, frozen=True):
    """How a field of a body gets into `Wanted`."""

    name: str
    """Its name there."""
    read: Callable[[object], Any]
    nullable: bool
    made: Callable[[Any], Any] | None
    """What becomes of the value that was read; None if it stays."""


def steps_of(fields: Fields) -> Mapping[str, Step]:
    """The step of each field of a position or a child, by its name on the wire."""
    names_there = {"item": "item_id", "variation": "variation_id", "subevent": "subevent_id"}
    names_there["attendee_name_parts"] = "name_parts"
    made: dict[str, Callable[[Any], Any]] = {"price": money.to_minor, "expires": instants.to_us, "cart_id": _or_none}
    return {
        one.name: Step(names_there.get(one.name, one.name), one.kind.read, one.nullable, made.get(one.name))
        for one in fields
    }


def _or_none(text: str) -> str | None:
    return text or None
