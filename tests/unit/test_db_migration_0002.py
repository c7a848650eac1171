"""A database of the foundation that holds data becomes one of 0002, and everything in it stays."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final

import pytest
import sqlalchemy as sa

from tests.unit.databases import KINDS, empty, new_category, new_item, within
from willcall.db import migrate as migration
from willcall.db import tables
from willcall.db.ddl import Addition, anew
from willcall.db.errors import ConstraintViolation, ForeignKeyViolation
from willcall.db.migrate import current_revision, is_current, migrate
from willcall.db.open import sqlite_path

if TYPE_CHECKING:
    from pathlib import Path

    from willcall.db.tx import Tx

# As the foundation had it, whatever the tables have become since. Two events, every table, every reference.
ROWS: Final = """
organizer VALUES (1, 'haum', 'Häum', 'https://haum.example', 10);
sales_channel VALUES (2, 1, 'web', 'web', '{"en": "Shop"}', 0);
event VALUES (3, 1, 'fair', '{"en": "It''s a fair"}', 'EUR', 'Europe/Berlin', 1, 2, NULL, NULL, NULL, true, false,
    true, false, NULL, '{}');
event VALUES (4, 1, 'other', '{}', 'EUR', 'UTC', 1, NULL, NULL, NULL, NULL, false, false, true, true, '{}', '{}');
team VALUES (5, 1, 'Staff', false, true, '[]', true, '[]', false);
team_event VALUES (5, 3);
token VALUES (6, 5, 'Till', :octets, true, 10);
directory_answer VALUES (7, 6, 'once', 10, 201, :octets);
event_state VALUES (3, 17, '{"reservation_time": 20}');
event_state VALUES (4, 1, '{}');
category VALUES (3, 8, '{}', 'inside', NULL, 1, true, NULL, NULL);
item VALUES (3, 9, '{"en": "Ticket"}', NULL, NULL, true, 0, 8, 2300, true, false, '{"all": true}');
item VALUES (3, 10, '{}', 'Set', NULL, false, 1, NULL, 9223372036854775807, false, true, '{}');
item VALUES (4, 11, '{}', NULL, NULL, true, 0, NULL, 0, false, false, '{}');
category_match VALUES (3, 8, 9);
variation VALUES (3, 12, 9, '{}', true, NULL, 0, NULL, '{}');
addon VALUES (3, 13, 10, 8, 0, 2, 0, true, false);
bundle VALUES (3, 14, 10, 9, 12, 1, -500);
quota VALUES (3, 15, 'All', 100, false, true, false, false, 1, 2, 0, 4, 5, 6, 7);
quota VALUES (4, 16, 'Endless', NULL, true, false, false, true, 0, 0, 0, 0, 0, 0, 0);
quota_item VALUES (3, 15, 9);
quota_variation VALUES (3, 15, 12);
cart_position VALUES (3, 17, 'ü@api', 9, 12, 2300, '{"_legacy": "Fay"}', 'fay@example.org', NULL, false, true, true,
    5, 6);
cart_position VALUES (3, 18, 'ü@api', 9, 12, 0, '{}', NULL, 17, true, true, false, 5, 6);
quota_hold VALUES (3, 17, 15, 6);
answer_kept VALUES (3, 19, 6, 'once', 5, 201, :octets);
change_log VALUES (3, 20, 5, 'item', 9, 'changed', NULL, '{}', NULL)"""
NEW_COLUMNS: Final = {
    ("event", "seating_plan_id"),
    ("item", "tax_rule_id"),
    ("quota", "subevent_id"),
    ("cart_position", "subevent_id"),
    ("cart_position", "voucher_id"),
    ("cart_position", "seat_id"),
}


def filled(connection: sa.Connection) -> None:
    octets = sa.bindparam("octets", b"\0\xff", sa.LargeBinary)
    with connection.begin():
        for row in ROWS.split(";"):
            statement = sa.text(f"INSERT INTO {row}")
            connection.execute(statement.bindparams(octets) if ":octets" in row else statement)


def contents(connection: sa.Connection) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for what only the migrations themselves write."""
    names = [name for name in sa.inspect(connection).get_table_names() if name not in {"alembic_version", "id_block"}]
    return {
        name: sorted((dict(row) for row in connection.execute(sa.text(f"SELECT * FROM {name}")).mappings()), key=str)  # noqa: S608
        for name in names
    }


