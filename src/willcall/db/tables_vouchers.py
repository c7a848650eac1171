"""Vouchers: who uses them, and what they keep back in quotas; and those who wait to be sent one."""

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
    unique,
)

# The code is stored in upper case. `held` counts the rows of voucher_hold. `never_overused` is the guard against using
# a voucher too often that no code can forget; `excused` are uses granted before `max_usages` was lowered by hand.
# Written without a sum that could leave 32 bits.
voucher = event_table(
    "voucher",
    code("code"),
    number("max_usages"),
    number("min_usages"),
    number("redeemed", default=0),
    number("held", default=0),
    number("excused", default=0),
    instant("valid_until", nullable=True),
    flag("block_quota"),
    flag("allow_ignore_quota"),
    code("price_mode"),
    money("value", nullable=True),
    ident("item_id", nullable=True),
    ident("variation_id", nullable=True),
    ident("quota_id", nullable=True),
    ident("subevent_id", nullable=True),
    ident("seat_id", nullable=True),
    text("tag"),
    text("comment"),
    flag("show_hidden_items"),
    flag("all_addons_included"),
    flag("all_bundles_included"),
    money("budget", nullable=True),
    of_event(),
    belongs("item_id", "item", "NO ACTION"),
    belongs("variation_id", "variation", "NO ACTION"),
    belongs("quota_id", "quota", "NO ACTION"),
    belongs("subevent_id", "subevent"),
    belongs("seat_id", "seat"),
    unique("event_id", "code"),
    index("event_id", "item_id", where="item_id IS NOT NULL"),
    index("event_id", "variation_id", where="variation_id IS NOT NULL"),
    index("event_id", "quota_id", where="quota_id IS NOT NULL"),
    index("event_id", "subevent_id", where="subevent_id IS NOT NULL"),
    index("event_id", "seat_id", where="seat_id IS NOT NULL"),
    check("min_usages", "min_usages <= max_usages"),
    check("redeemed", "redeemed >= 0 AND redeemed <= max_usages"),
    check("held", "held >= 0"),
    check("excused", "excused >= 0"),
    check("price_mode", "price_mode IN ('none', 'set', 'subtract', 'percent')"),
    check("blocks_something", "NOT block_quota OR item_id IS NOT NULL OR quota_id IS NOT NULL"),
    check("never_overused", "redeemed + held - excused <= max_usages"),
)

# One row is one use of a voucher by a cart position; voucher.held counts these rows.
voucher_hold = event_table(
    "voucher_hold",
    ident("position_id"),
    ident("voucher_id"),
    instant("expires"),
    belongs("position_id", "cart_position"),
    belongs("voucher_id", "voucher"),
    index("event_id", "voucher_id", "expires"),
    key=("position_id",),
)

# One row is what a blocking voucher keeps back in a quota; quota.blocked is the sum of the units.
voucher_block = event_table(
    "voucher_block",
    ident("voucher_id"),
    ident("quota_id"),
    number("units"),
    instant("valid_until", nullable=True),
    belongs("voucher_id", "voucher"),
    belongs("quota_id", "quota"),
    index("event_id", "quota_id", "valid_until"),
    check("units", "units >= 0"),
    key=("voucher_id", "quota_id"),
)

waiting_entry = event_table(
    "waiting_entry",
    ident("item_id"),
    ident("variation_id", nullable=True),
    ident("subevent_id", nullable=True),
    text("email"),
    json("name_parts"),
    text("phone", nullable=True),
    code("locale"),
    number("priority"),
    ident("voucher_id", nullable=True),
    instant("created"),
    text("comment", nullable=True),
    belongs("item_id", "item"),
    belongs("variation_id", "variation"),
    belongs("subevent_id", "subevent"),
    belongs("voucher_id", "voucher"),
    index("event_id", "item_id"),
    index("event_id", "variation_id", where="variation_id IS NOT NULL"),
    index("event_id", "subevent_id", where="subevent_id IS NOT NULL"),
    index("event_id", "voucher_id", where="voucher_id IS NOT NULL"),
)
