"""Who listens to a shop: what they are told after what they have heard, and how seldom anything is read for it."""

from __future__ import annotations

import asyncio
from typing import Final

import pytest

from tests.listening import EVENT, KIOSK, TICKET, WEB, Shop, row, told
from willcall.live import feed as feeds
from willcall.live.feed import PAST_MAX, Feed, Listener
from willcall.live.hub import FEEDS_MAX, Hub
from willcall.live.rows import change_of
from willcall.rest.problems import Busy

MANY: Final = 5_000
SOCKS: Final = (2, 3)


# --- what is different ---


def test_a_change_has_the_rows_that_are_different_and_those_that_are_gone() -> None:
    change = change_of({TICKET: row(3), SOCKS: row(1)}, {TICKET: row(2)})

    assert (change.rows, change.gone) == ((row(2),), (SOCKS,))
    assert not change_of({TICKET: row(3)}, {TICKET: row(3)})


def test_who_has_heard_nothing_is_told_everything() -> None:
    feed = Feed("a")
    feed.publish({TICKET: row(3), SOCKS: row(1)})

    assert told(feed.since(0)) == [("a-1", "snapshot", {"rows": [{"left": 3}, {"left": 1}]})]


def test_who_has_heard_something_is_told_the_rest() -> None:
    """In order, nothing twice, and nothing when there is nothing."""
    feed = Feed("a")
    for left in (3, 2, 1):
        feed.publish({TICKET: row(left), SOCKS: row(9)})
    feed.publish({TICKET: row(1)})

    gone = {"rows": [], "gone": [{"item": 2, "variation": 3}]}
    assert told(feed.since(2)) == [
        ("a-3", "availability", {"rows": [{"left": 1}], "gone": []}),
        ("a-4", "availability", gone),
    ]
    assert feed.since(4) == b""


def test_what_stays_as_it_is_has_no_new_number() -> None:
    feed = Feed("a")

    assert feed.publish({TICKET: row(3)})
    assert not feed.publish({TICKET: row(3)})
    assert feed.number == 1


def test_an_empty_shop_is_told_too() -> None:
    feed = Feed("a")
    feed.publish({})

    assert told(feed.since(0)) == [("a-1", "snapshot", {"rows": []})]


def test_who_was_away_too_long_is_told_everything() -> None:
    feed = Feed("a")
    for left in range(PAST_MAX + 2):
        feed.publish({TICKET: row(left)})

    assert [kind for _, kind, _ in told(feed.since(2))] == ["availability"] * PAST_MAX
    assert told(feed.since(1)) == [(f"a-{PAST_MAX + 2}", "snapshot", {"rows": [{"left": PAST_MAX + 1}]})]


