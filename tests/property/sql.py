"""Players on real databases: an event of its own for each history, changed the way the catalogue changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests import engine
from tests.property.goods import seats
from tests.property.histories import DATES, Alteration, Change, Hall, Reissue
from tests.property.players import FIRST_QUOTA, TOKEN, Clock, Player, State, quota, vouchers
from willcall.db import tables
from willcall.kit.instants import MINUTE_US
from willcall.reserve import availability
from willcall.reserve.audit import audited
from willcall.rest.kind import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.property.histories import Pool
    from willcall.db.tx import Database, Row, Tx
    from willcall.reserve.availability import Availability
    from willcall.reserve.book import Seat, Voucher
    from willcall.reserve.ledger import Ledger

QUOTA_FLAGS: Final = ("close_when_sold_out", "release_after_exit", "ignore_for_event_availability")


class SqlPlayer(Player):
    """Tells a history to a ledger on a database."""

    def __init__(self, database: Database, ledger: Ledger, clock: Clock, event_id: int, pools: Sequence[Pool]) -> None:
        super().__init__(clock, event_id)
        self._database = database
        self._ledger = ledger
        self._pools = list(pools)
        self._opened = clock()

    @property
    def ledger(self) -> Ledger:
        """Who is told."""
        return self._ledger

    async def alter(self, step: Alteration) -> None:
        """As the catalogue does it: the event's lock, the change, and what it makes of the counters."""
        if isinstance(step, Change):
            await self._change(step.place % len(self._pools), step.pool)
        elif isinstance(step, Reissue):
            await self._reissue(step.code, vouchers({step.code: step.anew}, self._opened)[step.code])
        else:
            await self.arrange(step)

    async def _change(self, place: int, pool: Pool) -> None:
        """As `catalog.quotas` does it."""
        old, self._pools[place] = self._pools[place], pool
        quota_id = FIRST_QUOTA + place
        here = {"event_id": self.event_id}

        async def write(tx: Tx) -> None:
            await tx.bump(self.event_id)
            if pool.size is not None and (old.size is None or pool.size < old.size):
                await availability.loosen(tx, self.event_id, [quota_id])
            values = {"name": pool.name, "size": pool.size, "closed": pool.closed, "subevent_id": pool.date}
            await tx.update(tables.quota, {**here, "id": quota_id}, values)
            if (pool.products, pool.date) != (old.products, old.date):
                await tx.delete(tables.quota_item, {**here, "quota_id": quota_id})
                await tx.delete(tables.quota_variation, {**here, "quota_id": quota_id})
                await _put_links(tx, self.event_id, quota_id, pool)
                await availability.rebuild(tx, self.event_id, [quota_id], self.clock())
            elif pool.size != old.size:
                await availability.recount(tx, self.event_id, [quota_id], self.clock())

        await self._database.write(write)

    async def _reissue(self, code: str, new: Voucher) -> None:
        """As `catalog.vouchers` does it, but that nobody looks whether there is room for what it keeps back."""
        here = {"event_id": self.event_id}

        async def write(tx: Tx) -> None:
            await tx.bump(self.event_id)
            [row] = await tx.find(tables.voucher, here | {"code": code}, columns=("id",))
            await availability.loosen_uses(tx, self.event_id, [row["id"]])
            await tx.update(tables.voucher, here | {"id": row["id"]}, _terms(new))
            await availability.reblock(tx, self.event_id, [row["id"]], self.clock())
            await availability.recount_uses(tx, self.event_id, [row["id"]], self.clock())

        await self._database.write(write)

    async def build(self, hall: Hall) -> None:
        """The hall is opened."""
        await self._database.write(lambda tx: put_seats(tx, self.event_id, seats(hall)))

    async def arrange(self, hall: Hall) -> None:
        """Seats are taken off sale, and kept apart."""
        blocked = {seat.shown.id for seat in seats(hall) if seat.blocked}

        async def write(tx: Tx) -> None:
            await tx.bump(self.event_id)
            for seat in seats(hall):
                where = {"event_id": self.event_id, "id": seat.shown.id}
                await tx.update(tables.seat, where, {"blocked": seat.shown.id in blocked})
            settings = to_json(_SETTINGS | {"seating_minimal_distance": hall.distance})
            await tx.update(tables.event_state, {"event_id": self.event_id}, {"settings": settings})

        await self._database.write(write)

    async def issue(self, vouchers: Mapping[str, Voucher]) -> None:
        """Fay makes vouchers."""
        await self._database.write(lambda tx: put_vouchers(tx, self.event_id, vouchers, self.clock()))

    async def state(self) -> State:
        """What the tables hold."""
        here = {"event_id": self.event_id}

        async def read(tx: Tx) -> State:
            rows = await tx.find(tables.cart_position, here)
            lines = await tx.find(tables.quota_hold, here)
            quotas = await tx.find(tables.quota, here)
            answers = await tx.find(tables.answer_kept, here)
            carts, remembered = await tx.find(tables.cart, here), await tx.find(tables.cart_line, here)
            uses, held = await tx.find(tables.voucher_hold, here), await tx.find(tables.seat_hold, here)
            assert all(row["token_id"] == TOKEN for row in answers)
            return State(
                self.numbered(rows),
                self.numbered_lines((row["position_id"], row["quota_id"], row["expires"]) for row in lines),
                {row["id"]: row["held"] for row in quotas},
                frozenset((row["key"], row["created"], bytes(row["body"])) for row in answers),
                self.numbered_lines((row["position_id"], row["voucher_id"], row["expires"]) for row in uses),
                self.numbered_lines((row["position_id"], row["seat_id"], row["expires"]) for row in held),
                frozenset((row["cart_id"], row["version"], row["extend_until"]) for row in carts),
                frozenset((self.ids.index(row["position_id"]), row["price"]) for row in remembered),
            )

        return await self._database.read(read)

    async def version(self) -> int:
        """That of the catalogue."""
        row = await self._database.read(lambda tx: tx.one(tables.event_state, event_id=self.event_id))
        assert row is not None
        return int(row["version"])

    async def audited(self) -> list[str]:
        """What the audit finds wrong with the event."""
        found = await self._database.read(lambda tx: audited(tx, self.event_id, self.clock))
        assert found is not None
        return [one.text for one in found if not one.is_note]

    async def availabilities(self) -> list[tuple[Row, Availability]]:
        """Each quota's row, and what it says it has left."""

        async def read(tx: Tx) -> list[tuple[Row, Availability]]:
            rows = await tx.find(tables.quota, {"event_id": self.event_id})
            found = await availability.of_quotas(tx, self.event_id, rows, self.clock())
            return [(row, found[row["id"]]) for row in rows]

        return await self._database.read(read)


