"""The fair as the engine sees it: a catalogue with one product of each sort, and builders of asks with defaults.

What the tests of `willcall.reserve` share; those of the wire have theirs in `tests/cast.py`.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from willcall.kit.instants import MINUTE_US
from willcall.reserve.ask import (
    CartAsk,
    CartRow,
    CartSaved,
    CartShort,
    CartStale,
    Failed,
    Held,
    Hold,
    HoldAsk,
    IdempotencyKey,
    Kept,
    Line,
    Missing,
    Outcome,
    Reason,
    Refused,
    ReleaseAsk,
    Released,
    SeatShown,
    Several,
    Wanted,
)
from willcall.reserve.book import Account, Book, Seat, StoredCart, Voucher
from willcall.reserve.catalogue import AddOnRule, Bundle, Catalogue, Item, Quota, Variation
from willcall.reserve.decide import decide
from willcall.reserve.desk import Decision
from willcall.reserve.quota import Use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from willcall.reserve.ask import Ask
    from willcall.reserve.book import Present

NOW: Final = 1_900_000_000_000_000
RESERVATION_US: Final = 30 * MINUTE_US
EVENT: Final = 7
ADA: Final = "ada@api"
BEN: Final = "ben@api"
ADAS_CART: Final = "AdasCartOfTheShop"
"""Carts of shops have names of another kind."""

TICKET, WORKSHOP, SHIRT, POSTER, RETIRED, HAT = range(1, 7)
S, L, ONE_SIZE = 31, 32, 33
FOR_TICKETS, FOR_WORKSHOPS, FOR_SHIRTS = 11, 12, 13
TICKETS, WORKSHOPS, SHIRTS, POSTERS = 101, 102, 103, 104
NO_SUCH_ID: Final = 999

ITEMS: Final = (
    # With a ticket one may choose workshops, and shirts for nothing; it brings a workshop and a small shirt.
    Item(
        TICKET,
        active=True,
        category_id=FOR_TICKETS,
        default_price=2300,
        addon_rules=(AddOnRule(FOR_WORKSHOPS, price_included=False), AddOnRule(FOR_SHIRTS, price_included=True)),
        bundles=(Bundle(WORKSHOP, None, 500), Bundle(SHIRT, S, 250)),
    ),
    Item(WORKSHOP, active=True, category_id=FOR_WORKSHOPS, default_price=900),
    Item(SHIRT, active=True, category_id=FOR_SHIRTS, default_price=1500, has_variations=True),
    Item(POSTER, active=True, category_id=None, default_price=300),
    Item(RETIRED, active=False, category_id=FOR_TICKETS, default_price=100),
    # In no quota.
    Item(HAT, active=True, category_id=FOR_WORKSHOPS, default_price=100, has_variations=True),
)
VARIATIONS: Final = (Variation(S, SHIRT, None), Variation(L, SHIRT, 1700), Variation(ONE_SIZE, HAT, None))
QUOTAS: Final = (
    Quota(TICKETS, "Tickets", frozenset((TICKET, RETIRED))),
    Quota(WORKSHOPS, "Workshops", frozenset((WORKSHOP,))),
    Quota(SHIRTS, "Shirts", frozenset((SHIRT,)), frozenset((S, L))),
    Quota(POSTERS, "Posters", frozenset((POSTER,))),
)

HELD: Final = "held"
RELEASED: Final = "released"
MISSING: Final = "missing"
FAILED: Final = "failed"
SAVED: Final = "saved"
STALE: Final = "stale"
SHORT: Final = "short"
SOLD_OUT: Final = Reason.NOT_ENOUGH

Word = str | Reason | tuple["Word", ...]


def catalogue(quotas: Iterable[Quota] = QUOTAS, *, event_id: int = EVENT, version: int = 1, **fields: Any) -> Catalogue:
    """The fair's catalogue."""
    return Catalogue(
        event_id,
        version,
        reservation_time_us=RESERVATION_US,
        items={item.id: item for item in ITEMS},
        variations={variation.id: variation for variation in VARIATIONS},
        quotas={quota.id: quota for quota in quotas},
        **fields,
    )


def wanted(item_id: int | None = TICKET, **fields: Any) -> Wanted:
    """A position, a ticket if nothing else is said."""
    return Wanted(item_id=item_id, **({"price": 2300} | fields))


def child(item_id: int, variation_id: int | None = None, **fields: Any) -> Wanted:
    """An add-on or a bundled product, without a price of its own."""
    return Wanted(item_id=item_id, variation_id=variation_id, **fields)


def ask(item_id: int | None = TICKET, *, once: IdempotencyKey | None = None, **fields: Any) -> HoldAsk:
    """Asks for one position."""
    return HoldAsk((wanted(item_id, **fields),), bulk=False, cart_id=ADA, once=once)


def bulk(*entries: Wanted, once: IdempotencyKey | None = None, atomic: bool = False) -> HoldAsk:
    """Asks for several positions, each for itself, or all or none."""
    return HoldAsk(entries, bulk=True, cart_id=ADA, once=once, atomic=atomic)


def release(position_id: int, *, once: IdempotencyKey | None = None) -> ReleaseAsk:
    """Asks to give a position back."""
    return ReleaseAsk(position_id, once)


