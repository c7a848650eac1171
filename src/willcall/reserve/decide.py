"""The decision: asks in, outcomes out, over a catalogue and a book. Pure: no clock, no database, no randomness.

Rules and their order: spec 01 §4; A and B are in `rules`, C (what is left) is here. A refusal takes nothing; an
unexpected error fails its ask, or its entry of a bulk, alone. What becomes of carts of shops is decided in `carts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from willcall.reserve.ask import (
    Ask,
    CartAsk,
    Failed,
    Held,
    HoldAsk,
    Missing,
    Outcome,
    Reason,
    Refused,
    ReleaseAsk,
    Released,
    Several,
    Wanted,
)
from willcall.reserve.book import Book, Voucher, place_of
from willcall.reserve.carts import Verdict, grant, judged
from willcall.reserve.catalogue import Catalogue, Quota
from willcall.reserve.desk import Decision, Desk, NewId, count, count_use
from willcall.reserve.making import made, position
from willcall.reserve.rules import Checked, bare_place, checked
from willcall.reserve.seating import is_available
from willcall.rest.problems import NON_FIELD

NOT_ENOUGH_TEXT = 'There is not enough quota available on quota "{name}" to perform the operation.'
"""The one text that the documents give literally (spec 01 §4.6)."""


def decide(catalogue: Catalogue, book: Book, asks: Sequence[Ask], now: int, new_id: NewId) -> Decision:
    """Decides asks in their order; the book is used up while doing so.

    `now` is the instant in microseconds at which the locks were held; `new_id` hands out ids.
    """
    desk = Desk(catalogue, book, now, new_id, Decision())
    for ask in asks:
        desk.decision.outcomes.append(_once(desk, ask))
    return desk.decision


def _once(desk: Desk, ask: Ask) -> Outcome:
    """An ask, unless its idempotency key has been answered already."""
    once = ask.once
    if once is not None and (known := desk.book.kept.get(once.identity)) is not None:
        return known
    holds_before = len(desk.decision.holds)
    try:
        verdict = judged(desk, ask) if isinstance(ask, CartAsk) else Verdict(_settle(desk, ask))
        outcome = verdict.outcome
        answer = once.render(outcome, desk.catalogue) if once is not None else None
    except Exception as error:  # noqa: BLE001  (whatever it is, it must not take the batch down)
        _forget(desk, list(desk.decision.holds)[holds_before:])
        return Failed(error)
    if verdict.granted is not None:
        grant(desk, verdict.granted)
    if once is not None and answer is not None:
        desk.book.kept[once.identity] = answer
        desk.decision.kept.append((once, answer))
    return outcome


def _settle(desk: Desk, ask: HoldAsk | ReleaseAsk) -> Outcome:
    if isinstance(ask, ReleaseAsk):
        return _release(desk, ask.position_id)
    if not ask.bulk:
        return _hold(desk, ask, ask.entries[0], set())
    holds_before = len(desk.decision.holds)
    seats_taken: set[int] = set()
    entries = tuple(_entry(desk, ask, entry, seats_taken) for entry in ask.entries)
    if not ask.atomic or all(isinstance(one, Held) for one in entries):
        return Several(entries)
    _forget(desk, list(desk.decision.holds)[holds_before:])
    return Several(tuple(_not_alone(one) for one in entries), undone=True)


def _not_alone(outcome: Held | Refused) -> Refused:
    """What an entry is told of a bulk in which others were refused: its own reason, if it has one."""
    return outcome if isinstance(outcome, Refused) else Refused.by(Reason.OTHERS_REFUSED)


def _entry(desk: Desk, ask: HoldAsk, wanted: Wanted, seats_taken: set[int]) -> Held | Refused:
    """An entry of a bulk: its failure never undoes another (spec 01 §11)."""
    try:
        return _hold(desk, ask, wanted, seats_taken)
    except Exception:  # noqa: BLE001  (contained: the other entries stand)
        return Refused(Reason.FIELDS, {NON_FIELD: ["Something went wrong with this entry."]})


def _hold(desk: Desk, ask: HoldAsk, wanted: Wanted, seats_taken: set[int]) -> Held | Refused:
    """One position with its children: everything or nothing."""
    catalogue, bare = desk.catalogue, bare_place(wanted)
    if bare is not None and (quotas := catalogue.bare.get(bare)) is not None:
        return _hold_bare(desk, ask, wanted, quotas)
    found = checked(catalogue, desk.book, wanted, desk.now)
    if isinstance(found, Refused):
        return found
    if bare is not None:
        catalogue.bare[bare] = catalogue.quotas_of(place_of(wanted))
    refusal = _unavailable(desk, ask, found, seats_taken)
    if refusal is not None:
        return refusal
    held = made(catalogue, ask, found, desk.now, desk.new_id)
    for hold in held.all:
        desk.decision.holds[hold.id] = hold
    if held.hold.expires >= desk.now:
        _take(desk, found, held)
        if found.seat is not None:
            seats_taken.add(found.seat.shown.id)
    return held


def _hold_bare(desk: Desk, ask: HoldAsk, wanted: Wanted, quotas: Sequence[Quota]) -> Held | Refused:
    """The same where it is known that no rule is broken, and nothing is open but whether these quotas have room."""
    accounts, decision = desk.book.accounts, desk.decision
    for quota in quotas:
        if accounts[quota.id].places_left() == 0:
            return _not_enough(quota.name)
    hold = position(desk.catalogue, ask, wanted, desk.now, desk.new_id())
    decision.holds[hold.id] = hold
    if hold.expires >= desk.now:
        decision.counted[hold.id] = quota_ids = tuple([one.id for one in quotas])
        count(desk, quota_ids, 1)
    return Held(hold)


def _not_enough(quota_name: str) -> Refused:
    return Refused(Reason.NOT_ENOUGH, {NON_FIELD: [NOT_ENOUGH_TEXT.format(name=quota_name)]})


def _unavailable(desk: Desk, ask: HoldAsk, found: Checked, seats_taken: set[int]) -> Refused | None:
    """Phase C: the first of seat twice, quotas, voucher uses, seat (spec 01 §4.3)."""
    wanted = found.wanted
    if found.seat is not None and found.seat.shown.id in seats_taken:
        return Refused.by(Reason.SEAT_TWICE)
    lacking = _lacking(desk, found)
    if lacking is not None:
        return _not_enough(lacking)
    if found.voucher is not None and found.voucher.uses_left < 1:
        return Refused.by(Reason.VOUCHER_USED_UP)
    if found.seat is not None and not is_available(
        found.seat,
        desk.book.seats.values(),
        desk.catalogue.seating,
        cart_id=wanted.cart_id or ask.cart_id,
        channel=wanted.sales_channel,
        voucher_id=found.voucher.id if found.voucher is not None else None,
    ):
        return Refused.by(Reason.SEAT_TAKEN)
    return None


def _lacking(desk: Desk, found: Checked) -> str | None:
    """The name of the first quota without room: the main item's by name, then the children's (spec 01 §4.6)."""
    wanted, quotas_of = found.wanted, desk.catalogue.quotas_of
    listed = [quota for quota in quotas_of(place_of(wanted)) if not _is_exempt(found.voucher, quota.id)]
    for child in (*wanted.addons, *wanted.bundled):
        listed += quotas_of(place_of(child, wanted))
    need: dict[int, int] = {}
    for quota in listed:
        need[quota.id] = need.get(quota.id, 0) + 1
    for quota in listed:
        left = desk.book.accounts[quota.id].places_left()
        if left is not None and left < need[quota.id]:
            return quota.name
    return None


def _is_exempt(voucher: Voucher | None, quota_id: int) -> bool:
    """Whether a voucher needs no room in a quota of its position (spec 06 §4)."""
    return voucher is not None and (voucher.ignores_quota or quota_id in voucher.blocked_quota_ids)


def _take(desk: Desk, found: Checked, held: Held) -> None:
    """Counts a position that was granted."""
    decision, voucher = desk.decision, found.voucher
    for hold in held.all:
        quota_ids = tuple(
            one.id for one in desk.catalogue.quotas_of((hold.item_id, hold.variation_id, hold.subevent_id))
        )
        if hold is held.hold and voucher is not None:
            # Its block keeps the place already; counting the position too would count it twice (spec 06 §2).
            quota_ids = tuple(number for number in quota_ids if number not in voucher.blocked_quota_ids)
            if voucher.ignores_quota:
                decision.excused.update(quota_ids)
        decision.counted[hold.id] = quota_ids
        count(desk, quota_ids, 1)
    if voucher is not None:
        voucher.held += 1
        decision.uses[held.hold.id] = voucher.id
        decision.used[voucher.id] += 1
    if found.seat is not None:
        found.seat.held_in_cart = held.hold.cart_id
        decision.seats[held.hold.id] = found.seat.shown.id


def _release(desk: Desk, position_id: int) -> Released | Missing:
    """Gives back a position with its children: one that is stored, or one made earlier in this batch."""
    decision = desk.decision
    made_here = decision.holds.get(position_id)
    if made_here is not None and made_here.line is None:
        _forget(desk, [one.id for one in decision.holds.values() if position_id in (one.id, one.addon_to)])
        return Released()
    found = desk.book.present.get(position_id)
    if found is None:
        return Missing()
    for number in (*found.children, position_id):
        member = desk.book.present.pop(number, None)
        if member is not None:
            decision.released.append(number)
            count(desk, member.quota_ids, -1)
            _give_back(desk, member.voucher_id, member.seat_id)
    return Released()


def _forget(desk: Desk, made_here: Sequence[int]) -> None:
    """As if these positions of this batch had never been made."""
    decision = desk.decision
    for number in made_here:
        del decision.holds[number]
        count(desk, decision.counted.pop(number, ()), -1)
        _give_back(desk, decision.uses.pop(number, None), decision.seats.pop(number, None))


def _give_back(desk: Desk, voucher_id: int | None, seat_id: int | None) -> None:
    """Frees a use of a voucher and a seat for those who come later in the batch."""
    if voucher_id is not None:
        count_use(desk, voucher_id, -1)
    # Whoever held a seat until it expired must not free it for a third: it may have been taken anew in this batch.
    if seat_id is not None and seat_id not in desk.decision.seats.values():
        for seat in desk.book.seats.values():
            if seat.shown.id == seat_id:
                seat.held_in_cart = None
