"""The book: what a batch touches, what it is short of, and what a voucher has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine import (
    ADAS_CART,
    NOW,
    SHIRT,
    SHIRTS,
    TICKET,
    TICKETS,
    WORKSHOP,
    WORKSHOPS,
    L,
    S,
    ask,
    bulk,
    cart,
    catalogue,
    child,
    in_cart,
    key,
    release,
    voucher,
    wanted,
)
from tests.engine import seat as a_seat
from willcall.reserve.book import (
    Account,
    Present,
    Seat,
    StoredCart,
    named_by,
    place_of,
    short,
    still_held,
    uses_wanted,
)
from willcall.reserve.quota import Use

if TYPE_CHECKING:
    from willcall.reserve.ask import Ask

CATALOGUE = catalogue()


def account(size: int | None, held: int = 0) -> Account:
    """A quota of which so many places are held."""
    return Account(size, closed=False, use=Use(held=held))


def need(*asks: Ask) -> dict[int, int]:
    """The units that a batch could take at most."""
    return named_by(asks).need(CATALOGUE)


def test_a_batch_needs_a_unit_for_each_position_and_child() -> None:
    """Of each quota that the item or its variation is in; who releases needs nothing."""
    family = ask(TICKET, addons=(child(WORKSHOP), child(SHIRT, L)), bundled=(child(WORKSHOP),))

    assert need(family, ask(TICKET), release(1)) == {TICKETS: 2, WORKSHOPS: 2, SHIRTS: 1}
    assert need(release(1)) == {}


def test_a_batch_needs_units_for_children_of_either_kind_alone() -> None:
    assert need(ask(TICKET, addons=(child(WORKSHOP),))) == {TICKETS: 1, WORKSHOPS: 1}
    assert need(ask(TICKET, bundled=(child(WORKSHOP),))) == {TICKETS: 1, WORKSHOPS: 1}


def test_need_is_counted_by_quota() -> None:
    """However many places of the event take from it."""
    shirts = bulk(wanted(SHIRT, variation_id=L), wanted(TICKET))

    assert need(shirts, ask(TICKET), ask(SHIRT, variation_id=L)) == {TICKETS: 2, SHIRTS: 2}
    assert need(shirts, shirts, bulk(*[wanted(SHIRT, variation_id=S)] * 2)) == {TICKETS: 2, SHIRTS: 4}
    assert named_by([shirts, shirts]).places == {(SHIRT, L, None): 2, (TICKET, None, None): 2}


def test_an_entry_without_item_takes_nothing() -> None:
    """Not even from a quota whose item has a strange number."""
    assert place_of(wanted(None)) == (0, None, None)


@pytest.mark.parametrize(
    ("size", "held", "wants", "is_short"),
    [
        pytest.param(5, 3, 1, False, id="more room than wanted"),
        pytest.param(5, 3, 2, False, id="just enough"),
        pytest.param(5, 3, 3, True, id="one too few"),
        pytest.param(5, 5, 1, True, id="no room"),
        pytest.param(5_000, 1_000, 4_000, False, id="just enough of many"),
        pytest.param(None, 10, 99, False, id="no limit"),
    ],
)
def test_a_quota_is_short_when_it_has_less_than_is_wanted(
    size: int | None, held: int, wants: int, *, is_short: bool
) -> None:
    assert short({TICKETS: account(size, held)}, {TICKETS: wants}) == [TICKETS] * is_short


def test_only_quotas_of_the_book_are_short_and_in_the_order_of_their_ids() -> None:
    accounts = {SHIRTS: account(0), TICKETS: account(0)}

    assert short(accounts, {SHIRTS: 1, WORKSHOPS: 1, TICKETS: 1}) == [TICKETS, SHIRTS]


def test_a_voucher_is_never_used_less_than_not_at_all() -> None:
    """Its number of usages was lowered below its use."""
    assert [voucher(max_usages=usages, redeemed=1, held=1).uses_left for usages in (1, 2, 3)] == [0, 0, 1]


def test_what_a_batch_names() -> None:
    """Codes are counted in upper case, since a voucher may be asked for more often than it may be used."""
    asks: list[Ask] = [
        ask(voucher="vip", seat="A1"),
        bulk(wanted(voucher="VIP"), wanted(voucher="guest", seat="A1", subevent_id=2), wanted()),
        release(9),
        release(3),
        release(9),
    ]

    named = named_by(asks)
    assert named.codes == {"VIP": 2, "GUEST": 1}
    assert named.seats == {(None, "A1"), (2, "A1")}
    assert named.released == {3, 9}
    assert (named.carts, named.onces) == ([], {})


def test_a_batch_names_the_keys_of_its_requests() -> None:
    """Two requests with the same key are one, those of different tokens two."""
    a_key = key("x")
    keys = [a_key, a_key, key("x", token_id=2), key("y")]
    asks: list[Ask] = [ask(once=keys[0]), bulk(wanted(), once=keys[1]), release(1, once=keys[2]), cart(once=keys[3])]

    assert named_by(asks).onces == {(1, "x"): keys[1], (2, "x"): keys[2], (1, "y"): keys[3]}


def test_a_seat_without_place_stands_at_the_origin() -> None:
    bare = Seat(a_seat("A1").shown, None, TICKET)

    assert (bare.x, bare.y) == (0, 0)


def test_what_carts_of_shops_name() -> None:
    """The places of all that is to be in them, voucher uses by id, seats by date and guid; they name no codes."""
    seat = a_seat("B1").shown
    ask_of_shop = cart(
        in_cart(5, voucher_id=3, seat=seat, subevent_id=None),
        in_cart(-1, SHIRT, variation_id=L, voucher_id=3),
        in_cart(-2, subevent_id=2, seat=seat, voucher_id=4),
        gone=(9,),
    )
    asks: list[Ask] = [ask(voucher="VIP"), ask_of_shop, release(3)]

    named = named_by(asks)
    assert named.carts == [ask_of_shop]
    assert named.need(CATALOGUE) == {TICKETS: 2, SHIRTS: 1}
    assert named.seats == {(None, "B1"), (2, "B1")}
    assert uses_wanted(named.carts) == {3: 2, 4: 1}
    assert (named.codes, named.released) == ({"VIP": 1}, {3})


def test_what_a_cart_still_holds_needs_no_room() -> None:
    """What expired does, likewise what is new, where a position did not count so far, and another voucher."""
    stored = StoredCart(cart().cart, 1)
    stored.members = {
        5: Present((), (TICKETS, SHIRTS), voucher_id=3_000, expires=NOW),
        6: Present((), (TICKETS,), voucher_id=7_000, expires=NOW - 1),
        7: Present((), (), voucher_id=9_000, expires=NOW),
        8: Present((), (TICKETS,), expires=NOW + 1),
        9: Present((), (), voucher_id=1_000, expires=NOW),
    }
    # Equal to that of the cart, but as databases have numbers: another object.
    the_same = int(str(stored.members[5].voucher_id))
    wants = {5: the_same, 6: 7_000, 7: 4_000, 9: 4_000, -1: the_same, 8: None}
    ask_of_shop = cart(*(in_cart(number, voucher_id=voucher_id) for number, voucher_id in wants.items()))
    asks = [ask_of_shop, cart(in_cart(5), cart_id="other")]

    assert still_held(CATALOGUE, asks, {ADAS_CART: stored}, NOW) == ({TICKETS: 2}, {3_000: 1})
