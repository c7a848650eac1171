"""The statements of the ledger on SQLite: those of `ledger_postgres_statements` in its words.

The one writer takes the place of row locks.
"""

from __future__ import annotations

import functools
from typing import Final

from willcall.reserve.ledger_rows import HOLD_COLUMNS, RENEWED_COLUMNS

VERSION: Final = "SELECT version FROM event_state WHERE event_id = ?"

ACCOUNTS: Final = """
SELECT id, size, closed, paid, pending, exited, blocked, held, waiting
  FROM quota WHERE event_id = ? AND id IN (SELECT value FROM json_each(?))"""

GLANCE: Final = """
SELECT s.version,
       (SELECT min(h.expires) FROM quota_hold h WHERE h.event_id = ?1 AND h.quota_id = q.id),
       (SELECT min(b.valid_until) FROM voucher_block b WHERE b.event_id = ?1 AND b.quota_id = q.id),
       q.id, q.size, q.closed, q.paid, q.pending, q.exited, q.blocked, q.held, q.waiting
  FROM event_state s, quota q
 WHERE s.event_id = ?1 AND q.event_id = ?1 AND q.id IN (SELECT value FROM json_each(?2))"""

HAND_BACK: Final = """
DELETE FROM quota_hold WHERE event_id = ? AND quota_id IN (SELECT value FROM json_each(?)) AND expires < ?
RETURNING quota_id"""

END_BLOCKS: Final = """
DELETE FROM voucher_block WHERE event_id = ? AND quota_id IN (SELECT value FROM json_each(?)) AND valid_until < ?
RETURNING voucher_id, quota_id, units"""

COUNT_UNBLOCKED: Final = """
INSERT OR IGNORE INTO quota_hold (event_id, position_id, quota_id, expires)
SELECT p.event_id, p.id, ?3, p.expires
  FROM cart_position p
 WHERE p.event_id = ?1 AND p.voucher_id = ?2 AND p.expires >= ?4
   AND CASE WHEN p.variation_id IS NULL
            THEN EXISTS (SELECT 1 FROM quota_item i
                          WHERE i.event_id = ?1 AND i.quota_id = ?3 AND i.item_id = p.item_id)
            ELSE EXISTS (SELECT 1 FROM quota_variation v
                          WHERE v.event_id = ?1 AND v.quota_id = ?3 AND v.variation_id = p.variation_id) END
   AND EXISTS (SELECT 1 FROM quota q WHERE q.event_id = ?1 AND q.id = ?3 AND q.subevent_id IS p.subevent_id)
RETURNING quota_id"""

VOUCHERS: Final = """
SELECT code, id, max_usages, redeemed, held, valid_until, allow_ignore_quota, block_quota, item_id, variation_id,
       quota_id, subevent_id, seat_id, all_addons_included, all_bundles_included
  FROM voucher
 WHERE event_id = ?1
   AND (code IN (SELECT value FROM json_each(?2)) OR id IN (SELECT value FROM json_each(?3))) ORDER BY id"""

BLOCKS: Final = """
SELECT voucher_id, quota_id FROM voucher_block WHERE event_id = ? AND voucher_id IN (SELECT value FROM json_each(?))"""

RETURN_USES: Final = """
DELETE FROM voucher_hold WHERE event_id = ? AND voucher_id IN (SELECT value FROM json_each(?)) AND expires < ?
RETURNING voucher_id"""

# Without statistics SQLite takes every event for a small one, so CROSS JOIN and INDEXED BY tell it where to begin.
SEATS: Final = """
SELECT id, seat_guid, zone_name, row_name, row_label, seat_number, seat_label, subevent_id, item_id, blocked, x, y
  FROM seat
 WHERE event_id = ?1 AND id IN (
   SELECT s.id FROM json_each(?3) g CROSS JOIN seat s
    WHERE s.event_id = ?1 AND s.subevent_id IS NULL AND s.seat_guid = g.value
    UNION ALL
   SELECT s.id FROM json_each(?2) d CROSS JOIN json_each(?3) g CROSS JOIN seat s
    WHERE s.event_id = ?1 AND s.subevent_id = d.value AND s.seat_guid = g.value
    UNION ALL
   SELECT value FROM json_each(?4)) ORDER BY id"""

