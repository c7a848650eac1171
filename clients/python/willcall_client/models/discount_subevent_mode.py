from typing import Literal

DiscountSubeventMode = Literal["distinct", "mixed", "same"]

DISCOUNT_SUBEVENT_MODE_VALUES: set[DiscountSubeventMode] = {
    "distinct",
    "mixed",
    "same",
}


def check_discount_subevent_mode(value: str) -> DiscountSubeventMode:
    if value in DISCOUNT_SUBEVENT_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DISCOUNT_SUBEVENT_MODE_VALUES!r}")
