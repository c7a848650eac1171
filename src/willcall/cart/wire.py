"""Bodies of requests on carts: what is read of them, and what is told of those that cannot be read.

Fields are read by the kinds of `rest`, so that all problems are told at once, by line and field. What is new here is
stricter than the compatible endpoints: ids and quantities are whole numbers of JSON, no texts, fractions or truth
values; prices are decimal texts and nothing else (spec 07 §4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

import msgspec

from willcall.cart import described
from willcall.cart.contents import WantedAddOn, WantedLine
from willcall.cart.named import codes_named
from willcall.cart.refusals import Code, Refused
from willcall.kit import names
from willcall.kit.values import replace
from willcall.reserve.wire import AnswerIn, Entries, NameParts, with_texts
from willcall.rest.fields import REQUIRED_TEXT, Fields, all_problems, fields_of, object_schema, read_new
from willcall.rest.kind import INT32_MAX, INT64_MAX, Direction, Kind, Schema, Unreadable
from willcall.rest.kinds import Email, Integer, Text
from willcall.shop.fetch import VOUCHER_CODE_MAX

CART_LINES_MAX: Final = 500
"""Lines of a request, and add-ons of a line: the largest order that an event may allow."""

CART_UNITS_MAX: Final = 2_000
"""Positions that a request may ask for: lines with their add-ons, times how many are wanted of each."""

CART_CODES_MAX: Final = 50
"""Different vouchers that a request may name: each is looked up by itself."""

DEFAULT_CHANNEL: Final = "web"

T = TypeVar("T", WantedLine, WantedAddOn)

_PRICE: Final = re.compile(r"\d{1,32}(?:\.\d{1,32})?", re.ASCII)
_WHOLE_DIGITS_MAX: Final = 12
"""Digits before the point that are read at all; what an amount may be at most is less (spec 07 §4)."""
_NOT_A_NUMBER: Final = -1
_TOO_HIGH: Final = -2
"""In place of a price, which is never below nothing: why there is none. Told when all else can be read."""


class Id(Kind, frozen=True):
    """The id of something: a whole number of JSON. What cannot be an id reads as 0, which never exists."""

    def read(self, value: object) -> int:
        """The id."""
        number = _whole(value)
        return number if 0 < number <= INT64_MAX else 0

    def schema(self, direction: Direction) -> Schema:
        """A positive integer."""
        return {"type": "integer", "format": "int64", "minimum": 1, "maximum": INT64_MAX}


class Count(Integer, frozen=True):
    """How many: a whole number of JSON within bounds."""

    at_least: int = 0
    at_most: int = CART_LINES_MAX

    def read(self, value: object) -> int:
        """The number."""
        return super().read(_whole(value))


class Price(Kind, frozen=True):
    """What a buyer wants to pay, as decimal text, in hundredths; more places are rounded half up (spec 07 §4)."""

    def read(self, value: object) -> int:
        """The amount; below nothing for a text that is none."""
        if not isinstance(value, str):
            raise Unreadable('This must be a decimal text such as "23.00".')
        if not _PRICE.fullmatch(value):
            return _NOT_A_NUMBER
        whole, _, places = value.partition(".")
        if len(whole.lstrip("0")) > _WHOLE_DIGITS_MAX:
            return _TOO_HIGH
        return int(whole) * 100 + int((places + "00")[:2]) + (places[2:3] >= "5")

    def schema(self, direction: Direction) -> Schema:
        """A string like "23.00"."""
        return {"type": "string", "pattern": r"^\d{1,11}(\.\d+)?$", "examples": ["30.00"]}


class Listed(Kind, frozen=True):
    """A list of lines or add-ons, whose problems are told in step with it."""

    struct: type[msgspec.Struct]

    def read(self, value: object) -> tuple[WantedLine, ...] | tuple[WantedAddOn, ...]:
        """What is wanted."""
        if not isinstance(value, list):
            raise Unreadable("This must be a list.")
        if len(value) > CART_LINES_MAX:
            raise Unreadable(f"No more than {CART_LINES_MAX} entries are possible.")
        fields = fields_of(self.struct)
        read = [read_new(fields, entry) for entry in value]
        for values, problems in read:
            if not problems and not self._is_named(values):
                problems["item"] = [REQUIRED_TEXT]
        if any(problems for _, problems in read):
            raise Unreadable([problems for _, problems in read])
        if issubclass(self.struct, AddOnIn):
            return tuple(WantedAddOn(*_product(values), **_person(values), id=values.get("id")) for values, _ in read)
        return tuple(_line(values) for values, _ in read)

    def _is_named(self, values: Mapping[str, Any]) -> bool:
        """Whether an entry says what it is about: a product, its seat, or a line of the cart."""
        return any(values.get(name) is not None for name in ("item", "seat", "id"))

    def schema(self, direction: Direction) -> Schema:
        """A list of objects."""
        entry = with_texts(object_schema(fields_of(self.struct), "in"), described.TAKEN)
        title = {"title": _TITLES[self.struct]}
        return {"type": "array", "items": title | entry, "maxItems": CART_LINES_MAX}


class AddOnIn(msgspec.Struct, kw_only=True):
    """An add-on that is chosen with each unit of a line."""

    item: Annotated[int, Id()]
    variation: Annotated[int | None, Id()] = None
    quantity: Annotated[int, Count()] = 1
    price: Annotated[int | None, Price()] = None
    attendee_name: Annotated[str | None, Text(at_most=names.NAME_LENGTH_MAX, blank=True)] = None
    attendee_name_parts: Annotated[dict[str, str] | None, NameParts()] = None
    attendee_email: Annotated[str | None, Email()] = None
    answers: Annotated[list[AnswerIn] | None, Entries(AnswerIn)] = None


class LineIn(msgspec.Struct, kw_only=True):
    """A line that is new."""

    item: Annotated[int | None, Id()] = None
    variation: Annotated[int | None, Id()] = None
    quantity: Annotated[int | None, Count()] = None
    subevent: Annotated[int | None, Id()] = None
    seat: Annotated[str | None, Text(at_most=255, blank=True)] = None
    voucher: Annotated[str | None, Text(at_most=VOUCHER_CODE_MAX, blank=True)] = None
    price: Annotated[int | None, Price()] = None
    attendee_name: Annotated[str | None, Text(at_most=names.NAME_LENGTH_MAX, blank=True)] = None
    attendee_name_parts: Annotated[dict[str, str] | None, NameParts()] = None
    attendee_email: Annotated[str | None, Email()] = None
    answers: Annotated[list[AnswerIn] | None, Entries(AnswerIn)] = None
    addons: Annotated[Sequence[AddOnIn] | None, Listed(AddOnIn)] = None


class AddOnChangeIn(AddOnIn, kw_only=True):
    """An add-on as it is to be: one that is there, or a new one."""

    id: Annotated[int | None, Id()] = None


class LineChangeIn(LineIn, kw_only=True):
    """A line of a cart as it is to be: one that is there, or a new one."""

    id: Annotated[int | None, Id()] = None
    addons: Annotated[Sequence[AddOnChangeIn] | None, Listed(AddOnChangeIn)] = None


class CartIn(msgspec.Struct, kw_only=True):
    """A cart that is to be made."""

    sales_channel: Annotated[str, Text(at_most=190)] = DEFAULT_CHANNEL
    lines: Annotated[list[LineIn], Listed(LineIn)]


class AdditionIn(msgspec.Struct, kw_only=True):
    """Lines that are to be added."""

    version: Annotated[int | None, Count(at_most=INT32_MAX)] = None
    lines: Annotated[list[LineIn], Listed(LineIn)]


class ChangeIn(msgspec.Struct, kw_only=True):
    """The whole cart as it is wanted."""

    version: Annotated[int | None, Count(at_most=INT32_MAX)] = None
    lines: Annotated[list[LineChangeIn], Listed(LineChangeIn)]


class CodeIn(msgspec.Struct, kw_only=True):
    """A voucher for what is in the cart."""

    version: Annotated[int | None, Count(at_most=INT32_MAX)] = None
    voucher: Annotated[str, Text(at_most=VOUCHER_CODE_MAX)]


class ExtensionIn(msgspec.Struct, kw_only=True):
    """More time."""

    version: Annotated[int | None, Count(at_most=INT32_MAX)] = None


CREATION: Final = fields_of(CartIn)
ADDITION: Final = fields_of(AdditionIn)
CHANGE: Final = fields_of(ChangeIn)
CODE: Final = fields_of(CodeIn)
EXTENSION: Final = fields_of(ExtensionIn)

_TITLES: Final = {
    AddOnIn: "CartAddOnInput",
    AddOnChangeIn: "CartAddOnChange",
    LineIn: "CartLineInput",
    LineChangeIn: "CartLineChange",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a body says."""

    lines: tuple[WantedLine, ...] = ()
    channel: str = DEFAULT_CHANNEL
    voucher: str = ""
    version: int | None = None
    """The version of the cart that the sender knows."""


