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
    quota,
    quota_item,
    quota_variation,
    variation,
)
from willcall.db.tables_directory import directory_answer, event, organizer, sales_channel, team, team_event, token
from willcall.db.tables_reserve import answer_kept, cart_position, change_log, quota_hold

__all__ = [
    "COUNTERS",
    "addon",
    "answer_kept",
    "bundle",
    "cart_position",
    "category",
    "category_match",
    "change_log",
    "directory_answer",
    "event",
    "event_state",
    "item",
    "metadata",
    "organizer",
    "quota",
    "quota_hold",
    "quota_item",
    "quota_variation",
    "sales_channel",
    "team",
    "team_event",
    "token",
    "variation",
]
