"""The tables keep the rules under which they can be distributed by event (docs/decisions/0003-database-room.md)."""

from __future__ import annotations

import subprocess
import sys

import pytest
import sqlalchemy as sa

from willcall.db import tables

EVERY = [pytest.param(table, id=name) for name, table in tables.metadata.tables.items()]
OF_EVENT = [
    pytest.param(table, id=name) for name, table in tables.metadata.tables.items() if table.info["kind"] == "event"
]
DIRECTORY = [
    pytest.param(table, id=name) for name, table in tables.metadata.tables.items() if table.info["kind"] == "directory"
]
# The only references from an event's table to the directory.
TO_THE_DIRECTORY = {("event_state", "event"), ("subevent", "seating_plan")}


def uniques(table: sa.Table) -> list[list[str]]:
    found = [list(one.columns.keys()) for one in table.constraints if isinstance(one, sa.UniqueConstraint)]
    return found + [list(index.columns.keys()) for index in table.indexes if index.unique]


@pytest.mark.parametrize("table", EVERY)
def test_every_table_says_of_what_kind_it_is(table: sa.Table) -> None:
    assert table.info["kind"] in {"event", "directory"}


@pytest.mark.parametrize("table", OF_EVENT)
def test_the_key_begins_with_the_event(table: sa.Table) -> None:
    key = list(table.primary_key.columns.keys())

    assert table.c[0].name == "event_id"
    assert not table.c.event_id.nullable
    assert key[0] == "event_id"
    assert key == ["event_id", "id"] if "id" in table.c else len(key) == len(set(key))


@pytest.mark.parametrize("table", OF_EVENT)
def test_nothing_is_unique_beyond_its_event(table: sa.Table) -> None:
    assert all(columns[0] == "event_id" for columns in uniques(table))


@pytest.mark.parametrize("table", OF_EVENT)
def test_references_stay_within_the_event(table: sa.Table) -> None:
    for reference in table.foreign_key_constraints:
        target = reference.referred_table
        columns, referred = reference.column_keys, [element.column.name for element in reference.elements]

        if target.info["kind"] == "event":
            assert columns[0] == "event_id"
            assert referred == list(target.primary_key.columns.keys())
        else:
            assert (table.name, target.name) in TO_THE_DIRECTORY


@pytest.mark.parametrize("table", OF_EVENT)
def test_every_table_of_an_event_goes_with_it(table: sa.Table) -> None:
    """Some chain of cascades over columns that are never NULL leads up to the event."""
    seen = {table}
    waiting = [table]
    while waiting:
        for reference in waiting.pop().foreign_key_constraints:
            certain = reference.ondelete == "CASCADE" and not any(column.nullable for column in reference.columns)
            if certain and reference.referred_table not in seen:
                seen.add(reference.referred_table)
                waiting.append(reference.referred_table)

    assert tables.event in seen


@pytest.mark.parametrize("table", DIRECTORY)
def test_the_directory_refers_to_itself_only(table: sa.Table) -> None:
    assert all(reference.referred_table.info["kind"] == "directory" for reference in table.foreign_key_constraints)


@pytest.mark.parametrize("table", EVERY)
def test_deleting_cascades_or_is_refused(table: sa.Table) -> None:
    assert all(reference.ondelete in {"CASCADE", "NO ACTION"} for reference in table.foreign_key_constraints)


@pytest.mark.parametrize("table", EVERY)
def test_the_referencing_side_has_an_index(table: sa.Table) -> None:
    """Over the rows that refer at all, where a column may be NULL."""
    keys = [list(table.primary_key.columns.keys()), *uniques(table)]
    for reference in table.foreign_key_constraints:
        columns = reference.column_keys
        nullable = [column.name for column in reference.columns if column.nullable]
        partial = f"{nullable[0]} IS NOT NULL" if nullable else None
        indexes = [list(index.columns.keys()) for index in table.indexes if condition(index) in {None, partial}]

        assert any(key[: len(columns)] == columns for key in keys + indexes), reference.name


def condition(index: sa.Index) -> str | None:
    only: str | None = index.info["where"]
    return only


@pytest.mark.parametrize("table", EVERY)
def test_no_id_comes_from_the_database(table: sa.Table) -> None:
    for column in table.c:
        assert column.autoincrement in {False, "auto"}
        assert column.identity is None
        assert column.default is None
        assert not column.primary_key or column.server_default is None
    assert table.autoincrement_column is None


def test_a_start_learns_of_no_database_that_is_not_used() -> None:
    """SQLAlchemy's words for one, and a driver, take a tenth of a start."""
    code = """import sys, willcall.app
print(*(name for name in sys.modules if name == 'asyncpg' or name.startswith('sqlalchemy.dialects.')))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.split() == []


@pytest.mark.parametrize("table", EVERY)
def test_every_constraint_has_a_name_that_fits(table: sa.Table) -> None:
    """PostgreSQL cuts names after 63 bytes."""
    ddl = str(sa.schema.CreateTable(table))

    assert ddl.count("CONSTRAINT ") == len(table.constraints)
    assert all(len(word) <= 63 for word in ddl.replace(",", " ").split())
    assert all(index.name and len(index.name) <= 63 for index in table.indexes)
