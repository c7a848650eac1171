"""The driver of the simulated PostgreSQL: what the engine's ledger says to asyncpg, on a cable that may break.

A request goes to the server, is done there, and its answer comes back. On each of the three ways the connection may be
lost; the server goes on with what has reached it, whoever waits for the answer.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import asyncpg
from msgspec import structs

from tests.simulation.loop import OWNER
from tests.simulation.store import SEEN, Deadlock, Ended, Transaction, glance_rows
from willcall.db.errors import CheckViolation, DatabaseUnavailable, ForeignKeyViolation, UniqueViolation
from willcall.db.ids import NEXT_BLOCK_POSTGRES
from willcall.db.postgres import PostgresDatabase
from willcall.kit.values import replace
from willcall.reserve import ledger_postgres_statements as sql
from willcall.reserve.ledger_postgres_once import ONCE

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from types import TracebackType

    from tests.simulation.store import Store
    from tests.simulation.weather import Weather
    from willcall.reserve.book import Account
    from willcall.reserve.ledger import Settled

T = TypeVar("T")


FAULTS: Final = ("lost before", "lost during", "lost after", "refused", "timed out")
LOSSES: Final = ("lost before", "lost during", "lost after")
FENCED: Final = 1_000_000
"""By how much a version goes up that a fence counts up."""
COMMITS_FAIL: Final = 3
"""How much likelier a fault is at a commit, where most can go wrong, than at another statement."""

SAID: Final[dict[type[Exception], type[asyncpg.PostgresError]]] = {
    Ended: asyncpg.ConnectionDoesNotExistError,
    Deadlock: asyncpg.DeadlockDetectedError,
    CheckViolation: asyncpg.CheckViolationError,
    UniqueViolation: asyncpg.UniqueViolationError,
    ForeignKeyViolation: asyncpg.ForeignKeyViolationError,
}
"""What the server finds, in asyncpg's words."""


@dataclass(eq=False)
class Session:
    """The server's end of a connection."""

    store: Store
    transaction: Transaction | None = None
    last: asyncio.Task[Any] | None = None
    """The request that it is busy with, or was."""
    broken: bool = False
    """Whether the transaction has failed and waits to be rolled back."""
    over: bool = False
    """Whether the server has noticed that nobody is there any more."""

    def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> asyncio.Task[T]:
        """Does a request after the one before; nobody who waits for it can stop it."""
        before, token = self.last, OWNER.set(None)

        async def one_after_the_other() -> T:
            if before is not None and not before.done():
                await asyncio.wait([before])
            return await work()

        try:
            self.last = asyncio.get_running_loop().create_task(one_after_the_other())
        finally:
            OWNER.reset(token)
        return self.last

    def begun(self) -> Transaction:
        """The transaction that is under way."""
        if self.over:
            raise Ended
        if self.transaction is None or self.transaction.over:
            self.transaction = self.store.begin()
        return self.transaction

    def end(self) -> None:
        """What was not committed is undone."""
        if self.transaction is not None and not self.transaction.over:
            self.transaction.end()
        self.transaction = None
        self.broken = False


