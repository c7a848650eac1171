"""The rules of a position and its children, before anybody looks at what is left (spec 01 §4.1, §4.2). Pure.

Phase A collects what is wrong with fields; phase B is an ordered list of which the first broken rule is told.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from willcall.kit import names
from willcall.reserve.answers import answered
from willcall.reserve.ask import Answered, Reason, Refused, Wanted
from willcall.reserve.book import Book, Seat, Voucher, place_of
from willcall.reserve.catalogue import Catalogue, Item, Place, Variation
from willcall.rest.fields import NULL_TEXT, REQUIRED_TEXT
from willcall.rest.problems import NON_FIELD, Problems


class Checked(msgspec.Struct, frozen=True):
    """A position that breaks no rule, with what was looked up for it."""

    wanted: Wanted
    item: Item
    answers: tuple[Answered, ...]
    voucher: Voucher | None = None
    seat: Seat | None = None
    addons: tuple[Checked, ...] = ()
    bundled: tuple[Checked, ...] = ()


def checked(catalogue: Catalogue, book: Book, wanted: Wanted, now: int) -> Checked | Refused:
    """Phases A and B of a position and, inside its phase A, of its children."""
    answers, problems = _fields(catalogue, wanted, None)
    addons, problems_of_addons = _children(catalogue, book, wanted.addons, wanted, now)
    if problems_of_addons:
        problems["addons"] = problems_of_addons
    bundled, problems_of_bundled = _children(catalogue, book, wanted.bundled, wanted, now)
    if problems_of_bundled:
        problems["bundled"] = problems_of_bundled
    if problems:
        return Refused(Reason.FIELDS, problems)
    reason = _object_rule(catalogue, book, wanted, None, now) or _family_rule(catalogue, wanted)
    if reason is not None:
        return Refused.by(reason)
    assert wanted.item_id is not None
    return Checked(
        wanted,
        catalogue.items[wanted.item_id],
        answers,
        _voucher(book, wanted),
        _seat(book, wanted),
        addons,
        bundled,
    )


def bare_place(wanted: Wanted) -> tuple[Place, str] | None:
    """Place and sales channel of a position that has nothing else about it that a rule looks at; else None.

    What `checked` says of one of them it says of all, whatever is in the book, while the catalogue is the same.
    """
    if (
        wanted.problems or wanted.voucher is not None or wanted.seat is not None or wanted.name_parts
        or wanted.answers or wanted.addons or wanted.bundled
    ):  # fmt: skip
        return None
    return place_of(wanted), wanted.sales_channel


def _children(
    catalogue: Catalogue, book: Book, children: Sequence[Wanted], parent: Wanted, now: int
) -> tuple[tuple[Checked, ...], list[Problems]]:
    """The children that break no rule; or what is wrong, in step with the list, if anything is."""
    if not children:
        return (), []
    found = [_child(catalogue, book, child, parent, now) for child in children]
    if any(isinstance(one, Refused) for one in found):
        return (), [one.problems if isinstance(one, Refused) else {} for one in found]
    return tuple(one for one in found if isinstance(one, Checked)), []


def _child(catalogue: Catalogue, book: Book, child: Wanted, parent: Wanted, now: int) -> Checked | Refused:
    answers, problems = _fields(catalogue, child, parent)
    if problems:
        return Refused(Reason.FIELDS, problems)
    reason = _object_rule(catalogue, book, child, parent, now)
    if reason is Reason.NO_QUOTA and not child.subevent_given and _date(catalogue, parent, None):
        reason = None  # that the date is wrong is told of the parent, whose it is
    if reason is not None:
        return Refused.by(reason)
    assert child.item_id is not None
    return Checked(child, catalogue.items[child.item_id], answers)


def _fields(catalogue: Catalogue, wanted: Wanted, parent: Wanted | None) -> tuple[tuple[Answered, ...], Problems]:
    """Phase A: what reading found, and references that lead nowhere."""
    problems = dict(wanted.problems)
    if wanted.item_id is not None:
        item = catalogue.items.get(wanted.item_id)
        if item is None or not item.active:
            problems["item"] = ["There is no such item on sale in this event."]
    if wanted.variation_id is not None and wanted.variation_id not in catalogue.variations:
        problems["variation"] = ["There is no such variation in this event."]
    if NON_FIELD not in problems and "subevent" not in problems and (text := _date(catalogue, wanted, parent)):
        problems["subevent"] = [text]
    if "sales_channel" not in problems and wanted.sales_channel not in catalogue.channels:
        problems["sales_channel"] = ["There is no such sales channel."]
    answers: tuple[Answered, ...] = ()
    if wanted.answers and "answers" not in problems:
        answers, found = answered(catalogue.questions, catalogue.option_ids, wanted.answers)
        if found:
            problems["answers"] = found
    if wanted.name_parts and "attendee_name_parts" not in problems:
        name = names.shown(wanted.name_parts, catalogue.name_scheme)
        if name is not None and len(name) > names.NAME_LENGTH_MAX:
            problems["attendee_name_parts"] = [f"The name has more than {names.NAME_LENGTH_MAX} characters."]
    return answers, problems


def _date(catalogue: Catalogue, wanted: Wanted, parent: Wanted | None) -> str | None:
    """Spec 01 §8.1: a series needs a date, any other event takes none."""
    if not catalogue.has_subevents:
        return "This event has no dates." if wanted.subevent_id is not None else None
    if parent is not None and not wanted.subevent_given:
        return None
    if wanted.subevent_id is None:
        return NULL_TEXT if wanted.subevent_given else REQUIRED_TEXT
    return None if wanted.subevent_id in catalogue.subevent_ids else "There is no such date in this event."


def _object_rule(catalogue: Catalogue, book: Book, wanted: Wanted, parent: Wanted | None, now: int) -> Reason | None:
    """B1 to B13: the first rule that the object breaks."""
    assert wanted.item_id is not None
    item = catalogue.items[wanted.item_id]
    variation = catalogue.variations[wanted.variation_id] if wanted.variation_id is not None else None
    reason = _variation_rule(item, variation)
    if reason is not None:
        return reason
    if wanted.attendee_name and wanted.name_parts:
        return Reason.NAME_GIVEN_TWICE
    place = place_of(wanted, parent)
    seated = (place[2], item.id) in catalogue.seated
    seat = _seat(book, wanted)
    if wanted.seat is not None and not seated:
        return Reason.NOT_SEATED
    if wanted.seat is not None and seat is None:
        return Reason.SEAT_UNKNOWN
    if wanted.seat is None and seated:
        return Reason.SEAT_MISSING
    if seat is not None and seat.item_id != item.id:
        return Reason.SEAT_OF_ANOTHER_ITEM
    voucher = _voucher(book, wanted)
    if wanted.voucher is not None:
        reason = _voucher_rule(catalogue, voucher, wanted, seat, now)
        if reason is not None:
            return reason
    if not catalogue.quotas_of(place) and not (voucher is not None and (voucher.ignores_quota or voucher.blocks)):
        return Reason.NO_QUOTA
    return None


def _variation_rule(item: Item, variation: Variation | None) -> Reason | None:
    if item.has_variations and variation is None:
        return Reason.VARIATION_MISSING
    if item.has_variations and variation is not None and variation.item_id != item.id:
        return Reason.VARIATION_OF_ANOTHER_ITEM
    if not item.has_variations and variation is not None:
        return Reason.VARIATION_UNEXPECTED
    return None


def _voucher_rule(
    catalogue: Catalogue, voucher: Voucher | None, wanted: Wanted, seat: Seat | None, now: int
) -> Reason | None:
    """B8 to B12 (spec 01 §10)."""
    if voucher is None:
        return Reason.VOUCHER_UNKNOWN
    if not applies(catalogue, voucher, wanted.item_id, wanted.variation_id):
        return Reason.VOUCHER_FOR_ANOTHER_ITEM
    if voucher.seat_id is not None and (seat is None or seat.shown.id != voucher.seat_id):
        return Reason.VOUCHER_FOR_ANOTHER_SEAT
    if voucher.subevent_id is not None and wanted.subevent_id != voucher.subevent_id:
        return Reason.VOUCHER_FOR_ANOTHER_DATE
    if not voucher.is_valid(now):
        return Reason.VOUCHER_EXPIRED
    return None


def applies(catalogue: Catalogue, voucher: Voucher, item_id: int | None, variation_id: int | None) -> bool:
    """Whether a voucher is for an item and variation (spec 01 §10.2)."""
    if voucher.quota_id is not None:
        quota = catalogue.quotas.get(voucher.quota_id)
        if quota is None:
            return False
        return variation_id in quota.variation_ids if variation_id is not None else item_id in quota.item_ids
    if voucher.item_id is None:
        return True
    return voucher.item_id == item_id and voucher.variation_id in (None, variation_id)


def _family_rule(catalogue: Catalogue, wanted: Wanted) -> Reason | None:
    """B14 and B15: children must be offered by the main item."""
    assert wanted.item_id is not None
    item = catalogue.items[wanted.item_id]
    for child in wanted.addons:
        assert child.item_id is not None
        category_id = catalogue.items[child.item_id].category_id
        if category_id is None or all(rule.category_id != category_id for rule in item.addon_rules):
            return Reason.ADDON_NOT_OFFERED
    for child in wanted.bundled:
        if all((bundle.item_id, bundle.variation_id) != (child.item_id, child.variation_id) for bundle in item.bundles):
            return Reason.BUNDLE_NOT_OFFERED
    return None


def _voucher(book: Book, wanted: Wanted) -> Voucher | None:
    return book.vouchers.get(wanted.voucher.upper()) if wanted.voucher is not None else None


def _seat(book: Book, wanted: Wanted) -> Seat | None:
    return book.seats.get((wanted.subevent_id, wanted.seat)) if wanted.seat is not None else None
