"""Compares an answer with a recorded one: which differences a client could notice.

A recorded body may hold "$name" (a value saved earlier), "$int", "$str", "$datetime", "$cart_id", "$any" (any value of
that kind), "$now+30m" (an instant within five minutes of that one), "{base}" and other saved names in braces within a
URL, and {"$unordered": [...]} (a list in any order). Datetimes are compared as instants.

Bodies are compared "exact" (same keys, same values), "subset" (every recorded key, same values; there may be more) or
as a "shape" (same keys and kinds, texts free). What is sent is left to `replay.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Saved = dict[str, Any]
Mode = Literal["exact", "subset", "shape"]

INSTANT: Final = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$")
RELATIVE: Final = re.compile(r"^\$now([+-])(\d+)([smhd])$")
UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
ABOUT: Final = dt.timedelta(minutes=5)  # a slow machine may take a while between two steps


def instant(text: str) -> dt.datetime:
    """The moment a text means."""
    return dt.datetime.fromisoformat(text)


def is_instant(value: object) -> bool:
    """Whether a value is a datetime with an offset."""
    return isinstance(value, str) and INSTANT.match(value) is not None


def filled(value: object, saved: Saved) -> Any:
    """The value with every "$name" replaced by what was saved under that name."""
    if isinstance(value, dict):
        return {key: filled(inner, saved) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, saved) for inner in value]
    if isinstance(value, str) and value.startswith("$"):
        moment = RELATIVE.match(value)
        if value == "$now" or moment:
            shift = dt.timedelta(**{UNITS[moment[3]]: int(moment[1] + moment[2])}) if moment else dt.timedelta()
            return (dt.datetime.now(dt.UTC) + shift).isoformat(timespec="seconds").replace("+00:00", "Z")
        return saved.get(value[1:], value)
    return value


KINDS: Final[dict[str, tuple[Callable[[Any], bool], str]]] = {
    "any": (lambda _: True, ""),
    "int": (lambda value: isinstance(value, int) and not isinstance(value, bool), "an integer"),
    "str": (lambda value: isinstance(value, str), "a string"),
    "datetime": (is_instant, "a datetime with an offset"),
    "cart_id": (lambda value: isinstance(value, str) and value.endswith("@api") and value != "@api", "an API cart id"),
}


@dataclass(frozen=True)
class Comparison:
    """How to compare, and what earlier steps saved."""

    mode: Mode
    saved: Saved

    def differences(self, expected: Any, actual: Any, where: str = "body") -> Iterator[str]:
        """One line for each place where the answer is not what was recorded."""
        if isinstance(expected, str):
            yield from self._text(expected, actual, where)
        elif isinstance(expected, dict) and set(expected) == {"$unordered"}:
            yield from self._unordered(expected["$unordered"], actual, where)
        elif isinstance(expected, dict):
            yield from self._object(expected, actual, where)
        elif isinstance(expected, list):
            yield from self._list(expected, actual, where)
        elif type(expected) is not type(actual) or expected != actual:
            yield f"{where}: {actual!r} instead of {expected!r}"

    def _text(self, expected: str, actual: Any, where: str) -> Iterator[str]:
        name = expected[1:]
        if expected.startswith("$") and name in self.saved:
            known = self.saved[name]
            if isinstance(known, str):
                yield from self._plain(known, actual, where)
            else:
                yield from self.differences(known, actual, where)
        elif RELATIVE.match(expected):
            wanted = instant(filled(expected, {}))
            if not (is_instant(actual) and abs(instant(actual) - wanted) <= ABOUT):
                yield f"{where}: {actual!r} is not about {name}"
        elif expected.startswith("$") and name in KINDS:
            fits, kind = KINDS[name]
            if not fits(actual):
                yield f"{where}: {actual!r} is not {kind}"
        else:
            yield from self._plain(expected, actual, where)

    def _plain(self, expected: str, actual: Any, where: str) -> Iterator[str]:
        if "{base}" in expected:
            for name, value in self.saved.items():
                expected = expected.replace(f"{{{name}}}", str(value))
        if self.mode == "shape":
            if not isinstance(actual, str):
                yield f"{where}: {actual!r} is not a text"
        elif is_instant(expected) and is_instant(actual):
            if instant(expected) != instant(actual):
                yield f"{where}: {actual!r} instead of {expected!r}"
        elif expected != actual:
            yield f"{where}: {actual!r} instead of {expected!r}"

    def _unordered(self, expected: list[Any], actual: Any, where: str) -> Iterator[str]:
        if not isinstance(actual, list) or len(actual) != len(expected):
            yield f"{where}: {actual!r} is not a list of {len(expected)}"
            return
        rest = list(actual)
        for wanted in expected:
            for candidate in rest:
                if not list(self.differences(wanted, candidate)):
                    rest.remove(candidate)
                    break
            else:
                yield f"{where}: nothing matches {wanted!r} in {rest!r}"

    def _object(self, expected: dict[str, Any], actual: Any, where: str) -> Iterator[str]:
        if not isinstance(actual, dict):
            yield f"{where}: {actual!r} is not an object"
            return
        for key, wanted in expected.items():
            if key not in actual:
                yield f"{where}.{key}: missing"
            else:
                yield from self.differences(wanted, actual[key], f"{where}.{key}")
        if self.mode != "subset":
            yield from (f"{where}.{key}: not in the recorded answer" for key in actual if key not in expected)

    def _list(self, expected: list[Any], actual: Any, where: str) -> Iterator[str]:
        if not isinstance(actual, list):
            yield f"{where}: {actual!r} is not a list"
        elif self.mode == "shape" and all(isinstance(inner, str) for inner in expected):
            if not actual or not all(isinstance(inner, str) for inner in actual):
                yield f"{where}: {actual!r} is not a list of texts"
        elif len(expected) != len(actual):
            yield f"{where}: {len(actual)} entries instead of {len(expected)}: {actual!r}"
        else:
            for index, (wanted, got) in enumerate(zip(expected, actual, strict=True)):
                yield from self.differences(wanted, got, f"{where}.{index}")
