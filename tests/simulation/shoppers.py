"""Buyers of a shop: they make, extend, change, empty and give up carts, the same ones at once.

Like the shop itself they work out on a snapshot what a cart is to become, and begin anew when others were faster.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from msgspec import structs

from tests import engine
from tests.engine import SHIRT, L, S
from tests.property.goods import coming, staying
from tests.property.histories import ADDONS, BUNDLED, Buy, Shop
from tests.property.players import TOKEN
from tests.simulation.witness import rendered
from willcall.kit.instants import MINUTE_US
from willcall.reserve.ask import CartAsk, CartRow, CartSaved, CartShort, CartStale, IdempotencyKey, Kept, Line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

    from tests.simulation.office import Office
    from willcall.reserve.ask import Ask, Hold, Outcome

ATTEMPTS_MAX: Final = 5
"""How often a change is worked out, as in `willcall.cart.work`."""


@dataclass(frozen=True)
class Errand(Shop):
    """What somebody wants of a cart, however often it takes."""

    swaps: bool = False
    """Whether the small shirts that are kept become large ones, and the other way round."""
    old: bool = False
    """Whether it is first worked out on what was seen of the cart before."""


@dataclass(frozen=True)
class Seen:
    """A snapshot: of the catalogue its version, the cart, what is in it."""

    catalogue_version: int
    version: int
    row: CartRow
    holds: tuple[Hold, ...]


@dataclass
class Shoppers:
    """All of them, with the carts they know of."""

    office: Office
    chance: Random
    codes: tuple[str, ...]
    tell: Callable[[Ask], Awaitable[Outcome | None]]
    """Asks any process; None when nobody knows what became of it."""
    known: list[str] = field(default_factory=list)
    """Carts that somebody was promised: nobody else can know their names."""
    seen: dict[str, Seen] = field(default_factory=dict)
    """What was seen of carts last."""
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    def errand(self, key: str) -> Errand:
        """What a buyer wants next: a cart of their own, or something of one that there is."""
        chance = self.chance
        kept = key if chance.random() < 0.5 else None
        stays_min = chance.choice((30, 30, 30, 10, 2, 0, -1))
        price = chance.choice((2300, 700))
        if not self.known or chance.random() < 0.3:
            buys = tuple(self._buy() for _ in range(chance.choice((1, 1, 2, 3))))
            return Errand("", buys, stays_min=stays_min, price=price, key=kept)
        cart, drawn, old = chance.choice(self.known[-3:]), chance.random(), chance.random() < 0.15
        if drawn < 0.1:
            return Errand(cart, ends=True, key=kept, old=old)
        return Errand(
            cart,
            () if drawn < 0.5 else tuple(self._buy() for _ in range(chance.choice((1, 1, 2)))),
            # Emptied, reduced or kept as it is.
            keeps=0 if drawn > 0.95 else chance.choice((1, 2, 5, -1, -1, -1, -1)),
            recode=chance.choice((None, *self.codes)),
            stays_min=stays_min,
            price=price,
            key=kept,
            swaps=chance.random() < 0.2,
            old=old,
        )

    async def run(self, errand: Errand) -> Outcome | None:
        """One request: worked out, asked for, and again if others were faster; None when nobody knows."""
        name = errand.cart or f"cart{next(self.numbers)}"
        outcome: Outcome | None = None
        for attempt in range(ATTEMPTS_MAX):
            seen = self._look(name)
            known = self._first(errand)
            if known is not None and (seen is None or self.chance.random() < 0.5):
                self.office.witness.repeated(errand, known)
                outcome = known
                break
            if seen is None and errand.cart:
                # It is gone by now, and there is nothing to ask for.
                return outcome or CartStale()
            if attempt == 0 and errand.old:
                seen = self.seen.get(name, seen)
            elif seen is not None:
                self.seen[name] = seen
            ask = self._planned(errand, name, seen)
            self.office.witness.asked(ask, errand)
            outcome = await self.tell(ask)
            if outcome is not None:
                self.office.witness.answered(ask, outcome)
            if not isinstance(outcome, CartStale) and not (attempt == 0 and isinstance(outcome, CartShort)):
                break
        self._remember(outcome)
        return outcome

    def _remember(self, outcome: Outcome | None) -> None:
        """A buyer has been told of a cart, perhaps only when they asked again."""
        name = outcome.cart.cart_id if isinstance(outcome, CartSaved) else None
        if isinstance(outcome, Kept):
            name = outcome.body.decode().split()[2]
        if name is not None and name not in self.known:
            self.known.append(name)

    def _look(self, name: str) -> Seen | None:
        """What is committed."""
        stored = self.office.store.stored
        if name not in stored.carts:
            return None
        change = stored.carts[name]
        holds = tuple(hold for hold in stored.positions.values() if hold.line is not None and hold.cart_id == name)
        return Seen(stored.catalogue.version, change.version, change.row, holds)

    def _first(self, errand: Errand) -> Kept | None:
        """What was answered under its key already."""
        rows = self.office.store.stored.answers.values()
        return next((row.kept for row in rows if errand.key is not None and row.key == errand.key), None)

    def _planned(self, errand: Errand, name: str, seen: Seen | None) -> CartAsk:
        now = self.office.clock()
        until = now + errand.stays_min * MINUTE_US
        if seen is None:
            seen = Seen(
                self.office.store.stored.catalogue.version, 0, CartRow(0, name, b"secret", "web", now, until), ()
            )
        row = structs.replace(seen.row, extend_until=until)
        kept = [self._swapped(errand, hold) for hold in staying(seen.holds, errand, until)]
        new = [structs.replace(hold, cart_id=name) for hold in coming(errand, until)]
        gone = tuple(hold.id for hold in seen.holds if hold.id not in {one.id for one in kept})
        once = None
        if errand.key is not None:
            once = IdempotencyKey(TOKEN, errand.key, now - engine.NOW, rendered)
        if errand.ends:
            return CartAsk(row, seen.version, seen.catalogue_version, gone=gone, ends=True, once=once)
        return CartAsk(row, seen.version, seen.catalogue_version, (*kept, *new), gone, once=once)

    def _swapped(self, errand: Errand, hold: Hold) -> Hold:
        if not errand.swaps or hold.item_id != SHIRT:
            return structs.replace(hold, line=Line(errand.price))
        return structs.replace(hold, variation_id=L if hold.variation_id == S else S)

    def _buy(self) -> Buy:
        chance = self.chance
        product = chance.choice(("ticket", "ticket", "S", "workshop"))
        family = product == "ticket" and chance.random() < 0.3
        return Buy(
            product,
            addons=(chance.choice(ADDONS),) if family else (),
            bundled=(chance.choice(BUNDLED),) if family and chance.random() < 0.5 else (),
            code=chance.choice((None, *self.codes)) if self.codes and product == "ticket" else None,
        )
