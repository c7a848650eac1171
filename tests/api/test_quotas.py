"""Quotas: pools of places, what they hold, and what they say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import NO_SUCH_ID, ROB
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.api.stall import Stall
    from tests.cast import Fair

Q: Final[dict[str, Any]] = {"name": "Places"}
DEFAULTS: Final[dict[str, Any]] = {
    "size": None,
    "items": [],
    "variations": [],
    "subevent": None,
    "closed": False,
    "close_when_sold_out": False,
    "release_after_exit": False,
    "ignore_for_event_availability": False,
}
RULE: Final = "non_field_errors"
NONE_TAKEN: Final = {
    "paid_orders": 0,
    "pending_orders": 0,
    "exited_orders": 0,
    "blocking_vouchers": 0,
    "cart_positions": 0,
    "waiting_list": 0,
}


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        (Q, Made({**Q, **DEFAULTS})),
        ({}, at("name")),
        ({"name": None}, at("name")),
        ({"name": ""}, at("name")),
        ({"name": "q" * 201}, at("name")),
        ({"name": "q" * 200}, made(name="q" * 200)),
        ({**Q, "size": 0}, made(size=0)),
        ({**Q, "size": "7"}, made(size=7)),
        ({**Q, "size": None}, made(size=None)),
        ({**Q, "size": -1}, at("size")),
        ({**Q, "size": 1.5}, at("size")),
        ({**Q, "size": "many"}, at("size")),
        ({**Q, "size": 2**40}, at("size")),
        ({**Q, "items": ["$T", "$W"]}, made(items=["$T", "$W"])),
        ({**Q, "items": ["$unknown"]}, at("items")),
        ({**Q, "items": None}, at("items")),
        ({**Q, "items": 5}, at("items")),
        ({**Q, "items": ["$S"], "variations": ["$s2"]}, made(variations=["$s2"])),
        ({**Q, "items": ["$S"]}, at(RULE)),
        ({**Q, "items": ["$T"], "variations": ["$s1"]}, at(RULE)),
        ({**Q, "variations": ["$s1"]}, at(RULE)),
        ({**Q, "variations": ["$unknown"]}, at("variations")),
        ({**Q, "closed": True}, made(closed=True)),
        ({**Q, "closed": None}, at("closed")),
        ({**Q, "close_when_sold_out": "yes"}, made(close_when_sold_out=True)),
        ({**Q, "release_after_exit": True}, made(release_after_exit=True)),
        ({**Q, "subevent": "$unknown"}, at("subevent")),
    ],
)
def test_field(sent: dict[str, Any], wanted: Refused | Made, stall: Stall) -> None:
    """It comes back as it was meant, or it is refused under its key and nothing is made."""
    before = stall.fair.ids("quotas/")

    answer = stall.post("quotas/", sent)

    if isinstance(wanted, Made):
        Made(stall.filled(dict(wanted.fields))).check(answer)
        assert stall.fair.seen(f"quotas/{answer.json()['id']}/") == answer.json()
    else:
        wanted.check(answer)
        assert stall.fair.ids("quotas/") == before


def test_item_of_another_event_is_not_limited_here(stall: Stall) -> None:
    """Whether that is told of the field or of the whole is not fixed."""
    answer = stall.post("quotas/", {**Q, "items": ["$X"]})

    assert answer.status_code == 400
    assert set(answer.json()) <= {"items", RULE}


def test_quota_of_a_series_needs_a_date(series: Fair) -> None:
    """Each date has places of its own."""
    for date in ({}, {"subevent": None}, {"subevent": NO_SUCH_ID}):
        answer = series.post("quotas/", {**Q, "size": 5, **date})
        assert answer.status_code == 400, answer.text
        assert set(answer.json()) <= {"subevent", RULE}
    assert series.seen("quotas/")["count"] == 0


def test_several_quotas_may_have_the_same_name(fair: Fair) -> None:
    """A name is only told to people."""
    assert fair.quota(name="A")["id"] != fair.quota(name="A")["id"]


def test_patch_is_judged_on_what_comes_out(stall: Stall) -> None:
    """The shirts' variations cannot leave without the shirts."""
    path = f"quotas/{stall.filled('$q3')}/"
    before = stall.fair.seen(path)

    refused(stall.fair.patch(path, {"variations": []}), RULE)
    refused(stall.fair.patch(path, {"items": []}), RULE)
    refused(stall.fair.patch(path, {"name": None}), "name")
    assert stall.fair.seen(path) == before
    assert stall.fair.patch(path, {"items": [], "variations": []}).json() == {**before, "items": [], "variations": []}


def test_put_resets_what_it_does_not_name(stall: Stall) -> None:
    """The size too: left out it means no limit."""
    path = f"quotas/{stall.filled('$q1')}/"

    put = stall.fair.put(path, Q)

    assert (put.status_code, put.json()) == (200, {"id": stall.filled("$q1"), **Q, **DEFAULTS})
    refused(stall.fair.put(path, {"size": 1}), "name")


