"""Kinds of fields that only the catalogue knows."""

from __future__ import annotations

import pytest

from willcall.catalog.kinds import Degrees, EmptyObject, Ignored, Later
from willcall.rest.kind import Kind, Unreadable


@pytest.mark.parametrize(
    ("kind", "sent", "wanted"),
    [
        (Degrees(90), 49.5, 49.5),
        (Degrees(90), "-90", -90.0),
        (EmptyObject("none"), {}, {}),
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
        (EmptyObject("none"), {"Stalls": 1}),
        (EmptyObject("none"), []),
        (Later("none"), 1),
    ],
)
def test_refused(kind: Kind, sent: object) -> None:
    """With a text."""
    with pytest.raises(Unreadable):
        kind.read(sent)
