"""A server that starts without delay, and stops without leaving anybody without an answer.

Until it has started, and whenever there is little to find, the collector leaves it alone.

Told to stop, it first looks unready (`/readyz`) and serves on for as long as the setting `drain_s` says. Then it
listens no more, takes the connections that had been made by then, answers what still comes on those that are open,
each answer ending its connection, and closes those on which nobody says anything. What has been taken is answered.
"""

from __future__ import annotations

import array
import asyncio
import contextlib
import fcntl
import gc
import signal
import socket
import termios
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Final

import uvicorn

BEGIN_STOP: Final = "willcall.begin_stop"
"""Under this name the lifespan's state has a function of the application, to be called when the stop begins."""
LAST_CALL_S: Final = 0.25
"""How long a connection without a request stays open: what is on its way arrives by then."""
LOOK_S: Final = 0.02
COLLECT_AFTER: Final = (20_000, 20, 20)
"""Objects in the collector's first generation, and rounds of the younger before one of the next. What a request makes
is in no circle, so there is little to find; Python's own figures have it look several times in one batch of buyers."""


class StoppingServer(uvicorn.Server):
    """uvicorn's server with our way to stop; `announce` is called once it answers."""

    def __init__(self, config: uvicorn.Config, drain_s: float, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._drain_s = drain_s
        self._announce = announce

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serves until it is told to stop. Until then what is loaded and made stays: there is nothing to collect."""
        gc.disable()
        super().run(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, then says so."""
        await super().startup(sockets)
        gc.freeze()
        gc.set_threshold(*COLLECT_AFTER)
        gc.enable()
        if self.started:
            self._announce()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal to stop: the process ends by itself, with status 0. A second SIGINT, Ctrl-C, waits for nobody."""
        self.force_exit = self.force_exit or (self.should_exit and sig == signal.SIGINT)
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops; the longest that a request under way may take is the configuration's."""
        self.lifespan.state[BEGIN_STOP]()
        await self._serve_on(self._drain_s, lambda: True)
        await self._listen_no_more(sockets or [])
        await self._serve_on(LAST_CALL_S, lambda: bool(self.server_state.connections))
        # Without a pause in between: a connection on which something waits to be read would be reset.
        await self._serve_on(LAST_CALL_S, lambda: any(_has_unread(one) for one in self.server_state.connections))
        await super().shutdown(sockets)

    async def _serve_on(self, seconds: float, needed: Callable[[], bool]) -> None:
        """Goes on for that long at most, while it is needed and nobody is in a hurry."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        ticks = 0
        while loop.time() < end and not self.force_exit and needed():
            await self.on_tick(ticks)
            ticks += 1
            await asyncio.sleep(LOOK_S)

    async def _listen_no_more(self, sockets: Sequence[socket.socket]) -> None:
        """Closes the listening sockets; connections that the system has accepted by then are taken, not reset."""
        kept = [one.dup() for one in sockets]
        for server in self.servers:
            server.close()
        for one in sockets:
            one.close()
        await asyncio.sleep(LOOK_S)  # until the loop has let go of them
        taken = [connection for one in kept for connection in _accepted(one)]
        loop = asyncio.get_running_loop()
        for connection in taken:
            with contextlib.suppress(OSError):
                await loop.connect_accepted_socket(self._protocol, connection)

    def _protocol(self) -> asyncio.Protocol:
        made: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return made


def _accepted(listening: socket.socket) -> list[socket.socket]:
    """The connections that wait to be taken; the socket is closed at once after the last."""
    found = []
    listening.settimeout(0)
    with listening, contextlib.suppress(OSError):
        while True:
            connection, _ = listening.accept()
            connection.settimeout(0)
            found.append(connection)
    return found


def _has_unread(protocol: object) -> bool:
    """Whether bytes have arrived on a connection that nobody has read."""
    transport = getattr(protocol, "transport", None)
    if transport is None or transport.is_closing():
        return False
    found = transport.get_extra_info("socket")
    number = array.array("i", [0])
    try:
        fcntl.ioctl(found.fileno(), termios.FIONREAD, number)
    except (OSError, ValueError):
        return False
    return number[0] > 0
