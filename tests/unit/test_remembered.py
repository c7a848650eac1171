"""What is remembered of an event's catalogue is read from tables that no sale touches, and has a bound."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import pytest

from willcall import catalog
from willcall.catalog.seats import Shown
from willcall.rest import remembered
from willcall.rest.remembered import Remembered
from willcall.rest.request import Answer, EventContext, OrganizerContext, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OF_VERSION: Final = {
    "categories", "items", "items/{item}/variations", "items/{item}/addons", "items/{item}/bundles", "questions",
    "questions/{question}/options", "taxrules", "discounts", "item_meta_properties",
}  # fmt: skip
"""What a sale, the clock and vouchers leave as it is. Quotas are not among them: the last place may close one."""


async def _nothing(_scope: object, _ids: Sequence[int]) -> Mapping[int, object]:
    return {}


def test_only_what_changes_with_the_version_is_remembered() -> None:
    found = {
        path.template.removeprefix("organizers/{organizer}/events/{event}/").removesuffix("/")
        for path in catalog.paths(Shown("event.orders:read", _nothing))
        for operation in path.operations
        if operation.of_version
    }

    assert found == OF_VERSION | {f"{name}/{{id}}" for name in OF_VERSION}


def test_what_counts_is_read_of_one_moment() -> None:
    """Counters, and what the clock has ended of them, stand in several tables."""
    found = {
        operation.name
        for path in catalog.paths(Shown("event.orders:read", _nothing))
        for operation in path.operations
        if operation.one_snapshot
    }

    assert found == {
        "quotas_list", "quotas_read", "quotas_availability", "seats_list", "seats_read", "subevent_seats_list",
        "subevent_seats_read",
    }  # fmt: skip


class Versions:
    """A transaction that knows nothing but a version."""

    def __init__(self, *versions: int) -> None:
        self.left = list(versions)

    async def version(self, _event_id: int) -> int:
        """The next one."""
        return self.left.pop(0)


def asked(query: tuple[tuple[str, str], ...] = (), headers: Mapping[str, str] | None = None) -> Request:
    """A request for a list."""
    event = EventContext(7, "fair", OrganizerContext(1, "o", "O"), has_subevents=False, currency="EUR", timezone="UTC")
    caller: Any = None
    request = Request("GET", "/list/", "http://here", headers or {}, query, {}, caller, 0)
    request.event_context = event
    return request


def told(known: Remembered, tx: Any, request: Request, said: bytes, status: int = 200) -> tuple[int, bytes | None]:
    """What is answered where a handler would say this now."""

    async def handler(_request: Request, _tx: object) -> Answer:
        return Answer(status, content=said)

    answer = asyncio.run(known.answer(handler, request, tx))
    return answer.status, answer.content


def test_an_answer_stands_as_long_as_its_version() -> None:
    known, tx = Remembered(), Versions(3, 3, 4, 4)

    assert [told(known, tx, asked(), said)[1] for said in (b"a", b"b", b"c", b"d")] == [b"a", b"a", b"c", b"c"]


def test_whoever_read_an_older_version_takes_nothing_from_the_others() -> None:
    """It was slow: what it made is its own affair, and what is kept is newer."""
    known, tx = Remembered(), Versions(4, 3, 4)

    assert [told(known, tx, asked(), said)[1] for said in (b"new", b"old", b"never")] == [b"new", b"old", b"new"]


def test_refusals_and_conditional_answers_are_made_each_time() -> None:
    known, tx = Remembered(), Versions(3, 3, 3)

    assert told(known, tx, asked(), b"a", 404) == (404, b"a")
    assert told(known, tx, asked(), b"b") == (200, b"b")
    for name in remembered.PRECONDITIONS:
        assert told(known, tx, asked(headers={name: "now"}), b"c") == (200, b"c")
    assert told(known, tx, asked(), b"d") == (200, b"b")


@pytest.mark.parametrize("kept", [True, False])
def test_what_is_remembered_has_a_bound(kept: bool) -> None:
    known, tx = Remembered(2 * remembered.ENTRY_BYTES + (20 if kept else 10)), Versions(*[1] * 3)
    first, second = asked((("page", "1"),)), asked((("page", "2"),))

    for request in (first, second):
        told(known, tx, request, b"12345")

    assert told(known, tx, first, b"again")[1] == (b"12345" if kept else b"again")
