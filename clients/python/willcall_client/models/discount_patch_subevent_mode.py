from typing import Literal

DiscountPatchSubeventMode = Literal["distinct", "mixed", "same"]

DISCOUNT_PATCH_SUBEVENT_MODE_VALUES: set[DiscountPatchSubeventMode] = {
    "distinct",
    "mixed",
    "same",
}


def check_discount_patch_subevent_mode(value: str) -> DiscountPatchSubeventMode:
    if value in DISCOUNT_PATCH_SUBEVENT_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DISCOUNT_PATCH_SUBEVENT_MODE_VALUES!r}")
