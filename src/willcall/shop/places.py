"""What a buyer chooses from before there is anything to put into a cart: the dates of a series, the seats of a hall."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from willcall.kit import instants
from willcall.reserve.book import Seat
from willcall.shop.page import sale_shown
from willcall.shop.showcase import Date, Showcase
from willcall.shop.shown import ShopDate, ShopDates, ShopSeat, ShopSeats
from willcall.shop.windows import sale_of


def dates(showcase: Showcase, channel: str, now: int) -> ShopDates:
    """The active dates of a series, by their beginnings; none of any other event."""
    active = [(date.date_from, number, date) for number, date in showcase.dates.items() if date.active]
    return ShopDates(dates=[_date(showcase, number, date, channel, now) for _, number, date in sorted(active)])


def _date(showcase: Showcase, number: int, date: Date, channel: str, now: int) -> ShopDate:
    return ShopDate(
        id=number,
        name=date.name,
        date_from=instants.from_us(date.date_from),
        date_to=None if date.date_to is None else instants.from_us(date.date_to),
        sale=sale_shown(sale_of(showcase, number, channel, now)),
    )


def seats(showcase: Showcase, known: Iterable[Seat], free: Collection[int]) -> ShopSeats:
    """The seats of an event, or of a date of it, that belong to a product, in the order in which they were made."""
    return ShopSeats(
        seats=[
            ShopSeat(
                seat_guid=seat.shown.seat_guid,
                zone_name=seat.shown.zone_name,
                row_name=seat.shown.row_name,
                row_label=seat.shown.row_label,
                seat_number=seat.shown.seat_number,
                seat_label=seat.shown.seat_label,
                x=seat.x,
                y=seat.y,
                item=seat.item_id,
                available=seat.shown.id in free,
            )
            for seat in sorted(known, key=lambda one: one.shown.id)
            if seat.item_id is not None and seat.item_id in showcase.items
        ]
    )