SEATS_HELD: Final = """
SELECT h.seat_id, p.cart_id FROM seat_hold h, cart_position p
 WHERE h.event_id = ?1 AND p.event_id = ?1 AND p.id = h.position_id AND h.expires >= ?2
   AND h.seat_id IN (SELECT value FROM json_each(?3))"""

SEATS_KEPT: Final = """
SELECT v.seat_id, v.id FROM json_each(?3) s CROSS JOIN voucher v INDEXED BY ix_voucher_event_id_seat_id
 WHERE v.event_id = ?1 AND v.seat_id = s.value AND v.redeemed < v.max_usages
   AND (v.valid_until IS NULL OR v.valid_until >= ?2)"""

NEAR_HELD: Final = """
SELECT h.seat_id, p.cart_id FROM seat_hold h, cart_position p
 WHERE h.event_id = ?1 AND p.event_id = ?1 AND p.id = h.position_id AND h.expires >= ?2
   AND (p.subevent_id IS NULL OR p.subevent_id IN (SELECT value FROM json_each(?3)))"""

NEAR_KEPT: Final = """
SELECT seat_id, id FROM voucher INDEXED BY ix_voucher_event_id_seat_id
 WHERE event_id = ?1 AND seat_id IS NOT NULL AND redeemed < max_usages AND (valid_until IS NULL OR valid_until >= ?2)
   AND (subevent_id IS NULL OR subevent_id IN (SELECT value FROM json_each(?3)))"""

FAMILY: Final = """
SELECT p.id, p.addon_to, v.voucher_id, s.seat_id
  FROM cart_position p
  LEFT JOIN voucher_hold v ON v.event_id = ?1 AND v.position_id = p.id
  LEFT JOIN seat_hold s ON s.event_id = ?1 AND s.position_id = p.id
 WHERE p.event_id = ?1 AND p.api
   AND (p.id IN (SELECT value FROM json_each(?2)) OR p.addon_to IN (SELECT value FROM json_each(?2)))
 ORDER BY p.id"""

LINES: Final = """
SELECT position_id, quota_id FROM quota_hold WHERE event_id = ? AND position_id IN (SELECT value FROM json_each(?))"""

CARTS: Final = """
SELECT cart_id, id, secret, channel, created, extend_until, version
  FROM cart WHERE event_id = ? AND cart_id IN (SELECT value FROM json_each(?))"""

MEMBERS: Final = """
SELECT p.cart_id, p.id, p.expires, v.voucher_id, s.seat_id,
       (SELECT json_group_array(h.quota_id) FROM quota_hold h WHERE h.event_id = ?1 AND h.position_id = p.id)
  FROM cart_position p
  LEFT JOIN voucher_hold v ON v.event_id = ?1 AND v.position_id = p.id
  LEFT JOIN seat_hold s ON s.event_id = ?1 AND s.position_id = p.id
 WHERE p.event_id = ?1 AND p.cart_id IN (SELECT value FROM json_each(?2)) AND NOT p.api ORDER BY p.id"""

KEPT: Final = """
SELECT id, token_id, key, created, status, body, fingerprint FROM answer_kept
 WHERE event_id = ? AND key IN (SELECT value FROM json_each(?))"""

COUNT: Final = """
UPDATE quota SET held = held + ?3, blocked = blocked - ?5,
       excused = CASE WHEN size IS NULL THEN 0
                      ELSE min(excused + ?4, max(0,
                        paid + pending - exited + blocked - ?5 + held + ?3 - size)) END
 WHERE event_id = ?1 AND id = ?2"""

COUNT_USES: Final = """
UPDATE voucher SET held = held + ?3, excused = min(excused, max(0, redeemed + held + ?3 - max_usages))
 WHERE event_id = ?1 AND id = ?2"""

INSERT_HOLDS: Final = f"""
INSERT INTO cart_position (event_id, {", ".join(HOLD_COLUMNS)}) VALUES (?{", ?" * len(HOLD_COLUMNS)})"""  # noqa: S608

