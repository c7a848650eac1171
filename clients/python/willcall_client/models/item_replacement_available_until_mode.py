from typing import Literal

ItemReplacementAvailableUntilMode = Literal["hide", "info"]

ITEM_REPLACEMENT_AVAILABLE_UNTIL_MODE_VALUES: set[ItemReplacementAvailableUntilMode] = {
    "hide",
    "info",
}


def check_item_replacement_available_until_mode(value: str) -> ItemReplacementAvailableUntilMode:
    if value in ITEM_REPLACEMENT_AVAILABLE_UNTIL_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_REPLACEMENT_AVAILABLE_UNTIL_MODE_VALUES!r}")
