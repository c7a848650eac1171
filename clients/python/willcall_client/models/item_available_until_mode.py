from typing import Literal

ItemAvailableUntilMode = Literal["hide", "info"]

ITEM_AVAILABLE_UNTIL_MODE_VALUES: set[ItemAvailableUntilMode] = {
    "hide",
    "info",
}


def check_item_available_until_mode(value: str) -> ItemAvailableUntilMode:
    if value in ITEM_AVAILABLE_UNTIL_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_AVAILABLE_UNTIL_MODE_VALUES!r}")
