"""Texts in several languages: an object of language to text (spec 04 §6)."""

from __future__ import annotations

from collections.abc import Mapping

Texts = dict[str, str]
"""A text by language code."""

DEFAULT_LANGUAGE = "en"
"""A plain string is taken to be in this language."""

LANGUAGES = frozenset(
    "en de de-informal ar ca cs da el es es-419 eu fi fr gl he hr hu id it ja lv nb-no nl nl-informal pl pt-br pt-pt "
    "ro ru sk sl sv th tr uk zh-hans zh-hant".split()
)


def in_language(texts: Mapping[str, str], language: str = DEFAULT_LANGUAGE) -> str:
    """The text for a reader: their language, its base language, the default language, else any that is not empty."""
    for wanted in (language, language.split("-", maxsplit=1)[0], DEFAULT_LANGUAGE):
        if texts.get(wanted):
            return texts[wanted]
    return next((text for text in texts.values() if text), "")
