"""What buyers are asked, and what those who hold something have answered."""

from __future__ import annotations

from willcall.db.columns import (
    belongs,
    check,
    code,
    event_table,
    flag,
    ident,
    index,
    json,
    number,
    of_event,
    text,
    unique,
)

# `identifier_key` is the identifier in lower case: two that differ by case only are the same.
question = event_table(
    "question",
    json("question"),
    code("type"),
    text("identifier"),
    code("identifier_key"),
    flag("required"),
    number("position"),
    json("details"),
    of_event(),
    unique("event_id", "identifier_key"),
    check("type", "type IN ('N', 'S', 'T', 'B', 'C', 'M', 'F', 'D', 'H', 'W', 'CC', 'TEL')"),
)

question_item = event_table(
    "question_item",
    ident("question_id"),
    ident("item_id"),
    belongs("question_id", "question"),
    belongs("item_id", "item"),
    index("event_id", "item_id"),
    key=("question_id", "item_id"),
)

question_option = event_table(
    "question_option",
    ident("question_id"),
    json("answer"),
    text("identifier"),
    code("identifier_key"),
    number("position"),
    belongs("question_id", "question"),
    unique("event_id", "identifier_key"),
    index("event_id", "question_id"),
)

# `option_ids` are the options that were chosen, in the order given; the text stays when an option goes.
cart_answer = event_table(
    "cart_answer",
    ident("position_id"),
    ident("question_id"),
    text("answer"),
    json("option_ids"),
    belongs("position_id", "cart_position"),
    belongs("question_id", "question"),
    index("event_id", "question_id"),
    key=("position_id", "question_id"),
)
