"""What the examples of the clients are run against: a live event whose ticket comes with a choice of workshops."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.cast import Fair

RUN_TIMEOUT_S: Final = 100
"""For a generator or an example on a slow machine; a stuck one must not hang the run."""


def furnished(fair: Fair) -> Fair:
    """The fair, with a ticket, a workshop to be chosen with it, and live."""
    category = fair.category(is_addon=True)
    ticket, _ = fair.ticket(size=2)
    workshop = fair.item("Workshop", "9.00", category=category["id"])
    fair.quota(workshop, size=2, name="Workshops")
    fair.made(f"items/{ticket['id']}/addons/", {"addon_category": category["id"], "max_count": 1})
    answer = fair.patch("", {"live": True})
    assert answer.is_success, answer.text
    return fair


def ran(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> str:
    """What a program prints; a failing one fails the test, with what it said."""
    done = subprocess.run(
        command, cwd=folder, env=dict(environment), capture_output=True, text=True, timeout=RUN_TIMEOUT_S, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def all_is_free_again(fair: Fair) -> bool:
    """Whether no place of the fair is held."""
    return all(
        fair.seen(f"quotas/{quota['id']}/availability/")["available_number"] == 2 for quota in fair.rows("quotas/")
    )
