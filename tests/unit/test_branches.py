"""Every branch of the decision is taken by its quick tests, which need no database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent.parent
DECISION: Final = ("book", "carts", "decide", "desk", "quota")
"""Modules of `reserve` in which an untested branch could oversell."""
QUICK: Final = ("test_book", "test_carts", "test_carts_edges", "test_carts_seats", "test_decide", "test_decide_atomic",
                "test_decide_bare", "test_decide_given_back", "test_decide_refusals", "test_quota", "test_rules_dates",
                "test_rules_seats", "test_rules_vouchers")  # fmt: skip
"""Their tests."""
HANGS_S: Final = 100


def test_the_decision_has_no_branch_that_its_tests_do_not_take(tmp_path: Path) -> None:
    files_of_tests = [f"tests/unit/{name}.py" for name in QUICK]
    data, report = tmp_path / "data", tmp_path / "report.json"
    files = ",".join(f"*/willcall/reserve/{name}.py" for name in DECISION)
    coverage = (sys.executable, "-m", "coverage")
    common = (f"--data-file={data}", f"--rcfile={os.devnull}", f"--include={files}")

    _run(*coverage, "run", "--branch", *common, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files_of_tests)
    _run(*coverage, "json", *common, "-o", str(report))

    found = json.loads(report.read_text())["files"]
    assert sorted(Path(name).stem for name in found) == list(DECISION)
    for name, seen in found.items():
        assert seen["summary"]["num_branches"] > 0, name
        assert (seen["missing_lines"], seen["missing_branches"]) == ([], []), name


def test_the_mutation_run_changes_the_same_modules_and_runs_the_same_tests() -> None:
    told = tomllib.loads((ROOT / "tests/mutants.toml").read_text())["cosmic-ray"]

    assert [Path(name).stem for name in told["module-path"]] == list(DECISION)
    assert [Path(word).stem for word in told["test-command"].split() if word.endswith(".py")] == list(QUICK)


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=HANGS_S, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
