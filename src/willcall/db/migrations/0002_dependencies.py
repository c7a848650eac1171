"""What a reservation may depend on: the dates of a series, seats, vouchers, questions, and what changes a price."""

from __future__ import annotations

from typing import Final

from willcall.db.ddl import Addition, Reference, Table, check_references, create_table, extend_table, in_event

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OF_EVENT: Final = Reference("event_id", "event_state", "event_id")
OF_PLAN: Final = Reference("seating_plan_id", "seating_plan", "id", "NO ACTION")
EVENT_KEY: Final = "event_id, id"

DIRECTORY: Final = (
    Table(
        "seating_plan",
        "directory",
        """id BIGINT NOT NULL, organizer_id BIGINT NOT NULL, name TEXT NOT NULL, layout TEXT NOT NULL""",
        key="id",
        references=(Reference("organizer_id", "organizer", "id"),),
        indexes=("organizer_id",),
    ),
)

DATES: Final = (
    Table(
        "subevent",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, active BOOLEAN NOT NULL,
        is_public BOOLEAN NOT NULL, date_from BIGINT NOT NULL, date_to BIGINT, date_admission BIGINT,
        presale_start BIGINT, presale_end BIGINT, location TEXT, seating_plan_id BIGINT,
        last_modified BIGINT NOT NULL, details TEXT NOT NULL""",
        key=EVENT_KEY,
        references=(OF_EVENT, OF_PLAN),
        indexes=("event_id, date_from", "seating_plan_id WHERE seating_plan_id IS NOT NULL"),
    ),
    Table(
        "subevent_item",
        "event",
        """event_id BIGINT NOT NULL, subevent_id BIGINT NOT NULL, item_id BIGINT NOT NULL, price BIGINT,
        disabled BOOLEAN NOT NULL, available_from BIGINT, available_until BIGINT""",
        key="event_id, subevent_id, item_id",
        references=(in_event("subevent_id", "subevent"), in_event("item_id", "item")),
        indexes=("event_id, item_id",),
    ),
    Table(
        "subevent_variation",
        "event",
        """event_id BIGINT NOT NULL, subevent_id BIGINT NOT NULL, variation_id BIGINT NOT NULL, price BIGINT,
        disabled BOOLEAN NOT NULL, available_from BIGINT, available_until BIGINT""",
        key="event_id, subevent_id, variation_id",
        references=(in_event("subevent_id", "subevent"), in_event("variation_id", "variation")),
        indexes=("event_id, variation_id",),
    ),
)

CATALOGUE: Final = (
    Table(
        "item_meta_property",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, default_value TEXT NOT NULL,
        required BOOLEAN NOT NULL, details TEXT NOT NULL""",
        key=EVENT_KEY,
        references=(OF_EVENT,),
        unique=("event_id, name",),
    ),
    Table(
        "tax_rule",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, rate INTEGER NOT NULL,
        is_default BOOLEAN NOT NULL, price_includes_tax BOOLEAN NOT NULL, code CODE, internal_name TEXT,
        details TEXT NOT NULL""",
        key=EVENT_KEY,
        references=(OF_EVENT,),
        unique_indexes=("event_id WHERE is_default",),
    ),
    Table(
        "discount",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, internal_name TEXT NOT NULL, active BOOLEAN NOT NULL,
        position INTEGER NOT NULL, available_from BIGINT, available_until BIGINT, subevent_mode CODE NOT NULL,
        subevent_date_from BIGINT, subevent_date_until BIGINT, condition_all_products BOOLEAN NOT NULL,
        condition_apply_to_addons BOOLEAN NOT NULL, condition_min_count INTEGER NOT NULL,
        condition_min_value BIGINT NOT NULL, condition_ignore_voucher_discounted BOOLEAN NOT NULL,
        benefit_discount_matching_percent BIGINT NOT NULL, benefit_only_apply_to_cheapest_n_matches INTEGER,
        benefit_same_products BOOLEAN NOT NULL, benefit_apply_to_addons BOOLEAN NOT NULL,
        benefit_ignore_voucher_discounted BOOLEAN NOT NULL, details TEXT NOT NULL""",
        key=EVENT_KEY,
        references=(OF_EVENT,),
        checks={"subevent_mode": "subevent_mode IN ('mixed', 'same', 'distinct')"},
    ),
    Table(
        "discount_condition_item",
        "event",
        """event_id BIGINT NOT NULL, discount_id BIGINT NOT NULL, item_id BIGINT NOT NULL""",
        key="event_id, discount_id, item_id",
        references=(in_event("discount_id", "discount"), in_event("item_id", "item")),
        indexes=("event_id, item_id",),
    ),
    Table(
        "discount_benefit_item",
        "event",
        """event_id BIGINT NOT NULL, discount_id BIGINT NOT NULL, item_id BIGINT NOT NULL""",
        key="event_id, discount_id, item_id",
        references=(in_event("discount_id", "discount"), in_event("item_id", "item")),
        indexes=("event_id, item_id",),
    ),
)

