"""Clients without a token: which events they reach, which pages may read the answers, how often they may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from tests.api.hurry import Door, door
from tests.cast import NOBODY
from tests.unit.databases import KINDS, empty
from tests.wire import denied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Answer, Desk, Fair

SHOP: Final = "https://shop.example.org"
OTHER: Final = "https://other.example.org"
PREFLIGHT: Final = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
PATIENCE: Final = 200
"""Requests of which one is certainly too many."""
FEW: Final = {"WILLCALL_PUBLIC_READS": "5", "WILLCALL_VOUCHER_GUESSES": "2"}


def on_sale(fair: Fair, **settings: object) -> Fair:
    """The fair with a ticket, and live."""
    fair.ticket()
    if settings:
        assert fair.patch("settings/", settings).status_code == httpx.codes.OK
    assert fair.patch("", {"live": True}).status_code == httpx.codes.OK
    return fair


def visited(fair: Fair, path: str = "shop/", origin: str | None = None, **headers: str) -> Answer:
    """What a buyer's browser is answered, on a page of an origin."""
    return fair.get(path, token=NOBODY, headers={**headers, **({"Origin": origin} if origin else {})})


def asked_before(fair: Fair, origin: str, path: str = "shop/") -> Answer:
    """What a browser is answered before it sends what a page of an origin wants."""
    return fair.options(path, token=NOBODY, headers={"Origin": origin, **PREFLIGHT})


def crossing(answer: Answer) -> dict[str, str]:
    """What an answer says to browsers of other origins."""
    return {name: value for name, value in answer.headers.items() if name.startswith("access-control-")}


def test_shop_of_a_live_event_is_open_to_everybody(fair: Fair) -> None:
    """And is the same as with a token."""
    on_sale(fair)

    assert visited(fair).json() == fair.seen("shop/")
    assert visited(fair, Authorization="Cart of-my-own").json() == fair.seen("shop/")
    assert fair.head("shop/", token=NOBODY).status_code == httpx.codes.OK
    assert visited(fair, **{"If-None-Match": visited(fair).headers["etag"]}).status_code == httpx.codes.NOT_MODIFIED


def test_event_that_is_not_live_looks_as_if_it_were_not_there(desk: Desk, fair: Fair) -> None:
    """Byte for byte, whoever's it is, as soon as it is taken down."""
    on_sale(fair, shop_allowed_origins="*")
    fair.patch("", {"live": False})
    answers = [
        visited(fair, origin=SHOP),
        desk.get("events/no-such-event/shop/", token=NOBODY, headers={"Origin": SHOP}),
        desk.get("/api/v1/organizers/nobody/events/no-such-event/shop/", token=NOBODY, headers={"Origin": SHOP}),
        desk.get("events/no%20slug/shop/", token=NOBODY, headers={"Origin": SHOP}),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.content for answer in answers}) == 1
    assert {tuple(sorted(set(answer.headers) - {"x-request-id", "date"})) for answer in answers} == {
        tuple(sorted(set(answers[1].headers) - {"x-request-id", "date"}))
    }
    denied(asked_before(fair, SHOP), 403)
    assert not crossing(asked_before(fair, SHOP))


def test_a_wrong_token_is_none_the_better_for_it(fair: Fair) -> None:
    """It is refused, not taken for nobody's; so is a scheme that is not known."""
    on_sale(fair)

    for wrong in ("Token wrong", "Token", "Bearer x", "Cart", "Cart a b"):
        denied(visited(fair, Authorization=wrong), 401)


def test_other_channels_are_for_those_with_a_token(fair: Fair, kiosk: str) -> None:
    """A visitor cannot tell one that there is from one that there is not."""
    on_sale(fair)
    mine, none = visited(fair, f"shop/?sales_channel={kiosk}"), visited(fair, "shop/?sales_channel=none")

    assert (mine.status_code, mine.json()["code"]) == (400, "sales_channel_unknown")
    assert mine.content == none.content
    assert visited(fair, "shop/?sales_channel=web").status_code == httpx.codes.OK
    assert fair.get(f"shop/?sales_channel={kiosk}").status_code == httpx.codes.OK


def test_what_is_not_public_needs_a_token_as_ever(fair: Fair) -> None:
    """And no page of another origin may read it."""
    on_sale(fair, shop_allowed_origins="*")

    for path in ("categories/", "cartpositions/", "settings/"):
        answer = visited(fair, path, SHOP, Authorization="Cart of-my-own")
        denied(answer, 401)
        assert not crossing(answer)
        assert not crossing(fair.get(path, headers={"Origin": SHOP}))
        assert not crossing(asked_before(fair, SHOP, path))


def test_a_page_of_an_allowed_origin_may_read_the_shop(fair: Fair) -> None:
    """Refusals too; without credentials, and caches are told that it depends on who asks."""
    on_sale(fair, shop_allowed_origins=[SHOP])

    for answer in (visited(fair, origin=SHOP), visited(fair, "shop/?voucher=NONE", SHOP)):
        assert answer.headers["access-control-allow-origin"] == SHOP
        assert {"ETag", "Retry-After"} <= set(answer.headers["access-control-expose-headers"].split(", "))
        assert "access-control-allow-credentials" not in answer.headers
        assert "Origin" in answer.headers.get_list("vary")
    assert visited(fair, origin=SHOP, Authorization="Token wrong").headers["access-control-allow-origin"] == SHOP
    assert fair.get("shop/", headers={"Origin": SHOP}).headers["access-control-allow-origin"] == SHOP


