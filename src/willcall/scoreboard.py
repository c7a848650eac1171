"""The figures of all processes behind one port, whichever of them is asked.

Each process writes what it has counted to a file of its own in a shared folder, once a second; whoever is asked adds
the others' files to its own numbers. A count must not shrink, which would be read as a restart: what is told is written
first, and a process that has died leaves its file behind.
"""

from __future__ import annotations

import asyncio
import os
import resource
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec
import structlog

from willcall import metrics
from willcall.db.errors import TROUBLES
from willcall.kit.tally import Key, Tally, sum_of

EVERY_S: Final = 1
"""How old another process's figures are at most when they are shown."""
ALIVE_S: Final = 10
"""Who has written nothing for so long is gone, or as good as gone: what it has now no longer counts."""
FORGOTTEN_S: Final = 60
"""Files of processes that are gone are taken over by the next one that starts, so that they do not become many."""

log = structlog.get_logger("willcall.metrics")


@dataclass(slots=True)
class Figures:
    """What processes have counted, and what they have right now."""

    tally: Tally = field(default_factory=Tally)
    by_event: dict[int, Tally] = field(default_factory=dict)
    gauges: dict[Key, float] = field(default_factory=dict)
    waiting: dict[int, int] = field(default_factory=dict)
    """Asks that wait, by event."""
    at: float = 0
    """When they were written, in seconds since 1970."""

    def take_over(self, other: Figures, *, alive: bool) -> None:
        """Adds those of another process; of one that is gone only what it has counted."""
        self.tally.take_over(other.tally)
        for event_id, tally in other.by_event.items():
            self.by_event.setdefault(event_id, Tally()).take_over(tally)
        if alive:
            for key, number in other.gauges.items():
                self.gauges[key] = self.gauges.get(key, 0) + number
            for event_id, number in other.waiting.items():
                self.waiting[event_id] = self.waiting.get(event_id, 0) + number


class Scoreboard:
    """This process's figures, and with a folder those of the others."""

    def __init__(
        self, folder: str, tally: Tally, by_event: Mapping[int, Tally], waiting: Callable[[], dict[int, int]],
        gauges: Mapping[Key, Callable[[], float]],
    ) -> None:  # fmt: skip
        self._folder = Path(folder) if folder else None
        self._file = f"{os.getpid()}-{secrets.token_hex(4)}.figures"
        self._tally = tally
        self._by_event = by_event
        self._waiting = waiting
        self._gauges = gauges
        self._inherited = Figures()
        self._writing: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to tell the others."""
        if self._folder is not None:
            self._inherit(self._folder)
            self._writing = asyncio.get_running_loop().create_task(self._keep_writing(self._folder))

    def stop(self) -> None:
        """Leaves behind what was counted."""
        if self._folder is not None and self._writing is not None:
            self._writing.cancel()
            last = self.mine()
            last.at = 0
            _write(self._folder / self._file, last)

    def everybody(self) -> Figures:
        """The figures of all processes, this one's as they are now."""
        found = self.mine()
        if self._folder is None:
            return found
        _write(self._folder / self._file, found)
        for path, other in _read(self._folder):
            if path.name != self._file:
                found.take_over(other, alive=found.at - other.at < ALIVE_S)
        return found

    def mine(self) -> Figures:
        """The figures of this process."""
        waiting = self._waiting()
        own = Tally({metrics.CPU: time.process_time()})
        found = Figures(
            sum_of([self._tally, TROUBLES, own]),
            {event_id: sum_of([tally]) for event_id, tally in self._by_event.items()},
            {metrics.QUEUE: sum(waiting.values()), metrics.PROCESSES: 1, metrics.MEMORY: resident_bytes()}
            | {key: number() for key, number in self._gauges.items()},
            waiting,
            time.time(),
        )
        found.take_over(self._inherited, alive=False)
        return found

    async def _keep_writing(self, folder: Path) -> None:
        while True:
            _write(folder / self._file, self.mine())
            await asyncio.sleep(EVERY_S)

    def _inherit(self, folder: Path) -> None:
        for path, other in _read(folder):
            if time.time() - max(other.at, path.stat().st_mtime) > FORGOTTEN_S:
                claimed = path.with_suffix(".claimed")
                try:
                    path.rename(claimed)
                except FileNotFoundError:
                    continue  # another process was faster
                self._inherited.take_over(other, alive=False)
                _write(folder / self._file, self.mine())
                claimed.unlink()


def _write(path: Path, figures: Figures) -> None:
    """Replaces the file as a whole; a disk that is full costs figures, and nothing else."""
    draft = path.with_suffix(".draft")
    try:
        draft.write_bytes(msgspec.msgpack.encode(figures))
        draft.replace(path)
    except OSError as error:
        log.warning("figures are not shared", error=str(error))


def _read(folder: Path) -> Iterator[tuple[Path, Figures]]:
    for path in sorted(folder.glob("*.figures")):
        try:
            yield path, msgspec.msgpack.decode(path.read_bytes(), type=Figures)
        except (OSError, msgspec.MsgspecError):
            continue  # taken over by another process at this moment, or written by another version


def resident_bytes() -> float:
    """The memory that this process occupies; where the system does not say, the most that it ever did."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[1])
    except (OSError, ValueError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return pages * resource.getpagesize()
