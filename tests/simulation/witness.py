"""The witness: watches every decision and every commit, and holds both against the naive model.

Batches take effect in the order of their commits; whoever was only refused, while the locks were held. In that order
the model must say of every ask what the engine said: nobody is held beyond the size, nobody refused for want of room
that is there.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tests.engine import NOW
from tests.property.histories import Ask as Story
from tests.property.model import MISSING, RELEASED, Model, Position, Told
from tests.property.players import FIRST_QUOTA, said
from tests.simulation.baskets import Baskets, in_words
from willcall.kit.instants import MINUTE_US
from willcall.kit.values import replace
from willcall.reserve.ask import (
    CartAsk,
    CartSaved,
    CartShort,
    CartStale,
    Failed,
    Held,
    HoldAsk,
    Kept,
    Missing,
    Refused,
    ReleaseAsk,
    Several,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.simulation.shoppers import Errand
    from tests.simulation.store import Transaction
    from willcall.reserve import ask as asks
    from willcall.reserve.ask import Hold, Outcome
    from willcall.reserve.desk import Decision
    from willcall.reserve.ledger import Settled
    from willcall.reserve.ledger_memory import Stored

STAYS_US: Final = 30 * MINUTE_US


class Broken(AssertionError):
    """A promise was broken."""


@dataclass(frozen=True)
class Record:
    """A decision, as it was made."""

    decision: Decision
    asks: tuple[asks.Ask, ...]
    now: int
    long_way: bool


@dataclass
class Witness:
    """What was decided, what took effect, and what the model says about it."""

    model: Model
    clock: Callable[[], int]
    say: Callable[[str], None]
    ids: list[int] = field(default_factory=list)
    """The ids of the model's positions."""
    told: dict[int, tuple[asks.Ask, Story | Errand]] = field(default_factory=dict)
    """Asks by identity, with the story that each tells; an errand may take several."""
    records: dict[int, Record] = field(default_factory=dict)
    durable: dict[int, Outcome] = field(default_factory=dict)
    """Outcomes by identity that may be told to buyers."""
    effects: Counter[int] = field(default_factory=Counter)
    """How often an ask took effect, or an errand for a cart; by identity."""
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: Broken | None = None
    """The first promise that was broken: it ends the history, wherever it was noticed."""

    def __post_init__(self) -> None:
        self.baskets = Baskets(self.model, self.ids)

    def asked(self, ask: asks.Ask, story: Story | Errand) -> None:
        """A buyer is going to ask this."""
        self.told[id(ask)] = ask, story

    def decided(self, record: Record, locked_at: float | None) -> None:
        """The engine has decided a batch; a refusal takes effect here, since nothing is to be committed."""
        for one in record.decision.outcomes:
            if isinstance(one, Failed):
                self.object(f"a bug met an ask: {one.error!r}")
        if record.long_way and locked_at is not None and record.now < NOW + int(locked_at) * MINUTE_US:
            self.object("judged by a clock that was read before the last lock")
        self.records[id(record.decision)] = record
        if not record.decision.writes and record.long_way:
            self._apply(record, record.now)

    def look(self) -> tuple[Model, int]:
        """What is true now, for a batch that looks without locks."""
        return copy.deepcopy(self.model), self.clock()

    def glanced(self, batch: Sequence[asks.Ask], settled: Settled, seen: tuple[Model, int], now: int) -> None:
        """A whole batch was refused: that must have been true at the moment of the look."""
        model, looked_at = seen
        if now < looked_at:
            self.object("judged by a clock that was read before the look")
        model.now_min = _minutes(now)
        for ask, outcome in zip(batch, settled.outcomes, strict=True):
            assert isinstance(ask, HoldAsk), "whoever gives back is not refused"
            if id(ask) not in self.told:
                continue
            story = self.told[id(ask)][1]
            assert isinstance(story, Story)
            expected, found = model.ask(_as_asked(story, ask, now, model.now_min), len(self.ids)), _told(outcome)
            self.say(f"  {story} -> {found}, at a glance")
            self.outcomes["at a glance"] += 1
            self.durable[id(outcome)] = outcome
            if expected != found:
                self.object(f"{story} was told {found} at a glance, where {expected} was true")

    def committed(self, transaction: Transaction) -> None:
        """A transaction has taken effect."""
        stored, decision = transaction.store.stored, transaction.decision
        self.baskets.version = stored.catalogue.version
        if decision is not None and decision.writes:
            record = self.records[id(decision)]
            self._apply(record, record.now if record.long_way else self.clock())
        self.model.now_min = _minutes(self.clock())
        self._audit(stored)

    def answered(self, ask: asks.Ask, outcome: Outcome) -> None:
        """A buyer is told an outcome."""
        story = self.told[id(ask)][1]
        if isinstance(outcome, Kept):
            self.repeated(story, outcome)
        elif self.durable.get(id(outcome)) is not outcome and not self._is_gone_anyway(outcome, story):
            self.object(f"{_told(outcome)} was told before it was durable")
        if isinstance(outcome, CartStale | CartShort) and self.effects[id(ask)]:
            self.object(f"{story} was told {_told(outcome)}, and the cart was changed")
        if not {hold.id for hold in _holds(outcome)} <= set(self.ids):
            self.object("a position was promised that was never stored")

    def repeated(self, story: Story | Errand, kept: Kept) -> None:
        """A buyer is told what is kept under a key."""
        assert story.key is not None
        first = self.model.answered.get(story.key)
        if first is None or first[1] != _told(kept):
            self.object(f"key {story.key} was answered {_told(kept)}, and first {first}")

    def finish(self, stored: Stored) -> None:
        """The end: what is stored is what was held and not released."""
        self.model.now_min = _minutes(self.clock())
        self._audit(stored)

    def object(self, text: str) -> None:
        """Notes the first promise that was broken."""
        self.say(f"BROKEN: {text}")
        if self.broken is None:
            self.broken = Broken(text)

    def _apply(self, record: Record, now: int) -> None:
        """The batch has taken effect at an instant: the model decides it too."""
        self.model.now_min = _minutes(now)
        touched: set[str] = set()
        for ask, outcome in zip(record.asks, record.decision.outcomes, strict=True):
            if id(ask) not in self.told:
                continue
            _, story = self.told[id(ask)]
            if isinstance(ask, CartAsk):
                expected: Told = self.baskets.ask(ask, story.key, touched, outcome)
            else:
                expected = self._expected(ask, story, record)
            found = _told(outcome)
            self.say(f"  {story} -> {found}")
            self.outcomes[_kind(found)] += 1
            self.durable[id(outcome)] = outcome
            if story.key is not None and self._was_released_twice(ask, expected, found):
                self.model.answered[story.key] = self.model.now_min, found
            elif expected != found and not self._was_released_twice(ask, expected, found):
                self.object(f"{story} was told {found}, where {expected} was true at minute {self.model.now_min}")
            self._count(ask, outcome, record)
            self._number(outcome)

    def _count(self, ask: asks.Ask, outcome: Outcome, record: Record) -> None:
        """Nothing takes effect twice: no ask, and no errand for a cart, whoever worked it out anew."""
        story = self.told[id(ask)][1]
        changes = isinstance(outcome, CartSaved) if isinstance(ask, CartAsk) else not isinstance(outcome, Kept)
        if changes and record.decision.writes:
            for one in {id(ask), id(story)}:
                self.effects[one] += 1
                if self.effects[one] > 1:
                    self.object(f"{story} took effect twice")

    def _expected(self, ask: asks.Ask, story: Story | Errand, record: Record) -> Told:
        """What the model says; what is held until when was fixed when the ask was made, or decided upon."""
        assert isinstance(story, Story)
        if isinstance(ask, ReleaseAsk):
            number = ask.position_id
            known = number in self.ids and not self.baskets.holds(number)
            nth = self.ids.index(number) if known else len(self.ids)
            return self.model.ask(replace(story, nth=nth), len(self.ids))
        assert isinstance(ask, HoldAsk)
        return self.model.ask(_as_asked(story, ask, record.now, self.model.now_min), len(self.ids))

    def _was_released_twice(self, ask: asks.Ask, expected: Told, found: Told) -> bool:
        """Two who release an expired position at the same moment may both be told so: it holds nothing to lock."""
        if (expected, found) != (MISSING, RELEASED) or not isinstance(ask, ReleaseAsk):
            return False
        if self.baskets.holds(ask.position_id):
            return False
        position = self.model.positions[self.ids.index(ask.position_id)]
        return position.until_min < self.model.now_min

    def _is_gone_anyway(self, outcome: Outcome, story: Story | Errand) -> bool:
        """After a lost commit nobody can tell who has released a position, or given a cart up: it makes no difference.

        Likewise what is refused: with a key it is what was answered first; without one it was true under the locks of a
        batch that only gave back what is gone.
        """
        if story.key is not None:
            first = self.model.answered.get(story.key)
            return not _holds(outcome) and first is not None and first[1] == _told(outcome)
        batches = (one for one in self.records.values() if any(told is outcome for told in one.decision.outcomes))
        record = next(batches, None)
        if record is None:
            return False
        told = zip(record.asks, record.decision.outcomes, strict=True)
        return all(self._is_gone(ask) or _refuses(one) for ask, one in told)

    def _is_gone(self, ask: asks.Ask) -> bool:
        """Whether there is nothing of what an ask gives back."""
        if isinstance(ask, CartAsk):
            return ask.ends and ask.cart.cart_id not in self.baskets.known
        if not isinstance(ask, ReleaseAsk) or ask.position_id not in self.ids:
            return False
        return self.model.positions[self.ids.index(ask.position_id)].gone

    def _number(self, outcome: Outcome) -> None:
        """The model's new positions get the engine's ids."""
        if isinstance(outcome, CartSaved):
            return
        for hold in _holds(outcome):
            place = len(self.ids)
            self.ids.append(hold.id)
            if place >= len(self.model.positions):
                self.model.positions.append(Position("ticket", None, _minutes(hold.expires), None))
            elif self.model.positions[place].until_min != _minutes(hold.expires):
                self.object(f"position {hold.id} is held until {_minutes(hold.expires)}")
        del self.model.positions[len(self.ids) :]

    def _audit(self, stored: Stored) -> None:
        """What is stored after every commit: counters are what is counted, and the model has the same positions."""
        lines = Counter(quota_id for _, quota_id in stored.lines)
        blocks: Counter[int] = Counter()
        for (_, quota_id), (units, _) in stored.blocks.items():
            blocks[quota_id] += units
        uses = Counter(voucher_id for voucher_id, _ in stored.uses.values())
        for number, account in stored.accounts.items():
            if (account.use.held, account.use.blocked) != (lines[number], blocks[number]):
                self.object(f"quota {number} counts {account.use}, and there are {lines[number]}, {blocks[number]}")
        for voucher in stored.vouchers.values():
            if voucher.held != uses[voucher.id]:
                self.object(f"voucher {voucher.id} counts {voucher.held} uses of {uses[voucher.id]}")
        there = [number for number, one in zip(self.ids, self.model.positions, strict=True) if not one.gone]
        if sorted(there) != sorted(stored.positions):
            self.object(f"{sorted(stored.positions)} are stored, and {sorted(there)} were held and not released")
        for difference in self.baskets.differences(stored):
            self.object(difference)
        now = self.clock()
        live = Counter(quota_id for (_, quota_id), expires in stored.lines.items() if expires >= now)
        for number, pool in enumerate(self.model.pools, start=FIRST_QUOTA):
            kept = sum(
                units
                for (_, quota_id), (units, until) in stored.blocks.items()
                if quota_id == number and (until is None or until >= now)
            )
            if live[number] + kept > self.model.counted(pool) + self.model.blocked(pool):
                self.object(f"quota {number} has {live[number]} lines, and the model {self.model.counted(pool)}")


