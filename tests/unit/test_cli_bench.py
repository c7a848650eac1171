"""`willcall bench`: it measures on a database that is there for it, and on no other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from tests.unit.databases import empty
from willcall.bench import measure
from willcall.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


def test_bench_measures_on_an_empty_database_and_could_do_so_again(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = empty("postgresql", request, tmp_path)

    done = run("bench", "--seconds", "0.1", "--database", url)

    assert done.exit_code == 0, done.output
    assert re.findall(r"^\| +(\d+) \| +[\d,.]+ \|", done.stdout, re.MULTILINE) == ["1", "8", "32"]
    assert "memory of one process" in done.stdout
    measure.check(url)


def test_bench_keeps_away_from_a_database_that_is_in_use(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ours.db'}"
    assert run("migrate", "--database", url).exit_code == 0
    assert run("organizer", "create", "fay", "--database", url).exit_code == 0

    done = run("bench", "--database", url)

    assert done.exit_code == 1
    assert done.stderr == 'Error: the database holds other organizers than "bench": name one that is empty\n'


def test_bench_looks_at_no_variable_for_its_database(tmp_path: Path) -> None:
    file = tmp_path / "ours.db"

    done = run("bench", "--seconds", "0.1", WILLCALL_DATABASE=f"sqlite:///{file}")

    assert done.exit_code == 0, done.output
    assert not file.exists()


def test_bench_has_one_process_on_sqlite() -> None:
    done = run("bench", "--workers", "2")

    assert done.exit_code == 2
    assert done.stderr.startswith("Error: --workers: ")


def test_bench_says_in_one_line_that_an_address_is_none() -> None:
    done = run("bench", "--database", "mysql://127.0.0.1/tickets")

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
