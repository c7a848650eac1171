"""From an address to a database: `sqlite:///relative.db`, `sqlite:////absolute.db`, `postgresql://user@host/name`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from willcall.db.errors import BadDatabaseUrl

if TYPE_CHECKING:
    from willcall.db.tx import Database

SQLITE: Final = "sqlite:///"
POSTGRESQL: Final = "postgresql://"


def open_database(url: str, **options: str | int | bool) -> Database:
    """The database at this address, not yet opened. Options are those of `SqliteDatabase` or `PostgresDatabase`."""
    path = sqlite_path(url)
    # Only the one in use is imported: the other's driver takes time and memory.
    if path is not None:
        from willcall.db.sqlite import SqliteDatabase  # noqa: PLC0415

        return SqliteDatabase(path, **options)  # type: ignore[arg-type]
    from willcall.db.postgres import PostgresDatabase  # noqa: PLC0415

    return PostgresDatabase(url, **options)  # type: ignore[arg-type]


def sqlite_path(url: str) -> str | None:
    """The file, or None if it is an address on PostgreSQL."""
    if url.startswith(SQLITE):
        path = unquote(url.removeprefix(SQLITE))
        if not path or path == ":memory:" or "?" in path:
            msg = f"{url!r} names no file: say sqlite:///willcall.db, or sqlite:////var/lib/willcall.db"
            raise BadDatabaseUrl(msg)
        return path
    if url.startswith(POSTGRESQL):
        try:
            _ = urlsplit(url).port
        except ValueError as error:
            msg = f"the PostgreSQL address cannot be read: {error}"
            raise BadDatabaseUrl(msg) from error
        return None
    scheme = url.partition("://")[0] if "://" in url else url
    msg = f"{scheme!r} is no kind of database: an address begins with {SQLITE} or {POSTGRESQL}"
    raise BadDatabaseUrl(msg)
