"""Dates of a series: which date an ask is for, what it takes from, what it costs (spec 01 §5, §8.1)."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.engine import HELD, SHIRT, TICKET, WORKSHOP, BoxOffice, L, S, ask, bulk, catalogue, child, wanted
from willcall.reserve.ask import Reason
from willcall.reserve.catalogue import DateOverride, Quota
from willcall.reserve.making import listed_price
from willcall.rest.problems import NON_FIELD

MAY, JUNE, NEVER = 1, 2, 3
TICKETS_IN_MAY, TICKETS_IN_JUNE, OTHERS_IN_MAY, OTHERS_IN_JUNE = 201, 202, 203, 204
ALL_BUT_TICKETS: Final[dict[str, Any]] = {
    "item_ids": frozenset((WORKSHOP, SHIRT)),
    "variation_ids": frozenset((S, L)),
}
QUOTAS: Final = (
    Quota(TICKETS_IN_MAY, "May", frozenset((TICKET,)), subevent_id=MAY),
    Quota(TICKETS_IN_JUNE, "June", frozenset((TICKET,)), subevent_id=JUNE),
    Quota(OTHERS_IN_MAY, "More in May", subevent_id=MAY, **ALL_BUT_TICKETS),
    Quota(OTHERS_IN_JUNE, "More in June", subevent_id=JUNE, **ALL_BUT_TICKETS),
)


def on(date: int | None) -> dict[str, Any]:
    """The fields of an ask that names a date."""
    return {"subevent_id": date, "subevent_given": True}


@pytest.fixture
def series() -> BoxOffice:
    """The fair in May and in June; dearer in June."""
    return BoxOffice(
        catalogue(
            QUOTAS,
            has_subevents=True,
            subevent_ids=frozenset((MAY, JUNE)),
            item_overrides={(JUNE, WORKSHOP): DateOverride(1000), (JUNE, SHIRT): DateOverride(1600)},
            variation_overrides={(JUNE, L): DateOverride(1900), (MAY, L): DateOverride(None)},
        )
    )


@pytest.mark.parametrize("fields", [{}, on(None), on(NEVER)], ids=["left out", "null", "unknown"])
def test_a_series_needs_a_date_of_its_own(series: BoxOffice, fields: dict[str, Any]) -> None:
    """Vector 25; vector 26: a voucher that ignores quotas is no way around it."""
    series.honours("GUEST", ignores_quota=True)

    assert series.decide(ask(**fields), ask(voucher="GUEST", **fields)) == [Reason.FIELDS, Reason.FIELDS]
    assert list(series.refused(0).problems) == list(series.refused(1).problems) == ["subevent"]


def test_any_other_event_has_no_dates() -> None:
    """Vector 24: null is as good as nothing."""
    assert BoxOffice().decide(ask(**on(MAY)), ask(**on(None)), ask()) == [Reason.FIELDS, HELD, HELD]


def test_each_entry_of_a_bulk_takes_from_its_own_date(series: BoxOffice) -> None:
    """Vector 51 and weakness W3: the same item on another date is another quota's."""
    series.has(places=1, quota_id=TICKETS_IN_MAY, held=1)
    series.has(places=1, quota_id=TICKETS_IN_JUNE)

    assert series.decide(bulk(wanted(**on(JUNE)), wanted(**on(MAY)), wanted(**on(JUNE)))) == [
        (HELD, Reason.NOT_ENOUGH, Reason.NOT_ENOUGH)
    ]
    assert series.decision.taken == {TICKETS_IN_JUNE: 1}


def test_a_child_is_of_the_date_of_its_parent_unless_it_has_its_own(series: BoxOffice) -> None:
    assert series.decide(ask(**on(MAY), addons=(child(WORKSHOP), child(WORKSHOP, **on(JUNE))))) == [HELD]

    assert [hold.subevent_id for hold in series.held().all] == [MAY, MAY, JUNE]
    assert series.decision.taken == {TICKETS_IN_MAY: 1, OTHERS_IN_MAY: 1, OTHERS_IN_JUNE: 1}


@pytest.mark.parametrize("fields", [{}, on(None), on(NEVER)], ids=["left out", "null", "unknown"])
def test_a_wrong_date_is_told_once(series: BoxOffice, fields: dict[str, Any]) -> None:
    """Children that share it are in no quota because of it; what else is wrong with them is told."""
    sound, wrong = child(WORKSHOP), child(WORKSHOP, S)

    assert series.decide(ask(**fields, addons=(sound,)), ask(**fields, addons=(sound, wrong))) == [Reason.FIELDS] * 2
    assert list(series.refused(0).problems) == ["subevent"]
    assert series.refused(1).problems["addons"] == [{}, {NON_FIELD: [Reason.VARIATION_UNEXPECTED.value[1]]}]


@pytest.mark.parametrize("date", [None, NEVER])
def test_a_date_of_a_child_that_is_wrong_is_told_with_the_child(series: BoxOffice, date: int | None) -> None:
    assert series.decide(ask(**on(MAY), addons=(child(WORKSHOP), child(WORKSHOP, **on(date))))) == [Reason.FIELDS]
    assert [list(one) for one in series.refused().problems["addons"]] == [[], ["subevent"]]


PRICES = [
    pytest.param(MAY, child(WORKSHOP), 900, id="the item's"),
    pytest.param(JUNE, child(WORKSHOP), 1000, id="the item's on that date"),
    pytest.param(JUNE, child(WORKSHOP, **on(MAY)), 900, id="on the date of the child"),
    pytest.param(MAY, child(WORKSHOP, price=1), 1, id="as sent"),
]


@pytest.mark.parametrize(("date", "addon", "price"), PRICES)
def test_a_price_left_out_is_that_of_the_date(series: BoxOffice, date: int, addon: Any, price: int) -> None:
    series.decide(ask(**on(date), addons=(addon,)))

    assert series.held().addons[0].price == price


@pytest.mark.parametrize(
    ("date", "variation_id", "price"), [(MAY, S, 1500), (MAY, L, 1700), (JUNE, S, 1600), (JUNE, L, 1900)]
)
def test_a_variation_has_its_own_price_before_the_items(
    series: BoxOffice, date: int, variation_id: int, price: int
) -> None:
    """Spec 01 §5: item, the date's item, variation, the date's variation."""
    assert listed_price(series.catalogue, series.catalogue.items[SHIRT], variation_id, date) == price
