"""What stands in the way of ordering a cart: add-ons and answers that it lacks, and what else must be put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from willcall.cart.contents import Cart, Scene
from willcall.cart.lifetime import is_expired
from willcall.cart.limits import least_uses
from willcall.reserve.ask import Hold
from willcall.reserve.catalogue import Question
from willcall.shop.addons import Choice, candidates, choice
from willcall.shop.listed import Row
from willcall.shop.showcase import AddOnRule


class Lack(StrEnum):
    """What is missing."""

    ADDONS = "addons"
    """A rule of a position is not met: too few are chosen, or by now too many."""
    ANSWER = "answer"
    """A question that must be answered is not."""
    EXPIRED = "expired"
    """A position is not kept any more; extending the cart tries to keep it again."""
    MIN_PER_ORDER = "min_per_order"
    MAX_PER_ORDER = "max_per_order"
    VOUCHER_MIN_USAGES = "voucher_min_usages"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something without which the cart cannot be ordered."""

    kind: Lack
    position_id: int
    """The position that it is missing from; the first of several."""
    item_id: int
    rule_id: int | None = None
    category_id: int | None = None
    question_id: int | None = None
    least: int | None = None
    most: int | None = None
    chosen: int | None = None
    """How many there are."""
    can_be_met: bool = True
    """Whether it can be put right now; if not, only removing the position helps."""


def missing(scene: Scene, cart: Cart) -> tuple[Missing, ...]:
    """All that is missing, in the order of positions; then what is wrong with the cart as a whole."""
    found: list[Missing] = []
    below: dict[int, list[Hold]] = {}
    for hold in cart.holds:
        if hold.addon_to is not None:
            below.setdefault(hold.addon_to, []).append(hold)
    for hold in cart.holds:
        if is_expired(hold, scene.now):
            found.append(Missing(Lack.EXPIRED, hold.id, hold.item_id))
        if hold.addon_to is None:
            found += _addons(scene, cart, hold, below.get(hold.id, ()))
        found += (
            Missing(Lack.ANSWER, hold.id, hold.item_id, question_id=question.id)
            for question in _unanswered(scene, hold)
        )
    return (*found, *_numbers(scene, cart))


def _addons(scene: Scene, cart: Cart, top: Hold, children: Sequence[Hold]) -> Iterator[Missing]:
    """The rules of a position that its add-ons break (spec 07 §5)."""
    items = scene.showcase.items
    parent = items.get(top.item_id)
    for rule in () if parent is None else parent.addon_rules:
        own = Counter(
            one.item_id
            for one in children
            if not one.is_bundled and one.item_id in items and items[one.item_id].category_id == rule.category_id
        )
        number = own.total()
        repeated = not rule.multi_allowed and any(units > 1 for units in own.values())
        if number < rule.min_count or number > rule.max_count or repeated:
            yield Missing(
                Lack.ADDONS,
                top.id,
                top.item_id,
                rule.id,
                rule.category_id,
                least=rule.min_count,
                most=rule.max_count,
                chosen=number,
                can_be_met=can_be_met(_choice(scene, cart, top, rule), own),
            )


def _choice(scene: Scene, cart: Cart, top: Hold, rule: AddOnRule) -> Choice:
    """What a rule lets choose from for a position: candidates of its date."""
    look = scene.look(cart.row.channel, top.subevent_id, scene.voucher(top.voucher_id))
    return choice(look, rule, candidates(look, rule.category_id))


def can_be_met(offered: Choice, chosen: Counter[int]) -> bool:
    """Whether enough add-ons can be had now, those that are chosen already included.

    A choice that is too large can always be made smaller. `chosen` counts them by item.
    """
    rule = offered.rule
    buyable = [row for row in offered.candidates if row.reason is None]
    if not rule.multi_allowed:
        return len(chosen.keys() | {row.item.id for row in buyable}) >= rule.min_count
    left = [_left(row, rule.min_count) for row in buyable]
    return chosen.total() + sum(left) >= rule.min_count


def _left(row: Row, most: int) -> int:
    number = row.availability.number
    return most if number is None else min(number, most)


def _unanswered(scene: Scene, hold: Hold) -> Iterator[Question]:
    """The questions that must be answered for a position and are not, by id."""
    questions = scene.showcase.engine.questions
    given = {one.question_id: one for one in hold.answers}
    for number in sorted(questions):
        question = questions[number]
        if (
            question.required
            and hold.item_id in question.item_ids
            and number not in given
            and _asked(scene, hold, question)
        ):
            yield question


def _asked(scene: Scene, hold: Hold, question: Question) -> bool:
    """Whether a question is asked: always, or if the one that it depends on is asked and answered in that way."""
    above = scene.showcase.engine.questions.get(question.depends_on or 0)
    if above is None:
        return True
    answer = next((one for one in hold.answers if one.question_id == above.id), None)
    if answer is None or hold.item_id not in above.item_ids or not _asked(scene, hold, above):
        return False
    said = {above.options[number].identifier for number in answer.option_ids if number in above.options}
    return bool(question.depends_values & (said or {answer.text}))


def _numbers(scene: Scene, cart: Cart) -> Iterator[Missing]:
    """Products of which there are too few or too many by now, and vouchers that are used too few times."""
    of_items, of_vouchers = dict[int, list[Hold]](), dict[int, list[Hold]]()
    for hold in cart.holds:
        of_items.setdefault(hold.item_id, []).append(hold)
        if hold.voucher_id is not None:
            of_vouchers.setdefault(hold.voucher_id, []).append(hold)
    for item_id, holds in of_items.items():
        item = scene.showcase.items.get(item_id)
        number, first = len(holds), holds[0].id
        if item is not None and number < (item.min_per_order or 0):
            yield Missing(Lack.MIN_PER_ORDER, first, item_id, least=item.min_per_order, chosen=number)
        if item is not None and item.max_per_order is not None and number > item.max_per_order:
            yield Missing(Lack.MAX_PER_ORDER, first, item_id, most=item.max_per_order, chosen=number)
    for voucher_id, holds in of_vouchers.items():
        voucher = scene.voucher(voucher_id)
        if voucher is not None and len(holds) < least_uses(voucher):
            least = least_uses(voucher)
            yield Missing(Lack.VOUCHER_MIN_USAGES, holds[0].id, holds[0].item_id, least=least, chosen=len(holds))
