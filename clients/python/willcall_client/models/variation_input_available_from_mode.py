from typing import Literal

VariationInputAvailableFromMode = Literal["hide", "info"]

VARIATION_INPUT_AVAILABLE_FROM_MODE_VALUES: set[VariationInputAvailableFromMode] = {
    "hide",
    "info",
}


def check_variation_input_available_from_mode(value: str) -> VariationInputAvailableFromMode:
    if value in VARIATION_INPUT_AVAILABLE_FROM_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VARIATION_INPUT_AVAILABLE_FROM_MODE_VALUES!r}")
