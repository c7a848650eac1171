"""What is told of an event is what it is: nobody is left with what was so before."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.listening import EVENT, KIOSK, TICKET, WEB, Shop, row
from willcall.live.feed import Listener
from willcall.live.hub import Hub

if TYPE_CHECKING:
    import pytest


def test_what_nobody_listened_to_is_looked_at_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Although another place of the event was followed all the while."""
    monkeypatch.setattr("willcall.live.hub.POLL_S", 3_600)

    async def story() -> None:
        shop = Shop()
        hub = Hub(shop.read)
        await hub.join(EVENT, KIOSK, Listener())
        listener = Listener()
        await hub.join(EVENT, WEB, listener)
        hub.leave(EVENT, WEB, listener)
        shop.left = 4

        feed = await hub.join(EVENT, WEB, Listener())
        assert feed is not None
        assert feed.rows == {TICKET: row(4)}
        await hub.close()

    asyncio.run(story())


def test_streams_end_when_an_event_is_not_followed_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """After an error that nobody thought of: who listens is not left with what was so before."""
    monkeypatch.setattr("willcall.live.hub.POLL_S", 0)

    async def story() -> None:
        shop = Shop()
        hub = Hub(shop.read)
        listener = Listener()
        feed = await hub.join(EVENT, WEB, listener)
        assert feed is not None

        async def fails(*_: object) -> None:
            message = "a bug"
            raise RuntimeError(message)

        monkeypatch.setattr(hub, "_read", fails)
        assert await listener.news(60)
        assert feed.is_over
        hub.leave(EVENT, WEB, listener)
        monkeypatch.setattr(hub, "_read", shop.read)
        again = await hub.join(EVENT, WEB, Listener())
        assert again is not None
        assert again is not feed
        await hub.close()

    asyncio.run(story())
