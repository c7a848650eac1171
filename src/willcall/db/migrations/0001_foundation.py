"""The foundation: the directory, the catalogue of an event, its quotas, what buyers hold, and what was changed.

Why keys begin with the event is said in docs/decisions/0003-database-room.md.
"""

from __future__ import annotations

from typing import Final

from alembic import op

from willcall.db.ddl import Reference, Table, create_table, in_event

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OF_EVENT: Final = Reference("event_id", "event_state", "event_id")
EVENT_KEY: Final = "event_id, id"

DIRECTORY: Final = (
    Table(
        "organizer",
        "directory",
        """id BIGINT NOT NULL, slug CODE NOT NULL, name TEXT NOT NULL, public_url TEXT, created BIGINT NOT NULL""",
        key="id",
        unique=("slug",),
    ),
    Table(
        "sales_channel",
        "directory",
        """id BIGINT NOT NULL, organizer_id BIGINT NOT NULL, identifier CODE NOT NULL, type CODE NOT NULL,
        label TEXT NOT NULL, position INTEGER NOT NULL""",
        key="id",
        references=(Reference("organizer_id", "organizer", "id"),),
        unique=("organizer_id, identifier",),
    ),
    Table(
        "event",
        "directory",
        """id BIGINT NOT NULL, organizer_id BIGINT NOT NULL, slug CODE NOT NULL, name TEXT NOT NULL,
        currency CODE NOT NULL, timezone CODE NOT NULL, date_from BIGINT NOT NULL, date_to BIGINT,
        date_admission BIGINT, presale_start BIGINT, presale_end BIGINT, live BOOLEAN NOT NULL,
        testmode BOOLEAN NOT NULL, is_public BOOLEAN NOT NULL, has_subevents BOOLEAN NOT NULL, location TEXT,
        details TEXT NOT NULL""",
        key="id",
        references=(Reference("organizer_id", "organizer", "id", "NO ACTION"),),
        unique=("organizer_id, slug",),
    ),
    Table(
        "team",
        "directory",
        """id BIGINT NOT NULL, organizer_id BIGINT NOT NULL, name TEXT NOT NULL, all_events BOOLEAN NOT NULL,
        all_event_permissions BOOLEAN NOT NULL, limit_event_permissions TEXT NOT NULL,
        all_organizer_permissions BOOLEAN NOT NULL, limit_organizer_permissions TEXT NOT NULL,
        require_2fa BOOLEAN NOT NULL""",
        key="id",
        references=(Reference("organizer_id", "organizer", "id"),),
        indexes=("organizer_id",),
    ),
    Table(
        "team_event",
        "directory",
        """team_id BIGINT NOT NULL, event_id BIGINT NOT NULL""",
        key="team_id, event_id",
        references=(Reference("team_id", "team", "id"), Reference("event_id", "event", "id")),
        indexes=("event_id",),
    ),
    Table(
        "token",
        "directory",
        """id BIGINT NOT NULL, team_id BIGINT NOT NULL, name TEXT NOT NULL, hash BYTES NOT NULL,
        active BOOLEAN NOT NULL, created BIGINT NOT NULL""",
        key="id",
        references=(Reference("team_id", "team", "id"),),
        unique=("hash",),
        indexes=("team_id",),
    ),
    Table(
        "directory_answer",
        "directory",
        """id BIGINT NOT NULL, token_id BIGINT NOT NULL, key CODE NOT NULL, created BIGINT NOT NULL,
        status INTEGER NOT NULL, body BYTES NOT NULL""",
        key="id",
        references=(Reference("token_id", "token", "id"),),
        unique=("token_id, key",),
        indexes=("created",),
    ),
)

