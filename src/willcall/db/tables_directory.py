"""The directory: small tables across events, rarely written. They refer to each other, never to an event's tables.

Nothing that a buyer writes belongs here: on a cluster every node holds a copy (docs/decisions/0003-database-room.md).
"""

from __future__ import annotations

from willcall.db.columns import (
    code,
    directory_table,
    flag,
    ident,
    index,
    instant,
    json,
    number,
    octets,
    refers,
    text,
    unique,
)

organizer = directory_table(
    "organizer",
    code("slug"),
    text("name"),
    text("public_url", nullable=True),
    instant("created"),
    unique("slug"),
)

sales_channel = directory_table(
    "sales_channel",
    ident("organizer_id"),
    code("identifier"),
    code("type"),
    json("label"),
    number("position"),
    refers("organizer_id", "organizer"),
    unique("organizer_id", "identifier"),
)

# The halls that an organizer has seats in; the seats of an event are rows of its own, made from the layout.
seating_plan = directory_table(
    "seating_plan",
    ident("organizer_id"),
    text("name"),
    json("layout"),
    refers("organizer_id", "organizer"),
    index("organizer_id"),
)

event = directory_table(
    "event",
    ident("organizer_id"),
    code("slug"),
    json("name"),
    code("currency"),
    code("timezone"),
    instant("date_from"),
    instant("date_to", nullable=True),
    instant("date_admission", nullable=True),
    instant("presale_start", nullable=True),
    instant("presale_end", nullable=True),
    flag("live"),
    flag("testmode"),
    flag("is_public"),
    flag("has_subevents"),
    json("location", nullable=True),
    json("details"),
    ident("seating_plan_id", nullable=True),
    # An organizer goes only after its events: a slip must not take them all.
    refers("organizer_id", "organizer", "NO ACTION"),
    refers("seating_plan_id", "seating_plan", "NO ACTION"),
    unique("organizer_id", "slug"),
    index("seating_plan_id", where="seating_plan_id IS NOT NULL"),
)

team = directory_table(
    "team",
    ident("organizer_id"),
    text("name"),
    flag("all_events"),
    flag("all_event_permissions"),
    json("limit_event_permissions"),
    flag("all_organizer_permissions"),
    json("limit_organizer_permissions"),
    flag("require_2fa"),
    refers("organizer_id", "organizer"),
    index("organizer_id"),
)

team_event = directory_table(
    "team_event",
    ident("team_id"),
    ident("event_id"),
    refers("team_id", "team"),
    refers("event_id", "event"),
    index("event_id"),
    key=("team_id", "event_id"),
)

token = directory_table(
    "token",
    ident("team_id"),
    text("name"),
    octets("hash"),
    flag("active"),
    instant("created"),
    refers("team_id", "team"),
    unique("hash"),
    index("team_id"),
)

# The kept answer of a request above events; an event keeps its own in answer_kept.
directory_answer = directory_table(
    "directory_answer",
    ident("token_id"),
    code("key"),
    instant("created"),
    number("status"),
    octets("body"),
    octets("fingerprint", nullable=True),
    refers("token_id", "token"),
    unique("token_id", "key"),
    index("created"),
)
