"""How many of a row can be chosen (spec 07 §4, §6, 06 §3)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shopping import GONE, ORDERED, PLENTY, RESERVED, everything, item, look, only, places, showcase, voucher
from willcall.reserve.quota import Availability, State
from willcall.shop.limits import together
from willcall.shop.listed import Reason
from willcall.shop.showcase import Bundle


@pytest.mark.parametrize(
    ("left", "of_item", "most"),
    [
        (PLENTY, None, 10),
        (places(3), None, 3),
        (places(30), None, 10),
        (PLENTY, 2, 2),
        (PLENTY, 25, 25),
        (places(20), 25, 20),
        (places(1), 2, 1),
        (PLENTY, 0, 0),
    ],
)
def test_the_most_of_a_row_is_what_is_left_or_what_an_order_may_hold(
    left: Availability, of_item: int | None, most: int
) -> None:
    """An item's own most counts as it is, above the order's as well."""
    assert only(look(showcase(item(max_per_order=of_item)), left={1: left})).max == most


def test_a_voucher_lowers_it_to_its_usages_whatever_carts_hold() -> None:
    seen = look(showcase(item()), voucher=voucher(max_usages=5, redeemed=2, in_carts=2))

    assert only(seen).max == 3


def test_what_cannot_be_bought_has_no_most() -> None:
    assert only(look(showcase(item(require_voucher=True)))).max == 0


@pytest.mark.parametrize(("child", "count", "most"), [(5, 2, 2), (4, 2, 2), (2, 2, 1), (30, 3, 10), (5, 0, 10)])
def test_what_comes_along_needs_places_too(child: int, count: int, most: int) -> None:
    pack, meal = item(1, bundles=(Bundle(2, count=count),)), item(2, require_bundling=True)
    shown = showcase(pack, meal, quotas=[everything([pack], 1), everything([meal], 2)])

    assert only(look(shown, left={2: places(child)})).max == most


def test_too_few_places_for_one_are_as_good_as_none() -> None:
    pack, meal = item(1, bundles=(Bundle(2, count=2),)), item(2, require_bundling=True)
    shown = showcase(pack, meal, quotas=[everything([pack], 1), everything([meal], 2)])
    row = only(look(shown, left={2: places(1)}))

    assert (row.reason, row.max, row.availability) == (Reason.SOLD_OUT, 0, GONE)


def test_a_quota_that_is_shared_is_needed_once_for_each_part() -> None:
    pack, meal = item(1, bundles=(Bundle(2, count=2),)), item(2, require_bundling=True)

    assert only(look(showcase(pack, meal), left={1: places(7)})).max == 2


def test_what_comes_along_without_a_quota_makes_it_sold_out() -> None:
    pack, meal = item(1, bundles=(Bundle(2),)), item(2, require_bundling=True)

    assert only(look(showcase(pack, meal, quotas=[everything([pack])]))).reason is Reason.SOLD_OUT


@pytest.mark.parametrize(
    ("left", "found"),
    [
        ([PLENTY, PLENTY], PLENTY),
        ([PLENTY, places(3)], places(3)),
        ([places(4), places(3)], places(3)),
        ([places(4), RESERVED], RESERVED),
        ([RESERVED, ORDERED], ORDERED),
        ([GONE, ORDERED], GONE),
    ],
)
def test_the_worst_state_and_the_smallest_number_count(left: list[Any], found: Availability) -> None:
    assert together({1: 1, 2: 1}, dict(enumerate(left, 1))) == found


def test_a_quota_that_is_there_no_more_has_nothing() -> None:
    assert together({1: 1}, {}) == Availability(State.GONE, 0)
