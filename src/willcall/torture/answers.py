"""Answers of a server, as they go into the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from willcall.kit.instants import from_us, to_us
from willcall.torture.client import Answer
from willcall.torture.history import Asked, Odd, Place, PoolKind, Said
from willcall.torture.plan import Offer

OK, CREATED, NO_CONTENT, REFUSED, MISSING, CONFLICT, TOO_MANY, FIRST_500, UNAVAILABLE = (
    200, 201, 204, 400, 404, 409, 429, 500, 503,
)  # fmt: skip
LACKING: Final[dict[str, PoolKind]] = {"voucher": "voucher", "seat": "seat"}
"""What a refusal is about, by its key; that a quota is short is told without one."""


class Position(msgspec.Struct):
    """What a buyer reads of a position."""

    id: int
    cart_id: str
    expires: dt.datetime
    datetime: dt.datetime
    addons: list[Position] = []


class Entry(msgspec.Struct):
    """What became of an entry of a bulk."""

    success: bool
    data: Position | None = None
    errors: Any = None


class Results(msgspec.Struct):
    """The answer to a bulk."""

    results: list[Entry]


class Row(msgspec.Struct):
    """A position in a list."""

    id: int
    cart_id: str


class Page(msgspec.Struct):
    """A page of a list of positions."""

    count: int
    results: list[Row]


class Availability(msgspec.Struct):
    """What a quota tells."""

    available_number: int | None
    cart_positions: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """One ask, as it was sent."""

    offer: Offer
    cart_id: str
    expires_us: int

    @property
    def body(self) -> dict[str, object]:
        """As it goes over the wire."""
        expires = from_us(self.expires_us).isoformat().replace("+00:00", "Z")
        return {**self.offer.body, "cart_id": self.cart_id, "expires": expires}


@dataclass(slots=True)
class Told:
    """What an answer comes to."""

    asked: list[Asked]
    odd: list[Odd] = field(default_factory=list)


def told_of_create(wanted: Wanted, answer: Answer | None, began_us: int, ended_us: int) -> Told:
    """Of one position; without answer it is unclear."""
    span = began_us, ended_us
    name = f"POST cartpositions/ ({wanted.offer.scenario})"
    if answer is not None and answer.status == CREATED:
        try:
            return _told(name, answer, *_held(wanted, msgspec.json.decode(answer.body, type=Position), *span))
        except msgspec.DecodeError:
            return Told([_without(wanted, Said.UNCLEAR, *span)], [_odd(name, answer)])
    if answer is not None and answer.status == REFUSED:
        lacking = _lacking(answer.body)
        if lacking is not None:
            return Told([_without(wanted, Said.NO, *span, lacking)])
    said, strange = said_otherwise(answer)
    odd = [_odd(name, answer)] if strange and answer is not None else []
    return Told([_without(wanted, said, *span)], odd)


def told_of_bulk(wanted: Sequence[Wanted], answer: Answer | None, began_us: int, ended_us: int) -> Told:
    """Of every entry."""
    name, told = "POST cartpositions/bulk_create/", Told([])
    said, strange = said_otherwise(answer)
    if answer is not None and answer.status == OK:
        said = Said.UNCLEAR
        try:
            entries = msgspec.json.decode(answer.body, type=Results).results
        except msgspec.DecodeError:
            entries = []
        strange = len(entries) != len(wanted)
        if not strange:
            for one, entry in zip(wanted, entries, strict=True):
                found = _told_of_entry(name, one, entry, began_us, ended_us)
                told.asked += found.asked
                told.odd += found.odd
            return told
    if strange and answer is not None:
        told.odd.append(_odd(name, answer))
    told.asked = [_without(one, said, began_us, ended_us) for one in wanted]
    return told


def _told_of_entry(name: str, wanted: Wanted, entry: Entry, began_us: int, ended_us: int) -> Told:
    answer = Answer(OK, msgspec.json.encode(entry.errors))
    if entry.success and entry.data is not None:
        return _told(name, answer, *_held(wanted, entry.data, began_us, ended_us))
    lacking = _lacking_in(entry.errors, bulk=True)
    if entry.success or lacking is None:
        said = Said.UNCLEAR if entry.success else Said.LATER
        return Told([_without(wanted, said, began_us, ended_us)], [_odd(name, answer)])
    return Told([_without(wanted, Said.NO, began_us, ended_us, lacking)])


def said_otherwise(answer: Answer | None) -> tuple[Said, bool]:
    """What any other answer, or none, tells of the effect; and whether it is strange."""
    if answer is None or answer.status == UNAVAILABLE:
        return Said.UNCLEAR, False
    if answer.status in (CONFLICT, TOO_MANY):
        return Said.LATER, False
    return Said.UNCLEAR if answer.status >= FIRST_500 or answer.status < REFUSED else Said.LATER, True


def _held(wanted: Wanted, position: Position, began_us: int, ended_us: int) -> tuple[Asked, bool]:
    """A position that is held, and whether it is what was wanted."""
    shown = [position, *position.addons]
    places = tuple(
        Place(one.id, pools, to_us(one.expires.astimezone(dt.UTC)))
        for one, pools in zip(shown, wanted.offer.wants, strict=False)
    )
    right = len(shown) == len(wanted.offer.wants) and places[0].expires_us == wanted.expires_us
    right = right and all(one.cart_id == wanted.cart_id for one in shown)
    made_us = to_us(position.datetime.astimezone(dt.UTC))
    asked = Asked(
        began_us, ended_us, wanted.cart_id, wanted.offer.wants, wanted.expires_us, Said.YES, None, places, made_us
    )
    return asked, right


def _told(name: str, answer: Answer, asked: Asked, right: bool) -> Told:  # noqa: FBT001 - handed on as it came
    return Told([asked], [] if right else [Odd(f"{name}: another position than was asked for", answer.status, "")])


def _without(wanted: Wanted, said: Said, began_us: int, ended_us: int, lacking: PoolKind | None = None) -> Asked:
    return Asked(began_us, ended_us, wanted.cart_id, wanted.offer.wants, wanted.expires_us, said, lacking)


def _lacking(body: bytes) -> PoolKind | None:
    try:
        return _lacking_in(msgspec.json.decode(body), bulk=False)
    except msgspec.DecodeError:
        return None


def _lacking_in(errors: Any, *, bulk: bool) -> PoolKind | None:
    """What there is not enough of; None if that is not what is wrong. A quota is told in a list of its own."""
    if isinstance(errors, list):
        return None if bulk else "quota"
    if not isinstance(errors, dict) or len(errors) != 1:
        return None
    (key,) = errors
    return "quota" if bulk and key == "non_field_errors" else LACKING.get(key)


def _odd(name: str, answer: Answer) -> Odd:
    return Odd(name, answer.status, answer.text[:200])