QUESTIONS: Final = (
    Table(
        "question",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, question TEXT NOT NULL, type CODE NOT NULL,
        identifier TEXT NOT NULL, identifier_key CODE NOT NULL, required BOOLEAN NOT NULL, position INTEGER NOT NULL,
        details TEXT NOT NULL""",
        key=EVENT_KEY,
        references=(OF_EVENT,),
        unique=("event_id, identifier_key",),
        checks={"type": "type IN ('N', 'S', 'T', 'B', 'C', 'M', 'F', 'D', 'H', 'W', 'CC', 'TEL')"},
    ),
    Table(
        "question_item",
        "event",
        """event_id BIGINT NOT NULL, question_id BIGINT NOT NULL, item_id BIGINT NOT NULL""",
        key="event_id, question_id, item_id",
        references=(in_event("question_id", "question"), in_event("item_id", "item")),
        indexes=("event_id, item_id",),
    ),
    Table(
        "question_option",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, question_id BIGINT NOT NULL, answer TEXT NOT NULL,
        identifier TEXT NOT NULL, identifier_key CODE NOT NULL, position INTEGER NOT NULL""",
        key=EVENT_KEY,
        references=(in_event("question_id", "question"),),
        unique=("event_id, identifier_key",),
        indexes=("event_id, question_id",),
    ),
    Table(
        "cart_answer",
        "event",
        """event_id BIGINT NOT NULL, position_id BIGINT NOT NULL, question_id BIGINT NOT NULL, answer TEXT NOT NULL,
        option_ids TEXT NOT NULL""",
        key="event_id, position_id, question_id",
        references=(in_event("position_id", "cart_position"), in_event("question_id", "question")),
        indexes=("event_id, question_id",),
    ),
)

SEATS: Final = (
    Table(
        "seat",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, subevent_id BIGINT, zone_name TEXT NOT NULL,
        row_name TEXT NOT NULL, row_label TEXT, seat_number TEXT NOT NULL, seat_label TEXT, seat_guid CODE NOT NULL,
        item_id BIGINT, blocked BOOLEAN NOT NULL, x REAL NOT NULL, y REAL NOT NULL, rank INTEGER NOT NULL""",
        key=EVENT_KEY,
        references=(OF_EVENT, in_event("subevent_id", "subevent"), in_event("item_id", "item", "NO ACTION")),
        unique=("event_id, subevent_id, seat_guid",),
        indexes=("event_id, item_id WHERE item_id IS NOT NULL",),
        unique_indexes=("event_id, seat_guid WHERE subevent_id IS NULL",),
    ),
    Table(
        "seat_hold",
        "event",
        """event_id BIGINT NOT NULL, seat_id BIGINT NOT NULL, position_id BIGINT NOT NULL, expires BIGINT NOT NULL""",
        key="event_id, seat_id",
        references=(in_event("seat_id", "seat"), in_event("position_id", "cart_position")),
        indexes=("event_id, position_id",),
    ),
    Table(
        "seat_category",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, subevent_id BIGINT, category TEXT NOT NULL,
        item_id BIGINT NOT NULL""",
        key=EVENT_KEY,
        references=(in_event("subevent_id", "subevent"), in_event("item_id", "item")),
        unique=("event_id, subevent_id, category",),
        indexes=("event_id, item_id",),
        unique_indexes=("event_id, category WHERE subevent_id IS NULL",),
    ),
)

