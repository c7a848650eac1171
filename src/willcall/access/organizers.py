"""Organizers, as the command line makes them: the interface only reads them (spec 05 §1)."""

from __future__ import annotations

import re
from typing import Final

from willcall.access.permissions import EVERYTHING, Rights
from willcall.db import tables
from willcall.db.tx import Tx
from willcall.rest.kind import to_json

SLUG: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,48}[A-Za-z0-9])?", re.ASCII)
"""Letters, digits and inner dots and dashes, at most 50."""


async def create_organizer(tx: Tx, slug: str, name: str, now: int) -> int:
    """Makes an organizer with the sales channel that each of them has."""
    organizer_id = await tx.new_id()
    await tx.insert(tables.organizer, {"id": organizer_id, "slug": slug, "name": name, "created": now})
    await tx.insert(
        tables.sales_channel,
        {
            "id": await tx.new_id(),
            "organizer_id": organizer_id,
            "identifier": "web",
            "type": "web",
            "label": to_json({"en": "Online shop"}),
            "position": 0,
        },
    )
    return organizer_id


async def create_team(
    tx: Tx, organizer_id: int, name: str, rights: Rights = EVERYTHING, *, all_events: bool = False
) -> int:
    """Makes a team; the events that it reaches, if not all, are told to `teams.reach`."""
    team_id = await tx.new_id()
    await tx.insert(
        tables.team,
        {
            "id": team_id,
            "organizer_id": organizer_id,
            "name": name,
            "all_events": all_events,
            "all_event_permissions": rights.all_event,
            "limit_event_permissions": to_json(sorted(rights.event)),
            "all_organizer_permissions": rights.all_organizer,
            "limit_organizer_permissions": to_json(sorted(rights.organizer)),
            "require_2fa": False,
        },
    )
    return team_id
