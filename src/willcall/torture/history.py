"""What happened in a rush, as its buyers saw it: who wanted what, from when to when, and what was answered.

Instants are microseconds. `began_us` and `ended_us` are of the buyers' clock, which never goes back; what a server
tells (`expires_us`, `made_us`) is of its own clock. `lives` brings the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

PoolKind = Literal["quota", "voucher", "seat"]


@dataclass(frozen=True, slots=True)
class Pool:
    """Something of which there is so much: the places of a quota, the uses of a voucher, a seat."""

    name: str
    kind: PoolKind
    places: int


class Said(Enum):
    """What was answered."""

    YES = "yes"
    """Held; or given back."""
    NO = "no"
    """Refused for want of room; or not there."""
    LATER = "later"
    """409 or 429: nothing was done."""
    UNCLEAR = "unclear"
    """No answer, or one that does not tell whether anything was done."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position that is held: it takes one of each of its pools until it expires."""

    position_id: int
    pools: tuple[int, ...]
    expires_us: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked for a place, with its add-ons; an entry of a bulk is an ask of its own."""

    began_us: int
    ended_us: int
    cart_id: str
    """No two asks have the same."""
    wants: tuple[tuple[int, ...], ...]
    """The pools that each position takes one of: the main one, then its add-ons."""
    expires_us: int
    """What was asked for."""
    said: Said
    lacking: PoolKind | None = None
    """What there was not enough of, of a refusal."""
    places: tuple[Place, ...] = ()
    made_us: int | None = None
    """When the server says that it was made."""


@dataclass(frozen=True, slots=True)
class Returned:
    """Somebody gave a position back, with its add-ons."""

    began_us: int
    ended_us: int
    position_id: int
    said: Said


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody looked a position up."""

    began_us: int
    ended_us: int
    position_id: int
    there: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody asked what a quota has left."""

    began_us: int
    ended_us: int
    pool: int
    left: int | None
    taken: int
    """Places that carts hold."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """Somebody sent the same ask again under the same idempotency key: the positions of both answers."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Listed:
    """All positions, read when nobody bought any more: id and cart of each row."""

    began_us: int
    rows: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Odd:
    """An answer that no request of a rush should get."""

    request: str
    status: int
    text: str


@dataclass(slots=True)
class History:
    """Everything, in the order in which it was answered."""

    asked: list[Asked] = field(default_factory=list)
    returned: list[Returned] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    repeated: list[Repeated] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)
    listed: Listed | None = None

    @property
    def operations(self) -> int:
        """Asks for a place and returns of one; looking does not count."""
        return len(self.asked) + len(self.returned)
