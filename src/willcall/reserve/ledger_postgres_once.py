"""A batch on PostgreSQL in one statement and one round trip: the fast path for plain asks while there is room.

The batch is decided beforehand as if there were room for everybody. The statement then locks the event's version and
the quotas in order, and writes everything if the version is the one that was decided on and every quota has room for
the whole batch; else it writes nothing, and the batch is settled the long way (`ledger.settle`). So what it grants is
what the long way would have granted. Not for distributed databases, which refuse such statements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import asyncpg

from willcall.kit.instants import Clock
from willcall.reserve.ask import Ask
from willcall.reserve.book import Account, Book, named_by
from willcall.reserve.decide import decide
from willcall.reserve.glance import is_plain
from willcall.reserve.ledger import Changes, Settled, Shelf, Units
from willcall.reserve.ledger_rows import answer_rows, columns, hold_rows, line_rows
from willcall.reserve.quota import Use

TIGHT_BATCHES: Final = 50
"""Once a quota was short, that many batches of the event go the long way before this one is tried again."""

ONCE: Final = """
WITH state AS MATERIALIZED (
  SELECT version FROM event_state WHERE event_id = $1 AND version = $2 FOR SHARE),
locked AS MATERIALIZED (
  SELECT q.id, q.closed, q.size, q.paid + q.pending - q.exited + q.blocked + q.held + q.waiting AS used
    FROM quota q WHERE q.event_id = $1 AND q.id = ANY($3::bigint[]) AND EXISTS (SELECT 1 FROM state)
   ORDER BY q.id FOR UPDATE OF q),
need AS (SELECT * FROM unnest($3::bigint[], $4::int[]) AS t(id, units)),
room AS MATERIALIZED (
  SELECT count(*) AS quotas FROM locked JOIN need USING (id)
   WHERE NOT locked.closed AND (locked.size IS NULL OR locked.size - locked.used >= need.units)),
passed AS MATERIALIZED (SELECT 1 AS yes FROM room WHERE room.quotas = cardinality($3::bigint[])),
counted AS (
  UPDATE quota SET held = quota.held + need.units FROM need, passed
   WHERE quota.event_id = $1 AND quota.id = need.id),
placed AS (
  INSERT INTO cart_position (event_id, id, cart_id, item_id, variation_id, price, attendee_name_parts, attendee_email,
                             addon_to, is_bundled, includes_tax, api, created, expires, subevent_id, voucher_id,
                             seat_id)
  SELECT $1, t.* FROM passed,
         unnest($5::bigint[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::text[],
                $12::bigint[], $13::bool[], $14::bool[], $15::bool[], $16::bigint[], $17::bigint[],
                $18::bigint[], $19::bigint[], $20::bigint[]) AS t),
answered AS (
  INSERT INTO cart_answer (event_id, position_id, question_id, answer, option_ids)
  SELECT $1, t.* FROM passed, unnest($21::bigint[], $22::bigint[], $23::text[], $24::text[]) AS t)
INSERT INTO quota_hold (event_id, position_id, quota_id, expires)
SELECT $1, t.* FROM passed, unnest($25::bigint[], $26::bigint[], $27::bigint[]) AS t"""


@dataclass(slots=True)
class Fast:
    """Settles batches in one statement where that is possible."""

    shelf: Shelf
    clock: Clock
    tight: dict[int, int] = field(default_factory=dict)
    """Batches of an event that still go the long way."""

    def decided(self, event_id: int, asks: Sequence[Ask], new_id: Callable[[], int]) -> Settled | None:
        """The batch, decided as if there were room for all; None when it has to go the long way."""
        catalogue = self.shelf.by_event.get(event_id)
        if catalogue is None or not all(is_plain(ask) for ask in asks):
            return None
        if self.tight.get(event_id):
            self.tight[event_id] -= 1
            return None
        need = named_by(asks).need(catalogue)
        book = Book(accounts={quota_id: Account(None, closed=False, use=Use()) for quota_id in need})
        decision = decide(catalogue, book, asks, self.clock(), new_id)
        # What expires in the past needs room and takes none: the statement cannot tell.
        if not decision.counted or len(decision.counted) < len(decision.holds):
            return None
        units = {quota_id: Units(number) for quota_id, number in sorted(decision.taken.items())}
        return Settled(decision.outcomes, catalogue, Changes(decision, units))

    async def write(self, connection: asyncpg.Connection[asyncpg.Record], event_id: int, settled: Settled) -> bool:
        """Writes and commits what was decided; False, with nothing written, when it does not hold."""
        assert settled.changes is not None
        decision, units = settled.changes.decision, settled.changes.units
        lines = line_rows(decision)
        try:
            status = await connection.execute(
                ONCE,
                event_id,
                settled.catalogue.version,
                list(units),
                [one.held for one in units.values()],
                *columns(hold_rows(decision)),
                *(columns(answer_rows(decision)) or [[]] * 4),
                *columns(lines),
            )
        except asyncpg.CheckViolationError:
            # A row is first checked as the statement's snapshot knew it, full, although it was locked with room since.
            return False
        if status == f"INSERT 0 {len(lines)}":
            self.tight.pop(event_id, None)
            return True
        self.tight[event_id] = TIGHT_BATCHES
        return False
