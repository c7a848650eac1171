"""`Idempotency-Key`, the header of the IETF's draft: a repeated request is answered as at first, another one is not."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.api.test_idempotency import key as loose
from tests.api.test_overload import standing_still
from tests.wire import denied

if TYPE_CHECKING:
    import httpx

    from tests.cast import Desk, Fair
    from tests.server import Server

AT_ONCE: Final = 8
HANG_S: Final = 60


def key(value: str) -> dict[str, str]:
    """The header, as the draft writes it."""
    return {"Idempotency-Key": f'"{value}"'}


def same(first: httpx.Response, second: httpx.Response) -> bool:
    """Whether two answers are the same, byte for byte."""
    one, other = ((it.status_code, it.content, it.headers.get("content-type")) for it in (first, second))
    return one == other


def reused(answer: httpx.Response) -> None:
    """Refused because another request had the key."""
    denied(answer, 422)
    assert "idempotency key" in answer.json()["detail"]


def test_repeated_hold_is_answered_byte_for_byte(fair: Fair) -> None:
    """Ada's client did not hear the first answer; she gets one place."""
    item, quota = fair.ticket(size=2)

    first, second = (fair.ask(item, headers=key("ada-1")) for _ in range(2))

    assert first.status_code == 201
    assert same(first, second)
    assert fair.left(quota) == 1


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "cartpositions/bulk_create/", [{"item": 1, "price": "1.00"}]),
        ("POST", "cartpositions/", {"item": 1}),
        ("DELETE", "cartpositions/999999999/", {}),
        ("POST", "categories/", {"name": {"en": "A"}}),
        ("PATCH", "categories/{}/", {"position": 5}),
        ("DELETE", "categories/{}/", {}),
        ("POST", "categories/", {}),
        ("PUT", "categories/999999999/", {}),
    ],
    ids=["bulk", "hold refused", "release refused", "create", "change", "delete", "400", "404"],
)
def test_request_is_known_by_method_path_query_and_body(method: str, path: str, body: Any, fair: Fair) -> None:
    """Repeated as it was, it is answered as it was; changed in any of them it is refused, and nothing is lost."""
    path = path.format(fair.category()["id"])
    first = fair.send(method, path, body, headers=key("k"))
    count = fair.seen("categories/")["count"]

    reused(fair.post("items/", body, headers=key("k")))
    reused(fair.send(method, f"{path}?a=b", body, headers=key("k")))
    reused(fair.send(method, path, [body], headers=key("k")))
    assert same(first, fair.send(method, path, body, headers=key("k")))
    assert fair.seen("categories/")["count"] == count


def test_body_is_compared_byte_for_byte(fair: Fair) -> None:
    """A blank more is another request: what is sent again is what was sent."""
    category = '{"name": {"en": "A"}}'
    first = fair.send("POST", "categories/", content=category, headers=key("k"))

    reused(fair.send("POST", "categories/", content=f"{category} ", headers=key("k")))

    assert first.status_code == 201
    assert same(first, fair.send("POST", "categories/", content=category, headers=key("k")))


def test_reused_key_holds_nothing(fair: Fair) -> None:
    """A program that counts from one again is told so, instead of being given somebody's place."""
    item, quota = fair.ticket(size=5)
    first = fair.ask(item, headers=key("1"))

    reused(fair.ask(item, price="1.00", headers=key("1")))
    reused(fair.delete(f"cartpositions/{first.json()['id']}/", headers=key("1")))

    assert fair.left(quota) == 4
    assert fair.ask(item, price="1.00", headers=key("2")).status_code == 201


def test_both_headers_name_the_same_keys(fair: Fair) -> None:
    """Whichever came first, the other one finds it; only the strict one compares."""
    item, quota = fair.ticket(size=5)
    other = {"price": "1.00"}
    for name, first in (("a", loose("a")), ("b", key("b"))):
        answer = fair.ask(item, headers=first)

        assert same(answer, fair.ask(item, headers=loose(name)))
        assert same(answer, fair.ask(item, headers=key(name)))
        assert same(answer, fair.ask(item, headers=loose(name), **other))
        reused(fair.ask(item, headers=key(name), **other))
    assert fair.left(quota) == 3


