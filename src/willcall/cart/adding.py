"""Adding to a cart: what each line must keep to before anything else is looked at, and the units made of it.

The rules of a line are an ordered list of which the first broken one is told (spec 07 §8, stage 1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from willcall.cart.charges import bundled_line_price, line_price
from willcall.cart.contents import Scene, WantedAddOn, WantedLine
from willcall.cart.named import code_of
from willcall.cart.refusals import Code, Refused
from willcall.cart.room import Need, need_of, need_of_child
from willcall.kit import names
from willcall.reserve.answers import answered
from willcall.reserve.ask import Answered, Hold, Line
from willcall.reserve.book import Seat
from willcall.reserve.catalogue import Place
from willcall.shop.showcase import NO_QUOTA, Bundle, Channels, Item, Override, Variation, Window
from willcall.shop.vouchers import Voucher
from willcall.shop.windows import presale

PRICE_MAX: Final = 99_999_999_999_00
"""The most that a buyer may pay for one unit, in hundredths (spec 07 §4)."""


class Chosen(msgspec.Struct, frozen=True):
    """A line of which everything that it names was found."""

    item: Item
    variation: Variation | None = None
    subevent_id: int | None = None
    voucher: Voucher | None = None
    seat: Seat | None = None
    typed: int | None = None

    @property
    def place(self) -> Place:
        """What it takes from quotas."""
        return self.item.id, None if self.variation is None else self.variation.id, self.subevent_id

    def refused(self, code: Code) -> Refused:
        """Why it cannot be had."""
        return Refused(code, item_id=self.item.id, variation_id=self.place[1])


class Person(msgspec.Struct, frozen=True):
    """Who a position is for, and their answers."""

    name_parts: Mapping[str, str] = msgspec.field(default_factory=dict)
    email: str | None = None
    answers: tuple[Answered, ...] = ()


NOBODY: Final = Person()


def refusal_of(scene: Scene, channel: str, line: WantedLine) -> Refused | None:
    """Why a line cannot be added, by itself: whatever else is in the cart, and whatever is left (spec 07 §8.1)."""
    found = chosen(scene, channel, line)
    return found if isinstance(found, Refused) else None


def chosen(scene: Scene, channel: str, line: WantedLine) -> Chosen | Refused:
    """What a line names, if it breaks no rule."""
    found = _found(scene, line)
    if isinstance(found, Refused):
        return found
    look = _Look(scene, channel, found, line.variation_id)
    code = next((code for rule in RULES if (code := rule(look)) is not None), None)
    return found if code is None else found.refused(code)


def _found(scene: Scene, line: WantedLine) -> Chosen | Refused:
    """Date, seat, product and voucher; a variation that is none of the product's is told later, as a missing one is."""
    showcase, item_id, seat = scene.showcase, line.item_id, None
    refused = Refused(Code.DATE_UNKNOWN, item_id=item_id, variation_id=line.variation_id)
    if showcase.engine.has_subevents and line.subevent_id is None:
        return Refused(Code.DATE_REQUIRED, item_id=item_id, variation_id=line.variation_id)
    if line.subevent_id is not None and line.subevent_id not in showcase.dates:
        return refused
    if line.seat is not None:
        seat = scene.seats.get((line.subevent_id, line.seat))
        if seat is None or seat.item_id is None:
            return Refused(Code.SEAT_INVALID, item_id=item_id, variation_id=line.variation_id)
        item_id = seat.item_id
    item = showcase.items.get(item_id or 0)
    if item is None:
        return Refused(Code.NOT_FOR_SALE, item_id=item_id, variation_id=line.variation_id)
    variation = variation_of(item, line.variation_id)
    if line.variation_id is not None and variation is None:
        return Refused(Code.NOT_FOR_SALE, item_id=item_id, variation_id=line.variation_id)
    code = code_of(line.voucher)
    voucher = None if code is None else scene.vouchers.get(code)
    if code is not None and voucher is None:
        return Refused(Code.VOUCHER_UNKNOWN, item_id=item_id, variation_id=line.variation_id)
    return Chosen(item, variation, line.subevent_id, voucher, seat, line.price if item.free_price else None)


def variation_of(item: Item, variation_id: int | None) -> Variation | None:
    """A variation of an item; None without one, and for those of others."""
    return next((one for one in item.variations if one.id == variation_id), None)


class _Look(msgspec.Struct, frozen=True):
    """A line, and the world that it is asked for in."""

    scene: Scene
    channel: str
    found: Chosen
    variation_id: int | None


def _quotas(look: _Look) -> Code | None:
    need = look.scene.showcase.needs(look.found.place)
    return Code.UNAVAILABLE if need is None or NO_QUOTA in need else None


