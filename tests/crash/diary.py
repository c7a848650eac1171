"""What buyers were told, written down before anything else happens, and held against the database afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from willcall import audit
from willcall.db import tables
from willcall.db.open import open_database
from willcall.kit.instants import now_us

if TYPE_CHECKING:
    from collections.abc import Sequence

    from willcall.db.tx import Tx

NOTHING_DONE = frozenset((400, 404, 409, 503))
"""Answers that say that nothing was done."""


@dataclass
class Request:
    """Something that a buyer sends: it can be sent again only if it has a key."""

    method: str
    path: str
    body: object = None
    key: str = ""
    marks: tuple[str, ...] = ()
    """One for each position that it asks for; the position carries it."""
    position_id: int = 0
    """What it releases."""
    fair: str = ""
    """The path of its event."""
    answer: tuple[int, bytes] | None = None
    """The first answer under its key."""


@dataclass
class Diary:
    """All that was asked and answered, through every crash."""

    held: dict[str, int] = field(default_factory=dict)
    """Acknowledged positions by mark."""
    refused: set[str] = field(default_factory=set)
    """Marks of which we were told that nothing was reserved."""
    places: dict[int, str] = field(default_factory=dict)
    """The path of the event of each acknowledged position."""
    unknown: set[str] = field(default_factory=set)
    """Marks without an answer: there once, or not at all."""
    released: set[int] = field(default_factory=set)
    """Acknowledged releases."""
    releasing: set[int] = field(default_factory=set)
    """Releases without an answer."""
    keyed: list[Request] = field(default_factory=list)
    """Answered requests with a key: sent again, they get the same answer."""
    open: list[Request] = field(default_factory=list)
    """Requests with a key and without an answer: to be sent again until there is one."""
    statuses: Counter[int] = field(default_factory=Counter)
    again: int = 0
    """Requests that were sent again and got what had been done or answered before the crash, or were done then."""

    def write_answer(self, request: Request, status: int, value: Any, content: bytes) -> None:
        """An answer arrived."""
        self.statuses[status] += 1
        assert status not in {500, 502}, f"{request}: {status} {content!r}"
        if status in {409, 503, 504} and request.key:
            self.open.append(request)  # the key is free: try again
            return
        if request.key:
            request.answer = (status, content)
            self.keyed.append(request)
        self.unknown.difference_update(request.marks)
        if status == 504:
            self.lose(request)
        elif request.position_id:
            self.releasing.discard(request.position_id)
            # 404 after an earlier attempt without an answer: that one had done it.
            self.released |= {request.position_id} if status in {204, 404} else set()
        elif status == 201:
            self._hold(request, request.marks[0], value["id"])
        elif status == 200:
            for mark, entry in zip(request.marks, value["results"], strict=True):
                if entry["success"]:
                    self._hold(request, mark, entry["data"]["id"])
                else:
                    self.refused.add(mark)
        else:
            assert status in NOTHING_DONE, f"{request}: {status} {content!r}"
            self.refused.update(request.marks)

    def _hold(self, request: Request, mark: str, position_id: int) -> None:
        self.held[mark] = position_id
        self.places[position_id] = request.fair

    def lose(self, request: Request) -> None:
        """The connection was lost before an answer."""
        if request.answer is not None:
            return  # it was only asked again
        if request.key:
            self.open.append(request)
        self.unknown.update(request.marks)
        if request.position_id:
            self.releasing.add(request.position_id)

    def can_be_released(self) -> list[int]:
        """Positions that nobody tried to release yet."""
        return [number for number in self.held.values() if number not in self.released | self.releasing]


async def compare(diary: Diary, database_url: str, event_ids: Sequence[int]) -> int:
    """Holds the diary against the rows, and has the counters audited; returns how many positions there are."""
    database = open_database(database_url)
    await database.open()
    try:
        rows = await database.snapshot(lambda tx: _positions(tx, event_ids))
        report = await audit.audit(database, now_us)
    finally:
        await database.close()
    stored = Counter(mark for mark, _ in rows)
    ids = dict(rows)
    assert not [mark for mark, count in stored.items() if count > 1], "held twice"
    gone = diary.released | diary.releasing
    lost = {mark: number for mark, number in diary.held.items() if number not in gone and ids.get(mark) != number}
    assert not lost, f"acknowledged and not there: {lost}"
    undead = {mark: number for mark, number in ids.items() if number in diary.released}
    assert not undead, f"released and there again: {undead}"
    phantoms = (stored.keys() & diary.refused) | (stored.keys() - diary.held.keys() - diary.unknown)
    assert not phantoms, f"there, and nobody was told: {phantoms}"
    assert report.is_clean, report.text()
    return len(rows)


async def _positions(tx: Tx, event_ids: Sequence[int]) -> list[tuple[str, int]]:
    columns = ("id", "attendee_email")
    found = [await tx.find(tables.cart_position, {"event_id": number}, columns=columns) for number in event_ids]
    return [(row["attendee_email"], row["id"]) for rows in found for row in rows]
