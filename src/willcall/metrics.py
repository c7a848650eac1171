"""What `/metrics` shows: the declaration of every figure, who may see them, and Prometheus' text of them.

Counting is elsewhere (`kit.tally`); here numbers are only shown, and only when somebody asks.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from willcall.kit.tally import Key, Spread, Tally
from willcall.reserve import counted
from willcall.rest.limits import LIMITED

if TYPE_CHECKING:
    from prometheus_client.core import Metric as Family

REQUESTS: Final = "willcall_requests_total"
REQUEST_SECONDS: Final = "willcall_request_seconds"
QUEUE: Final[Key] = ("willcall_queue_asks",)
PROCESSES: Final[Key] = ("willcall_processes",)
CPU: Final[Key] = ("process_cpu_seconds_total",)
MEMORY: Final[Key] = ("process_resident_memory_bytes",)
LISTENERS: Final[Key] = ("willcall_listeners",)
BUILD: Final = "willcall_build_info"

EVENT_PREFIX: Final = "willcall_event_"
"""Figures of one event have names of their own: added to those of all events they would count twice."""

FORWARDED: Final = (b"forwarded", b"x-forwarded-for", b"x-real-ip", b"via")
"""Headers by which a proxy says that it passes on what somebody else sent."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure; `labels` name what it is told apart by."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    labels: tuple[str, ...]
    text: str


OF_BATCHES: Final = (
    Metric(counted.HELD[0], "counter", (), "Positions granted, add-ons and bundled products included"),
    Metric(counted.REFUSED, "counter", ("reason",), "Asks for places refused by the engine"),
    Metric(counted.CARTS, "counter", ("outcome",), "Asks of the engine for carts of shops, by what became of them"),
    Metric(counted.RELEASED[0], "counter", (), "Positions given back by their buyers"),
    Metric(counted.HANDED_BACK[0], "counter", (), "Places of expired holds handed back to buyers who needed them"),
    Metric(counted.BATCH_ASKS[0], "histogram", (), "Asks settled in one transaction"),
    Metric(counted.BATCH_SECONDS[0], "histogram", (), "How long such a transaction took, further attempts included"),
    Metric(counted.FAILED, "counter", ("error",), "Transactions of the engine that came to nothing"),
    Metric(counted.TURNED_AWAY[0], "counter", (), "Asks told to come back, since too many were waiting"),
    Metric(QUEUE[0], "gauge", (), "Asks that wait for the next transaction"),
)

METRICS: Final[tuple[Metric, ...]] = (
    Metric(BUILD, "gauge", ("version", "python", "database"), "Always 1; what is running"),
    Metric(PROCESSES[0], "gauge", (), "Processes that answer on this port"),
    Metric(CPU[0], "counter", (), "Processor time used by all of them, in seconds"),
    Metric(MEMORY[0], "gauge", (), "Memory that all of them occupy, in bytes"),
    Metric(REQUESTS, "counter", ("route", "method", "status"), "Requests answered"),
    Metric(REQUEST_SECONDS, "histogram", ("route", "method"), "From the head of a request to the end of its answer"),
    Metric(LISTENERS[0], "gauge", (), "Streams of availability that are open"),
    Metric(LIMITED, "counter", ("limit",), "Requests of clients without a token refused, since there were too many"),
    *OF_BATCHES,
    Metric("willcall_database_errors_total", "counter", ("error",), "What the database refused or failed at, by kind"),
    Metric("willcall_database_retries_total", "counter", (), "Transactions tried again after another was in the way"),
)


def event_name(name: str) -> str:
    """What a figure is called when it is one event's."""
    return EVENT_PREFIX + name.removeprefix("willcall_")


EVENT_METRICS: Final[tuple[Metric, ...]] = tuple(
    Metric(event_name(one.name), one.kind, ("event", *one.labels), f"{one.text}; of one event") for one in OF_BATCHES
)


def may_read(token: str, authorization: str, client: str | None, headers: Mapping[bytes, bytes]) -> bool:
    """Whether somebody may see the figures.

    With a token whoever has it; without one only this machine itself, and not what a proxy on it passes on. `client`
    is None for a socket in the file system.
    """
    if token:
        return hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())
    return not any(name in headers for name in FORWARDED) and (client is None or _is_loopback(client))


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_loopback)


def of_event(slug: str, tally: Tally) -> Tally:
    """The figures of one event, `organizer/event`, under the names they are shown by."""

    def renamed(key: Key) -> Key:
        return (event_name(key[0]), slug, *key[1:])

    return Tally(
        {renamed(key): number for key, number in tally.counts.items()},
        {renamed(key): spread for key, spread in tally.spreads.items()},
    )


def rendered(accept: str, tally: Tally, gauges: Mapping[Key, float], metrics: tuple[Metric, ...]) -> tuple[bytes, str]:
    """Prometheus' text, or OpenMetrics where that is wanted, and its media type; what is not declared is not shown."""
    from prometheus_client.exposition import choose_encoder  # noqa: PLC0415 - only needed by those who look
    from prometheus_client.registry import CollectorRegistry  # noqa: PLC0415 - as above

    class Shown:
        def collect(self) -> Iterator[Family]:
            return (_family(metric, tally, gauges) for metric in metrics)

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Shown())
    encode, media_type = choose_encoder(accept)
    body: bytes = encode(registry)
    return body, media_type


def _family(metric: Metric, tally: Tally, gauges: Mapping[Key, float]) -> Family:
    from prometheus_client import core  # noqa: PLC0415 - as in rendered

    name = metric.name
    if metric.kind == "histogram":
        spreads = core.HistogramMetricFamily(name, metric.text, labels=metric.labels)
        for key, spread in tally.spreads.items():
            if key[0] == name:
                spreads.add_metric(key[1:], _buckets(spread), spread.total)
        return spreads
    family = core.CounterMetricFamily if metric.kind == "counter" else core.GaugeMetricFamily
    numbers: core.CounterMetricFamily | core.GaugeMetricFamily = family(name, metric.text, labels=metric.labels)
    found = tally.counts if metric.kind == "counter" else gauges
    # What has no labels is there from the beginning, so that its growth can be seen from the first one on.
    nothing: dict[Key, float] = {} if metric.labels else {(name,): 0}
    for key, number in (nothing | {key: number for key, number in found.items() if key[0] == name}).items():
        numbers.add_metric(key[1:], number)
    return numbers


def _buckets(spread: Spread) -> list[tuple[str, float]]:
    """Each bound with how many values do not exceed it."""
    so_far, found = 0, []
    for bound, number in zip([*map(str, map(float, spread.bounds)), "+Inf"], spread.numbers, strict=True):
        so_far += number
        found.append((bound, float(so_far)))
    return found
