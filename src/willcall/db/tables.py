"""All tables in one place, such as `tables.quota` and `tables.cart_position`."""

from __future__ import annotations

from willcall.db.columns import metadata
from willcall.db.tables_catalog import (
    COUNTERS,
    addon,
    bundle,
    category,
    category_match,
    event_state,
    item,
    item_meta_property,
    quota,
    quota_item,
    quota_variation,
    variation,
)
from willcall.db.tables_dates import subevent, subevent_item, subevent_variation
from willcall.db.tables_directory import (
    directory_answer,
    event,
    organizer,
    sales_channel,
    seating_plan,
    team,
    team_event,
    token,
)
from willcall.db.tables_pricing import discount, discount_benefit_item, discount_condition_item, tax_rule
from willcall.db.tables_questions import cart_answer, question, question_item, question_option
from willcall.db.tables_reserve import answer_kept, cart, cart_line, cart_position, change_log, quota_hold
from willcall.db.tables_seats import seat, seat_category, seat_hold
from willcall.db.tables_vouchers import voucher, voucher_block, voucher_hold, waiting_entry

__all__ = [
    "COUNTERS",
    "addon",
    "answer_kept",
    "bundle",
    "cart",
    "cart_answer",
    "cart_line",
    "cart_position",
    "category",
    "category_match",
    "change_log",
    "directory_answer",
    "discount",
    "discount_benefit_item",
    "discount_condition_item",
    "event",
    "event_state",
    "item",
    "item_meta_property",
    "metadata",
    "organizer",
    "question",
    "question_item",
    "question_option",
    "quota",
    "quota_hold",
    "quota_item",
    "quota_variation",
    "sales_channel",
    "seat",
    "seat_category",
    "seat_hold",
    "seating_plan",
    "subevent",
    "subevent_item",
    "subevent_variation",
    "tax_rule",
    "team",
    "team_event",
    "token",
    "variation",
    "voucher",
    "voucher_block",
    "voucher_hold",
    "waiting_entry",
]
