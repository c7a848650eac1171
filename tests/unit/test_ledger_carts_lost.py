"""Carts of shops when the connection to PostgreSQL is lost while committing: changed once, or not at all.

A change that adds nothing has no row of its own, and somebody else may have made the same version meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final

import pytest
from msgspec import structs

from tests import engine
from tests.engine import ADAS_CART, MISSING, NOW, RESERVATION_US, SAVED, STALE
from tests.property.histories import PRODUCTS, Pool
from tests.property.players import NO_SUCH_POSITION, Clock
from tests.property.sql import opened
from tests.unit.databases import migrated, within
from tests.unit.test_ledger_postgres import Cable
from willcall.db import tables
from willcall.db.errors import CommitUnknown
from willcall.db.postgres import PostgresDatabase
from willcall.reserve.ask import CartSaved
from willcall.reserve.ledger_postgres import PostgresLedger

if TYPE_CHECKING:
    from pathlib import Path

    from willcall.db.tx import Database
    from willcall.reserve.ask import Ask, CartAsk

LATER: Final = NOW + 2 * RESERVATION_US


class Till:
    """Ada's cart with one ticket in it, the ledger that changes it over a cable, and another process."""

    def __init__(self, patch: pytest.MonkeyPatch, database: PostgresDatabase, event_id: int) -> None:
        self.database = database
        self.event_id = event_id
        self.ledger = PostgresLedger(database, Clock())
        self.other = PostgresLedger(database, Clock())
        self.cable = Cable(patch, database, "COMMIT")
        self.meanwhile: list[Ask] = []
        """What the other process is asked for before anybody looks what became of a lost commit."""
        looked = PostgresLedger._was_committed  # noqa: SLF001 - where others may come in between

        async def later(ledger: PostgresLedger, event: int, decision: Any) -> bool:
            while self.meanwhile:
                assert await self.word(self.meanwhile.pop(0), self.other) == SAVED
            return await looked(ledger, event, decision)

        patch.setattr(PostgresLedger, "_was_committed", later)

    async def settle(self, ask: Ask, ledger: PostgresLedger | None = None) -> Any:
        """The outcome of an ask."""
        [outcome] = (await (ledger or self.ledger).settle(self.event_id, [ask])).outcomes
        return outcome

    async def word(self, ask: Ask, ledger: PostgresLedger | None = None) -> object:
        """The same in a word."""
        return engine.word(await self.settle(ask, ledger))

    async def found(self) -> tuple[int, list[int]]:
        """The version of the cart, 0 without one, and until when its positions are held."""
        here = {"event_id": self.event_id}
        row = await self.database.read(lambda tx: tx.one(tables.cart, **here, cart_id=ADAS_CART))
        rows = await self.database.read(lambda tx: tx.find(tables.cart_position, here))
        places = await self.database.read(lambda tx: tx.find(tables.quota_hold, here))
        quotas = await self.database.read(lambda tx: tx.find(tables.quota, here))
        assert [one["held"] for one in quotas] == [len(places)] == [len(rows)]
        return 0 if row is None else row["version"], [one["expires"] for one in rows]


Story = Callable[[Till, CartSaved], Coroutine[Any, Any, None]]
Tell = Callable[[Story], None]


