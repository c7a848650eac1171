"""What an audit asks the rows of an event: counters beside what they count, and rows that contradict each other.

A query answers with one row for each difference, so that an event with a million holds in order costs no memory; only
the counters of quotas come all, with what was counted. `audit.py` says in words what each row means.

`now` is an instant that no server's clock can have passed yet: what expires later must be counted, what expired before
may be or not, since it is handed back when somebody needs the room.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from willcall.db import tables
from willcall.db.statements import Query
from willcall.reserve.ledger_counters import (
    any_row,
    counted_blocked,
    counted_held,
    counted_uses,
    counted_waiting,
    covers,
    over,
    points_at,
    sold,
)

Condition = sa.ColumnElement[bool]

_quota, _line, _position = tables.quota.c, tables.quota_hold.c, tables.cart_position.c
_voucher, _use, _block = tables.voucher.c, tables.voucher_hold.c, tables.voucher_block.c
_seat_hold = tables.seat_hold.c
_EVENT: Final = sa.bindparam("event_id", type_=sa.BigInteger)
_NOW: Final = sa.bindparam("now", type_=sa.BigInteger)
_LAST: Final = sa.bindparam("last", type_=sa.BigInteger)
_LIMIT: Final = sa.bindparam("limit", type_=sa.BigInteger)


def _in_event(*sources: Any) -> list[Condition]:
    return [source.event_id == _EVENT for source in sources]


def _no_row(table: sa.Table, *, where: tuple[Condition, ...]) -> Condition:
    """Whether the event has no such row of a table, for each row of the statement around it."""
    there: sa.Select[Any] = sa.select(sa.literal_column("1")).select_from(table)
    return ~there.where(table.c.event_id == _EVENT, *where).correlate_except(table).exists()


# Without statistics, as on tables that were filled a moment ago, PostgreSQL takes every event for a small one, and goes
# through all its rows for each of them.
WITHOUT_GUESSING: Final = Query(sa.text("SET LOCAL enable_nestloop = off"))

# Counters.

QUOTAS: Final = Query(
    sa.select(
        *(_quota[name] for name in ("id", "name", "subevent_id", "size", "closed", "close_when_sold_out")),
        *(_quota[name] for name in ("held", "blocked", "waiting", "excused")),
        sold.label("sold"),
        counted_held.label("counted_held"),
        counted_blocked.label("counted_blocked"),
        counted_waiting.label("counted_waiting"),
        sa.select(sa.func.coalesce(sa.func.sum(_block.units), 0))
        .where(*_in_event(_block), _block.quota_id == _quota.id)
        .where(sa.or_(_block.valid_until.is_(None), _block.valid_until >= _NOW))
        .scalar_subquery()
        .label("blocked_now"),
    )
    .where(*_in_event(_quota))
    .order_by(_quota.id)
)
"""Every quota with its counters, and what they count."""

VOUCHERS: Final = Query(
    sa.select(_voucher.id, _voucher.code, _voucher.max_usages, _voucher.redeemed, _voucher.held, _voucher.excused)
    .add_columns(counted_uses.label("counted_held"))
    .where(*_in_event(_voucher))
    .where(
        sa.or_(
            _voucher.held != counted_uses,
            _voucher.excused != over(_voucher.redeemed + counted_uses, _voucher.max_usages),
        )
    )
    .order_by(_voucher.id)
)
"""Vouchers whose counters are not what their uses say."""


# Places: one row for each quota in which a position counts.


def _is_blocked(position: Any, quota_id: Any) -> Condition:
    """Whether a block of the position's voucher keeps its place in a quota (spec 06 §2)."""
    return any_row(tables.voucher_block, where=(_block.voucher_id == position.voucher_id, _block.quota_id == quota_id))


def _places_missing(table: sa.Table, column: str) -> Query:
    """Unexpired positions without a row for a quota that covers them, by one of the two tables of pairs."""
    pair = table.c
    by_variation = column == "variation_id"
    return Query(
        sa.select(_position.id.label("position_id"), _quota.id.label("quota_id"), _quota.name)
        .where(*_in_event(_position, pair, _quota), _quota.id == pair.quota_id, _position[column] == pair[column])
        .where(_position.variation_id.is_not(None) if by_variation else _position.variation_id.is_(None))
        .where(_position.subevent_id.is_not_distinct_from(_quota.subevent_id), _position.expires >= _NOW)
        .where(~_is_blocked(_position, _quota.id))
        .where(_no_row(tables.quota_hold, where=(_line.position_id == _position.id, _line.quota_id == _quota.id)))
        .order_by(_position.id, _quota.id)
    )


