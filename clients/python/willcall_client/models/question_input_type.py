from typing import Literal

QuestionInputType = Literal["B", "C", "CC", "D", "F", "H", "M", "N", "S", "T", "TEL", "W"]

QUESTION_INPUT_TYPE_VALUES: set[QuestionInputType] = {
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


def check_question_input_type(value: str) -> QuestionInputType:
    if value in QUESTION_INPUT_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUESTION_INPUT_TYPE_VALUES!r}")
