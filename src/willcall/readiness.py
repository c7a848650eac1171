"""Whether a server should be sent requests: its database answers, has the schema of this code, and takes writes.

A database that only answers would refuse every buyer: a standby after a failover, a disk that is full.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

import structlog

from willcall.db.errors import (
    ERRORS,
    TROUBLES,
    DatabaseError,
    DatabaseReadOnly,
    DatabaseUnavailable,
)
from willcall.db.revision import RUN_MIGRATE, is_current, touch
from willcall.db.tx import Database

READY_WITHIN_S: Final = 2
"""A database that takes longer to answer a trivial question is not ready for buyers."""

REFUSED_FOR_S: Final = 10
"""How long a write that was refused speaks against a server: a trial may fit where the next hold does not."""

NO_ANSWER: Final = "the database does not answer"
NO_WRITES: Final = "the database takes no writes"

log = structlog.get_logger("willcall.app")


class Readiness:
    """Asks the database, and remembers when it last refused a write in this process."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._refusals = _refusals()
        self._refused_until = clock()

    async def trouble(self) -> str | None:
        """Why no requests should be sent; None if they may."""
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                if not await is_current(self._database):
                    return RUN_MIGRATE
        except (DatabaseError, TimeoutError) as error:
            log.warning("not ready", error=str(error) or "no answer in time")
            return NO_ANSWER
        return await self._refusal()

    async def _refusal(self) -> str | None:
        """Tries a write. One that has to wait for others says nothing against a database: it is only busy."""
        found = None
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                await touch(self._database)
        except DatabaseUnavailable as error:
            log.warning("not ready", error=str(error))
            found = NO_WRITES if isinstance(error, DatabaseReadOnly) else NO_ANSWER
        except (DatabaseError, TimeoutError) as error:
            log.info("a trial write had to wait", error=str(error) or "no answer in time")
        count, now = _refusals(), self._clock()
        if count != self._refusals:
            self._refusals, self._refused_until = count, now + REFUSED_FOR_S
        return found or (NO_WRITES if now < self._refused_until else None)


def _refusals() -> float:
    """How many writes the database refused since this process began."""
    return TROUBLES.counts.get((ERRORS, DatabaseReadOnly.__name__), 0)
