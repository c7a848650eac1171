"""What buyers do: chosen by chance from a seed, and from what each of them holds. Pure, but for the dice.

A buyer knows only its own positions, so what it does next depends on the seed and on the answers it got, and on nothing
else.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from willcall.kit.instants import MINUTE_US, SECOND_US
from willcall.torture.history import Pool

SINGLE, BULK, ADDON, VOUCHER, SEAT, DATE = SCENARIOS = ("single", "bulk", "addon", "voucher", "seat", "date")

LONG_US: Final = 30 * MINUTE_US
"""A hold that outlives every rush is given back by hand."""
SHORT_US: Final = (3 * SECOND_US // 10, 5 * SECOND_US // 2)
"""A hold that expires during the rush: long enough to be answered first, nearly always."""
LONG_SHARE: Final = 0.5
PAST_SHARE: Final = 0.01
"""Asks for a hold that has expired when it is made: it needs room and takes none."""
REPEAT_SHARE: Final = 0.03
"""Asks that are sent again under the same idempotency key."""
AGAIN_SHARE: Final = 0.1
"""Returns of what was given back before."""
BULK_ENTRIES: Final = (2, 8)
KEPT_MOST: Final = 40
"""Positions a buyer remembers: beyond, the oldest are left to expire or to be swept up at the end."""

BUY, RETURN, LOOK, COUNT = range(4)
WEIGHTS: Final = (58, 30, 4, 8)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be asked for: the body without cart and expiry, and what each of its positions takes."""

    scenario: str
    event: str
    """Its path below the organizer."""
    body: Mapping[str, object]
    wants: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class CountedQuota:
    """Where a server tells what is left of a pool."""

    pool: int
    path: str


@dataclass(frozen=True, slots=True)
class Stage:
    """What was set up for a rush."""

    events: tuple[str, ...]
    pools: tuple[Pool, ...]
    offers: tuple[Offer, ...]
    quotas: tuple[CountedQuota, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A position of a buyer's."""

    event: str
    position_id: int


@dataclass(frozen=True, slots=True)
class Buy:
    """Ask for places, in one bulk if it is one; `lasts_us` says for how long, of each."""

    offers: tuple[Offer, ...]
    lasts_us: tuple[int, ...]
    bulk: bool
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class Return:
    """Give a position back."""

    held: Held


@dataclass(frozen=True, slots=True)
class Look:
    """Look a position up."""

    held: Held


@dataclass(frozen=True, slots=True)
class Count:
    """Ask what a quota has left."""

    quota: CountedQuota


Step = Buy | Return | Look | Count


@dataclass(slots=True)
class Buyer:
    """One of many: says what it does next, and is told what it holds."""

    stage: Stage
    number: int
    seed: int
    holds: list[Held] = field(default_factory=list)
    gone: Held | None = None
    dice: random.Random = field(init=False)
    shelves: list[list[Offer]] = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(f"{self.seed}/{self.number}")  # noqa: S311 - a rush is repeatable, not secret
        found: dict[str, list[Offer]] = {}
        for offer in self.stage.offers:
            found.setdefault(offer.scenario, []).append(offer)
        self.shelves = list(found.values())

    def next(self) -> Step:
        """What it does now."""
        (what,) = self.dice.choices(range(len(WEIGHTS)), WEIGHTS)
        if what == COUNT and self.stage.quotas:
            return Count(self.dice.choice(self.stage.quotas))
        if what == LOOK and self.holds:
            return Look(self.dice.choice(self.holds))
        if what == RETURN and self.gone is not None and self.dice.random() < AGAIN_SHARE:
            return Return(self.gone)
        if what == RETURN and self.holds:
            # What was bought last is what has most likely not expired yet.
            place = len(self.holds) - 1 - int(self.dice.random() ** 2 * len(self.holds))
            self.gone = self.holds.pop(place)
            return Return(self.gone)
        return self._buy(self.dice.choice(self.shelves))

    def holds_now(self, held: Held) -> None:
        """It got a position."""
        self.holds.append(held)
        if len(self.holds) > KEPT_MOST:
            del self.holds[0]

    def _buy(self, shelf: Sequence[Offer]) -> Buy:
        scenario = shelf[0].scenario
        if scenario == BULK or (scenario == DATE and self.dice.random() < 1 / len(WEIGHTS)):
            offers = tuple(self.dice.choices(shelf, k=self.dice.randint(*BULK_ENTRIES)))
            return Buy(offers, tuple(self._lasts_us() for _ in offers), bulk=True)
        repeat = self.dice.random() < REPEAT_SHARE
        return Buy((self.dice.choice(shelf),), (self._lasts_us(),), bulk=False, repeat=repeat)

    def _lasts_us(self) -> int:
        chance = self.dice.random()
        if chance < PAST_SHARE:
            return -SECOND_US
        return LONG_US if chance < PAST_SHARE + LONG_SHARE else self.dice.randint(*SHORT_US)
