"""The list of cart positions: its order, its filters, its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cast import ADA, BEN, FAY
from tests.wire import at

if TYPE_CHECKING:
    from tests.cast import Fair


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", [0, 1, 2]),
        ("ordering=datetime", [0, 1, 2]),
        ("ordering=-datetime", [2, 1, 0]),
        ("ordering=cart_id", [1, 0, 2]),
        ("ordering=-cart_id", [2, 0, 1]),
        ("ordering=price", [0, 1, 2]),
        ("ordering=price,-datetime", [2, 1, 0]),
        ("price=1", [0, 1, 2]),
    ],
)
def test_list_is_ordered(query: str, wanted: list[int], fair: Fair) -> None:
    """As they were made, unless the query says otherwise; an expired one is listed like the others."""
    item, _ = fair.ticket()
    ids = [
        fair.hold(item, cart_id=cart, expires=expires)["id"]
        for cart, expires in (("m@api", "2040-01-01"), ("a@api", "2020-01-01"), ("z@api", "2040-01-01"))
    ]

    assert fair.ids(f"cartpositions/?{query}") == [ids[one] for one in wanted]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (f"cart_id={ADA}", [0, 1]),
        (f"cart_id={ADA}&ordering=-datetime", [1, 0]),
        ("cart_id=ada", []),
        ("cart_id=ADA@api", []),
        ("cart_id=", [0, 1, 2, 3]),
        ("item=$T", [0, 2, 3]),
        (f"item=$S&cart_id={ADA}", [1]),
        (f"item=$S&cart_id={BEN}", []),
        ("expires_after=2040-01-01T00:00:00Z", [1, 2]),
        ("expires_after=2040-01-01T00:00:00.000001Z", [2]),
        ("expires_after=2039-12-31T23:00:00-01:00", [1, 2]),
        ("expires_after=2041-01-01", [2]),
        (f"expires_after=2039-01-01&cart_id={ADA}&item=$S", [1]),
        ("expires_after=2042-01-01", []),
    ],
)
def test_list_is_narrowed(query: str, wanted: list[int], fair: Fair) -> None:
    """By cart, by product, and by who still holds at an instant: at the very end one still does."""
    ticket, _ = fair.ticket()
    shirt, _ = fair.ticket(name="Shirt")
    asks = (
        (ticket, ADA, "2030-01-01"),
        (shirt, ADA, "2040-01-01"),
        (ticket, BEN, "2041-01-01"),
        (ticket, "z@api", "2020-01-01"),
    )
    ids = [fair.hold(item, cart_id=cart, expires=expires)["id"] for item, cart, expires in asks]
    query = query.replace("$T", str(ticket["id"])).replace("$S", str(shirt["id"]))

    assert fair.ids(f"cartpositions/?{query}") == [ids[one] for one in wanted]


def test_pages_of_a_narrowed_list_stay_narrow(fair: Fair) -> None:
    """The count is of what was asked for, and the links keep the question."""
    item, _ = fair.ticket()
    mine = [fair.hold(item, cart_id=ADA)["id"] for _ in range(3)]
    fair.hold(item, cart_id=BEN)

    first = fair.seen(f"cartpositions/?cart_id={ADA}&page_size=2")
    second = fair.client.get(first["next"], headers={"Authorization": f"Token {fair.tokens[FAY]}"}).json()

    assert (first["count"], second["count"]) == (3, 3)
    assert [one["id"] for one in first["results"] + second["results"]] == mine


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("expires_after=yesterday", "expires_after"),
        ("expires_after=2040-13-01", "expires_after"),
        ("expires_after=2040-01-01T00:00:00+01:00", "expires_after"),
        ("item=abc", "item"),
        ("item=999999999", "item"),
        ("item=$OTHER", "item"),
    ],
)
def test_filter_that_cannot_be_read(query: str, key: str, fair: Fair, other_fair: Fair) -> None:
    """Told under its name, and no list that would be taken for the answer. A plus sign in a query is a blank."""
    other = other_fair.item()

    at(key).check(fair.get(f"cartpositions/?{query}".replace("$OTHER", str(other["id"]))))
