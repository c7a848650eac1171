"""Carts of shops: when one is stale, what is short, what needs no room, and what is written of it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

import pytest
from msgspec import structs

from tests import engine
from tests.engine import (
    ADAS_CART,
    FAILED,
    HELD,
    MISSING,
    NOW,
    POSTER,
    POSTERS,
    RESERVATION_US,
    SAVED,
    SHIRT,
    SHORT,
    SOLD_OUT,
    STALE,
    TICKETS,
    WORKSHOP,
    WORKSHOPS,
    BoxOffice,
    S,
)
from willcall.reserve.ask import CartShort, Kept, SeatShown, size_of, work_of
from willcall.reserve.book import Present
from willcall.reserve.desk import Decision

if TYPE_CHECKING:
    from willcall.reserve.ask import CartAsk

SEATED: Final = frozenset(((None, engine.TICKET),))
LATER: Final = NOW + RESERVATION_US
PAST: Final = NOW - 1


@pytest.fixture
def box() -> BoxOffice:
    return BoxOffice()


def there(*quota_ids: int, expires: int = LATER, **fields: Any) -> Present:
    """A position that is in the cart, with places in these quotas."""
    return Present((), quota_ids, expires=expires, **fields)


def shown(number: int) -> SeatShown:
    """The seat of that number."""
    return engine.seat(f"A{number}", number).shown


# What is saved.


def test_new_positions_get_ids_and_the_instant_and_children_find_their_parents(box: BoxOffice) -> None:
    ticket = engine.in_cart(-7, created=1, cart_id="?")

    words = box.decide(engine.cart(ticket, engine.in_cart(-8, WORKSHOP, addon_to=-7), engine.in_cart(-9, POSTER)))

    assert words == [SAVED]
    saved = box.saved()
    assert (saved.version, saved.cart.id, saved.cart.cart_id) == (1, 1, ADAS_CART)
    assert [(one.id, one.addon_to, one.created, one.cart_id) for one in saved.holds] == [
        (2, None, NOW, ADAS_CART),
        (3, 2, NOW, ADAS_CART),
        (4, None, NOW, ADAS_CART),
    ]
    assert list(box.decision.holds.values()) == list(saved.holds)
    assert box.decision.counted == {2: (TICKETS,), 3: (WORKSHOPS,), 4: (POSTERS,)}
    assert box.decision.taken == {TICKETS: 1, WORKSHOPS: 1, POSTERS: 1}
    change = box.decision.carts[ADAS_CART]
    assert (change.row, change.was, change.version, change.change_id, change.ends) == (saved.cart, 0, 1, 1, False)


def test_kept_positions_are_renewed_and_the_rest_of_the_cart_goes_children_first(box: BoxOffice) -> None:
    box.has(3, held=2)
    box.has(1, WORKSHOPS, held=1)
    box.keeps_cart(4, p5=there(TICKETS), p6=there(TICKETS), p7=there(WORKSHOPS))
    kept = engine.in_cart(5, price=7, created=3)

    assert box.decide(engine.cart(kept, version=4, gone=(6,), extend_until=NOW + 8, channel="else")) == [SAVED]

    saved, decision = box.saved(), box.decision
    assert (saved.version, saved.holds) == (5, (kept,))
    assert (saved.cart.id, saved.cart.channel, saved.cart.extend_until) == (50, "web", NOW + 8)
    assert (decision.holds, decision.renewed, decision.released) == ({}, {5: kept}, [7, 6])
    assert decision.counted == {5: (TICKETS,)}
    assert +decision.taken == {}
    assert (decision.taken[TICKETS], decision.taken[WORKSHOPS]) == (-1, -1)
    assert (box.left(), box.left(WORKSHOPS)) == (2, 1)


def test_a_cart_that_ends_gives_everything_back(box: BoxOffice) -> None:
    box.has(2, held=2)
    box.keeps_cart(1, p5=there(TICKETS), p6=there(TICKETS))

    assert box.decide(engine.cart(version=1, ends=True)) == [SAVED]

    assert box.decision.released == [6, 5]
    assert box.decision.carts[ADAS_CART].ends
    assert box.left() == 2


def test_ids_are_needed_for_new_positions_and_for_the_change_itself() -> None:
    ask = engine.cart(engine.in_cart(5), engine.in_cart(-1), engine.in_cart(-2), gone=(8,), version=1)

    assert size_of(ask) == 3
    assert work_of(ask) == 4
    assert work_of(engine.cart()) == work_of(engine.release(1)) == 1


# When it is stale.


@pytest.mark.parametrize(
    ("stored", "ask"),
    [
        pytest.param(None, engine.cart(version=1), id="there is none"),
        pytest.param(1, engine.cart(engine.in_cart(-1)), id="there is one already"),
        pytest.param(2, engine.cart(engine.in_cart(5), version=1), id="it was changed"),
        pytest.param(1, engine.cart(engine.in_cart(5), version=1, catalogue_version=2), id="the catalogue is older"),
        pytest.param(1, engine.cart(engine.in_cart(5), version=1, catalogue_version=0), id="the catalogue is newer"),
        pytest.param(1, engine.cart(engine.in_cart(6), version=1), id="what it names is not in it"),
    ],
)
def test_an_ask_for_another_cart_than_there_is_is_stale(box: BoxOffice, stored: int | None, ask: CartAsk) -> None:
    if stored is not None:
        box.keeps_cart(stored, p5=there(TICKETS))
    box.has(9, held=1)

    assert box.decide(ask) == [STALE]
    assert not box.decision.writes


def test_of_several_asks_for_one_cart_in_a_batch_the_first_is_decided(box: BoxOffice) -> None:
    box.keeps_cart(1)

    assert box.decide(engine.cart(version=1), engine.cart(version=1), engine.cart(version=2)) == [SAVED, STALE, STALE]
    assert box.decide(engine.cart(cart_id="x", ends=True), engine.cart(cart_id="x")) == [SAVED, STALE]


# Room in quotas.


def test_everything_that_is_short_is_told_with_what_could_be_had_and_nothing_changes(box: BoxOffice) -> None:
    box.has(5, held=3)
    box.has(0, WORKSHOPS)
    box.honours("V", max_usages=1)
    box.shows(engine.seat("A1", 1, held_in_cart="other"))
    box.keeps_cart(1, p5=there(TICKETS))
    before = deepcopy(box.book)
    tickets = [engine.in_cart(number, voucher_id=1) for number in (5, -1, -2, -3)]

    ask = engine.cart(
        *tickets, engine.in_cart(-4, WORKSHOP), engine.in_cart(-5, POSTER), engine.in_cart(-6, seat=shown(1)), version=1
    )

    assert box.decide(ask) == [SHORT]
    assert box.decision.outcomes == [CartShort({TICKETS: 2, WORKSHOPS: 0}, {1: 1}, (1,))]
    assert box.book == before
    assert box.decision == Decision(outcomes=box.decision.outcomes)


@pytest.mark.parametrize(
    "quota",
    [
        pytest.param({"places": 9, "closed": True, "held": 2}, id="closed"),
        pytest.param({"places": 0, "held": 2}, id="shrunk"),
        pytest.param({"places": 1, "held": 5}, id="over-full"),
    ],
)
def test_what_is_kept_unexpired_needs_no_room(box: BoxOffice, quota: dict[str, Any]) -> None:
    box.has(**quota)
    box.keeps_cart(1, p5=there(TICKETS), p6=there(TICKETS))

    assert box.decide(engine.cart(engine.in_cart(5), engine.in_cart(6), version=1)) == [SAVED]
    assert box.decision.taken[TICKETS] == 0


def test_what_expired_and_was_handed_back_needs_room(box: BoxOffice) -> None:
    box.has(5, held=4)
    box.keeps_cart(1, p5=there(expires=PAST), p6=there(expires=PAST))
    both = engine.in_cart(5), engine.in_cart(6)

    assert box.decide(engine.cart(*both, version=1)) == [SHORT]
    assert box.decision.outcomes == [CartShort({TICKETS: 1})]
    box.has(5, held=3)
    assert box.decide(engine.cart(*both, version=1)) == [SAVED]
    assert box.decision.taken[TICKETS] == 2


def test_what_goes_makes_room_for_what_comes(box: BoxOffice) -> None:
    box.has(2, held=2)
    box.keeps_cart(1, p5=there(TICKETS), p6=there(TICKETS))

    assert box.decide(engine.cart(engine.in_cart(-1), engine.in_cart(-2), version=1)) == [SAVED]
    assert box.decision.released == [6, 5]
    box.keeps_cart(1, p5=there(TICKETS), p6=there(TICKETS))
    assert box.decide(engine.cart(*(engine.in_cart(-one) for one in range(1, 4)), version=1)) == [SHORT]
    assert box.decision.outcomes == [CartShort({TICKETS: 0})]


def test_an_over_full_quota_takes_back_before_it_gives(box: BoxOffice) -> None:
    """Its size was lowered below its use: who gives one back may have one, and no more."""
    box.has(3, held=6)
    box.keeps_cart(1, p5=there(TICKETS))

    assert box.decide(engine.cart(engine.in_cart(-1), engine.in_cart(-2), version=1)) == [SHORT]
    assert box.decide(engine.cart(engine.in_cart(-1), version=1)) == [SAVED]


def test_what_expires_in_the_past_needs_room_and_takes_none(box: BoxOffice) -> None:
    past = engine.in_cart(-1, expires=PAST)
    box.has(0)
    assert box.decide(engine.cart(past)) == [SHORT]

    box.has(1)
    box.shows(engine.seat("A1", 1))
    box.honours("V")
    assert box.decide(engine.cart(structs.replace(past, voucher_id=1, seat=shown(1)))) == [SAVED]
    assert (box.decision.counted, box.decision.uses, box.decision.seats) == ({}, {}, {})
    assert box.left() == 1


def test_the_rest_of_the_batch_finds_what_a_cart_leaves(box: BoxOffice) -> None:
    box.has(2, held=2)
    box.keeps_cart(1, p5=there(TICKETS), p6=there(TICKETS))

    words = box.decide(engine.ask(), engine.cart(engine.in_cart(5), version=1), engine.ask(), engine.ask())

    assert words == [SOLD_OUT, SAVED, HELD, SOLD_OUT]


# Vouchers.


def test_a_voucher_that_ignores_the_quota_needs_no_room_and_counts_over_the_size(box: BoxOffice) -> None:
    box.has(0)
    box.honours("V", ignores_quota=True)

    assert box.decide(engine.cart(engine.in_cart(-1, voucher_id=1))) == [SAVED]
    assert (box.decision.taken[TICKETS], box.decision.excused[TICKETS]) == (1, 1)
    assert (box.decision.uses, box.decision.used) == ({2: 1}, {1: 1})


def test_a_parents_voucher_that_ignores_the_quota_lets_in_what_is_bundled_with_it(box: BoxOffice) -> None:
    """Spec 07 §6; positions beside it need room as ever, and so do add-ons."""
    box.has(0)
    box.has(0, WORKSHOPS)
    box.honours("V", ignores_quota=True)
    family = engine.in_cart(-1, voucher_id=1), engine.in_cart(-2, WORKSHOP, addon_to=-1, is_bundled=True)
    workshop = engine.in_cart(-2, WORKSHOP, addon_to=-1)

    assert box.decide(engine.cart(engine.in_cart(-1, voucher_id=1), workshop)) == [SHORT]
    assert box.decision.outcomes == [CartShort({WORKSHOPS: 0})]

    assert box.decide(engine.cart(*family, engine.in_cart(-3, WORKSHOP))) == [SHORT]
    assert box.decision.outcomes == [CartShort({WORKSHOPS: 0})]
    assert box.decide(engine.cart(*family)) == [SAVED]
    assert box.decision.excused == {TICKETS: 1, WORKSHOPS: 1}


def test_a_place_that_needed_no_room_is_kept_for_itself_alone(box: BoxOffice) -> None:
    """The guest stays: nobody else may come in on the guest's place, and it is not excused once more."""
    box.has(1, held=1)
    box.honours("V", held=1, ignores_quota=True)
    box.keeps_cart(1, p5=there(TICKETS, voucher_id=1))
    guest = engine.in_cart(5, voucher_id=1)

    assert box.decide(engine.cart(guest, engine.in_cart(-1), version=1)) == [SHORT]
    assert box.decision.outcomes == [CartShort({TICKETS: 0})]
    assert box.decide(engine.cart(guest, version=1)) == [SAVED]
    assert +box.decision.excused == {}


