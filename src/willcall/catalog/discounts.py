"""Discounts: prices that fall when enough is bought; stored with their rules, applied by the shop (spec 05 §13)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET

from willcall.catalog import channels
from willcall.db import tables
from willcall.rest.fields import NOT_STORED, READ_ONLY
from willcall.rest.kinds import Bool, Choice, Instant, Integer, Money, Ref, RefList, Text
from willcall.rest.pages import by_bool
from willcall.rest.problems import Invalid
from willcall.rest.resource import Resource, Verbs, links, replace_links
from willcall.rest.scope import Scope

ONE_CONDITION: Final = "Give either a least count or a least value, and not both."
VALUE_MEANS_ALL: Final = "With a least value, the discount is for all that matches."
VALUE_NOT_DISTINCT: Final = "With a least value, dates cannot be told apart."
DISTINCT_MEANS_SAME: Final = "With distinct dates, the products that get the discount are those that count."

PRODUCTS: Final = (
    ("condition_limit_products", tables.discount_condition_item),
    ("benefit_limit_products", tables.discount_benefit_item),
)
"""Fields that name products, with the tables that hold them."""


class Discount(msgspec.Struct, kw_only=True):
    """A discount as clients see it (spec 05 §13)."""

    id: Annotated[int, Ref("discount"), READ_ONLY]
    active: Annotated[bool, Bool()] = True
    internal_name: Annotated[str, Text(at_most=255)]
    position: Annotated[int, Integer()] = 0
    all_sales_channels: channels.AllChannels = UNSET
    limit_sales_channels: channels.LimitChannels = UNSET
    sales_channels: channels.LegacyChannels = UNSET
    available_from: Annotated[datetime | None, Instant()] = None
    available_until: Annotated[datetime | None, Instant()] = None
    subevent_mode: Annotated[str, Choice(("mixed", "same", "distinct"))] = "mixed"
    subevent_date_from: Annotated[datetime | None, Instant()] = None
    subevent_date_until: Annotated[datetime | None, Instant()] = None
    condition_all_products: Annotated[bool, Bool()] = True
    condition_limit_products: Annotated[list[int], RefList("item"), NOT_STORED] = []
    condition_apply_to_addons: Annotated[bool, Bool()] = True
    condition_ignore_voucher_discounted: Annotated[bool, Bool()] = False
    condition_min_count: Annotated[int, Integer(at_least=0)] = 0
    condition_min_value: Annotated[Decimal, Money(at_least=0)] = Decimal("0.00")
    benefit_same_products: Annotated[bool, Bool()] = True
    benefit_limit_products: Annotated[list[int], RefList("item"), NOT_STORED] = []
    benefit_discount_matching_percent: Annotated[Decimal, Money(at_least=0)] = Decimal("0.00")
    benefit_only_apply_to_cheapest_n_matches: Annotated[int | None, Integer(at_least=1)] = None
    benefit_apply_to_addons: Annotated[bool, Bool()] = True
    benefit_ignore_voucher_discounted: Annotated[bool, Bool()] = False


async def check(scope: Scope, new: Discount, old: Discount | None) -> None:
    """Combinations that nobody could work out are refused (spec 05 §13)."""
    by_value, distinct = bool(new.condition_min_value), new.subevent_mode == "distinct"
    if bool(new.condition_min_count) is by_value:
        raise Invalid.rule(ONE_CONDITION)
    if by_value and new.benefit_only_apply_to_cheapest_n_matches is not None:
        raise Invalid.rule(VALUE_MEANS_ALL)
    if by_value and distinct:
        raise Invalid.rule(VALUE_NOT_DISTINCT)
    if distinct and not new.benefit_same_products:
        raise Invalid.field("benefit_same_products", DISTINCT_MEANS_SAME)


async def fill(scope: Scope, found: list[dict[str, Any]]) -> None:
    """The products of its condition and of its benefit, by ascending id; its channels."""
    for name, table in PRODUCTS:
        items = await links(scope, table, "discount_id", "item_id", [values["id"] for values in found])
        for values in found:
            values[name] = items[values["id"]]
    await channels.fill(scope, found)


async def saved(scope: Scope, discount_id: int, new: Discount, old: Discount | None) -> None:
    """Writes the products down."""
    for name, table in PRODUCTS:
        await replace_links(scope, table, ("discount_id", discount_id), "item_id", getattr(new, name))


DISCOUNTS: Final = Resource(
    name="discounts",
    text=(
        "Prices that fall when enough is bought. They are stored with their rules, and change no price of a "
        "cart position."
    ),
    struct=Discount,
    table=tables.discount,
    order=(("position", False), ("id", False)),
    orderings={"id": "id", "position": "position"},
    filters=(by_bool("active"),),
    conditional=True,
    of_version=True,
    settle=channels.settle,
    check=check,
    fill=fill,
    saved=saved,
)

VERBS: Final = Verbs(DISCOUNTS)
