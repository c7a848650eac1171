"""How long a cart lives: until when it is kept, and what an action finds of it when parts have expired (spec 07 §9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Final

import msgspec

from willcall.cart.adding import Chosen, Maker, addon_code, brought_price, chosen, presale_code, price_of, variation_of
from willcall.cart.charges import addon_line_price
from willcall.cart.contents import Cart, Scene, WantedLine
from willcall.cart.draft import Draft
from willcall.cart.refusals import Code, Refused
from willcall.cart.room import NOTHING, Room, need_of_hold, uses_code
from willcall.cart.seats import may_take
from willcall.reserve.ask import CartRow, Hold, Line
from willcall.shop.addons import is_included
from willcall.shop.showcase import Item
from willcall.shop.windows import presale

EXTENSIONS: Final = 11
"""A cart is kept for at most so many reservation times from its first position on."""


def is_expired(hold: Hold, now: int) -> bool:
    """Whether it keeps no place any more; the very instant still counts."""
    return hold.expires < now


def row_of(scene: Scene, cart: Cart) -> CartRow:
    """The cart with its limit: that of its first position, or a new one if nothing of it lives any more."""
    if any(not is_expired(hold, scene.now) for hold in cart.holds):
        return cart.row
    limit = scene.now + EXTENSIONS * scene.showcase.engine.reservation_time_us
    return msgspec.structs.replace(cart.row, extend_until=limit)


def expires_at(scene: Scene, row: CartRow) -> int:
    """Until when every position of a cart is kept that something is done with now."""
    return min(scene.now + scene.showcase.engine.reservation_time_us, row.extend_until)


def begun(scene: Scene, cart: Cart, removed: Collection[int] = ()) -> Draft:
    """The cart as an action finds it: without what is to be removed, without closed dates, expired positions anew.

    What is removed is given back first; then expired positions come first in line. `removed` names children, too.
    """
    row = row_of(scene, cart)
    maker = Maker(row.cart_id, scene.now, expires_at(scene, row))
    draft = Draft(scene, cart, row, Room.of(scene, cart), maker)
    draft.put(cart.holds)
    stored = dict(draft.holds)
    leaving = [hold for hold in cart.holds if hold.id in removed]
    draft.drop(leaving)
    for top in draft.tops():
        if _has_ended(scene, top):
            family = draft.family(top.id)
            leaving += family
            draft.lose(Code.DATE_ENDED_REMOVED, family)
    draft.room.give_back(leaving, stored)
    draft.seats = {
        hold.seat.id for hold in draft.holds.values() if hold.seat is not None and not is_expired(hold, scene.now)
    }
    for top in draft.tops():
        _revive(draft, top, draft.children(top.id))
    return draft


def _has_ended(scene: Scene, hold: Hold) -> bool:
    """Whether the presale of its date is over, or was moved to the future; switching a date off ends nothing."""
    date = scene.showcase.dates.get(hold.subevent_id or 0)
    return date is not None and presale_code(presale(scene.showcase, date), scene.now) is not None


def _revive(draft: Draft, top: Hold, children: list[Hold]) -> None:
    """Checks what has expired of a position and its children anew; what cannot be kept goes."""
    now = draft.scene.now
    bundled = [one for one in children if one.is_bundled]
    if any(is_expired(one, now) for one in (top, *bundled)):
        found = _kept(draft, top, bundled)
        if isinstance(found, Code):
            draft.lose(Code.EXPIRED_REMOVED, [top, *children], found)
            return
        draft.put(msgspec.structs.replace(one, expires=draft.maker.expires) for one in found)
        top = found[0]
    for addon in children:
        if not addon.is_bundled and is_expired(addon, now):
            kept = _kept_addon(draft, top, addon)
            if isinstance(kept, Code):
                draft.lose(Code.EXPIRED_REMOVED, [addon], kept)
            else:
                draft.put([msgspec.structs.replace(kept, expires=draft.maker.expires)])


def _kept(draft: Draft, top: Hold, bundled: list[Hold]) -> list[Hold] | Code:
    """A position and what is bundled with it at today's prices, its room taken; or why it cannot be kept."""
    scene, room = draft.scene, draft.room
    if top.voucher_id is not None and scene.voucher(top.voucher_id) is None:
        return Code.VOUCHER_UNKNOWN
    found = chosen(scene, draft.channel, wanted_of(scene, top))
    if isinstance(found, Refused):
        return found.code
    if found.item.id != top.item_id or not _is_whole(found.item, bundled):
        return Code.NOT_FOR_SALE
    expired = [one for one in (top, *bundled) if is_expired(one, scene.now)]
    uses = sum(one.voucher_id is not None for one in expired)
    if found.voucher is not None and room.usable(found.voucher, uses) < uses:
        return uses_code(found.voucher)
    needed = sum((need_of_hold(scene, one, None if one is top else top) for one in expired), NOTHING)
    if not room.fits(needed, 1):
        return Code.QUOTA_NONE
    if found.seat is not None and is_expired(top, scene.now) and not may_take(draft, found.seat, top.voucher_id):
        return Code.SEAT_UNAVAILABLE
    room.take(needed)
    room.use(top.voucher_id, uses)
    if found.seat is not None:
        draft.seats.add(found.seat.shown.id)
    prices = {
        (bundle.item_id, bundle.variation_id): brought_price(scene, bundle, found.voucher)
        for bundle in found.item.bundles
    }
    return [
        _at(top, price_of(scene, found)),
        *(_at(one, prices[one.item_id, one.variation_id]) for one in bundled),
    ]


