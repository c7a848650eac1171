"""The machine that a figure comes from, and the CPU time and memory that processes have used. Linux only."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

TICKS_PER_S: Final = os.sysconf("SC_CLK_TCK")
ADDITIONS: Final = 5_000_000


def description() -> str:
    """Processor, cores, memory, system, Python, and how fast all that is at this moment, in one line."""
    processor = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    pace = f"{ADDITIONS:,} additions in {pace_s():.2f} s of CPU"
    return f"{processor}, {os.cpu_count()} cores, {memory_gib:.0f} GiB, {system}, {pace}"


def pace_s() -> float:
    """CPU seconds of a plain loop: a machine that is shared takes twice as long at one time as at another."""
    began, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return time.process_time() - began


def family(pids: Iterable[int]) -> list[int]:
    """These processes and all their descendants; those that have ended are left out."""
    members = list(pids)
    for member in members:
        for task in Path(f"/proc/{member}/task").glob("*/children"):
            members += [int(child) for child in _text(task).split()]
    return members


def cpu_s(pids: Iterable[int]) -> float:
    """CPU seconds that these processes have used so far, ended children included."""
    ticks = 0
    for pid in pids:
        fields = _text(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / TICKS_PER_S


def resident_mb(pid: int) -> float:
    """Memory of a process that is in use, in MB of 10^6 bytes; 0 if it has ended."""
    for line in _text(Path(f"/proc/{pid}/status")).splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def _text(path: Path) -> str:
    """What the kernel says of a process; nothing of one that has just ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
