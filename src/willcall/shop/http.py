"""The shop over HTTP: what a buyer may see now, for a sales channel, a date and a voucher (spec 07).

`look_of` is what any page of the shop begins with, and `Shop.read` one of its answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from willcall.db.tx import Database, Tx
from willcall.kit.instants import SECOND_US
from willcall.reserve import availability
from willcall.reserve.looks import at_a_glance
from willcall.rest.body import encode
from willcall.rest.pages import NUMBER_DIGITS_MAX
from willcall.rest.problems import Denied
from willcall.rest.request import Answer, Request
from willcall.rest.routes import EVENT, Operation, Path
from willcall.rest.visitors import CHANNEL
from willcall.shop import places, shown
from willcall.shop.fetch import left_of, left_on, showcase_of, voucher_of
from willcall.shop.listed import Look
from willcall.shop.memory import Answers, Finished, Showcases, finished, key_of
from willcall.shop.page import page
from willcall.shop.refusals import Refusal, Refused
from willcall.shop.showcase import Showcase
from willcall.shop.vouchers import Voucher, refusal_of
from willcall.shop.windows import sale_of

TAG: Final = "What buyers see: the shop of an event, drawn by whatever front end."
TEXT: Final = """\
Categories in order with their products, variations, prices, and how many can be bought; for what cannot be bought, \
why. Add-on rules of a product name a category of `addon_categories`. With a voucher: the products that it is good \
for, at its prices. The answer has an `ETag`; with `If-None-Match` it is 304 as long as nothing of it has changed."""

DATES_TEXT: Final = """\
The active dates of a series, by their beginnings, each with what is known of its sale; none of any other event. \
`shop/?subevent=` shows what is sold for one of them."""
SEATS_TEXT: Final = """\
The seats of an event, or of a date of a series, that belong to a product, and which of them a new cart could take \
now. A line of a cart names a seat by its `seat_guid`. The answer may be a second old."""

HALL_US: Final = SECOND_US
"""For so long the seats of a hall are told as they were: to draw thousands takes tens of milliseconds."""

QUERY: Final = (
    {
        "name": "sales_channel",
        "text": "Where it is sold, by identifier; `web` if left out.",
        "schema": {"type": "string", "default": CHANNEL},
    },
    {
        "name": "subevent",
        "text": "The date. A series needs one, unless the voucher has its own, which is then the date.",
        "schema": {"type": "integer", "format": "int64", "minimum": 1},
    },
    {
        "name": "voucher",
        "text": "The code of a voucher, in upper or lower case.",
        "schema": {"type": "string"},
    },
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks to see; nothing of it is checked yet."""

    event_id: int
    now: int
    channel: str
    subevent: str | None
    code: str | None


def asked_of(request: Request) -> Asked:
    """What the query says; empty values count as absent."""
    return Asked(
        request.event.id,
        request.now,
        request.parameter("sales_channel") or CHANNEL,
        request.parameter("subevent") or None,
        request.parameter("voucher") or None,
    )


T = TypeVar("T")
Work = Callable[[Request], Coroutine[Any, Any, Answer]]
Shown = type[shown.Shop | shown.ShopDates | shown.ShopSeats]
Query = tuple[Mapping[str, Any], ...]
Place = tuple[str, int | None]
"""A sales channel, and a date or none."""


