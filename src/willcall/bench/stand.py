"""A stand: a server started for one measurement, on a database of its own, and stopped at the end."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from willcall.bench import machine

ORGANIZER: Final = "bench"
"""Whose events are made; a database with any other organizer is none to measure on."""

COMMAND_TIMEOUT_S: Final = 120
START_TIMEOUT_S: Final = 30
STOP_TIMEOUT_S: Final = 30
ANSWER_TIMEOUT_S: Final = 60
POLL_S: Final = 0.005
LOG_CHARACTERS: Final = 2_000
QUIET_S: Final = 0.3
"""A server has started when all its processes together have used next to nothing for this long."""

WILLCALL: Final = ("-m", "willcall")
_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:(\d+)")

Wire = dict[str, Any]


class StandFailed(Exception):
    """The server did not start or refused what the measurement is made of; the text says why."""


@dataclass(frozen=True)
class Stand:
    """A server that answers, and the processes whose CPU counts."""

    name: str
    port: int
    token: str
    server_pid: int
    database_pids: Sequence[int]
    """Processes of the database, whose descendants count as well; none for SQLite, which is in the server."""
    started_s: float
    """From the start of the process to its first answer."""
    log: Path
    """What the server has printed."""

    def cpu_s(self) -> float:
        """CPU seconds that server and database have used so far."""
        return machine.cpu_s(machine.family((self.server_pid, *self.database_pids)))

    def memory_mb(self) -> float:
        """Memory of the largest process of the server."""
        return max(machine.resident_mb(pid) for pid in machine.family((self.server_pid,)))

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The body of an answer of the organizer's interface; `StandFailed` if it says no."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_TIMEOUT_S)
        headers = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        try:
            content = None if body is None else msgspec.json.encode(body)
            connection.request(method, f"{self.path}{path}", content, headers)
            answer = connection.getresponse()
            received = answer.read()
        finally:
            connection.close()
        if not 200 <= answer.status < 300:  # noqa: PLR2004 - says yes
            raise StandFailed(f"{method} {path}: {answer.status} {received[:500]!r}\n{tail(self.log)}")
        return msgspec.json.decode(received) if received else None

    @property
    def path(self) -> str:
        """Where the organizer's interface begins."""
        return f"/api/v1/organizers/{ORGANIZER}/"


@contextmanager
def stand(
    name: str,
    database: str,
    folder: Path,
    *,
    workers: int = 1,
    program: Sequence[str] = WILLCALL,
    database_pids: Sequence[int] = (),
) -> Iterator[Stand]:
    """A server on a fresh database, which is migrated and given an organizer and a token here.

    `program` is what Python is to run: another one than ours can be measured on the same tables.
    """
    token = prepare(database)
    with serving(name, database, folder, workers=workers, program=program) as (process, port, started_s):
        yield Stand(name, port, token, process.pid, database_pids, started_s, log_of(name, folder))


def prepare(database: str) -> str:
    """Migrates a database and makes the organizer and a token, which is the answer."""
    command("migrate", "--database", database)
    with suppress(StandFailed):  # it may be there from a measurement before
        command("organizer", "create", ORGANIZER, "--database", database)
    return command("token", "create", "--organizer", ORGANIZER, "--all-events", "--database", database)


@contextmanager
def serving(
    name: str, database: str, folder: Path, *, workers: int = 1, program: Sequence[str] = WILLCALL
) -> Iterator[tuple[subprocess.Popen[bytes], int, float]]:
    """A server on a database that was prepared: its process, its port, and seconds from start to first answer."""
    log = log_of(name, folder)
    arguments = ["serve", "--database", database, "--host", "127.0.0.1", "--port", "0", "--workers", str(workers)]
    with log.open("wb") as sink:
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, *program, *arguments],
            env=as_installed() | {"WILLCALL_LOG_LEVEL": "info"},
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
        )
    try:
        port = _first_answer(process, log)
        started_s = time.perf_counter() - began
        _wait_until_quiet(process.pid)
        yield process, port, started_s
    finally:
        process.terminate()
        try:
            process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_TIMEOUT_S)


def as_installed() -> dict[str, str]:
    """The environment, in which Python keeps what it has compiled: an installed program is compiled once."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def log_of(name: str, folder: Path) -> Path:
    """Where a server of this name writes what it has to say."""
    return folder / f"{name}.log"


def tail(log: Path) -> str:
    """The end of it."""
    return log.read_text(errors="replace")[-LOG_CHARACTERS:]


def command(*arguments: str) -> str:
    """What a command of ours prints; `StandFailed` with its complaint."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *WILLCALL, *arguments], capture_output=True, check=False, text=True, timeout=COMMAND_TIMEOUT_S
    )
    if done.returncode:
        raise StandFailed(done.stderr.strip().removeprefix("Error: "))
    return done.stdout.strip()


def _first_answer(process: subprocess.Popen[bytes], log: Path) -> int:
    """The port of a server that has just said that it is well."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        told = _ADDRESS.search(log.read_text(errors="replace"))
        if told and _is_well(int(told[1])):
            return int(told[1])
        time.sleep(POLL_S)
    raise StandFailed(f"the server did not start: {tail(log)}")


def _is_well(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_TIMEOUT_S)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _wait_until_quiet(pid: int) -> None:
    """With several processes the first answer says nothing of the others."""
    used = -1.0
    deadline = time.monotonic() + START_TIMEOUT_S
    while used < (used := machine.cpu_s(machine.family((pid,)))) and time.monotonic() < deadline:
        time.sleep(QUIET_S)


def is_linux() -> bool:
    """Whether this machine tells what its processes use."""
    return os.path.isdir("/proc/self/task")  # noqa: PTH112 - a look, not a path