@pytest.mark.parametrize("origin", [OTHER, "null", f"{SHOP}:8443", "http://shop.example.org"])
def test_a_page_of_another_origin_may_not(origin: str, fair: Fair) -> None:
    on_sale(fair, shop_allowed_origins=[SHOP])

    for answer in (visited(fair, origin=origin), asked_before(fair, origin), visited(fair)):
        assert not crossing(answer)
        assert "Origin" in answer.headers.get_list("vary")


def test_without_the_setting_no_page_may(fair: Fair) -> None:
    on_sale(fair)

    assert not crossing(visited(fair, origin=SHOP))
    assert not crossing(asked_before(fair, SHOP))


def test_a_browser_asks_before_it_sends(fair: Fair) -> None:
    """OPTIONS without a token tells what may follow."""
    on_sale(fair, shop_allowed_origins=[OTHER, SHOP])
    answer = asked_before(fair, SHOP)

    assert answer.status_code == httpx.codes.OK
    assert answer.headers["access-control-allow-origin"] == SHOP
    assert answer.headers["access-control-allow-methods"] == answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert {"Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID"} <= set(
        answer.headers["access-control-allow-headers"].split(", ")
    )
    assert int(answer.headers["access-control-max-age"]) > 0


def test_every_origin_is_allowed_by_an_asterisk(fair: Fair) -> None:
    on_sale(fair, shop_allowed_origins="*")

    assert visited(fair, origin=OTHER).headers["access-control-allow-origin"] == "*"
    assert asked_before(fair, "null").headers["access-control-allow-origin"] == "*"


def test_a_change_of_the_setting_counts_at_once(fair: Fair) -> None:
    """In the process that made it."""
    on_sale(fair, shop_allowed_origins=[SHOP])
    assert crossing(visited(fair, origin=SHOP))

    fair.patch("settings/", {"shop_allowed_origins": None})
    assert not crossing(visited(fair, origin=SHOP))


@pytest.mark.parametrize(
    "origins",
    [
        SHOP, ["shop.example.org"], [f"{SHOP}/"], [f"{SHOP}/path"], ["ftp://shop.example.org"], ["*"], [""], [7], {},
        ["https://user@shop.example.org"], ["https://shop.example.org\r\nx: y"], ["https://bücher.example"],
        [SHOP.replace("shop", f"shop{number}") for number in range(51)],
    ],
)  # fmt: skip
def test_what_is_no_origin_is_refused(origins: object, fair: Fair) -> None:
    answer = fair.patch("settings/", {"shop_allowed_origins": origins})

    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert list(answer.json()) == ["shop_allowed_origins"]


# --- how often ---