async def opened(database: Database, ledger: Ledger, clock: Clock, pools: Sequence[Pool]) -> SqlPlayer:
    """A player with an event that nobody else has."""

    async def write(tx: Tx) -> int:
        event_id = await _put_event(tx, series=any(pool.date is not None for pool in pools))
        await _put_products(tx, event_id)
        for number, pool in enumerate(pools, start=FIRST_QUOTA):
            row = {"event_id": event_id, "id": number, "name": pool.name, "size": pool.size, "closed": pool.closed}
            row |= {"subevent_id": pool.date}
            await tx.insert(tables.quota, row | dict.fromkeys(QUOTA_FLAGS, False))
            await _put_links(tx, event_id, number, pool)
        return event_id

    return SqlPlayer(database, ledger, clock, await database.write(write), pools)


async def _put_event(tx: Tx, *, series: bool) -> int:
    organizer_id, event_id = await tx.new_id(), await tx.new_id()
    organizer = {"id": organizer_id, "slug": f"o{organizer_id}", "name": "Fay", "created": 0}
    await tx.insert(tables.organizer, organizer)
    channel = {"id": await tx.new_id(), "organizer_id": organizer_id, "identifier": "web"}
    await tx.insert(tables.sales_channel, _filled(tables.sales_channel, channel))
    event = {"id": event_id, "organizer_id": organizer_id, "slug": "fair", "has_subevents": series}
    await tx.insert(tables.event, _filled(tables.event, event))
    await tx.insert(tables.event_state, {"event_id": event_id, "settings": to_json(_SETTINGS)})
    for date in DATES if series else ():
        await tx.insert(tables.subevent, _filled(tables.subevent, {"event_id": event_id, "id": date}))
    return event_id


