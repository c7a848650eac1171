"""What a wire struct declares, field by field: reading a body, building rows and structs.

A wire struct is a `msgspec.Struct` whose annotations carry a kind and, where it matters, a `Mark`::

    class AddOn(msgspec.Struct, kw_only=True):
        id: Annotated[int, Ref("addon"), READ_ONLY]
        addon_category: Annotated[int, Ref("category"), column("category_id")]
        min_count: Annotated[int, Integer(at_least=0)] = 0

A field without default is required; one whose type includes None takes null; one whose default is `msgspec.UNSET` stays
so when it is left out, also by PATCH, for a `settle` hook to decide. All problems of a body are collected.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args, get_origin

import msgspec

from willcall.db.tx import Row
from willcall.rest.kind import Direction, Kind, Schema, Unreadable, from_json, to_json
from willcall.rest.problems import NON_FIELD, Invalid, Problems

Mode = Literal["create", "replace", "merge"]
"""POST, PUT (what is left out gets its default) and PATCH (what is left out stays)."""

DETAILS: Final = "details"
"""The column that holds, as one JSON object, the fields that are stored and returned and do nothing yet."""

REQUIRED_TEXT: Final = "This is required."
NULL_TEXT: Final = "This may not be null."


@dataclass(frozen=True)
class Mark:
    """How a field departs from the plain case; marks of one field add up."""

    read_only: bool = False
    create_only: bool = False
    """Taken by POST alone; PUT and PATCH refuse it (`locked`) unless it is the stored value."""
    write_only: bool = False
    column: str | None = None
    stored: bool = True
    """False: no column of the own table; hooks of the resource read and write it."""
    in_details: bool = False


READ_ONLY: Final = Mark(read_only=True)
DERIVED: Final = Mark(read_only=True, stored=False)
NOT_STORED: Final = Mark(stored=False)
IN_DETAILS: Final = Mark(in_details=True)
NESTED: Final = Mark(stored=False, create_only=True)


def column(name: str) -> Mark:
    """The field is stored in a column of another name."""
    return Mark(column=name)


Load = Callable[[Any], Any]
Default = Callable[[], Any]


@dataclass(frozen=True)
class Field:
    """One field of a wire struct."""

    name: str
    kind: Kind
    nullable: bool
    required: bool
    default: Default
    mark: Mark

    @property
    def column(self) -> str:
        """Where it is stored."""
        return self.mark.column or self.name

    @property
    def in_table(self) -> bool:
        """Whether it has a column of its own."""
        return self.mark.stored and not self.mark.in_details

    def schema(self, direction: Direction) -> Schema:
        """JSON Schema, null included."""
        schema = self.kind.schema(direction)
        if not self.nullable:
            return schema
        if isinstance(schema.get("type"), str) and "enum" not in schema:
            return schema | {"type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}


class Fields(tuple[Field, ...]):  # noqa: SLOT001 - it has a place for what it finds out once
    """The declared fields of a struct, in order; what every row needs to know of them is found out once."""

    @functools.cached_property
    def blank(self) -> dict[str, Any]:
        """All names in order; those stored elsewhere with their default, unless each row needs one of its own."""
        fresh = {name for name, _ in self.fresh}
        return {one.name: None if one.in_table or one.name in fresh else one.default() for one in self}

    @functools.cached_property
    def fresh(self) -> tuple[tuple[str, Default], ...]:
        """Name and default of those stored elsewhere whose default could be changed in place."""
        changeable = (one for one in self if isinstance(one.default(), list | dict))
        return tuple((one.name, one.default) for one in changeable if not one.in_table and not one.mark.in_details)

    @functools.cached_property
    def columns(self) -> tuple[str, ...]:
        """What to select: the columns of their own, in order, and that of the details if there are any."""
        return tuple(one.column for one in self if one.in_table) + ((DETAILS,) if self.details else ())

    @functools.cached_property
    def selected(self) -> tuple[str, ...]:
        """The names of what is selected, in step with `columns`."""
        return tuple(one.name for one in self if one.in_table) + ((DETAILS,) if self.details else ())

    @functools.cached_property
    def loaded(self) -> tuple[tuple[str, Load], ...]:
        """Name and method of those whose column holds something else than the value."""
        return tuple((one.name, load) for one in self if one.in_table and (load := _own(one.kind, "load")))

    @functools.cached_property
    def details(self) -> dict[str, Default]:
        """Name and default of those in the details."""
        return {one.name: one.default for one in self if one.mark.in_details}

    @functools.cached_property
    def revived(self) -> tuple[tuple[str, Load], ...]:
        """Name and method of those in the details that JSON does not say as they are."""
        inside = (one for one in self if one.mark.in_details)
        return tuple((one.name, revive) for one in inside if (revive := _own(one.kind, "revive")))

    @functools.cached_property
    def taken(self) -> Mapping[str, Field]:
        """Those that POST takes, by name."""
        return {one.name: one for one in self if not one.mark.read_only}

    @functools.cached_property
    def untouched(self) -> tuple[dict[str, Any], tuple[tuple[str, Default], ...]]:
        """What POST takes for those that are left out: values that nobody can change, and makers of the others."""
        plain = {one.name: one.default() for one in self.taken.values() if not one.required}
        fresh = tuple(
            (name, self.taken[name].default) for name, value in plain.items() if isinstance(value, list | dict)
        )
        return plain, fresh

    @functools.cached_property
    def needed(self) -> tuple[str, ...]:
        """The names of those that POST demands."""
        return tuple(one.name for one in self if one.required)

    def needed_in(self, raw: Mapping[str, object]) -> bool:
        """Whether a body has all that POST demands."""
        return all(name in raw for name in self.needed)

    @functools.cached_property
    def hidden(self) -> tuple[str, ...]:
        """The names of those that are never shown."""
        return tuple(one.name for one in self if one.mark.write_only)


@functools.cache
def fields_of(struct: type[msgspec.Struct]) -> Fields:
    """The declared fields, in order."""
    hints = typing.get_type_hints(struct, include_extras=True)
    return Fields(_field(info, hints[info.name]) for info in msgspec.structs.fields(struct))


def _own(kind: Kind, method: Literal["load", "revive"]) -> Load | None:
    """The method of a kind that has one of its own; None for what leaves a value as it is."""
    own: Load = getattr(kind, method)
    return None if getattr(type(kind), method) is getattr(Kind, method) else own


def _field(info: msgspec.structs.FieldInfo, hint: object) -> Field:
    extras: tuple[object, ...] = ()
    if get_origin(hint) is typing.Annotated:
        hint, *rest = get_args(hint)
        extras = tuple(rest)
    kind = next((extra for extra in extras if isinstance(extra, Kind)), None)
    assert kind is not None, f"{info.name} declares no kind"
    nullable = isinstance(hint, types.UnionType) and type(None) in get_args(hint)
    if info.default is not msgspec.NODEFAULT:
        default: Callable[[], Any] = functools.partial(_same, info.default)
    elif info.default_factory is not msgspec.NODEFAULT:
        default = info.default_factory
    else:
        default = functools.partial(_same, None)
    mark = functools.reduce(_both, (extra for extra in extras if isinstance(extra, Mark)), Mark())
    return Field(info.name, kind, nullable, info.required and not mark.read_only, default, mark)


def _same(value: object) -> object:
    return value


def _both(left: Mark, right: Mark) -> Mark:
    return Mark(
        read_only=left.read_only or right.read_only,
        create_only=left.create_only or right.create_only,
        write_only=left.write_only or right.write_only,
        column=right.column or left.column,
        stored=left.stored and right.stored,
        in_details=left.in_details or right.in_details,
    )


def read_field(field: Field, raw: object) -> Any:
    """The value of one field of a body; `Unreadable` when it has none."""
    if raw is None:
        if field.nullable:
            return None
        raise Unreadable(NULL_TEXT)
    return field.kind.read(raw)


def read_new(fields: Fields, raw: object) -> tuple[dict[str, Any], Problems]:
    """The same as `read_fields` for POST, at a third of its cost: it looks at what is there, not at every field.

    At the first problem the body is read again, field by field, so that all are told, in the order of the fields.
    """
    if isinstance(raw, dict):
        plain, fresh = fields.untouched
        values = plain.copy()
        for name, default in fresh:
            values[name] = default()
        taken = fields.taken
        try:
            for name, value in raw.items():
                field = taken.get(name)
                if field is not None:
                    values[name] = read_field(field, value)
            if fields.needed_in(values):
                return values, {}
        except Unreadable:
            pass
    return read_fields(fields, raw, "create")


def read_fields(
    fields: tuple[Field, ...], raw: object, mode: Mode, old: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], Problems]:
    """The values of a body by field name, and what is wrong with it.

    `old` are the stored values that PATCH keeps. Read-only and unknown keys of the body are ignored.
    """
    if not isinstance(raw, dict):
        return {}, {NON_FIELD: ["This must be an object."]}
    values: dict[str, Any] = {}
    problems: Problems = {}
    for field in fields:
        name, mark = field.name, field.mark
        if mark.read_only or (mark.create_only and mode != "create"):
            if old is not None and name in old:
                values[name] = old[name]
            continue
        if name in raw:
            try:
                values[name] = read_field(field, raw[name])
            except Unreadable as unreadable:
                problems[name] = unreadable.problem
        elif mode == "merge" and old is not None:
            values[name] = msgspec.UNSET if field.default() is msgspec.UNSET else old[name]
        elif field.required:
            problems[name] = [REQUIRED_TEXT]
        else:
            values[name] = field.default()
    return values, problems


def to_row(fields: tuple[Field, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that hold these values, the details among them."""
    row: dict[str, Any] = {}
    details: dict[str, Any] = {}
    has_details = False
    for field in fields:
        if field.mark.in_details:
            has_details = True
            if field.name in values:
                details[field.name] = values[field.name]
        elif field.in_table and field.name in values and (value := values[field.name]) is not None:
            row[field.column] = field.kind.store(value)
        elif field.in_table and field.name in values:
            row[field.column] = None
    if has_details:
        row[DETAILS] = to_json(details)
    return row


