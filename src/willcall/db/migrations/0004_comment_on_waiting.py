"""Whoever waits may be commented on."""

from __future__ import annotations

from typing import Final

from willcall.db.ddl import Addition, extend_table

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COMMENT: Final = Addition("waiting_entry", ("comment TEXT",))


def upgrade() -> None:
    """Add the column: nobody has a comment yet."""
    extend_table(COMMENT)
