"""Answers to questions: the normal form of each type, and what is refused (spec 01 §7, spec 09 "Answers")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from msgspec.structs import replace

from tests.wire import TEXTS, shape
from willcall.reserve.answers import answered
from willcall.reserve.ask import Answered, AnswerWanted, Hold
from willcall.reserve.catalogue import Option, Question
from willcall.reserve.listing import Names
from willcall.reserve.wire import PositionIn, shown, wanted
from willcall.rest.fields import fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping

RULE: Final = {"non_field_errors": TEXTS}
TYPES: Final = ("N", "S", "T", "B", "C", "M", "F", "D", "H", "W", "CC", "TEL")
FIRST, SECOND, FOREIGN, UNKNOWN = 1, 2, 3, 99
OPTIONS: Final = {
    FIRST: Option(FIRST, "M1", {"en": "M1", "de": "Eins"}),
    SECOND: Option(SECOND, "M2", {"de": "zwei", "en": "two"}),
}
OTHERS: Final = {FOREIGN: Option(FOREIGN, "F", {"en": "Foreign"})}
QUESTIONS: Final[Mapping[int, Question]] = {
    number: Question(number, code, code, OPTIONS if code in ("C", "M") else {})
    for number, code in enumerate(TYPES, 100)
} | {200: Question(200, "C", "other", OTHERS)}
ID: Final = {question.identifier: number for number, question in QUESTIONS.items()}
ASKS: Final = fields_of(PositionIn)


def told(*raw: object) -> tuple[tuple[Answered, ...], list[Any]]:
    """What becomes of the answers of a body, read as the wire reads them."""
    read = wanted({"answers": list(raw)}, ASKS)
    return answered(QUESTIONS, frozenset((*OPTIONS, *OTHERS)), read.answers)


def sent(code: str, answer: object, *options: int) -> dict[str, object]:
    """An answer as a client writes it."""
    return {"question": ID[code], "answer": answer, "options": list(options)}


@pytest.mark.parametrize(
    ("code", "answer", "text"),
    [
        ("N", "23", "23"),
        ("N", 23, "23"),
        ("N", 23.5, "23.5"),
        ("N", "-3.5", "-3.5"),
        ("N", "+3.", "+3."),
        ("N", ".5", ".5"),
        ("N", "1e5", "1e5"),
        ("N", "1E-25", "1E-25"),
        ("N", "9" * 50, "9" * 50),
        ("N", f"{'9' * 25}.{'9' * 25}", f"{'9' * 25}.{'9' * 25}"),
        ("N", " 23 ", "23"),
        ("S", "Peter", "Peter"),
        ("S", 5, "5"),
        ("S", "  Peter  ", "Peter"),
        ("T", "Once upon\na time", "Once upon\na time"),
        ("B", "true", "True"),
        ("B", "True", "True"),
        ("B", "TRUE", "True"),
        ("B", "1", "True"),
        ("B", 1, "True"),
        ("B", "false", "False"),
        ("B", "False", "False"),
        ("B", "FALSE", "False"),
        ("B", "0", "False"),
        ("B", 0, "False"),
        ("D", "2026-05-01", "2026-05-01"),
        ("D", "2024-02-29", "2024-02-29"),
        ("H", "10:00", "10:00:00"),
        ("H", "10:30:15", "10:30:15"),
        ("H", "23:59:59.25", "23:59:59.250000"),
        ("W", "2026-05-01T10:00:00+02:00", "2026-05-01 08:00:00+00:00"),
        ("W", "2026-05-01 10:00", "2026-05-01 10:00:00+00:00"),
        ("W", "2026-05-01T10:00:00Z", "2026-05-01 10:00:00+00:00"),
        ("CC", "DE", "DE"),
        ("CC", "nowhere", "nowhere"),
        ("TEL", "+4962213217750", "+4962213217750"),
        ("TEL", "none", "none"),
    ],
)
def test_normal_form(code: str, answer: object, text: str) -> None:
    """Options may be left out where there are none."""
    wanted_answer = Answered(ID[code], text)

    assert told(sent(code, answer)) == ((wanted_answer,), [])
    assert told({"question": ID[code], "answer": answer}) == ((wanted_answer,), [])


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("N", "abc"),
        ("N", "NaN"),
        ("N", "Infinity"),
        ("N", "1,5"),
        ("N", "1_000"),
        ("N", "٣"),
        ("N", "1e"),
        ("N", "9" * 51),
        ("N", "1e50"),
        ("N", f"0.{'1' * 26}"),
        ("N", "1e-26"),
        ("N", "1e999"),
        ("B", "yes"),
        ("B", "tRUE"),
        ("B", 2),
        ("D", "01.05.2026"),
        ("D", "2026-05-01T00:00:00Z"),
        ("D", "2026-02-29"),
        ("D", "20260501"),
        ("D", "2026-W18-5"),
        ("H", "25:00"),
        ("H", "24:00"),
        ("H", "10"),
        ("H", "10:60"),
        ("H", "10:00+02:00"),
        ("H", "T10:00"),
        ("W", "tomorrow"),
        ("W", "2026-13-01T10:00:00Z"),
        ("F", "file:0b5c8a3e-8f4b-4c54-b6ba-000000000000"),
        ("F", "file:keep"),
        ("F", "photo.png"),
    ],
)
def test_unfit(code: str, answer: object) -> None:
    """Told of the answer as a whole."""
    made, problems = told(sent(code, answer))

    assert (made, shape(problems)) == ((), [RULE])


@pytest.mark.parametrize("code", TYPES)
@pytest.mark.parametrize("answer", ["", "   ", None, True, ["a"], {}, "a\0b"])
def test_unreadable(code: str, answer: object) -> None:
    """Told under `answer`, whatever the type: not even a choice goes without it."""
    made, problems = told(sent(code, answer, *([FIRST] if code in ("C", "M") else [])))

    assert (made, shape(problems)) == ((), [{"answer": TEXTS}])


@pytest.mark.parametrize(
    ("code", "options", "text"),
    [
        ("C", [FIRST], "M1"),
        ("C", [SECOND], "two"),
        ("M", [FIRST], "M1"),
        ("M", [FIRST, SECOND], "M1, two"),
        ("M", [SECOND, FIRST], "two, M1"),
        ("M", [FIRST, FIRST], "M1"),
        ("M", [SECOND, FIRST, SECOND], "two, M1"),
    ],
)
def test_choice(code: str, options: list[int], text: str) -> None:
    """The text is that of the options in the order given, each once; what was written beside them is ignored."""
    made, problems = told(sent(code, "ignored", *options))

    assert (made, problems) == ((Answered(ID[code], text, tuple(dict.fromkeys(options))),), [])


@pytest.mark.parametrize(
    ("code", "options", "problem"),
    [
        ("C", [], RULE),
        ("C", [FIRST, SECOND], RULE),
        ("C", [FOREIGN], RULE),
        ("C", [UNKNOWN], {"options": TEXTS}),
        ("M", [], RULE),
        ("M", [FIRST, FOREIGN], RULE),
        ("M", [FIRST, UNKNOWN], {"options": TEXTS}),
        ("M", [0], {"options": TEXTS}),
        *((code, [FIRST], RULE) for code in TYPES if code not in ("C", "M")),
        *((code, [UNKNOWN], {"options": TEXTS}) for code in TYPES),
    ],
)
def test_choice_is_refused(code: str, options: list[int], problem: object) -> None:
    """An option has to be there, and to be one of the question."""
    made, problems = told(sent(code, "1", *options))

    assert (made, shape(problems)) == ((), [problem])


@pytest.mark.parametrize("options", [None, 1, "1", {}, ["one"], [True], [None]])
def test_options_are_a_list_of_ids(options: object) -> None:
    made, problems = told({"question": ID["C"], "answer": "x", "options": options})

    assert (made, shape(problems)) == ((), [{"options": TEXTS}])


def test_options_of_a_choice_cannot_be_left_out() -> None:
    """They read as none; the reference fails here."""
    assert shape(told({"question": ID["C"], "answer": "x"})[1]) == [RULE]


@pytest.mark.parametrize("question", [UNKNOWN, 0, None, "x", True, [], 2**70])
def test_question_is_one_of_the_event(question: object) -> None:
    made, problems = told({"question": question, "answer": "x", "options": []})

    assert (made, shape(problems)) == ((), [{"question": TEXTS}])


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({}, {"question": TEXTS, "answer": TEXTS}),
        ({"answer": "x"}, {"question": TEXTS}),
        ({"question": ID["S"]}, {"answer": TEXTS}),
        (5, RULE),
        (None, RULE),
        (
            {"question": UNKNOWN, "answer": "", "options": [UNKNOWN]},
            dict.fromkeys(("question", "answer", "options"), TEXTS),
        ),
    ],
)
def test_all_fields_are_told(raw: object, problem: object) -> None:
    """Everything that is wrong with an answer at once."""
    assert shape(told(raw)[1]) == [problem]


def test_same_question_twice() -> None:
    """The second is refused, in step with the list; the reference fails here."""
    made, problems = told(sent("S", "a"), sent("N", "1"), sent("S", "b"))

    assert [answer.text for answer in made] == ["1", "a"]
    assert shape(problems) == [{}, {}, {"question": TEXTS}]


def test_problems_are_told_in_step() -> None:
    """An empty object stands for an answer that is fine."""
    made, problems = told(sent("N", "old"), sent("S", "Peter"), sent("B", "perhaps"))

    assert [answer.question_id for answer in made] == [ID["S"]]
    assert shape(problems) == [RULE, {}, RULE]


def test_nothing_is_told_when_nothing_is_wrong() -> None:
    """Answers stand in the order of their questions, in whichever they came."""
    made, problems = told(sent("W", "2026-05-01T10:00:00Z"), sent("N", "1"))

    assert [answer.question_id for answer in made] == [ID["N"], ID["W"]]
    assert problems == []


def test_option_without_a_text_in_english() -> None:
    """It is read in whatever language it has (spec 04 §6)."""
    options = {FIRST: Option(FIRST, "A", {"de": "Eins"}), SECOND: Option(SECOND, "B", {"en": "", "fr": "deux"})}
    answer = AnswerWanted(1, "x", (FIRST, SECOND))

    made, problems = answered({1: Question(1, "M", "Q", options)}, frozenset(options), (answer,))

    assert (made[0].text, problems) == ("Eins, deux", [])


def test_answer_whose_question_is_gone_is_not_shown() -> None:
    """The list reads positions first and questions then; somebody may delete one in between."""
    answers = (Answered(ID["S"], "Ada"), Answered(UNKNOWN, "x"))
    hold = Hold(1, "a@api", 1, None, 0, {}, None, None, is_bundled=False, includes_tax=True, created=0, expires=0)

    position = shown(replace(hold, answers=answers), Names(questions=QUESTIONS))

    assert [answer["answer"] for answer in position.answers] == ["Ada"]
