"""The client for Python: it is what the generator makes of the description, typed, and its example runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.clients.stand import all_is_free_again, furnished, ran

if TYPE_CHECKING:
    from tests.cast import Fair
    from tests.server import Server

ROOT: Final = Path(__file__).parent.parent.parent
CLIENT: Final = ROOT / "clients" / "python"
BIN: Final = Path(sys.executable).parent
ENVIRONMENT: Final = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(CLIENT)}
ADDED: Final = {Path("py.typed")}
"""What is not the generator's."""


def files(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder but what Python leaves there."""
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.relative_to(folder) not in ADDED
    }


def test_it_is_what_the_generator_makes(tmp_path: Path) -> None:
    """After a change of docs/openapi.json run `make clients`."""
    made = tmp_path / "willcall_client"
    ran(
        [
            *(str(BIN / "openapi-python-client"), "generate", "--path", str(ROOT / "docs" / "openapi.json")),
            *("--config", str(CLIENT / "generator.yaml"), "--meta", "none", "--fail-on-warning"),
            *("--output-path", str(made)),
        ],
        tmp_path,
        ENVIRONMENT,
    )
    wanted, there = files(made), files(CLIENT / "willcall_client")

    assert sorted(wanted) == sorted(there)
    assert [str(path) for path, content in wanted.items() if there[path] != content] == []


def test_example_runs(fair: Fair, server: Server) -> None:
    """It holds two tickets with a workshop each, and gives them back."""
    furnished(fair)
    said = ran(
        [sys.executable, "-W", "error", "examples/buy.py", server.base, "bigevents", fair.slug], CLIENT, ENVIRONMENT
    )

    assert [line.split()[0] for line in said.splitlines()] == ["held", "extended", "released"]
    assert "held 2 " in said
    assert "total 64.00" in said
    assert all_is_free_again(fair)


def test_example_is_typed(tmp_path: Path) -> None:
    """As strictly as our own code; of the generated one only what the example uses is looked at, as an import."""
    ran(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}"),
            *("--follow-imports=silent", "examples/buy.py"),
        ],
        CLIENT,
        {**ENVIRONMENT, "MYPYPATH": str(CLIENT)},
    )
