"""What a request and a cart name, so that whoever fetches knows what to read (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from willcall.cart.contents import Cart, WantedLine
from willcall.reserve.book import SeatKey
from willcall.shop.showcase import Showcase


def dates_named(showcase: Showcase, cart: Cart, lines: Sequence[WantedLine] = ()) -> frozenset[int | None]:
    """The dates that the positions of a cart and the lines of a request are of: whose quotas to read.

    Dates that the event does not have are left out; an event that is no series has one, which is None.
    """
    if not showcase.engine.has_subevents:
        return frozenset((None,))
    named = {hold.subevent_id for hold in cart.holds} | {line.subevent_id for line in lines}
    return frozenset(named & showcase.dates.keys())


def codes_named(lines: Sequence[WantedLine], code: str | None = None) -> frozenset[str]:
    """The voucher codes of a request as vouchers are found by them: in upper case, without blanks around them."""
    return frozenset(known for one in (*(line.voucher for line in lines), code) if (known := code_of(one)) is not None)


def vouchers_held(cart: Cart) -> frozenset[int]:
    """The vouchers of the positions of a cart, by id."""
    return frozenset(hold.voucher_id for hold in cart.holds if hold.voucher_id is not None)


def seats_named(cart: Cart, lines: Sequence[WantedLine] = ()) -> frozenset[SeatKey]:
    """The seats that a cart holds or held, and those that a request asks for; a line that is there keeps its date."""
    held = {(hold.subevent_id, hold.seat.seat_guid) for hold in cart.holds if hold.seat is not None}
    dates = {hold.id: hold.subevent_id for hold in cart.holds}
    asked = {
        (dates.get(line.id or 0) if line.subevent_id is None else line.subevent_id, line.seat)
        for line in lines
        if line.seat is not None
    }
    return frozenset(held | asked)


def code_of(said: str | None) -> str | None:
    """A voucher code as vouchers are found by it; None for no code."""
    return (said or "").strip().upper() or None
