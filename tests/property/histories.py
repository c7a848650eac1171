"""Histories of a fair: what buyers ask for, when the clock is turned, what Fay changes; as plain data.

Neither the model nor the engine is known here, so that both can be told the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from hypothesis import strategies as st

PRODUCTS: Final = ("ticket", "workshop", "S", "L")
"""Shirts come as S and L."""
ADDONS: Final = ("workshop", "S", "L")
BUNDLED: Final = ("workshop", "S")
"""What may come with a ticket, chosen or bundled."""

STALL: Final = "stall"
"""Has a seat; only fairs with a hall sell it."""
SEATS: Final = {"A1": (0, 0), "A2": (1, 0), "B1": (0, 1), "B2": (1, 1)}
"""The seats of a hall and where they are. Each date has a hall of its own."""
DATES: Final = (1, 2)

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
class Code:
    """A voucher: how often it may be used, until how many minutes after the opening, and what it does.

    One that keeps places back does so in one quota, by its place, and is for what that covers; any other is for
    everything. It may be for a date, and for a seat of that date.
    """

    usages: int
    valid_min: int | None = None
    ignores: bool = False
    keeps: int | None = None
    date: int | None = None
    seat: str | None = None


@dataclass(frozen=True)
class Buy:
    """Somebody wants a product, and what goes with it."""

    product: str
    addons: tuple[str, ...] = ()
    bundled: tuple[str, ...] = ()
    stays_min: int | None = None
    """How long it is to be held; negative for an expiry in the past, None for the usual time."""
    date: int | None = None
    code: str | None = None
    """The voucher that the main product is bought with."""
    seat: str | None = None
    cart: str = "ada@api"


@dataclass(frozen=True)
class Ask:
    """One request: a purchase, several at once, or the `nth` position ever held that is given back.

    Counting goes round; one past the end means a position that nobody knows.
    """

    buys: tuple[Buy, ...] = ()
    bulk: bool = False
    nth: int | None = None
    key: str | None = None
    atomic: bool = False

    def back(self, known: int) -> int | None:
        """Which of the positions known is given back."""
        assert self.nth is not None
        place = self.nth % (known + 1)
        return place if place < known else None


@dataclass(frozen=True)
class Shop:
    """One request for a cart of a shop: what of it is to stay, and what comes.

    `keeps` has a bit for each position that stands for itself; those with it stay as well. What is kept first may get
    another voucher.
    """

    cart: str
    buys: tuple[Buy, ...] = ()
    keeps: int = 0
    recode: str | None = None
    stays_min: int = 30
    price: int = 2300
    ends: bool = False
    stale: bool = False
    """Whether it is for a version of the cart that never was."""
    key: str | None = None


@dataclass(frozen=True)
class Turn:
    """Time goes by."""

    minutes: int


@dataclass(frozen=True)
class Change:
    """Fay changes a quota: its size, whether it is closed, what it is for."""

    place: int
    pool: Pool


@dataclass(frozen=True)
class Reissue:
    """Fay changes a voucher in every respect, whether there is room for what it is to keep back or not."""

    code: str
    anew: Code


@dataclass(frozen=True)
class Hall:
    """Fay says which seats are off sale, and how far seats of different carts must be from each other."""

    blocked: frozenset[tuple[int, str]] = frozenset()
    distance: float = 0


Alteration = Change | Reissue | Hall
"""What Fay does; nobody asks for anything meanwhile."""

Step = tuple[Ask | Shop, ...] | Turn | Alteration
"""Asks that stand together were made at once."""


@dataclass(frozen=True)
class History:
    """A fair from its opening on."""

    pools: tuple[Pool, ...]
    steps: tuple[Step, ...]
    codes: tuple[tuple[str, Code], ...] = ()

    @property
    def has_dates(self) -> bool:
        """Whether it is a series."""
        return any(pool.date is not None for pool in self.pools)


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
    listed = st.lists(buys(dates=dates), max_size=4).map(tuple)
    several = st.builds(Ask, buys=listed, bulk=st.just(True), key=key, atomic=st.booleans())
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


GUEST, VIP, PAIR = "GUEST", "VIP", "PAIR"


def vouchered() -> st.SearchStrategy[History]:
    """Fairs with vouchers; what blocks has found room at the opening, and Fay changes nothing afterwards."""
    codes = st.tuples(
        st.builds(Code, usages=st.integers(1, 3), valid_min=st.sampled_from((None, 0, 10, 30)), ignores=st.just(True)),
        st.builds(Code, usages=st.integers(1, 3), valid_min=st.sampled_from((None, 0, 10, 30)), keeps=st.just(0)),
        st.builds(Code, usages=st.integers(0, 3), valid_min=st.sampled_from((None, 10))),
    ).map(lambda found: tuple(zip((GUEST, VIP, PAIR), found, strict=True)))
    tickets = st.builds(
        Buy,
        product=st.just("ticket"),
        addons=st.lists(st.sampled_from(ADDONS), max_size=1).map(tuple),
        stays_min=st.sampled_from((None, -1, 0, 10, 100)),
        code=st.sampled_from((None, GUEST, VIP, VIP, PAIR)),
    )
    single = st.builds(Ask, buys=st.tuples(tickets))
    several = st.builds(Ask, buys=st.lists(tickets, max_size=4).map(tuple), bulk=st.just(True), atomic=st.booleans())
    batch = st.lists(st.one_of(single, single, several, st.builds(Ask, nth=st.integers(0, 20))), min_size=1, max_size=6)
    turns = st.builds(Turn, st.sampled_from((1, 10, 11, 31)))
    first = st.builds(
        Pool,
        name=st.sampled_from("ABC"),
        products=st.frozensets(st.sampled_from(PRODUCTS)).map(lambda more: more | {"ticket"}),
        size=st.integers(3, SIZE_MAX) | st.none(),
    )
    return st.builds(
        History,
        pools=st.tuples(first, pools()) | st.tuples(first),
        steps=st.lists(st.one_of(batch.map(tuple), batch.map(tuple), turns), min_size=3, max_size=10).map(tuple),
        codes=codes,
    )


def seasons() -> st.SearchStrategy[History]:
    """Series with a hall on each date and vouchers for dates and seats, all of which Fay changes while they sell."""
    date, seat = st.sampled_from(DATES), st.sampled_from(tuple(SEATS))
    pool = st.builds(
        Pool,
        name=st.sampled_from("ABC"),
        products=st.sampled_from((frozenset((*PRODUCTS, STALL)), frozenset(("ticket", STALL)), frozenset(PRODUCTS))),
        size=st.integers(2, SIZE_MAX) | st.none(),
        closed=st.sampled_from((False,) * 7 + (True,)),
        date=date,
    )
    valid = st.sampled_from((None, None, 0, 10, 30))
    free = st.builds(Code, st.integers(1, 3), valid, ignores=st.just(value=True), date=st.sampled_from((None, *DATES)))
    keeping = st.builds(Code, st.integers(1, 3), valid, keeps=st.integers(0, 2), date=date)
    seated = st.builds(Code, st.just(1), valid, date=date, seat=seat)
    places = st.tuples(date, seat)
    hall = st.builds(Hall, st.frozensets(places, max_size=2), st.sampled_from((0, 0, 1.2, 2)))
    change = st.builds(Change, st.integers(0, 2), pool)
    reissues = [
        st.builds(Reissue, st.just(code), anew) for code, anew in ((GUEST, free), (VIP, keeping), (PAIR, seated))
    ]
    turn = st.builds(Turn, st.sampled_from((1, 10, 11, 31)))
    batches = st.lists(_asks_of_a_season(), min_size=1, max_size=6).map(tuple)
    step = st.integers(0, 9).flatmap(lambda one: (hall, change, st.one_of(reissues), turn, batches)[min(one, 4)])
    return st.builds(
        History,
        pools=st.tuples(pool.map(lambda one: replace(one, date=1)), pool.map(lambda one: replace(one, date=2)), pool),
        steps=st.lists(step, min_size=4, max_size=10).map(tuple),
        codes=st.tuples(free, keeping, seated).map(lambda found: tuple(zip((GUEST, VIP, PAIR), found, strict=True))),
    )


def _asks_of_a_season() -> st.SearchStrategy[Ask]:
    """Most of them for seats, which are few; some vouchers are for something else."""
    usual = {
        "stays_min": st.sampled_from((None, None, -1, 0, 10, 100)),
        "date": st.sampled_from(DATES),
        "cart": st.sampled_from(("ada@api", "ben@api")),
    }
    seat, code = st.sampled_from(tuple(SEATS)), st.sampled_from((None, None, GUEST, VIP, PAIR))
    stall = st.builds(Buy, st.just(STALL), code=code, seat=seat, **usual)
    addons = st.lists(st.sampled_from(ADDONS), max_size=1).map(tuple)
    ticket = st.builds(Buy, st.just("ticket"), addons, code=code, **usual)
    odd = st.builds(Buy, st.sampled_from(("workshop", "S", STALL)), code=code, seat=st.none() | seat, **usual)
    buy = st.integers(0, 5).flatmap(lambda one: (odd, ticket, ticket, stall)[min(one, 3)])
    listed = st.lists(buy, min_size=1, max_size=4).map(tuple)
    several = st.builds(Ask, listed, bulk=st.just(value=True), atomic=st.booleans())
    back, single = st.builds(Ask, nth=st.integers(0, 20)), st.builds(Ask, st.tuples(buy))
    return st.integers(0, 4).flatmap(lambda one: (back, several, single)[min(one, 2)])


def shopping() -> st.SearchStrategy[History]:
    """Series as above, in which some buyers fill carts of a shop, and others come through the API."""
    through_the_api = _asks_of_a_season()
    code = st.sampled_from((None, None, GUEST, VIP, PAIR))
    date, seat = st.sampled_from(DATES), st.sampled_from(tuple(SEATS))
    stall = st.builds(Buy, st.just(STALL), date=date, code=code, seat=seat)
    addons = st.lists(st.sampled_from(ADDONS), max_size=1).map(tuple)
    ticket = st.builds(Buy, st.sampled_from(("ticket", "ticket", "S")), addons, addons, date=date, code=code)
    shop = st.builds(
        Shop,
        st.sampled_from(("Carla", "Carla", "Dora")),
        st.lists(st.one_of(ticket, ticket, stall), max_size=3).map(tuple),
        keeps=st.sampled_from((0, 1, 2, 3, 7, 7, 7)),
        recode=code,
        stays_min=st.sampled_from((30, 30, 30, 10, 100, 0, -1)),
        price=st.sampled_from((2300, 700)),
        ends=st.sampled_from((False,) * 9 + (True,)),
        stale=st.sampled_from((False,) * 9 + (True,)),
        key=st.sampled_from((None,) * 9 + ("k",)),
    )
    batch = st.lists(st.one_of(shop, shop, through_the_api), min_size=1, max_size=5).map(tuple)

    def with_carts(story: History) -> st.SearchStrategy[History]:
        steps = [batch if isinstance(step, tuple) else st.just(step) for step in story.steps]
        return st.tuples(batch, *steps).map(lambda found: replace(story, steps=found))

    return seasons().flatmap(with_carts)
