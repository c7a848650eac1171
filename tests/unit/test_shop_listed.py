"""Which rows a buyer sees, in which order, and why some cannot be bought (spec 07 §2, §3, §10)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shopping import (
    GONE,
    NOW,
    ORDERED,
    PLENTY,
    RESERVED,
    everything,
    ids,
    item,
    look,
    only,
    places,
    rows,
    showcase,
    voucher,
)
from willcall.shop.listed import Reason, index, preselected, seats
from willcall.shop.showcase import Category, Channels, Date, Override, Variation, Window

SOON, OVER = NOW + 1, NOW - 1
ON_DATE = 7


@pytest.mark.parametrize(
    ("fields", "is_listed", "reason"),
    [
        ({}, True, None),
        ({"active": False}, False, None),
        ({"window": Window(NOW, NOW)}, True, None),
        ({"window": Window(SOON)}, False, None),
        ({"window": Window(SOON, shown_before=True)}, True, Reason.NOT_YET),
        ({"window": Window(SOON, shown_after=True)}, False, None),
        ({"window": Window(ends=OVER)}, False, None),
        ({"window": Window(ends=OVER, shown_after=True)}, True, Reason.NO_LONGER),
        ({"window": Window(ends=OVER, shown_before=True)}, False, None),
        ({"require_bundling": True}, False, None),
        ({"channels": Channels(frozenset(("web",)))}, True, None),
        ({"channels": Channels(frozenset(("api.desk",)))}, False, None),
        ({"hide_without_voucher": True, "require_voucher": True}, False, None),
        ({"require_voucher": True}, True, Reason.VOUCHER_REQUIRED),
        ({"require_voucher": True, "window": Window(SOON, shown_before=True)}, True, Reason.NOT_YET),
    ],
)
def test_an_item_is_listed(fields: dict[str, Any], is_listed: bool, reason: Reason | None) -> None:
    found = rows(look(showcase(item(**fields))))

    assert [row.reason for row in found] == ([reason] if is_listed else [])


@pytest.mark.parametrize(
    ("fields", "shown", "reason"),
    [
        ({}, True, None),
        ({"active": False}, False, None),
        ({"window": Window(SOON)}, False, None),
        ({"window": Window(SOON, shown_before=True)}, True, Reason.NOT_YET),
        ({"channels": Channels(frozenset())}, False, None),
        ({"hide_without_voucher": True}, False, None),
    ],
)
def test_a_variation_is_listed_by_itself(fields: dict[str, Any], shown: bool, reason: Reason | None) -> None:
    shirt = item(variations=(Variation(11), Variation(12, **fields)))

    found = {row.variation.id: row.reason for row in rows(look(showcase(shirt))) if row.variation}

    assert found == {11: None} | ({12: reason} if shown else {})


def test_an_item_without_a_variation_left_is_not_listed() -> None:
    assert ids(look(showcase(item(variations=(Variation(11, active=False),))))) == []


def test_an_item_without_quota_is_not_listed() -> None:
    assert ids(look(showcase(item(1), item(2), quotas=[everything([item(2)])]))) == [2]


def test_a_variation_needs_a_quota_of_its_own() -> None:
    both = item(variations=(Variation(11), Variation(12)))
    first = item(variations=(Variation(11),))

    assert ids(look(showcase(both, quotas=[everything([first])]))) == [11]


def test_a_quota_of_another_date_does_not_count() -> None:
    shown = showcase(item(), dates={7: Date(NOW), 8: Date(NOW)}, quotas=[everything([item()], 1, 7)])

    assert ids(look(shown, subevent_id=7)) == [1]
    assert ids(look(shown, subevent_id=8)) == []


@pytest.mark.parametrize(
    ("override", "is_listed"),
    [
        (Override(), True),
        (Override(disabled=True), False),
        (Override(window=Window(NOW, NOW)), True),
        (Override(window=Window(SOON, shown_before=True)), False),
        (Override(window=Window(ends=OVER, shown_after=True)), False),
    ],
)
def test_a_date_hides_items_and_variations(override: Override, is_listed: bool) -> None:
    """Its own windows always hide; they have no mode."""
    dates = {ON_DATE: Date(NOW)}
    by_item = showcase(item(), dates=dates, item_overrides={(ON_DATE, 1): override})
    shirt = item(variations=(Variation(11),))
    by_variation = showcase(shirt, dates=dates, variation_overrides={(ON_DATE, 11): override})

    for shown in (by_item, by_variation):
        assert bool(ids(look(shown, subevent_id=ON_DATE))) is is_listed


def test_a_category_of_addons_or_for_cross_selling_only_is_not_listed() -> None:
    categories = [
        Category(1),
        Category(2, is_addon=True),
        Category(3, cross_selling_mode="only"),
        Category(4, cross_selling_mode="both"),
    ]
    items = [item(number, category_id=number) for number in (1, 2, 3, 4)]

    assert ids(look(showcase(*items, categories=categories))) == [1, 4]


def test_an_item_is_hidden_while_a_quota_has_places() -> None:
    early, late = item(1), item(2, hidden_if_quota=1)
    shown = showcase(early, late, quotas=[everything([early], 1), everything([late], 2)])

    assert ids(look(shown)) == [1]
    assert ids(look(shown, left={1: RESERVED})) == [1, 2]


def test_a_quota_that_is_gone_hides_nothing() -> None:
    assert ids(look(showcase(item(hidden_if_quota=555)))) == [1]


@pytest.mark.parametrize("shown_greyed", [True, False])
def test_an_item_is_hidden_or_greyed_while_another_can_be_had(shown_greyed: bool) -> None:
    early, late = item(1), item(2, hidden_if_item=1, hidden_if_item_shown=shown_greyed)
    shown = showcase(early, late, quotas=[everything([early], 1), everything([late], 2)])

    found = {row.item.id: row.reason for row in rows(look(shown))}

    assert found == {1: None} | ({2: Reason.OTHER_AVAILABLE} if shown_greyed else {})
    assert rows(look(shown, left={1: RESERVED}))[1].reason is None


def test_another_that_is_not_on_sale_hides_nothing() -> None:
    for fields in ({"active": False}, {"window": Window(SOON, shown_before=True)}):
        assert 2 in ids(look(showcase(item(1, **fields), item(2, hidden_if_item=1))))


def test_another_is_there_as_long_as_one_of_its_variations_is() -> None:
    early = item(1, variations=(Variation(11), Variation(12)))
    quotas = [
        everything([item(1, variations=(Variation(11),))], 1),
        everything([item(1, variations=(Variation(12),))], 2),
        everything([item(2)], 3),
    ]
    shown = showcase(early, item(2, hidden_if_item=1), quotas=quotas)

    assert 2 not in ids(look(shown, left={1: GONE}))
    assert 2 in ids(look(shown, left={1: GONE, 2: GONE}))


@pytest.mark.parametrize(
    ("left", "reason", "is_listed"),
    [
        (PLENTY, None, True),
        (places(3), None, True),
        (RESERVED, Reason.RESERVED, True),
        (ORDERED, Reason.SOLD_OUT, False),
        (GONE, Reason.SOLD_OUT, False),
    ],
)
def test_what_is_sold_out_says_so_or_is_hidden(left: Any, reason: Reason | None, is_listed: bool) -> None:
    """`hide_sold_out` leaves what is only reserved: it may come back."""
    assert only(look(showcase(item()), left={1: left})).reason is reason
    assert bool(ids(look(showcase(item(), rules={"hide_sold_out": True}), left={1: left}))) is is_listed


def test_the_worst_quota_decides() -> None:
    shown = showcase(item(), quotas=[everything([item()], 1), everything([item()], 2)])

    assert only(look(shown, left={1: places(3), 2: GONE})).reason is Reason.SOLD_OUT
    assert only(look(shown, left={1: RESERVED, 2: places(3)})).reason is Reason.RESERVED


def test_categories_stand_by_position_and_id_and_none_as_position_0() -> None:
    categories = [Category(5, position=0), Category(4, position=0), Category(6, position=2), Category(7, position=-3)]
    items = [item(number, category_id=number) for number in (4, 5, 6, 7)]

    groups = index(look(showcase(*items, item(9), categories=[*categories, Category(8)])))

    assert [group.category and group.category.id for group in groups] == [7, None, 4, 5, 6]


def test_items_stand_by_position_then_name_with_capitals_first() -> None:
    shown = showcase(item(1, "b"), item(2, "B"), item(3, "a"), item(4, "z", position=-1), item(5, "B"))

    assert ids(look(shown)) == [4, 2, 5, 3, 1]


def test_names_are_ordered_in_the_language_of_the_event() -> None:
    first, second = item(1, "A"), item(2, "B")
    first.name["de"], second.name["de"] = "Zwei", "Eins"

    assert ids(look(showcase(first, second, rules={"language": "de"}))) == [2, 1]


def test_one_is_filled_in_where_nothing_else_could_be_bought() -> None:
    one, greyed = item(1), item(2, require_voucher=True)
    quotas = [everything([one, greyed], 1), everything([item(3)], 2)]

    assert preselected(rows(look(showcase(one, greyed)))) == only(look(showcase(one)))
    assert preselected(rows(look(showcase(one, item(4))))) is None
    assert preselected(rows(look(showcase(one, item(3), quotas=quotas), left={2: GONE}))) is None


def test_products_with_seats_are_no_rows_of_the_list() -> None:
    shown = showcase(item(1), item(2), seated=[(None, 2)])

    assert ids(look(shown)) == [1]
    assert [row.item.id for row in seats(look(shown))] == [2]


def test_where_seats_are_not_chosen_they_are_rows_like_others() -> None:
    shown = showcase(item(1), item(2), seated=[(None, 2)], rules={"seating_choice": False})

    assert ids(look(shown)) == [1, 2]


def test_a_voucher_shows_only_what_it_is_good_for() -> None:
    shirt = item(2, variations=(Variation(21), Variation(22)))
    reds = item(2, variations=(Variation(21),))
    shown = showcase(item(1), shirt, quotas=[everything([item(1), shirt], 1), everything([reds], 2)])

    assert ids(look(shown, voucher=voucher())) == [1, 21, 22]
    assert ids(look(shown, voucher=voucher(item_id=1))) == [1]
    assert ids(look(shown, voucher=voucher(item_id=2))) == [21, 22]
    assert ids(look(shown, voucher=voucher(item_id=2, variation_id=22))) == [22]
    assert ids(look(shown, voucher=voucher(quota_id=2))) == [21]


def test_a_voucher_of_another_date_is_good_for_nothing() -> None:
    shown = showcase(item(), dates={7: Date(NOW), 8: Date(NOW)})

    assert ids(look(shown, subevent_id=7, voucher=voucher(subevent_id=7))) == [1]
    assert ids(look(shown, subevent_id=7, voucher=voucher(subevent_id=8))) == []


def test_a_voucher_shows_what_needs_one_and_hidden_things_if_it_may() -> None:
    hidden: dict[str, Any] = {"hide_without_voucher": True, "require_voucher": True}
    shown = showcase(
        item(1, require_voucher=True), item(2, **hidden),
        item(3, variations=(Variation(31, hide_without_voucher=True),)),
    )  # fmt: skip

    assert [(row.item.id, row.reason) for row in rows(look(shown, voucher=voucher()))] == [
        (1, None),
        (2, None),
        (3, None),
    ]
    assert ids(look(shown, voucher=voucher(show_hidden_items=False))) == [1]


@pytest.mark.parametrize("fields", [{"allow_ignore_quota": True}, {"block_quota": True, "item_id": 1}])
def test_a_voucher_that_spares_the_quota_shows_what_is_sold_out_as_available(fields: dict[str, Any]) -> None:
    row = only(look(showcase(item()), left={1: GONE}, voucher=voucher(max_usages=4, **fields)))

    assert (row.reason, row.max) == (None, 4)
    assert only(look(showcase(item()), left={1: GONE}, voucher=voucher())).reason is Reason.SOLD_OUT


def test_a_voucher_opens_no_window_and_no_addons() -> None:
    shown = showcase(
        item(1, window=Window(SOON, shown_before=True)), item(2, category_id=5), item(3, require_bundling=True),
        categories=[Category(5, is_addon=True)],
    )  # fmt: skip

    assert [(row.item.id, row.reason) for row in rows(look(shown, voucher=voucher()))] == [(1, Reason.NOT_YET)]
