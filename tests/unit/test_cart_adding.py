"""Adding to a cart: the rules of a line in their order, and what is made of it (spec 07 §6, §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.carting import addon, contents, empty, line, refused, scene, seat, stored
from tests.shopping import DAY, FIRST_OF_JUNE, NOW, everything, item, showcase, voucher
from willcall.cart import planning
from willcall.cart.adding import PRICE_MAX, refusal_of
from willcall.cart.contents import Plan, WantedLine
from willcall.cart.refusals import Code
from willcall.kit.values import replace
from willcall.reserve.ask import AnswerWanted
from willcall.reserve.catalogue import Option, Question
from willcall.shop.showcase import (
    AddOnRule,
    Bundle,
    Category,
    Channels,
    Date,
    Override,
    TaxRule,
    Variation,
    Window,
)

if TYPE_CHECKING:
    from willcall.cart.contents import Scene
    from willcall.shop.showcase import Item, Showcase

PAST: Final = Window(ends=NOW - DAY)
LATER: Final = Window(begins=NOW + DAY, shown_before=True)
NOWHERE: Final = Channels(frozenset())
EXTRAS: Final = Category(7, is_addon=True)
RED, BLUE = Variation(10), Variation(11, active=False)


def code(world: Scene, wanted: WantedLine, channel: str = "web") -> Code | None:
    """Why a line cannot be added, by itself."""
    found = refusal_of(world, channel, wanted)
    return None if found is None else found.code


def sold(*items: Item, **fields: Any) -> Scene:
    """A world in which these are sold."""
    vouchers = fields.pop("vouchers", ())
    seats = fields.pop("seats", ())
    return scene(showcase(*items, **fields), vouchers=vouchers, seats=seats)


PLAIN: Final = item()
SERIES: Final = {"dates": {5: Date(FIRST_OF_JUNE), 6: Date(FIRST_OF_JUNE, active=False)}}
SOON, OVER = Date(FIRST_OF_JUNE, presale_start=NOW + 1), Date(FIRST_OF_JUNE, presale_end=NOW - 1)


@pytest.mark.parametrize(
    ("world", "wanted", "expected"),
    [
        (sold(PLAIN), line(), None),
        (sold(PLAIN, **SERIES), line(), Code.DATE_REQUIRED),
        (sold(PLAIN, **SERIES), line(subevent_id=9), Code.DATE_UNKNOWN),
        (sold(PLAIN), line(subevent_id=5), Code.DATE_UNKNOWN),
        (sold(PLAIN), line(seat="A-9"), Code.SEAT_INVALID),
        (sold(PLAIN), line(2), Code.NOT_FOR_SALE),
        (sold(PLAIN), WantedLine(), Code.NOT_FOR_SALE),
        (sold(PLAIN), line(voucher="NOPE"), Code.VOUCHER_UNKNOWN),
        (sold(PLAIN, quotas=()), line(), Code.UNAVAILABLE),
        (sold(item(free_price=True)), line(price=PRICE_MAX + 1), Code.PRICE_TOO_HIGH),
        (sold(item(free_price=True)), line(price=PRICE_MAX), None),
        (sold(PLAIN), line(price=PRICE_MAX + 1), None),
        (sold(item(require_voucher=True)), line(), Code.VOUCHER_REQUIRED),
        (sold(item(require_voucher=True), vouchers=[voucher()]), line(voucher=" summer "), None),
        (sold(item(hide_without_voucher=True)), line(), Code.VOUCHER_REQUIRED),
        (
            sold(item(hide_without_voucher=True), vouchers=[voucher(show_hidden_items=False)]),
            line(voucher="SUMMER"),
            Code.VOUCHER_REQUIRED,
        ),
        (sold(item(active=False)), line(), Code.UNAVAILABLE),
        (sold(item(window=PAST)), line(), Code.UNAVAILABLE),
        (sold(item(window=LATER)), line(), Code.UNAVAILABLE),
        (sold(item(channels=NOWHERE)), line(), Code.UNAVAILABLE),
        (sold(item(variations=(RED, BLUE))), line(variation_id=10), None),
        (sold(item(variations=(RED, BLUE))), line(variation_id=11), Code.UNAVAILABLE),
        (sold(item(variations=(RED, BLUE))), line(), Code.NOT_FOR_SALE),
        (sold(item(variations=(RED, BLUE))), line(variation_id=12), Code.NOT_FOR_SALE),
        (sold(PLAIN), line(variation_id=10), Code.NOT_FOR_SALE),
        (
            sold(PLAIN, **SERIES, item_overrides={(5, 1): Override(disabled=True)}),
            line(subevent_id=5),
            Code.NOT_FOR_SALE,
        ),
        (sold(PLAIN, **SERIES, item_overrides={(5, 1): Override(window=PAST)}), line(subevent_id=5), Code.NOT_FOR_SALE),
        (sold(PLAIN, vouchers=[voucher(item_id=2)]), line(voucher="SUMMER"), Code.VOUCHER_WRONG_PRODUCT),
        (sold(PLAIN, vouchers=[voucher(quota_id=2)]), line(voucher="SUMMER"), Code.VOUCHER_WRONG_PRODUCT),
        (sold(PLAIN, vouchers=[voucher(seat_id=4)]), line(voucher="SUMMER"), Code.VOUCHER_WRONG_SEAT),
        (
            sold(PLAIN, **SERIES, vouchers=[voucher(subevent_id=6)]),
            line(voucher="SUMMER", subevent_id=5),
            Code.VOUCHER_WRONG_DATE,
        ),
        (sold(PLAIN, vouchers=[voucher(window=PAST)]), line(voucher="SUMMER"), Code.VOUCHER_EXPIRED),
        (sold(PLAIN, **SERIES), line(subevent_id=6), Code.DATE_INACTIVE),
        (sold(PLAIN, dates={5: SOON}), line(subevent_id=5), Code.PRESALE_NOT_STARTED),
        (sold(PLAIN, dates={5: OVER}), line(subevent_id=5), Code.PRESALE_ENDED),
        (sold(PLAIN, seated=[(None, 1)]), line(), Code.SEAT_INVALID),
        (sold(PLAIN, seated=[(None, 1)], rules={"seating_choice": False}), line(), None),
        (sold(PLAIN, seats=[seat("A-1")]), line(seat="A-1"), Code.SEAT_INVALID),
        (sold(PLAIN, seats=[seat("A-1")], seated=[(None, 1)]), line(seat="A-1"), None),
        (sold(item(category_id=7), categories=[EXTRAS]), line(), Code.ADDON_ONLY),
        (sold(item(category_id=7), categories=[EXTRAS], vouchers=[voucher()]), line(voucher="SUMMER"), Code.ADDON_ONLY),
        (sold(item(require_bundling=True)), line(), Code.BUNDLED_ONLY),
        (sold(item(bundles=(Bundle(2),)), item(2, active=False)), line(), Code.UNAVAILABLE),
        (sold(item(bundles=(Bundle(2),)), item(2, require_bundling=True, require_voucher=True)), line(), None),
    ],
)  # fmt: skip
def test_each_line_is_looked_at_by_itself(world: Scene, wanted: WantedLine, expected: Code | None) -> None:
    assert code(world, wanted) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"active": False, "category_id": 7}, Code.UNAVAILABLE),
        ({"hide_without_voucher": True, "require_bundling": True}, Code.VOUCHER_REQUIRED),
        ({"require_voucher": True, "category_id": 7}, Code.VOUCHER_REQUIRED),
        ({"require_voucher": True, "active": False}, Code.VOUCHER_REQUIRED),
        ({"require_bundling": True, "category_id": 7}, Code.ADDON_ONLY),
    ],
)
def test_the_first_broken_rule_is_told(fields: dict[str, Any], expected: Code) -> None:
    assert code(sold(item(**fields), categories=[EXTRAS]), line()) is expected


def test_a_line_comes_before_the_presale_and_the_size_of_the_cart() -> None:
    """Of several lines the first that fails is told; nothing of the others is added."""
    world = sold(
        PLAIN, item(2, active=False), event=Date(FIRST_OF_JUNE, presale_start=NOW + 1), rules={"max_items_per_order": 1}
    )

    found = refused(planning.add(world, empty(), [line(1, 5), line(2), line(3)]))
    assert (found.code, found.line) == (Code.UNAVAILABLE, 1)
    assert refused(planning.add(world, empty(), [line(1, 5)])).code is Code.PRESALE_NOT_STARTED


@pytest.mark.parametrize("quantity", [0, -1, -(10**18)])
def test_no_line_or_an_amount_below_one_selects_nothing(quantity: int) -> None:
    assert refused(planning.add(sold(PLAIN), empty(), [])).code is Code.NOTHING_SELECTED
    found = refused(planning.add(sold(PLAIN), empty(), [line(), line(1, quantity)]))
    assert (found.code, found.line) == (Code.NOTHING_SELECTED, 1)


def test_a_line_of_a_cart_is_none_of_a_new_one() -> None:
    assert refused(planning.add(sold(PLAIN), empty(), [line(id=3)])).code is Code.UNKNOWN_LINE


def test_the_product_of_a_seat_replaces_the_one_that_is_sent() -> None:
    world = sold(PLAIN, item(2, default_price=5000), seated=[(None, 2)], seats=[seat("A-1", item_id=2)])

    assert contents(planning.add(world, empty(), [line(1, seat="A-1")])) == [(2, 5000)]


def test_a_product_hidden_for_others_or_for_cross_selling_can_be_added_directly() -> None:
    """Listing is not selling (§2)."""
    only = Category(8, cross_selling_mode="only", cross_selling_condition="always")
    world = sold(item(category_id=8, hidden_if_quota=1, hidden_if_item=2), item(2), categories=[only])

    assert contents(planning.add(world, empty(), [line()])) == [(1, 2300)]


def test_an_event_that_is_not_live_is_sold_by_its_organizer_only() -> None:
    world = sold(PLAIN, live=False)

    assert refused(planning.add(world, empty(), [line()])).code is Code.NOT_LIVE
    assert contents(planning.add(replace(world, staff=True), empty(), [line()])) == [(1, 2300)]


def test_an_event_is_sold_on_its_channels_only() -> None:
    world = sold(PLAIN, channels=Channels(frozenset(["shop"])))

    assert refused(planning.add(world, empty(), [line()])).code is Code.WRONG_CHANNEL
    assert contents(planning.add(world, empty(channel="shop"), [line()])) == [(1, 2300)]


def test_bundled_products_come_with_each_unit_and_are_part_of_its_price() -> None:
    world = sold(item(default_price=2000, bundles=(Bundle(2, None, 2, 150),)), item(2, default_price=400))
    plan = planning.add(world, empty(), [line(1, 2)])

    assert contents(plan) == [(1, 1700), (2, 150), (2, 150)] * 2
    cart = stored(plan)
    assert [hold.is_bundled for hold in cart.holds] == [False, True, True] * 2
    assert {hold.addon_to for hold in cart.holds} == {None, cart.holds[0].id, cart.holds[3].id}


def test_bundles_that_cost_more_than_their_parent_still_cost_what_they_cost() -> None:
    world = sold(item(default_price=2000, bundles=(Bundle(2, None, 1, 2500),)), item(2))

    assert contents(planning.add(world, empty(), [line()])) == [(1, 0), (2, 2500)]


def test_a_bundled_product_without_a_quota_makes_its_parent_unavailable() -> None:
    with_meal, meal = item(bundles=(Bundle(2),)), item(2)
    world = sold(with_meal, meal, quotas=[everything([with_meal])])

    assert code(world, line()) is Code.UNAVAILABLE


def test_a_bundle_of_none_brings_nothing_and_needs_no_quota() -> None:
    world = sold(item(bundles=(Bundle(2, None, 0),)), item(2, active=False))

    assert contents(planning.add(world, empty(), [line()])) == [(1, 2300)]


def test_a_typed_price_counts_for_products_with_a_free_price_and_never_lowers_it() -> None:
    world = sold(item(default_price=1000, free_price=True), item(2, default_price=1000))

    def price(item_id: int, typed: int | None) -> int:
        return contents(planning.add(world, empty(), [line(item_id, price=typed)]))[0][1]

    assert [price(1, typed) for typed in (None, 700, 1500, -2000)] == [1000, 1000, 1500, 1000]
    assert price(2, 1500) == 1000


def test_tax_is_added_to_the_price() -> None:
    world = sold(item(tax=TaxRule(190000, included=False)))

    assert contents(planning.add(world, empty(), [line()])) == [(1, 2737)]


def names_of(shown: Showcase, **fields: Any) -> Any:
    """What is stored of a line's names, or why it is not."""
    plan = planning.add(scene(shown), empty(), [line(**fields)])
    return plan.holds[0].name_parts if isinstance(plan, Plan) else refused(plan).code


