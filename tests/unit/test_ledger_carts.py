"""Carts of shops in the ledgers: what is written of them, on both databases as in memory; who comes second is stale."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest
from msgspec import structs

from tests import engine
from tests.engine import ADAS_CART, HELD, MISSING, NOW, RESERVATION_US, SAVED, STALE, TICKET, WORKSHOP
from tests.property.histories import PRODUCTS, Pool
from tests.property.players import FIRST_QUOTA, Clock
from tests.property.sql import SqlPlayer, opened, put_seats, put_vouchers
from tests.unit.databases import KINDS, migrated, new_question, within
from willcall.db import tables
from willcall.db.postgres import PostgresDatabase
from willcall.db.sqlite import SqliteDatabase
from willcall.reserve.ask import Answered, CartSaved, CartShort, Line, Outcome
from willcall.reserve.ledger_postgres import PostgresLedger
from willcall.reserve.ledger_sqlite import SqliteLedger

if TYPE_CHECKING:
    from pathlib import Path

    from willcall.db.tx import Database, Tx
    from willcall.reserve.ask import Ask
    from willcall.reserve.ledger import Ledger

ALL: Final = frozenset(PRODUCTS)


@dataclass
class Office:
    """An event with ten places for everything, and who sells them."""

    player: SqlPlayer
    database: Database

    async def settle(self, *asks: Ask) -> list[Outcome]:
        """What becomes of asks that came together."""
        return (await self.player.ledger.settle(self.player.event_id, asks)).outcomes

    async def save(self, ask: Ask) -> CartSaved:
        """A cart that is written."""
        [outcome] = await self.settle(ask)
        assert isinstance(outcome, CartSaved), outcome
        return outcome

    async def rows(self, table: Any, **where: object) -> list[dict[str, Any]]:
        """What a table holds of the event, as far as it is asked for."""

        async def read(tx: Tx) -> list[dict[str, Any]]:
            found = await tx.find(table, {"event_id": self.player.event_id, **where})
            return [{name: row[name] for name in row.keys()} for row in found]  # noqa: SIM118 - a row is no mapping

        return await self.database.read(read)

    async def held(self) -> int:
        """Places taken, by the counter and by its rows."""
        ((row, found),) = await self.player.availabilities()
        assert row["held"] == found.cart_positions == len(await self.rows(tables.quota_hold))
        return found.cart_positions


Story = Callable[[Office], Coroutine[Any, Any, None]]


@pytest.fixture(params=KINDS)
def tell(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Story], None]:
    """Tells a story of an office on each database."""

    async def told(database: Database, story: Story) -> None:
        clock = Clock()
        ledger = _ledger(database, clock)
        await ledger.open()
        await story(Office(await opened(database, ledger, clock, [Pool("A", ALL, 10)]), database))
        await ledger.close()

    return lambda story: within(migrated(request.param, request, tmp_path), lambda database: told(database, story))


def _ledger(database: Database, clock: Clock) -> Ledger:
    if isinstance(database, PostgresDatabase):
        return PostgresLedger(database, clock)
    assert isinstance(database, SqliteDatabase)
    return SqliteLedger(database, clock)


FAMILY: Final = (
    engine.in_cart(-1, line=Line(2500, 2400, 77), name_parts={"given_name": "Ada"}, attendee_email="ada@example.org"),
    engine.in_cart(-2, WORKSHOP, addon_to=-1, price=900, line=Line(900)),
)


def test_a_cart_is_written_with_its_positions_and_what_it_remembers_of_them(tell: Callable[[Story], None]) -> None:
    async def story(office: Office) -> None:
        saved = await office.save(engine.cart(*FAMILY))

        ticket, workshop = saved.holds
        assert (ticket.id > 0, workshop.addon_to) == (True, ticket.id)
        [row] = await office.rows(tables.cart)
        assert (row["cart_id"], row["version"], bytes(row["secret"])) == (ADAS_CART, 1, b"secret")
        assert (row["id"], row["channel"], row["extend_until"]) == (saved.cart.id, "web", NOW + 1)
        positions = await office.rows(tables.cart_position)
        assert [(one["id"], one["addon_to"], one["api"]) for one in positions] == [
            (ticket.id, None, False),
            (workshop.id, ticket.id, False),
        ]
        lines = await office.rows(tables.cart_line)
        assert [(one["position_id"], one["price"], one["typed"], one["discount_id"]) for one in lines] == [
            (ticket.id, 2500, 2400, 77),
            (workshop.id, 900, None, None),
        ]
        assert await office.held() == 2

    tell(story)


def test_what_is_kept_is_written_anew_and_the_rest_goes(tell: Callable[[Story], None]) -> None:
    async def story(office: Office) -> None:
        saved = await office.save(engine.cart(*FAMILY))
        ticket = structs.replace(
            saved.holds[0], price=1, expires=NOW + 2 * RESERVATION_US, attendee_email=None, line=Line(2, 3, 4)
        )

        again = await office.save(engine.cart(ticket, engine.in_cart(-1), version=1, extend_until=NOW + 9))

        assert (again.version, again.cart.id, again.cart.extend_until) == (2, saved.cart.id, NOW + 9)
        kept, new = await office.rows(tables.cart_position)
        assert (kept["id"], kept["price"], kept["expires"]) == (ticket.id, 1, NOW + 2 * RESERVATION_US)
        assert (kept["attendee_email"], kept["created"]) == (None, NOW)
        assert new["id"] == again.holds[1].id
        lines = await office.rows(tables.cart_line, position_id=ticket.id)
        assert [(one["price"], one["typed"], one["discount_id"]) for one in lines] == [(2, 3, 4)]
        places = await office.rows(tables.quota_hold, position_id=ticket.id)
        assert [one["expires"] for one in places] == [NOW + 2 * RESERVATION_US]
        assert await office.held() == 2
        [cart] = await office.rows(tables.cart)
        assert (cart["version"], cart["extend_until"]) == (2, NOW + 9)

    tell(story)


def test_answers_vouchers_and_seats_are_written_anew(tell: Callable[[Story], None]) -> None:
    async def story(office: Office) -> None:
        event_id = office.player.event_id
        question_id = await office.database.write(lambda tx: new_question(tx, event_id, "age"))
        await office.database.write(lambda tx: put_seats(tx, event_id, [engine.seat("A1"), engine.seat("A2", 2)]))
        codes = {"ONE": engine.voucher(1, max_usages=3), "TWO": engine.voucher(2, max_usages=3)}
        await office.database.write(lambda tx: put_vouchers(tx, event_id, codes, NOW))
        first, second = engine.seat("A1").shown, engine.seat("A2", 2).shown
        answer = Answered(question_id, "12")

        saved = await office.save(engine.cart(engine.in_cart(-1, seat=first, voucher_id=1, answers=(answer,))))
        moved = structs.replace(saved.holds[0], seat=second, voucher_id=2, answers=(Answered(question_id, "13"),))
        await office.save(engine.cart(moved, version=1))

        assert [one["answer"] for one in await office.rows(tables.cart_answer)] == ["13"]
        assert [one["voucher_id"] for one in await office.rows(tables.voucher_hold)] == [2]
        assert [one["seat_id"] for one in await office.rows(tables.seat_hold)] == [2]
        assert [one["held"] for one in await office.rows(tables.voucher)] == [0, 1]
        [position] = await office.rows(tables.cart_position)
        assert (position["voucher_id"], position["seat_id"]) == (2, 2)

    tell(story)


def test_a_cart_that_ends_leaves_nothing(tell: Callable[[Story], None]) -> None:
    async def story(office: Office) -> None:
        await office.save(engine.cart(*FAMILY))
        ended = await office.save(engine.cart(version=1, ends=True))

        assert ended.holds == ()
        for table in (tables.cart, tables.cart_line, tables.cart_position, tables.quota_hold):
            assert await office.rows(table) == []
        assert await office.held() == 0
        # The name is free again.
        await office.save(engine.cart(*FAMILY))

    tell(story)


def test_what_is_short_changes_nothing(tell: Callable[[Story], None]) -> None:
    async def story(office: Office) -> None:
        await office.save(engine.cart(*FAMILY))
        tables_of_it = (tables.cart, tables.cart_line, tables.cart_position, tables.quota_hold, tables.quota)
        before = [await office.rows(table) for table in tables_of_it]

        [outcome] = await office.settle(engine.cart(*(engine.in_cart(-one) for one in range(1, 12)), version=1))

        assert outcome == CartShort({FIRST_QUOTA: 8})
        assert [await office.rows(table) for table in tables_of_it] == before

    tell(story)


def test_an_expired_place_that_somebody_else_has_by_now_is_not_given_back_twice(tell: Callable[[Story], None]) -> None:
    """Ada's two places expire; Ben takes all ten; what is left of hers is a row of a position without places."""

    async def story(office: Office) -> None:
        saved = await office.save(engine.cart(*FAMILY))
        clock = office.player.clock
        clock.now = NOW + RESERVATION_US + 1
        ben = engine.bulk(*[engine.wanted(TICKET)] * 10)
        assert engine.words(await office.settle(ben)) == [(HELD,) * 10]
        again = [structs.replace(one, expires=clock.now + RESERVATION_US) for one in saved.holds]

        assert await office.settle(engine.cart(*again, version=1)) == [CartShort({FIRST_QUOTA: 0})]
        assert engine.words(await office.settle(engine.cart(version=1, ends=True))) == [SAVED]
        assert await office.held() == 10

    tell(story)


