"""Which events a list shows, in which order: the caller's own, filtered (spec 04 §3, 05 §2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from willcall.db import tables
from willcall.db.conditions import AtLeast, AtMost, Condition, OneOf
from willcall.db.tx import Row
from willcall.rest.kind import Unreadable, from_json
from willcall.rest.kinds import Instant
from willcall.rest.pages import Filter, Order, Where, boolean, by_bool, elsewhere, filters_of, order_of
from willcall.rest.problems import Invalid
from willcall.rest.scope import Scope

ORDER: Final[Order] = (("slug", False), ("id", False))
LOOKED_AT: Final = ("id", "slug", "name", "location", "date_from", "date_to", "has_subevents")
ORDERINGS: Final[Mapping[str, str]] = {"slug": "slug", "date_from": "date_from"}


async def ids(scope: Scope) -> list[int]:
    """All that the caller may see and the filters leave, in order; an organizer has few enough to look at each."""
    where: Where = {"organizer_id": scope.request.organizer.id}
    where |= await filters_of(scope.request, scope, FILTERS)
    order = order_of(scope.request, ORDERINGS, ORDER)
    found = await scope.tx.find(tables.event, where, order=order, columns=LOOKED_AT)
    sees, by_end, by_text = scope.request.caller.sees, _by_end(scope), _by_text(scope)
    return [row["id"] for row in found if sees(row["id"]) and by_end(row) and by_text(row)]


async def rows(scope: Scope, wanted: Sequence[int], order: Order) -> list[Row]:
    """These events, in order."""
    return await scope.tx.find(tables.event, {"id": OneOf(wanted)}, order=order)


def _by_instant(name: str, column: str, condition: Callable[[object], Condition], text: str) -> Filter:
    async def apply(_scope: Scope, value: str) -> Where:
        return {column: condition(_instant(name, value))}

    return Filter(name, apply, Instant().schema("in"), text)


FILTERS: Final = (
    by_bool("is_public"),
    by_bool("live"),
    by_bool("has_subevents"),
    by_bool("testmode"),
    elsewhere("search", {"type": "string"}, "A part of the slug, the name or the place, in upper or lower case."),
    _by_instant("date_from_after", "date_from", AtLeast, "Only those that begin at this instant or later."),
    _by_instant("date_from_before", "date_from", AtMost, "Only those that begin at this instant or earlier."),
    _by_instant("date_to_after", "date_to", AtLeast, "Only those that end at this instant or later."),
    _by_instant("date_to_before", "date_to", AtMost, "Only those that end at this instant or earlier."),
    elsewhere("ends_after", Instant().schema("in"), "Only those that are over at this instant or later."),
    elsewhere("is_past", {"type": "boolean"}, "Only those that are over, or are not."),
    elsewhere("is_future", {"type": "boolean"}, "Only those that are not over yet, or are."),
)


def _by_end(scope: Scope) -> Callable[[Row], bool]:
    """What the filters by an event's end ask together. A series has no end of its own: none of them is true of it."""
    asked: list[tuple[Callable[[int], bool], bool]] = []
    now = scope.request.now
    if text := scope.request.parameter("ends_after"):
        least = _instant("ends_after", text)
        asked.append((lambda end: end >= least, True))
    if (wanted := boolean(scope.request.parameter("is_past"))) is not None:
        asked.append((lambda end: end < now, wanted))
    if (wanted := boolean(scope.request.parameter("is_future"))) is not None:
        asked.append((lambda end: end >= now, wanted))

    def fits(row: Row) -> bool:
        end = row["date_from"] if row["date_to"] is None else row["date_to"]
        return all((not row["has_subevents"] and holds(end)) is wanted for holds, wanted in asked)

    return fits


def _by_text(scope: Scope) -> Callable[[Row], bool]:
    """What `search` asks, in any language."""
    needle = (scope.request.parameter("search") or "").casefold()

    def fits(row: Row) -> bool:
        texts: list[str] = [row["slug"], *from_json(row["name"]).values()]
        if row["location"] is not None:
            texts += from_json(row["location"]).values()
        return any(needle in text.casefold() for text in texts)

    return fits if needle else lambda _row: True


def _instant(name: str, text: str) -> int:
    kind = Instant()
    try:
        return kind.store(kind.read(text))
    except Unreadable as unreadable:
        raise Invalid({name: unreadable.problem}) from unreadable
