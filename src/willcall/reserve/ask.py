"""What comes in: asks for places and for their release, as they were read; and what comes out.

These values are made for every ask, so they are structs: making one takes a sixth of what a frozen dataclass takes
(docs/decisions/0012-what-made-holds-cheaper.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

import msgspec

from willcall.reserve.catalogue import Catalogue
from willcall.rest.problems import NON_FIELD, Problems


class AnswerWanted(msgspec.Struct, frozen=True):
    """An answer to a question, or what is wrong with it."""

    question_id: int | None
    text: str = ""
    option_ids: tuple[int, ...] = ()
    problems: Problems = msgspec.field(default_factory=dict)


class Answered(msgspec.Struct, frozen=True):
    """An answer in its normal form."""

    question_id: int
    text: str
    option_ids: tuple[int, ...] = ()


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """One position as it was asked for. What could not be read is None here and told in `problems`."""

    item_id: int | None = None
    variation_id: int | None = None
    price: int | None = None
    """In hundredths; None where it was left out (children only)."""
    attendee_name: str | None = None
    name_parts: Mapping[str, str] = msgspec.field(default_factory=dict)
    attendee_email: str | None = None
    subevent_id: int | None = None
    subevent_given: bool = False
    includes_tax: bool = True
    answers: tuple[AnswerWanted, ...] = ()
    cart_id: str | None = None
    expires: int | None = None
    sales_channel: str = "web"
    voucher: str | None = None
    seat: str | None = None
    addons: tuple[Wanted, ...] = ()
    bundled: tuple[Wanted, ...] = ()
    problems: Problems = msgspec.field(default_factory=dict)


class Hold(msgspec.Struct, frozen=True):
    """A position that holds its places until it expires."""

    id: int
    cart_id: str
    item_id: int
    variation_id: int | None
    price: int
    name_parts: Mapping[str, str]
    attendee_email: str | None
    addon_to: int | None
    is_bundled: bool
    includes_tax: bool
    created: int
    expires: int
    subevent_id: int | None = None
    voucher_id: int | None = None
    seat: SeatShown | None = None
    answers: tuple[Answered, ...] = ()
    line: Line | None = None
    """What a shop's cart remembers of it; None for positions of the API."""


class Line(msgspec.Struct, frozen=True):
    """What a shop's cart remembers of a position, beside what is held."""

    price: int
    """Gross, in hundredths, before automatic discounts; the position's own price is after them."""
    typed: int | None = None
    """What the buyer wanted to pay for it, as it was sent: gross, or net where the event shows net prices."""
    discount_id: int | None = None
    """The automatic discount that lowered it."""


class SeatShown(msgspec.Struct, frozen=True):
    """A seat as a position shows it."""

    id: int
    seat_guid: str
    zone_name: str
    row_name: str
    row_label: str | None
    seat_number: str
    seat_label: str | None


class Reason(Enum):
    """Why an ask is refused, in the order in which the rules are looked at (spec 01 §4): wire key and text."""

    FIELDS = (NON_FIELD, "Fields are wrong.")
    VARIATION_MISSING = (NON_FIELD, "This item comes in variations: name one of them.")
    VARIATION_OF_ANOTHER_ITEM = (NON_FIELD, "This variation belongs to another item.")
    VARIATION_UNEXPECTED = (NON_FIELD, "This item has no variations.")
    NAME_GIVEN_TWICE = ("attendee_name", "Give the name as a whole or in parts, not both.")
    NOT_SEATED = ("seat", "This item has no seats here.")
    SEAT_UNKNOWN = ("seat", "There is no such seat here.")
    SEAT_MISSING = ("seat", "This item needs a seat.")
    SEAT_OF_ANOTHER_ITEM = ("seat", "This seat is for another item.")
    VOUCHER_UNKNOWN = ("voucher", "There is no such voucher in this event.")
    VOUCHER_FOR_ANOTHER_ITEM = ("voucher", "This voucher is not for this item.")
    VOUCHER_FOR_ANOTHER_SEAT = ("voucher", "This voucher is for another seat.")
    VOUCHER_FOR_ANOTHER_DATE = ("voucher", "This voucher is for another date.")
    VOUCHER_EXPIRED = ("voucher", "This voucher has expired.")
    NO_QUOTA = (NON_FIELD, "This is in no quota, so it cannot be sold.")
    ADDON_NOT_OFFERED = ("addons", "An add-on is not from a category that this item offers add-ons of.")
    BUNDLE_NOT_OFFERED = ("bundled", "A bundled product is none of this item's bundles.")
    SEAT_TWICE = (NON_FIELD, "This seat is asked for twice.")
    NOT_ENOUGH = (NON_FIELD, "")
    """Spec 01 §4.6: its text names the quota."""
    VOUCHER_USED_UP = ("voucher", "This voucher has been used as often as it may.")
    SEAT_TAKEN = ("seat", "This seat is not available.")
    OTHERS_REFUSED = ("atomic", "Nothing is wrong with this one; it is not held because others were refused.")
    """Of an entry of a bulk that is all or nothing."""


class Held(msgspec.Struct, frozen=True):
    """Granted: the position itself, then its add-ons and its bundled products in input order."""

    hold: Hold
    addons: tuple[Hold, ...] = ()
    bundled: tuple[Hold, ...] = ()

    @property
    def all(self) -> tuple[Hold, ...]:
        """Every position, in the order of their ids."""
        return (self.hold, *self.addons, *self.bundled)


