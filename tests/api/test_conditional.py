"""Lists that say when they changed last, and are not sent again to whoever knows them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cast import Fair, Wire

OLD = "Mon, 01 Jan 2001 00:00:00 GMT"
FUTURE = "Sun, 01 Jan 2090 00:00:00 GMT"

BODIES: dict[str, Wire] = {
    "categories/": {"name": {"en": "A"}},
    "items/": {"name": {"en": "A"}, "default_price": "1.00"},
    "quotas/": {"name": "A", "size": 5, "items": [], "variations": []},
}


@pytest.mark.parametrize("path", BODIES)
def test_list_knows_when_it_changed(path: str, fair: Fair) -> None:
    """No date before anything was logged; 304 and 412 afterwards, without a body."""
    assert "last-modified" not in fair.get(path).headers
    assert fair.get(path, headers={"If-Modified-Since": FUTURE}).status_code == 200
    fair.made(path, BODIES[path])
    changed = fair.get(path).headers["last-modified"]

    for since, status in ((OLD, 200), (changed, 304), (FUTURE, 304), ("nonsense", 200)):
        answer = fair.get(path, headers={"If-Modified-Since": since})
        assert answer.status_code == status
        assert (answer.content == b"") is (status == 304)
    for since, status in ((OLD, 412), (changed, 200), (FUTURE, 200), ("nonsense", 200)):
        answer = fair.get(path, headers={"If-Unmodified-Since": since})
        assert answer.status_code == status
        assert (answer.content == b"") is (status == 412)


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("change", ["PATCH", "DELETE"])
def test_every_change_moves_the_date(path: str, change: str, fair: Fair) -> None:
    """It never goes back, also when nothing is left."""
    made = fair.made(path, BODIES[path])
    before = fair.get(path).headers["last-modified"]

    fair.send(change, f"{path}{made['id']}/", {"name": "B"})

    assert date(fair.get(path).headers["last-modified"]) >= date(before)


def test_change_of_one_list_is_none_of_another(fair: Fair, other_fair: Fair) -> None:
    """By resource and by event."""
    fair.category()

    assert "last-modified" in fair.get("categories/").headers
    assert "last-modified" not in fair.get("items/").headers
    assert "last-modified" not in other_fair.get("categories/").headers


def test_only_lists_know(fair: Fair) -> None:
    """Not an object by itself, nor lists below an item, nor cart positions."""
    shirt = fair.item("Shirt", variations=["S"])
    ticket = fair.item()
    category = fair.category()
    fair.addon_rule(ticket, category)
    fair.bundle(ticket, shirt, shirt["variations"][0])
    fair.quota(ticket)
    fair.hold(ticket)

    for path in (
        f"categories/{category['id']}/",
        f"items/{ticket['id']}/",
        f"items/{ticket['id']}/addons/",
        f"items/{ticket['id']}/bundles/",
        f"items/{shirt['id']}/variations/",
        "cartpositions/",
    ):
        answer = fair.get(path, headers={"If-Modified-Since": FUTURE})
        assert answer.status_code == 200, path
        assert "last-modified" not in answer.headers, path


def test_list_of_cart_positions_says_when_it_was_made(fair: Fair) -> None:
    """In UTC, now."""
    made = dt.datetime.fromisoformat(fair.get("cartpositions/").headers["x-page-generated"])

    assert made.utcoffset() == dt.timedelta()
    assert abs(dt.datetime.now(dt.UTC) - made) < dt.timedelta(minutes=1)


def date(text: str) -> Any:
    """The instant of an HTTP date."""
    return dt.datetime.strptime(text, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=dt.UTC)
