"""Grounds: what a row is measured on. Willcall, what it is compared with, and the database alone, side by side."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.load.floor import Floor, PostgresFloor, SqliteFloor
from tests.postgres import PrivatePostgres, best_binaries
from willcall.bench.client import request
from willcall.bench.drive import Load, Run, drive
from willcall.bench.stand import Stand, prepare, serving, stand

SQLITE: Final = "SQLite"
POSTGRESQL: Final = "PostgreSQL"
KINDS: Final = ("sqlite", "postgresql", "postgresql-2")
OTHERS: Final = ("-m", "tests.load.others")
STARTS: Final = 3


@dataclass(frozen=True)
class Ground:
    """One way to run Willcall."""

    name: str
    ours: Stand
    counting: Stand
    """The naive version."""
    singly: Stand
    """One ask per transaction, Willcall's own otherwise."""
    floor: Floor
    """The database alone; on the same tables as `ours`."""
    counting_floor: Floor
    """The same on the tables of `counting`."""
    workers: int
    fresh: Callable[[], str]
    """Makes a database that nobody uses yet: its address."""
    folder: Path

    @property
    def on_sqlite(self) -> bool:
        """Whether it is the one that the figures of lists are promised for."""
        return not self.ours.database_pids

    def starts(self) -> list[float]:
        """Seconds from start to first answer, several times."""
        database = self.fresh()
        prepare(database)
        seconds = []
        for _ in range(STARTS):
            with serving("start", database, self.folder, workers=self.workers) as (_, _, started_s):
                seconds.append(started_s)
        return sorted(seconds)


@contextmanager
def grounds(kinds: Sequence[str]) -> Iterator[Iterator[Ground]]:
    """The grounds of these kinds, one after the other; servers that several share are started once."""
    with tempfile.TemporaryDirectory(prefix="willcall-bench-") as name, ExitStack() as stack:
        yield _each(kinds, Path(name), stack)


def _each(kinds: Sequence[str], folder: Path, stack: ExitStack) -> Iterator[Ground]:
    if "sqlite" in kinds:
        with ExitStack() as own:
            yield _sqlite(own, folder)
    if {"postgresql", "postgresql-2"} & set(kinds):
        shared = _Postgres(stack, folder)
        for workers in (1, 2):
            if KINDS[workers] in kinds:
                with ExitStack() as own:
                    yield shared.ground(own, workers)


def _sqlite(stack: ExitStack, folder: Path) -> Ground:
    def path(name: str) -> Path:
        return folder / f"{name}.db"

    def started(name: str, *program: str) -> Stand:
        return stack.enter_context(
            stand(
                name, f"sqlite:///{path(name)}", folder, program=(*OTHERS, *program) if program else ("-m", "willcall")
            )
        )

    ours, counting, singly = started("ours"), started("counting", "counting"), started("singly", "singly")
    return Ground(
        SQLITE, ours, counting, singly, SqliteFloor(path("ours")), SqliteFloor(path("counting")), 1,
        lambda: f"sqlite:///{path('start')}", folder,
    )  # fmt: skip


class _Postgres:
    """A server of PostgreSQL, durable, and what is compared on it; Willcall itself comes with each ground."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._folder = folder
        self._binaries = best_binaries()
        self._server = stack.enter_context(PrivatePostgres(self._binaries, durable=True))
        self._counting, self._counting_floor = self._started(stack, "counting", "counting")
        self._singly, _ = self._started(stack, "singly", "singly")

    def ground(self, stack: ExitStack, workers: int) -> Ground:
        """Willcall with so many processes."""
        ours, floor = self._started(stack, f"ours_{workers}", workers=workers)
        return Ground(
            f"{POSTGRESQL}, {workers} {'process' if workers == 1 else 'processes'}", ours, self._counting, self._singly,
            floor, self._counting_floor, workers, lambda: self._server.create_database(f"start_{workers}"),
            self._folder,
        )  # fmt: skip

    def _started(self, stack: ExitStack, name: str, *program: str, workers: int = 1) -> tuple[Stand, Floor]:
        database = self._server.create_database(name)
        started = stack.enter_context(
            stand(
                name, database, self._folder, workers=workers, database_pids=(self._server.pid,),
                program=(*OTHERS, *program) if program else ("-m", "willcall"),
            )
        )  # fmt: skip
        return started, PostgresFloor(database, self._binaries)


def client_limit(connections: int, seconds: float, processes: int) -> Run:
    """What the client does with a fixed answer behind the same web server: it can do no more."""
    with tempfile.TemporaryDirectory(prefix="willcall-bench-") as name:
        database = f"sqlite:///{name}/trivial.db"
        with stand("trivial", database, Path(name), program=(*OTHERS, "trivial")) as fixed:
            body = {"item": 1, "price": "23.00", "attendee_name": "Peter", "attendee_email": "peter@example.org"}
            return drive(fixed, [request("POST", "/", fixed.token, body)], Load(connections, seconds, processes))
