from typing import Literal

ItemHiddenIfItemAvailableMode = Literal["hide", "info"]

ITEM_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES: set[ItemHiddenIfItemAvailableMode] = {
    "hide",
    "info",
}


def check_item_hidden_if_item_available_mode(value: str) -> ItemHiddenIfItemAvailableMode:
    if value in ITEM_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES!r}")
