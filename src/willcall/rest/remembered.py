"""Finished answers to reads of the catalogue, sent again until the event's version moves.

Every change of a catalogue counts the version of its event up in its own transaction, whichever process makes it, and a
read asks for the version before anything else. So what is kept under a version is at least as new as that version, and
no answer is older than one made afresh at that moment. This is for operations whose answer depends on the version, the
path, the query and the base of its links, and on nothing else (`Operation.of_version`): neither on counters nor on the
clock, nor on who asks, once they may ask.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from willcall.db.tx import Tx
from willcall.kit.shelf import Shelf
from willcall.rest.request import Answer, Request, content_of

ANSWERS_BYTES_MAX: Final = 16 * 1024 * 1024
"""All that a process remembers: some hundred pages of large products, or thousands of small ones."""

ENTRY_BYTES: Final = 1_000
"""What remembering takes beside the content and the query: keys, headers, the places in which they stand."""

PRECONDITIONS: Final = ("if-modified-since", "if-unmodified-since")

Key = tuple[int, str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Finished:
    """An answer as it was made at a version."""

    version: int
    headers: tuple[tuple[str, str], ...]
    content: bytes
    size: int


class Remembered:
    """The finished answers of one process."""

    def __init__(self, bytes_max: int = ANSWERS_BYTES_MAX) -> None:
        self._shelf: Shelf[Key, Finished] = Shelf(bytes_max, lambda one: one.size)

    async def answer(self, handler: Callable[[Request, Tx], Awaitable[Answer]], request: Request, tx: Tx) -> Answer:
        """The answer to a read that depends on the version alone: a finished one, or one made now."""
        if any(name in request.headers for name in PRECONDITIONS):
            return await handler(request, tx)
        event_id = request.event.id
        version = await tx.version(event_id)
        key = (event_id, request.base_url, request.path, request.query)
        known = self._shelf.find(key)
        if known is not None and known.version == version:
            return Answer(headers=known.headers, content=known.content)
        answer = await handler(request, tx)
        if answer.status == 200 and (known is None or known.version < version):  # noqa: PLR2004 - there it is
            answer.content = content_of(answer)
            size = ENTRY_BYTES + len(answer.content) + sum(len(name) + len(value) for name, value in request.query)
            self._shelf.put(key, Finished(version, answer.headers, answer.content, size))
        return answer
