from typing import Literal

SubeventSeatsListExpand = Literal["cartposition", "orderposition", "voucher"]

SUBEVENT_SEATS_LIST_EXPAND_VALUES: set[SubeventSeatsListExpand] = {
    "cartposition",
    "orderposition",
    "voucher",
}


def check_subevent_seats_list_expand(value: str) -> SubeventSeatsListExpand:
    if value in SUBEVENT_SEATS_LIST_EXPAND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SUBEVENT_SEATS_LIST_EXPAND_VALUES!r}")