def test_names_are_kept_as_a_whole_or_in_parts() -> None:
    shown = showcase(PLAIN)

    assert names_of(shown) == {}
    assert names_of(shown, attendee_name="Ada") == {"_legacy": "Ada"}
    assert names_of(shown, name_parts={"full_name": "Ada"}) == {"full_name": "Ada"}
    assert names_of(shown, attendee_name="Ada", name_parts={}) == {"_legacy": "Ada"}
    assert names_of(shown, attendee_name="Ada", name_parts={"full_name": "Ben"}) is Code.NAME_INVALID
    assert names_of(shown, attendee_name="A" * 256) is Code.NAME_INVALID
    assert names_of(shown, name_parts={"full_name": "A" * 256}) is Code.NAME_INVALID


def asking(shown: Showcase) -> Showcase:
    """The shop asks for a colour, too."""
    option = Option(31, "RED", {"en": "Red"})
    engine = replace(shown.engine, questions={3: Question(3, "C", "COLOUR", {31: option})})
    return replace(shown, engine=engine)


def test_answers_are_stored_in_their_normal_form_or_refused() -> None:
    world = scene(asking(showcase(PLAIN)))
    plan = planning.add(world, empty(), [line(answers=(AnswerWanted(3, "x", (31,)),))])
    assert isinstance(plan, Plan)
    assert [(one.question_id, one.text) for one in plan.holds[0].answers] == [(3, "Red")]

    found = refused(planning.add(world, empty(), [line(), line(answers=(AnswerWanted(3, "x"),))]))
    assert (found.code, found.line) == (Code.ANSWER_INVALID, 1)
    assert found.details == {"answers": [{"non_field_errors": ["Name an option of the question."]}]}


def test_add_ons_are_not_looked_at_when_nothing_is_said_of_them() -> None:
    """The add-ons step is still to come."""
    ticket = item(addon_rules=(AddOnRule(1, 7, 1, 2),))
    world = sold(ticket, item(2, category_id=7, default_price=1000), categories=[EXTRAS])

    assert contents(planning.add(world, empty(), [line()])) == [(1, 2300)]
    assert refused(planning.add(world, empty(), [line(addons=())])).code is Code.ADDON_MIN_COUNT
    assert contents(planning.add(world, empty(), [line(1, 2, addons=(addon(2),))])) == [(1, 2300), (2, 1000)] * 2
