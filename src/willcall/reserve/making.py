"""Positions that are granted: what they hold, until when, at which price (spec 01 §3.1, §5, §9). Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from willcall.kit import names
from willcall.reserve.ask import Held, Hold, HoldAsk, Wanted
from willcall.reserve.book import Voucher, place_of
from willcall.reserve.catalogue import Catalogue, DateOverride, Item
from willcall.reserve.rules import Checked


def made(catalogue: Catalogue, ask: HoldAsk, found: Checked, now: int, new_id: Callable[[], int]) -> Held:
    """The positions of an ask that is granted: the parent, add-ons, bundled products, with ascending ids."""
    parent = position(catalogue, ask, found.wanted, now, new_id())
    if found.voucher is not None or found.seat is not None or found.answers:
        parent = replace(
            parent,
            voucher_id=found.voucher.id if found.voucher is not None else None,
            seat=found.seat.shown if found.seat is not None else None,
            answers=found.answers,
        )
    addons = tuple(_child(catalogue, parent, found, child, new_id(), bundled=False) for child in found.addons)
    bundled = tuple(_child(catalogue, parent, found, child, new_id(), bundled=True) for child in found.bundled)
    return Held(parent, addons, bundled)


def position(catalogue: Catalogue, ask: HoldAsk, wanted: Wanted, now: int, number: int) -> Hold:
    """A position that is no child, with the id `number`, without voucher, seat and answers."""
    assert wanted.item_id is not None
    return Hold(
        id=number,
        cart_id=wanted.cart_id or ask.cart_id,
        item_id=wanted.item_id,
        variation_id=wanted.variation_id,
        price=wanted.price or 0,
        name_parts=_parts(wanted),
        attendee_email=wanted.attendee_email,
        addon_to=None,
        is_bundled=False,
        includes_tax=wanted.includes_tax,
        created=now,
        expires=wanted.expires if wanted.expires is not None else now + catalogue.reservation_time_us,
        subevent_id=wanted.subevent_id,
    )


def _child(catalogue: Catalogue, parent: Hold, main: Checked, child: Checked, number: int, *, bundled: bool) -> Hold:
    """A child shares cart and expiry with its parent (spec 01 §9); a price left out is computed (§5)."""
    wanted = child.wanted
    subevent_id = place_of(wanted, main.wanted)[2]
    price = wanted.price
    if price is None and bundled:
        price = _bundle_price(main.item, wanted, main.voucher)
    elif price is None:
        price = _addon_price(catalogue, main, child, subevent_id)
    return replace(
        parent,
        id=number,
        item_id=child.item.id,
        variation_id=wanted.variation_id,
        price=price,
        name_parts=_parts(wanted),
        attendee_email=wanted.attendee_email,
        addon_to=parent.id,
        is_bundled=bundled,
        includes_tax=wanted.includes_tax,
        subevent_id=subevent_id,
        voucher_id=None,
        seat=None,
        answers=child.answers,
    )


def _parts(wanted: Wanted) -> Mapping[str, str]:
    """A name given as a whole is kept as one part (spec 01 §6)."""
    return {names.WHOLE: wanted.attendee_name} if wanted.attendee_name else wanted.name_parts


def _addon_price(catalogue: Catalogue, main: Checked, child: Checked, subevent_id: int | None) -> int:
    included = any(rule.category_id == child.item.category_id and rule.price_included for rule in main.item.addon_rules)
    if included or (main.voucher is not None and main.voucher.all_addons_included):
        return 0
    return listed_price(catalogue, child.item, child.wanted.variation_id, subevent_id)


def _bundle_price(item: Item, child: Wanted, voucher: Voucher | None) -> int:
    if voucher is not None and voucher.all_bundles_included:
        return 0
    return next(
        bundle.designated_price
        for bundle in item.bundles
        if (bundle.item_id, bundle.variation_id) == (child.item_id, child.variation_id)
    )


def listed_price(catalogue: Catalogue, item: Item, variation_id: int | None, subevent_id: int | None) -> int:
    """The catalogue's price in hundredths (spec 01 §5).

    The item's, unless the date has another for it; with a variation its own, unless the date has another for that.
    """
    price = _overridden(item.default_price, catalogue.item_overrides.get((subevent_id or 0, item.id)))
    if variation_id is None:
        return price
    own = catalogue.variations[variation_id].default_price
    override = catalogue.variation_overrides.get((subevent_id or 0, variation_id))
    return _overridden(price if own is None else own, override)


def _overridden(price: int, override: DateOverride | None) -> int:
    return override.price if override is not None and override.price is not None else price
