from typing import Literal

CartLack = Literal["addons", "answer", "expired", "max_per_order", "min_per_order", "voucher_min_usages"]

CART_LACK_VALUES: set[CartLack] = {
    "addons",
    "answer",
    "expired",
    "max_per_order",
    "min_per_order",
    "voucher_min_usages",
}


def check_cart_lack(value: str) -> CartLack:
    if value in CART_LACK_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CART_LACK_VALUES!r}")
