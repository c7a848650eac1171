"""Add-ons of the positions of a cart: what may be chosen, and what a choice changes (spec 07 §5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from willcall.cart.adding import PRICE_MAX, Chosen, Person, is_seated, person, variation_of
from willcall.cart.contents import Scene, WantedAddOn
from willcall.cart.draft import Draft
from willcall.cart.lifetime import addon_price, typed_of
from willcall.cart.refusals import Code, Refused
from willcall.kit.values import replace
from willcall.reserve.ask import Hold, Line
from willcall.shop import addons as shop
from willcall.shop.listed import Reason, Row
from willcall.shop.showcase import AddOnRule, Item

Kind = tuple[int, int | None]
"""An item and its variation."""

REASONS: Final[Mapping[Reason, Code]] = {
    Reason.NOT_YET: Code.UNAVAILABLE,
    Reason.NO_LONGER: Code.UNAVAILABLE,
    Reason.OTHER_AVAILABLE: Code.UNAVAILABLE,
    Reason.VOUCHER_REQUIRED: Code.VOUCHER_REQUIRED,
}
"""What a candidate that cannot be bought is refused with; whether there are places is looked at later."""


@dataclass(frozen=True, slots=True)
class Pick:
    """An add-on of the choice for each unit of a line."""

    number: int
    """Which one of the line, counted from 0."""
    wanted: WantedAddOn
    found: Chosen
    more: int = 0
    """How many positions of it are to be made, for all units together."""

    @property
    def kind(self) -> Kind:
        """What is chosen."""
        return self.found.place[:2]


def kind_of(hold: Hold) -> Kind:
    """What a position is one of."""
    return hold.item_id, hold.variation_id


def picks(
    draft: Draft, parent: Chosen, wanted: Sequence[WantedAddOn], more: Sequence[int]
) -> tuple[Pick, ...] | Refused:
    """The choice for each unit of a line, if it keeps to every rule of its product.

    `more` says how many positions each would add: what is there already may stay, whatever has become of it.
    """
    candidates = _candidates(draft, parent, (one.item_id for one in wanted))
    found: list[Pick] = []
    for number, one in enumerate(wanted):
        pick = _pick(draft.scene, parent, number, one, more[number])
        known = pick is not None and (pick.kind in candidates or not pick.more)
        if pick is None or not known:
            code = Code.ADDON_NOT_OFFERED
        elif one.quantity < 1:
            code = Code.NOTHING_SELECTED
        elif any(_is_same(other, pick) for other in found):
            code = Code.LINE_TWICE
        else:
            found.append(pick)
            continue
        return Refused(code, addon=number, item_id=one.item_id, variation_id=one.variation_id)
    broken = _broken_rule(parent.item, found)
    if broken is not None:
        return broken
    for pick in found:
        row = candidates.get(pick.kind)
        refused = _not_sold(draft.scene, pick, row) if pick.more else None
        if refused is not None:
            return Refused(refused, addon=pick.number, item_id=pick.kind[0], variation_id=pick.kind[1])
    return tuple(found)


def _candidates(draft: Draft, parent: Chosen, item_ids: Iterable[int]) -> dict[Kind, Row]:
    """Which of these items can be chosen for a product, with their variations."""
    rows: dict[Kind, Row] = {}
    for item_id in dict.fromkeys(item_ids):
        item = draft.scene.showcase.items.get(item_id)
        if item is not None and rule_for(parent.item, item) is not None:
            for row in draft.candidates(parent.subevent_id, item):
                rows[item_id, None if row.variation is None else row.variation.id] = row
    return rows


def _is_same(other: Pick, pick: Pick) -> bool:
    """Whether the same is chosen twice; not if each means other positions that are there."""
    means, others = pick.wanted.positions, other.wanted.positions
    return other.kind == pick.kind and not (means and others and set(means).isdisjoint(others))


def _pick(scene: Scene, parent: Chosen, number: int, wanted: WantedAddOn, more: int) -> Pick | None:
    """An add-on by a rule of the product; None if there is none."""
    item = scene.showcase.items.get(wanted.item_id)
    if item is None or rule_for(parent.item, item) is None:
        return None
    variation = variation_of(item, wanted.variation_id)
    if wanted.variation_id is not None and variation is None:
        return None
    typed = wanted.price if item.free_price else None
    return Pick(number, wanted, Chosen(item, variation, parent.subevent_id, typed=typed), more)


def rule_for(parent: Item, addon: Item) -> AddOnRule | None:
    """The rule by which a product is an add-on of another; there is one for a category at most."""
    return next((rule for rule in parent.addon_rules if rule.category_id == addon.category_id), None)


def _broken_rule(parent: Item, found: Sequence[Pick]) -> Refused | None:
    """The first rule that a choice breaks: too many of its category, too few, one item more than once."""
    for rule in parent.addon_rules:
        own = [pick for pick in found if pick.found.item.category_id == rule.category_id]
        number = sum(pick.wanted.quantity for pick in own)
        least, most, category_id = rule.min_count, rule.max_count, rule.category_id
        if number > most:
            return Refused(Code.ADDON_MAX_COUNT, item_id=parent.id, category_id=category_id, most=most)
        if number < least:
            return Refused(Code.ADDON_MIN_COUNT, item_id=parent.id, category_id=category_id, least=least)
        of_items: Counter[int] = Counter()
        for pick in own:
            of_items[pick.kind[0]] += pick.wanted.quantity
            if of_items[pick.kind[0]] > 1 and not rule.multi_allowed:
                item_id, variation_id = pick.kind
                return Refused(Code.ADDON_NO_MULTI, None, pick.number, item_id, variation_id, category_id, most=1)
    return None


def _not_sold(scene: Scene, pick: Pick, row: Row | None) -> Code | None:
    """Why a candidate cannot be had, whatever is left of it."""
    if row is not None and row.reason is not None and row.reason in REASONS:
        return REASONS[row.reason]
    if is_seated(scene, pick.found):
        return Code.SEAT_INVALID
    typed = pick.found.typed
    return Code.PRICE_TOO_HIGH if typed is not None and typed > PRICE_MAX else None


def chosen_of(children: Iterable[Hold]) -> dict[Kind, list[Hold]]:
    """The add-ons among the children of a position, by what they are."""
    found: dict[Kind, list[Hold]] = {}
    for one in children:
        if not one.is_bundled:
            found.setdefault(kind_of(one), []).append(one)
    return found


def shares(children: Iterable[Hold], wanted: Sequence[WantedAddOn]) -> list[list[Hold]]:
    """What each add-on of a choice keeps of those that are there: those that it means, then those that came first."""
    present = chosen_of(children)
    if not present:
        return [[] for _ in wanted]
    meant = {position_id for one in wanted for position_id in one.positions}
    found: list[list[Hold]] = []
    for one in wanted:
        kind = one.item_id, one.variation_id
        own = present.get(kind, [])
        first = [hold for hold in own if hold.id in one.positions]
        kept = [*first, *(hold for hold in own if hold.id not in meant)][: max(0, one.quantity)]
        ids = {hold.id for hold in kept}
        present[kind] = [hold for hold in own if hold.id not in ids]
        found.append(kept)
    return found


def surplus(children: Sequence[Hold], wanted: Sequence[WantedAddOn]) -> list[Hold]:
    """The add-ons that a new choice leaves out: of each kind, those that came last and that nobody means."""
    kept = {hold.id for own in shares(children, wanted) for hold in own}
    return [hold for holds in chosen_of(children).values() for hold in holds if hold.id not in kept]


def wanted_like(children: Iterable[Hold]) -> tuple[WantedAddOn, ...]:
    """The choice that a position has, as if it were asked for."""
    return tuple(
        WantedAddOn(kind[0], kind[1], len(holds), typed_of(holds[0])) for kind, holds in chosen_of(children).items()
    )


def put_on(draft: Draft, top: Hold, chosen: Sequence[Pick]) -> Refused | None:
    """Gives a position the add-ons of a choice: those that are there are kept, the others are made.

    One that is chosen again with another price gets it, and without a price the listed one (spec 07 §5).
    """
    kept = shares(draft.children(top.id), [pick.wanted for pick in chosen])
    for pick, own in zip(chosen, kept, strict=True):
        for hold in own:
            who = person(draft.scene, pick.wanted, Person(hold.name_parts, hold.attendee_email, hold.answers))
            if isinstance(who, Refused):
                return _refused(pick, who)
            draft.put([_chosen_again(draft.scene, top, hold, pick.found, who)])
        new = pick.wanted.quantity - len(own)
        if new > 0:
            who = person(draft.scene, pick.wanted)
            if isinstance(who, Refused):
                return _refused(pick, who)
            price = addon_price(draft.scene, top, pick.found)
            draft.put(draft.maker.hold(pick.found, price, who, top) for _ in range(new))
    return None


def _refused(pick: Pick, refused: Refused) -> Refused:
    """A refusal of an add-on."""
    return replace(refused, addon=pick.number, item_id=pick.kind[0], variation_id=pick.kind[1])


def _chosen_again(scene: Scene, top: Hold, hold: Hold, found: Chosen, who: Person) -> Hold:
    kept = msgspec.structs.replace(hold, name_parts=who.name_parts, attendee_email=who.email, answers=who.answers)
    if found.typed == typed_of(hold) or (hold.line is not None and found.typed == hold.line.price):
        return kept
    price = addon_price(scene, top, replace(found, voucher=scene.voucher(hold.voucher_id)))
    return msgspec.structs.replace(kept, price=price, line=Line(price, found.typed))


def choices(scene: Scene, channel: str, top: Hold) -> tuple[shop.Choice, ...]:
    """What can be chosen for a position, rule by rule in their order: candidates of its date, at its prices."""
    item = scene.showcase.items.get(top.item_id)
    if item is None:
        return ()
    look = scene.look(channel, top.subevent_id, scene.voucher(top.voucher_id))
    return tuple(shop.choice(look, rule, shop.candidates(look, rule.category_id)) for rule in item.addon_rules)
