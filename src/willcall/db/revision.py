"""Which schema this code needs, and whether a database has it. Cheap, for every start: no Alembic is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from willcall.db.statements import Query

if TYPE_CHECKING:
    from willcall.db.tx import Database, Tx

# The last migration; a test compares it with the files.
HEAD: Final = "0007"

RUN_MIGRATE: Final = "the database is not up to date: run willcall migrate"

HAS_REVISIONS: Final = {
    "sqlite": Query(sa.text("SELECT 1 AS one FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'")),
    "postgresql": Query(sa.text("SELECT 1 AS one WHERE to_regclass('alembic_version') IS NOT NULL")),
}
REVISION: Final = Query(sa.text("SELECT version_num FROM alembic_version"))
TOUCH: Final = Query(sa.text("UPDATE alembic_version SET version_num = version_num"))


async def is_current(database: Database) -> bool:
    """True if the database has the schema of this code; else say RUN_MIGRATE."""

    async def revision(tx: Tx) -> str | None:
        if await tx.row(HAS_REVISIONS[database.kind]) is None:
            return None
        row = await tx.row(REVISION)
        return None if row is None else str(row["version_num"])

    return await database.read(revision) == HEAD


async def touch(database: Database) -> None:
    """Writes what is there already: raises what a real write would."""
    await database.write(lambda tx: tx.run(TOUCH))
