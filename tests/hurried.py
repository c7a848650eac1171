"""A server with small bounds, so that tests meet them soon: `python -m tests.hurried BOUNDS serve …`.

BOUNDS is JSON: by module and name below `willcall`, what a constant is to be, such as
`{"protocol.BODY_TIME_MAX_S": 0.5}`. Everything else is the command line as it is.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import TYPE_CHECKING

from willcall.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping


def hurry(bounds: Mapping[str, float]) -> None:
    """Sets the constants; one that is not there is a mistake of the test."""
    for path, value in bounds.items():
        module, _, name = path.rpartition(".")
        found = importlib.import_module(f"willcall.{module}")
        assert hasattr(found, name), path
        setattr(found, name, value)


if __name__ == "__main__":
    hurry(json.loads(sys.argv.pop(1)))
    main()
