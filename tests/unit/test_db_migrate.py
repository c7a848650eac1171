"""Migrations: from nothing to the tables of `willcall.db.tables`, on both databases."""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.unit.databases import KINDS, empty, within
from willcall.db import migrate as migration
from willcall.db import tables
from willcall.db.errors import DatabaseUnavailable
from willcall.db.migrate import HEAD, current_revision, is_current, migrate, script

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


# All revisions, the first one first.
EVERY = [one.revision for one in script().walk_revisions()][::-1]


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return empty(request.param, request, tmp_path)


def inspected(url: str, question: Any) -> Any:
    """What a connection of SQLAlchemy's finds out."""
    return migration._connected(url, question, writes=False)  # noqa: SLF001 - the one way to both databases


def test_a_database_is_made_and_then_left_alone(url: str) -> None:
    assert migrate(url) == EVERY
    assert migrate(url) == []
    assert current_revision(url) == HEAD


def test_two_who_migrate_at_once_do_it_once(url: str) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as both:
        applied = sorted(both.map(migrate, [url, url]))

    assert applied == [[], EVERY]


def test_a_start_sees_whether_the_schema_is_current(url: str) -> None:
    if url.startswith("postgresql"):
        assert within(url, is_current) is False
    migrate(url)

    assert within(url, is_current) is True


def test_a_sqlite_file_that_is_not_there_is_not_made_by_a_start(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'nothing'}"

    with pytest.raises(DatabaseUnavailable):
        within(url, is_current)
    with pytest.raises(DatabaseUnavailable):
        current_revision(url)
    assert not (tmp_path / "nothing").exists()


def test_a_migration_may_be_run_from_a_thread_of_an_event_loop(url: str) -> None:
    assert asyncio.run(asyncio.to_thread(migrate, url)) == EVERY


def test_the_code_names_the_last_migration() -> None:
    assert script().get_current_head() == HEAD


def test_the_migrated_database_is_the_one_that_is_declared(url: str) -> None:
    migrate(url)

    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return (kind, name) != ("table", "id_block")

    def differences(connection: sa.Connection) -> Any:
        options = {"compare_type": True, "compare_server_default": True, "include_object": ours}
        return compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata)

    assert inspected(url, differences) == []


@pytest.mark.parametrize("table", [pytest.param(one, id=one.name) for one in tables.metadata.tables.values()])
@pytest.mark.parametrize("kind", KINDS)
def test_what_alembic_does_not_compare_is_there_too(kind: str, table: sa.Table, declared: dict[str, str]) -> None:
    """Checks, the order of keys, what references do on deletion, and names."""
    found = inspected(declared[kind], lambda connection: facts(sa.inspect(connection), table.name))

    assert found == {
        "key": list(table.primary_key.columns.keys()),
        "checks": {str(one.name) for one in table.constraints if isinstance(one, sa.CheckConstraint)},
        "references": {
            (str(one.name), one.ondelete if one.ondelete != "NO ACTION" else None)
            for one in table.foreign_key_constraints
        },
        "indexes": {str(one.name): one.info["where"] for one in table.indexes},
        "kept": ["no rowid"]
        if kind == "sqlite"
        else [f"{name}={value}" for name, value in table.info["postgresql_with"].items()],
        "uniques": {str(one.name) for one in table.constraints if isinstance(one, sa.UniqueConstraint)},
    }


def facts(inspector: sa.Inspector, table: str) -> dict[str, Any]:
    uniques = {one["name"] for one in inspector.get_unique_constraints(table)}
    references = {
        (one["name"], None if one["options"].get("ondelete") == "NO ACTION" else one["options"].get("ondelete"))
        for one in inspector.get_foreign_keys(table)
    }
    return {
        "key": inspector.get_pk_constraint(table)["constrained_columns"],
        "checks": {one["name"] for one in inspector.get_check_constraints(table)},
        "references": references,
        "indexes": {one["name"]: some_of(one) for one in inspector.get_indexes(table) if one["name"] not in uniques},
        "kept": kept(inspector, table),
        "uniques": uniques,
    }


def some_of(index: Mapping[str, Any]) -> str | None:
    """Over which rows an index is; None for all."""
    options = index.get("dialect_options", {})
    where = next((str(options[name]) for name in ("postgresql_where", "sqlite_where") if name in options), None)
    return where and where.removeprefix("(").removesuffix(")")


def kept(inspector: sa.Inspector, table: str) -> list[str]:
    """How a database keeps the rows of a table, where that is not the usual way."""
    connection = inspector.bind
    assert isinstance(connection, sa.Connection)
    if connection.dialect.name == "sqlite":
        made = connection.scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table})
        return ["no rowid"] if str(made).rstrip().endswith("WITHOUT ROWID") else []
    found = connection.scalar(sa.text("SELECT reloptions FROM pg_class WHERE relname = :name"), {"name": table})
    return [one for one in found or [] if not one.startswith("autovacuum")]


@pytest.fixture(scope="module")
def declared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A migrated database of each kind."""
    urls = {kind: empty(kind, request, tmp_path_factory.mktemp(kind)) for kind in KINDS}
    for url in urls.values():
        migrate(url)
    return urls
