"""Short histories for the judge: one quota, instants in seconds, positions by number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from willcall.torture.history import (
    Asked,
    Counted,
    History,
    Listed,
    Odd,
    Place,
    Pool,
    Repeated,
    Returned,
    Said,
    Seen,
)
from willcall.torture.judge import Kind, judge

if TYPE_CHECKING:
    from willcall.torture.history import PoolKind

S: Final = 1_000_000
LATE: Final = 10_000
"""An expiry that no story lives to see."""
QUOTA, VOUCHER, SEAT = range(3)
POOLS: Final = (Pool("quota", "quota", 1), Pool("voucher", "voucher", 1), Pool("seat", "seat", 1))


@dataclass
class Story:
    """Builds a history: every method is one request, from and until when."""

    pools: tuple[Pool, ...] = POOLS
    ahead: int = 0
    """Seconds by which the server's clock is ahead."""
    history: History = field(default_factory=History)

    def hold(
        self, number: int, began: float, ended: float, *, expires: float = LATE, takes: tuple[int, ...] = (QUOTA,),
        addons: tuple[tuple[int, float], ...] = (),
    ) -> Story:  # fmt: skip
        """A position that is held, with add-ons of the same quota: their numbers and expiries."""
        ahead = self.ahead
        places = (
            Place(number, takes, us(expires + ahead)),
            *(Place(one, (QUOTA,), us(when + ahead)) for one, when in addons),
        )
        wants = tuple(place.pools for place in places)
        made = us((began + ended) / 2 + ahead)
        said = (Said.YES, None, places, made)
        self.history.asked.append(Asked(us(began), us(ended), f"{number}@api", wants, us(expires + ahead), *said))
        return self

    def refuse(
        self, began: float, ended: float, *, lacking: PoolKind = "quota", wants: tuple[tuple[int, ...], ...] = ((0,),)
    ) -> Story:
        """An ask that is refused."""
        cart = f"refused{len(self.history.asked)}@api"
        self.history.asked.append(Asked(us(began), us(ended), cart, wants, us(LATE), Said.NO, lacking))
        return self

    def lose(self, cart: str, began: float, ended: float, *, said: Said = Said.UNCLEAR, expires: float = LATE) -> Story:
        """An ask that is not answered, or told to come later."""
        self.history.asked.append(Asked(us(began), us(ended), cart, ((QUOTA,),), us(expires + self.ahead), said))
        return self

    def give(self, number: int, began: float, ended: float, said: Said = Said.YES) -> Story:
        """A position that is given back."""
        self.history.returned.append(Returned(us(began), us(ended), number, said))
        return self

    def look(self, number: int, began: float, ended: float, *, there: bool) -> Story:
        """A position that is looked up."""
        self.history.seen.append(Seen(us(began), us(ended), number, there))
        return self

    def count(self, began: float, ended: float, left: int | None, taken: int) -> Story:
        """What the quota says."""
        self.history.counted.append(Counted(us(began), us(ended), QUOTA, left, taken))
        return self

    def list(self, began: float, *rows: int | tuple[int, str]) -> Story:
        """The list at the end; a number stands for the position of that number."""
        found = tuple(row if isinstance(row, tuple) else (row, f"{row}@api") for row in rows)
        self.history.listed = Listed(us(began), found)
        return self

    def repeat(self, first: int, second: int) -> Story:
        """The same ask, twice under one key."""
        self.history.repeated.append(Repeated(first, second))
        return self

    def odd(self, status: int) -> Story:
        """An answer that should not be."""
        self.history.odd.append(Odd("POST", status, "oops"))
        return self

    @property
    def found(self) -> dict[str, int]:
        """What the judge finds: how many of each kind."""
        verdict = judge(self.history, self.pools)
        return {kind.value: verdict.count(kind) for kind in Kind if verdict.count(kind)}


def us(seconds: float) -> int:
    """In microseconds."""
    return round(seconds * S)
