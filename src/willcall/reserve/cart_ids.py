"""Names of carts that nobody else has and nobody can guess (spec 01 §3.1): 48 letters and digits.

The first seven tell when it was made, so that new carts stand together at the end of the database's index and not all
over it: a transaction of many holds then touches one of its pages, not one for each. The other forty-one are random.
"""

from __future__ import annotations

import os
import string
from typing import Final

API_CART: Final = "@api"
"""Every cart of the API ends in this (spec 01 §2)."""

LENGTH: Final = 48
TIME_LENGTH: Final = 7
"""In milliseconds: enough for a century."""
RANDOM_LENGTH: Final = LENGTH - TIME_LENGTH
DRAWN_BYTES: Final = 8 * 1024
"""What is drawn at a time: enough for some 190 carts."""
MILLISECOND_US: Final = 1_000

CHARACTERS: Final = string.digits + string.ascii_uppercase + string.ascii_lowercase
"""In the order in which the database sorts them."""
_TABLE: Final = bytes(CHARACTERS[byte % len(CHARACTERS)].encode()[0] for byte in range(256))
_DROPPED: Final = bytes(range(256 - 256 % len(CHARACTERS), 256))


class CartIds:
    """Carts that nobody else has.

    Randomness is drawn for many at a time: to ask the system for each would let other threads in each time. Not to be
    carried over into a forked process, which would hand out the same.
    """

    def __init__(self) -> None:
        self._drawn = ""
        self._used = 0
        self._millisecond = -1
        self._time = ""

    def new(self, now: int) -> str:
        """The next one, as a cart of the API is called; `now` in microseconds."""
        return self.plain(now) + API_CART

    def plain(self, now: int) -> str:
        """The next one, as a cart of a shop is called."""
        millisecond = now // MILLISECOND_US
        if millisecond != self._millisecond:
            self._millisecond, self._time = millisecond, time_of(millisecond)
        if self._used + RANDOM_LENGTH > len(self._drawn):
            # Bytes that would favour some characters are dropped.
            self._drawn = os.urandom(DRAWN_BYTES).translate(_TABLE, _DROPPED).decode()
            self._used = 0
        begin = self._used
        self._used = begin + RANDOM_LENGTH
        return self._time + self._drawn[begin : self._used]


def time_of(millisecond: int) -> str:
    """A number as seven characters that sort like it; it begins again where they do not suffice."""
    found = ""
    for _ in range(TIME_LENGTH):
        millisecond, rest = divmod(millisecond, len(CHARACTERS))
        found = CHARACTERS[rest] + found
    return found
