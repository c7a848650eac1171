"""The kinds of fields: how a value is read from JSON, stored in a column, loaded from it and described."""

from __future__ import annotations

import functools
import re
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from willcall.kit import instants, money, texts
from willcall.rest.kind import (
    ENTRIES_MAX,
    INT32_MAX,
    INT64_MAX,
    Direction,
    Kind,
    Schema,
    Unreadable,
    digits_of,
    entries_of,
    from_json,
    text_of,
    to_json,
    whole_of,
)

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])",
)
_TRUE = frozenset(("true", "t", "yes", "y", "on", "1"))
_FALSE = frozenset(("false", "f", "no", "n", "off", "0"))


class Text(Kind, frozen=True):
    """A text; numbers are taken as their digits, surrounding blanks go, NUL never comes in."""

    at_most: int | None = None
    at_least: int = 0
    blank: bool = False
    pattern: str | None = None
    wrong: str = "This text has the wrong form."

    def read(self, value: object) -> str:
        """Text; blank only where that is allowed."""
        text = text_of(value).strip()
        if not text and not self.blank:
            raise Unreadable("This may not be blank.")
        if self.at_most is not None and len(text) > self.at_most:
            raise Unreadable(f"No more than {self.at_most} characters are possible.")
        if len(text) < self.at_least:
            raise Unreadable(f"At least {self.at_least} characters are needed.")
        if self.pattern is not None and not re.fullmatch(self.pattern, text):
            raise Unreadable(self.wrong)
        return text

    def schema(self, direction: Direction) -> Schema:
        """A string with its bounds."""
        schema: Schema = {"type": "string"}
        if direction == "in":
            if self.at_most is not None:
                schema["maxLength"] = self.at_most
            if self.at_least or not self.blank:
                schema["minLength"] = max(self.at_least, 0 if self.blank else 1)
            if self.pattern is not None:
                schema["pattern"] = f"^(?:{self.pattern})$"
        return schema


class Email(Kind, frozen=True):
    """An address as e-mail writes it, at most 254 characters, or empty."""

    def read(self, value: object) -> str:
        """The address as sent."""
        text = text_of(value).strip()
        if text and (len(text) > _EMAIL_MAX or not _EMAIL.fullmatch(text)):
            raise Unreadable("This is not an e-mail address.")
        return text

    def schema(self, direction: Direction) -> Schema:
        """A string; the format is told for what is taken."""
        return {"type": "string", "maxLength": _EMAIL_MAX} if direction == "in" else {"type": "string"}


_EMAIL_MAX = 254


class Integer(Kind, frozen=True):
    """A whole number of 32 bits; numeric texts are taken, fractions and booleans are not."""

    at_least: int = -INT32_MAX - 1
    at_most: int = INT32_MAX

    def read(self, value: object) -> int:
        """The number within its bounds."""
        number = whole_of(value)
        if number < self.at_least:
            raise Unreadable(f"This must be at least {self.at_least}.")
        if number > self.at_most:
            raise Unreadable(f"This must be at most {self.at_most}.")
        return number

    def schema(self, direction: Direction) -> Schema:
        """An integer with its bounds."""
        return {"type": "integer", "minimum": self.at_least, "maximum": self.at_most}


class Ref(Kind, frozen=True):
    """The id of a row of a table; that it exists is checked against the database afterwards."""

    table: str
    text: str = "There is no such object in this event."
    checked: bool = True
    """False: a rule of the resource looks for the row itself, and says in its own way that there is none."""

    def read(self, value: object) -> int:
        """The id; what is beyond any id reads as 0, which never exists."""
        number = whole_of(value)
        return number if 0 < number <= INT64_MAX else 0

    def schema(self, direction: Direction) -> Schema:
        """A positive integer."""
        shape: Schema = {"type": "integer", "format": "int64", "minimum": 1}
        return shape | ({"maximum": INT64_MAX} if direction == "in" else {})


class RefList(Kind, frozen=True):
    """Ids of rows of a table, without doubles, ascending."""

    table: str
    text: str = "There is no such object in this event."

    def read(self, value: object) -> list[int]:
        """The ids, each once."""
        one = Ref(self.table)
        return sorted({one.read(entry) for entry in entries_of(value)})

    def schema(self, direction: Direction) -> Schema:
        """A list of ids."""
        return {"type": "array", "items": Ref(self.table).schema(direction)}


class Bool(Kind, frozen=True):
    """True or false, also in the words that forms use."""

    def read(self, value: object) -> bool:
        """The truth value."""
        if isinstance(value, bool):
            return value
        word = str(value).strip().lower() if isinstance(value, str | int) else ""
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
        raise Unreadable("This must be true or false.")

    def load(self, stored: Any) -> bool:
        """SQLite stores 0 and 1."""
        return bool(stored)

    def schema(self, direction: Direction) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


class Money(Kind, frozen=True):
    """An amount with two decimals, at most 13 digits in all."""

    at_least: int | None = None

    def read(self, value: object) -> Decimal:
        """The amount of a text or number."""
        if not isinstance(value, str) and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise Unreadable("This is not a number.")
        try:
            amount = money.parse(value if isinstance(value, str) else digits_of(value))
        except money.NotMoney as problem:
            raise Unreadable(str(problem)) from problem
        if self.at_least is not None and amount < self.at_least:
            raise Unreadable(f"This must be at least {self.at_least}.")
        return amount

    def store(self, value: Decimal) -> int:
        """Hundredths."""
        return money.to_minor(value)

    def load(self, stored: int) -> Decimal:
        """An amount."""
        return money.from_minor(stored)

    def revive(self, stored: str) -> Decimal:
        """An amount."""
        return Decimal(stored)

    def schema(self, direction: Direction) -> Schema:
        """A string like "23.00"."""
        sign = "" if self.at_least is not None and self.at_least >= 0 else "-?"
        return {"type": "string", "pattern": rf"^{sign}\d{{1,11}}\.\d\d$", "examples": ["23.00"]}