class Shop:
    """The endpoint, and what the process remembers for it."""

    def __init__(self, database: Database, showcases: Showcases) -> None:
        self._database = database
        self._showcases = showcases
        self._answers = Answers()
        self._drawing = asyncio.Lock()

    def paths(self) -> tuple[Path, ...]:
        """The declared paths."""

        def path(below: str, thing: str, operation: Operation) -> Path:
            return Path(f"{EVENT}shop/{below}", (operation,), "shop", public=True, text=TAG, thing=thing)

        def operation(name: str, summary: str, text: str, work: Work, gives: Shown, query: Query) -> Operation:
            return Operation(
                "GET", name, summary, direct=work, gives=partial(shown.whole_schema, gives), query=query, text=text,
                refusals=(304,), refusal=shown.refusal_schema, answer_headers=("ETag",),
            )  # fmt: skip

        return (
            path("", "Shop", operation(
                "shop_read", "Read what a buyer may see now", TEXT, self.read, shown.Shop, QUERY,
            )),
            path("dates/", "ShopDates", operation(
                "shop_dates", "List the dates of a series", DATES_TEXT, self.dates, shown.ShopDates, QUERY[:1],
            )),
            path("seats/", "ShopSeats", operation(
                "shop_seats", "List the seats that can be chosen", SEATS_TEXT, self.seats, shown.ShopSeats, QUERY[:2],
            )),
        )  # fmt: skip

    async def read(self, request: Request) -> Answer:
        """GET: the answer, or 304 if the client has it already."""
        return _answered(request, self._answer(await self.seen(request)))

    async def dates(self, request: Request) -> Answer:
        """GET: the dates of a series that are active, with what is known of their sale."""
        asked = asked_of(request)

        async def fetch(_: Tx, showcase: Showcase) -> Finished:
            _check_place(request, showcase, asked.channel)
            return finished(encode(places.dates(showcase, asked.channel, asked.now)))

        return _answered(request, await self._with_showcase(asked.event_id, fetch))

    async def seats(self, request: Request) -> Answer:
        """GET: the seats of an event, or of a date, and which of them are free, as of no longer than a second ago."""
        asked = asked_of(request)

        async def fetch(_: Tx, showcase: Showcase) -> tuple[Showcase, int | None]:
            _check_place(request, showcase, asked.channel)
            return showcase, date_of(showcase, asked.subevent, None)

        showcase, date = await self._with_showcase(asked.event_id, fetch)
        if not sale_of(showcase, date, asked.channel, asked.now).lists(showcase):
            return _answered(request, finished(encode(places.seats(showcase, (), ()))))
        key = "seats", asked.event_id, showcase.version, date, asked.now // HALL_US
        # A hall is large, and everybody looks at the same one: it is drawn by one at a time, for all of a moment.
        async with self._drawing:
            known = self._answers.find(key)
            if known is None:
                hall = await self._database.snapshot(lambda tx: availability.hall(tx, asked.event_id, date, asked.now))
                known = finished(encode(places.seats(showcase, *hall)))
                self._answers.put(key, known)
        return _answered(request, known)

    async def seen(self, request: Request) -> Look:
        """What whoever asks may see; a visitor sees live events on the channel `web`, and may not guess vouchers."""
        asked = asked_of(request)
        if request.is_public and asked.channel != CHANNEL:
            raise Refused(Refusal.CHANNEL_UNKNOWN)
        if asked.code is not None:
            request.may_guess()
        try:
            look = await self.look_of(asked)
        except Refused as refused:
            if refused.refusal is Refusal.VOUCHER_UNKNOWN:
                request.has_guessed()
            raise
        # The gate may not have heard yet that the event is live no more.
        if request.is_public and not look.showcase.live:
            raise Denied
        return look

    async def look_of(self, asked: Asked) -> Look:
        """What a buyer sees, fetched; `Refused` if there is no such thing to see."""
        look = await self._at_a_glance(asked) if asked.code is None else None
        if look is not None:
            return look
        return await self._with_showcase(asked.event_id, lambda tx, showcase: fetched(tx, showcase, asked))

    async def _at_a_glance(self, asked: Asked) -> Look | None:
        """The same in one statement; None if the event is not as it was, or that statement cannot tell."""
        event_id, now = asked.event_id, asked.now
        showcase = self._showcases.latest(event_id)
        date = None if asked.subevent is None else number_of(asked.subevent)
        if showcase is None or not is_place(showcase, asked.channel, date):
            return None
        quota_ids, until = showcase.quota_ids(date), showcase.engine.waiting_until
        found = await self._database.read(lambda tx: at_a_glance(tx, event_id, quota_ids, now, until))
        if found is None or found[0] != showcase.version or self._showcases.find(event_id, found[0]) is None:
            return None
        return Look(showcase, now, date, asked.channel, None, found[1])

    async def check(self, event_id: int, channel: str, subevent_id: int | None) -> None:
        """`Refused` unless an event is, or could be, sold on a channel and a date."""

        async def fetch(_: Tx, showcase: Showcase) -> bool:
            if channel not in showcase.engine.channels:
                raise Refused(Refusal.CHANNEL_UNKNOWN)
            date_of(showcase, None if subevent_id is None else str(subevent_id), None)
            return True

        await self._with_showcase(event_id, fetch)

    async def looks(self, event_id: int, places: Sequence[Place], now: int) -> Mapping[Place, Look | None]:
        """What is seen on several channels and dates of an event, in one read; None for what is not there."""

        async def fetch(tx: Tx, showcase: Showcase) -> Mapping[Place, Look | None]:
            dates = {date for channel, date in places if is_place(showcase, channel, date)}
            left = await left_on(tx, showcase, dates, now)
            return {
                (channel, date): Look(showcase, now, date, channel, None, left[date])
                if is_place(showcase, channel, date)
                else None
                for channel, date in places
            }

        return await self._with_showcase(event_id, fetch)

    async def _with_showcase(self, event_id: int, fetch: Callable[[Tx, Showcase], Coroutine[Any, Any, T]]) -> T:
        """What is fetched beside the snapshot of an event, which is read anew if the event has changed."""
        version = 0

        async def remembered(tx: Tx) -> tuple[T] | None:
            nonlocal version
            version = await tx.version(event_id)
            showcase = self._showcases.find(event_id, version)
            return None if showcase is None else (await fetch(tx, showcase),)

        found = await self._database.snapshot(remembered)
        if found is not None:
            return found[0]

        async def load() -> Showcase:
            return await self._database.snapshot(lambda tx: showcase_of(tx, event_id))

        showcase = await self._showcases.at_least(event_id, version, load)
        return await self._database.snapshot(lambda tx: fetch(tx, showcase))

    def _answer(self, look: Look) -> Finished:
        key = key_of(look)
        known = self._answers.find(key)
        if known is None:
            known = finished(encode(page(look)))
            self._answers.put(key, known)
        return known


