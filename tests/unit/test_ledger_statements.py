"""The engine's statements: each names the event of every table, and a plain batch takes a small, fixed number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests import engine
from tests.property.histories import PRODUCTS, Pool
from tests.property.players import Clock
from tests.property.sql import opened
from tests.unit.databases import migrated, within
from willcall.db.lint import lint_event_statement
from willcall.db.postgres import PostgresDatabase
from willcall.db.sqlite import SqliteDatabase
from willcall.db.statements import Query
from willcall.reserve import ledger_counters, ledger_postgres, ledger_sqlite
from willcall.reserve.ledger_postgres import PostgresLedger
from willcall.reserve.ledger_sqlite import SqliteLedger

if TYPE_CHECKING:
    from pathlib import Path

    from willcall.db.tx import Database
    from willcall.reserve.ask import Ask
    from willcall.reserve.ledger import Ledger

COUNTERS: Final = {name: query for name, query in vars(ledger_counters).items() if isinstance(query, Query)}
STATEMENTS: Final = [
    *(pytest.param(text, id=f"postgresql {text.strip()[:20]}") for text in ledger_postgres.STATEMENTS),
    *(pytest.param(text, id=f"sqlite {text.strip()[:20]}") for text in ledger_sqlite.STATEMENTS),
    *(pytest.param(query.postgresql.text, id=f"postgresql {name}") for name, query in COUNTERS.items()),
    *(pytest.param(query.sqlite.text, id=f"sqlite {name}") for name, query in COUNTERS.items()),
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_names_the_event_of_every_table(statement: str) -> None:
    assert lint_event_statement(statement) == []


@pytest.mark.parametrize("ledger", [ledger_postgres, ledger_sqlite])
def test_every_statement_of_a_ledger_is_in_its_list(ledger: Any) -> None:
    verbs = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
    written = {value for value in vars(ledger).values() if isinstance(value, str) and value.strip().startswith(verbs)}

    assert written == set(ledger.STATEMENTS)


def test_the_counters_have_statements() -> None:
    assert {"RECOUNT", "LOOSEN", "EXPIRED", "CLEAR", "FILL_BY_ITEM", "FILL_BY_VARIATION"} <= COUNTERS.keys()


FIRST: Final = [engine.ask()]
PLAIN: Final = [engine.ask() for _ in range(50)]
BULK: Final = [engine.bulk(*[engine.wanted(addons=(engine.child(engine.WORKSHOP),))] * 25)]
REFUSED: Final = [engine.ask() for _ in range(50)]

# Rounds to the database, whatever the number of asks: BEGIN, the version, the accounts, the counters, the positions,
# their lines, COMMIT. On SQLite one statement is run again for each row, which is no round there.
LONG_WAY: Final = 7
SHORT_WAY: Final = 1
REFUSAL: Final = 5
"""BEGIN, the version, the accounts, what has expired, ROLLBACK."""


def test_a_batch_on_postgresql_takes_one_round_and_the_long_way_seven(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    async def story(database: Database) -> None:
        assert isinstance(database, PostgresDatabase)
        said: list[str] = []
        for one_statement, rounds in ((True, SHORT_WAY), (False, LONG_WAY)):
            ledger = PostgresLedger(_overheard(database, said), Clock(), one_statement=one_statement)
            count = await _counter(database, ledger, said)
            await count(FIRST)
            assert [await count(asks) for asks in (PLAIN, BULK, PLAIN)] == [rounds] * 3, said
            await ledger.close()

    within(migrated("postgresql", request, tmp_path), story)


def test_a_batch_on_sqlite_takes_seven_statements_of_different_kinds(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    async def story(database: Database) -> None:
        assert isinstance(database, SqliteDatabase)
        said: list[str] = []
        await database.on_writer(lambda connection: connection.set_trace_callback(said.append))
        count = await _counter(database, SqliteLedger(database, Clock()), said)
        await count(FIRST)

        assert [await count(asks) for asks in (PLAIN, BULK, PLAIN)] == [LONG_WAY] * 3, said

    within(migrated("sqlite", request, tmp_path), story)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_batch_of_refusals_writes_nothing(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    async def story(database: Database) -> None:
        said: list[str] = []
        ledger: Ledger
        if isinstance(database, PostgresDatabase):
            ledger = PostgresLedger(_overheard(database, said), Clock())
        else:
            assert isinstance(database, SqliteDatabase)
            await database.on_writer(lambda connection: connection.set_trace_callback(said.append))
            ledger = SqliteLedger(database, Clock())
        count = await _counter(database, ledger, said, size=1)
        await count(FIRST)
        # The short way is tried once, in vain.
        await count(REFUSED)

        assert await count(REFUSED) == REFUSAL, said
        await ledger.close()

    within(migrated(kind, request, tmp_path), story)


async def _counter(database: Database, ledger: Ledger, said: list[str], size: int | None = 10_000) -> Any:
    """Settles a batch on an event of its own: with how many statements, each kind of them counted once."""
    player = await opened(database, ledger, Clock(), [Pool("A", frozenset(PRODUCTS), size)])
    await ledger.open()

    async def count(asks: list[Ask]) -> int:
        said.clear()
        await ledger.settle(player.event_id, asks)
        return len({" ".join(statement.split()[:3]) for statement in said})

    return count


def _overheard(database: PostgresDatabase, said: list[str]) -> PostgresDatabase:
    """The database, but that every statement on a dedicated connection is written down."""
    dedicated = database.dedicated

    async def overheard() -> Any:
        connection = await dedicated()
        connection.add_query_logger(lambda record: said.append(record.query))
        return connection

    database.dedicated = overheard  # type: ignore[method-assign]
    return database
