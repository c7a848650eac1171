"""`willcall audit`: goes through the events of a database, and tells what `reserve.audit` found in them.

One event at a time, each on a snapshot of its own, so that servers go on as if nobody looked.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from willcall.db import tables
from willcall.db.conditions import Above
from willcall.db.errors import NoSuchEvent
from willcall.db.tx import Database, Tx
from willcall.kit.instants import Clock
from willcall.kit.values import replace
from willcall.reserve.audit import Finding, audited, mend
from willcall.rest.kind import to_json

EVENTS_PAGE: Final = 200


class NothingToAudit(Exception):
    """The organizer or event that was named is not there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A finding, where it was, and whether it was put right."""

    organizer: str
    event: str
    finding: Finding
    is_mended: bool = False

    def __str__(self) -> str:
        """For people."""
        mended = " Mended." if self.is_mended else ""
        return f"{self.organizer}/{self.event}: {self.finding.text}. [{self.finding.kind}]{mended}"

    @property
    def value(self) -> dict[str, Any]:
        """For programs."""
        where = {"organizer": self.organizer, "event": self.event, "kind": self.finding.kind}
        return {**where, "text": self.finding.text, "ids": dict(self.finding.ids), "mended": self.is_mended}


@dataclass(slots=True)
class Report:
    """What came of an audit."""

    events: int = 0
    differences: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong, by now."""
        return all(line.is_mended for line in self.differences)

    def text(self) -> str:
        """For people: a line for each finding, and one that sums up."""
        events = f"{self.events} event{'s' * (self.events != 1)}"
        lines = [*map(str, self.differences), *(f"Note: {line}" for line in self.notes)]
        mended = sum(line.is_mended for line in self.differences)
        count = len(self.differences)
        summary = f"{count} difference{'s' * (count != 1)} in {events}" if count else f"No differences in {events}"
        return "\n".join([*lines, summary + (f", {mended} mended." if mended else ".")])

    def json(self) -> str:
        """For programs: one object."""
        differences, notes = ([line.value for line in lines] for lines in (self.differences, self.notes))
        return to_json({"events": self.events, "differences": differences, "notes": notes})


@dataclass(frozen=True, slots=True)
class Target:
    """An event, by id and by the slugs that people know."""

    id: int
    organizer: str
    slug: str


async def audit(
    database: Database, clock: Clock, *, organizer: str | None = None, event: str | None = None, repair: bool = False
) -> Report:
    """Audits all events, or those that the slugs leave; `NothingToAudit` when they leave none.

    With `repair`, counters that were wrong are counted anew, and the event is audited again: what is gone then is
    mended.
    """
    report = Report()
    async for target in _targets(database, organizer, event):
        found = await _audited(database, target, clock)
        if found is None:
            continue
        report.events += 1
        lines = [Line(target.organizer, target.slug, one) for one in found]
        if repair and any(one.is_counter for one in found):
            lines = await _mended(database, target, clock, lines)
        report.differences += (line for line in lines if not line.finding.is_note)
        report.notes += (line for line in lines if line.finding.is_note)
    return report


async def _audited(database: Database, target: Target, clock: Clock) -> list[Finding] | None:
    return await database.snapshot(lambda tx: audited(tx, target.id, clock))


async def _mended(database: Database, target: Target, clock: Clock, lines: Sequence[Line]) -> list[Line]:
    """The same lines, those marked that a second look does not find any more."""
    found = [line.finding for line in lines]
    try:
        await database.write(lambda tx: mend(tx, target.id, found, clock()))
    except NoSuchEvent:
        return []
    left = {(one.kind, tuple(one.ids.items())) for one in await _audited(database, target, clock) or ()}
    return [
        replace(
            line, is_mended=line.finding.is_counter and (line.finding.kind, tuple(line.finding.ids.items())) not in left
        )
        for line in lines
    ]


async def _targets(database: Database, organizer: str | None, event: str | None) -> AsyncIterator[Target]:
    """The events to look at, by ascending id, read page by page."""
    organizers = await database.read(functools.partial(_organizers, organizer))
    if organizer is not None and not organizers:
        raise NothingToAudit(f'there is no organizer "{organizer}"')
    wanted: dict[str, object] = {}
    if organizer is not None:
        wanted["organizer_id"] = next(iter(organizers))
    if event is not None:
        wanted["slug"] = event
    last, any_there = 0, False
    while rows := await database.read(functools.partial(_events_after, last, wanted)):
        any_there = True
        for target in rows:
            yield Target(target[0], organizers.get(target[1], "?"), target[2])
        last = rows[-1][0]
    if event is not None and not any_there:
        raise NothingToAudit(f'there is no event "{event}"')


async def _organizers(slug: str | None, tx: Tx) -> dict[int, str]:
    found = await tx.find(tables.organizer, {} if slug is None else {"slug": slug}, columns=("id", "slug"))
    return {row["id"]: row["slug"] for row in found}


async def _events_after(last: int, wanted: dict[str, object], tx: Tx) -> list[tuple[int, int, str]]:
    where = {**wanted, "id": Above(last)}
    columns = ("id", "organizer_id", "slug")
    rows = await tx.find(tables.event, where, limit=EVENTS_PAGE, columns=columns)
    return [(row["id"], row["organizer_id"], row["slug"]) for row in rows]
