"""What Willcall is compared with: the same program, one part of it exchanged. `python -m tests.load.others PART …`.

* `counting`: one transaction for each request, which locks the quota, counts what is held, inserts, commits; a list is
  a query for each of its rows. What one would write first.
* `singly`: Willcall's own ledger with its counters, but each ask in a transaction of its own.
* `trivial`: no Willcall at all behind the web server, but one fixed answer: what the client can do at most.

What follows the part goes to Willcall's command line: `counting serve --database …`. Routes, rights, reading a body,
the rules and the answer are Willcall's own in the first two, and so are tables and rows.
"""

from __future__ import annotations

import dataclasses
import functools
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from typing import Any, Final
from unittest.mock import patch

from willcall.catalog import categories
from willcall.cli import main
from willcall.db.tx import Database
from willcall.kit.instants import Clock, now_us
from willcall.reserve import batch, http, ledger_postgres, ledger_sqlite, listing
from willcall.reserve.ask import Ask, HoldAsk, Several
from willcall.reserve.batch import Answered, Batches
from willcall.reserve.book import Account
from willcall.reserve.ledger import Changes, Ledger
from willcall.reserve.ledger_postgres import PostgresPages
from willcall.reserve.ledger_sqlite import SqlitePages
from willcall.rest import serve
from willcall.rest.remembered import Remembered
from willcall.rest.request import Request
from willcall.rest.resource import Resource

CONNECTIONS: Final = 10
"""To PostgreSQL: what pools of web applications have by default."""

COUNT_POSTGRES: Final = "SELECT count(*) FROM quota_hold WHERE event_id = $1 AND quota_id = $2 AND expires >= $3"
COUNT_SQLITE: Final = "SELECT count(*) FROM quota_hold WHERE event_id = ? AND quota_id = ? AND expires >= ?"
VERSION: Final = "SELECT version FROM event_state WHERE event_id = $1"


class CountingOnPostgres(PostgresPages):
    """What is held is counted under the quota's lock, and no counter is kept."""

    async def version(self, *, alone: bool) -> int:
        """Without a lock."""
        return int((await self._rows(VERSION))[0][0])

    async def accounts(self, quota_ids: Sequence[int]) -> dict[int, Account]:
        """Locked, and counted."""
        accounts = await super().accounts(quota_ids)
        for number, account in accounts.items():
            account.use.held = (await self._rows(COUNT_POSTGRES, number, now_us()))[0][0]
        return accounts

    async def write(self, changes: Changes) -> None:
        """The rows alone."""
        changes.units = {}
        await super().write(changes)


class CountingOnSqlite(SqlitePages):
    """The same."""

    async def accounts(self, quota_ids: Sequence[int]) -> dict[int, Account]:
        """Counted; SQLite has no locks of rows."""
        accounts = await super().accounts(quota_ids)
        for number, account in accounts.items():
            account.use.held = self._rows(COUNT_SQLITE, number, now_us())[0][0]
        return accounts

    async def write(self, changes: Changes) -> None:
        """The rows alone."""
        changes.units = {}
        await super().write(changes)


class OneByOne(Batches):
    """Every position is a transaction, whatever else is under way."""

    async def settle(self, event_id: int, ask: Ask, *_args: Any, **_more: Any) -> Answered:
        """See `Batches`; the entries of a bulk one after the other. Nobody stands in a line here."""
        if not isinstance(ask, HoldAsk) or len(ask.entries) == 1:
            settled = await self._ledger.settle(event_id, [ask])
            return settled.outcomes[0], settled.catalogue
        answered = [
            await self.settle(event_id, HoldAsk((entry,), bulk=True, cart_id=ask.cart_id)) for entry in ask.entries
        ]
        entries = [one for outcome, _ in answered if isinstance(outcome, Several) for one in outcome.entries]
        return Several(tuple(entries)), answered[0][1]


def counting(stack: ExitStack) -> None:
    """Exchanges the transactions and the lists."""
    ledger_for = http.ledger_for

    def without_one_statement(database: Database, clock: Clock, *, one_statement: bool = True) -> Ledger:
        return ledger_for(database, clock, one_statement=False)

    stack.enter_context(patch.object(http, "ledger_for", without_one_statement))
    stack.enter_context(patch.object(http, "Batches", OneByOne))
    stack.enter_context(patch.object(ledger_postgres, "PostgresPages", CountingOnPostgres))
    stack.enter_context(patch.object(ledger_postgres, "CONNECTIONS_MAX", CONNECTIONS))
    stack.enter_context(patch.object(ledger_sqlite, "SqlitePages", CountingOnSqlite))
    stack.enter_context(patch.object(ledger_sqlite, "BATCHES_MAX", 1))
    # Nothing is remembered: no answer fits.
    stack.enter_context(patch.object(serve, "Remembered", functools.partial(Remembered, 0)))
    stack.enter_context(patch.object(http, "Positions", functools.partial(listing.Positions, 0)))
    shown = listing._shown  # noqa: SLF001 - what shows a page is exchanged

    async def shown_row_by_row(request: Request, tx: Any, rows: Sequence[Any]) -> list[Any]:
        return [(await shown(request, tx, [row]))[0] for row in rows]

    stack.enter_context(patch.object(listing, "_shown", shown_row_by_row))
    stack.enter_context(patch.object(categories.VERBS, "resource", _row_by_row(categories.CATEGORIES)))


def _row_by_row(resource: Resource[Any]) -> Resource[Any]:
    fill: Callable[..., Awaitable[None]] = resource.fill

    async def filled(scope: Any, found: list[dict[str, Any]]) -> None:
        for values in found:
            await fill(scope, [values])

    return dataclasses.replace(resource, fill=filled)


def singly(stack: ExitStack) -> None:
    """A batch has room for one."""
    stack.enter_context(patch.object(batch, "BATCH_POSITIONS_MAX", 1))


ANSWER: Final = b'{"id":1000001,' + b'"text":"' + b"x" * 600 + b'"}'
"""As long as that to a hold."""


async def fixed(scope: Any, receive: Any, send: Any) -> None:
    """An ASGI application that reads a body and gives one answer."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    while (await receive()).get("more_body"):
        pass
    well = scope["path"] == "/healthz"
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(ANSWER)).encode())]
    await send({"type": "http.response.start", "status": 200 if well else 201, "headers": headers})
    await send({"type": "http.response.body", "body": ANSWER})


def trivial(stack: ExitStack) -> None:
    """Nothing of Willcall is behind the web server."""
    stack.enter_context(patch("willcall.app.from_environment", lambda: fixed))


PARTS: Final = {"counting": counting, "singly": singly, "trivial": trivial}

if __name__ == "__main__":
    with ExitStack() as exchanged:
        PARTS[sys.argv[1]](exchanged)
        main(sys.argv[2:], prog_name="willcall")
