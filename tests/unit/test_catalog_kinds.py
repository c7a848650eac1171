"""Kinds of fields that only the catalogue knows."""

from __future__ import annotations

from typing import Final

import pytest

from willcall.catalog.kinds import Day, Degrees, Ignored, Number, Objects
from willcall.rest.kind import Kind, Unreadable


@pytest.mark.parametrize(
    ("kind", "sent", "wanted"),
    [
        (Degrees(90), 49.5, 49.5),
        (Degrees(90), "-90", -90.0),
        (Ignored(), [{"start": "now"}], []),
    ],
)
def test_taken(kind: Kind, sent: object, wanted: object) -> None:
    """As what it means."""
    assert kind.read(sent) == wanted


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        (Degrees(90), 90.001),
        (Degrees(90), "NaN"),
        (Degrees(90), "inf"),
        (Degrees(90), "north"),
        (Degrees(90), True),
        (Degrees(90), []),
        (Degrees(90), 10**400),
    ],
)
def test_refused(kind: Kind, sent: object) -> None:
    """With a text."""
    with pytest.raises(Unreadable):
        kind.read(sent)


RATE: Final = Number(digits=3, places=4, shown=2, at_least=0, at_most=100)
BOUND: Final = Number(digits=16, places=6)


@pytest.mark.parametrize(
    ("kind", "sent", "shown"),
    [
        (RATE, "19", "19.00"),
        (RATE, "19.5000", "19.50"),
        (RATE, "8.1250", "8.125"),
        (RATE, 0, "0.00"),
        (RATE, "100.0000", "100.00"),
        (BOUND, "-12.50", "-12.5"),
        (BOUND, "1200", "1200"),
        (BOUND, " 1e3 ", "1000"),
        (BOUND, "-0", "0"),
        (BOUND, "0.000001", "0.000001"),
        (BOUND, "9999999999999999.999999", "9999999999999999.999999"),
    ],
)
def test_number_shows_no_more_places_than_it_needs(kind: Number, sent: object, shown: str) -> None:
    """And comes back from the database and from JSON as it was."""
    number = kind.read(sent)

    assert str(number) == shown
    assert str(kind.load(kind.store(number))) == shown
    assert str(kind.revive(shown)) == shown


@pytest.mark.parametrize(
    "value", [True, None, [], "", "x", "NaN", "1,5", "-0.5", "100.0001", "1000", "1.00001", "1e99"]
)
def test_number_out_of_bounds(value: object) -> None:
    with pytest.raises(Unreadable):
        RATE.read(value)


def test_day() -> None:
    """A date that exists, as ISO 8601 writes it."""
    assert Day().read(" 2028-02-29 ") == "2028-02-29"
    for value in ("2030-02-29", "20300101", "2030-01-01T00:00:00Z", 20300101, None):
        with pytest.raises(Unreadable):
            Day().read(value)


def test_objects() -> None:
    """Kept as they are; nothing else is among them."""
    assert Objects().read([{"a": [1]}, {}]) == [{"a": [1]}, {}]
    others: tuple[object, ...] = ({}, [{}, 1], "a", None)
    for value in others:
        with pytest.raises(Unreadable):
            Objects().read(value)
