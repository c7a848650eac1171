"""Paths and operations: the table that serves requests, checks rights and writes the OpenAPI document."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar

import msgspec

from willcall.db.tx import Tx
from willcall.rest.fields import Mode, object_schema
from willcall.rest.kind import Schema
from willcall.rest.pages import query_parameters
from willcall.rest.request import JSON, Answer, Request
from willcall.rest.resource import Resource, Verbs

Handler = Callable[[Request, Tx], Awaitable[Answer]]
"""Works in one transaction that the dispatcher opens: a reading one for GET, a writing one otherwise."""

Direct = Callable[[Request], Awaitable[Answer]]
"""Brings its own transaction (the reservation engine), idempotency record included."""

Shape = Schema | Callable[[], Schema]
"""The schema of a body, or what makes it: nobody needs it but those who ask for the documentation."""

S = TypeVar("S", bound=msgspec.Struct)
Reach = Literal["root", "organizer", "event"]

SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))


@dataclass(frozen=True)
class Operation:
    """One method of a path."""

    method: str
    name: str
    summary: str
    handler: Handler | None = None
    direct: Direct | None = None
    status: int = 200
    takes: Shape | None = None
    gives: Shape | None = None
    query: tuple[Mapping[str, Any], ...] = ()
    refusals: tuple[int, ...] = ()
    """Statuses beyond those that every operation of its kind can answer."""
    answer_headers: tuple[str, ...] = ()
    bare_refusal: bool = False
    """Whether 400 may also be a bare list of texts (spec 04 §8.3)."""
    secret: bool = False
    """Whether the answer holds a secret: it is never kept, so an idempotency key is not heeded."""
    check: Callable[[Request], None] | None = None
    """Raises for a request that would be refused whatever its body says, before the body is read."""
    one_snapshot: bool = False
    """Whether what it reads has to be of one moment: counters, and what the clock has ended of them."""
    of_version: bool = False
    """Whether what it reads changes with nothing but the event's version: a finished answer is then sent again."""
    text: str = ""
    """What the summary does not say, for the description of the API."""
    examples: Mapping[str, Any] = field(default_factory=dict)
    """Bodies worth showing, by what they are for."""
    media: str = JSON
    """What it answers when it does not refuse: JSON, or a stream of something else."""
    refusal: Shape | None = None
    """A shape of its 400 that no other operation has."""


def made(shape: Shape) -> Schema:
    """The schema of a body."""
    return shape() if callable(shape) else shape


@dataclass(frozen=True)
class Path:
    """A path below `/api/v1/` with its operations and the permissions for reading and writing."""

    template: str
    operations: tuple[Operation, ...]
    tag: str
    read: str | None = None
    write: str | None = None
    reach: Reach = "event"
    public: bool = False
    """Whether visitors without a token are let in too, to events that are live; no permission is asked of them."""
    goes_by: bool = False
    """Whether the gate goes by what it writes, and has to look again."""
    directory: bool = False
    """Whether what it writes lies above events, so that idempotency records stand beside the directory."""
    text: str = ""
    """What its tag is about; said once for all paths of the tag."""
    thing: str = ""
    """What schemas of its objects are called; made of the operations' names by default."""
    methods: Mapping[str, Operation] = field(init=False)
    allow: str = field(init=False)

    def __post_init__(self) -> None:
        """Indexes the operations."""
        by_method = {operation.method: operation for operation in self.operations}
        if "GET" in by_method:
            by_method["HEAD"] = by_method["GET"]
        object.__setattr__(self, "methods", by_method)
        object.__setattr__(self, "allow", ", ".join([*by_method, "OPTIONS"]))


PATHS_MAX: Final = 1_000
"""Paths whose way is remembered: those of the events that are on sale at this moment."""


class Router:
    """Finds the path of a request by its segments."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        self._tree: dict[str, Any] = {}
        for path in self.paths:
            node = self._tree
            for segment in _segments(path.template):
                node = node.setdefault("{}" if segment.startswith("{") else segment, {})
            assert _END not in node, f"{path.template} is declared twice"
            node[_END] = (path, tuple(s[1:-1] for s in _segments(path.template) if s.startswith("{")))
        self.find = functools.lru_cache(maxsize=PATHS_MAX)(self._find)

    def _find(self, path: str) -> tuple[Path, Mapping[str, str]] | None:
        """The declared path and its variable parts; a slash at the end of what is asked for does not count."""
        node: dict[str, Any] | None = self._tree
        values: list[str] = []
        for segment in _segments(path):
            assert node is not None
            following = node.get(segment) if segment != "{}" else None
            if following is None:
                following = node.get("{}")
                values.append(segment)
            if following is None or not segment:
                return None
            node = following
        if node is None or _END not in node:
            return None
        found, names = node[_END]
        return found, dict(zip(names, values, strict=True))


_END: Final = "/"


def _segments(path: str) -> list[str]:
    path = path.removesuffix("/")
    return path.split("/") if path else []


EVENT: Final = "organizers/{organizer}/events/{event}/"


def resource_paths(resource: Resource[S], verbs: Verbs[S], base: str = EVENT) -> tuple[Path, Path]:
    """The paths of a resource with its five verbs."""
    own = f"{base}{resource.under.name}s/{{{resource.under.name}}}/" if resource.under else base
    fields, name = resource.fields, resource.name
    one = f"{resource.under.name}_{name}" if resource.under else name
    query = tuple(query_parameters(resource.filters, resource.orderings))
    conditional = (304, 412) if resource.conditional else ()
    headers = ("Last-Modified",) if resource.conditional else ()
    noun = _with_article(name)

    def taken(mode: Mode) -> Shape:
        return functools.partial(object_schema, fields, "in", mode)

    def out() -> Schema:
        return object_schema(fields, "out")

    collection = Path(
        f"{own}{name}/",
        (
            Operation(
                "GET", f"{one}_list", f"List {name}", verbs.list, gives=lambda: page_schema(out()), query=query,
                refusals=conditional, answer_headers=headers, of_version=resource.of_version,
                one_snapshot=resource.one_snapshot,
            ),
            Operation("POST", f"{one}_create", f"Create {noun}", verbs.create, None, 201, taken("create"), out),
        ),
        tag=name, read=resource.read, write=resource.write, text=resource.text, thing=resource.struct.__name__,
    )  # fmt: skip
    single = Path(
        f"{own}{name}/{{id}}/",
        (
            Operation(
                "GET", f"{one}_read", f"Read {noun}", verbs.read, gives=out, of_version=resource.of_version,
                one_snapshot=resource.one_snapshot,
            ),
            Operation("PUT", f"{one}_replace", f"Replace {noun}", verbs.replace, None, 200, taken("replace"), out),
            Operation("PATCH", f"{one}_change", f"Change {noun}", verbs.merge, None, 200, taken("merge"), out),
            Operation("DELETE", f"{one}_delete", f"Delete {noun}", verbs.delete, None, 204),
        ),
        tag=name, read=resource.read, write=resource.write, text=resource.text, thing=resource.struct.__name__,
    )  # fmt: skip
    return collection, single


def singular(name: str) -> str:
    """One of what a resource's name says: "category" for "categories"."""
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def _with_article(name: str) -> str:
    one = singular(name)
    return f"an {one}" if one[0] in "aeiou" else f"a {one}"


def page_schema(entry: Schema) -> Schema:
    """The schema of a page of entries."""
    link: Schema = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "properties": {
            "count": {"type": "integer", "minimum": 0},
            "next": link,
            "previous": link,
            "results": {"type": "array", "items": entry},
        },
        "required": ["count", "next", "previous", "results"],
    }
