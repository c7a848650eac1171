"""Reads the catalogue of an event for decisions, on either database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from willcall.db import tables
from willcall.db.errors import NoSuchEvent
from willcall.db.tx import Row, Tx
from willcall.kit import moments
from willcall.kit.instants import MINUTE_US
from willcall.kit.moments import Relative
from willcall.kit.names import DEFAULT_SCHEME
from willcall.kit.values import replace
from willcall.reserve.catalogue import (
    AddOnRule,
    Bundle,
    Catalogue,
    DateOverride,
    Item,
    Option,
    Question,
    Quota,
    Seating,
    Variation,
)
from willcall.rest.kind import from_json

WAITING_UNTIL: Final = "waiting_list_auto_disable"
"""The setting that says until when the waiting list counts."""

RESERVATION_TIME_MIN: Final = 30
"""How long a hold lasts unless the event says otherwise, in minutes (spec 01 §3.1)."""


async def catalogue_of(tx: Tx, event_id: int, version: int) -> Catalogue:
    """The whole catalogue, which is to be at `version`; `NoSuchEvent` if the event is gone."""
    event = await tx.one(tables.event, id=event_id)
    state = await tx.one(tables.event_state, event_id=event_id)
    if event is None or state is None:
        raise NoSuchEvent
    settings: Mapping[str, Any] = from_json(state["settings"])
    channels = await tx.find(tables.sales_channel, {"organizer_id": event["organizer_id"]})
    home = {"event_id": event_id}
    variations = [
        Variation(row["id"], row["item_id"], row["default_price"]) for row in await tx.find(tables.variation, home)
    ]
    return Catalogue(
        event_id,
        version,
        has_subevents=event["has_subevents"],
        reservation_time_us=int(settings.get("reservation_time", RESERVATION_TIME_MIN)) * MINUTE_US,
        waiting_until=await _waiting_until(tx, event, settings),
        name_scheme=str(settings.get("name_scheme", DEFAULT_SCHEME)),
        channels=frozenset(row["identifier"] for row in channels),
        items=await _items(tx, home, {one.item_id for one in variations}),
        variations={one.id: one for one in variations},
        quotas=await _quotas(tx, home),
        subevent_ids=frozenset(row["id"] for row in await tx.find(tables.subevent, home, columns=("id",))),
        item_overrides=await _overrides(tx, home, tables.subevent_item, "item_id"),
        variation_overrides=await _overrides(tx, home, tables.subevent_variation, "variation_id"),
        questions=await _questions_with_items(tx, event_id),
        seated=frozenset((row["subevent_id"], row["item_id"]) for row in await tx.find(tables.seat_category, home)),
        seating=_seating(settings),
    )


async def seating_of(tx: Tx, event_id: int) -> Seating:
    """How the seats of an event may be taken."""
    return _seating(await _settings(tx, event_id))


async def waiting_until(tx: Tx, event_id: int) -> dict[int | None, int]:
    """Until when the waiting list of an event (None), or of its dates, counts; without end where nothing is said."""
    settings = await _settings(tx, event_id)
    event = await tx.one(tables.event, id=event_id) if WAITING_UNTIL in settings else None
    return {} if event is None else await _waiting_until(tx, event, settings)


async def _settings(tx: Tx, event_id: int) -> Mapping[str, Any]:
    state = await tx.one(tables.event_state, event_id=event_id)
    return {} if state is None else from_json(state["settings"])


def _seating(settings: Mapping[str, Any]) -> Seating:
    return Seating(
        frozenset(settings.get("seating_allow_blocked_seats_for_channel", ())),
        float(settings.get("seating_minimal_distance", 0)),
        bool(settings.get("seating_distance_within_row", False)),
    )


async def _waiting_until(tx: Tx, event: Row, settings: Mapping[str, Any]) -> dict[int | None, int]:
    """A distance is measured from the date of a series, or from the event where that date has no such moment."""
    text = settings.get(WAITING_UNTIL)
    try:
        moment = moments.parse(text) if isinstance(text, str) else None
    except ValueError:
        return {}
    if moment is None:
        return {}
    columns = ("id", *moments.BASES) if isinstance(moment, Relative) else ("id",)
    dates = await tx.find(tables.subevent, {"event_id": event["id"]}, columns=columns) if event["has_subevents"] else []
    if not isinstance(moment, Relative):
        return {None: moment} | {row["id"]: moment for row in dates}
    zone, own = ZoneInfo(event["timezone"]), {name: event[name] for name in moments.BASES}
    found: dict[int | None, int] = {None: moment.instant(own, zone)}
    for row in dates:
        given = {name: row[name] for name in moments.BASES if row[name] is not None}
        found[row["id"]] = moment.instant(own | given, zone)
    return found


async def questions_of(tx: Tx, event_id: int) -> dict[int, Question]:
    """The questions of an event with their options."""
    home = {"event_id": event_id}
    options: dict[int, dict[int, Option]] = defaultdict(dict)
    for row in await tx.find(tables.question_option, home):
        option = Option(row["id"], row["identifier"], from_json(row["answer"]))
        options[row["question_id"]][option.id] = option
    return {row["id"]: _question(row, options[row["id"]]) for row in await tx.find(tables.question, home)}


def _question(row: Row, options: Mapping[int, Option]) -> Question:
    details: Mapping[str, Any] = from_json(row["details"])
    elsewhere = details.get("ask_during_checkin") or details.get("hidden")
    return Question(
        row["id"],
        row["type"],
        row["identifier"],
        options,
        required=bool(row["required"]) and not elsewhere,
        depends_on=details.get("dependency_question"),
        depends_values=frozenset(details.get("dependency_values") or ()),
    )


async def _questions_with_items(tx: Tx, event_id: int) -> dict[int, Question]:
    """The questions of an event with their options and the items that they are asked for."""
    items: dict[int, set[int]] = defaultdict(set)
    for row in await tx.find(tables.question_item, {"event_id": event_id}):
        items[row["question_id"]].add(row["item_id"])
    found = await questions_of(tx, event_id)
    return {number: replace(one, item_ids=frozenset(items[number])) for number, one in found.items()}


async def _overrides(
    tx: Tx, home: Mapping[str, int], table: sa.Table, column: str
) -> dict[tuple[int, int], DateOverride]:
    return {
        (row["subevent_id"], row[column]): DateOverride(row["price"], row["disabled"])
        for row in await tx.find(table, home)
    }


async def _items(tx: Tx, home: Mapping[str, int], with_variations: set[int]) -> dict[int, Item]:
    rules: dict[int, list[AddOnRule]] = defaultdict(list)
    for row in await tx.find(tables.addon, home, order=(("position", False), ("id", False))):
        rules[row["item_id"]].append(AddOnRule(row["category_id"], row["price_included"]))
    bundles: dict[int, list[Bundle]] = defaultdict(list)
    for row in await tx.find(tables.bundle, home):
        bundle = Bundle(row["bundled_item_id"], row["bundled_variation_id"], row["designated_price"])
        bundles[row["item_id"]].append(bundle)
    return {
        row["id"]: Item(
            row["id"],
            row["active"],
            row["category_id"],
            row["default_price"],
            row["id"] in with_variations,
            tuple(rules[row["id"]]),
            tuple(bundles[row["id"]]),
        )
        for row in await tx.find(tables.item, home, columns=("id", "active", "category_id", "default_price"))
    }


async def _quotas(tx: Tx, home: Mapping[str, int]) -> dict[int, Quota]:
    items = _pairs(await tx.find(tables.quota_item, home), "item_id")
    variations = _pairs(await tx.find(tables.quota_variation, home), "variation_id")
    return {
        row["id"]: Quota(
            row["id"],
            row["name"],
            frozenset(items[row["id"]]),
            frozenset(variations[row["id"]]),
            row["subevent_id"],
        )
        for row in await tx.find(tables.quota, home, columns=("id", "name", "subevent_id"))
    }


def _pairs(rows: list[Row], other: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        found[row["quota_id"]].add(row[other])
    return found
