"""Idempotency: the answer kept under a key, in the transaction of its effect (spec 04 §10).

A key belongs to its token and to the event it acts on; requests above events have their own table. It comes in one of
two headers, which name the same keys. With `X-Idempotency-Key` path, method and body are not part of it: a repeated key
answers what it answered first. With `Idempotency-Key` (the draft of the IETF) the request must be the same, too.

Visitors have no token. A key of theirs belongs to the secret that they send as `Authorization: Cart …`: under it the
answer is kept, so that nobody else gets it, whichever key they choose. Without one, or with one so short that two might
think of it, no key is heeded: an answer under a key alone, such as a new cart with its secret, would be anybody's who
sends the same key. A visitor who makes a cart and wants to be able to try again sends a secret of their own making.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from willcall.db import tables
from willcall.db.tx import Tx
from willcall.kit.instants import DAY_US
from willcall.kit.values import replace
from willcall.rest.problems import Invalid, KeyReused
from willcall.rest.request import Answer, Request

KEY_HEADER: Final = "x-idempotency-key"
STRICT_HEADER: Final = "idempotency-key"
KEY_LENGTH_MAX: Final = 190
KEPT_FOR_US: Final = DAY_US
NOT_KEPT: Final = frozenset((401, 409, 422, 429, 500, 503, 504))
"""Answers that free the key: trying again may well succeed. 422 leaves it to the request that had it first."""

SECRET_LENGTH_MIN: Final = 32
"""Characters of a secret that a visitor's keys are kept under: as many as a UUID has digits."""

FINGERPRINT_BYTES: Final = 16
"""Enough for no two requests of one token to be alike by chance."""

VISITOR_KEY_BYTES: Final = 32
"""Of secret and key, so that neither stands in the database."""

_QUOTED: Final = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\])+)"')
_BARE: Final = re.compile(r"[!#-~](?:[ -~]*[!-~])?")


@dataclass(frozen=True, slots=True)
class Key:
    """An idempotency key, and whether another request under it is refused."""

    text: str
    is_strict: bool


@dataclass(frozen=True, slots=True)
class First:
    """What was answered first under a key; the fingerprint of its request, unless that was not written down."""

    status: int
    body: bytes
    fingerprint: bytes | None


def key_of(request: Request) -> Key | None:
    """The key of a request that writes; None without one. `Invalid` for one that is none, or for two."""
    loose, strict = request.headers.get(KEY_HEADER), request.headers.get(STRICT_HEADER)
    if (not loose and strict is None) or request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    key = Key(loose or "", is_strict=False) if strict is None else Key(_text_of(strict), is_strict=True)
    if loose and loose != key.text:
        raise Invalid("Idempotency-Key and X-Idempotency-Key name different keys; send one of them.")
    if len(key.text) > KEY_LENGTH_MAX:
        raise Invalid(f"An idempotency key has at most {KEY_LENGTH_MAX} characters.")
    return _visitors(request, key) if request.is_public else key


def _visitors(request: Request, key: Key) -> Key | None:
    """The key of a visitor: of what they sent, and their secret; None without a secret that is one."""
    secret = request.cart_secret
    if secret is None or len(secret) < SECRET_LENGTH_MIN:
        return None
    text = f"{len(secret)} {secret} {key.text}".encode("utf-8", "surrogateescape")
    return replace(key, text=hashlib.blake2b(text, digest_size=VISITOR_KEY_BYTES).hexdigest())


def _text_of(header: str) -> str:
    """The text of a structured header's string (RFC 8941), or of one whose quotation marks were forgotten."""
    quoted = _QUOTED.fullmatch(header)
    if quoted is not None:
        return re.sub(r"\\(.)", r"\1", quoted[1])
    if _BARE.fullmatch(header) is None:
        raise Invalid('Idempotency-Key must be a text of ASCII characters in quotation marks, such as "8e03978e".')
    return header


def fingerprint_of(request: Request) -> bytes:
    """What tells a request from others: method, path, query and body, byte for byte."""
    said = hashlib.blake2b(ascii((request.method, request.path, request.query)).encode(), digest_size=FINGERPRINT_BYTES)
    said.update(b"\n")
    said.update(request.body)
    return said.digest()


async def first(tx: Tx, request: Request, event_id: int | None, key: Key) -> First | None:
    """What was answered under this key within the last day."""
    token_id = request.caller.token_id
    if event_id is None:
        row = await tx.one(tables.directory_answer, token_id=token_id, key=key.text)
    else:
        row = await tx.one(tables.answer_kept, event_id=event_id, token_id=token_id, key=key.text)
    if row is None or row["created"] < request.now - KEPT_FOR_US:
        return None
    fingerprint = row["fingerprint"]
    return First(row["status"], bytes(row["body"]), None if fingerprint is None else bytes(fingerprint))


def repeated(request: Request, key: Key, known: First) -> Answer:
    """The first answer again; `KeyReused` if the key is strict and the request another one."""
    if key.is_strict and known.fingerprint is not None and known.fingerprint != fingerprint_of(request):
        raise KeyReused
    return Answer(known.status, content=known.body)


async def keep(tx: Tx, request: Request, event_id: int | None, key: Key, answer: Answer) -> None:
    """Keeps an answer; one that is older than a day makes room for it."""
    assert answer.content is not None
    if event_id is None and await tx.one(tables.token, id=request.caller.token_id) is None:
        return  # the request took away its own token: nobody is left who could ask again
    table = tables.directory_answer if event_id is None else tables.answer_kept
    home: dict[str, object] = {} if event_id is None else {"event_id": event_id}
    identity = home | {"token_id": request.caller.token_id, "key": key.text}
    await tx.delete(table, identity)
    await tx.insert(
        table,
        identity
        | {"id": await tx.new_id(), "created": request.now, "status": answer.status, "body": answer.content}
        | {"fingerprint": fingerprint_of(request)},
    )
