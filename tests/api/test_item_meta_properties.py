"""Item meta properties: what an organizer may note on every product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import ROB
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.cast import Fair, Wire

PATH: Final = "item_meta_properties/"
P: Final[dict[str, Any]] = {"name": "Color"}
DEFAULTS: Final[dict[str, Any]] = {"default": "", "required": False, "allowed_values": None}


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, Made({**P, **DEFAULTS})),
        ({"name": "ref-code"}, made(name="ref-code")),
        ({"name": ""}, at("name")),
        ({"name": None}, at("name")),
        ({"name": "n" * 51}, at("name")),
        ({"default": "red"}, made(default="red")),
        ({"default": None}, at("default")),
        ({"default": []}, at("default")),
        ({"required": True}, made(required=True)),
        ({"required": "perhaps"}, at("required")),
        ({"allowed_values": ["red", "green"]}, made(allowed_values=["red", "green"])),
        ({"allowed_values": []}, made(allowed_values=[])),
        ({"allowed_values": "red"}, at("allowed_values")),
        ({"allowed_values": [{}]}, at("allowed_values")),
    ],
)
def test_field(fields: Wire, wanted: Refused | Made, fair: Fair) -> None:
    """It comes back as it was meant, or it is refused under its key and nothing is made."""
    answer = fair.post(PATH, {**P, **fields})

    wanted.check(answer)
    if isinstance(wanted, Made):
        assert answer.json().keys() == {"id", *P, *DEFAULTS}
        assert fair.seen(f"{PATH}{answer.json()['id']}/") == answer.json()
    else:
        assert fair.ids(PATH) == []


def test_name_means_one_property(fair: Fair, other_fair: Fair) -> None:
    """Upper and lower case differ; the other fair has properties of its own."""
    first = fair.made(PATH, P)
    second = fair.made(PATH, {"name": "color"})

    refused(fair.post(PATH, P), "name")
    refused(fair.patch(f"{PATH}{second['id']}/", P), "name")
    refused(fair.post(PATH, {}), "name")
    assert fair.patch(f"{PATH}{first['id']}/", P).json() == first
    assert other_fair.made(PATH, P)["name"] == "Color"
    assert fair.rows(PATH) == [first, second]


def test_patch_merges_and_put_resets(fair: Fair) -> None:
    one = fair.made(PATH, {**P, "default": "red", "required": True, "allowed_values": ["red"]})
    path = f"{PATH}{one['id']}/"

    assert fair.patch(path, {"required": False}).json() == {**one, "required": False}
    assert fair.put(path, P).json() == {**P, **DEFAULTS, "id": one["id"]}
    assert fair.delete(path).status_code == 204
    denied(fair.get(path), 404)


def test_items_are_not_held_to_properties(fair: Fair) -> None:
    """What is noted on an item is stored as it comes."""
    fair.made(PATH, {**P, "required": True, "allowed_values": ["red"]})
    noted = {"Color": "blue", "Shelf": "7"}

    assert fair.item()["meta_data"] == {}
    assert fair.item(meta_data=noted)["meta_data"] == noted


def test_property_of_another_event_is_out_of_reach(fair: Fair, other_fair: Fair) -> None:
    """404, for whatever is tried; Rob only looks."""
    path = f"{PATH}{other_fair.made(PATH, P)['id']}/"

    for method, body in (("GET", {}), ("PATCH", P), ("PUT", P), ("DELETE", {})):
        denied(fair.send(method, path, body), 404)
    assert other_fair.seen(PATH, token=ROB)["count"] == 1
    denied(other_fair.patch(path, P, token=ROB), 403)
