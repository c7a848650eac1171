"""The started server beside the interface: health, the documentation, and how it refuses to start."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import shlex
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.server import START_TIMEOUT_S, free_port, stop
from tests.unit.databases import KINDS, empty
from willcall.app import OPENAPI, Application
from willcall.settings import settings_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.server import Server

TITLE = re.compile(r"<title>(.*?)</title>")
ELSEWHERE = re.compile(r"(?:https?:)?//[a-z]")


def get(server: Server, path: str) -> httpx.Response:
    return httpx.get(server.base + path, timeout=10)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_server_is_well(path: str, server: Server) -> None:
    answer = get(server, path)

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_the_documentation_needs_nothing_from_elsewhere(server: Server) -> None:
    page = get(server, "/docs")
    parts = re.findall(r'(?:src|href)="(/[^"]*)"', page.text)

    assert page.headers["content-type"].startswith("text/html")
    assert TITLE.findall(page.text) == ["Willcall"]
    assert not ELSEWHERE.search(page.text)
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert len(parts) == 3
    for part in parts:
        assert get(server, part).status_code == 200, part
    start = get(server, "/docs/start.js").text
    assert OPENAPI in start
    assert "validatorUrl: null" in start
    assert not ELSEWHERE.search(start)


@pytest.mark.parametrize("name", ["swagger.html", "..%2fplugin.py", "swagger-ui-bundle.js.map", "nothing"])
def test_no_other_file_of_the_viewer_is_served(name: str, server: Server) -> None:
    assert get(server, f"/docs/{name}").status_code == 404


def test_the_front_door_leads_to_the_documentation(server: Server) -> None:
    answer = get(server, "/")

    assert answer.is_redirect
    assert answer.headers["location"] == "/docs"


def test_the_interface_describes_itself(server: Server) -> None:
    answer = get(server, OPENAPI)

    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["openapi"].startswith("3.1")


@pytest.mark.parametrize("path", ["/nothing", "/docs/nothing", "/healthz/", "/api/v2/", "/apiary", "/%00", "//"])
def test_what_is_not_there_is_told_in_json(path: str, server: Server) -> None:
    answer = get(server, path)

    assert answer.status_code in {404, 307}
    if answer.status_code == 404:
        assert list(answer.json()) == ["detail"]


def test_a_method_that_is_not_there_is_told_in_json(server: Server) -> None:
    answer = httpx.post(server.base + "/healthz", timeout=10)

    assert (answer.status_code, list(answer.json())) == (405, ["detail"])


def test_a_server_does_not_tell_what_it_is_made_of(server: Server) -> None:
    assert "server" not in get(server, "/healthz").headers


def talk(server: Server, *pieces: bytes) -> bytes:
    """What comes back for pieces of data sent one after the other, until the server closes."""
    host, _, port = server.base.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        received = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(0.05)
            while data := connection.recv(65_536):
                received += data
        except (ConnectionError, TimeoutError):
            pass
    return received


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /healthz HTTP/1.1\r\nno colon\r\n\r\n",
        b"POST /api/v1/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ],
    ids=["no request line", "TLS", "no header", "no chunk", "two lengths"],
)
def test_what_is_no_http_is_told_in_json_and_not_logged(server: Server, sent: bytes) -> None:
    """Whoever looks for open doors sends such things all day."""
    before = server.log.read_text()
    head, _, body = talk(server, sent).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"content-type: application/json" in head
    assert b"connection: close" in head.lower()
    assert list(json.loads(body)) == ["detail"]
    assert server.log.read_text() == before
    assert get(server, "/healthz").status_code == 200


def test_a_protocol_that_nobody_speaks_is_not_changed_to(server: Server) -> None:
    """The request is answered as if it had not asked for that."""
    before = server.log.read_text()
    head = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\n\r\n"

    assert talk(server, head).startswith(b"HTTP/1.1 200 ")
    assert server.log.read_text() == before


def test_a_head_without_end_is_not_read_on(server: Server) -> None:
    answer = talk(server, b"GET /healthz HTTP/1.1\r\nX: ", *[b"a" * 32_768] * 40)

    assert not answer or answer.startswith(b"HTTP/1.1 400")
    assert b'"ok"' not in answer
    assert get(server, "/healthz").status_code == 200


def test_a_long_head_in_pieces_is_read(server: Server) -> None:
    head = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + b"X: " + b"a" * 20_000 + b"\r\n\r\n"

    assert talk(server, head[:10], head[10:9_000], head[9_000:]).startswith(b"HTTP/1.1 200")


def test_a_long_body_is_not_taken_for_a_head(server: Server) -> None:
    """Nor is the request after it on the same connection."""
    post = b"POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + b"a" * 200_000
    after = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

    answer = talk(server, post[:100_000], post[100_000:] + after[:10], after[10:])

    assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"405", b"200"]


def test_a_server_without_its_database_is_not_ready() -> None:
    application = Application(settings_from({}))

    async def story() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://willcall") as client:
            assert (await client.get("/healthz")).status_code == 200
            return await client.get("/readyz")

    assert asyncio.run(story()).status_code == 503


@pytest.mark.parametrize("kind", KINDS)
def test_the_application_does_not_start_on_a_database_that_is_not_migrated(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Whoever runs it under another server is told in one line, too."""
    url = empty(kind, request, tmp_path)
    (tmp_path / "empty").touch()
    application = Application(settings_from({}, database=f"sqlite:///{tmp_path}/empty" if kind == "sqlite" else url))
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "lifespan.startup"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(application({"type": "lifespan"}, receive, send))

    (message,) = sent
    assert message["type"] == "lifespan.startup.failed"
    assert "willcall migrate" in message["message"]
    assert "\n" not in message["message"]


