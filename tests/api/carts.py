"""Buyers with carts: what tests of carts have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from tests.cast import NO_BODY, id_of
from tests.unit.databases import within
from willcall import audit
from willcall.db import tables
from willcall.kit.instants import now_us

if TYPE_CHECKING:
    from tests.cast import Answer, Fair, Thing, Wire
    from tests.server import Server
    from willcall.audit import Report
    from willcall.db.tx import Database, Tx

TOUCHED = (
    tables.cart, tables.cart_position, tables.cart_line, tables.cart_answer, tables.quota_hold, tables.voucher_hold,
    tables.seat_hold, tables.quota, tables.voucher,
)  # fmt: skip
"""All that a request on a cart can change."""


def on_sale(fair: Fair, **fields: Any) -> None:
    """Fay opens the shop."""
    answer = fair.patch("", {"live": True, **fields})
    assert answer.status_code == httpx.codes.OK, answer.text


def line(item: Thing, quantity: int = 1, **fields: Any) -> Wire:
    """A line of a request."""
    return {"item": id_of(item), "quantity": quantity, **fields}


@dataclass
class Buyer:
    """Somebody with a cart, and without a token."""

    fair: Fair
    cart: Wire

    def send(self, method: str, below: str = "", body: object = NO_BODY, **headers: str) -> Answer:
        """A request on the cart."""
        secret = {"Authorization": f"Cart {self.cart['secret']}"}
        path = f"carts/{self.cart['id']}/{below}"
        return self.fair.send(method, path, body, token="", headers={**secret, **headers})

    def done(self, method: str, below: str = "", body: object = NO_BODY) -> Wire:
        """The cart after a request that is granted."""
        answer = self.send(method, below, body)
        assert answer.status_code == httpx.codes.OK, f"{method} {below}: {answer.status_code} {answer.text}"
        cart: Wire = answer.json()
        return cart

    def seen(self) -> Wire:
        """The cart as it is."""
        return self.done("GET")


def asked(fair: Fair, *lines: Wire, **headers: str) -> Answer:
    """What a visitor who wants a cart is answered."""
    return fair.post("carts/", {"lines": list(lines)}, token="", headers=headers)


def buyer(fair: Fair, *lines: Wire) -> Buyer:
    """A visitor who got a cart."""
    answer = asked(fair, *lines)
    assert answer.status_code == httpx.codes.CREATED, f"{answer.status_code} {answer.text}"
    return Buyer(fair, answer.json())


def refused(answer: Answer, code: str, status: int = httpx.codes.BAD_REQUEST) -> Wire:
    """The refusal, which has this code."""
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    body: Wire = answer.json()
    assert body["code"] == code, body
    assert body["detail"]
    assert "{" not in body["detail"]
    return body


def stored(server: Server, fair: Fair) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of an event that a request on a cart can change."""

    async def read(tx: Tx) -> dict[str, list[tuple[Any, ...]]]:
        rows = await tx.find(tables.event, {"slug": fair.slug}, columns=("id",))
        home = {"event_id": rows[0]["id"]}
        return {table.name: [tuple(row) for row in await tx.find(table, home)] for table in TOUCHED}

    async def story(database: Database) -> dict[str, list[tuple[Any, ...]]]:
        return await database.snapshot(read)

    return within(server.database, story)


def is_clean(server: Server, fair: Fair) -> bool:
    """Whether a recount of the event finds every counter right."""

    async def story(database: Database) -> Report:
        return await audit.audit(database, now_us, event=fair.slug)

    report = within(server.database, story)
    assert report.is_clean, report.text()
    return True


def workshops(fair: Fair, **rule: object) -> tuple[Wire, Wire, Wire]:
    """A ticket, a workshop that is sold with it alone, and the rule for that."""
    extras = fair.category("Workshops", is_addon=True)
    ticket, _ = fair.ticket()
    workshop, _ = fair.ticket(name="Juggling", category=extras["id"], price="12.50")
    made = fair.addon_rule(ticket, extras, **({"min_count": 0, "max_count": 2} | rule))
    on_sale(fair)
    return ticket, workshop, made


def ticket(fair: Fair, **fields: object) -> Wire:
    """A live event that sells one product."""
    item, _ = fair.ticket(**fields)  # type: ignore[arg-type]
    on_sale(fair)
    return item
