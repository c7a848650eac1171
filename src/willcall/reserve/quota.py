"""The arithmetic of quotas: what is left, and which state that is (spec 06 §2, §3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class State(IntEnum):
    """How available a quota is, best to worst."""

    OK = 100
    RESERVED = 20
    ORDERED = 10
    GONE = 0


@dataclass(slots=True)
class Use:
    """The counted units of a quota, by what takes them."""

    paid: int = 0
    pending: int = 0
    exited: int = 0
    """Units of paid or pending orders that have left for good; only for quotas that release them."""
    blocked: int = 0
    """Units kept back for vouchers."""
    held: int = 0
    """Units that cart positions hold."""
    waiting: int = 0
    """Entries of the waiting list."""

    @property
    def granted(self) -> int:
        """What may never exceed the size; the waiting list was granted nothing yet."""
        return self.paid + self.pending - self.exited + self.blocked + self.held

    @property
    def total(self) -> int:
        """What a new buyer finds taken."""
        return self.granted + self.waiting


@dataclass(frozen=True, slots=True)
class Availability:
    """State and number; the number is None without limit, and never below zero."""

    state: State
    number: int | None


def availability(size: int | None, use: Use, *, closed: bool = False) -> Availability:
    """State and number of a quota; the term that exhausts it decides the state (spec 06 §3)."""
    if closed:
        return Availability(State.ORDERED, 0)
    if size is None:
        return Availability(State.OK, None)
    if size == 0:
        return Availability(State.GONE, 0)
    left = size + use.exited
    for taken, exhausted in (
        (use.paid, State.GONE),
        (use.pending, State.ORDERED),
        (use.blocked, State.ORDERED),
        (use.held, State.RESERVED),
        (use.waiting, State.ORDERED),
    ):
        left -= taken
        if left <= 0:
            return Availability(exhausted, 0)
    return Availability(State.OK, left)


def places_left(size: int | None, use: Use, *, closed: bool = False) -> int | None:
    """None for a quota without limit; never below zero, even when oversold by hand."""
    if closed:
        return 0
    if size is None:
        return None
    return max(0, size - use.total)


def excused(size: int | None, use: Use) -> int:
    """By how much a quota is over its size with permission (its size was lowered below its use)."""
    return 0 if size is None else max(0, use.granted - size)
