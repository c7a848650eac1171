"""What several endpoints' tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.api.stall import Stall, set_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Desk, Fair


@pytest.fixture
def stall(fair: Fair, other_fair: Fair) -> Stall:
    """The fixture of the verified vectors."""
    return set_up(fair, other_fair)


@pytest.fixture
def kiosk(desk: Desk, fair: Fair) -> Iterator[str]:
    """Another sales channel, for as long as the test takes: every event of the organizer shows it."""
    channel: str = desk.made("saleschannels/", {"identifier": f"api.{fair.slug}", "label": {"en": "Kiosk"}})[
        "identifier"
    ]
    yield channel
    desk.delete(f"saleschannels/{channel}/")
