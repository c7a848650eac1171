"""Rows of the shop: its catalogue, carts with add-ons, buyers who walk through all of it."""

from __future__ import annotations

import itertools
import subprocess
import sys
from typing import Any, Final

import msgspec

from tests.load.buyers import Orders, Seen
from tests.load.figures import Figure, Line, Outcome, Row
from tests.load.grounds import Ground
from tests.load.rows import MANY, SOME, WARM_S, Effort
from willcall.bench.client import request
from willcall.bench.drive import Load, Run, drive, event, read
from willcall.bench.stand import Stand

CATALOGUE_ITEMS: Final = 200
CATALOGUE_CATEGORIES: Final = 10
BUYERS: Final = 1_000
POSITIONS: Final = 3
WALK_MAX_S: Final = 600.0
LEAVE_EVERY: Final = 3
LARGE: Final = 10**8
READ, CREATED = 200, 201

_slugs = (f"shop-{number}" for number in itertools.count(1))


def opened(stand: Stand, size: int = LARGE) -> tuple[str, dict[str, Any]]:
    """A live event that sells a ticket with two workshops: its path, and what a buyer puts into a cart."""
    path = event(stand, next(_slugs))

    def made(below: str, body: dict[str, Any]) -> int:
        return int(stand.ask("POST", f"{path}{below}", body)["id"])

    def product(name: str, price: str, category: int, places: int) -> int:
        number = made("items/", {"name": {"en": name}, "default_price": price, "category": category})
        made("quotas/", {"name": name, "size": places, "items": [number], "variations": []})
        return number

    tickets = made("categories/", {"name": {"en": "Tickets"}})
    workshops = made("categories/", {"name": {"en": "Workshops"}, "is_addon": True})
    offers = {"name": {"en": "Merch"}, "cross_selling_mode": "both", "cross_selling_condition": "always"}
    merch = made("categories/", offers)
    ticket = product("Ticket", "42.00", tickets, size)
    chosen = [product(name, "12.50", workshops, LARGE) for name in ("Juggling", "Sound")]
    product("Shirt", "20.00", merch, LARGE)
    rule = {"addon_category": workshops, "min_count": 1, "max_count": 2}
    stand.ask("POST", f"{path}items/{ticket}/addons/", rule)
    stand.ask("PATCH", path, {"live": True})
    return path, {"lines": [{"item": ticket, "addons": [{"item": one} for one in chosen]}]}


def carts(ground: Ground, effort: Effort) -> Outcome:
    """New carts of a ticket with two add-ons each."""
    stand = ground.ours
    path, body = opened(stand)
    wanted = request("POST", f"{stand.path}{path}carts/", stand.token, body)
    drive(stand, [wanted], Load(MANY, WARM_S), status=CREATED)
    run = drive(stand, [wanted], effort.load(MANY), status=CREATED)
    return Outcome(
        [Figure(f"carts of {POSITIONS} positions per second", ground.name, run.rate, at_least=500)],
        [Line(f"cart of {POSITIONS} positions", ground.name, run, stand.memory_mb())],
    )


def catalogue(ground: Ground, effort: Effort) -> Outcome:
    """The shop of an event with many products."""
    stand = ground.ours
    path = event(stand, next(_slugs))
    categories = [
        int(stand.ask("POST", f"{path}categories/", {"name": {"en": f"Category {number}"}})["id"])
        for number in range(CATALOGUE_CATEGORIES)
    ]
    items = [
        int(
            stand.ask(
                "POST", f"{path}items/",
                {"name": {"en": f"Product {number}"}, "default_price": "23.00",
                 "category": categories[number % CATALOGUE_CATEGORIES]},
            )["id"]
        )
        for number in range(CATALOGUE_ITEMS)
    ]  # fmt: skip
    stand.ask("POST", f"{path}quotas/", {"name": "All", "size": LARGE, "items": items, "variations": []})
    stand.ask("PATCH", path, {"live": True})
    wanted = read(stand, f"{path}shop/")
    drive(stand, [wanted], Load(SOME, WARM_S), status=READ)
    run = drive(stand, [wanted], effort.load(SOME), status=READ)
    what = f"CPU of the shop's catalogue of {CATALOGUE_ITEMS} items"
    return Outcome(
        [Figure(what, ground.name, run.cpu_ms, " ms", at_most=1)],
        [Line(f"shop of {CATALOGUE_ITEMS} items", ground.name, run, stand.memory_mb())],
    )


def walks(ground: Ground, effort: Effort) -> Outcome:
    """Buyers who look at the shop, fill a cart, look at offers, extend it or leave."""
    stand = ground.ours
    path, body = opened(stand)
    used = stand.cpu_s()
    seen = walked(stand.port, f"{stand.path}{path}", stand.token, body, BUYERS, leave_every=LEAVE_EVERY)
    assert seen.carts == BUYERS, seen.refused
    cpu_s, client_cores = stand.cpu_s() - used, seen.cpu_s / seen.elapsed_s
    run = Run(seen.carts, seen.elapsed_s, seen.times_us, cpu_s, client_cores, {CREATED: seen.carts})
    return Outcome(
        [Figure("buyers who walk through, per second", ground.name, run.rate)],
        [Line("buyer: shop, cart, offers, extend or leave", ground.name, run, stand.memory_mb())],
    )


def walked(port: int, path: str, token: str, body: dict[str, Any], buyers: int, *, leave_every: int) -> Seen:
    """What so many buyers saw, in a process of their own."""
    orders = Orders("127.0.0.1", port, path, token, body, buyers, MANY, leave_every)
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.buyers"],
        input=msgspec.json.encode(orders), stdout=subprocess.PIPE, check=True, timeout=WALK_MAX_S,
    )  # fmt: skip
    return msgspec.json.decode(done.stdout, type=Seen)


SHOPS: Final[tuple[tuple[str, Row], ...]] = (("carts", carts), ("shop", catalogue), ("buyers", walks))
