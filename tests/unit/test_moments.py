"""Moments of settings: instants, and distances from a date of the event (spec 04 §6)."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

import pytest

from willcall.kit import instants
from willcall.kit.moments import Relative, parse

BERLIN: Final = ZoneInfo("Europe/Berlin")


def us(text: str) -> int:
    """An instant in microseconds."""
    return instants.to_us(instants.parse(text))


DATES: Final = {
    "date_from": us("2026-06-27T10:00:00Z"),  # noon in Berlin
    "date_to": None,
    "presale_end": us("2026-06-20T21:59:00Z"),
}


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z"),
        ("2026-01-01", "2026-01-01T00:00:00Z"),
        ("RELDATE/1/18:00:00/date_from/", "2026-06-26T16:00:00Z"),
        ("RELDATE/1/18:00:00/date_from", "2026-06-26T16:00:00Z"),
        ("RELDATE/1/18:00:00/date_from/after", "2026-06-28T16:00:00Z"),
        ("RELDATE/0/-/date_from/", "2026-06-27T10:00:00Z"),
        ("RELDATE//8:05:13/date_from/", "2026-06-27T06:05:13Z"),
        ("RELDATE/minutes/90/date_from/", "2026-06-27T08:30:00Z"),
        ("RELDATE/minutes/90/date_from/after", "2026-06-27T11:30:00Z"),
        ("RELDATE/1/-/presale_end/", "2026-06-19T21:59:00Z"),
    ],
)
def test_moment_is_told_in_either_way(text: str, instant: str) -> None:
    moment = parse(text)

    assert (moment.instant(DATES, BERLIN) if isinstance(moment, Relative) else moment) == us(instant)


@pytest.mark.parametrize("base", ["date_to", "date_admission"])
def test_date_that_is_missing_is_the_beginning(base: str) -> None:
    moment = parse(f"RELDATE/minutes/1/{base}/")
    assert isinstance(moment, Relative)

    assert moment.instant(DATES, BERLIN) == us("2026-06-27T09:59:00Z")


def test_days_are_those_of_the_calendar_there() -> None:
    """Clocks go forward in the night to 29 March: three days earlier at the same time of day are 71 hours."""
    moment = parse("RELDATE/3/-/date_from/")
    assert isinstance(moment, Relative)

    assert moment.instant({"date_from": us("2026-03-30T10:00:00Z")}, BERLIN) == us("2026-03-27T11:00:00Z")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("RELDATE/99999/-/date_from/", "0001-01-01T00:00:00Z"),
        ("RELDATE/99999/-/date_from/after", "9999-12-31T23:59:59.999999Z"),
        ("RELDATE/minutes/99999999/date_from/", "0001-01-01T00:00:00Z"),
    ],
)
def test_nothing_lies_outside_of_the_calendar(text: str, instant: str) -> None:
    moment = parse(text)
    assert isinstance(moment, Relative)
    base = us("9999-12-31T00:00:00Z" if moment.after else "0001-01-02T00:00:00Z")

    assert moment.instant({"date_from": base}, BERLIN) == us(instant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "RELDATE/",
        "RELDATE/1/18:00:00/",
        "RELDATE/1/18:00:00/doors_open/",
        "RELDATE/1/24:00:00/date_from/",
        "RELDATE/1/18:00/date_from/",
        "RELDATE/-1/18:00:00/date_from/",
        "RELDATE/100000/18:00:00/date_from/",
        "RELDATE/minutes//date_from/",
        "RELDATE/minutes/5/date_from/before",
        "RELDATE/1/18:00:00/date_from/ ",
    ],
)
def test_anything_else_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"not|must"):
        parse(text)
