"""When each position took its places: surely, and at most possibly.

A buyer knows only when a request began and ended, so a place was taken at some instant between the two. What lies
between is decided for the server's good: a server is told wrong only when no order of events could make it right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from willcall.torture.history import Asked, History, Place, Returned, Said
from willcall.torture.levels import NEVER, Level, Span

CLOCK_MARGIN_US: Final = 20_000
"""What clocks may drift apart during a rush, beyond what its answers show."""

EMPTY: Final = (1, 0)


@dataclass(frozen=True, slots=True)
class Offset:
    """How far the server's clock is before the buyers': between the two."""

    low_us: int
    high_us: int

    def before(self, server_us: int) -> int:
        """An instant of the buyers' clock at which the server's surely had not come so far yet."""
        return server_us - self.high_us - CLOCK_MARGIN_US

    def after(self, server_us: int) -> int:
        """One at which it surely had come further."""
        return server_us - self.low_us + CLOCK_MARGIN_US


def offset_of(asked: Iterable[Asked]) -> Offset:
    """What the answers tell: each position was made between the beginning and the end of its request.

    Where they contradict each other, several servers have clocks that disagree; then it is all that they disagree in.
    """
    made = [(one.made_us, one.began_us, one.ended_us) for one in asked if one.made_us is not None]
    if not made:
        return Offset(0, 0)
    low, high = max(at - ended for at, _, ended in made), min(at - began for at, began, _ in made)
    return Offset(min(low, high), max(low, high))


@dataclass(frozen=True, slots=True)
class Life:
    """A position that was held, with every attempt to give it back, or its parent."""

    place: Place
    asked: Asked
    returns: tuple[Returned, ...]

    def may_be_gone(self, by_us: int) -> bool:
        """Whether somebody may have given it back by then."""
        return any(one.said in (Said.YES, Said.UNCLEAR) and one.began_us <= by_us for one in self.returns)

    def surely(self, offset: Offset) -> Span:
        """From the answer until somebody began to give it back, or it may have expired."""
        began = [one.began_us for one in self.returns if one.said is not Said.LATER]
        return self.asked.ended_us, min([*began, offset.before(self.place.expires_us)]) - 1

    def possibly(self, offset: Offset) -> Span:
        """From when it was asked for until it was back, or had surely expired."""
        ended = [one.ended_us for one in self.returns if one.said in (Said.YES, Said.NO)]
        return self.asked.began_us, min([*ended, offset.after(self.place.expires_us)])


def lives_of(history: History) -> list[Life]:
    """Every position that was held, in the order of the answers."""
    returns = defaultdict[int, list[Returned]](list)
    for one in history.returned:
        returns[one.position_id].append(one)
    found = []
    for asked in history.asked:
        for place in asked.places:
            ids = {asked.places[0].position_id, place.position_id}
            found.append(Life(place, asked, tuple(attempt for number in ids for attempt in returns.get(number, ()))))
    return found


def lost_of(history: History, lives: Sequence[Life]) -> set[int]:
    """Positions that were acknowledged, that nobody gave back, and that are not there."""
    missed = defaultdict[int, list[int]](list)
    for returned in history.returned:
        if returned.said is Said.NO:
            missed[returned.position_id].append(returned.ended_us)
    for seen in history.seen:
        if not seen.there:
            missed[seen.position_id].append(seen.ended_us)
    listed = None if history.listed is None else {number for number, _ in history.listed.rows}
    lost = set()
    for life in lives:
        number = life.place.position_id
        if any(not life.may_be_gone(at) for at in missed.get(number, ())) or (
            listed is not None and number not in listed and not life.may_be_gone(NEVER)
        ):
            lost.add(number)
    return lost


@dataclass(frozen=True, slots=True)
class Taken:
    """How much of a pool was taken at every instant: surely, and at most possibly."""

    surely: Level
    possibly: Level


def taken_of(history: History, lives: Sequence[Life], lost: set[int], pools: int) -> list[Taken]:
    """For each pool. What is lost is told as such: that its place was sold again is not told as oversold, too."""
    offset = offset_of(history.asked)
    surely, possibly = [list[Span]() for _ in range(pools)], [list[Span]() for _ in range(pools)]
    for life in lives:
        sure = EMPTY if life.place.position_id in lost else life.surely(offset)
        perhaps = life.possibly(offset)
        for pool in life.place.pools:
            surely[pool].append(sure)
            possibly[pool].append(perhaps)
    for pool, span in _unclear(history, offset):
        possibly[pool].append(span)
    return [Taken(Level(sure), Level(perhaps)) for sure, perhaps in zip(surely, possibly, strict=True)]


def _unclear(history: History, offset: Offset) -> Iterator[tuple[int, Span]]:
    """Asks that were not answered: they may have been held, unless the list at the end knows nothing of them."""
    carts = set() if history.listed is None else {cart_id for _, cart_id in history.listed.rows}
    for asked in history.asked:
        if asked.said is not Said.UNCLEAR:
            continue
        gone = history.listed is not None and asked.cart_id not in carts
        last = history.listed.began_us if gone and history.listed is not None else NEVER
        for place, wanted in enumerate(asked.wants):
            # Some servers let add-ons expire at an instant of their own, which only an answer would have told.
            expired = offset.after(asked.expires_us) if place == 0 else NEVER
            for pool in wanted:
                yield pool, (asked.began_us, min(last, expired))