_SETTINGS: Final = {"reservation_time": engine.RESERVATION_US // MINUTE_US}


async def _put_products(tx: Tx, event_id: int) -> None:
    """The catalogue of `tests.engine`, but for its quotas; ids need to be unique within the event alone."""
    here = {"event_id": event_id}
    for category_id in (engine.FOR_TICKETS, engine.FOR_WORKSHOPS, engine.FOR_SHIRTS):
        await tx.insert(tables.category, _filled(tables.category, {**here, "id": category_id}))
    for item in engine.ITEMS:
        values = {"id": item.id, "active": item.active, "category_id": item.category_id}
        await tx.insert(tables.item, _filled(tables.item, {**here, **values, "default_price": item.default_price}))
    for one in engine.VARIATIONS:
        values = {"id": one.id, "item_id": one.item_id, "default_price": one.default_price}
        await tx.insert(tables.variation, _filled(tables.variation, {**here, **values}))
    for item in engine.ITEMS:
        for number, rule in enumerate(item.addon_rules):
            values = {"id": number + 1, "item_id": item.id, "category_id": rule.category_id, "max_count": 9}
            await tx.insert(
                tables.addon, _filled(tables.addon, {**here, **values, "price_included": rule.price_included})
            )
        for number, bundle in enumerate(item.bundles):
            values = {"id": number + 1, "item_id": item.id, "bundled_item_id": bundle.item_id}
            values |= {"bundled_variation_id": bundle.variation_id, "designated_price": bundle.designated_price}
            await tx.insert(tables.bundle, _filled(tables.bundle, {**here, **values}))


async def _put_links(tx: Tx, event_id: int, quota_id: int, pool: Pool) -> None:
    here, found = {"event_id": event_id, "quota_id": quota_id}, quota(quota_id, pool)
    await tx.insert_many(tables.quota_item, [{**here, "item_id": number} for number in sorted(found.item_ids)])
    variations = [{**here, "variation_id": number} for number in sorted(found.variation_ids)]
    await tx.insert_many(tables.quota_variation, variations)


async def put_vouchers(tx: Tx, event_id: int, vouchers: Mapping[str, Voucher], now: int) -> None:
    """Vouchers as `catalog.vouchers` makes them, with the places that they keep back."""
    for code, one in vouchers.items():
        values = {"event_id": event_id, "id": one.id, "code": code, "min_usages": 0, "price_mode": "none"}
        await tx.insert(tables.voucher, _filled(tables.voucher, values | _terms(one)))
    await availability.reblock(tx, event_id, [one.id for one in vouchers.values()], now)


def _terms(of: Voucher) -> dict[str, Any]:
    return {
        "max_usages": of.max_usages,
        "valid_until": of.valid_until,
        "block_quota": of.blocks,
        "allow_ignore_quota": of.ignores_quota,
        "item_id": of.item_id,
        "quota_id": of.quota_id,
        "subevent_id": of.subevent_id,
        "seat_id": of.seat_id,
    }


async def put_seats(tx: Tx, event_id: int, seats: Iterable[Seat]) -> None:
    """Seats, and that they go with their items."""
    here, sold = {"event_id": event_id}, set()
    for one in seats:
        row = {**here, "id": one.shown.id, "seat_guid": one.shown.seat_guid, "row_name": one.shown.row_name}
        row |= {"item_id": one.item_id, "blocked": one.blocked, "x": one.x, "y": one.y, "subevent_id": one.subevent_id}
        await tx.insert(tables.seat, _filled(tables.seat, row))
        sold.add((one.item_id, one.subevent_id))
    for item_id, date in sold:
        row = {**here, "id": await tx.new_id(), "category": f"c{item_id}", "item_id": item_id, "subevent_id": date}
        await tx.insert(tables.seat_category, _filled(tables.seat_category, row))


def _filled(table: Any, values: dict[str, Any]) -> dict[str, Any]:
    """With something in each column that must have a value and is of no interest here."""
    nothing: dict[type, object] = {str: "{}", int: 0, bool: False, float: 0.0}
    needed = {
        column.name: nothing[column.type.python_type]
        for column in table.columns
        if not column.nullable and column.server_default is None
    }
    return needed | values
