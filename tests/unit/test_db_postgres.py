"""What is particular to PostgreSQL: connections that are shared, lost and waited for, and transactions tried again."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from tests.unit.databases import migrated, new_category, new_event, new_quota
from willcall.db import postgres_pool, tables
from willcall.db.errors import DatabaseError, DatabaseUnavailable, Overloaded, TransactionConflict
from willcall.db.postgres import PostgresDatabase
from willcall.db.statements import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from willcall.db.tx import Tx

BACKEND = Query(sa.text("SELECT pg_backend_pid() AS pid"))
SETTINGS = Query(sa.text("SELECT current_setting('plan_cache_mode') AS plans, current_setting('jit') AS jit"))


@pytest.fixture(scope="module")
def dsn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    return migrated("postgresql", request, tmp_path_factory.mktemp("unused"))


def told(dsn: str, story: Callable[[PostgresDatabase], Coroutine[Any, Any, None]], **options: Any) -> None:
    async def opened() -> None:
        database = PostgresDatabase(dsn, **options)
        await database.open()
        try:
            await story(database)
        finally:
            await database.close()

    asyncio.run(opened())


async def backend(tx: Tx) -> int:
    row = await tx.row(BACKEND)
    assert row is not None
    return int(row["pid"])


def test_a_transaction_that_met_a_conflict_is_run_again(dsn: str) -> None:
    """Two who lock each other's quota: one is told so by the server, tries again, and both are done."""

    async def story(database: PostgresDatabase) -> None:
        event = await database.write(new_event)
        one, other = [await database.write(lambda tx: new_quota(tx, event)) for _ in range(2)]
        tries, both = [0, 0], asyncio.Barrier(2)

        async def cross(tx: Tx, who: int, quotas: tuple[int, int]) -> None:
            tries[who] += 1
            for number, quota in enumerate(quotas):
                row = await tx.lock(tables.quota, {"event_id": event, "id": quota})
                if number == 0 and tries[who] == 1:
                    await both.wait()
                await tx.update(tables.quota, {"event_id": event, "id": quota}, {"held": row[0]["held"] + 1})

        await asyncio.gather(
            database.write(lambda tx: cross(tx, 0, (one, other))),
            database.write(lambda tx: cross(tx, 1, (other, one))),
        )
        assert sum(tries) > 2
        held = await database.read(lambda tx: tx.find(tables.quota, {"event_id": event}))
        assert [row["held"] for row in held] == [2, 2]

    told(dsn, story)


def test_a_conflict_that_stays_is_told(dsn: str) -> None:
    async def story(database: PostgresDatabase) -> None:
        tries = []

        async def unlucky(_: Tx) -> None:
            tries.append(1)
            raise TransactionConflict

        with pytest.raises(TransactionConflict):
            await database.write(unlucky)
        assert len(tries) == 3

    told(dsn, story)


def test_a_lost_connection_is_replaced(dsn: str) -> None:
    async def story(database: PostgresDatabase) -> None:
        pid = await database.read(backend)
        admin = await database.dedicated()
        await admin.execute("SELECT pg_terminate_backend($1)", pid)
        await admin.close()
        with contextlib.suppress(DatabaseUnavailable):  # unless the loss was noticed before
            await database.read(backend)
        assert await database.read(backend) != pid

    told(dsn, story, pool_size=1)


def test_a_connection_lost_within_a_transaction_is_unavailable(dsn: str) -> None:
    async def story(database: PostgresDatabase) -> None:
        admin = await database.dedicated()

        async def cut_off(tx: Tx) -> None:
            await new_event(tx)
            await admin.execute("SELECT pg_terminate_backend($1)", await backend(tx))
            await new_event(tx)

        with pytest.raises(DatabaseUnavailable):
            await database.write(cut_off)
        await admin.close()
        assert await database.write(new_event)

    told(dsn, story, pool_size=1)


def test_a_cancelled_transaction_leaves_a_usable_pool(dsn: str) -> None:
    async def story(database: PostgresDatabase) -> None:
        made: list[int] = []
        begun = asyncio.Event()

        async def slow(tx: Tx) -> None:
            made.append(await new_event(tx))
            begun.set()
            await tx.row(Query(sa.text("SELECT pg_sleep(60)")))

        attempt = asyncio.create_task(database.write(slow))
        await begun.wait()
        attempt.cancel()
        with pytest.raises(asyncio.CancelledError):
            await attempt
        assert await database.read(lambda tx: tx.one(tables.event, id=made[0])) is None

    told(dsn, story, pool_size=1)


def test_a_violation_does_not_spoil_the_connection(dsn: str) -> None:
    async def story(database: PostgresDatabase) -> None:
        pid = await database.read(backend)
        event = await database.write(new_event)
        with pytest.raises(DatabaseError):
            await database.write(lambda tx: new_category(tx, event, cross_selling_mode="never"))
        assert await database.read(backend) == pid

    told(dsn, story, pool_size=1)


def test_who_waits_too_long_for_a_connection_is_told_to_come_back(dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_pool, "WAIT_S", 0.01)

    async def story(database: PostgresDatabase) -> None:
        go_on = asyncio.Event()
        busy = asyncio.create_task(database.read(lambda _: go_on.wait()))
        await asyncio.sleep(0)
        with pytest.raises(Overloaded):
            await database.read(backend)
        go_on.set()
        await busy
        assert await database.read(backend)

    told(dsn, story, pool_size=1)


def test_only_so_many_may_wait_for_a_connection(dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_pool, "WAITING_MAX", 1)

    async def story(database: PostgresDatabase) -> None:
        go_on = asyncio.Event()
        patient = [asyncio.create_task(database.read(lambda _: go_on.wait())) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Overloaded):
            await database.read(backend)
        go_on.set()
        assert all(await asyncio.gather(*patient))

    told(dsn, story, pool_size=1)


@pytest.mark.parametrize(("generic", "plans"), [(True, "force_generic_plan"), (False, "auto")])
def test_plans_are_generic_unless_a_cluster_forbids_it(dsn: str, generic: bool, plans: str) -> None:
    async def story(database: PostgresDatabase) -> None:
        row = await database.read(lambda tx: tx.row(SETTINGS))
        assert row is not None
        assert (row["plans"], row["jit"]) == (plans, "off")

    told(dsn, story, force_generic_plan=generic)


def test_behind_a_pooler_nothing_is_kept_on_a_connection(dsn: str) -> None:
    """PgBouncer hands each transaction to another server: no prepared statement, no setting outlives one."""

    async def story(database: PostgresDatabase) -> None:
        async def kept(tx: Tx) -> int:
            await tx.find(tables.team, {})
            row = await tx.row(Query(sa.text("SELECT count(*) AS count FROM pg_prepared_statements")))
            assert row is not None
            return int(row["count"])

        assert await database.write(new_event)
        assert await database.read(kept) == 0

    told(dsn, story, statement_cache_size=0)
