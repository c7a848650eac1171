"""Buyers: they ask, lose patience, and ask again under the same key, as a good client does. Some go to the shop."""

from __future__ import annotations

import asyncio
import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests import engine
from tests.property.histories import ADDONS, BUNDLED, PRODUCTS, Ask, Buy
from tests.property.players import NO_SUCH_POSITION, TOKEN, wanted
from tests.simulation.shoppers import Errand, Shoppers
from tests.simulation.witness import rendered
from willcall.db.errors import DatabaseError
from willcall.reserve.ask import CartSaved, Held, HoldAsk, IdempotencyKey, ReleaseAsk, Several
from willcall.rest.problems import Busy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

    from tests.simulation.office import Office
    from willcall.reserve import ask as asks
    from willcall.reserve.ask import Outcome

TRIES_MAX: Final = 60
"""How often a buyer asks again: faults are fewer, so that whoever is not answered by then never will be."""


@dataclass
class Buyers:
    """All of them, with the positions they know of."""

    office: Office
    chance: Random
    codes: tuple[str, ...]
    known: list[int] = field(default_factory=list)
    """Positions that somebody was promised."""
    answered: int = 0
    given_up: int = 0
    shopping: float = 0.0
    """How likely it is that somebody goes to the shop."""

    def __post_init__(self) -> None:
        self.shoppers = Shoppers(self.office, self.chance, self.codes, self._ask)

    async def buyer(self, name: str, asks_count: int) -> None:
        """One buyer's evening."""
        for number in range(asks_count):
            await asyncio.sleep(self.chance.choice((0, 0, 0, 1, 1, 5, 12, 31)))
            key = f"{name}{number}"
            if self.shopping and self.chance.random() < self.shopping:
                errand = self.shoppers.errand(key)
                await self._insist(errand, functools.partial(self.shoppers.run, errand))
            else:
                story = self._story(key)
                await self._insist(story, functools.partial(self._heard, self._asked(story)))

    async def _insist(self, story: Ask | Errand, ask: Callable[[], Awaitable[Outcome | None]]) -> None:
        """Asks, and asks again while nobody knows what became of it; without a key that could hold twice."""
        for tried in range(TRIES_MAX):
            outcome = await ask()
            if outcome is not None:
                self.answered += 1
                entries = outcome.entries if isinstance(outcome, Several) else (outcome,)
                self.known += [hold.id for one in entries if isinstance(one, Held) for hold in one.all]
                # Not theirs to release, though they may try.
                self.known += [hold.id for one in entries if isinstance(one, CartSaved) for hold in one.holds[:1]]
                return
            if story.key is None:
                self.given_up += 1
                return
            await asyncio.sleep(self.chance.choice((0, 1, min(2**tried, 16))))
        self.office.witness.object(f"{story} was never answered")

    async def _heard(self, ask: asks.Ask) -> Outcome | None:
        """One try, of which the witness hears."""
        outcome = await self._ask(ask)
        if outcome is not None:
            self.office.witness.answered(ask, outcome)
        return outcome

    async def _ask(self, ask: asks.Ask) -> Outcome | None:
        """One try: None when nobody knows."""
        alive = [process for process in self.office.processes if process.alive]
        if not alive:
            await asyncio.sleep(1)
            return None
        request = self.chance.choice(alive).asked(ask)
        patience = self.chance.choice((None, None, None, 2, 20))
        await asyncio.wait([request], timeout=patience)
        if not request.done():
            self.office.weather.say("a buyer has lost patience")
            request.cancel()
            await asyncio.wait([request])
        if request.cancelled():
            return None
        error = request.exception()
        if error is None:
            return request.result()[0]
        if not isinstance(error, DatabaseError | Busy):
            self.office.witness.object(f"a buyer met {error!r}")
        self.office.weather.say(f"a buyer is told {error!r}")
        return None

    def _story(self, key: str) -> Ask:
        """What a buyer wants."""
        chance = self.chance
        kept = key if chance.random() < 0.8 else None
        drawn = chance.random()
        if drawn < 0.25 and self.known:
            return Ask(nth=0, key=kept)
        if drawn < 0.4:
            return Ask(tuple(self._buy() for _ in range(chance.randrange(1, 4))), bulk=True, key=kept)
        return Ask((self._buy(),), key=kept)

    def _buy(self) -> Buy:
        chance = self.chance
        product = chance.choice(("ticket", "ticket", *PRODUCTS))
        family = product == "ticket" and chance.random() < 0.3
        return Buy(
            product,
            addons=(chance.choice(ADDONS),) if family else (),
            bundled=(chance.choice(BUNDLED),) if family and chance.random() < 0.5 else (),
            stays_min=chance.choice((None, None, None, None, -1, 0, 2, 10)),
            code=chance.choice((None, *self.codes)) if self.codes and product == "ticket" else None,
        )

    def _asked(self, story: Ask) -> asks.Ask:
        """The request, made once: whoever asks again sends the same."""
        clock = self.office.clock
        once = IdempotencyKey(TOKEN, story.key, clock() - engine.NOW, rendered) if story.key is not None else None
        ask: asks.Ask
        if story.nth is not None:
            unknown = self.chance.random() < 0.1
            ask = ReleaseAsk(NO_SUCH_POSITION if unknown else self.chance.choice(self.known), once)
        else:
            entries = tuple(wanted(buy, clock()) for buy in story.buys)
            ask = HoldAsk(entries, bulk=story.bulk, cart_id=engine.ADA, once=once)
        self.office.witness.asked(ask, story)
        return ask
