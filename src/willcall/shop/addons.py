"""Which add-ons can be chosen with an item, and for how much (spec 07 §5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from willcall.kit.values import replace
from willcall.shop.listed import Look, Row, rows_of
from willcall.shop.prices import addon_price
from willcall.shop.showcase import AddOnRule, Item
from willcall.shop.vouchers import Voucher


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule with what it lets choose from."""

    rule: AddOnRule
    included: bool
    """Whether what is chosen costs nothing."""
    candidates: tuple[Row, ...]
    """In order, as their category has them: at their own prices."""

    @property
    def row_max(self) -> int:
        """The most of one row; how much is left does not lower it."""
        return self.rule.max_count if self.rule.multi_allowed else 1

    @property
    def can_be_met(self) -> bool:
        """Whether enough can be chosen; if not, the product cannot be bought in effect."""
        buyable = {row.item.id for row in self.candidates if row.reason is None}
        return len(buyable) >= self.rule.min_count or (bool(buyable) and self.rule.multi_allowed)

    @property
    def ticked(self) -> Row | None:
        """If exactly one is to be chosen from one plain product, that: it is chosen already."""
        if (self.rule.min_count, self.rule.max_count, len(self.candidates)) != (1, 1, 1):
            return None
        (row,) = self.candidates
        return row if row.reason is None and row.variation is None and not row.item.free_price else None

    def rows(self, look: Look) -> tuple[Row, ...]:
        """The candidates with what they cost by this rule, and the most that may be chosen of each."""
        return tuple(
            replace(
                row,
                price=addon_price(look.showcase, row.item, row.variation, look.subevent_id, included=self.included),
                max=0 if row.reason is not None else self.row_max,
            )
            for row in self.candidates
        )


def candidates(look: Look, category_id: int, item_ids: Collection[int] | None = None) -> tuple[Row, ...]:
    """The products of a category that may be chosen as add-ons, in order, at their own prices.

    As in the list, but add-on categories are allowed, and a voucher of the product that they are for opens nothing.
    `item_ids` narrows them to some products.
    """
    showcase, bare = look.showcase, replace(look, voucher=None)
    category = showcase.categories.get(category_id)
    if category is None or category.cross_selling_mode == "only":
        return ()
    items = showcase.by_category.get(category_id, ())
    return tuple(row for item in items if item_ids is None or item.id in item_ids for row in rows_of(bare, item))


def choice(look: Look, rule: AddOnRule, found: tuple[Row, ...]) -> Choice:
    """What a rule lets choose from the candidates of its category."""
    return Choice(rule, is_included(rule, look.voucher), found)


def is_included(rule: AddOnRule, voucher: Voucher | None) -> bool:
    """Whether add-ons of a rule cost nothing: because it says so, or the voucher of their product does."""
    return rule.price_included or (voucher is not None and voucher.all_addons_included)


def is_free(item: Item, price: int, voucher: Voucher | None) -> bool:
    """Whether a price is shown as "free": it is nothing, and no add-ons must be paid with it (spec 07 §2)."""
    return price == 0 and all(is_included(rule, voucher) for rule in item.addon_rules if rule.min_count)
