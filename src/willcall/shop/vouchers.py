"""What a voucher means for a shop: what it opens, and why it may be refused (spec 07 §10)."""

from __future__ import annotations

from dataclasses import dataclass, field

from willcall.shop.refusals import Refusal
from willcall.shop.showcase import ALWAYS, Item, Showcase, Variation, Window


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher as it is at this moment."""

    id: int
    code: str
    max_usages: int = 1
    min_usages: int = 1
    redeemed: int = 0
    in_carts: int = 0
    """Usages by positions in carts that have not expired."""
    window: Window = field(default=ALWAYS)
    block_quota: bool = False
    allow_ignore_quota: bool = False
    price_mode: str = "none"
    value: int | None = None
    """In hundredths: of the currency, or of a percent."""
    item_id: int | None = None
    variation_id: int | None = None
    quota_id: int | None = None
    subevent_id: int | None = None
    seat_id: int | None = None
    show_hidden_items: bool = True
    all_addons_included: bool = False
    all_bundles_included: bool = False

    @property
    def usages_left(self) -> int:
        """How often it can still be redeemed; carts do not lower it (spec 07 §4)."""
        return max(0, self.max_usages - self.redeemed)

    @property
    def frees_of_quota(self) -> bool:
        """Whether whoever has it needs no free place: it ignores the quota, or has one kept back."""
        return self.allow_ignore_quota or self.block_quota

    def applies(self, showcase: Showcase, item: Item, variation: Variation | None, subevent_id: int | None) -> bool:
        """Whether it is good for a row: by product and variation, or by quota, and by date."""
        if self.subevent_id is not None and self.subevent_id != subevent_id:
            return False
        if self.quota_id is not None:
            place = item.id, None if variation is None else variation.id, subevent_id
            return any(quota.id == self.quota_id for quota in showcase.engine.quotas_of(place))
        if self.item_id is not None and self.item_id != item.id:
            return False
        return self.variation_id is None or (variation is not None and self.variation_id == variation.id)


def refusal_of(showcase: Showcase, voucher: Voucher, now: int) -> Refusal | None:
    """Why the page of a voucher is not shown, if so."""
    if not voucher.usages_left:
        return Refusal.VOUCHER_USED_UP
    if not voucher.window.open(now):
        return Refusal.VOUCHER_EXPIRED
    if voucher.item_id is not None and not _on_sale(showcase, voucher, now):
        return Refusal.VOUCHER_PRODUCT_UNAVAILABLE
    return Refusal.VOUCHER_IN_CARTS if voucher.in_carts >= voucher.usages_left else None


def _on_sale(showcase: Showcase, voucher: Voucher, now: int) -> bool:
    """Whether the product, and its variation if one is named, can be had now; being shown for later is not enough."""
    item = showcase.items.get(voucher.item_id or 0)
    if item is None or not item.active or not item.window.open(now):
        return False
    if voucher.variation_id is None:
        return True
    return any(one.id == voucher.variation_id and one.active and one.window.open(now) for one in item.variations)