def asked(fields: Fields, raw: object) -> Asked | Refused:
    """What a body says, or why its prices are none; `Invalid` with all that cannot be read."""
    values, problems = read_new(fields, raw)
    lines: tuple[WantedLine, ...] = values.get("lines") or ()
    if not problems:
        if _units(lines) > CART_UNITS_MAX:
            problems["lines"] = [f"No more than {CART_UNITS_MAX} positions are possible."]
        elif len(codes_named(lines)) > CART_CODES_MAX:
            problems["lines"] = [f"No more than {CART_CODES_MAX} different vouchers are possible."]
    all_problems(problems)
    return next(_unpriced(lines), None) or Asked(
        lines, values.get("sales_channel") or DEFAULT_CHANNEL, values.get("voucher") or "", values.get("version")
    )


def named_once(lines: Iterable[WantedLine], scheme: str) -> tuple[WantedLine, ...]:
    """The lines with each name said once: an answer has it as a whole and in parts, and may be sent back as it came."""
    return tuple(
        replace(_once(line, scheme), addons=line.addons and tuple(_once(addon, scheme) for addon in line.addons))
        for line in lines
    )


def _once(one: T, scheme: str) -> T:
    parts = one.name_parts
    if one.attendee_name is None or not parts or names.shown(parts, scheme) != one.attendee_name:
        return one
    return replace(one, attendee_name=None)


