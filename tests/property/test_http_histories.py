"""A started server against the naive model: over HTTP, with everything that a hold can depend on.

After every step the answers agree, and so does what each quota and each seat tells of itself.
"""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import event, given, settings

from tests.api.hall import seated
from tests.cast import SOLD_OUT, Fair, Wire, id_of
from tests.property.http_model import DONE, FORBIDDEN, HELD, MISSING, SHIRTS, Model, Quota, Told
from tests.property.http_steps import (
    QUOTAS,
    SEATS,
    SHIRT,
    SOON_US,
    Apart,
    Ask,
    Back,
    Block,
    Change,
    History,
    Issue,
    Offer,
    Sell,
    Step,
    Terms,
    Wait,
    Wish,
    Withdraw,
    histories,
)

if TYPE_CHECKING:
    import httpx

    from tests.cast import Desk
    from tests.property.http_model import Shown

# A counterexample is made small before it is shown, which takes longer than to find none.
pytestmark = pytest.mark.timeout(600)

CALM_US: Final = 60_000
"""So long before something ends nothing is asked any more: the answer would depend on how fast it comes."""
READS_MAX: Final = 20  # a machine that never reads undisturbed by something that ends is not slow but stuck
EXAMPLES: Final = 25
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class TooSlowError(Exception):
    """Something ended while a request was under way: which came first, nobody can tell."""


