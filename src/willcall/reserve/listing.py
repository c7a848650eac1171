"""Stored cart positions, read for the list and the detail (spec 01 §1, §2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from willcall.db import tables
from willcall.db.conditions import AtLeast, IsNot, OneOf, Rare
from willcall.db.tx import Row, Tx
from willcall.kit.names import DEFAULT_SCHEME, SCHEME, WHOLE
from willcall.reserve import wire
from willcall.reserve.ask import Answered, Hold, SeatShown
from willcall.reserve.catalogue import Question
from willcall.reserve.ledger_catalogue import questions_of
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
"""What is read of a position, in the order in which `_stored` takes it."""
SEAT: Final = COLUMNS.index("seat_id")
DEFAULT_ORDER: Final = (("created", False), ("id", False))


@dataclass(frozen=True, slots=True)
class Names:
    """What showing positions needs to know of the catalogue (`wire.Naming`)."""

    name_scheme: str = DEFAULT_SCHEME
    questions: Mapping[int, Question] = field(default_factory=dict)


async def list_positions(request: Request, tx: Tx) -> Answer:
    """GET: one page, expired positions included; only carts of this API (spec 01 §2)."""
    generated = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    where = narrowed(request.event.id, await filters_of(request, Scope(tx, request), FILTERS))
    wanted = page_of(request)
    count = await tx.count(tables.cart_position, where)
    page = settled(wanted, count)
    rows = await tx.find(
        tables.cart_position,
        where,
        order=order_of(request, ORDERINGS, DEFAULT_ORDER),
        limit=page.size,
        offset=(page.number - 1) * page.size,
        columns=COLUMNS,
    )
    results = await _shown(request, tx, rows)
    return Answer(value=envelope(request, page, count, results), headers=(("X-Page-Generated", generated),))


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


async def read_position(request: Request, tx: Tx) -> Answer:
    """GET: one position of a cart of this API."""
    where = {"event_id": request.event.id, "id": request.id("id"), "api": True}
    rows = await tx.find(tables.cart_position, where, columns=COLUMNS)
    if not rows:
        raise NotFound
    return Answer(value=(await _shown(request, tx, rows))[0])


async def positions_by_id(scope: Scope, ids: Sequence[int]) -> dict[int, wire.Position]:
    """Positions of the event as the detail shows them, for other resources that show them nested."""
    rows = await scope.tx.find(tables.cart_position, {"event_id": scope.event.id, "id": OneOf(ids)}, columns=COLUMNS)
    return {one.id: one for one in await _shown(scope.request, scope.tx, rows)}


async def _shown(request: Request, tx: Tx, rows: Sequence[Row]) -> list[wire.Position]:
    event_id = request.event.id
    stored = [tuple(row) for row in rows]
    answers = await _answers(tx, event_id, [row[0] for row in stored])
    seats = await _seats(tx, event_id, [row[SEAT] for row in stored if row[SEAT] is not None])
    holds = [_stored(row, answers.get(row[0], ()), seats.get(row[SEAT])) for row in stored]
    scheme = DEFAULT_SCHEME
    if any(_names_no_scheme(hold.name_parts) for hold in holds):
        state = await tx.one(tables.event_state, event_id=event_id)
        if state is not None:
            scheme = from_json(state["settings"]).get("name_scheme", DEFAULT_SCHEME)
    names = Names(scheme, await questions_of(tx, event_id) if answers else {})
    return [wire.shown(hold, names) for hold in holds]


async def _answers(tx: Tx, event_id: int, position_ids: Sequence[int]) -> Mapping[int, tuple[Answered, ...]]:
    """The answers of positions, in the order in which their questions were made."""
    if not position_ids:
        return {}
    found: dict[int, list[Answered]] = defaultdict(list)
    for row in await tx.find(tables.cart_answer, {"event_id": event_id, "position_id": OneOf(position_ids)}):
        answer = Answered(row["question_id"], row["answer"], tuple(from_json(row["option_ids"])))
        found[row["position_id"]].append(answer)
    return {number: tuple(answers) for number, answers in found.items()}


async def _seats(tx: Tx, event_id: int, seat_ids: Sequence[int]) -> Mapping[int | None, SeatShown]:
    if not seat_ids:
        return {}
    return {
        row["id"]: SeatShown(*(row[name] for name in SeatShown.__struct_fields__))
        for row in await tx.find(tables.seat, {"event_id": event_id, "id": OneOf(seat_ids)})
    }


def _stored(row: Sequence[Any], answers: tuple[Answered, ...], seat: SeatShown | None) -> Hold:
    (
        number, cart_id, item_id, variation_id, price, parts, email, addon_to, is_bundled, includes_tax, created,
        expires, subevent_id, voucher_id, _,
    ) = row  # fmt: skip
    return Hold(
        number, cart_id, item_id, variation_id, price, from_json(parts), email, addon_to, is_bundled, includes_tax,
        created, expires, subevent_id, voucher_id, seat, answers,
    )  # fmt: skip


def _names_no_scheme(parts: Mapping[str, str]) -> bool:
    """Whether the event's scheme decides how a name is put together."""
    return bool(parts) and WHOLE not in parts and SCHEME not in parts
