"""The fair on a started server: steps become requests, answers become what the model would say."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from tests.api.hall import seated
from tests.cast import SOLD_OUT, Fair, Wire, id_of
from tests.property.http_counts import SHIRTS, item_of
from tests.property.http_model import DONE, FORBIDDEN, HELD, MISSING, Told
from tests.property.http_steps import (
    DATES,
    QUOTAS,
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
    Show,
    Step,
    Terms,
    Until,
    Wait,
    Wish,
    Withdraw,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from tests.cast import Desk
    from tests.property.http_counts import Seat, Shown

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
NO_SUCH_ID: Final = 0
LISTED: Final = ("available", "available_number")
CALLED: Final = {"ticket": "Ticket", "workshop": "Workshop", SHIRT: "Shirt", "stall": "Stall"}


@dataclass
class Player:
    """Tells the steps, with the ids of what the model calls by numbers and names."""

    fair: Fair
    plan: int
    is_series: bool
    addons: int = NO_SUCH_ID
    items: dict[str, int] = field(default_factory=dict)
    variations: dict[str, int] = field(default_factory=dict)
    dates: dict[int, int] = field(default_factory=dict)
    quotas: list[int] = field(default_factory=list)
    vouchers: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    waiters: list[int] = field(default_factory=list)

    def step(self, step: Step, now: int) -> Told:
        """Take a step; its instants are those after `now`."""
        match step:
            case Ask():
                return self._ask(step, now)
            case Back(nth):
                return self._delete(f"cartpositions/{_nth(self.positions, nth)}/")
            case Queue():
                return self._queue(step)
            case Leave(nth):
                return self._delete(f"waitinglistentries/{_nth(self.waiters, nth)}/")
            case Wait():
                return DONE
        return self._arranged(step, now)

    def availability(self) -> list[tuple[Shown, Shown] | None]:
        """What every quota tells of itself, and what the list of all says of it; None if it is gone."""
        listed = {row["id"]: row for row in self.fair.rows("quotas/?with_availability=true")}
        assert set(listed) <= set(self.quotas)
        told: list[tuple[Shown, Shown] | None] = []
        for quota_id in self.quotas:
            row = listed.get(quota_id)
            if row is None:
                assert self.fair.get(f"quotas/{quota_id}/availability/").status_code == 404
                told.append(None)
                continue
            shown = self.fair.availability(quota_id)
            never = ("paid_orders", "pending_orders", "exited_orders")
            assert [shown.pop(key) for key in never] == [0] * len(never)
            told.append(({**shown, "closed": row["closed"]}, {key: row[key] for key in LISTED}))
        return told

    def seats(self) -> dict[Seat, tuple[bool, int | None, int | None]]:
        """Which seats are blocked, held in a cart, kept for a voucher."""
        return {
            (date, row["seat_guid"]): (row["blocked"], row["cartposition"], row["voucher"])
            for date in self.days()
            for row in self.fair.rows(self._seats(date))
        }

    def listed(self) -> list[tuple[Any, ...]]:
        """All positions that are not gone, expired ones included."""
        keys = ("id", "item", "variation", "subevent", "addon_to", "cart_id")
        rows: list[Wire] = []
        for page in itertools.count(1):
            found = self.fair.seen(f"cartpositions/?page={page}&page_size=50")
            rows += found["results"]
            if found["next"] is None:
                break
        return sorted(tuple(row[key] for key in keys) for row in rows)

    def waiting(self) -> list[tuple[Any, ...]]:
        """All who wait."""
        keys = ("id", "item", "variation", "subevent")
        return [tuple(row[key] for key in keys) for row in self.fair.rows("waitinglistentries/?ordering=id")]

    def sold_as(self, product: str, date: int | None) -> tuple[int, int | None, int | None]:
        """Item, variation and date."""
        return self.items[item_of(product)], self.variations.get(product), self._date(date)

    def days(self) -> tuple[int | None, ...]:
        """The dates; of an event that is no series there is one, which has no number."""
        return tuple(self.dates) if self.is_series else (None,)

    # Buyers

    def _ask(self, ask: Ask, now: int) -> Told:
        wishes = [self._wish(wish, now) for wish in ask.wishes]
        if ask.bulk:
            rows = self.fair.bulk(*wishes)
            return tuple(self._held(row["data"]) if row["success"] else _refusal(row["errors"]) for row in rows)
        answer = self.fair.post("cartpositions/", wishes[0])
        return self._held(answer.json()) if answer.status_code == 201 else _refusal(answer.json())

    def _wish(self, wish: Wish, now: int) -> Wire:
        children = {
            key: [self._product(product, wish.date_of_children) for product in products]
            for key, products in (("addons", wish.addons), ("bundled", wish.bundled))
            if products
        }
        voucher = {"voucher": f"code-{wish.voucher % (len(self.vouchers) + 1)}"} if wish.voucher is not None else {}
        seat = {"seat": wish.seat} if wish.seat is not None else {}
        own = {"cart_id": wish.cart, "expires": instant(wish.until.at(now))}
        return self._product(wish.product, wish.date) | own | voucher | seat | children

    def _product(self, product: str, date: int | None) -> Wire:
        item, variation, subevent = self.sold_as(product, date)
        place = {"item": item, "variation": variation, "price": "23.00"}
        return place if subevent is None else place | {"subevent": subevent}

    def _held(self, made: Wire) -> str:
        self.positions += [id_of(one) for one in (made, *made["addons"], *made["bundled"])]
        return HELD

    def _queue(self, queue: Queue) -> str:
        item, variation, subevent = self.sold_as(queue.product, queue.date)
        wanted = {"item": item, "variation": variation, "subevent": subevent}
        if queue.nth is not None:
            return _done(self.fair.patch(f"waitinglistentries/{_nth(self.waiters, queue.nth)}/", wanted))
        answer = self.fair.post("waitinglistentries/", {"email": "ada@example.org", **wanted})
        if answer.status_code == 201:
            self.waiters.append(id_of(answer.json()))
        return _done(answer)

    # Fay

    def _arranged(self, step: Step, now: int) -> str:
        match step:
            case Change():
                return self._change(step)
            case Issue():
                return self._issue(step, now)
            case Withdraw(nth):
                return self._delete(f"vouchers/{_nth(self.vouchers, nth)}/")
            case Scrap(product):
                return self._scrap(product)
            case Cancel(date):
                return self._cancel(date)
        return self._switch(step, now)

    def _switch(self, step: Step, now: int) -> str:
        match step:
            case Block(seat, blocked, date):
                verb = "block" if blocked else "unblock"
                return _done(self.fair.post(f"{self._seats(date)}bulk_{verb}/", {"seat_guids": [seat]}))
            case Sell(product, active):
                return _done(self.fair.patch(f"items/{self.items[product]}/", {"active": active}))
            case Apart(distance):
                return _done(self.fair.patch("settings/", {"seating_minimal_distance": distance}))
            case Until(when):
                until = when and instant(when.at(now))
                return _done(self.fair.patch("settings/", {"waiting_list_auto_disable": until}))
            case Show(date, active):
                return _done(self.fair.patch(f"subevents/{self._date(date)}/", {"active": active}))
        raise AssertionError(step)

    def open(self, name: str, terms: Terms) -> int:
        """Make a quota."""
        return id_of(self.fair.made("quotas/", {"name": name, **self._terms(terms)}))

    def make(self, product: str) -> None:
        """Make an item, sold as before."""
        fields: Wire = {"variations": ["S", "L"]} if product == SHIRT else {}
        fields |= {"category": self.addons} if product == "workshop" else {}
        made = self.fair.item(CALLED[product], **fields)
        self.items[product] = made["id"]
        if product == SHIRT:
            self.variations = dict(zip("SL", (one["id"] for one in made["variations"]), strict=True))
        if product == "ticket":
            self.fair.addon_rule(made, self.addons)
        if product == "stall":
            for date in self.days():
                path = "" if date is None else f"subevents/{self._date(date)}/"
                assert self.fair.patch(path, self._hall()).status_code == 200

    def bundle(self) -> None:
        """A ticket may bring a small shirt."""
        self.fair.bundle(self.items["ticket"], self.items[SHIRT], self.variations["S"])

    def make_date(self, date: int) -> None:
        """A date with a hall."""
        when = {"name": f"Day {date}", "date_from": "2040-06-01T10:00:00Z"}
        self.dates[date] = id_of(self.fair.made("subevents/", when | self._hall()))

    def _hall(self) -> Wire:
        return {"seating_plan": self.plan, "seat_category_mapping": {"Stalls": self.items["stall"]}}

    def _seats(self, date: int | None) -> str:
        return "seats/" if date is None else f"subevents/{self._date(date)}/seats/"

    def _date(self, date: int | None) -> int | None:
        return None if date is None else self.dates[date]

    def _delete(self, path: str) -> str:
        return _done(self.fair.delete(path))

    def _scrap(self, product: str) -> str:
        """What is deleted is made again, under another id."""
        item = f"items/{self.items[item_of(product)]}/"
        told = self._delete(f"{item}variations/{self.variations[product]}/" if product in SHIRTS else item)
        if told == DONE and product in SHIRTS:
            self.variations[product] = id_of(self.fair.variation(self.items[SHIRT], product))
        elif told == DONE:
            self.make(product)
        if told == DONE and product in {"ticket", SHIRT, "S"}:
            self.bundle()
        return told

    def _cancel(self, date: int) -> str:
        told = self._delete(f"subevents/{self._date(date)}/")
        if told == DONE:
            self.make_date(date)
        return told

    def _change(self, change: Change) -> str:
        path = f"quotas/{self.quotas[change.nth]}/"
        if not change.anew:
            return _done(self.fair.patch(path, self._terms(change.terms)))
        told = self._delete(path)
        if told != FORBIDDEN:
            self.quotas[change.nth] = self.open(QUOTAS[change.nth], change.terms)
        return told

    def _terms(self, terms: Terms) -> Wire:
        sold = [self.sold_as(product, None) for product in sorted(terms.covers)]
        return {
            "size": terms.size,
            "closed": terms.closed,
            "close_when_sold_out": terms.closes,
            "items": sorted({item for item, _, _ in sold}),
            "variations": [variation for _, variation, _ in sold if variation is not None],
            "subevent": self._date(terms.date),
        }

    def _issue(self, issue: Issue, now: int) -> str:
        offer = self._offer(issue.offer, now)
        if issue.nth is not None:
            return _done(self.fair.patch(f"vouchers/{_nth(self.vouchers, issue.nth)}/", offer))
        code, seat = f"code-{len(self.vouchers)}", issue.offer.seat
        answer = self.fair.post("vouchers/", {"code": code, "seat": seat, **offer})
        if answer.status_code == 201:
            self.vouchers.append(id_of(answer.json()))
        return _done(answer)

    def _offer(self, offer: Offer, now: int) -> Wire:
        target: Wire = {"item": None, "variation": None, "quota": None}
        if isinstance(offer.target, int):
            target["quota"] = self.quotas[offer.target]
        elif offer.target is not None:
            target["item"], target["variation"], _ = self.sold_as(offer.target, None)
        rest = {"block_quota": offer.blocks, "allow_ignore_quota": offer.ignores, "max_usages": offer.usages}
        return target | rest | {"valid_until": instant(offer.until.at(now)), "subevent": self._date(offer.date)}


def opened(desk: Desk, quotas: Sequence[Terms], *, is_series: bool) -> Player:
    """A fresh fair with a hall, products and quotas; in a series with a hall on each date."""
    fair, spare = desk.fair(has_subevents=is_series), desk.fair()
    player = Player(fair, id_of(seated(desk, spare).plan), is_series, id_of(fair.category(is_addon=True)))
    for product in CALLED:
        player.make(product)
    player.bundle()
    for date in DATES if is_series else ():
        player.make_date(date)
    player.quotas += [player.open(name, one) for name, one in zip(QUOTAS, quotas, strict=False)]
    return player


def _nth(ids: Sequence[int], nth: int) -> int:
    """Counting goes round."""
    return ids[nth % len(ids)] if ids else NO_SUCH_ID


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
