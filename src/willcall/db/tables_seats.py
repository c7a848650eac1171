"""The seats of an event or of its dates, which items they are sold as, and who holds them."""

from __future__ import annotations

from willcall.db.columns import (
    belongs,
    code,
    event_table,
    flag,
    ident,
    index,
    instant,
    number,
    of_event,
    real,
    text,
    unique,
    unique_index,
)

# In a series each date has seats of its own. NULL is never equal to NULL, so that where there is no date a guid is held
# unique by an index of its own; the same in seat_category.
seat = event_table(
    "seat",
    ident("subevent_id", nullable=True),
    text("zone_name"),
    text("row_name"),
    text("row_label", nullable=True),
    text("seat_number"),
    text("seat_label", nullable=True),
    code("seat_guid"),
    ident("item_id", nullable=True),
    flag("blocked"),
    real("x"),
    real("y"),
    number("rank"),
    of_event(),
    belongs("subevent_id", "subevent"),
    belongs("item_id", "item", "NO ACTION"),
    unique("event_id", "subevent_id", "seat_guid"),
    unique_index("event_id", "seat_guid", where="subevent_id IS NULL"),
    index("event_id", "item_id", where="item_id IS NOT NULL"),
)

# One row is the one position that holds a seat: the guard against selling a seat twice that no code can forget.
seat_hold = event_table(
    "seat_hold",
    ident("seat_id"),
    ident("position_id"),
    instant("expires"),
    belongs("seat_id", "seat"),
    belongs("position_id", "cart_position"),
    index("event_id", "position_id"),
    key=("seat_id",),
)

# Which item the seats of a category are sold as.
seat_category = event_table(
    "seat_category",
    ident("subevent_id", nullable=True),
    text("category"),
    ident("item_id"),
    belongs("subevent_id", "subevent"),
    belongs("item_id", "item"),
    unique("event_id", "subevent_id", "category"),
    unique_index("event_id", "category", where="subevent_id IS NULL"),
    index("event_id", "item_id"),
)
