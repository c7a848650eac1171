from typing import Literal

SeatsListExpand = Literal["cartposition", "orderposition", "voucher"]

SEATS_LIST_EXPAND_VALUES: set[SeatsListExpand] = {
    "cartposition",
    "orderposition",
    "voucher",
}


def check_seats_list_expand(value: str) -> SeatsListExpand:
    if value in SEATS_LIST_EXPAND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEATS_LIST_EXPAND_VALUES!r}")
