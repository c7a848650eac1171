"""The answers of the OpenAPI document: what every operation can refuse with, and the headers that come along.

Status and body of a refusal are made in `problems`; here they are described, once each, and referred to.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from willcall.rest.kind import Schema
from willcall.rest.limits import LISTENERS, Kind
from willcall.rest.openapi_common import Part
from willcall.rest.openapi_schemas import Components, reference
from willcall.rest.request import JSON, WITHOUT_BODY
from willcall.rest.routes import SAFE, Operation, made

SCHEMAS: Final[dict[str, Schema]] = {
    "Detail": {
        "type": "object",
        "description": "What is wrong, in one sentence meant for a person.",
        "properties": {"detail": {"type": "string"}},
        "required": ["detail"],
        "examples": [{"detail": "There is no such object."}],
    },
    "TooMany": {
        "type": "object",
        "description": "A client without a token has used up its allowance.",
        "properties": {
            "detail": {"type": "string"},
            "code": {"const": "too_many_requests"},
            "limit": {"enum": [*(kind.value for kind in Kind), LISTENERS]},
            "retry_after": {"type": "integer", "minimum": 1, "description": "Seconds, as in `Retry-After`."},
        },
        "required": ["detail", "code", "limit", "retry_after"],
    },
    "Texts": {"type": "array", "items": {"type": "string"}, "minItems": 1},
    "Problems": {
        "type": "object",
        "description": (
            "What is wrong, by field: a list of texts, or for nested objects the same again. A list of nested objects "
            "is answered in step with what was sent, `{}` for an object that is in order. `non_field_errors` are about "
            "the object as a whole."
        ),
        "additionalProperties": {
            "anyOf": [
                reference("Texts"),
                reference("Problems"),
                {"type": "array", "items": reference("Problems")},
            ]
        },
        "examples": [{"name": ["This is required."], "addons": [{}, {"item": ["This must be a whole number."]}]}],
    },
}

_RETRY_AFTER: Final[Part] = {
    "description": "Seconds after which it is worth trying again.",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
}

HEADERS: Final[dict[str, Part]] = {
    "Allow": {"description": "The methods of this path.", "required": True, "schema": {"type": "string"}},
    "ETag": {
        "description": "What the answer is known by, for `If-None-Match`.",
        "schema": {"type": "string"},
        "example": '"5b8f0c7b6a2d4e1f9c3a7d60"',
    },
    "Last-Modified": {
        "description": "When anything of this list was last changed, to the second; absent if nothing ever was.",
        "schema": {"type": "string"},
        "example": "Thu, 24 Dec 2026 18:00:00 GMT",
    },
    "Retry-After": _RETRY_AFTER,
    "WWW-Authenticate": {
        "description": "The scheme to use.",
        "required": True,
        "schema": {"type": "string", "const": "Token"},
    },
    "X-Page-Generated": {
        "description": "The instant that the page shows.",
        "required": True,
        "schema": {"type": "string", "format": "date-time"},
    },
}

_DENIED: Final = """\
The organizer or event does not exist or is out of reach, the permission is missing, or the state of things does not \
allow it. The body does not tell the first three apart."""

_CONFLICT: Final = """\
Somebody else changed the same at this moment, or a request with the same idempotency key is under way. Nothing was \
done; try again."""

_UNSURE: Final = """\
The database did not answer, and it is not known whether this was done. Send it again with the same idempotency key; \
without one, look first."""

_TEXTS: Final[dict[int, tuple[str, str]]] = {
    304: (
        "NotModified",
        "Nothing was changed since the instant in `If-Modified-Since`, or the answer in `If-None-Match`.",
    ),
    400: ("Invalid", "The body or a parameter is not acceptable: problems by field where there are fields."),
    401: ("Unauthenticated", "No token, or one that is unknown or was switched off."),
    403: ("Denied", _DENIED),
    404: ("NotFound", "There is no such object in what the caller may see, or no such page."),
    405: ("MethodNotAllowed", "This path does not have this method; `Allow` lists those it has."),
    406: ("NotAcceptable", "The `Accept` header does not take `application/json`."),
    408: ("TimedOut", "The body did not arrive in time."),
    409: ("Conflict", _CONFLICT),
    412: ("PreconditionFailed", "Something was changed after the instant in `If-Unmodified-Since`."),
    413: ("TooLarge", "The body is over the limit."),
    415: ("UnsupportedMediaType", "The body is not `application/json`."),
    422: ("KeyReused", "Another request had the key in `Idempotency-Key`. Nothing was done."),
    429: ("TooMany", "Too many requests of this client, which has no token. Nothing was done."),
    500: ("Failure", "A defect of the server; it has been written down there."),
    503: ("Busy", "Too much to do right now. Nothing was done; try again."),
    504: ("Unsure", _UNSURE),
}

_HEADERS_OF: Final = {
    304: ("ETag", "Last-Modified", "Allow"),
    401: ("WWW-Authenticate",),
    405: ("Allow",),
    409: ("Retry-After",),
    412: ("Last-Modified", "Allow"),
    429: ("Retry-After",),
    503: ("Retry-After",),
    504: ("Retry-After",),
}

_ALWAYS: Final = (400, 401, 403, 404, 406, 500, 503)
_WRITING: Final = (408, 409, 413, 504)
_WITH_BODY: Final = (415,)
_WITH_KEY: Final = (422,)
_PUBLIC: Final = (429,)


def shared_answers() -> dict[str, Part]:
    """The refusals as components."""
    return dict(sorted((name, _shared(status)) for status, (name, _) in _TEXTS.items()))


def shared_headers() -> dict[str, Part]:
    """The headers as components."""
    return {name: HEADERS[name] for name in sorted(HEADERS)}


def answers_of(operation: Operation, components: Components, *, public: bool) -> dict[str, Part]:
    """All answers of an operation by status."""
    writes = operation.method not in SAFE
    extra = (*_WRITING, *(_WITH_BODY if operation.takes is not None else ())) if writes else ()
    if writes and not operation.secret:
        extra = (*extra, *_WITH_KEY)
    answers: dict[str, Part] = {str(operation.status): _wanted(operation, components)}
    if public:
        extra = (*extra, *_PUBLIC)
    for status in sorted({*_ALWAYS, *extra, *operation.refusals}):
        answers[str(status)] = {"$ref": f"#/components/responses/{_TEXTS[status][0]}"}
    if operation.bare_refusal or operation.refusal is not None:
        answers["400"] = _invalid(operation, components)
    return answers


def content(schema: Schema, media: str = JSON) -> Part:
    """A body."""
    return {media: {"schema": schema}}


def _wanted(operation: Operation, components: Components) -> Part:
    text = "Done; the answer has no body." if operation.gives is None else _DONE.get(operation.status, "As asked for.")
    answer: Part = {"description": text, "headers": _headers(("Allow", *operation.answer_headers))}
    if operation.gives is not None:
        answer["content"] = content(components.refer(made(operation.gives)), operation.media)
    return answer


_DONE: Final = {201: "Made; the body shows it."}


def _shared(status: int) -> Part:
    answer: Part = {"description": _TEXTS[status][1]}
    if status in _HEADERS_OF:
        answer["headers"] = _headers(_HEADERS_OF[status])
    if status not in WITHOUT_BODY:
        detail = reference("TooMany" if status == 429 else "Detail")  # noqa: PLR2004
        answer["content"] = content({"anyOf": [detail, reference("Problems")]} if status == 400 else detail)  # noqa: PLR2004
    return answer


def _invalid(operation: Operation, components: Components) -> Part:
    # The most particular first: generated clients take the first that fits.
    shapes = [reference("Detail"), reference("Problems")]
    if operation.refusal is not None:
        shapes.insert(0, components.refer(made(operation.refusal)))
    if operation.bare_refusal:
        shapes.append(reference("Texts"))
    return {"description": _TEXTS[400][1], "content": content({"anyOf": shapes})}


def _headers(names: Iterable[str]) -> Part:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
