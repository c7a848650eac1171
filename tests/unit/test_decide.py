"""The decision, told as stories: who is held, what that takes, and what one ask does to the others (spec 01 §4, 06 §4).

Refusals and their order are in `test_decide_refusals`.
"""

from __future__ import annotations

import msgspec
import pytest

from tests.engine import (
    ADA,
    BEN,
    FAILED,
    HELD,
    MISSING,
    NOW,
    RELEASED,
    RESERVATION_US,
    RETIRED,
    SHIRT,
    SHIRTS,
    SOLD_OUT,
    TICKET,
    TICKETS,
    WORKSHOP,
    WORKSHOPS,
    BoxOffice,
    L,
    S,
    ask,
    bulk,
    catalogue,
    child,
    key,
    release,
    wanted,
)
from willcall.kit.instants import MINUTE_US
from willcall.kit.values import replace
from willcall.reserve.ask import HoldAsk, Kept, Outcome, Reason
from willcall.reserve.book import Present
from willcall.reserve.catalogue import Catalogue, Quota
from willcall.rest.problems import NON_FIELD


@pytest.fixture
def fair() -> BoxOffice:
    """Every quota has no limit until a test says so."""
    return BoxOffice()


def test_the_last_place_goes_to_whoever_came_first(fair: BoxOffice) -> None:
    """Two buyers ask for one place in the same batch: the first is held."""
    fair.has(places=1)

    assert fair.decide(ask(cart_id=ADA), ask(cart_id=BEN)) == [HELD, SOLD_OUT]
    assert [hold.cart_id for hold in fair.decision.holds.values()] == [ADA]


def test_a_refusal_names_the_quota_in_the_documented_words(fair: BoxOffice) -> None:
    fair.has(places=0)

    fair.decide(ask())

    text = 'There is not enough quota available on quota "Tickets" to perform the operation.'
    assert fair.refused().problems == {NON_FIELD: [text]}


def test_a_family_is_held_together_or_not_at_all(fair: BoxOffice) -> None:
    fair.has(places=5)
    fair.has(places=1, quota_id=WORKSHOPS)

    assert fair.decide(ask(addons=(child(WORKSHOP), child(WORKSHOP)))) == [SOLD_OUT]
    assert (fair.left(TICKETS), fair.left(WORKSHOPS)) == (5, 1)


def test_a_parent_and_its_child_in_one_quota_need_two_places() -> None:
    together = Quota(TICKETS, "All", frozenset((TICKET, WORKSHOP)))
    fair = BoxOffice(catalogue([together]))
    fair.has(places=1)

    assert fair.decide(ask(bundled=(child(WORKSHOP),)), ask(WORKSHOP)) == [SOLD_OUT, HELD]


def test_of_several_short_quotas_the_main_item_s_are_named_first_and_by_name() -> None:
    """Ids say nothing: the quota that comes first by its name is named, then those of children (spec 01 §4.6)."""
    quotas = [
        Quota(1, "Zone", frozenset((TICKET,))),
        Quota(2, "House", frozenset((TICKET,))),
        Quota(3, "A room", frozenset((WORKSHOP,))),
        Quota(4, "House", frozenset((TICKET,))),
    ]
    named = []
    fair = BoxOffice(catalogue(quotas))
    for quota_id in (3, 1, 4, 2):
        fair.has(places=0, quota_id=quota_id)
        fair.decide(ask(addons=(child(WORKSHOP),)))
        named += fair.refused().problems[NON_FIELD]

    assert [text.split('"')[1] for text in named] == ["A room", "Zone", "House", "House"]


def test_an_item_in_two_quotas_needs_room_in_both() -> None:
    """Spec 06 §8: what was refused for the one took nothing from the other."""
    fair = BoxOffice(catalogue([Quota(1, "Q1", frozenset((TICKET,))), Quota(2, "Q2", frozenset((TICKET,)))]))
    fair.has(places=3, quota_id=1)
    fair.has(places=1, quota_id=2)

    assert fair.decide(ask(), ask()) == [HELD, SOLD_OUT]
    assert '"Q2"' in fair.refused(1).problems[NON_FIELD][0]
    assert (fair.left(1), fair.left(2)) == (2, 0)


def test_a_variation_takes_only_from_quotas_that_list_it() -> None:
    """Spec 06 §1: that the item is listed too means nothing for a sale with a variation."""
    small = Quota(1, "Small", frozenset((SHIRT,)), frozenset((S,)))
    fair = BoxOffice(catalogue([small]))
    fair.has(places=1, quota_id=1)

    outcome = fair.decide(ask(SHIRT, variation_id=L), ask(SHIRT, variation_id=S), ask(SHIRT, variation_id=S))

    assert outcome == [Reason.NO_QUOTA, HELD, SOLD_OUT]


