"""The counters of quotas and vouchers, made anew from the rows they count (spec 06 §2).

For changes of the catalogue, under the event's lock; and what the clock has freed since they were written.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from willcall.db import tables
from willcall.db.statements import Query, one_of

Condition = sa.ColumnElement[bool]

_quota, _line, _position = tables.quota.c, tables.quota_hold.c, tables.cart_position.c
_voucher, _use, _block = tables.voucher.c, tables.voucher_hold.c, tables.voucher_block.c
_waiting = tables.waiting_entry.c
_EVENT: Final = sa.bindparam("event_id", type_=sa.BigInteger)
_NOW: Final = sa.bindparam("now", type_=sa.BigInteger)
_WAITS: Final = sa.bindparam("waits", type_=sa.BigInteger)


def any_row(*sources: sa.Table, where: tuple[Condition, ...]) -> Condition:
    """Whether tables of the event have such a row; other tables are those of the statement around it."""
    own = [source.c.event_id == _EVENT for source in sources]
    return sa.select(1).select_from(*sources).where(*own, *where).correlate_except(*sources).exists()


def _linked(table: sa.Table, quota_id: Any, column: str, value: Any) -> Condition:
    """Whether a table of pairs links a quota with something."""
    return any_row(table, where=(table.c.quota_id == quota_id, table.c[column] == value))


def covers(quota_id: Any, item_id: Any, variation_id: Any) -> Condition:
    """Whether a sale touches a quota: with a variation by that, else by its item (spec 06 §1)."""
    by_item = sa.and_(variation_id.is_(None), _linked(tables.quota_item, quota_id, "item_id", item_id))
    return sa.or_(by_item, _linked(tables.quota_variation, quota_id, "variation_id", variation_id))


def _summed(amount: Any, table: sa.Table, *where: Condition) -> Any:
    """A number from rows of the event, for each row of the statement around it."""
    counted = sa.select(amount).select_from(table).where(table.c.event_id == _EVENT, *where)
    return counted.correlate_except(table).scalar_subquery()


def over(used: Any, limit: Any) -> Any:
    """By how much something is over its limit; NULL is none."""
    return sa.case((used > limit, used - limit), else_=0)


counted_held = _summed(sa.func.count(), tables.quota_hold, _line.quota_id == _quota.id)
counted_blocked = _summed(
    sa.func.coalesce(sa.func.sum(_block.units), 0), tables.voucher_block, _block.quota_id == _quota.id
)
counted_waiting = _summed(
    sa.func.count(),
    tables.waiting_entry,
    _waiting.voucher_id.is_(None),
    _waiting.subevent_id.is_not_distinct_from(_quota.subevent_id),
    covers(_quota.id, _waiting.item_id, _waiting.variation_id),
)
counted_uses = _summed(sa.func.count(), tables.voucher_hold, _use.voucher_id == _voucher.id)
sold = _quota.paid + _quota.pending - _quota.exited

RECOUNT: Final = Query(
    sa.update(tables.quota)
    .values(
        held=counted_held,
        blocked=counted_blocked,
        waiting=sa.case((_WAITS == 1, counted_waiting), else_=0),
        excused=over(sold + counted_blocked + counted_held, _quota.size),
    )
    .where(_quota.event_id == _EVENT, one_of(_quota.id, "quota_ids"))
)
"""Counts lines, blocks and, if `waits` is 1, the waiting list; excuses what is over the size by now."""

LOOSEN: Final = Query(
    sa.update(tables.quota)
    .values(excused=sold + _quota.blocked + _quota.held)
    .where(_quota.event_id == _EVENT, one_of(_quota.id, "quota_ids"))
)
"""Excuses everything for the moment, so that the size can be lowered below the use; `RECOUNT` follows."""

RECOUNT_USES: Final = Query(
    sa.update(tables.voucher)
    .values(held=counted_uses, excused=over(_voucher.redeemed + counted_uses, _voucher.max_usages))
    .where(_voucher.event_id == _EVENT, one_of(_voucher.id, "voucher_ids"))
)
"""Counts the uses of vouchers by positions, and excuses what is over the most by now."""

LOOSEN_USES: Final = Query(
    sa.update(tables.voucher)
    .values(excused=_voucher.held)
    .where(_voucher.event_id == _EVENT, one_of(_voucher.id, "voucher_ids"))
)
"""Excuses all uses for the moment, so that the most can be lowered below them; `RECOUNT_USES` follows."""


def _lines_of(positions: Any, *where: Condition) -> Any:
    """The quotas in which positions hold places."""
    return sa.select(_line.quota_id).where(_line.event_id == _EVENT, _line.position_id == positions.id, *where)


_child = tables.cart_position.alias("child").c

TOUCHED: Final = Query(
    sa.union(
        sa.select(_block.quota_id).where(_block.event_id == _EVENT, one_of(_block.voucher_id, "voucher_ids")),
        _lines_of(_position, _position.event_id == _EVENT, one_of(_position.voucher_id, "voucher_ids")),
        _lines_of(
            _child,
            _child.event_id == _EVENT,
            _child.addon_to == _position.id,
            _position.event_id == _EVENT,
            one_of(_position.voucher_id, "voucher_ids"),
        ),
    )
)
"""The quotas in which vouchers keep places back, or positions with them hold some, their children included."""


def _version_beside(*columns: Any) -> Query:
    """The event's version beside each of these quotas, or by itself if there are none of them."""
    quotas = sa.and_(_quota.event_id == _EVENT, one_of(_quota.id, "quota_ids"))
    return Query(
        sa.select(tables.event_state.c.version, *columns)
        .select_from(tables.event_state.outerjoin(tables.quota, quotas))
        .where(tables.event_state.c.event_id == _EVENT)
        .order_by(_quota.id)
    )


