"""Live availability over HTTP: a stream of server-sent events for a date and a sales channel of an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from random import randrange
from typing import Final

from willcall.kit.instants import Clock, now_us
from willcall.live.feed import Feed, Listener
from willcall.live.hub import RETRY_AFTER_S, Hub, Place, Seen
from willcall.live.rows import rows_of
from willcall.rest.limits import LISTENERS
from willcall.rest.problems import Busy, Denied, TooMany
from willcall.rest.request import Answer, Request
from willcall.rest.routes import EVENT, Operation, Path
from willcall.rest.visitors import CHANNEL
from willcall.shop import shown
from willcall.shop.http import QUERY, Shop, number_of
from willcall.shop.memory import key_of
from willcall.shop.refusals import Refusal, Refused

HEARTBEAT_S: Final = 15
"""Every so often a line that means nothing: proxies close what is silent, and who is gone is noticed."""
AGAIN_MS: Final = (2_000, 6_000)
"""When browsers come again after the end of a stream: spread, so that not all come at once."""

MEDIA: Final = "text/event-stream"
HEADERS: Final = (("Cache-Control", "no-cache"), ("X-Accel-Buffering", "no"))
"""Nothing on the way may keep it or wait for more of it."""

TEXT: Final = """\
A stream of server-sent events (`text/event-stream`), for `EventSource` in browsers. First comes `snapshot` with all \
rows of the shop, `{"rows": [...]}`, then, at most once in a second, `availability` with those that are different, and \
in `gone` those that are shown no more: `{"rows": [...], "gone": [{"item": 1, "variation": null}]}`. A row has `item`, \
`variation`, `availability`, `left`, `buyable`, `reason` and `max`, as the shop shows them. Every event has an `id`; \
who sends it as `Last-Event-ID` is told what was different since, or gets a snapshot if that is too long ago. Lines \
that begin with a colon are signs of life. When the server stops, the stream ends: come again. Where too many listen \
it is 503, where too many of one client do 429; read `shop/` from time to time then."""


class Live:
    """The endpoint, and who listens."""

    def __init__(self, shop: Shop, listeners_max: int, per_client_max: int, *, clock: Clock = now_us) -> None:
        self._shop = shop
        self._listeners_max = listeners_max
        self._per_client_max = per_client_max
        self._clock = clock
        self._clients: Counter[str] = Counter()
        self.listening = 0
        """How many listen in this process."""
        self.hub = Hub(self._read)

    def paths(self) -> tuple[Path, ...]:
        """The declared path."""
        operation = Operation(
            "GET", "shop_availability", "Listen to changes of availability", direct=self.listen,
            gives={"type": "string"}, query=tuple(one for one in QUERY if one["name"] != "voucher"),
            media=MEDIA, refusal=shown.refusal_schema(), text=TEXT,
        )  # fmt: skip
        return (Path(f"{EVENT}shop/availability/", (operation,), "shop", public=True, thing="Shop"),)

    async def listen(self, request: Request) -> Answer:
        """GET: a stream; `Busy` or `TooMany` if there are too many."""
        place = place_of(request)
        if not self.hub.follows(request.event.id, place):
            await self._shop.check(request.event.id, *place)
        if request.method == "HEAD":
            return Answer(headers=HEADERS, stream=_Silence(), media=MEDIA)
        client = "" if request.visitor is None else request.visitor.client
        if self.listening >= self._listeners_max:
            raise Busy("Too many listen at this moment.", RETRY_AFTER_S)
        if request.is_public and self._per_client_max and self._clients[client] >= self._per_client_max:
            raise TooMany("Too many listen from this address.", LISTENERS, RETRY_AFTER_S)
        listener = Listener()
        self.listening += 1
        self._clients[client] += 1
        stay = _Stay(self, request.event.id, place, client, listener)
        try:
            feed = await self.hub.join(request.event.id, place, listener)
        except BaseException:
            stay.end()
            raise
        if feed is None or (request.is_public and not feed.is_live):
            stay.end()
            raise Denied
        return Answer(
            headers=HEADERS,
            media=MEDIA,
            stream=_Told(stay, feed, feed.heard(request.headers.get("last-event-id")), is_public=request.is_public),
        )

    def leave(self, stay: _Stay) -> None:
        """Somebody listens no more."""
        self.hub.leave(stay.event_id, stay.place, stay.listener)
        self.listening -= 1
        self._clients[stay.client] -= 1
        if not self._clients[stay.client]:
            del self._clients[stay.client]

    async def _read(self, event_id: int, known: Mapping[Place, object]) -> Mapping[Place, Seen | None]:
        looks = await self._shop.looks(event_id, tuple(known), self._clock())
        seen: dict[Place, Seen | None] = {}
        for place, look in looks.items():
            if look is None:
                seen[place] = None
                continue
            key = key_of(look)
            seen[place] = Seen(key, look.showcase.live, None if key == known[place] else rows_of(look))
        return seen


def place_of(request: Request) -> Place:
    """What a request wants to listen to; whether it is there is another question."""
    channel = request.parameter("sales_channel") or CHANNEL
    if request.is_public and channel != CHANNEL:
        raise Refused(Refusal.CHANNEL_UNKNOWN)
    said = request.parameter("subevent") or None
    return channel, None if said is None else number_of(said)


@dataclass(slots=True)
class _Stay:
    """One who listens, and to what."""

    live: Live
    event_id: int
    place: Place
    client: str
    listener: Listener
    has_ended: bool = False

    def end(self) -> None:
        """Nobody listens any more, however often that is said."""
        if not self.has_ended:
            self.has_ended = True
            self.live.leave(self)


class _Told:
    """What one listener is told (`rest.request.Stream`)."""

    def __init__(self, stay: _Stay, feed: Feed, heard: int, *, is_public: bool) -> None:
        self._stay = stay
        self._feed = feed
        self._heard = heard
        self._is_public = is_public

    async def pour(self, say: Callable[[bytes], Awaitable[None]]) -> None:
        """Tells what there is, and then what comes, until there is nobody to be told or nothing to tell."""
        feed, listener, hub = self._feed, self._stay.listener, self._stay.live.hub
        try:
            await say(b"retry: %d\n\n" % randrange(*AGAIN_MS))  # noqa: S311 - spreads, keeps no secret
            while not listener.has_gone:
                if feed.is_over or (self._is_public and not feed.is_live):
                    return
                said, self._heard = feed.since(self._heard), feed.number
                if said:
                    await say(said)
                elif hub.is_stopping:
                    return
                elif not await listener.news(HEARTBEAT_S):
                    await say(b":\n\n")
        finally:
            self._stay.end()

    def hang_up(self) -> None:
        """The client has gone."""
        self._stay.listener.has_gone = True
        self._stay.listener.wake()
        self._stay.end()


class _Silence:
    """The stream of a HEAD: nobody listens."""

    async def pour(self, say: Callable[[bytes], Awaitable[None]]) -> None:
        """Nothing."""

    def hang_up(self) -> None:
        """Nobody was there."""
