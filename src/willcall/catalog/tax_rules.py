"""Tax rules: how much of a price is tax (spec 05 §14)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from willcall.catalog.kinds import Number, Objects
from willcall.db import tables
from willcall.db.conditions import IsNot
from willcall.kit.texts import Texts
from willcall.rest.fields import IN_DETAILS, READ_ONLY, column
from willcall.rest.kinds import Bool, MultiText, Ref, Text
from willcall.rest.problems import Denied, Invalid
from willcall.rest.resource import Resource, Verbs
from willcall.rest.scope import Scope

ONLY_MOVED: Final = "One rule is the default: make another one the default instead."
IN_USE: Final = "Products are taxed by this rule; give them another one first."
STILL_DEFAULT: Final = "This is the default; make another rule the default first."

RATE: Final = Number(digits=3, places=4, shown=2, at_least=0, at_most=100)
"""Percent: two decimals, up to four if there are more (spec 04 §6)."""


class TaxRule(msgspec.Struct, kw_only=True):
    """A tax rule as clients see it (spec 05 §14)."""

    id: Annotated[int, Ref("tax_rule"), READ_ONLY]
    name: Annotated[Texts, MultiText()]
    internal_name: Annotated[str | None, Text(at_most=255, blank=True)] = None
    rate: Annotated[Decimal, RATE]
    code: Annotated[str | None, Text(at_most=190)] = None
    default: Annotated[bool | UnsetType, Bool(), column("is_default")] = UNSET
    price_includes_tax: Annotated[bool, Bool()] = True
    eu_reverse_charge: Annotated[bool, Bool(), IN_DETAILS] = False
    home_country: Annotated[str | None, Text(at_most=2, blank=True), IN_DETAILS] = ""
    keep_gross_if_rate_changes: Annotated[bool, Bool(), IN_DETAILS] = False
    custom_rules: Annotated[list[dict[str, Any]] | None, Objects(), IN_DETAILS] = None


async def settle(scope: Scope, values: dict[str, Any], kept: dict[str, Any] | None) -> None:
    """The first rule is the default; a rule that is the default stays it while nothing is said (spec 05 §14)."""
    known = await scope.tx.find(tables.tax_rule, _default(scope), columns=("id",))
    if not known:
        values["default"] = True
    elif values["default"] is UNSET:
        values["default"] = known[0]["id"] == values.get("id")


async def check(scope: Scope, new: TaxRule, old: TaxRule | None) -> None:
    """The default moves to another rule, and never just goes (spec 05 §14)."""
    if old is not None and old.default and not new.default:
        raise Invalid.field("default", ONLY_MOVED)
    if new.default and not (old is not None and old.default):
        before = await scope.tx.find(tables.tax_rule, _default(scope), columns=("id",))
        await scope.tx.update(tables.tax_rule, _default(scope), {"is_default": False})
        for row in before:
            await scope.log("taxrules", row["id"], "changed", {"default": True}, {"default": False})


def _default(scope: Scope) -> dict[str, Any]:
    return {"event_id": scope.event.id, "is_default": True}


async def saved(scope: Scope, rule_id: int, new: TaxRule, old: TaxRule | None) -> None:
    """Products show the rate, so a new one is a change of theirs (spec 04 §11)."""
    if old is None or new.rate == old.rate:
        return
    where = {"event_id": scope.event.id, "tax_rule_id": rule_id}
    for row in await scope.tx.find(tables.item, where, columns=("id",)):
        await scope.log("items", row["id"], "taxrules.changed", {"tax_rate": old.rate}, {"tax_rate": new.rate})


async def deleting(scope: Scope, old: TaxRule) -> None:
    """Refused while it is used; the default goes last (spec 05 §14)."""
    home = {"event_id": scope.event.id}
    if await scope.tx.count(tables.item, home | {"tax_rule_id": old.id}):
        raise Denied(IN_USE)
    if old.default and await scope.tx.count(tables.tax_rule, home | {"id": IsNot(old.id)}):
        raise Denied(STILL_DEFAULT)


TAX_RULES: Final = Resource(
    name="taxrules",
    text="How much of a price is tax. One rule is the default; products name theirs.",
    struct=TaxRule,
    table=tables.tax_rule,
    write="event.settings.tax:write",
    conditional=True,
    of_version=True,
    settle=settle,
    check=check,
    saved=saved,
    deleting=deleting,
)

VERBS: Final = Verbs(TAX_RULES)
