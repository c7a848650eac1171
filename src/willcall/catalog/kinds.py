"""Kinds of fields that only the catalogue knows: what other resources will bring later, and degrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from willcall.rest.kind import Direction, Kind, Schema, Unreadable

MODES: Final = ("hide", "info")
"""What the shop does with something that cannot be bought now: hide it, or show it with the reason (spec 05 §5)."""


@dataclass(frozen=True)
class Later(Kind):
    """The id of something that cannot exist yet: null is all that it takes."""

    text: str

    def read(self, value: object) -> None:
        """Never anything."""
        raise Unreadable(self.text)

    def schema(self, direction: Direction) -> Schema:
        """An integer where it is shown, so that clients need not change later; null alone is taken."""
        return {"type": "integer"} if direction == "out" else {"enum": [None]}


@dataclass(frozen=True)
class EmptyObject(Kind):
    """An object about something that cannot exist yet: `{}` is all that it takes."""

    text: str

    def read(self, value: object) -> dict[str, int]:
        """The empty object."""
        if value == {}:
            return {}
        raise Unreadable(self.text)

    def schema(self, direction: Direction) -> Schema:
        """An object; empty where it is taken."""
        schema: Schema = {"type": "object", "additionalProperties": {"type": "integer"}}
        return schema if direction == "out" else schema | {"maxProperties": 0}


@dataclass(frozen=True)
class Ignored(Kind):
    """A list that is taken and forgotten: it does nothing here."""

    def read(self, value: object) -> list[object]:
        """Nothing of it."""
        return []

    def schema(self, direction: Direction) -> Schema:
        """A list."""
        return {"type": "array", "items": {}}


@dataclass(frozen=True)
class Degrees(Kind):
    """A latitude or longitude."""

    at_most: int

    def read(self, value: object) -> float:
        """The number within its bounds."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Unreadable("This is not a number.")
        try:
            degrees = float(value)
        except (ValueError, OverflowError) as error:
            raise Unreadable("This is not a number.") from error
        if not -self.at_most <= degrees <= self.at_most:
            raise Unreadable(f"This must be between -{self.at_most} and {self.at_most}.")
        return degrees

    def schema(self, direction: Direction) -> Schema:
        """A number with its bounds."""
        return {"type": "number", "minimum": -self.at_most, "maximum": self.at_most}
