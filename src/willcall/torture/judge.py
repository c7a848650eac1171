"""The judge: what a server did wrong in a rush, as pure functions of the history.

*Oversold*: at some instant more was surely held than there is. *Undersold*: somebody was refused although, at every
instant between request and answer, there was surely room. Both hold whatever order the server put the requests in, so
a right server is never told wrong. What a wrong one does within these bounds is found when nobody else buys: then the
bounds meet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from willcall.torture.history import Asked, History, Pool, Said
from willcall.torture.lives import Life, Taken, lives_of, lost_of, taken_of

EXAMPLES: Final = 3
"""Told of each kind of difference: enough to look into it."""


class Kind(Enum):
    """What can be wrong, the worst first."""

    OVERSOLD = "oversold"
    UNDERSOLD = "undersold"
    LOST = "lost"
    DOUBLED = "doubled"
    LEFT_OVER = "left over"
    MISCOUNTED = "miscounted"
    UNEXPECTED = "unexpected"


MEANING: Final = {
    Kind.OVERSOLD: "places held beyond what there is",
    Kind.UNDERSOLD: "asks refused although there was room",
    Kind.LOST: "positions acknowledged and not there",
    Kind.DOUBLED: "positions held, or given back, twice for one request",
    Kind.LEFT_OVER: "positions there although refused or given back",
    Kind.MISCOUNTED: "availability answers that disagree with the count",
    Kind.UNEXPECTED: "answers that a rush should not get",
}


@dataclass(slots=True)
class Finding:
    """Differences of one kind: how many, and the first of them in words."""

    count: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Verdict:
    """What was found; nothing, if the server was exact."""

    findings: dict[Kind, Finding] = field(default_factory=dict)

    @property
    def exact(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def add(self, kind: Kind, text: str, count: int = 1) -> None:
        """Notes a difference."""
        finding = self.findings.setdefault(kind, Finding())
        finding.count += count
        if len(finding.examples) < EXAMPLES:
            finding.examples.append(text)

    def count(self, kind: Kind) -> int:
        """How many of a kind."""
        return self.findings[kind].count if kind in self.findings else 0


def judge(history: History, pools: Sequence[Pool]) -> Verdict:
    """Everything that is wrong. The more of the history there is (a list at its end), the more can be told."""
    verdict, lives = Verdict(), lives_of(history)
    lost = lost_of(history, lives)
    taken = taken_of(history, lives, lost, len(pools))
    _oversold(verdict, pools, taken)
    _undersold(verdict, history, pools, taken)
    for number in sorted(lost):
        verdict.add(Kind.LOST, f"position {number}")
    _doubled(verdict, history)
    _left_over(verdict, history, lives)
    _miscounted(verdict, history, pools, taken)
    for odd in history.odd:
        verdict.add(Kind.UNEXPECTED, f"{odd.request}: {odd.status} {odd.text}".rstrip())
    return verdict


def held_at(history: History, pools: Sequence[Pool], instant: int) -> int:
    """Places surely held at an instant, of those that can be sold: quotas, since the rest takes one of them too."""
    lives = lives_of(history)
    taken = taken_of(history, lives, set(), len(pools))
    return sum(one.surely.at(instant) for pool, one in zip(pools, taken, strict=True) if pool.kind == "quota")


def left_at(history: History, pools: Sequence[Pool], instant: int) -> list[int]:
    """What is left of each pool at an instant, as far as nobody else is under way."""
    taken = taken_of(history, lives_of(history), set(), len(pools))
    return [max(0, pool.places - one.surely.at(instant)) for pool, one in zip(pools, taken, strict=True)]


def _oversold(verdict: Verdict, pools: Sequence[Pool], taken: Sequence[Taken]) -> None:
    for pool, one in zip(pools, taken, strict=True):
        over = one.surely.peak - pool.places
        if over > 0:
            verdict.add(Kind.OVERSOLD, f"{pool.name}: {one.surely.peak} held of {pool.places}", over)


def _undersold(verdict: Verdict, history: History, pools: Sequence[Pool], taken: Sequence[Taken]) -> None:
    for asked in history.asked:
        if asked.said is not Said.NO:
            continue
        need = Counter(pool for wanted in asked.wants for pool in wanted if pools[pool].kind == asked.lacking)
        most = {pool: taken[pool].possibly.most(asked.began_us, asked.ended_us) for pool in need}
        if all(most[pool] + units <= pools[pool].places for pool, units in need.items()):
            room = ", ".join(f"{pools[pool].name}: at most {most[pool]} of {pools[pool].places} taken" for pool in need)
            verdict.add(Kind.UNDERSOLD, f"refused for want of a {asked.lacking}; {room or 'it needs none'}")


def _doubled(verdict: Verdict, history: History) -> None:
    held = Counter(place.position_id for asked in history.asked for place in asked.places)
    for number, times in held.items():
        if times > 1:
            verdict.add(Kind.DOUBLED, f"position {number} was given to {times} asks", times - 1)
    back = Counter(one.position_id for one in history.returned if one.said is Said.YES)
    for number, times in back.items():
        if times > 1:
            verdict.add(Kind.DOUBLED, f"position {number} was given back {times} times", times - 1)
    for one in history.repeated:
        if one.first != one.second:
            verdict.add(Kind.DOUBLED, f"one idempotency key made the positions {one.first} and {one.second}")
    for asked, numbers in _rows_of_asks(history):
        known = {place.position_id for place in asked.places}
        more = [number for number in numbers if number not in known]
        allowed = len(asked.wants) if asked.said is Said.UNCLEAR else 0
        if asked.said in (Said.YES, Said.UNCLEAR) and len(more) > allowed:
            text = f"one ask made the positions {', '.join(map(str, numbers))}"
            verdict.add(Kind.DOUBLED, text, len(more) - allowed)


def _left_over(verdict: Verdict, history: History, lives: Iterable[Life]) -> None:
    if history.listed is None:
        return
    there = {number for number, _ in history.listed.rows}
    for life in lives:
        if life.place.position_id in there and any(one.said is Said.YES for one in life.returns):
            verdict.add(Kind.LEFT_OVER, f"position {life.place.position_id} was given back")
    for asked, numbers in _rows_of_asks(history):
        if asked.said in (Said.NO, Said.LATER):
            verdict.add(Kind.LEFT_OVER, f"position {numbers[0]} was refused", len(numbers))
    ours = {asked.cart_id for asked in history.asked}
    for number, cart_id in history.listed.rows:
        if cart_id not in ours:
            verdict.add(Kind.LEFT_OVER, f"position {number} was asked for by nobody")


def _rows_of_asks(history: History) -> list[tuple[Asked, list[int]]]:
    """What the list at the end has of each ask, if it has anything."""
    rows = defaultdict[str, list[int]](list)
    for number, cart_id in history.listed.rows if history.listed is not None else ():
        rows[cart_id].append(number)
    return [(asked, sorted(rows[asked.cart_id])) for asked in history.asked if asked.cart_id in rows]


def _miscounted(verdict: Verdict, history: History, pools: Sequence[Pool], taken: Sequence[Taken]) -> None:
    for one in history.counted:
        pool, level = pools[one.pool], taken[one.pool]
        least = level.surely.least(one.began_us, one.ended_us)
        most = level.possibly.most(one.began_us, one.ended_us)
        fewest, most_left = max(0, pool.places - most), max(0, pool.places - least)
        if one.left is None or not fewest <= one.left <= most_left or not least <= one.taken <= most:
            told = f"told {one.left} left and {one.taken} held"
            verdict.add(Kind.MISCOUNTED, f"{pool.name}: {told}; held are {least} to {most} of {pool.places}")
