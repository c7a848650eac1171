"""HTTP/1.1 within bounds: how long a client may take to ask and to read its answer, and how many may come.

A client that is slow, silent or greedy costs a connection and nothing else, and that only for a while. When there are
too many connections the one that has rested longest makes room; a request too many is answered 503 at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import socket
import struct
from typing import ClassVar, Final

import httptools
import msgspec
import structlog
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from willcall.rest.body import Asgi, Receive
from willcall.rest.problems import Busy, Invalid, Problem, TimedOut
from willcall.rest.request import Answer
from willcall.rest.serve import GONE, WHOLE, Send, respond

HEAD_BYTES_MAX: Final = 64 * 1024
"""Request line and headers together: four times what browsers and proxies send at most."""

HEAD_TIME_MAX_S: Final = 20
"""How long a client may take to send a head: one that trickles it keeps a place that others want."""

BODY_TIME_MAX_S: Final = 30
"""A body that takes longer comes from somebody who wants a place, not an answer."""

SEND_TIME_MAX_S: Final = 20
"""How often it is looked whether a client reads what it asked for."""

SEND_BYTES_MIN: Final = 16 * 1024
"""What it has to read in that time: less than the slowest line carries."""

PIPELINED_MAX: Final = 100
"""Requests that one connection may send ahead: each is in memory until its turn comes."""

REQUESTS_MAX: Final = 4_000
"""Requests under way in one process: more than it can answer in a second."""

TURNED_AWAY_MAX: Final = 256
"""Connections beyond the bound that are told so; whoever comes after them is cut off."""

NO_LINGER: Final = struct.pack("ii", 1, 0)

HEALTH: Final = (b"/healthz", b"/readyz", b"/metrics")
"""What is answered however many others there are: a busy process is not a dead one."""


log = structlog.get_logger("willcall.protocol")


class BoundedProtocol(HttpToolsProtocol):
    """One connection.

    How many there may be is the server's `limit_concurrency`, which is uvicorn's word for it; its own answer to one too
    many says nothing of when to come again.
    """

    resting: ClassVar[dict[BoundedProtocol, None]] = {}
    """Connections of this process on which nothing is under way, the longest first."""

    _part: str | None = None
    """What of a request is arriving: head, body, or nothing."""
    _heads = 0
    _head_bytes = 0
    _too_many = False
    """Whether this connection is one too many."""
    _receiving: asyncio.TimerHandle | None = None
    _sending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody comes: they may rest as long as between two requests before they say what they want."""
        super().connection_made(transport)
        self._connections_max, self.limit_concurrency = self.limit_concurrency, None
        self._rest()
        if self._connections_max is not None and len(self.connections) > self._connections_max:
            self._make_room(self._connections_max)

    def data_received(self, data: bytes) -> None:
        """Reads on, and gives up on a head that is too long."""
        self.resting.pop(self, None)
        part, heads = self._part, self._heads
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            log.debug("upgrade not taken")  # the request has been answered as what it is without that
        except httptools.HttpParserError:
            # Whoever looks for open doors sends such things all day: nothing for the log of an operator.
            log.debug("not HTTP")
            self._refuse(Invalid("This is no HTTP request that can be understood."))
            return
        if self.transport.is_closing():
            self._close()
            return
        if self._part == "head":
            # What began within this piece of data is counted from the next one on: the piece may end a body, too.
            if part == "head" and heads == self._heads:
                self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES_MAX:
                self._refuse(Invalid("The head of the request is too long."))
                return
        if self._part is None and heads != self._heads:
            return
        # Lines between requests are nothing at all, and not for ever.
        if self._receiving is None and (self._part is not None or part is None):
            after_s = BODY_TIME_MAX_S if self._part == "body" else HEAD_TIME_MAX_S
            self._receiving = self.loop.call_later(after_s, self._too_slow)

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self._part, self._head_bytes = "head", 0
        self._heads += 1
        self._received()
        self.scope[GONE] = self.transport.is_closing  # type: ignore[typeddict-unknown-key]

    def on_headers_complete(self) -> None:
        """The head is there: somebody answers."""
        self._part = "body"
        self._received()
        busy = self._too_many or len(self.tasks) >= REQUESTS_MAX
        busy = busy and self.url.partition(b"?")[0] not in HEALTH
        self.app = self._turn_away if busy else self.config.loaded_app
        super().on_headers_complete()
        self.scope[WHOLE] = functools.partial(self._send, self.cycle)  # type: ignore[typeddict-unknown-key]
        if len(self.pipeline) > PIPELINED_MAX:
            raise ValueError("too many requests ahead")  # the parser stops, and 400 is answered

    def on_message_complete(self) -> None:
        """The request is there as a whole."""
        self._part = None
        self._received()
        super().on_message_complete()
        if self.cycle.response_complete and not self.transport.is_closing():
            self._rest()

    def on_response_complete(self) -> None:
        """The answer is on its way."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._close()
        elif self._part is None and self.cycle.response_complete:
            self.resting[self] = None

    def pause_writing(self) -> None:
        """The client does not read as fast as we write."""
        super().pause_writing()
        self._look_later()

    def resume_writing(self) -> None:
        """It has caught up."""
        super().resume_writing()
        if self._sending is not None and not self.transport.is_closing():
            self._sending.cancel()
            self._sending = None

    def timeout_keep_alive_handler(self) -> None:
        """It has rested long enough."""
        self._close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self.resting.pop(self, None)
        self._received()
        if self._sending is not None:
            self._sending.cancel()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def _send(self, cycle: RequestResponseCycle, status: int, lines: bytes, content: bytes) -> bool:
        """An answer in one piece (`rest.serve.Whole`): what the cycle's `send` does, for the case of nearly all."""
        if self.flow.write_paused or cycle.response_started:
            return False
        if cycle.disconnected:
            return True
        cycle.response_started = cycle.response_complete = True
        pieces = [STATUS_LINE[status], *(b"%b: %b\r\n" % header for header in self.server_state.default_headers), lines]
        if not cycle.keep_alive:
            pieces.append(b"connection: close\r\n")
        self.transport.write(b"".join((*pieces, b"\r\n", content)))
        cycle.message_event.set()
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()
        return True

    async def _turn_away(self, scope: Asgi, _: Receive, send: Send) -> None:
        """The answer to one too many."""
        await respond(send, _answer(TOO_MANY, close=self._too_many), head=scope["method"] == "HEAD")

    def _make_room(self, connections_max: int) -> None:
        """Another one goes, or this one is told that it is one too many."""
        for rested in self.resting:
            if rested is not self:
                rested.give_way()
                return
        self._too_many = True
        if len(self.connections) > connections_max + TURNED_AWAY_MAX:
            self._abort()

    def give_way(self) -> None:
        """Nothing is under way here; what was answered and not read yet is lost."""
        self._unset_keepalive_if_required()
        if self.transport.get_write_buffer_size():
            self._abort()
        else:
            self._close()

    def _rest(self) -> None:
        """Nothing is under way."""
        self.resting[self] = None
        if self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def _received(self) -> None:
        """A part of a request has arrived in time."""
        if self._receiving is not None:
            self._receiving.cancel()
            self._receiving = None

    def _too_slow(self) -> None:
        self._receiving = None
        if self._part is None or self.transport.is_closing():
            self._close()
        else:
            self._refuse(TimedOut() if self._part == "body" else TimedOut("The head did not arrive in time."))

    def _refuse(self, problem: Problem) -> None:
        """An answer that no application gives, and the end; the end alone if another answer would be in its way."""
        cycle: RequestResponseCycle | None = self.cycle
        if self._part == "body":
            answers = cycle is not None and not cycle.response_started and not self.pipeline
        else:
            answers = cycle is None or cycle.response_complete
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
        if answers:
            self.transport.write(_raw(_answer(problem, close=True), self.server_state.default_headers))
        self._close()

    def _close(self) -> None:
        """Ends the connection when what was written is read, which does not take for ever."""
        self.resting.pop(self, None)
        self.transport.close()
        self._look_later()

    def _abort(self) -> None:
        """Ends it now, with what the system has not sent yet: who reads nothing would keep that in memory, too."""
        self.resting.pop(self, None)
        connection = self.transport.get_extra_info("socket")
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        self.transport.abort()

    def _look_later(self) -> None:
        if self._sending is None:
            unread = self.transport.get_write_buffer_size()
            self._sending = self.loop.call_later(SEND_TIME_MAX_S, self._look, unread)

    def _look(self, unread: int) -> None:
        """Whoever does not read is cut off."""
        self._sending = None
        still = self.transport.get_write_buffer_size()
        if still and still > unread - SEND_BYTES_MIN:
            self._abort()
        elif still:
            self._look_later()


TOO_MANY: Final = Busy("Too many requests at this moment; nothing was done.")


def _answer(problem: Problem, *, close: bool) -> Answer:
    headers = [pair for pair in problem.headers if pair[0] != "Connection"]
    return Answer(problem.status, problem.body, (*headers, *([("Connection", "close")] if close else [])))


def _raw(answer: Answer, default_headers: list[tuple[bytes, bytes]]) -> bytes:
    """An answer as it goes over the wire."""
    content = msgspec.json.encode(answer.value)
    headers = [
        *default_headers,
        *((name.lower().encode(), value.encode("latin-1")) for name, value in answer.headers),
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(content)),
    ]
    lines = [STATUS_LINE[answer.status], *(b"%b: %b\r\n" % header for header in headers)]
    return b"".join((*lines, b"\r\n", content))
