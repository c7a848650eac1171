"""The permissions that a team can hold, and the flags by which older clients name them (spec 04 §3, 05 §15).

A permission is `subject:action`; its first word says whether it is about events or about the organizer. Writing never
implies reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

EVENT: Final = frozenset(
    (
        "event.items:write",
        "event.orders:checkin",
        "event.orders:read",
        "event.orders:write",
        "event.settings.general:write",
        "event.settings.invoicing:write",
        "event.settings.payment:write",
        "event.settings.tax:write",
        "event.subevents:write",
        "event.vouchers:read",
        "event.vouchers:write",
    )
)
"""About what belongs to an event, in the events that the team may reach."""

ORGANIZER: Final = frozenset(
    (
        "organizer.events:create",
        "organizer.seatingplans:write",
        "organizer.settings.general:write",
        "organizer.teams:write",
    )
)
"""About what stands above events."""

ALL: Final = EVENT | ORGANIZER

ORDERS: Final = frozenset(name for name in EVENT if name.startswith("event.orders:"))
ORDERS_TOGETHER: Final = frozenset(
    (
        frozenset[str](),
        frozenset(("event.orders:checkin",)),
        frozenset(("event.orders:read",)),
        frozenset(("event.orders:read", "event.orders:checkin")),
        frozenset(("event.orders:read", "event.orders:write")),
    )
)
"""What a team that is changed may hold of the permissions on orders."""

LEGACY: Final[Mapping[str, frozenset[str]]] = {
    "can_create_events": frozenset(("organizer.events:create",)),
    "can_change_teams": frozenset(("organizer.teams:write",)),
    "can_change_organizer_settings": frozenset(("organizer.seatingplans:write", "organizer.settings.general:write")),
    "can_manage_customers": frozenset(),
    "can_manage_reusable_media": frozenset(),
    "can_manage_gift_cards": frozenset(),
    "can_change_event_settings": frozenset(
        (
            "event.settings.general:write",
            "event.settings.invoicing:write",
            "event.settings.payment:write",
            "event.settings.tax:write",
            "event.subevents:write",
        )
    ),
    "can_change_items": frozenset(("event.items:write",)),
    "can_view_orders": frozenset(("event.orders:read",)),
    "can_change_orders": frozenset(("event.orders:write",)),
    "can_checkin_orders": frozenset(("event.orders:checkin",)),
    "can_view_vouchers": frozenset(("event.vouchers:read",)),
    "can_change_vouchers": frozenset(("event.vouchers:write",)),
}
"""What each flag stands for. Three are about things that are not here: accepted without effect, and shown as false."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a team may do, as it is stored: everything of a group, or the permissions that are named."""

    all_event: bool = False
    event: frozenset[str] = frozenset()
    all_organizer: bool = False
    organizer: frozenset[str] = frozenset()

    def hold(self, permission: str) -> bool:
        """Whether this permission is among them."""
        if permission.startswith("event."):
            return self.all_event or permission in self.event
        return self.all_organizer or permission in self.organizer


EVERYTHING: Final = Rights(all_event=True, all_organizer=True)


def limited_to(names: AbstractSet[str]) -> Rights:
    """The rights that consist of these permissions."""
    assert names <= ALL, f"no such permission: {sorted(names - ALL)}"
    return Rights(event=frozenset(names & EVENT), organizer=frozenset(names & ORGANIZER))


def flags_of(rights: Rights) -> dict[str, bool]:
    """Every flag: true if all that it stands for is held."""
    return {flag: bool(names) and all(map(rights.hold, names)) for flag, names in LEGACY.items()}


def with_flags(rights: Rights, flags: Mapping[str, bool]) -> Rights:
    """The rights after these flags were set or taken away; a group that they do not change stays as it is stored."""
    given = frozenset[str]().union(*(LEGACY[flag] for flag, wanted in flags.items() if wanted))
    taken = frozenset[str]().union(*(LEGACY[flag] for flag, wanted in flags.items() if not wanted))
    event = EVENT if rights.all_event else rights.event
    organizer = ORGANIZER if rights.all_organizer else rights.organizer
    changed = limited_to((event | organizer) - taken | given)
    if changed.event != event:
        rights = replace(rights, all_event=False, event=changed.event)
    if changed.organizer != organizer:
        rights = replace(rights, all_organizer=False, organizer=changed.organizer)
    return rights
