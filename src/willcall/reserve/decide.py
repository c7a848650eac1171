"""The decision: asks in, outcomes out, over a catalogue and a book. Pure: no clock, no database, no randomness.

Rules and their order: spec 01 §4 (A fields, B objects, C availability). A refusal takes nothing; an unexpected error
fails its ask, or its entry of a bulk, alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from willcall.reserve import attendee
from willcall.reserve.ask import (
    Ask,
    Failed,
    Held,
    Hold,
    HoldAsk,
    IdempotencyKey,
    Kept,
    Missing,
    Outcome,
    Reason,
    Refused,
    ReleaseAsk,
    Released,
    Several,
    Wanted,
)
from willcall.reserve.book import Book, need_of, place_of
from willcall.reserve.catalogue import Catalogue, Item
from willcall.rest.fields import NULL_TEXT, REQUIRED_TEXT
from willcall.rest.problems import NON_FIELD, Problems

NOT_ENOUGH_TEXT = 'There is not enough quota available on quota "{name}" to perform the operation.'
"""The one text that the documents give literally (spec 01 §4.6)."""

NewId = Callable[[], int]


@dataclass(slots=True)
class Decision:
    """What became of a batch, and what is to be written."""

    outcomes: list[Outcome] = field(default_factory=list)
    holds: dict[int, Hold] = field(default_factory=dict)
    counted: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """New positions that take places, with the quotas they count in."""
    taken: Counter[int] = field(default_factory=Counter)
    """Change of held units by quota, releases included."""
    released: list[int] = field(default_factory=list)
    """Stored positions to delete, children before parents."""
    kept: list[tuple[IdempotencyKey, Kept]] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.holds or self.released or self.kept)


def decide(catalogue: Catalogue, book: Book, asks: Sequence[Ask], now: int, new_id: NewId) -> Decision:
    """Decides asks in their order; the book is used up while doing so.

    `now` is the instant in microseconds at which the locks were held; `new_id` hands out ids.
    """
    decision = Decision()
    for ask in asks:
        decision.outcomes.append(_once(catalogue, book, decision, ask, now, new_id))
    return decision


def _once(catalogue: Catalogue, book: Book, decision: Decision, ask: Ask, now: int, new_id: NewId) -> Outcome:
    """An ask, unless its idempotency key has been answered already."""
    once = ask.once
    if once is not None and (known := book.kept.get(once.identity)) is not None:
        return known
    holds_before = len(decision.holds)
    try:
        if isinstance(ask, ReleaseAsk):
            outcome: Outcome = _release(book, decision, ask.position_id)
        elif ask.bulk:
            outcome = Several(tuple(_entry(catalogue, book, decision, ask, one, now, new_id) for one in ask.entries))
        else:
            outcome = _hold(catalogue, book, decision, ask, ask.entries[0], now, new_id)
        answer = once.render(outcome, catalogue.name_scheme) if once is not None else None
    except Exception as error:  # noqa: BLE001  (whatever it is, it must not take the batch down)
        _forget(book, decision, list(decision.holds)[holds_before:])
        return Failed(error)
    if once is not None and answer is not None:
        book.kept[once.identity] = answer
        decision.kept.append((once, answer))
    return outcome


def _entry(
    catalogue: Catalogue, book: Book, decision: Decision, ask: HoldAsk, wanted: Wanted, now: int, new_id: NewId
) -> Held | Refused:
    """An entry of a bulk: its failure never undoes another (spec 01 §11)."""
    try:
        return _hold(catalogue, book, decision, ask, wanted, now, new_id)
    except Exception:  # noqa: BLE001  (contained: the other entries stand)
        return Refused(Reason.FIELDS, {NON_FIELD: ["Something went wrong with this entry."]})


def _hold(
    catalogue: Catalogue, book: Book, decision: Decision, ask: HoldAsk, wanted: Wanted, now: int, new_id: NewId
) -> Held | Refused:
    refusal = refusal_of(catalogue, wanted)
    if refusal is not None:
        return refusal
    children = (*wanted.addons, *wanted.bundled)
    need = need_of(catalogue, [place_of(wanted), *(place_of(child, wanted) for child in children)])
    lacking = _lacking(catalogue, book, wanted, need)
    if lacking is not None:
        return Refused(Reason.NOT_ENOUGH, {NON_FIELD: [NOT_ENOUGH_TEXT.format(name=lacking)]})
    held = _made(catalogue, ask, wanted, now, new_id)
    for hold in held.all:
        decision.holds[hold.id] = hold
    if held.hold.expires >= now:
        for hold in held.all:
            place = hold.item_id, hold.variation_id, hold.subevent_id
            decision.counted[hold.id] = tuple(quota.id for quota in catalogue.quotas_of(place))
        _count(book, decision, need, 1)
    return held


def _lacking(catalogue: Catalogue, book: Book, wanted: Wanted, need: Counter[int]) -> str | None:
    """The name of the first quota without room: the main item's by name, then the children's (spec 01 §4.6)."""
    for one, parent in ((wanted, None), *((child, wanted) for child in (*wanted.addons, *wanted.bundled))):
        for quota in catalogue.quotas_of(place_of(one, parent)):
            left = book.accounts[quota.id].places_left()
            if left is not None and left < need[quota.id]:
                return quota.name
    return None


def _count(book: Book, decision: Decision, need: Counter[int], sign: int) -> None:
    for quota_id, units in need.items():
        book.accounts[quota_id].use.held += sign * units
        decision.taken[quota_id] += sign * units


def _release(book: Book, decision: Decision, position_id: int) -> Released | Missing:
    """Gives back a position with its children: one that is stored, or one made earlier in this batch."""
    if position_id in decision.holds:
        _forget(book, decision, [one.id for one in decision.holds.values() if position_id in (one.id, one.addon_to)])
        return Released()
    found = book.present.get(position_id)
    if found is None:
        return Missing()
    for number in (*found.children, position_id):
        member = book.present.pop(number, None)
        if member is not None:
            decision.released.append(number)
            _count(book, decision, Counter(member.quota_ids), -1)
    return Released()


def _forget(book: Book, decision: Decision, made: Sequence[int]) -> None:
    """As if these positions of this batch had never been made."""
    for number in made:
        del decision.holds[number]
        _count(book, decision, Counter(decision.counted.pop(number, ())), -1)


def refusal_of(catalogue: Catalogue, wanted: Wanted) -> Refused | None:
    """Phases A and B of a position and, inside its phase A, of its children (spec 01 §4.1, §4.2)."""
    problems = _field_problems(catalogue, wanted, None)
    for key, children in (("addons", wanted.addons), ("bundled", wanted.bundled)):
        found = [_child_problems(catalogue, child, wanted) for child in children]
        if any(found):
            problems[key] = found
    if problems:
        return Refused(Reason.FIELDS, problems)
    return _rule_broken(catalogue, wanted, None) or _family_rule_broken(catalogue, wanted)


def _child_problems(catalogue: Catalogue, child: Wanted, parent: Wanted) -> Problems:
    problems = _field_problems(catalogue, child, parent)
    if problems:
        return problems
    broken = _rule_broken(catalogue, child, parent)
    return broken.problems if broken is not None else {}


def _field_problems(catalogue: Catalogue, wanted: Wanted, parent: Wanted | None) -> Problems:
    """Phase A: what reading found, and references that lead nowhere."""
    problems = dict(wanted.problems)
    if wanted.item_id is not None:
        item = catalogue.items.get(wanted.item_id)
        if item is None or not item.active:
            problems["item"] = ["There is no such item on sale in this event."]
    if wanted.variation_id is not None and wanted.variation_id not in catalogue.variations:
        problems["variation"] = ["There is no such variation in this event."]
    if NON_FIELD not in problems and "subevent" not in problems and (text := _date_problem(catalogue, wanted, parent)):
        problems["subevent"] = [text]
    if "sales_channel" not in problems and wanted.sales_channel not in catalogue.channels:
        problems["sales_channel"] = ["There is no such sales channel."]
    if "answers" not in problems and (found := _answer_problems(catalogue, wanted)):
        problems["answers"] = found
    if "attendee_name_parts" not in problems and wanted.name_parts:
        name = attendee.shown(wanted.name_parts, catalogue.name_scheme)
        if name is not None and len(name) > attendee.NAME_LENGTH_MAX:
            problems["attendee_name_parts"] = [f"The name has more than {attendee.NAME_LENGTH_MAX} characters."]
    return problems


def _date_problem(catalogue: Catalogue, wanted: Wanted, parent: Wanted | None) -> str | None:
    """Spec 01 §8.1: a series needs a date, any other event takes none."""
    if not catalogue.has_subevents:
        return "This event has no dates." if wanted.subevent_id is not None else None
    if parent is not None and not wanted.subevent_given:
        return None
    if wanted.subevent_id is None:
        return NULL_TEXT if wanted.subevent_given else REQUIRED_TEXT
    return None if wanted.subevent_id in catalogue.subevent_ids else "There is no such date in this event."


def _answer_problems(catalogue: Catalogue, wanted: Wanted) -> list[Problems]:
    found: list[Problems] = []
    for answer in wanted.answers:
        problems = dict(answer.problems)
        if answer.question_id is not None and answer.question_id not in catalogue.question_ids:
            problems["question"] = ["There is no such question in this event."]
        found.append(problems)
    return found if any(found) else []


def _rule_broken(catalogue: Catalogue, wanted: Wanted, parent: Wanted | None) -> Refused | None:
    """B1 to B13: the first rule that the object breaks."""
    assert wanted.item_id is not None
    item = catalogue.items[wanted.item_id]
    variation = catalogue.variations[wanted.variation_id] if wanted.variation_id is not None else None
    reason: Reason | None = None
    if item.has_variations and variation is None:
        reason = Reason.VARIATION_MISSING
    elif item.has_variations and variation is not None and variation.item_id != item.id:
        reason = Reason.VARIATION_OF_ANOTHER_ITEM
    elif not item.has_variations and variation is not None:
        reason = Reason.VARIATION_UNEXPECTED
    elif wanted.attendee_name and wanted.name_parts:
        reason = Reason.NAME_GIVEN_TWICE
    elif wanted.seat is not None and item.id not in catalogue.seated_item_ids:
        reason = Reason.NOT_SEATED
    elif wanted.voucher is not None:
        reason = Reason.VOUCHER_UNKNOWN
    elif not catalogue.quotas_of(place_of(wanted, parent)):
        reason = Reason.NO_QUOTA
    return Refused.by(reason) if reason is not None else None


def _family_rule_broken(catalogue: Catalogue, wanted: Wanted) -> Refused | None:
    """B14 and B15: children must be offered by the main item."""
    assert wanted.item_id is not None
    item = catalogue.items[wanted.item_id]
    for child in wanted.addons:
        assert child.item_id is not None
        category_id = catalogue.items[child.item_id].category_id
        if category_id is None or all(rule.category_id != category_id for rule in item.addon_rules):
            return Refused.by(Reason.ADDON_NOT_OFFERED)
    for child in wanted.bundled:
        if all((bundle.item_id, bundle.variation_id) != (child.item_id, child.variation_id) for bundle in item.bundles):
            return Refused.by(Reason.BUNDLE_NOT_OFFERED)
    return None


def _made(catalogue: Catalogue, ask: HoldAsk, wanted: Wanted, now: int, new_id: NewId) -> Held:
    """The positions of an ask that is granted: the parent, add-ons, bundled products, with ascending ids."""
    assert wanted.item_id is not None
    item = catalogue.items[wanted.item_id]
    parent = Hold(
        id=new_id(),
        cart_id=wanted.cart_id or ask.cart_id,
        item_id=item.id,
        variation_id=wanted.variation_id,
        price=wanted.price or 0,
        name_parts=_parts(wanted),
        attendee_email=wanted.attendee_email,
        addon_to=None,
        is_bundled=False,
        includes_tax=wanted.includes_tax,
        created=now,
        expires=wanted.expires if wanted.expires is not None else now + catalogue.reservation_time_us,
        subevent_id=wanted.subevent_id,
    )
    addons = tuple(_child(catalogue, parent, item, wanted, child, new_id(), bundled=False) for child in wanted.addons)
    bundled = tuple(_child(catalogue, parent, item, wanted, child, new_id(), bundled=True) for child in wanted.bundled)
    return Held(parent, addons, bundled)


def _child(
    catalogue: Catalogue, parent: Hold, item: Item, main: Wanted, child: Wanted, number: int, *, bundled: bool
) -> Hold:
    """A child shares cart and expiry with its parent (spec 01 §9); a price left out is computed (§5)."""
    assert child.item_id is not None
    price = child.price
    if price is None:
        price = _bundle_price(item, child) if bundled else _addon_price(catalogue, item, child)
    return replace(
        parent,
        id=number,
        item_id=child.item_id,
        variation_id=child.variation_id,
        price=price,
        name_parts=_parts(child),
        attendee_email=child.attendee_email,
        addon_to=parent.id,
        is_bundled=bundled,
        includes_tax=child.includes_tax,
        subevent_id=place_of(child, main)[2],
    )


def _parts(wanted: Wanted) -> Mapping[str, str]:
    """A name given as a whole is kept as one part (spec 01 §6)."""
    return {attendee.WHOLE: wanted.attendee_name} if wanted.attendee_name else wanted.name_parts


def _addon_price(catalogue: Catalogue, item: Item, child: Wanted) -> int:
    assert child.item_id is not None
    product = catalogue.items[child.item_id]
    if any(rule.category_id == product.category_id and rule.price_included for rule in item.addon_rules):
        return 0
    return listed_price(catalogue, product, child.variation_id)


def _bundle_price(item: Item, child: Wanted) -> int:
    return next(
        bundle.designated_price
        for bundle in item.bundles
        if (bundle.item_id, bundle.variation_id) == (child.item_id, child.variation_id)
    )


def listed_price(catalogue: Catalogue, item: Item, variation_id: int | None) -> int:
    """The catalogue's price in hundredths: the item's, unless its variation has one of its own (spec 01 §5)."""
    if variation_id is not None:
        own = catalogue.variations[variation_id].default_price
        if own is not None:
            return own
    return item.default_price
