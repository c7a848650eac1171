"""Objects that are nested in another one: made along with it, and shown with it (spec 04 §8, §9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from willcall.db.conditions import OneOf
from willcall.rest.nested import Nested
from willcall.rest.pages import Order
from willcall.rest.problems import Invalid, Problems
from willcall.rest.resource import Verbs
from willcall.rest.scope import Scope

BY_POSITION: Order = (("position", False), ("id", False))


async def make(below: Scope, verbs: Verbs[Any], entries: Sequence[dict[str, Any]], problems: Problems) -> None:
    """Makes what came nested, by the rules that hold below; its problems are told in step with the list."""
    told: list[object] = []
    for values in entries:
        try:
            await verbs.make(below, values, {})
            told.append({})
        except Invalid as problem:
            told.append(problem.body)
    if any(told):
        problems[verbs.resource.name] = told


async def shown(
    scope: Scope, verbs: Verbs[Any], kind: Nested, order: Order, above: Sequence[int]
) -> dict[int, list[dict[str, Any]]]:
    """What hangs below each of these objects, as it is shown inside of them."""
    under = verbs.resource.under
    assert under is not None
    grouped: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for values in await verbs.load(scope, {under.column: OneOf(above)}, order):
        object_id = values[under.name]
        grouped[object_id].append(kind.shown(values))
    return grouped
