"""The change log is found by time alone, too: that is how its list is read unless somebody asks about one resource."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index. Not CONCURRENTLY: only changes of the catalogue write here, and can wait; no buyer does."""
    op.execute("CREATE INDEX ix_change_log_event_id_at_id ON change_log (event_id, at, id)")
