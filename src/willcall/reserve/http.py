"""Cart positions over HTTP (spec 01): the requests become asks, the outcomes answers."""

from __future__ import annotations

import asyncio
import contextlib
import functools
from collections.abc import Awaitable, Callable
from typing import Final

from willcall.db.tx import Database
from willcall.kit.instants import Clock, now_us
from willcall.kit.tally import Tally
from willcall.reserve import described, wire
from willcall.reserve.ask import (
    Ask,
    CartAsk,
    CartSaved,
    CartShort,
    CartStale,
    Failed,
    Held,
    HoldAsk,
    IdempotencyKey,
    Kept,
    Missing,
    Outcome,
    Reason,
    Refused,
    ReleaseAsk,
    Released,
    Several,
    Wanted,
)
from willcall.reserve.batch import WAIT_MAX_S, Batches
from willcall.reserve.cart_ids import CartIds
from willcall.reserve.catalogue import Catalogue
from willcall.reserve.counted import Counted
from willcall.reserve.ledger import Ledger
from willcall.reserve.listing import FILTERS, ORDERINGS, Positions
from willcall.reserve.tidy import keep_tidy
from willcall.rest.body import encode
from willcall.rest.kept import KEPT_FOR_US, First, fingerprint_of, key_of, repeated
from willcall.rest.kinds import Bool
from willcall.rest.pages import query_parameters, stored
from willcall.rest.problems import NON_FIELD, Invalid, NotFound
from willcall.rest.request import Answer, Request, content_of, not_gone
from willcall.rest.routes import EVENT, Operation, Path, page_schema

READ: Final = "event.orders:read"
WRITE: Final = "event.orders:write"

BULK_ENTRIES_MAX: Final = 5_000
"""Entries of one bulk: ten times the largest order of the reference, small enough for one transaction."""


Entries = tuple[Wanted, ...]
Checker = Callable[[Request, Entries], Awaitable[Entries]]
"""The same entries, with the problems of those that break a rule."""


class Holds:
    """The endpoints of cart positions and the engine behind them."""

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock = now_us,
        one_statement: bool = True,
        tally: Tally | None = None,
        wait_max_s: float = WAIT_MAX_S,
    ) -> None:
        self._database = database
        self._clock = clock
        self._ledger = ledger_for(database, clock, one_statement=one_statement)
        self.counted = Counted(tally or Tally())
        self._batches = Batches(self._ledger, wait_max_s=wait_max_s, counted=self.counted)
        self._cart_ids = CartIds()
        self._positions = Positions()
        self.checker: Checker = _believing
        """Looks at entries that are to keep to the rules of the shop, which this room does not know."""
        self._tidying: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connects the engine."""
        await self._ledger.open()
        self._tidying = asyncio.create_task(keep_tidy(self._database, self._clock))

    def waiting(self) -> dict[int, int]:
        """How many asks wait, by event."""
        return self._batches.waiting()

    async def stop(self) -> None:
        """Answers what was taken, then disconnects."""
        if self._tidying is not None:
            self._tidying.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._tidying
        await self._batches.stop()
        await self._ledger.close()

    def paths(self) -> tuple[Path, ...]:
        """The declared paths."""
        query = tuple(query_parameters(FILTERS, ORDERINGS))

        def path(below: str, *operations: Operation) -> Path:
            template = f"{EVENT}cartpositions/{below}"
            return Path(template, operations, "cartpositions", READ, WRITE, text=described.TAG, thing="CartPosition")

        return (
            path(
                "",
                Operation(
                    "GET", "cartpositions_list", "List cart positions", self._positions.list,
                    gives=lambda: page_schema(wire.shown_schema()),
                    query=query, answer_headers=("X-Page-Generated",), text=described.LIST,
                ),
                Operation(
                    "POST", "cartpositions_create", "Hold places: one position with its add-ons and bundles",
                    direct=self.create, check=self.check, status=201, query=(described.STRICT,),
                    takes=wire.taken_schema, gives=wire.created_schema,
                    bare_refusal=True, text=described.CREATE, examples=described.CREATE_EXAMPLES,
                ),
            ),
            path(
                "bulk_create/",
                Operation(
                    "POST", "cartpositions_bulk_create", "Hold places: several entries, each for itself or all or none",
                    direct=self.bulk_create, check=self.check,
                    gives=wire.bulk_schema, refusal=wire.bulk_refusal_schema,
                    takes=lambda: {"type": "array", "items": wire.taken_schema(), "maxItems": BULK_ENTRIES_MAX},
                    query=(described.ATOMIC, described.STRICT), text=described.BULK, examples=described.BULK_EXAMPLES,
                ),
            ),
            path(
                "{id}/",
                Operation(
                    "GET", "cartpositions_read", "Read a cart position", self._positions.read, gives=wire.shown_schema,
                ),
                Operation(
                    "DELETE", "cartpositions_delete", "Release a cart position with its add-ons and bundles",
                    direct=self.delete, status=204, text=described.DELETE,
                ),
            ),
        )  # fmt: skip

    def check(self, request: Request) -> None:
        """`Busy` when too many wait for places of the event already: to say so should cost little."""
        self._batches.check(request.event.id)

    async def create(self, request: Request) -> Answer:
        """POST: one position, held or refused."""
        is_strict = _says(request, "strict")
        entries = await self._checked(request, (wire.wanted(request.json()),), is_strict=is_strict)
        cart_id = self._cart_ids.new(request.now)
        return await self._ask(request, HoldAsk(entries, bulk=False, cart_id=cart_id, once=_once(request)))

    async def bulk_create(self, request: Request) -> Answer:
        """POST to `bulk_create/`: an outcome for each entry; always 200 (spec 01 §11), unless it is all or nothing."""
        atomic, is_strict = _says(request, "atomic"), _says(request, "strict")
        raw = request.json()
        if not isinstance(raw, list):
            raise Invalid({"error": "Send a list of cart positions."})
        if len(raw) > BULK_ENTRIES_MAX:
            raise Invalid({"error": f"Send no more than {BULK_ENTRIES_MAX} cart positions at once."})
        entries = await self._checked(request, tuple(wire.wanted(entry) for entry in raw), is_strict=is_strict)
        cart_id = self._cart_ids.new(request.now)
        return await self._ask(
            request, HoldAsk(entries, bulk=True, cart_id=cart_id, once=_once(request), atomic=atomic)
        )

    async def delete(self, request: Request) -> Answer:
        """DELETE: the position and its children are gone, their places free."""
        return await self._ask(request, ReleaseAsk(request.id("id"), _once(request)))

    async def settle(
        self, event_id: int, ask: CartAsk, gone: Callable[[], bool] = not_gone
    ) -> tuple[CartSaved | CartStale | CartShort | Kept, Catalogue]:
        """What became of a shop's cart, durable when it returns, and the catalogue that decided it.

        Raises what met the ask alone, and what `Batches.settle` raises: `Busy`, `CommitUnknown`, `ClientGone`.
        """
        outcome, catalogue = await self._batches.settle(event_id, ask, gone)
        if isinstance(outcome, Failed):
            raise outcome.error
        assert isinstance(outcome, CartSaved | CartStale | CartShort | Kept)
        return outcome, catalogue

    def new_cart_id(self, now: int) -> str:
        """The name of a new cart of a shop: 48 letters and digits that nobody can guess, and no cart of the API has."""
        return self._cart_ids.plain(now)

    async def _checked(self, request: Request, entries: Entries, *, is_strict: bool) -> Entries:
        """The entries with what the shop's rules say of them, if that is wanted."""
        return await self.checker(request, entries) if is_strict else entries

    async def _ask(self, request: Request, ask: Ask) -> Answer:
        outcome, catalogue = await self._batches.settle(request.event.id, ask, request.gone)
        if isinstance(outcome, Failed):
            raise outcome.error
        if isinstance(outcome, Kept):
            key = key_of(request)
            assert key is not None
            return repeated(request, key, First(outcome.status, outcome.body, outcome.fingerprint))
        return answer_of(outcome, catalogue)


