"""Connections to PostgreSQL, shared by requests.

asyncpg's own pool resets every connection and passes it through a task and a timer, which costs more than a short
read. Nothing of ours changes a session, so a sound connection goes back as it is and any other is thrown away.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import asyncpg

from willcall.db.errors import DatabaseUnavailable, Overloaded

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    Connection = asyncpg.Connection[asyncpg.Record]

# How long a request waits for a connection before it is told to come back.
WAIT_S: Final = 5
# How many may wait: at some milliseconds each, no more than can be served within that time.
WAITING_MAX: Final = 500
# How long those who have a connection may keep it once the pool is closed.
CLOSE_WAIT_S: Final = 15


class Pool:
    """At most so many connections; the one used last is used next, so that idle ones stay idle."""

    def __init__(self, connect: Callable[[], Coroutine[Any, Any, Connection]], size: int) -> None:
        self._connect = connect
        self._size = size
        self._idle: list[Connection] = []
        self._places = asyncio.Semaphore(size)
        self._waiting = 0
        self._closed = False

    async def take(self) -> Connection:
        """A connection, to be given back."""
        if self._closed:
            raise DatabaseUnavailable("the database is not open")
        if self._places.locked():
            await self._wait()
        else:
            await self._places.acquire()  # does not wait
        try:
            while self._idle:
                connection = self._idle.pop()
                if not connection.is_closed():
                    return connection
            return await self._connect()
        except BaseException:
            self._places.release()
            raise

    def give_back(self, connection: Connection, *, sound: bool) -> None:
        """Put it back; one with something unfinished on it is cut off, and the server undoes what was begun."""
        if sound and not connection.is_closed() and not connection.is_in_transaction():
            self._idle.append(connection)
        else:
            connection.terminate()
        self._places.release()

    async def close(self) -> None:
        """Wait for those who have a connection, then disconnect."""
        self._closed = True
        try:
            async with asyncio.timeout(CLOSE_WAIT_S):
                for _ in range(self._size):
                    await self._places.acquire()
        except TimeoutError:
            pass  # whoever still has one loses it with the process
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                await connection.close(timeout=CLOSE_WAIT_S)

    async def _wait(self) -> None:
        if self._waiting >= WAITING_MAX:
            raise Overloaded(f"{WAITING_MAX} requests wait for a connection")
        self._waiting += 1
        try:
            async with asyncio.timeout(WAIT_S):
                await self._places.acquire()
        except TimeoutError as error:
            raise Overloaded("all connections are in use") from error
        finally:
            self._waiting -= 1
