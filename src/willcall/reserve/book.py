"""The book: what was left when a batch was read, under locks. Ledgers fill it, `decide` works in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from willcall.reserve.ask import Ask, HoldAsk, Kept, ReleaseAsk, Wanted
from willcall.reserve.catalogue import Catalogue, Place
from willcall.reserve.quota import Use, places_left


@dataclass(slots=True)
class Account:
    """One quota of the batch."""

    size: int | None
    closed: bool
    use: Use

    def places_left(self) -> int | None:
        """What a new buyer may still take; None without limit."""
        return places_left(self.size, self.use, closed=self.closed)


@dataclass(slots=True)
class Present:
    """A position that is there and that the batch may release, with what it counts in."""

    children: tuple[int, ...] = ()
    quota_ids: tuple[int, ...] = ()


@dataclass(slots=True)
class Book:
    """Everything that a batch reads of the world's state."""

    accounts: dict[int, Account] = field(default_factory=dict)
    present: dict[int, Present] = field(default_factory=dict)
    """Positions named by releases, and their children."""
    kept: dict[tuple[int, str], Kept] = field(default_factory=dict)
    """Answers under the idempotency keys of the batch."""


def place_of(wanted: Wanted, parent: Wanted | None = None) -> Place:
    """The item, variation and date that an entry takes; a child without date shares its parent's (spec 01 §8.1)."""
    subevent_id = wanted.subevent_id
    if parent is not None and not wanted.subevent_given:
        subevent_id = parent.subevent_id
    return wanted.item_id or 0, wanted.variation_id, subevent_id


def need_of(catalogue: Catalogue, places: Iterable[Place]) -> Counter[int]:
    """Units by quota that these places take together."""
    need: Counter[int] = Counter()
    for place in places:
        for quota in catalogue.quotas_of(place):
            need[quota.id] += 1
    return need


def touched(catalogue: Catalogue, asks: Iterable[Ask]) -> Counter[int]:
    """Units by quota that a batch could take at most: which quotas to lock, and whether room gets short."""
    places: list[Place] = []
    for ask in asks:
        if isinstance(ask, HoldAsk):
            for entry in ask.entries:
                places.append(place_of(entry))
                places += [place_of(child, entry) for child in (*entry.addons, *entry.bundled)]
    return need_of(catalogue, places)


def released(asks: Iterable[Ask]) -> list[int]:
    """Ids that the batch asks to release."""
    return sorted({ask.position_id for ask in asks if isinstance(ask, ReleaseAsk)})


def short(accounts: Mapping[int, Account], need: Mapping[int, int]) -> list[int]:
    """Quotas that may not have room for all that is wanted: expired holds in them should be handed back first."""
    return sorted(
        quota_id
        for quota_id, wanted in need.items()
        if quota_id in accounts and (left := accounts[quota_id].places_left()) is not None and left < wanted
    )
