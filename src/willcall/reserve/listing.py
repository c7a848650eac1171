"""Stored cart positions, read for the list and the detail (spec 01 §1, §2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from willcall.db import tables
from willcall.db.conditions import AtLeast, IsNot, OneOf, Rare
from willcall.db.tx import Row, Tx
from willcall.kit.names import DEFAULT_SCHEME, SCHEME, WHOLE
from willcall.kit.shelf import Shelf
from willcall.reserve import wire
from willcall.reserve.ask import Answered, Hold, Line, SeatShown
from willcall.reserve.catalogue import Question
from willcall.reserve.ledger_catalogue import questions_of
from willcall.rest.body import encode
from willcall.rest.kind import from_json
from willcall.rest.kinds import Text
from willcall.rest.pages import Where, by_instant, by_ref, by_value, envelope, filters_of, order_of, page_of, settled
from willcall.rest.problems import NotFound
from willcall.rest.request import Answer, Request
from willcall.rest.scope import Scope

ORDERINGS: Final[Mapping[str, str]] = {"datetime": "created", "cart_id": "cart_id"}
FILTERS: Final = (
    by_value("cart_id", Text()),
    by_ref("item", tables.item),
    by_instant("expires_after", "expires", AtLeast, "Only those that hold their places at this instant or later."),
)
COLUMNS: Final = (
    "id", "cart_id", "item_id", "variation_id", "price", "attendee_name_parts", "attendee_email", "addon_to",
    "is_bundled", "includes_tax", "created", "expires", "subevent_id", "voucher_id", "seat_id",
)  # fmt: skip
"""What is read of a position, in the order in which `hold_of` takes it."""
SEAT: Final = COLUMNS.index("seat_id")
DEFAULT_ORDER: Final = (("created", False), ("id", False))


@dataclass(frozen=True, slots=True)
class Names:
    """What showing positions needs to know of the catalogue (`wire.Naming`)."""

    name_scheme: str = DEFAULT_SCHEME
    questions: Mapping[int, Question] = field(default_factory=dict)


SHOWN_BYTES_MAX: Final = 16 * 1024 * 1024
"""Positions of which a process remembers how they are shown: some twenty thousand."""

SHOWN_BYTES: Final = 300
"""What remembering one takes beside its JSON."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A position as it was shown at a version of its event."""

    version: int
    json: msgspec.Raw
    size: int


class Positions:
    """The endpoints that read, and what the process remembers for them.

    A position of this API stays as it is until it is deleted; how it is shown goes by the catalogue as well, and a
    change of that moves the event's version. So its JSON is kept under its id, which no other ever has, and the
    version. Which positions there are, and in which order, is asked each time.
    """

    def __init__(self, bytes_max: int = SHOWN_BYTES_MAX) -> None:
        self._known: Shelf[int, Remembered] = Shelf(bytes_max, lambda one: one.size)

    async def list(self, request: Request, tx: Tx) -> Answer:
        """GET: one page, expired positions included; only carts of this API (spec 01 §2)."""
        generated = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        where = narrowed(request.event.id, await filters_of(request, Scope(tx, request), FILTERS))
        wanted = page_of(request)
        order = order_of(request, ORDERINGS, DEFAULT_ORDER)
        found = await tx.page(tables.cart_position, where, order, wanted.size, wanted.offset)
        page = settled(wanted, found.count)
        if page.offset != wanted.offset:
            found = await tx.page(tables.cart_position, where, order, page.size, page.offset)
        results = await self._shown(request, tx, found.version, found.ids)
        generated_header = ("X-Page-Generated", generated)
        return Answer(value=envelope(request, page, found.count, results), headers=(generated_header,))

    async def read(self, request: Request, tx: Tx) -> Answer:
        """GET: one position of a cart of this API."""
        where = {"event_id": request.event.id, "id": request.id("id"), "api": True}
        found = await tx.page(tables.cart_position, where, DEFAULT_ORDER, 1, 0)
        shown = await self._shown(request, tx, found.version, found.ids)
        if not shown:
            raise NotFound
        return Answer(value=shown[0])

    async def _shown(self, request: Request, tx: Tx, version: int, ids: Sequence[int]) -> Sequence[msgspec.Raw]:
        """Positions of this API as JSON, in this order, without those that have gone meanwhile.

        The version was read before whole rows are: what is kept under it is at least as new.
        """
        find = self._known.find
        shown = [one.json for number in ids if (one := find(number)) is not None and one.version == version]
        if len(shown) == len(ids):
            return shown
        known = {number: one.json for number in ids if (one := find(number)) is not None and one.version == version}
        missing = [number for number in ids if number not in known]
        for number, position in (await positions_by_id(Scope(tx, request), missing)).items():
            json = known[number] = msgspec.Raw(encode(position))
            self._known.put(number, Remembered(version, json, SHOWN_BYTES + len(json)))
        return [known[number] for number in ids if number in known]


