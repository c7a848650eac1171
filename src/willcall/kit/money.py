"""Money: integers of hundredths in the database, ``Decimal`` with two places at the edge.

The wire prints and accepts two decimals whatever the currency (spec 04 §6); arithmetic rounds half up to the currency's
own places.
"""

from __future__ import annotations

import functools
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

PLACES = 2
DIGITS_MAX = 13
"""Digits of an amount in all, two of them decimals: the largest is 99,999,999,999.99."""

AMOUNTS_MAX = 4_096
"""Amounts that are remembered in their printed form: an event has a few prices, on thousands of positions."""

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,4})?", re.IGNORECASE | re.ASCII)
_USUAL = re.compile(r"[1-9]\d{0,10}\.\d\d", re.ASCII)
"""How amounts are nearly always written, and just as they are printed: nothing is left to check."""
_LARGEST = 10**DIGITS_MAX
_TEXT_MAX = 100
_WITHOUT_DECIMALS = frozenset("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split())


class NotMoney(ValueError):
    """Why a text is no amount."""


def parse(text: str) -> Decimal:
    """The amount a text means, with two places; `NotMoney` for what is no number, too precise or too large."""
    if _USUAL.fullmatch(text):
        return Decimal(text)
    text = text.strip()
    if len(text) > _TEXT_MAX or not _NUMBER.fullmatch(text):
        raise NotMoney("This is not a number.")
    try:
        value = Decimal(text)
        cents = value.scaleb(2)
    except InvalidOperation as error:
        raise NotMoney("This is not a number.") from error
    if abs(cents) >= _LARGEST:
        raise NotMoney(f"No more than {DIGITS_MAX} digits in all are possible.")
    whole = int(cents)
    if whole != cents or _places(value) > PLACES:
        raise NotMoney(f"No more than {PLACES} decimal places are possible.")
    return from_minor(whole)


def to_minor(value: Decimal) -> int:
    """An amount with at most two places in hundredths."""
    return int(value.scaleb(2))


@functools.lru_cache(maxsize=AMOUNTS_MAX)
def from_minor(value: int) -> Decimal:
    """Hundredths as an amount that prints two places."""
    return Decimal(value).scaleb(-2)


def rounded(value: Decimal, currency: str) -> Decimal:
    """Half up to the currency's places, printed with two."""
    places = Decimal(1) if currency in _WITHOUT_DECIMALS else Decimal("0.01")
    return value.quantize(places, ROUND_HALF_UP).quantize(Decimal("0.01"))


def smallest_of(currency: str) -> int:
    """The smallest amount that can be paid in a currency, in hundredths: 100 where it has no decimals."""
    return 100 if currency in _WITHOUT_DECIMALS else 1


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