def asked(url: str, question: Any, *, writes: bool = False) -> Any:
    return migration._connected(url, question, writes=writes)  # noqa: SLF001 - the one way to both databases


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of the foundation with something in each of its tables."""
    made = empty(request.param, request, tmp_path)
    assert migrate(made, to="0001") == ["0001"]
    asked(made, filled, writes=True)
    return made


def test_every_row_stays_as_it_was(url: str) -> None:
    before = asked(url, contents)
    assert migrate(url, to="0002") == ["0002"]
    after = asked(url, contents)

    assert all(before.values())
    for name, rows in before.items():
        added = dict.fromkeys(column for table, column in NEW_COLUMNS if table == name)
        assert [row | added for row in rows] == after.pop(name)
    assert not any(after.values())


def test_what_was_there_is_still_tied_to_each_other(url: str) -> None:
    """References, checks and cascades hold for old rows and for new columns."""
    migrate(url)

    def change(name: str, values: dict[str, object]) -> None:
        table = tables.metadata.tables[name]
        within(url, lambda database: database.write(lambda tx: tx.update(table, {"event_id": 3}, values)))

    cases: tuple[tuple[str, dict[str, object]], ...] = (
        ("item", {"tax_rule_id": 99}),
        ("item", {"category_id": 99}),
        ("quota", {"subevent_id": 99}),
        ("quota", {"size": 1}),
        ("cart_position", {"voucher_id": 99}),
        ("cart_position", {"addon_to": 99}),
        ("quota_hold", {"quota_id": 99}),
        ("category", {"cross_selling_mode": "only"}),
    )
    for name, values in cases:
        with pytest.raises(ConstraintViolation):
            change(name, values)

    async def cascades(tx: Tx) -> list[int]:
        await new_item(tx, 3, await new_category(tx, 3))
        await tx.delete(tables.cart_position, {"event_id": 3, "id": 17})
        found = [await tx.count(one, {"event_id": 3}) for one in (tables.cart_position, tables.quota_hold)]
        assert await tx.delete(tables.event, {"id": 3}) == 1
        return [*found, await tx.count(tables.item, {"event_id": 3}), await tx.count(tables.item, {"event_id": 4})]

    assert within(url, lambda db: db.write(cascades)) == [0, 0, 0, 1]
    assert within(url, is_current)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_broken_reference_stops_the_migration_and_leaves_everything_as_it_was(url: str) -> None:
    """SQLite does not look while a table is made anew; a file could be broken before by other programs."""
    path = sqlite_path(url)
    assert path is not None
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE item SET category_id = 99 WHERE id = 9")
    connection.close()
    before = asked(url, contents)

    with pytest.raises(ForeignKeyViolation, match="item -> category"):
        migrate(url)

    assert current_revision(url) == "0001"
    assert asked(url, contents) == before


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TABLE seat (id BIGINT PRIMARY KEY)",
        "CREATE TABLE seat (id BIGINT, CONSTRAINT pk_seat PRIMARY KEY (id))",
        "CREATE TABLE seats (id BIGINT, CONSTRAINT pk_seat PRIMARY KEY (id)) WITHOUT ROWID",
    ],
)
def test_a_table_that_is_not_ours_is_not_made_anew(made: str) -> None:
    with pytest.raises(AssertionError, match="not made by a migration of ours"):
        anew(made, Addition("seat", ("rank INTEGER",)))


def test_a_table_is_made_anew_twice_in_the_same_way() -> None:
    """After the first time SQLite quotes the name."""
    made = "CREATE TABLE seat (id BIGINT, CONSTRAINT pk_seat PRIMARY KEY (id)) WITHOUT ROWID"
    once = anew(made, Addition("seat", ("x REAL",), checks={"x": "x > 0"}))
    twice = anew(once.replace("seat_anew", '"seat"', 1), Addition("seat", ("code CODE",), unique=("id, code",)))

    assert once == (
        "CREATE TABLE seat_anew (id BIGINT, x DOUBLE, CONSTRAINT pk_seat PRIMARY KEY (id), "
        "CONSTRAINT ck_seat_x CHECK (x > 0)) WITHOUT ROWID"
    )
    assert twice == (
        "CREATE TABLE seat_anew (id BIGINT, x DOUBLE, code TEXT, CONSTRAINT pk_seat PRIMARY KEY (id), "
        "CONSTRAINT ck_seat_x CHECK (x > 0), CONSTRAINT uq_seat_id_code UNIQUE (id, code)) WITHOUT ROWID"
    )
