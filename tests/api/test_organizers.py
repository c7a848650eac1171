"""Organizers: each token knows its own, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cast import EVE, ROB
from tests.wire import denied

if TYPE_CHECKING:
    from tests.cast import Desk

ALL = "/api/v1/organizers/"


@pytest.mark.parametrize(
    ("token", "slug"), [("main", "bigevents"), (ROB, "bigevents"), ("noevents", "bigevents"), (EVE, "dummy")]
)
def test_token_sees_its_organizer(token: str, slug: str, desk: Desk) -> None:
    """In the list and by itself."""
    [organizer] = desk.seen(ALL, token=token)["results"]

    assert organizer["slug"] == slug
    assert isinstance(organizer["name"], str)
    assert organizer["public_url"].startswith("http")
    assert desk.seen(f"{ALL}{slug}/", token=token) == organizer


@pytest.mark.parametrize("slug", ["bigevents", "no-such-organizer"])
def test_other_organizers_are_nobodys_business(slug: str, desk: Desk) -> None:
    """Fay's looks to Eve as one that does not exist."""
    denied(desk.get(f"{ALL}{slug}/", token=EVE), 403)
    denied(desk.get(f"{ALL}{slug}/events/", token=EVE), 403)


def test_organizer_is_not_made_over_the_wire(desk: Desk) -> None:
    """A command does that."""
    denied(desk.post(ALL, {"name": "New", "slug": "new"}), 405)
    assert desk.delete(f"{ALL}bigevents/").status_code == 405