def test_each_date_of_a_series_has_room_of_its_own() -> None:
    """Spec 06 W3: two dates of the same item in one bulk; a child without a date shares its parent's."""
    quotas = [Quota(date, f"Date {date}", frozenset((TICKET, WORKSHOP)), subevent_id=date) for date in (1, 2)]
    fair = BoxOffice(catalogue(quotas, has_subevents=True, subevent_ids=frozenset((1, 2))))
    fair.has(places=1, quota_id=1)
    fair.has(places=2, quota_id=2)

    outcome = fair.decide(
        bulk(
            wanted(subevent_id=1, subevent_given=True),
            wanted(subevent_id=2, subevent_given=True, addons=(child(WORKSHOP),)),
            wanted(subevent_id=1, subevent_given=True),
            wanted(subevent_id=3, subevent_given=True),
            wanted(subevent_given=True),
            wanted(),
        )
    )

    assert outcome == [(HELD, HELD, SOLD_OUT, Reason.FIELDS, Reason.FIELDS, Reason.FIELDS)]
    assert [hold.subevent_id for hold in fair.decision.holds.values()] == [1, 2, 2]


def test_children_come_after_their_parent_and_share_its_cart_and_expiry(fair: BoxOffice) -> None:
    later = NOW + 7 * MINUTE_US
    fair.decide(ask(cart_id=BEN, expires=later, addons=(child(WORKSHOP),), bundled=(child(SHIRT, S),)))

    held = fair.held()
    assert [hold.id for hold in held.all] == [1, 2, 3]
    assert [(hold.addon_to, hold.is_bundled) for hold in held.all] == [(None, False), (1, False), (1, True)]
    assert {(hold.cart_id, hold.expires, hold.created) for hold in held.all} == {(BEN, later, NOW)}


def test_without_a_wish_the_event_s_reservation_time_holds_and_the_ask_s_cart(fair: BoxOffice) -> None:
    fair.decide(ask())

    assert (fair.held().hold.expires, fair.held().hold.cart_id) == (NOW + RESERVATION_US, ADA)


def test_prices_are_believed_and_only_those_of_children_are_computed(fair: BoxOffice) -> None:
    """Spec 01 §5: a rule that includes the price gives it away, a variation's own price goes before its item's."""
    fair.decide(
        ask(
            price=-1,
            addons=(child(WORKSHOP), child(WORKSHOP, price=1), child(SHIRT, S), child(SHIRT, L)),
            bundled=(child(WORKSHOP), child(SHIRT, S), child(SHIRT, S, price=0)),
        )
    )

    held = fair.held()
    assert held.hold.price == -1
    assert [hold.price for hold in held.addons] == [900, 1, 0, 0]
    assert [hold.price for hold in held.bundled] == [500, 250, 0]


def test_an_add_on_that_is_paid_for_costs_what_its_variation_costs(fair: BoxOffice) -> None:
    ticket = fair.catalogue.items[TICKET]
    rules = tuple(replace(rule, price_included=False) for rule in ticket.addon_rules)
    items = {**fair.catalogue.items, TICKET: replace(ticket, addon_rules=rules)}
    fair.catalogue = replace(fair.catalogue, items=items)

    fair.decide(ask(addons=(child(SHIRT, S), child(SHIRT, L))))

    assert [hold.price for hold in fair.held().addons] == [1500, 1700]


def test_a_name_given_as_a_whole_is_kept_as_one_part(fair: BoxOffice) -> None:
    fair.decide(ask(attendee_name="Ada"), ask(name_parts={"given_name": "Ada"}), ask())

    parts = [fair.held(place).hold.name_parts for place in range(3)]
    assert parts == [{"_legacy": "Ada"}, {"given_name": "Ada"}, {}]


def test_an_expiry_in_the_past_needs_room_but_takes_none(fair: BoxOffice) -> None:
    """Spec 06 §4; the instant itself still counts."""
    fair.has(places=1)

    assert fair.decide(ask(expires=NOW - 1), ask(expires=NOW), ask(expires=NOW - 1)) == [HELD, HELD, SOLD_OUT]
    assert fair.decision.counted == {2: (TICKETS,)}
    assert fair.decision.taken == {TICKETS: 1}


def test_no_reservation_time_holds_for_the_instant_alone(fair: BoxOffice) -> None:
    """Spec 06 §8: it is over with the next tick of the clock, and until then it takes a place."""
    fair.catalogue = replace(fair.catalogue, reservation_time_us=0)

    assert fair.decide(ask()) == [HELD]
    assert fair.held().hold.expires == NOW


def test_a_closed_quota_has_no_place_even_without_limit(fair: BoxOffice) -> None:
    fair.has(places=None, closed=True)

    assert fair.decide(ask(), ask(WORKSHOP)) == [SOLD_OUT, HELD]


def test_who_waits_goes_before_who_comes_now(fair: BoxOffice) -> None:
    fair.has(places=1, waiting=1)

    assert fair.decide(ask()) == [SOLD_OUT]


