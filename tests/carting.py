"""Builders for the rules of carts: everything has places and is on sale, unless a test says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from tests.shopping import NOW, PLENTY
from willcall.cart.contents import Cart, Plan, Scene, WantedAddOn, WantedLine
from willcall.cart.refusals import Refused
from willcall.kit.values import replace
from willcall.reserve.ask import CartRow, Hold, SeatShown
from willcall.reserve.book import Seat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from willcall.reserve.quota import Availability
    from willcall.shop.showcase import Showcase
    from willcall.shop.vouchers import Voucher

MINUTE: Final = 60 * 1_000_000
HALF_AN_HOUR: Final = 30 * MINUTE


def scene(
    shown: Showcase,
    *,
    left: Mapping[int, Availability] | None = None,
    vouchers: Iterable[Voucher] = (),
    seats: Iterable[Seat] = (),
    now: int = NOW,
    staff: bool = False,
    minutes: int = 30,
) -> Scene:
    """The world around a cart; quotas that `left` does not name have plenty, carts are kept for half an hour."""
    engine = replace(shown.engine, reservation_time_us=minutes * MINUTE)
    shown = replace(shown, engine=engine)
    known = dict.fromkeys(engine.quotas, PLENTY) | dict(left or {})
    by_code = {one.code.upper(): one for one in vouchers}
    return Scene(shown, now, known, by_code, {(one.subevent_id, one.shown.seat_guid): one for one in seats}, staff)


def empty(*, channel: str = "web", now: int = NOW) -> Cart:
    """A cart that is still to be made."""
    return Cart(CartRow(0, "CART", None, channel, now, 0))


def stored(plan: Plan | Refused, before: Cart | None = None) -> Cart:
    """The cart that a plan makes, with ids as a database would give them."""
    assert isinstance(plan, Plan), plan
    used = [hold.id for hold in (() if before is None else before.holds)]
    following = max([100, *used, *(hold.id for hold in plan.holds)]) + 1
    ids: dict[int, int] = {}
    for hold in plan.holds:
        if hold.id < 0:
            ids[hold.id], following = following, following + 1
    holds = tuple(
        msgspec.structs.replace(
            hold,
            id=ids.get(hold.id, hold.id),
            addon_to=None if hold.addon_to is None else ids.get(hold.addon_to, hold.addon_to),
        )
        for hold in plan.holds
    )
    version = 1 if before is None else before.version + 1
    return Cart(msgspec.structs.replace(plan.row, id=1), version, tuple(sorted(holds, key=lambda hold: hold.id)))


def line(item_id: int = 1, quantity: int | None = None, **fields: Any) -> WantedLine:
    """A line of a request."""
    return WantedLine(**{"item_id": item_id, "quantity": quantity, **fields})


def same(line_id: int, **fields: Any) -> WantedLine:
    """A line of the cart, and what it says."""
    return WantedLine(id=line_id, **fields)


def addon(item_id: int, quantity: int = 1, **fields: Any) -> WantedAddOn:
    """An add-on that is chosen."""
    return WantedAddOn(**{"item_id": item_id, "quantity": quantity, **fields})


def seat(guid: str, number: int = 1, item_id: int | None = 1, subevent_id: int | None = None, **fields: Any) -> Seat:
    """A seat that nobody has."""
    return Seat(SeatShown(number, guid, "", "A", None, str(number), None), subevent_id, item_id, **fields)


def contents(cart: Cart | Plan | Refused) -> list[tuple[int, int]]:
    """Items and prices of a cart, children after their parents."""
    assert not isinstance(cart, Refused), cart
    return [(hold.item_id, hold.price) for hold in cart.holds]


def refused(found: Plan | Refused) -> Refused:
    """The refusal that it must be."""
    assert isinstance(found, Refused), found
    return found


def total(holds: Iterable[Hold]) -> int:
    """What they cost together."""
    return sum(hold.price for hold in holds)
