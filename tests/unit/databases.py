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


async def new_event_with_everything(tx: Tx) -> int:
    """An event with a row in each of its tables, and with every reference used."""
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
    return event
