"""Departures from the reference that no other file holds; docs/compatibility.md lists them all."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.api.hall import seated
from tests.wire import denied, refused
from willcall.catalog.voucher_batch import VOUCHERS_MAX
from willcall.reserve.http import BULK_ENTRIES_MAX
from willcall.rest.nested import ENTRIES_MAX
from willcall.rest.problems import Busy
from willcall.rest.routes import Operation, Path, Router
from willcall.rest.serve import Api

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cast import Desk, Fair
    from willcall.db.tx import Tx
    from willcall.rest.request import Answer, Request

ROOT: Final = "/api/v1/"


def key(value: str) -> dict[str, str]:
    """The header."""
    return {"X-Idempotency-Key": value}


def test_bulk_request_has_a_bound(fair: Fair) -> None:
    """One entry too many, and none is looked at."""
    item, quota = fair.ticket()
    asks = [{"item": item["id"], "price": "1.00"}] * (BULK_ENTRIES_MAX + 1)

    answer = fair.post("cartpositions/bulk_create/", asks)

    assert (answer.status_code, list(answer.json())) == (400, ["error"]), answer.text
    assert fair.left(quota) == 10


def test_nested_list_has_a_bound(fair: Fair) -> None:
    """A product is made with its parts in one transaction."""
    values = [{"value": {"en": str(number)}} for number in range(ENTRIES_MAX + 1)]
    answer = fair.post("items/", {"name": "Seat", "default_price": "1.00", "variations": values})

    assert (answer.status_code, list(answer.json())) == (400, ["variations"]), answer.text
    assert fair.ids("items/") == []


def test_batch_of_vouchers_has_a_bound(fair: Fair) -> None:
    """One too many, and none is made: each is checked while the event is locked."""
    answer = fair.post("vouchers/batch_create/", [{}] * (VOUCHERS_MAX + 1))

    refused(answer, "non_field_errors")
    assert fair.ids("vouchers/") == []


def test_seat_goes_with_its_product(desk: Desk, fair: Fair) -> None:
    """A cheaper product has seats as well: it does not buy the dear ones."""
    hall = seated(desk, fair)
    other, _ = fair.ticket(name="Gallery")
    mapping = {"Stalls": hall.item["id"], "Gallery": other["id"]}
    assert fair.patch("", {"seat_category_mapping": mapping}).status_code == 200

    refused(fair.ask(other, seat="A1"), "seat")
    assert fair.hold(hall.item, seat="A1")["seat"]["seat_guid"] == "A1"


def test_idempotency_key_belongs_to_its_event(fair: Fair, other_fair: Fair) -> None:
    """The record stands with the event, in the transaction of the effect: the same key elsewhere is another one."""
    here, there = (one.post("categories/", {"name": "A"}, headers=key("one")) for one in (fair, other_fair))

    assert (here.status_code, there.status_code) == (201, 201)
    assert here.json()["id"] != there.json()["id"]


@pytest.mark.parametrize(
    ("status", "method", "path", "sent"),
    [
        (401, "POST", "categories/", {"token": ""}),
        (403, "POST", "categories/", {"token": "orderswrite"}),
        (404, "POST", "nothing/", {}),
        (404, "POST", "categories", {}),
        (405, "PUT", "categories/", {}),
        (406, "POST", "categories/", {"headers": {"Accept": "text/html"}}),
    ],
)
def test_refusal_before_the_work_begins_is_not_kept(
    status: int, method: str, path: str, sent: dict[str, Any], fair: Fair
) -> None:
    """Who asks, whether they may, where and how: none of that needs a transaction, so the key stays free."""
    headers = key("free") | sent.get("headers", {})
    denied(fair.send(method, path, {"name": "A"}, **(sent | {"headers": headers})), status)

    token = sent.get("token") or "main"
    if token == "orderswrite":
        item, _ = fair.ticket()
        assert fair.ask(item, token=token, headers=key("free")).status_code == 201
    else:
        assert fair.post("categories/", {"name": "A"}, token=token, headers=key("free")).status_code == 201


@pytest.mark.parametrize(("status", "content"), [(400, "{"), (400, "{}"), (415, "name=A"), (404, "{}")])
def test_refusal_of_the_work_itself_is_kept(status: int, content: str, fair: Fair) -> None:
    """What the body or the object was refused for stays said, even if it would be said differently now."""
    kind = {"Content-Type": "text/plain"} if status == 415 else {}
    method, path = ("PATCH", "categories/999999999/") if status == 404 else ("POST", "categories/")

    first = fair.send(method, path, content=content, headers=key("kept") | kind)
    second = fair.post("categories/", {"name": "A"}, headers=key("kept"))

    assert first.status_code == status
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert fair.ids("categories/") == []


def test_texts_are_english(fair: Fair) -> None:
    """Whatever the client would like to read, and the answer says so."""
    plain, german = (fair.post("categories/", {}, headers=asked) for asked in ({}, {"Accept-Language": "de"}))

    assert plain.content == german.content
    assert (german.headers["content-language"], german.headers["vary"]) == ("en", "Accept")


def test_instants_are_told_in_utc(fair: Fair) -> None:
    """In whatever zone the event takes place, and with whatever offset they came."""
    item, _ = fair.ticket()
    held = fair.hold(item, expires="2040-01-01T12:00:00+02:00")

    assert held["expires"] == "2040-01-01T10:00:00Z"
    assert held["datetime"].endswith("Z")


def test_ids_ascend_and_are_nobody_elses(fair: Fair, other_fair: Fair) -> None:
    """They come in blocks for all events together, so that there are gaps; what is made later has the larger one."""
    made = [one.category(name)["id"] for name in "AB" for one in (fair, other_fair)]
    made += [fair.item()["id"], other_fair.item()["id"]]

    assert made == sorted(set(made))


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_forms_are_not_understood(kind: str, fair: Fair) -> None:
    """Bodies are JSON."""
    denied(fair.send("POST", "categories/", content="name=A", headers={"Content-Type": kind}), 415)


@pytest.mark.parametrize("path", ["version", "me", "upload", "idempotency_query?key=a", "organizers.json"])
def test_what_the_reference_has_beside_its_documents_is_not_there(path: str, desk: Desk) -> None:
    """404 in JSON."""
    denied(desk.get(ROOT + path), 404)


@pytest.mark.parametrize("query", ["?format=json", "?voucher=nobody", "?include=id", "?expand=item"])
def test_query_that_is_not_understood_changes_nothing(query: str, fair: Fair) -> None:
    """The list is what it is without."""
    item, _ = fair.ticket()
    held = fair.hold(item)

    assert fair.ids(f"cartpositions/{query}") == [held["id"]]


def test_too_much_to_do_is_503() -> None:
    """With the moment to come again; 409 is for what somebody else does at the same time."""
    assert (Busy().status, Busy().headers) == (503, (("Retry-After", "1"),))


def test_mistake_of_ours_is_told_in_json() -> None:
    """500 says that it was our fault, and nothing of what went wrong."""

    async def fail(_request: Request, _tx: Tx) -> Answer:
        raise ZeroDivisionError("a secret")

    path = Path("broken/", (Operation("GET", "broken", "Fail", fail),), "broken", reach="root")
    status, body = asyncio.run(answered(path))

    assert (status, list(json.loads(body))) == (500, ["detail"])
    assert b"secret" not in body


async def answered(path: Path) -> tuple[int, bytes]:
    """Status and body of GET on a path that nothing stands before or behind."""
    sent: list[Mapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    anybody: Any = Anybody()
    scope = {"type": "http", "method": "GET", "scheme": "http", "path": f"{ROOT}broken/"}
    await Api(Router((path,)), anybody, anybody)(scope | {"query_string": b"", "headers": []}, receive, send)
    return sent[0]["status"], sent[1]["body"]


class Anybody:
    """A gate that lets everybody in, somebody who may do everything, and a database that holds nothing."""

    async def caller(self, _authorization: str | None) -> Anybody:
        return self

    def may(self, _permission: str | None) -> bool:
        return True

    async def read(self, work: Any) -> Any:
        return await work(None)
