from typing import Literal

ItemReplacementAvailableFromMode = Literal["hide", "info"]

ITEM_REPLACEMENT_AVAILABLE_FROM_MODE_VALUES: set[ItemReplacementAvailableFromMode] = {
    "hide",
    "info",
}


def check_item_replacement_available_from_mode(value: str) -> ItemReplacementAvailableFromMode:
    if value in ITEM_REPLACEMENT_AVAILABLE_FROM_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_REPLACEMENT_AVAILABLE_FROM_MODE_VALUES!r}")
