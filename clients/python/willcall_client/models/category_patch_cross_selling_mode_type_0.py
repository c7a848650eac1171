from typing import Literal

CategoryPatchCrossSellingModeType0 = Literal["both", "only"]

CATEGORY_PATCH_CROSS_SELLING_MODE_TYPE_0_VALUES: set[CategoryPatchCrossSellingModeType0] = {
    "both",
    "only",
}


def check_category_patch_cross_selling_mode_type_0(value: str) -> CategoryPatchCrossSellingModeType0:
    if value in CATEGORY_PATCH_CROSS_SELLING_MODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CATEGORY_PATCH_CROSS_SELLING_MODE_TYPE_0_VALUES!r}")
