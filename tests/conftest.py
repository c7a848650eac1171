"""What every test of the wire stands on: a database of each kind, and one server started for it."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.cast import ANSWER_TIMEOUT_S, Desk, Fair, Wire
from tests.postgres import PrivatePostgres
from tests.server import Server, started, willcall

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

API = "/api/v1/organizers/"
# All tests come from one address; what limits it is tested with servers of their own.
NO_LIMITS = {"WILLCALL_PUBLIC_READS": "0", "WILLCALL_PUBLIC_WRITES": "0", "WILLCALL_VOUCHER_GUESSES": "0"}
LOG_TAIL_BYTES = 6_000  # enough for a traceback, and it fits on a screen or two
RUNNING = pytest.StashKey[Server]()
LOG_STARTS = pytest.StashKey[int]()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PrivatePostgres]:
    """A PostgreSQL of our own."""
    with PrivatePostgres() as private:
        yield private


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of an empty, migrated database; one of each kind is made in a run."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('sqlite')}/willcall.db"
    else:
        private: PrivatePostgres = request.getfixturevalue("postgres")
        url = private.create_database(f"willcall_{os.getpid()}")
    willcall("migrate", database=url)
    return url


@pytest.fixture(scope="session")
def server(
    database: str,
    tmp_path_factory: pytest.TempPathFactory,
    pytestconfig: pytest.Config,
) -> Iterator[Server]:
    """A running server, and on it the organizers of the two who organize."""
    for organizer in ("bigevents", "dummy"):
        willcall("organizer", "create", organizer, database=database)
    with started(database, tmp_path_factory.mktemp("server") / "log", environment=NO_LIMITS) as running:
        pytestconfig.stash[RUNNING] = running
        yield running
        del pytestconfig.stash[RUNNING]


@pytest.fixture(scope="session")
def desk(server: Server) -> Iterator[Desk]:
    """Where the whole cast has tokens: Fay's organizer."""
    tokens = issued(server.database)
    with httpx.Client(base_url=server.base, timeout=ANSWER_TIMEOUT_S) as client:
        open_desk = Desk(client, tokens, f"{API}bigevents/", "bigevents")
        tokens["noperm"] = team_token(open_desk, "No rights", all_event_permissions=False)
        tokens["inactive"] = switched_off_token(open_desk)
        yield open_desk


def issued(database: str) -> dict[str, str]:
    """The tokens that the command line can make, by the names the recordings give them."""

    def token(*options: str, organizer: str = "bigevents") -> str:
        return willcall("token", "create", "--organizer", organizer, *options, database=database)

    def rights(*names: str) -> list[str]:
        return [word for name in names for word in ("--permission", name)]

    with ThreadPoolExecutor() as at_once:
        secrets = {
            "main": at_once.submit(token, "--all-events"),
            "readonly": at_once.submit(token, "--all-events", *rights("event.orders:read", "event.vouchers:read")),
            "orderswrite": at_once.submit(token, "--all-events", *rights("event.orders:read", "event.orders:write")),
            "writeonly": at_once.submit(token, "--all-events", *rights("event.orders:write")),
            "itemswrite": at_once.submit(token, "--all-events", *rights("event.items:write")),
            "noevents": at_once.submit(token),
            "dummy": at_once.submit(token, "--all-events", organizer="dummy"),
        }
    return {name: secret.result() for name, secret in secrets.items()}


def team_token(desk: Desk, name: str, **rights: Any) -> str:
    """The token of a fresh team that may go to all events."""
    secret: str = token_of_team(desk, name, **rights)["token"]
    return secret


def switched_off_token(desk: Desk) -> str:
    """A token that might do everything, had nobody switched it off."""
    token = token_of_team(desk, "Switched off", all_event_permissions=True)
    answer = desk.delete(token["path"])
    assert answer.status_code == httpx.codes.OK, answer.text
    secret: str = token["token"]
    return secret


def token_of_team(desk: Desk, name: str, **rights: Any) -> Wire:
    """A fresh token of a fresh team, with the path where it is found."""
    team = desk.made("teams/", {"name": name, "all_events": True, "limit_events": [], **rights})
    path = f"teams/{team['id']}/tokens/"
    token = desk.made(path, {"name": name})
    return {**token, "path": f"{path}{token['id']}/"}


@pytest.fixture
def fair(desk: Desk) -> Fair:
    """A fresh event of Fay's."""
    return desk.fair()


@pytest.fixture
def other_fair(desk: Desk) -> Fair:
    """Another event of the same organizer."""
    return desk.fair()


@pytest.fixture
def series(desk: Desk) -> Fair:
    """An event that takes place on many dates."""
    return desk.fair(has_subevents=True)


@pytest.hookimpl
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Remember where the server's log ends before the test."""
    running = running_server(item)
    if running:
        item.stash[LOG_STARTS] = running.log.stat().st_size


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the server wrote during a test that failed."""
    report = yield
    running = running_server(item)
    if report.failed and running:
        with running.log.open("rb") as log:
            log.seek(max(item.stash.get(LOG_STARTS, 0), running.log.stat().st_size - LOG_TAIL_BYTES))
            report.sections.append((f"the server's log ({call.when})", log.read().decode("utf-8", "replace")))
    return report


def running_server(item: pytest.Item) -> Server | None:
    """The server a test talks to, once it is started."""
    talks = "server" in getattr(item, "fixturenames", ())
    return item.config.stash.get(RUNNING, None) if talks else None
