"""The list of cart positions is read through an index, whatever it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
import sqlalchemy as sa

from tests.unit.databases import KINDS, migrated, new_event, new_item, new_position, within
from willcall.db import tables, verbs
from willcall.db.conditions import AtLeast
from willcall.db.postgres import PostgresDatabase
from willcall.db.sqlite import SqliteDatabase
from willcall.db.statements import Query
from willcall.reserve.listing import DEFAULT_ORDER, FILTERS, narrowed
from willcall.rest.pages import PAGE_ROWS_MAX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from willcall.db.tx import Database, Tx
    from willcall.rest.pages import Where

CARTS: Final = 400
THINGS: Final = 10
OTHERS: Final = 4
END: Final = 10**12

CART: Final[Where] = {"cart_id": "7@api"}
ITEM: Final[Where] = {"item_id": 0}
LATER: Final[Where] = {"expires": AtLeast(END)}
ASKED: Final[Mapping[str, tuple[Where, str]]] = {
    "cart_id": (CART, "cart_id"),
    "item": (ITEM, "item_id"),
    "expires_after": (LATER, "expires"),
    "item and cart_id": (ITEM | CART, "cart_id"),
    "everything": (CART | ITEM | LATER, "cart_id"),
}
"""By filters: the conditions that they make, and the column whose index leads them."""


@pytest.fixture(scope="module", params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    return migrated(request.param, request, tmp_path_factory.mktemp("databases"))


def test_every_filter_is_looked_at_here() -> None:
    assert {one.name for one in FILTERS} <= ASKED.keys()


@pytest.mark.parametrize("name", ASKED)
def test_a_filter_is_led_by_its_index(name: str, url: str) -> None:
    """Among events with many carts each; both the page and its count."""
    asked, column = ASKED[name]

    async def story(database: Database) -> str:
        where = await database.write(lambda tx: _crowded(tx, asked))
        if database.kind == "postgresql":
            await database.write(lambda tx: tx.run(Query(sa.text("ANALYZE cart_position"))))
        return await _plan(database, where)

    plan = within(url, story)
    assert plan.count(f"ix_cart_position_event_id_{column} ") == 2, plan


async def _crowded(tx: Tx, asked: Where) -> Where:
    """Several events with carts of many buyers and things; what is asked of one of them."""
    event, items = 0, [0]
    for _ in range(OTHERS):
        event = await new_event(tx)
        items = [await new_item(tx, event) for _ in range(THINGS)]
        for number in range(CARTS):
            expires = END if number % 100 == 0 else number
            await new_position(tx, event, items[number % len(items)], cart_id=f"{number}@api", expires=expires)
    return narrowed(event, {**asked, "item_id": items[7]} if "item_id" in asked else asked)


async def _plan(database: Database, where: Where) -> str:
    """How the database goes about a page of the list and its count, which are one statement."""
    values: list[object] = []
    query = verbs.page(tables.cart_position, verbs.shaped(tables.cart_position, where, values), DEFAULT_ORDER)
    values += [PAGE_ROWS_MAX, 0]
    if isinstance(database, SqliteDatabase):
        text, given = f"EXPLAIN QUERY PLAN {query.sqlite.text}", query.sqlite.arranged(values)
        rows = await database.on_writer(lambda connection: connection.execute(text, given).fetchall())
        return " ".join(row["detail"] for row in rows)
    assert isinstance(database, PostgresDatabase)
    connection = await database.dedicated()
    try:
        # The plan that is made without knowing the values, as for every statement of a request.
        await connection.execute("SET plan_cache_mode = force_generic_plan")
        await connection.execute(f"PREPARE looked_at AS {query.postgresql.text}")
        nothing = ", ".join(["NULL"] * len(values))
        return " ".join(row[0] for row in await connection.fetch(f"EXPLAIN EXECUTE looked_at({nothing})"))
    finally:
        await connection.close()
