from typing import Literal

VouchersListPriceMode = Literal["none", "percent", "set", "subtract"]

VOUCHERS_LIST_PRICE_MODE_VALUES: set[VouchersListPriceMode] = {
    "none",
    "percent",
    "set",
    "subtract",
}


def check_vouchers_list_price_mode(value: str) -> VouchersListPriceMode:
    if value in VOUCHERS_LIST_PRICE_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VOUCHERS_LIST_PRICE_MODE_VALUES!r}")
