"""Bugs planted on purpose, to see that the simulation finds them: what would not fail proves nothing."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

from tests.simulation.driver import ClientTransaction, Connection, looked_at
from tests.simulation.pages import SimulatedPages
from willcall.kit.values import replace
from willcall.reserve import carts, ledger, ledger_postgres
from willcall.reserve import ledger_postgres_statements as sql
from willcall.reserve.decide import decide
from willcall.reserve.glance import glance_of
from willcall.reserve.ledger_postgres import PostgresLedger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from willcall.reserve.ask import Ask, CartAsk
    from willcall.reserve.book import Account, Book, Present, StoredCart
    from willcall.reserve.catalogue import Catalogue
    from willcall.reserve.desk import Decision, Desk
    from willcall.reserve.glance import Glance
    from willcall.reserve.ledger import Fetched, Settled, Shelf, Units


async def no_lock(self: SimulatedPages, quota_ids: Sequence[int]) -> dict[int, Account]:
    """Quotas are read without FOR UPDATE."""
    return await self._read(lambda pages: pages.accounts(quota_ids))


async def not_looked_for(*_: object) -> bool:
    """A commit whose answer was lost is taken for one that never was."""
    return False


async def looked_for_at_once(self: Connection, statement: str, *arguments: Any) -> Any:
    """A commit whose answer was lost is looked for while it may still be under way."""
    return None if statement == sql.VERSION_ALONE else await FETCHVAL(self, statement, *arguments)


async def not_kept_out(self: Connection, statement: str, *arguments: Any) -> str:
    """A batch in one statement that was lost, looked for and not found may still be written."""
    return "UPDATE 1" if statement == sql.FENCE else await EXECUTE(self, statement, *arguments)


def never_handed_back(decision: Decision, fetched: Fetched) -> dict[int, Units]:
    """Counters are not lowered."""
    return {number: replace(units, held=max(0, units.held)) for number, units in UNITS(decision, fetched).items()}


def stale(self: Shelf, event_id: int, _: int) -> Catalogue | None:
    """What is in memory decides, whatever version it is of."""
    return self.by_event.get(event_id)


async def commits_later(self: ClientTransaction) -> None:
    """The answer goes out before the commit has come back."""
    committing = asyncio.get_running_loop().create_task(COMMIT(self))
    committing.add_done_callback(looked_at)
    await asyncio.sleep(0)


async def keys_forgotten(*_: object) -> None:
    """Answers under idempotency keys are stored and never looked up."""


async def with_an_old_clock(*arguments: Any) -> Settled:
    """The clock is read before the locks are there."""
    *others, clock, new_id = arguments
    now = clock()
    settled: Settled = await SETTLE(*others, lambda: now, new_id)
    return settled


def never_short(_: Mapping[int, Account], __: Mapping[int, int]) -> list[int]:
    """Expired places are not looked for."""
    return []


def blind_to_the_clock(rows: Sequence[Sequence[Any]]) -> Glance | None:
    """A look without locks takes what has expired for taken."""
    found = glance_of(rows)
    return None if found is None else replace(found, soonest=None)


def counted_twice(rows: Sequence[Sequence[Any]]) -> Glance | None:
    """A look without locks counts every place that is held twice."""
    found = glance_of(rows)
    for account in () if found is None else found.accounts.values():
        account.use.held *= 2
    return found


def in_any_order(decided_well: Callable[..., Decision]) -> Callable[..., Decision]:
    """Asks are decided in another order than they are answered in."""

    def decided(catalogue: Catalogue, book: Any, asks: Sequence[Ask], *others: Any) -> Decision:
        decision = decided_well(catalogue, book, list(reversed(asks)), *others)
        decision.outcomes.reverse()
        return decision

    return decided


async def carts_unlocked(self: SimulatedPages, cart_ids: Sequence[str]) -> dict[str, StoredCart]:
    """Carts are read without FOR UPDATE."""
    return await self._read(lambda pages: pages.carts(cart_ids))


def never_stale(_: Desk, ask: CartAsk, stored: StoredCart | None) -> bool:
    """A cart is changed as it was asked for, whatever has become of it since."""
    there = stored.members if stored is not None else {}
    return any(hold.id > 0 and hold.id not in there for hold in ask.holds)


async def looked_into_once(pages: ledger.Pages, book: Book) -> list[Present]:
    """What is in carts is not read again: places that were handed back since are given back once more."""
    if any(stored.members for stored in book.carts.values()):
        return [one for stored in book.carts.values() for one in stored.members.values()]
    return await LOOKED_INTO(pages, book)


def nothing_is_free(desk: Desk, ask: CartAsk, _: Mapping[int, Present]) -> carts.Tally:
    """What a cart has already needs room all the same."""
    return TALLY(desk, ask, {})


async def nobodys(*_: object) -> bool:
    """A change of a cart whose commit was lost is taken for one that never was."""
    return False


async def anybodys(*_: object) -> bool:
    """A change of a cart whose commit was lost is taken for one that was, whoever made that version."""
    return True


FETCHVAL: Final = Connection.fetchval
EXECUTE: Final = Connection.execute
UNITS: Final = ledger._units  # noqa: SLF001 - as above
COMMIT: Final = ClientTransaction.commit
LOOKED_INTO: Final = ledger._looked_into  # noqa: SLF001 - as above
TALLY: Final = carts._tally  # noqa: SLF001 - as above
SETTLE: Final[Callable[..., Any]] = ledger.settle

PLANTED: Final[dict[str, tuple[object, str, Any]]] = {
    "no lock": (SimulatedPages, "accounts", no_lock),
    "an unknown commit is not looked for": (PostgresLedger, "_was_committed", not_looked_for),
    "an unknown commit is looked for at once": (Connection, "fetchval", looked_for_at_once),
    "a lost statement is not kept out": (Connection, "execute", not_kept_out),
    "places are never handed back": (ledger, "_units", never_handed_back),
    "a stale catalogue": (ledger.Shelf, "find", stale),
    "the answer comes before the commit": (ClientTransaction, "commit", commits_later),
    "keys are forgotten": (ledger, "_recall", keys_forgotten),
    "an old clock": (ledger, "settle", with_an_old_clock),
    "expired places are not looked for": (ledger, "short", never_short),
    "what expires is not seen at a glance": (ledger_postgres, "glance_of", blind_to_the_clock),
    "places are counted twice at a glance": (ledger_postgres, "glance_of", counted_twice),
    "asks are decided from the last to the first": (ledger, "decide", in_any_order(decide)),
    "carts are not locked": (SimulatedPages, "carts", carts_unlocked),
    "the version of a cart does not matter": (carts, "_is_stale", never_stale),
    "places are given back twice": (ledger, "_looked_into", looked_into_once),
    "what is kept needs room": (carts, "_tally", nothing_is_free),
    "a lost change of a cart is denied": (PostgresLedger, "_are_ours", nobodys),
    "a lost change of a cart is claimed": (PostgresLedger, "_are_ours", anybodys),
}
"""What is wrong: where, and instead of what."""


@contextlib.contextmanager
def planted(name: str) -> Iterator[None]:
    """With this bug."""
    owner, attribute, instead = PLANTED[name]
    with mock.patch.object(owner, attribute, instead):
        yield
