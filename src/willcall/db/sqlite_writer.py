"""The thread that writes to SQLite: one job after the other, each with the connection to itself.

SQLite has room for one writer, so writers stand in line here, where the line is bounded and a place in it costs
microseconds, and not before the file's lock, where they would poll.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, TypeVar

from willcall.db.errors import CommitUnknown, DatabaseError, DatabaseUnavailable, Overloaded, from_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

# A durable transaction takes about a millisecond on a good disk and ten on a poor one: this is as long a line as can
# be served within the seconds a client is ready to wait.
JOBS_MAX: Final = 500


@dataclass(slots=True, eq=False)
class Job:
    """Something to do with the connection, and who waits for it."""

    fn: Callable[[sqlite3.Connection], Any]
    answer: asyncio.Future[Any]
    begun: bool = False
    """Whether it can no longer be passed over."""


class Writer:
    """The line, the thread and its connection."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._waiting = 0
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="willcall-writer", daemon=True)

    async def start(self) -> None:
        """Start the thread; its connection is made there."""
        self._loop = asyncio.get_running_loop()
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._thread.start()
        await self._opened

    async def stop(self) -> None:
        """Let the line be served, then end the thread."""
        self._stopping = True
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    async def run(self, fn: Callable[[sqlite3.Connection], T], within_s: float | None = None) -> T:
        """Stand in line, and have `fn` called on the thread. Who gives up before that is passed over.

        After `within_s` seconds `Overloaded` if it was not begun, else `CommitUnknown`: it will come to its end.
        """
        if self._stopping:
            msg = "the database is being closed"
            raise DatabaseUnavailable(msg)
        if self._waiting >= JOBS_MAX:
            msg = f"{JOBS_MAX} writes stand in line"
            raise Overloaded(msg)
        answer: asyncio.Future[T] = self._loop.create_future()
        self._waiting += 1
        job = Job(fn, answer)
        self._jobs.put(job)
        try:
            async with asyncio.timeout(within_s):
                return await answer
        except TimeoutError as error:
            if job.begun:
                msg = "a write did not end in time"
                raise CommitUnknown(msg) from error
            msg = "a write did not begin in time"
            raise Overloaded(msg) from error

    def _work(self) -> None:
        try:
            connection = self._connect()
        except sqlite3.Error as error:
            self._loop.call_soon_threadsafe(self._opened.set_exception, from_sqlite(error))
            return
        self._loop.call_soon_threadsafe(self._opened.set_result, None)
        try:
            while (job := self._jobs.get()) is not None:
                self._serve(connection, job)
        finally:
            connection.close()

    def _serve(self, connection: sqlite3.Connection, job: Job) -> None:
        result, error = None, None
        job.begun = True  # before the look at whether it is still wanted: both may happen at once
        if not job.answer.cancelled():
            try:
                result = job.fn(connection)
                assert not connection.in_transaction, "a job left its transaction open"
            except BaseException as raised:  # noqa: BLE001 - whatever it is belongs to the one who waits for it
                error = raised
                if connection.in_transaction:
                    connection.rollback()
        try:
            self._loop.call_soon_threadsafe(self._deliver, job.answer, result, error)
        except RuntimeError:  # the loop is closed: nobody waits any more
            return

    def _deliver(self, answer: asyncio.Future[Any], result: object, error: BaseException | None) -> None:
        self._waiting -= 1
        if answer.done():
            return
        if error is None:
            answer.set_result(result)
        else:
            answer.set_exception(error if isinstance(error, DatabaseError) else translated(error))


def translated(error: BaseException) -> BaseException:
    """Errors of SQLite in our words; others as they are. A future cannot carry StopIteration."""
    if isinstance(error, sqlite3.Error):
        ours = from_sqlite(error)
        ours.__cause__ = error
        return ours
    if isinstance(error, StopIteration):
        return RuntimeError(repr(error))
    return error
