"""Lists of objects nested in another object: taken on creation alone, shown always (spec 04 §8, §9)."""

from __future__ import annotations

import functools
from typing import Any, Final

import msgspec

from willcall.rest.fields import fields_of, object_schema, read_fields
from willcall.rest.kind import Direction, Kind, Schema, Unreadable
from willcall.rest.problems import NON_FIELD

ENTRIES_MAX: Final = 500
"""Entries of one nested list: each is checked and written by itself; what is more goes to the endpoint of its own."""


class Nested(Kind, frozen=True, dict=True):
    """A list of objects of a struct; problems are told in step with the list. Some fields may be kept out of sight."""

    struct: type[msgspec.Struct]
    hidden: frozenset[str] = frozenset()

    @functools.cached_property
    def _out_of_sight(self) -> tuple[str, ...]:
        return (*fields_of(self.struct).hidden, *self.hidden)

    def read(self, value: object) -> list[dict[str, Any]]:
        """The values of each entry."""
        if not isinstance(value, list):
            raise Unreadable({NON_FIELD: ["This must be a list."]})
        if len(value) > ENTRIES_MAX:
            raise Unreadable({NON_FIELD: [f"No more than {ENTRIES_MAX} entries are possible."]})
        entries = [read_fields(fields_of(self.struct), entry, "create") for entry in value]
        if any(problems for _, problems in entries):
            raise Unreadable([problems for _, problems in entries])
        return [values for values, _ in entries]

    def shown(self, values: dict[str, Any]) -> dict[str, Any]:
        """An entry as it is shown: the same values without what is out of sight here."""
        for name in self._out_of_sight:
            del values[name]
        return values

    def schema(self, direction: Direction) -> Schema:
        """A list of objects."""
        seen = tuple(field for field in fields_of(self.struct) if field.name not in self._out_of_sight)
        return {"type": "array", "items": object_schema(seen, direction)}
