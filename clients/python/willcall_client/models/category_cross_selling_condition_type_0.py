from typing import Literal

CategoryCrossSellingConditionType0 = Literal["always", "discounts", "products"]

CATEGORY_CROSS_SELLING_CONDITION_TYPE_0_VALUES: set[CategoryCrossSellingConditionType0] = {
    "always",
    "discounts",
    "products",
}


def check_category_cross_selling_condition_type_0(value: str) -> CategoryCrossSellingConditionType0:
    if value in CATEGORY_CROSS_SELLING_CONDITION_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CATEGORY_CROSS_SELLING_CONDITION_TYPE_0_VALUES!r}")
