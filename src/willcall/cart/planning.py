"""What a cart becomes by an action of its buyer, or why it stays as it is (spec 07 §5, §6, §8, §9, §10).

Pure: it is handed the cart and the world around it as of one moment. An action is granted as a whole or refused as a
whole; a refusal changes nothing and extends nothing. What a granted one costs the cart without having been asked for,
such as expired positions that are sold out by now, is told in notices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import msgspec

from willcall.cart.adding import brought, brought_price, price_of
from willcall.cart.addons import picks, put_on, surplus
from willcall.cart.contents import Cart, Plan, Scene, WantedLine
from willcall.cart.discounts import discounted
from willcall.cart.draft import Draft
from willcall.cart.lifetime import begun
from willcall.cart.limits import (
    closed,
    fallen,
    more_of,
    not_on_presale,
    over_the_top,
    short_of,
    staying,
    too_few_of_an_item,
    too_few_uses,
    too_many_of_an_item,
    without_seat,
)
from willcall.cart.lines import lines_of, named
from willcall.cart.missing import Missing
from willcall.cart.missing import missing as missing_of
from willcall.cart.named import code_of
from willcall.cart.ready import Ready, new_line, same_line
from willcall.cart.refusals import Code, Refused
from willcall.cart.room import need_of_hold
from willcall.cart.vouchers import applied, redeemed
from willcall.reserve.ask import Hold


def add(scene: Scene, cart: Cart, lines: Sequence[WantedLine]) -> Plan | Refused:
    """The cart with more lines in it; those that are there stay as they are."""
    refused = closed(scene, cart.row.channel)
    if refused is not None:
        return refused
    if not lines:
        return Refused(Code.NOTHING_SELECTED)
    ready: list[Ready] = []
    for number, line in enumerate(lines):
        found = (
            Refused(Code.UNKNOWN_LINE, number)
            if line.id is not None
            else new_line(scene, cart.row.channel, number, line)
        )
        if isinstance(found, Refused):
            return found
        ready.append(found)
    return _changed(scene, cart, ready, ())


def replace(scene: Scene, cart: Cart, lines: Sequence[WantedLine]) -> Plan | Refused:
    """The cart as it is wanted as a whole: what a line does not say stays, what no line names goes.

    A line is named by any of its positions; by several of them it is split (`lines.named`).
    What goes is given back before anything new needs room.
    """
    refused = closed(scene, cart.row.channel)
    if refused is not None:
        return refused
    ids = Counter(line.id for line in lines if line.id is not None)
    present = named(lines_of(scene.showcase, cart.holds), ids.keys())
    ready: list[Ready] = []
    for number, line in enumerate(lines):
        if line.id is None:
            found = new_line(scene, cart.row.channel, number, line)
        elif line.id not in present:
            return Refused(Code.UNKNOWN_LINE, number)
        elif ids[line.id] > 1:
            return Refused(Code.LINE_TWICE, number)
        else:
            found = same_line(scene, cart.row.channel, number, line, present[line.id])
        if isinstance(found, Refused):
            return found
        ready.append(found)
    kept = {position_id for line in ready for position_id in line.stay}
    return _changed(scene, cart, ready, [hold for hold in cart.holds if (hold.addon_to or hold.id) not in kept])


def remove(scene: Scene, cart: Cart, position_id: int) -> Plan | Refused:
    """The cart without a position and its children; something bundled takes its parent and everything of it along."""
    refused = closed(scene, cart.row.channel) or not_on_presale(scene)
    if refused is not None:
        return refused
    hold = next((one for one in cart.holds if one.id == position_id), None)
    if hold is None:
        return Refused(Code.UNKNOWN_POSITION)
    top = hold.addon_to if hold.is_bundled and hold.addon_to is not None else hold.id
    return _finished(begun(scene, cart, {one.id for one in cart.holds if top in (one.id, one.addon_to)}))


def extend(scene: Scene, cart: Cart) -> Plan | Refused:
    """The cart for as long as it may be kept; what has expired is tried anew. An empty one stays empty."""
    refused = closed(scene, cart.row.channel) or not_on_presale(scene)
    if refused is not None:
        return refused
    return _finished(begun(scene, cart))


def apply_voucher(scene: Scene, cart: Cart, code: str) -> Plan | Refused:
    """The cart with a voucher given to what is in it."""
    refused = closed(scene, cart.row.channel) or not_on_presale(scene)
    if refused is not None:
        return refused
    if not cart.holds:
        return Refused(Code.CART_EMPTY)
    voucher = scene.vouchers.get(code_of(code) or "")
    if voucher is None:
        return Refused(Code.VOUCHER_UNKNOWN)
    draft = begun(scene, cart)
    return applied(draft, voucher) or _finished(draft)


def missing(scene: Scene, cart: Cart) -> tuple[Missing, ...]:
    """What stands in the way of ordering a cart: unmet add-on rules, unanswered questions, what has expired."""
    return missing_of(scene, cart)


def _changed(scene: Scene, cart: Cart, lines: list[Ready], removed: Collection[Hold]) -> Plan | Refused:
    """The cart after all lines of a request are known to be good by themselves."""
    refused = not_on_presale(scene)
    if refused is not None:
        return refused
    draft = begun(scene, cart, {hold.id for hold in removed})
    items, vouchers = {hold.item_id for hold in removed}, {hold.voucher_id for hold in removed}
    for line in lines:
        if line.revoucher:
            vouchers |= {hold.voucher_id for hold in staying(draft, line)}
        let_go = _let_go(draft, line)
        items |= {hold.item_id for hold in let_go}
        vouchers |= {hold.voucher_id for hold in let_go}
    lasting = {number for number in vouchers if number is not None}
    refused = (
        _with_picks(draft, lines)
        or over_the_top(draft, lines)
        or too_few_uses(draft, lines, lasting)
        or too_many_of_an_item(draft, lines)
        or too_few_of_an_item(draft, lines, items)
        or short_of(draft, lines)
        or without_seat(draft, lines)
    )
    if refused is not None:
        return refused
    for line in lines:
        refused = _filled(draft, line)
        if refused is not None:
            return line.refused(refused)
    return _finished(draft)


def _let_go(draft: Draft, line: Ready) -> list[Hold]:
    """Takes out what a line's units have too much of, and gives back what they hold by a voucher that they lose."""
    let_go: list[Hold] = []
    for top in staying(draft, line):
        if line.says_addons:
            let_go += surplus(draft.children(top.id), line.addons or ())
        if line.revoucher:
            draft.room.take(need_of_hold(draft.scene, top, None), -1)
            draft.room.use(top.voucher_id, -1)
            draft.put([msgspec.structs.replace(top, voucher_id=None)])
    draft.room.give_back(let_go, draft.holds)
    draft.drop(let_go)
    return let_go


