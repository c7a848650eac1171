"""Players tell a history to a ledger: requests become asks, outcomes become what the model would say."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import structs

from tests import engine
from tests.engine import POSTER
from tests.property import model
from tests.property.goods import PLACES, SEAT_IDS, coming, seats, staying
from tests.property.histories import (
    DATES,
    Alteration,
    Ask,
    Buy,
    Change,
    Code,
    Hall,
    Pool,
    Reissue,
    Shop,
    Turn,
)
from tests.property.model import HELD, MISSING, RELEASED, UNSELLABLE, Told
from willcall.kit.instants import MINUTE_US
from willcall.kit.values import replace
from willcall.reserve.ask import (
    CartAsk,
    CartRow,
    CartSaved,
    CartShort,
    CartStale,
    Held,
    HoldAsk,
    IdempotencyKey,
    Kept,
    Missing,
    Outcome,
    Reason,
    Refused,
    ReleaseAsk,
    Released,
    Several,
    Wanted,
)
from willcall.reserve.book import Account, Voucher
from willcall.reserve.catalogue import Catalogue, Quota, Seating
from willcall.reserve.ledger_memory import MemoryLedger, World
from willcall.reserve.quota import Use
from willcall.rest.kept import KEPT_FOR_US

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from willcall.reserve import ask as asks
    from willcall.reserve.ledger import Ledger

WORDS: Final = {
    Reason.VOUCHER_EXPIRED: model.EXPIRED,
    Reason.VOUCHER_USED_UP: model.USED_UP,
    Reason.VOUCHER_FOR_ANOTHER_ITEM: model.FOR_ANOTHER_THING,
    Reason.VOUCHER_FOR_ANOTHER_SEAT: model.FOR_ANOTHER_SEAT,
    Reason.VOUCHER_FOR_ANOTHER_DATE: model.FOR_ANOTHER_DATE,
    Reason.NOT_SEATED: model.SEAT_WRONG,
    Reason.SEAT_MISSING: model.SEAT_WRONG,
    Reason.SEAT_TWICE: model.SEAT_TWICE,
    Reason.SEAT_TAKEN: model.SEAT_TAKEN,
    Reason.OTHERS_REFUSED: model.OTHERS_REFUSED,
}
TOKEN: Final = 1
NO_SUCH_POSITION: Final = 10**12


@dataclass
class Clock:
    """Turned, never slept."""

    now: int = engine.NOW

    def __call__(self) -> int:
        return self.now

    def turn(self, minutes: int) -> None:
        """Time goes by."""
        self.now += minutes * MINUTE_US


@dataclass(frozen=True)
class Row:
    """A position as it is stored, with its number among all that were ever held in place of its id."""

    number: int
    parent: int | None
    item_id: int
    variation_id: int | None
    price: int
    is_bundled: bool
    cart_id: str
    expires: int


@dataclass(frozen=True)
class State:
    """What a ledger has stored. Two that agree hold the same, but may have tidied up at different times."""

    rows: tuple[Row, ...]
    lines: frozenset[tuple[int, int, int]]
    """Places taken: position's number, quota and expiry."""
    held: dict[int, int]
    answers: frozenset[tuple[str, int, bytes]]
    uses: frozenset[tuple[int, int, int]] = frozenset()
    """Uses of vouchers: position's number, voucher and expiry."""
    seats: frozenset[tuple[int, int, int]] = frozenset()
    """Seats held: position's number, seat and expiry."""
    carts: frozenset[tuple[str, int, int]] = frozenset()
    """Carts of shops: name, version, how long they may be extended."""
    remembered: frozenset[tuple[int, int]] = frozenset()
    """What carts of shops remember: position's number and price."""

    def at(self, now: int) -> State:
        """Without the places that the clock has freed."""
        live = frozenset(line for line in self.lines if line[2] >= now)
        expired = [quota_id for _, quota_id, _ in self.lines - live]
        held = {quota_id: units - expired.count(quota_id) for quota_id, units in self.held.items()}
        uses = frozenset(use for use in self.uses if use[2] >= now)
        seats = frozenset(seat for seat in self.seats if seat[2] >= now)
        return replace(self, lines=live, held=held, uses=uses, seats=seats)

    def recounted(self) -> dict[int, int]:
        """What `held` should be."""
        quota_ids = [quota_id for _, quota_id, _ in self.lines]
        return {quota_id: quota_ids.count(quota_id) for quota_id in self.held}


