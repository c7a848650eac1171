"""The public API's requests and answers: every recorded conversation, on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.conformance.not_yet import NOT_YET, NotYet
from tests.conformance.replay import Scenario, Server, replay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Desk

HERE: Final = Path(__file__).parent
FILES: Final = (
    "categories",
    "addons",
    "cartpositions",
    "bulk_create",
    "quotas",
    "questions",
    "subevents",
    "seats",
    "vouchers",
    "auth",
    "conventions",
    "catalogue",
)


def scenarios() -> dict[tuple[str, str], Scenario]:
    """Every recorded scenario by file and name."""
    return {
        (file, scenario["name"]): scenario
        for file in FILES
        for scenario in json.loads((HERE / f"{file}.json").read_text(encoding="utf-8"))["scenarios"]
    }


ALL: Final = scenarios()
LATER: Final = {(one.file, one.scenario): one for one in NOT_YET}


def parameters(*, later: bool) -> list[Any]:
    """The scenarios that must pass, or those that cannot yet, with readable ids."""
    return [pytest.param(key, id=f"{key[0]}: {key[1]}") for key in ALL if (key in LATER) is later]


@pytest.fixture(scope="session")
def reference_client(desk: Desk) -> Iterator[Server]:
    """A connection that sends what was sent to the reference."""
    client = Server(str(desk.client.base_url).rstrip("/"), desk.organizer, desk.tokens)
    yield client
    client.connection.close()


@pytest.mark.parametrize("key", parameters(later=False))
def test_answers_as_recorded(key: tuple[str, str], reference_client: Server) -> None:
    """A client written for the reference notices no difference."""
    assert not "\n".join(replay(reference_client, ALL[key]))


@pytest.mark.parametrize("key", parameters(later=True))
def test_what_is_not_there_yet_does_not_pass(key: tuple[str, str], reference_client: Server) -> None:
    """A scenario that passes has to leave the list of those that cannot."""
    assert list(replay(reference_client, ALL[key])), f"it passes: take {LATER[key]} out of not_yet.py"


@pytest.mark.parametrize("entry", NOT_YET, ids=lambda entry: f"{entry.file}: {entry.scenario}")
def test_what_is_not_there_yet_was_recorded(entry: NotYet) -> None:
    """An entry that names no scenario would hide a misspelling."""
    assert (entry.file, entry.scenario) in ALL
    assert entry.needs