def narrowed(event_id: int, asked: Where) -> Where:
    """The conditions of the list; `asked` are those of its filters.

    A filter has an index of its own, and one cart should be found among all that were ever made without looking at
    them. So `api` is said in words by which no database takes the index of the whole list, which has its order.
    """
    if not asked:
        return {"event_id": event_id, "api": True}
    where: Where = {"event_id": event_id, "api": IsNot(value=False)} | asked
    for column in ("cart_id", "item_id"):
        if column in asked:
            return where | {column: Rare(asked[column])}
    return where


async def positions_by_id(scope: Scope, ids: Sequence[int]) -> dict[int, wire.Position]:
    """Positions of the event as the detail shows them, for other resources that show them nested."""
    rows = await scope.tx.find(tables.cart_position, {"event_id": scope.event.id, "id": OneOf(ids)}, columns=COLUMNS)
    return {one.id: one for one in await _shown(scope.request, scope.tx, rows)}


async def _shown(request: Request, tx: Tx, rows: Sequence[Row]) -> list[wire.Position]:
    event_id = request.event.id
    stored = [tuple(row) for row in rows]
    answers = await answers_of(tx, event_id, [row[0] for row in stored])
    seats = await seats_of(tx, event_id, [row[SEAT] for row in stored if row[SEAT] is not None])
    holds = [hold_of(row, answers.get(row[0], ()), seats.get(row[SEAT])) for row in stored]
    scheme = DEFAULT_SCHEME
    if any(_names_no_scheme(hold.name_parts) for hold in holds):
        state = await tx.one(tables.event_state, event_id=event_id)
        if state is not None:
            scheme = from_json(state["settings"]).get("name_scheme", DEFAULT_SCHEME)
    names = Names(scheme, await questions_of(tx, event_id) if answers else {})
    return [wire.shown(hold, names) for hold in holds]


async def answers_of(tx: Tx, event_id: int, position_ids: Sequence[int]) -> Mapping[int, tuple[Answered, ...]]:
    """The answers of positions, in the order in which their questions were made."""
    if not position_ids:
        return {}
    found: dict[int, list[Answered]] = defaultdict(list)
    for row in await tx.find(tables.cart_answer, {"event_id": event_id, "position_id": OneOf(position_ids)}):
        answer = Answered(row["question_id"], row["answer"], tuple(from_json(row["option_ids"])))
        found[row["position_id"]].append(answer)
    return {number: tuple(answers) for number, answers in found.items()}


async def seats_of(tx: Tx, event_id: int, seat_ids: Sequence[int]) -> Mapping[int | None, SeatShown]:
    """Seats of positions, by id."""
    if not seat_ids:
        return {}
    return {
        row["id"]: SeatShown(*(row[name] for name in SeatShown.__struct_fields__))
        for row in await tx.find(tables.seat, {"event_id": event_id, "id": OneOf(seat_ids)})
    }


def hold_of(
    row: Sequence[Any], answers: tuple[Answered, ...], seat: SeatShown | None, line: Line | None = None
) -> Hold:
    """The position in a row of `COLUMNS`."""
    (
        number, cart_id, item_id, variation_id, price, parts, email, addon_to, is_bundled, includes_tax, created,
        expires, subevent_id, voucher_id, _,
    ) = row  # fmt: skip
    return Hold(
        number, cart_id, item_id, variation_id, price, from_json(parts), email, addon_to, is_bundled, includes_tax,
        created, expires, subevent_id, voucher_id, seat, answers, line,
    )  # fmt: skip


def _names_no_scheme(parts: Mapping[str, str]) -> bool:
    """Whether the event's scheme decides how a name is put together."""
    return bool(parts) and WHOLE not in parts and SCHEME not in parts