def in_cart(number: int, item_id: int = TICKET, **fields: Any) -> Hold:
    """A position of a shop's cart: one that is there, or with a number below zero one that is to be made."""
    usual: dict[str, Any] = {
        "cart_id": ADAS_CART,
        "variation_id": None,
        "price": 2300,
        "name_parts": {},
        "attendee_email": None,
        "addon_to": None,
        "is_bundled": False,
        "includes_tax": True,
        "created": NOW,
        "expires": NOW + RESERVATION_US,
        "line": Line(2300),
    }
    return Hold(id=number, item_id=item_id, **(usual | fields))


def cart(
    *holds: Hold,
    version: int = 0,
    catalogue_version: int = 1,
    gone: tuple[int, ...] = (),
    ends: bool = False,
    once: IdempotencyKey | None = None,
    **row: Any,
) -> CartAsk:
    """Asks for a shop's cart, Ada's if nothing else is said, to hold just these."""
    usual: dict[str, Any] = {"cart_id": ADAS_CART, "secret": b"secret", "channel": "web", "created": NOW}
    usual |= {"extend_until": NOW + 1}
    return CartAsk(CartRow(id=0, **(usual | row)), version, catalogue_version, holds, gone, ends, once)


def voucher(number: int = 1, **fields: Any) -> Voucher:
    """A voucher for one usage of anything, if nothing else is said."""
    return Voucher(number, **({"max_usages": 1} | fields))


def seat(guid: str, number: int = 1, *, row: str = "1", item_id: int = TICKET, **fields: Any) -> Seat:
    """A seat for tickets, at the place of its number in its row."""
    shown = SeatShown(number, guid, "Hall", row, None, str(number), None)
    return Seat(shown, fields.pop("subevent_id", None), item_id, **({"x": float(number)} | fields))


def key(name: str, token_id: int = 1, kept_since: int = 0) -> IdempotencyKey:
    """An idempotency key that keeps what became of the ask, in our words."""
    return IdempotencyKey(token_id, name, kept_since, lambda outcome, _: Kept(200, str(word(outcome)).encode()))


def word(outcome: Outcome) -> Word:
    """What became of an ask, in a word."""
    if isinstance(outcome, Several):
        return tuple(word(entry) for entry in outcome.entries)
    if isinstance(outcome, Refused):
        return outcome.reason
    if isinstance(outcome, Kept):
        return outcome.body.decode()
    words = {Held: HELD, Released: RELEASED, Missing: MISSING, Failed: FAILED}
    words |= {CartSaved: SAVED, CartStale: STALE, CartShort: SHORT}
    return words[type(outcome)]


def words(outcomes: Iterable[Outcome]) -> list[Word]:
    """What became of each ask."""
    return [word(outcome) for outcome in outcomes]


@dataclass
class BoxOffice:
    """Where tests decide: a catalogue, what its quotas have left, and what was decided last."""

    catalogue: Catalogue = field(default_factory=catalogue)
    book: Book = field(default_factory=Book)
    decision: Decision = field(default_factory=Decision)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        for quota_id in self.catalogue.quotas:
            self.book.accounts.setdefault(quota_id, Account(None, closed=False, use=Use()))

    def has(self, places: int | None, quota_id: int = TICKETS, *, closed: bool = False, **use: int) -> None:
        """So many places are in a quota altogether; nothing is taken unless `use` says so."""
        self.book.accounts[quota_id] = Account(places, closed, Use(**use))

    def honours(self, code: str, number: int = 1, **fields: Any) -> Voucher:
        """There is such a voucher; what it is not told is that of `voucher`."""
        self.book.vouchers[code] = found = voucher(number, **fields)
        return found

    def shows(self, *seats: Seat) -> None:
        """There are these seats."""
        self.book.seats |= {(one.subevent_id, one.shown.seat_guid): one for one in seats}

    def stores(self, position_id: int, present: Present) -> None:
        """There is such a position."""
        self.book.present[position_id] = present

    def keeps_cart(self, version: int = 1, **members: Present) -> None:
        """There is Ada's cart of the shop, with these positions: `p5` is that of id 5."""
        row = CartRow(50, ADAS_CART, b"secret", "web", NOW - 9, NOW)
        stored = {int(name.removeprefix("p")): present for name, present in members.items()}
        self.book.carts[ADAS_CART] = StoredCart(row, version, stored)

    def decide(self, *asks: Ask, now: int = NOW) -> list[Word]:
        """What becomes of these asks, in one batch."""
        self.decision = decide(self.catalogue, self.book, asks, now, self.numbers.__next__)
        return words(self.decision.outcomes)

    def held(self, place: int = 0) -> Held:
        """What was granted to an ask of the last batch, of which all went well."""
        outcome = self.decision.outcomes[place]
        assert isinstance(outcome, Held), outcome
        return outcome

    def saved(self, place: int = 0) -> CartSaved:
        """What became of a cart."""
        outcome = self.decision.outcomes[place]
        assert isinstance(outcome, CartSaved), outcome
        return outcome

    def refused(self, place: int = 0) -> Refused:
        """Why an ask of the last batch was refused."""
        outcome = self.decision.outcomes[place]
        assert isinstance(outcome, Refused), outcome
        return outcome

    def left(self, quota_id: int = TICKETS) -> int | None:
        """What a quota has left after the last batch."""
        return self.book.accounts[quota_id].places_left()