def test_the_past_takes_a_bounded_room(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = Feed("a")
    feed.publish({})
    feed.publish({TICKET: row(0)})
    monkeypatch.setattr(feeds, "PAST_BYTES_MAX", len(feed.since(1)) + 1)
    feed.publish({TICKET: row(1)})

    assert [kind for _, kind, _ in told(feed.since(1))] == ["snapshot"]
    assert [kind for _, kind, _ in told(feed.since(2))] == ["availability"]


@pytest.mark.parametrize(
    ("last", "heard"),
    [("a-2", 2), ("a-1", 1), (None, 0), ("", 0), ("a-3", 0), ("b-2", 0), ("a-x", 0), ("a--1", 0), ("2", 0),
     (f"a-{'9' * 5_000}", 0), ("a-²", 0)],
)  # fmt: skip
def test_an_id_that_is_not_of_this_feed_stands_for_nothing(last: str | None, heard: int) -> None:
    feed = Feed("a")
    feed.publish({TICKET: row(1)})
    feed.publish({TICKET: row(2)})

    assert feed.heard(last) == heard


# --- how often it is read ---


async def hears(feed: Feed, listener: Listener, heard: list[bytes]) -> None:
    """One who listens until they have gone."""
    number = 0
    while not listener.has_gone:
        said, number = feed.since(number), feed.number
        if said:
            heard.append(said)
        else:
            await listener.news(60)


def test_thousands_of_listeners_cost_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """For every look, and no more than two for all who come at once; all are told everything."""
    # However long it takes here, nobody looks but this test.
    monkeypatch.setattr("willcall.live.hub.POLL_S", 3_600)

    async def story() -> None:
        shop = Shop()
        hub = Hub(shop.read)
        listeners = [Listener() for _ in range(MANY)]
        joined = await asyncio.gather(*(hub.join(EVENT, WEB, one) for one in listeners))
        feed = joined[0]
        assert feed is not None
        assert set(map(id, joined)) == {id(feed)}
        # The first did not wait for the others; those are too late for what was read for the first.
        before = shop.reads
        assert before <= 2

        heard: list[list[bytes]] = [[] for _ in listeners]
        tasks = [asyncio.create_task(hears(feed, one, said)) for one, said in zip(listeners, heard, strict=True)]
        for left in (9, 8, 8, 7):
            await asyncio.sleep(0)
            shop.left = left
            await hub.tick(EVENT)
        assert shop.reads == before + 4

        await asyncio.sleep(0)
        for one in listeners:
            one.has_gone = True
            one.wake()
        await asyncio.gather(*tasks)
        lasts = {told(b"".join(said))[-1][2]["rows"][0]["left"] for said in heard}
        assert lasts == {7}
        assert all(said == heard[0] for said in heard)
        await hub.close()

    asyncio.run(story())


def test_others_are_served_between_listeners() -> None:
    """Whoever wants something meanwhile does not wait until the last of thousands was told."""

    async def story() -> None:
        feed = Feed("a")
        turns = 0
        woken: list[int] = []

        class Noted(Listener):
            def wake(self) -> None:
                woken.append(turns)

        feed.listeners = {Noted(): None for _ in range(MANY)}
        telling = asyncio.create_task(feed.tell())
        while not telling.done():
            await asyncio.sleep(0)
            turns += 1

        assert len(woken) == MANY
        assert max(map(woken.count, set(woken))) <= 2 * feeds.WOKEN_AT_ONCE

    asyncio.run(story())


def test_nobody_listens_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes again is told what was different meanwhile."""
    monkeypatch.setattr("willcall.live.hub.POLL_S", 0)
    monkeypatch.setattr("willcall.live.hub.INTERVAL_S", 0)

    async def story() -> None:
        shop = Shop()
        hub = Hub(shop.read)
        listener = Listener()
        feed = await hub.join(EVENT, WEB, listener)
        assert feed is not None
        for _ in range(100):
            await asyncio.sleep(0)
        assert shop.reads > 2
        hub.leave(EVENT, WEB, listener)
        shop.left = 4
        for _ in range(20):
            await asyncio.sleep(0)
        before, heard = shop.reads, feed.number
        for _ in range(100):
            await asyncio.sleep(0)
        assert shop.reads == before

        again = await hub.join(EVENT, WEB, Listener())
        assert again is feed
        assert shop.left == 4
        assert feed.rows == {TICKET: row(4)}
        assert feed.number <= heard + 1
        await hub.close()

    asyncio.run(story())


def test_a_batch_of_this_process_is_looked_at_without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """However seldom others' changes are looked for."""
    monkeypatch.setattr("willcall.live.hub.POLL_S", 3_600)
    monkeypatch.setattr("willcall.live.hub.INTERVAL_S", 0)

    async def story() -> None:
        shop = Shop()
        hub = Hub(shop.read)
        listener = Listener()
        feed = await hub.join(EVENT, WEB, listener)
        assert feed is not None
        shop.left = 9
        hub.wake(EVENT)
        hub.wake(EVENT + 1)
        assert await listener.news(60)
        assert feed.rows == {TICKET: row(9)}
        await hub.close()

    asyncio.run(story())


def test_dates_and_channels_of_an_event_are_read_together() -> None:
    async def story() -> None:
        shop = Shop()
        hub = Hub(shop.read)
        await hub.join(EVENT, WEB, Listener())
        await hub.join(EVENT, KIOSK, Listener())
        before = shop.reads
        await hub.tick(EVENT)
        assert shop.reads == before + 1
        await hub.close()

    asyncio.run(story())


def test_a_place_that_is_not_there_has_no_feed() -> None:
    async def story() -> None:
        shop = Shop()
        shop.gone = {KIOSK}
        hub = Hub(shop.read)

        assert await hub.join(EVENT, KIOSK, Listener()) is None
        assert await hub.join(EVENT, WEB, Listener()) is not None
        await hub.close()

    asyncio.run(story())


@pytest.mark.parametrize("end", ["date", "event"])
def test_who_listens_to_what_goes_away_is_woken(end: str) -> None:
    async def story() -> None:
        shop = Shop()
        hub = Hub(shop.read)
        listener = Listener()
        feed = await hub.join(EVENT, WEB, listener)
        assert feed is not None
        news = asyncio.create_task(listener.news(60))
        await asyncio.sleep(0)
        if end == "date":
            shop.gone = {WEB}
        else:
            shop.left = -1
        await hub.tick(EVENT)

        assert await news
        assert feed.is_over
        await hub.close()

    asyncio.run(story())


def test_who_comes_while_the_server_stops_is_not_followed() -> None:
    async def story() -> None:
        shop = Shop()
        hub = Hub(shop.read)
        listener = Listener()
        await hub.join(EVENT, WEB, listener)
        news = asyncio.create_task(listener.news(60))
        await asyncio.sleep(0)
        hub.stop()
        assert await news
        feed = await hub.join(EVENT, KIOSK, Listener())
        assert feed is not None
        assert feed.rows
        await hub.close()

    asyncio.run(story())


def test_dates_of_an_event_that_are_followed_have_a_bound() -> None:
    """Those that nobody listens to make room."""

    async def story() -> None:
        shop = Shop()
        hub = Hub(shop.read)
        listener = Listener()
        await hub.join(EVENT, ("web", 0), listener)
        for date in range(1, FEEDS_MAX):
            await hub.join(EVENT, ("web", date), Listener())
        with pytest.raises(Busy):
            await hub.join(EVENT, WEB, Listener())
        hub.leave(EVENT, ("web", 0), listener)
        assert await hub.join(EVENT, WEB, Listener()) is not None
        await hub.close()

    asyncio.run(story())


def test_no_news_is_told_after_a_while() -> None:
    """Which is the time for a sign of life."""

    async def story() -> None:
        assert not await Listener().news(0)

    asyncio.run(story())
