"""From what was decided to what is shown: the answer of the shop for one look (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Final, Literal

from willcall.catalog.tax_rules import RATE
from willcall.kit import instants
from willcall.kit.money import from_minor
from willcall.reserve.quota import State
from willcall.shop import addons, listed
from willcall.shop.addons import Choice, is_free
from willcall.shop.listed import Group, Look, Reason, Row
from willcall.shop.prices import Amount, Price
from willcall.shop.showcase import AddOnRule, Category, Item, Showcase
from willcall.shop.shown import (
    Shop,
    ShopAddOnRule,
    ShopBundle,
    ShopCategory,
    ShopChoice,
    ShopEvent,
    ShopGroup,
    ShopItem,
    ShopPrice,
    ShopRow,
    ShopSale,
    ShopVariation,
    ShopVoucher,
)
from willcall.shop.vouchers import Voucher
from willcall.shop.windows import Sale, sale_of

STATES: Final[Mapping[State, Literal["ok", "reserved", "ordered", "gone"]]] = {
    State.OK: "ok",
    State.RESERVED: "reserved",
    State.ORDERED: "ordered",
    State.GONE: "gone",
}


def page(look: Look) -> Shop:
    """Everything that a front end needs to draw the shop."""
    showcase = look.showcase
    sale = sale_of(showcase, look.subevent_id, look.channel, look.now)
    shows = sale.lists(showcase)
    groups = listed.index(look) if shows else ()
    seated = listed.seats(look) if shows else ()
    drawn = Drawn(look, sale, listed.preselected(_rows(groups)))
    return Shop(
        event=_event(showcase),
        sales_channel=look.channel,
        subevent=look.subevent_id,
        currency=showcase.currency,
        sale=sale_shown(sale),
        display_net_prices=showcase.rules.display_net_prices,
        show_variations_expanded=showcase.rules.show_variations_expanded,
        max_items_per_order=showcase.rules.max_items_per_order,
        voucher=_voucher(look.voucher),
        groups=[drawn.group(group) for group in groups],
        seated=drawn.items(seated),
        addon_categories=drawn.addon_categories(),
    )


def _rows(groups: Iterable[Group]) -> Iterator[Row]:
    return (row for group in groups for row in group.rows)


class Drawn:
    """One answer while it is drawn: candidates of add-on rules are looked up once for each category."""

    def __init__(self, look: Look, sale: Sale, preselected: Row | None) -> None:
        self._look = look
        self._open = sale.is_open
        self._net = look.showcase.rules.display_net_prices
        self._preselected = preselected
        self._candidates: dict[int, tuple[Row, ...]] = {}

    def group(self, group: Group) -> ShopGroup:
        """A category with its products."""
        return ShopGroup(category=shown_category(group.category), items=self.items(group.rows))

    def items(self, rows: Iterable[Row], *, as_addons: bool = False, with_max: bool = True) -> list[ShopItem]:
        """Products: rows of the same one stand together. Add-ons come without add-ons and bundles of their own."""
        return [
            self._item(list(own), as_addons=as_addons, with_max=with_max)
            for _, own in groupby(rows, key=lambda row: row.item.id)
        ]

    def addon_categories(self) -> list[ShopGroup]:
        """The categories that the rules of what was drawn choose from, in the order of categories."""
        categories = [self._look.showcase.categories[number] for number, rows in self._candidates.items() if rows]
        return [
            ShopGroup(
                category=shown_category(one), items=self.items(self._candidates[one.id], as_addons=True, with_max=False)
            )
            for one in sorted(categories, key=listed.order_of_category)
        ]

    def _item(self, rows: list[Row], *, as_addons: bool, with_max: bool) -> ShopItem:
        first = rows[0]
        item = first.item
        return ShopItem(
            id=item.id,
            name=item.name,
            description=item.description,
            free_price=item.free_price,
            min_per_order=item.min_per_order,
            max_per_order=item.max_per_order,
            row=self.row(first, with_max=with_max) if first.variation is None else None,
            variations=[
                ShopVariation(
                    id=row.variation.id,
                    value=row.variation.value,
                    description=row.variation.description,
                    row=self.row(row, with_max=with_max),
                )
                for row in rows
                if row.variation is not None
            ],
            addons=[] if as_addons else [self._rule(rule) for rule in item.addon_rules],
            bundles=[] if as_addons else self._bundles(item),
        )

    def row(self, row: Row, *, with_max: bool = True) -> ShopRow:
        """Whether a row can be bought, how many of it, and for how much."""
        item = row.item
        shows_left = self._look.showcase.rules.show_quota_left if item.show_quota_left is None else item.show_quota_left
        reason = row.reason or (None if self._open else Reason.CLOSED)
        return ShopRow(
            price=self._price(item, row.price),
            availability=STATES[row.availability.state],
            left=row.availability.number if shows_left else None,
            buyable=reason is None,
            reason=reason,
            max=row.max if with_max else None,
            selected=1 if row is self._preselected else 0,
        )

    def _price(self, item: Item, price: Price) -> ShopPrice:
        amount = price.amount
        return ShopPrice(
            **shown_amount(amount, net=self._net),
            tax_rate=None if amount.rate is None else RATE.load(amount.rate),
            free=is_free(item, amount.gross, self._look.voucher),
            original=None if price.original is None else from_minor(price.original.shown(net=self._net)),
            suggested=None if price.suggested is None else from_minor(price.suggested.shown(net=self._net)),
        )

    def _rule(self, rule: AddOnRule) -> ShopAddOnRule:
        found = self._candidates.get(rule.category_id)
        if found is None:
            found = self._candidates[rule.category_id] = addons.candidates(self._look, rule.category_id)
        return _rule(addons.choice(self._look, rule, found))

    def _bundles(self, item: Item) -> list[ShopBundle]:
        found: list[ShopBundle] = []
        for bundle in item.bundles:
            other = self._look.showcase.items[bundle.item_id]
            kind = next((one for one in other.variations if one.id == bundle.variation_id), None)
            found.append(
                ShopBundle(
                    item=other.id,
                    variation=bundle.variation_id,
                    name=other.name,
                    value=None if kind is None else kind.value,
                    count=bundle.count,
                )
            )
        return found


def _rule(choice: Choice) -> ShopAddOnRule:
    rule, ticked = choice.rule, choice.ticked
    return ShopAddOnRule(
        id=rule.id,
        category=rule.category_id,
        min_count=rule.min_count,
        max_count=rule.max_count,
        multi_allowed=rule.multi_allowed,
        price_included=choice.included,
        row_max=choice.row_max,
        ticked=None if ticked is None else ShopChoice(item=ticked.item.id, variation=None),
        can_be_met=choice.can_be_met,
    )


def shown_amount(amount: Amount, *, net: bool) -> dict[str, Decimal]:
    """An amount with its tax, and which of it is shown."""
    return {
        "amount": from_minor(amount.shown(net=net)),
        "gross": from_minor(amount.gross),
        "net": from_minor(amount.net),
        "tax": from_minor(amount.tax),
    }


def shown_category(category: Category | None) -> ShopCategory | None:
    """The heading of a category."""
    if category is None:
        return None
    return ShopCategory(id=category.id, name=category.name, description=category.description)


def sale_shown(sale: Sale) -> ShopSale:
    """Whether anything is sold, as it is shown."""
    begins, ends = sale.window.begins, sale.window.ends
    return ShopSale(
        open=sale.is_open,
        reason=sale.closed,
        begins=None if begins is None else instants.from_us(begins),
        ends=None if ends is None else instants.from_us(ends),
    )


def _event(showcase: Showcase) -> ShopEvent:
    event = showcase.event
    return ShopEvent(
        name=event.name,
        date_from=instants.from_us(event.date_from),
        date_to=None if event.date_to is None else instants.from_us(event.date_to),
        timezone=showcase.timezone,
        has_subevents=showcase.engine.has_subevents,
    )


def _voucher(voucher: Voucher | None) -> ShopVoucher | None:
    if voucher is None:
        return None
    return ShopVoucher(
        code=voucher.code,
        usages_left=voucher.usages_left,
        min_usages=max(1, voucher.min_usages - voucher.redeemed),
        all_addons_included=voucher.all_addons_included,
        all_bundles_included=voucher.all_bundles_included,
    )
