"""Carts of shops: what belongs to a cart as a whole, and what it remembers of its positions beside what they hold."""

from __future__ import annotations

from typing import Final

from willcall.db.ddl import Reference, Table, create_table, in_event

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES: Final = (
    Table(
        "cart",
        "event",
        """event_id BIGINT NOT NULL, id BIGINT NOT NULL, cart_id CODE NOT NULL, secret BYTES, channel CODE NOT NULL,
        version INTEGER NOT NULL, created BIGINT NOT NULL, extend_until BIGINT NOT NULL, change_id BIGINT NOT NULL""",
        key="event_id, id",
        references=(Reference("event_id", "event_state", "event_id"),),
        unique=("event_id, cart_id",),
        indexes=("event_id, extend_until",),
    ),
    Table(
        "cart_line",
        "event",
        """event_id BIGINT NOT NULL, position_id BIGINT NOT NULL, price BIGINT NOT NULL, typed BIGINT,
        discount_id BIGINT""",
        key="event_id, position_id",
        references=(in_event("position_id", "cart_position"),),
    ),
)


def upgrade() -> None:
    """Make the tables; nobody has a cart yet."""
    for table in TABLES:
        create_table(table)
