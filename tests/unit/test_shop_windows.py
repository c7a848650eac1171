"""When anything may be sold (spec 07 §1)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shopping import DAY, FIRST_OF_JUNE, NOW, item, showcase
from willcall.kit import instants
from willcall.shop.showcase import Channels, Date
from willcall.shop.windows import Closed, last_of_day, presale, sale_of

AUTUMN = 7


def sale(event: Date, date: Date | None = None, now: int = NOW, **fields: Any) -> Closed | None:
    shown = showcase(item(), event=event, dates=None if date is None else {AUTUMN: date}, **fields)
    return sale_of(shown, None if date is None else AUTUMN, "web", now).closed


@pytest.mark.parametrize(
    ("event", "closed"),
    [
        (Date(NOW + DAY), None),
        (Date(NOW + DAY, presale_start=NOW), None),
        (Date(NOW + DAY, presale_start=NOW + 1), Closed.NOT_STARTED),
        (Date(NOW + DAY, presale_end=NOW), None),
        (Date(NOW + DAY, presale_end=NOW - 1), Closed.ENDED),
        (Date(NOW - DAY, NOW), None),
        (Date(NOW - DAY, NOW - 1), Closed.ENDED),
        (Date(NOW - DAY, NOW - 1, presale_end=NOW), None),
        (Date(NOW - 2 * DAY), Closed.ENDED),
    ],
)
def test_presale_ends_as_said_else_with_the_event_else_with_its_day(event: Date, closed: Closed | None) -> None:
    assert sale(event) is closed


def test_a_day_ends_where_the_event_is() -> None:
    """Half past eleven in the evening in Berlin is still the day of the event, one hour later is not."""
    morning = instants.to_us(instants.parse("2031-06-01T08:00:00Z"))

    assert last_of_day(morning, "Europe/Berlin") == instants.to_us(instants.parse("2031-06-01T22:00:00Z")) - 1
    assert last_of_day(morning, "UTC") == instants.to_us(instants.parse("2031-06-02T00:00:00Z")) - 1


def test_the_last_day_of_the_calendar_has_no_end() -> None:
    assert last_of_day(instants.to_us(instants.parse("9999-12-31T08:00:00Z")), "Europe/Berlin") is None


def test_reasons_are_told_in_their_order() -> None:
    ended = Date(NOW - 9 * DAY)

    assert sale(ended, live=False, channels=Channels(frozenset())) is Closed.NOT_LIVE
    assert sale(ended, channels=Channels(frozenset())) is Closed.WRONG_CHANNEL
    assert sale(ended, Date(NOW - DAY, NOW - 1, active=False)) is Closed.DATE_INACTIVE


def test_a_date_uses_the_later_start_and_the_earlier_end() -> None:
    shown = showcase(item(), event=Date(FIRST_OF_JUNE, presale_start=10, presale_end=40))

    assert (presale(shown, Date(99, presale_start=20, presale_end=50)).begins) == 20
    assert (presale(shown, Date(99, presale_start=5, presale_end=30)).begins) == 10
    assert (presale(shown, Date(99, presale_end=30)).ends) == 30
    assert (presale(shown, Date(99, presale_end=50)).ends) == 40


def test_a_series_itself_ends_by_its_own_presale_end_only() -> None:
    past, date = Date(NOW - 9 * DAY, NOW - 8 * DAY), Date(NOW + DAY)

    assert sale(past, date) is None
    assert sale(Date(NOW, presale_end=NOW - 1), date) is Closed.ENDED


@pytest.mark.parametrize("shows", [True, False])
def test_outside_of_the_presale_products_are_shown_if_the_event_wants_that(shows: bool) -> None:
    shown = showcase(item(), event=Date(NOW, presale_start=NOW + 1), rules={"show_outside_presale": shows})

    assert sale_of(shown, None, "web", NOW).lists(shown) is shows
    assert sale_of(shown, None, "web", NOW + 1).lists(shown)


def test_what_is_not_live_shows_nothing() -> None:
    shown = showcase(item(), live=False)

    assert not sale_of(shown, None, "web", NOW).lists(shown)
