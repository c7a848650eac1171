"""What every ledger does with a batch, in one transaction: fetch the book, decide, write. SQL is in `ledger_*`.

The order of locks is the same everywhere, so that batches of several processes never wait for each other in a circle:
the event's version (shared), then carts of shops in the order of their names, then quotas in the order of their ids,
then vouchers, then seats. A catalogue change takes the event's version exclusively.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, Protocol

import msgspec

from willcall.db.errors import TransactionConflict
from willcall.kit.instants import Clock
from willcall.reserve.ask import Ask, Kept, Outcome, size_of
from willcall.reserve.book import (
    Account,
    Book,
    Named,
    Present,
    Seat,
    SeatKey,
    StoredCart,
    Voucher,
    named_by,
    short,
    still_held,
    uses_wanted,
)
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.decide import decide
from willcall.reserve.desk import Decision


class KeptRow(msgspec.Struct, frozen=True):
    """An answer under an idempotency key, as it is stored."""

    id: int
    token_id: int
    key: str
    created: int
    kept: Kept


class Units(msgspec.Struct, frozen=True):
    """How the counters of one quota change."""

    held: int = 0
    excused: int = 0
    """Units that may be over the size from now on."""
    unblocked: int = 0
    """Units that expired vouchers no longer keep back."""


class Ended(msgspec.Struct, frozen=True):
    """What became of a quota's blocks whose vouchers have expired."""

    units: int = 0
    """Units that were kept back."""
    held: int = 0
    """Positions with such a voucher, which count for themselves from now on."""


class Changes(msgspec.Struct):
    """All that a batch writes."""

    decision: Decision
    units: Mapping[int, Units]
    """Changes of counters by quota: taken, released, handed back, no longer blocked."""
    uses: Mapping[int, int] = msgspec.field(default_factory=dict)
    """Change of held uses by voucher."""
    stale: Sequence[int] = ()
    """Ids of kept answers that are too old and make room for new ones."""


class Settled(msgspec.Struct):
    """A batch that is through: one outcome for each ask."""

    outcomes: list[Outcome]
    catalogue: Catalogue
    changes: Changes | None = None
    handed_back: int = 0