@dataclass
class Player:
    """The fair on the server, with the ids of what the model calls by numbers."""

    fair: Fair
    items: dict[str, Wire]
    quotas: list[int] = field(default_factory=list)
    vouchers: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)

    def step(self, step: Step, now: int) -> Told:
        """Take a step; its instants are those after `now`."""
        match step:
            case Ask():
                return self._ask(step, now)
            case Back(nth):
                known = self.positions[nth % len(self.positions)] if self.positions else 0
                return _done(self.fair.delete(f"cartpositions/{known}/"))
            case Change():
                return self._change(step)
            case Issue():
                return self._issue(step, now)
            case Withdraw(nth):
                return _done(self.fair.delete(f"vouchers/{self._voucher(nth)}/"))
            case Block(seat, blocked):
                verb = "block" if blocked else "unblock"
                return _done(self.fair.post(f"seats/bulk_{verb}/", {"seat_guids": [seat]}))
            case Sell(product, active):
                return _done(self.fair.patch(f"items/{id_of(self.items[product])}/", {"active": active}))
            case Apart(distance):
                return _done(self.fair.patch("settings/", {"seating_minimal_distance": distance}))
            case Wait():
                return DONE

    def open(self, name: str, terms: Terms) -> int:
        """Make a quota."""
        return id_of(self.fair.made("quotas/", {"name": name, **self._terms(terms)}))

    def availability(self) -> list[Shown]:
        """What every quota tells of itself; the list says the same."""
        listed = {row["id"]: row for row in self.fair.rows("quotas/?with_availability=true")}
        told = []
        for quota_id in self.quotas:
            shown, row = self.fair.availability(quota_id), listed[quota_id]
            never = ("paid_orders", "pending_orders", "exited_orders", "waiting_list")
            assert [shown.pop(key) for key in never] == [0] * len(never)
            assert all(row[key] == shown[key] for key in ("available", "available_number"))
            told.append({**shown, "closed": row["closed"]})
        return told

    def seats(self) -> dict[str, tuple[bool, int | None, int | None]]:
        """Which seats are blocked, held in a cart, kept for a voucher."""
        return {
            row["seat_guid"]: (row["blocked"], row["cartposition"], row["voucher"]) for row in self.fair.rows("seats/")
        }

    def listed(self) -> list[tuple[Any, ...]]:
        """All positions that are not gone, expired ones included."""
        keys = ("id", "item", "variation", "addon_to", "cart_id")
        rows: list[Wire] = []
        for page in itertools.count(1):
            found = self.fair.seen(f"cartpositions/?page={page}&page_size=50")
            rows += found["results"]
            if found["next"] is None:
                break
        return sorted(tuple(row[key] for key in keys) for row in rows)

    def sold_as(self, product: str) -> tuple[int, int | None]:
        """Item and variation."""
        if product not in SHIRTS:
            return id_of(self.items[product]), None
        shirt = self.items[SHIRT]
        return id_of(shirt), id_of(shirt["variations"]["SL".index(product)])

    def _ask(self, ask: Ask, now: int) -> Told:
        wishes = [self._wish(wish, now) for wish in ask.wishes]
        if ask.bulk:
            rows = self.fair.bulk(*wishes)
            return tuple(self._held(row["data"]) if row["success"] else _refusal(row["errors"]) for row in rows)
        answer = self.fair.post("cartpositions/", wishes[0])
        return self._held(answer.json()) if answer.status_code == 201 else _refusal(answer.json())

    def _wish(self, wish: Wish, now: int) -> Wire:
        children = {
            key: [self._product(product) for product in products]
            for key, products in (("addons", wish.addons), ("bundled", wish.bundled))
            if products
        }
        voucher = {"voucher": f"code-{wish.voucher % (len(self.vouchers) + 1)}"} if wish.voucher is not None else {}
        seat = {"seat": wish.seat} if wish.seat is not None else {}
        own = {"cart_id": wish.cart, "expires": instant(wish.until.at(now))}
        return self._product(wish.product) | own | voucher | seat | children

    def _product(self, product: str) -> Wire:
        item, variation = self.sold_as(product)
        return {"item": item, "variation": variation, "price": "23.00"}

    def _held(self, made: Wire) -> str:
        self.positions += [id_of(one) for one in (made, *made["addons"], *made["bundled"])]
        return HELD

    def _change(self, change: Change) -> str:
        path = f"quotas/{self.quotas[change.nth]}/"
        if not change.anew:
            return _done(self.fair.patch(path, self._terms(change.terms)))
        told = _done(self.fair.delete(path))
        if told == DONE:
            self.quotas[change.nth] = self.open(QUOTAS[change.nth], change.terms)
        return told

    def _terms(self, terms: Terms) -> Wire:
        sold = [self.sold_as(product) for product in sorted(terms.covers)]
        return {
            "size": terms.size,
            "closed": terms.closed,
            "close_when_sold_out": terms.closes,
            "items": sorted({item for item, _ in sold}),
            "variations": [variation for _, variation in sold if variation is not None],
        }

    def _issue(self, issue: Issue, now: int) -> str:
        offer = self._offer(issue.offer, now)
        if issue.nth is not None:
            return _done(self.fair.patch(f"vouchers/{self._voucher(issue.nth)}/", offer))
        code, seat = f"code-{len(self.vouchers)}", issue.offer.seat
        answer = self.fair.post("vouchers/", {"code": code, "seat": seat, **offer})
        if answer.status_code == 201:
            self.vouchers.append(id_of(answer.json()))
        return _done(answer)

    def _offer(self, offer: Offer, now: int) -> Wire:
        target: Wire = {"item": None, "variation": None, "quota": None}
        if isinstance(offer.target, int):
            target["quota"] = self.quotas[offer.target]
        elif offer.target == SHIRT:
            target["item"] = id_of(self.items[SHIRT])
        elif offer.target is not None:
            target["item"], target["variation"] = self.sold_as(offer.target)
        rest = {"block_quota": offer.blocks, "allow_ignore_quota": offer.ignores, "max_usages": offer.usages}
        return target | rest | {"valid_until": instant(offer.until.at(now))}

    def _voucher(self, nth: int) -> int:
        return self.vouchers[nth % len(self.vouchers)] if self.vouchers else 0


def _done(answer: httpx.Response) -> str:
    known = {200: DONE, 201: DONE, 204: DONE, 403: FORBIDDEN, 404: MISSING}
    return known.get(answer.status_code) or _refusal(answer.json())


def _refusal(problems: Any) -> str:
    """The keys under which it was refused; or the quota, whose text stands alone or, in a bulk, under a key."""
    texts = problems if isinstance(problems, list) else problems.get("non_field_errors", [])
    for name in QUOTAS:
        if texts == [SOLD_OUT.format(name)]:
            return f"no room in {name}"
    return "refused: " + " ".join(sorted(problems))


