"""What a shop knows of an event: which quotas matter, when the clock changes something, which settings count."""

from __future__ import annotations

from tests.shopping import NOW, everything, item, showcase
from willcall.shop.fetch import rules_of
from willcall.shop.showcase import Bundle, Channels, Date, Rules, Window


def test_the_quotas_of_a_date_matter_and_those_that_hide_something() -> None:
    quotas = [everything([], 1, 7), everything([], 2, 8), everything([], 3, 7)]
    shown = showcase(
        item(hidden_if_quota=2), item(2, hidden_if_quota=555), dates={7: Date(0), 8: Date(0)}, quotas=quotas
    )

    assert [list(shown.quota_ids(date)) for date in (7, 8, None)] == [[1, 2, 3], [2], [2]]


def test_one_unit_needs_what_it_brings_along() -> None:
    pack, meal = item(1, bundles=(Bundle(2, count=2), Bundle(3, count=0))), item(2)
    shown = showcase(pack, meal, item(3), quotas=[everything([pack, meal], 1), everything([meal], 2)])

    assert shown.needs((1, None, None)) == {1: 3, 2: 2, 0: 1}
    assert shown.needs((2, None, None)) == {1: 1, 2: 1}
    assert shown.needs((3, None, None)) is None


def test_a_window_turns_at_its_beginning_and_after_its_end() -> None:
    window = Window(NOW, NOW + 5)

    assert list(window.turns()) == [NOW, NOW + 6]
    assert [window.open(turn) for turn in (NOW - 1, *window.turns())] == [False, True, False]
    assert list(Window().turns()) == []


def test_all_channels_are_everywhere() -> None:
    assert "anything" in Channels()
    assert "web" not in Channels(frozenset())


def test_settings_have_their_defaults() -> None:
    assert rules_of({}) == Rules()
    assert rules_of({"max_items_per_order": 4, "locale": "de"}) == Rules(max_items_per_order=4, language="de")
