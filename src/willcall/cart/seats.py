"""Seats of a cart while it is planned: which may still be taken (spec 01 §8.2)."""

from __future__ import annotations

from willcall.cart.draft import Draft
from willcall.kit.values import replace
from willcall.reserve.book import Seat
from willcall.reserve.seating import is_available


def may_take(draft: Draft, seat: Seat, voucher_id: int | None) -> bool:
    """Whether the cart may have a seat unless one of its own positions keeps it."""
    scene, cart_id = draft.scene, draft.row.cart_id
    if seat.shown.id in draft.seats:
        return False
    given_back = replace(seat, held_in_cart=None if seat.held_in_cart == cart_id else seat.held_in_cart)
    return is_available(
        given_back,
        scene.seats.values(),
        scene.showcase.engine.seating,
        cart_id=cart_id,
        channel=draft.channel,
        voucher_id=voucher_id,
    )
