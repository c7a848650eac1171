"""What `willcall demo` shows: an organizer with events that are on sale, made through the interface itself.

Can be run again on the same database: what is there is found by its internal name and left as it is. Each start brings
a fresh token, and the one before it no longer works. `demo_events` says which events there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from willcall.access.organizers import create_organizer, create_team
from willcall.access.tokens import issue
from willcall.app import Application
from willcall.db import tables
from willcall.db.tx import Tx
from willcall.demo_desk import Desk, Wire
from willcall.demo_events import EVENTS
from willcall.kit.instants import now_us
from willcall.rest.body import encode
from willcall.settings import Settings

ORGANIZER: Final = "bigevents"
TEAM: Final = "Demo"


@dataclass(frozen=True)
class Shown:
    """What the greeting needs."""

    token: str
    event: str
    item: Wire


async def prepare(settings: Settings) -> Shown:
    """Fills the database, which is up to date, and makes a token."""
    application = Application(settings)
    await application.start()
    try:
        token = await application.database.write(fresh_token)
        desk = Desk(application, token, f"/api/v1/organizers/{ORGANIZER}/")
        items = {slug: await fill(desk) for slug, fill in EVENTS.items()}
    finally:
        await application.stop()
    return Shown(token, "sampleconf", items["sampleconf"])


def greeting(address: str, shown: Shown) -> str:
    """What is printed once the server answers."""
    path = f"/api/v1/organizers/{ORGANIZER}/events/{shown.event}/"
    body = encode({"item": shown.item["id"], "price": shown.item["default_price"]}).decode()
    return f"""
Willcall is running, with demo data. Stop it with Ctrl+C.

  API            {address}/api/v1/
  Documentation  {address}/docs
  A shop         {address}{path}shop/
  Token          {shown.token}

Hold a ticket:

curl -s -i -X POST {address}{path}cartpositions/ -H 'Authorization: Token {shown.token}' \
-H 'Content-Type: application/json' -d '{body}'
"""


async def fresh_token(tx: Tx) -> str:
    """A token for everything of the demo's organizer; those of earlier starts end here."""
    organizer = await tx.one(tables.organizer, slug=ORGANIZER)
    organizer_id = organizer["id"] if organizer else await create_organizer(tx, ORGANIZER, "Big Events", now_us())
    team = await tx.one(tables.team, organizer_id=organizer_id, name=TEAM)
    team_id = team["id"] if team else await create_team(tx, organizer_id, TEAM, all_events=True)
    await tx.update(tables.token, {"team_id": team_id, "active": True}, {"active": False})
    _, secret = await issue(tx, team_id, TEAM, now_us())
    return secret