def schema_of(fields: Fields, title: str) -> Schema:
    """JSON Schema of a body."""
    return {"title": title} | with_texts(object_schema(fields, "in"), described.TAKEN)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable("This must be a whole number.")
    return value


def _line(values: Mapping[str, Any]) -> WantedLine:
    item_id, variation_id, quantity, price = _product(values)
    return WantedLine(
        values.get("id"),
        item_id,
        variation_id,
        quantity,
        values["subevent"],
        values["seat"] or None,
        values["voucher"],
        price,
        **_person(values),
        addons=values["addons"],
    )


def _product(values: Mapping[str, Any]) -> tuple[Any, Any, Any, Any]:
    return values["item"], values["variation"], values["quantity"], values["price"]


def _person(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "attendee_name": values["attendee_name"],
        "name_parts": values["attendee_name_parts"],
        "attendee_email": values["attendee_email"],
        "answers": values["answers"],
    }


def _units(lines: tuple[WantedLine, ...]) -> int:
    """Positions that lines ask for."""
    return sum(
        (1 if line.quantity is None else line.quantity) * (1 + sum(addon.quantity for addon in line.addons or ()))
        for line in lines
    )


def _unpriced(lines: tuple[WantedLine, ...]) -> Iterator[Refused]:
    """The prices that are none, in their order."""
    for number, line in enumerate(lines):
        if line.price is not None and line.price < 0:
            yield Refused(_WHY[line.price], number, item_id=line.item_id, variation_id=line.variation_id)
        for place, addon in enumerate(line.addons or ()):
            if addon.price is not None and addon.price < 0:
                yield Refused(_WHY[addon.price], number, place, addon.item_id, addon.variation_id)


_WHY: Final = {_NOT_A_NUMBER: Code.PRICE_NOT_A_NUMBER, _TOO_HIGH: Code.PRICE_TOO_HIGH}
