"""The page that builds a shop step by step: every command on it is run, and prints what the page says it does."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from tests.cast import FAY
from tests.server import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Desk

PAGE: Final = ROOT / "docs" / "headless-shop.md"
BLOCK: Final = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK: Final = "---- the next block ----"
TIMEOUT_S: Final = 120


def blocks() -> list[tuple[str, str | None]]:
    """The commands of the page, in order, each with what it says they print."""
    found: list[tuple[str, str | None]] = []
    for kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "sh":
            found.append((text, None))
        else:
            found[-1] = found[-1][0], text
    return found


def test_every_command_of_the_page_does_what_the_page_says(desk: Desk, tmp_path: Path) -> None:
    """One shell from the first to the last; the programs of the page are there, or stand-ins for them."""
    commands = f'echo "{MARK}"\n'.join(command for command, _ in blocks())
    done = subprocess.run(
        ["/bin/bash", "-c", f"set -eu -o pipefail\n{commands}"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{programs(tmp_path)}:{os.environ['PATH']}",
            "SERVER": str(desk.client.base_url).rstrip("/"),
            "TOKEN": desk.tokens[FAY],
            "ORGANIZER": desk.organizer,
            "SLUG": "small-shop-" + secrets.token_hex(4),
        },
        text=True,
        timeout=TIMEOUT_S,
    )
    printed = done.stdout.split(f"{MARK}\n")

    assert done.returncode == 0, f"block {len(printed)}: {blocks()[len(printed) - 1][0]}\n{printed[-1]}\n{done.stderr}"
    assert [(command, said) for (command, told), said in zip(blocks(), printed, strict=True) if told is not None] == [
        (command, told) for command, told in blocks() if told is not None
    ]


def programs(folder: Path) -> Path:
    """A folder with `python3`, and with `curl` where the machine has none."""
    found = folder / "programs"
    found.mkdir()
    (found / "python3").symlink_to(sys.executable)
    if shutil.which("curl") is None:
        (found / "curl").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "tests" / "curl.py"}" "$@"\n')
        (found / "curl").chmod(0o755)
    return found


def test_a_machine_without_curl_runs_them_as_well(desk: Desk) -> None:
    """The stand-in takes the options that the page uses."""
    command = [
        sys.executable,
        str(ROOT / "tests" / "curl.py"),
        "-s",
        "-D",
        "-",
        "-o",
        os.devnull,
        "-w",
        "%{http_code}\\n",
    ]
    done = subprocess.run(
        [*command, f"{desk.client.base_url}/healthz"], capture_output=True, check=True, text=True, timeout=TIMEOUT_S
    )

    assert done.stdout.splitlines()[0].startswith("HTTP/1.1 200")
    assert done.stdout.splitlines()[-1] == "200"
