from typing import Literal

VariationPatchAvailableFromMode = Literal["hide", "info"]

VARIATION_PATCH_AVAILABLE_FROM_MODE_VALUES: set[VariationPatchAvailableFromMode] = {
    "hide",
    "info",
}


def check_variation_patch_available_from_mode(value: str) -> VariationPatchAvailableFromMode:
    if value in VARIATION_PATCH_AVAILABLE_FROM_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VARIATION_PATCH_AVAILABLE_FROM_MODE_VALUES!r}")
