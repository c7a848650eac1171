"""The engine's statements: each names the event of every table, and a plain batch takes a small, fixed number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests import engine
from tests.property.histories import PRODUCTS, Pool
from tests.property.players import Clock
from tests.property.sql import opened, put_seats, put_vouchers
from tests.unit.databases import migrated, within
from willcall.db.lint import lint_event_statement
from willcall.db.postgres import PostgresDatabase
from willcall.db.sqlite import SqliteDatabase
from willcall.db.statements import Query
from willcall.reserve import ledger_counters
from willcall.reserve import ledger_postgres_once as once
from willcall.reserve import ledger_postgres_statements as postgres
from willcall.reserve import ledger_sqlite_statements as sqlite
from willcall.reserve.ask import CartSaved, Held
from willcall.reserve.ledger_postgres import PostgresLedger
from willcall.reserve.ledger_sqlite import SqliteLedger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from willcall.db.tx import Database
    from willcall.reserve.ask import Ask
    from willcall.reserve.book import Seat
    from willcall.reserve.ledger import Ledger

COUNTERS: Final = {
    name if isinstance(value, Query) else f"{name} {number}": query
    for name, value in vars(ledger_counters).items()
    for number, query in enumerate([value] if isinstance(value, Query) else value if isinstance(value, tuple) else ())
    if isinstance(query, Query)
}
BY_HAND: Final = {
    "postgresql": (postgres, postgres.STATEMENTS),
    "postgresql once": (once, (once.ONCE,)),
    "sqlite": (sqlite, sqlite.STATEMENTS),
}
STATEMENTS: Final = [
    *(pytest.param(text, id=f"{kind} {text.strip()[:20]}") for kind, (_, texts) in BY_HAND.items() for text in texts),
    *(pytest.param(query.postgresql.text, id=f"postgresql {name}") for name, query in COUNTERS.items()),
    *(pytest.param(query.sqlite.text, id=f"sqlite {name}") for name, query in COUNTERS.items()),
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_names_the_event_of_every_table(statement: str) -> None:
    assert lint_event_statement(statement) == []


@pytest.mark.parametrize("kind", BY_HAND)
def test_every_statement_of_a_ledger_is_in_its_list(kind: str) -> None:
    module, listed = BY_HAND[kind]
    verbs = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
    written = {value for value in vars(module).values() if isinstance(value, str) and value.strip().startswith(verbs)}

    assert written == set(listed)


def test_the_counters_have_statements() -> None:
    assert {"RECOUNT", "LOOSEN", "EXPIRED", "RECOUNT_USES", "FILL_LINES_OF_QUOTAS 0"} <= COUNTERS.keys()


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
NEXT_REFUSAL: Final = 1
"""A look without locks; on SQLite by the connection that reads."""


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
        ledger = await _ledger(database, said)
        count = await _counter(database, ledger, said, size=1)
        if isinstance(database, SqliteDatabase):
            database.look(lambda connection: connection.set_trace_callback(said.append))
        await count(FIRST)
        # On PostgreSQL the short way is tried once, in vain.
        assert await count(REFUSED) == REFUSAL + (kind == "postgresql") * SHORT_WAY, said

        assert await count(REFUSED) == NEXT_REFUSAL, said
        assert await count([*REFUSED, engine.release(1)]) > REFUSAL, "whoever gives back takes locks"
        assert await count(REFUSED) == NEXT_REFUSAL, said
        await ledger.close()

    within(migrated(kind, request, tmp_path), story)


FULL: Final = 19
"""Kinds of statements when a batch has all of it: vouchers, seats, keys, releases (docs/decisions/0011). Two of them,
which read what is released, are said twice: before the locks and under them."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_full_case_takes_the_same_number_however_large_the_batch(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Vouchers, seats, idempotency keys and releases in one batch; the numbers stand in docs/decisions."""

    async def story(database: Database) -> None:
        said: list[str] = []
        ledger = await _ledger(database, said)
        player = await opened(database, ledger, Clock(), [Pool("A", frozenset(PRODUCTS), 10_000)])
        seats = [engine.seat(f"A{number}", number) for number in range(1, 101)]
        await database.write(lambda tx: put_seats(tx, player.event_id, seats))
        vouchers = {"V": engine.voucher(max_usages=1_000)}
        await database.write(lambda tx: put_vouchers(tx, player.event_id, vouchers, engine.NOW))
        free, counted = iter(seats), []
        for size in (1, 2, 20):
            first = await ledger.settle(player.event_id, [_full(free, f"f{size}-{one}") for one in range(size)])
            gone = [engine.release(one.hold.id) for one in first.outcomes if isinstance(one, Held)]
            assert len(gone) == size
            said.clear()
            await ledger.settle(player.event_id, [*gone, *(_full(free, f"s{size}-{one}") for one in range(size))])
            counted.append(len(_kinds(said)))
        assert counted == [FULL] * 3, said
        await ledger.close()

    within(migrated(kind, request, tmp_path), story)


NEW_CARTS: Final = 10
"""BEGIN, the version, the carts, the accounts, counters, positions, what carts remember, carts, places, COMMIT."""
CHANGED_CARTS: Final = {"postgresql": 11, "sqlite": 15}
"""Positions that stay: what is in the carts, twice, then all of it anew. SQLite clears five tables one by one."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_carts_of_shops_take_the_same_number_however_many_share_a_batch(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """New ones with two positions each; and extended ones, which change no counter."""

    async def story(database: Database) -> None:
        said: list[str] = []
        ledger = await _ledger(database, said)
        player = await opened(database, ledger, Clock(), [Pool("A", frozenset(PRODUCTS), 10_000)])
        both = engine.in_cart(-1), engine.in_cart(-2, engine.WORKSHOP, addon_to=-1)
        await ledger.settle(player.event_id, [engine.cart(*both)])
        made, extended = [], []
        for size in (1, 2, 20):
            said.clear()
            names = [f"c{size}-{one}" for one in range(size)]
            first = await ledger.settle(player.event_id, [engine.cart(*both, cart_id=name) for name in names])
            made.append(len(_kinds(said)))
            said.clear()
            again = [
                engine.cart(*one.holds, version=1, cart_id=one.cart.cart_id)
                for one in first.outcomes
                if isinstance(one, CartSaved)
            ]
            settled = await ledger.settle(player.event_id, again)
            assert engine.words(settled.outcomes) == [engine.SAVED] * size
            extended.append(len(_kinds(said)))
        assert (made, extended) == ([NEW_CARTS] * 3, [CHANGED_CARTS[kind]] * 3), sorted(_kinds(said))
        await ledger.close()

    within(migrated(kind, request, tmp_path), story)


def _full(seats: Iterator[Seat], name: str) -> Ask:
    return engine.ask(seat=next(seats).shown.seat_guid, voucher="V", once=engine.key(name))


async def _ledger(database: Database, said: list[str]) -> Ledger:
    ledger: Ledger
    if isinstance(database, PostgresDatabase):
        ledger = PostgresLedger(_overheard(database, said), Clock())
    else:
        assert isinstance(database, SqliteDatabase)
        await database.on_writer(lambda connection: connection.set_trace_callback(said.append))
        ledger = SqliteLedger(database, Clock())
    await ledger.open()
    return ledger


def _kinds(said: list[str]) -> set[str]:
    """Statements, each kind of them once: on SQLite one is run again for each row, which is no round there."""
    return {" ".join(statement.split()[:6]) for statement in said}


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
