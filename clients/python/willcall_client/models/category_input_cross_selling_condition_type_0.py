from typing import Literal

CategoryInputCrossSellingConditionType0 = Literal["always", "discounts", "products"]

CATEGORY_INPUT_CROSS_SELLING_CONDITION_TYPE_0_VALUES: set[CategoryInputCrossSellingConditionType0] = {
    "always",
    "discounts",
    "products",
}


def check_category_input_cross_selling_condition_type_0(value: str) -> CategoryInputCrossSellingConditionType0:
    if value in CATEGORY_INPUT_CROSS_SELLING_CONDITION_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CATEGORY_INPUT_CROSS_SELLING_CONDITION_TYPE_0_VALUES!r}"
    )
