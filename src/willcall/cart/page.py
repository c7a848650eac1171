"""From what was decided to what is shown: the answers of carts (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import UNSET

from willcall.cart.addons import Kind, choices, chosen_of, rule_for
from willcall.cart.contents import Cart, Scene
from willcall.cart.cross_selling import GONE, Section, offers
from willcall.cart.lifetime import is_expired
from willcall.cart.lines import CartLine as Equal
from willcall.cart.lines import lines_of
from willcall.cart.missing import Missing, can_be_met, missing
from willcall.cart.refusals import Notice, Refused
from willcall.cart.shown import (
    CartAddOnChoice,
    CartAddOnRow,
    CartAddOnRule,
    CartAddOns,
    CartAmount,
    CartChild,
    CartLine,
    CartNeed,
    CartNotice,
    CartOffer,
    CartOffers,
    CartShown,
    CartTax,
    CartTotal,
    CartUnitPrice,
)
from willcall.cart.told import sentence
from willcall.cart.totals import Totals, amount_of, amounts_of, totals
from willcall.catalog.tax_rules import RATE
from willcall.kit import instants, names
from willcall.kit.instants import SECOND_US
from willcall.kit.money import from_minor
from willcall.kit.values import replace
from willcall.reserve.ask import Hold
from willcall.reserve.seating import name_of
from willcall.reserve.wire import answers_shown
from willcall.shop.addons import Choice
from willcall.shop.listed import Look, Row
from willcall.shop.page import Drawn, shown_amount, shown_category
from willcall.shop.prices import Amount
from willcall.shop.windows import Closed, Sale, sale_of


def page(scene: Scene, cart: Cart, notices: Iterable[Notice] = (), secret: str | None = None) -> CartShown:
    """A cart as it is answered."""
    showcase, row = scene.showcase, cart.row
    drawn = _Page(scene, cart)
    expires = min((hold.expires for hold in cart.holds), default=None)
    return CartShown(
        id=row.cart_id,
        secret=UNSET if secret is None else secret,
        version=cart.version,
        sales_channel=row.channel,
        currency=showcase.currency,
        display_net_prices=showcase.rules.display_net_prices,
        server_time=instants.from_us(scene.now),
        expires=None if expires is None else instants.from_us(expires),
        seconds_left=0 if expires is None else max(0, (expires - scene.now) // SECOND_US),
        max_extend=None if expires is None else instants.from_us(row.extend_until),
        expired=expires is not None and expires < scene.now,
        quantity=len(cart.holds),
        lines=[drawn.line(line) for line in lines_of(showcase, cart.holds)],
        total=drawn.total(totals(drawn.amounts[hold.id] for hold in cart.holds)),
        missing=[_need(one) for one in missing(scene, cart)],
        notices=[_notice(notice) for notice in notices],
    )


class _Page:
    """One cart while it is drawn."""

    def __init__(self, scene: Scene, cart: Cart) -> None:
        self._scene = scene
        self._showcase = scene.showcase
        self._net = scene.showcase.rules.display_net_prices
        self.amounts = amounts_of(scene.showcase, cart.holds)

    def line(self, line: Equal) -> CartLine:
        """A line with what is beneath it."""
        children = [(child, self._child(child, line.first)) for child in line.children]
        return CartLine(
            **self._shared(line, None),
            addons=[shown for child, shown in children if not child.first.is_bundled],
            bundled=[shown for child, shown in children if child.first.is_bundled],
        )

    def total(self, found: Totals) -> CartTotal:
        """The sums of the cart."""
        return CartTotal(
            **self._amount(found.total),
            taxes=[
                CartTax(
                    rate=RATE.load(one.rate or 0),
                    gross=from_minor(one.gross),
                    net=from_minor(one.net),
                    tax=from_minor(one.tax),
                )
                for one in found.by_rate
            ],
        )

    def _child(self, line: Equal, parent: Hold) -> CartChild:
        return CartChild(**self._shared(line, parent))

    def _shared(self, line: Equal, parent: Hold | None) -> dict[str, Any]:
        """What lines and children show alike."""
        hold, engine = line.first, self._showcase.engine
        amounts = [self.amounts[one.id] for one in line.holds]
        voucher, said = self._scene.voucher(hold.voucher_id), hold.line
        whole = Amount(sum(one.gross for one in amounts), sum(one.net for one in amounts))
        return {
            "id": line.id,
            "positions": [one.id for one in line.holds],
            "quantity": line.quantity,
            "item": hold.item_id,
            "variation": hold.variation_id,
            "subevent": hold.subevent_id,
            "seat": None if hold.seat is None else hold.seat.seat_guid,
            "seat_name": None if hold.seat is None else name_of(hold.seat),
            "voucher": None if voucher is None else voucher.code,
            "price": None if said is None or said.typed is None else from_minor(said.typed),
            # All are shown at one price, or they were several lines. Where that is the gross one, rounding may have
            # changed the tax in the first of them by a cent; where it is the net one, the gross price.
            "unit": self._unit(hold, amounts[-1]),
            "total": CartAmount(**self._amount(whole)),
            "expires": instants.from_us(hold.expires),
            "expired": is_expired(hold, self._scene.now),
            "attendee_name": names.shown(hold.name_parts, engine.name_scheme),
            "attendee_name_parts": hold.name_parts,
            "attendee_email": hold.attendee_email,
            "answers": answers_shown(hold.answers, engine) if hold.answers else [],
            "rule": None if parent is None else self._rule_id(hold, parent),
        }

    def _rule_id(self, hold: Hold, parent: Hold) -> int | None:
        items = self._showcase.items
        above, own = items.get(parent.item_id), items.get(hold.item_id)
        rule = None if hold.is_bundled or above is None or own is None else rule_for(above, own)
        return None if rule is None else rule.id

    def _unit(self, hold: Hold, amount: Amount) -> CartUnitPrice:
        original = percent = discount_id = None
        if hold.line is not None and hold.line.discount_id is not None:
            discount_id = hold.line.discount_id
            original = from_minor(amount_of(self._showcase, hold, hold.line.price).shown(net=self._net))
            percent = next((one.benefit_percent for one in self._showcase.discounts if one.id == discount_id), None)
        return CartUnitPrice(
            **self._amount(amount),
            tax_rate=RATE.load(amount.rate or 0),
            original=original,
            discount_percent=None if percent is None else Decimal(percent).scaleb(-2),
            discount=discount_id,
        )

    def _amount(self, amount: Amount) -> dict[str, Decimal]:
        return shown_amount(amount, net=self._net)


def _need(one: Missing) -> CartNeed:
    return CartNeed(
        kind=one.kind,
        position=one.position_id,
        item=one.item_id,
        rule=one.rule_id,
        category=one.category_id,
        question=one.question_id,
        least=one.least,
        most=one.most,
        chosen=one.chosen,
        can_be_met=one.can_be_met,
    )


def _notice(notice: Notice) -> CartNotice:
    return CartNotice(
        detail=sentence(Refused(notice.code)),
        code=notice.code,
        positions=list(notice.position_ids),
        item=notice.item_id,
        variation=notice.variation_id,
        cause=notice.cause,
    )


def addons_page(scene: Scene, cart: Cart) -> CartAddOns:
    """The add-ons step: what can be chosen with each position, in the order of the cart."""
    step = _Step(scene, cart)
    return CartAddOns(
        positions=[
            CartAddOnChoice(
                position=hold.id, item=hold.item_id, variation=hold.variation_id, subevent=hold.subevent_id, rules=rules
            )
            for line in lines_of(scene.showcase, cart.holds)
            for hold in line.holds
            if (rules := step.rules(hold))
        ]
    )


def offers_page(scene: Scene, cart: Cart) -> CartOffers:
    """What is offered with a cart."""
    return CartOffers(offers=[_offer(scene, cart, section) for section in offers(scene, cart)])


class _Step:
    """The add-ons step of one cart while it is drawn."""

    def __init__(self, scene: Scene, cart: Cart) -> None:
        self._scene = scene
        self._cart = cart

    def rules(self, hold: Hold) -> list[CartAddOnRule]:
        """What can be chosen with a position; a rule that offers nothing is left out."""
        found = choices(self._scene, self._cart.row.channel, hold)
        chosen = {kind: len(own) for kind, own in chosen_of(self._cart.children(hold.id)).items()}
        look = self._scene.look(self._cart.row.channel, hold.subevent_id, self._scene.voucher(hold.voucher_id))
        return [self._rule(look, choice, chosen) for choice in found if choice.candidates]

    def _rule(self, look: Look, choice: Choice, chosen: Mapping[Kind, int]) -> CartAddOnRule:
        rule, items = choice.rule, self._scene.showcase.items
        category = shown_category(self._scene.showcase.categories[rule.category_id])
        assert category is not None
        own = {kind: number for kind, number in chosen.items() if items[kind[0]].category_id == rule.category_id}
        of_items: Counter[int] = Counter()
        for (item_id, _), units in own.items():
            of_items[item_id] += units
        number = of_items.total()
        rows = [_still_chosen(row, choice, own) for row in choice.rows(look)]
        ticked = rows[0] if choice.ticked is not None and not own else None
        drawn = Drawn(look, _sale(self._scene, look), ticked)
        return CartAddOnRule(
            id=rule.id,
            category=category,
            min_count=rule.min_count,
            max_count=rule.max_count,
            multi_allowed=rule.multi_allowed,
            price_included=choice.included,
            chosen=number,
            met=rule.min_count <= number <= rule.max_count,
            can_be_met=can_be_met(choice, of_items),
            rows=[
                CartAddOnRow(
                    item=row.item.id,
                    variation=None if row.variation is None else row.variation.id,
                    name=row.item.name,
                    value=None if row.variation is None else row.variation.value,
                    description=row.item.description if row.variation is None else row.variation.description,
                    free_price=row.item.free_price,
                    chosen=own.get(_kind(row), 0),
                    row=drawn.row(row),
                )
                for row in rows
            ],
        )


def _kind(row: Row) -> Kind:
    return row.item.id, None if row.variation is None else row.variation.id


def _still_chosen(row: Row, choice: Choice, chosen: Mapping[Kind, int]) -> Row:
    """What is chosen already can be chosen again, although there is no more of it (spec 07 §5)."""
    if row.reason in GONE and _kind(row) in chosen:
        return replace(row, reason=None, max=choice.row_max)
    return row


def _offer(scene: Scene, cart: Cart, section: Section) -> CartOffer:
    look = scene.look(cart.row.channel, section.subevent_id)
    return CartOffer(
        category=shown_category(section.category),
        items=Drawn(look, _sale(scene, look), None).items(section.rows),
        subevent=section.subevent_id,
        discounted=section.discounted,
    )


def _sale(scene: Scene, look: Look) -> Sale:
    """Whether anything is sold to whoever asks: to the organizer before the event is live, too."""
    sale = sale_of(look.showcase, look.subevent_id, look.channel, look.now)
    return replace(sale, closed=None) if sale.closed is Closed.NOT_LIVE and scene.staff else sale