def instant(at_us: int) -> str:
    """As it stands on the wire."""
    return (EPOCH + timedelta(microseconds=at_us)).isoformat()


@dataclass
class Play:
    """One history, told to both."""

    model: Model
    player: Player

    def step(self, step: Step) -> None:
        """Both take it, are told the same, and show the same afterwards."""
        now = self._calm(far=isinstance(step, Wait))
        expected = self.model.step(step, now)
        told = self.player.step(step, now)
        if self._is_disturbed(now):
            raise TooSlowError
        assert told == expected
        self._compare()

    def end(self) -> None:
        """The same positions are there."""
        ids = {id(one): number for one, number in zip(self.model.positions, self.player.positions, strict=True)}
        assert self.player.listed() == sorted(
            (
                ids[id(one)],
                *self.player.sold_as(one.product),
                ids[id(one.parent)] if one.parent else None,
                one.cart,
            )
            for one in self.model.positions
            if not one.gone
        )

    def _compare(self) -> None:
        """Quotas and seats tell what the model does; read again if something ended meanwhile."""
        for _ in range(READS_MAX):
            self.model.now = now = self._calm()
            told = self.player.availability(), self.player.seats()
            if not self._is_disturbed(now):
                assert told == ([self.model.shown(quota) for quota in self.model.quotas], self._seats())
                return
        raise TooSlowError

    def _seats(self) -> dict[str, tuple[bool, int | None, int | None]]:
        model, told = self.model, {}
        for seat in SEATS:
            holder, keeper = model.holder(seat), model.keeper(seat)
            held = self.player.positions[model.positions.index(holder)] if holder else None
            kept = self.player.vouchers[model.vouchers.index(keeper)] if keeper else None
            told[seat] = (seat in model.blocked, held, kept)
        return told

    def _calm(self, *, far: bool = False) -> int:
        """An instant soon after which nothing ends; if `far`, nothing that ends soon is left."""
        now = clock_us()
        for ends in sorted(self.model.instants()):
            if now <= ends <= now + (2 * SOON_US if far else CALM_US):
                time.sleep((ends - now) / 1e6 + 0.002)
                now = clock_us()
        return now

    def _is_disturbed(self, since: int) -> bool:
        """Whether something has ended since."""
        until = clock_us()
        return any(since <= ends <= until for ends in self.model.instants())


def clock_us() -> int:
    """The clock that the server has too, in whole milliseconds."""
    return time.time_ns() // 1_000_000 * 1_000


def opened(desk: Desk, story: History) -> Play:
    """A fresh fair with the quotas of a story, and its model."""
    fair = desk.fair()
    hall = seated(desk, fair)
    [spare] = fair.ids("quotas/")
    assert fair.delete(f"quotas/{spare}/").status_code == 204
    addons = fair.category(is_addon=True)
    ticket, shirt = fair.item("Ticket"), fair.item("Shirt", variations=["S", "L"])
    workshop = fair.item("Workshop", category=addons["id"])
    fair.addon_rule(ticket, addons)
    fair.bundle(ticket, shirt, shirt["variations"][0])
    player = Player(fair, {"ticket": ticket, "workshop": workshop, SHIRT: shirt, "stall": hall.item})
    named = list(zip(QUOTAS, story.quotas, strict=True))
    player.quotas += [player.open(name, terms) for name, terms in named]
    return Play(Model([Quota(name, terms, born) for born, (name, terms) in enumerate(named)]), player)


def test_the_server_does_what_the_model_does(desk: Desk) -> None:
    """The same histories in every run, so that a build that fails does so again."""

    @settings(max_examples=EXAMPLES, derandomize=True, database=None)
    @given(histories())
    def told(story: History) -> None:
        play = opened(desk, story)
        for step in (*story.vouchers, *story.steps):
            try:
                play.step(step)
            except TooSlowError:
                event("given up, since something ended during a request")
                return
        play.end()

    told()
