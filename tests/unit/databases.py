"""Databases of both kinds for the tests of `willcall.db`, and an event with one of everything in it."""

from __future__ import annotations

import asyncio
import itertools
from typing import TYPE_CHECKING, Any, Final, TypeVar

from willcall.db import tables
from willcall.db.migrate import migrate
from willcall.db.open import open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    import pytest

    from tests.postgres import PrivatePostgres
    from willcall.db.tx import Database, Tx

T = TypeVar("T")

KINDS: Final = ("sqlite", "postgresql")

_numbers = itertools.count(1)


def empty(kind: str, request: pytest.FixtureRequest, directory: Path) -> str:
    """The address of a database with nothing in it."""
    name = f"db_{next(_numbers)}"
    if kind == "sqlite":
        return f"sqlite:///{directory / name}"
    postgres: PrivatePostgres = request.getfixturevalue("postgres")
    return postgres.create_database(f"unit_{name}")


def migrated(kind: str, request: pytest.FixtureRequest, directory: Path) -> str:
    """The address of a database with our tables in it."""
    url = empty(kind, request, directory)
    migrate(url)
    return url


def within(url: str, story: Callable[[Database], Coroutine[Any, Any, T]], **options: int) -> T:
    """Tell a story with the database open."""

    async def told() -> T:
        database = open_database(url, **options)
        await database.open()
        try:
            return await story(database)
        finally:
            await database.close()

    return asyncio.run(told())


async def new_event(tx: Tx) -> int:
    """An event of an organizer of its own, with its state."""
    organizer, event = await tx.new_id(), await tx.new_id()
    await tx.insert(tables.organizer, {"id": organizer, "slug": f"o{organizer}", "name": "Fay", "created": 0})
    flags = dict.fromkeys(("live", "testmode", "is_public", "has_subevents"), False)
    await tx.insert(
        tables.event,
        {"id": event, "organizer_id": organizer, "slug": "fair", "name": "{}", "currency": "EUR", "timezone": "UTC"}
        | {"date_from": 0, "details": "{}"}
        | flags,
    )
    await tx.insert(tables.event_state, {"event_id": event})
    return event


async def new_category(tx: Tx, event: int, name: str = "{}", **values: object) -> int:
    """A category."""
    category = await tx.new_id()
    row = {"event_id": event, "id": category, "name": name, "position": 0, "is_addon": False}
    await tx.insert(tables.category, row | values)
    return category


async def new_item(tx: Tx, event: int, category: int | None = None) -> int:
    """An item."""
    item = await tx.new_id()
    await tx.insert(
        tables.item,
        {"event_id": event, "id": item, "name": "{}", "active": True, "position": 0, "category_id": category}
        | {"default_price": 2300, "admission": True, "free_price": False, "details": "{}"},
    )
    return item


async def new_quota(tx: Tx, event: int, **values: object) -> int:
    """A quota without limit, if nothing else is said."""
    quota = await tx.new_id()
    flags = ("closed", "close_when_sold_out", "release_after_exit", "ignore_for_event_availability")
    await tx.insert(
        tables.quota,
        {"event_id": event, "id": quota, "name": "All"} | dict.fromkeys(flags, False) | values,
    )
    return quota


async def new_position(tx: Tx, event: int, item: int, **values: object) -> int:
    """A cart position."""
    position = await tx.new_id()
    await tx.insert(
        tables.cart_position,
        {"event_id": event, "id": position, "cart_id": f"{position}@api", "item_id": item, "price": 2300}
        | {"attendee_name_parts": "{}", "is_bundled": False, "includes_tax": True, "api": True}
        | {"created": position, "expires": position}
        | values,
    )
    return position


async def new_plan(tx: Tx, organizer: int) -> int:
    """A seating plan."""
    plan = await tx.new_id()
    await tx.insert(tables.seating_plan, {"id": plan, "organizer_id": organizer, "name": "Hall", "layout": "{}"})
    return plan


async def new_subevent(tx: Tx, event: int, **values: object) -> int:
    """A date."""
    subevent = await tx.new_id()
    await tx.insert(
        tables.subevent,
        {"event_id": event, "id": subevent, "name": "{}", "active": True, "is_public": True, "date_from": 0}
        | {"last_modified": 0, "details": "{}"}
        | values,
    )
    return subevent


