"""Where a verb works: the transaction, the event, who acts and when."""

from __future__ import annotations

from dataclasses import dataclass

from willcall.db import tables
from willcall.db.tx import Tx
from willcall.rest.kind import to_json
from willcall.rest.request import EventContext, Request


@dataclass(frozen=True, slots=True)
class Scope:
    """What the hooks of a resource get beside the values."""

    tx: Tx
    request: Request
    parent_id: int = 0
    """The id of the object that the path names above this resource (the item of an add-on)."""

    @property
    def event(self) -> EventContext:
        """The event of the path."""
        return self.request.event

    async def log(self, resource: str, object_id: int, action: str, before: object, after: object) -> None:
        """Writes down who changed what; the basis of `Last-Modified`."""
        await self.tx.insert(
            tables.change_log,
            {
                "event_id": self.event.id,
                "id": await self.tx.new_id(),
                "at": self.request.now,
                "resource": resource,
                "object_id": object_id,
                "action": action,
                "token_id": self.request.caller.token_id,
                "before": None if before is None else to_json(before),
                "after": None if after is None else to_json(after),
            },
        )
