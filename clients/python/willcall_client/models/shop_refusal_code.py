from typing import Literal

ShopRefusalCode = Literal[
    "date_required",
    "date_unknown",
    "sales_channel_unknown",
    "voucher_expired",
    "voucher_in_carts",
    "voucher_product_unavailable",
    "voucher_unknown",
    "voucher_used_up",
]

SHOP_REFUSAL_CODE_VALUES: set[ShopRefusalCode] = {
    "date_required",
    "date_unknown",
    "sales_channel_unknown",
    "voucher_expired",
    "voucher_in_carts",
    "voucher_product_unavailable",
    "voucher_unknown",
    "voucher_used_up",
}


def check_shop_refusal_code(value: str) -> ShopRefusalCode:
    if value in SHOP_REFUSAL_CODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SHOP_REFUSAL_CODE_VALUES!r}")
