"""The answers of carts, as clients see them; `page` makes them, and their schemas are made of these declarations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from willcall.cart.missing import Lack
from willcall.cart.refusals import Code
from willcall.reserve.wire import ANSWER_SCHEMA
from willcall.rest.kind import Schema
from willcall.shop.shown import ShopCategory, ShopGroup, ShopRow, whole_schema

Rate = Annotated[Decimal, Meta(extra_json_schema={"unit": "percent"})]
Instant = Annotated[datetime, Meta(tz=True)]


class CartAmount(msgspec.Struct, frozen=True, kw_only=True):
    """An amount with its tax. `amount` is what is shown: `gross`, or `net` where the event shows net prices."""

    amount: Decimal
    gross: Decimal
    net: Decimal
    tax: Decimal


class CartUnitPrice(CartAmount, frozen=True, kw_only=True):
    """What one unit costs, after discounts.

    `amount` is that of each unit of the line. Of the other three, where the event rounds sums, some units may have a
    cent more or less; `total` of the line has all of them.
    """

    tax_rate: Rate
    original: Annotated[
        Decimal | None,
        Meta(description="What it costs without the automatic discount, as `amount` is shown; null without one."),
    ]
    discount_percent: Annotated[Rate | None, Meta(description="What the automatic discount takes off.")]
    discount: Annotated[int | None, Meta(description="The automatic discount, by its id.")]


class CartTax(msgspec.Struct, frozen=True, kw_only=True):
    """The total at one tax rate."""

    rate: Rate
    gross: Decimal
    net: Decimal
    tax: Decimal


class CartTotal(CartAmount, frozen=True, kw_only=True):
    """The sum of all lines, rounded as the event says."""

    taxes: Annotated[list[CartTax], Meta(description="The same for each tax rate, the lowest first.")]


class CartChild(msgspec.Struct, frozen=True, kw_only=True):
    """A product with another one: an add-on that was chosen, or what is bundled with it."""

    id: Annotated[int, Meta(description="The smallest id of its positions; it may name the line.")]
    positions: Annotated[list[int], Meta(description="The ids of its positions, one for each unit.")]
    quantity: int
    item: int
    variation: int | None
    subevent: int | None
    seat: Annotated[str | None, Meta(description="The `seat_guid`.")]
    seat_name: str | None
    voucher: Annotated[str | None, Meta(description="The code.")]
    price: Annotated[Decimal | None, Meta(description="What the buyer wants to pay, if that was said.")]
    unit: CartUnitPrice
    total: CartAmount
    expires: Instant
    expired: Annotated[bool, Meta(description="Whether its place is not kept any more.")]
    attendee_name: str | None
    attendee_name_parts: Mapping[str, str]
    attendee_email: str | None
    answers: Annotated[list[dict[str, Any]], Meta(extra_json_schema={"items": ANSWER_SCHEMA})]
    rule: Annotated[
        int | None, Meta(description="The rule by which an add-on was chosen; null where it is none, or is gone.")
    ]


class CartLine(CartChild, frozen=True, kw_only=True):
    """Equal units; one with add-ons or bundled products is a line of its own, with them beneath it."""

    addons: list[CartChild]
    bundled: list[CartChild]


class CartNeed(msgspec.Struct, frozen=True, kw_only=True):
    """What is still missing before the cart can be ordered."""

    kind: Lack
    position: Annotated[int, Meta(description="The position that it is missing from; the first of several.")]
    item: int
    rule: Annotated[int | None, Meta(description="The add-on rule that is not met.")]
    category: Annotated[int | None, Meta(description="The category that its add-ons are of.")]
    question: Annotated[int | None, Meta(description="The question that is not answered.")]
    least: Annotated[int | None, Meta(description="How many there must be at least.")]
    most: Annotated[int | None, Meta(description="How many there may be at most.")]
    chosen: Annotated[int | None, Meta(description="How many there are.")]
    can_be_met: Annotated[
        bool, Meta(description="Whether it can be put right now; if not, only removing the product helps.")
    ]


class CartNotice(msgspec.Struct, frozen=True, kw_only=True):
    """What the cart lost although the request went through."""

    detail: str
    code: Code
    positions: list[int]
    item: int
    variation: int | None
    cause: Annotated[Code | None, Meta(description="Why it could not be kept.")]


class CartShown(msgspec.Struct, frozen=True, kw_only=True):
    """A cart."""

    id: str
    secret: Annotated[
        str | UnsetType,
        Meta(description="For `Authorization: Cart …`. Told once, to whoever made the cart."),
    ] = UNSET
    version: Annotated[int, Meta(description="Counts its changes.")]
    sales_channel: str
    currency: str
    display_net_prices: bool
    server_time: Instant
    expires: Annotated[Instant | None, Meta(description="When the first position expires; null for an empty cart.")]
    seconds_left: Annotated[int, Meta(description="Until then; 0 when it is past.")]
    max_extend: Annotated[
        Instant | None, Meta(description="Nothing is kept for longer than this; null for an empty cart.")
    ]
    expired: Annotated[bool, Meta(description="Whether something in it is not kept any more; `extend` tries again.")]
    quantity: Annotated[int, Meta(description="Positions in it, add-ons and bundled ones too.")]
    lines: list[CartLine]
    total: CartTotal
    missing: list[CartNeed]
    notices: list[CartNotice]


class CartAddOnRow(msgspec.Struct, frozen=True, kw_only=True):
    """A product that can be chosen, or one of its variations; how many of it are chosen already."""

    item: int
    variation: int | None
    name: Mapping[str, str]
    value: Mapping[str, str] | None
    description: Mapping[str, str] | None
    free_price: bool
    chosen: int
    row: ShopRow


class CartAddOnRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of a product, with what can be chosen by it."""

    id: int
    category: ShopCategory
    min_count: int
    max_count: int
    multi_allowed: bool
    price_included: bool
    chosen: Annotated[int, Meta(description="How many are chosen.")]
    met: Annotated[bool, Meta(description="Whether enough are, and not too many.")]
    can_be_met: bool
    rows: list[CartAddOnRow]


class CartAddOnChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A position that add-ons can be chosen for."""

    position: int
    item: int
    variation: int | None
    subevent: int | None
    rules: list[CartAddOnRule]


class CartAddOns(msgspec.Struct, frozen=True, kw_only=True):
    """The add-ons step: what can be chosen for each position. Empty when there is nothing to choose."""

    positions: list[CartAddOnChoice]


class CartOffer(ShopGroup, frozen=True, kw_only=True):
    """Products of a category that are offered with the cart, for one date."""

    subevent: int | None
    discounted: Annotated[bool, Meta(description="Whether the offer is there since a discount would lower its price.")]


class CartOffers(msgspec.Struct, frozen=True, kw_only=True):
    """What is offered with the cart; add it as lines of its own."""

    offers: list[CartOffer]


def schema_of(shown: type[msgspec.Struct], title: str) -> Schema:
    """The schema of an answer, with everything that it refers to inside of it."""
    return whole_schema(shown, "Cart") | {"title": title}


def refusal_schema() -> Schema:
    """The schema of refusals: a sentence, a code that stays, and what they are about."""
    number: Schema = {"type": ["integer", "null"]}

    def told(text: str) -> Schema:
        return number | {"description": text}

    properties: Schema = {
        "detail": {"type": "string"},
        "code": {"type": "string", "enum": [one.value for one in Code]},
        "line": told("Which line of the request, counted from 0."),
        "addon": told("Which add-on of that line, counted from 0."),
        "item": told("The product."),
        "variation": told("Its variation."),
        "category": told("The category of an add-on rule."),
        "least": told("So many are needed."),
        "most": told("So many are possible."),
        "left": told("So many could be had."),
        "retry_after": told("Seconds after which it is worth trying again."),
        "details": {"type": ["object", "null"], "description": "What else there is to tell, such as of answers."},
    }
    return {"title": "CartRefusal", "type": "object", "properties": properties, "required": list(properties)}
