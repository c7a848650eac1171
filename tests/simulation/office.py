"""Processes of Willcall in a simulated world: each with its own engine and memory; they crash, stop and start again."""

from __future__ import annotations

import asyncio
import itertools
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from tests.engine import EVENT
from tests.property import players
from tests.property.histories import Change
from tests.simulation.loop import OWNER
from willcall.reserve.batch import Answered, Batches
from willcall.reserve.book import Account
from willcall.reserve.quota import Use

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.property.histories import Code, Pool
    from tests.simulation.store import Store
    from tests.simulation.weather import Weather
    from tests.simulation.witness import Witness
    from willcall.reserve.ask import Ask
    from willcall.reserve.ledger import Ledger


class Mortal(Protocol):
    """A database as one process has it."""

    def die(self) -> None:
        """The process is gone."""
        ...

    def cut(self) -> None:
        """Connections are lost."""
        ...


@dataclass(eq=False)
class Process:
    """One process: everything it knows is lost when it dies."""

    name: str
    database: Mortal
    ledger: Ledger
    tasks: dict[asyncio.Task[Any], None] = field(default_factory=dict)
    alive: bool = True
    batches: Batches = field(init=False)

    def __post_init__(self) -> None:
        self.batches = Batches(self.ledger)

    def asked(self, ask: Ask) -> asyncio.Task[Answered]:
        """A request that has come in."""
        context = copy_context()
        context.run(OWNER.set, self.tasks)
        return asyncio.get_running_loop().create_task(self.batches.settle(EVENT, ask), context=context)

    def crash(self) -> None:
        """From one moment to the next nothing of it is left."""
        self.alive = False
        self.database.die()
        for task in self.tasks:
            task.cancel()

    async def stop(self) -> None:
        """It answers what it has taken, and takes no more."""
        self.alive = False
        await self.batches.stop()
        await self.ledger.close()
        self.database.die()


@dataclass
class Office:
    """The processes, and Fay, who changes the catalogue."""

    store: Store
    weather: Weather
    witness: Witness
    clock: Callable[[], int]
    opened: Callable[[], tuple[Mortal, Ledger]]
    """Makes the engine of a new process."""
    processes: list[Process] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=itertools.count)
    versions: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def start(self) -> None:
        """One more process."""
        self.processes.append(Process(f"process {next(self.numbers)}", *self.opened()))
        self.weather.say(f"{self.processes[-1].name} starts")

    def open_fair(self, pools: Sequence[Pool], codes: Mapping[str, Code]) -> None:
        """The catalogue as it is at the beginning."""
        vouchers = players.vouchers(codes, self.clock())
        accounts = _accounts(pools)
        catalogue = players.catalogue(pools, EVENT, next(self.versions))
        self.store.world.put(catalogue, accounts, self.clock(), vouchers=vouchers)
        self.witness.baskets.version = catalogue.version

    async def change(self, place: int, pool: Pool) -> None:
        """Fay changes a quota, alone with the event."""
        transaction = self.store.begin()
        await transaction.lock(("version",))
        await self.weather.delay()
        self.weather.say(f"Fay makes quota {place} {pool}")
        self.witness.model.now_min = int(asyncio.get_running_loop().time())
        self.witness.model.step(Change(place, pool))
        pools = self.witness.model.pools
        catalogue = players.catalogue(pools, EVENT, next(self.versions))
        self.store.world.put(catalogue, _accounts(pools), self.clock(), vouchers=self.store.stored.vouchers)
        transaction.commit()


def _accounts(pools: Sequence[Pool]) -> dict[int, Account]:
    return {
        number: Account(pool.size, pool.closed, Use()) for number, pool in enumerate(pools, start=players.FIRST_QUOTA)
    }