@pytest.fixture
def tell(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Tell:
    """Tells a story of a cart that is there."""

    async def told(database: Database, story: Story) -> None:
        assert isinstance(database, PostgresDatabase)
        player = await opened(database, PostgresLedger(database, Clock()), Clock(), [Pool("A", frozenset(PRODUCTS), 9)])
        till = Till(monkeypatch, database, player.event_id)
        saved = await till.settle(engine.cart(engine.in_cart(-1)))
        assert isinstance(saved, CartSaved)
        await story(till, saved)
        await till.ledger.close()
        await till.other.close()

    return lambda story: within(migrated("postgresql", request, tmp_path), lambda database: told(database, story))


def extended(saved: CartSaved, version: int = 1, until: int = LATER) -> CartAsk:
    """The same cart for longer: nothing new is written."""
    return engine.cart(*(structs.replace(one, expires=until) for one in saved.holds), version=version)


def test_a_change_that_was_committed_is_answered_and_not_made_again(tell: Tell) -> None:
    async def story(till: Till, saved: CartSaved) -> None:
        till.cable.breaks = "after"

        assert await till.word(extended(saved)) == SAVED
        assert await till.found() == (2, [LATER])

    tell(story)


def test_a_change_that_was_not_committed_is_not_claimed(tell: Tell) -> None:
    """It is fenced off, which counts the event's version up: whoever asked starts again from a fresh snapshot."""

    async def story(till: Till, saved: CartSaved) -> None:
        till.cable.breaks = "before"

        assert await till.word(extended(saved)) == STALE
        assert await till.found() == (1, [NOW + RESERVATION_US])

    tell(story)


def test_somebody_elses_change_is_not_taken_for_ones_own(tell: Tell) -> None:
    """They made the same version of the cart, after ours was lost."""

    async def story(till: Till, saved: CartSaved) -> None:
        till.cable.breaks = "before"
        till.meanwhile.append(extended(saved, until=LATER + 1))

        assert await till.word(extended(saved)) == STALE
        assert await till.found() == (2, [LATER + 1])

    tell(story)


def test_a_cart_that_others_changed_since_is_told_as_unknown(tell: Tell) -> None:
    async def story(till: Till, saved: CartSaved) -> None:
        till.cable.breaks = "after"
        till.meanwhile.append(extended(saved, version=2, until=LATER + 1))

        with pytest.raises(CommitUnknown):
            await till.settle(extended(saved))
        assert await till.found() == (3, [LATER + 1])

    tell(story)


def test_a_cart_that_others_ended_since_is_told_as_unknown(tell: Tell) -> None:
    async def story(till: Till, saved: CartSaved) -> None:
        till.cable.breaks = "after"
        till.meanwhile.append(engine.cart(version=2, ends=True))

        with pytest.raises(CommitUnknown):
            await till.settle(extended(saved))
        assert await till.found() == (0, [])

    tell(story)


@pytest.mark.parametrize(("breaks", "word"), [("before", STALE), ("after", SAVED)])
def test_a_cart_ends_once(tell: Tell, breaks: str, word: str) -> None:
    async def story(till: Till, _: CartSaved) -> None:
        till.cable.breaks = breaks

        assert await till.word(engine.cart(version=1, ends=True)) == word
        assert (await till.found())[0] == (0 if word == SAVED else 1)

    tell(story)


@pytest.mark.parametrize("breaks", ["before", "after"])
def test_a_new_cart_is_made_once(tell: Tell, breaks: str) -> None:
    async def story(till: Till, _: CartSaved) -> None:
        till.cable.breaks = breaks
        ask = engine.cart(engine.in_cart(-1), cart_id="new")

        assert await till.word(ask) == (SAVED if breaks == "after" else STALE)
        places = await till.database.read(lambda tx: tx.find(tables.cart, {"event_id": till.event_id}))
        assert len(places) == (2 if breaks == "after" else 1)
        assert len((await till.found())[1]) == len(places)

    tell(story)


@pytest.mark.parametrize("breaks", ["before", "after"])
def test_a_key_has_one_answer_whoever_wrote_it(tell: Tell, breaks: str) -> None:
    """Somebody lost patience and asked again elsewhere, and was answered otherwise: nothing else counts."""

    async def story(till: Till, saved: CartSaved) -> None:
        again = structs.replace(extended(saved), once=engine.key("k"))
        till.cable.breaks = breaks
        if breaks == "before":
            till.meanwhile.append(again)

        assert await till.word(engine.release(NO_SUCH_POSITION, once=engine.key("k"))) == (
            SAVED if breaks == "before" else MISSING
        )
        assert await till.word(again) == (SAVED if breaks == "before" else MISSING)

    tell(story)