class Refused(msgspec.Struct, frozen=True):
    """Refused, and why; nothing was taken."""

    reason: Reason
    problems: Problems

    @classmethod
    def by(cls, reason: Reason) -> Refused:
        """With the reason's own key and text."""
        key, text = reason.value
        return cls(reason, {key: [text]})


class Several(msgspec.Struct, frozen=True):
    """One outcome for each entry of a bulk."""

    entries: tuple[Held | Refused, ...]
    undone: bool = False
    """Whether none is held because some were refused."""


class Released(msgspec.Struct, frozen=True):
    """The position is gone, and what it held is free."""


class Missing(msgspec.Struct, frozen=True):
    """There is no such position to release."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A bug met this ask, and this ask alone; nothing was taken."""

    error: Exception


class Kept(msgspec.Struct, frozen=True):
    """The answer to an idempotency key: status and body as they went out first."""

    status: int
    body: bytes
    fingerprint: bytes | None = None
    """Of the request that it answered; None if that was not written down."""


class CartRow(msgspec.Struct, frozen=True):
    """A shop's cart, apart from what is in it."""

    id: int
    """0 for one that is to be made."""
    cart_id: str
    secret: bytes | None
    """The SHA-256 of what its buyer must know."""
    channel: str
    """The sales channel that it was made for."""
    created: int
    extend_until: int
    """No position of it is kept for longer than this (spec 07 §9)."""


class CartSaved(msgspec.Struct, frozen=True):
    """The cart is as it was asked to be."""

    cart: CartRow
    version: int
    holds: tuple[Hold, ...]
    """All that is in it, in the order in which it was asked for, with ids and instants."""


class CartStale(msgspec.Struct, frozen=True):
    """The cart, or the event, is another one by now than that which the ask was made for; nothing was changed."""


class CartShort(msgspec.Struct, frozen=True):
    """There is no room for all of it; nothing was changed.

    Everything that is short is told, not only the first. The figures come on top of what positions of the cart, kept
    or gone, really had when it was decided: places and uses that still counted for them. What had expired may have been
    handed back by then, and counts as new. So a cart that had 2 places of a quota and is told 1 may have 3 of them.
    """

    quotas: Mapping[int, int] = msgspec.field(default_factory=dict)
    """The quotas that are short, with the places that the cart may take of them at most beyond those it had."""
    vouchers: Mapping[int, int] = msgspec.field(default_factory=dict)
    """The vouchers that are short, with the uses that the cart may have of them at most beyond those it had."""
    seats: tuple[int, ...] = ()
    """The seats that cannot be had: others have them, they are kept from the cart, or it names them twice."""


Outcome = Held | Refused | Several | Released | Missing | CartSaved | CartStale | CartShort | Failed | Kept


class IdempotencyKey(msgspec.Struct, frozen=True):
    """The key of a request and whose it is; `render` makes the answer that is kept under it."""

    token_id: int
    key: str
    kept_since: int
    """Answers older than this instant do not count any more."""
    render: Callable[[Outcome, Catalogue], Kept | None]
    """Of an outcome and the catalogue that decided it; None for an answer that is not kept."""

    @property
    def identity(self) -> tuple[int, str]:
        """What tells keys apart within an event."""
        return self.token_id, self.key


class HoldAsk(msgspec.Struct, frozen=True):
    """Asks for places: one position, or a list of them that succeed or fail each for itself, or all together."""

    entries: tuple[Wanted, ...]
    bulk: bool
    cart_id: str
    """For positions that bring none of their own (spec 01 §3.1)."""
    once: IdempotencyKey | None = None
    atomic: bool = False
    """Whether one refusal in the list refuses all of it."""


class ReleaseAsk(msgspec.Struct, frozen=True):
    """Asks to give a position and its children back."""

    position_id: int
    once: IdempotencyKey | None = None


class CartAsk(msgspec.Struct, frozen=True):
    """Asks for a cart to be as it is said here, all or nothing.

    It was worked out for one version of the cart and of the event's catalogue; with another one it is `CartStale`.
    Positions that are kept give back what they hold and take it anew, so that expired ones need room and others do not.
    """

    cart: CartRow
    version: int
    """The version of the cart that it was worked out for; 0 if there is to be none yet."""
    catalogue_version: int
    holds: tuple[Hold, ...] = ()
    """All that is to be in it, parents before children: what is kept with its id, what is new with one below zero."""
    gone: tuple[int, ...] = ()
    """Positions of it that are to go; so does whatever else is in it and not in `holds`."""
    ends: bool = False
    """Whether the cart goes with them."""
    once: IdempotencyKey | None = None


Ask = HoldAsk | ReleaseAsk | CartAsk


def size_of(ask: Ask) -> int:
    """How many ids an ask may need: one for each position that it can make, and one for a cart or its change."""
    if isinstance(ask, HoldAsk):
        return len(ask.entries) + sum([len(one.addons) + len(one.bundled) for one in ask.entries])
    if isinstance(ask, CartAsk):
        return 1 + sum(hold.id <= 0 for hold in ask.holds)
    return 0


def work_of(ask: Ask) -> int:
    """How many positions are written for an ask at most, at least 1: a cart writes all that is in it anew."""
    if isinstance(ask, CartAsk):
        return max(1, len(ask.holds) + len(ask.gone))
    return max(1, size_of(ask))