async def new_tax_rule(tx: Tx, event: int, *, is_default: bool) -> int:
    """A tax rule of 19 %."""
    rule = await tx.new_id()
    await tx.insert(
        tables.tax_rule,
        {"event_id": event, "id": rule, "name": "{}", "rate": 190_000, "is_default": is_default}
        | {"price_includes_tax": True, "details": "{}"},
    )
    return rule


async def new_question(tx: Tx, event: int, key: str) -> int:
    """A question with one option; both are identified by the same word."""
    question, option = await tx.new_id(), await tx.new_id()
    same = {"event_id": event, "identifier": key.upper(), "identifier_key": key, "position": 0}
    row = {"id": question, "question": "{}", "type": "C", "required": True, "details": "{}"}
    await tx.insert(tables.question, same | row)
    await tx.insert(tables.question_option, same | {"id": option, "question_id": question, "answer": "{}"})
    return question


async def new_seat(tx: Tx, event: int, guid: str, **values: object) -> int:
    """A seat."""
    seat = await tx.new_id()
    await tx.insert(
        tables.seat,
        {"event_id": event, "id": seat, "zone_name": "Stalls", "row_name": "3", "seat_number": "14", "seat_guid": guid}
        | {"blocked": False, "x": 14.5, "y": -3.25, "rank": 1}
        | values,
    )
    return seat


async def new_voucher(tx: Tx, event: int, code: str, **values: object) -> int:
    """A voucher that can be used once, if nothing else is said."""
    voucher = await tx.new_id()
    flags = ("block_quota", "allow_ignore_quota", "show_hidden_items", "all_addons_included", "all_bundles_included")
    await tx.insert(
        tables.voucher,
        {"event_id": event, "id": voucher, "code": code, "max_usages": 1, "min_usages": 1, "price_mode": "none"}
        | {"tag": "", "comment": ""}
        | dict.fromkeys(flags, False)
        | values,
    )
    return voucher


async def new_event_with_everything(tx: Tx) -> int:
    """An event with a row in each of its tables, and with every reference used."""
    event, item, variation, quota, position = await _new_event_that_sells(tx)
    home = {"event_id": event}
    row = await tx.one(tables.event, id=event)
    assert row is not None
    plan = await new_plan(tx, row["organizer_id"])
    await tx.update(tables.event, {"id": event}, {"seating_plan_id": plan})
    subevent = await new_subevent(tx, event, seating_plan_id=plan)
    changed = {"disabled": False, "price": 5}
    await tx.insert(tables.subevent_item, home | {"subevent_id": subevent, "item_id": item} | changed)
    await tx.insert(tables.subevent_variation, home | {"subevent_id": subevent, "variation_id": variation} | changed)
    await tx.update(tables.quota, home | {"id": quota}, {"subevent_id": subevent})

    note = {"id": await tx.new_id(), "name": "Hall", "default_value": "", "required": False, "details": "{}"}
    await tx.insert(tables.item_meta_property, home | note)
    rule = await new_tax_rule(tx, event, is_default=True)
    await tx.update(tables.item, home | {"id": item}, {"tax_rule_id": rule})
    discount = await _new_discount(tx, event)
    for table in (tables.discount_condition_item, tables.discount_benefit_item):
        await tx.insert(table, home | {"discount_id": discount, "item_id": item})

    question = await new_question(tx, event, "age")
    await tx.insert(tables.question_item, home | {"question_id": question, "item_id": item})
    line = {"position_id": position, "price": 5, "typed": 5, "discount_id": discount}
    await tx.insert(tables.cart_line, home | line)
    cart = {"id": await tx.new_id(), "cart_id": "c", "secret": b"s", "channel": "web", "version": 1, "created": 0}
    await tx.insert(tables.cart, home | cart | {"extend_until": 0, "change_id": 1})
    answer = {"position_id": position, "question_id": question, "answer": "12", "option_ids": "[]"}
    await tx.insert(tables.cart_answer, home | answer)

    seat = await new_seat(tx, event, "3-14", subevent_id=subevent, item_id=item)
    await tx.insert(tables.seat_hold, home | {"seat_id": seat, "position_id": position, "expires": 1})
    category = {"id": await tx.new_id(), "subevent_id": subevent, "category": "Stalls", "item_id": item}
    await tx.insert(tables.seat_category, home | category)

    target = {"item_id": item, "variation_id": variation, "quota_id": quota, "subevent_id": subevent, "seat_id": seat}
    voucher = await new_voucher(tx, event, "HAUMI", block_quota=True, held=1, **target)
    await tx.insert(tables.voucher_hold, home | {"position_id": position, "voucher_id": voucher, "expires": 1})
    await tx.insert(tables.voucher_block, home | {"voucher_id": voucher, "quota_id": quota, "units": 1})
    entry = {"id": await tx.new_id(), "email": "fay@example.org", "name_parts": "{}", "locale": "en", "priority": 0}
    wanted = {"item_id": item, "variation_id": variation, "subevent_id": subevent, "voucher_id": voucher, "created": 0}
    await tx.insert(tables.waiting_entry, home | entry | wanted)

    held = {"subevent_id": subevent, "voucher_id": voucher, "seat_id": seat}
    await tx.update(tables.cart_position, home | {"id": position}, held)
    return event


