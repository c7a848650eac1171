"""Kinds of fields that only the catalogue knows: numbers, days, degrees, and lists of whatever shape."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

from willcall.rest.kind import Direction, Kind, Schema, Unreadable, digits_of, entries_of

MODES: Final = ("hide", "info")
"""What the shop does with something that cannot be bought now: hide it, or show it with the reason (spec 05 §5)."""


class Ignored(Kind, frozen=True):
    """A list that is taken and forgotten: it does nothing here."""

    def read(self, value: object) -> list[object]:
        """Nothing of it."""
        return []

    def schema(self, direction: Direction) -> Schema:
        """A list."""
        return {"type": "array", "items": {}}


class Degrees(Kind, frozen=True):
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


_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:e[+-]?\d{1,2})?", re.IGNORECASE | re.ASCII)


class Number(Kind, frozen=True):
    """A decimal number; it shows `shown` places at least, and more only if it has them (spec 04 §6)."""

    digits: int
    """Before the point."""
    places: int
    """Behind it."""
    shown: int = 0
    at_least: int | None = None
    at_most: int | None = None

    def read(self, value: object) -> Decimal:
        """The number of a text or number."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Unreadable("This is not a number.")
        text = (value if isinstance(value, str) else digits_of(value)).strip()
        if not _NUMBER.fullmatch(text):
            raise Unreadable("This is not a number.")
        number = Decimal(text)
        _, digits, exponent = number.as_tuple()
        assert isinstance(exponent, int)
        if -exponent > self.places:
            raise Unreadable(f"No more than {self.places} decimal places are possible.")
        if len(digits) + exponent > self.digits:
            raise Unreadable(f"No more than {self.digits} digits before the point are possible.")
        if self.at_least is not None and number < self.at_least:
            raise Unreadable(f"This must be at least {self.at_least}.")
        if self.at_most is not None and number > self.at_most:
            raise Unreadable(f"This must be at most {self.at_most}.")
        return self.load(self.store(number))

    def store(self, value: Decimal) -> int:
        """In units of the last place."""
        return int(value.scaleb(self.places))

    def load(self, stored: int) -> Decimal:
        """The number, with the places that it is shown with."""
        places = self.places
        while places > self.shown and stored % 10 == 0:
            stored, places = stored // 10, places - 1
        return Decimal(stored).scaleb(-places)

    def revive(self, stored: str) -> Decimal:
        """The number."""
        return Decimal(stored)

    def schema(self, direction: Direction) -> Schema:
        """A string of digits."""
        sign = "" if self.at_least is not None and self.at_least >= 0 else "-?"
        places = rf"\.\d{{{self.shown},{self.places}}}" if self.shown else rf"(\.\d{{1,{self.places}}})?"
        return {"type": "string", "pattern": rf"^{sign}\d{{1,{self.digits}}}{places}$"}


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Day(Kind, frozen=True):
    """A date without a time."""

    def read(self, value: object) -> str:
        """The date as it is written."""
        if isinstance(value, str) and _DAY.fullmatch(text := value.strip()):
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError:
                pass
        raise Unreadable("This is not a date such as 2026-12-24.")

    def schema(self, direction: Direction) -> Schema:
        """A date."""
        return {"type": "string", "format": "date"}


class Objects(Kind, frozen=True):
    """A list of objects that are kept as they are."""

    def read(self, value: object) -> list[dict[str, Any]]:
        """The objects."""
        objects = [entry for entry in entries_of(value) if isinstance(entry, dict)]
        if len(objects) < len(entries_of(value)):
            raise Unreadable("Each entry must be an object.")
        return objects

    def schema(self, direction: Direction) -> Schema:
        """A list of objects of any shape."""
        return {"type": "array", "items": {"type": "object"}}
