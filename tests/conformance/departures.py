"""Recorded conversations from which Willcall departs on purpose, and in what (docs/compatibility.md).

They are played as well: what differs must be just what is said here, no less and no more (`test_recordings.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Departure:
    """A scenario that is answered otherwise, and why."""

    file: str
    scenario: str
    why: str
    differs: tuple[str, ...]
    """How each differing line of the replay begins, in order."""


DEPARTURES: Final = (
    Departure(
        "bulk_create",
        "entries of an event series name their dates",
        "Each date has its own quota, while the reference counts the second date against the first one's; and an entry "
        "that names no date is told so, as one that names null is.",
        (
            "step 6 POST @/cartpositions/bulk_create/: body.results.2.success: True instead of False",
            "step 6 POST @/cartpositions/bulk_create/: body.results.2.data: {",
            "step 6 POST @/cartpositions/bulk_create/: body.results.2.errors: None",
            "step 6 POST @/cartpositions/bulk_create/: body.results.3.errors.non_field_errors: missing",
            "step 6 POST @/cartpositions/bulk_create/: body.results.3.errors.subevent: not in the recorded answer",
            "step 8 GET @/quotas/{quota_b}/availability/: body.available: False instead of True",
            "step 8 GET @/quotas/{quota_b}/availability/: body.available_number: 0 instead of 1",
        ),
    ),
)
