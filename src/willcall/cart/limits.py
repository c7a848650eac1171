"""What a cart as a whole must keep to: when it is sold, how much it holds, what is left (spec 07 §8, stages 2 and 3).

Everything is worked out with numbers before a single position is made, so that a huge quantity costs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from willcall.cart.adding import brought, need, presale_code
from willcall.cart.addons import Pick, shares
from willcall.cart.contents import Scene
from willcall.cart.draft import Draft
from willcall.cart.ready import Ready
from willcall.cart.refusals import Code, Refused
from willcall.cart.room import Need, need_of, need_of_child
from willcall.cart.seats import may_take
from willcall.kit.values import replace
from willcall.reserve.ask import Hold
from willcall.shop.showcase import Item
from willcall.shop.vouchers import Voucher
from willcall.shop.windows import presale

CART_POSITIONS_MAX: Final = 2_000
"""Positions of a cart, add-ons and bundled ones too: more would hold up everybody else's batch."""

WITHOUT_LIMIT: Final[frozenset[str]] = frozenset()
"""Sales channels on which an order may hold any number of products (spec 07 §8); none of ours is one."""


def closed(scene: Scene, channel: str) -> Refused | None:
    """Why the event is not sold at all (spec 07 §1)."""
    showcase = scene.showcase
    if not showcase.live and not scene.staff:
        return Refused(Code.NOT_LIVE)
    return None if channel in showcase.channels else Refused(Code.WRONG_CHANNEL)


def not_on_presale(scene: Scene) -> Refused | None:
    """Why nothing of the event is sold at this moment: its presale, whatever those of its dates."""
    code = presale_code(presale(scene.showcase, None), scene.now)
    return None if code is None else Refused(code)


def over_the_top(draft: Draft, lines: Sequence[Ready]) -> Refused | None:
    """The first line by which the cart would hold more than an order may; its children do not count for that.

    They count for the bound that every cart has.
    """
    limit = draft.scene.showcase.rules.max_items_per_order
    tops, positions = len(draft.tops()), len(draft.holds)
    for line in lines:
        more = sum(growth.number for growth in grown_by(draft, line))
        fitting = max(0, CART_POSITIONS_MAX - positions) // positions_of(draft.scene, line)
        most, left = CART_POSITIONS_MAX, fitting
        if line.new and draft.channel not in WITHOUT_LIMIT:
            left = min(left, max(0, limit - tops))
            most = limit if tops + line.new > limit else most
        if line.new > left or (more and positions + more > CART_POSITIONS_MAX):
            return line.refused(Refused(Code.CART_TOO_LARGE, most=most, left=left + len(line.stay)))
        tops += line.new
        positions += more
    return None


def positions_of(scene: Scene, line: Ready) -> int:
    """How many positions a unit of a line is: itself, what is bundled with it, its add-ons."""
    bundled = sum(bundle.count for _, bundle in brought(scene, line.found))
    return 1 + bundled + sum(pick.wanted.quantity for pick in line.picks)


@dataclass(frozen=True, slots=True)
class Growth:
    """Positions that a line adds to a cart."""

    item: Item
    number: int
    each: int = 1
    """So many come with a unit of the line, or with nothing."""
    pick: Pick | None = None


def grown_by(draft: Draft, line: Ready) -> Iterator[Growth]:
    """How many positions of which products a line adds: its own, what is bundled with them, add-ons."""
    if line.new:
        yield Growth(line.found.item, line.new)
        for one, bundle in brought(draft.scene, line.found):
            yield Growth(one.item, line.new * bundle.count, bundle.count)
    for pick in line.picks:
        if pick.more:
            yield Growth(pick.found.item, pick.more, pick=pick)


def more_of(draft: Draft, line: Ready) -> list[int]:
    """How many positions each add-on of a line's choice is to be made of; each unit of the line is to have it."""
    wanted = line.addons or ()
    numbers = [line.new * one.quantity for one in wanted]
    if line.says_addons:
        for top in staying(draft, line):
            for place, kept in enumerate(shares(draft.children(top.id), wanted)):
                numbers[place] += max(0, wanted[place].quantity - len(kept))
    return numbers


def too_few_uses(draft: Draft, lines: Sequence[Ready], reduced: Collection[int]) -> Refused | None:
    """The first line whose voucher would be used fewer times than it must be; `reduced` are used less than before."""
    uses = draft.of_vouchers()
    asked: dict[int, Ready] = {}
    for line in lines:
        voucher = line.found.voucher
        if voucher is None:
            continue
        more = used_by(draft, line)
        uses[voucher.id] += more
        if more or voucher.id in reduced:
            asked.setdefault(voucher.id, line)
    for voucher_id, line in asked.items():
        voucher = draft.scene.voucher(voucher_id)
        if voucher is not None and uses[voucher_id] < least_uses(voucher):
            return line.refused(Refused(Code.VOUCHER_MIN_USAGES, least=least_uses(voucher)))
    return None


def used_by(draft: Draft, line: Ready) -> int:
    """How many more positions a line gives its voucher to."""
    return line.new + (len(staying(draft, line)) if line.revoucher else 0)


def staying(draft: Draft, line: Ready) -> list[Hold]:
    """The positions of a line that are still there."""
    return [draft.holds[position_id] for position_id in line.stay if position_id in draft.holds]


def least_uses(voucher: Voucher) -> int:
    """How many positions of a cart must use a voucher, if any does."""
    return max(1, voucher.min_usages - voucher.redeemed)


