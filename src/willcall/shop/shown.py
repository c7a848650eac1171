"""The answer of the shop, as clients see it; `page` makes it, and its schema is made of these declarations."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from willcall.kit.texts import Texts
from willcall.rest.kind import Schema
from willcall.shop.listed import Reason
from willcall.shop.refusals import Refusal
from willcall.shop.windows import Closed

Instant = Annotated[datetime, Meta(tz=True)]


class ShopPrice(msgspec.Struct, frozen=True, kw_only=True):
    """What one unit costs. `amount` is what is shown: `gross`, or `net` where the event shows net prices."""

    amount: Decimal
    gross: Decimal
    net: Decimal
    tax: Decimal
    tax_rate: Annotated[
        Annotated[Decimal, Meta(extra_json_schema={"unit": "percent"})] | None,
        Meta(description="Null for a price of parts that are taxed differently."),
    ]
    free: Annotated[bool, Meta(description="Whether it is shown as free: nothing is to be paid, whatever is chosen.")]
    original: Annotated[Decimal | None, Meta(description="To be shown struck through, as `amount` is shown.")]
    suggested: Annotated[
        Decimal | None, Meta(description="Where buyers may pay more: what to fill in. `amount` is then the least.")
    ]


class ShopRow(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a product, or a variation of it, can be bought, how many, and for how much."""

    price: ShopPrice
    availability: Literal["ok", "reserved", "ordered", "gone"]
    left: Annotated[
        int | None, Meta(description="How many there are; null unless the event shows it, and where there is no limit.")
    ]
    buyable: bool
    reason: Annotated[Reason | None, Meta(description="Why it cannot be bought.")]
    max: Annotated[int | None, Meta(description="The most that may be chosen; null for an add-on, whose rule says it.")]
    selected: Annotated[int, Meta(description="How many to fill in.")]


class ShopVariation(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of a product that is shown."""

    id: int
    value: Texts
    description: Texts | None
    row: ShopRow


class ShopChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A row, by product and variation."""

    item: int
    variation: int | None


class ShopAddOnRule(msgspec.Struct, frozen=True, kw_only=True):
    """With one unit of the product, products of a category of `addon_categories` may or must be chosen."""

    id: int
    category: int
    min_count: int
    max_count: int
    multi_allowed: bool
    price_included: Annotated[
        bool, Meta(description="Whether what is chosen costs nothing, by the rule or by the voucher.")
    ]
    row_max: Annotated[int, Meta(description="The most of one product or variation.")]
    ticked: Annotated[ShopChoice | None, Meta(description="Chosen already, where there is nothing else to choose.")]
    can_be_met: Annotated[
        bool, Meta(description="Whether enough can be chosen now; if not, the product can in effect not be bought.")
    ]


class ShopBundle(msgspec.Struct, frozen=True, kw_only=True):
    """What comes with one unit of a product; its price is part of the product's."""

    item: int
    variation: int | None
    name: Texts
    value: Texts | None
    count: int


class ShopItem(msgspec.Struct, frozen=True, kw_only=True):
    """A product that is shown: with a `row` of its own, or with `variations`."""

    id: int
    name: Texts
    description: Texts | None
    free_price: Annotated[bool, Meta(description="Whether buyers may pay more.")]
    min_per_order: int | None
    max_per_order: int | None
    row: ShopRow | None
    variations: list[ShopVariation]
    addons: list[ShopAddOnRule]
    bundles: list[ShopBundle]


class ShopCategory(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, and what stands beneath it (Markdown)."""

    id: int
    name: Texts
    description: Texts | None


class ShopGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The products of a category, in order; null for those without one."""

    category: ShopCategory | None
    items: list[ShopItem]


class ShopSale(msgspec.Struct, frozen=True, kw_only=True):
    """Whether anything is sold now."""

    open: bool
    reason: Closed | None
    begins: Instant | None
    ends: Instant | None


class ShopVoucher(msgspec.Struct, frozen=True, kw_only=True):
    """The voucher that the prices are for."""

    code: str
    usages_left: int
    min_usages: Annotated[int, Meta(description="As many must be bought at least.")]
    all_addons_included: bool
    all_bundles_included: bool


class ShopEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What is sold here."""

    name: Texts
    date_from: Instant
    date_to: Instant | None
    timezone: str
    has_subevents: Annotated[bool, Meta(description="Whether it is a series; its dates are listed elsewhere.")]


class ShopDate(msgspec.Struct, frozen=True, kw_only=True):
    """A date of a series."""

    id: int
    name: Texts
    date_from: Instant
    date_to: Instant | None
    sale: ShopSale


class ShopDates(msgspec.Struct, frozen=True, kw_only=True):
    """The active dates of a series, in order."""

    dates: list[ShopDate]


class ShopSeat(msgspec.Struct, frozen=True, kw_only=True):
    """A seat that can be chosen with a product."""

    seat_guid: Annotated[str, Meta(description="What a line of a cart names it by.")]
    zone_name: str
    row_name: str
    row_label: str | None
    seat_number: str
    seat_label: str | None
    x: Annotated[float, Meta(description="Where it stands, as the plan has it.")]
    y: float
    item: Annotated[int, Meta(description="The product that it is sold as.")]
    available: Annotated[bool, Meta(description="Whether anybody could take it now; a voucher may open others.")]


class ShopSeats(msgspec.Struct, frozen=True, kw_only=True):
    """The seats of an event, or of a date of it."""

    seats: list[ShopSeat]


class Shop(msgspec.Struct, frozen=True, kw_only=True):
    """What a buyer may see now."""

    event: ShopEvent
    sales_channel: str
    subevent: int | None
    currency: str
    sale: ShopSale
    display_net_prices: bool
    show_variations_expanded: bool
    max_items_per_order: int
    voucher: ShopVoucher | None
    groups: list[ShopGroup]
    seated: Annotated[list[ShopItem], Meta(description="Products that are bought by choosing a seat.")]
    addon_categories: Annotated[
        list[ShopGroup], Meta(description="What the add-on rules of the products choose from, at its own prices.")
    ]


MONEY: Final[Schema] = {"type": "string", "pattern": r"^-?\d{1,13}\.\d\d$", "examples": ["23.00"]}
PERCENT: Final[Schema] = {"type": "string", "pattern": r"^\d{1,3}\.\d{2,4}$", "examples": ["19.00"]}


def whole_schema(shown: type[msgspec.Struct], prefix: str = "Shop") -> Schema:
    """The schema of an answer with everything it refers to inside of it; names of enumerations get the prefix."""
    _, components = msgspec.json.schema_components([shown], ref_template="{name}")
    found: Schema = _whole(components[shown.__name__], components, prefix)
    return found


def refusal_schema() -> Schema:
    """The schema of its refusals: a sentence, and a code that stays."""
    codes = [one.value for one in Refusal]
    return {
        "title": "ShopRefusal",
        "type": "object",
        "properties": {"detail": {"type": "string"}, "code": {"type": "string", "enum": codes}},
        "required": ["detail", "code"],
    }


def _whole(schema: Any, components: dict[str, Any], prefix: str) -> Any:
    """A schema with references replaced by what they refer to, and formats said as everywhere else."""
    if isinstance(schema, list):
        return [_whole(one, components, prefix) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _whole(components[schema["$ref"]], components, prefix)
    if schema.get("format") == "decimal":
        return PERCENT if schema.get("unit") == "percent" else MONEY
    whole = {key: _whole(value, components, prefix) for key, value in schema.items()}
    if "enum" in whole and "title" in whole:
        whole["title"] = f"{prefix}{whole['title']}"
    return whole
