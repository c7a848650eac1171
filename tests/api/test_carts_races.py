"""Carts when many want the same at once, and when answers are lost: exact, and never twice."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import httpx

from tests.api.carts import Buyer, asked, buyer, is_clean, line, on_sale, refused, stored
from tests.cast import Fair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.cast import Answer, Wire
    from tests.server import Server

CROWD: Final = 12
"""Buyers at once: enough for batches of several, and for some to lose more than once."""
PATIENCE_S: Final = 60
CHANGES: Final = 8


def at_once(fair: Fair, asks: Sequence[Callable[[Fair], Answer]]) -> list[Answer]:
    """What all are answered who ask at the same time, each over a connection of their own."""

    def ask(one: Callable[[Fair], Answer]) -> Answer:
        with httpx.Client(base_url=fair.client.base_url, timeout=PATIENCE_S) as client:
            return one(Fair(client, fair.tokens, fair.path, fair.slug))

    with ThreadPoolExecutor(len(asks)) as crowd:
        return [future.result() for future in [crowd.submit(ask, one) for one in asks]]


def codes(answers: Sequence[Answer]) -> Counter[str]:
    """How often each answer was given."""
    return Counter("granted" if one.is_success else one.json()["code"] for one in answers)


def ticket(fair: Fair, **fields: Any) -> tuple[Wire, Wire]:
    """A live event that sells one product."""
    made = fair.ticket(**fields)
    on_sale(fair)
    return made


def test_the_last_places_go_to_as_many_carts_as_there_are(fair: Fair, server: Server) -> None:
    item, quota = ticket(fair, size=5)

    answers = at_once(fair, [lambda own: asked(own, line(item))] * CROWD)

    assert codes(answers) == {"granted": 5, "quota_none": CROWD - 5}
    assert fair.left(quota) == 0
    assert {one.json()["left"] for one in answers if not one.is_success} == {0}
    assert is_clean(server, fair)


def test_a_place_with_its_addon_is_had_together_or_not_at_all(fair: Fair, server: Server) -> None:
    """Whoever gets no workshop takes no ticket away from others."""
    extras = fair.category("Workshops", is_addon=True)
    item, quota = fair.ticket(size=CROWD)
    workshop, room = fair.ticket(name="Juggling", size=4, category=extras["id"])
    fair.addon_rule(item, extras, min_count=1)
    on_sale(fair)

    answers = at_once(fair, [lambda own: asked(own, line(item, addons=[line(workshop)]))] * CROWD)

    assert codes(answers) == {"granted": 4, "quota_none": CROWD - 4}
    assert {(one.json()["line"], one.json()["addon"]) for one in answers if not one.is_success} == {(0, 0)}
    assert (fair.left(quota), fair.left(room)) == (CROWD - 4, 0)
    assert is_clean(server, fair)


def test_a_voucher_is_used_as_often_as_it_may_be(fair: Fair, server: Server) -> None:
    item, _ = ticket(fair, size=100)
    fair.voucher("THREE", max_usages=3)

    answers = at_once(fair, [lambda own: asked(own, line(item, voucher="three"))] * CROWD)

    told = codes(answers)
    assert told.pop("granted") == 3
    assert told == {"voucher_in_carts": CROWD - 3}
    assert is_clean(server, fair)


def test_changes_of_one_cart_at_once_come_one_after_the_other(fair: Fair, server: Server) -> None:
    """Each is worked out on what the one before has left; nothing is lost, nobody is told that it was done in vain."""
    item, quota = ticket(fair, size=100, max_per_order=100)
    fair.patch("settings/", {"max_items_per_order": 100})
    ada = buyer(fair, line(item))

    answers = at_once(
        fair, [lambda own: Buyer(own, ada.cart).send("POST", "lines/", {"lines": [line(item)]})] * CHANGES
    )

    granted = codes(answers)["granted"]
    assert codes(answers) == Counter({"granted": granted, "cart_changed": CHANGES - granted}) + Counter()
    assert granted >= 1
    assert all("retry-after" in one.headers for one in answers if not one.is_success)
    cart = ada.seen()
    assert (cart["quantity"], cart["version"], fair.left(quota)) == (1 + granted, 1 + granted, 99 - granted)
    assert is_clean(server, fair)


def test_of_changes_of_one_version_one_is_granted(fair: Fair, server: Server) -> None:
    item, _ = ticket(fair, size=100)
    ada = buyer(fair, line(item))

    def change(quantity: int) -> Callable[[Fair], Answer]:
        wanted = {"version": 1, "lines": [line(item, quantity)]}
        return lambda own: Buyer(own, ada.cart).send("PATCH", "", wanted)

    answers = at_once(fair, [change(number + 1) for number in range(CHANGES)])

    assert codes(answers) == {"granted": 1, "cart_changed": CHANGES - 1}
    assert ada.seen()["lines"] == next(one.json()["lines"] for one in answers if one.is_success)
    assert is_clean(server, fair)


def test_giving_up_while_others_change_ends_in_one_or_the_other(fair: Fair, server: Server) -> None:
    item, quota = ticket(fair, size=10)
    ada = buyer(fair, line(item))

    answers = at_once(
        fair,
        [lambda own: Buyer(own, ada.cart).send("DELETE")] * 2
        + [lambda own: Buyer(own, ada.cart).send("POST", "extend/")] * 4,
    )

    assert {one.status_code for one in answers} <= {200, 204, 404, 409}
    assert [one.status_code for one in answers[:2]].count(204) == 1
    assert (ada.send("GET").status_code, fair.left(quota)) == (httpx.codes.NOT_FOUND, 10)
    assert is_clean(server, fair)


# --- what is sent again ---


def key(text: str) -> dict[str, str]:
    """The header of a strict key."""
    return {"Idempotency-Key": f'"{text}"'}


def test_a_cart_that_is_made_again_under_its_key_is_the_same_with_its_secret(fair: Fair) -> None:
    """For organizers, and for visitors who send a secret of their own making."""
    item, quota = ticket(fair)
    own = {"Authorization": f"Cart {secrets.token_urlsafe(32)}"}

    for sent in ({"token": "main", "headers": key("a")}, {"token": "", "headers": own | key("a")}):
        first, again = (fair.post("carts/", {"lines": [line(item)]}, **sent) for _ in range(2))
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.content == first.content
        assert again.headers["cache-control"] == "no-store"
        other = fair.post("carts/", {"lines": [line(item, 2)]}, **sent)
        assert other.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert fair.left(quota) == 8


def test_nobody_gets_the_cart_of_another_by_their_key(fair: Fair) -> None:
    """Visitors' keys are not heeded without a secret of their own: the same one makes another cart."""
    item, quota = ticket(fair)
    body = {"lines": [line(item)]}
    ada, ben = (fair.post("carts/", body, token="", headers=key("1")).json() for _ in range(2))
    eve = fair.post(
        "carts/", body, token="", headers=key("1") | {"Authorization": f"Cart {secrets.token_urlsafe(32)}"}
    ).json()

    assert len({one["id"] for one in (ada, ben, eve)}) == len({one["secret"] for one in (ada, ben, eve)}) == 3
    assert fair.left(quota) == 7


