from typing import Literal

QuestionReplacementType = Literal["B", "C", "CC", "D", "F", "H", "M", "N", "S", "T", "TEL", "W"]

QUESTION_REPLACEMENT_TYPE_VALUES: set[QuestionReplacementType] = {
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


def check_question_replacement_type(value: str) -> QuestionReplacementType:
    if value in QUESTION_REPLACEMENT_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUESTION_REPLACEMENT_TYPE_VALUES!r}")
