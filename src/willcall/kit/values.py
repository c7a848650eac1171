"""Values: frozen objects that are changed by making another one. They are msgspec structs or dataclasses."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def replace(value: T, **changes: Any) -> T:
    """A copy with some fields changed; `TypeError` for a field that it does not have."""
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, **changes)
    original: Any = value
    copy: T = dataclasses.replace(original, **changes)
    return copy