@dataclass
class Player(ABC):
    """Tells one history to one ledger."""

    clock: Clock
    event_id: int
    ids: list[int] = field(default_factory=list)
    """The ids of all positions that were ever held, in their order."""
    carts: dict[str, CartSaved] = field(default_factory=dict)
    """Carts of shops as buyers saw them last."""

    @property
    @abstractmethod
    def ledger(self) -> Ledger:
        """Who is told."""

    @abstractmethod
    async def alter(self, step: Alteration) -> None:
        """Fay changes something."""

    @abstractmethod
    async def state(self) -> State:
        """What is stored by now."""

    @abstractmethod
    async def version(self) -> int:
        """That of the catalogue."""

    async def step(self, step: Sequence[Ask | Shop] | Turn | Alteration) -> list[Told]:
        """What each request is told. The clock is turned by whoever has several players."""
        if isinstance(step, Turn):
            return []
        if isinstance(step, Alteration):
            await self.alter(step)
            return []
        version = await self.version() if any(isinstance(ask, Shop) for ask in step) else 0
        asked = [self._shopped(ask, version) if isinstance(ask, Shop) else self._asked(ask) for ask in step]
        settled = await self.ledger.settle(self.event_id, asked)
        return [self._told(outcome) for outcome in settled.outcomes]

    def _once(self, key: str | None) -> IdempotencyKey | None:
        return None if key is None else IdempotencyKey(TOKEN, key, self.clock() - KEPT_FOR_US, _kept)

    def _shopped(self, shop: Shop, version: int) -> CartAsk:
        known = self.carts.get(shop.cart)
        until = self.clock() + shop.stays_min * MINUTE_US
        row = known.cart if known else CartRow(0, shop.cart, None, "web", self.clock(), 0)
        row = structs.replace(row, extend_until=until)
        kept = staying(known.holds if known else (), shop, until)
        gone = tuple(one.id for one in known.holds if one.id not in {hold.id for hold in kept}) if known else ()
        was = (known.version if known else 0) + shop.stale
        if shop.ends:
            return CartAsk(row, was, version, (), gone, ends=True, once=self._once(shop.key))
        return CartAsk(row, was, version, (*kept, *coming(shop, until)), gone, once=self._once(shop.key))

    def _asked(self, ask: Ask) -> asks.Ask:
        once = self._once(ask.key)
        if ask.nth is not None:
            place = ask.back(len(self.ids))
            return ReleaseAsk(NO_SUCH_POSITION if place is None else self.ids[place], once)
        entries = tuple(wanted(buy, self.clock()) for buy in ask.buys)
        return HoldAsk(entries, bulk=ask.bulk, cart_id=engine.ADA, once=once, atomic=ask.atomic)

    def _told(self, outcome: Outcome) -> Told:
        if isinstance(outcome, Kept):
            told = msgspec.json.decode(outcome.body)
            return tuple(told) if isinstance(told, list) else str(told)
        if isinstance(outcome, CartSaved):
            self.ids += [hold.id for hold in outcome.holds if hold.id not in self.ids]
            self.carts[outcome.cart.cart_id] = outcome
        entries = outcome.entries if isinstance(outcome, Several) else (outcome,)
        self.ids += [hold.id for entry in entries if isinstance(entry, Held) for hold in entry.all]
        return said(outcome)

    def numbered(self, rows: Iterable[Any]) -> tuple[Row, ...]:
        """Rows of positions, or holds, with numbers in place of ids."""
        number = {position_id: place for place, position_id in enumerate(self.ids)}
        found = [
            Row(
                number[row["id"]],
                None if row["addon_to"] is None else number[row["addon_to"]],
                row["item_id"],
                row["variation_id"],
                row["price"],
                row["is_bundled"],
                row["cart_id"],
                row["expires"],
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda row: row.number))

    def numbered_lines(self, lines: Iterable[tuple[int, int, int]]) -> frozenset[tuple[int, int, int]]:
        """Lines, uses of vouchers or seats held, with numbers in place of positions' ids."""
        return frozenset((self.ids.index(position_id), quota_id, expires) for position_id, quota_id, expires in lines)


