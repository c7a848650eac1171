"""Public paths: who comes without a token, how often, to which events, and which pages may read the answers.

An event that does not exist and one that is not live are refused alike, and neither tells a browser anything more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from willcall.rest import cross_origin
from willcall.rest.body import Asgi
from willcall.rest.cross_origin import Headers
from willcall.rest.limits import Kind, Limits
from willcall.rest.problems import Denied
from willcall.rest.request import Front, Request
from willcall.rest.routes import SAFE, Path
from willcall.rest.visitors import Visitor, cart_secret_of, client_of

ROUTE: Final = "willcall.public"
"""Under this name the scope of a request to a public path has the declared path and its variable parts."""

FRONT: Final = "willcall.front"
"""Under this name it has the event as the public sees it, or None if there is none, once that was looked for."""


class Fronts(Protocol):
    """Who knows events by their slugs; the gate."""

    async def front(self, organizer_slug: str, slug: str) -> Front | None:
        """What an event is to the public; None if there is no such event."""
        ...

    def known_front(self, organizer_slug: str, slug: str) -> Front | None:
        """The same, if it is remembered."""
        ...


class Public:
    """What is particular to public paths; the dispatcher does the rest."""

    def __init__(self, fronts: Fronts, limits: Limits, *, trust_proxy: bool) -> None:
        self._fronts = fronts
        self._limits = limits
        self._trust_proxy = trust_proxy

    def visitor(
        self, declared: Path, params: Mapping[str, str], scope: Asgi, headers: Mapping[str, str]
    ) -> Visitor | None:
        """Who asks, if they have no token and the path is public; `TooMany` if their allowance is used up."""
        if not declared.public:
            return None
        scope[ROUTE] = (declared, params)
        authorization = headers.get("authorization", "")
        secret = cart_secret_of(authorization)
        if authorization.strip() and secret is None:
            return None
        forwarded = headers.get("x-forwarded-for") if self._trust_proxy else None
        client = client_of((scope.get("client") or (None,))[0], forwarded)
        self._limits.take(Kind.READ if scope["method"] in SAFE else Kind.WRITE, client)
        return Visitor(secret, client, self._limits)

    async def enter(self, request: Request, scope: Asgi) -> None:
        """The event of a public path: `Denied` for a visitor unless it is live."""
        if ROUTE not in scope or not (request.is_public or "origin" in request.headers):
            return
        front = await self._fronts.front(request.params["organizer"], request.params["event"])
        scope[FRONT] = front
        if request.is_public:
            if front is None or not front.is_live:
                raise Denied
            request.event_context, request.organizer_context = front.event, front.event.organizer

    def crossing(self, scope: Asgi, headers: Mapping[str, str]) -> Headers:
        """What an answer, a refusal too, says to browsers of its being read by pages of other origins."""
        declared, params = scope.get(ROUTE, (None, {}))
        if declared is None:
            return ()
        # Who is refused before the event was looked for is told what is known without looking.
        front = scope[FRONT] if FRONT in scope else self._fronts.known_front(params["organizer"], params["event"])
        if front is None or not front.is_live:
            return ()
        origin = headers.get("origin")
        found = cross_origin.answer_headers(origin, front.origins)
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers and len(found) > 1:
            return (*found, *cross_origin.preflight_headers(declared.allow))
        return found