async def _new_discount(tx: Tx, event: int) -> int:
    discount = await tx.new_id()
    flags = (
        "active",
        "condition_all_products",
        "condition_apply_to_addons",
        "condition_ignore_voucher_discounted",
        "benefit_same_products",
        "benefit_apply_to_addons",
        "benefit_ignore_voucher_discounted",
    )
    await tx.insert(
        tables.discount,
        {"event_id": event, "id": discount, "internal_name": "Three for two", "position": 0, "subevent_mode": "mixed"}
        | {"condition_min_count": 3, "condition_min_value": 0, "benefit_discount_matching_percent": 10_000}
        | {"benefit_only_apply_to_cheapest_n_matches": 1, "details": "{}"}
        | dict.fromkeys(flags, True),
    )
    return discount


async def _new_event_that_sells(tx: Tx) -> tuple[int, int, int, int, int]:
    """An event with an item, its variation, a quota and a position that holds a place of it."""
    event = await new_event(tx)
    category = await new_category(tx, event)
    item = await new_item(tx, event, category)
    variation, bundle, addon = [await tx.new_id() for _ in range(3)]
    home = {"event_id": event}
    await tx.insert(tables.category_match, home | {"category_id": category, "item_id": item})
    await tx.insert(
        tables.variation,
        home | {"id": variation, "item_id": item, "value": "{}", "active": True, "position": 0, "details": "{}"},
    )
    await tx.insert(
        tables.addon,
        home
        | {"id": addon, "item_id": item, "category_id": category, "min_count": 0, "max_count": 1, "position": 0}
        | {"multi_allowed": False, "price_included": False},
    )
    await tx.insert(
        tables.bundle,
        home
        | {"id": bundle, "item_id": await new_item(tx, event, category), "bundled_item_id": item, "count": 1}
        | {"bundled_variation_id": variation, "designated_price": 0},
    )
    quota = await new_quota(tx, event, size=3, held=1)
    await tx.insert(tables.quota_item, home | {"quota_id": quota, "item_id": item})
    await tx.insert(tables.quota_variation, home | {"quota_id": quota, "variation_id": variation})
    position = await new_position(tx, event, item, variation_id=variation)
    await new_position(tx, event, item, variation_id=variation, addon_to=position)
    await tx.insert(tables.quota_hold, home | {"position_id": position, "quota_id": quota, "expires": 1})
    kept = {"id": await tx.new_id(), "token_id": 1, "key": "k", "created": 1, "status": 201, "body": b"{}"}
    await tx.insert(tables.answer_kept, home | kept)
    changed = {"id": await tx.new_id(), "at": 1, "resource": "item", "object_id": item, "action": "changed"}
    await tx.insert(tables.change_log, home | changed)
    return event, item, variation, quota, position
