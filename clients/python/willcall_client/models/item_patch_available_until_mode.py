from typing import Literal

ItemPatchAvailableUntilMode = Literal["hide", "info"]

ITEM_PATCH_AVAILABLE_UNTIL_MODE_VALUES: set[ItemPatchAvailableUntilMode] = {
    "hide",
    "info",
}


def check_item_patch_available_until_mode(value: str) -> ItemPatchAvailableUntilMode:
    if value in ITEM_PATCH_AVAILABLE_UNTIL_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_PATCH_AVAILABLE_UNTIL_MODE_VALUES!r}")
