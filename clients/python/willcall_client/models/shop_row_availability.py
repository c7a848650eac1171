from typing import Literal

ShopRowAvailability = Literal["gone", "ok", "ordered", "reserved"]

SHOP_ROW_AVAILABILITY_VALUES: set[ShopRowAvailability] = {
    "gone",
    "ok",
    "ordered",
    "reserved",
}


def check_shop_row_availability(value: str) -> ShopRowAvailability:
    if value in SHOP_ROW_AVAILABILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SHOP_ROW_AVAILABILITY_VALUES!r}")
