"""One history from one seed: a fair, processes, buyers, bad weather; and the verdict of the witness."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

import structlog

from tests.engine import NOW
from tests.property.histories import GUEST, PAIR, PRODUCTS, SIZE_MAX, VIP, Code, Pool
from tests.property.model import Model
from tests.simulation.buyers import Buyers
from tests.simulation.driver import SimulatedPostgres
from tests.simulation.loop import Hung, SimulatedLoop
from tests.simulation.office import Office, Process
from tests.simulation.pages import SimulatedFast, SimulatedPages
from tests.simulation.store import LOCKED_AT, SEEN, Store
from tests.simulation.weather import Weather
from tests.simulation.witness import Witness, looked_on, observed
from willcall.kit.instants import MINUTE_US
from willcall.reserve import ledger, ledger_postgres, ledger_postgres_once
from willcall.reserve.glance import Scarce, is_plain, refused
from willcall.reserve.ledger_postgres import PostgresLedger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from willcall.reserve.ask import Ask
    from willcall.reserve.ledger import Ledger

SHOPS_ARE_IN: Final = 3
"""Every so many histories there is a shop: its carts cost more time than all the rest."""
AT_ONCE: Final = 2
"""In every second history whoever can be refused at a glance is: few of them are sold out for long."""

ROUNDS: Final = 10
"""How often whoever is left is told to end: some have something to tidy up first."""


@dataclass
class Verdict:
    """What a history came to."""

    seed: int
    broken: str | None = None
    """The promise that was broken."""
    trace: list[str] = field(default_factory=list)
    faults: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    answered: int = 0


@dataclass
class History:
    """Everything of one history; the seed says all of it."""

    seed: int
    traced: bool = False
    trace: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.loop = SimulatedLoop(self.chance)  # type: ignore[abstract]  # what nobody calls is not there
        self.weather = Weather(self.chance, say=self.say)
        self.weather.rate = self.chance.choice((0, 0.01, 0.03, 0.1))
        self.weather.slowness = self.chance.choice((0, 0.05, 0.3, 0.9))
        self.store = Store()
        pools, codes = _pools(self.chance), {}
        if self.chance.random() < 0.4:
            codes = _codes(self.chance, pools)
        self.witness = Witness(Model(pools, codes=codes), self.clock, self.say)
        self.store.watch = self.witness.committed
        self.store.look = self.witness.look
        self.office = Office(self.store, self.weather, self.witness, self.clock, self._opened)
        self.buyers = Buyers(self.office, self.chance, tuple(codes))
        self.may_change = not codes
        if self.seed % SHOPS_ARE_IN == 0:
            self.buyers.shopping = self.chance.choice((0.4, 0.8, 1))

    def clock(self) -> int:
        """The clock on the wall runs sixty times as fast as the loop's, so that holds expire while batches wait."""
        return NOW + int(self.loop.time()) * MINUTE_US

    def say(self, text: str) -> None:
        """A line of the trace."""
        if self.traced:
            self.trace.append(f"{self.loop.time():8.2f}  {text}")

    def play(self) -> Verdict:
        """From the opening to the last answer."""
        broken: str | None = None
        with self._world():
            try:
                self.loop.run(self._told())
            except Hung as hung:
                broken = f"hung: {hung}"
            finally:
                self._bury()
        found = self.witness.broken
        outcomes = dict(self.witness.outcomes)
        return Verdict(
            self.seed, str(found) if found else broken, self.trace, dict(self.weather.seen), outcomes,
            self.buyers.answered,
        )  # fmt: skip

    async def _told(self) -> None:
        self.office.open_fair(self.witness.model.pools, self.witness.model.codes)
        for _ in range(self.chance.choice((1, 2, 2, 3))):
            self.office.start()
        buyers = [
            asyncio.ensure_future(self.buyers.buyer(name, self.chance.randrange(1, 5)))
            for name in "abcdef"[: self.chance.randrange(2, 7)]
        ]
        trouble = asyncio.ensure_future(self._trouble())
        for task in (*buyers, trouble):
            await task
        for process in [one for one in self.office.processes if one.alive]:
            await process.stop()
        self.witness.finish(self.store.stored)

    async def _trouble(self) -> None:
        """What happens while buyers buy."""
        happenings: list[Callable[[], Any]] = [self._crash, self._stop, self._outage, self._sleep]
        happenings += [self._change, self._change] if self.may_change else []
        for _ in range(self.chance.choice((0, 1, 2, 4))):
            await asyncio.sleep(self.chance.choice((0, 0.5, 1, 3, 8)))
            await self.chance.choice(happenings)()

    async def _sleep(self) -> None:
        await asyncio.sleep(self.chance.choice((10, 30, 31)))

    async def _crash(self) -> None:
        process = self._one_of_them()
        if process is not None:
            self.say(f"{process.name} crashes")
            process.crash()
            await asyncio.sleep(self.chance.choice((0, 0, 2)))
            self.office.start()

    async def _stop(self) -> None:
        process = self._one_of_them()
        if process is not None:
            self.say(f"{process.name} is stopped")
            await process.stop()
            self.office.start()

    async def _outage(self) -> None:
        """The database is away for a while, and whoever was connected has lost it."""
        self.say("the database goes away")
        self.store.is_down = True
        for process in self.office.processes:
            process.database.cut()
        await asyncio.sleep(self.chance.choice((0, 1, 4)))
        self.store.is_down = False

    async def _change(self) -> None:
        pools = self.witness.model.pools
        await self.office.change(self.chance.randrange(len(pools)), _pool(self.chance))

    def _one_of_them(self) -> Process | None:
        alive = [process for process in self.office.processes if process.alive]
        return self.chance.choice(alive) if alive else None

    def _opened(self) -> tuple[SimulatedPostgres, Ledger]:
        database = SimulatedPostgres(self.store, self.weather)
        return database, PostgresLedger(database, self.clock, one_statement=self.chance.random() < 0.6)

    @contextlib.contextmanager
    def _world(self) -> Iterator[None]:
        """The engine with its driver and its statements taken out, and a witness at the decision."""
        long_way = observed(self.witness, vars(ledger)["decide"], LOCKED_AT.get, long_way=True)
        one_way = observed(self.witness, vars(ledger_postgres_once)["decide"], LOCKED_AT.get, long_way=False)
        with (
            mock.patch.object(ledger, "decide", long_way),
            mock.patch.object(ledger_postgres_once, "decide", one_way),
            mock.patch.object(ledger_postgres_once, "TIGHT_BATCHES", self.chance.choice((0, 1, 5))),
            mock.patch.object(Scarce, "worth", at_once if self.seed % AT_ONCE == 0 else Scarce.worth),
            mock.patch.object(ledger_postgres, "refused", looked_on(self.witness, refused, SEEN.get)),
            mock.patch.object(ledger_postgres, "PostgresPages", SimulatedPages),
            mock.patch.object(ledger_postgres, "Fast", SimulatedFast),
            _silence(),
        ):
            yield

    def _bury(self) -> None:
        """Whoever still waits is ended, so that nothing of this history is left for the next one."""
        self.weather.rate = self.weather.slowness = 0
        for _ in range(ROUNDS):
            left = sorted(asyncio.all_tasks(self.loop), key=lambda one: one.get_name())
            for task in left:
                task.cancel()
            self.loop.drain()
            if not left:
                break
        self.loop.close()


