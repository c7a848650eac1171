"""What an event sells: categories, items, variations, add-on rules, bundles and the quotas over them."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from willcall.db import tables_directory
from willcall.db.columns import (
    belongs,
    check,
    code,
    event_table,
    flag,
    ident,
    index,
    json,
    money,
    number,
    of_event,
    text,
    unique,
)

COUNTERS: Final = ("paid", "pending", "exited", "blocked", "held", "waiting", "excused")

# What is written often and belongs to an event; every table of an event hangs from this one.
event_state = event_table(
    "event_state",
    sa.Column("version", sa.BigInteger, nullable=False, server_default=sa.text("1")),
    json("settings", default="{}"),
    sa.ForeignKeyConstraint(["event_id"], [tables_directory.event.c.id], ondelete="CASCADE"),
    key=(),
)

category = event_table(
    "category",
    json("name"),
    text("internal_name", nullable=True),
    json("description", nullable=True),
    number("position"),
    flag("is_addon"),
    code("cross_selling_mode", nullable=True),
    code("cross_selling_condition", nullable=True),
    of_event(),
    check("cross_selling_mode", "cross_selling_mode IN ('only', 'both')"),
    check("cross_selling_condition", "cross_selling_condition IN ('always', 'products', 'discounts')"),
    check("addon_or_cross_selling", "NOT is_addon OR cross_selling_mode IS NULL"),
)

item = event_table(
    "item",
    json("name"),
    text("internal_name", nullable=True),
    json("description", nullable=True),
    flag("active"),
    number("position"),
    ident("category_id", nullable=True),
    money("default_price"),
    flag("admission"),
    flag("free_price"),
    json("details"),
    ident("tax_rule_id", nullable=True),
    of_event(),
    belongs("category_id", "category", "NO ACTION"),
    belongs("tax_rule_id", "tax_rule", "NO ACTION"),
    index("event_id", "category_id", where="category_id IS NOT NULL"),
    index("event_id", "tax_rule_id", where="tax_rule_id IS NOT NULL"),
)

category_match = event_table(
    "category_match",
    ident("category_id"),
    ident("item_id"),
    belongs("category_id", "category"),
    belongs("item_id", "item"),
    index("event_id", "item_id"),
    key=("category_id", "item_id"),
)

variation = event_table(
    "variation",
    ident("item_id"),
    json("value"),
    flag("active"),
    json("description", nullable=True),
    number("position"),
    money("default_price", nullable=True),
    json("details"),
    belongs("item_id", "item"),
    index("event_id", "item_id"),
)

addon = event_table(
    "addon",
    ident("item_id"),
    ident("category_id"),
    number("min_count"),
    number("max_count"),
    number("position"),
    flag("multi_allowed"),
    flag("price_included"),
    belongs("item_id", "item"),
    belongs("category_id", "category"),
    unique("event_id", "item_id", "category_id"),
    index("event_id", "category_id"),
    check("min_count", "min_count >= 0"),
    check("max_count", "max_count >= min_count"),
    check("position", "position >= 0"),
)

bundle = event_table(
    "bundle",
    ident("item_id"),
    ident("bundled_item_id"),
    ident("bundled_variation_id", nullable=True),
    number("count"),
    money("designated_price"),
    belongs("item_id", "item"),
    belongs("bundled_item_id", "item"),
    belongs("bundled_variation_id", "variation"),
    index("event_id", "item_id"),
    index("event_id", "bundled_item_id"),
    index("event_id", "bundled_variation_id", where="bundled_variation_id IS NOT NULL"),
    check("count", "count >= 0"),
    check("not_itself", "bundled_item_id <> item_id"),
)

# What an organizer may note on every item of the event; the notes themselves are in the item's details.
item_meta_property = event_table(
    "item_meta_property",
    text("name"),
    text("default_value"),
    flag("required"),
    json("details"),
    of_event(),
    unique("event_id", "name"),
)

# The last check is the guard against overselling that no code can forget: places granted never exceed the size, but
# for those excused when the size was lowered by hand. A waiting-list entry is no place granted.
quota = event_table(
    "quota",
    text("name"),
    number("size", nullable=True),
    flag("closed"),
    flag("close_when_sold_out"),
    flag("release_after_exit"),
    flag("ignore_for_event_availability"),
    *(number(counter, default=0) for counter in COUNTERS),
    ident("subevent_id", nullable=True),
    of_event(),
    belongs("subevent_id", "subevent"),
    index("event_id", "subevent_id", where="subevent_id IS NOT NULL"),
    check("size", "size >= 0"),
    *(check(counter, f"{counter} >= 0") for counter in COUNTERS),
    check("never_oversold", "size IS NULL OR paid + pending - exited + blocked + held - excused <= size"),
    # A hot row is written again and again: room on its page for new versions keeps them out of the index.
    postgresql_with={"fillfactor": 50},
)

quota_item = event_table(
    "quota_item",
    ident("quota_id"),
    ident("item_id"),
    belongs("quota_id", "quota"),
    belongs("item_id", "item"),
    index("event_id", "item_id"),
    key=("quota_id", "item_id"),
)

quota_variation = event_table(
    "quota_variation",
    ident("quota_id"),
    ident("variation_id"),
    belongs("quota_id", "quota"),
    belongs("variation_id", "variation"),
    index("event_id", "variation_id"),
    key=("quota_id", "variation_id"),
)