def _price(look: _Look) -> Code | None:
    typed = look.found.typed
    return Code.PRICE_TOO_HIGH if typed is not None and typed > PRICE_MAX else None


def _voucher_required(look: _Look) -> Code | None:
    item, variation, voucher = look.found.item, look.found.variation, look.found.voucher
    hidden = item.hide_without_voucher or (variation is not None and variation.hide_without_voucher)
    if voucher is None:
        return Code.VOUCHER_REQUIRED if item.require_voucher or hidden else None
    return Code.VOUCHER_REQUIRED if hidden and not voucher.show_hidden_items else None


def _on_sale(look: _Look) -> Code | None:
    return sale_code(look.scene, look.channel, look.found.item, look.found.variation, look.found.subevent_id)


def _voucher(look: _Look) -> Code | None:
    found, voucher = look.found, look.found.voucher
    if voucher is None:
        return None
    if not fits(look.scene, voucher, found):
        return Code.VOUCHER_WRONG_PRODUCT
    if voucher.seat_id is not None and (found.seat is None or found.seat.shown.id != voucher.seat_id):
        return Code.VOUCHER_WRONG_SEAT
    if voucher.subevent_id is not None and voucher.subevent_id != found.subevent_id:
        return Code.VOUCHER_WRONG_DATE
    return None if voucher.window.open(look.scene.now) else Code.VOUCHER_EXPIRED


def _date(look: _Look) -> Code | None:
    date = look.scene.showcase.dates.get(look.found.subevent_id or 0)
    if date is None:
        return None
    if not date.active:
        return Code.DATE_INACTIVE
    return presale_code(presale(look.scene.showcase, date), look.scene.now)


def _seat(look: _Look) -> Code | None:
    return None if is_seated(look.scene, look.found) == (look.found.seat is not None) else Code.SEAT_INVALID


def _addon_only(look: _Look) -> Code | None:
    category = look.scene.showcase.categories.get(look.found.item.category_id or 0)
    return Code.ADDON_ONLY if category is not None and category.is_addon else None


def _bundled_only(look: _Look) -> Code | None:
    return Code.BUNDLED_ONLY if look.found.item.require_bundling else None


def _brought(look: _Look) -> Code | None:
    """What is bundled must be on sale, too; it needs no voucher, and may be sold as a part of others only (§6)."""
    codes = (
        sale_code(look.scene, look.channel, one.item, one.variation, one.subevent_id)
        for one, _ in brought(look.scene, look.found)
    )
    return next((code for code in codes if code is not None), None)


RULES: Final[tuple[Callable[[_Look], Code | None], ...]] = (
    _quotas,
    _price,
    _voucher_required,
    _on_sale,
    _voucher,
    _date,
    _seat,
    _addon_only,
    _bundled_only,
    _brought,
)
"""The rules of a line whose product is known, in the order in which they are looked at."""

ADDON_RULES: Final[tuple[Callable[[_Look], Code | None], ...]] = (_on_sale, _voucher_required, _voucher, _bundled_only)
"""The rules of an add-on that is in a cart and is to be had again."""


def addon_code(scene: Scene, channel: str, found: Chosen) -> Code | None:
    """Why an add-on that has expired cannot be had again, whatever is left of it."""
    look = _Look(scene, channel, found, found.place[1])
    return next((code for rule in ADDON_RULES if (code := rule(look)) is not None), None)


def sale_code(
    scene: Scene, channel: str, item: Item, variation: Variation | None, subevent_id: int | None
) -> Code | None:
    """Why a product is not on sale by itself: off, closed, not here, not on this date, without its variation."""
    kinds = (item,) if variation is None else (item, variation)
    if not all(kind.active and kind.window.open(scene.now) for kind in kinds):
        return Code.UNAVAILABLE
    if not _sold_on(channel, (kind.channels for kind in kinds)):
        return Code.UNAVAILABLE
    overrides = _overrides(scene, item, variation, subevent_id)
    if any(one.disabled or not one.window.open(scene.now) for one in overrides):
        return Code.NOT_FOR_SALE
    return Code.NOT_FOR_SALE if item.variations and variation is None else None


def _sold_on(channel: str, all_channels: Iterable[Channels]) -> bool:
    return all(channel in channels for channels in all_channels)


def _overrides(scene: Scene, item: Item, variation: Variation | None, subevent_id: int | None) -> Iterator[Override]:
    if subevent_id is None:
        return
    of_item = scene.showcase.item_overrides.get((subevent_id, item.id))
    if of_item is not None:
        yield of_item
    of_variation = scene.showcase.variation_overrides.get((subevent_id, 0 if variation is None else variation.id))
    if of_variation is not None:
        yield of_variation


