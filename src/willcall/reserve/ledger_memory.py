"""The ledger in plain Python: what a ledger does, to be read, and for tests that need no database.

A `World` holds what the tables hold. A transaction works on a copy of its event, and committing puts the copy into the
world's place, so that a batch takes effect as a whole or not at all. What `ledger_*` say in SQL stands here in words.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from willcall.db.errors import CheckViolation, NoSuchEvent, UniqueViolation
from willcall.kit.instants import Clock
from willcall.kit.values import replace
from willcall.reserve import ledger
from willcall.reserve.ask import Ask, Hold
from willcall.reserve.book import Account, Present, Seat, SeatKey, StoredCart, Voucher
from willcall.reserve.catalogue import Catalogue, Quota
from willcall.reserve.desk import CartChange
from willcall.reserve.ledger import Changes, Ended, KeptRow, Settled, Shelf, Units
from willcall.reserve.ledger_rows import ended, families, kept_rows, line_rows, members_of, seat_rows, use_rows
from willcall.reserve.quota import excused


@dataclass(slots=True)
class Stored:
    """One event: its catalogue, and everything that changes while it sells."""

    catalogue: Catalogue
    accounts: dict[int, Account] = field(default_factory=dict)
    """What is counted of each quota; `held` counts the lines."""
    excused: Counter[int] = field(default_factory=Counter)
    """Units by which a quota may be over its size, because that was lowered below its use."""
    positions: dict[int, Hold] = field(default_factory=dict)
    lines: dict[tuple[int, int], int] = field(default_factory=dict)
    """Places taken: position and quota, with the instant up to which they are."""
    vouchers: dict[str, Voucher] = field(default_factory=dict)
    """By code; `held` counts the uses."""
    overused: Counter[int] = field(default_factory=Counter)
    """Uses by which a voucher may be over its most, because that was lowered below them."""
    uses: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By position: the voucher that it uses, and the instant up to which it does."""
    blocks: dict[tuple[int, int], tuple[int, int | None]] = field(default_factory=dict)
    """By voucher and quota: the places kept back, and the instant up to which they are."""
    seats: dict[SeatKey, Seat] = field(default_factory=dict)
    seat_holds: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By seat: the position that holds it, and the instant up to which it does."""
    carts: dict[str, CartChange] = field(default_factory=dict)
    """The carts of shops, each as its last change left it."""
    answers: dict[int, KeptRow] = field(default_factory=dict)

    def copied(self) -> Stored:
        """Another one that a transaction may change."""
        return replace(
            self,
            accounts={number: _copied(account) for number, account in self.accounts.items()},
            excused=Counter(self.excused),
            positions=dict(self.positions),
            lines=dict(self.lines),
            vouchers={code: replace(voucher) for code, voucher in self.vouchers.items()},
            overused=Counter(self.overused),
            uses=dict(self.uses),
            blocks=dict(self.blocks),
            seat_holds=dict(self.seat_holds),
            carts=dict(self.carts),
            answers=dict(self.answers),
        )

    def quotas_of(self, hold: Hold) -> list[int]:
        """Where a position counts: not where its voucher keeps a place back already (spec 06 §2)."""
        place = hold.item_id, hold.variation_id, hold.subevent_id
        quota_ids = [quota.id for quota in self.catalogue.quotas_of(place)]
        return [number for number in quota_ids if (hold.voucher_id, number) not in self.blocks]


@dataclass(slots=True)
class World:
    """All that is stored, by event. Ids of positions and of kept answers count up from 1, each for themselves."""

    events: dict[int, Stored] = field(default_factory=dict)
    new_id: Callable[[], int] = field(default_factory=lambda: itertools.count(1).__next__)
    new_answer_id: Callable[[], int] = field(default_factory=lambda: itertools.count(1).__next__)

    def put(
        self,
        catalogue: Catalogue,
        accounts: Mapping[int, Account],
        now: int = 0,
        *,
        vouchers: Mapping[str, Voucher] | None = None,
        seats: Iterable[Seat] = (),
    ) -> None:
        """Opens an event, or changes its catalogue; what unexpired positions hold is then counted anew.

        What is counted of the accounts and vouchers given (places held and blocked, uses held) means nothing.
        """
        known = self.events.get(catalogue.event_id)
        assert known is None or known.catalogue.version != catalogue.version, "a change needs a version of its own"
        stored = known.copied() if known else Stored(catalogue)
        stored.catalogue = catalogue
        stored.accounts = {number: _copied(account) for number, account in accounts.items()}
        stored.vouchers = {code: replace(voucher) for code, voucher in (vouchers or {}).items()}
        stored.seats = {(seat.subevent_id, seat.shown.seat_guid): seat for seat in seats}
        _recount(stored, now)
        self.events[catalogue.event_id] = stored


class MemoryPages:
    """`ledger.Pages` on a copy of an event."""

    def __init__(self, stored: Stored, new_answer_id: Callable[[], int]) -> None:
        self.stored = stored
        self._new_answer_id = new_answer_id

    async def version(self, *, alone: bool) -> int:
        """See `ledger.Pages`; a transaction in memory is always alone."""
        return self.stored.catalogue.version

    async def catalogue(self, version: int) -> Catalogue:
        """See `ledger.Pages`."""
        return self.stored.catalogue

    async def accounts(self, quota_ids: Sequence[int]) -> dict[int, Account]:
        """See `ledger.Pages`; copies, since a decision uses them up."""
        known = self.stored.accounts
        return {number: _copied(known[number]) for number in quota_ids if number in known}

    async def hand_back(self, quota_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        wanted = set(quota_ids)
        expired = [line for line, expires in self.stored.lines.items() if line[1] in wanted and expires < now]
        for line in expired:
            del self.stored.lines[line]
        return Counter(quota_id for _, quota_id in expired)

    async def end_blocks(self, quota_ids: Sequence[int], now: int) -> Mapping[int, Ended]:
        """See `ledger.Pages`."""
        stored, wanted = self.stored, set(quota_ids)
        over = {
            key: units
            for key, (units, valid_until) in stored.blocks.items()
            if key[1] in wanted and valid_until is not None and valid_until < now
        }
        for key in over:
            del stored.blocks[key]
        counted = []
        for hold in stored.positions.values():
            if hold.expires < now:
                continue
            for quota_id in stored.quotas_of(hold):
                if (hold.voucher_id, quota_id) in over and (hold.id, quota_id) not in stored.lines:
                    stored.lines[hold.id, quota_id] = hold.expires
                    counted.append(quota_id)
        return ended(((quota_id, units) for (_, quota_id), units in over.items()), counted)

    async def vouchers(self, codes: Sequence[str], ids: Sequence[int]) -> dict[str, Voucher]:
        """See `ledger.Pages`; copies, since a decision uses them up."""
        return {
            code: replace(voucher, blocked_quota_ids=_blocked_by(self.stored, voucher.id))
            for code, voucher in self.stored.vouchers.items()
            if code in codes or voucher.id in ids
        }

    async def return_uses(self, voucher_ids: Sequence[int], now: int) -> Mapping[int, int]:
        """See `ledger.Pages`."""
        uses = self.stored.uses
        expired = [number for number, (one, expires) in uses.items() if one in voucher_ids and expires < now]
        return Counter(uses.pop(number)[0] for number in expired)

    async def seats(self, named: Collection[SeatKey], now: int, *, neighbours: bool) -> dict[SeatKey, Seat]:
        """See `ledger.Pages`; copies, since a decision takes them."""
        stored = self.stored
        held = {
            seat_id: stored.positions[position_id].cart_id
            for seat_id, (position_id, expires) in stored.seat_holds.items()
            if expires >= now
        }
        kept = {
            voucher.seat_id: voucher.id
            for voucher in stored.vouchers.values()
            if voucher.redeemed < voucher.max_usages and voucher.is_valid(now)
        }
        dates = {date for date, _ in named}
        return {
            key: replace(seat, held_in_cart=held.get(seat.shown.id), voucher_id=kept.get(seat.shown.id))
            for key, seat in stored.seats.items()
            if key in named or (neighbours and key[0] in dates and seat.shown.id in {*held, *kept})
        }

    async def family(self, position_ids: Sequence[int]) -> dict[int, Present]:
        """See `ledger.Pages`."""
        stored, wanted = self.stored, set(position_ids)
        seat_ids = {position_id: seat_id for seat_id, (position_id, _) in stored.seat_holds.items()}
        rows = [
            (hold.id, hold.addon_to, stored.uses.get(hold.id, (None,))[0], seat_ids.get(hold.id))
            for hold in stored.positions.values()
            if hold.line is None and (hold.id in wanted or hold.addon_to in wanted)
        ]
        return families(rows, stored.lines)

    async def carts(self, cart_ids: Sequence[str]) -> dict[str, StoredCart]:
        """See `ledger.Pages`."""
        known = self.stored.carts
        return {one: StoredCart(known[one].row, known[one].version) for one in cart_ids if one in known}

    async def members(self, cart_ids: Sequence[str]) -> dict[str, dict[int, Present]]:
        """See `ledger.Pages`."""
        stored = self.stored
        seat_ids = {position_id: seat_id for seat_id, (position_id, _) in stored.seat_holds.items()}
        return members_of(
            (
                hold.cart_id,
                hold.id,
                hold.expires,
                stored.uses.get(hold.id, (None,))[0],
                seat_ids.get(hold.id),
                [quota_id for position_id, quota_id in stored.lines if position_id == hold.id],
            )
            for hold in stored.positions.values()
            if hold.line is not None and hold.cart_id in cart_ids
        )

    async def kept(self, keys: Sequence[str]) -> list[KeptRow]:
        """See `ledger.Pages`."""
        return [row for row in self.stored.answers.values() if row.key in keys]

    async def write(self, changes: Changes) -> None:
        """See `ledger.Pages`; like the database, it lets nothing be oversold, overused or held twice."""
        stored, decision = self.stored, changes.decision
        for number in decision.released:
            _delete(stored, number)
        for quota_id, units in changes.units.items():
            _count(stored, quota_id, units)
        for voucher_id, uses in changes.uses.items():
            _count_uses(stored, voucher_id, uses)
        if decision.renewed:
            _free(stored, decision.renewed)
        stored.positions |= decision.standing
        stored.carts = {
            cart_id: change for cart_id, change in (stored.carts | decision.carts).items() if not change.ends
        }
        for number, quota_id, expires in line_rows(decision):
            stored.lines[number, quota_id] = expires
        for number, voucher_id, expires in use_rows(decision):
            stored.uses[number] = voucher_id, expires
        if len(set(decision.seats.values())) < len(decision.seats):
            raise UniqueViolation("a seat is held twice")
        for seat_id, number, expires in seat_rows(decision):
            stored.seat_holds[seat_id] = number, expires
        self._keep(changes)

    def _keep(self, changes: Changes) -> None:
        """Answers to idempotency keys, in the place of old ones."""
        stored, kept = self.stored, changes.decision.kept
        for number in changes.stale:
            del stored.answers[number]
        rows = kept_rows(changes.decision, self._new_answer_id)
        for (number, token_id, key, created, *_), (_, answer) in zip(rows, kept, strict=True):
            stored.answers[number] = KeptRow(number, token_id, key, created, answer)


class MemoryLedger:
    """`ledger.Ledger` on a world."""

    def __init__(self, world: World, clock: Clock) -> None:
        self._world = world
        self._clock = clock
        self._shelf = Shelf()

    async def open(self) -> None:
        """Nothing to do."""

    async def close(self) -> None:
        """Nothing to do."""

    async def settle(self, event_id: int, asks: Sequence[Ask]) -> Settled:
        """See `ledger.Ledger`; it never waits, so no other batch comes between."""
        stored = self._world.events.get(event_id)
        if stored is None:
            raise NoSuchEvent
        pages = MemoryPages(stored.copied(), self._world.new_answer_id)
        settled = await ledger.settle(pages, self._shelf, event_id, asks, self._clock, self._world.new_id)
        if settled.changes:
            self._world.events[event_id] = pages.stored
        return settled


def _copied(account: Account) -> Account:
    return replace(account, use=replace(account.use))


def _blocked_by(stored: Stored, voucher_id: int) -> frozenset[int]:
    return frozenset(quota_id for one, quota_id in stored.blocks if one == voucher_id)


def _recount(stored: Stored, now: int) -> None:
    """Everything that is counted, from positions and vouchers: blocks, lines, uses."""
    stored.blocks = {
        (voucher.id, quota.id): (voucher.max_usages - voucher.redeemed, voucher.valid_until)
        for voucher in stored.vouchers.values()
        for quota in stored.catalogue.quotas.values()
        if voucher.blocks and voucher.redeemed < voucher.max_usages and voucher.is_valid(now)
        if _points_at(stored.catalogue, voucher, quota)
    }
    stored.lines = {
        (hold.id, quota_id): hold.expires
        for hold in stored.positions.values()
        if hold.expires >= now
        for quota_id in stored.quotas_of(hold)
    }
    stored.uses = {number: use for number, use in stored.uses.items() if use[1] >= now}
    held = Counter(quota_id for _, quota_id in stored.lines)
    uses = Counter(voucher_id for voucher_id, _ in stored.uses.values())
    for number, account in stored.accounts.items():
        account.use.held = held[number]
        account.use.blocked = sum(units for (_, quota_id), (units, _) in stored.blocks.items() if quota_id == number)
        stored.excused[number] = excused(account.size, account.use)
    for voucher in stored.vouchers.values():
        voucher.held = uses[voucher.id]
        stored.overused[voucher.id] = max(0, voucher.redeemed + voucher.held - voucher.max_usages)


def _points_at(catalogue: Catalogue, voucher: Voucher, quota: Quota) -> bool:
    """Whether a voucher keeps places back in a quota: its own, those of its variation, or of its item (spec 06 §2)."""
    if voucher.subevent_id != quota.subevent_id:
        return False
    if voucher.quota_id is not None:
        return voucher.quota_id == quota.id
    if voucher.variation_id is not None:
        return voucher.variation_id in quota.variation_ids
    return voucher.item_id in quota.item_ids or any(
        catalogue.variations[number].item_id == voucher.item_id for number in quota.variation_ids
    )


def _delete(stored: Stored, position_id: int) -> None:
    """A position goes with its children and with what they hold."""
    gone = {hold.id for hold in stored.positions.values() if position_id in (hold.id, hold.addon_to)}
    for number in gone:
        del stored.positions[number]
        stored.uses.pop(number, None)
    stored.lines = {line: expires for line, expires in stored.lines.items() if line[0] not in gone}
    stored.seat_holds = {seat_id: one for seat_id, one in stored.seat_holds.items() if one[0] not in gone}


def _free(stored: Stored, renewed: Collection[int]) -> None:
    """What positions had, so far, that take it anew."""
    stored.lines = {line: expires for line, expires in stored.lines.items() if line[0] not in renewed}
    stored.uses = {number: use for number, use in stored.uses.items() if number not in renewed}
    stored.seat_holds = {seat_id: one for seat_id, one in stored.seat_holds.items() if one[0] not in renewed}


def _count(stored: Stored, quota_id: int, units: Units) -> None:
    """What was excused once is not excused again after it was given back."""
    account = stored.accounts[quota_id]
    account.use.held += units.held
    account.use.blocked -= units.unblocked
    over = excused(account.size, account.use)
    stored.excused[quota_id] = min(stored.excused[quota_id] + units.excused, over)
    if min(account.use.held, account.use.blocked) < 0 or over > stored.excused[quota_id]:
        raise CheckViolation(f"quota {quota_id}: {account.use}, {over} over its size")


def _count_uses(stored: Stored, voucher_id: int, uses: int) -> None:
    """Likewise for the uses of a voucher."""
    voucher = next(one for one in stored.vouchers.values() if one.id == voucher_id)
    voucher.held += uses
    over = max(0, voucher.redeemed + voucher.held - voucher.max_usages)
    stored.overused[voucher_id] = min(stored.overused[voucher_id], over)
    if voucher.held < 0 or over > stored.overused[voucher_id]:
        raise CheckViolation(f"voucher {voucher_id}: {voucher.held} uses, {over} over its most")