def too_many_of_an_item(draft: Draft, lines: Sequence[Ready]) -> Refused | None:
    """The first line by which there would be more of a product than an order may hold, children counted too."""
    numbers = draft.of_items()
    for line in lines:
        for growth in grown_by(draft, line):
            item, pick, most = growth.item, growth.pick, growth.item.max_per_order
            if most is not None and numbers[item.id] + growth.number > most:
                left = max(0, most - numbers[item.id]) // growth.each + (len(line.stay) if pick is None else 0)
                number = None if pick is None else pick.number
                return line.refused(Refused(Code.MAX_PER_ORDER, addon=number, item_id=item.id, most=most, left=left))
            numbers[item.id] += growth.number
    return None


def too_few_of_an_item(draft: Draft, lines: Sequence[Ready], reduced: Collection[int]) -> Refused | None:
    """The first line by which there would be too few of a product, if any; `reduced` there are fewer of than before."""
    numbers, asked = draft.of_items(), dict[int, tuple[Ready, int | None]]()
    for line in lines:
        own = line.found.item.id
        if own in reduced and (line.new or staying(draft, line)):
            asked.setdefault(own, (line, None))
        for growth in grown_by(draft, line):
            numbers[growth.item.id] += growth.number
            asked.setdefault(growth.item.id, (line, None if growth.pick is None else growth.pick.number))
    for item_id, (line, number) in asked.items():
        item = draft.scene.showcase.items[item_id]
        if 0 < numbers[item_id] < (item.min_per_order or 0):
            return line.refused(Refused(Code.MIN_PER_ORDER, addon=number, item_id=item_id, least=item.min_per_order))
    return None


@dataclass(frozen=True, slots=True)
class Claim:
    """Places that a line wants."""

    need: Need
    number: int
    had: int = 0
    """So many of the same are there already."""
    pick: Pick | None = None


def short_of(draft: Draft, lines: Sequence[Ready]) -> Refused | None:
    """The first line for which something is not left, in their order: uses of its voucher, then places (spec 07 §8)."""
    room = draft.room
    for line in lines:
        voucher, uses = line.found.voucher, used_by(draft, line)
        if voucher is not None and uses:
            usable = room.usable(voucher, uses)
            if usable < uses:
                return line.refused(room.no_uses(voucher, usable, 0 if line.revoucher else len(line.stay)))
            room.use(voucher.id, uses)
        for claim in _claims(draft, line):
            fits = room.fits(claim.need, claim.number)
            if fits < claim.number:
                refused = room.no_places(claim.need, fits, claim.had)
                if claim.pick is not None:
                    item_id, variation_id = claim.pick.kind
                    refused = replace(refused, addon=claim.pick.number, item_id=item_id, variation_id=variation_id)
                return line.refused(refused)
            room.take(claim.need, claim.number)
    return None


def _claims(draft: Draft, line: Ready) -> Iterator[Claim]:
    """What a line wants: places for new units, for units whose voucher keeps them no place any more, for add-ons."""
    scene, found = draft.scene, line.found
    stay = staying(draft, line)
    if line.revoucher and stay:
        yield Claim(need_of(scene, found.place, found.voucher), len(stay))
    if line.new:
        yield Claim(need(scene, found), line.new, len(stay))
    for pick in line.picks:
        if pick.more:
            one = need_of_child(scene, pick.found.place, found.voucher, bundled=False)
            had = (len(stay) + line.new) * pick.wanted.quantity - pick.more if line.says_addons else 0
            yield Claim(one, pick.more, had, pick)


def without_seat(draft: Draft, lines: Sequence[Ready]) -> Refused | None:
    """The first line whose seat cannot be had; of two lines on one seat, the second."""
    asked: set[int] = set()
    for line in lines:
        seat, voucher = line.found.seat, line.found.voucher
        if seat is None or not line.new:
            continue
        if seat.shown.id in asked:
            return line.refused(Refused(Code.SEAT_MULTIPLE))
        if not may_take(draft, seat, None if voucher is None else voucher.id):
            return line.refused(Refused(Code.SEAT_UNAVAILABLE))
        asked.add(seat.shown.id)
    return None


def fallen(draft: Draft) -> None:
    """Takes out what is left of a product, or of the uses of a voucher, when it has become too few (spec 07 §8)."""
    scene = draft.scene
    items_before = Counter(hold.item_id for hold in draft.cart.holds)
    uses_before = Counter(hold.voucher_id for hold in draft.cart.holds)
    found = True
    while found:
        found = False
        for item_id, number in draft.of_items().items():
            item = scene.showcase.items.get(item_id)
            least = 0 if item is None else item.min_per_order or 0
            if number < min(least, items_before[item_id]):
                own = [hold for hold in draft.holds.values() if hold.item_id == item_id]
                _lose(draft, Code.MIN_PER_ORDER_REMOVED, own)
                found = True
        for voucher_id, number in draft.of_vouchers().items():
            voucher = scene.voucher(voucher_id)
            least = 0 if voucher is None else least_uses(voucher)
            if number < min(least, uses_before[voucher_id]):
                own = [hold for hold in draft.holds.values() if hold.voucher_id == voucher_id]
                _lose(draft, Code.VOUCHER_MIN_USAGES_REMOVED, own)
                found = True


def _lose(draft: Draft, code: Code, holds: Iterable[Hold]) -> None:
    """Positions go with their children, bundled ones with their parent."""
    for hold in holds:
        top = hold.addon_to if hold.is_bundled and hold.addon_to is not None else hold.id
        family = draft.family(top)
        if family:
            draft.lose(code, family)
