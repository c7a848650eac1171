"""The cost as the work grows: the same request where there is little and where there is much."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from tests.load.figures import Figure, Line, Outcome, Row, ratio
from tests.load.grounds import Ground
from tests.load.rows import MANY, MANY_HOLDS, READ, SOME, WARM_S, Effort, Sale, filled, in_turn, pages, warmed
from willcall.bench.drive import Load, Run, drive, hold, item, quota
from willcall.bench.drive import bulk as bulk_request

HOLDS: Final = (100, 10_000, MANY_HOLDS)
ITEMS: Final = (10, 1_000)
SHARED: Final = (1, 100)
BULKS: Final = (1, 50, 500)
EVENTS: Final = (1, 1_000)


def compared(ground: Ground, effort: Effort, cases: Sequence[tuple[str, Sequence[str]]], what: str) -> Outcome:
    """Each case's requests in turn with those of the others; the CPU of the last against the first."""
    load = effort.load(MANY, 0.5)
    for _, requests in cases:
        # Each request once at least: what is kept in memory for an event is kept for all of them.
        drive(ground.ours, requests, Load(MANY, WARM_S))
        drive(ground.ours, requests, Load(MANY, 60), count=len(requests))
    runs: list[Run] = in_turn([partial(drive, ground.ours, one, load) for _, one in cases])
    memory = ground.ours.memory_mb()
    return Outcome(
        [Figure(what, ground.name, ratio(runs[-1].cpu_ms, runs[0].cpu_ms), "×")],
        [Line(name, ground.name, run, memory) for (name, _), run in zip(cases, runs, strict=True)],
    )


def held(ground: Ground, effort: Effort) -> Outcome:
    """Holds where many are held already."""
    cases = []
    for count in HOLDS:
        sale, _ = filled(ground, count)
        cases.append((f"hold with {count:,} held", [hold(ground.ours, sale.path, sale.item_id)]))
    return compared(ground, effort, cases, "CPU of a hold with 100,000 held, against 100")


def items(ground: Ground, effort: Effort) -> Outcome:
    """Holds in an event with many products, each with a quota of its own."""
    cases = []
    for count in ITEMS:
        sale = Sale.at(ground.ours)
        for number in range(count - 1):
            quota(ground.ours, sale.path, [item(ground.ours, sale.path, f"Ticket {number}")])
        cases.append((f"hold in an event of {count:,} items", [hold(ground.ours, sale.path, sale.item_id)]))
    return compared(ground, effort, cases, "CPU of a hold with 1,000 items, against 10")


def shared(ground: Ground, effort: Effort) -> Outcome:
    """Holds of many products that share one quota."""
    cases = []
    for count in SHARED:
        sale = Sale.at(ground.ours)
        numbers = [item(ground.ours, sale.path, f"Ticket {number}") for number in range(count)]
        quota(ground.ours, sale.path, numbers)
        requests = [hold(ground.ours, sale.path, number) for number in numbers]
        cases.append((f"hold, a quota shared by {count:,} item{'s' * (count > 1)}", requests))
    return compared(ground, effort, cases, "CPU of a hold with 100 items in the quota, against 1")


def bulk(ground: Ground, effort: Effort) -> Outcome:
    """`bulk_create` of few and of many."""
    lines = [_bulks(ground, effort, entries) for entries in BULKS]
    costs = [line.run.cpu_ms / line.units for line in lines]
    what = "CPU of a position in a bulk of 500, against one of 1"
    return Outcome([Figure(what, ground.name, ratio(costs[-1], costs[0]), "×")], lines)


def _bulks(ground: Ground, effort: Effort, entries: int) -> Line:
    """Ours alone: the naive version, which counts for each entry, would not be through with large ones in time."""
    stand = ground.ours
    sale = Sale.at(stand)
    run = warmed(stand, bulk_request(stand, sale.path, sale.item_id, entries), effort.load(SOME), READ)
    return Line(f"bulk_create of {entries}, positions", ground.name, run, stand.memory_mb(), entries)


def events(ground: Ground, effort: Effort) -> Outcome:
    """Holds spread over many events, which have no batches in common."""
    cases = []
    for count in EVENTS:
        sale = Sale.at(ground.ours)
        others = ground.floor.copies(sale.slug, count - 1) if count > 1 else []
        requests = [hold(ground.ours, sale.path, sale.item_id)]
        requests += [hold(ground.ours, f"events/{slug}/", item_id) for slug, item_id in others]
        cases.append((f"hold, {count:,} event{'s' * (count > 1)} on sale", requests))
    return compared(ground, effort, cases, "CPU of a hold with 1,000 events on sale, against 1")


GROWTH: Final[tuple[tuple[str, Row], ...]] = (
    ("held", held),
    ("items", items),
    ("shared", shared),
    ("bulk", bulk),
    ("pages", pages),
    ("events", events),
)
