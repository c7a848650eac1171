"""What is sold in histories: products, seats, vouchers as the engine has them, and what carts of shops hold of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import structs

from tests import engine
from tests.engine import POSTER, SHIRT, TICKET, WORKSHOP, L, S
from tests.property.histories import DATES, GUEST, PAIR, SEATS, STALL, VIP, Hall, Shop
from willcall.reserve.ask import Hold, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from willcall.reserve.book import Seat

PLACES: Final[dict[str, tuple[int, int | None]]] = {
    "ticket": (TICKET, None),
    "workshop": (WORKSHOP, None),
    "S": (SHIRT, S),
    "L": (SHIRT, L),
    STALL: (POSTER, None),
}


def seats(hall: Hall) -> list[Seat]:
    """The seats of all dates."""
    return [
        engine.seat(
            guid,
            10 * date + place,
            row=guid[0],
            item_id=POSTER,
            subevent_id=date,
            blocked=(date, guid) in hall.blocked,
            x=float(x),
            y=float(y),
        )
        for date in DATES
        for place, (guid, (x, y)) in enumerate(SEATS.items())
    ]


SEATS_SHOWN: Final = {(seat.subevent_id, seat.shown.seat_guid): seat.shown for seat in seats(Hall())}
SEAT_IDS: Final = {place: shown.id for place, shown in SEATS_SHOWN.items()}
VOUCHER_IDS: Final = {GUEST: 1, VIP: 2, PAIR: 3}
"""As `vouchers` numbers them."""


def staying(holds: Sequence[Hold], shop: Shop, until: int) -> list[Hold]:
    """What is kept of a cart, until when and at which price."""
    own = [hold.id for hold in holds if hold.addon_to is None]
    kept = {number for place, number in enumerate(own) if shop.keeps >> place & 1}
    found = []
    for hold in holds:
        if hold.id in kept or hold.addon_to in kept:
            changed = structs.replace(hold, expires=until, price=shop.price)
            if hold.id == own[0] and shop.recode is not None:
                changed = structs.replace(changed, voucher_id=VOUCHER_IDS[shop.recode])
            found.append(changed)
    return found


def coming(shop: Shop, until: int) -> list[Hold]:
    """What is new in a cart: a purchase with what goes with it has numbers from -10, the next from -20 and so on."""
    found = []
    for place, buy in enumerate(shop.buys, start=1):
        for number, product in enumerate((buy.product, *buy.addons, *buy.bundled)):
            item_id, variation_id = PLACES[product]
            fields = {"variation_id": variation_id, "subevent_id": buy.date, "expires": until, "price": shop.price}
            if number:
                fields |= {"addon_to": -10 * place, "is_bundled": number > len(buy.addons)}
            elif buy.code is not None:
                fields |= {"voucher_id": VOUCHER_IDS[buy.code]}
            hold = engine.in_cart(-10 * place - number, item_id, line=Line(shop.price + number), **fields)
            if buy.seat is not None and not number:
                hold = structs.replace(hold, seat=SEATS_SHOWN[buy.date, buy.seat])
            found.append(hold)
    return found