def _with_picks(draft: Draft, lines: Sequence[Ready]) -> Refused | None:
    """Finds the add-ons that lines choose; a choice that is not said is no choice, and breaks no rule yet."""
    for line in lines:
        if line.addons is None or not (line.new or (line.says_addons and staying(draft, line))):
            continue
        found = picks(draft, line.found, line.addons, more_of(draft, line))
        if isinstance(found, Refused):
            return line.refused(found)
        line.picks = found
    return None


def _filled(draft: Draft, line: Ready) -> Refused | None:
    """Makes of a line what it says: positions that stay as they are to be, and those that are new."""
    scene, who = draft.scene, line.who
    for top in staying(draft, line):
        if line.says_person:
            top = msgspec.structs.replace(  # noqa: PLW2901
                top, name_parts=who.name_parts, attendee_email=who.email, answers=who.answers
            )
            draft.put([top])
        if line.revoucher or line.reprice:
            draft.put(redeemed(scene, top, draft.children(top.id), line.found))
        if line.says_addons:
            refused = put_on(draft, draft.holds[top.id], line.picks)
            if refused is not None:
                return refused
    if not line.new:
        return None
    price = price_of(scene, line.found)
    for _ in range(line.new):
        top = draft.maker.hold(line.found, price, who)
        draft.put([top])
        for one, bundle in brought(scene, line.found):
            each = brought_price(scene, bundle, line.found.voucher)
            draft.put(draft.maker.bundled(one, each, top) for _ in range(bundle.count))
        refused = put_on(draft, top, line.picks)
        if refused is not None:
            return refused
    return None


def _finished(draft: Draft) -> Plan:
    """The plan: without what became too little, at the prices of the whole cart, kept until one and the same moment."""
    fallen(draft)
    scene, holds = draft.scene, tuple(draft.holds.values())
    priced = discounted(scene.showcase, draft.channel, scene.now, holds, scene.vouchers)
    expires = draft.maker.expires
    return Plan(
        draft.row,
        tuple(msgspec.structs.replace(hold, expires=expires) for hold in priced),
        tuple(sorted(draft.gone)),
        tuple(draft.notices),
    )