def test_a_place_given_back_is_sold_again_in_the_same_batch(fair: BoxOffice) -> None:
    """A stored position and its child go; whoever asked before that came too early."""
    fair.has(places=1, held=1)
    fair.stores(51, Present((52,), (TICKETS,)))
    fair.stores(52, Present((), (WORKSHOPS,)))

    assert fair.decide(ask(), release(51), ask(), release(51)) == [SOLD_OUT, RELEASED, HELD, MISSING]
    assert fair.decision.released == [52, 51]
    assert fair.decision.taken == {TICKETS: 0, WORKSHOPS: -1}


def test_a_child_goes_alone_and_once(fair: BoxOffice) -> None:
    fair.has(places=5, quota_id=WORKSHOPS, held=1)
    fair.stores(51, Present((52,), (TICKETS,)))
    fair.stores(52, Present((), (WORKSHOPS,)))

    assert fair.decide(release(52), release(51), release(52)) == [RELEASED, RELEASED, MISSING]
    assert fair.decision.released == [52, 51]
    assert fair.left(WORKSHOPS) == 5


def test_what_was_held_in_this_batch_can_be_released_in_it(fair: BoxOffice) -> None:
    fair.has(places=1)

    assert fair.decide(ask(addons=(child(SHIRT, S),)), release(1), release(2), ask()) == [HELD, RELEASED, MISSING, HELD]
    assert list(fair.decision.holds) == [3]
    assert fair.decision.counted == {3: (TICKETS,)}
    assert fair.decision.taken == {TICKETS: 1, SHIRTS: 0}


def test_nothing_is_there_to_release(fair: BoxOffice) -> None:
    assert fair.decide(release(51)) == [MISSING]
    assert not fair.decision.writes


def test_a_bulk_goes_on_after_a_refusal(fair: BoxOffice) -> None:
    """A failing entry consumes nothing, so a smaller one after it may still succeed (spec 01 §11)."""
    fair.has(places=5)
    fair.has(places=1, quota_id=WORKSHOPS)
    two_workshops = wanted(addons=(child(WORKSHOP), child(WORKSHOP)))

    assert fair.decide(bulk(two_workshops, wanted(RETIRED), wanted(addons=(child(WORKSHOP),)), wanted(WORKSHOP))) == [
        (SOLD_OUT, Reason.FIELDS, HELD, SOLD_OUT)
    ]
    assert fair.left() == 4


def test_an_empty_bulk_has_no_outcomes(fair: BoxOffice) -> None:
    assert fair.decide(bulk()) == [()]


def test_a_key_is_answered_once_and_then_from_memory(fair: BoxOffice) -> None:
    """The second one takes nothing, whatever it asks for; a key belongs to its token."""
    fair.has(places=2)

    outcome = fair.decide(
        ask(once=key("k")), bulk(wanted(), wanted(), once=key("k")), ask(once=key("k", token_id=2)), ask()
    )

    assert outcome == [HELD, "held", HELD, SOLD_OUT]
    assert [once.identity for once, _ in fair.decision.kept] == [(1, "k"), (2, "k")]


def test_a_key_that_was_answered_before_this_batch_is_not_decided_again(fair: BoxOffice) -> None:
    fair.book.kept[1, "k"] = Kept(201, b"long ago")

    assert fair.decide(ask(once=key("k")), release(1, once=key("k"))) == ["long ago", "long ago"]
    assert not fair.decision.writes


def test_an_answer_that_is_not_kept_frees_its_key(fair: BoxOffice) -> None:
    fair.has(places=2)
    free = msgspec.structs.replace(key("k"), render=lambda *_: None)

    assert fair.decide(ask(once=free), ask(once=free)) == [HELD, HELD]
    assert fair.decision.kept == []


BROKEN = wanted(answers=(None,))
"""An ask that meets a bug: nothing of the sort comes from `wire`."""


def test_a_bug_fails_its_ask_alone(fair: BoxOffice) -> None:
    fair.has(places=2)

    assert fair.decide(ask(), HoldAsk((BROKEN,), bulk=False, cart_id=ADA), ask()) == [HELD, FAILED, HELD]


def test_a_bug_fails_its_entry_of_a_bulk_alone(fair: BoxOffice) -> None:
    fair.has(places=2)

    assert fair.decide(bulk(wanted(), BROKEN, wanted())) == [(HELD, Reason.FIELDS, HELD)]


def test_a_bug_while_the_answer_is_made_takes_nothing(fair: BoxOffice) -> None:
    """Who is told that something went wrong must not hold a place that nobody knows of."""

    def broken(_: Outcome, __: Catalogue) -> Kept:
        raise RuntimeError("a bug")

    fair.has(places=3, held=1)
    bad = msgspec.structs.replace(key("k"), render=broken)

    outcome = fair.decide(ask(), ask(addons=(child(WORKSHOP),), once=bad), bulk(wanted(), once=bad), ask(), ask())

    assert outcome == [HELD, FAILED, FAILED, HELD, SOLD_OUT]
    assert fair.decision.taken == {TICKETS: 2, WORKSHOPS: 0}
    assert fair.decision.counted.keys() == fair.decision.holds.keys()
    assert fair.decision.kept == []