def from_row(fields: Fields, row: Row) -> dict[str, Any]:
    """The values that a row holds, by field name; what is stored elsewhere has its default until `fill` puts it in."""
    return from_selected(fields, [row[column] for column in fields.columns])


def from_selected(fields: Fields, row: Iterable[Any]) -> dict[str, Any]:
    """The same for a row of exactly `fields.columns`: looking columns up by name would take most of a list's time."""
    values = fields.blank | dict(zip(fields.selected, row, strict=True))
    for name, load in fields.loaded:
        if (stored := values[name]) is not None:
            values[name] = load(stored)
    for name, default in fields.fresh:
        values[name] = default()
    if fields.details:
        values.update(_details(fields, from_json(values.pop(DETAILS))))
        for name, revive in fields.revived:
            if (stored := values[name]) is not None:
                values[name] = revive(stored)
    return values


def _details(fields: Fields, stored: dict[str, Any]) -> dict[str, Any]:
    """What is stored, made to fit the fields there are by now."""
    if stored.keys() == fields.details.keys():
        return stored
    return {name: stored[name] if name in stored else default() for name, default in fields.details.items()}


def locked_keys(fields: tuple[Field, ...], raw: object) -> list[str]:
    """The keys of a body that only POST takes: nested lists of PUT and PATCH (spec 04 §9)."""
    if not isinstance(raw, dict):
        return []
    return [field.name for field in fields if field.mark == NESTED and field.name in raw]


def object_schema(
    fields: tuple[Field, ...], direction: Direction, mode: Mode = "create", extra: Mapping[str, Schema] | None = None
) -> Schema:
    """JSON Schema of a struct as it is sent or as it is taken."""
    properties: dict[str, Schema] = {}
    required: list[str] = []
    for field in fields:
        mark = field.mark
        if (direction == "out" and mark.write_only) or (
            direction == "in" and (mark.read_only or (mode != "create" and mark.create_only))
        ):
            continue
        properties[field.name] = field.schema(direction)
        if direction == "in" and mode != "merge" and not field.required:
            properties[field.name] |= _default(field.default())
        if direction == "out" or (field.required and mode != "merge"):
            required.append(field.name)
    schema: Schema = {"type": "object", "properties": properties | dict(extra or {})}
    if required:
        schema["required"] = required + list(extra or {} if direction == "out" else {})
    return schema


def _default(value: object) -> Schema:
    """What is taken for a field that is left out, where a plain value says it."""
    return {"default": value} if isinstance(value, bool | int | str) else {}


def all_problems(problems: Problems) -> None:
    """Raises what was collected, if anything was."""
    if problems:
        raise Invalid(problems)
