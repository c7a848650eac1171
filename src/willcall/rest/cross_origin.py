"""Which pages of other origins may read public answers: CORS, for the origins that an event allows.

Only public paths are open to pages, and without credentials: what a browser would add by itself counts for nothing
here, so nobody can be made to ask for something in somebody else's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

SETTING: Final = "shop_allowed_origins"
"""The setting of an event: a list of origins, or `ANY`."""
ANY: Final = "*"

EXPOSED: Final = "Allow, ETag, Idempotency-Key, Location, Retry-After, X-Page-Generated, X-Request-ID"
"""Headers of answers that pages may read, beside those that they always may."""
ACCEPTED: Final = (
    "Accept, Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, X-Idempotency-Key, "
    "X-Request-ID"
)
"""Headers that pages may send."""
PREFLIGHT_S: Final = 600
"""How long a browser may remember what it may send: so long a change of the setting may take to be noticed."""

Headers = tuple[tuple[str, str], ...]


def allowed_of(setting: object) -> tuple[str, ...]:
    """The origins of a stored setting."""
    if setting == ANY:
        return (ANY,)
    return tuple(map(str, setting)) if isinstance(setting, list) else ()


def answer_headers(origin: str | None, allowed: Sequence[str]) -> Headers:
    """What an answer says to the browser: nothing that lets another origin read it unless that is allowed."""
    if ANY in allowed:
        return () if origin is None else (("Access-Control-Allow-Origin", ANY), *_EXPOSE)
    if not allowed:
        return ()
    if origin not in allowed:
        return _VARY
    assert origin is not None
    return (("Access-Control-Allow-Origin", origin), *_EXPOSE, *_VARY)


def preflight_headers(methods: str) -> Headers:
    """What the answer to OPTIONS says of the request that is to follow."""
    return (
        ("Access-Control-Allow-Methods", methods),
        ("Access-Control-Allow-Headers", ACCEPTED),
        ("Access-Control-Max-Age", str(PREFLIGHT_S)),
    )


_EXPOSE: Final[Headers] = (("Access-Control-Expose-Headers", EXPOSED),)
_VARY: Final[Headers] = (("Vary", "Origin"),)