def test_the_api_neither_shows_nor_releases_positions_of_a_shop(tell: Callable[[Story], None]) -> None:
    async def story(office: Office) -> None:
        saved = await office.save(engine.cart(*FAMILY))
        ticket = saved.holds[0].id

        words = engine.words(await office.settle(engine.release(ticket)))
        made, gone = await office.settle(engine.cart(engine.in_cart(-1), cart_id="Bens"), engine.release(ticket + 1))

        assert words == [MISSING]
        assert isinstance(made, CartSaved)
        assert engine.words([gone]) == [MISSING]
        assert await office.held() == 3

    tell(story)


def test_two_who_change_one_cart_at_once_come_one_after_the_other(tell: Callable[[Story], None]) -> None:
    """Two processes, each with a ledger of its own: one of them finds the cart changed."""

    async def story(office: Office) -> None:
        saved = await office.save(engine.cart(*FAMILY))
        other = _ledger(office.database, office.player.clock)
        await other.open()
        ledgers = (office.player.ledger, other)
        for version in range(1, 9):
            both = [engine.cart(saved.holds[0], engine.in_cart(-1), version=version) for _ in ledgers]
            settled = await asyncio.gather(
                *(one.settle(office.player.event_id, [ask]) for one, ask in zip(ledgers, both, strict=True))
            )
            assert sorted(str(engine.word(outcome)) for one in settled for outcome in one.outcomes) == [SAVED, STALE]
            assert await office.held() == 2
        await other.close()

    tell(story)


def test_two_who_make_one_cart_at_once_come_one_after_the_other(tell: Callable[[Story], None]) -> None:
    async def story(office: Office) -> None:
        other = _ledger(office.database, office.player.clock)
        await other.open()
        for name in ("one", "two", "three"):
            asks = [engine.cart(engine.in_cart(-1), cart_id=name)]
            settled = await asyncio.gather(
                *(one.settle(office.player.event_id, asks) for one in (office.player.ledger, other))
            )
            assert sorted(str(engine.word(outcome)) for one in settled for outcome in one.outcomes) == [SAVED, STALE]
        assert await office.held() == 3
        await other.close()

    tell(story)


def test_a_key_is_answered_as_it_was_first(tell: Callable[[Story], None]) -> None:
    async def story(office: Office) -> None:
        ask = engine.cart(*FAMILY, once=engine.key("k"))

        assert engine.words(await office.settle(ask, ask)) == [SAVED, SAVED]
        assert engine.words(await office.settle(ask)) == [SAVED]
        assert len(await office.rows(tables.cart_position)) == 2

    tell(story)
