"""Items: the products of an event (spec 05 §5)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from willcall.catalog import addons, bundles, channels, nesting, references, seat_map, variations, voucher_rules
from willcall.catalog.addons import AddOn
from willcall.catalog.bundles import Bundle
from willcall.catalog.kinds import MODES, Ignored
from willcall.catalog.tax_rules import RATE
from willcall.catalog.variations import UNTIL_BEFORE_FROM, Variation
from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.kit.texts import Texts
from willcall.reserve import availability
from willcall.rest.fields import DERIVED, IN_DETAILS, NESTED, READ_ONLY, column
from willcall.rest.kind import Unreadable
from willcall.rest.kinds import Bool, Choice, Described, Instant, Integer, Money, MultiText, Ref, Text, TextMap
from willcall.rest.nested import Nested
from willcall.rest.pages import Filter, Where, by_bool, by_ref, by_search
from willcall.rest.problems import Invalid, Problems
from willcall.rest.resource import Resource, Verbs
from willcall.rest.scope import Scope

NO_SUCH_CATEGORY: Final = "There is no such category in this event."
NO_SUCH_TAX_RULE: Final = "There is no such tax rule in this event."
MAX_BELOW_MIN: Final = "The most of an order may not be below the least."
PERSONALIZED_ALONE: Final = "Only admission is personalized."

VARIATIONS: Final = Nested(Variation)
ADDONS: Final = Nested(AddOn, frozenset(("id",)))
BUNDLES: Final = Nested(Bundle, frozenset(("id",)))


class Item(msgspec.Struct, kw_only=True):
    """A product as clients see it (spec 05 §5); what only has a constant default does nothing here yet."""

    id: Annotated[int, Ref("item"), READ_ONLY]
    name: Annotated[Texts, MultiText()]
    internal_name: Annotated[str | None, Text(at_most=255, blank=True)] = None
    description: Annotated[Texts | None, MultiText()] = None
    active: Annotated[bool, Bool()] = True
    position: Annotated[int, Integer()] = 0
    category: Annotated[int | None, Ref("category", NO_SUCH_CATEGORY), column("category_id")] = None
    default_price: Annotated[Decimal, Money()]
    original_price: Annotated[Decimal | None, Money(), IN_DETAILS] = None
    free_price: Annotated[bool, Bool()] = False
    free_price_suggestion: Annotated[Decimal | None, Money(), IN_DETAILS] = None
    tax_rule: Annotated[int | None, Ref("tax_rule", NO_SUCH_TAX_RULE), column("tax_rule_id")] = None
    tax_rate: Annotated[Decimal, RATE, DERIVED] = Decimal("0.00")
    admission: Annotated[bool, Bool()] = False
    personalized: Annotated[bool | UnsetType, Bool(), IN_DETAILS] = UNSET
    available_from: Annotated[datetime | None, Instant(), IN_DETAILS] = None
    available_from_mode: Annotated[str, Choice(MODES), IN_DETAILS] = "hide"
    available_until: Annotated[datetime | None, Instant(), IN_DETAILS] = None
    available_until_mode: Annotated[str, Choice(MODES), IN_DETAILS] = "hide"
    hidden_if_available: Annotated[int | None, Ref("quota"), IN_DETAILS] = None
    hidden_if_item_available: Annotated[int | None, Ref("item"), IN_DETAILS] = None
    hidden_if_item_available_mode: Annotated[str, Choice(MODES), IN_DETAILS] = "hide"
    require_voucher: Annotated[bool, Bool(), IN_DETAILS] = False
    hide_without_voucher: Annotated[bool, Bool(), IN_DETAILS] = False
    require_bundling: Annotated[bool, Bool(), IN_DETAILS] = False
    require_approval: Annotated[bool, Bool(), IN_DETAILS] = False
    min_per_order: Annotated[int | None, Integer(at_least=0), IN_DETAILS] = None
    max_per_order: Annotated[int | None, Integer(at_least=0), IN_DETAILS] = None
    all_sales_channels: channels.AllChannels = UNSET
    limit_sales_channels: channels.LimitChannels = UNSET
    sales_channels: channels.LegacyChannels = UNSET
    allow_cancel: Annotated[bool, Bool(), IN_DETAILS] = True
    allow_waitinglist: Annotated[bool, Bool(), IN_DETAILS] = True
    show_quota_left: Annotated[bool | None, Bool(), IN_DETAILS] = None
    generate_tickets: Annotated[bool | None, Bool(), IN_DETAILS] = None
    checkin_attention: Annotated[bool, Bool(), IN_DETAILS] = False
    checkin_text: Annotated[str | None, Text(blank=True), IN_DETAILS] = None
    meta_data: Annotated[dict[str, str], TextMap(), IN_DETAILS] = {}
    picture: Annotated[str | None, Text(), DERIVED] = None
    issue_giftcard: Annotated[bool, Bool(), DERIVED] = False
    require_membership: Annotated[bool, Bool(), DERIVED] = False
    require_membership_hidden: Annotated[bool, Bool(), DERIVED] = False
    require_membership_types: Annotated[
        list[int], Described({"type": "array", "items": {"type": "integer"}}), DERIVED
    ] = []
    grant_membership_type: Annotated[int | None, Integer(), DERIVED] = None
    grant_membership_duration_like_event: Annotated[bool, Bool(), DERIVED] = True
    grant_membership_duration_days: Annotated[int, Integer(), DERIVED] = 0
    grant_membership_duration_months: Annotated[int, Integer(), DERIVED] = 0
    validity_mode: Annotated[str | None, Text(), DERIVED] = None
    validity_fixed_from: Annotated[datetime | None, Instant(), DERIVED] = None
    validity_fixed_until: Annotated[datetime | None, Instant(), DERIVED] = None
    validity_dynamic_duration_minutes: Annotated[int | None, Integer(), DERIVED] = None
    validity_dynamic_duration_hours: Annotated[int | None, Integer(), DERIVED] = None
    validity_dynamic_duration_days: Annotated[int | None, Integer(), DERIVED] = None
    validity_dynamic_duration_months: Annotated[int | None, Integer(), DERIVED] = None
    validity_dynamic_start_choice: Annotated[bool, Bool(), DERIVED] = False
    validity_dynamic_start_choice_day_limit: Annotated[int | None, Integer(), DERIVED] = None
    media_policy: Annotated[str | None, Text(), DERIVED] = None
    media_type: Annotated[str | None, Text(), DERIVED] = None
    has_variations: Annotated[bool, Bool(), DERIVED] = False
    variations: Annotated[list[dict[str, Any]], VARIATIONS, NESTED] = []
    addons: Annotated[list[dict[str, Any]], ADDONS, NESTED] = []
    bundles: Annotated[list[dict[str, Any]], BUNDLES, NESTED] = []
    program_times: Annotated[list[object], Ignored(), NESTED] = []


async def settle(scope: Scope, values: dict[str, Any], kept: dict[str, Any] | None) -> None:
    """Hidden without voucher implies that one is needed; admission is personalized unless told not to (spec 05 §5)."""
    values["require_voucher"] = values["require_voucher"] or values["hide_without_voucher"]
    if values["personalized"] is UNSET:
        values["personalized"] = values["admission"] if kept is None else kept["personalized"]
    await channels.settle(scope, values, kept)


async def check(scope: Scope, new: Item, old: Item | None) -> None:
    """The rules between its fields (spec 05 §5)."""
    if new.available_from and new.available_until and new.available_until < new.available_from:
        raise Invalid.rule(UNTIL_BEFORE_FROM)
    if new.min_per_order is not None and new.max_per_order is not None and new.max_per_order < new.min_per_order:
        raise Invalid.rule(MAX_BELOW_MIN)
    if new.personalized and not new.admission:
        raise Invalid.rule(PERSONALIZED_ALONE)


async def saved(scope: Scope, item_id: int, new: Item, old: Item | None) -> None:
    """On creation: makes what came nested, by the rules that hold there; all problems are told (spec 02, 05 §5)."""
    if old is not None:
        return
    below = Scope(scope.tx, scope.request, item_id)
    problems: Problems = {}
    await nesting.make(below, variations.VERBS_OF_NEW_ITEM, new.variations, problems)
    await nesting.make(below, addons.VERBS, new.addons, problems)
    await nesting.make(below, bundles.VERBS, new.bundles, problems)
    if problems:
        raise Invalid(problems)


async def fill(scope: Scope, found: list[dict[str, Any]]) -> None:
    """What hangs below each item; add-on rules and bundles without their ids (spec 02, 05 §5)."""
    ids = [values["id"] for values in found]
    of_variations = await nesting.shown(scope, variations.VERBS, VARIATIONS, nesting.BY_POSITION, ids)
    of_addons = await nesting.shown(scope, addons.VERBS, ADDONS, nesting.BY_POSITION, ids)
    of_bundles = await nesting.shown(scope, bundles.VERBS, BUNDLES, (("id", False),), ids)
    rates = await _rates(scope, {values["tax_rule"] for values in found})
    for values in found:
        item_id = values["id"]
        values["variations"], values["addons"] = of_variations[item_id], of_addons[item_id]
        values["bundles"] = of_bundles[item_id]
        values["has_variations"] = bool(values["variations"])
        values["tax_rate"] = rates.get(values["tax_rule"], Decimal("0.00"))
    await channels.fill(scope, found)


async def _rates(scope: Scope, rule_ids: set[int | None]) -> dict[int | None, Decimal]:
    wanted = {"event_id": scope.event.id, "id": OneOf(sorted(number for number in rule_ids if number is not None))}
    rows = await scope.tx.find(tables.tax_rule, wanted, columns=("id", "rate")) if rule_ids != {None} else []
    return {row["id"]: RATE.load(row["rate"]) for row in rows}


async def deleting(scope: Scope, old: Item) -> None:
    """Not while vouchers name it (spec 06 §6, W15); quotas, questions, seats and others lose it."""
    await voucher_rules.refuse_while_named(scope, "item_id", old.id)
    await references.tell(scope, tables.item, old.id)
    await seat_map.forget_item(scope, old.id)


async def deleted(scope: Scope, old: Item) -> None:
    """Its cart positions went along, and with them children of theirs in any quota (spec 05 §5)."""
    await references.forget(scope, "hidden_if_item_available", old.id)
    await availability.recount(scope.tx, scope.event.id, now=scope.request.now)


async def _by_tax_rate(scope: Scope, value: str) -> Where:
    """Without a tax rule the rate is 0."""
    try:
        rate = RATE.read(value)
    except Unreadable as unreadable:
        raise Invalid({"tax_rate": unreadable.problem}) from unreadable
    home = {"event_id": scope.event.id}
    rules = await scope.tx.find(tables.tax_rule, home | {"rate": RATE.store(rate)}, columns=("id",))
    taxed = {row["id"] for row in rules} | ({None} if not rate else set())
    rows = await scope.tx.find(tables.item, home, columns=("id", "tax_rule_id"))
    return {"id": OneOf([row["id"] for row in rows if row["tax_rule_id"] in taxed])}


ITEMS: Final = Resource(
    name="items",
    text=(
        "Products. Variations, add-on rules and bundles may come nested when a product is made; later they "
        "are changed at endpoints of their own."
    ),
    struct=Item,
    table=tables.item,
    order=(("position", False), ("id", False)),
    orderings={"id": "id", "position": "position"},
    filters=(
        by_bool("active"),
        by_bool("admission"),
        by_bool("free_price"),
        by_ref("category", tables.category),
        by_ref("tax_rule", tables.tax_rule),
        Filter("tax_rate", _by_tax_rate, RATE.schema("in"), "Only those taxed at this rate."),
        by_search("name"),
    ),
    conditional=True,
    of_version=True,
    settle=settle,
    check=check,
    fill=fill,
    saved=saved,
    deleting=deleting,
    deleted=deleted,
)

VERBS: Final = Verbs(ITEMS)
