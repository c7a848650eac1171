"""Sales channels of an object: all of them or some, today's two keys and the older one (spec 05 §10).

Resources with channels declare `ALL`, `SOME` and `LEGACY` under the names below and call `settle` and `fill`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final

from msgspec import UNSET, UnsetType

from willcall.db import tables
from willcall.rest.fields import IN_DETAILS, NOT_STORED
from willcall.rest.kinds import Bool, Words
from willcall.rest.problems import Invalid
from willcall.rest.scope import Scope

AllChannels = Annotated[bool | UnsetType, Bool(), IN_DETAILS]
"""`all_sales_channels`: true unless said otherwise."""

LimitChannels = Annotated[list[str] | UnsetType, Words(), IN_DETAILS]
"""`limit_sales_channels`: identifiers; empty when all are meant."""

LegacyChannels = Annotated[list[str] | UnsetType, Words(), NOT_STORED]
"""`sales_channels`: what both of the others say in one list; on input an alternative to them."""

ALL: Final = "all_sales_channels"
LIMIT: Final = "limit_sales_channels"
LEGACY: Final = "sales_channels"

Values = dict[str, Any]


async def settle(scope: Scope, values: Values, kept: Values | None) -> None:
    """Brings the three keys together; `Invalid` for unknown channels and for contradictions (spec 05 §10)."""
    every, limit, legacy = values[ALL], values[LIMIT], values[LEGACY]
    given = {*(limit or ()), *(legacy or ())}
    known = await _identifiers(scope) if given or legacy is not UNSET else []
    if unknown := sorted(given.difference(known)):
        raise Invalid.field(LIMIT, f'There is no sales channel "{unknown[0][:100]}".')
    if legacy is not UNSET:
        whole = set(legacy) == set(known)
        if (every is True and not whole) or (limit and set(limit) != set(legacy)):
            raise Invalid.field(LIMIT, f"This and {LEGACY} contradict each other; give one of them.")
        every, limit = whole and every is not False, legacy
    if every is UNSET:
        every = kept is None or kept[ALL]
    if limit is UNSET:
        limit = [] if kept is None else kept[LIMIT]
    values.update({ALL: every, LIMIT: [] if every else limit})


async def fill(scope: Scope, found: Iterable[Values]) -> None:
    """Puts the older key in: all identifiers, sorted, or those of the limit."""
    known = await _identifiers(scope)
    for values in found:
        values[LEGACY] = known if values[ALL] else values[LIMIT]


async def _identifiers(scope: Scope) -> list[str]:
    where = {"organizer_id": scope.request.organizer.id}
    return sorted(row["identifier"] for row in await scope.tx.find(tables.sales_channel, where))
