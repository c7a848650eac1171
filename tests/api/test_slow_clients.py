"""Clients that are slow, silent or greedy: each costs a connection, for a while, and nobody else notices."""

from __future__ import annotations

import contextlib
import json
import resource
import select
import socket
import time
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from tests.api.hurry import HANG_S, Door, door, received, status
from tests.unit.databases import KINDS, empty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server import Server

CONNECTIONS: Final = 40
BOUNDS: Final = {
    "protocol.HEAD_TIME_MAX_S": 0.5,
    "protocol.BODY_TIME_MAX_S": 0.7,
    "protocol.SEND_TIME_MAX_S": 0.5,
    "server.KEEP_ALIVE_S": 1,
}
MANY: Final = 2_000
PIECES_MAX: Final = 300
"""Of whatever trickles: many times what should end it."""


@pytest.fixture(scope="module", params=KINDS)
def hurried(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A server that waits for nobody."""
    folder = tmp_path_factory.mktemp("hurried")
    environment = {"WILLCALL_CONNECTIONS": str(CONNECTIONS)}
    with door(empty(request.param, request, folder), folder, BOUNDS, environment) as found:
        yield found


@pytest.fixture
def open_door(hurried: Door) -> Iterator[Door]:
    """The same, and in the end others are served as ever."""
    yield hurried
    assert hurried.fair.get("categories/").status_code == 200


def trickled(connection: socket.socket, piece: bytes) -> bytes:
    """Sends a piece every now and then until the server has had enough; what it said."""
    with contextlib.suppress(ConnectionError):
        for _ in range(PIECES_MAX):
            if select.select([connection], [], [], 0.1)[0]:
                return received(connection)
            connection.sendall(piece)
    pytest.fail("it may go on for ever")


def said(answer: bytes) -> Any:
    """The body, in JSON."""
    return json.loads(answer.partition(b"\r\n\r\n")[2])


def test_a_body_that_stops_is_told_so(open_door: Door) -> None:
    """408, the connection is over, and nothing was made."""
    before = open_door.fair.seen("vouchers/")["count"]
    with open_door.knock() as connection:
        connection.sendall(open_door.head("POST", "vouchers/", "Content-Length: 50") + b'{"code": "')
        answer = received(connection)

    assert status(answer) == 408
    assert b"connection: close" in answer.lower()
    assert list(said(answer)) == ["detail"]
    assert open_door.fair.seen("vouchers/")["count"] == before


@pytest.mark.parametrize("length", ["Content-Length: 5000", "Transfer-Encoding: chunked"])
def test_a_body_that_trickles_is_told_so(length: str, open_door: Door) -> None:
    """However steadily: the bound is on the whole."""
    piece = b" " if "Length" in length else b"1\r\n \r\n"
    with open_door.knock() as connection:
        connection.sendall(open_door.head("POST", "vouchers/", length))

        assert status(trickled(connection, piece)) == 408


def test_a_body_that_nobody_reads_does_not_keep_the_connection(open_door: Door) -> None:
    """It was answered before it came, and comes on."""
    with open_door.knock() as connection:
        connection.sendall(open_door.head("POST", "vouchers/", "Content-Length: 5000", token="nobody"))

        assert status(trickled(connection, b" ")) == 401


def test_a_head_that_trickles_is_told_so(open_door: Door) -> None:
    with open_door.knock() as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nX-Slow: ")

        assert status(trickled(connection, b"a")) == 408


@pytest.mark.parametrize("piece", [b"", b"\r\n"], ids=["nothing", "empty lines"])
def test_who_says_nothing_is_not_kept(piece: bytes, open_door: Door) -> None:
    with open_door.knock() as connection:
        assert trickled(connection, piece) == b""


def test_a_connection_that_rests_is_closed(open_door: Door) -> None:
    """After an answer, and after the rest of a body that came when it was answered already."""
    late = open_door.head("POST", "vouchers/", "Content-Length: 2", token="nobody")
    with open_door.knock() as plain, open_door.knock() as other:
        plain.sendall(open_door.head("GET", "categories/"))
        other.sendall(late)
        assert other.recv(100).startswith(b"HTTP/1.1 401")
        other.sendall(b"{}")

        assert status(received(plain)) == 200
        assert b"detail" in received(other)


@pytest.mark.parametrize("sent", [b"", b"{"])
def test_a_request_whose_client_hung_up_is_not_carried_out(sent: bytes, open_door: Door) -> None:
    """An empty body would be an empty object, of which a voucher can be made."""
    fair = open_door.fair
    before = fair.seen("vouchers/")["count"]
    assert fair.post("vouchers/", {}).status_code == 201
    for _ in range(5):
        with open_door.knock() as connection:
            connection.sendall(open_door.head("POST", "vouchers/", "Content-Length: 2") + sent)
            time.sleep(0.05)  # it is being read

    assert fair.get("categories/").status_code == 200
    assert fair.seen("vouchers/")["count"] == before + 1


def test_a_body_in_pieces_without_a_length_has_a_bound(open_door: Door) -> None:
    """413 after four megabytes."""
    piece = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    with open_door.knock() as connection:
        connection.sendall(open_door.head("POST", "vouchers/", "Transfer-Encoding: chunked"))
        sent, answer = 0, b""
        with contextlib.suppress(ConnectionError):
            while not select.select([connection], [], [], 0)[0] and sent < 10_000:
                connection.sendall(piece)
                sent += 1
            answer = connection.recv(65_536)

    # A client that goes on sending may lose the answer with the connection.
    assert status(answer) in {0, 413}
    assert 64 <= sent < 1_000


def test_who_does_not_read_is_cut_off(open_door: Door) -> None:
    """Ninety large answers are asked for, and none is read."""
    request = open_door.head("GET", "/api/v1/openapi.json")
    with open_door.knock() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.sendall(request * 90)
        watch = select.poll()
        watch.register(connection, select.POLLHUP | select.POLLERR)

        assert watch.poll(HANG_S * 1_000), "the connection stays"


def test_who_reads_slowly_is_served(open_door: Door) -> None:
    """Longer than it would be waited for somebody who does not read."""
    expected = httpx.get(f"{open_door.server.base}/api/v1/openapi.json", timeout=HANG_S).content
    with open_door.knock() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.sendall(open_door.head("GET", "/api/v1/openapi.json", "Connection: close"))
        answer = b""
        while data := connection.recv(65_536):
            answer += data
            time.sleep(0.005)

    assert answer.partition(b"\r\n\r\n")[2] == expected


def test_too_many_requests_ahead_are_too_many(open_door: Door) -> None:
    """They would all be in memory until their turn comes."""
    with open_door.knock() as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(open_door.head("GET", "categories/") * 2_000)
        answers = received(connection)

    assert answers.count(b"HTTP/1.1 200") <= 101


def test_connections_that_rest_make_room(open_door: Door) -> None:
    """The one that has rested longest goes first; whoever comes is served."""
    with contextlib.ExitStack() as stack:
        resting = [stack.enter_context(open_door.knock()) for _ in range(3 * CONNECTIONS)]
        with open_door.knock() as connection:
            connection.sendall(open_door.head("GET", "categories/", "Connection: close"))
            assert status(received(connection)) == 200

        assert received(resting[0]) == b""
        assert httpx.get(f"{open_door.server.base}/healthz", timeout=HANG_S).status_code == 200


def test_when_nobody_rests_the_next_one_is_told_when_to_come(open_door: Door) -> None:
    """503 with `Retry-After`; whoever asks for health is answered."""
    with contextlib.ExitStack() as stack:
        for _ in range(CONNECTIONS):
            busy = stack.enter_context(open_door.knock())
            busy.sendall(open_door.head("POST", "vouchers/", "Content-Length: 50"))
        with open_door.knock() as late, open_door.knock() as probe:
            late.sendall(open_door.head("GET", "categories/"))
            probe.sendall(open_door.head("GET", "/healthz", "Connection: close"))
            answer, health = received(late), received(probe)

    assert (status(answer), status(health)) == (503, 200)
    assert b"retry-after: 1" in answer.lower()
    assert list(said(answer)) == ["detail"]
    assert b"connection: close" in answer.lower()


def test_thousands_who_rest_are_in_nobody_s_way(server: Server) -> None:
    """With the bounds as they are."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < MANY + 500:
        pytest.skip("this machine lets nobody open so many files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, MANY + 500), hard))
    host, _, port = server.base.removeprefix("http://").partition(":")
    with contextlib.ExitStack() as stack:
        resting = [stack.enter_context(socket.create_connection((host, int(port)), HANG_S)) for _ in range(MANY)]
        for _ in range(20):
            assert httpx.get(f"{server.base}/readyz", timeout=HANG_S).status_code == 200
        assert not select.select(resting[:900], [], [], 0)[0]