class MemoryPlayer(Player):
    """Tells it to the ledger in memory."""

    def __init__(
        self,
        pools: Sequence[Pool],
        clock: Clock,
        codes: Mapping[str, Code] | None = None,
        *,
        hall: Hall | None = None,
    ) -> None:
        super().__init__(clock, engine.EVENT)
        self._opened, self._codes, self._hall = clock(), dict(codes or {}), hall
        self.world = World()
        self.pools = list(pools)
        self._versions = itertools.count(1)
        self._ledger = MemoryLedger(self.world, clock)
        self._put()

    @property
    def ledger(self) -> MemoryLedger:
        """Who is told."""
        return self._ledger

    async def alter(self, step: Alteration) -> None:
        """A new version of the catalogue."""
        if isinstance(step, Change):
            self.pools[step.place % len(self.pools)] = step.pool
        elif isinstance(step, Reissue):
            self._codes[step.code] = step.anew
        else:
            self._hall = step
        self._put()

    async def state(self) -> State:
        """What the world holds."""
        stored = self.world.events[self.event_id]
        rows = [msgspec.structs.asdict(hold) for hold in stored.positions.values()]
        lines = [(position_id, quota_id, expires) for (position_id, quota_id), expires in stored.lines.items()]
        return State(
            self.numbered(rows),
            self.numbered_lines(lines),
            {number: account.use.held for number, account in stored.accounts.items()},
            frozenset((row.key, row.created, row.kept.body) for row in stored.answers.values()),
            self.numbered_lines((number, *use) for number, use in stored.uses.items()),
            self.numbered_lines((number, seat_id, until) for seat_id, (number, until) in stored.seat_holds.items()),
            frozenset((name, one.version, one.row.extend_until) for name, one in stored.carts.items()),
            frozenset(
                (self.ids.index(one.id), one.line.price) for one in stored.positions.values() if one.line is not None
            ),
        )

    async def version(self) -> int:
        """That of the catalogue."""
        return self.world.events[self.event_id].catalogue.version

    def _put(self) -> None:
        accounts = {
            number: Account(pool.size, pool.closed, Use()) for number, pool in enumerate(self.pools, start=FIRST_QUOTA)
        }
        self.world.put(
            catalogue(self.pools, self.event_id, next(self._versions), self._hall),
            accounts,
            self.clock(),
            vouchers=vouchers(self._codes, self._opened),
            seats=seats(self._hall) if self._hall is not None else (),
        )


FIRST_QUOTA: Final = 101


def catalogue(pools: Sequence[Pool], event_id: int, version: int, hall: Hall | None = None) -> Catalogue:
    """The catalogue in which quotas are these pools."""
    dates = frozenset(pool.date for pool in pools if pool.date is not None)
    return engine.catalogue(
        [quota(number, pool) for number, pool in enumerate(pools, start=FIRST_QUOTA)],
        event_id=event_id,
        version=version,
        has_subevents=bool(dates),
        subevent_ids=dates | {*DATES} if dates else dates,
        seated=frozenset((date, POSTER) for date in DATES) if hall is not None else frozenset(),
        seating=Seating(minimal_distance=hall.distance) if hall is not None else Seating(),
    )


def vouchers(codes: Mapping[str, Code], now: int) -> dict[str, Voucher]:
    """Vouchers as the engine has them, at the opening."""
    return {
        code: Voucher(
            number,
            one.usages,
            valid_until=None if one.valid_min is None else now + one.valid_min * MINUTE_US,
            ignores_quota=one.ignores,
            blocks=one.keeps is not None,
            quota_id=None if one.keeps is None else FIRST_QUOTA + one.keeps,
            subevent_id=one.date,
            seat_id=None if one.seat is None else SEAT_IDS[one.date, one.seat],
        )
        for number, (code, one) in enumerate(codes.items(), start=1)
    }


def quota(number: int, pool: Pool) -> Quota:
    """A pool as the catalogue has it."""
    places = [PLACES[product] for product in pool.products]
    variations = frozenset(variation_id for _, variation_id in places if variation_id is not None)
    return Quota(number, pool.name, frozenset(item_id for item_id, _ in places), variations, pool.date)


def wanted(buy: Buy, now: int) -> Wanted:
    """A purchase as the engine takes it."""
    item_id, variation_id = PLACES[buy.product]
    return Wanted(
        item_id=item_id,
        variation_id=variation_id,
        price=2300,
        voucher=buy.code,
        seat=buy.seat,
        cart_id=buy.cart,
        subevent_id=buy.date,
        subevent_given=buy.date is not None,
        expires=None if buy.stays_min is None else now + buy.stays_min * MINUTE_US,
        addons=tuple(engine.child(*PLACES[product]) for product in buy.addons),
        bundled=tuple(engine.child(*PLACES[product]) for product in buy.bundled),
    )


def said(outcome: Outcome) -> Told:
    """An outcome in the model's words, or in our own of carts of shops."""
    if isinstance(outcome, CartShort):
        return f"short {outcome.quotas} {outcome.vouchers} {outcome.seats}"
    if isinstance(outcome, Several):
        return tuple(str(said(entry)) for entry in outcome.entries)
    if isinstance(outcome, Refused):
        if outcome.reason is Reason.NOT_ENOUGH:
            return f"no room in {outcome.problems['non_field_errors'][0].split(chr(34))[1]}"
        if outcome.reason in WORDS:
            return WORDS[outcome.reason]
        assert outcome.reason in {Reason.NO_QUOTA, Reason.FIELDS}, outcome
        return UNSELLABLE
    words: dict[type[Outcome], str] = {Held: HELD, Released: RELEASED, Missing: MISSING}
    words |= {CartSaved: engine.SAVED, CartStale: engine.STALE}
    return words[type(outcome)]


def _kept(outcome: Outcome, _: Catalogue) -> Kept:
    return Kept(200, msgspec.json.encode(said(outcome)))