def observed(
    witness: Witness, decide: Callable[..., Decision], locked_at: Callable[[], float | None], *, long_way: bool
) -> Callable[..., Decision]:
    """`decide`, with a witness who looks on."""

    def decided(*arguments: Any) -> Decision:
        _, _, batch, now, _ = arguments
        decision = decide(*arguments)
        witness.decided(Record(decision, tuple(batch), now, long_way), locked_at())
        return decision

    return decided


def looked_on(witness: Witness, refused: Callable[..., Settled | None], seen: Callable[[], Any]) -> Callable[..., Any]:
    """`glance.refused`, with a witness who knows what was true when the batch looked."""

    def settled(catalogue: Any, glance: Any, batch: Sequence[asks.Ask], clock: Callable[[], int]) -> Settled | None:
        read: list[int] = []

        def noted() -> int:
            read.append(clock())
            return read[-1]

        found = refused(catalogue, glance, batch, noted)
        if found is not None:
            witness.glanced(batch, found, seen(), read[-1])
        return found

    return settled


def _as_asked(story: Story, ask: HoldAsk, now: int, now_min: int) -> Story:
    """What is held until when was fixed when the ask was made, or is decided upon at `now`."""
    buys = []
    for buy, entry in zip(story.buys, ask.entries, strict=True):
        until = entry.expires if entry.expires is not None else now + STAYS_US
        buys.append(replace(buy, stays_min=_minutes(until) - now_min))
    return replace(story, buys=tuple(buys))


