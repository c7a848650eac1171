"""The list of positions is counted and paged in its index alone; SQLite looks for `api` in the row if not there."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it anew. Holds wait while that is done: a second for some hundred thousand of them."""
    op.execute("DROP INDEX ix_cart_position_event_id_created_id")
    op.execute(
        "CREATE INDEX ix_cart_position_event_id_created_id_api ON cart_position (event_id, created, id, api) WHERE api"
    )
