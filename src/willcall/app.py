"""The ASGI application: what runs behind one port, put together from the rooms.

`/api/` goes straight to the interface, without a framework in between. Everything else is a small Starlette
application: health, the documentation viewer, JSON for what is not there.
"""

from __future__ import annotations

import functools
import importlib.resources
import os
from collections.abc import Iterable
from pathlib import Path as File
from typing import Any, Final

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from willcall import __version__, access, catalog, logs
from willcall.access.gate import TokenGate
from willcall.db.errors import DatabaseError
from willcall.db.open import open_database
from willcall.db.revision import RUN_MIGRATE, is_current
from willcall.db.tx import Database
from willcall.kit.instants import Clock, now_us
from willcall.readiness import Readiness
from willcall.reserve.http import Holds
from willcall.rest.body import encode
from willcall.rest.routes import Path, Router
from willcall.rest.serve import Api
from willcall.settings import Settings, settings_from

OPENAPI: Final = "/api/v1/openapi.json"
log = structlog.get_logger("willcall.app")


class NotMigrated(DatabaseError):
    """The database lacks the schema of this code."""


class Application:
    """Willcall behind one port: opened and closed by the server's lifespan messages, or by hand."""

    def __init__(self, settings: Settings, *, clock: Clock = now_us) -> None:
        self.database: Database = open_database(settings.database, **database_options(settings))
        self.gate = TokenGate(self.database)
        self._holds = Holds(self.database, clock=clock, one_statement=not (settings.citus or settings.pgbouncer))
        self.paths: tuple[Path, ...] = (*access.paths(), *catalog.paths(), *self._holds.paths())
        self._api = Api(Router(self.paths), self.database, self.gate, clock=clock, trust_proxy=settings.trust_proxy)
        self._pages = pages(self.database, self.paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the beginning and the end of the server's life."""
        if scope["type"] == "http":
            path = scope["path"]
            if (path.startswith("/api/") or path == "/api") and path != OPENAPI:
                await self._api(scope, receive, send)
            else:
                await self._pages(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)

    async def start(self) -> None:
        """Connects to the database and starts the engine; `NotMigrated` if the schema is missing or old."""
        await self.database.open()
        try:
            await check_schema(self.database)
            await self._holds.start()
        except BaseException:
            await self.database.close()
            raise

    async def stop(self) -> None:
        """Answers what was taken, then disconnects."""
        try:
            await self._holds.stop()
        finally:
            await self.database.close()

    async def _live(self, receive: Receive, send: Send) -> None:
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


def database_options(settings: Settings) -> dict[str, Any]:
    """How to open the database of these settings; what is special about a PostgreSQL means nothing to a file."""
    if not settings.database.startswith("postgres"):
        return {}
    return {"force_generic_plan": not settings.citus} | ({"statement_cache_size": 0} if settings.pgbouncer else {})


async def check_schema(database: Database) -> None:
    """Raises `NotMigrated` unless the database has the schema of this code."""
    if not await is_current(database):
        raise NotMigrated(RUN_MIGRATE)


def from_environment() -> Application:
    """The application for settings of the environment; what each worker process calls."""
    settings = settings_from(os.environ)
    logs.set_up(settings)
    return Application(settings)


def pages(database: Database, paths: Iterable[Path]) -> Starlette:
    """Everything that is not the interface."""

    @functools.cache
    def openapi() -> bytes:
        from willcall.rest.openapi import document  # noqa: PLC0415 - only needed by those who ask for it

        return encode(document(paths, __version__))

    readiness = Readiness(database)

    async def described(_: Request) -> Response:
        return Response(openapi(), media_type="application/json")

    async def ready(_: Request) -> Response:
        trouble = await readiness.trouble()
        return JSONResponse({"status": "ok"}) if trouble is None else JSONResponse({"status": trouble}, 503)

    return Starlette(
        routes=[
            Route("/", to_viewer),
            Route("/healthz", healthy),
            Route("/readyz", ready),
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


async def failed(_: Request, __: Exception) -> Response:
    """500 in JSON; the server logs the error."""
    return JSONResponse({"detail": "Something went wrong here; it has been written down."}, 500)


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
