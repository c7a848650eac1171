"""Ids, handed out in blocks: unique across events and processes, one trip to the database for a thousand.

PostgreSQL keeps the next block in a sequence that counts in thousands, SQLite in a table with one row. A block that a
process did not use up is lost; there are enough.
"""

from __future__ import annotations

from collections import deque
from typing import Final

# Large enough that asking is rare, small enough that a process that stops early wastes little.
BLOCK: Final = 1_000

# The column of the answer is called `first`.
NEXT_BLOCK_POSTGRES: Final = "SELECT nextval('willcall_ids') AS first"
NEXT_BLOCK_SQLITE: Final = f"UPDATE id_block SET next = next + {BLOCK} RETURNING next - {BLOCK} AS first"  # noqa: S608 - a constant


class NoIdsLeft(RuntimeError):
    """More ids were taken than were fetched: whoever takes them must say beforehand how many."""


class Ids:
    """The ids this process may still hand out. Not for more than one thread."""

    __slots__ = ("_blocks", "_left", "_next", "_stop", "blocks_added")

    def __init__(self) -> None:
        self._blocks: deque[int] = deque()
        self._next = self._stop = 0
        self._left = 0
        self.blocks_added = 0

    @property
    def left(self) -> int:
        """How many can be taken without asking the database."""
        return self._left

    def take(self) -> int:
        """The next id."""
        if self._next == self._stop:
            if not self._blocks:
                raise NoIdsLeft
            self._next = self._blocks.popleft()
            self._stop = self._next + BLOCK
        taken = self._next
        self._next += 1
        self._left -= 1
        return taken

    def add_block(self, first: int) -> None:
        """Put in a block that the database gave to nobody else."""
        self._blocks.append(first)
        self._left += BLOCK
        self.blocks_added += 1

    def clear(self) -> None:
        """Forget all: the transaction that fetched some of them was rolled back."""
        self._blocks.clear()
        self._next = self._stop = self._left = 0
