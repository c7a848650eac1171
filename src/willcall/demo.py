"""What `willcall demo` shows: an organizer with a conference that is on sale, made through the interface itself.

Can be run again on the same database: what is there is found by its internal name and left as it is. Each start brings
a fresh token, and the one before it no longer works. `EVENTS` says which events there are; each has a file's worth of
wishes in a function of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from willcall.access.organizers import create_organizer, create_team
from willcall.access.tokens import issue
from willcall.app import Application
from willcall.db import tables
from willcall.db.tx import Tx
from willcall.kit.instants import now_us
from willcall.rest.body import decode, encode
from willcall.settings import Settings

ORGANIZER: Final = "bigevents"
TEAM: Final = "Demo"
STUDENTS_LEFT: Final = 3
"""How many places are left of the quota that is nearly sold out."""

Wire = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """What the greeting needs."""

    token: str
    event: str
    item: Wire


async def prepare(settings: Settings) -> Shown:
    """Fills the database, which is up to date, and makes a token."""
    application = Application(settings)
    await application.start()
    try:
        token = await application.database.write(fresh_token)
        desk = Desk(application, token, f"/api/v1/organizers/{ORGANIZER}/")
        items = {slug: await fill(desk) for slug, fill in EVENTS.items()}
    finally:
        await application.stop()
    return Shown(token, "sampleconf", items["sampleconf"])


def greeting(address: str, shown: Shown) -> str:
    """What is printed once the server answers."""
    path = f"/api/v1/organizers/{ORGANIZER}/events/{shown.event}/cartpositions/"
    body = encode({"item": shown.item["id"], "price": shown.item["default_price"]}).decode()
    return f"""
Willcall is running, with demo data. Stop it with Ctrl+C.

  API            {address}/api/v1/
  Documentation  {address}/docs
  Token          {shown.token}

Hold a ticket:

curl -s -i -X POST {address}{path} -H 'Authorization: Token {shown.token}' \
-H 'Content-Type: application/json' -d '{body}'
"""


async def fresh_token(tx: Tx) -> str:
    """A token for everything of the demo's organizer; those of earlier starts end here."""
    organizer = await tx.one(tables.organizer, slug=ORGANIZER)
    organizer_id = organizer["id"] if organizer else await create_organizer(tx, ORGANIZER, "Big Events", now_us())
    team = await tx.one(tables.team, organizer_id=organizer_id, name=TEAM)
    team_id = team["id"] if team else await create_team(tx, organizer_id, TEAM, all_events=True)
    await tx.update(tables.token, {"team_id": team_id, "active": True}, {"active": False})
    _, secret = await issue(tx, team_id, TEAM, now_us())
    return secret


