"""Lines of a request, made ready: what they name is found, what they change is told apart from what stays."""

from __future__ import annotations

from dataclasses import dataclass, field

from willcall.cart.adding import NOBODY, Chosen, Person, chosen, person, variation_of
from willcall.cart.addons import Pick, kind_of, wanted_like
from willcall.cart.contents import Scene, WantedAddOn, WantedLine
from willcall.cart.lifetime import typed_of, wanted_of
from willcall.cart.lines import CartLine, named
from willcall.cart.named import code_of
from willcall.cart.refusals import Code, Refused
from willcall.kit.values import replace
from willcall.reserve.ask import Hold


@dataclass(slots=True)
class Ready:
    """A line of a request that can be granted as far as it is looked at by itself."""

    number: int
    """Which one of the request, counted from 0."""
    found: Chosen
    who: Person
    new: int
    """Units that are to be made."""
    stay: tuple[int, ...] = ()
    """Positions of the cart that it means."""
    addons: tuple[WantedAddOn, ...] | None = None
    """The choice for each unit that is made."""
    says_addons: bool = False
    """Whether the choice is also for units that are there."""
    says_person: bool = False
    revoucher: bool = False
    """Whether units that are there get another voucher."""
    reprice: bool = False
    """Whether they get another price."""
    picks: tuple[Pick, ...] = field(default=())

    def refused(self, refused: Refused) -> Refused:
        """A refusal of this line."""
        item_id, variation_id, _ = self.found.place
        if refused.item_id is None:
            refused = replace(refused, item_id=item_id, variation_id=variation_id)
        return replace(refused, line=self.number)


def new_line(scene: Scene, channel: str, number: int, line: WantedLine, kept: Person = NOBODY) -> Ready | Refused:
    """A line that nothing of the cart is meant by."""
    units = 1 if line.quantity is None else line.quantity
    if units < 1:
        return Refused(Code.NOTHING_SELECTED, number, item_id=line.item_id, variation_id=line.variation_id)
    found = chosen(scene, channel, line)
    if isinstance(found, Refused):
        return replace(found, line=number)
    ready = Ready(number, found, kept, units, addons=line.addons, says_addons=line.addons is not None)
    if found.seat is not None and units > 1:
        return ready.refused(Refused(Code.SEAT_MULTIPLE, left=1))
    who = person(scene, line, kept)
    if isinstance(who, Refused):
        return ready.refused(who)
    ready.who = who
    return ready


def same_line(scene: Scene, channel: str, number: int, line: WantedLine, present: CartLine) -> Ready | Refused:
    """A line of the cart as it is to be; another product, date or seat makes it a new one in its place."""
    said, first = _merged(scene, line, present), present.first
    kept = Person(first.name_parts, first.attendee_email, first.answers)
    if _is_another(line, first):
        return new_line(scene, channel, number, said, kept)
    units = present.quantity if line.quantity is None else line.quantity
    if units < 0:
        return Refused(Code.NOTHING_SELECTED, number, item_id=said.item_id, variation_id=said.variation_id)
    new = max(0, units - present.quantity)
    revoucher = line.voucher is not None and code_of(line.voucher) != code_of(wanted_of(scene, first).voucher)
    found = chosen(scene, channel, said) if units and (new or revoucher) else _as_it_is(scene, said)
    if isinstance(found, Refused):
        return replace(found, line=number)
    who = person(scene, line, kept)
    ready = Ready(
        number,
        found,
        kept,
        new,
        tuple(hold.id for hold in present.holds[:units]),
        said.addons,
        line.addons is not None,
        revoucher=revoucher,
        reprice=_is_repriced(found, line, first),
    )
    if isinstance(who, Refused):
        return ready.refused(who)
    if new and first.seat is not None:
        return ready.refused(Refused(Code.SEAT_MULTIPLE, left=1))
    ready.says_person, ready.who = who != kept, who
    return ready


def _merged(scene: Scene, line: WantedLine, present: CartLine) -> WantedLine:
    """What a line says, and of what it does not say, what is there."""
    first = present.first
    there = wanted_of(scene, first)
    children = tuple(hold for child in present.children for hold in child.holds)
    item_id = there.item_id if line.item_id is None else line.item_id
    same = item_id == there.item_id
    addons = line.addons
    if addons is None and same and any(not hold.is_bundled for hold in children):
        addons = wanted_like(children)
    return WantedLine(
        item_id=item_id,
        variation_id=line.variation_id if line.variation_id is not None or not same else there.variation_id,
        quantity=present.quantity if line.quantity is None else line.quantity,
        subevent_id=there.subevent_id if line.subevent_id is None else line.subevent_id,
        seat=there.seat if line.seat is None and same else line.seat,
        voucher=there.voucher if line.voucher is None else line.voucher,
        price=there.price if line.price is None else line.price,
        attendee_name=line.attendee_name,
        name_parts=line.name_parts,
        attendee_email=line.attendee_email,
        answers=line.answers,
        addons=None if addons is None else _meant(addons, present),
    )


def _meant(addons: tuple[WantedAddOn, ...], present: CartLine) -> tuple[WantedAddOn, ...]:
    """A choice, each add-on that names one of the line with all the positions that it means by that."""
    known = named(present.children, {one.id for one in addons if one.id is not None})

    def positions(one: WantedAddOn) -> tuple[int, ...]:
        child = known.get(one.id or 0)
        if child is None or child.first.is_bundled or kind_of(child.first) != (one.item_id, one.variation_id):
            return ()
        return tuple(hold.id for hold in child.holds)

    return tuple(replace(one, positions=positions(one)) for one in addons)


def _is_another(line: WantedLine, first: Hold) -> bool:
    """Whether a line asks for another product, variation, date or seat than is there."""
    guid = None if first.seat is None else first.seat.seat_guid
    return any(
        said is not None and said != there
        for said, there in (
            (line.item_id, first.item_id),
            (line.variation_id, first.variation_id),
            (line.subevent_id, first.subevent_id),
            (line.seat, guid),
        )
    )


def _as_it_is(scene: Scene, said: WantedLine) -> Chosen | Refused:
    """What is there, whether it is still on sale or not."""
    item = scene.showcase.items.get(said.item_id or 0)
    if item is None:
        return Refused(Code.NOT_FOR_SALE, item_id=said.item_id, variation_id=said.variation_id)
    voucher = scene.vouchers.get(code_of(said.voucher) or "")
    typed = said.price if item.free_price else None
    return Chosen(item, variation_of(item, said.variation_id), said.subevent_id, voucher, None, typed)


def _is_repriced(found: Chosen, line: WantedLine, first: Hold) -> bool:
    """Whether another price is wanted; the one that is there already is none."""
    if line.price is None or not found.item.free_price or first.line is None:
        return False
    return line.price not in (typed_of(first), first.line.price)