CATALOGUE: Final = (
    Table(
        "event_state",
        "event",
        """event_id BIGINT NOT NULL, version BIGINT DEFAULT 1 NOT NULL, settings TEXT DEFAULT '{}' NOT NULL""",
        key="event_id",
        references=(Reference("event_id", "event", "id"),),
    ),
    Table(
        "category",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, internal_name TEXT, description TEXT,
        position INTEGER NOT NULL, is_addon BOOLEAN NOT NULL, cross_selling_mode CODE, cross_selling_condition CODE""",
        key=EVENT_KEY,
        references=(OF_EVENT,),
        checks={
            "cross_selling_mode": "cross_selling_mode IN ('only', 'both')",
            "cross_selling_condition": "cross_selling_condition IN ('always', 'products', 'discounts')",
            "addon_or_cross_selling": "NOT is_addon OR cross_selling_mode IS NULL",
        },
    ),
    Table(
        "item",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, internal_name TEXT, description TEXT,
        active BOOLEAN NOT NULL, position INTEGER NOT NULL, category_id BIGINT, default_price BIGINT NOT NULL,
        admission BOOLEAN NOT NULL, free_price BOOLEAN NOT NULL, details TEXT NOT NULL""",
        key=EVENT_KEY,
        references=(OF_EVENT, in_event("category_id", "category", "NO ACTION")),
        indexes=("event_id, category_id WHERE category_id IS NOT NULL",),
    ),
    Table(
        "category_match",
        "event",
        """event_id BIGINT NOT NULL, category_id BIGINT NOT NULL, item_id BIGINT NOT NULL""",
        key="event_id, category_id, item_id",
        references=(in_event("category_id", "category"), in_event("item_id", "item")),
        indexes=("event_id, item_id",),
    ),
    Table(
        "variation",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, item_id BIGINT NOT NULL, value TEXT NOT NULL,
        active BOOLEAN NOT NULL, description TEXT, position INTEGER NOT NULL, default_price BIGINT,
        details TEXT NOT NULL""",
        key=EVENT_KEY,
        references=(in_event("item_id", "item"),),
        indexes=("event_id, item_id",),
    ),
    Table(
        "addon",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, item_id BIGINT NOT NULL, category_id BIGINT NOT NULL,
        min_count INTEGER NOT NULL, max_count INTEGER NOT NULL, position INTEGER NOT NULL,
        multi_allowed BOOLEAN NOT NULL, price_included BOOLEAN NOT NULL""",
        key=EVENT_KEY,
        references=(in_event("item_id", "item"), in_event("category_id", "category")),
        unique=("event_id, item_id, category_id",),
        checks={
            "min_count": "min_count >= 0",
            "max_count": "max_count >= min_count",
            "position": "position >= 0",
        },
        indexes=("event_id, category_id",),
    ),
    Table(
        "bundle",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, item_id BIGINT NOT NULL, bundled_item_id BIGINT NOT NULL,
        bundled_variation_id BIGINT, count INTEGER NOT NULL, designated_price BIGINT NOT NULL""",
        key=EVENT_KEY,
        references=(
            in_event("item_id", "item"),
            in_event("bundled_item_id", "item"),
            in_event("bundled_variation_id", "variation"),
        ),
        checks={"count": "count >= 0", "not_itself": "bundled_item_id <> item_id"},
        indexes=(
            "event_id, item_id",
            "event_id, bundled_item_id",
            "event_id, bundled_variation_id WHERE bundled_variation_id IS NOT NULL",
        ),
    ),
    Table(
        "quota",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, size INTEGER, closed BOOLEAN NOT NULL,
        close_when_sold_out BOOLEAN NOT NULL, release_after_exit BOOLEAN NOT NULL,
        ignore_for_event_availability BOOLEAN NOT NULL, paid INTEGER DEFAULT 0 NOT NULL,
        pending INTEGER DEFAULT 0 NOT NULL, exited INTEGER DEFAULT 0 NOT NULL, blocked INTEGER DEFAULT 0 NOT NULL,
        held INTEGER DEFAULT 0 NOT NULL, waiting INTEGER DEFAULT 0 NOT NULL, excused INTEGER DEFAULT 0 NOT NULL""",
        key=EVENT_KEY,
        references=(OF_EVENT,),
        checks={
            "size": "size >= 0",
            "paid": "paid >= 0",
            "pending": "pending >= 0",
            "exited": "exited >= 0",
            "blocked": "blocked >= 0",
            "held": "held >= 0",
            "waiting": "waiting >= 0",
            "excused": "excused >= 0",
            "never_oversold": "size IS NULL OR paid + pending - exited + blocked + held - excused <= size",
        },
        fillfactor=50,
    ),
    Table(
        "quota_item",
        "event",
        """event_id BIGINT NOT NULL, quota_id BIGINT NOT NULL, item_id BIGINT NOT NULL""",
        key="event_id, quota_id, item_id",
        references=(in_event("quota_id", "quota"), in_event("item_id", "item")),
        indexes=("event_id, item_id",),
    ),
    Table(
        "quota_variation",
        "event",
        """event_id BIGINT NOT NULL, quota_id BIGINT NOT NULL, variation_id BIGINT NOT NULL""",
        key="event_id, quota_id, variation_id",
        references=(in_event("quota_id", "quota"), in_event("variation_id", "variation")),
        indexes=("event_id, variation_id",),
    ),
)

