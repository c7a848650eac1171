"""HTTP/1.1 as a crowd of buyers speaks it: a few connections that are kept, one request under way on each.

Costs little, so that the server is what is tortured. Never sends a request again by itself: whether one that was not
answered had an effect is for the judge to think about. See docs/decisions/0013-a-client-for-torture.md.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import urlsplit

import httptools

ANSWER_TIME_MAX_S: Final = 60
"""How long an answer may take: longer than any proxy waits."""
CONNECT_TIME_MAX_S: Final = 10
"""How long a connection may take to be made."""
ANSWER_BYTES_MAX: Final = 16 * 1024 * 1024
"""An answer longer than this is none of this interface."""


class Unanswered(Exception):
    """There was no answer; the request may have had its effect."""


class Unreachable(Exception):
    """There was no connection; the request was not sent."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where to, and who asks."""

    host: str
    port: int
    secure: bool
    prefix: str
    """What stands before `/api/v1/` in every path."""
    token: str

    @property
    def root(self) -> str:
        """The address of the interface, for people."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}{self.prefix}/api/v1/"


def server_at(url: str, token: str) -> Server:
    """Reads an address, with or without `/api/v1` at its end; ValueError for what is none."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f'"{url}" is no address: it looks like http://host:port')
    path = parts.path.rstrip("/")
    for ending in ("/v1", "/api"):
        path = path.removesuffix(ending)
    if not token.isprintable() or not token.isascii() or not token.strip():
        raise ValueError("this cannot be a token")
    secure = parts.scheme == "https"
    return Server(parts.hostname, parts.port or (443 if secure else 80), secure, path, token.strip())


@dataclass(slots=True)
class Answer:
    """A status and a body; how many seconds to wait, if it says so."""

    status: int = 0
    body: bytes = b""
    retry_after_s: int | None = None

    @property
    def text(self) -> str:
        """The beginning of the body, for people."""
        return " ".join(self.body[:300].decode("utf-8", "replace").split())


class _Stream(asyncio.Protocol):
    """One connection: bytes out, one answer in."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.waiting: asyncio.Future[Answer] | None = None
        self.answer = Answer()
        self._parser = httptools.HttpResponseParser(self)
        self._parts: list[bytes] = []
        self._bytes = 0

    @property
    def open(self) -> bool:
        return self.transport is not None and not self.transport.is_closing()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._fail("the answer is not HTTP")

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(f"the connection was lost{f': {exc}' if exc else ''}")

    def on_message_begin(self) -> None:
        self.answer, self._parts, self._bytes = Answer(), [], 0

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() == b"retry-after" and value.isdigit():
            self.answer.retry_after_s = int(value)

    def on_body(self, body: bytes) -> None:
        self._bytes += len(body)
        if self._bytes > ANSWER_BYTES_MAX:
            self._fail("the answer is too long")
        else:
            self._parts.append(body)

    def on_message_complete(self) -> None:
        self.answer.status = self._parser.get_status_code()
        if 100 <= self.answer.status < 200:  # noqa: PLR2004 - the answer is still to come
            return
        self.answer.body = b"".join(self._parts)
        if not self._parser.should_keep_alive() and self.transport is not None:
            self.transport.close()
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(self.answer)
        self.waiting = None

    def _fail(self, why: str) -> None:
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_exception(Unanswered(why))
        self.waiting = None
        if self.transport is not None:
            self.transport.abort()


class Connection:
    """Sends one request after the other; connects when it has to."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._secure = ssl.create_default_context() if server.secure else None
        self._stream: _Stream | None = None
        port = "" if server.port == (443 if server.secure else 80) else f":{server.port}"
        host = f"[{server.host}]" if ":" in server.host else server.host
        self._head = (
            f"Host: {host}{port}\r\nAuthorization: Token {server.token}\r\nAccept: application/json\r\n"
            "Accept-Language: en\r\nUser-Agent: willcall-torture\r\n"
        )

    async def send(self, method: str, path: str, body: bytes | None = None, key: str | None = None) -> Answer:
        """One request, below `/api/v1/`: its answer, whatever the status. `Unanswered` and `Unreachable` if none."""
        head = f"{method} {self._server.prefix}/api/v1/{path} HTTP/1.1\r\n{self._head}"
        if key is not None:
            head += f"X-Idempotency-Key: {key}\r\n"
        if body is not None:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        stream = self._stream
        if stream is None or not stream.open:
            stream = self._stream = await self._connect()
        assert stream.transport is not None
        assert stream.waiting is None, "one request at a time"
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[Answer] = loop.create_future()
        stream.waiting = waiting
        stream.transport.write(f"{head}\r\n".encode() + (body or b""))
        timer = loop.call_later(ANSWER_TIME_MAX_S, stream.transport.abort)
        try:
            return await waiting
        finally:
            timer.cancel()
            if stream.waiting is not None:
                # Whoever waited has left: what comes now belongs to nobody.
                self.close()

    async def _connect(self) -> _Stream:
        loop, server = asyncio.get_running_loop(), self._server
        try:
            async with asyncio.timeout(CONNECT_TIME_MAX_S):
                _, stream = await loop.create_connection(_Stream, server.host, server.port, ssl=self._secure)
        except TimeoutError as error:
            raise Unreachable("it does not answer in time") from error
        except (OSError, ssl.SSLError) as error:
            raise Unreachable(error.strerror or str(error)) from error
        return stream

    def close(self) -> None:
        """Hangs up."""
        if self._stream is not None and self._stream.transport is not None:
            self._stream.transport.abort()
        self._stream = None
