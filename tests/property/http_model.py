"""A small fair with quotas, vouchers and seats, said as simply as possible, from spec 01 §4, §8, §10 and 06 §1 to §4.

It answers the steps of a history from the list of everybody's places, all of which it counts anew for every question.
It knows neither HTTP nor the engine; clock readings are handed to it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from math import dist
from typing import Final

from tests.property.http_steps import (
    SHIRT,
    Apart,
    Ask,
    Back,
    Block,
    Change,
    Issue,
    Offer,
    Sell,
    Step,
    Terms,
    Wish,
    Withdraw,
)

SHIRTS: Final = frozenset(("S", "L"))
PLACES: Final = {"A1": (0, 0), "A2": (1, 0), "B1": (0, 1), "B2": (1, 1)}

HELD: Final = "held"
DONE: Final = "done"
MISSING: Final = "missing"
FORBIDDEN: Final = "forbidden"
RULE: Final = "refused: non_field_errors"

Told = str | tuple[str, ...]
Shown = dict[str, int | bool | None]


@dataclass
class Quota:
    """A quota; of two with one name the older comes first."""

    name: str
    terms: Terms
    born: int


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
    until: int
    cart: str
    parent: Position | None = None
    voucher: Voucher | None = None
    seat: str | None = None
    gone: bool = False


@dataclass
class Model:
    """The fair. Quotas, vouchers and positions are called by their place in their list."""

    quotas: list[Quota]
    vouchers: list[Voucher] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    inactive: set[str] = field(default_factory=set)
    distance: float = 0
    now: int = 0

    def instants(self) -> list[int]:
        """When something ends by itself."""
        ends: list[Position | Voucher] = [*self.positions, *self.vouchers]
        return [one.until for one in ends if not one.gone]

    def step(self, step: Step, now: int) -> Told:
        """What the one who takes a step is told."""
        self.now = now
        told = self._step(step)
        for quota in self.quotas:
            if quota.terms.closes and self._is_sold_out(quota):
                quota.terms = replace(quota.terms, closed=True)
        return told

    def _step(self, step: Step) -> Told:
        match step:
            case Ask(wishes, bulk):
                return self._ask(wishes) if bulk else self._wish(wishes[0], set())
            case Back(nth):
                return self._give_back(nth)
            case Change():
                return self._change(step)
            case Issue(offer, None):
                return self._issue(offer, None)
            case Issue(offer, nth):
                voucher = self.voucher(nth)
                return self._issue(offer, voucher) if voucher else MISSING
            case Withdraw(nth):
                return self._withdraw(self.voucher(nth))
            case Block(seat, blocked):
                (self.blocked.add if blocked else self.blocked.discard)(seat)
            case Sell(product, active):
                (self.inactive.discard if active else self.inactive.add)(product)
            case Apart(distance):
                self.distance = distance
        return DONE

    # What is counted

    def counted(self, quota: Quota) -> int:
        """Positions that take a place; those whose voucher keeps one back there are counted with the voucher."""
        return sum(
            position.product in quota.terms.covers
            and not (position.voucher and self._keeps_back(position.voucher, quota))
            for position in self.live()
        )

    def kept_back(self, quota: Quota, besides: Voucher | None = None) -> int:
        """Places that vouchers keep back, each in full wherever it points."""
        known = (one for one in self.vouchers if one is not besides)
        return sum(one.offer.usages for one in known if self._keeps_back(one, quota))

    def left(self, quota: Quota) -> int | None:
        """What a new buyer may take; None without limit."""
        terms = quota.terms
        if terms.closed:
            return 0
        if terms.size is None:
            return None
        return max(0, terms.size - self.kept_back(quota) - self.counted(quota))

    def shown(self, quota: Quota) -> Shown:
        """What a quota tells of itself."""
        left = self.left(quota)
        return {
            "blocking_vouchers": self.kept_back(quota),
            "cart_positions": self.counted(quota),
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

    def holder(self, seat: str) -> Position | None:
        """Who has a seat in the cart."""
        return next((one for one in self.live() if one.seat == seat), None)

    def keeper(self, seat: str) -> Voucher | None:
        """The voucher that keeps a seat."""
        return next((one for one in self.vouchers if one.offer.seat == seat and self._is_valid(one)), None)

    def voucher(self, nth: int | None, unknown: int = 0) -> Voucher | None:
        """The nth one, unless it is one of those unknown that come after the last, or gone."""
        places = len(self.vouchers) + unknown
        if nth is None or not places or nth % places >= len(self.vouchers):
            return None
        voucher = self.vouchers[nth % places]
        return None if voucher.gone else voucher

    def quotas_of(self, product: str) -> list[Quota]:
        """The quotas that a sale touches, in the order in which they are asked."""
        found = [quota for quota in self.quotas if product in quota.terms.covers]
        return sorted(found, key=lambda quota: (quota.name, quota.born))

    def _is_sold_out(self, quota: Quota) -> bool:
        """GONE or ORDERED: nothing is left even if every cart comes back."""
        return quota.terms.size is not None and quota.terms.size <= self.kept_back(quota)

    def _is_valid(self, voucher: Voucher) -> bool:
        return not voucher.gone and voucher.until >= self.now

    def _keeps_back(self, voucher: Voucher, quota: Quota) -> bool:
        return voucher.offer.blocks and self._is_valid(voucher) and self._points_at(voucher.offer, quota)

    def _points_at(self, offer: Offer, quota: Quota) -> bool:
        if isinstance(offer.target, int):
            return self.quotas[offer.target] is quota
        return bool(quota.terms.covers & (SHIRTS if offer.target == SHIRT else {offer.target}))

    # Buyers

    def _ask(self, wishes: tuple[Wish, ...]) -> tuple[str, ...]:
        seats: set[str] = set()
        return tuple(self._wish(wish, seats) for wish in wishes)

    def _wish(self, wish: Wish, seats: set[str]) -> str:
        """Everything or nothing; `seats` are those held by this request so far."""
        voucher = self.voucher(wish.voucher, unknown=1)
        refusal = self._unsound(wish) or self._against_rules(wish, voucher) or self._short(wish, voucher, seats)
        if refusal:
            return refusal
        until = wish.until.at(self.now)
        main = Position(wish.product, until, wish.cart, None, voucher, wish.seat)
        children = [Position(product, until, wish.cart, main) for product in (*wish.addons, *wish.bundled)]
        self.positions += [main, *children]
        if wish.seat and until >= self.now:
            seats.add(wish.seat)
        return HELD

    def _unsound(self, wish: Wish) -> str | None:
        """Phase A: all keys at once."""
        wrong = ["item"] if self._is_off(wish.product) else []
        for key, products in (("addons", wish.addons), ("bundled", wish.bundled)):
            if any(self._is_off(product) or not self.quotas_of(product) for product in products):
                wrong.append(key)
        return "refused: " + " ".join(sorted(wrong)) if wrong else None

    def _is_off(self, product: str) -> bool:
        return (SHIRT if product in SHIRTS else product) in self.inactive

    def _against_rules(self, wish: Wish, voucher: Voucher | None) -> str | None:
        """B5 to B13: the first."""
        if (wish.seat is None) is (wish.product == "stall"):
            return "refused: seat"
        if wish.voucher is not None and not (voucher and self._is_for(voucher.offer, wish) and self._is_valid(voucher)):
            return "refused: voucher"
        freely = voucher is not None and (voucher.offer.blocks or voucher.offer.ignores)
        return None if freely or self.quotas_of(wish.product) else RULE

    def _is_for(self, offer: Offer, wish: Wish) -> bool:
        if offer.seat not in (None, wish.seat):
            return False
        if isinstance(offer.target, int):
            return wish.product in self.quotas[offer.target].terms.covers
        return offer.target in (None, wish.product) or (offer.target == SHIRT and wish.product in SHIRTS)

    def _short(self, wish: Wish, voucher: Voucher | None, seats: set[str]) -> str | None:
        """Phase C: the first of seat twice, quotas, uses of the voucher, seat."""
        if wish.seat in seats:
            return RULE
        asked = [quota for quota in self.quotas_of(wish.product) if not self._is_let_in(voucher, quota)]
        asked += [quota for product in (*wish.addons, *wish.bundled) for quota in self.quotas_of(product)]
        need = Counter(quota.born for quota in asked)
        for quota in asked:
            left = self.left(quota)
            if left is not None and left < need[quota.born]:
                return f"no room in {quota.name}"
        if voucher and self.uses(voucher) >= voucher.offer.usages:
            return "refused: voucher"
        if wish.seat and not self._is_free(wish.seat, wish.cart, voucher):
            return "refused: seat"
        return None

    def _is_let_in(self, voucher: Voucher | None, quota: Quota) -> bool:
        return voucher is not None and (voucher.offer.ignores or self._keeps_back(voucher, quota))

    def _is_free(self, seat: str, cart: str | None, voucher: Voucher | None) -> bool:
        """Not blocked, nobody's, and not too near to what another cart or another voucher has."""
        if seat in self.blocked or self.holder(seat) or self.keeper(seat) not in (None, voucher):
            return False
        return not any(
            dist(PLACES[seat], place) < self.distance
            and (((holder := self.holder(other)) and holder.cart != cart) or self.keeper(other) not in (None, voucher))
            for other, place in PLACES.items()
            if other != seat
        )

    def _give_back(self, nth: int) -> str:
        """A position goes with its children."""
        if not self.positions:
            return MISSING
        position = self.positions[nth % len(self.positions)]
        if position.gone:
            return MISSING
        self._remove(position)
        return DONE

    def _remove(self, position: Position) -> None:
        for one in self.positions:
            if position in (one, one.parent):
                one.gone = True

    # Fay

    def _change(self, change: Change) -> str:
        quota = self.quotas[change.nth]
        if change.anew and any(one.offer.target == change.nth for one in self.vouchers if not one.gone):
            return FORBIDDEN
        quota.terms = change.terms
        if change.anew:
            quota.born = 1 + max(one.born for one in self.quotas)
        return DONE

    def _issue(self, offer: Offer, old: Voucher | None) -> str:
        """A voucher must find what it is to keep back: a seat, and as many places as it has usages."""
        until = offer.until.at(self.now)
        offer = replace(offer, seat=old.offer.seat) if old is not None else offer
        if offer.target == "workshop" or (offer.blocks and offer.target is None):
            return RULE
        if offer.seat is not None:
            if offer.target != "stall" or offer.usages != 1:
                return RULE
            kept = old is not None and self._is_valid(old)
            if not kept and until >= self.now and not self._is_free(offer.seat, None, old):
                return RULE
        if (
            offer.blocks
            and until >= self.now
            and not all(self._can_keep(offer, old, quota) for quota in self.quotas if self._points_at(offer, quota))
        ):
            return RULE
        if old is None:
            self.vouchers.append(Voucher(offer, until))
        else:
            old.offer, old.until = offer, until
        return DONE

    def _can_keep(self, offer: Offer, old: Voucher | None, quota: Quota) -> bool:
        """Whether there is room, what it keeps back there already and its own positions set aside."""
        own = old.offer.usages if old and self._keeps_back(old, quota) else 0
        if own >= offer.usages:
            return True
        if quota.terms.closed:
            return False
        others = [one for one in self.live() if old is None or one.voucher is not old]
        counted = sum(
            one.product in quota.terms.covers and not (one.voucher and self._keeps_back(one.voucher, quota))
            for one in others
        )
        size = quota.terms.size
        return size is None or size - self.kept_back(quota, old) - counted >= offer.usages

    def _withdraw(self, voucher: Voucher | None) -> str:
        """It goes from all carts, with the positions that use it."""
        if voucher is None:
            return MISSING
        voucher.gone = True
        for position in self.positions:
            if position.voucher is voucher:
                self._remove(position)
        return DONE
