"""Why a cart is not changed as it was asked for, as codes for programs and sentences for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Code(StrEnum):
    """What stands in the way; codes stay, sentences may change."""

    NOTHING_SELECTED = "nothing_selected"
    LINE_TWICE = "line_twice"
    """The same line, or the same add-on of one line, is named twice."""
    UNKNOWN_LINE = "unknown_line"
    UNKNOWN_POSITION = "unknown_position"
    CART_EMPTY = "cart_empty"
    CART_CHANGED = "cart_changed"
    """The cart is another one by now than the version that the request names."""
    DATE_REQUIRED = "date_required"
    DATE_UNKNOWN = "date_unknown"
    DATE_INACTIVE = "date_inactive"
    NOT_LIVE = "not_live"
    CHANNEL_UNKNOWN = "sales_channel_unknown"
    WRONG_CHANNEL = "wrong_channel"
    """The event, as a whole, is not sold there."""
    PRESALE_NOT_STARTED = "presale_not_started"
    PRESALE_ENDED = "presale_ended"
    NOT_FOR_SALE = "not_for_sale"
    """There is no such product, its variation is missing or foreign, or the date does not sell it."""
    UNAVAILABLE = "unavailable"
    """Inactive, outside its window, not on this channel, or in no quota of the date."""
    VOUCHER_REQUIRED = "voucher_required"
    ADDON_ONLY = "addon_only"
    BUNDLED_ONLY = "bundled_only"
    PRICE_NOT_A_NUMBER = "price_not_a_number"
    PRICE_TOO_HIGH = "price_too_high"
    CART_TOO_LARGE = "cart_too_large"
    MAX_PER_ORDER = "max_per_order"
    MIN_PER_ORDER = "min_per_order"
    QUOTA_PARTIAL = "quota_partial"
    """Fewer are left than are wanted."""
    QUOTA_NONE = "quota_none"
    VOUCHER_UNKNOWN = "voucher_unknown"
    VOUCHER_EXPIRED = "voucher_expired"
    VOUCHER_USED_UP = "voucher_used_up"
    VOUCHER_IN_CARTS = "voucher_in_carts"
    VOUCHER_PARTIAL = "voucher_partial"
    """It may be used fewer times than it is wanted."""
    VOUCHER_MIN_USAGES = "voucher_min_usages"
    VOUCHER_WRONG_PRODUCT = "voucher_wrong_product"
    VOUCHER_WRONG_DATE = "voucher_wrong_date"
    VOUCHER_WRONG_SEAT = "voucher_wrong_seat"
    VOUCHER_NO_MATCH = "voucher_no_match"
    """The cart holds nothing that it is good for."""
    SEAT_INVALID = "seat_invalid"
    """None is named, or there is no such seat."""
    SEAT_UNAVAILABLE = "seat_unavailable"
    SEAT_MULTIPLE = "seat_multiple"
    """Several units, or several lines, on one seat."""
    ADDON_NOT_OFFERED = "addon_not_offered"
    ADDON_MIN_COUNT = "addon_min_count"
    ADDON_MAX_COUNT = "addon_max_count"
    ADDON_NO_MULTI = "addon_no_multi"
    ANSWER_INVALID = "answer_invalid"
    NAME_INVALID = "name_invalid"

    # Only as a notice: what the cart lost although the request went through.
    EXPIRED_REMOVED = "expired_removed"
    """An expired position could not be kept; `cause` says why."""
    DATE_ENDED_REMOVED = "date_ended_removed"
    MIN_PER_ORDER_REMOVED = "min_per_order_removed"
    VOUCHER_MIN_USAGES_REMOVED = "voucher_min_usages_removed"


SENTENCES: Final[Mapping[Code, str]] = {
    Code.NOTHING_SELECTED: "Name at least one product, and how many of it.",
    Code.LINE_TWICE: "The same thing is named twice; name it once, with its quantity.",
    Code.UNKNOWN_LINE: "There is no such line in this cart.",
    Code.UNKNOWN_POSITION: "There is no such position in this cart.",
    Code.CART_EMPTY: "The cart is empty.",
    Code.CART_CHANGED: "The cart was changed meanwhile; read it again.",
    Code.DATE_REQUIRED: "This is a series: name the date.",
    Code.DATE_UNKNOWN: "There is no such date in this event.",
    Code.DATE_INACTIVE: "This date is not on sale.",
    Code.NOT_LIVE: "This event is not on sale.",
    Code.CHANNEL_UNKNOWN: "The organizer has no such sales channel.",
    Code.WRONG_CHANNEL: "This event is not sold on this sales channel.",
    Code.PRESALE_NOT_STARTED: "The sale has not begun yet.",
    Code.PRESALE_ENDED: "The sale is over.",
    Code.NOT_FOR_SALE: "This product, or this variation of it, is not for sale.",
    Code.UNAVAILABLE: "This product is not available at this moment.",
    Code.VOUCHER_REQUIRED: "This product is sold with a voucher only.",
    Code.ADDON_ONLY: "This product is sold together with another one only.",
    Code.BUNDLED_ONLY: "This product is only sold as a part of others.",
    Code.PRICE_NOT_A_NUMBER: "The price must be a decimal number.",
    Code.PRICE_TOO_HIGH: "The price is too high.",
    Code.CART_TOO_LARGE: "A cart holds no more than {most} products here.",
    Code.MAX_PER_ORDER: "No more than {most} of this product can be bought at once.",
    Code.MIN_PER_ORDER: "At least {least} of this product must be bought at once.",
    Code.QUOTA_PARTIAL: "Only {left} are left.",
    Code.QUOTA_NONE: "None is left at this moment.",
    Code.VOUCHER_UNKNOWN: "There is no such voucher.",
    Code.VOUCHER_EXPIRED: "This voucher has expired.",
    Code.VOUCHER_USED_UP: "This voucher has been used already.",
    Code.VOUCHER_IN_CARTS: "This voucher is in use in carts at this moment; try again later.",
    Code.VOUCHER_PARTIAL: "This voucher can only be used {left} more times.",
    Code.VOUCHER_MIN_USAGES: "With this voucher at least {least} products must be bought.",
    Code.VOUCHER_WRONG_PRODUCT: "This voucher is not for this product.",
    Code.VOUCHER_WRONG_DATE: "This voucher is not for this date.",
    Code.VOUCHER_WRONG_SEAT: "This voucher is for another seat.",
    Code.VOUCHER_NO_MATCH: "This voucher is good for nothing in the cart.",
    Code.SEAT_INVALID: "Choose a seat for this product.",
    Code.SEAT_UNAVAILABLE: "This seat is not available.",
    Code.SEAT_MULTIPLE: "A seat can be taken once only.",
    Code.ADDON_NOT_OFFERED: "This product is not offered as an add-on here.",
    Code.ADDON_MIN_COUNT: "At least {least} add-ons of this category must be chosen.",
    Code.ADDON_MAX_COUNT: "At most {most} add-ons of this category can be chosen.",
    Code.ADDON_NO_MULTI: "Each add-on of this category can be chosen once only.",
    Code.ANSWER_INVALID: "An answer does not fit its question.",
    Code.NAME_INVALID: "This name cannot be stored.",
    Code.EXPIRED_REMOVED: "A product whose reservation had expired could not be kept.",
    Code.DATE_ENDED_REMOVED: "The sale of this date is over; its products were removed.",
    Code.MIN_PER_ORDER_REMOVED: "Too few of this product were left; the others were removed.",
    Code.VOUCHER_MIN_USAGES_REMOVED: "Too few products with this voucher were left; the others were removed.",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """The cart is not changed, and why. As values; what is sent is made of it in one place."""

    code: Code
    line: int | None = None
    """Which line of the request, counted from 0."""
    addon: int | None = None
    """Which add-on of that line, counted from 0."""
    item_id: int | None = None
    variation_id: int | None = None
    category_id: int | None = None
    least: int | None = None
    most: int | None = None
    left: int | None = None
    """How many could be had instead."""
    retry_at: int | None = None
    """From when on it is worth another try, in microseconds."""
    details: Mapping[str, object] = field(default_factory=dict)
    """What else is to be told, such as what is wrong with answers."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the cart lost although the request went through."""

    code: Code
    position_ids: tuple[int, ...]
    item_id: int
    variation_id: int | None = None
    cause: Code | None = None