PLACES_MISSING: Final = (
    _places_missing(tables.quota_item, "item_id"),
    _places_missing(tables.quota_variation, "variation_id"),
)

_line_of_position = sa.select(_line.position_id, _line.quota_id, _quota.name).where(
    *_in_event(_line, _position, _quota), _position.id == _line.position_id, _quota.id == _line.quota_id
)

PLACES_EXTRA: Final = Query(
    _line_of_position.where(_line.expires >= _NOW)
    .where(
        sa.or_(
            ~covers(_quota.id, _position.item_id, _position.variation_id),
            _position.subevent_id.is_distinct_from(_quota.subevent_id),
            _is_blocked(_position, _quota.id),
        )
    )
    .order_by(_line.position_id, _line.quota_id)
)
"""Unexpired places in quotas that do not cover the position, or where its voucher keeps the place already."""

PLACES_OF_OTHER_TIME: Final = Query(
    _line_of_position.where(_line.expires != _position.expires).order_by(_line.position_id, _line.quota_id)
)
"""Places that expire at another time than their position."""


# Uses of vouchers.

USES_MISSING: Final = Query(
    sa.select(_position.id.label("position_id"), _position.voucher_id)
    .where(*_in_event(_position), _position.voucher_id.is_not(None), _position.expires >= _NOW)
    .where(_no_row(tables.voucher_hold, where=(_use.position_id == _position.id,)))
    .order_by(_position.id)
)
"""Unexpired positions that name a voucher and count as no use of any."""

USES_WRONG: Final = Query(
    sa.select(_use.position_id, _use.voucher_id)
    .where(*_in_event(_use, _position), _position.id == _use.position_id)
    .where(sa.or_(_position.voucher_id.is_distinct_from(_use.voucher_id), _position.expires != _use.expires))
    .order_by(_use.position_id)
)
"""Uses of another voucher than the position names, or that expire at another time."""


# Seats.

SEATS_MISSING: Final = Query(
    sa.select(_position.id.label("position_id"), _position.seat_id)
    .where(*_in_event(_position), _position.seat_id.is_not(None), _position.expires >= _NOW)
    .where(
        _no_row(
            tables.seat_hold,
            where=(_seat_hold.seat_id == _position.seat_id, _seat_hold.position_id == _position.id),
        )
    )
    .order_by(_position.id)
)
"""Unexpired positions that name a seat which is not held for them."""

SEATS_WRONG: Final = Query(
    sa.select(_seat_hold.position_id, _seat_hold.seat_id)
    .where(*_in_event(_seat_hold, _position), _position.id == _seat_hold.position_id)
    .where(sa.or_(_position.seat_id.is_distinct_from(_seat_hold.seat_id), _position.expires != _seat_hold.expires))
    .order_by(_seat_hold.seat_id)
)
"""Seats held for a position that names another or none, or until another time."""

SEATS_TWICE: Final = Query(
    sa.select(_position.seat_id, sa.func.count().label("positions"))
    .where(*_in_event(_position), _position.seat_id.is_not(None), _position.expires >= _NOW)
    .group_by(_position.seat_id)
    .having(sa.func.count() > 1)
    .order_by(_position.seat_id)
)
"""Seats that more than one unexpired position names."""


# What vouchers keep back.

_blocks = sa.and_(
    _voucher.block_quota,
    _voucher.redeemed < _voucher.max_usages,
    _voucher.subevent_id.is_not_distinct_from(_quota.subevent_id),
    points_at,
)
_units = _voucher.max_usages - _voucher.redeemed

BLOCKS_MISSING: Final = Query(
    sa.select(_voucher.id.label("voucher_id"), _quota.id.label("quota_id"), _units.label("units"))
    .where(*_in_event(_voucher, _quota), _blocks)
    .where(sa.or_(_voucher.valid_until.is_(None), _voucher.valid_until >= _NOW))
    .where(_no_row(tables.voucher_block, where=(_block.voucher_id == _voucher.id, _block.quota_id == _quota.id)))
    .order_by(_voucher.id, _quota.id)
)
"""Valid vouchers that keep nothing back where they should."""

