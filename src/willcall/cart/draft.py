"""A cart while it is planned: what it is to hold, what goes, what is left for more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from willcall.cart.adding import Maker
from willcall.cart.contents import Cart, Scene
from willcall.cart.refusals import Code, Notice
from willcall.cart.room import Room
from willcall.kit.values import replace
from willcall.reserve.ask import CartRow, Hold
from willcall.shop.addons import candidates
from willcall.shop.listed import Look, Row
from willcall.shop.showcase import Item


@dataclass(slots=True)
class Draft:
    """A cart while it is planned."""

    scene: Scene
    cart: Cart
    row: CartRow
    room: Room
    maker: Maker
    holds: dict[int, Hold] = field(default_factory=dict)
    """What is to be in it as far as is known, by id, parents before children."""
    seats: set[int] = field(default_factory=set)
    """The seats that it keeps."""
    gone: list[int] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    _below: dict[int, dict[int, None]] = field(default_factory=dict)
    """The children of each position, in their order."""
    _look: Look | None = None
    _rows: dict[tuple[int | None, int], tuple[Row, ...]] = field(default_factory=dict)

    @property
    def channel(self) -> str:
        """Where it is bought."""
        return self.cart.row.channel

    def candidates(self, subevent_id: int | None, item: Item) -> tuple[Row, ...]:
        """A product as an add-on on a date; what the cart gives back counts as left. To be asked for after that."""
        known = self._rows.get((subevent_id, item.id))
        if known is None:
            if self._look is None:
                self._look = replace(self.scene, left=self.room.left()).look(self.channel, None)
            look = replace(self._look, subevent_id=subevent_id)
            known = self._rows[subevent_id, item.id] = candidates(look, item.category_id or 0, (item.id,))
        return known

    def tops(self) -> list[Hold]:
        """The positions that are nobody's children."""
        return [hold for hold in self.holds.values() if hold.addon_to is None]

    def family(self, position_id: int) -> list[Hold]:
        """A position with its children."""
        return [
            self.holds[number] for number in (position_id, *self._below.get(position_id, ())) if number in self.holds
        ]

    def children(self, position_id: int) -> list[Hold]:
        """What is below a position: what is bundled with it, and add-ons."""
        return [self.holds[number] for number in self._below.get(position_id, ())]

    def put(self, holds: Iterable[Hold]) -> None:
        """Puts positions in, or others in the place of those that are there."""
        for hold in holds:
            self.holds[hold.id] = hold
            if hold.addon_to is not None:
                self._below.setdefault(hold.addon_to, {})[hold.id] = None

    def drop(self, holds: Iterable[Hold]) -> None:
        """Takes positions out; what they hold is not given back to the room."""
        for hold in holds:
            if self.holds.pop(hold.id, None) is None:
                continue
            if hold.addon_to is not None:
                del self._below[hold.addon_to][hold.id]
            if hold.id > 0:
                self.gone.append(hold.id)

    def lose(self, code: Code, holds: list[Hold], cause: Code | None = None) -> None:
        """Takes out what the cart loses without having been asked to, and tells it of the first of them."""
        self.drop(holds)
        first = holds[0]
        ids = tuple(hold.id for hold in holds)
        notice = Notice(code, ids, first.item_id, first.variation_id, cause)
        for number, told in enumerate(self.notices):
            if replace(told, position_ids=ids) == notice:
                self.notices[number] = replace(told, position_ids=told.position_ids + ids)
                return
        self.notices.append(notice)

    def of_items(self) -> Counter[int]:
        """How many positions there are of each product, children too."""
        return Counter(hold.item_id for hold in self.holds.values())

    def of_vouchers(self) -> Counter[int]:
        """How many positions use each voucher."""
        return Counter(hold.voucher_id for hold in self.holds.values() if hold.voucher_id is not None)
