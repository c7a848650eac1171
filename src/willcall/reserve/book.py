"""The book: what was left when a batch was read, under locks. Ledgers fill it, `decide` works in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from willcall.reserve.ask import Ask, CartAsk, CartRow, HoldAsk, IdempotencyKey, Kept, SeatShown, Wanted
from willcall.reserve.catalogue import Catalogue, Place
from willcall.reserve.quota import Use, places_left


class Account(msgspec.Struct):
    """One quota of the batch."""

    size: int | None
    closed: bool
    use: Use

    def places_left(self) -> int | None:
        """What a new buyer may still take; None without limit."""
        return places_left(self.size, self.use, closed=self.closed)


class Voucher(msgspec.Struct):
    """One voucher of the batch, under lock."""

    id: int
    max_usages: int
    redeemed: int = 0
    held: int = 0
    """Uses by cart positions that still count."""
    valid_until: int | None = None
    ignores_quota: bool = False
    blocked_quota_ids: frozenset[int] = frozenset()
    """The quotas in which it keeps places back, and only those: they need no room for it (spec 06 §4)."""
    blocks: bool = False
    item_id: int | None = None
    variation_id: int | None = None
    quota_id: int | None = None
    subevent_id: int | None = None
    seat_id: int | None = None
    all_addons_included: bool = False
    all_bundles_included: bool = False

    @property
    def uses_left(self) -> int:
        """How often it may still be used."""
        return max(0, self.max_usages - self.redeemed - self.held)

    def is_valid(self, now: int) -> bool:
        """Whether it has not expired; the very instant still counts (spec 01 §10)."""
        return self.valid_until is None or self.valid_until >= now


class Seat(msgspec.Struct):
    """One seat of the batch, or one whose nearness matters."""

    shown: SeatShown
    subevent_id: int | None
    item_id: int | None
    """The item that the seat goes with."""
    blocked: bool = False
    x: float = 0
    y: float = 0
    held_in_cart: str | None = None
    """The cart of the unexpired position that holds it."""
    sold: bool = False
    voucher_id: int | None = None
    """A voucher, still usable, that it is kept for."""


class Present(msgspec.Struct):
    """A position that is there and that the batch may release or change, with what it really has."""

    children: tuple[int, ...] = ()
    quota_ids: tuple[int, ...] = ()
    voucher_id: int | None = None
    """The voucher that it counts as a use of."""
    seat_id: int | None = None
    """The seat that it holds."""
    expires: int = 0
    """Told of positions of a shop's cart alone."""


class StoredCart(msgspec.Struct):
    """A shop's cart that is there, under lock."""

    row: CartRow
    version: int
    members: dict[int, Present] = msgspec.field(default_factory=dict)
    """The positions in it."""


SeatKey = tuple[int | None, str]
"""A seat within an event: date and guid."""


class Book(msgspec.Struct):
    """Everything that a batch reads of the world's state."""

    accounts: dict[int, Account] = msgspec.field(default_factory=dict)
    vouchers: dict[str, Voucher] = msgspec.field(default_factory=dict)
    """By code, in upper case."""
    seats: dict[SeatKey, Seat] = msgspec.field(default_factory=dict)
    """The seats that are asked for; where a distance is kept, all that are taken as well."""
    present: dict[int, Present] = msgspec.field(default_factory=dict)
    """Positions named by releases, and their children; those of the API alone."""
    carts: dict[str, StoredCart] = msgspec.field(default_factory=dict)
    """The carts of shops that are to be changed, as far as they are there."""
    kept: dict[tuple[int, str], Kept] = msgspec.field(default_factory=dict)
    """Answers under the idempotency keys of the batch."""


def place_of(wanted: Wanted, parent: Wanted | None = None) -> Place:
    """The item, variation and date that an entry takes; a child without date shares its parent's (spec 01 §8.1)."""
    subevent_id = wanted.subevent_id
    if parent is not None and not wanted.subevent_given:
        subevent_id = parent.subevent_id
    return wanted.item_id or 0, wanted.variation_id, subevent_id


