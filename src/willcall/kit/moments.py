"""Moments as settings hold them: an instant, or a distance from one of an event's dates (spec 04 §6).

`RELDATE/1/18:00:00/date_from/` is the day before the event begins, at six in the evening where it takes place; with `-`
for the time it is at the time of day of the date itself. `RELDATE/minutes/90/presale_end/after` is an hour and a half
after the end of the presale.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from willcall.kit import instants

BASES: Final = ("date_from", "date_to", "date_admission", "presale_start", "presale_end")
"""The dates that a distance can be measured from; the first is the one that is never missing."""

RELATIVE: Final = "RELDATE/"

# Up to 273 years of days, or 190 of minutes.
_FORM: Final = re.compile(
    RELATIVE + r"(?:minutes/(?P<minutes>\d{1,8})|(?P<days>\d{0,5})/(?P<at>-|\d{1,2}:\d{1,2}:\d{1,2}))"
    r"/(?P<base>[a-z_]+)(?:/(?P<after>after)?)?",
    re.ASCII,
)

_FIRST: Final = dt.datetime.min.replace(tzinfo=dt.UTC)
_LAST: Final = dt.datetime.max.replace(tzinfo=dt.UTC)

Dates = Mapping[str, int | None]
"""The dates of an event by name, in microseconds; `date_from` is always there."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A distance from a date: minutes, or days with a time of day."""

    base: str
    days: int = 0
    minutes: int | None = None
    at: dt.time | None = None
    after: bool = False

    def instant(self, dates: Dates, zone: ZoneInfo) -> int:
        """The instant in microseconds: measured from `date_from` if the event has no such date.

        Days are those of the calendar where the event takes place, whatever its clocks do in between. What lies
        outside of the calendar is its first or its last instant.
        """
        known = dates.get(self.base)
        base = dates[BASES[0]] if known is None else known
        assert base is not None
        distance = dt.timedelta(days=self.days) if self.minutes is None else dt.timedelta(minutes=self.minutes)
        distance = distance if self.after else -distance
        try:
            if self.minutes is not None:
                return instants.to_us(instants.from_us(base) + distance)
            there = instants.from_us(base).astimezone(zone) + distance
            if self.at is not None:
                there = dt.datetime.combine(there.date(), self.at, zone)
            return instants.to_us(there.astimezone(dt.UTC))
        except OverflowError:
            return instants.to_us(_LAST if self.after else _FIRST)


def parse(text: str) -> Relative | int:
    """A distance, or an instant in microseconds; ValueError for anything else."""
    if not text.startswith(RELATIVE):
        return instants.to_us(instants.parse(text))
    found = _FORM.fullmatch(text)
    if found is None or found["base"] not in BASES:
        msg = "not a distance from a date"
        raise ValueError(msg)
    after = found["after"] is not None
    if found["minutes"] is not None:
        return Relative(found["base"], minutes=int(found["minutes"]), after=after)
    at: dt.time | None = None
    if found["at"] != "-":
        hour, minute, second = map(int, found["at"].split(":"))
        at = dt.time(hour, minute, second)
    return Relative(found["base"], int(found["days"] or 0), at=at, after=after)
