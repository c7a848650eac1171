"""When anything may be sold at all (spec 07 §1)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from willcall.kit import instants
from willcall.shop.showcase import Date, Showcase, Window


class Closed(StrEnum):
    """Why nothing is sold, in the order in which it is looked at."""

    NOT_LIVE = "not_live"
    WRONG_CHANNEL = "wrong_channel"
    DATE_INACTIVE = "date_inactive"
    NOT_STARTED = "presale_not_started"
    ENDED = "presale_ended"


@dataclass(frozen=True, slots=True)
class Sale:
    """Whether something may be sold, and when."""

    closed: Closed | None
    window: Window

    @property
    def is_open(self) -> bool:
        """Whether buyers may buy now."""
        return self.closed is None

    def lists(self, showcase: Showcase) -> bool:
        """Whether products are shown: outside of the presale if the event wants that, else only while it runs."""
        if self.closed in (Closed.NOT_STARTED, Closed.ENDED):
            return showcase.rules.show_outside_presale
        return self.closed is None


def sale_of(showcase: Showcase, subevent_id: int | None, channel: str, now: int) -> Sale:
    """The sale of an event, or of a date that it has."""
    date = None if subevent_id is None else showcase.dates[subevent_id]
    window = presale(showcase, date)
    return Sale(_closed(showcase, date, channel, window, now), window)


def _closed(showcase: Showcase, date: Date | None, channel: str, window: Window, now: int) -> Closed | None:
    if not showcase.live:
        return Closed.NOT_LIVE
    if channel not in showcase.channels:
        return Closed.WRONG_CHANNEL
    if date is not None and not date.active:
        return Closed.DATE_INACTIVE
    if window.not_yet(now):
        return Closed.NOT_STARTED
    return Closed.ENDED if window.no_longer(now) else None


def presale(showcase: Showcase, date: Date | None) -> Window:
    """When an event, or a date of a series, is sold: from the later of the two beginnings to the earlier end.

    A series by itself ends by its own `presale_end` only.
    """
    event = showcase.event
    if date is None:
        ends = event.presale_end if showcase.engine.has_subevents else end_of(event, showcase.timezone)
        return Window(event.presale_start, ends)
    all_begins = [one for one in (event.presale_start, date.presale_start) if one is not None]
    all_ends = [one for one in (event.presale_end, end_of(date, showcase.timezone)) if one is not None]
    return Window(max(all_begins, default=None), min(all_ends, default=None))


def end_of(date: Date, timezone: str) -> int | None:
    """The last instant of a presale: as said, else the end of what is sold, else of the calendar day where it is."""
    if date.presale_end is not None:
        return date.presale_end
    return last_of_day(date.date_from, timezone) if date.date_to is None else date.date_to


def last_of_day(instant: int, timezone: str) -> int | None:
    """The last microsecond of the local calendar day of an instant; None at the end of the calendar."""
    zone = ZoneInfo(timezone)
    try:
        following = instants.from_us(instant).astimezone(zone).date() + dt.timedelta(days=1)
        return instants.to_us(dt.datetime.combine(following, dt.time.min, zone)) - 1
    except OverflowError:
        return None
