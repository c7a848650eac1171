"""What buyers hold, what they were answered, and what was changed in an event."""

from __future__ import annotations

from willcall.db.columns import (
    belongs,
    code,
    event_table,
    flag,
    ident,
    index,
    instant,
    json,
    money,
    number,
    octets,
    of_event,
    text,
    unique,
)

cart_position = event_table(
    "cart_position",
    code("cart_id"),
    ident("item_id"),
    ident("variation_id", nullable=True),
    money("price"),
    json("attendee_name_parts"),
    text("attendee_email", nullable=True),
    ident("addon_to", nullable=True),
    flag("is_bundled"),
    flag("includes_tax"),
    flag("api"),
    instant("created"),
    instant("expires"),
    ident("subevent_id", nullable=True),
    ident("voucher_id", nullable=True),
    ident("seat_id", nullable=True),
    belongs("item_id", "item"),
    belongs("variation_id", "variation", "NO ACTION"),
    belongs("addon_to", "cart_position"),
    belongs("subevent_id", "subevent"),
    belongs("voucher_id", "voucher"),
    belongs("seat_id", "seat"),
    # The list of the API: only what was made through it, oldest first.
    index("event_id", "created", "id", "api", where="api"),
    index("event_id", "cart_id"),
    index("event_id", "expires"),
    index("event_id", "item_id"),
    index("event_id", "variation_id", where="variation_id IS NOT NULL"),
    index("event_id", "addon_to", where="addon_to IS NOT NULL"),
    index("event_id", "subevent_id", where="subevent_id IS NOT NULL"),
    index("event_id", "voucher_id", where="voucher_id IS NOT NULL"),
    index("event_id", "seat_id", where="seat_id IS NOT NULL"),
)

# A shop's cart: what belongs to it as a whole. Its positions have its `cart_id`, `api = false` and a `cart_line` each.
# `version` counts its changes; `change_id` is an id that the last one took for itself, so that whoever lost the
# connection while committing can tell whether it was theirs.
cart = event_table(
    "cart",
    code("cart_id"),
    octets("secret", nullable=True),
    code("channel"),
    number("version"),
    instant("created"),
    instant("extend_until"),
    ident("change_id"),
    of_event(),
    unique("event_id", "cart_id"),
    index("event_id", "extend_until"),
)

# What a shop's cart remembers of a position, beside what is held. The discount may be gone.
cart_line = event_table(
    "cart_line",
    ident("position_id"),
    money("price"),
    money("typed", nullable=True),
    ident("discount_id", nullable=True),
    belongs("position_id", "cart_position"),
    key=("position_id",),
)

# One row is one place of a quota that a cart position holds; quota.held counts these rows.
quota_hold = event_table(
    "quota_hold",
    ident("position_id"),
    ident("quota_id"),
    instant("expires"),
    belongs("position_id", "cart_position"),
    belongs("quota_id", "quota"),
    index("event_id", "quota_id", "expires"),
    key=("position_id", "quota_id"),
)

# What a request with an idempotency key was answered, written in the transaction of its effect.
# Neither this nor the log refers to the token: both outlive it.
answer_kept = event_table(
    "answer_kept",
    ident("token_id"),
    code("key"),
    instant("created"),
    number("status"),
    octets("body"),
    octets("fingerprint", nullable=True),
    of_event(),
    unique("event_id", "token_id", "key"),
    index("event_id", "created"),
)

change_log = event_table(
    "change_log",
    instant("at"),
    code("resource"),
    ident("object_id"),
    code("action"),
    ident("token_id", nullable=True),
    json("before", nullable=True),
    json("after", nullable=True),
    of_event(),
    index("event_id", "resource", "at"),
    # The list of the API, newest first, when it is not asked about one resource.
    index("event_id", "at", "id"),
)
