"""Every request has an id: in the answer, in the log, in the text of a 500."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest
import structlog

from tests.cast import NOBODY
from tests.server import started
from willcall import logs
from willcall.app import Application
from willcall.settings import settings_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cast import Fair
    from tests.server import Server

OURS: Final = re.compile(r"[0-9a-f]{24}")
HEADER: Final = "X-Request-ID"


@pytest.mark.parametrize(
    "given", ["a", "0" * 128, "5f9d/3a:b+c=d@e.f_g-h", "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "Root=1-67891233-abc"]
)
def test_an_id_that_is_brought_is_kept(given: str, fair: Fair) -> None:
    answer = fair.get("cartpositions/", headers={HEADER: given})

    assert answer.headers.get_list(HEADER) == [given]


@pytest.mark.parametrize("given", ["", "0" * 129, "a b", "a\tb", "é", '"a"', "<a>", "a;b", "${a}", "a\\b"])
def test_an_id_that_could_not_stand_in_a_log_is_replaced(given: str, fair: Fair) -> None:
    headers: Any = {HEADER: given.encode("latin-1")}
    answer = fair.get("cartpositions/", headers=headers)

    assert OURS.fullmatch(answer.headers[HEADER])


def test_every_request_has_an_id_of_its_own(fair: Fair) -> None:
    item, _ = fair.ticket()

    names = [fair.ask(item).headers[HEADER] for _ in range(20)]

    assert all(OURS.fullmatch(name) for name in names)
    assert len(set(names)) == 20


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/metrics", "/docs", "/nothing", "/api/v1/nothing/", "/api/v1/organizers/"]
)
def test_whatever_is_asked_has_one(path: str, fair: Fair) -> None:
    """Pages, and refusals of every kind."""
    assert OURS.fullmatch(fair.get(path, token=NOBODY).headers[HEADER])


@pytest.fixture
def log_lines() -> Iterator[Any]:
    """What was logged since, as objects."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    logs.set_up(settings_from({"WILLCALL_LOG_FORMAT": "json"}))
    written = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers = before
    root.setLevel(level)
    structlog.reset_defaults()


class Broken:
    """A gate with a bug."""

    async def caller(self, _: str | None) -> Any:
        raise ZeroDivisionError("a bug of ours")


def asked(application: Application, *paths: str) -> list[httpx.Response]:
    """Answers of an application that runs in this process."""

    async def story() -> list[httpx.Response]:
        transport = httpx.ASGITransport(application, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://willcall") as client:
            return [await client.get(path) for path in paths]

    return asyncio.run(story())


def test_an_error_names_the_request_to_its_user_and_to_the_log(monkeypatch: pytest.MonkeyPatch, log_lines: Any) -> None:
    """Once, with a traceback and the same id."""
    application = Application(settings_from({"WILLCALL_DATABASE": "sqlite:///never-opened.db"}))
    monkeypatch.setattr(application._api, "_gate", Broken())  # noqa: SLF001 - a bug has to be put somewhere

    (answer,) = asked(application, "/api/v1/organizers/")

    assert answer.status_code == 500
    assert answer.headers[HEADER] in answer.json()["detail"]
    (line,) = [line for line in log_lines() if line["logger"].startswith("willcall")]
    assert line["request_id"] == answer.headers[HEADER]
    assert (line["event"], line["level"], line["path"]) == ("request failed", "error", "/api/v1/organizers/")
    assert "a bug of ours" in str(line["exception"])
    assert "locals" not in str(line["exception"]), "variables may hold anybody's token or name"


def test_an_error_of_a_page_names_the_request_too(monkeypatch: pytest.MonkeyPatch) -> None:
    application = Application(settings_from({"WILLCALL_DATABASE": "sqlite:///never-opened.db"}))
    monkeypatch.setattr(application.metrics_page._board, "everybody", None)  # noqa: SLF001 - as above

    (answer,) = asked(application, "/metrics")

    assert answer.status_code == 500
    assert answer.headers[HEADER] in answer.json()["detail"]


def test_an_error_that_many_meet_has_one_traceback(log_lines: Any) -> None:
    """A batch that fails: each of its requests has a line with its id, the first a traceback as well."""
    log = structlog.get_logger("willcall.test")
    error = ZeroDivisionError("once")
    for name in ("first", "second", "third"):
        logs.REQUEST_ID.set(name)
        try:
            raise error
        except ZeroDivisionError:
            log.exception("request failed")
    logs.REQUEST_ID.set("")

    lines = log_lines()
    assert [line["request_id"] for line in lines] == ["first", "second", "third"]
    assert ["exception" in line for line in lines] == [True, False, False]
    assert [line.get("error") for line in lines] == [None, "ZeroDivisionError('once')", "ZeroDivisionError('once')"]


@pytest.mark.parametrize("wanted", [True, False])
def test_requests_are_logged_for_those_who_want_it(wanted: bool, server: Server, tmp_path: Path) -> None:
    """One line each, without the query, which may hold what is nobody's business."""
    environment = {"WILLCALL_ACCESS_LOG": str(wanted).lower(), "WILLCALL_LOG_FORMAT": "json"}
    with started(server.database, tmp_path / "log", environment=environment) as logging_server:
        answer = httpx.get(f"{logging_server.base}/api/v1/nothing/?code=SECRET", headers={HEADER: "mine"}, timeout=10)
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]

    assert answer.status_code == 404
    found = [line for line in lines if line["logger"] == "willcall.access" and line["path"] == "/api/v1/nothing/"]
    assert len(found) == wanted
    assert "SECRET" not in (tmp_path / "log").read_text()
    for line in found:
        shown = {name: line[name] for name in ("event", "level", "method", "status", "client", "request_id")}
        wanted_line = {"event": "request", "level": "info", "method": "GET", "status": "404"}
        assert shown == wanted_line | {"client": "127.0.0.1", "request_id": "mine"}
        assert line["ms"] >= 0
