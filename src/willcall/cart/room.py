"""What is left for a cart while it is planned: places of quotas and uses of vouchers (spec 06 §4, 07 §6, §8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from willcall.cart.contents import Cart, Scene
from willcall.cart.refusals import Code, Refused
from willcall.kit.values import replace
from willcall.reserve.ask import CartShort, Hold
from willcall.reserve.catalogue import Place
from willcall.reserve.quota import Availability, State
from willcall.shop.vouchers import Voucher

NO_PLACES: Final[Mapping[int, int]] = {}
SOMEBODY: Final = ""
"""The cart, of none of our buyers, that a seat is in of which is only known that others have it."""


@dataclass(frozen=True, slots=True)
class Need:
    """Places by quota: those that must be left, and those that are taken whether they are left or not."""

    must: Mapping[int, int] = field(default_factory=dict)
    takes: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: Need) -> Need:
        return Need(Counter(self.must) + Counter(other.must), Counter(self.takes) + Counter(other.takes))

    def times(self, number: int) -> Need:
        """So many of them."""
        return Need(
            {quota_id: units * number for quota_id, units in self.must.items()},
            {quota_id: units * number for quota_id, units in self.takes.items()},
        )


NOTHING: Final = Need()


def need_of(scene: Scene, place: Place, voucher: Voucher | None) -> Need:
    """What a position of its own takes: a voucher that blocks keeps places back already, one that ignores needs none.

    A place that is kept back is not counted a second time; one that is ignored is (spec 06 §2, §4).
    """
    quota_ids = {quota.id for quota in scene.showcase.engine.quotas_of(place)}
    if voucher is None:
        takes = dict.fromkeys(quota_ids, 1)
        return Need(takes, takes)
    takes = dict.fromkeys(quota_ids - blocked_by(scene, voucher), 1)
    return Need(NO_PLACES if voucher.allow_ignore_quota else takes, takes)


def need_of_child(scene: Scene, place: Place, parent: Voucher | None, *, bundled: bool) -> Need:
    """What a child takes: its parent's voucher spares a bundled one the quotas only if it ignores them (spec 07 §6)."""
    takes = {quota.id: 1 for quota in scene.showcase.engine.quotas_of(place)}
    spared = bundled and parent is not None and parent.allow_ignore_quota
    return Need(NO_PLACES if spared else takes, takes)


def need_of_hold(scene: Scene, hold: Hold, parent: Hold | None) -> Need:
    """What a position takes, or gives back."""
    if parent is None or hold.voucher_id is not None:
        return need_of(scene, place_of(hold), scene.voucher(hold.voucher_id))
    return need_of_child(scene, place_of(hold), scene.voucher(parent.voucher_id), bundled=hold.is_bundled)


def place_of(hold: Hold) -> Place:
    """The item, variation and date of a position."""
    return hold.item_id, hold.variation_id, hold.subevent_id


def blocked_by(scene: Scene, voucher: Voucher) -> frozenset[int]:
    """The quotas in which a voucher keeps places back (spec 06 §2)."""
    if not voucher.block_quota or not voucher.usages_left or not voucher.window.open(scene.now):
        return frozenset()
    if voucher.quota_id is not None:
        return frozenset((voucher.quota_id,))
    item = scene.showcase.items.get(voucher.item_id or 0)
    if item is None:
        return frozenset()
    kinds = [kind.id for kind in item.variations] if voucher.variation_id is None else [voucher.variation_id]
    places: list[Place] = [(item.id, kind, voucher.subevent_id) for kind in kinds]
    if voucher.variation_id is None:
        places.append((item.id, None, voucher.subevent_id))
    return frozenset(quota.id for place in places for quota in scene.showcase.engine.quotas_of(place))


