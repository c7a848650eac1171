"""Bundles: fixed contents that are sold inside an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import NO_SUCH_ID, ROB
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.api.stall import Stall

B: Final[dict[str, Any]] = {"bundled_item": "$W"}
RULE: Final = "non_field_errors"


def path_of(stall: Stall, item: str = "$U") -> str:
    """Where an item's bundles are; U has none yet."""
    return f"items/{stall.filled(item)}/bundles/"


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        (B, made(bundled_item="$W", bundled_variation=None, count=1, designated_price="0.00")),
        ({**B, "count": 3, "designated_price": 2}, made(count=3, designated_price="2.00")),
        ({**B, "count": 0}, made(count=0)),
        ({**B, "count": -1}, at("count")),
        ({**B, "count": None}, at("count")),
        ({**B, "count": 2**40}, at("count")),
        ({**B, "designated_price": "-1.50"}, made(designated_price="-1.50")),
        ({**B, "designated_price": None}, at("designated_price")),
        ({**B, "designated_price": "x"}, at("designated_price")),
        ({"count": 1}, at("bundled_item")),
        ({"bundled_item": None}, at("bundled_item")),
        ({"bundled_item": True}, at("bundled_item")),
        ({"bundled_item": "$X"}, at(RULE)),
        ({"bundled_item": "$U"}, at(RULE)),
        ({"bundled_item": "$S", "bundled_variation": "$s1"}, made(bundled_variation="$s1")),
        ({"bundled_item": "$S"}, at(RULE)),
        ({"bundled_item": "$S", "bundled_variation": None}, at(RULE)),
        ({**B, "bundled_variation": "$s1"}, at(RULE)),
        ({"bundled_item": "$T"}, at(RULE)),
    ],
)
def test_field(sent: dict[str, Any], wanted: Refused | Made, stall: Stall) -> None:
    """It comes back as it was meant; T cannot be bundled, for it has a bundle itself."""
    answer = stall.post(path_of(stall), sent)

    if isinstance(wanted, Made):
        Made(stall.filled(dict(wanted.fields))).check(answer)
        assert stall.fair.seen(f"{path_of(stall)}{answer.json()['id']}/") == answer.json()
    else:
        wanted.check(answer)
        assert stall.fair.ids(path_of(stall)) == []


@pytest.mark.parametrize("key", ["bundled_item", "bundled_variation"])
def test_what_is_bundled_has_to_be_there(key: str, stall: Stall) -> None:
    """Whether that is told of the field or of the whole is not fixed."""
    answer = stall.post(path_of(stall), {"bundled_item": "$S", "bundled_variation": "$s1", key: "$unknown"})

    assert answer.status_code == 400, answer.text
    assert set(answer.json()) <= {key, RULE}
    assert stall.fair.ids(path_of(stall)) == []


def test_item_that_is_bundled_gets_no_bundles(stall: Stall) -> None:
    """The other way round the same chain would come about."""
    refused(stall.post(path_of(stall, "$S"), B), RULE)


def test_variation_of_another_item_is_not_bundled(stall: Stall) -> None:
    """It has to be its own."""
    mug = stall.fair.item("Mug", variations=["Red"])
    sent = {"bundled_item": mug["id"], "bundled_variation": "$s1"}

    refused(stall.post(path_of(stall), sent), RULE)


def test_patch_merges_and_put_resets(stall: Stall) -> None:
    """Judged on what comes out."""
    made_first = stall.post(path_of(stall), {**B, "count": 2, "designated_price": "3.50"}).json()
    path = f"{path_of(stall)}{made_first['id']}/"

    assert stall.fair.patch(path, {"count": 4}).json() == {**made_first, "count": 4}
    refused(stall.fair.patch(path, stall.filled({"bundled_item": "$S"})), RULE)
    both = stall.filled({"bundled_item": "$S", "bundled_variation": "$s2"})
    assert stall.fair.patch(path, both).json() == {**made_first, "count": 4, **both}

    put = stall.fair.put(path, stall.filled(B))
    assert (put.status_code, put.json()) == (200, {**made_first, "count": 1, "designated_price": "0.00"})
    refused(stall.fair.put(path, {"count": 1}), "bundled_item")


def test_bundles_are_listed_in_the_order_they_were_made(stall: Stall) -> None:
    """And shown by the item, without ids."""
    first = stall.post(path_of(stall), {"bundled_item": "$S", "bundled_variation": "$s2"}).json()
    second = stall.post(path_of(stall), B).json()

    assert stall.fair.rows(path_of(stall)) == [first, second]
    shown = stall.fair.seen(f"items/{stall.filled('$U')}/")["bundles"]
    assert shown == [{key: value for key, value in one.items() if key != "id"} for one in (first, second)]


def test_deleted_bundle_is_gone(stall: Stall) -> None:
    """What is held by it stays."""
    shirt = stall.filled({"item": "$S", "variation": "$s1", "price": "1.00"})
    stall.fair.hold(stall.things["T"], bundled=[shirt])
    path = f"{path_of(stall, '$T')}{stall.filled('$bundle')}/"

    assert stall.fair.delete(path).status_code == 204

    denied(stall.fair.delete(path), 404)
    assert stall.fair.seen("cartpositions/")["count"] == 2
    refused(stall.fair.ask(stall.things["T"], bundled=[shirt]), "bundled")


def test_bundle_is_found_below_its_item(stall: Stall) -> None:
    """Neither below another one, nor below none; Rob changes nothing."""
    denied(stall.fair.get(f"{path_of(stall, '$U')}{stall.filled('$bundle')}/"), 404)
    denied(stall.fair.get(f"items/{NO_SUCH_ID}/bundles/"), 404)
    denied(stall.fair.get("items/abc/bundles/"), 404)
    denied(stall.fair.post(path_of(stall), stall.filled(B), token=ROB), 403)