def at_once(_: Scarce, __: int, batch: Sequence[Ask]) -> bool:
    """Every batch that may looks before it locks, not only where nothing was left before."""
    return all(is_plain(ask) for ask in batch)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """The engine's log is not ours."""
    before = structlog.get_config()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL), cache_logger_on_first_use=False
    )
    try:
        yield
    finally:
        structlog.configure(**before)


def _pool(chance: Random) -> Pool:
    products = frozenset(product for product in PRODUCTS if chance.random() < 0.7)
    size = chance.choice((None, *range(SIZE_MAX + 1)))
    return Pool(chance.choice("ABC"), products or frozenset(PRODUCTS), size, closed=chance.random() < 0.1)


def _pools(chance: Random) -> list[Pool]:
    return [_pool(chance) for _ in range(chance.choice((1, 1, 2, 3)))]


def _codes(chance: Random, pools: list[Pool]) -> dict[str, Code]:
    """Vouchers; the first quota has the room for the one that keeps places back."""
    first = pools[0]
    pools[0] = Pool(first.name, first.products | {"ticket"}, chance.choice((None, 3, 4, 5, 6)))
    valid = (None, 0, 3, 10, 30)
    return {
        GUEST: Code(chance.randrange(1, 4), chance.choice(valid), ignores=True),
        VIP: Code(chance.randrange(1, 4), chance.choice(valid), keeps=0),
        PAIR: Code(chance.randrange(4), chance.choice(valid)),
    }


def play(seed: int, *, traced: bool = False) -> Verdict:
    """What a seed comes to."""
    return History(seed, traced).play()
