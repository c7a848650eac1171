"""The commands: what they do, and that whatever stops them is one line, not a traceback."""

from __future__ import annotations

import ctypes
import os
import socket
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner, Result

from tests.server import COMMAND_TIMEOUT_S, free_port
from tests.unit.databases import KINDS, empty, migrated, within
from willcall import __version__
from willcall.access.gate import TokenGate
from willcall.access.permissions import ALL
from willcall.cli import main
from willcall.db import tables
from willcall.db.sqlite import SqliteDatabase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from willcall.access.caller import Caller
    from willcall.db.tx import Database, Tx

LIBC: Final = ctypes.CDLL(None)
PR_CAPBSET_DROP: Final = 24
CAP_DAC_OVERRIDE: Final = 1
"""The right to pass over the modes of files; both numbers are Linux'."""
MIGRATE_FIRST = "run willcall migrate"


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return migrated(request.param, request, tmp_path)


@pytest.fixture
def file(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A migrated SQLite file, for what does not depend on the database."""
    return migrated("sqlite", request, tmp_path)


@pytest.fixture
def taken() -> Iterator[str]:
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


def stopped(result: Result, *words: str, status: int = 1) -> None:
    """It ended with this status and one line that has these words in it."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1, result.stderr
    for word in words:
        assert word in result.stderr


def made(result: Result) -> str:
    assert result.exit_code == 0, result.stderr
    return result.stdout.strip()


def caller_of(secret: str, url: str) -> Caller:
    async def story(database: Database) -> Caller:
        return await TokenGate(database).caller(f"Token {secret}")

    return within(url, story)


def event_ids(url: str, organizer: str, *slugs: str) -> list[int]:
    """Fresh events of an organizer."""

    async def story(tx: Tx) -> list[int]:
        row = await tx.one(tables.organizer, slug=organizer)
        assert row is not None
        ids = [await tx.new_id() for _ in slugs]
        for event_id, slug in zip(ids, slugs, strict=True):
            event = {"id": event_id, "organizer_id": row["id"], "slug": slug, "name": "{}", "date_from": 0}
            flags = dict.fromkeys(("live", "testmode", "is_public", "has_subevents"), False)
            details = {"currency": "EUR", "timezone": "UTC", "details": "{}"}
            await tx.insert(tables.event, event | flags | details)
        return ids

    return within(url, lambda database: database.write(story))


def test_the_version_is_printed() -> None:
    assert made(run("version")) == made(run("--version")) == __version__


@pytest.mark.parametrize("kind", KINDS)
def test_a_database_is_migrated_once(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    url = empty(kind, request, tmp_path)

    assert made(run("migrate", "--database", url)).startswith("Migrated: ")
    assert made(run("migrate", "--database", url)) == "The database is up to date."


def test_an_organizer_has_a_name_and_a_sales_channel(url: str) -> None:
    made(run("organizer", "create", "fays", "--name", "Fay’s Fairs", "--database", url))

    async def story(tx: Tx) -> tuple[str, list[str]]:
        row = await tx.one(tables.organizer, slug="fays")
        assert row is not None
        channels = await tx.find(tables.sales_channel, {"organizer_id": row["id"]})
        return row["name"], [channel["identifier"] for channel in channels]

    assert within(url, lambda database: database.read(story)) == ("Fay’s Fairs", ["web"])


def test_an_organizer_is_made_once(url: str) -> None:
    made(run("organizer", "create", "fays", "--database", url))

    stopped(run("organizer", "create", "fays", "--database", url), '"fays"', "already")


@pytest.mark.parametrize("slug", ["", "-", "a b", "ä", "a/b", "a" * 51, "a."])
def test_a_slug_is_checked(slug: str, file: str) -> None:
    stopped(run("organizer", "create", "--database", file, "--", slug), "slug", status=2)


def test_a_token_alone_is_on_stdout(url: str) -> None:
    """`TOKEN=$(willcall token create …)` has to work."""
    made(run("organizer", "create", "fays", "--database", url))

    result = run("token", "create", "--organizer", "fays", "--all-events", WILLCALL_DATABASE=url)

    assert result.stderr == ""
    caller = caller_of(made(result), url)
    assert caller.all_events
    assert all(caller.may(name) for name in ALL)


def test_a_token_has_the_permissions_that_are_named(url: str) -> None:
    made(run("organizer", "create", "fays", "--database", url))
    names = ["event.orders:write", "organizer.teams:write"]

    options = [word for name in names for word in ("--permission", name)]
    secret = made(run("token", "create", "--organizer", "fays", "--all-events", *options, "--database", url))

    assert [name for name in sorted(ALL) if caller_of(secret, url).may(name)] == names


def test_a_token_reaches_the_events_that_are_named(url: str) -> None:
    made(run("organizer", "create", "fays", "--database", url))
    ids = event_ids(url, "fays", "one", "two", "three")

    secret = made(run("token", "create", "--organizer", "fays", "--event", "one", "--event", "two", "--database", url))

    caller = caller_of(secret, url)
    assert [caller.sees(event_id) for event_id in ids] == [True, True, False]


def test_a_token_for_no_event_says_so(url: str) -> None:
    """It is of use for teams and for events to come, but mostly a slip."""
    made(run("organizer", "create", "fays", "--database", url))
    (event_id,) = event_ids(url, "fays", "one")

    result = run("token", "create", "--organizer", "fays", "--database", url)

    assert "--all-events" in result.stderr
    caller = caller_of(made(result), url)
    assert not caller.sees(event_id)
    assert caller.may("organizer.events:create")


def test_a_token_needs_what_exists(url: str) -> None:
    made(run("organizer", "create", "fays", "--database", url))
    made(run("organizer", "create", "eves", "--database", url))
    event_ids(url, "eves", "hers")
    create = ("token", "create", "--database", url, "--organizer")

    stopped(run(*create, "nobody"), '"nobody"')
    stopped(run(*create, "fays", "--permission", "event.items:fly"), "event.items:fly", "event.items:write")
    stopped(run(*create, "fays", "--event", "hers"), '"hers"')
    stopped(run(*create, "fays", "--event", "hers", "--all-events"), "--event", status=2)
    stopped(run(*create, "fays", "--name", " "), "--name", status=2)

    async def teams(tx: Tx) -> int:
        return await tx.count(tables.team, {})

    assert within(url, lambda database: database.read(teams)) == 0


COMMANDS = [
    ("serve",),
    ("organizer", "create", "fays"),
    ("token", "create", "--organizer", "fays", "--all-events"),
]
WITH_MIGRATE = [*COMMANDS, ("migrate",)]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_database_has_to_be_migrated(
    command: tuple[str, ...], kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    stopped(run(*command, "--database", empty(kind, request, tmp_path)), MIGRATE_FIRST)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_file_with_another_schema_has_to_be_migrated(command: tuple[str, ...], tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE something (id INTEGER)")
    other.close()

    stopped(run(*command, "--database", f"sqlite:///{tmp_path}/other.db"), MIGRATE_FIRST)


@pytest.mark.parametrize("command", WITH_MIGRATE, ids=" ".join)
@pytest.mark.parametrize("address", ["willcall.db", "mysql://localhost/x", "sqlite:///", "postgresql://host:port/x"])
def test_an_address_that_is_none(command: tuple[str, ...], address: str) -> None:
    stopped(run(*command, "--database", address), "WILLCALL_DATABASE")


@pytest.mark.parametrize("command", WITH_MIGRATE, ids=" ".join)
def test_a_server_that_is_not_there(command: tuple[str, ...]) -> None:
    address = f"postgresql://willcall:secret@127.0.0.1:{free_port()}/willcall"

    result = run(*command, "--database", address)

    stopped(result, "cannot be reached")
    assert "secret" not in result.stderr


@pytest.mark.parametrize("command", WITH_MIGRATE, ids=" ".join)
def test_a_file_that_is_no_database(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Fay, " * 1_000)

    stopped(run(*command, "--database", f"sqlite:///{tmp_path}/letter.txt"), "not a database")


@pytest.mark.parametrize("command", WITH_MIGRATE, ids=" ".join)
def test_a_folder_that_is_not_there(command: tuple[str, ...], tmp_path: Path) -> None:
    stopped(run(*command, "--database", f"sqlite:///{tmp_path}/nowhere/willcall.db"))


@pytest.mark.parametrize("command", COMMANDS[1:], ids=" ".join)
def test_a_file_that_another_process_writes(
    command: tuple[str, ...], file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(run("organizer", "create", "fays", "--database", file))
    assert SqliteDatabase.__init__.__kwdefaults__ is not None
    monkeypatch.setitem(SqliteDatabase.__init__.__kwdefaults__, "busy_timeout_ms", 10)
    other = sqlite3.connect(file.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    result = run(*command, "--database", file)

    other.close()
    stopped(result, "locked by another process")


def test_a_server_that_takes_no_writes(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    standby = migrated("postgresql", request, tmp_path) + "?default_transaction_read_only=on"

    stopped(run("organizer", "create", "fays", "--database", standby), "takes no writes")


@pytest.mark.parametrize("command", COMMANDS[1:], ids=" ".join)
def test_a_file_that_may_not_be_written(command: tuple[str, ...], file: str, tmp_path: Path) -> None:
    for part in tmp_path.iterdir():
        part.chmod(0o444)
    tmp_path.chmod(0o555)

    done = subprocess.run(
        [sys.executable, "-m", "willcall", *command, "--database", file],
        capture_output=True,
        check=False,
        preexec_fn=bound_by_modes,
        text=True,
        timeout=COMMAND_TIMEOUT_S,
    )

    tmp_path.chmod(0o755)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1, done.stderr


def bound_by_modes() -> None:
    """What this process starts next heeds the modes of files, even if it is root's: it can never have that right."""
    if os.geteuid() == 0 and LIBC.prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0):
        os._exit(99)


@pytest.mark.parametrize("command", [("serve",), ("demo",)], ids=" ".join)
def test_a_port_that_is_taken(command: tuple[str, ...], file: str, taken: str) -> None:
    stopped(run(*command, "--database", file, "--port", taken), taken, "already in use", "--port")


def test_an_address_that_is_not_ours(file: str) -> None:
    stopped(run("serve", "--database", file, "--host", "192.0.2.1"), "192.0.2.1")


def test_a_sqlite_file_has_one_process(file: str) -> None:
    stopped(run("serve", "--database", file, "--workers", "2"), "--workers", "PostgreSQL")


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_setting_that_cannot_be_understood(command: str, file: str) -> None:
    stopped(run(command, "--database", file, "--port", "http"), "--port", status=2)
    stopped(run(command, WILLCALL_DATABASE=file, WILLCALL_LOG_LEVEL="loud"), "WILLCALL_LOG_LEVEL", status=2)
