from typing import Literal

VariationAvailableUntilMode = Literal["hide", "info"]

VARIATION_AVAILABLE_UNTIL_MODE_VALUES: set[VariationAvailableUntilMode] = {
    "hide",
    "info",
}


def check_variation_available_until_mode(value: str) -> VariationAvailableUntilMode:
    if value in VARIATION_AVAILABLE_UNTIL_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VARIATION_AVAILABLE_UNTIL_MODE_VALUES!r}")
