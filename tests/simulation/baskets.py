"""The naive model of carts of shops: what is in each, counted position by position beside all others of the fair.

A cart becomes what was asked for, or nothing changes. It needs room for what it has not got: of a quota or a voucher it
may have again what its unexpired positions, kept or gone, have of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.engine import NOW, STALE
from tests.property.goods import PLACES, VOUCHER_IDS
from tests.property.histories import KEPT_MIN
from tests.property.model import Position
from tests.property.players import FIRST_QUOTA
from willcall.kit.instants import MINUTE_US
from willcall.reserve.ask import CartSaved, CartShort, CartStale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.property.histories import Pool
    from tests.property.model import Model
    from willcall.reserve.ask import CartAsk, Hold
    from willcall.reserve.ledger_memory import Stored

PRODUCT_AT: Final = {place: product for product, place in PLACES.items()}
CODE_OF: Final = {number: code for code, number in VOUCHER_IDS.items()}

Outcome = CartSaved | CartStale | CartShort


def in_words(outcome: Outcome) -> str:
    """What became of an ask for a cart."""
    if isinstance(outcome, CartSaved):
        return saved(outcome.cart.cart_id, outcome.version, [hold.id for hold in outcome.holds])
    if isinstance(outcome, CartShort):
        return short(outcome.quotas, {CODE_OF[number]: left for number, left in outcome.vouchers.items()})
    return STALE


def saved(cart: str, version: int, position_ids: Sequence[int]) -> str:
    """The cart is as it was asked to be."""
    return f"saved as {cart} {version}: " + " ".join(map(str, position_ids))


def short(quotas: Mapping[int, int], codes: Mapping[str, int]) -> str:
    """Something lacks room; what could be had instead."""
    return "short of " + " ".join(f"{one}:{left}" for one, left in (*sorted(quotas.items()), *sorted(codes.items())))


@dataclass
class Basket:
    """A cart: its version, how long it may be extended, and which of the model's positions are in it."""

    version: int
    extend_until: int
    places: dict[int, Hold] = field(default_factory=dict)
    """Of each position what was asked for last, by its place in the model's list."""


