from typing import Literal

ItemPatchHiddenIfItemAvailableMode = Literal["hide", "info"]

ITEM_PATCH_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES: set[ItemPatchHiddenIfItemAvailableMode] = {
    "hide",
    "info",
}


def check_item_patch_hidden_if_item_available_mode(value: str) -> ItemPatchHiddenIfItemAvailableMode:
    if value in ITEM_PATCH_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_PATCH_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES!r}")
