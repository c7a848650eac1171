"""`willcall torture`: what it says when it cannot run, what it leaves behind, and how it is interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.server import free_port
from tests.torture.arena import TORTURE_TIMEOUT_S, torture
from willcall.torture.client import server_at

if TYPE_CHECKING:
    from tests.cast import Desk
    from tests.server import Server

pytestmark = pytest.mark.timeout(400)

EXACT, COULD_NOT = 0, 2
SMALL: Final = ("--operations", "60", "--connections", "4", "--organizer", "bigevents")


def events(desk: Desk) -> set[str]:
    """The slugs of all events that torture made."""
    found: list[dict[str, Any]] = desk.seen("events/?search=torture&page_size=50")["results"]
    return {event["slug"] for event in found if event["slug"].startswith("torture-")}


def held_in_new_events(desk: Desk, known: set[str]) -> int:
    """Positions in those that it made since."""
    return sum(desk.seen(f"events/{slug}/cartpositions/?page_size=1")["count"] for slug in events(desk) - known)


@pytest.mark.parametrize(
    ("token", "options", "words"),
    [
        ("nobody's", (), "the server does not know this token (401)"),
        ("main", ("--organizer", "dummy"), 'the token reaches no organizer "dummy"; it reaches bigevents'),
        ("readonly", (), "POST events/ answers 403: the token needs organizer.events:create"),
        ("not\na token", (), "this cannot be a token"),
        ("main", ("--seconds", "0"), "--seconds"),
        ("main", ("--scenario", "flood"), "--scenario"),
    ],
)
def test_what_is_in_the_way_is_told_in_a_line(
    server: Server, desk: Desk, token: str, options: tuple[str, ...], words: str
) -> None:
    ended = torture(server.base, desk.tokens.get(token, token), *options)

    assert ended.status == COULD_NOT
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not ended.report


def test_a_wrong_address_is_told(server: Server, desk_token: str) -> None:
    """Nobody there; somebody who does not speak this interface; no address at all."""
    nobody = f"http://127.0.0.1:{free_port()}"
    for base, words in (
        (nobody, f"{nobody}/api/v1/ cannot be reached: "),
        (f"{server.base}/docs", "does not speak this interface: organizers/ answers 404"),
        ("tickets", "is no address: it looks like http://host:port"),
    ):
        ended = torture(base, desk_token)
        assert (ended.status, ended.report) == (COULD_NOT, {})
        assert words in ended.stderr, ended.stderr


def test_it_tidies_up_unless_told_to_keep(server: Server, desk: Desk, desk_token: str) -> None:
    before = events(desk)
    gone = torture(server.base, desk_token, *SMALL)
    assert (gone.status, gone.report["notes"]) == (EXACT, [])
    assert events(desk) == before

    kept = torture(server.base, desk_token, *SMALL, "--keep", "--scenario", "single")
    (slug,) = events(desk) - before
    assert kept.report["notes"] == [f"kept: events/{slug}/"]
    assert desk.seen(f"events/{slug}/")["live"] is False
    desk.delete(f"events/{slug}/")


def test_the_first_interrupt_ends_the_race_and_reports(server: Server, desk: Desk, desk_token: str) -> None:
    """What has been seen so far is judged; but it is no proof that everything is well."""
    slugs = events(desk)
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "willcall",
            "torture",
            server.base,
            "--json",
            "--seconds",
            "600",
            "--scenario",
            "single",
        ],
        env={**os.environ, "WILLCALL_TOKEN": desk_token},
        stdout=subprocess.PIPE,
        text=True,
    )
    while not held_in_new_events(desk, slugs):
        assert process.poll() is None, process.stdout
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=TORTURE_TIMEOUT_S)

    report = json.loads(output)
    assert (process.returncode, report["ended"], report["exact"]) == (COULD_NOT, "interrupted", True)
    assert report["operations"] > 0
    assert report["sold_out"] is None


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("http://tickets.example", "http://tickets.example:80/api/v1/"),
        ("https://tickets.example/", "https://tickets.example:443/api/v1/"),
        ("http://[::1]:8000/api/v1/", "http://[::1]:8000/api/v1/"),
        ("https://tickets.example/below/api", "https://tickets.example:443/below/api/v1/"),
    ],
)
def test_an_address_is_read_as_people_write_it(url: str, root: str) -> None:
    assert server_at(url, "secret").root == root
