"""The server: uvicorn with our choices, for one process or several over one socket."""

from __future__ import annotations

import dataclasses
import errno
import os
import resource
import socket
import tempfile
from collections.abc import Callable
from typing import Any, Final

import structlog
import uvicorn

from willcall import logs
from willcall.protocol import BoundedProtocol
from willcall.settings import Settings
from willcall.stopping import StoppingServer
from willcall.workers import Workers

BACKLOG: Final = 2_048
"""Connections that may wait to be accepted: a popular on-sale opens with a burst."""

KEEP_ALIVE_S: Final = 75
"""An idle connection is closed after this; longer than the minute that proxies usually keep theirs."""

FILES_BESIDE: Final = 256
"""Files that are open beside connections of clients: the database's, modules, what the next years bring."""

SHUTDOWN_S: Final = 20
"""How long a server that stops lets requests finish."""

log = structlog.get_logger("willcall.server")

Announce = Callable[[str], None]
"""Told the address once requests are answered."""


class PortTaken(Exception):
    """The address cannot be listened on."""


def listening(settings: Settings) -> socket.socket:
    """A socket bound to the address, so that a port that is taken is found before anything else is done."""
    host, port = settings.host, settings.port
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return _bound(*found[0])
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "; another port is chosen with --port" if error.errno == errno.EADDRINUSE else ""
        raise PortTaken(f"cannot listen on {host} port {port}: {reason}{hint}") from error


def _bound(family: int, kind: int, protocol: int, _: str, address: Any) -> socket.socket:
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.set_inheritable(True)
    except OSError:
        bound.close()
        raise
    return bound


def address_of(bound: socket.socket) -> str:
    """The URL at which a bound socket is reached from this machine."""
    host, port = bound.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        host = "127.0.0.1" if bound.family == socket.AF_INET else "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(settings: Settings, bound: socket.socket, announce: Announce) -> bool:
    """Serves until a signal asks to stop; False if the server could not start."""
    if settings.workers > 1 and not settings.metrics_folder:
        with tempfile.TemporaryDirectory(prefix="willcall-", ignore_cleanup_errors=True) as folder:
            return serve(dataclasses.replace(settings, metrics_folder=folder), bound, announce)
    logs.set_up(settings)
    os.environ.update(settings.environment())
    config = uvicorn.Config(
        "willcall.app:from_environment",
        factory=True,
        loop="uvloop",
        http=BoundedProtocol,
        ws="none",
        lifespan="on",
        workers=settings.workers,
        access_log=False,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        backlog=BACKLOG,
        limit_concurrency=connections_for(settings.connections),
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=SHUTDOWN_S,
    )
    address = address_of(bound)
    if settings.workers > 1:
        return Workers(config, bound, settings.drain_s, lambda: announce(address)).run()
    server = StoppingServer(config, settings.drain_s, lambda: announce(address))
    server.run(sockets=[bound])
    return server.started


def connections_for(wanted: int) -> int:
    """How many connections there can be: as many as wanted if the system lets us open so many files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + FILES_BESIDE
    if soft != resource.RLIM_INFINITY and soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    possible = wanted if soft == resource.RLIM_INFINITY else max(1, min(wanted, soft - FILES_BESIDE))
    if possible < wanted:
        log.warning("fewer connections than wanted", wanted=wanted, possible=possible, files_max=soft)
    return possible