INSERT_LINES: Final = "INSERT INTO quota_hold (event_id, position_id, quota_id, expires) VALUES (?, ?, ?, ?)"

INSERT_ANSWERS: Final = """
INSERT INTO cart_answer (event_id, position_id, question_id, answer, option_ids) VALUES (?, ?, ?, ?, ?)"""

INSERT_USES: Final = "INSERT INTO voucher_hold (event_id, position_id, voucher_id, expires) VALUES (?, ?, ?, ?)"

FREE_SEATS: Final = "DELETE FROM seat_hold WHERE event_id = ? AND seat_id = ?"

INSERT_SEATS: Final = "INSERT INTO seat_hold (event_id, seat_id, position_id, expires) VALUES (?, ?, ?, ?)"

DELETE_HOLDS: Final = "DELETE FROM cart_position WHERE event_id = ? AND id = ?"

RENEW: Final = f"""
UPDATE cart_position SET {", ".join(f"{name} = ?{place}" for place, name in enumerate(RENEWED_COLUMNS[1:], 3))}
 WHERE event_id = ?1 AND id = ?2"""  # noqa: S608

# What renewed positions take anew, table by table.
CLEAR_LINES: Final = "DELETE FROM quota_hold WHERE event_id = ? AND position_id IN (SELECT value FROM json_each(?))"
CLEAR_USES: Final = "DELETE FROM voucher_hold WHERE event_id = ? AND position_id IN (SELECT value FROM json_each(?))"
CLEAR_SEATS: Final = "DELETE FROM seat_hold WHERE event_id = ? AND position_id IN (SELECT value FROM json_each(?))"
CLEAR_ANSWERS: Final = "DELETE FROM cart_answer WHERE event_id = ? AND position_id IN (SELECT value FROM json_each(?))"
CLEAR_CART_LINES: Final = "DELETE FROM cart_line WHERE event_id = ? AND position_id IN (SELECT value FROM json_each(?))"
CLEAR: Final = (CLEAR_LINES, CLEAR_USES, CLEAR_SEATS, CLEAR_ANSWERS, CLEAR_CART_LINES)

INSERT_CART_LINES: Final = """
INSERT INTO cart_line (event_id, position_id, price, typed, discount_id) VALUES (?, ?, ?, ?, ?)"""

INSERT_CARTS: Final = """
INSERT INTO cart (event_id, id, cart_id, secret, channel, version, created, extend_until, change_id)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""

CHANGE_CARTS: Final = "UPDATE cart SET version = ?3, extend_until = ?4, change_id = ?5 WHERE event_id = ?1 AND id = ?2"

DELETE_CARTS: Final = "DELETE FROM cart WHERE event_id = ? AND id = ?"

DELETE_KEPT: Final = "DELETE FROM answer_kept WHERE event_id = ? AND id = ?"

INSERT_KEPT: Final = """
INSERT INTO answer_kept (
  event_id, id, token_id, key, created, status, body, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""

STATEMENTS: Final = (
    VERSION, ACCOUNTS, GLANCE, HAND_BACK, END_BLOCKS, COUNT_UNBLOCKED, VOUCHERS, BLOCKS, RETURN_USES, SEATS, SEATS_HELD,
    SEATS_KEPT, NEAR_HELD, NEAR_KEPT, FAMILY, LINES, CARTS, MEMBERS, KEPT, COUNT, COUNT_USES, INSERT_HOLDS,
    INSERT_LINES, INSERT_ANSWERS, INSERT_USES, FREE_SEATS, INSERT_SEATS, DELETE_HOLDS, RENEW, *CLEAR,
    INSERT_CART_LINES, INSERT_CARTS, CHANGE_CARTS, DELETE_CARTS, DELETE_KEPT, INSERT_KEPT,
)  # fmt: skip

ROWS_AT_ONCE: Final = (128, 32, 8, 4, 2, 1)
"""How many rows one statement inserts: few enough sizes that all of them stay prepared."""


@functools.cache
def of_rows(statement: str, size: int) -> str:
    """An INSERT of one row as one of so many."""
    head, found, row = statement.partition(" VALUES ")
    assert found, statement
    return f"{head} VALUES {', '.join([row] * size)}"
