"""Histories of a small fair with quotas, vouchers and seats: what is asked for and changed, as plain data.

Neither the model nor HTTP is known here, so that both can be told the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from hypothesis import strategies as st

PRODUCTS: Final = ("ticket", "workshop", "S", "L", "stall")
"""A workshop is an add-on of a ticket, S and L are variations of a shirt, a stall has a seat."""
SHIRT: Final = "shirt"
SOLO: Final = frozenset(("ticket", "L"))
"""What a second quota does not cover, so that there is something to be had when that is sold out."""
SEATS: Final = ("A1", "A2", "B1", "B2")
CARTS: Final = ("ada@api", "ben@api")
QUOTAS: Final = ("A", "B", "B")
"""Quotas may share a name; of those the older is asked first."""

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
class Wait:
    """Time goes by until everything that is over soon is over."""


Step = Ask | Back | Change | Issue | Withdraw | Block | Sell | Apart | Wait


@dataclass(frozen=True)
class History:
    """A fair from its opening on: its quotas, its first vouchers, and what happens then."""

    quotas: tuple[Terms, ...]
    vouchers: tuple[Issue, ...]
    steps: tuple[Step, ...]


def terms() -> st.SearchStrategy[Terms]:
    """What a quota may be like."""
    everything = frozenset(PRODUCTS)
    return st.builds(
        Terms,
        covers=st.just(everything) | st.frozensets(st.sampled_from(PRODUCTS), min_size=1) | st.just(everything - SOLO),
        size=st.sampled_from((0, 1, 2, 2, 3, 3, 4, SIZE_MAX, SIZE_MAX, None)),
        closed=st.sampled_from((False,) * 9 + (True,)),
        closes=st.sampled_from((False,) * 9 + (True,)),
    )


def asks() -> st.SearchStrategy[Ask]:
    """Requests for places, alone or several at once."""
    usual: dict[str, st.SearchStrategy[Any]] = {
        "until": st.sampled_from((When.LATER,) * 5 + (When.SOON, When.SOON, When.PAST)),
        "voucher": st.sampled_from((None, None, None, 0, 1, 2, 3, 4)),
        "cart": st.sampled_from(CARTS),
    }
    alone = st.builds(Wish, product=st.sampled_from(PRODUCTS[:-1]), **usual)
    family = st.builds(
        Wish,
        product=st.just("ticket"),
        addons=st.sampled_from(((), ("workshop",), ("workshop", "workshop"))),
        bundled=st.sampled_from(((), ("S",))),
        **usual,
    )
    seated = st.builds(Wish, product=st.just("stall"), seat=st.sampled_from(SEATS), **usual)
    odd = st.builds(Wish, product=st.sampled_from(PRODUCTS), seat=st.none() | st.sampled_from(SEATS), **usual)
    wish = st.one_of(alone, alone, family, seated, seated, odd)
    single = st.builds(Ask, st.tuples(wish))
    return single | single | st.builds(Ask, st.lists(wish, min_size=1, max_size=4).map(tuple), bulk=st.just(True))


def offers() -> st.SearchStrategy[Offer]:
    """Vouchers of all sorts, a few of them impossible."""
    usual = {"until": st.sampled_from((When.LATER,) * 4 + (When.SOON, When.PAST))}
    target = st.sampled_from((0, 1, 2, "ticket", SHIRT, SHIRT, "S", "stall", "workshop", None))
    anything = st.builds(
        Offer, target=target, usages=st.integers(1, 3), blocks=st.booleans(), ignores=st.booleans(), **usual
    )
    blocking = st.builds(Offer, target=target, usages=st.integers(1, 3), blocks=st.just(value=True), **usual)
    seat = st.builds(Offer, target=st.just("stall"), blocks=st.booleans(), seat=st.sampled_from(SEATS), **usual)
    return st.one_of(anything, blocking, seat)


def histories() -> st.SearchStrategy[History]:
    """Fairs whose places are short."""
    roomy = terms().map(lambda one: replace(one, closed=False, size=one.size and one.size + 2))
    nth_quota, nth_voucher = st.integers(0, len(QUOTAS) - 1), st.integers(0, 5)
    products = st.sampled_from(("ticket", "workshop", SHIRT, "stall"))
    step = st.one_of(
        *[asks()] * 10,
        *[st.builds(Back, st.integers(0, 20))] * 2,
        *[st.builds(Change, nth_quota, terms(), anew=st.sampled_from((False, False, False, True)))] * 2,
        *[st.builds(Issue, offers(), st.none() | nth_voucher)] * 3,
        st.builds(Withdraw, nth_voucher),
        st.builds(Block, st.sampled_from(SEATS), st.booleans()),
        st.builds(Sell, products, st.sampled_from((True, True, False))),
        st.builds(Apart, st.sampled_from((0, 0, 1.2, 2))),
        st.builds(Wait),
    )
    return st.builds(
        History,
        quotas=st.tuples(*[roomy] * len(QUOTAS)),
        vouchers=st.tuples(*[st.builds(Issue, offers())] * 3),
        steps=st.lists(step, min_size=STEPS[0], max_size=STEPS[1]).map(tuple),
    )
