"""Tokens of a team: made, shown once, listed without their secret, switched off (spec 05 §15)."""

from __future__ import annotations

from typing import Annotated, Any, Final, Protocol

import msgspec

from willcall.access.secrets import ALPHABET, LENGTH, fresh_secret, hash_of
from willcall.db import tables
from willcall.db.tx import Tx
from willcall.rest.fields import READ_ONLY, all_problems, fields_of, from_row, object_schema, read_fields
from willcall.rest.kind import Schema
from willcall.rest.kinds import Bool, Ref, Text
from willcall.rest.pages import envelope, page_of, query_parameters, settled
from willcall.rest.problems import NotFound
from willcall.rest.request import Answer, Request
from willcall.rest.routes import Operation, Path, page_schema


class Token(msgspec.Struct, kw_only=True):
    """A token as it is listed."""

    id: Annotated[int, Ref("token"), READ_ONLY]
    name: Annotated[str, Text(at_most=190)]
    active: Annotated[bool, Bool(), READ_ONLY]


FIELDS: Final = fields_of(Token)
_SECRET: Final[Schema] = {"type": "string", "pattern": f"^[{ALPHABET[0]}-{ALPHABET[25]}0-9]{{{LENGTH}}}$"}


class PathOfTeams(Protocol):
    """Declares a path below that of the teams."""

    def __call__(self, below: str, *operations: Operation) -> Path: ...


def paths(path: PathOfTeams) -> tuple[Path, Path]:
    """The endpoints of the tokens of a team."""
    out = object_schema(FIELDS, "out")
    made = object_schema(FIELDS, "out", extra={"token": _SECRET})
    return (
        path(
            "{team}/tokens/",
            Operation(
                "GET", "tokens_list", "List the tokens of a team", list_tokens, gives=page_schema(out),
                query=tuple(query_parameters((), {})),
            ),
            Operation(
                "POST", "tokens_create", "Create a token; only this answer shows its secret", create, None, 201,
                object_schema(FIELDS, "in"), made, secret=True,
            ),
        ),
        path(
            "{team}/tokens/{id}/",
            Operation("GET", "tokens_read", "Read a token", read, gives=out),
            Operation("DELETE", "tokens_delete", "Switch a token off", switch_off, None, 200, None, out),
        ),
    )  # fmt: skip


async def list_tokens(request: Request, tx: Tx) -> Answer:
    """One page, oldest first, those that were switched off included."""
    where = {"team_id": await _team_id(request, tx)}
    wanted = page_of(request)
    count = await tx.count(tables.token, where)
    page = settled(wanted, count)
    rows = await tx.find(tables.token, where, limit=page.size, offset=(page.number - 1) * page.size)
    return Answer(value=envelope(request, page, count, [from_row(FIELDS, row) for row in rows]))


async def read(request: Request, tx: Tx) -> Answer:
    """One token, without its secret."""
    return Answer(value=await _one(request, tx))


async def create(request: Request, tx: Tx) -> Answer:
    """A new token, with its secret."""
    team_id = await _team_id(request, tx)
    values, problems = read_fields(FIELDS, request.json(), "create")
    all_problems(problems)
    token_id, secret = await issue(tx, team_id, values["name"], request.now)
    return Answer(201, {"id": token_id, "name": values["name"], "active": True, "token": secret})


async def switch_off(request: Request, tx: Tx) -> Answer:
    """The token no longer works; its row stays."""
    token = await _one(request, tx)
    await tx.update(tables.token, {"id": token["id"]}, {"active": False})
    return Answer(200, token | {"active": False})


async def issue(tx: Tx, team_id: int, name: str, now: int) -> tuple[int, str]:
    """Makes a token for a team: its id and, for the only time, its secret."""
    token_id, secret = await tx.new_id(), fresh_secret()
    row = {"id": token_id, "team_id": team_id, "name": name, "hash": hash_of(secret), "active": True, "created": now}
    await tx.insert(tables.token, row)
    return token_id, secret


async def _team_id(request: Request, tx: Tx) -> int:
    team_id = request.id("team")
    if await tx.one(tables.team, organizer_id=request.organizer.id, id=team_id) is None:
        raise NotFound("This organizer has no such team.")
    return team_id


async def _one(request: Request, tx: Tx) -> dict[str, Any]:
    row = await tx.one(tables.token, team_id=await _team_id(request, tx), id=request.id("id"))
    if row is None:
        raise NotFound
    return from_row(FIELDS, row)
