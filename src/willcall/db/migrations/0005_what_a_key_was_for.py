"""A kept answer knows which request it was for, so that another one under the same key can be told apart."""

from __future__ import annotations

from typing import Final

from willcall.db.ddl import Addition, extend_table

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ADDITIONS: Final = tuple(Addition(name, ("fingerprint BYTES",)) for name in ("directory_answer", "answer_kept"))


def upgrade() -> None:
    """Add the columns: of what is kept already nobody knows. It goes within a day."""
    for addition in ADDITIONS:
        extend_table(addition)
