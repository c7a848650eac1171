"""Cart positions of the API by the shop's rules, for whoever asks for that (`?strict=true`).

The endpoints of cart positions believe what they are sent. In strict mode each entry is looked at first as a line of a
shop's cart would be (spec 07 §8): whether it may be sold at all, limits per order over what its cart gets, add-ons,
bundles, and its price. What breaks a rule is told as a problem of the entry; whether there is room is left to the
engine, which then decides on all entries as ever.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace as with_fields

from willcall.cart import planning
from willcall.cart.contents import Cart, Plan, Scene, WantedAddOn, WantedLine
from willcall.cart.fetch import Fetching, Found
from willcall.cart.fetch import Wanted as ToFetch
from willcall.cart.refusals import Refused
from willcall.cart.told import sentence
from willcall.kit.money import from_minor
from willcall.kit.values import replace
from willcall.reserve.ask import CartRow, Hold, Wanted
from willcall.reserve.quota import Availability, State
from willcall.rest.problems import NON_FIELD, Invalid, Problems
from willcall.rest.request import Request

ENTRIES_MAX: Final = 100
"""Entries of one strict bulk: each that is refused has the rest of its cart looked at again."""

TOO_MANY: Final = f"Send no more than {ENTRIES_MAX} cart positions at once with strict=true."
WRONG_BUNDLE: Final = "This must be what is bundled with the product, all of it and nothing else."

PRICE_WRONG: Final = "price_wrong"
BUNDLE_WRONG: Final = "bundle_wrong"
ENOUGH: Final = Availability(State.OK, None)

Entries = tuple[Wanted, ...]
Place = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Strict:
    """Looks at entries before the engine does; implements `reserve.http.Checker`."""

    fetching: Fetching

    async def __call__(self, request: Request, entries: Entries) -> Entries:
        """The same entries, those that the shop would refuse with their problems."""
        if len(entries) > ENTRIES_MAX:
            raise Invalid({"error": TOO_MANY})
        lines = tuple(line_of(one) for one in entries if not one.problems)
        row = CartRow(0, "", None, "", created=request.now, extend_until=request.now)
        found = await self.fetching.found(request, ToFetch(Cart(row), lines))
        assert isinstance(found, Found)
        return judged(found.scene, entries)


def judged(scene: Scene, entries: Sequence[Wanted]) -> Entries:
    """Each entry as it is, or with what is wrong with it; those of one cart and channel are looked at together.

    Prices of entries are gross, whatever the event shows to buyers.
    """
    roomy = replace(scene, left=_Endless(scene.left))
    if scene.showcase.rules.display_net_prices:
        rules = replace(scene.showcase.rules, display_net_prices=False)
        roomy = replace(roomy, showcase=replace(scene.showcase, rules=rules))
    carts: defaultdict[tuple[str | None, str], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if not entry.problems:
            carts[entry.cart_id, entry.sales_channel].append(number)
    found = list(entries)
    for (_, channel), numbers in carts.items():
        for number, problems in _problems(roomy, channel, {number: entries[number] for number in numbers}).items():
            found[number] = with_fields(entries[number], problems=problems)
    return tuple(found)


class _Endless(dict[int, Availability]):
    """Every quota that there is, without an end."""

    def __init__(self, left: Mapping[int, Availability]) -> None:
        super().__init__(dict.fromkeys(left, ENOUGH))


def _problems(scene: Scene, channel: str, entries: Mapping[int, Wanted]) -> dict[int, Problems]:
    """What is wrong with entries of one cart, by their numbers: as few of them as possible are refused."""
    row = CartRow(0, "", None, channel, created=scene.now, extend_until=scene.now)
    good, problems = list(entries), dict[int, Problems]()
    while good:
        plan = planning.add(scene, Cart(row), [line_of(entries[number]) for number in good])
        if isinstance(plan, Refused):
            # What is wrong with the cart as a whole is the fault of the last that came.
            wrong = good.pop(-1 if plan.line is None else plan.line)
            problems[wrong] = _told(plan)
            continue
        wrongs = {number: wrong for number, wrong in _against(plan, good, entries).items() if wrong}
        problems |= wrongs
        if not wrongs:
            break
        good = [number for number in good if number not in wrongs]
    return problems


def _told(refused: Refused) -> Problems:
    return {NON_FIELD: [sentence(refused)], "code": [refused.code.value], **refused.details}


def _against(plan: Plan, numbers: Sequence[int], entries: Mapping[int, Wanted]) -> dict[int, Problems]:
    """What differs between entries and the positions that the shop would make of them, one for each in their order."""
    tops = sorted((hold for hold in plan.holds if hold.addon_to is None), key=lambda hold: -hold.id)
    assert len(tops) == len(numbers), "each entry is one position"
    return {
        number: _differs(entries[number], top, [hold for hold in plan.holds if hold.addon_to == top.id])
        for number, top in zip(numbers, tops, strict=True)
    }


def _differs(entry: Wanted, top: Hold, children: Sequence[Hold]) -> Problems:
    problems: Problems = {}
    if wrong := _price(entry, [top]):
        problems["price"] = wrong
    bundled = [hold for hold in children if hold.is_bundled]
    if Counter(map(_place, entry.bundled)) != Counter((hold.item_id, hold.variation_id) for hold in bundled):
        return problems | {"bundled": [WRONG_BUNDLE], "code": [BUNDLE_WRONG]}
    for name, wanted, holds in (
        ("bundled", entry.bundled, bundled),
        ("addons", entry.addons, [hold for hold in children if not hold.is_bundled]),
    ):
        by_place: defaultdict[Place, list[Hold]] = defaultdict(list)
        for hold in holds:
            by_place[hold.item_id, hold.variation_id].append(hold)
        wrongs = [_price(one, by_place[_place(one)]) for one in wanted]
        if any(wrongs):
            problems[name] = [{"price": wrong} if wrong else {} for wrong in wrongs]
    return problems | {"code": [PRICE_WRONG]} if problems else problems


def _price(entry: Wanted, holds: Iterable[Hold]) -> list[str]:
    """Why a price is not the shop's, before or after automatic discounts; one that is left out is."""
    if entry.price is None:
        return []
    prices = sorted(
        {price for hold in holds for price in (hold.price, hold.price if hold.line is None else hold.line.price)}
    )
    if entry.price in prices:
        return []
    return [f"The price is {' or '.join(str(from_minor(price)) for price in prices)}."]


def _place(entry: Wanted) -> Place:
    return entry.item_id, entry.variation_id


def line_of(entry: Wanted) -> WantedLine:
    """An entry as a line of a shop's cart. All its add-ons are said, even if there are none."""
    chosen: dict[Place, WantedAddOn] = {}
    for one in entry.addons:
        before = chosen.get(_place(one))
        addon = WantedAddOn(one.item_id or 0, one.variation_id, 1 if before is None else before.quantity + 1, one.price)
        chosen[_place(one)] = addon
    return WantedLine(
        item_id=entry.item_id,
        variation_id=entry.variation_id,
        quantity=1,
        subevent_id=entry.subevent_id,
        seat=entry.seat,
        voucher=entry.voucher,
        price=entry.price,
        addons=tuple(chosen.values()),
    )