def _says(request: Request, name: str) -> bool:
    """Whether the query wants this; `Invalid` for what is neither yes nor no."""
    text = request.parameter(name)
    return text is not None and text != "" and bool(stored(name, Bool(), text))


def _once(request: Request) -> IdempotencyKey | None:
    key = key_of(request)
    if key is None:
        return None
    render = functools.partial(_rendered, fingerprint_of(request))
    return IdempotencyKey(request.caller.token_id, key.text, request.now - KEPT_FOR_US, render)


def _rendered(fingerprint: bytes, outcome: Outcome, catalogue: Catalogue) -> Kept | None:
    """The answer to keep; a failure frees the key."""
    if isinstance(outcome, Failed | Kept):
        return None
    answer = answer_of(outcome, catalogue)
    return Kept(answer.status, content_of(answer), fingerprint)


async def _believing(_: Request, entries: Entries) -> Entries:
    """Where there is no shop there are no rules of it."""
    return entries


def ledger_for(database: Database, clock: Clock, *, one_statement: bool = True) -> Ledger:
    """The ledger for a database; without `one_statement` PostgreSQL gets no statement that only one server takes."""
    if database.kind == "postgresql":
        from willcall.db.postgres import PostgresDatabase  # noqa: PLC0415 - only the driver that is used is loaded
        from willcall.reserve.ledger_postgres import PostgresLedger  # noqa: PLC0415 - as above

        assert isinstance(database, PostgresDatabase)
        return PostgresLedger(database, clock, one_statement=one_statement)
    from willcall.db.sqlite import SqliteDatabase  # noqa: PLC0415 - as above
    from willcall.reserve.ledger_sqlite import SqliteLedger  # noqa: PLC0415 - as above

    assert isinstance(database, SqliteDatabase)
    return SqliteLedger(database, clock)


def answer_of(outcome: Outcome, catalogue: Catalogue) -> Answer:
    """The answer that an outcome makes."""
    if isinstance(outcome, Held):
        return Answer(201, content=encode(wire.shown_with_children(outcome, catalogue)))
    if isinstance(outcome, Refused):
        short = outcome.reason is Reason.NOT_ENOUGH
        return Answer(400, outcome.problems[NON_FIELD] if short else outcome.problems)
    if isinstance(outcome, Several):
        results = [_entry(one, catalogue) for one in outcome.entries]
        return Answer(400 if outcome.undone else 200, content=encode({"results": results}))
    if isinstance(outcome, Missing):
        return Answer(404, NotFound().body)
    assert isinstance(outcome, Released)
    return Answer(204)


def _entry(outcome: Held | Refused, catalogue: Catalogue) -> dict[str, object]:
    if isinstance(outcome, Held):
        return {"success": True, "data": wire.shown_with_children(outcome, catalogue), "errors": None}
    return {"success": False, "data": None, "errors": outcome.problems}