def test_a_guest_that_expires_in_the_past_gives_the_place_up(box: BoxOffice) -> None:
    box.has(1, held=1)
    box.honours("V", held=1, ignores_quota=True)
    box.keeps_cart(1, p5=there(TICKETS, voucher_id=1))

    assert box.decide(engine.cart(engine.in_cart(5, voucher_id=1, expires=PAST), version=1)) == [SAVED]
    assert (box.left(), +box.decision.excused) == (1, {})


def test_a_voucher_needs_no_room_where_it_keeps_a_place_back_and_takes_none_there(box: BoxOffice) -> None:
    """Its block has the place already (spec 06 §2, §4)."""
    box.has(1, blocked=1)
    box.honours("V", blocks=True, blocked_quota_ids=frozenset((TICKETS,)))

    assert box.decide(engine.cart(engine.in_cart(-1, voucher_id=1), engine.in_cart(-2))) == [SHORT]
    assert box.decide(engine.cart(engine.in_cart(-1, voucher_id=1))) == [SAVED]
    assert (box.decision.counted, box.decision.taken[TICKETS]) == ({2: ()}, 0)


def test_a_parents_block_is_not_its_childrens(box: BoxOffice) -> None:
    box.has(0, WORKSHOPS)
    box.honours("V", blocks=True, blocked_quota_ids=frozenset((TICKETS, WORKSHOPS)))

    ask = engine.cart(engine.in_cart(-1, voucher_id=1), engine.in_cart(-2, WORKSHOP, addon_to=-1))

    assert box.decide(ask) == [SHORT]
    assert box.decision.outcomes == [CartShort({WORKSHOPS: 0})]


