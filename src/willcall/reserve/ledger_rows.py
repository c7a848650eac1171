"""Rows of the ledgers' tables: what a decision writes, and what stored rows mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from willcall.reserve.ask import CartRow, SeatShown
from willcall.reserve.book import Present, Seat, SeatKey, StoredCart, Voucher
from willcall.reserve.desk import Decision
from willcall.reserve.ledger import Ended
from willcall.rest.kept import KEPT_FOR_US
from willcall.rest.kind import to_json

Member = tuple[int, int | None, int | None, int | None]
"""A stored position: id, parent, voucher that it uses, seat that it holds."""


def families(rows: Iterable[Member], lines: Iterable[tuple[int, int]]) -> dict[int, Present]:
    """Positions and their lines (position, quota) put together."""
    members = list(rows)
    quota_ids: dict[int, list[int]] = {member[0]: [] for member in members}
    for number, quota_id in lines:
        if number in quota_ids:
            quota_ids[number].append(quota_id)
    children: dict[int, list[int]] = {}
    for number, parent_id, *_ in members:
        if parent_id is not None:
            children.setdefault(parent_id, []).append(number)
    return {
        number: Present(tuple(children.get(number, ())), tuple(quota_ids[number]), voucher_id, seat_id)
        for number, _, voucher_id, seat_id in members
    }


def hold_rows(decision: Decision) -> list[tuple[Any, ...]]:
    """The new positions, parents before children, in the order of `HOLD_COLUMNS`."""
    return [
        (
            hold.id, hold.cart_id, hold.item_id, hold.variation_id, hold.price, to_json(hold.name_parts),
            hold.attendee_email, hold.addon_to, hold.is_bundled, hold.includes_tax, hold.line is None, hold.created,
            hold.expires, hold.subevent_id, hold.voucher_id, hold.seat.id if hold.seat is not None else None,
        )
        for hold in decision.holds.values()
    ]  # fmt: skip


HOLD_COLUMNS: Final = (
    "id", "cart_id", "item_id", "variation_id", "price", "attendee_name_parts", "attendee_email", "addon_to",
    "is_bundled", "includes_tax", "api", "created", "expires", "subevent_id", "voucher_id", "seat_id",
)  # fmt: skip


def renewed_rows(decision: Decision) -> list[tuple[Any, ...]]:
    """What changes of positions that are kept, in the order of `RENEWED_COLUMNS`; what they are not told here stays."""
    return [
        (
            hold.id, hold.variation_id, hold.price, to_json(hold.name_parts), hold.attendee_email, hold.expires,
            hold.subevent_id, hold.voucher_id, hold.seat.id if hold.seat is not None else None,
        )
        for hold in decision.renewed.values()
    ]  # fmt: skip


RENEWED_COLUMNS: Final = (
    "id", "variation_id", "price", "attendee_name_parts", "attendee_email", "expires", "subevent_id", "voucher_id",
    "seat_id",
)  # fmt: skip


def cart_line_rows(decision: Decision) -> list[tuple[int, int, int | None, int | None]]:
    """What carts of shops remember of new and renewed positions: position, price, typed, discount."""
    return [
        (hold.id, hold.line.price, hold.line.typed, hold.line.discount_id)
        for hold in decision.standing.values()
        if hold.line is not None
    ]


def made_cart_rows(decision: Decision) -> list[tuple[Any, ...]]:
    """Carts that are made: id, name, secret, channel, version, created, extended until, change."""
    return [
        (row.id, row.cart_id, row.secret, row.channel, one.version, row.created, row.extend_until, one.change_id)
        for one in decision.carts.values()
        if not one.was and not one.ends
        for row in (one.row,)
    ]


def changed_cart_rows(decision: Decision) -> list[tuple[int, int, int, int]]:
    """Carts that were there and stay: id, version, extended until, change."""
    return [
        (one.row.id, one.version, one.row.extend_until, one.change_id)
        for one in decision.carts.values()
        if one.was and not one.ends
    ]


def ended_cart_ids(decision: Decision) -> list[int]:
    """Carts that go."""
    return [one.row.id for one in decision.carts.values() if one.was and one.ends]


def stored_carts(rows: Iterable[tuple[Any, ...]]) -> dict[str, StoredCart]:
    """Carts by name, from rows in the order of `CARTS`."""
    return {
        cart_id: StoredCart(
            CartRow(number, cart_id, None if secret is None else bytes(secret), channel, created, extend_until), version
        )
        for cart_id, number, secret, channel, created, extend_until, version in rows
    }


def members_of(rows: Iterable[tuple[Any, ...]]) -> dict[str, dict[int, Present]]:
    """What is in carts: from rows of cart, position, expiry, voucher, seat, quotas."""
    found: dict[str, dict[int, Present]] = {}
    for cart_id, number, expires, voucher_id, seat_id, quota_ids in rows:
        found.setdefault(cart_id, {})[number] = Present((), tuple(quota_ids), voucher_id, seat_id, expires)
    return found


def columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows turned into columns, as `unnest` takes them."""
    return [list(column) for column in zip(*rows, strict=True)]


