"""Settings of an event: one flat object, read as a whole and changed key by key (spec 05 §3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from willcall.catalog.settings_keys import (
    CHANNELS_FOR_BLOCKED,
    GENERAL,
    KEYS,
    NAME_LENGTH_MAX,
    REQUIRES,
    SECRET,
    kind_of,
    permission_of,
)
from willcall.db import tables
from willcall.db.tx import Tx
from willcall.reserve import availability
from willcall.rest.fields import all_problems
from willcall.rest.kind import Schema, Unreadable, from_json, to_json
from willcall.rest.pages import boolean
from willcall.rest.problems import Denied, Invalid, Problems
from willcall.rest.request import Answer, Caller, Request
from willcall.rest.routes import EVENT, Operation, Path
from willcall.rest.scope import Scope

TEXT: Final = "Settings of an event: one flat object. Those that mean nothing here are kept as they come."
OBJECT_WANTED: Final = "This must be an object."
NAME_WRONG: Final = f"A setting has a name of at most {NAME_LENGTH_MAX} characters."
NOT_ALLOWED: Final = "You may not change this setting."
TOO_MUCH: Final = "The settings of this event take too much room."
LOCALE_NOT_ENABLED: Final = "The default language must be one of the languages."
REQUIRED_NOT_ASKED: Final = "What is not asked for cannot be required."
CONCEALED: Final = "*****"

BYTES_MAX: Final = 256 * 1024
"""All settings together: they are read with the catalogue whenever that changes."""

Values = dict[str, Any]


async def read_settings(request: Request, tx: Tx) -> Answer:
    """Every setting with its value."""
    state = await tx.one(tables.event_state, event_id=request.event.id)
    if state is None:
        raise Denied
    return Answer(value=_shown(request, from_json(state["settings"])))


async def change_settings(request: Request, tx: Tx) -> Answer:
    """Sets what is named; null takes a setting back to its default."""
    scope, home = Scope(tx, request), {"event_id": request.event.id}
    await tx.bump(request.event.id)
    [state] = await tx.find(tables.event_state, home)
    old: Values = from_json(state["settings"])
    changes = _read(request.caller, request.json())
    new = {name: value for name, value in (old | changes).items() if value is not None}
    await _check(scope, _complete(new), changes)
    stored = to_json(new)
    if len(stored.encode()) > BYTES_MAX:
        raise Invalid.rule(TOO_MUCH)
    await tx.update(tables.event_state, home, {"settings": stored})
    await availability.settings_changed(tx, request.event.id, changes, request.now)
    await scope.log("settings", request.event.id, "changed", _of(changes, old), _of(changes, new))
    return Answer(200, _shown(request, new))


def _read(caller: Caller, raw: object) -> Values:
    """The values of a body, null for what goes back to its default; all problems are told."""
    if not isinstance(raw, dict):
        raise Invalid.rule(OBJECT_WANTED)
    values: Values = {}
    problems: Problems = {}
    for name, given in raw.items():
        if not caller.may(permission_of(name)):
            problems[name] = [NOT_ALLOWED]
        elif not 0 < len(name) <= NAME_LENGTH_MAX or "\0" in name:
            raise Invalid.rule(NAME_WRONG)
        else:
            try:
                values[name] = None if given is None else kind_of(name).read(given)
            except Unreadable as unreadable:
                problems[name] = unreadable.problem
    all_problems(problems)
    return values


async def _check(scope: Scope, values: Values, changes: Values) -> None:
    """The rules between settings, and with the sales channels that there are (spec 05 §3)."""
    if values["locale"] not in values["locales"]:
        raise Invalid.rule(LOCALE_NOT_ENABLED)
    if any(values[required] and not values[asked] for required, asked in REQUIRES):
        raise Invalid.rule(REQUIRED_NOT_ASKED)
    if wanted := changes.get(CHANNELS_FOR_BLOCKED):
        rows = await scope.tx.find(tables.sales_channel, {"organizer_id": scope.request.organizer.id})
        if unknown := sorted(set(wanted).difference(row["identifier"] for row in rows)):
            raise Invalid.field(CHANNELS_FOR_BLOCKED, f'There is no sales channel "{unknown[0][:100]}".')


def _complete(stored: Mapping[str, Any]) -> Values:
    """Those that are known in their order, with defaults, then all others."""
    return {name: setting.default for name, setting in KEYS.items()} | dict(stored)


def _shown(request: Request, stored: Mapping[str, Any]) -> Values:
    """What the caller sees: secrets only if they may change them; labels beside the values if the query asks."""
    values = _complete(stored)
    may = request.caller.may
    for name in filter(SECRET.search, values):
        if not (may(GENERAL) and may(permission_of(name))):
            values[name] = CONCEALED
    if not boolean(request.parameter("explain")):
        return values
    return {name: {"value": value} | _about(name) for name, value in values.items()}


def _about(name: str) -> dict[str, str | None]:
    setting = KEYS.get(name)
    return {"label": setting.label if setting else name, "help_text": (setting and setting.text) or None}


def _of(names: Iterable[str], values: Mapping[str, Any]) -> Values:
    """The part of the settings that a change is about, for the log: without secrets."""
    return {name: CONCEALED if SECRET.search(name) else values.get(name) for name in names}


def paths() -> tuple[Path]:
    """The endpoint of the settings."""
    flat: Schema = {
        "type": "object",
        "properties": {name: setting.schema for name, setting in KEYS.items()},
        "additionalProperties": True,
    }
    taken = {name: {"anyOf": [setting.kind.schema("in"), {"type": "null"}]} for name, setting in KEYS.items()}
    explained: Schema = {
        "type": "object",
        "additionalProperties": {"type": "object", "required": ["value", "label", "help_text"]},
    }
    out: Schema = {"anyOf": [flat, explained]}
    query = ({"name": "explain", "schema": {"type": "boolean"}, "text": "Whether each value comes with its label."},)
    operations = (
        Operation("GET", "settings_read", "Read the settings", read_settings, gives=out, query=query),
        Operation(
            "PATCH", "settings_change", "Change settings", change_settings, takes=flat | {"properties": taken},
            gives=out, query=query,
        ),
    )  # fmt: skip
    return (
        Path(f"{EVENT}settings/", operations, "settings", write=GENERAL, goes_by=True, text=TEXT, thing="Settings"),
    )
