"""What the tests of torture share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Desk


@pytest.fixture
def desk_token(desk: Desk) -> str:
    """A token for everything of Fay's organizer."""
    return desk.tokens["main"]
