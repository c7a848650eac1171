"""The counters of quotas, made anew from the rows they count; for changes of the catalogue, under the event's lock."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from willcall.db import tables
from willcall.db.statements import Query, one_of

_quota, _hold, _position = tables.quota.c, tables.quota_hold.c, tables.cart_position.c
_EVENT: Final = sa.bindparam("event_id", type_=sa.BigInteger)
_NOW: Final = sa.bindparam("now", type_=sa.BigInteger)

_counted = (
    sa.select(sa.func.count())
    .select_from(tables.quota_hold)
    .where(_hold.event_id == _EVENT, _hold.quota_id == _quota.id)
    .scalar_subquery()
)
_granted_without_holds = _quota.paid + _quota.pending - _quota.exited + _quota.blocked


def _over(held: Any) -> Any:
    """By how much a quota is over its size."""
    granted = _granted_without_holds + held
    return sa.case((_quota.size.is_(None), 0), (granted > _quota.size, granted - _quota.size), else_=0)


RECOUNT: Final = Query(
    sa.update(tables.quota)
    .values(held=_counted, excused=_over(_counted))
    .where(_quota.event_id == _EVENT, one_of(_quota.id, "quota_ids"))
)
"""Counts holds, and excuses what is over the size by now."""

LOOSEN: Final = Query(
    sa.update(tables.quota)
    .values(excused=_granted_without_holds + _quota.held)
    .where(_quota.event_id == _EVENT, one_of(_quota.id, "quota_ids"))
)
"""Excuses everything for the moment, so that the size can be lowered below the use; `RECOUNT` follows."""

EXPIRED: Final = Query(
    sa.select(_hold.quota_id, sa.func.count().label("units"))
    .where(_hold.event_id == _EVENT, one_of(_hold.quota_id, "quota_ids"), _hold.expires < _NOW)
    .group_by(_hold.quota_id)
)
"""Places that are still counted although the clock has freed them."""

CLEAR: Final = Query(sa.delete(tables.quota_hold).where(_hold.event_id == _EVENT, one_of(_hold.quota_id, "quota_ids")))


def _from_positions(table: sa.Table, column: str, *, with_variation: bool) -> Query:
    """The places that unexpired positions take in quotas, by a table of pairs."""
    pair = table.c
    source = sa.select(_position.event_id, _position.id, pair.quota_id, _position.expires).where(
        _position.event_id == _EVENT,
        pair.event_id == _EVENT,
        one_of(pair.quota_id, "quota_ids"),
        _position[column] == pair[column],
        _position.variation_id.is_not(None) if with_variation else _position.variation_id.is_(None),
        _position.expires >= _NOW,
    )
    names = ["event_id", "position_id", "quota_id", "expires"]
    return Query(sa.insert(tables.quota_hold).from_select(names, source))


FILL_BY_ITEM: Final = _from_positions(tables.quota_item, "item_id", with_variation=False)
FILL_BY_VARIATION: Final = _from_positions(tables.quota_variation, "variation_id", with_variation=True)
