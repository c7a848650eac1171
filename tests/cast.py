"""Who plays in the tests, and builders with defaults, so that a test states only what it is about.

**Fay** organizes the fair, **Rob** may only read, **Eve** organizes another one and must see nothing,
**Ada** and **Ben** buy. What a server is and how it starts is left to `tests/server.py`.
"""

from __future__ import annotations

import json as jsonlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping

Wire = dict[str, Any]
Thing = int | Wire  # an object by its id, or as the server gave it

FAY: Final = "main"
ROB: Final = "readonly"
EVE: Final = "dummy"
NOBODY: Final = ""
ADA: Final = "ada@api"
BEN: Final = "ben@api"

NO_SUCH_ID: Final = 999_999_999
SOLD_OUT: Final = 'There is not enough quota available on quota "{}" to perform the operation.'
NO_BODY: Final = object()
ANSWER_TIMEOUT_S: Final = 30


@dataclass(frozen=True)
class Caller:
    """Speaks HTTP below one path; a path that begins with a slash is taken from the root."""

    client: httpx.Client
    tokens: Mapping[str, str]
    path: str

    def send(
        self,
        method: str,
        path: str,
        json: object = NO_BODY,
        *,
        token: str = FAY,
        headers: Mapping[str, str] | None = None,
        content: bytes | str | None = None,
    ) -> httpx.Response:
        """One request as it stands: no redirect is followed, nothing is repeated. `token` is a name; "" sends none."""
        sent = {"Authorization": f"Token {self.tokens[token]}"} if token else {}
        if json is not NO_BODY:
            content = jsonlib.dumps(json)
        if content is not None:
            sent["Content-Type"] = "application/json"
        url = path if path.startswith("/") else self.path + path
        return self.client.request(method, url, content=content, headers={**sent, **(headers or {})})

    def get(self, path: str, **request: Any) -> httpx.Response:
        """GET."""
        return self.send("GET", path, **request)

    def head(self, path: str, **request: Any) -> httpx.Response:
        """HEAD."""
        return self.send("HEAD", path, **request)

    def options(self, path: str, **request: Any) -> httpx.Response:
        """OPTIONS."""
        return self.send("OPTIONS", path, **request)

    def post(self, path: str, json: object = NO_BODY, **request: Any) -> httpx.Response:
        """POST."""
        return self.send("POST", path, json, **request)

    def put(self, path: str, json: object = NO_BODY, **request: Any) -> httpx.Response:
        """PUT."""
        return self.send("PUT", path, json, **request)

    def patch(self, path: str, json: object = NO_BODY, **request: Any) -> httpx.Response:
        """PATCH."""
        return self.send("PATCH", path, json, **request)

    def delete(self, path: str, **request: Any) -> httpx.Response:
        """DELETE."""
        return self.send("DELETE", path, **request)

    def made(self, path: str, json: object) -> Wire:
        """The object that a POST of Fay's created."""
        answer = self.post(path, json)
        assert answer.status_code == httpx.codes.CREATED, f"{path}: {answer.status_code} {answer.text}"
        thing: Wire = answer.json()
        return thing

    def seen(self, path: str, **request: Any) -> Wire:
        """The object, or page of a list, that a GET shows."""
        answer = self.get(path, **request)
        assert answer.status_code == httpx.codes.OK, f"{path}: {answer.status_code} {answer.text}"
        thing: Wire = answer.json()
        return thing

    def rows(self, path: str) -> list[Wire]:
        """The first page of a list."""
        rows: list[Wire] = self.seen(path)["results"]
        return rows

    def ids(self, path: str) -> list[int]:
        """The ids on the first page of a list, in its order."""
        return [row["id"] for row in self.rows(path)]


@dataclass(frozen=True)
class Desk(Caller):
    """Where the cast walks up to: one organizer of a server, with everybody's tokens."""

    organizer: str

    def fair(self, **fields: Any) -> Fair:
        """A fresh event of Fay's."""
        slug = "fair-" + secrets.token_hex(6)
        event = {"name": {"en": "Fair"}, "slug": slug, "currency": "EUR", "date_from": "2040-06-01T10:00:00Z"}
        self.made("events/", {**event, "timezone": "Europe/Berlin", **fields})
        return Fair(self.client, self.tokens, f"{self.path}events/{slug}/", slug)


