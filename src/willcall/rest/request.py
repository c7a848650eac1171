"""A request as a handler sees it, and the answer that it gives."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import msgspec

from willcall.rest.body import decode, encode
from willcall.rest.limits import Kind
from willcall.rest.streams import Stream
from willcall.rest.visitors import Visitor

JSON: Final = "application/json"

WITHOUT_BODY: Final = frozenset((204, 304, 412))
"""Statuses whose answers have no body."""


class Caller(Protocol):
    """Who asks, and what they may do (the room `access` knows how)."""

    @property
    def token_id(self) -> int:
        """The token they came with."""
        ...

    @property
    def organizer_id(self) -> int:
        """Whose token it is."""
        ...

    def sees(self, event_id: int) -> bool:
        """Whether an event of the organizer is within reach."""
        ...

    def may(self, permission: str | None) -> bool:
        """Whether they hold a permission; None asks for nothing in particular."""
        ...


class OrganizerContext(msgspec.Struct, frozen=True):
    """The organizer of the path."""

    id: int
    slug: str
    name: str


class EventContext(msgspec.Struct, frozen=True):
    """The event of the path: what nearly every handler needs of it."""

    id: int
    slug: str
    organizer: OrganizerContext
    has_subevents: bool
    currency: str
    timezone: str


class Front(msgspec.Struct, frozen=True):
    """An event as it is to the public: whether it is open, and to pages of which origins."""

    event: EventContext
    is_live: bool
    origins: tuple[str, ...]
    """As `rest.cross_origin` has them."""


def not_gone() -> bool:
    """For clients of whom nothing is known: they are there."""
    return False


class Request(msgspec.Struct):
    """One request, after rights and method were found in order."""

    method: str
    path: str
    base_url: str
    """Scheme and host as the client sees them, without slash at the end."""
    headers: Mapping[str, str]
    """By lower-case name."""
    query: tuple[tuple[str, str], ...]
    params: Mapping[str, str]
    """The variable parts of the path."""
    caller: Caller
    now: int
    """When it arrived, in microseconds."""
    organizer_context: OrganizerContext | None = None
    event_context: EventContext | None = None
    body: bytes = b""
    gone: Callable[[], bool] = not_gone
    """Whether the client has hung up."""

    @property
    def organizer(self) -> OrganizerContext:
        """The organizer of the path."""
        assert self.organizer_context is not None
        return self.organizer_context

    @property
    def event(self) -> EventContext:
        """The event of the path."""
        assert self.event_context is not None
        return self.event_context

    @property
    def visitor(self) -> Visitor | None:
        """Who asks without a token, on a path that is public."""
        return self.caller if isinstance(self.caller, Visitor) else None

    @property
    def is_public(self) -> bool:
        """Whether it came without a token: for an event that is live, and its channel `web` alone."""
        return isinstance(self.caller, Visitor)

    @property
    def cart_secret(self) -> str | None:
        """What a visitor sent as `Authorization: Cart …`; None without, and for whoever has a token."""
        visitor = self.visitor
        return None if visitor is None else visitor.cart_secret

    def may_guess(self) -> None:
        """Before a voucher's code is looked up: `TooMany` if a visitor has named too many that do not exist."""
        visitor = self.visitor
        if visitor is not None:
            visitor.limits.check(Kind.GUESS, visitor.client)

    def has_guessed(self) -> None:
        """There is no voucher with the code that was named."""
        visitor = self.visitor
        if visitor is not None:
            visitor.limits.count(Kind.GUESS, visitor.client)

    def id(self, name: str) -> int:
        """An id of the path; 0 (which never exists) for what is none."""
        text = self.params[name]
        return int(text) if text.isascii() and text.isdigit() and len(text) <= _ID_DIGITS_MAX else 0

    def parameter(self, name: str) -> str | None:
        """The last value of a query parameter; None if it is absent."""
        if not self.query:
            return None
        return next((value for key, value in reversed(self.query) if key == name), None)

    def json(self) -> Any:
        """The body."""
        return decode(self.body, self.headers.get("content-type"))


_ID_DIGITS_MAX = 18

HOSTS_MAX: Final = 256
"""Names of this server that are remembered as sound: it has a handful, and clients may send what they like."""


class Answer(msgspec.Struct):
    """What goes back: `value` is made into JSON, unless `content` has it already."""

    status: int = 200
    value: object = None
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes | None = None
    stream: Stream | None = None
    """Pieces of `media`, sent as they come, instead of `value` and `content`."""
    media: str = JSON


def content_of(answer: Answer) -> bytes:
    """The bytes of an answer's body."""
    if answer.content is not None:
        return answer.content
    return b"" if answer.status in WITHOUT_BODY else encode(answer.value)


@functools.lru_cache(maxsize=HOSTS_MAX)
def base_url(scheme: str, host: str) -> str:
    """Scheme and host of absolute links; an odd host header is not repeated."""
    parts = urlsplit(f"{scheme}://{host}")
    return f"{scheme}://{parts.netloc}" if parts.netloc == host and host.isprintable() else f"{scheme}://localhost"
