"""What is offered beside the add-ons of a cart (spec 07 §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.discounting import cart, discount, hold, holds, only, scene
from tests.shopping import DAY, FIRST_OF_JUNE, GONE, NOW, RESERVED, everything, item, places, voucher
from willcall.cart.cross_selling import offers
from willcall.cart.discounts import discounted
from willcall.shop.listed import Reason
from willcall.shop.showcase import Channels, Date, Override, Variation, Window

if TYPE_CHECKING:
    from willcall.cart.contents import Scene
    from willcall.shop.showcase import Item

from tests.offering import D1, D2, D3, DATES, EXTRA, MERCH, MUG, SHIRT, TICKET, TICKETS, fair, maxima, merch, sections


@pytest.mark.parametrize("mode", ["only", "both"])
def test_condition_always_offers_all_of_the_category(mode: str) -> None:
    """cross_selling-03, -04: products that are in the list too, or nowhere else."""
    shown = fair(categories=[merch(mode=mode)])

    assert maxima(shown, [hold(TICKET)]) == {"Mug": 10, "Shirt": 10}
    assert maxima(shown, [hold(TICKET), hold(SHIRT), *holds(MUG, 2)]) == {"Mug": 8, "Shirt": 9}
    assert maxima(shown, [hold(TICKET), *holds(SHIRT, 9)]) == {"Mug": 10, "Shirt": 1}


@pytest.mark.parametrize("mode", ["only", "both"])
def test_no_condition_never_offers(mode: str) -> None:
    """cross_selling-05: and nothing breaks."""
    assert maxima(fair(categories=[merch(None, mode)]), [hold(TICKET)]) == {}


def test_categories_without_a_mode_offer_nothing() -> None:
    assert maxima(fair(categories=[merch("always", None)]), [hold(TICKET)]) == {}


def test_addon_categories_offer_nothing() -> None:
    assert maxima(fair(categories=[merch(is_addon=True)]), [hold(TICKET)]) == {}


@pytest.mark.parametrize("kind", ["top", "addon", "bundled"])
def test_condition_products_counts_every_position(kind: str) -> None:
    """cross_selling-06: bought for itself, as an add-on, or bundled; without a product to match, never."""
    named = item(9, "Named", category_id=EXTRA)
    asks = merch("products", match_item_ids=only(named))
    shown = fair(SHIRT, named, categories=[asks, merch("products", number=EXTRA)])
    parent = hold(TICKET)
    more = {"top": {}, "addon": {"addon_to": parent.id}, "bundled": {"addon_to": parent.id, "is_bundled": True}}[kind]

    assert maxima(shown, [parent]) == {}
    assert maxima(shown, [parent, hold(named, **more)]) == {"Shirt": 10}


def test_condition_products_counts_positions_of_any_date() -> None:
    """cross_selling-11: a match on one date is one on all dates of the cart."""
    vip = item(9, "Vip", category_id=TICKETS)
    shown = fair(vip, SHIRT, categories=[merch("products", match_item_ids=only(vip))], dates=DATES)
    positions = [hold(TICKET, subevent_id=D1), hold(TICKET, subevent_id=D2)]

    assert offers(scene(shown), cart(positions)) == ()
    found = offers(scene(shown), cart([*positions, hold(vip, subevent_id=D1)]))
    assert sections(found) == [(MERCH, D1, ["Shirt"]), (MERCH, D2, ["Shirt"])]


def test_an_empty_cart_is_offered_nothing() -> None:
    assert offers(scene(fair()), cart()) == ()


def test_the_usual_filters_apply() -> None:
    """cross_selling-10: what the list hides is hidden; what it shows without selling it is shown; no sold-out rows."""
    past = Window(None, NOW - DAY)
    fields: dict[str, dict[str, Any]] = {
        "Ok": {}, "Off": {"active": False}, "Past": {"window": past},
        "PastInfo": {"window": Window(None, NOW - DAY, shown_after=True)},
        "Vouchered": {"require_voucher": True}, "Hidden": {"hide_without_voucher": True},
        "NoChannel": {"channels": Channels(frozenset())}, "BundleOnly": {"require_bundling": True},
        "Few": {"max_per_order": 3}, "SoldOut": {}, "Reserved": {}, "NoQuota": {},
    }  # fmt: skip
    sold = {name: item(20 + at, name, category_id=MERCH, **more) for at, (name, more) in enumerate(fields.items())}
    plenty = [one for name, one in sold.items() if name not in ("SoldOut", "Reserved", "NoQuota")]
    quotas = [everything([TICKET, *plenty]), everything([sold["SoldOut"]], 2), everything([sold["Reserved"]], 3)]
    shown = fair(*sold.values(), quotas=quotas)
    left = {2: GONE, 3: RESERVED}

    (section,) = offers(scene(shown, left=left), cart([hold(TICKET)]))

    assert [(row.item.name["en"], row.max, row.reason) for row in section.rows] == [
        ("Few", 3, None), ("Ok", 10, None), ("PastInfo", 0, Reason.NO_LONGER),
        ("Vouchered", 0, Reason.VOUCHER_REQUIRED),
    ]  # fmt: skip
    assert maxima(shown, [hold(TICKET), *holds(sold["Few"], 2)], left=left)["Few"] == 1
    assert "Few" not in maxima(shown, [hold(TICKET), *holds(sold["Few"], 3)], left=left)


def test_a_voucher_of_the_cart_opens_nothing() -> None:
    hidden = item(5, "Hidden", category_id=MERCH, hide_without_voucher=True)
    code = voucher(show_hidden_items=True)

    assert maxima(fair(hidden), [hold(TICKET, voucher_id=code.id)], vouchers=[code]) == {}


def test_seated_products_are_excluded() -> None:
    assert maxima(fair(seated=[(None, SHIRT.id)]), [hold(TICKET)]) == {"Mug": 10}


def test_seated_products_are_offered_where_buyers_choose_no_seats() -> None:
    shown = fair(seated=[(None, SHIRT.id)], rules={"seating_choice": False})

    assert maxima(shown, [hold(TICKET)]) == {"Mug": 10, "Shirt": 10}


def test_the_maximum_is_the_smaller_of_free_quota_and_room_in_the_order() -> None:
    """cross_selling-14: of a quota of 3 the cart has one, so 2 are free and 2 are offered."""
    shown = fair(
        quotas=[everything([TICKET, MUG]), everything([SHIRT], 2)], rules={"max_items_per_order": 6},
    )  # fmt: skip

    assert maxima(shown, [hold(TICKET), hold(SHIRT), *holds(MUG, 4)], left={2: places(2)}) == {"Mug": 2, "Shirt": 2}


def test_children_lower_the_maximum_too() -> None:
    parent = hold(TICKET)

    assert maxima(fair(SHIRT), [parent, hold(SHIRT, addon_to=parent.id, is_bundled=True)]) == {"Shirt": 9}


def test_units_of_any_date_lower_the_maximum() -> None:
    """cross_selling-11: one taken on the third date is one less on each."""
    shown = fair(SHIRT, dates=DATES)
    positions = [hold(TICKET, subevent_id=D1), hold(SHIRT, subevent_id=D3)]

    found = offers(scene(shown), cart(positions))

    assert [(one.subevent_id, one.rows[0].max) for one in found] == [(D1, 9), (D3, 9)]


def test_variations_are_reduced_each_by_itself() -> None:
    small, large = Variation(31), Variation(32)
    shirt = item(2, "Shirt", category_id=MERCH, variations=(small, large))

    (section,) = offers(scene(fair(shirt)), cart([hold(TICKET), *holds(shirt, 4, variation_id=31)]))

    assert [row.max for row in section.rows] == [6, 10]


def test_a_most_of_the_product_counts_in_all_its_variations() -> None:
    """More could not be added."""
    shirt = item(2, "Shirt", category_id=MERCH, variations=(Variation(31), Variation(32)), max_per_order=5)

    (section,) = offers(scene(fair(shirt)), cart([hold(TICKET), *holds(shirt, 4, variation_id=31)]))

    assert [row.max for row in section.rows] == [1, 1]


@pytest.mark.parametrize(("own", "offered"), [(0, {}), (1, {"Shirt": 2}), (3, {"Shirt": 2})])
def test_fewer_than_the_least_of_the_product_are_not_offered(own: int, offered: dict[str, int]) -> None:
    """Three at least must be bought, and two are left: they could not be added without another."""
    shirt = item(2, "Shirt", category_id=MERCH, min_per_order=3)
    shown = fair(shirt, quotas=[everything([TICKET]), everything([shirt], 2)])

    assert maxima(shown, [hold(TICKET), *holds(shirt, own)], left={2: places(2)}) == offered


def test_how_full_the_cart_is_does_not_count() -> None:
    assert maxima(fair(), holds(TICKET, 10)) == {"Mug": 10, "Shirt": 10}


def test_categories_without_rows_disappear() -> None:
    shown = fair(SHIRT, categories=[merch(), merch(number=EXTRA)], rules={"max_items_per_order": 2})

    assert offers(scene(shown), cart([hold(TICKET), *holds(SHIRT, 2)])) == ()


def test_categories_come_by_position_and_id_negative_ones_first() -> None:
    """cross_selling-17, -20: V at -4 comes before W at 9."""
    found = [merch(number=110, position=9), merch(number=111, position=-4), merch(number=112), merch(number=109)]
    sold = [item(number, f"I{number}", category_id=number) for number in (109, 110, 111, 112)]

    offered = offers(scene(fair(*sold, categories=found)), cart([hold(TICKET)]))

    assert [one.category.id for one in offered] == [111, 109, 112, 110]


def test_series_are_offered_once_for_each_date_of_the_cart_at_its_prices() -> None:
    """cross_selling-11: by start, within a date by category; where the date has no quota for it, nothing."""
    lounge = item(4, "Lounge", category_id=EXTRA, default_price=1500)
    quotas = [everything([TICKET, SHIRT, lounge], 1, D1), everything([TICKET, SHIRT, lounge], 2, D2),
              everything([TICKET, lounge], 3, D3)]  # fmt: skip
    shown = fair(
        SHIRT, lounge, categories=[merch(), merch(number=EXTRA)], dates=DATES, quotas=quotas,
        item_overrides={(D2, SHIRT.id): Override(1800)},
    )  # fmt: skip

    found = offers(scene(shown), cart([hold(TICKET, subevent_id=date) for date in (D3, D2, D1)]))

    assert sections(found) == [
        (MERCH, D1, ["Shirt"]), (EXTRA, D1, ["Lounge"]), (MERCH, D2, ["Shirt"]), (EXTRA, D2, ["Lounge"]),
        (EXTRA, D3, ["Lounge"]),
    ]  # fmt: skip
    assert [one.rows[0].price.amount.gross for one in found] == [2000, 1500, 1800, 1500, 1500]


def test_dates_that_start_together_come_by_id() -> None:
    dates = {12: Date(FIRST_OF_JUNE), 11: Date(FIRST_OF_JUNE), 10: Date(FIRST_OF_JUNE + DAY)}
    shown = fair(SHIRT, dates=dates)

    found = offers(scene(shown), cart([hold(TICKET, subevent_id=date) for date in dates]))

    assert [one.subevent_id for one in found] == [11, 12, 10]


def test_dates_that_are_not_on_sale_are_offered_nothing() -> None:
    """Nothing could be added to them."""
    dates = {**DATES, D2: Date(FIRST_OF_JUNE + DAY, presale_end=NOW - 1), D3: Date(FIRST_OF_JUNE, active=False)}

    found = offers(scene(fair(SHIRT, dates=dates)), cart([hold(TICKET, subevent_id=date) for date in dates]))

    assert [one.subevent_id for one in found] == [D1]


@pytest.mark.parametrize("staff", [True, False])
def test_an_event_that_is_not_live_offers_to_its_organizer_only(staff: bool) -> None:
    seen: Scene = scene(fair(SHIRT, live=False))
    found = offers(type(seen)(seen.showcase, seen.now, seen.left, staff=staff), cart([hold(TICKET)]))

    assert bool(found) is staff


@settings(deadline=None, max_examples=150)
@given(
    taken=st.lists(st.sampled_from([TICKET, SHIRT, MUG]), min_size=1, max_size=12),
    free=st.integers(0, 12),
    most=st.none() | st.integers(0, 12),
    percent=st.integers(0, 100),
    condition=st.sampled_from(["always", "products", "discounts", None]),
)
def test_what_is_offered_can_be_had_at_its_price(
    taken: list[Item], free: int, most: int | None, percent: int, condition: str | None
) -> None:
    """Never more than are free, nor than an order may hold of the product; bought, it costs what was shown."""
    shirt = item(2, "Shirt", category_id=MERCH, default_price=1999, max_per_order=most)
    rule = discount(percent, condition_item_ids=only(TICKET), benefit_item_ids=only(shirt), benefit_cheapest_n=1)
    shown = fair(
        shirt, MUG, categories=[merch(condition, match_item_ids=only(TICKET))], discounts=(rule,),
        quotas=[everything([TICKET, MUG]), everything([shirt], 2)],
    )  # fmt: skip
    positions = [hold(one) for one in taken]
    left = {2: places(free) if free else GONE}

    for section in offers(scene(shown, left=left), cart(positions)):
        for row in section.rows:
            own = sum(one.item_id == row.item.id for one in positions)
            assert 0 < row.max <= (free if row.item.id == shirt.id else 10)
            assert row.max + own <= (10 if row.item.max_per_order is None else row.item.max_per_order)
            if condition == "discounts":
                bought = [*positions, *holds(row.item, row.max, row.item.default_price)]
                after = discounted(shown, "web", NOW, bought, {})
                assert [one.price for one in after[-row.max :]] == [row.price.amount.gross] * row.max
