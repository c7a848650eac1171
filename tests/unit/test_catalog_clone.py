"""What a clone copies: every table was thought of, in an order that holds, with every reference."""

from __future__ import annotations

from typing import Final

from willcall import catalog
from willcall.app import CART_POSITION
from willcall.catalog import discounts, items, questions, quotas, variations
from willcall.catalog.clone import COPIED
from willcall.db import tables
from willcall.rest.kinds import Ref, RefList

LEFT_BEHIND: Final = {
    "answer_kept",
    "cart_answer",
    "cart_position",
    "change_log",
    "event_state",  # made with the event; its settings are copied
    "cart",
    "cart_line",
    "quota_hold",
    "seat_hold",
    "subevent",
    "subevent_item",
    "subevent_variation",
    "voucher",
    "voucher_block",
    "voucher_hold",
    "waiting_entry",
}
"""Orders, vouchers, carts, the waiting list and dates (spec 05 §2)."""

RESOURCES: Final = (
    items.ITEMS,
    variations.VARIATIONS,
    quotas.QUOTAS,
    questions.QUESTIONS,
    discounts.DISCOUNTS,
)


def test_every_table_is_copied_or_left_behind() -> None:
    """A new one has to be put into one of the lists."""
    of_events = {table.name for table in tables.metadata.tables.values() if table.info["kind"] == "event"}

    assert {one.table.name for one in COPIED} == of_events - LEFT_BEHIND


def test_table_comes_after_those_it_refers_to() -> None:
    """Ids of copies are handed out in that order; what is left behind takes what refers to it along."""
    known: set[str] = set()
    for one in COPIED:
        assert {table for _, table in one.references} <= known | LEFT_BEHIND, one.table.name
        known.add(one.table.name)


def test_ids_in_details_are_known() -> None:
    """No foreign key tells of them, so the table has to."""
    copied = {one.table.name: one.details for one in COPIED}
    for resource in RESOURCES:
        inside = {
            field.name: field.kind.table
            for field in resource.fields
            if field.mark.in_details and isinstance(field.kind, Ref | RefList)
        }
        assert inside == copied[resource.table.name]


def test_what_is_logged_is_a_resource() -> None:
    """By the name of its list."""
    lists = {path.template.rsplit("/", 2)[-2] for path in catalog.paths(CART_POSITION)}

    assert {one.logged_as for one in COPIED if one.logged_as} <= lists
