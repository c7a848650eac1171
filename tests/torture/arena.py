"""Where tests of torture take place: the command as an operator runs it, against servers that are right or broken."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.server import ServerDidNotStartError, answers_in_time, free_port, launch, stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TORTURE_TIMEOUT_S: Final = 300
"""A rush of these tests takes seconds; a stuck one must not hang the run."""


STARTS_MAX: Final = 5
"""Several processes that start at once on a busy machine take longer than one: so often its time is waited for."""


@dataclass(frozen=True)
class Ended:
    """How the command ended."""

    status: int
    report: dict[str, Any]
    stderr: str

    @property
    def found(self) -> dict[str, int]:
        """The differences that there are."""
        return {kind: count for kind, count in self.report["differences"].items() if count}


def torture(base: str, token: str, *options: str) -> Ended:
    """Runs the command to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "willcall", "torture", base, "--json", *options],
        capture_output=True,
        check=False,
        env={**os.environ, "WILLCALL_TOKEN": token},
        text=True,
        timeout=TORTURE_TIMEOUT_S,
    )
    return Ended(done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr)


@contextlib.contextmanager
def broken_server(bug: str, database: str, log: Path) -> Iterator[str]:
    """The address of a server with a bug, on a migrated database."""
    port = free_port()
    with log.open("ab") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.broken_server", bug, database, str(port)], stderr=sink, stdout=sink
        )
    try:
        base = f"http://127.0.0.1:{port}"
        if not answers_in_time(base, process):
            raise ServerDidNotStartError(log.read_text(errors="replace"))
        yield base
    finally:
        stop(process)


@contextlib.contextmanager
def many_workers(database: str, log: Path, workers: int) -> Iterator[str]:
    """The address of a server with so many processes, on a migrated database."""
    port = free_port()
    process = launch(database, port, log, ("--workers", str(workers)), None)
    try:
        base = f"http://127.0.0.1:{port}"
        if not any(answers_in_time(base, process) for _ in range(STARTS_MAX)):
            raise ServerDidNotStartError(log.read_text(errors="replace"))
        yield base
    finally:
        stop(process)
