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
    NotYet("cartpositions", "a cart position carries every field it was given", "questions: it answers one"),
    NotYet("cartpositions", "the documented example works", "questions: it answers one"),
    NotYet("cartpositions", "the answer to a file question cannot be uploaded", "questions: it makes one of type file"),
    NotYet("bulk_create", "a voucher is used up within the request", "vouchers: it makes one with two usages"),
    NotYet("bulk_create", "answers, names and emails belong to their entry", "questions: two entries answer one"),
    NotYet("bulk_create", "entries of an event series name their dates", "dates: it makes two in a series"),
    NotYet("catalogue", "a tax rule gives its items their rate", "tax rules: an item takes the rate of one"),
    NotYet("catalogue", "the organizer has the sales channel web", "sales channels: it reads one by its identifier"),
)
