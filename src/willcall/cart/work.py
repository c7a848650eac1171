"""Changing a cart: fetch, decide, ask the engine, and again if others were faster.

What is decided rests on what was read before; the engine grants it only if cart and catalogue are still those that were
read and there is room for all of it. Otherwise everything begins anew, a bounded number of times. The first look is a
rough one: it costs a fraction, and nothing is refused on it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from willcall.cart.contents import Cart, Plan, Scene
from willcall.cart.fetch import Fetching, Found, Wanted
from willcall.cart.missing import missing
from willcall.cart.page import page
from willcall.cart.refusals import Code, Refused
from willcall.cart.room import afterwards, corrected
from willcall.cart.told import CartRefused
from willcall.reserve.ask import CartAsk, CartSaved, CartShort, CartStale, IdempotencyKey, Kept, Outcome
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.http import Holds
from willcall.rest.body import encode
from willcall.rest.kept import KEPT_FOR_US, First, fingerprint_of, key_of, repeated
from willcall.rest.problems import Busy
from willcall.rest.request import Answer, Request

ATTEMPTS_MAX: Final = 5
"""How often a change is worked out: whoever loses that often to others is told to come back."""

HEADERS: Final = (("Cache-Control", "no-store"),)
"""A cart is its buyer's own."""

Decide = Callable[[Scene, Cart], Plan | Refused]


@dataclass(frozen=True, slots=True)
class Change:
    """What a request wants to become of a cart, and how it is answered."""

    wanted: Wanted
    decide: Decide
    version: int | None = None
    """The version of the cart that the sender knows."""
    secret: str | None = None
    """Told with the answer, by which the cart was made."""
    ends: bool = False
    """Whether the cart goes, and the answer has no body."""


@dataclass(frozen=True, slots=True)
class Carts:
    """Fetches carts, and changes them by the engine."""

    fetching: Fetching
    holds: Holds

    async def changed(self, request: Request, change: Change) -> Answer:
        """The answer to a change that was made; `CartRefused` if it was not, and nothing else was."""
        found: Found | First | None = None
        short: CartShort | None = None
        for attempt in range(ATTEMPTS_MAX):
            rough = await self.fetching.roughly(request, change.wanted) if attempt == 0 else None
            found = rough or await self.fetching.found(request, change.wanted)
            if isinstance(found, First):
                return _repeated(request, found)
            if change.version is not None and change.version != found.cart.version:
                raise CartRefused(Refused(Code.CART_CHANGED), request.now)
            outcome = await self._asked(request, change, found)
            if isinstance(outcome, Answer):
                return outcome
            short = outcome if isinstance(outcome, CartShort) else None
        assert isinstance(found, Found)
        raise _lost(request, change, found.scene, found.cart, short)

    async def _asked(self, request: Request, change: Change, found: Found) -> Answer | CartStale | CartShort | None:
        """What comes of one attempt; None if it may only have failed for want of an exact look."""
        scene, cart = found.scene, found.cart
        plan = change.decide(scene, cart)
        if not found.exact and (isinstance(plan, Refused) or plan.notices):
            return None
        if isinstance(plan, Refused):
            raise CartRefused(plan, request.now)
        after = _after(scene, cart, plan)
        if not found.exact and after is not scene and _is_hopeless(after, plan):
            return None
        drawn = functools.partial(_drawn, change, after, plan)
        ask = CartAsk(
            plan.row,
            cart.version,
            scene.showcase.version,
            plan.holds,
            plan.gone,
            change.ends,
            _once(request, _status(change), drawn),
        )
        outcome, _ = await self.holds.settle(request.event.id, ask, request.gone)
        if isinstance(outcome, Kept):
            return _repeated(request, First(outcome.status, outcome.body, outcome.fingerprint))
        if isinstance(outcome, CartSaved):
            return Answer(_status(change), headers=HEADERS, content=drawn(outcome))
        return outcome


def _lost(request: Request, change: Change, scene: Scene, cart: Cart, short: CartShort | None) -> Exception:
    """What is told to whoever lost to others each time: what was short the last time, or that it was changed."""
    if short is None:
        return CartRefused(Refused(Code.CART_CHANGED), request.now)
    refused = change.decide(corrected(scene, short), cart)
    if isinstance(refused, Refused):
        return CartRefused(refused, request.now)
    return Busy("Others were faster each time; nothing was done.")


def _status(change: Change) -> int:
    if change.ends:
        return 204
    return 200 if change.wanted.fresh is None else 201


def _after(scene: Scene, cart: Cart, plan: Plan) -> Scene:
    """The world in which the answer is drawn; only whether add-on rules can be met is seen by what is left then."""
    items = (scene.showcase.items.get(hold.item_id) for hold in plan.holds)
    return (
        afterwards(scene, cart, plan.holds) if any(item is not None and item.addon_rules for item in items) else scene
    )


def _is_hopeless(scene: Scene, plan: Plan) -> bool:
    """Whether the cart would lack what cannot be had, as far as a rough look tells."""
    return any(not one.can_be_met for one in missing(scene, Cart(plan.row, holds=plan.holds)))


def _drawn(change: Change, scene: Scene, plan: Plan, saved: CartSaved) -> bytes:
    """The body of the answer."""
    if change.ends:
        return b""
    return encode(page(scene, Cart(saved.cart, saved.version, saved.holds), plan.notices, change.secret))


def _once(request: Request, status: int, drawn: Callable[[CartSaved], bytes]) -> IdempotencyKey | None:
    key = key_of(request)
    if key is None:
        return None
    render = functools.partial(_kept, fingerprint_of(request), status, drawn)
    return IdempotencyKey(request.caller.token_id, key.text, request.now - KEPT_FOR_US, render)


def _kept(
    fingerprint: bytes, status: int, drawn: Callable[[CartSaved], bytes], outcome: Outcome, _: Catalogue
) -> Kept | None:
    """The answer to keep; what is not granted is tried again, or refused and kept by whoever refuses it."""
    return Kept(status, drawn(outcome), fingerprint) if isinstance(outcome, CartSaved) else None


def _repeated(request: Request, known: First) -> Answer:
    key = key_of(request)
    assert key is not None
    answer = repeated(request, key, known)
    answer.headers = HEADERS
    return answer