def _is_whole(item: Item, bundled: list[Hold]) -> bool:
    """Whether it comes with what it is sold with today."""
    wanted: Counter[tuple[int, int | None]] = Counter()
    for bundle in item.bundles:
        wanted[bundle.item_id, bundle.variation_id] += bundle.count
    return Counter((one.item_id, one.variation_id) for one in bundled) == +wanted


def _kept_addon(draft: Draft, top: Hold, addon: Hold) -> Hold | Code:
    """An add-on at today's price, its room and the use of its own voucher taken; or why it cannot be kept."""
    scene, room = draft.scene, draft.room
    item, voucher = scene.showcase.items.get(addon.item_id), scene.voucher(addon.voucher_id)
    if item is None:
        return Code.NOT_FOR_SALE
    variation = variation_of(item, addon.variation_id)
    if addon.variation_id is not None and variation is None:
        return Code.NOT_FOR_SALE
    if addon.voucher_id is not None and voucher is None:
        return Code.VOUCHER_UNKNOWN
    found = Chosen(item, variation, addon.subevent_id, voucher, None, typed_of(addon))
    code = addon_code(scene, draft.channel, found)
    if code is not None:
        return code
    if voucher is not None and not room.usable(voucher, 1):
        return uses_code(voucher)
    if not scene.showcase.engine.quotas_of(found.place):
        return Code.UNAVAILABLE
    needed = need_of_hold(scene, addon, top)
    if not room.fits(needed, 1):
        return Code.QUOTA_NONE
    room.take(needed)
    room.use(addon.voucher_id)
    return _at(addon, addon_price(scene, top, found))


def addon_price(scene: Scene, top: Hold, found: Chosen) -> int:
    """What an add-on of a position costs; of a category that is no longer offered with it, its own price."""
    parent, item = scene.showcase.items.get(top.item_id), found.item
    rules = () if parent is None else parent.addon_rules
    voucher = scene.voucher(top.voucher_id)
    included = any(is_included(rule, voucher) for rule in rules if rule.category_id == item.category_id)
    own = found.voucher
    return addon_line_price(scene.showcase, item, found.variation, found.subevent_id, included, found.typed, own)


def wanted_of(scene: Scene, hold: Hold) -> WantedLine:
    """A position as if it were asked for now."""
    voucher = scene.voucher(hold.voucher_id)
    return WantedLine(
        item_id=hold.item_id,
        variation_id=hold.variation_id,
        subevent_id=hold.subevent_id,
        seat=None if hold.seat is None else hold.seat.seat_guid,
        voucher=None if voucher is None else voucher.code,
        price=typed_of(hold),
    )


def typed_of(hold: Hold) -> int | None:
    """What the buyer wanted to pay for a position."""
    return None if hold.line is None else hold.line.typed


def _at(hold: Hold, price: int) -> Hold:
    return msgspec.structs.replace(hold, price=price, line=Line(price, typed_of(hold)))
