from typing import Literal

ItemInputAvailableUntilMode = Literal["hide", "info"]

ITEM_INPUT_AVAILABLE_UNTIL_MODE_VALUES: set[ItemInputAvailableUntilMode] = {
    "hide",
    "info",
}


def check_item_input_available_until_mode(value: str) -> ItemInputAvailableUntilMode:
    if value in ITEM_INPUT_AVAILABLE_UNTIL_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_INPUT_AVAILABLE_UNTIL_MODE_VALUES!r}")
