"""Carts and whoever means harm: foreign carts, guessed ids, wrong secrets, bodies that are no requests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from tests.api.carts import Buyer, asked, buyer, is_clean, line, refused, stored, ticket
from tests.cast import EVE, NO_BODY
from tests.wire import Refused, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Answer, Fair
    from tests.server import Server

HUGE: Final = 10**30
TEXTS: Final = "<texts>"
ATTACK: Final = '<script>alert("Ada")</script>'
ENDPOINTS: Final[tuple[tuple[str, str, Any], ...]] = (
    ("GET", "", None),
    ("GET", "addons/", None),
    ("GET", "cross_selling/", None),
    ("PATCH", "", {"lines": []}),
    ("POST", "lines/", {"lines": []}),
    ("POST", "voucher/", {"voucher": "ANY"}),
    ("POST", "extend/", {}),
    ("DELETE", "positions/1/", None),
    ("DELETE", "", None),
)


def everywhere(fair: Fair, cart_id: str, **request: Any) -> Iterator[Answer]:
    """What each endpoint of a cart answers."""
    for method, below, body in ENDPOINTS:
        path = f"carts/{cart_id}/{below}"
        yield fair.send(method, path, NO_BODY if body is None else body, **request)


@pytest.mark.parametrize("secret", ["wrong", "", "A" * 43, "x" * 4_000, "ä", "'", "Token"])
def test_a_wrong_secret_is_as_good_as_no_cart(fair: Fair, server: Server, secret: str) -> None:
    ada = buyer(fair, line(ticket(fair)))
    before = stored(server, fair)
    headers = {"Authorization": f"Cart {secret}".encode()} if secret else {}

    answers = [
        *everywhere(fair, ada.cart["id"], token="", headers=headers),
        *everywhere(fair, "nobodys", token="", headers=headers),
    ]

    assert {(answer.status_code, answer.content) for answer in answers} == {
        (httpx.codes.NOT_FOUND, b'{"detail":"There is no such object."}')
    }
    assert stored(server, fair) == before


def test_a_cart_opens_for_its_own_secret_alone(fair: Fair) -> None:
    item = ticket(fair)
    ada, ben = buyer(fair, line(item)), buyer(fair, line(item))
    eve = {"Authorization": f"Cart {ben.cart['secret']}"}

    assert {one.status_code for one in everywhere(fair, ada.cart["id"], token="", headers=eve)} == {404}
    assert ada.seen()["version"] == 1
    assert ada.seen()["id"] != ben.seen()["id"]


def test_a_cart_is_not_found_in_another_event(fair: Fair, other_fair: Fair) -> None:
    ada = buyer(fair, line(ticket(fair)))
    ticket(other_fair)
    headers = {"Authorization": f"Cart {ada.cart['secret']}"}

    assert {one.status_code for one in everywhere(other_fair, ada.cart["id"], token="", headers=headers)} == {404}
    assert {one.status_code for one in everywhere(other_fair, ada.cart["id"])} == {404}


def test_another_organizer_gets_nowhere(fair: Fair) -> None:
    ada = buyer(fair, line(ticket(fair)))

    assert {one.status_code for one in everywhere(fair, ada.cart["id"], token=EVE)} == {403}


@pytest.mark.parametrize("cart_id", ["1", "%00", "a" * 300, "..%2f..", "%27%20OR%201=1--", "%F0%9F%8E%9F", "@api"])
def test_what_cannot_be_a_cart_is_none(fair: Fair, cart_id: str) -> None:
    ticket(fair)

    assert {one.status_code for one in everywhere(fair, cart_id)} == {404}


def test_positions_of_others_cannot_be_named(fair: Fair, server: Server) -> None:
    item = ticket(fair)
    ada, ben = buyer(fair, line(item)), buyer(fair, line(item))
    api = fair.hold(item)["id"]
    before = stored(server, fair)

    for number in (ada.cart["lines"][0]["id"], api, 0, -1, HUGE):
        told = refused(ben.send("PATCH", "", {"lines": [{"id": number, "quantity": 1}]}), "unknown_line")
        assert told["line"] == 0
        assert ben.send("DELETE", f"positions/{number}/").status_code == httpx.codes.NOT_FOUND
    assert stored(server, fair) == before


@pytest.mark.parametrize("odd", [1.0, 1.5, "1", True, [], {}])
def test_numbers_are_whole_numbers_of_json(fair: Fair, odd: object) -> None:
    """Other endpoints take texts for numbers; nobody who writes a new client has to be forgiven."""
    item = ticket(fair)["id"]

    for name in ("item", "variation", "quantity", "subevent"):
        Refused({"lines": [{}, {name: TEXTS}]}).check(asked(fair, line(item), {"item": item, name: odd}))
    addon = {"item": item, "addons": [{"item": item, "quantity": odd}]}
    Refused({"lines": [{"addons": [{"quantity": TEXTS}]}]}).check(asked(fair, addon))


@pytest.mark.parametrize("quantity", [-1, -HUGE, 501, 2**31, 2**63, HUGE])
def test_a_quantity_has_bounds(fair: Fair, quantity: int) -> None:
    item = ticket(fair)

    Refused({"lines": [{"quantity": TEXTS}]}).check(asked(fair, line(item, quantity)))


def test_nothing_is_no_quantity(fair: Fair) -> None:
    item = ticket(fair)

    refused(asked(fair, line(item, 0)), "nothing_selected")
    refused(asked(fair), "nothing_selected")


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, HUGE])
def test_ids_of_nothing_are_no_product(fair: Fair, number: int) -> None:
    item = ticket(fair)["id"]

    refused(asked(fair, line(number)), "not_for_sale")
    refused(asked(fair, line(item, variation=number)), "not_for_sale")
    refused(asked(fair, line(item, addons=[line(number)])), "addon_not_offered")


@pytest.mark.parametrize("price", [5, 5.5, True, ["5"], {"gross": "5"}])
def test_a_price_is_a_text(fair: Fair, price: object) -> None:
    Refused({"lines": [{"price": TEXTS}]}).check(asked(fair, line(ticket(fair), price=price)))


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ([], ["non_field_errors"]),
        ({}, ["lines"]),
        ({"lines": None}, ["lines"]),
        ({"lines": {}}, ["lines"]),
        ({"lines": "x"}, ["lines"]),
        ({"lines": [], "sales_channel": 7.5, "other": 1}, None),
        ({"lines": [], "sales_channel": "x" * 191}, ["sales_channel"]),
        ({"lines": [], "sales_channel": "web\0"}, ["sales_channel"]),
    ],
)
def test_a_body_that_cannot_be_read_is_told_by_field(fair: Fair, body: object, places: list[str] | None) -> None:
    ticket(fair)
    answer = fair.post("carts/", body, token="")

    if places is None:
        refused(answer, "sales_channel_unknown")
    else:
        at(*places).check(answer)


def test_problems_are_told_in_step_with_the_lines(fair: Fair) -> None:
    item = ticket(fair)["id"]
    lines = [line(item), line(item, seat="\0"), {"quantity": 1}, line(item, addons=[{}, line(item)]), "x"]
    answer = fair.post("carts/", {"lines": lines}, token="")

    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert [sorted(one) for one in answer.json()["lines"]] == [
        [], ["seat"], ["item"], ["addons"], ["non_field_errors"],
    ]  # fmt: skip


def test_too_many_lines_are_refused_at_once(fair: Fair, server: Server) -> None:
    item = ticket(fair)
    before = stored(server, fair)

    at("lines").check(asked(fair, *[line(item)] * 501))
    at("lines").check(fair.post("carts/", {"lines": [line(item)] * 100_000}))
    assert asked(fair, *[line(item)] * 100_000).status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE
    at("lines").check(asked(fair, *[line(item, 500)] * 5))
    at("lines").check(asked(fair, line(item, 500, addons=[line(item, 4)])))
    at("lines").check(asked(fair, *(line(item, voucher=f"CODE{number}") for number in range(51))))
    assert stored(server, fair) == before


def test_a_body_that_is_too_large_is_refused(fair: Fair) -> None:
    ada = buyer(fair, line(ticket(fair)))
    large = json.dumps({"lines": [{"item": 1, "attendee_name": "x" * 10**7}]})

    answer = fair.send("POST", "carts/", content=large, token="")
    assert answer.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE
    assert ada.seen()["version"] == 1


@pytest.mark.parametrize(
    "content",
    [
        b'{"lines": [{"item": 1, "seat": "\\ud800"}]}', b'{"lines": [{"item": 1, "seat": "\xff"}]}', b"{", b"nope",
        b'{"lines": [{"item": NaN}]}', b'{"lines": [{"item": 1e999}]}', b'{"lines":' + b"[" * 10_000,
        b'{"lines":' + b"[" * 200 + b"]" * 200 + b"}",
    ],
    ids=lambda content: content[:40].decode("latin-1"),
)  # fmt: skip
def test_what_is_no_json_is_refused(fair: Fair, content: bytes) -> None:
    ticket(fair)
    answer = fair.send("POST", "carts/", content=content, token="")

    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json()["detail"]


@pytest.mark.parametrize("field", ["attendee_name", "attendee_email", "voucher", "seat"])
def test_the_nul_character_never_comes_in(fair: Fair, field: str) -> None:
    Refused({"lines": [{field: TEXTS}]}).check(asked(fair, line(ticket(fair)) | {field: "a\0b"}))


def test_of_a_key_that_is_named_twice_the_last_counts(fair: Fair) -> None:
    item = ticket(fair)["id"]
    content = f'{{"lines": [{{"item": 1, "item": {item}, "quantity": 3, "quantity": 2}}]}}'
    answer = fair.send("POST", "carts/", content=content, token="")

    assert (answer.status_code, answer.json()["quantity"]) == (httpx.codes.CREATED, 2)


def test_html_in_names_stays_what_it_is(fair: Fair) -> None:
    ada = buyer(fair, line(ticket(fair), attendee_name=ATTACK))

    assert ada.seen()["lines"][0]["attendee_name"] == ATTACK
    assert ada.send("GET").headers["content-type"] == "application/json"
    assert ada.send("GET").headers["x-content-type-options"] == "nosniff"


def test_what_only_the_server_says_cannot_be_sent(fair: Fair) -> None:
    """Ids of carts and lines, prices, sums and secrets of a body count for nothing."""
    item = ticket(fair)
    body = {"id": "mine", "secret": "mine", "version": 7, "expires": "2099-01-01T00:00:00Z", "total": {"gross": "0.00"}}
    wanted = {**line(item), "id": 7, "unit": {"gross": "0.00"}, "expires": "2099-01-01T00:00:00Z", "rule": 1}
    cart = fair.post("carts/", {**body, "lines": [wanted]}, token="").json()

    assert (cart["version"], cart["total"]["gross"], cart["seconds_left"]) == (1, "23.00", 1_800)
    assert "mine" not in (cart["id"], cart["secret"])


def test_an_answer_shows_nothing_of_others(fair: Fair) -> None:
    item = ticket(fair)
    ada = buyer(fair, line(item, attendee_name="Ada Lovelace", attendee_email="ada@example.org"))
    ben = buyer(fair, line(item))
    heard = "".join(ben.send("GET", below).text for below in ("", "addons/", "cross_selling/"))

    for word in ("Ada", "ada@", ada.cart["id"], ada.cart["secret"]):
        assert word not in heard
    assert "hash" not in heard


def test_secrets_are_not_stored(fair: Fair, server: Server) -> None:
    ada = buyer(fair, line(ticket(fair)))

    assert ada.cart["secret"] not in repr(stored(server, fair))


def test_after_all_that_every_counter_is_right(fair: Fair, server: Server) -> None:
    item = ticket(fair)
    ada = Buyer(fair, buyer(fair, line(item, 2)).cart)
    for quantity in (1, 5, 0, 3):
        ada.send("PATCH", "", {"lines": [{"id": ada.seen()["lines"][0]["id"], "quantity": quantity}, line(item)]})

    assert is_clean(server, fair)
