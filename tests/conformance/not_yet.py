"""Recorded conversations that need something Willcall does not have yet.

They are run all the same: one that passes has to leave this list (`test_recordings.py`). The list is printed at the
end of every run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class NotYet:
    """A scenario that cannot pass, and what it needs."""

    file: str
    scenario: str
    needs: str


NOT_YET: Final = (
    NotYet(
        "bulk_create",
        "entries of an event series name their dates",
        "nothing: the reference counts the second date against the first one's quota, which is a defect of its own",
    ),
)
