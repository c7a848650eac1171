"""Builders for the rules of the shop: everything has places and is on sale, unless a test says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from willcall.reserve.catalogue import Catalogue, Quota
from willcall.reserve.quota import Availability, State
from willcall.shop.fetch import in_order
from willcall.shop.listed import Look, Row, index
from willcall.shop.showcase import Category, Date, Item, Rules, Showcase
from willcall.shop.vouchers import Voucher

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DAY: Final = 24 * 3_600 * 1_000_000
NOW: Final = 2_000 * DAY
FIRST_OF_JUNE: Final = NOW + 100 * DAY

PLENTY: Final = Availability(State.OK, None)
GONE: Final = Availability(State.GONE, 0)
ORDERED: Final = Availability(State.ORDERED, 0)
RESERVED: Final = Availability(State.RESERVED, 0)


def places(number: int) -> Availability:
    """So many are left."""
    return Availability(State.OK, number)


def item(number: int = 1, name: str = "Ticket", **fields: Any) -> Item:
    """A product for 23.00."""
    return Item(**{"id": number, "name": {"en": name}, "default_price": 2300, **fields})


def everything(items: Iterable[Item], quota_id: int = 1, subevent_id: int | None = None) -> Quota:
    """A quota that covers these products with all their variations."""
    covered = list(items)
    kinds = frozenset(kind.id for one in covered for kind in one.variations)
    return Quota(quota_id, f"Q{quota_id}", frozenset(one.id for one in covered), kinds, subevent_id)


def showcase(
    *items: Item,
    categories: Iterable[Category] = (),
    quotas: Iterable[Quota] | None = None,
    dates: Mapping[int, Date] | None = None,
    seated: Iterable[tuple[int | None, int]] = (),
    rules: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Showcase:
    """What a shop knows; without `quotas` one covers everything, on each of the dates if there are any."""
    of_dates = dates or {}
    if quotas is None:
        quotas = [everything(items, number, number) for number in of_dates] or [everything(items)]
    engine = Catalogue(
        1,
        1,
        has_subevents=bool(of_dates),
        quotas={one.id: one for one in quotas},
        subevent_ids=frozenset(of_dates),
        seated=frozenset(seated),
    )
    known, settings = {one.id: one for one in categories}, Rules(**(rules or {}))
    given = {"event": Date(FIRST_OF_JUNE), "dates": of_dates, "categories": known, "rules": settings}
    return Showcase(engine, **{**given, "items": in_order(items, known, settings.language), **fields})


def look(
    shown: Showcase,
    *,
    left: Mapping[int, Availability] | None = None,
    voucher: Voucher | None = None,
    subevent_id: int | None = None,
    now: int = NOW,
    channel: str = "web",
) -> Look:
    """A buyer's look; quotas that `left` does not name have plenty."""
    known = dict.fromkeys(shown.engine.quotas, PLENTY) | dict(left or {})
    return Look(shown, now, subevent_id, channel, voucher, known)


def voucher(**fields: Any) -> Voucher:
    """A voucher for everything, once."""
    return Voucher(**{"id": 99, "code": "SUMMER", **fields})


def rows(seen: Look) -> list[Row]:
    """The rows of the list, whatever their groups."""
    return [row for group in index(seen) for row in group.rows]


def ids(seen: Look) -> list[int]:
    """The rows of the list, by variation or else by product."""
    return [row.item.id if row.variation is None else row.variation.id for row in rows(seen)]


def only(seen: Look) -> Row:
    """The one row of the list."""
    (row,) = rows(seen)
    return row
