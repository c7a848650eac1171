"""What several endpoints' tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.api.stall import Stall, set_up

if TYPE_CHECKING:
    from tests.cast import Fair


@pytest.fixture
def stall(fair: Fair, other_fair: Fair) -> Stall:
    """The fixture of the verified vectors."""
    return set_up(fair, other_fair)
