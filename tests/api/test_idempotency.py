"""`X-Idempotency-Key`: a request that is repeated is answered again, and done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.cast import FAY
from tests.wire import denied

if TYPE_CHECKING:
    import httpx

    from tests.cast import Fair

AT_ONCE = 8


def key(value: str) -> dict[str, str]:
    """The header."""
    return {"X-Idempotency-Key": value}


def same(first: httpx.Response, second: httpx.Response) -> bool:
    """Whether two answers are the same, byte for byte."""
    return (first.status_code, first.content, first.headers["content-type"]) == (
        second.status_code,
        second.content,
        second.headers["content-type"],
    )


def test_repeated_hold_is_answered_byte_for_byte(fair: Fair) -> None:
    """Ada's client did not hear the first answer; she gets one place."""
    item, quota = fair.ticket(size=2)

    first, second = fair.ask(item, headers=key("ada-1")), fair.ask(item, headers=key("ada-1"))

    assert first.status_code == 201
    assert same(first, second)
    assert fair.left(quota) == 1


def test_repeated_bulk_request_is_answered_byte_for_byte(fair: Fair) -> None:
    """Also when some of it failed."""
    item, quota = fair.ticket(size=1)
    asks = [{"item": item["id"], "price": "1.00"}] * 2

    first, second = (fair.post("cartpositions/bulk_create/", asks, headers=key("bulk")) for _ in range(2))

    assert [one["success"] for one in first.json()["results"]] == [True, False]
    assert same(first, second)
    assert (fair.left(quota), len(fair.ids("cartpositions/"))) == (0, 1)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "categories/", {"name": {"en": "A"}}),
        ("PATCH", "categories/{}/", {"position": 5}),
        ("PUT", "categories/{}/", {"name": {"en": "B"}}),
        ("DELETE", "categories/{}/", {}),
        ("POST", "categories/", {}),
        ("PATCH", "categories/999999999/", {}),
        ("PUT", "categories/", {}),
    ],
    ids=["create", "change", "replace", "delete", "400", "404", "405"],
)
def test_every_method_that_writes_takes_a_key(method: str, path: str, body: object, fair: Fair) -> None:
    """And refusals are kept as well as successes."""
    path = path.format(fair.category()["id"])

    first = fair.send(method, path, body, headers=key("k"))
    count = fair.seen("categories/")["count"]
    second = fair.send(method, path, body, headers=key("k"))

    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert fair.seen("categories/")["count"] == count


def test_refusal_is_repeated_though_there_is_room_by_now(fair: Fair) -> None:
    """Ben's key means his first request, not a new one."""
    item, quota = fair.ticket(size=0)
    first = fair.ask(item, headers=key("ben"))
    fair.patch(f"quotas/{quota['id']}/", {"size": 5})

    assert first.status_code == 400
    assert same(first, fair.ask(item, headers=key("ben")))
    assert fair.ask(item, headers=key("ben, again")).status_code == 201


def test_denied_request_is_repeated(fair: Fair) -> None:
    """403 is an answer like any other."""
    first = fair.post("categories/", {"name": "A"}, token="readonly", headers=key("rob"))

    denied(first, 403)
    assert same(first, fair.post("categories/", {"name": "A"}, token="readonly", headers=key("rob")))


def test_key_belongs_to_its_token(fair: Fair) -> None:
    """Two buyers' programs count from one, each for itself."""
    item, quota = fair.ticket(size=5)

    first = fair.ask(item, headers=key("1"))
    second = fair.ask(item, headers=key("1"), token="orderswrite")

    assert first.json()["id"] != second.json()["id"]
    assert fair.left(quota) == 3


def test_key_belongs_to_no_url_of_the_event(fair: Fair) -> None:
    """Path, method and body are not part of it: the first answer is repeated."""
    item, quota = fair.ticket(size=5)
    first = fair.ask(item, headers=key("same"))

    assert same(first, fair.post("categories/", {"name": "A"}, headers=key("same")))
    assert same(first, fair.patch(f"quotas/{quota['id']}/", {"size": 0}, headers=key("same")))
    assert fair.ids("categories/") == []
    assert fair.left(quota) == 4


def test_key_is_ignored_where_nothing_is_written(fair: Fair) -> None:
    """A list is what it is now."""
    before = fair.get("categories/", headers=key("list"))
    fair.category()

    assert before.json()["count"] == 0
    assert fair.get("categories/", headers=key("list")).json()["count"] == 1
    assert fair.post("categories/", {"name": "A"}, headers=key("list")).status_code == 201


def test_empty_key_is_none(fair: Fair) -> None:
    """Two requests, two places."""
    item, quota = fair.ticket(size=5)
    for _ in range(2):
        assert fair.ask(item, headers=key("")).status_code == 201

    assert fair.left(quota) == 3


@pytest.mark.parametrize(("length", "status"), [(190, 201), (191, 400), (1000, 400)])
def test_key_has_a_bound(length: int, status: int, fair: Fair) -> None:
    """190 characters; a longer one is told under `detail`, and nothing is done."""
    item, quota = fair.ticket(size=5)

    answer = fair.ask(item, headers=key("k" * length))

    if status == 201:
        assert answer.status_code == 201
    else:
        denied(answer, status)
        assert fair.left(quota) == 5


@pytest.mark.parametrize("path", ["cartpositions/", "categories/"])
def test_same_key_at_the_same_time_has_one_effect(path: str, fair: Fair) -> None:
    """Whoever comes while the first is under way waits, or is told to come again; nobody gets a second place."""
    item, quota = fair.ticket(size=AT_ONCE)
    body = {"item": item["id"], "price": "1.00", "name": "A"}

    def once(_: int) -> httpx.Response:
        return fair.send("POST", path, body, token=FAY, headers=key("race"))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(once, range(AT_ONCE)))

    done = [one for one in answers if one.status_code == 201]
    assert done
    assert len({one.content for one in done}) == 1
    for one in answers:
        if one not in done:
            denied(one, 409)
            assert one.headers["retry-after"] == "5"
    assert len(fair.ids(path)) == 1
    assert fair.left(quota) == AT_ONCE - (path == "cartpositions/")
    assert fair.send("POST", path, body, headers=key("race")).content == done[0].content


def test_key_on_creating_an_event(fair: Fair) -> None:
    """Above events the record is kept beside the events; the effect is one as well."""
    slug = f"{fair.slug}-twin"
    event = {"name": {"en": "Twin"}, "slug": slug, "currency": "EUR", "date_from": "2040-06-01T10:00:00Z"}
    path = fair.path.removesuffix(f"{fair.slug}/")

    first, second = (fair.post(path, event, headers=key(slug)) for _ in range(2))

    assert first.status_code == 201, first.text
    assert same(first, second)