class Instant(Kind, frozen=True):
    """An ISO 8601 datetime, UTC on output."""

    def read(self, value: object) -> datetime:
        """The instant in UTC."""
        if isinstance(value, str) and "\0" not in value:
            try:
                return instants.parse(value.strip())
            except ValueError:
                pass
        raise Unreadable("This is not an ISO 8601 datetime such as 2026-12-24T18:00:00Z.")

    def store(self, value: datetime) -> int:
        """Microseconds."""
        return instants.to_us(value)

    def load(self, stored: int) -> datetime:
        """An aware datetime."""
        return instants.from_us(stored)

    def revive(self, stored: str) -> datetime:
        """An aware datetime."""
        return instants.parse(stored)

    def schema(self, direction: Direction) -> Schema:
        """A date-time."""
        return {"type": "string", "format": "date-time"}


class MultiText(Kind, frozen=True):
    """A text in several languages: an object, or a plain string for the default language."""

    def read(self, value: object) -> texts.Texts:
        """The object as sent; unknown languages and other values than texts are refused."""
        if isinstance(value, str):
            return {texts.DEFAULT_LANGUAGE: text_of(value)}
        if not isinstance(value, dict):
            raise Unreadable("This must be a text, or an object of language and text.")
        unknown = [key for key in value if key not in texts.LANGUAGES]
        if unknown:
            raise Unreadable(f'"{unknown[0][:20]}" is no language that is known here.')
        if not all(isinstance(text, str) for text in value.values()):
            raise Unreadable("Each language needs a text.")
        return {key: text_of(text) for key, text in value.items()}

    def store(self, value: texts.Texts) -> str:
        """JSON."""
        return to_json(value)

    def load(self, stored: str) -> texts.Texts:
        """The object."""
        return from_json(stored)  # type: ignore[no-any-return]

    def schema(self, direction: Direction) -> Schema:
        """An object of strings by language code."""
        schema: Schema = {"type": "object", "additionalProperties": {"type": "string"}, "examples": [{"en": "Ticket"}]}
        if direction == "in":
            schema["propertyNames"] = {"enum": sorted(texts.LANGUAGES)}
        return schema


class Choice(Kind, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: object) -> str:
        """The word."""
        if isinstance(value, str) and value in self.words:
            return value
        raise Unreadable(f"This must be one of: {', '.join(self.words)}.")

    def schema(self, direction: Direction) -> Schema:
        """An enumeration."""
        return {"type": "string", "enum": list(self.words)}


class Zone(Kind, frozen=True):
    """A time zone by its IANA name."""

    def read(self, value: object) -> str:
        """The name."""
        if isinstance(value, str) and value in _zones():
            return value
        raise Unreadable("This is not a time zone such as Europe/Berlin.")

    def schema(self, direction: Direction) -> Schema:
        """A string."""
        return {"type": "string", "examples": ["Europe/Berlin"]}


class Words(Kind, frozen=True):
    """A list of short texts, each once, in the order given."""

    allowed: frozenset[str] | None = None

    def read(self, value: object) -> list[str]:
        """The texts."""
        one = Text(at_most=190)
        words = list(dict.fromkeys(one.read(entry) for entry in entries_of(value)))
        unknown = [word for word in words if self.allowed is not None and word not in self.allowed]
        if unknown:
            raise Unreadable(f'"{unknown[0][:100]}" is not known here.')
        return words

    def store(self, value: list[str]) -> str:
        """JSON."""
        return to_json(value)

    def load(self, stored: str) -> list[str]:
        """The list."""
        return from_json(stored)  # type: ignore[no-any-return]

    def schema(self, direction: Direction) -> Schema:
        """A list of strings."""
        entry: Schema = {"type": "string"}
        if direction == "in":
            entry |= {"enum": sorted(self.allowed)} if self.allowed is not None else {"minLength": 1, "maxLength": 190}
        return {"type": "array", "items": entry}


class TextMap(Kind, frozen=True):
    """An object of texts; numbers become texts, anything deeper is refused."""

    def read(self, value: object) -> dict[str, str]:
        """The object."""
        if not isinstance(value, dict) or len(value) > ENTRIES_MAX:
            raise Unreadable("This must be an object of texts.")
        return {text_of(key): text_of(inner) for key, inner in value.items()}

    def store(self, value: dict[str, str]) -> str:
        """JSON."""
        return to_json(value)

    def load(self, stored: str) -> dict[str, str]:
        """The object."""
        return from_json(stored)  # type: ignore[no-any-return]

    def schema(self, direction: Direction) -> Schema:
        """An object of strings."""
        return {"type": "object", "additionalProperties": {"type": "string"}}


class Described(Kind, frozen=True, eq=False):
    """A value that is only shown: its schema says all there is to say."""

    shape: Schema

    def schema(self, direction: Direction) -> Schema:
        """The schema."""
        return self.shape


@functools.cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
