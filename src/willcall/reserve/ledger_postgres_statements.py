"""The statements of the ledger on PostgreSQL.

Single-shard: every one names the event and none needs more than it, so that the database can be distributed by event.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "SELECT version FROM event_state WHERE event_id = $1 FOR SHARE"

VERSION_ALONE: Final = "SELECT version FROM event_state WHERE event_id = $1 FOR UPDATE"

FENCE: Final = "UPDATE event_state SET version = version + 1 WHERE event_id = $1"
"""What was decided on an older version and is still on its way writes nothing any more."""

ACCOUNTS: Final = """
SELECT id, size, closed, paid, pending, exited, blocked, held, waiting
  FROM quota WHERE event_id = $1 AND id = ANY($2::bigint[]) ORDER BY id FOR UPDATE"""

# What is left, with the first instants at which the clock would free something, in one state and without locks.
GLANCE: Final = """
SELECT s.version,
       (SELECT min(h.expires) FROM quota_hold h WHERE h.event_id = $1 AND h.quota_id = q.id),
       (SELECT min(b.valid_until) FROM voucher_block b WHERE b.event_id = $1 AND b.quota_id = q.id),
       q.id, q.size, q.closed, q.paid, q.pending, q.exited, q.blocked, q.held, q.waiting
  FROM event_state s, quota q WHERE s.event_id = $1 AND q.event_id = $1 AND q.id = ANY($2::bigint[])"""

HAND_BACK: Final = """
WITH gone AS (
  DELETE FROM quota_hold WHERE event_id = $1 AND quota_id = ANY($2::bigint[]) AND expires < $3 RETURNING quota_id)
SELECT quota_id, count(*) AS units FROM gone GROUP BY quota_id"""

# Their vouchers are locked too: whoever releases a position with such a voucher must see whether it counts by now.
END_BLOCKS: Final = """
WITH over AS MATERIALIZED (
  SELECT v.id FROM voucher v
   WHERE v.event_id = $1 AND EXISTS (
     SELECT 1 FROM voucher_block b
      WHERE b.event_id = $1 AND b.voucher_id = v.id AND b.quota_id = ANY($2::bigint[]) AND b.valid_until < $3)
   ORDER BY v.id FOR UPDATE OF v)
DELETE FROM voucher_block USING over
 WHERE voucher_block.event_id = $1 AND voucher_block.voucher_id = over.id AND quota_id = ANY($2::bigint[])
   AND valid_until < $3
RETURNING voucher_id, quota_id, units"""

COUNT_UNBLOCKED: Final = """
INSERT INTO quota_hold (event_id, position_id, quota_id, expires)
SELECT $1, p.id, b.quota_id, p.expires
  FROM unnest($2::bigint[], $3::bigint[]) AS b(voucher_id, quota_id), cart_position p
 WHERE p.event_id = $1 AND p.voucher_id = b.voucher_id AND p.expires >= $4
   AND CASE WHEN p.variation_id IS NULL
            THEN EXISTS (SELECT 1 FROM quota_item i
                          WHERE i.event_id = $1 AND i.quota_id = b.quota_id AND i.item_id = p.item_id)
            ELSE EXISTS (SELECT 1 FROM quota_variation v
                          WHERE v.event_id = $1 AND v.quota_id = b.quota_id AND v.variation_id = p.variation_id) END
   AND EXISTS (SELECT 1 FROM quota q
                WHERE q.event_id = $1 AND q.id = b.quota_id AND q.subevent_id IS NOT DISTINCT FROM p.subevent_id)
ON CONFLICT DO NOTHING
RETURNING quota_id"""

VOUCHERS: Final = """
SELECT code, id, max_usages, redeemed, held, valid_until, allow_ignore_quota, block_quota, item_id, variation_id,
       quota_id, subevent_id, seat_id, all_addons_included, all_bundles_included
  FROM voucher WHERE event_id = $1 AND (code = ANY($2::text[]) OR id = ANY($3::bigint[])) ORDER BY id FOR UPDATE"""

BLOCKS: Final = "SELECT voucher_id, quota_id FROM voucher_block WHERE event_id = $1 AND voucher_id = ANY($2::bigint[])"

RETURN_USES: Final = """
WITH gone AS (
  DELETE FROM voucher_hold WHERE event_id = $1 AND voucher_id = ANY($2::bigint[]) AND expires < $3
  RETURNING voucher_id)
