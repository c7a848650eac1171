"""Instants: integers of microseconds since 1970 in the database, aware UTC datetimes at the edge.

An instant without an offset is read as UTC, a bare date as its midnight (spec 04 §6).
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Tells the present instant in microseconds; passed in wherever a rule depends on time."""

SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
DAY_US = 24 * 60 * MINUTE_US

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_FORM = re.compile(
    r"\d{4}-\d\d-\d\d"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE | re.ASCII,
)


def now_us() -> int:
    """The wall clock."""
    return time.time_ns() // 1000


def parse(text: str) -> dt.datetime:
    """The instant an ISO 8601 text means, in UTC; ValueError for anything else."""
    if not _FORM.fullmatch(text):
        msg = "not an ISO 8601 datetime"
        raise ValueError(msg)
    value = dt.datetime.fromisoformat(text.upper().replace(",", "."))
    if value.tzinfo is None:
        return value.replace(tzinfo=dt.UTC)
    try:
        return value.astimezone(dt.UTC)
    except OverflowError as error:
        msg = "outside of the calendar"
        raise ValueError(msg) from error


def to_us(value: dt.datetime) -> int:
    """An aware datetime in microseconds."""
    return (value - _EPOCH) // dt.timedelta(microseconds=1)


def from_us(value: int) -> dt.datetime:
    """Microseconds as an aware UTC datetime."""
    return _EPOCH + dt.timedelta(0, 0, value)
