"""What is told of a shop as it changes: each row with its availability, and what differs from before (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from willcall.rest.body import encode
from willcall.shop.listed import Look, Reason
from willcall.shop.page import page
from willcall.shop.shown import ShopChoice, ShopItem, ShopRow


class LiveRow(msgspec.Struct, frozen=True, kw_only=True):
    """A product, or a variation of one, as it can be bought now."""

    item: int
    variation: int | None
    availability: Literal["ok", "reserved", "ordered", "gone"]
    left: Annotated[int | None, Meta(description="As in the shop: null unless the event shows it.")]
    buyable: bool
    reason: Reason | None
    max: int | None


Place = tuple[int, int | None]
"""Product and variation."""
Rows = Mapping[Place, bytes]
"""Rows as they are sent."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is different from before."""

    rows: tuple[bytes, ...]
    gone: tuple[Place, ...]
    """What is not shown any more."""

    def __bool__(self) -> bool:
        """Whether anything is."""
        return bool(self.rows or self.gone)


def rows_of(look: Look) -> Rows:
    """Every row that the shop shows, add-ons too; a product that is both is told as it is in the list."""
    shop = page(look)
    found: dict[Place, bytes] = {}
    for group in shop.addon_categories:
        found.update(_of(group.items))
    for group in shop.groups:
        found.update(_of(group.items))
    found.update(_of(shop.seated))
    return found


def change_of(before: Rows, after: Rows) -> Change:
    """From one state to another."""
    return Change(
        tuple(row for place, row in after.items() if before.get(place) != row),
        tuple(place for place in before if place not in after),
    )


def _of(items: Iterable[ShopItem]) -> Iterable[tuple[Place, bytes]]:
    for item in items:
        if item.row is not None:
            yield (item.id, None), _row(item.id, None, item.row)
        for variation in item.variations:
            yield (item.id, variation.id), _row(item.id, variation.id, variation.row)


def _row(item: int, variation: int | None, row: ShopRow) -> bytes:
    return encode(
        LiveRow(
            item=item,
            variation=variation,
            availability=row.availability,
            left=row.left,
            buyable=row.buyable,
            reason=row.reason,
            max=row.max,
        )
    )


SNAPSHOT: Final = b"snapshot"
"""The event that has all rows: what was told before counts no more."""
CHANGE: Final = b"availability"
"""The event that has the rows that are different, and those that are gone."""


def snapshot_event(name: str, rows: Rows) -> bytes:
    """All rows, as a server-sent event."""
    return _event(SNAPSHOT, name, encode({"rows": [msgspec.Raw(row) for row in rows.values()]}))


def change_event(name: str, change: Change) -> bytes:
    """What is different, as a server-sent event."""
    gone = [ShopChoice(item=item, variation=variation) for item, variation in change.gone]
    return _event(CHANGE, name, encode({"rows": [msgspec.Raw(row) for row in change.rows], "gone": gone}))


def _event(kind: bytes, name: str, data: bytes) -> bytes:
    """JSON has no line ends of its own, so one line of data holds it."""
    return b"id: %b\nevent: %b\ndata: %b\n\n" % (name.encode("ascii"), kind, data)