_described = tuple(_quota[name] for name in ("id", "size", "closed", "subevent_id"))
_ended = _summed(sa.func.count(), tables.voucher_block, _block.quota_id == _quota.id, _block.valid_until < _NOW)
_expired = _summed(sa.func.count(), tables.quota_hold, _line.quota_id == _quota.id, _line.expires < _NOW)

VERSION_AND_COUNTERS: Final = _version_beside(*_described, *(_quota[name] for name in tables.COUNTERS))

VERSION_AND_UNEXPIRED: Final = _version_beside(
    *_described,
    *(_quota[name] for name in tables.COUNTERS if name != "held"),
    sa.case((_quota.held > 0, _quota.held - _expired), else_=0).label("held"),
    sa.case((_quota.blocked > 0, _ended), else_=0).label("ended"),
)
"""Held is what the clock has not freed; ended are blocks of vouchers that have expired and are still counted."""


# What the clock has freed.

EXPIRED: Final = Query(
    sa.select(_line.quota_id, sa.func.count().label("units"))
    .where(_line.event_id == _EVENT, one_of(_line.quota_id, "quota_ids"), _line.expires < _NOW)
    .group_by(_line.quota_id)
)
"""Places that are still counted although the clock has freed them."""

ENDED: Final = Query(
    sa.select(_block.quota_id, sa.func.sum(_block.units).label("units"))
    .where(_block.event_id == _EVENT, one_of(_block.quota_id, "quota_ids"), _block.valid_until < _NOW)
    .group_by(_block.quota_id)
)
"""Places that are still kept back although the voucher has expired."""

UNBLOCKED: Final = Query(
    sa.select(_block.quota_id, sa.func.count().label("units"))
    .where(_block.event_id == _EVENT, one_of(_block.quota_id, "quota_ids"), _block.valid_until < _NOW)
    .where(_position.event_id == _EVENT, _position.voucher_id == _block.voucher_id, _position.expires >= _NOW)
    .where(_quota.event_id == _EVENT, _quota.id == _block.quota_id)
    .where(_quota.subevent_id.is_not_distinct_from(_position.subevent_id))
    .where(covers(_quota.id, _position.item_id, _position.variation_id))
    .group_by(_block.quota_id)
)
"""Positions that start to count because their voucher, which kept a place back for them, has expired."""


# Blocks and lines: by the quotas or by the vouchers that they are made anew for.

_OF_VOUCHERS: Final = one_of(_position.voucher_id, "voucher_ids")
_voucher_positions = sa.select(_position.id).where(_position.event_id == _EVENT, _OF_VOUCHERS)