RESERVATIONS: Final = (
    Table(
        "cart_position",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, cart_id CODE NOT NULL, item_id BIGINT NOT NULL,
        variation_id BIGINT, price BIGINT NOT NULL, attendee_name_parts TEXT NOT NULL, attendee_email TEXT,
        addon_to BIGINT, is_bundled BOOLEAN NOT NULL, includes_tax BOOLEAN NOT NULL, api BOOLEAN NOT NULL,
        created BIGINT NOT NULL, expires BIGINT NOT NULL""",
        key=EVENT_KEY,
        references=(
            in_event("item_id", "item"),
            in_event("variation_id", "variation", "NO ACTION"),
            in_event("addon_to", "cart_position"),
        ),
        indexes=(
            "event_id, created, id WHERE api",
            "event_id, cart_id",
            "event_id, expires",
            "event_id, item_id",
            "event_id, variation_id WHERE variation_id IS NOT NULL",
            "event_id, addon_to WHERE addon_to IS NOT NULL",
        ),
    ),
    Table(
        "quota_hold",
        "event",
        """event_id BIGINT NOT NULL, position_id BIGINT NOT NULL, quota_id BIGINT NOT NULL, expires BIGINT NOT NULL""",
        key="event_id, position_id, quota_id",
        references=(in_event("position_id", "cart_position"), in_event("quota_id", "quota")),
        indexes=("event_id, quota_id, expires",),
    ),
    Table(
        "answer_kept",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, token_id BIGINT NOT NULL, key CODE NOT NULL,
        created BIGINT NOT NULL, status INTEGER NOT NULL, body BYTES NOT NULL""",
        key=EVENT_KEY,
        references=(OF_EVENT,),
        unique=("event_id, token_id, key",),
        indexes=("event_id, created",),
    ),
    Table(
        "change_log",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, at BIGINT NOT NULL, resource CODE NOT NULL,
        object_id BIGINT NOT NULL, action CODE NOT NULL, token_id BIGINT, before TEXT, after TEXT""",
        key=EVENT_KEY,
        references=(OF_EVENT,),
        indexes=("event_id, resource, at",),
    ),
)


def upgrade() -> None:
    """Make everything, parents before children."""
    for table in (*DIRECTORY, *CATALOGUE, *RESERVATIONS):
        create_table(table)
    if op.get_context().dialect.name == "sqlite":
        op.execute("CREATE TABLE id_block (next BIGINT NOT NULL)")
        op.execute("INSERT INTO id_block (next) VALUES (1)")
    else:
        op.execute("CREATE SEQUENCE willcall_ids AS BIGINT START 1 INCREMENT 1000")