@pytest.fixture(scope="module", params=KINDS)
def strict(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A server behind a proxy that it trusts, and that lets nobody ask often."""
    folder = tmp_path_factory.mktemp("strict")
    environment = {**FEW, "WILLCALL_TRUST_PROXY": "true"}
    with door(empty(request.param, request, folder), folder, {}, environment) as found:
        on_sale(found.fair, shop_allowed_origins=[SHOP])
        yield found


def asks(strict: Door, client: str, path: str = "shop/", **headers: str) -> Answer:
    """What a client behind the proxy is answered."""
    return visited(strict.fair, path, **{"X-Forwarded-For": f"203.0.113.1, {client}", **headers})


def until_refused(strict: Door, client: str, path: str = "shop/", **headers: str) -> list[Answer]:
    """What a client is answered who asks until it has asked too often; a slow machine lets it ask a little longer."""
    answers: list[Answer] = []
    while not answers or (answers[-1].status_code != httpx.codes.TOO_MANY_REQUESTS and len(answers) < PATIENCE):
        answers.append(asks(strict, client, path, **headers))
    return answers


def test_who_asks_too_often_is_told_to_come_again(strict: Door) -> None:
    """In JSON, with a code, and so that the page may read it; others are served."""
    answers = until_refused(strict, "192.0.2.1", Origin=SHOP)
    last = answers[-1]

    assert [answer.status_code for answer in answers[:5]] == [200] * 5
    assert last.status_code == httpx.codes.TOO_MANY_REQUESTS
    assert (last.json()["code"], last.json()["limit"]) == ("too_many_requests", "public_reads")
    assert int(last.headers["retry-after"]) == last.json()["retry_after"] > 0
    assert last.headers["access-control-allow-origin"] == SHOP
    assert asks(strict, "192.0.2.2").status_code == httpx.codes.OK
    assert 'willcall_rate_limited_total{limit="public_reads"}' in strict.fair.get("/metrics").text


def test_an_unknown_event_costs_as_much_as_a_known_one(strict: Door) -> None:
    """Nobody finds events by trying many."""
    path = "/api/v1/organizers/bigevents/events/no-such-event/shop/"

    answers = until_refused(strict, "192.0.2.3", path)

    assert [answer.status_code for answer in answers[:5]] == [403] * 5
    assert answers[-1].status_code == httpx.codes.TOO_MANY_REQUESTS


def test_a_token_is_never_limited(strict: Door) -> None:
    headers = {"X-Forwarded-For": "192.0.2.4"}

    assert {strict.fair.get("shop/", headers=headers).status_code for _ in range(20)} == {200}
    assert {strict.fair.get("shop/?voucher=NONE", headers=headers).status_code for _ in range(10)} == {400}


def test_codes_of_vouchers_cannot_be_found_by_trying(strict: Door) -> None:
    """After too many that do not exist one that does is not looked up either; known ones cost nothing."""
    strict.fair.voucher("RIGHT1")
    known = [asks(strict, "192.0.2.5", "shop/?voucher=RIGHT1").status_code for _ in range(4)]
    guesses = [asks(strict, f"2001:db8::{number}", "shop/?voucher=WRONG").status_code for number in range(2)]
    answer = asks(strict, "2001:db8::9", "shop/?voucher=RIGHT1")

    assert known == [200] * 4
    assert guesses == [400, 400]
    assert (answer.status_code, answer.json()["limit"]) == (429, "voucher_guesses")
    assert asks(strict, "2001:db8:0:1::9", "shop/?voucher=RIGHT1").status_code == httpx.codes.OK


def test_many_codes_in_one_request_are_as_many_guesses(strict: Door) -> None:
    """The right one, which would come third, is not looked up any more."""
    strict.fair.voucher("RIGHT2")
    lines = [{"item": 1, "voucher": code} for code in ("AAAAA", "BBBBB", "RIGHT2")]
    path, headers = f"{strict.fair.path}carts/", {"X-Forwarded-For": "192.0.2.66"}

    answer = strict.fair.client.post(path, json={"lines": lines}, headers=headers)
    assert (answer.status_code, answer.json()["limit"]) == (429, "voucher_guesses")


def test_the_description_tells_what_is_public(desk: Desk) -> None:
    document: dict[str, Any] = desk.seen("/api/v1/openapi.json")
    shop = document["paths"]["/api/v1/organizers/{organizer}/events/{event}/shop/"]["get"]
    settings = document["paths"]["/api/v1/organizers/{organizer}/events/{event}/settings/"]["get"]

    assert {} in shop["security"]
    assert "429" in shop["responses"]
    assert "security" not in settings
    assert "429" not in settings["responses"]


# --- keys against repetition ---


def makes_a_cart(fair: Fair, item: int, **headers: str) -> dict[str, Any]:
    """A cart that a buyer makes, under a key that every buyer of this shop sends."""
    body = {"lines": [{"item": item, "quantity": 1}]}
    answer = fair.post("carts/", body, token=NOBODY, headers={"Idempotency-Key": '"checkout"', **headers})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    cart: dict[str, Any] = answer.json()
    return cart


def test_two_strangers_with_the_same_key_never_share_a_cart(fair: Fair) -> None:
    """With the same body, from the same address; whether or not they sent secrets of their own making."""
    item, _ = fair.ticket()
    assert fair.patch("", {"live": True}).status_code == httpx.codes.OK
    carts = [makes_a_cart(fair, item["id"]) for _ in range(2)]
    carts += [
        makes_a_cart(fair, item["id"], Authorization=f"Cart {secret}") for secret in ("short", "a" * 32, "b" * 32)
    ]

    assert len({cart["id"] for cart in carts}) == len({cart["secret"] for cart in carts}) == 5


def test_who_sends_a_secret_of_their_own_making_may_try_again(fair: Fair) -> None:
    """And gets the same cart; it opens with the secret that it got, not with that one."""
    item, _ = fair.ticket()
    assert fair.patch("", {"live": True}).status_code == httpx.codes.OK
    own = {"Authorization": f"Cart {'a' * 32}"}
    first, again = (makes_a_cart(fair, item["id"], **own) for _ in range(2))

    assert first == again
    path = f"carts/{first['id']}/"
    assert visited(fair, path, Authorization=f"Cart {first['secret']}").status_code == httpx.codes.OK
    denied(visited(fair, path, **own), 404)


def test_a_page_may_fill_a_cart(fair: Fair) -> None:
    """Its browser asks before every step what may be sent."""
    on_sale(fair, shop_allowed_origins=[SHOP])
    wanted = {"Origin": SHOP, "Access-Control-Request-Method": "POST"}
    answer = fair.options("carts/", token=NOBODY, headers=wanted)

    assert answer.headers["access-control-allow-origin"] == SHOP
    assert "POST" in answer.headers["access-control-allow-methods"]
    refused = fair.post("carts/", {"lines": []}, token=NOBODY, headers={"Origin": SHOP})
    assert refused.status_code == httpx.codes.BAD_REQUEST
    assert refused.headers["access-control-allow-origin"] == SHOP
