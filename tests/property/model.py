"""The naive model: what a fair does, said as simply as possible, from spec 01 and 06 and without looking at the engine.

It has a list of positions and counts all of them for every request. No counters, no batches, no lines, no clean-up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import dist
from typing import TYPE_CHECKING

from tests.property.histories import (
    KEPT_MIN,
    SEATS,
    STALL,
    STAYS_MIN,
    Ask,
    Buy,
    Change,
    Code,
    Hall,
    Pool,
    Reissue,
    Turn,
)

if TYPE_CHECKING:
    from tests.property.histories import Step

Told = str | tuple[str, ...]

HELD = "held"
UNSELLABLE = "in no quota"
EXPIRED = "the voucher has expired"
USED_UP = "the voucher is used up"
RELEASED = "released"
MISSING = "missing"
SEAT_WRONG = "a seat where there is none, or none where there is one"
FOR_ANOTHER_THING = "the voucher is for another thing"
FOR_ANOTHER_SEAT = "the voucher is for another seat"
FOR_ANOTHER_DATE = "the voucher is for another date"
SEAT_TWICE = "the same seat twice"
SEAT_TAKEN = "the seat cannot be had"
OTHERS_REFUSED = "others were refused"


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
    code: str | None = None
    seat: str | None = None
    cart: str = ""


@dataclass
class Model:
    """A fair. Positions are called by their place in the list, quotas likewise."""

    pools: list[Pool]
    positions: list[Position] = field(default_factory=list)
    answered: dict[str, tuple[int, Told]] = field(default_factory=dict)
    now_min: int = 0
    codes: dict[str, Code] = field(default_factory=dict)
    hall: Hall = field(default_factory=Hall)

    def step(self, step: Step) -> list[Told]:
        """What each request is told; one after the other, however close together they came. It knows no shop."""
        if isinstance(step, tuple):
            known = len(self.positions)
            return [self.ask(ask, known) for ask in step if isinstance(ask, Ask)]
        if isinstance(step, Turn):
            self.now_min += step.minutes
        if isinstance(step, Change):
            self.pools[step.place % len(self.pools)] = step.pool
        if isinstance(step, Reissue):
            self.codes[step.code] = step.anew
        if isinstance(step, Hall):
            self.hall = step
        return []

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
            told = self.buy_several(ask)
        else:
            told = self.buy(ask.buys[0], set())
        if ask.key is not None:
            self.answered[ask.key] = (self.now_min, told)
        return told

    def buy_several(self, ask: Ask) -> tuple[str, ...]:
        """Each for itself, or all or nothing: as if nothing had been asked for."""
        before, seats = len(self.positions), set[tuple[int | None, str]]()
        told = tuple(self.buy(buy, seats) for buy in ask.buys)
        if not ask.atomic or set(told) <= {HELD}:
            return told
        del self.positions[before:]
        return tuple(OTHERS_REFUSED if one == HELD else one for one in told)

    def buy(self, buy: Buy, seats: set[tuple[int | None, str]]) -> str:
        """All of it or nothing; `seats` are those that this request holds so far."""
        refusal = self.unsound(buy) or self.unavailable(buy, seats)
        if refusal is not None:
            return refusal
        until_min = self.now_min + (STAYS_MIN if buy.stays_min is None else buy.stays_min)
        parent = len(self.positions)
        self.positions.append(
            Position(buy.product, buy.date, until_min, None, code=buy.code, seat=buy.seat, cart=buy.cart)
        )
        for product in buy.addons + buy.bundled:
            self.positions.append(Position(product, buy.date, until_min, parent, cart=buy.cart))
        if buy.seat is not None and until_min >= self.now_min:
            seats.add((buy.date, buy.seat))
        return HELD

    def unsound(self, buy: Buy) -> str | None:
        """The first rule that is broken, whatever is left."""
        code = self.codes[buy.code] if buy.code else None
        if any(not self.taken_from(product, buy.date) for product in buy.addons + buy.bundled):
            return UNSELLABLE
        if (buy.seat is None) is (buy.product == STALL):
            return SEAT_WRONG
        if code is not None:
            if code.keeps is not None and buy.product not in self.pools[code.keeps].products:
                return FOR_ANOTHER_THING
            if code.seat is not None and (code.date, code.seat) != (buy.date, buy.seat):
                return FOR_ANOTHER_SEAT
            if code.date not in (None, buy.date):
                return FOR_ANOTHER_DATE
            if not self.is_valid(code):
                return EXPIRED
        freely = code is not None and (code.ignores or code.keeps is not None)
        return None if freely or self.taken_from(buy.product, buy.date) else UNSELLABLE

    def unavailable(self, buy: Buy, seats: set[tuple[int | None, str]]) -> str | None:
        """What is short, the first of all: of quotas by name, the main product's before the others'."""
        products = [buy.product, *buy.addons, *buy.bundled]
        code = self.codes[buy.code] if buy.code else None
        if buy.seat is not None and (buy.date, buy.seat) in seats:
            return SEAT_TWICE
        for place, product in enumerate(products):
            for pool in self.taken_from(product, buy.date):
                exempt = code is not None and (code.ignores or self.keeps_in(code, pool))
                if exempt and place == 0:
                    continue
                needed = sum(other in pool.products for other in products[1 if exempt else 0 :])
                left = self.left(pool)
                if left is not None and left < needed:
                    return short(pool)
        if code is not None and self.uses(buy.code) >= code.usages:
            return USED_UP
        return SEAT_TAKEN if buy.seat is not None and not self.is_free(buy) else None

    def is_free(self, buy: Buy) -> bool:
        """Whether a seat is on sale, nobody's, and not too near to what another cart or another voucher has."""
        assert buy.seat is not None
        assert buy.date is not None
        carts = {
            one.seat: one.cart
            for one in self.positions
            if not one.gone and one.until_min >= self.now_min and one.date == buy.date and one.seat is not None
        }
        kept = {
            one.seat
            for name, one in self.codes.items()
            if one.seat is not None and one.date == buy.date and self.is_valid(one) and name != buy.code
        }
        if (buy.date, buy.seat) in self.hall.blocked or buy.seat in carts or buy.seat in kept:
            return False
        taken = kept | {seat for seat, cart in carts.items() if cart != buy.cart}
        return not any(seat and dist(SEATS[seat], SEATS[buy.seat]) < self.hall.distance for seat in taken)

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
            and not (position.code and self.keeps_in(self.codes[position.code], pool))
            for position in self.positions
        )

    def uses(self, code: str | None) -> int:
        """How often a voucher is in use now."""
        return sum(
            not position.gone and position.until_min >= self.now_min and position.code == code
            for position in self.positions
        )

    def is_valid(self, code: Code) -> bool:
        """The instant up to which it is valid still counts."""
        return code.valid_min is None or code.valid_min >= self.now_min

    def keeps_in(self, code: Code, pool: Pool) -> bool:
        """Whether a voucher keeps places back in a quota now."""
        if code.keeps is None or code.usages == 0 or not self.is_valid(code):
            return False
        return pool is self.pools[code.keeps] and pool.date == code.date

    def blocked(self, pool: Pool) -> int:
        """Places that are kept back in a quota."""
        return sum(code.usages for code in self.codes.values() if self.keeps_in(code, pool))

    def left(self, pool: Pool) -> int | None:
        """What a new buyer may take."""
        if pool.closed:
            return 0
        return None if pool.size is None else max(0, pool.size - self.counted(pool) - self.blocked(pool))