class Pages(Protocol):
    """A transaction on one event, as the engine uses it: each method is one statement."""

    async def version(self, *, alone: bool) -> int:
        """The version of the event's catalogue, locked against change; `NoSuchEvent` without event.

        `alone` keeps other batches of the event out too: seats may depend on any other seat.
        """
        ...

    async def catalogue(self, version: int) -> Catalogue:
        """The catalogue as it is now."""
        ...

    async def accounts(self, quota_ids: Sequence[int]) -> dict[int, Account]:
        """These quotas, locked in the order of their ids."""
        ...

    async def hand_back(self, quota_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """Deletes the places of holds that expired before `now`: how many by quota."""
        ...

    async def end_blocks(self, quota_ids: Sequence[int], now: int) -> Mapping[int, Ended]:
        """Ends the blocks of vouchers that expired before `now`; positions that use them start to count."""
        ...

    async def vouchers(self, codes: Sequence[str], ids: Sequence[int]) -> dict[str, Voucher]:
        """These vouchers, by code, locked in the order of their ids."""
        ...

    async def return_uses(self, voucher_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """Deletes the uses by holds that expired before `now`: how many by voucher."""
        ...

    async def seats(self, named: Collection[SeatKey], now: int, *, neighbours: bool) -> dict[SeatKey, Seat]:
        """These seats, and every taken one of their dates if neighbours matter, with who has them at `now`."""
        ...

    async def family(self, position_ids: Sequence[int]) -> dict[int, Present]:
        """These positions of the API, and their children, with the quotas they count in."""
        ...

    async def carts(self, cart_ids: Sequence[str]) -> dict[str, StoredCart]:
        """These carts of shops, as far as they are there, locked by name; what is in them is told by `members`."""
        ...

    async def members(self, cart_ids: Sequence[str]) -> dict[str, dict[int, Present]]:
        """What is in these carts of shops, by cart and position, with all that it really has."""
        ...

    async def kept(self, keys: Sequence[str]) -> list[KeptRow]:
        """Answers under these keys, whosever they are."""
        ...

    async def write(self, changes: Changes) -> None:
        """Writes everything."""
        ...


class Ledger(Protocol):
    """Stores holds durably: what `settle` has returned survives any crash."""

    async def open(self) -> None:
        """Connects."""
        ...

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """Decides a batch and writes what came of it, in one transaction."""
        ...

    async def close(self) -> None:
        """Disconnects."""
        ...


CATALOGUES_MAX: Final = 1_000
"""Catalogues kept in memory by one process; the longest unused goes first."""


class Shelf(msgspec.Struct):
    """The catalogues in memory, by event."""

    by_event: dict[int, Catalogue] = msgspec.field(default_factory=dict)

    def find(self, event_id: int, version: int) -> Catalogue | None:
        """The catalogue of exactly this version."""
        found = self.by_event.get(event_id)
        return found if found is not None and found.version == version else None

    def put(self, catalogue: Catalogue) -> None:
        """Remembers a catalogue as the one used last."""
        self.by_event.pop(catalogue.event_id, None)
        self.by_event[catalogue.event_id] = catalogue
        while len(self.by_event) > CATALOGUES_MAX:
            del self.by_event[next(iter(self.by_event))]


def ids_needed(asks: Iterable[Ask]) -> int:
    """The most ids that a batch can use: positions, and a record for every idempotency key."""
    return sum(size_of(ask) + (ask.once is not None) for ask in asks)


async def settle(
    pages: Pages, shelf: Shelf, event_id: int, asks: Sequence[Ask], clock: Clock, new_id: Callable[[], int]
) -> Settled:
    """Fetch, decide, write; the caller commits. Nothing is written for a batch that changes nothing."""
    named = named_by(asks)
    version = await pages.version(alone=bool(named.seats))
    catalogue = shelf.find(event_id, version)
    if catalogue is None:
        catalogue = await pages.catalogue(version)
        shelf.put(catalogue)
    fetched = await _fetched(pages, named, catalogue, clock)
    decision = decide(catalogue, fetched.book, asks, fetched.now, new_id)
    settled = Settled(decision.outcomes, catalogue, handed_back=sum(fetched.handed_back.values()))
    if decision.writes or fetched.tidied:
        identities = {once.identity for once, _ in decision.kept}
        settled.changes = Changes(
            decision,
            _units(decision, fetched),
            _differences(decision.used, fetched.uses_returned),
            [row.id for row in fetched.stale if (row.token_id, row.key) in identities],
        )
        await pages.write(settled.changes)
    return settled


class Fetched(msgspec.Struct):
    """The book, and what was tidied up while it was read."""

    book: Book
    now: int = 0
    handed_back: Mapping[int, int] = msgspec.field(default_factory=dict)
    ended: Mapping[int, Ended] = msgspec.field(default_factory=dict)
    uses_returned: Mapping[int, int] = msgspec.field(default_factory=dict)
    stale: list[KeptRow] = msgspec.field(default_factory=list)

    @property
    def tidied(self) -> bool:
        """Whether anything was freed that the clock had freed before."""
        return bool(self.handed_back or self.ended or self.uses_returned)


async def _fetched(pages: Pages, named: Named, catalogue: Catalogue, clock: Clock) -> Fetched:
    """Reads what is left, under locks; time is read after them, so that nobody waits with an old clock (06 W7)."""
    need, position_ids = named.need(catalogue), sorted(named.released)
    book = Book()
    uses = await _locked(pages, book, named, need, position_ids)
    fetched = Fetched(book, clock())
    for quota_id, account in book.accounts.items():
        if account.use.waiting and not catalogue.waits(quota_id, fetched.now):
            account.use.waiting = 0
    if book.carts:
        places, used = still_held(catalogue, named.carts, book.carts, fetched.now)
        need = {quota_id: units - places[quota_id] for quota_id, units in need.items()}
        uses.subtract(used)
    await _tidy(pages, fetched, need, uses)
    if named.seats:
        near = catalogue.seating.minimal_distance > 0
        book.seats = await pages.seats(named.seats, fetched.now, neighbours=near)
    if position_ids:
        book.present = await pages.family(position_ids)
    there = [*book.present.values(), *await _looked_into(pages, book)]
    if any(not book.accounts.keys() >= set(one.quota_ids) for one in there):
        # Between the two looks another process ended a block: a position began to count where nothing is locked.
        raise TransactionConflict("a position began to count in another quota")
    await _recall(pages, named, fetched)
    return fetched


async def _locked(
    pages: Pages, book: Book, named: Named, need: Mapping[int, int], position_ids: Sequence[int]
) -> Counter[int]:
    """Carts, quotas and vouchers, under locks; returns the uses that are wanted of each voucher.

    What positions have is read once here to learn what to lock, and again later: under the locks nothing else moves it.
    """
    if named.carts:
        book.carts = await pages.carts(sorted({ask.cart.cart_id for ask in named.carts}))
    leaving = list((await pages.family(position_ids)).values()) if position_ids else []
    leaving += await _looked_into(pages, book)
    quota_ids = set(need).union(*(one.quota_ids for one in leaving))
    uses = uses_wanted(named.carts)
    voucher_ids = sorted({*uses, *(one.voucher_id for one in leaving if one.voucher_id is not None)})
    if quota_ids:
        book.accounts = await pages.accounts(sorted(quota_ids))
    if named.codes or voucher_ids:
        book.vouchers = await pages.vouchers(sorted(named.codes), voucher_ids)
    for code, voucher in book.vouchers.items():
        uses[voucher.id] += named.codes[code]
    return uses


async def _looked_into(pages: Pages, book: Book) -> list[Present]:
    """What is in the carts of the batch."""
    if not book.carts:
        return []
    members = await pages.members(sorted(book.carts))
    for cart_id, stored in book.carts.items():
        stored.members = members.get(cart_id, {})
    return [one for stored in book.carts.values() for one in stored.members.values()]


async def _recall(pages: Pages, named: Named, fetched: Fetched) -> None:
    """Looks up what was answered under the idempotency keys of the batch."""
    if named.onces:
        for row in await pages.kept(sorted({key for _, key in named.onces})):
            once = named.onces.get((row.token_id, row.key))
            if once is not None and row.created >= once.kept_since:
                fetched.book.kept[once.identity] = row.kept
            elif once is not None:
                fetched.stale.append(row)


async def _tidy(pages: Pages, fetched: Fetched, need: Mapping[int, int], uses: Mapping[int, int]) -> None:
    """Frees what the clock has freed, where the batch may need it."""
    book, now = fetched.book, fetched.now
    if lacking := short(book.accounts, need):
        fetched.handed_back = await pages.hand_back(lacking, now)
        for quota_id, units in fetched.handed_back.items():
            book.accounts[quota_id].use.held -= units
    blocked = [number for number in short(book.accounts, need) if book.accounts[number].use.blocked]
    if blocked:
        fetched.ended = await pages.end_blocks(blocked, now)
        for quota_id, ended in fetched.ended.items():
            book.accounts[quota_id].use.blocked -= ended.units
            book.accounts[quota_id].use.held += ended.held
        for voucher in book.vouchers.values():
            if not voucher.is_valid(now):
                voucher.blocked_quota_ids -= set(blocked)
    used_up = [one.id for one in book.vouchers.values() if one.uses_left < uses[one.id]]
    if used_up:
        fetched.uses_returned = await pages.return_uses(used_up, now)
        for one in book.vouchers.values():
            one.held -= fetched.uses_returned.get(one.id, 0)


def _units(decision: Decision, fetched: Fetched) -> dict[int, Units]:
    found: dict[int, Units] = {}
    for quota_id in sorted({*decision.taken, *fetched.handed_back, *fetched.ended}):
        ended = fetched.ended.get(quota_id, Ended())
        held = decision.taken[quota_id] - fetched.handed_back.get(quota_id, 0) + ended.held
        # A block that was made smaller than its uses in carts leaves more places taken than it kept back.
        over = max(0, ended.held - ended.units)
        units = Units(held, decision.excused[quota_id] + over, ended.units)
        if units != Units():
            found[quota_id] = units
    return found


def _differences(more: Mapping[int, int], less: Mapping[int, int]) -> dict[int, int]:
    found = {number: more.get(number, 0) - less.get(number, 0) for number in sorted({*more, *less})}
    return {number: difference for number, difference in found.items() if difference}