@dataclass(slots=True)
class Room:
    """What is left, used up while a cart is planned; None is no limit. Below zero is no more than nothing."""

    scene: Scene
    places: dict[int, int | None]
    uses: dict[int, int]
    own_uses: Counter[int]
    """Uses by unexpired positions of the cart itself, by voucher, which are no reason to wait."""

    @classmethod
    def of(cls, scene: Scene, cart: Cart) -> Room:
        """What the snapshot says is left beside the cart as it is."""
        own = Counter(one.voucher_id or 0 for one in cart.holds if one.expires >= scene.now)
        return cls(
            scene,
            {quota_id: known.number for quota_id, known in scene.left.items()},
            {one.id: one.usages_left - one.in_carts for one in scene.vouchers.values()},
            own,
        )

    def fits(self, need: Need, wanted: int) -> int:
        """How many of something have room, at most as many as are wanted."""
        for quota_id, units in need.must.items():
            left = self.places.get(quota_id, 0)
            if left is not None:
                wanted = min(wanted, left // units)
        return max(0, wanted)

    def take(self, need: Need, number: int = 1) -> None:
        """Takes the places of so many; below zero gives them back."""
        for quota_id, units in need.takes.items():
            left = self.places.get(quota_id, 0)
            if left is not None:
                self.places[quota_id] = left - units * number

    def usable(self, voucher: Voucher, wanted: int) -> int:
        """How often a voucher can still be used, at most as often as is wanted."""
        return max(0, min(wanted, self.uses.get(voucher.id, 0)))

    def use(self, voucher_id: int | None, number: int = 1) -> None:
        """Uses a voucher; below zero gives uses back."""
        if voucher_id is not None:
            self.uses[voucher_id] = self.uses.get(voucher_id, 0) - number

    def give_back(self, holds: Iterable[Hold], parents: Mapping[int, Hold]) -> None:
        """Gives back what positions hold; those that have expired hold nothing."""
        for hold in holds:
            if hold.expires >= self.scene.now:
                self.take(need_of_hold(self.scene, hold, parents.get(hold.addon_to or 0)), -1)
                self.use(hold.voucher_id, -1)

    def left(self) -> Mapping[int, Availability]:
        """What quotas have left by now; what nothing was taken from or given back to is as in the snapshot."""
        found = dict(self.scene.left)
        for quota_id, known in self.scene.left.items():
            number = self.places[quota_id]
            if number is None or number == known.number:
                continue
            none = State.RESERVED if known.state is State.OK else known.state
            found[quota_id] = Availability(State.OK, number) if number > 0 else Availability(none, 0)
        return found

    def no_places(self, need: Need, fits: int, had: int) -> Refused:
        """Why places for more than those that fit cannot be had; `had` are there already."""
        reserved = any(
            self.scene.left.get(quota_id, GONE).state is State.RESERVED and self.fits(Need({quota_id: units}), 1) < 1
            for quota_id, units in need.must.items()
        )
        code = Code.QUOTA_PARTIAL if fits else Code.QUOTA_NONE
        return Refused(code, left=fits + had, retry_at=retry_at(self.scene) if reserved else None)

    def no_uses(self, voucher: Voucher, usable: int, had: int) -> Refused:
        """Why a voucher cannot be used more often than that; `had` use it already."""
        others = voucher.in_carts > self.own_uses[voucher.id]
        code = Code.VOUCHER_PARTIAL if usable else uses_code(voucher)
        waits = others and code is not Code.VOUCHER_USED_UP
        return Refused(code, left=usable + had, retry_at=retry_at(self.scene) if waits else None)


GONE: Final = Availability(State.GONE, 0)


def uses_code(voucher: Voucher) -> Code:
    """Why a voucher without a use left has none: orders have them, or carts."""
    return Code.VOUCHER_IN_CARTS if voucher.usages_left else Code.VOUCHER_USED_UP


def retry_at(scene: Scene) -> int:
    """When what sits in carts may be free again: nobody knows, but then carts of this moment have had their time."""
    return scene.now + scene.showcase.engine.reservation_time_us


def corrected(scene: Scene, short: CartShort) -> Scene:
    """The same moment, as the engine found it under its locks: what it is short of is left so far and no further."""
    left = dict(scene.left)
    for quota_id, number in short.quotas.items():
        before = scene.left.get(quota_id, GONE).state
        none = State.RESERVED if before is State.OK else before
        left[quota_id] = Availability(State.OK if number else none, number)
    vouchers = {
        code: replace(one, in_carts=one.usages_left - short.vouchers[one.id]) if one.id in short.vouchers else one
        for code, one in scene.vouchers.items()
    }
    seats = {
        key: replace(seat, held_in_cart=SOMEBODY) if seat.shown.id in short.seats else seat
        for key, seat in scene.seats.items()
    }
    return replace(scene, left=left, vouchers=vouchers, seats=seats)


def afterwards(scene: Scene, cart: Cart, holds: Sequence[Hold]) -> Scene:
    """The same world once a cart holds these: what it takes is left no more, what it gives back is."""
    room = Room.of(scene, cart)
    room.give_back(cart.holds, {hold.id: hold for hold in cart.holds})
    parents = {hold.id: hold for hold in holds}
    for hold in holds:
        if hold.expires >= scene.now:
            room.take(need_of_hold(scene, hold, parents.get(hold.addon_to or 0)))
    return replace(scene, left=room.left())
