"""A small fair as it stands, and what is counted in it, said simply, from spec 01 §8, §10 and 06 §1 to §3.

Everybody's places are in one list and are counted anew for every question. Who changes what is left to `http_model`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import dist
from typing import Final

from tests.property.http_steps import SHIRT, Offer, Terms
from willcall.kit.values import replace

SHIRTS: Final = frozenset(("S", "L"))
PLACES: Final = {"A1": (0, 0), "A2": (1, 0), "B1": (0, 1), "B2": (1, 1)}

Shown = dict[str, int | bool | None]
Seat = tuple[int | None, str]
"""Its date and its guid: each date has a hall of its own."""


def item_of(product: str) -> str:
    """S and L are shirts."""
    return SHIRT if product in SHIRTS else product


@dataclass
class Quota:
    """A quota; of two with one name the older comes first."""

    name: str
    terms: Terms
    born: int
    items: frozenset[str] = frozenset()
    """Items that it names; it goes on to name shirts when it has lost the only variation that it covered."""
    gone: bool = False
    may_close: bool = False
    """Whether those who wait sell it out: when carts give places back that comes about without a change of Fay's."""

    def __post_init__(self) -> None:
        self.change(self.terms)

    def change(self, terms: Terms) -> None:
        """It names what it covers."""
        self.terms, self.items = terms, frozenset(map(item_of, terms.covers))

    def lose(self, product: str) -> None:
        """An item or a variation is no longer there."""
        lost = SHIRTS if product == SHIRT else {product}
        self.terms = replace(self.terms, covers=self.terms.covers - lost)
        self.items -= {product}


@dataclass(eq=False)
class Voucher:
    """A voucher, until when it is valid, and whether it was deleted."""

    offer: Offer
    until: int
    gone: bool = False


@dataclass(eq=False)
class Position:
    """Somebody's place."""

    product: str
    date: int | None
    until: int
    cart: str
    parent: Position | None = None
    voucher: Voucher | None = None
    seat: str | None = None
    gone: bool = False


@dataclass(eq=False)
class Waiter:
    """Somebody who waits."""

    product: str
    date: int | None
    gone: bool = False


@dataclass
class Counts:
    """The fair. Quotas, vouchers, positions and those who wait are called by their place in their list."""

    quotas: list[Quota]
    is_series: bool = False
    vouchers: list[Voucher] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    waiters: list[Waiter] = field(default_factory=list)
    blocked: set[Seat] = field(default_factory=set)
    inactive: set[str] = field(default_factory=set)
    distance: float = 0
    list_ends: int | None = None
    now: int = 0

    def instants(self) -> list[int]:
        """When something ends by itself."""
        ends: list[Position | Voucher] = [*self.positions, *self.vouchers]
        return [one.until for one in ends if not one.gone] + ([] if self.list_ends is None else [self.list_ends])

    def counted(self, quota: Quota) -> int:
        """Positions that take a place; those whose voucher keeps one back there are counted with the voucher."""
        return sum(
            position.product in quota.terms.covers
            and position.date == quota.terms.date
            and not (position.voucher and self.keeps_back(position.voucher, quota))
            for position in self.live()
        )

    def kept_back(self, quota: Quota, besides: Voucher | None = None) -> int:
        """Places that vouchers keep back, each in full wherever it points."""
        known = (one for one in self.vouchers if one is not besides)
        return sum(one.offer.usages for one in known if self.keeps_back(one, quota))

    def waiting(self, quota: Quota) -> int:
        """How many wait for something that takes from a quota, unless the list has ended."""
        if self.list_ends is not None and self.list_ends < self.now:
            return 0
        waiters = (one for one in self.waiters if not one.gone)
        return sum(one.product in quota.terms.covers and one.date == quota.terms.date for one in waiters)

    def left(self, quota: Quota) -> int | None:
        """What a new buyer may take; None without limit."""
        terms = quota.terms
        if terms.closed:
            return 0
        if terms.size is None:
            return None
        return max(0, terms.size - self.kept_back(quota) - self.counted(quota) - self.waiting(quota))

    def is_sold_out(self, quota: Quota) -> bool:
        """GONE or ORDERED by vouchers: nothing is left even if every cart comes back."""
        return quota.terms.size is not None and quota.terms.size <= self.kept_back(quota)

    def is_awaited(self, quota: Quota) -> bool:
        """ORDERED by those who wait: carts leave something, but not enough for them."""
        size = quota.terms.size
        return size is not None and 0 < size - self.kept_back(quota) - self.counted(quota) <= self.waiting(quota)

    def shown(self, quota: Quota) -> Shown | None:
        """What a quota tells of itself; None if it is gone."""
        if quota.gone:
            return None
        left = self.left(quota)
        return {
            "blocking_vouchers": self.kept_back(quota),
            "cart_positions": self.counted(quota),
            "waiting_list": self.waiting(quota),
            "available_number": left,
            "available": left is None or left > 0,
            "total_size": quota.terms.size,
            "closed": quota.terms.closed,
        }

    def live(self) -> list[Position]:
        """Positions that count: the instant of the expiry itself still does."""
        return [one for one in self.positions if not one.gone and one.until >= self.now]

    def uses(self, voucher: Voucher) -> int:
        """How often a voucher lies in a cart."""
        return sum(one.voucher is voucher for one in self.live())

    def holder(self, seat: Seat) -> Position | None:
        """Who has a seat in the cart."""
        return next((one for one in self.live() if (one.date, one.seat) == seat), None)

    def keeper(self, seat: Seat) -> Voucher | None:
        """The voucher that keeps a seat."""
        found = (one for one in self.vouchers if (one.offer.date, one.offer.seat) == seat)
        return next((one for one in found if self.is_valid(one)), None)

    def is_free(self, seat: Seat, cart: str | None, voucher: Voucher | None) -> bool:
        """Not blocked, nobody's, and not too near to what another cart or another voucher has."""
        if seat in self.blocked or self.holder(seat) or self.keeper(seat) not in (None, voucher):
            return False
        date, guid = seat
        neighbours = {(date, other) for other in PLACES if other != guid}
        return not any(
            dist(PLACES[guid], PLACES[other[1]]) < self.distance
            and (((holder := self.holder(other)) and holder.cart != cart) or self.keeper(other) not in (None, voucher))
            for other in neighbours
        )

    def quotas_of(self, product: str, date: int | None) -> list[Quota]:
        """The quotas that a sale touches, in the order in which they are asked."""
        there = [quota for quota in self.quotas if not quota.gone and quota.terms.date == date]
        found = [quota for quota in there if product in quota.terms.covers]
        return sorted(found, key=lambda quota: (quota.name, quota.born))

    def is_to_be_had(self, product: str, date: int | None) -> bool:
        """Whether it is in quotas, all of which have something left."""
        quotas = self.quotas_of(product, date)
        return bool(quotas) and all(self.left(quota) != 0 for quota in quotas)

    def is_valid(self, voucher: Voucher) -> bool:
        """The instant up to which it is valid still counts."""
        return not voucher.gone and voucher.until >= self.now

    def keeps_back(self, voucher: Voucher, quota: Quota) -> bool:
        """Whether a voucher keeps places back in a quota now."""
        return voucher.offer.blocks and self.is_valid(voucher) and self.points_at(voucher.offer, quota)

    def points_at(self, offer: Offer, quota: Quota) -> bool:
        """Of its date: at its quota, at those of its variation, or at all with its item or a variation of that."""
        if quota.gone or offer.date != quota.terms.date:
            return False
        if isinstance(offer.target, int):
            return self.quotas[offer.target] is quota
        return offer.target in quota.items or offer.target in quota.terms.covers
