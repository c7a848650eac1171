from typing import Literal

VoucherPriceMode = Literal["none", "percent", "set", "subtract"]

VOUCHER_PRICE_MODE_VALUES: set[VoucherPriceMode] = {
    "none",
    "percent",
    "set",
    "subtract",
}


def check_voucher_price_mode(value: str) -> VoucherPriceMode:
    if value in VOUCHER_PRICE_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VOUCHER_PRICE_MODE_VALUES!r}")
