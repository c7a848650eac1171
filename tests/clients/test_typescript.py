"""The client for TypeScript: it is what the generator makes of the description, typed, and its example runs.

It needs Node and what `make test` installs with npm where there is one; else these tests are skipped.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.clients.stand import all_is_free_again, furnished, ran

if TYPE_CHECKING:
    from tests.cast import Fair
    from tests.server import Server

CLIENT: Final = Path(__file__).parent.parent.parent / "clients" / "typescript"
MODULES: Final = CLIENT / "node_modules" / ".bin"
NODE: Final = shutil.which("node") or ""

pytestmark = pytest.mark.skipif(
    not NODE or not (MODULES / "tsc").exists(),
    reason="needs Node, and its packages: npm --prefix clients/typescript ci",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client and its example as JavaScript, which the compiler makes of what has no error."""
    folder = tmp_path_factory.mktemp("built")
    ran([NODE, str(MODULES / "tsc"), "--outDir", str(folder)], CLIENT, os.environ)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "node_modules").symlink_to(CLIENT / "node_modules")
    return folder


def test_it_is_what_the_generator_makes(tmp_path: Path) -> None:
    """After a change of docs/openapi.json run `make clients`."""
    made = tmp_path / "schema.d.ts"
    command = [NODE, str(MODULES / "openapi-typescript"), "../../docs/openapi.json", "--output", str(made)]
    ran([*command, "--default-non-nullable", "false"], CLIENT, os.environ)

    assert made.read_text(encoding="utf-8") == (CLIENT / "src" / "schema.d.ts").read_text(encoding="utf-8")


def test_example_runs(built: Path, fair: Fair, server: Server) -> None:
    """It holds two tickets with a workshop each, and gives them back."""
    furnished(fair)
    said = ran([NODE, "examples/buy.js", server.base, "bigevents", fair.slug], built, os.environ)

    assert [line.split()[0] for line in said.splitlines()] == ["held", "extended", "released"]
    assert "held 2 " in said
    assert "total 64.00" in said
    assert all_is_free_again(fair)
