from typing import Literal

ItemInputAvailableFromMode = Literal["hide", "info"]

ITEM_INPUT_AVAILABLE_FROM_MODE_VALUES: set[ItemInputAvailableFromMode] = {
    "hide",
    "info",
}


def check_item_input_available_from_mode(value: str) -> ItemInputAvailableFromMode:
    if value in ITEM_INPUT_AVAILABLE_FROM_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_INPUT_AVAILABLE_FROM_MODE_VALUES!r}")
