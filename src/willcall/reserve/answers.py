"""Answers to questions: the normal form of each type, and what is refused (spec 01 §7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Final

from willcall.kit import instants
from willcall.kit.texts import in_language
from willcall.reserve.ask import Answered, AnswerWanted
from willcall.reserve.catalogue import Question
from willcall.rest.problems import NON_FIELD, Problems

NUMBER_DIGITS_MAX: Final = 50
NUMBER_PLACES_MAX: Final = 25

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d{1,6})?)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?", re.IGNORECASE | re.ASCII)


class _Unfit(ValueError):
    """Why an answer does not suit its question; the text is for the client."""


def answered(
    questions: Mapping[int, Question], known_options: frozenset[int], wanted: tuple[AnswerWanted, ...]
) -> tuple[tuple[Answered, ...], list[Problems]]:
    """The answers in their normal form, by question, and the problems in step with the list (empty without any)."""
    made: list[Answered] = []
    found: list[Problems] = []
    seen: set[int] = set()
    for one in wanted:
        problems = dict(one.problems)
        question = questions.get(one.question_id) if one.question_id is not None else None
        if one.question_id is not None and question is None:
            problems["question"] = ["There is no such question in this event."]
        if question is not None and question.id in seen:
            problems["question"] = ["This question is answered twice."]
        if any(number not in known_options for number in one.option_ids):
            problems["options"] = ["There is no such option in this event."]
        if question is not None and not problems:
            seen.add(question.id)
            try:
                made.append(_normal(question, one))
            except _Unfit as unfit:
                problems = {NON_FIELD: [str(unfit)]}
        found.append(problems)
    made.sort(key=lambda answer: answer.question_id)  # as lists show them
    return tuple(made), found if any(found) else []


def _normal(question: Question, wanted: AnswerWanted) -> Answered:
    option_ids = tuple(dict.fromkeys(wanted.option_ids))
    if any(number not in question.options for number in option_ids):
        raise _Unfit("An option belongs to another question.")
    if question.type in ("C", "M"):
        if not option_ids:
            raise _Unfit("Name an option of the question.")
        if question.type == "C" and len(option_ids) > 1:
            raise _Unfit("Only one option can be chosen.")
        text = ", ".join(in_language(question.options[number].text) for number in option_ids)
        return Answered(question.id, text, option_ids)
    if option_ids:
        raise _Unfit("This question has no options.")
    return Answered(question.id, _FORMS.get(question.type, _as_sent)(wanted.text))


def _as_sent(text: str) -> str:
    return text


def _number(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise _Unfit("This is not a number.")
    try:
        _, digits, exponent = Decimal(text).as_tuple()
    except InvalidOperation as error:
        raise _Unfit("This is not a number.") from error
    assert isinstance(exponent, int)
    places = max(0, -exponent)
    if max(len(digits) + max(exponent, 0), places) > NUMBER_DIGITS_MAX or places > NUMBER_PLACES_MAX:
        raise _Unfit("This number has too many digits.")
    return text


def _boolean(text: str) -> str:
    if text in ("true", "True", "TRUE", "1"):
        return "True"
    if text in ("false", "False", "FALSE", "0"):
        return "False"
    raise _Unfit("Answer with true or false.")


def _date(text: str) -> str:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise _Unfit("Give the date as YYYY-MM-DD.")


def _time(text: str) -> str:
    try:
        if _TIME.fullmatch(text):
            return time.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise _Unfit("Give the time as hh:mm or hh:mm:ss.")


def _moment(text: str) -> str:
    try:
        return instants.parse(text).isoformat(" ")
    except ValueError as error:
        raise _Unfit("Give date and time in the form of ISO 8601.") from error


def _file(text: str) -> str:
    raise _Unfit("Files cannot be given here.")


_FORMS: Final[Mapping[str, Callable[[str], str]]] = {
    "N": _number,
    "B": _boolean,
    "D": _date,
    "H": _time,
    "W": _moment,
    "F": _file,
}