def test_uses_that_the_cart_has_already_need_no_room(box: BoxOffice) -> None:
    box.honours("V", max_usages=2, held=2)
    box.keeps_cart(1, p5=there(TICKETS, voucher_id=1))
    kept = engine.in_cart(5, voucher_id=1)

    assert box.decide(engine.cart(kept, engine.in_cart(-1, voucher_id=1), version=1)) == [SHORT]
    assert box.decision.outcomes == [CartShort(vouchers={1: 0})]
    assert box.decide(engine.cart(kept, version=1)) == [SAVED]
    assert (box.decision.uses, box.decision.used[1]) == ({5: 1}, 0)


def test_a_use_that_one_position_gives_up_another_may_have(box: BoxOffice) -> None:
    box.honours("V", held=1)
    box.keeps_cart(1, p5=there(TICKETS, voucher_id=1))

    assert box.decide(engine.cart(engine.in_cart(5), engine.in_cart(-1, voucher_id=1), version=1)) == [SAVED]
    assert box.decision.used[1] == 0


# What goes wrong.


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(engine.cart(engine.in_cart(-1, line=None)), id="a position of the API"),
        pytest.param(engine.cart(engine.in_cart(-2, addon_to=-1), engine.in_cart(-1)), id="a child before its parent"),
        pytest.param(engine.cart(engine.in_cart(-1), engine.in_cart(-1)), id="a position named twice"),
        pytest.param(engine.cart(engine.in_cart(-1, voucher_id=9)), id="a voucher that nobody knows"),
    ],
)
def test_what_contradicts_itself_fails_alone_and_takes_nothing(box: BoxOffice, ask: CartAsk) -> None:
    box.has(2)

    assert box.decide(ask, engine.cart(engine.in_cart(-1), engine.in_cart(-2))) == [FAILED, SAVED]
    assert len(box.decision.holds) == 2


def test_what_cannot_be_told_is_not_done(box: BoxOffice) -> None:
    box.has(1)

    def broken(*_: object) -> Kept:
        raise RuntimeError

    once = structs.replace(engine.key("k"), render=broken)
    assert box.decide(engine.cart(engine.in_cart(-1), once=once)) == [FAILED]
    assert (box.left(), box.decision.writes) == (1, False)


def test_a_key_is_answered_as_it_was_first(box: BoxOffice) -> None:
    ask = engine.cart(engine.in_cart(-1), once=engine.key("k"))

    assert box.decide(ask, ask) == [SAVED, SAVED]
    assert len(box.decision.holds) == 1
    assert [answer.body for _, answer in box.decision.kept] == [b"saved"]


def test_the_api_releases_nothing_that_a_shop_holds(box: BoxOffice) -> None:
    """Not even by the id that a position gets in the same batch."""
    assert box.decide(engine.cart(engine.in_cart(-1)), engine.release(2)) == [SAVED, MISSING]


def test_a_variation_counts_in_its_own_quotas(box: BoxOffice) -> None:
    box.decide(engine.cart(engine.in_cart(-1, SHIRT, variation_id=S)))

    assert box.decision.counted == {2: (engine.SHIRTS,)}
