"""What the shop of the reference showed its buyers, ours shows: every recorded look, on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.shop.counter import Case, Counter, opened
from tests.shop.needs_carts import NEEDS_CARTS

if TYPE_CHECKING:
    from tests.cast import Desk, Wire

HERE: Final = Path(__file__).parent
FILES: Final = ("index", "addons", "add_to_cart", "cart", "cross_selling")
LOOKS: Final = frozenset(("index", "redeem", "addons_page"))
CARTS_ONLY: Final = frozenset(("cart", "checkout"))
"""Looks at a cart, which change nothing of what others see."""


def cases() -> dict[str, Case]:
    """Every recorded case by its name."""
    return {
        case["id"]: case
        for file in FILES
        for case in json.loads((HERE / f"{file}.json").read_text(encoding="utf-8"))["cases"]
    }


ALL: Final = cases()
FROM: Final = {case: step for _, listed in NEEDS_CARTS.values() for case, step in listed.items()}


def playable(name: str) -> list[Wire]:
    """The steps of a case before those that need carts."""
    steps: list[Wire] = ALL[name]["steps"][: FROM.get(name)]
    return steps


PLAYED: Final = [name for name in ALL if playable(name)]


@pytest.mark.parametrize("name", PLAYED)
def test_shows_what_was_recorded(name: str, desk: Desk) -> None:
    """Rows, their order, prices, reasons, most units: as a buyer of the reference saw them."""
    counter = opened(desk, ALL[name])
    for number, step in enumerate(playable(name)):
        if step["do"] in LOOKS:
            compare(f"{name} step {number}", step["observed"], look(counter, step))
        elif step["do"] == "add":
            counter.hold(step)
        elif step["do"] not in CARTS_ONLY:
            counter.play(step)


def look(counter: Counter, step: Wire) -> Wire:
    """What is seen."""
    looks = {"index": counter.index, "redeem": counter.redeem, "addons_page": counter.addons_page}
    return looks[step["do"]](step)


def compare(place: str, observed: Wire, seen: Wire) -> None:
    """Reasons are recorded for some rows only; everything else must be just so."""
    expected: dict[str, Any] = dict(observed)
    reasons = expected.pop("reasons", {})
    known = seen.pop("reasons", {})
    assert seen == expected, place
    assert reasons.items() <= known.items(), place


@pytest.mark.parametrize("file", NEEDS_CARTS)
def test_what_needs_carts_was_recorded(file: str) -> None:
    """An entry that names no case, or no step of it, would hide a misspelling; one after the last look, nothing."""
    needs, listed = NEEDS_CARTS[file]
    for name, step in listed.items():
        assert name.rpartition("-")[0] == file
        assert 0 <= step < len(ALL[name]["steps"])
        assert step == 0 or ALL[name]["steps"][step - 1]["do"] in LOOKS, f"{name}: nothing is looked at before {step}"
    assert needs


def test_everything_of_the_list_and_of_vouchers_is_played() -> None:
    """What was recorded of the list of products waits for nothing but the one case that ends in a cart."""
    rest = [step for name in ALL if name.startswith("index-") for step in ALL[name]["steps"][FROM.get(name, 99) :]]

    assert {step["do"] for step in rest} <= {"add", "checkout"}
