"""What a kind of field is, and the reading that all kinds share.

`read` takes what a JSON decoder gives and coerces as spec 04 §6 says; what it cannot take raises `Unreadable` with a
text for the client. Null and absence are not its business (`fields` deals with both).
"""

from __future__ import annotations

import re
from typing import Any, Final, Literal

import msgspec

Direction = Literal["in", "out"]
Schema = dict[str, Any]

INT32_MAX: Final = 2**31 - 1
INT64_MAX: Final = 2**63 - 1
ENTRIES_MAX: Final = 10_000
"""Entries of a list or object inside a body: far above any real catalogue, far below what hurts."""

_WHOLE = re.compile(r"[+-]?\d{1,30}(?:\.0*)?", re.ASCII)


class Unreadable(Exception):
    """Why a value cannot be taken: `problem` is a list of texts, or nested problems."""

    def __init__(self, problem: object) -> None:
        super().__init__(problem)
        self.problem = [problem] if isinstance(problem, str) else problem


class Kind(msgspec.Struct, frozen=True):
    """A kind of field; the defaults suit values that JSON and the database share."""

    def read(self, value: object) -> Any:
        """The value of a JSON value; `Unreadable` if it has none."""
        raise NotImplementedError

    def store(self, value: Any) -> Any:
        """The column's value."""
        return value

    def load(self, stored: Any) -> Any:
        """The value of a column's value (never called for NULL)."""
        return stored

    def revive(self, stored: Any) -> Any:
        """The value of what JSON made of it, where it is one of the details (never called for null)."""
        return stored

    def schema(self, direction: Direction) -> Schema:
        """JSON Schema of what is sent (`out`) or taken in its normal form (`in`)."""
        raise NotImplementedError


def to_json(value: object) -> str:
    """JSON for a column."""
    return msgspec.json.encode(value).decode()


def from_json(stored: str) -> Any:
    """What a column holds as JSON."""
    return msgspec.json.decode(stored)


def text_of(value: object) -> str:
    """A text; numbers are taken as their digits, NUL never comes in."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable("This must be a text.")
    else:
        text = digits_of(value)
    if "\0" in text:
        raise Unreadable("The NUL character is not possible.")
    return text


def whole_of(value: object) -> int:
    """A whole number; numeric texts are taken, booleans are not."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value.strip().split(".")[0])
    raise Unreadable("This must be a whole number.")


def entries_of(value: object) -> list[object]:
    """The entries of a list."""
    if not isinstance(value, list) or len(value) > ENTRIES_MAX:
        raise Unreadable("This must be a list.")
    return value


def digits_of(value: float) -> str:
    """A number as text."""
    if isinstance(value, int) and not -(10**40) < value < 10**40:
        raise Unreadable("This number is too large.")
    return str(value)