@contextmanager
def demo(directory: Path, port: int) -> Iterator[str]:
    """What a running demo printed, as soon as it answers."""
    out = directory / "out"
    command = [sys.executable, "-m", "willcall", "demo", "--port", str(port)]
    with out.open("wb") as sink, (directory / "err").open("wb") as errors:
        process = subprocess.Popen(command, cwd=directory, stdout=sink, stderr=errors, stdin=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + START_TIMEOUT_S
        while "curl" not in out.read_text():
            assert time.monotonic() < deadline, "the demo says nothing"
            assert process.poll() is None, (directory / "err").read_text()
            time.sleep(0.05)
        yield out.read_text()
    finally:
        stop(process)


def pasted(printed: str) -> httpx.Response:
    """What the printed command would do."""
    (line,) = [line for line in printed.splitlines() if line.startswith("curl ")]
    words = shlex.split(line)
    assert words[:5] == ["curl", "-s", "-i", "-X", "POST"]
    headers = dict(word.split(": ") for flag, word in itertools.pairwise(words) if flag == "-H")
    return httpx.post(words[5], headers=headers, content=words[words.index("-d") + 1], timeout=10)


def test_the_demo_holds_a_ticket_and_can_be_repeated(tmp_path: Path) -> None:
    """In an empty directory, with nothing set; the second start leaves alone what is there."""
    things, tokens = [], []
    for _ in range(2):
        port = free_port()
        with demo(tmp_path, port) as printed:
            answer = pasted(printed)
            assert answer.status_code == 201, answer.text
            assert answer.json()["price"] == "250.00"
            tokens.append(re.findall(r"Token +(\w{64})", printed)[0])
            assert f"http://127.0.0.1:{port}/docs" in printed
            things.append(stock(f"http://127.0.0.1:{port}", tokens[-1]))
            old = httpx.get(f"http://127.0.0.1:{port}/api/v1/organizers/", headers=token(tokens[0]), timeout=10)
            assert old.status_code == (200 if len(tokens) == 1 else 401)

    assert things[0] == things[1]
    assert [left for left in things[0]["left"] if left is not None and left <= 3]
    assert (tmp_path / "demo.db").exists()


def token(secret: str) -> dict[str, str]:
    return {"Authorization": f"Token {secret}"}


def stock(base: str, secret: str) -> dict[str, Any]:
    """What the demo sells, and of what there is little left."""
    event = f"{base}/api/v1/organizers/bigevents/events/sampleconf/"

    def rows(path: str) -> list[dict[str, Any]]:
        answer = httpx.get(event + path, headers=token(secret), timeout=10)
        found: list[dict[str, Any]] = answer.json()["results"]
        return found

    items = rows("items/")
    assert any(item["addons"] for item in items)
    assert any(item["bundles"] for item in items)
    assert any(len(item["variations"]) == 4 for item in items)
    assert any(category["is_addon"] for category in rows("categories/"))
    assert httpx.get(event, headers=token(secret), timeout=10).json()["live"] is True
    quotas = rows("quotas/?with_availability=true")
    return {
        "items": [(item["id"], item["internal_name"]) for item in items],
        "quotas": [(quota["id"], quota["name"], quota["size"]) for quota in quotas],
        "left": [quota["available_number"] for quota in quotas if quota["name"] != "Hall"],
    }


def test_a_log_for_programs_is_one_object_a_line(tmp_path: Path) -> None:
    """Also what the web server says by itself."""
    code = (
        "import logging, structlog; from willcall import logs; from willcall.settings import settings_from;"
        "logs.set_up(settings_from({'WILLCALL_LOG_FORMAT': 'json'}));"
        "structlog.get_logger('willcall.test').info('held', places=3);"
        "structlog.get_logger('willcall.test').debug('not this');"
        "logging.getLogger('uvicorn.error').error('one %s', 'two');"
        "logging.getLogger('uvicorn.error').info('nor this');"
        "\ntry: 1 / 0\nexcept ZeroDivisionError: structlog.get_logger('willcall.test').exception('failed')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=tmp_path)

    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["event"], line["level"]) for line in lines] == [
        ("held", "info"),
        ("one two", "error"),
        ("failed", "error"),
    ]
    assert lines[0]["places"] == 3
    assert "exception" in lines[2]
    assert done.stdout == ""
