"""Histories of a fair: what buyers ask for, when the clock is turned, what Fay changes; as plain data.

Neither the model nor the engine is known here, so that both can be told the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st

PRODUCTS: Final = ("ticket", "workshop", "S", "L")
"""Shirts come as S and L."""
ADDONS: Final = ("workshop", "S", "L")
BUNDLED: Final = ("workshop", "S")
"""What may come with a ticket, chosen or bundled."""

STAYS_MIN: Final = 30
KEPT_MIN: Final = 24 * 60
QUOTAS_MAX: Final = 4
SIZE_MAX: Final = 8
"""Small, so that histories are about the last place and not about the first ones."""


@dataclass(frozen=True)
class Pool:
    """A quota: which products take from it, on which date of a series."""

    name: str
    products: frozenset[str]
    size: int | None
    closed: bool = False
    date: int | None = None


@dataclass(frozen=True)
class Buy:
    """Somebody wants a product, and what goes with it."""

    product: str
    addons: tuple[str, ...] = ()
    bundled: tuple[str, ...] = ()
    stays_min: int | None = None
    """How long it is to be held; negative for an expiry in the past, None for the usual time."""
    date: int | None = None


@dataclass(frozen=True)
class Ask:
    """One request: a purchase, several at once, or the `nth` position ever held that is given back.

    Counting goes round; one past the end means a position that nobody knows.
    """

    buys: tuple[Buy, ...] = ()
    bulk: bool = False
    nth: int | None = None
    key: str | None = None

    def back(self, known: int) -> int | None:
        """Which of the positions known is given back."""
        assert self.nth is not None
        place = self.nth % (known + 1)
        return place if place < known else None


@dataclass(frozen=True)
class Turn:
    """Time goes by."""

    minutes: int


@dataclass(frozen=True)
class Change:
    """Fay changes a quota: its size, whether it is closed, what it is for."""

    place: int
    pool: Pool


Step = tuple[Ask, ...] | Turn | Change
"""Asks that stand together were made at once."""


@dataclass(frozen=True)
class History:
    """A fair from its opening on."""

    pools: tuple[Pool, ...]
    steps: tuple[Step, ...]


def pools(*, dates: bool = False) -> st.SearchStrategy[Pool]:
    """Quotas; their names do not stand in the order of their ids."""
    return st.builds(
        Pool,
        name=st.sampled_from("ABC"),
        products=st.sampled_from((frozenset(PRODUCTS),)) | st.frozensets(st.sampled_from(PRODUCTS), min_size=1),
        size=st.one_of(st.integers(0, SIZE_MAX), st.integers(2, SIZE_MAX), st.none()),
        closed=st.sampled_from((False,) * 7 + (True,)),
        date=st.sampled_from((1, 2)) if dates else st.none(),
    )


def buys(*, dates: bool = False) -> st.SearchStrategy[Buy]:
    """Purchases; only a ticket has something with it."""
    rest = {
        "stays_min": st.sampled_from((None, None, None, -1, 0, 10, 100)),
        "date": st.sampled_from((1, 2)) if dates else st.none(),
    }
    alone = st.builds(Buy, product=st.sampled_from(PRODUCTS), **rest)
    family = st.builds(
        Buy,
        product=st.just("ticket"),
        addons=st.lists(st.sampled_from(ADDONS), max_size=2).map(tuple),
        bundled=st.lists(st.sampled_from(BUNDLED), max_size=2).map(tuple),
        **rest,
    )
    return alone | family


def asks(*, dates: bool = False) -> st.SearchStrategy[Ask]:
    """Requests, some with an idempotency key."""
    key = st.sampled_from((None, None, None, "k", "l"))
    single = st.builds(Ask, buys=st.tuples(buys(dates=dates)), key=key)
    several = st.builds(Ask, buys=st.lists(buys(dates=dates), max_size=4).map(tuple), bulk=st.just(True), key=key)
    back = st.builds(Ask, nth=st.integers(0, 20), key=key)
    return st.one_of(single, several, back)


def together(*, dates: bool = False) -> st.SearchStrategy[tuple[Ask, ...]]:
    """Requests made at once."""
    return st.lists(asks(dates=dates), min_size=2, max_size=8).map(tuple)


def histories(*, dates: bool = False, steps_max: int = 12) -> st.SearchStrategy[History]:
    """Fairs; on the dates of a series if that is wanted."""
    turns = st.builds(Turn, st.sampled_from((1, 10, 11, 30, 31, KEPT_MIN + 1)))
    changes = st.builds(Change, st.integers(0, QUOTAS_MAX - 1), pools(dates=dates))
    batch = together(dates=dates)
    step = st.one_of(batch, batch, batch, batch, turns, changes)
    return st.builds(
        History,
        pools=st.lists(pools(dates=dates), min_size=1, max_size=QUOTAS_MAX).map(tuple),
        steps=st.lists(step, min_size=steps_max // 2, max_size=steps_max).map(tuple),
    )
