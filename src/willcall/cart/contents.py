"""What a cart is decided with: the cart as it is stored, what the shop knows at this moment, what was asked for.

A position of a cart is a `reserve.ask.Hold` with a `line`. Positions that are still to be made have ids below zero, as
have the references of their children to them. Amounts are in hundredths, instants in microseconds.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from willcall.cart.refusals import Notice
from willcall.reserve.ask import AnswerWanted, CartRow, Hold
from willcall.reserve.book import Seat, SeatKey
from willcall.reserve.quota import Availability
from willcall.shop.listed import Look
from willcall.shop.showcase import Showcase
from willcall.shop.vouchers import Voucher


class Cart(msgspec.Struct, frozen=True):
    """A cart as it is stored, or one that is still to be made."""

    row: CartRow
    version: int = 0
    """Counts its changes; 0 for one that is still to be made."""
    holds: tuple[Hold, ...] = ()
    """What is in it, parents before children, in the order of ids."""

    def children(self, position_id: int) -> tuple[Hold, ...]:
        """The add-ons and bundled products of a position."""
        return tuple(one for one in self.holds if one.addon_to == position_id)


class Scene(msgspec.Struct, frozen=True):
    """All that a decision on a cart needs to know of the world, of one moment."""

    showcase: Showcase
    now: int
    left: Mapping[int, Availability] = msgspec.field(default_factory=dict)
    """By quota, for every date that the cart or the request names; places of the cart itself count as taken."""
    vouchers: Mapping[str, Voucher] = msgspec.field(default_factory=dict)
    """By code in upper case: those in the cart, and those of the request that exist."""
    seats: Mapping[SeatKey, Seat] = msgspec.field(default_factory=dict)
    """By date and guid: those that are named and exist, and where a distance is kept all that are taken."""
    staff: bool = False
    """Whether the organizer asks: events that are not live are sold too."""

    def look(self, channel: str, subevent_id: int | None, voucher: Voucher | None = None) -> Look:
        """What a buyer sees of a date."""
        return Look(self.showcase, self.now, subevent_id, channel, voucher, self.left)

    def voucher(self, voucher_id: int | None) -> Voucher | None:
        """The voucher of a position; None without one."""
        return next((one for one in self.vouchers.values() if one.id == voucher_id), None)


class WantedAddOn(msgspec.Struct, frozen=True):
    """An add-on that is chosen with a line."""

    item_id: int
    variation_id: int | None = None
    quantity: int = 1
    price: int | None = None
    """What the buyer wants to pay; counts for products with a free price only."""
    attendee_name: str | None = None
    name_parts: Mapping[str, str] | None = None
    attendee_email: str | None = None
    answers: tuple[AnswerWanted, ...] | None = None
    id: int | None = None
    """The add-on of the line that is meant, where several are of one product; None for whichever came first."""
    positions: tuple[int, ...] = ()
    """The positions that it means by that."""


class WantedLine(msgspec.Struct, frozen=True):
    """A line of a cart as it is asked for. None is "not said": of a line that is there it stays as it is.

    An empty text takes voucher, name or e-mail address off a line that is there.
    """

    id: int | None = None
    """The line of the cart that is meant; None for a new one."""
    item_id: int | None = None
    variation_id: int | None = None
    quantity: int | None = None
    """Units; 1 if not said of a new line."""
    subevent_id: int | None = None
    seat: str | None = None
    voucher: str | None = None
    price: int | None = None
    """What the buyer wants to pay; counts for products with a free price only."""
    attendee_name: str | None = None
    name_parts: Mapping[str, str] | None = None
    attendee_email: str | None = None
    answers: tuple[AnswerWanted, ...] | None = None
    addons: tuple[WantedAddOn, ...] | None = None
    """The whole choice for each unit of the line; what is bundled with it is not named."""


class Plan(msgspec.Struct, frozen=True):
    """What a cart is to become."""

    row: CartRow
    holds: tuple[Hold, ...]
    """All that is to be in it, parents before children; what is new has an id below zero."""
    gone: tuple[int, ...] = ()
    """Positions that go."""
    notices: tuple[Notice, ...] = ()