SELECT voucher_id, count(*) AS uses FROM gone GROUP BY voucher_id"""

SEATS: Final = """
SELECT id, seat_guid, zone_name, row_name, row_label, seat_number, seat_label, subevent_id, item_id, blocked, x, y
  FROM seat
 WHERE event_id = $1
   AND ((subevent_id IS NULL AND seat_guid = ANY($3::text[]))
        OR (subevent_id = ANY($2::bigint[]) AND seat_guid = ANY($3::text[]))
        OR id = ANY($4::bigint[])) ORDER BY id FOR UPDATE"""

SEATS_HELD: Final = """
SELECT h.seat_id, p.cart_id FROM seat_hold h, cart_position p
 WHERE h.event_id = $1 AND p.event_id = $1 AND p.id = h.position_id AND h.expires >= $2
   AND h.seat_id = ANY($3::bigint[])"""

SEATS_KEPT: Final = """
SELECT seat_id, id FROM voucher
 WHERE event_id = $1 AND seat_id IS NOT NULL AND redeemed < max_usages AND (valid_until IS NULL OR valid_until >= $2)
   AND seat_id = ANY($3::bigint[])"""

# The same for every seat of these dates, or of an event without dates: where a distance is kept, any may matter.
NEAR_HELD: Final = """
SELECT h.seat_id, p.cart_id FROM seat_hold h, cart_position p
 WHERE h.event_id = $1 AND p.event_id = $1 AND p.id = h.position_id AND h.expires >= $2
   AND (p.subevent_id IS NULL OR p.subevent_id = ANY($3::bigint[]))"""

NEAR_KEPT: Final = """
SELECT seat_id, id FROM voucher
 WHERE event_id = $1 AND seat_id IS NOT NULL AND redeemed < max_usages AND (valid_until IS NULL OR valid_until >= $2)
   AND (subevent_id IS NULL OR subevent_id = ANY($3::bigint[]))"""

FAMILY: Final = """
SELECT p.id, p.addon_to, v.voucher_id, s.seat_id
  FROM cart_position p
  LEFT JOIN voucher_hold v ON v.event_id = $1 AND v.position_id = p.id
  LEFT JOIN seat_hold s ON s.event_id = $1 AND s.position_id = p.id
 WHERE p.event_id = $1 AND p.api AND (p.id = ANY($2::bigint[]) OR p.addon_to = ANY($2::bigint[]))
 ORDER BY p.id"""

LINES: Final = "SELECT position_id, quota_id FROM quota_hold WHERE event_id = $1 AND position_id = ANY($2::bigint[])"

CARTS: Final = """
SELECT cart_id, id, secret, channel, created, extend_until, version
  FROM cart WHERE event_id = $1 AND cart_id = ANY($2::text[]) ORDER BY cart_id FOR UPDATE"""

MEMBERS: Final = """
SELECT p.cart_id, p.id, p.expires, v.voucher_id, s.seat_id,
       ARRAY(SELECT h.quota_id FROM quota_hold h WHERE h.event_id = $1 AND h.position_id = p.id) AS quota_ids
  FROM cart_position p
  LEFT JOIN voucher_hold v ON v.event_id = $1 AND v.position_id = p.id
  LEFT JOIN seat_hold s ON s.event_id = $1 AND s.position_id = p.id
 WHERE p.event_id = $1 AND p.cart_id = ANY($2::text[]) AND NOT p.api ORDER BY p.id"""

KEPT: Final = """
SELECT id, token_id, key, created, status, body, fingerprint
  FROM answer_kept WHERE event_id = $1 AND key = ANY($2::text[])"""

COUNT: Final = """
UPDATE quota SET held = quota.held + t.held, blocked = blocked - t.unblocked,
       excused = CASE WHEN size IS NULL THEN 0
                      ELSE LEAST(quota.excused + t.excused, GREATEST(0,
                        paid + pending - exited + blocked - t.unblocked + quota.held + t.held - size)) END
  FROM unnest($2::bigint[], $3::int[], $4::int[], $5::int[]) AS t(id, held, excused, unblocked)
 WHERE quota.event_id = $1 AND quota.id = t.id"""

COUNT_USES: Final = """
UPDATE voucher SET held = voucher.held + t.uses, excused = LEAST(excused, GREATEST(0,
         redeemed + voucher.held + t.uses - max_usages))
  FROM unnest($2::bigint[], $3::int[]) AS t(id, uses) WHERE voucher.event_id = $1 AND voucher.id = t.id"""

INSERT_HOLDS: Final = """
INSERT INTO cart_position (event_id, id, cart_id, item_id, variation_id, price, attendee_name_parts, attendee_email,
                           addon_to, is_bundled, includes_tax, api, created, expires, subevent_id, voucher_id, seat_id)