def presale_code(window: Window, now: int) -> Code | None:
    """Why nothing is sold at this moment (spec 07 §1)."""
    if window.not_yet(now):
        return Code.PRESALE_NOT_STARTED
    return Code.PRESALE_ENDED if window.no_longer(now) else None


def fits(scene: Scene, voucher: Voucher, found: Chosen) -> bool:
    """Whether a voucher is for this product and variation, whatever the date."""
    item_id, variation_id, _ = found.place
    if voucher.quota_id is not None:
        quota = scene.showcase.engine.quotas.get(voucher.quota_id)
        if quota is None:
            return False
        return item_id in quota.item_ids if variation_id is None else variation_id in quota.variation_ids
    if voucher.item_id is None:
        return True
    return voucher.item_id == item_id and voucher.variation_id in (None, variation_id)


def is_seated(scene: Scene, found: Chosen) -> bool:
    """Whether it is bought by choosing a seat."""
    showcase = scene.showcase
    return showcase.rules.seating_choice and (found.subevent_id, found.item.id) in showcase.engine.seated


def brought(scene: Scene, found: Chosen) -> Iterator[tuple[Chosen, Bundle]]:
    """What is bundled with a product."""
    for bundle in found.item.bundles:
        item = scene.showcase.items.get(bundle.item_id)
        if item is not None and bundle.count:
            yield Chosen(item, variation_of(item, bundle.variation_id), found.subevent_id), bundle


def need(scene: Scene, found: Chosen) -> Need:
    """What one unit takes with all that is bundled with it."""
    whole = need_of(scene, found.place, found.voucher)
    for one, bundle in brought(scene, found):
        whole += need_of_child(scene, one.place, found.voucher, bundled=True).times(bundle.count)
    return whole


def person(scene: Scene, wanted: WantedLine | WantedAddOn, kept: Person = NOBODY) -> Person | Refused:
    """Names and answers of a line in their normal form; what is not said stays as it is (spec 01 §6, §7).

    An empty name is one that is taken off, so beside parts that say one it is a contradiction, too.
    """
    name_parts, email, answers = kept.name_parts, kept.email, kept.answers
    if wanted.attendee_name is not None and wanted.name_parts:
        return Refused(Code.NAME_INVALID, details={"attendee_name": ["Give the name as a whole or in parts."]})
    if wanted.attendee_name:
        name_parts = {names.WHOLE: wanted.attendee_name}
    elif wanted.name_parts is not None or wanted.attendee_name is not None:
        name_parts = dict(wanted.name_parts or {})
    shown = names.shown(name_parts, scene.showcase.engine.name_scheme)
    if shown is not None and len(shown) > names.NAME_LENGTH_MAX:
        too_long = f"The name has more than {names.NAME_LENGTH_MAX} characters."
        return Refused(Code.NAME_INVALID, details={"attendee_name": [too_long]})
    if wanted.attendee_email is not None:
        email = wanted.attendee_email or None
    if wanted.answers is not None:
        engine = scene.showcase.engine
        answers, problems = answered(engine.questions, engine.option_ids, wanted.answers)
        if problems:
            return Refused(Code.ANSWER_INVALID, details={"answers": problems})
    return Person(name_parts, email, answers)


class Maker(msgspec.Struct):
    """Makes positions that are still to be stored, with ids below zero that nothing else has."""

    cart_id: str
    now: int
    expires: int
    last_id: int = 0

    def hold(self, found: Chosen, price: int, who: Person = NOBODY, parent: Hold | None = None) -> Hold:
        """A position; below another one if that is said."""
        self.last_id -= 1
        return Hold(
            id=self.last_id,
            cart_id=self.cart_id,
            item_id=found.item.id,
            variation_id=found.place[1],
            price=price,
            name_parts=who.name_parts,
            attendee_email=who.email,
            addon_to=None if parent is None else parent.id,
            is_bundled=False,
            includes_tax=True,
            created=self.now,
            expires=self.expires,
            subevent_id=found.subevent_id,
            voucher_id=None if found.voucher is None else found.voucher.id,
            seat=None if found.seat is None else found.seat.shown,
            answers=who.answers,
            line=Line(price, found.typed),
        )

    def bundled(self, found: Chosen, price: int, parent: Hold) -> Hold:
        """What comes with another position."""
        return replace(self.hold(found, price, NOBODY, parent), is_bundled=True)


def price_of(scene: Scene, found: Chosen) -> int:
    """What one unit costs, without what is bundled with it."""
    return line_price(scene.showcase, found.item, found.variation, found.subevent_id, found.voucher, found.typed)


def brought_price(scene: Scene, bundle: Bundle, voucher: Voucher | None) -> int:
    """What one of a bundle costs."""
    return bundled_line_price(scene.showcase, bundle, voucher)
