"""What `willcall bench` does: holds on one hot quota of a throw-away server, at several numbers of connections."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from willcall.bench import machine
from willcall.bench.drive import Load, drive, hot_quota
from willcall.bench.report import RUN_HEAD, run_cells, table
from willcall.bench.stand import ORGANIZER, StandFailed, command, is_linux, stand
from willcall.db import tables
from willcall.db.conditions import IsNot
from willcall.db.open import open_database

CONNECTIONS: Final = (1, 8, 32)
WARM_S: Final = 0.3


def check(database: str) -> None:
    """Raises `StandFailed` unless the database is there for measuring: what is written to it stays."""
    command("migrate", "--database", database)
    if asyncio.run(_others(database)):
        raise StandFailed(f'the database holds other organizers than "{ORGANIZER}": name one that is empty')


async def _others(url: str) -> int:
    database = open_database(url)
    await database.open()
    try:
        return await database.read(lambda tx: tx.count(tables.organizer, {"slug": IsNot(ORGANIZER)}))
    finally:
        await database.close()


def measured(database: str | None, workers: int, seconds: float) -> Iterator[str]:
    """Line by line what is printed. Without a database it is a SQLite file that is gone afterwards."""
    if not is_linux():
        raise StandFailed("only Linux tells what processes use")
    with tempfile.TemporaryDirectory(prefix="willcall-bench-") as name:
        folder = Path(name)
        where = database or f"sqlite:///{folder / 'bench.db'}"
        yield machine.description()
        yield "Holds on one hot quota, each acknowledged and durable, the client on the same machine:\n"
        with stand("bench", where, folder, workers=workers) as server:
            rows = []
            for connections in CONNECTIONS:
                request = hot_quota(server, f"hot-{connections}-{server.server_pid}")
                drive(server, [request], Load(connections, WARM_S))
                run = drive(server, [request], Load(connections, seconds))
                rows.append([f"{connections}", *run_cells(run)])
            yield table(("connections", *RUN_HEAD), rows)
            yield f"\nCPU of the server per hold{_and_database(where)}."
            yield f"Start to first answer {server.started_s:.2f} s, memory of one process {server.memory_mb():.0f} MB."


def _and_database(where: str) -> str:
    return ", the database in it" if where.startswith("sqlite") else ", without the database"
