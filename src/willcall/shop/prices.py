"""What a row of the shop costs: listed price, voucher, a price of one's own, tax, bundles (spec 07 §4).

Amounts are integers of hundredths; every division rounds half up to the places of the currency.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from willcall.kit.money import smallest_of
from willcall.shop.showcase import Bundle, Item, Showcase, TaxRule, Variation
from willcall.shop.vouchers import Voucher

WHOLE_RATE: Final = 1_000_000
"""One hundred percent, as rates of taxes are counted."""
WHOLE_PERCENT: Final = 10_000
"""One hundred percent, as values of vouchers are counted."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A price with its tax."""

    gross: int
    net: int
    rate: int | None = 0
    """In ten-thousandths of a percent; None for parts that are taxed differently."""

    @property
    def tax(self) -> int:
        """The tax in it."""
        return self.gross - self.net

    def shown(self, *, net: bool) -> int:
        """The number that is shown."""
        return self.net if net else self.gross


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit of a row costs."""

    amount: Amount
    original: Amount | None = None
    """What it would cost otherwise; shown struck through."""
    suggested: Amount | None = None
    """For those who may pay more: what is filled in. The amount is then the least they pay."""


def price_of(
    showcase: Showcase, item: Item, variation: Variation | None, subevent_id: int | None, voucher: Voucher | None = None
) -> Price:
    """The price of a row of the list, with a voucher or without; without one it is worked out once."""
    if voucher is not None:
        return _price(showcase, item, variation, subevent_id, voucher)
    place = item.id, None if variation is None else variation.id, subevent_id
    known = showcase.prices.get(place)
    if known is None:
        known = showcase.prices[place] = _price(showcase, item, variation, subevent_id, None)
    return known


def _price(
    showcase: Showcase, item: Item, variation: Variation | None, subevent_id: int | None, voucher: Voucher | None
) -> Price:
    currency = showcase.currency
    listed = listed_price(showcase, item, variation, subevent_id)
    price = listed if voucher is None else with_voucher(listed, voucher, currency)
    bundles = () if voucher is not None and voucher.all_bundles_included else item.bundles
    lowered = price < listed
    original = listed if lowered else original_price(item, variation)
    suggested = None
    if item.free_price:
        wanted = price if lowered else max(price, _suggestion(item, variation))
        suggested = priced(showcase, item, wanted, bundles)
    return Price(
        priced(showcase, item, price, bundles),
        None if original is None else priced(showcase, item, original, bundles),
        suggested,
    )


def addon_price(
    showcase: Showcase, item: Item, variation: Variation | None, subevent_id: int | None, *, included: bool
) -> Price:
    """The price of an add-on: nothing if it is included, surcharges of variations too (spec 07 §5).

    Of one whose buyers may pay more, that nothing is the least.
    """
    if not included:
        return price_of(showcase, item, variation, subevent_id)
    nothing = taxed(0, item.tax, showcase.currency)
    return Price(nothing, suggested=nothing if item.free_price else None)


def listed_price(showcase: Showcase, item: Item, variation: Variation | None, subevent_id: int | None) -> int:
    """The item's price, the date's for it, the variation's, the date's for that: the last one that is said."""
    said: list[int | None] = [item.default_price]
    override = showcase.item_overrides.get((subevent_id, item.id)) if subevent_id is not None else None
    said.append(None if override is None else override.price)
    if variation is not None:
        override = showcase.variation_overrides.get((subevent_id, variation.id)) if subevent_id is not None else None
        said += [variation.default_price, None if override is None else override.price]
    return next(price for price in reversed(said) if price is not None)


def with_voucher(price: int, voucher: Voucher, currency: str) -> int:
    """The price with a voucher's: `set` may raise it, `subtract` and `percent` never go below nothing."""
    if voucher.value is None or voucher.price_mode == "none":
        return price
    if voucher.price_mode == "set":
        found = voucher.value
    elif voucher.price_mode == "subtract":
        found = max(0, price - voucher.value)
    else:
        found = max(0, rounded(price * (WHOLE_PERCENT - voucher.value), WHOLE_PERCENT))
    return to_currency(found, currency)


def original_price(item: Item, variation: Variation | None) -> int | None:
    """What is shown struck through without a voucher; a variation's own first."""
    own = None if variation is None else variation.original_price
    return item.original_price if own is None else own


def _suggestion(item: Item, variation: Variation | None) -> int:
    own = None if variation is None else variation.suggestion
    return (item.suggestion or 0) if own is None else own


def priced(showcase: Showcase, item: Item, price: int, bundles: Iterable[Bundle]) -> Amount:
    """A price with its taxes, each part by its own rule.

    What the bundles bring is carved out of the gross price, so that the sum stays. If they cost more than it, the price
    of the item is shown as it is; in a cart, what they bring then costs more than that (spec 07 §4).
    """
    currency = showcase.currency
    whole = taxed(price, item.tax, currency)
    children = [
        (taxed_gross(one.designated_price, showcase.items[one.item_id].tax, currency), one.count)
        for one in bundles
        if one.count and one.item_id in showcase.items
    ]
    brought = sum(amount.gross * count for amount, count in children)
    if not children or brought > whole.gross:
        return whole
    own = taxed_gross(whole.gross - brought, item.tax, currency)
    parts = [(own, 1), *children]
    rates = {amount.rate for amount, _ in parts if amount.gross or amount is own}
    return Amount(
        sum(amount.gross * count for amount, count in parts),
        sum(amount.net * count for amount, count in parts),
        rates.pop() if len(rates) == 1 else None,
    )


def taxed(price: int, rule: TaxRule | None, currency: str) -> Amount:
    """A price that includes the tax or not, as its rule says."""
    if rule is None or rule.included:
        return taxed_gross(price, rule, currency)
    return Amount(taxed_up(price, rule, currency), price, rule.rate)


def taxed_up(net: int, rule: TaxRule | None, currency: str) -> int:
    """The gross of a net price, whatever its rule says of prices."""
    return net if rule is None else payable(net * (WHOLE_RATE + rule.rate), WHOLE_RATE, currency)


def taxed_gross(gross: int, rule: TaxRule | None, currency: str) -> Amount:
    """A price that includes the tax whatever its rule says."""
    if rule is None:
        return Amount(gross, gross)
    net = payable(gross * WHOLE_RATE, WHOLE_RATE + rule.rate, currency)
    return Amount(gross, net, rule.rate)


def to_currency(amount: int, currency: str) -> int:
    """An amount in what the currency can pay."""
    smallest = smallest_of(currency)
    return amount if smallest == 1 else rounded(amount, smallest) * smallest


def payable(amount: int, parts: int, currency: str) -> int:
    """An amount divided into parts, in what the currency can pay; rounded once, not to hundredths first."""
    smallest = smallest_of(currency)
    return rounded(amount, parts * smallest) * smallest


def rounded(amount: int, parts: int) -> int:
    """An amount divided into parts, half up: a half goes away from zero."""
    whole = (2 * abs(amount) + parts) // (2 * parts)
    return whole if amount >= 0 else -whole
