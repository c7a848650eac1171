"""Conditional lists: `Last-Modified` from the change log, `If-Modified-Since` and `If-Unmodified-Since` (spec 04 §11).

Seconds, as HTTP has them: a change in the same second as the one before is not told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime

from willcall.db import tables
from willcall.db.tx import Tx
from willcall.kit.instants import SECOND_US
from willcall.rest.request import Answer, Request


@dataclass(frozen=True)
class Unchanged:
    """The precondition settles the request: nothing needs to be read."""

    answer: Answer


async def last_modified(tx: Tx, request: Request, resource: str) -> tuple[tuple[str, str], ...] | Unchanged:
    """The header for a list of this resource, or the answer 304 or 412. Nothing as long as nothing was ever changed."""
    rows = await tx.find(
        tables.change_log,
        {"event_id": request.event.id, "resource": resource},
        order=(("at", True), ("id", True)),
        limit=1,
        columns=("at",),
    )
    if not rows:
        return ()
    changed_s = rows[0]["at"] // SECOND_US
    headers = (("Last-Modified", formatdate(changed_s, usegmt=True)),)
    unmodified_since_s = _seconds(request.headers.get("if-unmodified-since"))
    if unmodified_since_s is not None and changed_s > unmodified_since_s:
        return Unchanged(Answer(412, headers=headers))
    modified_since_s = _seconds(request.headers.get("if-modified-since"))
    if modified_since_s is not None and changed_s <= modified_since_s:
        return Unchanged(Answer(304, headers=headers))
    return headers


def _seconds(text: str | None) -> int | None:
    if not text:
        return None
    try:
        return int(parsedate_to_datetime(text).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None
