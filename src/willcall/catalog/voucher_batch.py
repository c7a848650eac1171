"""Many vouchers at once: all of them or none (spec 05 §12)."""

from __future__ import annotations

from typing import Any, Final

from willcall.catalog.vouchers import VERBS, VOUCHERS
from willcall.db.tx import Tx
from willcall.rest.fields import object_schema, read_fields
from willcall.rest.problems import Invalid, Problems
from willcall.rest.request import Answer, Request
from willcall.rest.routes import EVENT, Operation, Path
from willcall.rest.scope import Scope

VOUCHERS_MAX: Final = 1_000
"""Vouchers of one request: the event is locked while each is checked against what the earlier ones keep back."""

LIST_WANTED: Final = "Send a list of vouchers."
TOO_MANY: Final = f"Send no more than {VOUCHERS_MAX} vouchers at once."
CODE_TWICE: Final = "The list has this code already."
SEAT_TWICE: Final = "The list has a voucher for this seat already."


async def batch_create(request: Request, tx: Tx) -> Answer:
    """POST: 201 with all of them, or 400 with the problems of each in step with the list."""
    raw = request.json()
    if not isinstance(raw, list):
        raise Invalid.rule(LIST_WANTED)
    if len(raw) > VOUCHERS_MAX:
        raise Invalid.rule(TOO_MANY)
    scope = Scope(tx, request)
    await tx.bump(request.event.id)
    made: list[dict[str, Any]] = []
    told: list[object] = []
    seen: set[tuple[str, object, object]] = set()
    for entry in raw:
        values, problems = read_fields(VOUCHERS.fields, entry, "create")
        _note(values, problems, seen)
        try:
            made.append(await VERBS.make(scope, values, problems))
            told.append({})
        except Invalid as problem:
            told.append(problem.body)
    if any(told):
        raise Invalid(told)
    return Answer(201, made)


def _note(values: dict[str, Any], problems: Problems, seen: set[tuple[str, object, object]]) -> None:
    """A code or a seat that an earlier entry has is refused in the later one, whatever became of the earlier."""
    for name, date, text in (("code", None, CODE_TWICE), ("seat", values.get("subevent"), SEAT_TWICE)):
        value = values.get(name)
        if isinstance(value, str):
            if (name, date, value) in seen:
                problems.setdefault(name, [text])
            seen.add((name, date, value))


def path() -> Path:
    """The endpoint."""
    taken, shown = object_schema(VOUCHERS.fields, "in"), object_schema(VOUCHERS.fields, "out")
    texts = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
    operation = Operation(
        "POST",
        "vouchers_batch_create",
        "Create many vouchers: all of them or none",
        batch_create,
        status=201,
        takes={"type": "array", "items": taken, "maxItems": VOUCHERS_MAX},
        gives={"type": "array", "items": shown},
        refusal={"title": "VoucherBatchRefusal", "type": "array", "items": texts},
    )
    template = f"{EVENT}vouchers/batch_create/"
    return Path(template, (operation,), tag="vouchers", read=VOUCHERS.read, write=VOUCHERS.write, thing="Voucher")
