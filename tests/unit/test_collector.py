"""What a request makes is gone with it: nothing is left in circles for the collector, which stops everybody."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path
from typing import Any

from uvicorn.config import Config
from uvicorn.server import ServerState

from willcall.app import Application
from willcall.protocol import BoundedProtocol
from willcall.settings import settings_from

ROUNDS = 20
PLACES = {"sockname": ("127.0.0.1", 8000), "peername": ("127.0.0.1", 50_000)}


class Line(asyncio.Transport):
    """A connection to nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = asyncio.Event()

    def write(self, data: Any) -> None:
        """Somebody would read it."""
        self.answered.set()

    def is_closing(self) -> bool:
        """Never."""
        return False

    def close(self) -> None:
        """Nobody is there."""

    def get_extra_info(self, name: str, default: object = None) -> Any:
        """Both ends."""
        return PLACES.get(name, default)

    def get_write_buffer_size(self) -> int:
        """Everything is read at once."""
        return 0


async def left_behind(application: Application, request: bytes) -> list[object]:
    """What the collector finds after some requests on one connection."""
    config = Config(application, lifespan="off", proxy_headers=False)
    config.load()
    line = Line()
    protocol = BoundedProtocol(config=config, server_state=ServerState(), app_state={})
    protocol.connection_made(line)

    async def ask() -> None:
        line.answered.clear()
        protocol.data_received(request)
        await line.answered.wait()
        await asyncio.sleep(0)

    await ask()
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for _ in range(ROUNDS):
            await ask()
        gc.collect()
        return list(gc.garbage)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
        protocol.connection_lost(None)


def test_a_request_leaves_nothing_for_the_collector(tmp_path: Path) -> None:
    """A circle for each would make it come by every thousand requests, and all buyers wait meanwhile."""
    application = Application(settings_from({"WILLCALL_DATABASE": f"sqlite:///{tmp_path}/unused.db"}))
    for path in ("/api/v1/organizers/", "/api/v1/nowhere/"):
        found = asyncio.run(left_behind(application, f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode()))
        kinds = {type(one).__qualname__ for one in found}
        assert not kinds & {"RequestResponseCycle", "Event", "Request", "coroutine", "function"}, kinds
        assert len(found) < ROUNDS, found
