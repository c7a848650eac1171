from typing import Literal

ItemPatchAvailableFromMode = Literal["hide", "info"]

ITEM_PATCH_AVAILABLE_FROM_MODE_VALUES: set[ItemPatchAvailableFromMode] = {
    "hide",
    "info",
}


def check_item_patch_available_from_mode(value: str) -> ItemPatchAvailableFromMode:
    if value in ITEM_PATCH_AVAILABLE_FROM_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_PATCH_AVAILABLE_FROM_MODE_VALUES!r}")
