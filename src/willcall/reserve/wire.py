"""Cart positions on the wire (spec 01 §1, §3): reading what is asked for, showing what is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any, Final, Protocol

import msgspec

from willcall.kit import instants, money, names
from willcall.reserve import described
from willcall.reserve.ask import Answered, AnswerWanted, Held, Hold, SeatShown, Wanted
from willcall.reserve.cart_ids import API_CART
from willcall.reserve.catalogue import Question
from willcall.reserve.seating import name_of
from willcall.reserve.steps import steps_of
from willcall.rest.fields import Fields, fields_of, object_schema, read_new
from willcall.rest.kind import Direction, Kind, Schema, Unreadable, entries_of
from willcall.rest.kinds import Bool, Described, Email, Instant, Money, Ref, RefList, Text, TextMap
from willcall.rest.openapi_schemas import reference
from willcall.rest.problems import NON_FIELD

CHILDREN_MAX: Final = 500
"""Add-ons, bundled products or answers of one position: the largest order that the reference takes."""


class NameParts(TextMap, frozen=True):
    """The parts of a name; a scheme that is named must be known."""

    def read(self, value: object) -> dict[str, str]:
        """The parts as sent."""
        parts = super().read(value)
        if parts.get(names.SCHEME, names.DEFAULT_SCHEME) not in names.SCHEMES:
            raise Unreadable("There is no such name scheme.")
        if len(parts.get(names.WHOLE, "")) > names.NAME_LENGTH_MAX:
            raise Unreadable(f"The name has more than {names.NAME_LENGTH_MAX} characters.")
        return parts


class CartId(Text, frozen=True):
    """A cart of this API; empty asks for a new one."""

    at_most: int | None = 255
    blank: bool = True

    def read(self, value: object) -> str:
        """The id."""
        text = super().read(value)
        if text and not text.endswith(API_CART):
            raise Unreadable(f"A cart id of this API ends in {API_CART}.")
        return text

    def schema(self, direction: Direction) -> Schema:
        """A string with its ending."""
        pattern = f"^(.*{API_CART})?$" if direction == "in" else f"{API_CART}$"
        return super().schema(direction) | {"pattern": pattern}


class Chosen(RefList, frozen=True):
    """The options that are chosen, each once, in the order given: their texts are put together so (spec 01 §7)."""

    def read(self, value: object) -> list[int]:
        """The ids."""
        one = Ref(self.table)
        return list(dict.fromkeys(one.read(entry) for entry in entries_of(value)))


class Entries(Kind, frozen=True):
    """A list of nested objects; their problems stay with them, in step with the list."""

    struct: type[msgspec.Struct]

    def read(self, value: object) -> tuple[Wanted, ...] | tuple[AnswerWanted, ...]:
        """What each entry wants."""
        if not isinstance(value, list):
            raise Unreadable({NON_FIELD: ["This must be a list."]})
        if len(value) > CHILDREN_MAX:
            raise Unreadable({NON_FIELD: [f"No more than {CHILDREN_MAX} entries are possible."]})
        if self.struct is AnswerIn:
            return tuple(_answer(entry) for entry in value)
        return tuple(wanted(entry, CHILD_FIELDS) for entry in value)

    def schema(self, direction: Direction) -> Schema:
        """A list of objects."""
        assert direction == "in", "what is shown has its own schema"
        entry = with_texts(object_schema(fields_of(self.struct), "in"), described.TAKEN)
        return {"type": "array", "items": {"title": _TITLES[self.struct]} | entry, "maxItems": CHILDREN_MAX}


class AnswerIn(msgspec.Struct, kw_only=True):
    """An answer to a question."""

    question: Annotated[int, Ref("question")]
    answer: Annotated[str, Text()]
    options: Annotated[list[int], Chosen("question_option")] = []


class ChildIn(msgspec.Struct, kw_only=True):
    """An add-on or a bundled product of a position."""

    item: Annotated[int, Ref("item")]
    variation: Annotated[int | None, Ref("variation")] = None
    price: Annotated[Decimal, Money()] = Decimal(0)
    attendee_name: Annotated[str | None, Text(at_most=names.NAME_LENGTH_MAX)] = None
    attendee_name_parts: Annotated[dict[str, str], NameParts()] = {}
    attendee_email: Annotated[str | None, Email()] = None
    subevent: Annotated[int | None, Ref("subevent")] = None
    includes_tax: Annotated[bool | None, Bool()] = True
    answers: Annotated[list[AnswerIn], Entries(AnswerIn)] = []


class PositionIn(msgspec.Struct, kw_only=True):
    """A cart position as it is asked for."""

    item: Annotated[int, Ref("item")]
    variation: Annotated[int | None, Ref("variation")] = None
    price: Annotated[Decimal, Money()]
    attendee_name: Annotated[str | None, Text(at_most=names.NAME_LENGTH_MAX)] = None
    attendee_name_parts: Annotated[dict[str, str], NameParts()] = {}
    attendee_email: Annotated[str | None, Email()] = None
    subevent: Annotated[int | None, Ref("subevent")] = None
    includes_tax: Annotated[bool | None, Bool()] = True
    answers: Annotated[list[AnswerIn], Entries(AnswerIn)] = []
    cart_id: Annotated[str | None, CartId()] = None
    expires: Annotated[dt.datetime, Instant()] = instants.from_us(0)
    addons: Annotated[list[ChildIn], Entries(ChildIn)] = []
    bundled: Annotated[list[ChildIn], Entries(ChildIn)] = []
    seat: Annotated[str | None, Text()] = None
    sales_channel: Annotated[str, Text(at_most=190)] = "web"
    voucher: Annotated[str | None, Text(at_most=255)] = None


_TITLES: Final = {AnswerIn: "AnswerInput", ChildIn: "CartPositionChildInput"}

POSITION_FIELDS: Final = fields_of(PositionIn)
CHILD_FIELDS: Final = fields_of(ChildIn)
_ANSWER_FIELDS: Final = fields_of(AnswerIn)


_POSITION_STEPS: Final = steps_of(POSITION_FIELDS)
_CHILD_STEPS: Final = steps_of(CHILD_FIELDS)


def wanted(raw: object, fields: Fields = POSITION_FIELDS) -> Wanted:
    """What an object of a body asks for, with what is wrong with it (spec 01 §3).

    It is read by what it names, straight into what it becomes; only one with a problem is read field by field.
    """
    if isinstance(raw, dict) and fields.needed_in(raw):
        steps = _POSITION_STEPS if fields is POSITION_FIELDS else _CHILD_STEPS
        given: dict[str, Any] = {"subevent_given": True} if "subevent" in raw else {}
        try:
            for name, value in raw.items():
                step = steps.get(name)
                if step is None:
                    continue
                if value is None:
                    if not step.nullable:
                        return _explained(raw, fields)
                    continue  # the same as if it were left out
                read = step.read(value)
                given[step.name] = read if step.made is None else step.made(read)
            return Wanted(**given)
        except Unreadable:
            pass
    return _explained(raw, fields)


def _explained(raw: object, fields: Fields) -> Wanted:
    """The same with all its problems, in the order of the fields."""
    values, problems = read_new(fields, raw)
    if not isinstance(raw, dict):
        return Wanted(problems=problems)
    price = values.get("price") if "price" in raw else None
    expires = values.get("expires") if "expires" in raw else None
    includes_tax = values.get("includes_tax")
    return Wanted(
        item_id=values.get("item"),
        variation_id=values.get("variation"),
        price=None if price is None else money.to_minor(price),
        attendee_name=values.get("attendee_name"),
        name_parts=values.get("attendee_name_parts") or {},
        attendee_email=values.get("attendee_email"),
        subevent_id=values.get("subevent"),
        subevent_given="subevent" in raw,
        includes_tax=True if includes_tax is None else includes_tax,
        answers=tuple(values.get("answers") or ()),
        cart_id=values.get("cart_id") or None,
        expires=None if expires is None else instants.to_us(expires),
        sales_channel=values.get("sales_channel") or "web",
        voucher=values.get("voucher"),
        seat=values.get("seat"),
        addons=tuple(values.get("addons") or ()),
        bundled=tuple(values.get("bundled") or ()),
        problems=problems,
    )


def _answer(raw: object) -> AnswerWanted:
    values, problems = read_new(_ANSWER_FIELDS, raw)
    return AnswerWanted(
        values.get("question"), values.get("answer") or "", tuple(values.get("options") or ()), problems
    )


ANSWER_SCHEMA: Final[Schema] = {
    "title": "Answer",
    "type": "object",
    "properties": {
        "question": {"type": "integer"},
        "answer": {"type": "string"},
        "question_identifier": {"type": "string"},
        "options": {"type": "array", "items": {"type": "integer"}},
        "option_identifiers": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["question", "answer", "question_identifier", "options", "option_identifiers"],
}
ANSWERS_SCHEMA: Final[Schema] = {"type": "array", "items": ANSWER_SCHEMA}
SEAT_SCHEMA: Final[Schema] = {
    "title": "CartPositionSeat",
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "name": {"type": "string"},
        "seat_guid": {"type": "string"},
        "zone_name": {"type": "string"},
        "row_name": {"type": "string"},
        "row_label": {"type": ["string", "null"]},
        "seat_number": {"type": "string"},
        "seat_label": {"type": ["string", "null"]},
    },
    "required": ["id", "name", "seat_guid"],
}


class Position(msgspec.Struct):
    """A cart position as it is shown."""

    id: Annotated[int, Ref("cart_position")]
    cart_id: Annotated[str, CartId()]
    item: Annotated[int, Ref("item")]
    variation: Annotated[int | None, Ref("variation")]
    price: Annotated[Decimal, Money()]
    attendee_name: Annotated[str | None, Text()]
    attendee_name_parts: Annotated[Mapping[str, str], TextMap()]
    attendee_email: Annotated[str | None, Text()]
    voucher: Annotated[int | None, Ref("voucher")]
    addon_to: Annotated[int | None, Ref("cart_position")]
    is_bundled: Annotated[bool, Bool()]
    subevent: Annotated[int | None, Ref("subevent")]
    datetime: Annotated[dt.datetime, Instant()]
    expires: Annotated[dt.datetime, Instant()]
    includes_tax: Annotated[bool, Bool()]
    answers: Annotated[list[dict[str, Any]], Described(ANSWERS_SCHEMA)] = []
    seat: Annotated[dict[str, Any] | None, Described(SEAT_SCHEMA)] = None


class PositionWithChildren(Position):
    """A position as its creation answers it."""

    addons: list[Position] = []
    bundled: list[Position] = []


class Naming(Protocol):
    """What showing a position needs to know of the catalogue."""

    @property
    def name_scheme(self) -> str:
        """How attendee names are put together."""
        ...

    @property
    def questions(self) -> Mapping[int, Question]:
        """The questions that may have been answered."""
        ...


def shown(hold: Hold, naming: Naming) -> Position:
    """A hold as the list and the detail show it."""
    return Position(*_shared(hold, naming))


def shown_with_children(held: Held, naming: Naming) -> PositionWithChildren:
    """A hold as its creation answers it."""
    addons = [shown(child, naming) for child in held.addons]
    bundled = [shown(child, naming) for child in held.bundled]
    every: tuple[Any, ...] = (*_shared(held.hold, naming), addons, bundled)
    return PositionWithChildren(*every)


def _shared(hold: Hold, naming: Naming) -> tuple[Any, ...]:
    """What all positions show, in the order of `Position`; a list makes fifty of these at a time."""
    return (
        hold.id,
        hold.cart_id,
        hold.item_id,
        hold.variation_id,
        money.from_minor(hold.price),
        names.shown(hold.name_parts, naming.name_scheme),
        hold.name_parts,
        hold.attendee_email,
        hold.voucher_id,
        hold.addon_to,
        hold.is_bundled,
        hold.subevent_id,
        instants.from_us(hold.created),
        instants.from_us(hold.expires),
        hold.includes_tax,
        answers_shown(hold.answers, naming) if hold.answers else [],
        _seat_shown(hold.seat) if hold.seat is not None else None,
    )


def answers_shown(answers: Iterable[Answered], naming: Naming) -> list[dict[str, Any]]:
    """Those whose questions are still there: one may have been deleted while this was read."""
    known = naming.questions
    return [_answer_shown(one, known[one.question_id]) for one in answers if one.question_id in known]


def _answer_shown(answer: Answered, question: Question) -> dict[str, Any]:
    """An option that was deleted since is no longer named; its text stays."""
    chosen = [question.options[number] for number in answer.option_ids if number in question.options]
    return {
        "question": answer.question_id,
        "answer": answer.text,
        "question_identifier": question.identifier,
        "options": [option.id for option in chosen],
        "option_identifiers": [option.identifier for option in chosen],
    }


def _seat_shown(seat: SeatShown) -> dict[str, Any]:
    return {"name": name_of(seat), **msgspec.structs.asdict(seat)}


def taken_schema() -> Schema:
    """JSON Schema of a position as it is asked for."""
    return with_texts(object_schema(POSITION_FIELDS, "in"), described.TAKEN)


def shown_schema() -> Schema:
    """JSON Schema of a position as it is shown."""
    return with_texts(object_schema(fields_of(Position), "out"), described.SHOWN)


def created_schema() -> Schema:
    """JSON Schema of a position as its creation answers it."""
    schema, child = shown_schema(), shown_schema()
    children: Schema = {"type": "array", "items": child}
    return {
        "type": "object",
        "properties": schema["properties"] | {"addons": children, "bundled": children},
        "required": [*schema["required"], "addons", "bundled"],
    }


def bulk_schema() -> Schema:
    """JSON Schema of the answer to `bulk_create/`."""
    entry: Schema = {
        "title": "BulkOutcome",
        "type": "object",
        "properties": {
            "success": {"type": "boolean"},
            "data": {"anyOf": [created_schema(), {"type": "null"}]},
            "errors": {"anyOf": [reference("Problems"), {"type": "null"}]},
        },
        "required": ["success", "data", "errors"],
    }
    results: Schema = {"type": "array", "items": entry}
    return {"title": "BulkOutcomes", "type": "object", "properties": {"results": results}, "required": ["results"]}


def bulk_refusal_schema() -> Schema:
    """JSON Schema of what `bulk_create/` says to what is no list, and of outcomes when nothing is held."""
    texts: Schema = {"error": {"type": "string"}}
    no_list: Schema = {"type": "object", "properties": texts, "required": ["error"]}
    return {"title": "BulkRefusal", "anyOf": [no_list, bulk_schema()]}


def with_texts(schema: Schema, texts: Mapping[str, str]) -> Schema:
    """The schema of an object with a sentence for each field that needs one."""
    properties: Schema = {
        name: field | ({"description": texts[name]} if name in texts else {})
        for name, field in schema["properties"].items()
    }
    return schema | {"properties": properties}
