"""What becomes of each step of a history, said as simply as possible, from spec 01 §4, 05 §4 to §6, §12, §16 and 06 §4.

It knows neither HTTP nor the engine; clock readings are handed to it.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from tests.property.http_counts import SHIRTS, Counts, Position, Quota, Seat, Voucher, Waiter, item_of
from tests.property.http_steps import (
    SHIRT,
    Apart,
    Ask,
    Back,
    Block,
    Cancel,
    Change,
    Issue,
    Leave,
    Offer,
    Queue,
    Scrap,
    Sell,
    Step,
    Until,
    Wish,
    Withdraw,
)
from willcall.kit.values import replace

HELD: Final = "held"
DONE: Final = "done"
MISSING: Final = "missing"
FORBIDDEN: Final = "forbidden"
RULE: Final = "refused: non_field_errors"

Told = str | tuple[str, ...]


class Model(Counts):
    """The fair, and what everybody does there."""

    def step(self, step: Step, now: int) -> Told:
        """What the one who takes a step is told."""
        self.now = now
        told = self._bought(step) or self._arranged(step)
        for quota in self.quotas:
            if quota.terms.closes and self.is_sold_out(quota):
                quota.terms = replace(quota.terms, closed=True)
            quota.may_close = quota.terms.closes and self.is_awaited(quota)
        return told

    def _bought(self, step: Step) -> Told | None:
        match step:
            case Ask(wishes, bulk):
                return self._ask(wishes) if bulk else self._wish(wishes[0], set())
            case Back(nth):
                return self._give_back(nth)
            case Queue(product, date, nth):
                waiter = self._waiter(nth)
                return self._queue(Waiter(product, date), waiter) if waiter or nth is None else MISSING
            case Leave(nth):
                return self._leave(self._waiter(nth))
        return None

    def _arranged(self, step: Step) -> Told:
        match step:
            case Change():
                return self._change(step)
            case Issue(offer, nth):
                voucher = self.voucher(nth)
                return self._issue(offer, voucher) if voucher or nth is None else MISSING
            case Withdraw(nth):
                return self._withdraw(self.voucher(nth))
            case Scrap(product):
                return self._scrap(product)
            case Cancel(date):
                return self._cancel(date)
        self._switch(step)
        return DONE

    def _switch(self, step: Step) -> None:
        """What nothing stands against."""
        match step:
            case Block(seat, blocked, date):
                (self.blocked.add if blocked else self.blocked.discard)((date, seat))
            case Sell(product, active):
                (self.inactive.discard if active else self.inactive.add)(product)
            case Apart(distance):
                self.distance = distance
            case Until(when):
                self.list_ends = when and when.at(self.now)

    def voucher(self, nth: int | None, unknown: int = 0) -> Voucher | None:
        """The nth one, unless it is one of those unknown that come after the last, or gone."""
        places = len(self.vouchers) + unknown
        if nth is None or not places or nth % places >= len(self.vouchers):
            return None
        voucher = self.vouchers[nth % places]
        return None if voucher.gone else voucher

    # Buyers

    def _ask(self, wishes: tuple[Wish, ...]) -> tuple[str, ...]:
        seats: set[Seat] = set()
        return tuple(self._wish(wish, seats) for wish in wishes)

    def _wish(self, wish: Wish, seats: set[Seat]) -> str:
        """Everything or nothing; `seats` are those held by this request so far."""
        voucher = self.voucher(wish.voucher, unknown=1)
        refusal = self._unsound(wish) or self._against_rules(wish, voucher) or self._short(wish, voucher, seats)
        if refusal:
            return refusal
        until = wish.until.at(self.now)
        main = Position(wish.product, wish.date, until, wish.cart, None, voucher, wish.seat)
        date = self._date_of_children(wish)
        children = [Position(product, date, until, wish.cart, main) for product in (*wish.addons, *wish.bundled)]
        self.positions += [main, *children]
        if wish.seat and until >= self.now:
            seats.add((wish.date, wish.seat))
        return HELD

    def _unsound(self, wish: Wish) -> str | None:
        """Phase A: all keys at once."""
        wrong = ["item"] if self._is_off(wish.product) else []
        wrong += ["subevent"] if self.is_series and wish.date is None else []
        date = self._date_of_children(wish)
        for key, products in (("addons", wish.addons), ("bundled", wish.bundled)):
            # That there is no such date is told of the parent alone, unless the children have one of their own.
            dateless = self.is_series and date is None
            if any(self._is_off(product) or not (dateless or self.quotas_of(product, date)) for product in products):
                wrong.append(key)
        return "refused: " + " ".join(sorted(wrong)) if wrong else None

    def _date_of_children(self, wish: Wish) -> int | None:
        """Their own, if they have one."""
        return wish.date if wish.date_of_children is None else wish.date_of_children

    def _is_off(self, product: str) -> bool:
        return item_of(product) in self.inactive

    def _against_rules(self, wish: Wish, voucher: Voucher | None) -> str | None:
        """B5 to B13: the first."""
        if (wish.seat is None) is (wish.product == "stall"):
            return "refused: seat"
        if wish.voucher is not None and not (voucher and self._is_for(voucher.offer, wish) and self.is_valid(voucher)):
            return "refused: voucher"
        freely = voucher is not None and (voucher.offer.blocks or voucher.offer.ignores)
        return None if freely or self.quotas_of(wish.product, wish.date) else RULE

    def _is_for(self, offer: Offer, wish: Wish) -> bool:
        if offer.seat not in (None, wish.seat) or offer.date not in (None, wish.date):
            return False
        if isinstance(offer.target, int):
            return wish.product in self.quotas[offer.target].terms.covers
        return offer.target in (None, wish.product) or (offer.target == SHIRT and wish.product in SHIRTS)

    def _short(self, wish: Wish, voucher: Voucher | None, seats: set[Seat]) -> str | None:
        """Phase C: the first of seat twice, quotas, uses of the voucher, seat."""
        if wish.seat and (wish.date, wish.seat) in seats:
            return RULE
        asked = [quota for quota in self.quotas_of(wish.product, wish.date) if not self._is_let_in(voucher, quota)]
        date = self._date_of_children(wish)
        asked += [quota for product in (*wish.addons, *wish.bundled) for quota in self.quotas_of(product, date)]
        need = Counter(quota.born for quota in asked)
        for quota in asked:
            left = self.left(quota)
            if left is not None and left < need[quota.born]:
                return f"no room in {quota.name}"
        if voucher and self.uses(voucher) >= voucher.offer.usages:
            return "refused: voucher"
        if wish.seat and not self.is_free((wish.date, wish.seat), wish.cart, voucher):
            return "refused: seat"
        return None

    def _is_let_in(self, voucher: Voucher | None, quota: Quota) -> bool:
        return voucher is not None and (voucher.offer.ignores or self.keeps_back(voucher, quota))

    def _give_back(self, nth: int) -> str:
        """A position goes with its children."""
        if not self.positions:
            return MISSING
        position = self.positions[nth % len(self.positions)]
        if position.gone:
            return MISSING
        self._remove(position)
        return DONE

    def _remove(self, position: Position) -> None:
        for one in self.positions:
            if position in (one, one.parent):
                one.gone = True

    def _queue(self, new: Waiter, old: Waiter | None) -> str:
        """Nobody waits for what can be had; who changes that is still counted where they wait."""
        if self.is_series and new.date is None:
            return RULE
        if old is not None and (old.product, old.date) == (new.product, new.date):
            return DONE
        if self.is_to_be_had(new.product, new.date):
            return RULE
        if old is None:
            self.waiters.append(new)
        else:
            old.product, old.date = new.product, new.date
        return DONE

    def _waiter(self, nth: int | None) -> Waiter | None:
        waiter = self.waiters[nth % len(self.waiters)] if self.waiters and nth is not None else None
        return None if waiter is None or waiter.gone else waiter

    def _leave(self, waiter: Waiter | None) -> str:
        if waiter is None:
            return MISSING
        waiter.gone = True
        return DONE

    # Fay

    def _change(self, change: Change) -> str:
        """A quota that went with its date is made anew, but not changed."""
        quota = self.quotas[change.nth]
        if change.anew and any(one.offer.target == change.nth for one in self.vouchers if not one.gone):
            return FORBIDDEN
        told = MISSING if quota.gone else DONE
        if change.anew:
            quota.gone, quota.born = False, 1 + max(one.born for one in self.quotas)
        if not quota.gone:
            quota.change(change.terms)
        return told

    def _scrap(self, product: str) -> str:
        """Not while vouchers name it. An item goes with all its places, a variation only while nobody has one."""
        going = SHIRTS if product == SHIRT else {product}
        named = {product, *going}
        taken = [one for one in self.positions if one.product in going and not one.gone]
        if any(one.offer.target in named for one in self.vouchers if not one.gone) or (taken and product in SHIRTS):
            return FORBIDDEN
        for position in taken:
            self._remove(position)
        for waiter in self.waiters:
            waiter.gone = waiter.gone or waiter.product in going
        for quota in self.quotas:
            quota.lose(product)
        self.inactive.discard(product)
        return DONE

    def _cancel(self, date: int) -> str:
        """A date goes with everything that is on it, unless vouchers name it or one of its quotas."""
        quotas = [quota for quota in self.quotas if quota.terms.date == date and not quota.gone]
        for offer in (one.offer for one in self.vouchers if not one.gone):
            if offer.date == date or (isinstance(offer.target, int) and self.quotas[offer.target] in quotas):
                return FORBIDDEN
        for position in self.positions:
            if position.date == date and not position.gone:
                self._remove(position)
        for waiter in self.waiters:
            waiter.gone = waiter.gone or waiter.date == date
        for quota in quotas:
            quota.gone = True
        self.blocked = {seat for seat in self.blocked if seat[0] != date}
        return DONE

    def _issue(self, offer: Offer, old: Voucher | None) -> str:
        """A voucher must find what it is to keep back: a seat, and as many places as it has usages."""
        until = offer.until.at(self.now)
        offer = replace(offer, seat=old.offer.seat) if old is not None else offer
        if isinstance(offer.target, int) and self.quotas[offer.target].gone:
            return "refused: quota"
        if offer.target == "workshop" or (offer.blocks and offer.target is None):
            return RULE
        if self.is_series and offer.date is None and (offer.blocks or offer.seat):
            return RULE
        if offer.seat is not None:
            if offer.target != "stall" or offer.usages != 1:
                return RULE
            same = old is not None and old.offer.date == offer.date
            kept = same and old is not None and (self.is_valid(old) or until < self.now)
            if not kept and not self.is_free((offer.date, offer.seat), None, old):
                return RULE
        if (
            offer.blocks
            and until >= self.now
            and not all(self._can_keep(offer, old, quota) for quota in self.quotas if self.points_at(offer, quota))
        ):
            return RULE
        if old is None:
            self.vouchers.append(Voucher(offer, until))
        else:
            old.offer, old.until = offer, until
        return DONE

    def _can_keep(self, offer: Offer, old: Voucher | None, quota: Quota) -> bool:
        """Whether there is room, what it keeps back there already and its own positions set aside."""
        own = old.offer.usages if old and self.keeps_back(old, quota) else 0
        if own >= offer.usages:
            return True
        if quota.terms.closed:
            return False
        others = [one for one in self.live() if old is None or one.voucher is not old]
        counted = sum(
            one.product in quota.terms.covers
            and one.date == quota.terms.date
            and not (one.voucher and self.keeps_back(one.voucher, quota))
            for one in others
        )
        size = quota.terms.size
        return size is None or size - self.kept_back(quota, old) - counted >= offer.usages

    def _withdraw(self, voucher: Voucher | None) -> str:
        """It goes from all carts, with the positions that use it."""
        if voucher is None:
            return MISSING
        voucher.gone = True
        for position in self.positions:
            if position.voucher is voucher:
                self._remove(position)
        return DONE
