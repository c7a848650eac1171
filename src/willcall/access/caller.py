"""Who came with a token: one organizer's team, the events it reaches and the rights it holds."""

from __future__ import annotations

from dataclasses import dataclass

from willcall.access.permissions import Rights
from willcall.db.tx import Row
from willcall.rest.kind import from_json


@dataclass(frozen=True, slots=True)
class Caller:
    """What a token stands for; implements `rest.request.Caller`."""

    token_id: int
    organizer_id: int
    rights: Rights
    all_events: bool = False
    event_ids: frozenset[int] = frozenset()

    def sees(self, event_id: int) -> bool:
        """Whether an event of the organizer is within reach."""
        return self.all_events or event_id in self.event_ids

    def may(self, permission: str | None) -> bool:
        """Whether they hold a permission; everybody who is known holds None."""
        return permission is None or self.rights.hold(permission)


def rights_of(team: Row) -> Rights:
    """The rights in a row of the table of teams."""
    return Rights(
        all_event=bool(team["all_event_permissions"]),
        event=frozenset(from_json(team["limit_event_permissions"])),
        all_organizer=bool(team["all_organizer_permissions"]),
        organizer=frozenset(from_json(team["limit_organizer_permissions"])),
    )
