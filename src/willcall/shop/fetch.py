"""Reads what the shop needs of an event: its snapshot, what is left of quotas, a voucher.

Field by field as the catalogue declares them, so that what is stored in details is read as it is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import sqlalchemy as sa

from willcall.catalog.categories import CATEGORIES
from willcall.catalog.discounts import DISCOUNTS
from willcall.catalog.items import ITEMS
from willcall.catalog.settings_keys import KEYS
from willcall.catalog.variations import VARIATIONS
from willcall.db import tables
from willcall.db.conditions import AtLeast, OneOf
from willcall.db.tx import Row, Tx
from willcall.kit import instants, money, texts
from willcall.kit.values import replace
from willcall.reserve import availability
from willcall.reserve.ledger_catalogue import catalogue_of
from willcall.reserve.quota import Availability
from willcall.rest.fields import from_row
from willcall.rest.kind import from_json
from willcall.shop.listed import order_of_category
from willcall.shop.showcase import (
    ALWAYS,
    EVERYWHERE,
    AddOnRule,
    Bundle,
    Category,
    Channels,
    Date,
    Discount,
    Item,
    Override,
    Rules,
    Showcase,
    TaxRule,
    Variation,
    Window,
)
from willcall.shop.vouchers import Voucher
from willcall.shop.windows import presale

Home = Mapping[str, int]
Values = Mapping[str, Any]

BY_POSITION: Final = (("position", False), ("id", False))
CATEGORY_FIELDS: Final = CATEGORIES.fields
ITEM_FIELDS: Final = ITEMS.fields
VARIATION_FIELDS: Final = VARIATIONS.fields
DISCOUNT_FIELDS: Final = DISCOUNTS.fields
COUNTED: Final = ("id", "size", "closed", "subevent_id", *tables.COUNTERS)
VOUCHER_CODE_MAX: Final = 255
"""Characters of a code; a longer one cannot exist."""


async def version_of(tx: Tx, event_id: int) -> int:
    """The version of an event; `NoSuchEvent` if it is gone."""
    return await tx.version(event_id)


async def left_of(tx: Tx, showcase: Showcase, subevent_id: int | None, now: int) -> dict[int, Availability]:
    """What the quotas that matter on a date have left."""
    wanted = {"event_id": showcase.event_id, "id": OneOf(showcase.quota_ids(subevent_id))}
    rows = await tx.find(tables.quota, wanted, columns=COUNTED)
    return await availability.states(tx, showcase.event_id, rows, now, showcase.engine.waiting_until)


async def left_on(
    tx: Tx, showcase: Showcase, dates: Collection[int | None], now: int
) -> dict[int | None, dict[int, Availability]]:
    """The same for several dates, read at once."""
    together = sorted({quota_id for date in dates for quota_id in showcase.quota_ids(date)})
    rows = await tx.find(tables.quota, {"event_id": showcase.event_id, "id": OneOf(together)}, columns=COUNTED)
    left = await availability.states(tx, showcase.event_id, rows, now, showcase.engine.waiting_until)
    return {date: {one: left[one] for one in showcase.quota_ids(date) if one in left} for date in dates}


async def voucher_of(tx: Tx, event_id: int, code: str, now: int) -> Voucher | None:
    """The voucher with a code, in whichever case and between whatever blanks it is written."""
    known = code.strip().upper()
    if not known or len(known) > VOUCHER_CODE_MAX or "\0" in known:
        return None
    row = await tx.one(tables.voucher, event_id=event_id, code=known)
    if row is None:
        return None
    own = {"event_id": event_id, "voucher_id": row["id"], "expires": AtLeast(now)}
    in_carts = await tx.count(tables.voucher_hold, own) if row["held"] else 0
    return Voucher(
        row["id"],
        row["code"],
        row["max_usages"],
        row["min_usages"],
        row["redeemed"],
        in_carts,
        Window(ends=row["valid_until"]),
        bool(row["block_quota"]),
        bool(row["allow_ignore_quota"]),
        row["price_mode"],
        row["value"],
        row["item_id"],
        row["variation_id"],
        row["quota_id"],
        row["subevent_id"],
        row["seat_id"],
        bool(row["show_hidden_items"]),
        bool(row["all_addons_included"]),
        bool(row["all_bundles_included"]),
    )


async def showcase_of(tx: Tx, event_id: int) -> Showcase:
    """The whole snapshot, of what a transaction sees that sees one moment only; `NoSuchEvent` if the event is gone."""
    version = await version_of(tx, event_id)
    engine = await catalogue_of(tx, event_id, version)
    event = await tx.one(tables.event, id=event_id)
    state = await tx.one(tables.event_state, event_id=event_id)
    assert event is not None
    assert state is not None
    home = {"event_id": event_id}
    rules = rules_of(from_json(state["settings"]))
    categories = await _categories(tx, home)
    details = from_json(event["details"])
    showcase = Showcase(
        engine,
        _date(event, active=True),
        event["currency"],
        event["timezone"],
        bool(event["live"]),
        _channels(details),
        {row["id"]: _date(row, active=bool(row["active"])) for row in await tx.find(tables.subevent, home)},
        categories,
        in_order(await _items(tx, home), categories, rules.language),
        await _overrides(tx, home, tables.subevent_item, "item_id"),
        await _overrides(tx, home, tables.subevent_variation, "variation_id"),
        await _discounts(tx, home),
        rules,
    )
    return _with_turns(showcase)


def rules_of(settings: Mapping[str, Any]) -> Rules:
    """The settings that a shop goes by, each with its default."""

    def said(name: str) -> Any:
        return settings.get(name, KEYS[name].default)

    return Rules(
        max_items_per_order=said("max_items_per_order"),
        display_net_prices=said("display_net_prices"),
        hide_sold_out=said("hide_sold_out"),
        show_quota_left=said("show_quota_left"),
        show_variations_expanded=said("show_variations_expanded"),
        show_outside_presale=said("show_items_outside_presale_period"),
        tax_rounding=said("tax_rounding"),
        language=said("locale"),
        seating_choice=said("seating_choice"),
    )


def in_order(items: Iterable[Item], categories: Mapping[int, Category], language: str) -> dict[int, Item]:
    """Items as they are listed: by category, position, name (capitals before small letters) and id (spec 07 §3)."""

    def place(item: Item) -> tuple[tuple[int, int], int, str, int]:
        category = categories.get(item.category_id or 0)
        return order_of_category(category), item.position, texts.in_language(item.name, language), item.id

    return {item.id: item for item in sorted(items, key=place)}


def _with_turns(showcase: Showcase) -> Showcase:
    windows = [presale(showcase, None), *(presale(showcase, date) for date in showcase.dates.values())]
    for item in showcase.items.values():
        windows += [item.window, *(variation.window for variation in item.variations)]
    for overrides in (showcase.item_overrides, showcase.variation_overrides):
        windows += [override.window for override in overrides.values()]
    turns = sorted({turn for window in windows for turn in window.turns()})
    return replace(showcase, turns=tuple(turns))


def _date(row: Row, *, active: bool) -> Date:
    return Date(
        row["date_from"],
        row["date_to"],
        row["presale_start"],
        row["presale_end"],
        active,
        from_json(row["name"]),
    )


async def _categories(tx: Tx, home: Home) -> dict[int, Category]:
    matches = await _pairs(tx, home, tables.category_match, "category_id")
    found: dict[int, Category] = {}
    for row in await tx.find(tables.category, home):
        values = from_row(CATEGORY_FIELDS, row)
        found[row["id"]] = Category(
            row["id"],
            values["name"],
            values["description"],
            values["position"],
            values["is_addon"],
            values["cross_selling_mode"],
            values["cross_selling_condition"],
            matches[row["id"]],
        )
    return found


async def _items(tx: Tx, home: Home) -> list[Item]:
    taxes = {
        row["id"]: TaxRule(row["rate"], bool(row["price_includes_tax"])) for row in await tx.find(tables.tax_rule, home)
    }
    variations = await _below(tx, home, tables.variation, _variation, BY_POSITION)
    rules = await _below(tx, home, tables.addon, _addon_rule, BY_POSITION)
    bundles = await _below(tx, home, tables.bundle, _bundle, (("id", False),))
    return [
        _item(from_row(ITEM_FIELDS, row), taxes, variations[row["id"]], rules[row["id"]], bundles[row["id"]])
        for row in await tx.find(tables.item, home)
    ]


async def _below(
    tx: Tx, home: Home, table: sa.Table, make: Callable[[Row], Any], order: tuple[tuple[str, bool], ...]
) -> defaultdict[int, tuple[Any, ...]]:
    """What hangs from items, by item and in order."""
    found: defaultdict[int, tuple[Any, ...]] = defaultdict(tuple)
    for row in await tx.find(table, home, order=order):
        found[row["item_id"]] += (make(row),)
    return found


def _item(
    values: Values,
    taxes: Mapping[int, TaxRule],
    variations: tuple[Variation, ...],
    rules: tuple[AddOnRule, ...],
    bundles: tuple[Bundle, ...],
) -> Item:
    return Item(
        values["id"],
        values["name"],
        values["description"],
        values["active"],
        values["position"],
        values["category"],
        money.to_minor(values["default_price"]),
        _minor(values["original_price"]),
        values["free_price"],
        _minor(values["free_price_suggestion"]),
        taxes.get(values["tax_rule"] or 0),
        _window(values),
        _channels(values),
        values["require_voucher"],
        values["hide_without_voucher"],
        values["require_bundling"],
        values["hidden_if_available"],
        values["hidden_if_item_available"],
        values["hidden_if_item_available_mode"] == "info",
        values["min_per_order"],
        values["max_per_order"],
        values["show_quota_left"],
        variations,
        rules,
        bundles,
    )


def _variation(row: Row) -> Variation:
    values = from_row(VARIATION_FIELDS, row)
    return Variation(
        values["id"],
        values["value"],
        values["description"],
        values["active"],
        values["position"],
        _minor(values["default_price"]),
        _minor(values["original_price"]),
        _minor(values["free_price_suggestion"]),
        _window(values),
        _channels(values),
        values["hide_without_voucher"],
    )


def _addon_rule(row: Row) -> AddOnRule:
    return AddOnRule(
        row["id"],
        row["category_id"],
        row["min_count"],
        row["max_count"],
        bool(row["multi_allowed"]),
        bool(row["price_included"]),
    )


def _bundle(row: Row) -> Bundle:
    return Bundle(row["bundled_item_id"], row["bundled_variation_id"], row["count"], row["designated_price"])


async def _overrides(tx: Tx, home: Home, table: sa.Table, column: str) -> dict[tuple[int, int], Override]:
    return {
        (row["subevent_id"], row[column]): Override(
            row["price"], bool(row["disabled"]), Window(row["available_from"], row["available_until"])
        )
        for row in await tx.find(table, home)
    }


async def _discounts(tx: Tx, home: Home) -> tuple[Discount, ...]:
    conditions = await _pairs(tx, home, tables.discount_condition_item, "discount_id")
    benefits = await _pairs(tx, home, tables.discount_benefit_item, "discount_id")
    found: list[Discount] = []
    for row in await tx.find(tables.discount, home, order=BY_POSITION):
        values = from_row(DISCOUNT_FIELDS, row)
        found.append(
            Discount(
                row["id"],
                values["active"],
                values["position"],
                Window(_instant(values["available_from"]), _instant(values["available_until"])),
                _channels(values),
                values["subevent_mode"],
                Window(_instant(values["subevent_date_from"]), _instant(values["subevent_date_until"])),
                None if values["condition_all_products"] else conditions[row["id"]],
                values["condition_apply_to_addons"],
                values["condition_ignore_voucher_discounted"],
                values["condition_min_count"],
                row["condition_min_value"],
                None if values["benefit_same_products"] else benefits[row["id"]],
                row["benefit_discount_matching_percent"],
                values["benefit_only_apply_to_cheapest_n_matches"],
                values["benefit_apply_to_addons"],
                values["benefit_ignore_voucher_discounted"],
            )
        )
    return tuple(found)


async def _pairs(tx: Tx, home: Home, table: sa.Table, column: str) -> defaultdict[int, frozenset[int]]:
    """The items that something of an event names, by its id."""
    found: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    for row in await tx.find(table, home):
        found[row[column]] |= {row["item_id"]}
    return found


def _window(values: Values) -> Window:
    begins, ends = _instant(values["available_from"]), _instant(values["available_until"])
    if begins is None and ends is None:
        return ALWAYS
    return Window(begins, ends, values["available_from_mode"] == "info", values["available_until_mode"] == "info")


def _channels(values: Values) -> Channels:
    """An object made before there were channels is sold on all of them."""
    if values.get("all_sales_channels", True) is False:
        return Channels(frozenset(values["limit_sales_channels"]))
    return EVERYWHERE


def _instant(value: datetime | None) -> int | None:
    return None if value is None else instants.to_us(value)


def _minor(value: Decimal | None) -> int | None:
    return None if value is None else money.to_minor(value)
