"""What the OpenAPI document says of all endpoints alike, and paths that nobody declares."""

from __future__ import annotations

from typing import Any, Final

from willcall.rest.body import BODY_BYTES_MAX
from willcall.rest.kept import KEY_LENGTH_MAX
from willcall.rest.kind import Schema
from willcall.rest.pages import PAGE_ROWS_MAX

Part = dict[str, Any]
"""An object of the document."""

ROOT: Final = "/api/v1/"
SCHEME: Final = "token"

GENERAL: Final = f"""\
Willcall sells nothing by itself: it keeps the catalogue of events, holds places in quotas until they expire, and never
holds one place twice.

**Who you are.** Send `Authorization: Token` and the secret of a team's token. Without a good one the answer is 401. An
organizer or event that does not exist, one that is out of the token's reach and a missing permission all answer 403
alike; 404 is about objects inside an event that you may see.

**Without a token** browsers of buyers may use the paths that say so: of events that are live, and on the sales channel
`web` alone. A cart is theirs who send its secret as `Authorization: Cart …`. How often one client may ask is limited
(429). Pages of the origins in the event's setting `shop_allowed_origins` may read the answers (CORS).

**Lists** come in pages of at most {PAGE_ROWS_MAX}: `count`, `results`, and in `next` and `previous` the addresses of
the neighbours, null where there is none. Parameters that are not known are ignored.

**Bodies** are JSON objects of at most {BODY_BYTES_MAX // 2**20} MiB. Keys that are not known or cannot be written are
ignored, so that an object may be sent back as it came. Numbers may come as text, `"3"` for `3`, and truth as `"true"`.
Money is text with two decimals, `"23.00"`; instants are ISO 8601, always UTC in answers. Texts for people are objects
of language and text; a plain text counts as English.

**Refusals** are JSON, too. 400 tells all problems at once, by field; most others are `{{"detail": "…"}}`. The texts are
for people and may change; rely on status and keys.

**Trying again.** Give every request that writes an `X-Idempotency-Key` of your own making. Whatever your token sends
with the same key to the same event within a day is answered as the first time and does nothing: method, path and body
are not even looked at. Answers with 401, 409, 429, 500, 503 and 504 are not kept, so the same key may be used to try
again; `Retry-After` says when. The key may come as `Idempotency-Key: "…"` instead: then another method, path, query or
body under the same key is refused with 422. Without a token a key is heeded only beside a secret of at least 32
characters, sent as `Authorization: Cart …`, and belongs to it; whoever makes a cart may send one of their own making.

**Every path** also answers HEAD, like GET without a body, and OPTIONS. What it does not answer is 405, with the methods
it has in `Allow`. Paths end with a slash; GET, HEAD and DELETE without it are redirected (301).
"""

METHOD_TEXTS: Final = {
    "PUT": "What the body leaves out gets its default; what only creation takes stays as it is.",
    "PATCH": "What the body leaves out stays as it is. Lists and objects are replaced as a whole.",
}

SECURITY: Final[Part] = {
    "type": "apiKey",
    "in": "header",
    "name": "Authorization",
    "description": "`Token`, a blank, and the secret of a team's token.",
}

CART_SCHEME: Final = "cart"
CART_SECURITY: Final[Part] = SECURITY | {"description": "`Cart`, a blank, and the secret of a cart."}

ID_SCHEMA: Final[Schema] = {"type": "integer", "format": "int64", "minimum": 1}
SLUG_SCHEMA: Final[Schema] = {"type": "string", "pattern": "^[A-Za-z0-9._-]+$", "maxLength": 50}

PARAMETERS: Final[dict[str, Part]] = {
    "IdempotencyKey": {
        "name": "X-Idempotency-Key",
        "in": "header",
        "description": (
            "Any text that you use for this one request, such as a UUID. Sent again within a day, it brings the first "
            "answer back, and nothing is done a second time."
        ),
        "schema": {"type": "string", "maxLength": KEY_LENGTH_MAX},
    },
    "StrictIdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": (
            "The same key as in `X-Idempotency-Key`, in quotation marks or bare; but a request that differs from the "
            "first one in method, path, query or body is refused with 422. Both headers may be sent if they agree."
        ),
        "schema": {"type": "string"},
        "example": '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
    },
    "LastEventId": {
        "name": "Last-Event-ID",
        "in": "header",
        "description": "The `id` of the last event that was heard: what came after it is told, and nothing else.",
        "schema": {"type": "string"},
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The `ETag` of an earlier answer: 304 if this one would be the same.",
        "schema": {"type": "string"},
        "example": '"5b8f0c7b6a2d4e1f9c3a7d60"',
    },
    "IfModifiedSince": {
        "name": "If-Modified-Since",
        "in": "header",
        "description": "The `Last-Modified` of an earlier answer: 304 if nothing was changed since.",
        "schema": {"type": "string"},
        "example": "Thu, 24 Dec 2026 18:00:00 GMT",
    },
    "IfUnmodifiedSince": {
        "name": "If-Unmodified-Since",
        "in": "header",
        "description": "The `Last-Modified` of an earlier answer: 412 if something was changed since.",
        "schema": {"type": "string"},
        "example": "Thu, 24 Dec 2026 18:00:00 GMT",
    },
}


def _open(name: str, tag: str, summary: str, text: str, schema: Schema) -> Part:
    """A path that asks for no token."""
    done = {"description": "As asked for.", "content": {"application/json": {"schema": schema}}}
    operation = {"operationId": name, "tags": [tag], "summary": summary, "description": text, "security": []}
    return {"get": operation | {"responses": {"200": done}}}


_STATUS: Final[Schema] = {"type": "object", "properties": {"status": {"type": "string"}}, "required": ["status"]}

ROOT_PATH: Final = _open(
    "root",
    "organizers",
    "Say where things begin",
    "The address of the list of organizers.",
    {"type": "object", "properties": {"organizers": {"type": "string", "format": "uri"}}, "required": ["organizers"]},
)


def health_paths() -> dict[str, Part]:
    """The paths for whoever runs the server."""
    ready = _open(
        "ready", "health", "Tell whether requests can be answered", "The database answers and has the schema.", _STATUS
    )
    ready["get"]["responses"]["503"] = ready["get"]["responses"]["200"] | {"description": "Not now."}
    return {
        "/healthz": _open(
            "healthy", "health", "Tell whether the process is there", "It does not look at the database.", _STATUS
        ),
        "/readyz": ready,
    }
