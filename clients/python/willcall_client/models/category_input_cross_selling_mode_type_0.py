from typing import Literal

CategoryInputCrossSellingModeType0 = Literal["both", "only"]

CATEGORY_INPUT_CROSS_SELLING_MODE_TYPE_0_VALUES: set[CategoryInputCrossSellingModeType0] = {
    "both",
    "only",
}


def check_category_input_cross_selling_mode_type_0(value: str) -> CategoryInputCrossSellingModeType0:
    if value in CATEGORY_INPUT_CROSS_SELLING_MODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CATEGORY_INPUT_CROSS_SELLING_MODE_TYPE_0_VALUES!r}")
