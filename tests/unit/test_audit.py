"""The audit: what SQL has corrupted is named, exactly that, and counters are mended."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from typing import TYPE_CHECKING, Any, Final

import asyncpg
import pytest
from click.testing import CliRunner, Result

from tests.unit.databases import (
    KINDS,
    migrated,
    new_event,
    new_item,
    new_position,
    new_quota,
    new_seat,
    new_voucher,
    within,
)
from willcall import audit
from willcall.cli import main
from willcall.db import tables
from willcall.db.lint import lint_event_statement
from willcall.db.statements import Query
from willcall.kit.instants import DAY_US, now_us
from willcall.reserve import availability, ledger_audit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from willcall.db.tx import Database, Tx

LATER: Final = now_us() + DAY_US
Ids = dict[str, int]

HELD_LESS: Final = "UPDATE quota SET held = held - 1 WHERE id = {tickets}"
HELD_MORE: Final = "UPDATE quota SET held = held + 1 WHERE id = {others}"
PLACE: Final = "INSERT INTO quota_hold (event_id, position_id, quota_id, expires) VALUES ({event}, {%s}, {%s}, {later})"
KEPT: Final = (
    "INSERT INTO answer_kept (event_id, id, token_id, key, created, status, body) "
    "VALUES ({event}, 1, 1, 'k', 1, 201, CAST('%s' AS {octets}))"
)

CORRUPTIONS: Final[dict[str, tuple[tuple[str, ...], set[str]]]] = {
    "held": ((HELD_LESS,), {"quota.held"}),
    "blocked": (("UPDATE quota SET blocked = blocked + 1 WHERE id = {tickets}",), {"quota.blocked"}),
    "waiting": (("UPDATE quota SET waiting = 0 WHERE id = {tickets}",), {"quota.waiting"}),
    "excused": (("UPDATE quota SET excused = 2 WHERE id = {tickets}",), {"quota.excused"}),
    "oversold": (
        ("UPDATE quota SET size = 1, held = 0, blocked = 0 WHERE id = {tickets}",),
        {"quota.oversold", "quota.held", "quota.blocked"},
    ),
    "open": (("UPDATE quota SET size = 0, close_when_sold_out = true WHERE id = {empty}",), {"quota.open"}),
    "voucher held": (("UPDATE voucher SET held = 0 WHERE id = {plain}",), {"voucher.held"}),
    "voucher excused": (("UPDATE voucher SET excused = 1 WHERE id = {plain}",), {"voucher.excused"}),
    "voucher overused": (
        ("UPDATE voucher SET held = 0, max_usages = 0, min_usages = 0 WHERE id = {plain}",),
        {"voucher.held", "voucher.overused"},
    ),
    "place missing": (
        ("DELETE FROM quota_hold WHERE position_id = {ada} AND quota_id = {tickets}", HELD_LESS),
        {"place.missing"},
    ),
    "place extra": (
        (PLACE % ("ada", "others"), HELD_MORE),
        {"place.extra"},
    ),
    "place counted in spite of a block": (
        (PLACE % ("guest", "tickets"), "UPDATE quota SET held = held + 1 WHERE id = {tickets}"),
        {"place.extra"},
    ),
    "place until another time": (
        ("UPDATE quota_hold SET expires = expires + 1 WHERE position_id = {ada}",),
        {"place.expiry"},
    ),
    "use missing": (
        (
            "DELETE FROM voucher_hold WHERE position_id = {ben}",
            "UPDATE voucher SET held = held - 1 WHERE id = {plain}",
        ),
        {"use.missing"},
    ),
    "use wrong": (("UPDATE voucher_hold SET expires = expires + 1 WHERE position_id = {ben}",), {"use.wrong"}),
    "seat missing": (("DELETE FROM seat_hold WHERE seat_id = {seat}",), {"seat.missing"}),
    "seat wrong": (("UPDATE seat_hold SET expires = expires + 1 WHERE seat_id = {seat}",), {"seat.wrong"}),
    "seat twice": (
        ("UPDATE cart_position SET seat_id = {seat} WHERE id = {ada}",),
        {"seat.twice", "seat.missing"},
    ),
    "block missing": (
        (
            "DELETE FROM voucher_block WHERE voucher_id = {unused}",
            "UPDATE quota SET blocked = blocked - 1 WHERE id = {tickets}",
        ),
        {"block.missing"},
    ),
    "block wrong": (
        (
            "UPDATE voucher_block SET units = units + 1 WHERE voucher_id = {unused}",
            "UPDATE quota SET blocked = blocked + 1 WHERE id = {tickets}",
        ),
        {"block.wrong"},
    ),
    "bundle in another cart": (("UPDATE cart_position SET cart_id = 'x@api' WHERE id = {child}",), {"cart.torn"}),
    "bundle alone": (("UPDATE cart_position SET addon_to = NULL WHERE id = {child}",), {"cart.alone"}),
    "cart of a shop gone": (("DELETE FROM cart WHERE id = {cart}",), {"cart.lost"}),
    "what a cart remembers gone": (("DELETE FROM cart_line WHERE position_id = {shopper}",), {"cart.line"}),
    "hold gone, its places left": (("DELETE FROM cart_position WHERE id = {child}",), {"reference.lost"}),
    "places gone, the hold left": (
        ("DELETE FROM quota_hold WHERE position_id = {child}", "UPDATE quota SET held = 0 WHERE id = {shirts}"),
        {"place.missing"},
    ),
    "quota gone": (("DELETE FROM quota WHERE id = {shirts}",), {"reference.lost"}),
    "answer about another cart": ((KEPT % '{{"id": {ada}, "cart_id": "x@api"}}',), {"answer.other"}),
    "entry of a bulk about another cart": (
        (KEPT % '{{"results": [{{"data": null}}, {{"data": {{"id": {ada}, "cart_id": "x@api"}}}}]}}',),
        {"answer.other"},
    ),
    "no state": (("DELETE FROM event_state WHERE event_id = {event}",), {"event.state"}),
}
MENDABLE: Final = (
    *("held", "blocked", "waiting", "excused", "oversold", "open"),
    *("voucher held", "voucher excused", "voucher overused"),
)


@pytest.fixture(scope="module", params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """One database for all of them: each test has an event, and an organizer, of its own."""
    return migrated(request.param, request, tmp_path_factory.mktemp("audit"))


async def booth(tx: Tx) -> Ids:
    """An event in which everything that is counted is there once, counted rightly."""
    event, now = await new_event(tx), now_us()
    home, ids = {"event_id": event}, {"event": event}
    row = await tx.one(tables.event, id=event)
    assert row is not None
    ids["organizer"] = row["organizer_id"]
    ticket, shirt = await new_item(tx, event), await new_item(tx, event)
    for name, size in (("tickets", 9), ("shirts", 3), ("empty", 3), ("others", None)):
        ids[name] = await new_quota(tx, event, name=name, size=size)
    for name, item in (("tickets", ticket), ("shirts", shirt)):
        await tx.insert(tables.quota_item, home | {"quota_id": ids[name], "item_id": item})
    ids["seat"] = await new_seat(tx, event, "A1", item_id=ticket)
    ids["plain"] = await new_voucher(tx, event, "PLAIN", item_id=ticket)
    blocking = {"block_quota": True, "item_id": ticket}
    ids["used"] = await new_voucher(tx, event, "USED", **blocking)
    ids["unused"] = await new_voucher(tx, event, "UNUSED", **blocking)
    ids["ada"] = await new_position(tx, event, ticket, expires=LATER, cart_id="ada@api")
    bundled = {"addon_to": ids["ada"], "is_bundled": True, "cart_id": "ada@api"}
    ids["child"] = await new_position(tx, event, shirt, expires=LATER, **bundled)
    ids["ben"] = await new_position(tx, event, ticket, expires=LATER, voucher_id=ids["plain"], seat_id=ids["seat"])
    ids["guest"] = await new_position(tx, event, ticket, expires=LATER, voucher_id=ids["used"])
    await new_position(tx, event, ticket, expires=now - 1, voucher_id=ids["plain"], seat_id=ids["seat"])
    until = {"expires": LATER}
    ids["cart"] = await tx.new_id()
    cart = {"id": ids["cart"], "cart_id": "shop", "channel": "web", "version": 1, "created": 0, "change_id": 1}
    await tx.insert(tables.cart, home | cart | {"extend_until": LATER})
    ids["shopper"] = await new_position(tx, event, ticket, expires=now - 1, cart_id="shop", api=False)
    await tx.insert(tables.cart_line, home | {"position_id": ids["shopper"], "price": 2300})
    for buyer, voucher in (("ben", "plain"), ("guest", "used")):
        use = {"position_id": ids[buyer], "voucher_id": ids[voucher]}
        await tx.insert(tables.voucher_hold, home | use | until)
    await tx.insert(tables.seat_hold, home | {"seat_id": ids["seat"], "position_id": ids["ben"]} | until)
    entry = {"id": await tx.new_id(), "email": "eve@example.org", "name_parts": "{}", "locale": "en", "priority": 0}
    await tx.insert(tables.waiting_entry, home | entry | {"item_id": ticket, "created": 0})
    body = f'{{"id": {ids["ada"]}, "cart_id": "ada@api"}}'.encode()
    kept = {"id": await tx.new_id(), "token_id": 1, "key": "ada", "created": 1, "status": 201, "body": body}
    await tx.insert(tables.answer_kept, home | kept)
    await availability.reblock(tx, event, [ids["used"], ids["unused"]], now)
    await availability.rebuild(tx, event, [ids["tickets"], ids["shirts"], ids["empty"], ids["others"]], now)
    await availability.recount_uses(tx, event, [ids["plain"], ids["used"], ids["unused"]], now)
    return ids


def corrupt(url: str, ids: Ids, *statements: str) -> None:
    """As a bug or a hand on the database might: no reference is checked, nothing cascades."""
    is_file = url.startswith("sqlite")
    texts = [text.format(**ids, later=LATER, octets="BLOB" if is_file else "BYTEA") for text in statements]
    if is_file:
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        try:
            for text in texts:
                connection.execute(text)
        finally:
            connection.close()
        return

    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute("SET session_replication_role = replica")
            for text in texts:
                await connection.execute(text)
        finally:
            await connection.close()

    asyncio.run(run())


def made(url: str) -> Ids:
    return within(url, lambda database: database.write(booth))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["audit", *arguments])


def of(ids: Ids) -> tuple[str, str]:
    """Narrowed to one booth."""
    return "--organizer", f"o{ids['organizer']}"


def reported(url: str, *flags: str, status: int) -> dict[str, Any]:
    result = run("--json", "--database", url, *flags)
    assert result.exit_code == status, f"{result.output}{result.stderr}"
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def kinds(report: dict[str, Any]) -> set[str]:
    return {one["kind"] for one in report["differences"]}


def test_what_is_in_order_has_no_differences(url: str) -> None:
    ids = made(url)

    result = run("--database", url, *of(ids))

    assert (result.exit_code, result.stdout) == (0, "No differences in 1 event.\n")


def test_a_database_without_events_has_no_differences(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    empty = migrated("sqlite", request, tmp_path)

    assert reported(empty, status=0) == {"events": 0, "differences": [], "notes": []}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_each_corruption_is_named_and_nothing_else(name: str, url: str) -> None:
    statements, wanted = CORRUPTIONS[name]
    ids, other = made(url), made(url)
    corrupt(url, ids, *statements)

    report = reported(url, *of(ids), status=1)

    assert kinds(report) == wanted
    assert not any(one["mended"] for one in report["differences"])
    assert reported(url, *of(other), status=0)["differences"] == []


@pytest.mark.parametrize("name", MENDABLE)
def test_counters_are_mended(name: str, url: str) -> None:
    ids = made(url)
    corrupt(url, ids, *CORRUPTIONS[name][0])

    report = reported(url, "--repair", *of(ids), status=0)

    assert kinds(report) == CORRUPTIONS[name][1]
    assert all(one["mended"] for one in report["differences"])
    assert reported(url, *of(ids), status=0)["differences"] == []


@pytest.mark.parametrize("name", sorted(CORRUPTIONS.keys() - set(MENDABLE)))
def test_rows_are_left_to_people(name: str, url: str) -> None:
    """A repair changes no row that is no counter, and does not call mended what it is not."""
    ids = made(url)
    corrupt(url, ids, *CORRUPTIONS[name][0], "UPDATE quota SET excused = 5 WHERE id = {empty}")
    before = within(url, lambda database: database.snapshot(lambda tx: rows_of(tx, ids["event"])))

    report = reported(url, "--repair", *of(ids), status=1)

    assert {one["kind"] for one in report["differences"] if not one["mended"]} == CORRUPTIONS[name][1]
    assert within(url, lambda database: database.snapshot(lambda tx: rows_of(tx, ids["event"]))) == before


async def rows_of(tx: Tx, event: int) -> list[list[tuple[Any, ...]]]:
    found = []
    for table in (tables.cart_position, tables.quota_hold, tables.voucher_hold, tables.seat_hold, tables.voucher_block):
        order = [(column.name, False) for column in table.primary_key]
        found.append([tuple(row) for row in await tx.find(table, {"event_id": event}, order=order)])
    return found


def test_an_answer_that_outlived_its_position_is_a_note(url: str) -> None:
    """Whoever held it may have deleted it since."""
    ids = made(url)
    corrupt(url, ids, KEPT % '{{"id": 77, "cart_id": "x@api"}}')

    report = reported(url, *of(ids), status=0)

    assert [one["kind"] for one in report["notes"]] == ["answer.gone"]
    assert "77" in report["notes"][0]["text"]


def test_the_clock_alone_makes_no_difference(url: str) -> None:
    """What has expired may still be counted, and what expires in a moment may have been handed back elsewhere."""
    ids = made(url)

    async def later(database: Database, seconds: int) -> audit.Report:
        return await audit.audit(database, lambda: LATER + seconds * 1_000_000, organizer=of(ids)[1])

    for seconds in (-5, 0, 1, 100_000):
        report = within(url, lambda database, seconds=seconds: later(database, seconds))  # type: ignore[misc]
        assert report.is_clean, report.text()
    gone = ("DELETE FROM quota_hold WHERE position_id = {ada}", HELD_LESS)
    corrupt(url, ids, *gone)
    assert within(url, lambda database: later(database, -5)).is_clean


def test_words_for_people(url: str) -> None:
    ids = made(url)
    corrupt(url, ids, HELD_LESS)

    result = run("--database", url, *of(ids))

    assert result.exit_code == 1
    line, summary = result.stdout.splitlines()
    told = f'quota {ids["tickets"]} "tickets": the counter of places held in carts says 1, the rows say 2.'
    assert line.endswith(f"/fair: {told} [quota.held]")
    assert summary == "1 difference in 1 event."
    assert run("--repair", "--database", url, *of(ids)).stdout.splitlines()[1] == "1 difference in 1 event, 1 mended."


def test_an_audit_can_be_narrowed(url: str) -> None:
    ids, other = made(url), made(url)
    corrupt(url, ids, HELD_LESS)

    every = reported(url, "--event", "fair", status=1)

    assert every["events"] >= 2
    assert of(ids)[1] in {one["organizer"] for one in every["differences"]}
    assert reported(url, *of(ids), "--event", "fair", status=1)["events"] == 1
    assert reported(url, *of(other), "--event", "fair", status=0)["events"] == 1


@pytest.mark.parametrize("flags", [("--organizer", "eves"), ("--event", "market")])
def test_what_is_not_there_cannot_be_audited(flags: tuple[str, str], url: str) -> None:
    made(url)

    result = run("--database", url, *flags)

    assert result.exit_code == 2
    assert flags[1] in result.stderr


def test_without_a_database_nothing_can_be_told(tmp_path: Path) -> None:
    result = run("--database", f"sqlite:///{tmp_path}/nowhere.db")

    assert result.exit_code == 2
    assert "run willcall migrate" in result.stderr


def queries() -> Iterator[tuple[str, Query]]:
    for name, value in vars(ledger_audit).items():
        several = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        yield from ((name, one) for one in several if isinstance(one, Query))


@pytest.mark.parametrize(("name", "query"), list(queries()))
def test_a_statement_names_the_event_of_every_table(name: str, query: Query) -> None:
    assert lint_event_statement(query.postgresql.text) == []
    assert lint_event_statement(query.sqlite.text) == []
