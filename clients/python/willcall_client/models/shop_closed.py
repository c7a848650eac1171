from typing import Literal

ShopClosed = Literal["date_inactive", "not_live", "presale_ended", "presale_not_started", "wrong_channel"]

SHOP_CLOSED_VALUES: set[ShopClosed] = {
    "date_inactive",
    "not_live",
    "presale_ended",
    "presale_not_started",
    "wrong_channel",
}


def check_shop_closed(value: str) -> ShopClosed:
    if value in SHOP_CLOSED_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SHOP_CLOSED_VALUES!r}")
