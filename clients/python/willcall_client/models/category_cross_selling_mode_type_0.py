from typing import Literal

CategoryCrossSellingModeType0 = Literal["both", "only"]

CATEGORY_CROSS_SELLING_MODE_TYPE_0_VALUES: set[CategoryCrossSellingModeType0] = {
    "both",
    "only",
}


def check_category_cross_selling_mode_type_0(value: str) -> CategoryCrossSellingModeType0:
    if value in CATEGORY_CROSS_SELLING_MODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CATEGORY_CROSS_SELLING_MODE_TYPE_0_VALUES!r}")