def test_both_headers_at_once_must_agree(fair: Fair) -> None:
    """For a client that speaks to several servers; the strict one counts."""
    item, quota = fair.ticket(size=5)
    first = fair.ask(item, headers=loose("a") | key("a"))

    assert same(first, fair.ask(item, headers=key("a")))
    reused(fair.ask(item, price="1.00", headers=loose("a") | key("a")))
    denied(fair.ask(item, headers=loose("b") | key("a")), 400)
    assert fair.left(quota) == 4


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ('"8e03978e-40d5-43dd-bc93-6894a57f9324"', "8e03978e-40d5-43dd-bc93-6894a57f9324"),
        ("8e03978e", "8e03978e"),
        ('"say \\"hello\\" \\\\ bye"', 'say "hello" \\ bye'),
        ('say "hello"', 'say "hello"'),
        ('"' + "k" * 190 + '"', "k" * 190),
    ],
)
def test_key_is_a_string_in_quotation_marks_or_bare(header: str, text: str, fair: Fair) -> None:
    """The text counts, not how it is written."""
    item, _ = fair.ticket()

    assert same(fair.ask(item, headers={"Idempotency-Key": header}), fair.ask(item, headers=loose(text)))


@pytest.mark.parametrize(
    "header",
    [
        '"',
        '""',
        "",
        '"a',
        '"a"b',
        '"a"; b=1',
        '"a\\b"',
        '"a" "b"',
        '"ä"',
        "ä",
        "a\tb",
        '"' + "k" * 191 + '"',
        "k" * 191,
    ],
)
@pytest.mark.parametrize("path", ["cartpositions/", "categories/"])
def test_key_that_is_none_is_refused(path: str, header: str, fair: Fair) -> None:
    """Nothing is done: who sends one relies on it."""
    item, _ = fair.ticket()
    body = {"item": item["id"], "price": "23.00", "name": "A"}

    denied(fair.post(path, body, headers={"Idempotency-Key": header.encode("latin-1")}), 400)

    assert fair.ids(path) == []
    assert fair.get(path, headers={"Idempotency-Key": header.encode("latin-1")}).status_code == 200


def test_key_belongs_to_its_token(fair: Fair) -> None:
    """Two buyers' programs count from one, each for itself."""
    item, quota = fair.ticket(size=5)

    assert fair.ask(item, headers=key("1")).status_code == 201
    assert fair.ask(item, price="1.00", headers=key("1"), token="orderswrite").status_code == 201
    assert fair.left(quota) == 3


def test_who_comes_while_the_first_is_under_way_is_told_to_wait(server: Server, fair: Fair) -> None:
    """409 at once, and the answer of the first afterwards."""
    item, quota = fair.ticket(size=5)

    with ThreadPoolExecutor(2) as pool:
        with standing_still(server.database):
            asked = {pool.submit(fair.ask, item, headers=key("k")) for _ in range(2)}
            early, waiting = wait(asked, timeout=HANG_S, return_when=FIRST_COMPLETED)
            (told,) = (one.result() for one in early)
        (held,) = (one.result(HANG_S) for one in waiting)

    denied(told, 409)
    assert told.headers["retry-after"] == "5"
    assert held.status_code == 201
    assert same(held, fair.ask(item, headers=key("k")))
    assert fair.left(quota) == 4


def test_different_requests_at_the_same_time_have_one_effect(fair: Fair) -> None:
    """One is done; the others are told to wait, or that the key is taken."""
    item, quota = fair.ticket(size=AT_ONCE)

    def once(number: int) -> httpx.Response:
        return fair.ask(item, price=f"{number}.00", headers=key("race"))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = sorted(pool.map(once, range(AT_ONCE)), key=lambda one: one.status_code)

    assert answers[0].status_code == 201
    assert {one.status_code for one in answers[1:]} <= {409, 422}
    assert fair.left(quota) == AT_ONCE - 1


def test_event_that_is_gone_still_knows_the_key(desk: Desk) -> None:
    """Above events, too; even when the event that was named is not there any more."""
    gone = desk.fair()
    first = gone.delete("", headers=key(gone.slug))

    assert first.status_code == 204
    assert same(first, gone.delete("", headers=key(gone.slug)))
    reused(gone.patch("", {"slug": "other"}, headers=key(gone.slug)))
    reused(gone.delete("", json={}, headers=key(gone.slug)))
    assert same(first, gone.patch("", {"slug": "other"}, headers=loose(gone.slug)))
    denied(gone.delete("", headers=key("another")), 403)
