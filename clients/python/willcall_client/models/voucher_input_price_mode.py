from typing import Literal

VoucherInputPriceMode = Literal["none", "percent", "set", "subtract"]

VOUCHER_INPUT_PRICE_MODE_VALUES: set[VoucherInputPriceMode] = {
    "none",
    "percent",
    "set",
    "subtract",
}


def check_voucher_input_price_mode(value: str) -> VoucherInputPriceMode:
    if value in VOUCHER_INPUT_PRICE_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VOUCHER_INPUT_PRICE_MODE_VALUES!r}")