@dataclass(frozen=True)
class Fair(Caller):
    """An event, with builders for everything that can be put into it."""

    slug: str

    def category(self, name: str = "Workshops", **fields: Any) -> Wire:
        """A category."""
        return self.made("categories/", {"name": {"en": name}, **fields})

    def item(self, name: str = "Ticket", price: str = "23.00", **fields: Any) -> Wire:
        """A product; `variations=["S", "L"]` gives it some."""
        if "variations" in fields:
            fields["variations"] = [
                {"value": {"en": one}} if isinstance(one, str) else one for one in fields["variations"]
            ]
        return self.made("items/", {"name": {"en": name}, "default_price": price, **fields})

    def quota(self, *items: Wire, size: int | None = 10, name: str = "Tickets", **fields: Any) -> Wire:
        """A quota for products, all their variations included unless `variations` says which."""
        everything = [variation["id"] for item in items for variation in item["variations"]]
        wanted = {"name": name, "size": size, "items": [item["id"] for item in items], "variations": everything}
        return self.made("quotas/", {**wanted, **fields})

    def ticket(self, size: int | None = 10, name: str = "Ticket", **fields: Any) -> tuple[Wire, Wire]:
        """A product and a quota of its own."""
        item = self.item(name, **fields)
        return item, self.quota(item, size=size, name=f"{name}s")

    def variation(self, item: Thing, value: str = "XL", **fields: Any) -> Wire:
        """One more variation of a product that has some."""
        return self.made(f"items/{id_of(item)}/variations/", {"value": {"en": value}, **fields})

    def addon_rule(self, item: Thing, category: Thing, **fields: Any) -> Wire:
        """With this product one may choose from that category."""
        return self.made(f"items/{id_of(item)}/addons/", {"addon_category": id_of(category), **fields})

    def bundle(self, item: Thing, bundled: Thing, variation: Thing | None = None, **fields: Any) -> Wire:
        """This product brings that one with it."""
        which = {"bundled_item": id_of(bundled), "bundled_variation": variation and id_of(variation)}
        return self.made(f"items/{id_of(item)}/bundles/", {**which, **fields})

    def voucher(self, code: str = "SUMMER", **fields: Any) -> Wire:
        """A voucher."""
        return self.made("vouchers/", {"code": code, **fields})

    def ask(self, item: Thing, *, token: str = FAY, headers: Mapping[str, str] | None = None, **fields: Any) -> Answer:
        """Ask for a place: held or refused, as the answer says."""
        wanted = {"item": id_of(item), "price": "23.00", **fields}
        return self.post("cartpositions/", wanted, token=token, headers=headers)

    def hold(self, item: Thing, **fields: Any) -> Wire:
        """A place that is held."""
        answer = self.ask(item, **fields)
        assert answer.status_code == httpx.codes.CREATED, f"not held: {answer.status_code} {answer.text}"
        position: Wire = answer.json()
        return position

    def bulk(self, *asks: object) -> list[Wire]:
        """What became of each ask of one bulk request."""
        answer = self.post("cartpositions/bulk_create/", list(asks))
        assert answer.status_code == httpx.codes.OK, f"{answer.status_code} {answer.text}"
        results: list[Wire] = answer.json()["results"]
        return results

    def availability(self, quota: Thing) -> Wire:
        """What the quota says of itself."""
        return self.seen(f"quotas/{id_of(quota)}/availability/")

    def left(self, quota: Thing) -> int | None:
        """How many places the quota has left; None when it has no limit."""
        number: int | None = self.availability(quota)["available_number"]
        return number


Answer = httpx.Response


def id_of(thing: Thing) -> int:
    """The id of an object however it is given."""
    return thing if isinstance(thing, int) else int(thing["id"])
