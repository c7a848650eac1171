from typing import Literal

QuestionPatchType = Literal["B", "C", "CC", "D", "F", "H", "M", "N", "S", "T", "TEL", "W"]

QUESTION_PATCH_TYPE_VALUES: set[QuestionPatchType] = {
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


def check_question_patch_type(value: str) -> QuestionPatchType:
    if value in QUESTION_PATCH_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUESTION_PATCH_TYPE_VALUES!r}")
