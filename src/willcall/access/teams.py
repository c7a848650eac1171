"""Teams of an organizer: which events they reach and what they may do there (spec 05 §15).

Whoever may change teams may grant any right, also one that they do not hold, and may lock themselves out: the reference
has it so, and a narrower rule would make the first team impossible to replace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

import msgspec

from willcall.access import tokens
from willcall.access.caller import rights_of
from willcall.access.permissions import (
    EVENT,
    LEGACY,
    ORDERS,
    ORDERS_TOGETHER,
    ORGANIZER,
    Rights,
    flags_of,
    with_flags,
)
from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.db.tx import Row, Tx
from willcall.rest.fields import (
    NOT_STORED,
    READ_ONLY,
    Field,
    Mode,
    all_problems,
    fields_of,
    from_row,
    object_schema,
    read_fields,
    to_row,
)
from willcall.rest.kind import Schema
from willcall.rest.kinds import Bool, Ref, Text, Words
from willcall.rest.pages import envelope, page_of, query_parameters, settled
from willcall.rest.problems import NON_FIELD, NotFound, Problems
from willcall.rest.request import Answer, Request
from willcall.rest.routes import Operation, Path, page_schema

PERMISSION: Final = "organizer.teams:write"
"""Needed for reading, too."""

Values = dict[str, Any]


class Team(msgspec.Struct, kw_only=True):
    """A team as it is sent and taken, without the flags of older clients."""

    id: Annotated[int, Ref("team"), READ_ONLY]
    name: Annotated[str, Text(at_most=190)]
    all_events: Annotated[bool, Bool()] = False
    limit_events: Annotated[list[str], Words(), NOT_STORED]
    all_event_permissions: Annotated[bool, Bool()] = False
    limit_event_permissions: Annotated[list[str], Words(EVENT)] = msgspec.field(default_factory=list)
    all_organizer_permissions: Annotated[bool, Bool()] = False
    limit_organizer_permissions: Annotated[list[str], Words(ORGANIZER)] = msgspec.field(default_factory=list)
    require_2fa: Annotated[bool, Bool()] = False


FIELDS: Final = fields_of(Team)
_FLAGS: Final = {
    flag: Field(flag, Bool(), nullable=False, required=False, default=lambda: False, mark=NOT_STORED) for flag in LEGACY
}
_PERMISSION_KEYS: Final = (
    "all_event_permissions",
    "limit_event_permissions",
    "all_organizer_permissions",
    "limit_organizer_permissions",
)
_EITHER_OR: Final = (
    ("all_events", "limit_events"),
    ("all_event_permissions", "limit_event_permissions"),
    ("all_organizer_permissions", "limit_organizer_permissions"),
)


TEXT: Final = (
    "Groups of tokens with the events they reach and the permissions they hold. A token's secret is shown once, "
    "when it is made."
)


def paths() -> tuple[Path, ...]:
    """The endpoints of teams and of their tokens."""
    out = _schema("out", "create")

    def path(below: str, *operations: Operation) -> Path:
        template = f"organizers/{{organizer}}/teams/{below}"
        return Path(template, operations, "teams", PERMISSION, PERMISSION, "organizer", directory=True, text=TEXT)

    return (
        path(
            "",
            Operation(
                "GET", "teams_list", "List teams", list_teams, gives=page_schema(out),
                query=tuple(query_parameters((), {})),
            ),
            Operation("POST", "teams_create", "Create a team", create, None, 201, _schema("in", "create"), out),
        ),
        path(
            "{id}/",
            Operation("GET", "teams_read", "Read a team", read, gives=out),
            Operation("PUT", "teams_replace", "Replace a team", replace, None, 200, _schema("in", "replace"), out),
            Operation("PATCH", "teams_change", "Change a team", merge, None, 200, _schema("in", "merge"), out),
            Operation("DELETE", "teams_delete", "Delete a team and its tokens", delete, None, 204),
        ),
        *tokens.paths(path),
    )  # fmt: skip


async def list_teams(request: Request, tx: Tx) -> Answer:
    """One page, oldest first."""
    where: dict[str, object] = {"organizer_id": request.organizer.id}
    wanted = page_of(request)
    count = await tx.count(tables.team, where)
    page = settled(wanted, count)
    rows = await tx.find(tables.team, where, limit=page.size, offset=(page.number - 1) * page.size)
    return Answer(value=envelope(request, page, count, await _shown(tx, rows)))


async def read(request: Request, tx: Tx) -> Answer:
    """One team."""
    return Answer(value=await _one(tx, request))


async def create(request: Request, tx: Tx) -> Answer:
    """A new team; it has no tokens yet."""
    values, event_ids = await _taken(request, tx, "create", None)
    team_id = await tx.new_id()
    home = {"id": team_id, "organizer_id": request.organizer.id}
    await tx.insert(tables.team, to_row(FIELDS, values) | home)
    await reach(tx, team_id, event_ids)
    return Answer(201, await _one(tx, request, team_id))


async def replace(request: Request, tx: Tx) -> Answer:
    """PUT: what is left out gets its default."""
    return await _change(request, tx, "replace")


async def merge(request: Request, tx: Tx) -> Answer:
    """PATCH: what is left out stays."""
    return await _change(request, tx, "merge")


async def delete(request: Request, tx: Tx) -> Answer:
    """Gone, its tokens with it."""
    where = {"organizer_id": request.organizer.id, "id": request.id("id")}
    if not await tx.delete(tables.team, where):
        raise NotFound
    return Answer(204)


async def reach(tx: Tx, team_id: int, event_ids: Sequence[int]) -> None:
    """Makes these the events that the team reaches, if it does not reach all."""
    await tx.delete(tables.team_event, {"team_id": team_id})
    await tx.insert_many(tables.team_event, [{"team_id": team_id, "event_id": event_id} for event_id in event_ids])


async def admit(tx: Tx, token_id: int, event_id: int) -> None:
    """Lets the team of a token reach an event that it has just made, if it does not reach all."""
    token = await tx.one(tables.token, id=token_id)
    team = await tx.one(tables.team, id=token["team_id"]) if token is not None else None
    if team is not None and not team["all_events"]:
        await tx.insert(tables.team_event, {"team_id": team["id"], "event_id": event_id})


async def _change(request: Request, tx: Tx, mode: Mode) -> Answer:
    team_id = request.id("id")
    await tx.lock(tables.team, {"organizer_id": request.organizer.id, "id": team_id})
    old = await _one(tx, request)
    values, event_ids = await _taken(request, tx, mode, old)
    row = to_row(FIELDS, values)
    del row["id"]
    await tx.update(tables.team, {"id": team_id}, row)
    await reach(tx, team_id, event_ids)
    return Answer(200, await _one(tx, request))


async def _taken(request: Request, tx: Tx, mode: Mode, old: Values | None) -> tuple[Values, list[int]]:
    """The values of a body with the flags worked in, and the events that it names."""
    raw = request.json()
    values, problems = read_fields(FIELDS, raw, mode, old)
    flags = _flags(raw, problems)
    if flags and not problems:
        before = _rights(values) if mode == "merge" else Rights()
        values |= _permission_values(with_flags(before, flags))
    rule = _broken_rule(raw, values, flags, old)
    if rule is not None and not problems:
        problems[NON_FIELD] = [rule]
    event_ids: list[int] = []
    if values.get("limit_events"):
        where = {"organizer_id": request.organizer.id, "slug": OneOf(values["limit_events"])}
        event_ids = [row["id"] for row in await tx.find(tables.event, where, columns=("id",))]
        if len(event_ids) < len(values["limit_events"]):
            problems["limit_events"] = ["This organizer has no event with one of these slugs."]
    all_problems(problems)
    return values, event_ids


def _flags(raw: object, problems: Problems) -> dict[str, bool]:
    """The flags of older clients in a body; what is wrong with them joins the problems."""
    given = tuple(field for flag, field in _FLAGS.items() if isinstance(raw, dict) and flag in raw)
    flags, wrong = read_fields(given, raw if given else {}, "create")
    problems.update(wrong)
    return flags


def _broken_rule(
    raw: object, values: Mapping[str, Any], flags: Mapping[str, bool], old: Mapping[str, Any] | None
) -> str | None:
    given = [key for key in _PERMISSION_KEYS if isinstance(raw, dict) and key in raw]
    if flags and given:
        return f"Give either permissions ({', '.join(given)}) or the flags can_…, not both."
    for everything, some in _EITHER_OR:
        if values.get(everything) and values.get(some):
            return f"Either {everything} is true or {some} names some, not both."
    if old is not None and "limit_event_permissions" in given:
        orders = ORDERS.intersection(values.get("limit_event_permissions", ()))
        if orders not in ORDERS_TOGETHER:
            return f"These permissions on orders do not go together: {', '.join(sorted(orders))}."
    return None


def _rights(values: Mapping[str, Any]) -> Rights:
    return Rights(
        values["all_event_permissions"],
        frozenset(values["limit_event_permissions"]),
        values["all_organizer_permissions"],
        frozenset(values["limit_organizer_permissions"]),
    )


def _permission_values(rights: Rights) -> Values:
    return {
        "all_event_permissions": rights.all_event,
        "limit_event_permissions": sorted(rights.event),
        "all_organizer_permissions": rights.all_organizer,
        "limit_organizer_permissions": sorted(rights.organizer),
    }


async def _one(tx: Tx, request: Request, team_id: int | None = None) -> Values:
    row = await tx.one(tables.team, organizer_id=request.organizer.id, id=team_id or request.id("id"))
    if row is None:
        raise NotFound
    return (await _shown(tx, [row]))[0]


async def _shown(tx: Tx, rows: Sequence[Row]) -> list[Values]:
    """Teams as they are sent, the flags of older clients among their keys."""
    pairs = await tx.find(tables.team_event, {"team_id": OneOf([row["id"] for row in rows])})
    event_ids = OneOf(sorted({pair["event_id"] for pair in pairs}))
    slugs = {row["id"]: row["slug"] for row in await tx.find(tables.event, {"id": event_ids}, columns=("id", "slug"))}
    reached: dict[int, list[str]] = {row["id"]: [] for row in rows}
    for pair in pairs:
        if pair["event_id"] in slugs:  # else it was deleted in between
            reached[pair["team_id"]].append(slugs[pair["event_id"]])
    return [
        from_row(FIELDS, row) | {"limit_events": sorted(reached[row["id"]])} | flags_of(rights_of(row)) for row in rows
    ]


def _schema(direction: str, mode: Mode) -> Schema:
    extra: dict[str, Schema] = {flag: {"type": "boolean"} for flag in LEGACY}
    return object_schema(FIELDS, "in" if direction == "in" else "out", mode, extra)
