"""Sets up what a rush needs, through the interface alone, and tidies it up again.

Everything that a request could leave out is sent, since servers differ in what they demand. Nothing goes live.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec

from willcall.torture.client import Answer, Connection
from willcall.torture.history import Pool, PoolKind
from willcall.torture.plan import ADDON, BULK, DATE, SEAT, SINGLE, VOUCHER, CountedQuota, Offer, Stage

Wire = dict[str, Any]

PLACES: Final = 40
"""Places of a quota, unless told otherwise: few enough that everybody fights for them, most of the time."""
SEATS: Final = 24
DATES: Final = 3

NEEDED: Final = (
    ("seatingplans/", "organizer.seatingplans:write"),
    ("cartpositions/", "event.orders:read and event.orders:write"),
    ("vouchers/", "event.vouchers:write"),
    ("subevents/", "event.subevents:write"),
    ("items/", "event.items:write"),
    ("categories/", "event.items:write"),
    ("quotas/", "event.items:write"),
    ("events/", "organizer.events:create and event.settings.general:write, and to reach all events"),
)
"""What a token needs for a path, by the first part of this table that is in it."""


class CannotRun(Exception):
    """Why there can be no rush, in a line."""


@dataclass(slots=True)
class Desk:
    """Where things are made; remembers what is to be tidied up."""

    connection: Connection
    organizer: str
    places: int = PLACES
    events: list[str] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    pools: list[Pool] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    quotas: list[CountedQuota] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """The path of the organizer."""
        return f"organizers/{self.organizer}/"

    async def send(self, method: str, path: str, body: object = None) -> Answer:
        """One request below the organizer."""
        content = None if body is None else msgspec.json.encode(body)
        return await self.connection.send(method, self.base + path, content)

    async def must(self, method: str, path: str, body: object = None) -> Wire:
        """The body of an answer that says yes; `CannotRun` otherwise."""
        answer = await self.send(method, path, body)
        if 200 <= answer.status < 300:  # noqa: PLR2004 - says yes
            return read(answer)
        if answer.status in {401, 403}:
            needs = next((needed for part, needed in NEEDED if part in path), "more rights")
            raise CannotRun(f"{method} {path} answers {answer.status}: the token needs {needs}")
        raise CannotRun(f"{method} {path} answers {answer.status}: {answer.text}")

    def pool(self, name: str, kind: PoolKind, places: int) -> int:
        """A new pool: its number."""
        self.pools.append(Pool(name, kind, places))
        return len(self.pools) - 1

    def offer(self, scenario: str, event: str, wants: Sequence[Sequence[int]], **body: object) -> None:
        """Something that can be asked for."""
        self.offers.append(Offer(scenario, event, {"price": "10.00", **body}, tuple(tuple(one) for one in wants)))

    async def event(self, name: str, *, series: bool) -> str:
        """A fresh event: its path."""
        slug = f"torture-{secrets.token_hex(5)}"
        body = {
            "name": {"en": f"Torture: {name}"},
            "slug": slug,
            "currency": "EUR",
            "date_from": next_year(),
            "timezone": "UTC",
            "has_subevents": series,
        }
        await self.must("POST", "events/", body)
        self.events.append(f"events/{slug}/")
        return self.events[-1]

    async def item(self, event: str, name: str, **fields: object) -> int:
        """A product."""
        body = {"name": {"en": name}, "default_price": "10.00", "category": None, "active": True, "admission": False}
        return int((await self.must("POST", f"{event}items/", {**body, **fields}))["id"])

    async def quota(self, event: str, name: str, *items: int, counted: int | None = None, **fields: object) -> int:
        """A quota and its pool; `counted` is how many of its places can be bought, if not all."""
        size = int(str(fields.pop("size", self.places)))
        body = {"name": name, "size": size, "items": list(items), "variations": [], "subevent": None, **fields}
        made = await self.must("POST", f"{event}quotas/", body)
        pool = self.pool(f'quota "{name}"', "quota", size if counted is None else counted)
        self.quotas.append(CountedQuota(pool, f"{event}quotas/{made['id']}/availability/"))
        return pool


def read(answer: Answer) -> Wire:
    """The object of an answer; `CannotRun` if it is none."""
    try:
        return msgspec.json.decode(answer.body or b"{}", type=Wire)
    except msgspec.DecodeError as error:
        raise CannotRun(f"an answer is no JSON object: {answer.text[:80]}") from error


def next_year() -> str:
    """A date far enough away."""
    return (datetime.now(UTC) + timedelta(days=365)).strftime("%Y-%m-%dT10:00:00Z")


async def single(desk: Desk, event: str) -> None:
    """One product, one quota."""
    item = await desk.item(event, "Ticket")
    pool = await desk.quota(event, "Tickets", item)
    desk.offer(SINGLE, event, [[pool]], item=item)


async def bulk(desk: Desk, event: str) -> None:
    """Two products in a common quota, one of them in a smaller one, too."""
    plain, fine = await desk.item(event, "Standing"), await desk.item(event, "Box")
    hall = await desk.quota(event, "Hall", plain, fine)
    boxes = await desk.quota(event, "Boxes", fine, size=max(1, desk.places // 2))
    desk.offer(BULK, event, [[hall]], item=plain)
    desk.offer(BULK, event, [[hall, boxes]], item=fine)


async def addon(desk: Desk, event: str) -> None:
    """A product with add-ons that are fewer than itself; a third of its places are taken by those without."""
    category = await desk.must(
        "POST", f"{event}categories/", {"name": {"en": "Workshops"}, "is_addon": True, "position": 0}
    )
    rule = {"addon_category": category["id"], "min_count": 0, "max_count": 2, "position": 0, "multi_allowed": True}
    base = await desk.item(event, "Conference", addons=[rule | {"price_included": False}])
    workshop = await desk.item(event, "Workshop", category=category["id"])
    seats = await desk.quota(event, "Conference", base)
    workshops = await desk.quota(event, "Workshops", workshop, size=max(1, desk.places * 3 // 4))
    chosen = {"item": workshop, "price": "10.00"}
    for count in range(3):
        wants = [[seats], *[[workshops]] * count]
        desk.offer(ADDON, event, wants, item=base, addons=[chosen] * count)


async def voucher(desk: Desk, event: str) -> None:
    """Codes that run out before the quota does, and one that keeps places back for those who have it."""
    item, kept = await desk.item(event, "Member"), max(1, desk.places // 4)
    pool = await desk.quota(event, "Members", item, counted=desk.places - kept)
    for name, blocks, uses in (("CLUB", False, kept), ("CREW", True, kept)):
        code = f"{name}{secrets.token_hex(4).upper()}"
        body = {"code": code, "max_usages": uses, "item": item, "block_quota": blocks, "allow_ignore_quota": False}
        await desk.must("POST", f"{event}vouchers/", {**body, "price_mode": "none"})
        uses_left = desk.pool(f"voucher {name}", "voucher", uses)
        desk.offer(VOUCHER, event, [[uses_left] if blocks else [pool, uses_left]], item=item, voucher=code)
    desk.offer(VOUCHER, event, [[pool]], item=item)


async def seat(desk: Desk, event: str) -> None:
    """A row of seats, and a quota in which there is room for nearly all of them; or a note why there is none."""
    guids = [f"T-{number}" for number in range(1, SEATS + 1)]
    seats = [
        {"seat_number": str(number), "seat_guid": guid, "position": {"x": number, "y": 0}, "category": "Stalls"}
        for number, guid in enumerate(guids)
    ]
    layout = {
        "name": "Torture",
        "categories": [{"name": "Stalls", "color": "#aa0000"}],
        "zones": [
            {
                "name": "Ground",
                "position": {"x": 0, "y": 0},
                "rows": [{"row_number": "1", "position": {"x": 0, "y": 0}, "seats": seats}],
            }
        ],
        "size": {"width": SEATS, "height": 10},
    }
    answer = await desk.send("POST", "seatingplans/", {"name": "Torture", "layout": layout})
    if answer.status != 201:  # noqa: PLR2004 - made
        desk.notes.append(f"no seats: POST seatingplans/ answers {answer.status} {answer.text[:120]}")
        return
    plan = read(answer)["id"]
    desk.plans.append(f"seatingplans/{plan}/")
    item = await desk.item(event, "Seat", admission=True)
    await desk.must("PATCH", event, {"seating_plan": plan, "seat_category_mapping": {"Stalls": item}})
    pool = await desk.quota(event, "Stalls", item, size=SEATS - 2)
    for guid in guids:
        desk.offer(SEAT, event, [[pool, desk.pool(f"seat {guid}", "seat", 1)]], item=item, seat=guid)


async def dates(desk: Desk, event: str) -> None:
    """A series: one product, a quota for each date."""
    item = await desk.item(event, "Tour")
    for number in range(1, DATES + 1):
        date = await desk.must(
            "POST",
            f"{event}subevents/",
            {"name": {"en": f"Tour {number}"}, "active": True, "date_from": next_year(), "meta_data": {}}
            | {"item_price_overrides": [], "variation_price_overrides": []}
            | {"seating_plan": None, "seat_category_mapping": {}},
        )
        size = max(1, desk.places // DATES)
        pool = await desk.quota(event, f"Tour {number}", item, size=size, subevent=date["id"])
        desk.offer(DATE, event, [[pool]], item=item, subevent=date["id"])


SET_UP: Final[dict[str, Callable[[Desk, str], Awaitable[None]]]] = {
    SINGLE: single, BULK: bulk, ADDON: addon, VOUCHER: voucher, SEAT: seat, DATE: dates,
}  # fmt: skip


async def set_up(desk: Desk, scenarios: Sequence[str]) -> Stage:
    """Everything for these scenarios: one event, and a series for the dates."""
    plain = [name for name in SET_UP if name in scenarios and name != DATE]
    if plain:
        event = await desk.event("one event", series=False)
        for name in plain:
            await SET_UP[name](desk, event)
    if DATE in scenarios:
        await dates(desk, await desk.event("a series", series=True))
    for made in desk.events:
        # Whether it may buy at all is asked without buying anything.
        await desk.must("GET", f"{made}cartpositions/")
        await desk.must("POST", f"{made}cartpositions/bulk_create/", [])
    if not desk.offers:
        raise CannotRun("there is nothing to buy: " + "; ".join(desk.notes))
    return Stage(tuple(desk.events), tuple(desk.pools), tuple(desk.offers), tuple(desk.quotas))


async def tidy_up(desk: Desk) -> None:
    """Takes away what was made, as far as the server lets it; what stays is not live, and noted."""
    for path in [*desk.events, *desk.plans]:
        answer = await desk.send("DELETE", path)
        if answer.status not in {204, 404}:
            desk.notes.append(f"left in place, not live: {path} (DELETE answers {answer.status})")


async def organizer_of(connection: Connection, wanted: str | None, root: str) -> str:
    """The organizer to work with: the one that is named, or the only one that the token reaches."""
    answer = await connection.send("GET", "organizers/")
    if answer.status == 401:  # noqa: PLR2004 - who are you?
        raise CannotRun("the server does not know this token (401)")
    try:
        slugs = sorted(str(row["slug"]) for row in msgspec.json.decode(answer.body)["results"])
    except (msgspec.DecodeError, KeyError, TypeError) as error:
        raise CannotRun(f"{root} does not speak this interface: organizers/ answers {answer.status}") from error
    if wanted is not None:
        if wanted not in slugs:
            raise CannotRun(f'the token reaches no organizer "{wanted}"; it reaches {", ".join(slugs) or "none"}')
        return wanted
    if len(slugs) != 1:
        raise CannotRun(f"name one of the token's organizers with --organizer: {', '.join(slugs) or 'it has none'}")
    return slugs[0]
