"""The naive model: what a fair does, said as simply as possible, from spec 01 and 06 and without looking at the engine.

It has a list of positions and counts all of them for every request. No counters, no batches, no lines, no clean-up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.property.histories import KEPT_MIN, STAYS_MIN, Ask, Buy, Change, Pool, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

Told = str | tuple[str, ...]

HELD = "held"
UNSELLABLE = "in no quota"
RELEASED = "released"
MISSING = "missing"


def short(pool: Pool) -> str:
    """Refused, since this quota has too little room."""
    return f"no room in {pool.name}"


@dataclass
class Position:
    """Somebody's place: until when, and whose child it is."""

    product: str
    date: int | None
    until_min: int
    parent: int | None
    gone: bool = False


@dataclass
class Model:
    """A fair. Positions are called by their place in the list, quotas likewise."""

    pools: list[Pool]
    positions: list[Position] = field(default_factory=list)
    answered: dict[str, tuple[int, Told]] = field(default_factory=dict)
    now_min: int = 0

    def step(self, step: Sequence[Ask] | Turn | Change) -> list[Told]:
        """What each request is told; one after the other, however close together they came."""
        if isinstance(step, Turn):
            self.now_min += step.minutes
            return []
        if isinstance(step, Change):
            self.pools[step.place % len(self.pools)] = step.pool
            return []
        known = len(self.positions)
        return [self.ask(ask, known) for ask in step]

    def ask(self, ask: Ask, known: int) -> Told:
        """What a request is told, when so many positions were known to buyers.

        A key that was answered within a day is answered the same again, whatever is asked.
        """
        if ask.key is not None and ask.key in self.answered:
            at_min, told = self.answered[ask.key]
            if at_min >= self.now_min - KEPT_MIN:
                return told
        if ask.nth is not None:
            told = self.give_back(ask.back(known))
        elif ask.bulk:
            told = tuple(self.buy(buy) for buy in ask.buys)
        else:
            told = self.buy(ask.buys[0])
        if ask.key is not None:
            self.answered[ask.key] = (self.now_min, told)
        return told

    def buy(self, buy: Buy) -> str:
        """All of it or nothing; the first short quota is named: by name, the main product's before the others'."""
        products = [buy.product, *buy.addons, *buy.bundled]
        if any(not self.taken_from(product, buy.date) for product in products):
            return UNSELLABLE
        for product in products:
            for pool in self.taken_from(product, buy.date):
                needed = sum(other in pool.products for other in products)
                left = self.left(pool)
                if left is not None and left < needed:
                    return short(pool)
        until_min = self.now_min + (STAYS_MIN if buy.stays_min is None else buy.stays_min)
        parent = len(self.positions)
        for place, product in enumerate(products):
            self.positions.append(Position(product, buy.date, until_min, parent if place else None))
        return HELD

    def give_back(self, nth: int | None) -> str:
        """A position goes with its children."""
        if nth is None or self.positions[nth].gone:
            return MISSING
        for place, position in enumerate(self.positions):
            if nth in {place, position.parent}:
                position.gone = True
        return RELEASED

    def taken_from(self, product: str, date: int | None) -> list[Pool]:
        """The quotas a product takes from, by name and then by age."""
        return sorted(
            (pool for pool in self.pools if product in pool.products and pool.date == date), key=lambda pool: pool.name
        )

    def counted(self, pool: Pool) -> int:
        """How many positions take a place of a quota now: the instant of the expiry itself still counts."""
        return sum(
            not position.gone
            and position.until_min >= self.now_min
            and position.product in pool.products
            and position.date == pool.date
            for position in self.positions
        )

    def left(self, pool: Pool) -> int | None:
        """What a new buyer may take."""
        if pool.closed:
            return 0
        return None if pool.size is None else max(0, pool.size - self.counted(pool))
