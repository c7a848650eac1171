"""From bytes to what JSON means, and back: strict JSON, a bounded size, a bounded depth (spec 04 §7)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

import msgspec

from willcall.rest.problems import Busy, ClientGone, Invalid, TooLarge, UnsupportedMediaType

Asgi = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Asgi]]

BODY_BYTES_MAX: Final = 4 * 1024 * 1024
"""Room for a bulk of several thousand plain positions; anything larger is a mistake or an attack."""

VISITOR_BODY_BYTES_MAX: Final = 128 * 1024
"""Without a token: the names and answers of some hundred attendees. Reading it takes a fiftieth of a second."""

BODIES_BYTES_MAX: Final = 64 * 1024 * 1024
"""All large bodies of one process that are in memory at once; what they are read into takes some times as much."""

SMALL_BYTES: Final = 64 * 1024
"""A body up to this is always taken: those who send large ones, slowly, do not keep buyers out."""

DEPTH_MAX: Final = 100
"""Nesting of a body: ours needs four levels; deeper ones only test our stack."""

encode = msgspec.json.Encoder(decimal_format="string").encode
"""Compact UTF-8 JSON; instants as ISO 8601 with Z, amounts as text."""

_JSON: Final = "application/json"

_decode = msgspec.json.Decoder().decode


def decode(body: bytes, content_type: str | None) -> Any:
    """The JSON value of a request's body.

    No body reads as ``{}``. `UnsupportedMediaType` for a body that does not say it is JSON, `Invalid` for one that is
    none.
    """
    if not body:
        return {}
    if content_type != _JSON:
        media = (content_type or _JSON).split(";")[0].strip().lower()
        if media != _JSON:
            raise UnsupportedMediaType(f'The media type "{media[:80]}" is not understood; send application/json.')
    try:
        value = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise Invalid(f"The body is no valid JSON: {str(error)[:200]}.") from error
    except RecursionError as error:
        raise Invalid("The body is nested too deeply.") from error
    # Fewer brackets than levels: what nearly everybody sends need not be looked into.
    if body.count(b"{") + body.count(b"[") > DEPTH_MAX and too_deep(value):
        raise Invalid("The body is nested too deeply.")
    return value


class Bodies:
    """The bodies that are in memory, from their first byte until their request is answered."""

    def __init__(self) -> None:
        self.size = 0
        """Their bytes."""

    async def read(self, length: str | None, receive: Receive, bytes_max: int = BODY_BYTES_MAX) -> bytes:
        """A whole body, with its length if that was said; its bytes count until `forget`.

        `TooLarge` for more than a body may have, `Busy` when there is no room for a large one, `ClientGone` when the
        client hung up in the middle. How long it may take is the server's affair.
        """
        if length is not None and length.isdigit() and int(length[:20]) > bytes_max:
            raise TooLarge(bytes_max)
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        body: bytes = message.get("body", b"")
        if len(body) > bytes_max:
            raise TooLarge(bytes_max)
        self.size += len(body)
        if message.get("more_body"):
            body = await self._rest(body, receive, bytes_max)
        return body

    def forget(self, body: bytes) -> None:
        """The request with this body is answered."""
        self.size -= len(body)

    async def _rest(self, first: bytes, receive: Receive, bytes_max: int) -> bytes:
        # Pieces may be single bytes; each would cost fifty as an object in a list.
        body = bytearray(first)
        try:
            while True:
                message = await receive()
                piece: bytes = message.get("body", b"")
                body += piece
                self.size += len(piece)
                self._check(message, len(body), bytes_max)
                if not message.get("more_body"):
                    return bytes(body)
        except BaseException:
            self.size -= len(body)
            raise

    def _check(self, message: Asgi, size: int, bytes_max: int) -> None:
        if message["type"] == "http.disconnect":
            raise ClientGone
        if size > bytes_max:
            raise TooLarge(bytes_max)
        if size > SMALL_BYTES and self.size > BODIES_BYTES_MAX:
            raise Busy("Too many large bodies at this moment; nothing was done.")


def too_deep(value: object, depth_max: int = DEPTH_MAX) -> bool:
    """Whether objects and lists are nested more than `depth_max` times; looks level by level, without recursion."""
    level: list[Any] = [value]
    for _ in range(depth_max):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
