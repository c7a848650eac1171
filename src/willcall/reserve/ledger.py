"""What every ledger does with a batch, in one transaction: fetch the book, decide, write. SQL is in `ledger_*`.

The order of locks is the same everywhere, so that batches of several processes never wait for each other in a circle:
the event's version (shared), then quotas in the order of their ids. A catalogue change takes the event's version
exclusively.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from willcall.kit.instants import Clock
from willcall.reserve.ask import Ask, Kept, Outcome, size_of
from willcall.reserve.book import Account, Book, Present, released, short, touched
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.decide import Decision, decide
from willcall.rest.kept import KEPT_FOR_US
from willcall.rest.kind import to_json


@dataclass(frozen=True, slots=True)
class KeptRow:
    """An answer under an idempotency key, as it is stored."""

    id: int
    token_id: int
    key: str
    created: int
    kept: Kept


@dataclass(slots=True)
class Changes:
    """All that a batch writes."""

    decision: Decision
    units: Mapping[int, int]
    """Change of held units by quota: taken, released and handed back."""
    stale: Sequence[int] = ()
    """Ids of kept answers that are too old and make room for new ones."""


@dataclass(slots=True)
class Settled:
    """A batch that is through: one outcome for each ask."""

    outcomes: list[Outcome]
    catalogue: Catalogue
    changes: Changes | None = None
    handed_back: int = 0


class Pages(Protocol):
    """A transaction on one event, as the engine uses it: each method is one statement."""

    async def version(self) -> int:
        """The version of the event's catalogue, locked against change; `NoSuchEvent` without event."""
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

    async def family(self, position_ids: Sequence[int]) -> dict[int, Present]:
        """These positions of the API, and their children, with the quotas they count in."""
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


@dataclass(slots=True)
class Shelf:
    """The catalogues in memory, by event."""

    by_event: dict[int, Catalogue] = field(default_factory=dict)

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
    version = await pages.version()
    catalogue = shelf.find(event_id, version)
    if catalogue is None:
        catalogue = await pages.catalogue(version)
        shelf.put(catalogue)
    need = touched(catalogue, asks)
    book, handed_back, stale, now = await _book(pages, asks, need, clock)
    decision = decide(catalogue, book, asks, now, new_id)
    settled = Settled(decision.outcomes, catalogue, handed_back=sum(handed_back.values()))
    if decision.writes or handed_back:
        units = {
            quota_id: difference
            for quota_id in sorted({*decision.taken, *handed_back})
            if (difference := decision.taken[quota_id] - handed_back.get(quota_id, 0))
        }
        identities = {once.identity for once, _ in decision.kept}
        replaced = [row.id for row in stale if (row.token_id, row.key) in identities]
        settled.changes = Changes(decision, units, replaced)
        await pages.write(settled.changes)
    return settled


async def _book(
    pages: Pages, asks: Sequence[Ask], need: Counter[int], clock: Clock
) -> tuple[Book, Mapping[int, int], list[KeptRow], int]:
    """Reads what is left, under locks; time is read after them, so that nobody waits with an old clock (06 W7)."""
    position_ids = released(asks)
    quota_ids = set(need)
    known: Mapping[int, Present] = {}
    if position_ids:
        # Read once to learn which quotas to lock, and again below: under the locks nothing else moves them.
        known = await pages.family(position_ids)
        quota_ids |= {one for member in known.values() for one in member.quota_ids}
    book = Book()
    if quota_ids:
        book.accounts = await pages.accounts(sorted(quota_ids))
    now = clock()
    handed_back: Mapping[int, int] = {}
    if lacking := short(book.accounts, need):
        handed_back = await pages.hand_back(lacking, now)
        for quota_id, units in handed_back.items():
            book.accounts[quota_id].use.held -= units
    if position_ids:
        # Who came in between is not there yet: its quotas are not locked.
        present = await pages.family(position_ids)
        book.present = {number: member for number, member in present.items() if number in known}
    onces = {ask.once.identity: ask.once for ask in asks if ask.once is not None}
    stale: list[KeptRow] = []
    if onces:
        for row in await pages.kept(sorted({key for _, key in onces})):
            once = onces.get((row.token_id, row.key))
            if once is not None and row.created >= once.kept_since:
                book.kept[once.identity] = row.kept
            elif once is not None:
                stale.append(row)
    return book, handed_back, stale, now


def families(rows: Iterable[tuple[int, int | None]], lines: Iterable[tuple[int, int]]) -> dict[int, Present]:
    """Positions (id, parent) and their lines (position, quota) put together."""
    members = list(rows)
    quota_ids: dict[int, list[int]] = {number: [] for number, _ in members}
    for number, quota_id in lines:
        if number in quota_ids:
            quota_ids[number].append(quota_id)
    children: dict[int, list[int]] = {}
    for number, parent_id in members:
        if parent_id is not None:
            children.setdefault(parent_id, []).append(number)
    return {number: Present(tuple(children.get(number, ())), tuple(quota_ids[number])) for number, _ in members}


def hold_rows(decision: Decision) -> list[tuple[Any, ...]]:
    """The new positions, parents before children, in the order of `HOLD_COLUMNS`."""
    return [
        (
            hold.id, hold.cart_id, hold.item_id, hold.variation_id, hold.price, to_json(hold.name_parts),
            hold.attendee_email, hold.addon_to, hold.is_bundled, hold.includes_tax, True, hold.created, hold.expires,
        )
        for hold in decision.holds.values()
    ]  # fmt: skip


HOLD_COLUMNS: Final = (
    "id", "cart_id", "item_id", "variation_id", "price", "attendee_name_parts", "attendee_email", "addon_to",
    "is_bundled", "includes_tax", "api", "created", "expires",
)  # fmt: skip


def columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows turned into columns, as `unnest` takes them."""
    return [list(column) for column in zip(*rows, strict=True)]


def line_rows(decision: Decision) -> list[tuple[int, int, int]]:
    """The places that new positions take: position, quota, expiry."""
    return [
        (number, quota_id, decision.holds[number].expires)
        for number, quota_ids in decision.counted.items()
        for quota_id in quota_ids
    ]


def kept_rows(decision: Decision, new_id: Callable[[], int]) -> list[tuple[Any, ...]]:
    """The answers to keep: id, token, key, created, status, body."""
    return [
        (new_id(), once.token_id, once.key, once.kept_since + KEPT_FOR_US, kept.status, kept.body)
        for once, kept in decision.kept
    ]
