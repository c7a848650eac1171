"""Conditions on a column, for the `where` of the verbs: `{"event_id": 7, "id": OneOf(wanted), "created": AtLeast(t)}`.

A plain value means equal, None means IS NULL, anything else is one of these. They hold data only; `statements` turns
them into SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection


class Condition(msgspec.Struct, frozen=True):
    """What every condition is, so that it can be told from a plain value."""


class OneOf(Condition, frozen=True):
    """Equal to one of these; of none, when there are none."""

    values: Collection[int] | Collection[str]


class Rare(Condition, frozen=True):
    """Equal to this, as few rows of the event are: the column's index leads to them.

    SQLite, which has no statistics, takes every event for so small that no index within it were worth its while.
    """

    value: object


class AtLeast(Condition, frozen=True):
    """`>=`."""

    value: object


class AtMost(Condition, frozen=True):
    """`<=`."""

    value: object


class Above(Condition, frozen=True):
    """`>`."""

    value: object


class Below(Condition, frozen=True):
    """`<`."""

    value: object


class IsNot(Condition, frozen=True):
    """Different, NULL counted as a value; `IsNot(None)` asks for any value at all."""

    value: object


class Contains(Condition, frozen=True):
    """Has these characters in it, in upper or lower case. In a JSON column the needle is looked for as JSON writes it.

    PostgreSQL needs a database with a UTF-8 locale to know the cases of letters beyond ASCII.
    """

    text: str


class EndsWith(Condition, frozen=True):
    """Ends in exactly these characters."""

    text: str


class AllOf(Condition, frozen=True):
    """Several conditions on one column, such as both ends of a range."""

    conditions: tuple[Condition, ...]
