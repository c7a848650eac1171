"""What a batch is decided with, and what comes of it: what `decide` and `carts` share. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from willcall.reserve.ask import CartRow, Hold, IdempotencyKey, Kept, Outcome
from willcall.reserve.book import Book
from willcall.reserve.catalogue import Catalogue

NewId = Callable[[], int]


class CartChange(msgspec.Struct, frozen=True):
    """What becomes of a cart's own row."""

    row: CartRow
    was: int
    """The version that it had; 0 if it is made."""
    change_id: int
    """An id that nobody else has."""
    ends: bool = False

    @property
    def version(self) -> int:
        """The version that it has from now on."""
        return self.was + 1


@dataclass(slots=True)
class Decision:
    """What became of a batch, and what is to be written."""

    outcomes: list[Outcome] = field(default_factory=list)
    holds: dict[int, Hold] = field(default_factory=dict)
    """New positions."""
    renewed: dict[int, Hold] = field(default_factory=dict)
    """Stored positions of shops' carts, as they are from now on."""
    counted: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """New or renewed positions that take places, with the quotas they count in."""
    taken: Counter[int] = field(default_factory=Counter)
    """Change of held units by quota, releases included."""
    excused: Counter[int] = field(default_factory=Counter)
    """Units by quota that were let in although there may be no room: by vouchers that ignore it."""
    uses: dict[int, int] = field(default_factory=dict)
    """New or renewed positions that use a voucher, with its id."""
    used: Counter[int] = field(default_factory=Counter)
    """Change of held uses by voucher, releases included."""
    seats: dict[int, int] = field(default_factory=dict)
    """New or renewed positions that hold a seat, with its id."""
    released: list[int] = field(default_factory=list)
    """Stored positions to delete, children before parents."""
    carts: dict[str, CartChange] = field(default_factory=dict)
    """By cart id: the carts of shops that change."""
    kept: list[tuple[IdempotencyKey, Kept]] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.holds or self.released or self.kept or self.carts)

    @property
    def standing(self) -> Mapping[int, Hold]:
        """New and renewed positions."""
        return {**self.holds, **self.renewed} if self.renewed else self.holds


@dataclass(frozen=True, slots=True)
class Desk:
    """What one batch is decided with."""

    catalogue: Catalogue
    book: Book
    now: int
    new_id: NewId
    decision: Decision


def count(desk: Desk, quota_ids: Iterable[int], units: int) -> None:
    """Takes or, below zero, gives back units in each of these quotas."""
    accounts, taken = desk.book.accounts, desk.decision.taken
    for quota_id in quota_ids:
        accounts[quota_id].use.held += units
        taken[quota_id] += units


def count_use(desk: Desk, voucher_id: int, uses: int) -> None:
    """Takes or, below zero, gives back uses of a voucher."""
    desk.decision.used[voucher_id] += uses
    for voucher in desk.book.vouchers.values():
        if voucher.id == voucher_id:
            voucher.held += uses
