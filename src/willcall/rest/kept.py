"""Idempotency: the answer kept under a key, in the transaction of its effect (spec 04 §10).

A key belongs to its token and to the event it acts on; requests above events have their own table. Path, method and
body are not part of it: a repeated key answers what it answered first.
"""

from __future__ import annotations

from typing import Final

from willcall.db import tables
from willcall.db.tx import Tx
from willcall.kit.instants import DAY_US
from willcall.rest.problems import Invalid
from willcall.rest.request import Answer, Request

KEY_HEADER: Final = "x-idempotency-key"
KEY_LENGTH_MAX: Final = 190
KEPT_FOR_US: Final = DAY_US
NOT_KEPT: Final = frozenset((401, 409, 429, 500, 503, 504))
"""Answers that free the key: trying again may well succeed."""


def key_of(request: Request) -> str | None:
    """The key of a request that writes; None without one."""
    key = request.headers.get(KEY_HEADER)
    if not key or request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    if len(key) > KEY_LENGTH_MAX:
        raise Invalid(f"An idempotency key has at most {KEY_LENGTH_MAX} characters.")
    return key


async def kept(tx: Tx, request: Request, event_id: int | None, key: str) -> Answer | None:
    """What was answered under this key within the last day."""
    token_id = request.caller.token_id
    if event_id is None:
        row = await tx.one(tables.directory_answer, token_id=token_id, key=key)
    else:
        row = await tx.one(tables.answer_kept, event_id=event_id, token_id=token_id, key=key)
    if row is None or row["created"] < request.now - KEPT_FOR_US:
        return None
    return Answer(row["status"], content=bytes(row["body"]))


async def keep(tx: Tx, request: Request, event_id: int | None, key: str, answer: Answer) -> None:
    """Keeps an answer; one that is older than a day makes room for it."""
    assert answer.content is not None
    if event_id is None and await tx.one(tables.token, id=request.caller.token_id) is None:
        return  # the request took away its own token: nobody is left who could ask again
    table = tables.directory_answer if event_id is None else tables.answer_kept
    home: dict[str, object] = {} if event_id is None else {"event_id": event_id}
    identity = home | {"token_id": request.caller.token_id, "key": key}
    await tx.delete(table, identity)
    await tx.insert(
        table,
        identity | {"id": await tx.new_id(), "created": request.now, "status": answer.status, "body": answer.content},
    )