SELECT s.event_id, t.* FROM event_state s,
       unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::bigint[],
              $10::bool[], $11::bool[], $12::bool[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[],
              $17::bigint[]) AS t
 WHERE s.event_id = $1"""

INSERT_LINES: Final = """
INSERT INTO quota_hold (event_id, position_id, quota_id, expires)
SELECT s.event_id, t.* FROM event_state s, unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS t
 WHERE s.event_id = $1"""

INSERT_ANSWERS: Final = """
INSERT INTO cart_answer (event_id, position_id, question_id, answer, option_ids)
SELECT s.event_id, t.* FROM event_state s, unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[]) AS t
 WHERE s.event_id = $1"""

INSERT_USES: Final = """
INSERT INTO voucher_hold (event_id, position_id, voucher_id, expires)
SELECT s.event_id, t.* FROM event_state s, unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS t
 WHERE s.event_id = $1"""

FREE_SEATS: Final = "DELETE FROM seat_hold WHERE event_id = $1 AND seat_id = ANY($2::bigint[])"

INSERT_SEATS: Final = """
INSERT INTO seat_hold (event_id, seat_id, position_id, expires)
SELECT s.event_id, t.* FROM event_state s, unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS t
 WHERE s.event_id = $1"""

DELETE_HOLDS: Final = "DELETE FROM cart_position WHERE event_id = $1 AND id = ANY($2::bigint[])"

RENEW: Final = """
UPDATE cart_position
   SET variation_id = t.variation_id, price = t.price, attendee_name_parts = t.name_parts, attendee_email = t.email,
       expires = t.expires, subevent_id = t.subevent_id, voucher_id = t.voucher_id, seat_id = t.seat_id
  FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::bigint[],
              $9::bigint[], $10::bigint[])
    AS t(id, variation_id, price, name_parts, email, expires, subevent_id, voucher_id, seat_id)
 WHERE cart_position.event_id = $1 AND cart_position.id = t.id"""

CLEAR: Final = """
WITH places AS (DELETE FROM quota_hold WHERE event_id = $1 AND position_id = ANY($2::bigint[])),
uses AS (DELETE FROM voucher_hold WHERE event_id = $1 AND position_id = ANY($2::bigint[])),
sitting AS (DELETE FROM seat_hold WHERE event_id = $1 AND position_id = ANY($2::bigint[])),
answered AS (DELETE FROM cart_answer WHERE event_id = $1 AND position_id = ANY($2::bigint[]))
DELETE FROM cart_line WHERE event_id = $1 AND position_id = ANY($2::bigint[])"""

INSERT_CART_LINES: Final = """
INSERT INTO cart_line (event_id, position_id, price, typed, discount_id)
SELECT s.event_id, t.* FROM event_state s, unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) AS t
 WHERE s.event_id = $1"""

INSERT_CARTS: Final = """
INSERT INTO cart (event_id, id, cart_id, secret, channel, version, created, extend_until, change_id)
SELECT s.event_id, t.* FROM event_state s,
       unnest($2::bigint[], $3::text[], $4::bytea[], $5::text[], $6::int[], $7::bigint[], $8::bigint[],
              $9::bigint[]) AS t
 WHERE s.event_id = $1"""

CHANGE_CARTS: Final = """
UPDATE cart SET version = t.version, extend_until = t.extend_until, change_id = t.change_id
  FROM unnest($2::bigint[], $3::int[], $4::bigint[], $5::bigint[]) AS t(id, version, extend_until, change_id)
 WHERE cart.event_id = $1 AND cart.id = t.id"""

DELETE_CARTS: Final = "DELETE FROM cart WHERE event_id = $1 AND id = ANY($2::bigint[])"

DELETE_KEPT: Final = "DELETE FROM answer_kept WHERE event_id = $1 AND id = ANY($2::bigint[])"

INSERT_KEPT: Final = """
INSERT INTO answer_kept (event_id, id, token_id, key, created, status, body, fingerprint)
SELECT s.event_id, t.* FROM event_state s,
       unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::int[], $7::bytea[], $8::bytea[]) AS t
 WHERE s.event_id = $1"""

CHANGES: Final = "SELECT cart_id, version, change_id FROM cart WHERE event_id = $1 AND cart_id = ANY($2::text[])"

PRESENT: Final = "SELECT count(*) FROM cart_position WHERE event_id = $1 AND id = ANY($2::bigint[])"

STATEMENTS: Final = (
    VERSION, VERSION_ALONE, FENCE, ACCOUNTS, GLANCE, HAND_BACK, END_BLOCKS, COUNT_UNBLOCKED, VOUCHERS, BLOCKS,
    RETURN_USES, SEATS, SEATS_HELD, SEATS_KEPT, NEAR_HELD, NEAR_KEPT, FAMILY, LINES, CARTS, MEMBERS, KEPT, COUNT,
    COUNT_USES, INSERT_HOLDS, INSERT_LINES, INSERT_ANSWERS, INSERT_USES, FREE_SEATS, INSERT_SEATS, DELETE_HOLDS,
    RENEW, CLEAR, INSERT_CART_LINES, INSERT_CARTS, CHANGE_CARTS, DELETE_CARTS, DELETE_KEPT, INSERT_KEPT, CHANGES,
    PRESENT,
)  # fmt: skip
