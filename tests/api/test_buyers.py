"""Five thousand buyers walk through a shop at once: exact to the last place, on both databases."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import msgspec

from tests.cast import FAY
from tests.load.buyers import Orders, Seen
from tests.server import ROOT, Server, willcall

if TYPE_CHECKING:
    from tests.cast import Fair, Wire

BUYERS: Final = 2_500
"""In each of the two rushes."""
CONNECTIONS: Final = 32
PLACES: Final = 1_000
LEAVE_EVERY: Final = 3
TIMEOUT_S: Final = 600
CART: Final = 3
"""Positions of a cart: a ticket and two workshops."""


def shop(fair: Fair, places: int) -> tuple[dict[str, Any], list[Wire]]:
    """A ticket with two workshops to choose from, and something offered with it: what a cart is to hold, and quotas."""
    workshops = fair.category("Workshops", is_addon=True)
    merch = fair.category("Merch", cross_selling_mode="both", cross_selling_condition="always")
    ticket, tickets = fair.ticket(places)
    fair.addon_rule(ticket, workshops, min_count=1, max_count=2)
    chosen = [fair.item(name, category=workshops["id"]) for name in ("Juggling", "Sound")]
    rooms = fair.quota(*chosen, size=None, name="Rooms")
    shirt = fair.item("Shirt", category=merch["id"])
    fair.quota(shirt, size=50, name="Shirts")
    assert fair.patch("", {"live": True}).is_success
    return {"lines": [{"item": ticket["id"], "addons": [{"item": one["id"]} for one in chosen]}]}, [tickets, rooms]


def walked(server: Server, fair: Fair, body: dict[str, Any], **fields: Any) -> Seen:
    """What the buyers saw, who come from a process of their own."""
    url = urlsplit(server.base)
    orders = Orders(url.hostname or "", url.port or 0, fair.path, fair.tokens[FAY], body, BUYERS, CONNECTIONS, **fields)
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.buyers"],
        check=False, cwd=ROOT, input=msgspec.json.encode(orders), capture_output=True, timeout=TIMEOUT_S,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return msgspec.json.decode(done.stdout, type=Seen)


def clean(server: Server) -> bool:
    """Whether a recount finds every counter right; it says so of the whole database."""
    told = json.loads(willcall("audit", "--json", database=server.database))
    return not told["differences"]


def test_buyers_who_come_and_go_are_counted_to_the_last_one(server: Server, fair: Fair) -> None:
    """There is room for everybody: nobody is refused, and what is held at the end is what was not given back."""
    body, (tickets, rooms) = shop(fair, BUYERS)

    seen = walked(server, fair, body, leave_every=LEAVE_EVERY)

    assert (seen.carts, seen.refused, seen.positions) == (BUYERS, {}, BUYERS * CART)
    assert seen.left == -(-BUYERS // LEAVE_EVERY)
    assert fair.left(tickets) == seen.left
    assert fair.seen(f"quotas/{rooms['id']}/availability/")["cart_positions"] == 2 * (BUYERS - seen.left)
    assert clean(server)


def test_a_shop_that_sells_out_fills_exactly_as_many_carts_as_there_are_places(server: Server, fair: Fair) -> None:
    """Nobody leaves: as many carts as places, and everybody else is told that none is left."""
    body, (tickets, _) = shop(fair, PLACES)

    seen = walked(server, fair, body, look=False)

    assert seen.carts == PLACES
    assert seen.refused == {"quota_none": BUYERS - PLACES}
    assert fair.left(tickets) == 0
    assert clean(server)