@dataclass(frozen=True)
class Desk:
    """Speaks to the interface in this process, without a port."""

    application: Application
    token: str
    path: str

    def below(self, path: str) -> Desk:
        """The same for a longer path."""
        return Desk(self.application, self.token, self.path + path)

    async def send(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """One request: status and body of its answer."""
        content = b"" if body is None else encode(body)
        sent: list[Wire] = []

        async def receive() -> Wire:
            return {"type": "http.request", "body": content}

        async def send(message: Any) -> None:
            sent.append(message)

        route, _, query = path.partition("?")
        headers = [(b"authorization", f"Token {self.token}".encode()), (b"content-type", b"application/json")]
        scope: Wire = {"type": "http", "method": method, "scheme": "http", "path": self.path + route}
        await self.application(scope | {"query_string": query.encode(), "headers": headers}, receive, send)
        received = b"".join(message.get("body", b"") for message in sent[1:])
        return sent[0]["status"], decode(received, None)

    async def must(self, method: str, path: str, body: object = None) -> Any:
        """The body of an answer that says yes."""
        status, answer = await self.send(method, path, body)
        assert 200 <= status < 300, f"{method} {self.path}{path}: {status} {answer}"  # noqa: PLR2004 - says yes
        return answer

    async def made(self, path: str, key: str, body: Wire) -> Wire:
        """The object of this list with the same value under `key`, made if there is none."""
        page = await self.must("GET", path)
        found = (one for one in page["results"] if one[key] == body[key])
        thing: Wire | None = next(found, None)
        return thing if thing is not None else await self.must("POST", path, body)

    async def event(self, slug: str, body: Wire) -> tuple[Desk, Wire]:
        """An event, and the desk to fill it at."""
        status, event = await self.send("GET", f"events/{slug}/")
        if status != 200:  # noqa: PLR2004 - found
            event = await self.must("POST", "events/", body | {"slug": slug})
        return self.below(f"events/{slug}/"), event

    async def category(self, name: str, en: str, de: str, **fields: Any) -> int:
        """A category: its id."""
        body = {"name": {"en": en, "de": de}, "internal_name": name}
        return int((await self.made("categories/", "internal_name", body | fields))["id"])

    async def item(self, name: str, price: str, en: str, de: str, **fields: Any) -> Wire:
        """A product."""
        body = {"name": {"en": en, "de": de}, "internal_name": name, "default_price": price}
        return await self.made("items/", "internal_name", body | fields)

    async def quota(self, name: str, size: int | None, *items: Wire, variations: tuple[int, ...] = ()) -> Wire:
        """A quota over products."""
        body = {"name": name, "size": size, "items": [item["id"] for item in items], "variations": list(variations)}
        return await self.made("quotas/", "name", body)


async def sampleconf(organizer: Desk) -> Wire:
    """A conference of two days with tickets, workshops, a dinner, T-shirts and parking: the product for the curl."""
    opening = datetime.now(UTC).replace(month=6, day=12, hour=7, minute=0, second=0, microsecond=0)
    opening = opening.replace(year=opening.year + 1)
    desk, event = await organizer.event(
        "sampleconf",
        {
            "name": {"en": "Sample Conference", "de": "Musterkonferenz"},
            "date_from": opening,
            "date_to": opening + timedelta(days=1, hours=10),
            "date_admission": opening - timedelta(hours=1),
            "currency": "EUR",
            "timezone": "Europe/Berlin",
            "location": {"en": "Old Tram Depot, Berlin", "de": "Altes Straßenbahndepot, Berlin"},
        },
    )
    workshops = await desk.category(
        "workshops", "Workshops", "Workshops", is_addon=True, position=2,
        description={"en": "Half a day in a small group.", "de": "Ein halber Tag in kleiner Runde."},
    )  # fmt: skip
    regular = await tickets(desk, workshops)
    await extras(desk, workshops)
    if not event["live"]:
        await desk.must("PATCH", "", {"live": True})
    return regular


async def tickets(desk: Desk, workshops: int) -> Wire:
    """Admission: one hall for all, few places for students, a bundle for those who arrive by car."""
    category = await desk.category("tickets", "Tickets", "Eintrittskarten", position=0)
    parking = await desk.item(
        "parking", "24.00", "Parking space", "Parkplatz", position=9, admission=False,
        description={"en": "Under cover, for both days.", "de": "Überdacht, für beide Tage."},
    )  # fmt: skip
    shared = {"category": category, "admission": True, "personalized": True}
    rule = {"addon_category": workshops, "min_count": 0, "max_count": 2, "position": 0}
    regular = await desk.item(
        "regular", "250.00", "Regular ticket", "Ticket", position=0, addons=[rule], **shared,
        description={"en": "Both days, coffee and lunch.", "de": "Beide Tage, mit Kaffee und Mittagessen."},
    )  # fmt: skip
    student = await desk.item(
        "student", "95.00", "Student ticket", "Ticket für Studierende", position=1, addons=[rule], **shared,
        description={"en": "Please bring your student card.", "de": "Bitte bringen Sie Ihren Ausweis mit."},
    )  # fmt: skip
    vip = await desk.item(
        "vip", "490.00", "VIP ticket", "VIP-Ticket", position=2, **shared,
        addons=[rule | {"price_included": True}],
        bundles=[{"bundled_item": parking["id"], "count": 1, "designated_price": "24.00"}],
        description={
            "en": "With the lounge, a parking space and workshops of your choice.",
            "de": "Mit Lounge, Parkplatz und Workshops nach Wahl.",
        },
    )  # fmt: skip
    await desk.quota("Hall", 400, regular, student, vip)
    await desk.quota("Lounge", 40, vip)
    await desk.quota("Parking", 60, parking)
    await nearly_sell_out(desk, student, await desk.quota("Students", 30, student))
    return regular


async def extras(desk: Desk, workshops: int) -> None:
    """What goes with a ticket."""
    for name, price, en, de in (
        ("workshop-queues", "60.00", "Workshop: Queues that feel fair", "Workshop: Faire Warteschlangen"),
        ("workshop-stage", "45.00", "Workshop: Light and sound on stage", "Workshop: Licht und Ton auf der Bühne"),
    ):
        workshop = await desk.item(name, price, en, de, category=workshops, admission=False)
        await desk.quota(en, 24, workshop)
    evening = await desk.category("dinner", "Dinner", "Abendessen", position=1)
    dinner = await desk.item(
        "dinner", "65.00", "Speakers' dinner", "Abendessen mit den Vortragenden", category=evening, admission=False,
        description={"en": "Three courses; vegan on request.", "de": "Drei Gänge, auf Wunsch vegan."},
    )  # fmt: skip
    await desk.quota("Dinner", 120, dinner)
    merchandise = await desk.category("merchandise", "Merchandise", "Fanartikel", position=3)
    sizes = {"S": 40, "M": 80, "L": 80, "XL": 30}
    shirt = await desk.item(
        "t-shirt", "25.00", "T-shirt", "T-Shirt", category=merchandise, admission=False,
        description={"en": "Organic cotton, in midnight blue.", "de": "Aus Biobaumwolle, in Nachtblau."},
        variations=[{"value": {"en": size, "de": size}, "position": place} for place, size in enumerate(sizes)],
    )  # fmt: skip
    for variation in shirt["variations"]:
        size = variation["value"]["en"]
        if size in sizes:
            await desk.quota(f"T-shirt {size}", sizes[size], shirt, variations=(variation["id"],))


async def nearly_sell_out(desk: Desk, item: Wire, quota: Wire) -> None:
    """Others have been here: a few places are left."""
    left = (await desk.must("GET", f"quotas/{quota['id']}/availability/"))["available_number"]
    until = datetime.now(UTC) + timedelta(days=365)
    asks = [{"item": item["id"], "price": "95.00", "expires": until}] * max(0, (left or 0) - STUDENTS_LEFT)
    if asks:
        await desk.must("POST", "cartpositions/bulk_create/", asks)


EVENTS: Final[dict[str, Callable[[Desk], Awaitable[Wire]]]] = {"sampleconf": sampleconf}
