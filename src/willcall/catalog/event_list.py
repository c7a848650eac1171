"""Which events a list shows, in which order: the caller's own, filtered (spec 04 §3, 05 §2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from willcall.catalog.channels import ALL, LIMIT
from willcall.db import tables
from willcall.db.conditions import AtLeast, AtMost, OneOf
from willcall.db.tx import Row
from willcall.rest.fields import DETAILS
from willcall.rest.kind import from_json
from willcall.rest.kinds import Instant
from willcall.rest.pages import Order, Where, boolean, by_bool, by_instant, elsewhere, filters_of, order_of, stored
from willcall.rest.scope import Scope

ORDER: Final[Order] = (("slug", False), ("id", False))
LOOKED_AT: Final = ("id", "slug", "name", "location", "date_from", "date_to", "has_subevents", DETAILS)
ORDERINGS: Final[Mapping[str, str]] = {"slug": "slug", "date_from": "date_from"}


async def ids(scope: Scope) -> list[int]:
    """All that the caller may see and the filters leave, in order; an organizer has few enough to look at each."""
    where: Where = {"organizer_id": scope.request.organizer.id}
    where |= await filters_of(scope.request, scope, FILTERS)
    order = order_of(scope.request, ORDERINGS, ORDER)
    found = await scope.tx.find(tables.event, where, order=order, columns=LOOKED_AT)
    sees, ends, says, sold = scope.request.caller.sees, by_end(scope), by_text(scope), by_channel(scope)
    return [
        row["id"]
        for row in found
        if sees(row["id"]) and sold(row) and ends(row, ends=not row["has_subevents"]) and says(row, row["slug"])
    ]


async def rows(scope: Scope, wanted: Sequence[int], order: Order) -> list[Row]:
    """These events, in order."""
    return await scope.tx.find(tables.event, {"id": OneOf(wanted)}, order=order)


FILTERS: Final = (
    by_bool("is_public"),
    by_bool("live"),
    by_bool("has_subevents"),
    by_bool("testmode"),
    elsewhere("sales_channel", {"type": "string"}, "Only those that are sold on the channel with this identifier."),
    elsewhere("search", {"type": "string"}, "A part of the slug, the name or the place, in upper or lower case."),
    by_instant("date_from_after", "date_from", AtLeast, "Only those that begin at this instant or later."),
    by_instant("date_from_before", "date_from", AtMost, "Only those that begin at this instant or earlier."),
    by_instant("date_to_after", "date_to", AtLeast, "Only those that end at this instant or later."),
    by_instant("date_to_before", "date_to", AtMost, "Only those that end at this instant or earlier."),
    elsewhere("ends_after", Instant().schema("in"), "Only those that are over at this instant or later."),
    elsewhere("is_past", {"type": "boolean"}, "Only those that are over, or are not."),
    elsewhere("is_future", {"type": "boolean"}, "Only those that are not over yet, or are."),
)


class ByEnd(Protocol):
    """Whether a row of an event or of a date is over when it should be."""

    def __call__(self, row: Row, *, ends: bool = True) -> bool:
        """True if it fits; `ends` is false for a series, which has no end of its own."""
        ...


def by_end(scope: Scope) -> ByEnd:
    """What `ends_after`, `is_past` and `is_future` ask together. None of them is true of what has no end."""
    asked: list[tuple[Callable[[int], bool], bool]] = []
    now = scope.request.now
    if text := scope.request.parameter("ends_after"):
        least = stored("ends_after", Instant(), text)
        asked.append((lambda end: end >= least, True))
    if (wanted := boolean(scope.request.parameter("is_past"))) is not None:
        asked.append((lambda end: end < now, wanted))
    if (wanted := boolean(scope.request.parameter("is_future"))) is not None:
        asked.append((lambda end: end >= now, wanted))

    def fits(row: Row, *, ends: bool = True) -> bool:
        end = row["date_from"] if row["date_to"] is None else row["date_to"]
        return all((ends and holds(end)) is wanted for holds, wanted in asked)

    return fits


def by_text(scope: Scope) -> Callable[..., bool]:
    """What `search` asks of a row's name and place in any language, and of the words given beside it."""
    needle = (scope.request.parameter("search") or "").casefold()

    def fits(row: Row, *words: str) -> bool:
        texts: list[str] = [*words, *from_json(row["name"]).values()]
        if row["location"] is not None:
            texts += from_json(row["location"]).values()
        return any(needle in text.casefold() for text in texts)

    return fits if needle else lambda _row, *_words: True


def by_channel(scope: Scope) -> Callable[[Row], bool]:
    """What `sales_channel` asks: sold on all of them, or on this one."""
    wanted = scope.request.parameter("sales_channel")

    def fits(row: Row) -> bool:
        details = from_json(row[DETAILS])
        return details[ALL] or wanted in details[LIMIT]

    return fits if wanted else lambda _row: True
