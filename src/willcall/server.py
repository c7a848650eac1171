"""The server: uvicorn with our choices, for one process or several over one socket."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable
from typing import Final

import structlog
import uvicorn
from uvicorn.supervisors import Multiprocess

from willcall import logs
from willcall.settings import Settings

BACKLOG: Final = 2_048
"""Connections that may wait to be accepted: a popular on-sale opens with a burst."""

KEEP_ALIVE_S: Final = 75
"""An idle connection is closed after this; longer than the minute that proxies usually keep theirs."""

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
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        hint = "; another port is chosen with --port" if port else ""
        raise PortTaken(
            f"cannot listen on {host} port {port}: {(error.strerror or str(error)).lower()}{hint}"
        ) from error
    bound.set_inheritable(True)
    return bound


def address_of(bound: socket.socket) -> str:
    """The URL at which a bound socket is reached from this machine."""
    host, port = bound.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        host = "127.0.0.1" if bound.family == socket.AF_INET else "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(settings: Settings, bound: socket.socket, announce: Announce) -> bool:
    """Serves until a signal asks to stop; False if the server could not start."""
    logs.set_up(settings)
    os.environ.update(settings.environment())
    config = uvicorn.Config(
        "willcall.app:from_environment",
        factory=True,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        workers=settings.workers,
        access_log=False,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=SHUTDOWN_S,
    )
    address = address_of(bound)
    if settings.workers > 1:
        announce(address)
        Multiprocess(config, sockets=[bound]).run()
        return True
    server = AnnouncingServer(config, lambda: announce(address))
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[bound])
    return server.started


class AnnouncingServer(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, then says so."""
        await super().startup(sockets)
        if self.started:
            self._announce()
