from typing import Literal

ItemReplacementHiddenIfItemAvailableMode = Literal["hide", "info"]

ITEM_REPLACEMENT_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES: set[ItemReplacementHiddenIfItemAvailableMode] = {
    "hide",
    "info",
}


def check_item_replacement_hidden_if_item_available_mode(value: str) -> ItemReplacementHiddenIfItemAvailableMode:
    if value in ITEM_REPLACEMENT_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ITEM_REPLACEMENT_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES!r}"
    )