def _answered(request: Request, answer: Finished) -> Answer:
    """An answer, or 304 if the client has it already."""
    headers = (("ETag", answer.tag), ("Cache-Control", "private, no-cache"))
    if is_known(request.headers.get("if-none-match"), answer.tag):
        return Answer(304, headers=headers)
    return Answer(headers=headers, content=answer.content)


def _check_place(request: Request, showcase: Showcase, channel: str) -> None:
    """`Denied` or `Refused` if whoever asks may not look at an event, or not on this channel."""
    # The gate may not have heard yet that the event is live no more.
    if request.is_public and not showcase.live:
        raise Denied
    if channel not in showcase.engine.channels or (request.is_public and channel != CHANNEL):
        raise Refused(Refusal.CHANNEL_UNKNOWN)


async def fetched(tx: Tx, showcase: Showcase, asked: Asked) -> Look:
    """The look that is asked for, with what is left of the quotas that matter; `Refused` if it cannot be had."""
    if asked.channel not in showcase.engine.channels:
        raise Refused(Refusal.CHANNEL_UNKNOWN)
    voucher = None
    if asked.code is not None:
        voucher = await voucher_of(tx, asked.event_id, asked.code, asked.now)
        if voucher is None:
            raise Refused(Refusal.VOUCHER_UNKNOWN)
    subevent_id = date_of(showcase, asked.subevent, voucher)
    if voucher is not None:
        refusal = refusal_of(showcase, voucher, asked.now)
        if refusal is not None:
            raise Refused(refusal)
    left = await left_of(tx, showcase, subevent_id, asked.now)
    return Look(showcase, asked.now, subevent_id, asked.channel, voucher, left)


def date_of(showcase: Showcase, said: str | None, voucher: Voucher | None) -> int | None:
    """The date that is looked at: the voucher's if it has one, else the one that is said; none but in a series."""
    if voucher is not None and voucher.subevent_id is not None:
        return voucher.subevent_id
    if said is not None:
        number = number_of(said)
        if number not in showcase.dates:
            raise Refused(Refusal.DATE_UNKNOWN)
        return number
    if showcase.engine.has_subevents:
        raise Refused(Refusal.DATE_REQUIRED)
    return None


def number_of(said: str) -> int:
    """The date that a query names by its id; 0, which is no date's, for what is no number."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= NUMBER_DIGITS_MAX else 0


def is_place(showcase: Showcase, channel: str, subevent_id: int | None) -> bool:
    """Whether an event is, or could be, sold on a channel and a date."""
    if channel not in showcase.engine.channels:
        return False
    return subevent_id in showcase.dates if showcase.engine.has_subevents else subevent_id is None


def is_known(header: str | None, tag: str) -> bool:
    """Whether a client that sends this `If-None-Match` has the answer with this tag already."""
    if header is None:
        return False
    tags = [one.strip() for one in header.split(",")]
    return "*" in tags or tag in (one.removeprefix("W/") for one in tags)
