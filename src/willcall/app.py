"""The ASGI application: what runs behind one port, put together from the rooms.

`/api/` goes straight to the interface, without a framework in between. Everything else is a small Starlette
application: health, the documentation viewer, JSON for what is not there.
"""

from __future__ import annotations

import asyncio
import functools
import importlib.resources
import os
import platform
from pathlib import Path as File
from typing import Final

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from willcall import __version__, access, catalog, logs, metrics
from willcall.access.gate import TokenGate
from willcall.cart.fetch import Fetching
from willcall.cart.http import CartEndpoints
from willcall.cart.strict import Strict
from willcall.catalog.seats import Shown
from willcall.db import tables
from willcall.db.errors import BadValue, DatabaseError
from willcall.db.open import open_database
from willcall.db.revision import RUN_MIGRATE, is_current
from willcall.db.tx import Database, Tx
from willcall.kit.instants import Clock, now_us
from willcall.kit.tally import Tally
from willcall.live.http import Live
from willcall.readiness import Readiness
from willcall.reserve.http import READ, Holds
from willcall.reserve.listing import positions_by_id
from willcall.rest.body import encode
from willcall.rest.limits import Kind, Limits
from willcall.rest.routes import Path, Router
from willcall.rest.serve import WRITTEN_DOWN, Api
from willcall.scoreboard import Scoreboard
from willcall.settings import Settings, database_options, settings_from
from willcall.shop.http import Shop
from willcall.shop.memory import Showcases
from willcall.watch import Watch

OPENAPI: Final = "/api/v1/openapi.json"
PAGES: Final = frozenset(("/", "/healthz", "/readyz", "/metrics", OPENAPI, "/docs"))
"""Where requests are counted by their path; what is not here is counted together."""
CART_POSITION: Final = Shown(READ, positions_by_id)
"""How the catalogue, which knows nothing of carts, shows one within a seat."""

log = structlog.get_logger("willcall.app")


class NotMigrated(DatabaseError):
    """The database lacks the schema of this code."""


