"""Which add-ons can be chosen with an item, and for how much (spec 07 §5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shopping import GONE, NOW, RESERVED, everything, item, look, showcase, voucher
from willcall.shop.addons import Choice, candidates, choice
from willcall.shop.listed import Look, Reason
from willcall.shop.showcase import AddOnRule, Category, Item, Variation, Window

EXTRAS = 5


def seen(*items: Item, left: Any = None, category: Category | None = None, code: Any = None) -> Look:
    return look(showcase(*items, categories=[category or Category(EXTRAS, is_addon=True)]), left=left, voucher=code)


def extra(number: int, **fields: Any) -> Item:
    return item(number, category_id=EXTRAS, **fields)


def chosen(seen_by: Look, **fields: Any) -> Choice:
    return choice(seen_by, AddOnRule(1, EXTRAS, **fields), candidates(seen_by, EXTRAS))


@pytest.mark.parametrize(
    ("category", "offered"),
    [
        (Category(EXTRAS), True),
        (Category(EXTRAS, is_addon=True), True),
        (Category(EXTRAS, cross_selling_mode="both"), True),
        (Category(EXTRAS, cross_selling_mode="only"), False),
    ],
)
def test_candidates_are_the_products_of_the_category(category: Category, offered: bool) -> None:
    found = candidates(seen(extra(2), item(3), category=category), EXTRAS)

    assert [row.item.id for row in found] == ([2] if offered else [])


def test_a_category_that_is_gone_has_no_candidates() -> None:
    assert candidates(seen(extra(2)), 555) == ()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"require_voucher": True}, Reason.VOUCHER_REQUIRED),
        ({"window": Window(NOW + 1, shown_before=True)}, Reason.NOT_YET),
        ({"window": Window(ends=NOW - 1, shown_after=True)}, Reason.NO_LONGER),
    ],
)
def test_candidates_that_cannot_be_bought_are_shown(fields: dict[str, Any], reason: Reason) -> None:
    (row,) = candidates(seen(extra(2, **fields)), EXTRAS)

    assert row.reason is reason


@pytest.mark.parametrize(("left", "reason"), [(GONE, Reason.SOLD_OUT), (RESERVED, Reason.RESERVED)])
def test_candidates_that_are_sold_out_are_shown(left: Any, reason: Reason) -> None:
    (row,) = candidates(seen(extra(2), left={1: left}), EXTRAS)

    assert row.reason is reason


@pytest.mark.parametrize("fields", [{"hide_without_voucher": True}, {"active": False}, {"require_bundling": True}])
def test_hidden_candidates_are_not_shown(fields: dict[str, Any]) -> None:
    assert candidates(seen(extra(2, **fields)), EXTRAS) == ()


def test_the_voucher_of_the_product_opens_no_candidates() -> None:
    code = voucher(item_id=1, allow_ignore_quota=True, price_mode="set", value=0)
    hidden, needs = extra(2, hide_without_voucher=True), extra(3, require_voucher=True)

    (row,) = candidates(seen(hidden, needs, left={1: GONE}, code=code), EXTRAS)

    assert (row.item.id, row.reason, row.price.amount.gross) == (3, Reason.VOUCHER_REQUIRED, 2300)


@pytest.mark.parametrize(("fields", "most"), [({"max_count": 3}, 1), ({"max_count": 3, "multi_allowed": True}, 3)])
def test_the_most_of_one_is_said_by_the_rule(fields: dict[str, Any], most: int) -> None:
    found = chosen(seen(extra(2, max_per_order=9)), **fields)

    assert found.row_max == most
    assert [row.max for row in found.rows(seen(extra(2)))] == [most]


def test_included_addons_cost_nothing() -> None:
    by_rule = chosen(seen(extra(2)), price_included=True)
    by_voucher = chosen(seen(extra(2), code=voucher(all_addons_included=True)))
    paid = chosen(seen(extra(2)))

    prices = [[row.price.amount.gross for row in one.rows(seen(extra(2)))] for one in (by_rule, by_voucher, paid)]
    assert prices == [[0], [0], [2300]]


@pytest.mark.parametrize(
    ("items", "fields", "ticked"),
    [
        ([extra(2)], {"min_count": 1}, 2),
        ([extra(2)], {}, None),
        ([extra(2)], {"min_count": 1, "max_count": 2}, None),
        ([extra(2), extra(3)], {"min_count": 1}, None),
        ([extra(2, free_price=True)], {"min_count": 1}, None),
        ([extra(2, variations=(Variation(21),))], {"min_count": 1}, None),
        ([extra(2, require_voucher=True)], {"min_count": 1}, None),
    ],
)
def test_one_plain_candidate_that_must_be_chosen_comes_ticked(
    items: list[Item], fields: dict[str, Any], ticked: int | None
) -> None:
    found = chosen(seen(*items), **fields).ticked

    assert (found and found.item.id) == ticked


@pytest.mark.parametrize(
    ("items", "fields", "can_be_met"),
    [
        ([], {}, True),
        ([], {"min_count": 1}, False),
        ([extra(2)], {"min_count": 1}, True),
        ([extra(2, require_voucher=True)], {"min_count": 1}, False),
        ([extra(2)], {"min_count": 2, "max_count": 2}, False),
        ([extra(2)], {"min_count": 2, "max_count": 2, "multi_allowed": True}, True),
        ([extra(2), extra(3)], {"min_count": 2, "max_count": 2}, True),
        ([extra(2, variations=(Variation(21), Variation(22)))], {"min_count": 2, "max_count": 2}, False),
    ],
)
def test_a_rule_that_can_never_be_met_says_so(items: list[Item], fields: dict[str, Any], can_be_met: bool) -> None:
    """Variations of one product count as that product: without `multi_allowed` it is chosen once."""
    assert chosen(seen(*items), **fields).can_be_met is can_be_met


def test_candidates_are_those_of_the_date() -> None:
    first, second = extra(2), extra(3)
    quotas = [everything([first], 1), everything([second], 2, subevent_id=7)]

    shown = showcase(first, second, categories=[Category(EXTRAS, is_addon=True)], quotas=quotas)

    assert [row.item.id for row in candidates(look(shown, subevent_id=7), EXTRAS)] == [3]
