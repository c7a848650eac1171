"""Around every request: its id, its line in the log, and what is counted of it."""

from __future__ import annotations

import random
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from time import perf_counter
from typing import Any, Final

import structlog

from willcall import metrics
from willcall.kit.tally import Key, Spread, Tally
from willcall.logs import REQUEST_ID
from willcall.rest.serve import WHOLE, Whole

Asgi = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Asgi]]
Send = Callable[[Asgi], Awaitable[None]]
App = Callable[[Asgi, Receive, Send], Awaitable[None]]

HEADER: Final = b"x-request-id"
ID: Final = re.compile(rb"[A-Za-z0-9._:/+=@-]{1,128}")
"""An id from elsewhere, such as a proxy's, if it can stand in a log and in a header as it is."""
METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
SECONDS_BOUNDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
UNANSWERED: Final = 0
"""The status of a request whose client has gone before there was an answer."""
OTHER: Final = "other"
"""The route or method of what is not there: whatever anybody tries is one figure."""

log = structlog.get_logger("willcall.access")


class Watch:
    """An ASGI application whose requests have ids and are counted."""

    def __init__(self, app: App, tally: Tally, pages: Iterable[str], *, access_log: bool = False) -> None:
        self._app = app
        self._tally = tally
        self._pages = frozenset(pages)
        self._access_log = access_log
        # Looked up once for each, since every request comes by here.
        self._places: dict[tuple[str, str, int], tuple[Key, Spread]] = {}
        # An id has to be new, not secret.
        self._bits = random.Random().getrandbits  # noqa: S311
        self.stopping = False
        """Whether clients are told to go elsewhere after their answer."""

    async def __call__(self, scope: Asgi, receive: Receive, send: Send) -> None:
        """One request."""
        began = perf_counter()
        name = self._id_of(scope["headers"])
        scope["request_id"] = name.decode("ascii")
        REQUEST_ID.set(scope["request_id"])
        added = [(HEADER, name), (b"connection", b"close")] if self.stopping else [(HEADER, name)]
        status = UNANSWERED

        def tell(message: Asgi) -> Awaitable[None]:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *added]
            return send(message)

        whole: Whole | None = scope.pop(WHOLE, None)

        def tell_whole(number: int, lines: bytes, content: bytes) -> bool:
            nonlocal status
            status = number
            assert whole is not None
            return whole(number, b"%b%b: %b\r\n" % (lines, HEADER, name), content)

        if whole is not None and not self.stopping:
            scope[WHOLE] = tell_whole
        try:
            await self._app(scope, receive, tell)
        finally:
            # It knows the scope and the scope knows it: in a circle, they would stay until the collector comes by.
            scope.pop(WHOLE, None)
            self._count(scope, status, perf_counter() - began)

    def _id_of(self, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
        for name, value in headers:
            if name == HEADER and ID.fullmatch(value):
                return value
        return b"%024x" % self._bits(96)

    def _count(self, scope: Asgi, status: int, seconds: float) -> None:
        method = scope["method"]
        route = scope.get("willcall.route") or (scope["path"] if scope["path"] in self._pages else OTHER)
        place = self._places.get((route, method, status))
        if place is None:
            place = self._places[route, method, status] = self._place(route, method, status)
        key, spread = place
        self._tally.counts[key] += 1
        spread.see(seconds)
        if self._access_log:
            ms = round(seconds * 1_000, 2)
            client = (scope.get("client") or ("-",))[0]
            log.info("request", method=method, path=scope["path"], status=_told(status), ms=ms, client=client)

    def _place(self, route: str, method: str, status: int) -> tuple[Key, Spread]:
        """Where requests of a kind are counted; the protocol knows some thirty methods, of which few are told apart."""
        shown = method if method in METHODS else OTHER
        key = (metrics.REQUESTS, route, shown, _told(status))
        return self._tally.start(key), self._tally.spread((metrics.REQUEST_SECONDS, route, shown), SECONDS_BOUNDS)


def _told(status: int) -> str:
    return "none" if status == UNANSWERED else str(status)
