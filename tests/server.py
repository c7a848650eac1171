"""A really started server: the command line, the process, the port, the log.

Tests of the wire use nothing but what an operator has: the commands and HTTP. What the requests mean
is left to `tests/cast.py`.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parent.parent
WILLCALL: Final = ("willcall",)
COMMAND_TIMEOUT_S = 60  # migrating an empty database takes a second; a stuck command must not hang the run
START_TIMEOUT_S = 20  # start to first answer is promised within 1 s; a loaded machine may need longer
STOP_TIMEOUT_S = 10  # how long a server may finish what it has begun before it is killed
STARTS_MAX = 3  # the free port may be taken by somebody else between looking and listening


class ServerDidNotStartError(RuntimeError):
    """The process ended, or did not answer in time; the message carries its log."""


@dataclass(frozen=True)
class Server:
    """A server that answers, the database behind it, and where its log is."""

    base: str
    database: str
    log: Path
    pid: int


def willcall(*arguments: str, database: str, environment: Mapping[str, str] | None = None) -> str:
    """What a command of ours prints on stdout; a failing one raises, its stderr in the message."""
    done = subprocess.run(
        [sys.executable, "-m", "willcall", *arguments, "--database", database],
        capture_output=True,
        check=False,
        env={**os.environ, **(environment or {})},
        text=True,
        timeout=COMMAND_TIMEOUT_S,
    )
    if done.returncode:
        message = f"willcall {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        raise RuntimeError(message)
    return done.stdout.strip()


@contextlib.contextmanager
def started(
    database: str,
    log: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    bounds: Mapping[str, float] | None = None,
    ahead: Path | None = None,
) -> Iterator[Server]:
    """A server for a database that is migrated already; it is stopped at the end.

    Bounds: see `tests/hurried.py`; a clock that is ahead: see `tests/later.py`.
    """
    program: Sequence[str] = WILLCALL
    if bounds is not None:
        program = ["tests.hurried", json.dumps(bounds)]
    elif ahead is not None:
        program = ["tests.later", str(ahead)]
    for attempt in range(1, STARTS_MAX + 1):
        port = free_port()
        process = launch(database, port, log, options, environment, program)
        try:
            base = f"http://127.0.0.1:{port}"
            if not answers_in_time(base, process):
                if attempt < STARTS_MAX and "ddress already in use" in log.read_text(errors="replace"):
                    continue
                message = f"no answer from {base}, exit status {process.poll()}:\n{log.read_text(errors='replace')}"
                raise ServerDidNotStartError(message)
            yield Server(base, database, log, process.pid)
            return
        finally:
            stop(process)


def free_port() -> int:
    """A loopback port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def launch(
    database: str,
    port: int,
    log: Path,
    options: tuple[str, ...],
    environment: Mapping[str, str] | None,
    program: Sequence[str] = WILLCALL,
) -> subprocess.Popen[bytes]:
    """Start `willcall serve`, everything it prints going to the log."""
    command = [sys.executable, "-m", *program, "serve", "--database", database]
    command += ["--host", "127.0.0.1", "--port", str(port), *options]
    with log.open("ab") as sink:
        return subprocess.Popen(
            command,
            cwd=None if program is WILLCALL else ROOT,
            env={**os.environ, **(environment or {})},
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            stdout=sink,
        )


def answers_in_time(base: str, process: subprocess.Popen[bytes]) -> bool:
    """Ask /healthz until it says 200; false when the process ended or the time is over."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{base}/healthz", timeout=2).status_code == httpx.codes.OK:
                return True
        time.sleep(0.05)
    return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the process to end, by its own id, and end it if it does not."""
    process.terminate()
    try:
        process.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(STOP_TIMEOUT_S)
