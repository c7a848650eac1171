"""Automatic discounts: who gets them in a cart, and what could still be had by them (spec 07 §4, §7).

Discounts are tried in their order. Each looks at the positions that no earlier one has used up: those that meet its
condition, and those that it lowers. Where it lowers something, the positions of its condition are used up too; where it
lowers nothing yet, it takes nothing, and what it would still give is an offer. Everything is worked out anew from
`line.price`, in hundredths, so that doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

import msgspec
import msgspec.structs

from willcall.reserve.ask import Hold, Line
from willcall.shop.prices import WHOLE_PERCENT, listed_price, payable, with_voucher
from willcall.shop.showcase import ALWAYS, Discount, Showcase
from willcall.shop.vouchers import Voucher


class Potential(msgspec.Struct, frozen=True):
    """Products that a discount would still lower, if they were bought as well."""

    discount: Discount
    amount: int | None
    """So many units; None for any number."""
    subevent_id: int | None = None
    """For this date alone; None for every date of the cart, or for an event without dates."""


def discounted(
    showcase: Showcase, channel: str, now: int, holds: Sequence[Hold], vouchers: Mapping[str, Voucher]
) -> tuple[Hold, ...]:
    """The positions of a cart with what they cost after discounts, and by which one.

    `vouchers` are those of the cart, by any key; by them it is known whose price a voucher has lowered.
    """
    walk = _walked(showcase, channel, now, holds, vouchers)
    return tuple(_priced(hold, walk.given.get(index)) for index, hold in enumerate(holds))


def potentials(
    showcase: Showcase, channel: str, now: int, holds: Sequence[Hold], vouchers: Mapping[str, Voucher]
) -> tuple[Potential, ...]:
    """What the discounts would still give, in their order; only those that lower other products can offer anything.

    An offer is gone when later discounts have used up what it rests on: those that lower it by themselves (§7).
    """
    walk = _walked(showcase, channel, now, holds, vouchers)
    found: list[Potential] = []
    for offer in walk.offers:
        if offer.groups is None:
            found.append(Potential(offer.discount, offer.amount, offer.subevent_id))
            continue
        standing = sum(not walk.taken.issuperset(group) for group in offer.groups)
        if standing:
            amount = None if offer.amount is None else offer.amount * standing
            found.append(Potential(offer.discount, amount, offer.subevent_id))
    return tuple(found)


def lowered(price: int, percent: int, currency: str) -> int:
    """A price less so many hundredths of a percent, half up to what the currency can pay; not raised, not below 0."""
    return min(price, payable(price * max(0, WHOLE_PERCENT - percent), WHOLE_PERCENT, currency))


def _priced(hold: Hold, given: tuple[int, int] | None) -> Hold:
    line = _line(hold)
    price, discount_id = (line.price, None) if given is None else given
    if line.discount_id != discount_id:
        line = msgspec.structs.replace(line, discount_id=discount_id)
    elif hold.price == price:
        return hold
    return msgspec.structs.replace(hold, price=price, line=line)


def _line(hold: Hold) -> Line:
    assert hold.line is not None, "a position of a shop's cart has a line"
    return hold.line


class _Candidate(msgspec.Struct, frozen=True):
    """A position that a discount may look at; what comes with a bundle is none."""

    index: int
    price: int
    item_id: int
    subevent_id: int | None
    is_addon: bool
    by_voucher: bool
    """Whether a voucher has lowered its price."""


class _Offer(msgspec.Struct, frozen=True):
    """What a discount would still give."""

    discount: Discount
    amount: int | None
    """In all, or for each of the groups that it rests on; None for any number."""
    subevent_id: int | None
    groups: tuple[tuple[int, ...], ...] | None
    """Positions that it rests on without having used them up; None if it has."""


class _Walk(msgspec.Struct):
    """How far the discounts have come."""

    currency: str
    given: dict[int, tuple[int, int]] = msgspec.field(default_factory=dict)
    """By position: its new price, and the discount."""
    used: set[int] = msgspec.field(default_factory=set)
    """Positions that no later discount looks at."""
    taken: set[int] = msgspec.field(default_factory=set)
    """Those that were lowered by a discount without a number."""
    offers: list[_Offer] = msgspec.field(default_factory=list)

    def give(self, discount: Discount, condition: Sequence[_Candidate], benefit: Sequence[_Candidate]) -> None:
        """Lowers some positions and uses up what that rests on."""
        for one in benefit:
            self.given[one.index] = lowered(one.price, discount.benefit_percent, self.currency), discount.id
        lowers = {one.index for one in benefit}
        self.used |= lowers
        self.used.update(one.index for one in condition)
        if discount.benefit_cheapest_n is None:
            self.taken |= lowers


def _walked(
    showcase: Showcase, channel: str, now: int, holds: Sequence[Hold], vouchers: Mapping[str, Voucher]
) -> _Walk:
    """All discounts of an event applied to a cart, one after the other."""
    walk = _Walk(showcase.currency)
    running = [one for one in showcase.discounts if one.active and one.window.open(now) and channel in one.channels]
    if not running:
        return walk
    candidates = _candidates(showcase, holds, {one.id: one for one in vouchers.values()})
    for discount in running:
        free = [one for one in candidates if one.index not in walk.used]
        condition = [one for one in free if _meets(showcase, discount, one)]
        benefit = condition if discount.benefit_item_ids is None else [one for one in free if _gains(discount, one)]
        for date, needed, lowers in _rounds(showcase, discount, condition, benefit):
            _apply(walk, discount, date, needed, lowers)
    return walk


def _candidates(showcase: Showcase, holds: Sequence[Hold], vouchers: Mapping[int, Voucher]) -> list[_Candidate]:
    return [
        _Candidate(
            index,
            _line(hold).price,
            hold.item_id,
            hold.subevent_id,
            hold.addon_to is not None,
            hold.voucher_id is not None and _voucher_lowers(showcase, hold, vouchers.get(hold.voucher_id)),
        )
        for index, hold in enumerate(holds)
        if not hold.is_bundled
    ]


def _voucher_lowers(showcase: Showcase, hold: Hold, voucher: Voucher | None) -> bool:
    """Whether its voucher makes a position cheaper; of an unknown one, that is taken for granted."""
    item = showcase.items.get(hold.item_id)
    if voucher is None or item is None:
        return True
    variation = next((one for one in item.variations if one.id == hold.variation_id), None)
    listed = listed_price(showcase, item, variation, hold.subevent_id)
    return with_voucher(listed, voucher, showcase.currency) < listed


def _meets(showcase: Showcase, discount: Discount, one: _Candidate) -> bool:
    """Whether a position counts for the condition; the limits of dates say nothing in an event without dates."""
    if discount.condition_item_ids is not None and one.item_id not in discount.condition_item_ids:
        return False
    if one.is_addon and not discount.condition_apply_to_addons:
        return False
    if one.by_voucher and discount.condition_ignore_voucher_discounted:
        return False
    if discount.dates is ALWAYS or one.subevent_id is None:
        return True
    return discount.dates.open(showcase.dates[one.subevent_id].date_from)


def _gains(discount: Discount, one: _Candidate) -> bool:
    """Whether a position is one of the other products that a discount lowers."""
    return (
        one.item_id in (discount.benefit_item_ids or ())
        and (discount.benefit_apply_to_addons or not one.is_addon)
        and not (discount.benefit_ignore_voucher_discounted and one.by_voucher)
    )


_BY_PRICE: Final = attrgetter("price")
"""Of positions that cost the same, the earlier one of the cart comes first."""

_Round = tuple[int | None, list[_Candidate], list[_Candidate]]
"""A date, if the round is for it alone; positions of the condition, and positions that would be lowered."""


def _rounds(
    showcase: Showcase, discount: Discount, condition: list[_Candidate], benefit: list[_Candidate]
) -> Iterator[_Round]:
    """The parts of the cart that a discount looks at by themselves, as its dates may be mixed or not.

    An event without dates is one date, so that there `same` is as good as `mixed`.
    """
    if discount.subevent_mode == "distinct":
        yield from ((None, group, group) for group in _distinct(discount, condition))
    elif discount.subevent_mode == "same" and showcase.engine.has_subevents:
        for date in sorted({one.subevent_id or 0 for one in condition}):
            of_date = [one for one in condition if one.subevent_id == date]
            lowers = of_date if benefit is condition else [one for one in benefit if one.subevent_id == date]
            yield date, of_date, lowers
    else:
        yield None, condition, benefit


def _apply(
    walk: _Walk, discount: Discount, date: int | None, condition: list[_Candidate], benefit: list[_Candidate]
) -> None:
    """One discount on one part of the cart: gives what it gives, and notes what it would still give."""
    per_group = discount.benefit_cheapest_n
    if discount.condition_min_value:
        met = sum(one.price for one in condition) >= discount.condition_min_value
    else:
        met = bool(condition) and len(condition) >= discount.condition_min_count
    if not met:
        return
    if per_group is not None and not discount.condition_min_value:
        _apply_to_cheapest(walk, discount, date, per_group, condition, benefit)
        return
    if benefit:
        walk.give(discount, condition, benefit)
    if discount.benefit_item_ids is not None:
        rests_on = None if benefit else (tuple(one.index for one in condition),)
        walk.offers.append(_Offer(discount, None, date, rests_on))


def _apply_to_cheapest(
    walk: _Walk,
    discount: Discount,
    date: int | None,
    per_group: int,
    condition: list[_Candidate],
    benefit: list[_Candidate],
) -> None:
    """For each full group of the condition so many are lowered: the cheapest of all; what they need is used up."""
    size = max(1, discount.condition_min_count)
    condition, benefit = sorted(condition, key=_BY_PRICE), sorted(benefit, key=_BY_PRICE)
    groups = [condition[at : at + size] for at in range(0, len(condition) - size + 1, size)]
    lowers = benefit[: len(groups) * per_group]
    needed = -(-len(lowers) // per_group)
    if lowers:
        walk.give(discount, [one for group in groups[:needed] for one in group], lowers)
    if discount.benefit_item_ids is None:
        return
    rest = needed * per_group - len(lowers)
    if rest:
        walk.offers.append(_Offer(discount, rest, date, None))
    if needed < len(groups):
        left = tuple(tuple(one.index for one in group) for group in groups[needed:])
        walk.offers.append(_Offer(discount, per_group, date, left))


def _distinct(discount: Discount, condition: list[_Candidate]) -> list[list[_Candidate]]:
    """Groups of positions that are all of different dates: as many full groups as possible.

    The dates with most positions left come first. Of a rule for the cheapest, a group has the cheapest of as many dates
    as it lowers, and the dearest of the others; without one, what is left over joins groups that lack its date.
    """
    size = max(1, discount.condition_min_count)
    left: dict[int, list[_Candidate]] = {}
    for one in sorted(condition, key=_BY_PRICE):
        left.setdefault(one.subevent_id or 0, []).append(one)
    groups: list[list[_Candidate]] = []
    while len(left) >= size:
        dates = sorted(left, key=lambda date: (-len(left[date]), left[date][0].price, date))[:size]
        dates.sort(key=lambda date: (left[date][0].price, date))
        group = []
        for place, date in enumerate(dates):
            group.append(left[date].pop(0 if place < (discount.benefit_cheapest_n or 0) else -1))
            if not left[date]:
                del left[date]
        groups.append(group)
    if discount.benefit_cheapest_n is None:
        for one in (one for date in sorted(left) for one in left[date]):
            lacking = [group for group in groups if all(other.subevent_id != one.subevent_id for other in group)]
            if lacking:
                lacking[0].append(one)
    return groups
