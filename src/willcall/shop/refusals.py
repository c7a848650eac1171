"""Why the shop does not answer a request, as codes for programs and sentences for people."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from willcall.rest.problems import Invalid


class Refusal(StrEnum):
    """What is wrong with what was asked for; codes stay, sentences may change."""

    CHANNEL_UNKNOWN = "sales_channel_unknown"
    DATE_REQUIRED = "date_required"
    DATE_UNKNOWN = "date_unknown"
    VOUCHER_UNKNOWN = "voucher_unknown"
    VOUCHER_USED_UP = "voucher_used_up"
    VOUCHER_EXPIRED = "voucher_expired"
    VOUCHER_PRODUCT_UNAVAILABLE = "voucher_product_unavailable"
    VOUCHER_IN_CARTS = "voucher_in_carts"


SENTENCES: Final[Mapping[Refusal, str]] = {
    Refusal.CHANNEL_UNKNOWN: "The organizer has no such sales channel.",
    Refusal.DATE_REQUIRED: "This is a series: name the date with subevent.",
    Refusal.DATE_UNKNOWN: "There is no such date in this event.",
    Refusal.VOUCHER_UNKNOWN: "There is no such voucher.",
    Refusal.VOUCHER_USED_UP: "This voucher has been used already.",
    Refusal.VOUCHER_EXPIRED: "This voucher has expired.",
    Refusal.VOUCHER_PRODUCT_UNAVAILABLE: "The product of this voucher is not on sale at this moment.",
    Refusal.VOUCHER_IN_CARTS: (
        "This voucher is in use in carts at this moment; if they are given up, it can be used again later."
    ),
}


class Refused(Invalid):
    """400 with a code beside the sentence."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__({"detail": SENTENCES[refusal], "code": refusal.value})
        self.refusal = refusal
