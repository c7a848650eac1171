"""How often clients without a token may ask: an allowance for each client and each kind of request.

A bucket of as many requests as one minute has, filled again evenly. All that is remembered of a client is when its
bucket would be full again (GCRA), so a client that has rested costs nothing. One process counts what it sees itself.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from willcall.kit.tally import Tally
from willcall.rest.problems import TooMany

CLIENTS_MAX: Final = 50_000
"""Clients remembered for each kind: some ten megabytes when a botnet comes by. Who asked longest ago is forgotten."""

MINUTE_S: Final = 60.0

LIMITED: Final = "willcall_rate_limited_total"
"""The figure of requests that were refused, by kind."""


class Kind(StrEnum):
    """What is counted apart."""

    READ = "public_reads"
    WRITE = "public_writes"
    GUESS = "voucher_guesses"
    """Voucher codes that turned out not to exist."""


LISTENERS: Final = "listeners_per_client"
"""What is not counted here but belongs here all the same: how many streams a client has open."""

SENTENCES: Final[Mapping[Kind, str]] = {
    Kind.READ: "Too many requests from this address; nothing was done.",
    Kind.WRITE: "Too many changes from this address; nothing was done.",
    Kind.GUESS: "Too many voucher codes from this address that do not exist; nothing was done.",
}


class Limits:
    """The allowances of all clients of one process; a kind with 0 per minute has no limit."""

    def __init__(
        self,
        per_minute: Mapping[Kind, int],
        *,
        clock: Callable[[], float] = time.monotonic,
        tally: Tally | None = None,
        clients_max: int = CLIENTS_MAX,
    ) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._tally = tally or Tally()
        self._clients_max = clients_max
        self._full_at: dict[Kind, OrderedDict[str, float]] = {kind: OrderedDict() for kind in Kind}

    def take(self, kind: Kind, client: str) -> None:
        """One request of a client: `TooMany` if its allowance is used up."""
        self.check(kind, client)
        self.count(kind, client)

    def check(self, kind: Kind, client: str) -> None:
        """`TooMany` if the allowance is used up; takes nothing."""
        if not self._per_minute.get(kind):
            return
        wait_s = self._after_one_more(kind, client) - self._clock() - MINUTE_S
        if wait_s > _ROUNDING_S:
            self._tally.add((LIMITED, kind.value))
            raise TooMany(SENTENCES[kind], kind.value, math.ceil(wait_s))

    def count(self, kind: Kind, client: str) -> None:
        """Takes one, whether or not there is one."""
        if not self._per_minute.get(kind):
            return
        known = self._full_at[kind]
        known[client] = min(self._after_one_more(kind, client), self._clock() + MINUTE_S)
        known.move_to_end(client)
        if len(known) > self._clients_max:
            known.popitem(last=False)

    def _after_one_more(self, kind: Kind, client: str) -> float:
        """When the bucket would be full again after one more request."""
        now = self._clock()
        return max(self._full_at[kind].get(client, now), now) + MINUTE_S / self._per_minute[kind]

    def remembered(self) -> int:
        """How many clients are remembered, for whichever kind."""
        return sum(map(len, self._full_at.values()))


_ROUNDING_S: Final = 1e-6
"""What sums of fractions may be wrong by."""
