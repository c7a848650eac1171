"""The public API's requests and answers: every recorded conversation, on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.conformance.departures import DEPARTURES
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
DEPARTS: Final = {(one.file, one.scenario): one for one in DEPARTURES}


def parameters(*, departs: bool) -> list[Any]:
    """The scenarios that are answered as recorded, or those that are not, with readable ids."""
    return [pytest.param(key, id=f"{key[0]}: {key[1]}") for key in ALL if (key in DEPARTS) is departs]


@pytest.fixture(scope="session")
def reference_client(desk: Desk) -> Iterator[Server]:
    """A connection that sends what was sent to the reference."""
    client = Server(str(desk.client.base_url).rstrip("/"), desk.organizer, desk.tokens)
    yield client
    client.connection.close()


@pytest.mark.parametrize("key", parameters(departs=False))
def test_answers_as_recorded(key: tuple[str, str], reference_client: Server) -> None:
    """A client written for the reference notices no difference."""
    assert not "\n".join(replay(reference_client, ALL[key]))


@pytest.mark.parametrize("key", parameters(departs=True))
def test_departs_in_what_is_said_and_in_nothing_else(key: tuple[str, str], reference_client: Server) -> None:
    """What differs from the recording is what was decided."""
    lines = list(replay(reference_client, ALL[key]))

    assert len(lines) == len(DEPARTS[key].differs), "\n".join(lines)
    assert all(line.startswith(said) for line, said in zip(lines, DEPARTS[key].differs, strict=True)), "\n".join(lines)


def test_every_departure_is_from_a_recording() -> None:
    """An entry that names no scenario would hide a misspelling."""
    assert DEPARTS.keys() <= ALL.keys()