CLEAR_LINES_OF_QUOTAS: Final = Query(
    sa.delete(tables.quota_hold).where(_line.event_id == _EVENT, one_of(_line.quota_id, "quota_ids"))
)
CLEAR_LINES_OF_VOUCHERS: Final = Query(
    sa.delete(tables.quota_hold).where(_line.event_id == _EVENT, _line.position_id.in_(_voucher_positions))
)
CLEAR_BLOCKS_OF_QUOTAS: Final = Query(
    sa.delete(tables.voucher_block).where(_block.event_id == _EVENT, one_of(_block.quota_id, "quota_ids"))
)
CLEAR_BLOCKS_OF_VOUCHERS: Final = Query(
    sa.delete(tables.voucher_block).where(_block.event_id == _EVENT, one_of(_block.voucher_id, "voucher_ids"))
)

_of_any_variation = any_row(
    tables.quota_variation,
    tables.variation,
    where=(
        tables.quota_variation.c.quota_id == _quota.id,
        tables.variation.c.id == tables.quota_variation.c.variation_id,
        tables.variation.c.item_id == _voucher.item_id,
    ),
)
points_at = sa.case(
    (_voucher.quota_id.is_not(None), _voucher.quota_id == _quota.id),
    (
        _voucher.variation_id.is_not(None),
        _linked(tables.quota_variation, _quota.id, "variation_id", _voucher.variation_id),
    ),
    else_=sa.or_(_linked(tables.quota_item, _quota.id, "item_id", _voucher.item_id), _of_any_variation),
)


def _fill_blocks(narrowed: Condition) -> Query:
    """What valid vouchers keep back, in each quota that they point at, of their date (spec 06 §2)."""
    units = (_voucher.max_usages - _voucher.redeemed).label("units")
    source = sa.select(_voucher.event_id, _voucher.id, _quota.id, units, _voucher.valid_until).where(
        _voucher.event_id == _EVENT,
        _quota.event_id == _EVENT,
        narrowed,
        _voucher.block_quota,
        _voucher.redeemed < _voucher.max_usages,
        sa.or_(_voucher.valid_until.is_(None), _voucher.valid_until >= _NOW),
        _voucher.subevent_id.is_not_distinct_from(_quota.subevent_id),
        points_at,
    )
    names = ["event_id", "voucher_id", "quota_id", "units", "valid_until"]
    return Query(sa.insert(tables.voucher_block).from_select(names, source))


FILL_BLOCKS_OF_QUOTAS: Final = _fill_blocks(one_of(_quota.id, "quota_ids"))
FILL_BLOCKS_OF_VOUCHERS: Final = _fill_blocks(one_of(_voucher.id, "voucher_ids"))


def _fill_lines(table: sa.Table, column: str, narrowed: Condition) -> Query:
    """The places that unexpired positions take in quotas of their date, by a table of pairs.

    But for those that a block of their voucher keeps back already (spec 06 §2).
    """
    pair, with_variation = table.c, column == "variation_id"
    blocked = any_row(
        tables.voucher_block, where=(_block.voucher_id == _position.voucher_id, _block.quota_id == pair.quota_id)
    )
    source = sa.select(_position.event_id, _position.id, pair.quota_id, _position.expires).where(
        _position.event_id == _EVENT,
        pair.event_id == _EVENT,
        _quota.event_id == _EVENT,
        narrowed,
        _quota.id == pair.quota_id,
        _position[column] == pair[column],
        _position.variation_id.is_not(None) if with_variation else _position.variation_id.is_(None),
        _position.subevent_id.is_not_distinct_from(_quota.subevent_id),
        _position.expires >= _NOW,
        ~blocked,
    )
    names = ["event_id", "position_id", "quota_id", "expires"]
    return Query(sa.insert(tables.quota_hold).from_select(names, source))


FILL_LINES_OF_QUOTAS: Final = (
    _fill_lines(tables.quota_item, "item_id", one_of(tables.quota_item.c.quota_id, "quota_ids")),
    _fill_lines(tables.quota_variation, "variation_id", one_of(tables.quota_variation.c.quota_id, "quota_ids")),
)
FILL_LINES_OF_VOUCHERS: Final = (
    _fill_lines(tables.quota_item, "item_id", _OF_VOUCHERS),
    _fill_lines(tables.quota_variation, "variation_id", _OF_VOUCHERS),
)
