from typing import Literal

CartReason = Literal[
    "available_from", "available_until", "closed", "hidden_if_item_available", "require_voucher", "reserved", "sold_out"
]

CART_REASON_VALUES: set[CartReason] = {
    "available_from",
    "available_until",
    "closed",
    "hidden_if_item_available",
    "require_voucher",
    "reserved",
    "sold_out",
}


def check_cart_reason(value: str) -> CartReason:
    if value in CART_REASON_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CART_REASON_VALUES!r}")
