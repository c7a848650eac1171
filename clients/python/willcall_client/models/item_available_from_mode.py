from typing import Literal

ItemAvailableFromMode = Literal["hide", "info"]

ITEM_AVAILABLE_FROM_MODE_VALUES: set[ItemAvailableFromMode] = {
    "hide",
    "info",
}


def check_item_available_from_mode(value: str) -> ItemAvailableFromMode:
    if value in ITEM_AVAILABLE_FROM_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_AVAILABLE_FROM_MODE_VALUES!r}")
