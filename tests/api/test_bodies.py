"""Bodies that are no JSON, the wrong JSON, too much of it, or made to hurt; media types of bodies and answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.wire import TEXT, TEXTS, denied, shape

if TYPE_CHECKING:
    from tests.cast import Fair

WITH_BODY: Final = ("PATCH", "POST", "PUT")
TOO_MANY_BYTES: Final = 11 * 1024 * 1024


def hostile() -> dict[str, bytes]:
    """Bodies that were made to hurt, or by accident."""
    text = b'{"name": {"en": %b}, "internal_name": %b, "default_price": "1.00"}'
    number = b'{"name": "A", "default_price": "1.00", "position": %b, "size": %b}'
    return {
        "empty object, cut off": b"{",
        "trailing comma": b'{"name": {"en": "A"},}',
        "two values": b'{"name": "A"} {"name": "B"}',
        "depth 100,000": b"[" * 100_000 + b"]" * 100_000,
        "depth 100,000 in a field": b'{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "objects of depth 50,000": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        "NUL in a text": text % ((rb'"a\u0000b"',) * 2),
        "NUL in a key": rb'{"name": {"en\u0000": "A"}}',
        "raw NUL": b'{"name": {"en": "a\x00b"}}',
        "lone surrogate in a text": text % ((rb'"\ud800"',) * 2),
        "lone surrogate in a key": rb'{"name": {"\udfff": "A"}}',
        "bad UTF-8": b'{"name": {"en": "\xff\xfe"}}',
        "UTF-16": '{"name": "A"}'.encode("utf-16"),
        "1e400": number % ((b"1e400",) * 2),
        "minus 1e400": number % ((b"-1e400",) * 2),
        "5,000 digits": number % ((b"9" * 5_000,) * 2),
        "2 to the 63": number % ((b"9223372036854775808",) * 2),
        "NaN": number % ((b"NaN",) * 2),
        "Infinity": number % ((b"Infinity",) * 2),
        "text of 1 MB where a number is due": number % ((b'"' + b"9" * 1_000_000 + b'"',) * 2),
        "null": b"null",
        "list": b"[]",
        "list of an object": b'[{"name": "A"}]',
        "text": b'"name"',
        "number": b"5",
        "true": b"true",
        "blank": b"   ",
        "nothing": b"",
    }


@pytest.mark.parametrize("name", hostile())
@pytest.mark.parametrize("path", ["categories/", "cartpositions/", "items/", "quotas/", "cartpositions/bulk_create/"])
def test_hostile_body_is_refused_in_json(path: str, name: str, fair: Fair) -> None:
    """Always 400, always JSON; the server goes on, and nothing was made."""
    answer = fair.send("POST", path, content=hostile()[name])

    expected = {200, 400} if path.endswith("bulk_create/") and name.startswith("list") else {400}
    assert answer.status_code in expected, answer.text
    assert isinstance(answer.json(), dict)
    for one in ("categories/", "cartpositions/", "items/", "quotas/"):
        assert fair.seen(one)["count"] == 0


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"], ids=["NUL", "lone surrogate"])
@pytest.mark.parametrize("field", ["attendee_name", "attendee_email", "cart_id", "voucher", "seat", "sales_channel"])
def test_text_that_no_database_keeps(field: str, text: str, fair: Fair) -> None:
    """Refused under its field, or with the whole body, and nothing is held."""
    item, quota = fair.ticket(size=1)
    suffix = {"attendee_email": "@example.org", "cart_id": "@api"}.get(field, "")
    wanted: dict[str, Any] = {field: text + suffix}

    answer = fair.ask(item, **wanted)

    assert answer.status_code == 400, answer.text
    assert set(answer.json()) <= {field, "detail"}
    assert fair.left(quota) == 1


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"], ids=["NUL", "lone surrogate"])
@pytest.mark.parametrize("inside", ["key", "value"])
def test_part_of_a_name_that_no_database_keeps(inside: str, text: str, fair: Fair) -> None:
    """In a key as in a value."""
    item, quota = fair.ticket(size=1)
    parts = {text: "Ada"} if inside == "key" else {"given_name": text}

    answer = fair.ask(item, attendee_name_parts=parts)

    assert answer.status_code == 400, answer.text
    assert fair.left(quota) == 1


@pytest.mark.parametrize(
    "query", ["page=%00", "ordering=%00", "search=%00", "search=%ff%fe", "search=%ED%A0%80", "category=%00"]
)
def test_query_that_no_database_understands(query: str, fair: Fair) -> None:
    """An answer in JSON, whatever it says."""
    answer = fair.get(f"items/?{query}")

    assert answer.status_code in {200, 400, 404}, answer.text
    assert isinstance(answer.json(), dict)


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ("", {"name": TEXTS}),
        ("null", {"non_field_errors": TEXTS}),
        ("[]", {"non_field_errors": TEXTS}),
        ("5", {"non_field_errors": TEXTS}),
        ('"A"', {"non_field_errors": TEXTS}),
        ("{", {"detail": TEXT}),
        ("nonsense", {"detail": TEXT}),
    ],
)
def test_body_that_is_no_object(content: str, places: object, fair: Fair) -> None:
    """An empty body is an empty object; what is no JSON is told apart from JSON of the wrong kind."""
    answer = fair.send("POST", "categories/", content=content)

    assert (answer.status_code, shape(answer.json())) == (400, places)


def test_body_without_end_is_cut_off(fair: Fair) -> None:
    """413 in JSON, and the next request is answered."""
    text = json.dumps({"name": {"en": "A" * TOO_MANY_BYTES}})

    denied(fair.send("POST", "categories/", content=text), 413)
    assert fair.ids("categories/") == []


def test_last_of_two_equal_keys_wins(fair: Fair) -> None:
    """As JSON is read nearly everywhere."""
    answer = fair.send("POST", "categories/", content='{"name": "A", "position": 1, "position": 2}')

    assert (answer.status_code, answer.json()["position"]) == (201, 2)


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/octet-stream", "nonsense", "json"])
@pytest.mark.parametrize("method", WITH_BODY)
def test_media_type_that_is_not_understood(method: str, kind: str, fair: Fair) -> None:
    """415 when there is a body of it."""
    path = "categories/" if method == "POST" else f"categories/{fair.category()['id']}/"

    denied(fair.send(method, path, content='{"name": "A"}', headers={"Content-Type": kind}), 415)


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_media_type_that_is_understood(kind: str, fair: Fair) -> None:
    """With parameters, and in any case."""
    answer = fair.send("POST", "categories/", content='{"name": "Caf\\u00e9"}', headers={"Content-Type": kind})

    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "text/*", "image/png"])
def test_answer_in_another_kind_is_not_to_be_had(accept: str, fair: Fair) -> None:
    """406, told in JSON nevertheless."""
    denied(fair.get("categories/", headers={"Accept": accept}), 406)


@pytest.mark.parametrize(
    "accept",
    ["*/*", "application/*", "application/json", "application/json, text/javascript", "text/html, */*;q=0.1", ""],
)
def test_answer_in_json_is_always_to_be_had(accept: str, fair: Fair) -> None:
    """Whatever else would do as well."""
    assert fair.get("categories/", headers={"Accept": accept}).status_code == 200


def test_media_type_without_a_body_is_no_mistake(fair: Fair) -> None:
    """Real clients say it with GET and DELETE too."""
    category = fair.category()
    saying = {"Content-Type": "application/json"}

    assert fair.get("categories/", headers=saying).status_code == 200
    assert fair.delete(f"categories/{category['id']}/", headers=saying).status_code == 204
