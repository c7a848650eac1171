from typing import Literal

QuestionType = Literal["B", "C", "CC", "D", "F", "H", "M", "N", "S", "T", "TEL", "W"]

QUESTION_TYPE_VALUES: set[QuestionType] = {
    "B",
    "C",
    "CC",
    "D",
    "F",
    "H",
    "M",
    "N",
    "S",
    "T",
    "TEL",
    "W",
}


def check_question_type(value: str) -> QuestionType:
    if value in QUESTION_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUESTION_TYPE_VALUES!r}")
