"""`bulk_create/?atomic=true`: all entries are held, or none is and each says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cast import SOLD_OUT
from tests.wire import TEXTS, at, shape

if TYPE_CHECKING:
    import httpx

    from tests.cast import Fair, Wire


def all_or_none(fair: Fair, *entries: object, query: str = "atomic=true", **request: Any) -> httpx.Response:
    """The request."""
    return fair.post(f"cartpositions/bulk_create/?{query}", list(entries), **request)


def one(item: Wire, **fields: Any) -> Wire:
    """An entry."""
    return {"item": item["id"], "price": "23.00", **fields}


def test_all_are_held_in_one_cart(fair: Fair) -> None:
    """The answer is that of any bulk."""
    item, quota = fair.ticket(size=3)

    answer = all_or_none(fair, one(item), one(item))

    assert answer.status_code == 200
    results = answer.json()["results"]
    assert [(it["success"], it["errors"]) for it in results] == [(True, None)] * 2
    assert fair.ids("cartpositions/") == [it["data"]["id"] for it in results]
    assert len({it["data"]["cart_id"] for it in results}) == 1
    assert fair.left(quota) == 1


def test_nothing_is_held_when_one_is_refused(fair: Fair) -> None:
    """400, with what was wrong with each; what was in order says that it was not for its own sake."""
    item, quota = fair.ticket(size=2)
    other, _ = fair.ticket(name="Shirt")

    answer = all_or_none(fair, one(item), one(item), one(item), one(other), {"item": other["id"]})

    assert answer.status_code == 400
    results = answer.json()["results"]
    assert {(it["success"], it["data"]) for it in results} == {(False, None)}
    innocent = {"atomic": TEXTS}
    assert [shape(it["errors"]) for it in results] == [
        innocent, innocent, {"non_field_errors": TEXTS}, innocent, {"price": TEXTS},
    ]  # fmt: skip
    assert results[2]["errors"]["non_field_errors"] == [SOLD_OUT.format("Tickets")]
    assert fair.ids("cartpositions/") == []
    assert fair.left(quota) == 2


def test_what_one_gave_back_is_there_for_the_next(fair: Fair) -> None:
    """Add-ons, vouchers and seats included: nothing was used."""
    category = fair.category()
    workshop = fair.item("Workshop", category=category["id"])
    item, quota = fair.ticket(size=2)
    rooms = fair.quota(workshop, size=1, name="Rooms")
    fair.addon_rule(item, category)
    code = fair.voucher()
    whole = one(item, voucher=code["code"], addons=[{"item": workshop["id"]}])

    assert all_or_none(fair, whole, one(item), one(item)).status_code == 400
    assert (fair.left(quota), fair.left(rooms)) == (2, 1)
    assert all_or_none(fair, whole, one(item)).status_code == 200
    assert (fair.left(quota), fair.left(rooms)) == (0, 0)


@pytest.mark.parametrize("query", ["", "atomic=", "atomic=false", "atomic=0", "atomic=true&atomic=false"])
def test_without_it_each_is_held_for_itself(query: str, fair: Fair) -> None:
    """As in the reference."""
    item, quota = fair.ticket(size=1)

    answer = all_or_none(fair, one(item), one(item), query=query)

    assert answer.status_code == 200
    assert [it["success"] for it in answer.json()["results"]] == [True, False]
    assert fair.left(quota) == 0


@pytest.mark.parametrize("value", ["maybe", "2", "null"])
def test_neither_yes_nor_no_is_refused(value: str, fair: Fair) -> None:
    """Who asks for all or nothing must not get some of it for a slip of the pen."""
    item, quota = fair.ticket(size=1)

    at("atomic").check(all_or_none(fair, one(item), query=f"atomic={value}"))

    assert fair.left(quota) == 1


def test_refusal_is_kept_under_its_key(fair: Fair) -> None:
    """And the same entries, each for itself, are another request."""
    item, quota = fair.ticket(size=1)
    key = {"Idempotency-Key": '"k"'}

    first = all_or_none(fair, one(item), one(item), headers=key)
    fair.patch(f"quotas/{quota['id']}/", {"size": 5})
    second = all_or_none(fair, one(item), one(item), headers=key)

    assert (first.status_code, second.status_code) == (400, 400)
    assert first.content == second.content
    assert all_or_none(fair, one(item), one(item), query="", headers=key).status_code == 422
    assert fair.left(quota) == 5


def test_an_empty_list_holds_nothing(fair: Fair) -> None:
    """There is nothing that could be refused."""
    answer = all_or_none(fair)

    assert (answer.status_code, answer.json()) == (200, {"results": []})
