"""The events of the demo: a conference, film nights on several dates, a concert with seats."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from willcall.demo_desk import Desk, Wire

STUDENTS_LEFT: Final = 3
"""How many places are left of the quota that is nearly sold out."""
NIGHTS: Final = ("The Kid", "Metropolis", "The General")
ROWS: Final = {"Stalls": ("A", "B", "C"), "Balcony": ("D",)}
"""The rows of the concert hall, by zone."""
SEATS_OF_A_ROW: Final = 8
HALL: Final = "Chamber hall"


async def sampleconf(organizer: Desk) -> Wire:
    """A conference of two days with tickets, workshops, a dinner, T-shirts and parking: the product for the curl."""
    opening = next_year(6, 12, 7)
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
    await desk.open(event)
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
    merchandise = await desk.category(
        "merchandise", "Merchandise", "Fanartikel", position=3,
        cross_selling_mode="both", cross_selling_condition="always",
    )  # fmt: skip
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


async def series(organizer: Desk) -> Wire:
    """Film nights: the same products on each date, with places of their own; the last night costs more."""
    first = next_year(7, 3, 19)
    desk, event = await organizer.event(
        "series",
        {
            "name": {"en": "Silent Film Nights", "de": "Stummfilmnächte"},
            "date_from": first,
            "currency": "EUR",
            "timezone": "Europe/Berlin",
            "has_subevents": True,
        },
    )
    drinks = await desk.category("drinks", "Drinks", "Getränke", is_addon=True, position=1)
    rule = {"addon_category": drinks, "min_count": 0, "max_count": 2, "position": 0}
    chair = await desk.item("chair", "12.00", "Deck chair", "Liegestuhl", position=0, addons=[rule])
    blanket = await desk.item("blanket", "8.00", "Place on the lawn", "Platz auf der Wiese", position=1, addons=[rule])
    lemonade = await desk.item("lemonade", "4.50", "Lemonade", "Limonade", category=drinks, admission=False)
    for number, film in enumerate(NIGHTS):
        dearer = [{"item": chair["id"], "price": "18.00"}] if number == len(NIGHTS) - 1 else []
        night = await desk.date(film, first + timedelta(weeks=number), item_price_overrides=dearer)
        for name, size, item in (("Chairs", 60, chair), ("Lawn", 150, blanket), ("Lemonade", None, lemonade)):
            await desk.quota(f"{name}, {film}", size, item, subevent=night)
    await desk.open(event)
    return chair


async def seated(organizer: Desk) -> Wire:
    """A concert in a small hall, where buyers choose their seats."""
    desk, event = await organizer.event(
        "seated",
        {
            "name": {"en": "Chamber Concert", "de": "Kammerkonzert"},
            "date_from": next_year(10, 9, 18),
            "currency": "EUR",
            "timezone": "Europe/Berlin",
        },
    )
    stalls = await desk.item("stalls", "48.00", "Seat in the stalls", "Platz im Parkett", position=0)
    balcony = await desk.item("balcony", "28.00", "Seat on the balcony", "Platz auf dem Balkon", position=1)
    await desk.quota("Hall", len(ROWS) * 100, stalls, balcony)
    if event["seating_plan"] is None:
        plan = await organizer.made("seatingplans/", "name", {"name": HALL, "layout": hall()})
        mapping = {"Stalls": stalls["id"], "Balcony": balcony["id"]}
        await desk.must("PATCH", "", {"seating_plan": plan["id"], "seat_category_mapping": mapping})
    await desk.open(event)
    return stalls


def hall() -> Wire:
    """The plan of the concert hall: rows one behind the other, in two zones."""
    zones, depth = [], 0
    for zone, names in ROWS.items():
        rows = []
        for name in names:
            seats = [
                {
                    "seat_number": str(number),
                    "seat_guid": f"{name}-{number}",
                    "uuid": f"{name}-{number}",
                    "category": zone,
                    "position": {"x": 60 * number, "y": 0},
                }
                for number in range(1, SEATS_OF_A_ROW + 1)
            ]
            rows.append({"row_number": name, "position": {"x": 0, "y": 80 * depth}, "seats": seats})
            depth += 1
        zones.append({"name": zone, "position": {"x": 0, "y": 0}, "rows": rows})
        depth += 1
    colors = {"Stalls": "#7f4a91", "Balcony": "#50a167"}
    return {
        "name": HALL,
        "categories": [{"name": name, "color": color} for name, color in colors.items()],
        "zones": zones,
        "size": {"width": 60 * (SEATS_OF_A_ROW + 1), "height": 80 * depth},
    }


def next_year(month: int, day: int, hour: int) -> datetime:
    """A moment of the next year."""
    return datetime(datetime.now(UTC).year + 1, month, day, hour, tzinfo=UTC)


EVENTS: Final[dict[str, Callable[[Desk], Awaitable[Wire]]]] = {
    "sampleconf": sampleconf,
    "series": series,
    "seated": seated,
}
