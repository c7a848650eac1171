"""What changes a price: taxes and discounts."""

from __future__ import annotations

from willcall.db.columns import (
    belongs,
    check,
    code,
    event_table,
    flag,
    ident,
    index,
    instant,
    json,
    money,
    number,
    of_event,
    text,
    unique_index,
)

# `rate` is in ten-thousandths of a percent: 19.00 % is 190000.
tax_rule = event_table(
    "tax_rule",
    json("name"),
    number("rate"),
    flag("is_default"),
    flag("price_includes_tax"),
    code("code", nullable=True),
    text("internal_name", nullable=True),
    json("details"),
    of_event(),
    unique_index("event_id", where="is_default"),
)

# `benefit_discount_matching_percent` is in hundredths of a percent, as the amounts are in hundredths.
discount = event_table(
    "discount",
    text("internal_name"),
    flag("active"),
    number("position"),
    instant("available_from", nullable=True),
    instant("available_until", nullable=True),
    code("subevent_mode"),
    instant("subevent_date_from", nullable=True),
    instant("subevent_date_until", nullable=True),
    flag("condition_all_products"),
    flag("condition_apply_to_addons"),
    number("condition_min_count"),
    money("condition_min_value"),
    flag("condition_ignore_voucher_discounted"),
    money("benefit_discount_matching_percent"),
    number("benefit_only_apply_to_cheapest_n_matches", nullable=True),
    flag("benefit_same_products"),
    flag("benefit_apply_to_addons"),
    flag("benefit_ignore_voucher_discounted"),
    json("details"),
    of_event(),
    check("subevent_mode", "subevent_mode IN ('mixed', 'same', 'distinct')"),
)

discount_condition_item = event_table(
    "discount_condition_item",
    ident("discount_id"),
    ident("item_id"),
    belongs("discount_id", "discount"),
    belongs("item_id", "item"),
    index("event_id", "item_id"),
    key=("discount_id", "item_id"),
)

discount_benefit_item = event_table(
    "discount_benefit_item",
    ident("discount_id"),
    ident("item_id"),
    belongs("discount_id", "discount"),
    belongs("item_id", "item"),
    index("event_id", "item_id"),
    key=("discount_id", "item_id"),
)