@dataclass(eq=False)
class Connection:
    """The client's end, with as much of asyncpg's connection as the ledger uses."""

    session: Session
    weather: Weather
    closed: bool = False
    in_transaction: bool = False
    settled: Settled | None = None
    """The batch whose one statement comes next: its arguments need not be understood here."""

    async def ask(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """A request that changes nothing by itself, within a transaction: if it is cut short, that is undone anyway."""
        if not self.in_transaction:
            return await self.trip(lambda: self._alone(work))
        self.check()
        await self._idle()
        fault = self.weather.strikes("lost before", "lost after", "refused", "timed out")
        if fault is None:
            answer = await self._done(work)
            self.check()
            return answer
        if fault == "lost after":
            await self._done(work)
        raise self._failure(fault)

    async def _idle(self) -> None:
        """The server has done what was asked before."""
        last = self.session.last
        if last is not None and not last.done():
            await asyncio.wait([last])

    def _failure(self, fault: str) -> Exception:
        """What becomes of the connection, and what the client is told."""
        if fault == "refused":
            self.session.end()
            self.session.broken = self.in_transaction
            kind = self.weather.chance.choice((asyncpg.DeadlockDetectedError, asyncpg.SerializationError))
            return kind("another transaction was in the way")
        if fault == "timed out":
            return TimeoutError()
        self.terminate()
        return asyncpg.ConnectionDoesNotExistError("the cable was pulled")

    async def trip(self, work: Callable[[], Coroutine[Any, Any, T]], faults: tuple[str, ...] = FAULTS) -> T:
        """A request that the server does to its end once it is there, and its answer."""
        self.check()
        await self.weather.delay()
        self.check()
        fault = self.weather.strikes(*faults, often=COMMITS_FAIL)
        if fault in {"lost before", "refused"}:
            raise self._failure(fault)
        # A batch in one statement holds no lock before it arrives: nobody waits for it, however late it is.
        late_s = self.weather.chance.choice((0, 0.1, 2) if self.in_transaction else (0.1, 2, 10))
        late_s = late_s if fault == "lost during" else 0
        task = self.session.run(lambda: self._done(work, late_s))
        task.add_done_callback(looked_at)
        if fault == "lost during":
            raise self._failure(fault)
        answer = await asyncio.shield(task)
        if fault is not None:
            raise self._failure(fault)
        await self.weather.delay()
        self.check()
        return answer

    async def _done(self, work: Callable[[], Coroutine[Any, Any, T]], late_s: float = 0) -> T:
        """A request at the server; an error ends what the transaction has done."""
        await self.weather.delay()
        if late_s:
            await asyncio.sleep(late_s)
        if self.session.broken:
            raise asyncpg.InFailedSQLTransactionError("ended by an error before")
        try:
            return await work()
        except tuple(SAID) as error:
            self.session.end()
            self.session.broken = self.in_transaction
            raise SAID[type(error)](str(error)) from error

    def check(self) -> None:
        """A connection that is lost stays lost."""
        if self.closed:
            raise asyncpg.InterfaceError("connection is closed")

    def transaction(self) -> ClientTransaction:
        """See asyncpg."""
        return ClientTransaction(self)

    def is_closed(self) -> bool:
        """See asyncpg."""
        return self.closed

    def is_in_transaction(self) -> bool:
        """See asyncpg."""
        return self.in_transaction

    def terminate(self) -> None:
        """See asyncpg: the server notices when it has done what reached it."""
        if not self.closed:
            self.closed = True
            self.session.run(self._noticed).add_done_callback(looked_at)

    async def _noticed(self) -> None:
        await self.weather.delay()
        self.session.over = True
        self.session.end()

    async def close(self) -> None:
        """See asyncpg."""
        self.terminate()

    async def fetchval(self, statement: str, *arguments: Any) -> Any:
        """See asyncpg: the few statements that the ledger says itself."""

        async def work() -> Any:
            transaction = self.session.begun()
            if statement == NEXT_BLOCK_POSTGRES:
                return self.session.store.next_block()
            if statement == sql.VERSION_ALONE:
                await transaction.lock(("version",))
                return transaction.pages().stored.catalogue.version
            assert statement == sql.PRESENT, f"the simulation does not know {statement}"
            return len(transaction.pages().stored.positions.keys() & set(arguments[1]))

        return await self.ask(work)

    async def fetch(self, statement: str, *arguments: Any) -> list[dict[str, Any]]:
        """See asyncpg: the statements with rows that the ledger says itself."""
        if statement == sql.GLANCE:
            return await self._glance(arguments[1])
        assert statement in {sql.KEPT, sql.CHANGES}, f"the simulation does not know {statement}"

        async def work() -> list[dict[str, Any]]:
            pages = self.session.begun().pages(to_read=True)
            if statement == sql.CHANGES:
                carts = {name: pages.stored.carts[name] for name in arguments[1] if name in pages.stored.carts}
                return [{"cart_id": name, **structs.asdict(one), "version": one.version} for name, one in carts.items()]
            rows = await pages.kept(arguments[1])
            return [structs.asdict(row.kept) | structs.asdict(row) for row in rows]

        return await self.ask(work)

    async def _glance(self, quota_ids: Sequence[int]) -> list[Any]:
        """Quotas in one committed state, without a lock."""

        async def work() -> tuple[list[Any], object]:
            rows = glance_rows(self.session.begun().pages(to_read=True).stored, quota_ids)
            return rows, self.session.store.look()

        rows, seen = await self.ask(work)
        SEEN.set(seen)
        return rows

    async def _alone(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """A statement; without a transaction around it, it is one by itself."""
        answer = await work()
        if not self.in_transaction and self.session.transaction is not None and not self.session.transaction.over:
            self.session.transaction.commit()
        return answer

    async def execute(self, statement: str, *_: Any) -> str:
        """See asyncpg: the batch in one statement, which `settled` tells; or what keeps a lost one out."""
        if statement == sql.FENCE:
            await self.ask(self._fence)
            return "UPDATE 1"
        assert statement == ONCE, f"the simulation does not know {statement}"
        settled, self.settled = self.settled, None
        assert settled is not None
        return await self.trip(lambda: self._once(settled))

    async def _fence(self) -> None:
        transaction = self.session.begun()
        stored = transaction.pages().stored
        # Fay counts her versions from 1: this one is nobody else's.
        stored.catalogue = replace(stored.catalogue, version=stored.catalogue.version + FENCED)
        transaction.wrote(stored)

    async def _once(self, settled: Settled) -> str:
        assert settled.changes is not None
        transaction, units = self.session.begun(), settled.changes.units
        await transaction.lock(("version",), alone=False)
        before = transaction.pages().stored
        if before.catalogue.version != settled.catalogue.version:
            self.session.end()
            return "INSERT 0 0"
        for quota_id in units:
            await transaction.lock(("quota", quota_id))
        pages = transaction.pages()
        accounts = pages.stored.accounts
        left = {number: accounts[number].places_left() for number in units}
        if any(places is not None and places < units[number].held for number, places in left.items()):
            self.session.end()
            return "INSERT 0 0"
        if any(_would_be_over(before.accounts[number], one.held) for number, one in units.items()):
            raise CheckViolation("a row is first checked as the statement's snapshot knew it")
        await pages.write(settled.changes)
        transaction.wrote(pages.stored)
        transaction.decision = settled.changes.decision
        transaction.commit()
        return f"INSERT 0 {sum(len(quota_ids) for quota_ids in settled.changes.decision.counted.values())}"


@dataclass(eq=False)
class ClientTransaction:
    """See asyncpg."""

    connection: Connection

    async def start(self) -> None:
        """BEGIN."""

        async def work() -> None:
            self.connection.session.begun()

        await self.connection.trip(work)
        self.connection.in_transaction = True

    async def commit(self) -> None:
        """COMMIT: after a lost connection it may have happened, or still happen."""
        session = self.connection.session

        async def work() -> None:
            if session.transaction is not None:
                session.transaction.commit()
            self.connection.in_transaction = False

        await self.connection.trip(work)

    async def rollback(self) -> None:
        """ROLLBACK."""
        self.connection.session.broken = False

        async def work() -> None:
            self.connection.session.end()
            self.connection.in_transaction = False

        await self.connection.trip(work, LOSSES)

    async def __aenter__(self) -> None:
        await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if kind is None:
            await self.commit()
        elif not self.connection.closed:
            await self.rollback()


class SimulatedPostgres(PostgresDatabase):
    """The database as one process has it: its ids are its own, the server everybody's."""

    def __init__(self, store: Store, weather: Weather) -> None:
        super().__init__("simulated")
        self.connections: list[Connection] = []
        self.dead = False
        self._store = store
        self._weather = weather

    async def dedicated(self) -> Any:
        """A connection, unless the server cannot be reached."""
        await self._weather.delay()
        if self.dead or self._store.is_down or self._weather.strikes("no connection"):
            raise DatabaseUnavailable("there is no way through")
        connection = Connection(Session(self._store), self._weather)
        self.connections.append(connection)
        return connection

    def die(self) -> None:
        """The process is gone: nothing of it reaches the server any more."""
        self.dead = True
        self.cut()

    def cut(self) -> None:
        """All its connections are lost."""
        for connection in self.connections:
            connection.terminate()
        self.connections.clear()


def looked_at(task: asyncio.Task[Any]) -> None:
    """Nobody waits for it any more, and an error of it is nobody's."""
    if not task.cancelled():
        task.exception()


def _would_be_over(account: Account, units: int) -> bool:
    return account.size is not None and account.use.granted + units > account.size
