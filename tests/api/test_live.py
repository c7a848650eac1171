"""`shop/availability/`: what a browser that listens is told, over real connections."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from tests.api.hurry import HANG_S, Door, door, received, status
from tests.api.test_public import SHOP, on_sale, visited
from tests.cast import NOBODY, Desk
from tests.unit.databases import KINDS, empty
from tests.wire import denied

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.cast import Fair, Wire

ORGANIZER: Final = "/api/v1/organizers/bigevents/"
STREAM: Final = "shop/availability/"
PER_CLIENT: Final = 3
PATIENCE: Final = 200
"""Signs of life until what was waited for must have come."""
BOUNDS: Final = {"live.hub.INTERVAL_S": 0.05, "live.hub.POLL_S": 0.1, "live.http.HEARTBEAT_S": 0.2}
FEW: Final = {"WILLCALL_LISTENERS": "4", "WILLCALL_LISTENERS_PER_CLIENT": str(PER_CLIENT)}


@pytest.fixture(scope="module", params=KINDS)
def quick(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A server that tells soon, and few."""
    folder = tmp_path_factory.mktemp("quick")
    with door(empty(request.param, request, folder), folder, BOUNDS, FEW) as found:
        yield found


@pytest.fixture
def sale(quick: Door) -> Fair:
    """A live event, tickets for which are counted."""
    settings = {"show_quota_left": True, "shop_allowed_origins": [SHOP]}
    return on_sale(fresh(quick), **settings)


def fresh(quick: Door, **fields: object) -> Fair:
    """A new event beside the door's."""
    return Desk(quick.fair.client, quick.fair.tokens, ORGANIZER, "bigevents").fair(**fields)


class Ear:
    """One who listens."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._lines = answer.iter_lines()

    def next(self) -> tuple[str, str, Wire]:
        """The next event: id, kind and data."""
        said: dict[str, str] = {}
        for line, _ in zip(self._lines, range(PATIENCE), strict=False):
            name, _, value = line.partition(": ")
            if not line and "data" in said:
                return said["id"], said["event"], json.loads(said["data"])
            said[name] = value
        pytest.fail(f"nothing more was told than {said}")

    def until(self, left: int) -> tuple[str, Wire]:
        """The event that tells of a row with so many left, and its id."""
        for _ in range(PATIENCE):
            name, _, data = self.next()
            if any(row["left"] == left for row in data["rows"]):
                return name, data
        pytest.fail("it was never told")

    def ended(self) -> bool:
        """Whether the stream comes to its end, and not to nothing."""
        return sum(1 for _ in zip(self._lines, range(PATIENCE), strict=False)) < PATIENCE


@contextlib.contextmanager
def listening(fair: Fair, path: str = STREAM, headers: Mapping[str, str] | None = None) -> Iterator[Ear]:
    """Somebody without a token listens."""
    with fair.client.stream("GET", fair.path + path, headers=headers, timeout=HANG_S) as answer:
        assert answer.status_code == httpx.codes.OK, answer.read()
        yield Ear(answer)


def the_ticket(fair: Fair) -> Wire:
    """The only product."""
    (item,) = fair.rows("items/")
    return item


def test_who_listens_is_told_what_there_is_and_then_what_changes(sale: Fair) -> None:
    """As the shop shows it."""
    item = the_ticket(sale)
    with listening(sale) as ear:
        assert ear.answer.headers["content-type"] == "text/event-stream"
        _, kind, snapshot = ear.next()
        (row,) = snapshot["rows"]
        shown = visited(sale).json()["groups"][0]["items"][0]["row"]
        assert kind == "snapshot"
        assert row == {
            "item": item["id"], "variation": None, **{name: shown[name] for name in row if name in shown},
        }  # fmt: skip
        before = row["left"]

        position = sale.hold(item)
        _, change = ear.until(before - 1)
        assert change["gone"] == []
        sale.delete(f"cartpositions/{position['id']}/")
        ear.until(before)


def test_a_change_of_the_catalogue_is_told(sale: Fair) -> None:
    """Here it is nothing of this process's batches, as if another process had made it."""
    item = the_ticket(sale)
    with listening(sale) as ear:
        ear.next()
        quota = sale.rows("quotas/")[0]
        sale.patch(f"quotas/{quota['id']}/", {"size": 2})
        ear.until(2)
        sale.patch(f"items/{item['id']}/", {"active": False})

        assert ear.next()[2] == {"rows": [], "gone": [{"item": item["id"], "variation": None}]}


def test_who_comes_again_is_told_what_was_different_meanwhile(sale: Fair) -> None:
    item = the_ticket(sale)
    with listening(sale) as stays:
        _, _, snapshot = stays.next()
        before = snapshot["rows"][0]["left"]
        sale.hold(item)
        name, _ = stays.until(before - 1)
        sale.hold(item)
        stays.until(before - 2)

        with listening(sale, headers={"Last-Event-ID": name}) as again:
            _, kind, data = again.next()
            assert (kind, data["rows"][0]["left"]) == ("availability", before - 2)
        with listening(sale, headers={"Last-Event-ID": "no-such-1"}) as other:
            assert other.next()[1] == "snapshot"


def test_signs_of_life_come_when_nothing_else_does(sale: Fair) -> None:
    with listening(sale) as ear:
        ear.next()
        assert any(line == ":" for line, _ in zip(ear._lines, range(10), strict=False))  # noqa: SLF001


