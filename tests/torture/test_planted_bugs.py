"""Torture finds what is planted, tells it by its name, and finds nothing where nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from tests.server import willcall
from tests.torture.arena import broken_server, torture
from tests.unit.databases import KINDS, migrated

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server import Server

# A rush and the quiet sale after it: seconds, but on a machine that others use, too.
pytestmark = pytest.mark.timeout(400)

RUSH: Final = ("--operations", "600", "--connections", "16")
EXACT, DIFFERENT = 0, 1
NAMES: Final = {"no-lock": "oversold", "not-handed-back": "undersold", "answered-too-soon": "lost"}


@dataclass(frozen=True)
class House:
    """A database with an organizer, and a token for everything."""

    database: str
    token: str


@pytest.fixture(scope="module", params=KINDS)
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> House:
    database = migrated(request.param, request, tmp_path_factory.mktemp("house"))
    willcall("organizer", "create", "house", database=database)
    return House(database, willcall("token", "create", "--organizer", "house", "--all-events", database=database))


@pytest.mark.parametrize("bug", NAMES)
def test_a_planted_bug_is_found_and_named(house: House, bug: str, tmp_path: Path) -> None:
    """Of the three names only the right one is told, whatever else such a server miscounts."""
    with broken_server(bug, house.database, tmp_path / "log") as base:
        ended = torture(base, house.token, *RUSH, "--scenario", "single", "--scenario", "bulk")

    assert ended.status == DIFFERENT, ended.stderr
    assert ended.report["ended"] == "complete"
    assert ended.found.keys() & set(NAMES.values()) == {NAMES[bug]}, ended.report
    assert ended.report["examples"][NAMES[bug]]


def test_nothing_is_found_where_nothing_is(server: Server, desk_token: str) -> None:
    """All scenarios, on both databases."""
    ended = torture(server.base, desk_token, "--operations", "2000", "--organizer", "bigevents", "--seed", "3")

    assert ended.found == {}, ended.report
    assert (ended.status, ended.report["exact"], ended.report["ended"]) == (EXACT, True, "complete")
    assert ended.report["sold_out"]["held"] == ended.report["sold_out"]["places"] > 0
    assert ended.report["operations"] >= 2000
    assert ended.report["unanswered"] == 0
    assert not ended.report["notes"]
    assert min(ended.report[name] for name in ("granted", "refused", "returned")) > 0
    assert len(ended.report["scenarios"]) == 6
