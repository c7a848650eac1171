"""Vouchers of a cart: what a position costs with one, and which positions a code is applied to (spec 07 §10)."""

from __future__ import annotations

import msgspec

from willcall.cart.adding import Chosen, brought_price, fits, price_of, variation_of
from willcall.cart.charges import bundled_sum, line_price, pays_more
from willcall.cart.contents import Scene
from willcall.cart.draft import Draft
from willcall.cart.lifetime import addon_price, typed_of
from willcall.cart.limits import least_uses
from willcall.cart.refusals import Code, Refused
from willcall.cart.room import need_of, need_of_hold
from willcall.kit.values import replace
from willcall.reserve.ask import Hold, Line
from willcall.shop.addons import is_included
from willcall.shop.prices import taxed, taxed_gross, with_voucher
from willcall.shop.vouchers import Voucher


def redeemed(scene: Scene, top: Hold, children: list[Hold], found: Chosen, price: int | None = None) -> list[Hold]:
    """A position with the voucher and the typed price of `found`, and what becomes of its children's prices.

    Bundled ones are part of the voucher's price; add-ons change only if the voucher includes them, or did.
    `price` is what it then costs, if that is not today's price.
    """
    voucher = found.voucher
    if price is None:
        price = price_of(scene, found)
    after = msgspec.structs.replace(
        top, voucher_id=None if voucher is None else voucher.id, price=price, line=Line(price, found.typed)
    )
    brought = {(one.item_id, one.variation_id): brought_price(scene, one, voucher) for one in found.item.bundles}
    made = [after]
    for child in children:
        before = 0 if child.line is None else child.line.price
        if child.is_bundled:
            made.append(_at(child, brought.get((child.item_id, child.variation_id), before)))
        elif child.voucher_id is None and _includes(scene, top, child) != _includes(scene, after, child):
            kind = chosen_of(scene, child, None)
            made.append(child if kind is None else _at(child, addon_price(scene, after, kind)))
        else:
            made.append(child)
    return made


def _includes(scene: Scene, top: Hold, child: Hold) -> bool:
    """Whether an add-on of a position costs nothing."""
    parent, item = scene.showcase.items.get(top.item_id), scene.showcase.items.get(child.item_id)
    if parent is None or item is None:
        return False
    voucher = scene.voucher(top.voucher_id)
    return any(is_included(rule, voucher) for rule in parent.addon_rules if rule.category_id == item.category_id)


def _at(hold: Hold, price: int) -> Hold:
    return msgspec.structs.replace(hold, price=price, line=Line(price, typed_of(hold)))


def chosen_of(scene: Scene, hold: Hold, voucher: Voucher | None) -> Chosen | None:
    """A position as it is, with a voucher; None if its product is there no more. An add-on brings nothing with it."""
    item = scene.showcase.items.get(hold.item_id)
    if item is None:
        return None
    if hold.addon_to is not None and item.bundles:
        item = replace(item, bundles=())
    variation = variation_of(item, hold.variation_id)
    return Chosen(item, variation, hold.subevent_id, voucher, None, typed_of(hold) if item.free_price else None)


def applied(draft: Draft, voucher: Voucher) -> Refused | None:
    """Gives a voucher to the positions that it is good for, those that save most first, as long as it has uses left.

    With those that have it already there must be as many as it is for at least, in the end too.
    """
    scene, room = draft.scene, draft.room
    if not voucher.window.open(scene.now):
        return Refused(Code.VOUCHER_EXPIRED)
    saved = [(saving, hold) for hold in draft.holds.values() if (saving := _saving(draft, hold, voucher)) is not None]
    if not saved:
        return Refused(Code.VOUCHER_NO_MATCH)
    lacking = least_uses(voucher) - draft.of_vouchers()[voucher.id]
    if len(saved) < lacking:
        return Refused(Code.VOUCHER_MIN_USAGES, least=least_uses(voucher))
    usable = room.usable(voucher, len(saved))
    if usable < max(1, lacking):
        return room.no_uses(voucher, usable, 0)
    saved.sort(key=lambda one: -one[0])
    for _, hold in saved[:usable]:
        parent = draft.holds.get(hold.addon_to or 0)
        room.take(need_of_hold(scene, hold, parent), -1)
        room.take(need_of(scene, (hold.item_id, hold.variation_id, hold.subevent_id), voucher))
        room.use(voucher.id)
        draft.put(_with(draft, hold, voucher))
    return None


def _with(draft: Draft, hold: Hold, voucher: Voucher) -> list[Hold]:
    """A position with a voucher, and its children."""
    found = chosen_of(draft.scene, hold, voucher)
    assert found is not None
    return redeemed(draft.scene, hold, draft.children(hold.id), found, _lowered(draft.scene, hold, found))


def _lowered(scene: Scene, hold: Hold, found: Chosen) -> int:
    """What a position costs with a voucher: of the price that it has, which is kept while it lives (spec 07 §9)."""
    showcase, item, voucher = scene.showcase, found.item, found.voucher
    assert hold.line is not None
    assert voucher is not None
    plain = line_price(showcase, item, found.variation, found.subevent_id, None, None)
    if hold.line.price == plain:
        return line_price(showcase, item, found.variation, found.subevent_id, voucher, None)
    whole = hold.line.price + bundled_sum(showcase, item, None).gross
    if item.tax is None or item.tax.included:
        gross = with_voucher(whole, voucher, showcase.currency)
    else:
        net = taxed_gross(whole, item.tax, showcase.currency).net
        gross = taxed(with_voucher(net, voucher, showcase.currency), item.tax, showcase.currency).gross
    return max(0, gross - bundled_sum(showcase, item, voucher).gross)


def _saving(draft: Draft, hold: Hold, voucher: Voucher) -> int | None:
    """By how much a voucher lowers a position's price; None if it is not good for it.

    Those with a voucher, bundled or included ones and those with a price of the buyer's own are left alone.
    """
    scene = draft.scene
    if hold.voucher_id is not None or hold.is_bundled or hold.line is None:
        return None
    found = chosen_of(scene, hold, None)
    if found is None or not fits(scene, voucher, found):
        return None
    if voucher.seat_id is not None and (hold.seat is None or hold.seat.id != voucher.seat_id):
        return None
    if voucher.subevent_id is not None and voucher.subevent_id != hold.subevent_id:
        return None
    parent = draft.holds.get(hold.addon_to or 0)
    if parent is not None and _includes(scene, parent, hold):
        return None
    showcase, item, variation, date = scene.showcase, found.item, found.variation, found.subevent_id
    if found.typed is not None and pays_more(showcase, item, variation, date, found.typed):
        return None
    return hold.line.price - _lowered(scene, hold, replace(found, voucher=voucher))