@dataclass
class Baskets:
    """All carts of a fair."""

    model: Model
    ids: list[int]
    """The ids of the model's positions."""
    version: int = 0
    """That of the catalogue."""
    known: dict[str, Basket] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """Of all that ever were."""

    def holds(self, position_id: int) -> bool:
        """Whether a position is or was in a cart: nobody can release it alone."""
        return position_id in self.ids and self.model.positions[self.ids.index(position_id)].cart in self.names

    def ask(self, ask: CartAsk, key: str | None, touched: set[str], told: object) -> str:
        """What an ask is told, and what comes of it. `told` is what the engine said: it chose the ids of what is new.

        `touched` are the carts that others changed in the same batch: the first ask for a cart is decided.
        """
        if key is not None and key in self.model.answered:
            at_min, first = self.model.answered[key]
            if at_min >= self.model.now_min - KEPT_MIN:
                return str(first)
        basket = self.known.get(ask.cart.cart_id, Basket(0, 0))
        refusal = STALE if self._is_stale(ask, basket, touched) else self._short(ask, basket)
        if refusal is not None:
            return refusal
        touched.add(ask.cart.cart_id)
        found = saved(ask.cart.cart_id, basket.version + 1, self._change(ask, basket, told))
        if key is not None:
            self.model.answered[key] = self.model.now_min, found
        return found

    def _is_stale(self, ask: CartAsk, basket: Basket, touched: set[str]) -> bool:
        there = {self.ids[place] for place in basket.places}
        return (
            ask.cart.cart_id in touched
            or (ask.version, ask.catalogue_version) != (basket.version, self.version)
            or any(hold.id > 0 and hold.id not in there for hold in ask.holds)
        )

    def _short(self, ask: CartAsk, basket: Basket) -> str | None:
        """What lacks room, with what the cart may have beyond what it has."""
        model = self.model
        live = {place for place in basket.places if model.positions[place].until_min >= model.now_min}
        quotas = {}
        for number, pool in enumerate(model.pools, start=FIRST_QUOTA):
            need = sum(self._takes(_position(hold), pool) for hold in ask.holds if not self._is_free(ask, hold))
            has = sum(self._takes(model.positions[place], pool) for place in live)
            has -= sum(self._keeps_free(ask, hold, pool, live) for hold in ask.holds)
            left = model.left(pool)
            if left is not None and left < need - has:
                quotas[number] = left
        codes = {}
        uses = Counter(_position(hold).code for hold in ask.holds)
        uses.subtract(model.positions[place].code for place in live)
        for code, one in model.codes.items():
            left = max(0, one.usages - model.uses(code))
            if left < uses[code]:
                codes[code] = left
        return short(quotas, codes) if quotas or codes else None

    def _is_free(self, ask: CartAsk, hold: Hold) -> bool:
        """Whether a position needs no room at all, by its voucher or by that of the parent that it is bundled with."""
        number = hold.addon_to if hold.is_bundled else hold.id
        codes = [_position(one).code for one in ask.holds if one.id == number]
        return any(code is not None and self.model.codes[code].ignores for code in codes)

    def _keeps_free(self, ask: CartAsk, hold: Hold, pool: Pool, live: set[int]) -> bool:
        """Whether a position that needs no room keeps the place that it has, so that nothing else may have it."""
        place = self.ids.index(hold.id) if hold.id > 0 else None
        if place not in live or not self._is_free(ask, hold) or _position(hold).until_min < self.model.now_min:
            return False
        return self._takes(self.model.positions[place], pool) and self._takes(_position(hold), pool)

    def _takes(self, position: Position, pool: Pool) -> bool:
        if position.code is not None and self.model.keeps_in(self.model.codes[position.code], pool):
            return False
        return position.product in pool.products and position.date == pool.date

    def _change(self, ask: CartAsk, basket: Basket, told: object) -> list[int]:
        """The cart is what was asked for; returns the ids of what is in it."""
        new = [hold.id for hold in told.holds if hold.id not in self.ids] if isinstance(told, CartSaved) else []
        new += range(-1, -1 - sum(hold.id <= 0 for hold in ask.holds) + len(new), -1)
        kept = {hold.id for hold in ask.holds}
        for place in basket.places:
            self.model.positions[place].gone = self.ids[place] not in kept
        there = Basket(basket.version + 1, ask.cart.extend_until)
        ids: dict[int, int] = {}
        for hold in ask.holds:
            ids[hold.id] = number = hold.id if hold.id > 0 else new.pop(0)
            parent_id = None if hold.addon_to is None else ids[hold.addon_to]
            position = _position(hold)
            position.parent = None if parent_id is None else self.ids.index(parent_id)
            if hold.id > 0:
                place = self.ids.index(number)
                self.model.positions[place] = position
            else:
                place = len(self.ids)
                self.ids.append(number)
                self.model.positions.append(position)
            there.places[place] = hold
        self.names.add(ask.cart.cart_id)
        self.known[ask.cart.cart_id] = there
        if ask.ends:
            del self.known[ask.cart.cart_id]
        return list(ids.values())

    def differences(self, stored: Stored) -> Iterable[str]:
        """What is stored of carts otherwise than it should be."""
        versions = {name: (one.version, one.row.extend_until) for name, one in stored.carts.items()}
        expected = {name: (one.version, one.extend_until) for name, one in self.known.items()}
        if versions != expected:
            yield f"the carts are {versions}, and should be {expected}"
        there = {number for number, hold in stored.positions.items() if hold.line is not None}
        for name, basket in self.known.items():
            for place, wanted in basket.places.items():
                number = self.ids[place]
                there.discard(number)
                found = stored.positions.get(number)
                if found is None or _seen(found) != _seen(wanted):
                    yield f"position {number} of {name} is {found}, and should be {wanted}"
                    continue
                parent = self.model.positions[place].parent
                if found.addon_to != (None if parent is None else self.ids[parent]):
                    yield f"position {number} of {name} is a child of {found.addon_to}"
                if found.addon_to is not None and found.addon_to not in stored.positions:
                    yield f"position {number} of {name} has lost its parent"
        if there:
            yield f"{sorted(there)} are in no cart"


def _position(hold: Hold) -> Position:
    return Position(
        PRODUCT_AT[hold.item_id, hold.variation_id],
        hold.subevent_id,
        (hold.expires - NOW) // MINUTE_US,
        None,
        code=None if hold.voucher_id is None else CODE_OF[hold.voucher_id],
        cart=hold.cart_id,
    )


def _seen(hold: Hold) -> tuple[object, ...]:
    """What must be stored as it was asked for."""
    return (
        hold.cart_id, hold.item_id, hold.variation_id, hold.price, hold.expires, hold.voucher_id, hold.is_bundled,
        hold.line,
    )  # fmt: skip