VOUCHERS: Final = (
    Table(
        "voucher",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, code CODE NOT NULL, max_usages INTEGER NOT NULL,
        min_usages INTEGER NOT NULL, redeemed INTEGER DEFAULT 0 NOT NULL, held INTEGER DEFAULT 0 NOT NULL,
        excused INTEGER DEFAULT 0 NOT NULL, valid_until BIGINT, block_quota BOOLEAN NOT NULL,
        allow_ignore_quota BOOLEAN NOT NULL, price_mode CODE NOT NULL, value BIGINT, item_id BIGINT,
        variation_id BIGINT, quota_id BIGINT, subevent_id BIGINT, seat_id BIGINT, tag TEXT NOT NULL,
        comment TEXT NOT NULL, show_hidden_items BOOLEAN NOT NULL, all_addons_included BOOLEAN NOT NULL,
        all_bundles_included BOOLEAN NOT NULL, budget BIGINT""",
        key=EVENT_KEY,
        references=(
            OF_EVENT,
            in_event("item_id", "item", "NO ACTION"),
            in_event("variation_id", "variation", "NO ACTION"),
            in_event("quota_id", "quota", "NO ACTION"),
            in_event("subevent_id", "subevent"),
            in_event("seat_id", "seat"),
        ),
        unique=("event_id, code",),
        checks={
            "min_usages": "min_usages <= max_usages",
            "redeemed": "redeemed >= 0 AND redeemed <= max_usages",
            "held": "held >= 0",
            "excused": "excused >= 0",
            "price_mode": "price_mode IN ('none', 'set', 'subtract', 'percent')",
            "blocks_something": "NOT block_quota OR item_id IS NOT NULL OR quota_id IS NOT NULL",
            "never_overused": "redeemed + held - excused <= max_usages",
        },
        indexes=(
            "event_id, item_id WHERE item_id IS NOT NULL",
            "event_id, variation_id WHERE variation_id IS NOT NULL",
            "event_id, quota_id WHERE quota_id IS NOT NULL",
            "event_id, subevent_id WHERE subevent_id IS NOT NULL",
            "event_id, seat_id WHERE seat_id IS NOT NULL",
        ),
    ),
    Table(
        "voucher_hold",
        "event",
        """event_id BIGINT NOT NULL, position_id BIGINT NOT NULL, voucher_id BIGINT NOT NULL,
        expires BIGINT NOT NULL""",
        key="event_id, position_id",
        references=(in_event("position_id", "cart_position"), in_event("voucher_id", "voucher")),
        indexes=("event_id, voucher_id, expires",),
    ),
    Table(
        "voucher_block",
        "event",
        """event_id BIGINT NOT NULL, voucher_id BIGINT NOT NULL, quota_id BIGINT NOT NULL, units INTEGER NOT NULL,
        valid_until BIGINT""",
        key="event_id, voucher_id, quota_id",
        references=(in_event("voucher_id", "voucher"), in_event("quota_id", "quota")),
        checks={"units": "units >= 0"},
        indexes=("event_id, quota_id, valid_until",),
    ),
    Table(
        "waiting_entry",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, item_id BIGINT NOT NULL, variation_id BIGINT,
        subevent_id BIGINT, email TEXT NOT NULL, name_parts TEXT NOT NULL, phone TEXT, locale CODE NOT NULL,
        priority INTEGER NOT NULL, voucher_id BIGINT, created BIGINT NOT NULL""",
        key=EVENT_KEY,
        references=(
            in_event("item_id", "item"),
            in_event("variation_id", "variation"),
            in_event("subevent_id", "subevent"),
            in_event("voucher_id", "voucher"),
        ),
        indexes=(
            "event_id, item_id",
            "event_id, variation_id WHERE variation_id IS NOT NULL",
            "event_id, subevent_id WHERE subevent_id IS NOT NULL",
            "event_id, voucher_id WHERE voucher_id IS NOT NULL",
        ),
    ),
)

ADDITIONS: Final = (
    Addition(
        "event",
        ("seating_plan_id BIGINT",),
        references=(OF_PLAN,),
        indexes=("seating_plan_id WHERE seating_plan_id IS NOT NULL",),
    ),
    Addition(
        "item",
        ("tax_rule_id BIGINT",),
        references=(in_event("tax_rule_id", "tax_rule", "NO ACTION"),),
        indexes=("event_id, tax_rule_id WHERE tax_rule_id IS NOT NULL",),
    ),
    Addition(
        "quota",
        ("subevent_id BIGINT",),
        references=(in_event("subevent_id", "subevent"),),
        indexes=("event_id, subevent_id WHERE subevent_id IS NOT NULL",),
    ),
    Addition(
        "cart_position",
        ("subevent_id BIGINT", "voucher_id BIGINT", "seat_id BIGINT"),
        references=(
            in_event("subevent_id", "subevent"),
            in_event("voucher_id", "voucher"),
            in_event("seat_id", "seat"),
        ),
        indexes=(
            "event_id, subevent_id WHERE subevent_id IS NOT NULL",
            "event_id, voucher_id WHERE voucher_id IS NOT NULL",
            "event_id, seat_id WHERE seat_id IS NOT NULL",
        ),
    ),
)


def upgrade() -> None:
    """Make what is new, parents before children; then add to what was there."""
    for table in (*DIRECTORY, *DATES, *CATALOGUE, *QUESTIONS, *SEATS, *VOUCHERS):
        create_table(table)
    for addition in ADDITIONS:
        extend_table(addition)
    check_references()
