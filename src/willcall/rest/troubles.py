"""Troubles of the database as answers: they pass, so the client may try again."""

from __future__ import annotations

import structlog

from willcall.db.errors import (
    CommitUnknown,
    DatabaseUnavailable,
    ForeignKeyViolation,
    NoSuchEvent,
    Overloaded,
    TransactionConflict,
    UniqueViolation,
)
from willcall.rest.problems import Busy, Conflict, Denied, Problem, Unsure

log = structlog.get_logger("willcall.rest")


def trouble_of(error: Exception) -> Problem | None:
    """What the client is told of an error of the database; None for any other."""
    match error:
        case NoSuchEvent():
            return Denied()
        case UniqueViolation() | ForeignKeyViolation() | TransactionConflict():
            return Conflict("Somebody else changed this at the same moment; try again.")
        case CommitUnknown():
            log.error("outcome unknown", error=str(error))
            return Unsure()
        case Overloaded() | DatabaseUnavailable():
            log.warning("database refuses", error=str(error))
            return Busy("The database does not take this right now; nothing was done.")
    return None
