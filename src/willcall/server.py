"""The server: uvicorn with our choices, for one process or several over one socket."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import socket
from collections.abc import Callable
from typing import Any, Final

import structlog
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

from willcall import logs
from willcall.settings import Settings

BACKLOG: Final = 2_048
"""Connections that may wait to be accepted: a popular on-sale opens with a burst."""

KEEP_ALIVE_S: Final = 75
"""An idle connection is closed after this; longer than the minute that proxies usually keep theirs."""

HEAD_BYTES_MAX: Final = 64 * 1024
"""Request line and headers together: four times what browsers and proxies send at most."""

HEAD_TIME_MAX_S: Final = 20
"""How long a client may take to send a head: one that trickles it keeps a place that others want."""

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


class BoundedProtocol(HttpToolsProtocol):
    """HTTP/1.1 with a bound on the size of a head and on the time that it may take; bodies have theirs in `rest`."""

    _heads = 0
    _head_bytes = 0
    _in_head = False
    _head_timer: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        """Reads on, and gives up on a head that is too long."""
        head = self._heads if self._in_head else None
        super().data_received(data)
        if not self._in_head or self.transport.is_closing():
            return
        # What began within this piece of data is counted from the next one on: the piece may end a body, too.
        if head == self._heads:
            self._head_bytes += len(data)
        if self._head_bytes > HEAD_BYTES_MAX:
            self._give_up()
        elif self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_TIME_MAX_S, self._give_up)

    def on_message_begin(self) -> None:
        """A head begins."""
        self._heads += 1
        self._head_bytes = 0
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is there."""
        self._in_head = False
        self._stop_timer()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._stop_timer()
        super().connection_lost(exc)

    def _stop_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _give_up(self) -> None:
        self._stop_timer()
        if not self.transport.is_closing():
            self.send_400_response("The head of the request is too long, or took too long.")
