"""What a voucher may be about, and what it must find when it keeps something back (spec 05 §12)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from msgspec import UNSET

from willcall.db import tables
from willcall.db.conditions import IsNot
from willcall.kit import instants
from willcall.reserve import availability
from willcall.reserve.availability import Blocking
from willcall.rest.fields import DETAILS
from willcall.rest.kind import from_json
from willcall.rest.problems import Denied, Invalid
from willcall.rest.scope import Scope

if TYPE_CHECKING:
    from willcall.catalog.vouchers import Voucher

CODE_LENGTH: Final = 16
CODE_ALPHABET: Final = "ABCDEFGHKLMNPQRSTUVWXYZ23456789"
"""Capitals and digits that are not taken for one another when they are read aloud or from paper."""

CODE_TAKEN: Final = "There is a voucher with this code already."
MAX_BELOW_MIN: Final = "The most usages may not be below the least."
MAX_BELOW_REDEEMED: Final = "This voucher has been redeemed {redeemed} times already; the most cannot be below that."
ITEM_AND_QUOTA: Final = "A voucher is for a product or for a quota, not for both."
VARIATION_ALONE: Final = "A variation goes with its product: name that too."
VARIATION_WRONG: Final = "This variation is none of the product of this voucher."
FOR_ADDON: Final = "Vouchers for products of an add-on category are not possible."
FOR_BUNDLED: Final = "This product is sold in bundles only: a voucher for it is not possible."
BLOCKS_NOTHING: Final = "To keep places back, a voucher needs a product or a quota."
BLOCKS_ANY_DATE: Final = "To keep places back in an event series, a voucher needs a date."
NO_ROOM: Final = 'There is not enough room in the quota "{name}" to keep that many places back.'
SEAT_WITHOUT_DATE: Final = "In an event series a seat needs its date."
SEAT_UNKNOWN: Final = "There is no such seat."
SEAT_AND_QUOTA: Final = "A voucher for a seat names the product of the seat, not a quota."
SEAT_ONCE: Final = "A voucher for a seat can be used only once."
SEAT_OF_ANOTHER: Final = "This seat goes with another product: name that."
SEAT_TAKEN: Final = "This seat is blocked, taken, kept for another voucher, or too near to one that is."
NAMED: Final = "Vouchers name this; delete them first, or name something else in them."

Values = dict[str, Any]


async def settle(scope: Scope, values: Values, kept: Values | None) -> None:
    """A code for a voucher that came without, and the seat that its guid means (spec 05 §12)."""
    if values["code"] is UNSET:
        values["code"] = kept["code"] if kept is not None else await _code(scope)
    values["seat_id"] = None
    if values["seat"] is not None:
        if scope.event.has_subevents and values["subevent"] is None:
            raise Invalid.rule(SEAT_WITHOUT_DATE)
        where = {"event_id": scope.event.id, "subevent_id": values["subevent"], "seat_guid": values["seat"]}
        found = await scope.tx.find(tables.seat, where, columns=("id",))
        if not found:
            raise Invalid.rule(SEAT_UNKNOWN)
        values["seat_id"] = found[0]["id"]


async def _code(scope: Scope) -> str:
    """That of the voucher in the path, since PUT without a code means no other one; else a fresh one."""
    if "id" in scope.request.params:
        row = await scope.tx.one(tables.voucher, event_id=scope.event.id, id=scope.request.id("id"))
        assert row is not None
        stored: str = row["code"]
        return stored
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


async def check(scope: Scope, new: Voucher, old: Voucher | None) -> None:
    """The rules in their order; the first that is broken is told (spec 05 §12)."""
    _check_usages(new, old)
    await _check_code(scope, new, old)
    await _check_product(scope, new)
    await _check_seat(scope, new, old)
    await _check_block(scope, new, old)
    if old is not None and new.max_usages < old.max_usages:
        await availability.loosen_uses(scope.tx, scope.event.id, [old.id])


def _check_usages(new: Voucher, old: Voucher | None) -> None:
    if new.max_usages < new.min_usages:
        raise Invalid.rule(MAX_BELOW_MIN)
    if old is not None and new.max_usages < old.redeemed:
        raise Invalid.rule(MAX_BELOW_REDEEMED.format(redeemed=old.redeemed))


async def _check_code(scope: Scope, new: Voucher, old: Voucher | None) -> None:
    same = {"event_id": scope.event.id, "code": new.code, "id": IsNot(old.id if old else None)}
    if await scope.tx.count(tables.voucher, same):
        raise Invalid.rule(CODE_TAKEN)


async def _check_product(scope: Scope, new: Voucher) -> None:
    """A product with a variation of its own, or a quota; nothing that is not sold by itself."""
    if new.item is not None and new.quota is not None:
        raise Invalid.rule(ITEM_AND_QUOTA)
    if new.item is None:
        if new.variation is not None:
            raise Invalid.rule(VARIATION_ALONE)
        return
    home = {"event_id": scope.event.id}
    if new.variation is not None:
        own = {"id": new.variation, "item_id": new.item}
        if not await scope.tx.count(tables.variation, home | own):
            raise Invalid.rule(VARIATION_WRONG)
    [item] = await scope.tx.find(tables.item, home | {"id": new.item}, columns=("category_id", DETAILS))
    if item["category_id"] is not None and await scope.tx.count(
        tables.category, home | {"id": item["category_id"], "is_addon": True}
    ):
        raise Invalid.rule(FOR_ADDON)
    if from_json(item[DETAILS]).get("require_bundling"):
        raise Invalid.rule(FOR_BUNDLED)


async def _check_seat(scope: Scope, new: Voucher, old: Voucher | None) -> None:
    """The seat goes with the product and, unless this voucher keeps it already, is free."""
    if new.seat_id is None:
        return
    if new.quota is not None:
        raise Invalid.rule(SEAT_AND_QUOTA)
    if new.max_usages != 1:
        raise Invalid.rule(SEAT_ONCE)
    seat = await scope.tx.one(tables.seat, event_id=scope.event.id, id=new.seat_id)
    assert seat is not None
    if seat["item_id"] is None or seat["item_id"] != new.item:
        raise Invalid.rule(SEAT_OF_ANOTHER)
    now = scope.request.now
    if old is not None and old.seat_id == new.seat_id and (_usages_left(old, now) or not _usages_left(new, now)):
        return
    own = old.id if old is not None else None
    if not await availability.seat_is_free(scope.tx, scope.event.id, new.seat_id, own, now):
        raise Invalid.rule(SEAT_TAKEN)


async def _check_block(scope: Scope, new: Voucher, old: Voucher | None) -> None:
    """Places can be kept back only where there are some; more usages need more of them (spec 06 §6, W16)."""
    if not new.block_quota:
        return
    if new.item is None and new.quota is None:
        raise Invalid.rule(BLOCKS_NOTHING)
    if scope.event.has_subevents and new.subevent is None:
        raise Invalid.rule(BLOCKS_ANY_DATE)
    now = scope.request.now
    wanted = Blocking(_usages_left(new, now), new.item, new.variation, new.quota, new.subevent)
    own = old.id if old is not None else None
    lacking = await availability.lacks_room(scope.tx, scope.event.id, wanted, now, own)
    if lacking is not None:
        raise Invalid.rule(NO_ROOM.format(name=lacking))


def _usages_left(of: Voucher, now: int) -> int:
    """How often it can still be redeemed; the very instant at which it ends still counts (spec 06 §2)."""
    is_over = of.valid_until is not None and instants.to_us(of.valid_until) < now
    return 0 if is_over else of.max_usages - of.redeemed


async def saved(scope: Scope, voucher_id: int, new: Voucher, old: Voucher | None) -> None:
    """What it keeps back, and which positions with it count for themselves (spec 06 §2)."""
    tx, event_id, now = scope.tx, scope.event.id, scope.request.now
    if old is None and new.block_quota:
        await availability.block(tx, event_id, [voucher_id], now)
    if old is not None and _kept_back(new) != _kept_back(old):
        await availability.reblock(tx, event_id, [voucher_id], now)
    if old is not None and new.max_usages != old.max_usages:
        await availability.recount_uses(tx, event_id, [voucher_id], now)


def _kept_back(of: Voucher) -> Sequence[object]:
    """Everything that its blocks depend on; nothing while it has none."""
    if not of.block_quota:
        return ()
    return of.max_usages, of.redeemed, of.valid_until, of.item, of.variation, of.quota, of.subevent


async def refuse_while_named(scope: Scope, column: str, object_id: int) -> None:
    """Before something is deleted: `Denied` while vouchers name it. They would be good for everything (06 W15)."""
    if await scope.tx.count(tables.voucher, {"event_id": scope.event.id, column: object_id}):
        raise Denied(NAMED)
