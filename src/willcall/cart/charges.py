"""What one position of a cart costs before automatic discounts: `Hold.line.price` (spec 07 §4, §5, §6).

Amounts are gross, in hundredths. A price that the buyer types in is gross too, or net where the event shows net prices;
it counts for products with a free price only, and never lowers what the product costs.
"""

from __future__ import annotations

from typing import Final

from willcall.shop.prices import Amount, listed_price, price_of, taxed, taxed_gross, taxed_up, to_currency, with_voucher
from willcall.shop.showcase import Bundle, Item, Showcase, Variation
from willcall.shop.vouchers import Voucher

NOTHING: Final = Amount(0, 0)


def line_price(
    showcase: Showcase,
    item: Item,
    variation: Variation | None,
    subevent_id: int | None,
    voucher: Voucher | None,
    typed: int | None,
) -> int:
    """A product bought for itself: the whole chain, with what its bundles bring carved out of it.

    Where they bring more than it costs, it costs nothing, and they still cost what they cost.
    """
    least = price_of(showcase, item, variation, subevent_id, voucher).amount
    return _own(showcase, item, least, bundled_sum(showcase, item, voucher), typed)


def addon_line_price(
    showcase: Showcase,
    item: Item,
    variation: Variation | None,
    subevent_id: int | None,
    included: bool,  # noqa: FBT001 - named by whoever reads a rule: `is_included` of the shop
    typed: int | None,
    voucher: Voucher | None = None,
) -> int:
    """A product chosen as an add-on: nothing where the rule or the parent's voucher includes it, else its own price.

    A typed price counts even then. A voucher of its own lowers it, its parent's does not; it brings nothing with it.
    """
    listed = 0 if included else listed_price(showcase, item, variation, subevent_id)
    if voucher is not None and not included:
        listed = with_voucher(listed, voucher, showcase.currency)
    return _own(showcase, item, taxed(listed, item.tax, showcase.currency), NOTHING, typed)


def bundled_line_price(showcase: Showcase, bundle: Bundle, voucher: Voucher | None) -> int:
    """A product that comes with another one: what is designated for it, whatever tax is added to its own price.

    Nothing if the parent's voucher includes everything that it brings.
    """
    if bundle.item_id not in showcase.items or _included(voucher):
        return 0
    return bundle.designated_price


def bundled_sum(showcase: Showcase, item: Item, voucher: Voucher | None) -> Amount:
    """What all that a product brings with it costs, each part taxed by its own rule; that is carved out of its price.

    The rate says nothing here, since the parts may have several.
    """
    if not item.bundles or _included(voucher):
        return NOTHING
    gross = net = 0
    for bundle in item.bundles:
        brought = showcase.items.get(bundle.item_id)
        if brought is not None:
            amount = taxed_gross(bundle.designated_price, brought.tax, showcase.currency)
            gross += bundle.count * amount.gross
            net += bundle.count * amount.net
    return Amount(gross, net, None)


def pays_more(
    showcase: Showcase, item: Item, variation: Variation | None, subevent_id: int | None, typed: int | None
) -> bool:
    """Whether a typed price makes a difference without a voucher; one that is the listed price is none (§10)."""
    plain = line_price(showcase, item, variation, subevent_id, None, None)
    return line_price(showcase, item, variation, subevent_id, None, typed) != plain


def _own(showcase: Showcase, item: Item, least: Amount, brought: Amount, typed: int | None) -> int:
    """The gross price of the product itself: the larger of the least and the typed price, less what it brings.

    Both are compared as they are shown to buyers, so a typed price with net prices is the net of all parts together.
    """
    net, currency = showcase.rules.display_net_prices, showcase.currency
    wanted = None if typed is None or not item.free_price else to_currency(typed, currency)
    if wanted is None or wanted <= least.shown(net=net):
        return max(0, least.gross - brought.gross)
    if net:
        return taxed_up(max(0, wanted - brought.net), item.tax, currency)
    return max(0, wanted - brought.gross)


def _included(voucher: Voucher | None) -> bool:
    return voucher is not None and voucher.all_bundles_included
