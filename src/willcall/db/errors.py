"""What can go wrong in a database, in our words.

Both drivers' errors become one of these by SQLSTATE or by SQLite's extended code, never by a message or the name of a
constraint: on a cluster there is no such name. What a violation means is said next to the statement that met it.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from willcall.kit.tally import Tally

TROUBLES: Final = Tally()
"""What this process met, by kind, and how often it tried again: for whoever operates it."""
ERRORS: Final = "willcall_database_errors_total"
RETRIES: Final = ("willcall_database_retries_total",)


class DatabaseError(Exception):
    """The database refused or failed; the text is for the log, never for a buyer."""

    def __init__(self, *texts: str) -> None:
        super().__init__(*texts)
        TROUBLES.add((ERRORS, type(self).__name__))


class BadDatabaseUrl(DatabaseError):
    """The address of the database cannot be understood."""


class BadValue(DatabaseError):
    """A value that the column's type cannot hold: too large, or with a character the database refuses."""


class ConstraintViolation(DatabaseError):
    """A row that the schema does not allow."""


class UniqueViolation(ConstraintViolation):
    """There is such a row already."""


class ForeignKeyViolation(ConstraintViolation):
    """What is referred to is not there, or what is deleted is still referred to."""


class CheckViolation(ConstraintViolation):
    """A CHECK is untrue."""


class NotNullViolation(ConstraintViolation):
    """A column that must be given is missing."""


class NoSuchEvent(DatabaseError):
    """The event has no event_state: it does not exist, or no longer."""


class TransactionConflict(DatabaseError):
    """Another transaction was in the way; nothing was written and the same attempt may succeed."""


class DatabaseUnavailable(DatabaseError):
    """No answer from the database; a commit under way may or may not have happened."""


class CommitUnknown(DatabaseUnavailable):
    """No answer to a commit, and no way to find out: whoever tries again may do everything twice."""


class DatabaseReadOnly(DatabaseUnavailable):
    """The database answers but takes no writes: a standby, a full disk or a file without permission."""


class Overloaded(DatabaseError):
    """The bounded queue in front of the database is full; nothing was attempted."""


# SQLSTATEs and the first two characters of whole classes; the full state is looked up first.
SQLSTATES: Final[dict[str, type[DatabaseError]]] = {
    "23505": UniqueViolation,
    "23503": ForeignKeyViolation,
    "23514": CheckViolation,
    "23502": NotNullViolation,
    "40001": TransactionConflict,
    "40P01": TransactionConflict,
    "55P03": TransactionConflict,  # lock_not_available: the role's lock_timeout
    "25006": DatabaseReadOnly,  # a standby
    "53100": DatabaseReadOnly,  # disk_full
    "57014": DatabaseUnavailable,  # query_canceled: the role's statement_timeout
    "08": DatabaseUnavailable,
    "22": BadValue,
    "23": ConstraintViolation,
    "28": DatabaseUnavailable,  # not let in
    "3D": DatabaseUnavailable,  # no such database
    "53": DatabaseUnavailable,  # out of connections or memory
    "57": DatabaseUnavailable,
    "58": DatabaseUnavailable,  # the server's own disk or files
}

# Extended codes; the primary code (the lowest byte) is looked up when the extended one is not here.
SQLITE_CODES: Final[dict[int, type[DatabaseError]]] = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: UniqueViolation,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: UniqueViolation,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: ForeignKeyViolation,
    sqlite3.SQLITE_CONSTRAINT_CHECK: CheckViolation,
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: NotNullViolation,
    sqlite3.SQLITE_CONSTRAINT: ConstraintViolation,
    sqlite3.SQLITE_BUSY: TransactionConflict,
    sqlite3.SQLITE_LOCKED: TransactionConflict,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_FULL: DatabaseReadOnly,
    sqlite3.SQLITE_IOERR_WRITE: DatabaseReadOnly,  # beyond a quota of the disk, or a limit on the size of a file
    sqlite3.SQLITE_IOERR: DatabaseUnavailable,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnavailable,
    sqlite3.SQLITE_CORRUPT: DatabaseUnavailable,
    sqlite3.SQLITE_NOTADB: DatabaseUnavailable,
    sqlite3.SQLITE_TOOBIG: BadValue,
    sqlite3.SQLITE_MISMATCH: BadValue,
}


def from_sqlstate(state: str | None, message: str) -> DatabaseError:
    """The error for what PostgreSQL said."""
    state = state or ""
    kind = SQLSTATES.get(state) or SQLSTATES.get(state[:2], DatabaseError)
    return kind(f"{message} [{state}]")


def from_sqlite(error: Exception) -> DatabaseError:
    """The error for what SQLite, or Python's module for it, said."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # never reached the database: a value that cannot be bound
        bindable = not isinstance(error, OverflowError | UnicodeEncodeError)
        return DatabaseError(str(error)) if bindable else BadValue(str(error))
    kind = SQLITE_CODES.get(code) or SQLITE_CODES.get(code & 0xFF, DatabaseError)
    return kind(f"{error} [{getattr(error, 'sqlite_errorname', code)}]")