class Named(msgspec.Struct):
    """What a batch names: what has to be locked and read for it."""

    places: dict[Place, int] = msgspec.field(default_factory=dict)
    """What it could take at most, with how often."""
    codes: Counter[str] = msgspec.field(default_factory=Counter)
    """Voucher codes in upper case, with how often."""
    seats: set[SeatKey] = msgspec.field(default_factory=set)
    released: set[int] = msgspec.field(default_factory=set)
    """Positions that are to be released."""
    carts: list[CartAsk] = msgspec.field(default_factory=list)
    """What is to become of carts of shops."""
    onces: dict[tuple[int, str], IdempotencyKey] = msgspec.field(default_factory=dict)
    """The idempotency keys, by whose they are and what they say."""

    def need(self, catalogue: Catalogue) -> dict[int, int]:
        """Units by quota that it could take at most: which quotas to lock, and whether room gets short."""
        need: dict[int, int] = {}
        for place, times in self.places.items():
            for quota in catalogue.quotas_of(place):
                need[quota.id] = need.get(quota.id, 0) + times
        return need


def named_by(asks: Iterable[Ask]) -> Named:
    """What a batch names, found in one look at it."""
    named = Named()
    for ask in asks:
        if ask.once is not None:
            named.onces[ask.once.identity] = ask.once
        if isinstance(ask, HoldAsk):
            for entry in ask.entries:
                _name(named, entry)
        elif isinstance(ask, CartAsk):
            named.carts.append(ask)
            for hold in ask.holds:
                _name_place(named, (hold.item_id, hold.variation_id, hold.subevent_id))
                if hold.seat is not None:
                    named.seats.add((hold.subevent_id, hold.seat.seat_guid))
        else:
            named.released.add(ask.position_id)
    return named


def _name(named: Named, entry: Wanted) -> None:
    _name_place(named, place_of(entry))
    if entry.voucher is not None:
        named.codes[entry.voucher.upper()] += 1
    if entry.seat is not None:
        named.seats.add((entry.subevent_id, entry.seat))
    if entry.addons or entry.bundled:
        for child in (*entry.addons, *entry.bundled):
            _name_place(named, place_of(child, entry))


def _name_place(named: Named, place: Place) -> None:
    named.places[place] = named.places.get(place, 0) + 1


def uses_wanted(asks: Iterable[CartAsk]) -> Counter[int]:
    """Uses of vouchers, by their ids, that carts of shops want altogether."""
    return Counter(hold.voucher_id for ask in asks for hold in ask.holds if hold.voucher_id is not None)


def still_held(
    catalogue: Catalogue, asks: Iterable[CartAsk], carts: Mapping[str, StoredCart], now: int
) -> tuple[Counter[int], Counter[int]]:
    """What carts of shops want and have already, unexpired: places by quota, and uses by voucher. It needs no room."""
    places: Counter[int] = Counter()
    uses: Counter[int] = Counter()
    for ask in asks:
        members = carts[ask.cart.cart_id].members if ask.cart.cart_id in carts else {}
        for hold in ask.holds:
            member = members.get(hold.id)
            if member is None or member.expires < now:
                continue
            wanted = catalogue.quotas_of((hold.item_id, hold.variation_id, hold.subevent_id))
            places.update(quota.id for quota in wanted if quota.id in member.quota_ids)
            if member.voucher_id is not None and member.voucher_id == hold.voucher_id:
                uses[member.voucher_id] += 1
    return places, uses


def short(accounts: Mapping[int, Account], need: Mapping[int, int]) -> list[int]:
    """Quotas that may not have room for all that is wanted: expired holds in them should be handed back first."""
    return sorted(
        quota_id
        for quota_id, wanted in need.items()
        if quota_id in accounts and (left := accounts[quota_id].places_left()) is not None and left < wanted
    )
