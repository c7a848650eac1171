"""The gate: who is let in, what is remembered of them, and for how long."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.unit.databases import KINDS, migrated, within
from willcall.access.gate import REMEMBERED_FOR_S, Memory, TokenGate
from willcall.access.organizers import create_organizer, create_team
from willcall.access.permissions import limited_to
from willcall.access.secrets import hash_of
from willcall.access.teams import reach
from willcall.access.tokens import issue
from willcall.db import tables
from willcall.rest.problems import Denied, Unauthenticated

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from pathlib import Path

    from willcall.db.tx import Database, Tx

EVENT = {"name": "{}", "currency": "EUR", "timezone": "Europe/Berlin", "date_from": 0, "details": "{}"}
OFF = dict.fromkeys(("live", "testmode", "is_public", "has_subevents"), False)


class Turned:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@dataclass(frozen=True)
class Office:
    """Two organizers, Fay's and Eve's, with an event each; a second one of Fay's is not for Rob."""

    database: Database
    gate: TokenGate
    clock: Turned
    fay: str
    rob: str
    eve: str

    async def run(self, table: str, where: dict[str, object], values: dict[str, object]) -> None:
        """Change rows behind the gate's back."""
        changed = tables.metadata.tables[table]
        await self.database.write(lambda tx: tx.update(changed, where, values))


async def furnished(tx: Tx) -> tuple[str, str, str]:
    """Tokens of Fay, of Rob who reaches one event with one right, and of Eve."""
    secrets = []
    for slug in ("fays", "eves"):
        organizer_id = await create_organizer(tx, slug, slug, 0)
        for name in ("fair", "other"):
            event_id = await tx.new_id()
            await tx.insert(tables.event, EVENT | OFF | {"id": event_id, "organizer_id": organizer_id, "slug": name})
        everybody = await create_team(tx, organizer_id, "All", all_events=True)
        secrets.append((await issue(tx, everybody, "All", 0))[1])
    fays = await tx.one(tables.organizer, slug="fays")
    assert fays is not None
    fair = await tx.one(tables.event, organizer_id=fays["id"], slug="fair")
    assert fair is not None
    team = await create_team(tx, fays["id"], "Rob", limited_to({"event.orders:read"}))
    await reach(tx, team, [fair["id"]])
    secrets.append((await issue(tx, team, "Rob", 0))[1])
    return secrets[0], secrets[2], secrets[1]


async def office(database: Database) -> Office:
    fay, rob, eve = await database.write(furnished)
    clock = Turned()
    return Office(database, TokenGate(database, clock=clock), clock, f"Token {fay}", f"Token {rob}", f"Token {eve}")


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return migrated(request.param, request, tmp_path)


async def refused(answer: Awaitable[object], problem: type[Exception]) -> None:
    with pytest.raises(problem):
        await answer


def test_whoever_has_a_token_is_let_in(url: str) -> None:
    """With the organizer, the events and the rights of its team."""

    async def story(database: Database) -> None:
        one = await office(database)
        rob = await one.gate.caller(one.rob)
        organizer = await one.gate.organizer(rob, "fays")
        event = await one.gate.event(rob, "fays", "fair")

        assert organizer.id == rob.organizer_id
        assert (event.slug, event.organizer, event.currency, event.timezone) == (
            "fair", organizer, "EUR", "Europe/Berlin",
        )  # fmt: skip
        assert rob.sees(event.id)
        assert rob.may("event.orders:read")
        assert not rob.may("event.orders:write")

    within(url, story)


def test_the_scheme_is_read_in_any_case(url: str) -> None:
    async def story(database: Database) -> None:
        one = await office(database)
        secret = one.fay.removeprefix("Token ")
        for scheme in ("token", "TOKEN", "Token", "tOkEn"):
            assert await one.gate.caller(f"{scheme} {secret}") == await one.gate.caller(one.fay)

    within(url, story)


def test_nobody_else_is_let_in(url: str) -> None:
    """Without header, with another scheme, without a secret, with too much, with a wrong one."""

    async def story(database: Database) -> None:
        one = await office(database)
        secret = one.fay.removeprefix("Token ")
        hashed = hash_of(secret).hex()
        for header in (
            None, "", " ", "Token", "Token ", f"Bearer {secret}", f"Device {secret}", "Basic eDp5", secret,
            f"Token {secret} {secret}", "Token two words", f"Token {secret[:-1]}", f"Token {secret.upper()}",
            f"Token {hashed}", "Token \0", "Token \u00ff\u00fe", f"Token {'x' * 100_000}",
        ):  # fmt: skip
            await refused(one.gate.caller(header), Unauthenticated)

    within(url, story)