def test_availability_counts_every_term(fair: Fair) -> None:
    """Two places of five are held, one reservation is over."""
    item, quota = fair.ticket(size=5)
    for expires in ("2040-01-01T00:00:00Z", "2040-01-01T00:00:00Z", "2020-01-01T00:00:00Z"):
        fair.hold(item, expires=expires)

    assert fair.availability(quota) == {
        **NONE_TAKEN,
        "cart_positions": 2,
        "available": True,
        "available_number": 3,
        "total_size": 5,
    }


def test_availability_of_a_closed_quota_tells_the_real_counts(fair: Fair) -> None:
    """Only the places are none."""
    item, quota = fair.ticket(size=5)
    fair.hold(item)
    fair.patch(f"quotas/{quota['id']}/", {"closed": True})

    assert fair.availability(quota) == {
        **NONE_TAKEN,
        "cart_positions": 1,
        "available": False,
        "available_number": 0,
        "total_size": 5,
    }


@pytest.mark.parametrize(("size", "number", "available"), [(0, 0, False), (3, 3, True), (None, None, True)])
def test_list_can_tell_the_availability(size: int | None, number: int | None, *, available: bool, fair: Fair) -> None:
    """On the list, when asked; not on the object."""
    _, quota = fair.ticket(size=size)

    [row] = fair.rows("quotas/?with_availability=true")
    assert row == {**quota, "available": available, "available_number": number}
    assert fair.rows("quotas/") == [quota]
    assert fair.seen(f"quotas/{quota['id']}/?with_availability=true") == quota


def test_quota_closes_itself_when_sold_out_for_good(fair: Fair) -> None:
    """Whoever looks, closes it; reservations alone do not, for they may come back."""
    item = fair.item()
    nothing = fair.quota(item, size=0, name="Nothing", close_when_sold_out=True)
    held = fair.quota(item, size=1, name="Held", close_when_sold_out=True)
    fair.patch(f"quotas/{nothing['id']}/", {"items": []})
    fair.hold(item)

    assert (fair.left(nothing), fair.left(held)) == (0, 0)

    assert fair.seen(f"quotas/{nothing['id']}/")["closed"] is True
    assert fair.seen(f"quotas/{held['id']}/")["closed"] is False


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["q1", "q2", "q4"]),
        ("ordering=-id", ["q4", "q2", "q1"]),
        ("ordering=size", ["q4", "q1", "q2"]),
        ("ordering=-size", ["q2", "q1", "q4"]),
        ("ordering=name", ["q1", "q2", "q4"]),
        ("items__in={T}", ["q1", "q4"]),
        ("items__in={T},{W}", ["q1", "q2", "q4"]),
        ("items__in={W}", ["q2"]),
        ("subevent=", ["q1", "q2", "q4"]),
    ],
)
def test_list_is_filtered_and_ordered(query: str, wanted: list[str], stall: Stall) -> None:
    """In the order they were made, unless the query says otherwise."""
    stall.fair.delete(f"quotas/{stall.filled('$q3')}/")
    stall.things["q4"] = stall.fair.quota(stall.things["T"], size=1, name="More")
    query = query.format(T=stall.filled("$T"), W=stall.filled("$W"))

    assert stall.fair.ids(f"quotas/?{query}") == stall.filled([f"${one}" for one in wanted])


def test_deleted_quota_leaves_items_that_cannot_be_sold(fair: Fair) -> None:
    """Even while places are held; those stay."""
    item, quota = fair.ticket(size=1)
    position = fair.hold(item)

    assert fair.delete(f"quotas/{quota['id']}/").status_code == 204

    denied(fair.get(f"quotas/{quota['id']}/availability/"), 404)
    refused(fair.ask(item), RULE)
    assert fair.ids("cartpositions/") == [position["id"]]


def test_quota_that_is_moved_counts_what_is_held(fair: Fair) -> None:
    """A quota that takes in an item takes in the item's reservations."""
    item, first = fair.ticket(size=5)
    fair.hold(item)
    late = fair.quota(item, size=5, name="Late")
    assert fair.left(late) == 4

    fair.patch(f"quotas/{late['id']}/", {"items": []})
    assert fair.left(late) == 5
    assert fair.left(first) == 4


@pytest.mark.parametrize("which", ["abc", str(NO_SUCH_ID), "foreign"])
def test_quota_that_is_not_there(which: str, fair: Fair, other_fair: Fair) -> None:
    """404; Rob sees the others and changes none."""
    which = str(other_fair.quota()["id"]) if which == "foreign" else which

    denied(fair.get(f"quotas/{which}/"), 404)
    denied(fair.get(f"quotas/{which}/availability/"), 404)
    denied(fair.delete(f"quotas/{which}/"), 404)
    denied(fair.post("quotas/", Q, token=ROB), 403)