def test_a_date_of_a_series_has_a_stream_of_its_own(quick: Door) -> None:
    series = fresh(quick, has_subevents=True)
    dates = [
        series.made("subevents/", {"name": {"en": "D"}, "date_from": "2040-06-01T10:00:00Z", "active": True})["id"]
        for _ in range(2)
    ]
    item = series.item()
    for date in dates:
        series.quota(item, size=5, subevent=date)
    series.patch("settings/", {"show_quota_left": True})
    assert series.patch("", {"live": True}).status_code == httpx.codes.OK

    assert visited(series, STREAM).json()["code"] == "date_required"
    assert visited(series, f"{STREAM}?subevent=1").json()["code"] == "date_unknown"
    with listening(series, f"{STREAM}?subevent={dates[0]}") as ear:
        assert ear.next()[2]["rows"][0]["left"] == 5
        series.hold(item, subevent=dates[1])
        series.hold(item, subevent=dates[0])
        assert ear.next()[2]["rows"][0]["left"] == 4


def test_a_page_of_an_allowed_origin_may_listen(sale: Fair) -> None:
    """`EventSource` sends no header but these."""
    headers = {"Origin": SHOP, "Accept": "text/event-stream", "Cache-Control": "no-cache"}
    with listening(sale, headers=headers) as ear:
        assert ear.answer.headers["access-control-allow-origin"] == SHOP
        assert ear.next()[1] == "snapshot"


def test_what_cannot_be_listened_to_is_refused(sale: Fair, quick: Door) -> None:
    """In JSON, whatever was asked for."""
    denied(visited(fresh(quick), STREAM, Accept="text/event-stream"), 403)
    assert visited(sale, f"{STREAM}?sales_channel=none").json()["code"] == "sales_channel_unknown"
    assert visited(sale, f"{STREAM}?subevent=x").json()["code"] == "date_unknown"
    denied(visited(sale, STREAM, Accept="application/json"), 406)
    head = sale.head(STREAM, token=NOBODY)
    assert (head.status_code, head.headers["content-type"], head.content) == (200, "text/event-stream", b"")


def test_visitors_are_sent_away_when_the_event_is_taken_down(sale: Fair) -> None:
    """Who has a token may listen on."""
    token = {"Authorization": f"Token {sale.tokens['main']}"}
    with listening(sale) as visitor, listening(sale, headers=token) as staff:
        visitor.next()
        staff.next()
        sale.patch("", {"live": False})

        assert visitor.ended()
        assert staff.next()[2]["rows"] == []


def test_listeners_have_bounds(sale: Fair) -> None:
    """So many of one client, so many of all; who goes makes room."""
    token = {"Authorization": f"Token {sale.tokens['main']}"}
    with contextlib.ExitStack() as open_ones:
        ears = [open_ones.enter_context(listening(sale)) for _ in range(PER_CLIENT)]
        assert {ear.next()[1] for ear in ears} == {"snapshot"}
        more = visited(sale, STREAM, origin=SHOP)
        assert (more.status_code, more.json()["limit"]) == (429, "listeners_per_client")
        assert int(more.headers["retry-after"]) > 0

        staff = open_ones.enter_context(listening(sale, headers=token))
        assert staff.next()[1] == "snapshot"
        busy = sale.get(STREAM)
        assert busy.status_code == httpx.codes.SERVICE_UNAVAILABLE
        assert int(busy.headers["retry-after"]) > 0
        assert "willcall_listeners 4.0" in sale.get("/metrics").text

    for _ in range(PATIENCE):
        if "willcall_listeners 0.0" in sale.get("/metrics").text:
            return
    pytest.fail("those who have gone are still counted")


def test_who_does_not_read_holds_up_nobody(sale: Fair, quick: Door) -> None:
    """Neither other listeners nor buyers."""
    item = the_ticket(sale)
    with quick.knock() as deaf, listening(sale) as ear:
        deaf.sendall(f"GET {sale.path}{STREAM} HTTP/1.1\r\nHost: willcall\r\n\r\n".encode())
        before = ear.next()[2]["rows"][0]["left"]
        for count in range(1, 4):
            sale.hold(item)
            ear.until(before - count)


@pytest.mark.parametrize("kind", KINDS)
def test_streams_end_when_the_server_stops(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As they should, and the server does not wait for those who listen."""
    folder = tmp_path_factory.mktemp("stopping")
    with door(empty(kind, request, folder), folder, BOUNDS) as last:
        on_sale(last.fair)
        with last.knock() as connection, listening(last.fair) as ear:
            connection.sendall(f"GET {last.fair.path}{STREAM} HTTP/1.1\r\nHost: willcall\r\n\r\n".encode())
            assert connection.recv(12) == b"HTTP/1.1 200"
            ear.next()
            os.kill(last.server.pid, signal.SIGTERM)

            assert ear.ended()
            assert received(connection).endswith(b"0\r\n\r\n")


def test_a_client_that_hangs_up_is_forgotten(sale: Fair, quick: Door) -> None:
    """At once, not at the next sign of life."""
    for _ in range(3 * PER_CLIENT):
        with quick.knock() as connection:
            connection.sendall(f"GET {sale.path}{STREAM} HTTP/1.1\r\nHost: willcall\r\n\r\n".encode())
            answer: Any = connection.recv(65_536)
            assert status(answer) in {200, 429}
    for _ in range(PATIENCE):
        if "willcall_listeners 0.0" in sale.get("/metrics").text:
            return
    pytest.fail("those who have hung up are still counted")
