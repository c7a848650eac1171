from typing import Literal

ItemInputHiddenIfItemAvailableMode = Literal["hide", "info"]

ITEM_INPUT_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES: set[ItemInputHiddenIfItemAvailableMode] = {
    "hide",
    "info",
}


def check_item_input_hidden_if_item_available_mode(value: str) -> ItemInputHiddenIfItemAvailableMode:
    if value in ITEM_INPUT_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_INPUT_HIDDEN_IF_ITEM_AVAILABLE_MODE_VALUES!r}")
