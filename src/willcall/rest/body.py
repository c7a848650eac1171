"""From bytes to what JSON means, and back: strict JSON, a bounded size, a bounded depth (spec 04 §7)."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from willcall.rest.problems import Invalid, UnsupportedMediaType

BODY_BYTES_MAX: Final = 4 * 1024 * 1024
"""Room for a bulk of several thousand plain positions; anything larger is a mistake or an attack."""

DEPTH_MAX: Final = 100
"""Nesting of a body: ours needs four levels; deeper ones only test our stack."""

encode = msgspec.json.Encoder(decimal_format="string").encode
"""Compact UTF-8 JSON; instants as ISO 8601 with Z, amounts as text."""

_decode = msgspec.json.Decoder().decode


def decode(body: bytes, content_type: str | None) -> Any:
    """The JSON value of a request's body.

    No body reads as ``{}``. `UnsupportedMediaType` for a body that does not say it is JSON, `Invalid` for one that is
    none.
    """
    if not body:
        return {}
    media = (content_type or "application/json").split(";")[0].strip().lower()
    if media != "application/json":
        raise UnsupportedMediaType(f'The media type "{media[:80]}" is not understood; send application/json.')
    try:
        value = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise Invalid(f"The body is no valid JSON: {str(error)[:200]}.") from error
    except RecursionError as error:
        raise Invalid("The body is nested too deeply.") from error
    if isinstance(value, dict | list) and too_deep(value):
        raise Invalid("The body is nested too deeply.")
    return value


def too_deep(value: object, depth_max: int = DEPTH_MAX) -> bool:
    """Whether objects and lists are nested more than `depth_max` times; looks level by level, without recursion."""
    level: list[Any] = [value]
    for _ in range(depth_max):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