def line_rows(decision: Decision) -> list[tuple[int, int, int]]:
    """The places that positions take: position, quota, expiry."""
    holds = decision.standing
    return [
        (number, quota_id, holds[number].expires)
        for number, quota_ids in decision.counted.items()
        for quota_id in quota_ids
    ]


def answer_rows(decision: Decision) -> list[tuple[int, int, str, str]]:
    """The answers of positions: position, question, text, options."""
    return [
        (hold.id, answer.question_id, answer.text, to_json(answer.option_ids))
        for hold in decision.standing.values()
        for answer in hold.answers
    ]


def use_rows(decision: Decision) -> list[tuple[int, int, int]]:
    """The uses of vouchers by positions: position, voucher, expiry."""
    holds = decision.standing
    return [(number, voucher_id, holds[number].expires) for number, voucher_id in decision.uses.items()]


def seat_rows(decision: Decision) -> list[tuple[int, int, int]]:
    """The seats that positions hold: seat, position, expiry."""
    holds = decision.standing
    return [(seat_id, number, holds[number].expires) for number, seat_id in decision.seats.items()]


def kept_rows(decision: Decision, new_id: Callable[[], int]) -> list[tuple[Any, ...]]:
    """The answers to keep: id, token, key, created, status, body, fingerprint."""
    return [
        (new_id(), once.token_id, once.key, once.kept_since + KEPT_FOR_US, kept.status, kept.body, kept.fingerprint)
        for once, kept in decision.kept
    ]


def ended(blocks: Iterable[tuple[int, int]], counted: Iterable[int]) -> dict[int, Ended]:
    """Blocks that ended (quota, units) and the quotas of positions that count from now on, put together."""
    units: Counter[int] = Counter()
    for quota_id, number in blocks:
        units[quota_id] += number
    held = Counter(counted)
    return {quota_id: Ended(number, held[quota_id]) for quota_id, number in units.items()}


def vouchers_of(rows: Iterable[tuple[Any, ...]], blocks: Iterable[tuple[int, int]]) -> dict[str, Voucher]:
    """Vouchers by code, from rows in the order of `VOUCHERS`, with the quotas they block."""
    quota_ids: dict[int, set[int]] = defaultdict(set)
    for voucher_id, quota_id in blocks:
        quota_ids[voucher_id].add(quota_id)
    return {
        code: Voucher(
            number, max_usages, redeemed, held, valid_until, bool(ignores), frozenset(quota_ids[number]),
            bool(blocking), item_id, variation_id, quota_id, subevent_id, seat_id, bool(addons), bool(bundles),
        )
        for (
            code, number, max_usages, redeemed, held, valid_until, ignores, blocking, item_id, variation_id, quota_id,
            subevent_id, seat_id, addons, bundles,
        ) in rows
    }  # fmt: skip


def dates_and_guids(named: Collection[SeatKey]) -> tuple[list[int], list[str]]:
    """The dates and the guids of seats, each once: what a statement can look for without a join."""
    return sorted({date for date, _ in named if date is not None}), sorted({guid for _, guid in named})


def seats_of(rows: Iterable[tuple[Any, ...]], held: Mapping[int, str], kept: Mapping[int, int]) -> dict[SeatKey, Seat]:
    """Seats by date and guid, from rows in the order of `SEATS`, with carts and vouchers that have them."""
    return {
        (subevent_id, shown[1]): Seat(
            SeatShown(*shown),
            subevent_id,
            item_id,
            bool(blocked),
            x,
            y,
            held.get(shown[0]),
            voucher_id=kept.get(shown[0]),
        )
        for *shown, subevent_id, item_id, blocked, x, y in rows
    }
