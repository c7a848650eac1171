"""The dates of an event series: each may sell at prices of its own, and hide what the series sells."""

from __future__ import annotations

from willcall.db.columns import (
    belongs,
    event_table,
    flag,
    ident,
    index,
    instant,
    json,
    money,
    of_event,
    refers,
)

subevent = event_table(
    "subevent",
    json("name"),
    flag("active"),
    flag("is_public"),
    instant("date_from"),
    instant("date_to", nullable=True),
    instant("date_admission", nullable=True),
    instant("presale_start", nullable=True),
    instant("presale_end", nullable=True),
    json("location", nullable=True),
    ident("seating_plan_id", nullable=True),
    instant("last_modified"),
    json("details"),
    of_event(),
    refers("seating_plan_id", "seating_plan", "NO ACTION"),
    index("event_id", "date_from"),
    index("seating_plan_id", where="seating_plan_id IS NOT NULL"),
)

# What an item costs on a date, and whether and when it is sold there; without a row, as everywhere.
subevent_item = event_table(
    "subevent_item",
    ident("subevent_id"),
    ident("item_id"),
    money("price", nullable=True),
    flag("disabled"),
    instant("available_from", nullable=True),
    instant("available_until", nullable=True),
    belongs("subevent_id", "subevent"),
    belongs("item_id", "item"),
    index("event_id", "item_id"),
    key=("subevent_id", "item_id"),
)

subevent_variation = event_table(
    "subevent_variation",
    ident("subevent_id"),
    ident("variation_id"),
    money("price", nullable=True),
    flag("disabled"),
    instant("available_from", nullable=True),
    instant("available_until", nullable=True),
    belongs("subevent_id", "subevent"),
    belongs("variation_id", "variation"),
    index("event_id", "variation_id"),
    key=("subevent_id", "variation_id"),
)
