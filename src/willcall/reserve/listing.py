"""Stored cart positions, read for the list and the detail (spec 01 §1, §2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.db.tx import Row, Tx
from willcall.reserve import wire
from willcall.reserve.ask import Answered, Hold, SeatShown
from willcall.reserve.attendee import DEFAULT_SCHEME, SCHEME, WHOLE
from willcall.reserve.catalogue import Question
from willcall.reserve.ledger_catalogue import questions_of
from willcall.rest.kind import from_json
from willcall.rest.pages import envelope, order_of, page_of, settled
from willcall.rest.problems import NotFound
from willcall.rest.request import Answer, Request

ORDERINGS: Final[Mapping[str, str]] = {"datetime": "created", "cart_id": "cart_id"}
DEFAULT_ORDER: Final = (("created", False), ("id", False))


@dataclass(frozen=True, slots=True)
class Names:
    """What showing positions needs to know of the catalogue (`wire.Naming`)."""

    name_scheme: str = DEFAULT_SCHEME
    questions: Mapping[int, Question] = field(default_factory=dict)


async def list_positions(request: Request, tx: Tx) -> Answer:
    """GET: one page, expired positions included; only carts of this API (spec 01 §2)."""
    generated = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    where = {"event_id": request.event.id, "api": True}
    wanted = page_of(request)
    count = await tx.count(tables.cart_position, where)
    page = settled(wanted, count)
    rows = await tx.find(
        tables.cart_position,
        where,
        order=order_of(request, ORDERINGS, DEFAULT_ORDER),
        limit=page.size,
        offset=(page.number - 1) * page.size,
    )
    results = await _shown(request, tx, rows)
    return Answer(value=envelope(request, page, count, results), headers=(("X-Page-Generated", generated),))


async def read_position(request: Request, tx: Tx) -> Answer:
    """GET: one position of a cart of this API."""
    row = await tx.one(tables.cart_position, event_id=request.event.id, id=request.id("id"), api=True)
    if row is None:
        raise NotFound
    return Answer(value=(await _shown(request, tx, [row]))[0])


async def _shown(request: Request, tx: Tx, rows: Sequence[Row]) -> list[wire.Position]:
    event_id = request.event.id
    answers = await _answers(tx, event_id, [row["id"] for row in rows])
    seats = await _seats(tx, event_id, [row["seat_id"] for row in rows if row["seat_id"] is not None])
    holds = [_stored(row, answers.get(row["id"], ()), seats.get(row["seat_id"])) for row in rows]
    scheme = DEFAULT_SCHEME
    if any(hold.name_parts and not {WHOLE, SCHEME} & hold.name_parts.keys() for hold in holds):
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
        row["id"]: SeatShown(*(row[name] for name in SeatShown.__dataclass_fields__))
        for row in await tx.find(tables.seat, {"event_id": event_id, "id": OneOf(seat_ids)})
    }


def _stored(row: Row, answers: tuple[Answered, ...], seat: SeatShown | None) -> Hold:
    return Hold(
        id=row["id"],
        cart_id=row["cart_id"],
        item_id=row["item_id"],
        variation_id=row["variation_id"],
        price=row["price"],
        name_parts=from_json(row["attendee_name_parts"]),
        attendee_email=row["attendee_email"],
        addon_to=row["addon_to"],
        is_bundled=row["is_bundled"],
        includes_tax=row["includes_tax"],
        created=row["created"],
        expires=row["expires"],
        subevent_id=row["subevent_id"],
        voucher_id=row["voucher_id"],
        seat=seat,
        answers=answers,
    )
