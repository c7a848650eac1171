from typing import Literal

VoucherPatchPriceMode = Literal["none", "percent", "set", "subtract"]

VOUCHER_PATCH_PRICE_MODE_VALUES: set[VoucherPatchPriceMode] = {
    "none",
    "percent",
    "set",
    "subtract",
}


def check_voucher_patch_price_mode(value: str) -> VoucherPatchPriceMode:
    if value in VOUCHER_PATCH_PRICE_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VOUCHER_PATCH_PRICE_MODE_VALUES!r}")