def _minutes(instant: int) -> int:
    return (instant - NOW) // MINUTE_US


def _told(outcome: Outcome) -> Told:
    if isinstance(outcome, Kept):
        return _decoded(outcome)
    if isinstance(outcome, CartSaved | CartShort | CartStale):
        return in_words(outcome)
    return said(outcome)


def _kind(told: Told) -> str:
    """What is counted of an outcome: not which cart, and not how much is left."""
    return re.sub(r"^(saved|short).*", r"\1", told) if isinstance(told, str) else "several"


def _decoded(kept: Kept) -> Told:
    found = kept.body.decode().split("|")
    return tuple(found[1:]) if found[0] == "several" else found[0]


def rendered(outcome: Outcome, _: object) -> Kept | None:
    """The answer that is kept under a key: the model's words, for `_decoded`."""
    if isinstance(outcome, Failed | CartStale | CartShort):
        return None
    told = _told(outcome)
    return Kept(200, (told if isinstance(told, str) else "|".join(("several", *told))).encode())


def _refuses(outcome: Outcome) -> bool:
    """Whether an outcome changes nothing."""
    if isinstance(outcome, Several):
        return all(isinstance(entry, Refused) for entry in outcome.entries)
    return isinstance(outcome, Refused | Missing | CartStale | CartShort | Kept)


def _holds(outcome: Outcome) -> Sequence[Hold]:
    if isinstance(outcome, CartSaved):
        return outcome.holds
    entries = outcome.entries if isinstance(outcome, Several) else (outcome,)
    return [hold for entry in entries if isinstance(entry, Held) for hold in entry.all]