BLOCKS_WRONG: Final = Query(
    sa.select(_block.voucher_id, _block.quota_id, _block.units)
    .where(*_in_event(_block, _voucher, _quota), _voucher.id == _block.voucher_id, _quota.id == _block.quota_id)
    .where(sa.or_(_block.valid_until.is_(None), _block.valid_until >= _NOW))
    .where(
        sa.or_(
            sa.not_(_blocks),
            _block.units != _units,
            _block.valid_until.is_distinct_from(_voucher.valid_until),
        )
    )
    .order_by(_block.voucher_id, _block.quota_id)
)
"""Blocks where the voucher keeps nothing back, or of another size or end than it says."""


# Carts.

_parent = tables.cart_position.alias("parent").c

CARTS_TORN: Final = Query(
    sa.select(_position.id.label("position_id"), _position.addon_to)
    .where(*_in_event(_position, _parent), _parent.id == _position.addon_to)
    .where(
        sa.or_(
            _position.cart_id != _parent.cart_id,
            _position.expires != _parent.expires,
            _parent.addon_to.is_not(None),
        )
    )
    .order_by(_position.id)
)
"""Add-ons and bundled products that are in another cart than their position, expire at another time or hang deeper."""

BUNDLED_ALONE: Final = Query(
    sa.select(_position.id.label("position_id"))
    .where(*_in_event(_position), _position.is_bundled, _position.addon_to.is_(None))
    .order_by(_position.id)
)
"""Bundled products that belong to no position."""

_cart, _cart_line = tables.cart.c, tables.cart_line.c

CARTS_LOST: Final = Query(
    sa.select(_position.id.label("position_id"))
    .where(*_in_event(_position), ~_position.api)
    .where(_no_row(tables.cart, where=(_cart.cart_id == _position.cart_id,)))
    .order_by(_position.id)
)
"""Positions of shops whose cart is not there."""

CART_LINES_MISSING: Final = Query(
    sa.select(_position.id.label("position_id"))
    .where(*_in_event(_position), ~_position.api)
    .where(_no_row(tables.cart_line, where=(_cart_line.position_id == _position.id,)))
    .order_by(_position.id)
)
"""Positions of shops of which nobody remembers what they were sold for."""


# References that lead nowhere: what the database's own constraints forbid.


def _lost(table: sa.Table, key: sa.ForeignKeyConstraint) -> Query:
    """Rows of a table that refer to one of their event that is not there."""
    column = next(name for name in key.column_keys if name != "event_id")
    own, other = table.c, key.referred_table.alias("other")
    leads = sa.select(1).where(*_in_event(other.c), other.c.id == own[column]).correlate_except(other).exists()
    names = [name.name for name in table.primary_key.columns if name.name != "event_id"]
    shown = [own[name].label(f"key_{place}") for place, name in enumerate(names)]
    lost = sa.select(*shown, own[column].label("referred"))
    return Query(lost.where(*_in_event(own), own[column].is_not(None), ~leads).order_by(*(own[name] for name in names)))


REFERENCES: Final = {
    (table.name, next(name for name in key.column_keys if name != "event_id"), key.referred_table.name): _lost(
        table, key
    )
    for table in tables.metadata.sorted_tables
    if table.info["kind"] == "event"
    for key in sorted(table.foreign_key_constraints, key=lambda key: list(key.column_keys))
    if key.referred_table.info["kind"] == "event" and len(key.column_keys) > 1
}
"""By table, column and the table that is referred to."""


# Answers kept for idempotency keys.

ANSWERS: Final = Query(
    sa.select(tables.answer_kept.c.id, tables.answer_kept.c.key, tables.answer_kept.c.body)
    .where(*_in_event(tables.answer_kept.c), tables.answer_kept.c.id > _LAST)
    .where(tables.answer_kept.c.status.in_([sa.literal_column("200"), sa.literal_column("201")]))
    .order_by(tables.answer_kept.c.id)
    .limit(_LIMIT)
)
"""A page of answers that may tell of positions."""
