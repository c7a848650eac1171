from typing import Literal

DiscountInputSubeventMode = Literal["distinct", "mixed", "same"]

DISCOUNT_INPUT_SUBEVENT_MODE_VALUES: set[DiscountInputSubeventMode] = {
    "distinct",
    "mixed",
    "same",
}


def check_discount_input_subevent_mode(value: str) -> DiscountInputSubeventMode:
    if value in DISCOUNT_INPUT_SUBEVENT_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DISCOUNT_INPUT_SUBEVENT_MODE_VALUES!r}")
