from typing import Literal

CategoryPatchCrossSellingConditionType0 = Literal["always", "discounts", "products"]

CATEGORY_PATCH_CROSS_SELLING_CONDITION_TYPE_0_VALUES: set[CategoryPatchCrossSellingConditionType0] = {
    "always",
    "discounts",
    "products",
}


def check_category_patch_cross_selling_condition_type_0(value: str) -> CategoryPatchCrossSellingConditionType0:
    if value in CATEGORY_PATCH_CROSS_SELLING_CONDITION_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CATEGORY_PATCH_CROSS_SELLING_CONDITION_TYPE_0_VALUES!r}"
    )
