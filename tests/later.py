"""A server whose clock a test can put forward: `python -m tests.later FILE serve …`.

FILE holds the seconds by which it is ahead; it is read whenever the server looks at its clock. Everything else is the
command line as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from willcall.kit import instants

_on_time = instants.now_us


def put_forward(file: Path) -> None:
    """Sets the clock. Nothing of the server may have been loaded by then: who has the clock keeps it."""

    def ahead() -> int:
        return _on_time() + round(float(file.read_text()) * 1_000_000)

    assert "willcall.app" not in sys.modules
    instants.now_us = ahead


if __name__ == "__main__":
    put_forward(Path(sys.argv.pop(1)))

    from willcall.cli import main

    main()
