"""Names of people: given as a whole or in parts, shown by a scheme (spec 01 §6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

WHOLE: Final = "_legacy"
"""The part that holds a name given as a whole."""
SCHEME: Final = "_scheme"
"""The part that names the scheme, if the name brings its own."""
NAME_LENGTH_MAX: Final = 255
DEFAULT_SCHEME: Final = "full"

Parts = Mapping[str, str]


def _joined(*names: str) -> Callable[[Parts], str]:
    return lambda parts: " ".join(parts[name] for name in names if parts.get(name))


def _comma(parts: Parts) -> str:
    return ", ".join(parts[name] for name in ("family_name", "given_name") if parts.get(name))


def _close(parts: Parts) -> str:
    return parts.get("family_name", "") + parts.get("given_name", "")


def _degree(parts: Parts) -> str:
    name = _joined("title", "given_name", "family_name")(parts)
    return f"{name}, {parts['degree']}" if parts.get("degree") else name


SCHEMES: Final[Mapping[str, Callable[[Parts], str]]] = {
    "given_family": _joined("given_name", "family_name"),
    "title_given_family": _joined("title", "given_name", "family_name"),
    "given_middle_family": _joined("given_name", "middle_name", "family_name"),
    "title_given_middle_family": _joined("title", "given_name", "middle_name", "family_name"),
    "family_given": _joined("family_name", "given_name"),
    "family_nospace_given": _close,
    "family_comma_given": _comma,
    "full": _joined("full_name"),
    "calling_full": _joined("full_name"),
    "full_transcription": _joined("full_name"),
    "salutation_given_family": _joined("given_name", "family_name"),
    "salutation_title_given_family": _joined("title", "given_name", "family_name"),
    "salutation_title_given_family_degree": _degree,
}


def shown(parts: Parts, event_scheme: str) -> str | None:
    """The name as one text; None when there is none."""
    if not parts:
        return None
    if WHOLE in parts:
        return parts[WHOLE]
    scheme = SCHEMES.get(parts.get(SCHEME) or event_scheme) or SCHEMES[DEFAULT_SCHEME]
    return scheme(parts).strip() or None
