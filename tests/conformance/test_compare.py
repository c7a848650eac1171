"""The comparison notices what a client would, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.conformance.compare import Comparison, filled

if TYPE_CHECKING:
    from tests.conformance.compare import Mode

# What is answered may be an instant like "$now+29m", which is filled in when the test runs.
SAVED: Final = {"ticket": 7, "base": "http://host", "event": "fair"}

SAME: Final[list[tuple[Mode, Any, Any]]] = [
    ("exact", {"id": "$ticket", "n": "$int"}, {"id": 7, "n": 3}),
    ("exact", "2030-06-01T12:00:00Z", "2030-06-01T14:00:00+02:00"),
    ("exact", "$now+30m", "$now+29m"),
    ("exact", "{base}/{event}/?page=2", "http://host/fair/?page=2"),
    ("exact", {"$unordered": [1, {"a": 2}]}, [{"a": 2}, 1]),
    ("exact", ["$cart_id", "$datetime", "$str", "$any"], ["a@api", "2030-06-01T12:00:00.5Z", "", None]),
    ("subset", {"a": 1}, {"a": 1, "b": 2}),
    ("shape", {"name": ["…"], "detail": "…"}, {"name": ["one", "two"], "detail": "other"}),
]

DIFFERENT: Final[list[tuple[Mode, Any, Any]]] = [
    ("exact", {"id": "$ticket"}, {"id": 8}),
    ("exact", {"a": 1}, {"a": 1, "b": 2}),
    ("exact", {"a": 1}, {}),
    ("exact", 1, True),
    ("exact", 1, 1.0),
    ("exact", "1.00", "1.0"),
    ("exact", None, ""),
    ("exact", "$int", True),
    ("exact", "$int", "3"),
    ("exact", "$datetime", "2030-06-01T12:00:00"),
    ("exact", "$cart_id", "@api"),
    ("exact", "$now+30m", "$now+40m"),
    ("exact", "2030-06-01T12:00:00Z", "2030-06-01T12:00:01Z"),
    ("exact", [1, 2], [2, 1]),
    ("exact", {"$unordered": [1, 1]}, [1, 2]),
    ("subset", {"a": 1}, {"b": 2}),
    ("shape", {"name": ["…"]}, {"name": "one"}),
    ("shape", {"name": ["…"]}, {"name": []}),
    ("shape", {"name": ["…"]}, {"other": ["one"]}),
    ("shape", ["…"], {"non_field_errors": ["one"]}),
]


@pytest.mark.parametrize(("mode", "recorded", "answered"), SAME)
def test_answer_that_says_the_same(mode: Mode, recorded: object, answered: object) -> None:
    assert list(Comparison(mode, SAVED).differences(recorded, filled(answered, {}))) == []


@pytest.mark.parametrize(("mode", "recorded", "answered"), DIFFERENT)
def test_answer_that_says_something_else(mode: Mode, recorded: object, answered: object) -> None:
    assert list(Comparison(mode, SAVED).differences(recorded, filled(answered, {})))
