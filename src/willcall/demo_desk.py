"""Speaks to the interface in this process, as the demo fills its events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from willcall.app import Application
from willcall.rest.body import decode, encode

Wire = dict[str, Any]


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

    async def quota(
        self,
        name: str,
        size: int | None,
        *items: Wire,
        variations: tuple[int, ...] = (),
        subevent: int | None = None,
    ) -> Wire:
        """A quota over products, on a date if it is a series."""
        body = {"name": name, "size": size, "items": [item["id"] for item in items], "variations": list(variations)}
        return await self.made("quotas/", "name", body | {"subevent": subevent})

    async def date(self, name: str, begin: datetime, **fields: Any) -> int:
        """A date of a series: its id."""
        body = {"name": {"en": name}, "date_from": begin, "active": True}
        return int((await self.made("subevents/", "name", body | fields))["id"])

    async def open(self, event: Wire) -> None:
        """The event goes on sale."""
        if not event["live"]:
            await self.must("PATCH", "", {"live": True})
