from typing import Literal

VariationPatchAvailableUntilMode = Literal["hide", "info"]

VARIATION_PATCH_AVAILABLE_UNTIL_MODE_VALUES: set[VariationPatchAvailableUntilMode] = {
    "hide",
    "info",
}


def check_variation_patch_available_until_mode(value: str) -> VariationPatchAvailableUntilMode:
    if value in VARIATION_PATCH_AVAILABLE_UNTIL_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VARIATION_PATCH_AVAILABLE_UNTIL_MODE_VALUES!r}")
