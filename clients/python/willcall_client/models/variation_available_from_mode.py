from typing import Literal

VariationAvailableFromMode = Literal["hide", "info"]

VARIATION_AVAILABLE_FROM_MODE_VALUES: set[VariationAvailableFromMode] = {
    "hide",
    "info",
}


def check_variation_available_from_mode(value: str) -> VariationAvailableFromMode:
    if value in VARIATION_AVAILABLE_FROM_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VARIATION_AVAILABLE_FROM_MODE_VALUES!r}")
