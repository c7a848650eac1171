"""What the tests of questions and of answers share: questions, a menu to choose from, answers as buyers give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.cast import id_of

if TYPE_CHECKING:
    from tests.cast import Fair, Thing, Wire

MENU: Final = [
    {"answer": {"en": "Meat"}, "identifier": "MEAT"},
    {"answer": "Fish", "identifier": "fish", "position": 1},
]


def asked(fair: Fair, kind: str = "S", text: str = "Name", **fields: Any) -> Wire:
    """A question."""
    return fair.made("questions/", {"question": {"en": text}, "type": kind, **fields})


def options_of(question: Thing) -> str:
    """Where its options are."""
    return f"questions/{id_of(question)}/options/"


def answer_to(question: Thing, text: object = "x", *options: Thing) -> Wire:
    """An answer as a buyer gives it."""
    return {"question": id_of(question), "answer": text, "options": [id_of(one) for one in options]}
