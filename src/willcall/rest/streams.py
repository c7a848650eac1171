"""Answers without an end: sent piece by piece, as long as the client is there.

The bounds for slow clients are the protocol's: who does not read holds up their own stream only, and is cut off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from willcall.rest.body import Asgi, Receive

Send = Callable[[Asgi], Awaitable[None]]


class Stream(Protocol):
    """What is sent."""

    async def pour(self, say: Callable[[bytes], Awaitable[None]]) -> None:
        """Says one piece after the other; returns at the end, or soon after `hang_up`."""
        ...

    def hang_up(self) -> None:
        """The client has gone."""
        ...


async def respond_piecewise(
    receive: Receive, send: Send, stream: Stream, start: dict[str, Any], *, head: bool = False
) -> None:
    """Sends the head and then the pieces."""
    try:
        await send(start)
    except BaseException:
        stream.hang_up()
        raise
    if not head:
        gone = asyncio.ensure_future(_until_gone(receive))
        gone.add_done_callback(lambda _: stream.hang_up())
        try:
            await stream.pour(lambda piece: send({"type": "http.response.body", "body": piece, "more_body": True}))
        finally:
            gone.cancel()
    await send({"type": "http.response.body", "body": b""})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
