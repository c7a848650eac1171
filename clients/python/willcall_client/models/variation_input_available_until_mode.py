from typing import Literal

VariationInputAvailableUntilMode = Literal["hide", "info"]

VARIATION_INPUT_AVAILABLE_UNTIL_MODE_VALUES: set[VariationInputAvailableUntilMode] = {
    "hide",
    "info",
}


def check_variation_input_available_until_mode(value: str) -> VariationInputAvailableUntilMode:
    if value in VARIATION_INPUT_AVAILABLE_UNTIL_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VARIATION_INPUT_AVAILABLE_UNTIL_MODE_VALUES!r}")
