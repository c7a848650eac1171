"""Histories of a small fair, on one day or on the dates of a series: what is asked for and changed, as plain data.

Neither the model nor HTTP is known here, so that both can be told the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

PRODUCTS: Final = ("ticket", "workshop", "S", "L", "stall")
"""A workshop is an add-on of a ticket, S and L are variations of a shirt, a stall has a seat."""
SHIRT: Final = "shirt"
SOLO: Final = frozenset(("ticket", "L"))
"""What a second quota does not cover, so that there is something to be had when that is sold out."""
SEATS: Final = ("A1", "A2", "B1", "B2")
CARTS: Final = ("ada@api", "ben@api")
QUOTAS: Final = ("A", "B", "B", "C")
"""Quotas may share a name; of those the older is asked first. The last one is there in a series only."""
DATES: Final = (0, 1)
"""The dates of a series. Where there are none, everything is of the date None."""

SIZE_MAX: Final = 5
"""Small, so that histories are about the last place and not about the first ones."""
STEPS: Final = (15, 25)
SOON_US: Final = 400_000
HOUR_US: Final = 3_600_000_000


class When(Enum):
    """An instant, as seen from the step that names it."""

    PAST = -HOUR_US
    SOON = SOON_US
    LATER = HOUR_US

    def at(self, now: int) -> int:
        """In microseconds."""
        return now + self.value


@dataclass(frozen=True)
class Wish:
    """Somebody wants a product; add-ons and shirts go with tickets only.

    Vouchers are counted round; one past the end is a code that nobody knows.
    """

    product: str
    addons: tuple[str, ...] = ()
    bundled: tuple[str, ...] = ()
    until: When = When.LATER
    voucher: int | None = None
    seat: str | None = None
    cart: str = "ada@api"
    date: int | None = None
    date_of_children: int | None = None
    """None if they do not say, and come on the date of the ticket."""


@dataclass(frozen=True)
class Ask:
    """One request: a wish, or several at once."""

    wishes: tuple[Wish, ...]
    bulk: bool = False


@dataclass(frozen=True)
class Back:
    """The `nth` position ever made is given back; counting goes round."""

    nth: int


@dataclass(frozen=True)
class Terms:
    """What Fay says of a quota."""

    covers: frozenset[str]
    size: int | None
    closed: bool = False
    closes: bool = False
    """Whether it closes for good when it is sold out."""
    date: int | None = None


@dataclass(frozen=True)
class Change:
    """A quota is changed; or, if `anew`, deleted and made anew."""

    nth: int
    terms: Terms
    anew: bool = False


@dataclass(frozen=True)
class Offer:
    """What Fay says of a voucher. It is for a product, for the quota of that number, or for everything."""

    target: str | int | None = None
    usages: int = 1
    until: When = When.LATER
    blocks: bool = False
    ignores: bool = False
    seat: str | None = None
    date: int | None = None


@dataclass(frozen=True)
class Issue:
    """A voucher is made; or the `nth`, counted round, is changed, but for the seat that it keeps."""

    offer: Offer
    nth: int | None = None


@dataclass(frozen=True)
class Withdraw:
    """A voucher is deleted; counting goes round."""

    nth: int


@dataclass(frozen=True)
class Block:
    """A seat is taken off sale, or put on sale again."""

    seat: str
    blocked: bool
    date: int | None = None


@dataclass(frozen=True)
class Sell:
    """A product is switched on or off."""

    product: str
    active: bool


@dataclass(frozen=True)
class Apart:
    """How far seats of different carts must be from each other."""

    distance: float


@dataclass(frozen=True)
class Queue:
    """Somebody begins to wait for a product; or the `nth`, counted round, waits for it instead."""

    product: str
    date: int | None = None
    nth: int | None = None


@dataclass(frozen=True)
class Leave:
    """The `nth` who ever waited, counted round, waits no longer."""

    nth: int


@dataclass(frozen=True)
class Until:
    """The waiting list counts up to that instant; None is for ever."""

    when: When | None


@dataclass(frozen=True)
class Scrap:
    """A product or a variation is deleted; if that is possible one like it is made, which is in no quota yet."""

    product: str


@dataclass(frozen=True)
class Cancel:
    """A date is deleted; if that is possible another one is made for it, which has no quotas yet."""

    date: int


@dataclass(frozen=True)
class Show:
    """A date is switched on or off, which those who ask for places there need not care about."""

    date: int
    active: bool


@dataclass(frozen=True)
class Wait:
    """Time goes by until everything that is over soon is over."""


Step = (
    Ask | Back | Change | Issue | Withdraw | Block | Sell | Apart | Queue | Leave | Until | Scrap | Cancel | Show | Wait
)


@dataclass(frozen=True)
class History:
    """A fair from its opening on: its quotas, its first vouchers, and what happens then."""

    quotas: tuple[Terms, ...]
    vouchers: tuple[Issue, ...]
    steps: tuple[Step, ...]
    is_series: bool = False


def mixed(*kinds: tuple[int, st.SearchStrategy[T]]) -> st.SearchStrategy[T]:
    """One of these kinds, each as often as its number says; `one_of` takes each but once, however often it is named."""
    places = [place for place, (often, _) in enumerate(kinds) for _ in range(often)]
    return st.sampled_from(places).flatmap(lambda place: kinds[place][1])


def dates(*, series: bool) -> st.SearchStrategy[int | None]:
    """A date, where there are some."""
    return st.sampled_from(DATES) if series else st.none()


def terms(*, series: bool = False) -> st.SearchStrategy[Terms]:
    """What a quota may be like."""
    everything = frozenset(PRODUCTS)
    return st.builds(
        Terms,
        covers=st.just(everything) | st.frozensets(st.sampled_from(PRODUCTS), min_size=1) | st.just(everything - SOLO),
        size=st.sampled_from((0, 1, 2, 2, 3, 3, 4, SIZE_MAX, SIZE_MAX, None)),
        closed=st.sampled_from((False,) * 9 + (True,)),
        closes=st.sampled_from((False,) * 9 + (True,)),
        date=dates(series=series),
    )


def asks(*, series: bool = False) -> st.SearchStrategy[Ask]:
    """Requests for places, alone or several at once."""
    usual: dict[str, st.SearchStrategy[Any]] = {
        "until": st.sampled_from((When.LATER,) * 5 + (When.SOON, When.SOON, When.PAST)),
        "voucher": st.sampled_from((None,) * 6 + (0, 1, 2, 3)),
        "cart": st.sampled_from(CARTS),
        "date": st.sampled_from((0, 0, 0, 0, 1, 1, 1, None)) if series else st.none(),
    }
    alone = st.builds(Wish, product=st.sampled_from(PRODUCTS[:-1]), **usual)
    family = st.builds(
        Wish,
        product=st.just("ticket"),
        addons=st.sampled_from(((), ("workshop",), ("workshop", "workshop"))),
        bundled=st.sampled_from(((), ("S",))),
        date_of_children=st.sampled_from((None, None, *DATES)) if series else st.none(),
        **usual,
    )
    seated = st.builds(Wish, product=st.just("stall"), seat=st.sampled_from(SEATS), **usual)
    odd = st.builds(Wish, product=st.sampled_from(PRODUCTS), seat=st.none() | st.sampled_from(SEATS), **usual)
    wish = mixed((2, alone), (2, family), (2, seated), (1, odd))
    several = st.builds(Ask, st.lists(wish, min_size=1, max_size=4).map(tuple), bulk=st.just(True))
    return mixed((2, st.builds(Ask, st.tuples(wish))), (1, several))


def offers(*, series: bool = False) -> st.SearchStrategy[Offer]:
    """Vouchers of all sorts, a few of them impossible; in a series some are good for any date."""
    usual = {
        "until": st.sampled_from((When.LATER,) * 4 + (When.SOON, When.PAST)),
        "date": st.sampled_from((0, 0, 0, 1, 1, None)) if series else st.none(),
    }
    target = st.sampled_from((0, 1, 2, "ticket", SHIRT, SHIRT, "S", "stall", "workshop", None))
    anything = st.builds(
        Offer, target=target, usages=st.integers(1, 3), blocks=st.booleans(), ignores=st.booleans(), **usual
    )
    blocking = st.builds(Offer, target=target, usages=st.integers(1, 3), blocks=st.just(value=True), **usual)
    seat = st.builds(Offer, target=st.just("stall"), blocks=st.booleans(), seat=st.sampled_from(SEATS), **usual)
    return st.one_of(anything, blocking, seat)


def histories(*, series: bool = False) -> st.SearchStrategy[History]:
    """Fairs whose places are short."""
    roomy = terms(series=series).map(lambda one: replace(one, closed=False, size=one.size and one.size + 4))
    quotas = len(QUOTAS) if series else len(QUOTAS) - 1
    step = mixed(
        (20, asks(series=series)),
        (5, st.builds(Back, st.integers(0, 20))),
        (1, st.builds(Wait)),
        (15, changes(quotas, series=series)),
        (5, waiting(series=series)),
    )
    return st.builds(
        History,
        quotas=st.tuples(*[roomy] * quotas),
        vouchers=st.tuples(*[st.builds(Issue, offers(series=series))] * 3),
        steps=st.lists(step, min_size=STEPS[0], max_size=STEPS[1]).map(tuple),
        is_series=st.just(series),
    )


def changes(quotas: int, *, series: bool) -> st.SearchStrategy[Step]:
    """What Fay does, the usual more often than the rest."""
    nth_voucher, date = st.integers(0, 5), dates(series=series)
    products = st.sampled_from(("ticket", "workshop", SHIRT, "stall"))
    anew = st.sampled_from((False, False, True))
    return mixed(
        (5, st.builds(Change, st.integers(0, quotas - 1), terms(series=series), anew)),
        (4, st.builds(Issue, offers(series=series), st.none() | nth_voucher)),
        (2, st.builds(Withdraw, nth_voucher)),
        (1, st.builds(Block, st.sampled_from(SEATS), st.booleans(), date)),
        (1, st.builds(Sell, products, st.sampled_from((True, True, False)))),
        (1, st.builds(Apart, st.sampled_from((0, 0, 1.2, 2)))),
        (2, st.builds(Scrap, st.sampled_from((*PRODUCTS, SHIRT)))),
        (2 if series else 0, st.builds(Cancel, st.sampled_from(DATES))),
        (1 if series else 0, st.builds(Show, st.sampled_from(DATES), st.booleans())),
    )


def waiting(*, series: bool) -> st.SearchStrategy[Step]:
    """Who waits for what, and how long that counts."""
    products, date = st.sampled_from(PRODUCTS), dates(series=series)
    return mixed(
        (4, st.builds(Queue, products, date)),
        (1, st.builds(Queue, products, date, st.integers(0, 5))),
        (2, st.builds(Leave, st.integers(0, 5))),
        (1, st.builds(Until, st.sampled_from((None, None, When.PAST, When.SOON, When.LATER)))),
    )
