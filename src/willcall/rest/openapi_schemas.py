"""The named schemas of the OpenAPI document: what the declarations say inline is written once and referred to.

Two schemas that say the same are one component. A name comes from the `title` that a declaration gives, else from what
the path is about: `Category` is shown, `CategoryInput`, `CategoryReplacement` and `CategoryPatch` are taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from willcall.rest.kind import Schema
from willcall.rest.routes import Operation, Path, made, singular

_MAPS: Final = frozenset(("properties", "patternProperties"))
_LISTS: Final = frozenset(("anyOf", "allOf", "oneOf", "prefixItems"))
_SINGLE: Final = frozenset(("items", "additionalProperties", "propertyNames", "not"))
_TAKEN: Final = {"POST": "Input", "PUT": "Replacement", "PATCH": "Patch"}
_SHOWN: Final = {"POST": "Created"}


class Components:
    """Collects named schemas; refers to them wherever the same schema is met again."""

    def __init__(self, paths: Iterable[Path], known: Mapping[str, Schema]) -> None:
        self._names: dict[str, str] = {}
        self._bodies: dict[str, Schema] = {name: _untitled(schema) for name, schema in known.items()}
        for path in paths:
            for name, schema in _named(path):
                self._name(name, schema)
        for name in tuple(self._bodies):
            self._bodies[name] = self._inside(self._bodies[name], name)

    @property
    def schemas(self) -> dict[str, Schema]:
        """All of them by name, in the order of the alphabet."""
        return dict(sorted(self._bodies.items()))

    def refer(self, schema: Schema, owner: str = "") -> Schema:
        """The schema with everything that has a name replaced by a reference."""
        name = self._names.get(_key(schema))
        if name is None and "title" in schema:
            name = schema["title"]
            if name in self._bodies:  # the same thing, shown in another way inside its owner
                name = owner + name
            self._name(name, schema)
            self._bodies[name] = self._inside(self._bodies[name], name)
        return self._inside(schema, owner) if name is None else reference(name)

    def _name(self, name: str, schema: Schema) -> None:
        key = _key(schema)
        if key not in self._names:
            assert name not in self._bodies, f"two different schemas would be called {name}: give one of them a title"
            self._names[key] = name
            self._bodies[name] = _untitled(schema)

    def _inside(self, schema: Schema, owner: str) -> Schema:
        return _mapped(schema, lambda inner: self.refer(inner, owner))


def reference(name: str) -> Schema:
    """A reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def thing_of(path: Path, operation: Operation) -> str:
    """What the objects of a path are called in schemas."""
    if path.thing:
        return path.thing
    words = operation.name.split("_")[:-1]
    return "".join(singular(word).capitalize() for word in words)


def is_page(schema: Schema) -> bool:
    """Whether this is the envelope of a list."""
    return {"count", "next", "previous", "results"} == set(schema.get("properties", ()))


def _named(path: Path) -> list[tuple[str, Schema]]:
    """The bodies of a path that get a name; those that are shown come first, and what is read before what is made."""
    shown: list[tuple[str, Schema]] = []
    taken: list[tuple[str, Schema]] = []
    for operation in path.operations:
        thing = thing_of(path, operation)
        gives, takes, refusal = (
            None if shape is None else made(shape) for shape in (operation.gives, operation.takes, operation.refusal)
        )
        if gives is not None and is_page(gives):
            entry = gives["properties"]["results"]["items"]
            shown += [(entry.get("title", thing), entry), (f"{thing}Page", gives)]
        elif gives is not None and gives.get("type") == "object":
            shown.append((gives.get("title") or thing + _suffix(operation), gives))
        if takes is not None and takes.get("type") == "object":
            taken.append((takes.get("title", thing + _TAKEN[operation.method]), takes))
        if refusal is not None:
            shown.append((refusal["title"], refusal))
    return shown + taken


def _suffix(operation: Operation) -> str:
    verb = operation.name.rpartition("_")[2]
    return "" if verb == "read" else _SHOWN.get(operation.method, verb.capitalize())


def _key(schema: Schema) -> str:
    return json.dumps(_untitled(schema, deep=True), sort_keys=True)


def _untitled(schema: Schema, *, deep: bool = False) -> Schema:
    bare = {key: value for key, value in schema.items() if key != "title"}
    return _mapped(bare, lambda inner: _untitled(inner, deep=True)) if deep else bare


def _mapped(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """The schema with each schema directly inside it changed; examples and other plain values stay."""
    changed: dict[str, Any] = {}
    for key, value in schema.items():
        if key in _MAPS:
            changed[key] = {name: change(inner) for name, inner in value.items()}
        elif key in _LISTS:
            changed[key] = [change(inner) for inner in value]
        elif key in _SINGLE and isinstance(value, dict):
            changed[key] = change(value)
        else:
            changed[key] = value
    return changed