def test_what_is_not_there_and_what_is_not_theirs_looks_alike(url: str) -> None:
    """Eve learns nothing about Fay's events, not even that they exist."""

    async def story(database: Database) -> None:
        one = await office(database)
        rob, eve = await one.gate.caller(one.rob), await one.gate.caller(one.eve)
        answers = []
        for caller, organizer, event in (
            (eve, "fays", "fair"),
            (eve, "fays", "nothing"),
            (eve, "nobody", "fair"),
            (eve, "eves", "nothing"),
            (eve, "eves", "nul\0"),
            (eve, "eves", "a" * 1_000),
            (rob, "fays", "other"),
            (rob, "fays", "Fair"),
            (rob, "FAYS", "fair"),
        ):
            with pytest.raises(Denied) as denied:
                await one.gate.event(caller, organizer, event)
            answers.append((denied.value.status, denied.value.body))
        for slug in ("fays", "nobody", "\0", "é"):
            with pytest.raises(Denied) as denied:
                await one.gate.organizer(eve, slug)
            answers.append((denied.value.status, denied.value.body))

        assert len({str(answer) for answer in answers}) == 1

    within(url, story)


def test_a_token_that_is_switched_off_elsewhere_stops_within_seconds(url: str) -> None:
    """Nobody told this process."""

    async def story(database: Database) -> None:
        one = await office(database)
        await one.gate.caller(one.fay)
        await one.run("token", {"hash": hash_of(one.fay.removeprefix("Token "))}, {"active": False})

        one.clock.seconds += REMEMBERED_FOR_S - 0.1
        await one.gate.caller(one.fay)
        one.clock.seconds += 0.1
        await refused(one.gate.caller(one.fay), Unauthenticated)

    within(url, story)


def test_a_token_that_is_switched_off_here_stops_at_once(url: str) -> None:
    async def story(database: Database) -> None:
        one = await office(database)
        await one.gate.caller(one.fay)
        await one.run("token", {"hash": hash_of(one.fay.removeprefix("Token "))}, {"active": False})

        one.gate.forget()

        await refused(one.gate.caller(one.fay), Unauthenticated)

    within(url, story)


def test_an_event_that_was_changed_here_is_read_again(url: str) -> None:
    async def story(database: Database) -> None:
        one = await office(database)
        fay = await one.gate.caller(one.fay)
        await one.gate.event(fay, "fays", "fair")
        await one.run("event", {"organizer_id": fay.organizer_id, "slug": "fair"}, {"currency": "CHF"})

        assert (await one.gate.event(fay, "fays", "fair")).currency == "EUR"
        one.gate.forget()
        assert (await one.gate.event(fay, "fays", "fair")).currency == "CHF"

    within(url, story)


def test_a_new_event_is_seen_at_once(url: str) -> None:
    """That there was none is not remembered."""

    async def story(database: Database) -> None:
        one = await office(database)
        fay = await one.gate.caller(one.fay)
        await refused(one.gate.event(fay, "fays", "late"), Denied)

        async def late(tx: Tx) -> None:
            row = EVENT | OFF | {"id": await tx.new_id(), "organizer_id": fay.organizer_id, "slug": "late"}
            await tx.insert(tables.event, row)

        await database.write(late)

        assert (await one.gate.event(fay, "fays", "late")).slug == "late"

    within(url, story)


def test_memory_is_bounded_and_keeps_what_is_used() -> None:
    async def story() -> None:
        memory: Memory[int, str] = Memory(2, Turned())
        for key in (1, 2, 1, 3):
            await memory.ask(key, lambda: told("found"))

        assert (memory.get(1), memory.get(2), memory.get(3), len(memory)) == ("found", None, "found", 2)

    asyncio.run(story())


def test_memory_does_not_remember_what_is_not_there() -> None:
    async def story() -> None:
        memory: Memory[int, str] = Memory(2, Turned())

        assert await memory.ask(1, lambda: told(None)) is None
        assert await memory.ask(1, lambda: told("found")) == "found"

    asyncio.run(story())


def test_memory_takes_nothing_from_before_it_forgot() -> None:
    """A look-up under way while a token is switched off may still find it; it is not kept."""

    async def story() -> None:
        memory: Memory[int, str] = Memory(2, Turned())

        async def found() -> str | None:
            memory.forget()
            return "old"

        assert await memory.ask(1, found) == "old"
        assert memory.get(1) is None

    asyncio.run(story())


def test_memory_counts_from_the_question_not_from_the_answer() -> None:
    """A slow database does not lengthen the promise."""

    async def story() -> None:
        clock = Turned()
        memory: Memory[int, str] = Memory(2, clock)

        async def found() -> str | None:
            clock.seconds += REMEMBERED_FOR_S
            return "old"

        await memory.ask(1, found)

        assert memory.get(1) is None

    asyncio.run(story())


async def told(value: str | None) -> str | None:
    return value