def test_a_change_that_is_sent_again_is_done_once(fair: Fair, server: Server) -> None:
    """Also when the cart has moved on since, and when it is gone."""
    item, quota = ticket(fair)
    ada = buyer(fair, line(item))
    body = {"version": 1, "lines": [line(item)]}
    first = ada.send("POST", "lines/", body, **key("add"))
    ada.done("POST", "extend/")
    before = stored(server, fair)

    assert ada.send("POST", "lines/", body, **key("add")).content == first.content
    assert stored(server, fair) == before
    reused = ada.send("POST", "lines/", body | {"version": 2}, **key("add"))
    assert reused.status_code == httpx.codes.UNPROCESSABLE_ENTITY

    for _ in range(2):
        removed = ada.send("DELETE", f"positions/{ada.cart['lines'][0]['id']}/", **key("remove"))
        assert (removed.status_code, removed.json()["quantity"]) == (httpx.codes.OK, 1)
    assert fair.left(quota) == 9


def test_giving_up_twice_under_one_key_is_giving_up_once(fair: Fair) -> None:
    item, _ = ticket(fair)
    cart = fair.made("carts/", {"lines": [line(item)]})

    for _ in range(2):
        answer = fair.delete(f"carts/{cart['id']}/", headers=key("bye"))
        assert (answer.status_code, answer.content) == (httpx.codes.NO_CONTENT, b"")
    assert fair.delete(f"carts/{cart['id']}/").status_code == httpx.codes.NOT_FOUND


def test_a_refusal_is_kept_under_its_key(fair: Fair) -> None:
    """A place that gets free changes nothing of what was answered."""
    item, _ = ticket(fair, size=1)
    ada = fair.made("carts/", {"lines": [line(item)]})
    wanted = {"lines": [line(item)]}
    first = fair.post("carts/", wanted, headers=key("late"))
    refused(first, "quota_none")
    fair.delete(f"carts/{ada['id']}/")

    assert json.loads(fair.post("carts/", wanted, headers=key("late")).content) == first.json()
    assert fair.post("carts/", wanted, headers=key("new")).status_code == httpx.codes.CREATED


def test_the_same_key_at_once_is_worked_on_once(fair: Fair, server: Server) -> None:
    item, quota = ticket(fair)

    answers = at_once(fair, [lambda own: own.post("carts/", {"lines": [line(item)]}, headers=key("rush"))] * CHANGES)

    assert {one.status_code for one in answers} <= {201, 409}
    assert len({one.content for one in answers if one.is_success}) == 1
    assert fair.left(quota) == 9
    assert is_clean(server, fair)
