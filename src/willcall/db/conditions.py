"""Conditions on a column, for the `where` of the verbs: `{"event_id": 7, "id": OneOf(wanted), "created": AtLeast(t)}`.

A plain value means equal, None means IS NULL, anything else is one of these. They hold data only; `statements` turns
them into SQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class Condition:
    """What every condition is, so that it can be told from a plain value."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OneOf(Condition):
    """Equal to one of these; of none, when there are none."""

    values: Collection[int] | Collection[str]


@dataclass(frozen=True, slots=True)
class Rare(Condition):
    """Equal to this, as few rows of the event are: the column's index leads to them.

    SQLite, which has no statistics, takes every event for so small that no index within it were worth its while.
    """

    value: object


@dataclass(frozen=True, slots=True)
class AtLeast(Condition):
    """`>=`."""

    value: object


@dataclass(frozen=True, slots=True)
class AtMost(Condition):
    """`<=`."""

    value: object


@dataclass(frozen=True, slots=True)
class Above(Condition):
    """`>`."""

    value: object


@dataclass(frozen=True, slots=True)
class Below(Condition):
    """`<`."""

    value: object


@dataclass(frozen=True, slots=True)
class IsNot(Condition):
    """Different, NULL counted as a value; `IsNot(None)` asks for any value at all."""

    value: object


@dataclass(frozen=True, slots=True)
class Contains(Condition):
    """Has these characters in it, in upper or lower case. In a JSON column the needle is looked for as JSON writes it.

    PostgreSQL needs a database with a UTF-8 locale to know the cases of letters beyond ASCII.
    """

    text: str


@dataclass(frozen=True, slots=True)
class EndsWith(Condition):
    """Ends in exactly these characters."""

    text: str


@dataclass(frozen=True, slots=True)
class AllOf(Condition):
    """Several conditions on one column, such as both ends of a range."""

    conditions: tuple[Condition, ...]