class Application:
    """Willcall behind one port: opened and closed by the server's lifespan messages, or by hand."""

    def __init__(self, settings: Settings, *, clock: Clock = now_us) -> None:
        self.database: Database = open_database(settings.database, **database_options(settings))
        self.gate = TokenGate(self.database)
        tally = Tally()
        plain = settings.citus or settings.pgbouncer
        self._holds = Holds(
            self.database, clock=clock, one_statement=not plain, tally=tally, wait_max_s=settings.wait_s
        )
        showcases = Showcases()
        shop = Shop(self.database, showcases)
        # What listens rests for hours: connections for whoever wants something must be left.
        listeners_max = min(settings.listeners, settings.connections // 2)
        self._live = Live(shop, listeners_max, settings.listeners_per_client, clock=clock)
        self._holds.checker = Strict(Fetching(self.database, showcases))
        self._holds.counted.tell = self._live.hub.wake
        self.paths: tuple[Path, ...] = (
            *access.paths(),
            *catalog.paths(CART_POSITION),
            *self._holds.paths(),
            *shop.paths(),
            *CartEndpoints(self.database, self._holds, showcases).paths(),
            *self._live.paths(),
        )
        limits = Limits({kind: getattr(settings, kind.value) for kind in Kind}, tally=tally)
        self._api = Api(
            Router(self.paths), self.database, self.gate, limits=limits, clock=clock, trust_proxy=settings.trust_proxy
        )
        self._board = Scoreboard(
            settings.metrics_folder, tally, self._holds.counted.by_event, self._holds.waiting,
            {metrics.LISTENERS: lambda: self._live.listening},
        )  # fmt: skip
        self.metrics_page = MetricsPage(settings.metrics_token, self.database, self._board)
        self._pages = pages(self)
        self._watch = Watch(self._dispatch, tally, PAGES, access_log=settings.access_log)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the beginning and the end of the server's life."""
        if scope["type"] == "http":
            await self._watch(scope, receive, send)
        elif scope["type"] == "lifespan":
            # The server says so by itself when it begins to stop; the lifespan's own word comes after the last answer.
            from willcall.stopping import BEGIN_STOP  # noqa: PLC0415 - only servers have a lifespan

            scope.setdefault("state", {})[BEGIN_STOP] = self.begin_stop
            await self._run(receive, send)

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if (path.startswith("/api/") or path == "/api") and path != OPENAPI:
            await self._api(scope, receive, send)
        else:
            await self._pages(scope, receive, send)

    def begin_stop(self) -> None:
        """From now on `/readyz` says no, and every answer ends its connection; requests are answered as ever.

        Nobody is kept listening: streams end when they have told what there is.
        """
        self._watch.stopping = True
        self._live.hub.stop()

    @property
    def stopping(self) -> bool:
        """Whether the server is about to stop."""
        return self._watch.stopping

    async def start(self) -> None:
        """Connects to the database and starts the engine; `NotMigrated` if the schema is missing or old."""
        await self.database.open()
        try:
            await check_schema(self.database)
            await self._holds.start()
            self._board.start()
        except BaseException:
            await self.database.close()
            raise

    async def stop(self) -> None:
        """Answers what was taken, then disconnects."""
        try:
            self._live.hub.stop()
            await self._live.hub.close()
            await self._holds.stop()
        finally:
            self._board.stop()
            await self.database.close()

    async def _run(self, receive: Receive, send: Send) -> None:
        """Lifespan: a start that fails is told in one line, not as a traceback, when the database is the reason."""
        await receive()
        try:
            await self.start()
        except DatabaseError as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        await send({"type": "lifespan.shutdown.complete"})


async def check_schema(database: Database) -> None:
    """Raises `NotMigrated` unless the database has the schema of this code."""
    if not await is_current(database):
        raise NotMigrated(RUN_MIGRATE)


def from_environment() -> Application:
    """The application for settings of the environment; what each worker process calls."""
    settings = settings_from(os.environ)
    logs.set_up(settings)
    return Application(settings)


class MetricsPage:
    """`/metrics`: the figures of all processes behind this port, or of one event."""

    def __init__(self, token: str, database: Database, board: Scoreboard) -> None:
        self._token = token
        self._database = database
        self._board = board
        self._build = (metrics.BUILD, __version__, platform.python_version(), database.kind)

    async def answer(self, request: Request) -> Response:
        """All of it, or with `?event=organizer/event` the figures of that event."""
        client = None if request.client is None else request.client.host
        headers = dict(request.headers.raw)
        if not metrics.may_read(self._token, request.headers.get("authorization", ""), client, headers):
            return JSONResponse({"detail": METRICS_DENIED}, 403)
        slug = request.query_params.get("event")
        if slug is None:
            found = self._board.everybody()
            tally, gauges, shown = found.tally, found.gauges | {self._build: 1}, metrics.METRICS
        else:
            try:
                event_id = await self._database.read(functools.partial(_event_id, *slug.partition("/")[::2]))
            except BadValue:
                event_id = None
            except DatabaseError as error:
                log.warning("no event to be found", error=str(error))
                return JSONResponse({"detail": "The database does not answer."}, 503)
            if event_id is None:
                return JSONResponse({"detail": "There is no such event: name it as organizer/event."}, 404)
            found = self._board.everybody()
            tally = metrics.of_event(slug, found.by_event.get(event_id, Tally()))
            waiting = found.waiting.get(event_id, 0)
            gauges, shown = {(metrics.event_name(metrics.QUEUE[0]), slug): waiting}, metrics.EVENT_METRICS
        # In a thread: the first who asks loads Prometheus' client, which takes a while.
        accept = request.headers.get("accept", "")
        body, media_type = await asyncio.to_thread(metrics.rendered, accept, tally, gauges, shown)
        return Response(body, headers={"Content-Type": media_type})


async def _event_id(organizer_slug: str, slug: str, tx: Tx) -> int | None:
    organizer = await tx.one(tables.organizer, slug=organizer_slug)
    event = organizer and await tx.one(tables.event, organizer_id=organizer["id"], slug=slug)
    return event["id"] if event else None


METRICS_DENIED: Final = (
    "The figures are for this machine itself. For others set WILLCALL_METRICS_TOKEN and send it as a bearer token."
)


def pages(application: Application) -> Starlette:
    """Everything that is not the interface."""
    database = application.database

    @functools.cache
    def openapi() -> bytes:
        from willcall.rest.openapi import document  # noqa: PLC0415 - only needed by those who ask for it

        return encode(document(application.paths, __version__))

    readiness = Readiness(database)

    async def described(_: Request) -> Response:
        return Response(openapi(), media_type="application/json")

    async def ready(_: Request) -> Response:
        if application.stopping:
            return JSONResponse({"status": "this server is about to stop"}, 503)
        trouble = await readiness.trouble()
        return JSONResponse({"status": "ok"}) if trouble is None else JSONResponse({"status": trouble}, 503)

    return Starlette(
        routes=[
            Route("/", to_viewer),
            Route("/healthz", healthy),
            Route("/readyz", ready),
            Route("/metrics", application.metrics_page.answer),
            Route(OPENAPI, described),
            Route("/docs", viewer),
            Route("/docs/", to_viewer),
            Route("/docs/{name}", viewer_file),
        ],
        exception_handlers={HTTPException: refused, Exception: failed},
    )


async def healthy(_: Request) -> Response:
    """The process is there."""
    return JSONResponse({"status": "ok"})


async def to_viewer(_: Request) -> Response:
    """The documentation is what a person at the front door looks for."""
    return RedirectResponse("/docs")


async def viewer(_: Request) -> Response:
    """The documentation of the interface, in a viewer that needs nothing from elsewhere."""
    return Response(VIEWER, media_type="text/html", headers=VIEWER_HEADERS)


async def viewer_file(request: Request) -> Response:
    """A part of the viewer; no other file of its package is served."""
    name = request.path_params["name"]
    if name == "start.js":
        return Response(VIEWER_START, media_type="text/javascript", headers=VIEWER_HEADERS)
    if name not in VIEWER_FILES:
        raise HTTPException(404)
    return FileResponse(viewer_folder() / VIEWER_FILES[name], headers=VIEWER_HEADERS)


async def refused(_: Request, error: Exception) -> Response:
    """404 and 405 in JSON."""
    assert isinstance(error, HTTPException)
    text = "There is nothing here." if error.status_code == 404 else error.detail  # noqa: PLR2004
    return JSONResponse({"detail": text}, error.status_code, error.headers)


async def failed(request: Request, __: Exception) -> Response:
    """500 in JSON; the server logs the error."""
    return JSONResponse({"detail": WRITTEN_DOWN.format(request.scope["request_id"])}, 500)


@functools.cache
def viewer_folder() -> File:
    """Where the package that carries the viewer has its files (docs/decisions/0002-documentation-viewer.md)."""
    return File(str(importlib.resources.files("mkdocs_swagger_ui_tag"))) / "swagger-ui"


VIEWER_FILES: Final = {
    "swagger-ui.css": "stylesheets/swagger-ui.css",
    "swagger-ui-bundle.js": "javascripts/swagger-ui-bundle.js",
}

VIEWER_HEADERS: Final = {
    # The viewer puts styles and small images into the page itself; nothing may come from elsewhere.
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    "X-Content-Type-Options": "nosniff",
}

VIEWER: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Willcall</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="viewer"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""

# Without "validatorUrl: null" the viewer would show the document to a service of its makers.
VIEWER_START: Final = f"""SwaggerUIBundle({{
  url: "{OPENAPI}",
  dom_id: "#viewer",
  deepLinking: true,
  docExpansion: "none",
  persistAuthorization: true,
  validatorUrl: null,
}});
"""
