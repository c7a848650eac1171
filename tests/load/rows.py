"""The rows of "Figures to reach and keep": what each does, and which figures come of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Final

from tests.load.figures import Figure, Line, Outcome, Row, ratio
from tests.load.floor import Place
from tests.load.grounds import Ground
from willcall.bench.drive import Load, Run, bulk, drive, event, hold, item, quota, read, together
from willcall.bench.stand import Stand

CONNECTIONS: Final = (1, 8, 32)
MANY: Final = 32
SOME: Final = 8
BULK_ENTRIES: Final = 50
BATCH_MAX: Final = 500
"""Positions of a batch of the engine: the database alone gets no larger ones."""

FEW_HOLDS: Final = 100
MANY_HOLDS: Final = 100_000
PAGE_ROWS: Final = 50
ROUNDS: Final = 4
TURNS: Final = 2
"""Things that are compared take turns, so that both meet the same machine."""

WARM_S: Final = 0.3
CAPACITY: Final = 1_000
DEMAND: Final = 1_500
HELD: Final = 201
REFUSED: Final = 400
READ: Final = 200

_slugs = (f"event-{number}" for number in itertools.count(1))


@dataclass(frozen=True)
class Effort:
    """How long a run takes, and how many client processes drive it."""

    seconds: float
    processes: int

    def load(self, connections: int, share: float = 1.0) -> Load:
        """So many connections for a share of the time."""
        return Load(connections, self.seconds * share, self.processes)


@dataclass(frozen=True)
class Sale:
    """An event with one product in one quota."""

    slug: str
    path: str
    item_id: int

    @classmethod
    def at(cls, stand: Stand, size: int | None = None) -> Sale:
        """A fresh one."""
        slug = next(_slugs)
        path = event(stand, slug)
        number = item(stand, path)
        quota(stand, path, [number], **({} if size is None else {"size": size}))
        return cls(slug, path, number)


def warmed(stand: Stand, request: str, load: Load, status: int = HELD) -> Run:
    """A run after a short one that nobody looks at."""
    drive(stand, [request], Load(load.connections, WARM_S), status=status)
    return drive(stand, [request], load, status=status)


def in_turn(runs: Sequence[Callable[[], Run]], rounds: int = ROUNDS) -> list[Run]:
    """Each so many times, taking turns."""
    found: list[list[Run]] = [[] for _ in runs]
    for _ in range(rounds):
        for one, run in zip(found, runs, strict=True):
            one.append(run())
    return [together(one) for one in found]


def beside(
    stands: Sequence[Stand], load: Load, status: int, request: Callable[[Stand, Sale], str], rounds: int = TURNS
) -> list[Run]:
    """The same request on several stands, each on a fresh sale of its own, taking turns after a short warm-up."""
    requests = [request(stand, Sale.at(stand)) for stand in stands]
    for stand, one in zip(stands, requests, strict=True):
        drive(stand, [one], Load(load.connections, WARM_S), status=status)
    pairs = zip(stands, requests, strict=True)
    return in_turn([partial(drive, stand, [one], load, status=status) for stand, one in pairs], rounds)


def holds(ground: Ground, effort: Effort) -> Outcome:
    """Holds on one hot quota, also one transaction per request."""
    out = Outcome()
    for connections in CONNECTIONS:
        run, naive, singly = beside(
            (ground.ours, ground.counting, ground.singly), effort.load(connections, 1 / TURNS), HELD,
            lambda stand, sale: hold(stand, sale.path, sale.item_id),
            # The slowest of a hundred answers tell little of a hundred: more of them where p99 is looked at.
            rounds=ROUNDS if connections == MANY else TURNS,
        )  # fmt: skip
        place = ground.floor.place(Sale.at(ground.ours).slug)
        alone = ground.floor.holds(place, connections, effort.seconds, ground.workers)
        what = f"hold, {connections} connection{'s' * (connections > 1)}"
        out.lines.append(Line(what, ground.name, run, ground.ours.memory_mb(), naive=naive, alone=alone))
        if connections == MANY:
            out.figures += [
                Figure("CPU per hold, 32 connections", ground.name, run.cpu_ms, " ms", at_most=0.40),
                Figure("holds per second, 32 connections", ground.name, run.rate, at_least=2_500),
                Figure("p99 of a hold, 32 connections", ground.name, run.percentile_ms(99), " ms", at_most=60),
                Figure(
                    "p99 against one transaction per request",
                    ground.name,
                    ratio(run.percentile_ms(99), naive.percentile_ms(99)),
                    "×",
                    at_most=0.25,
                ),
                Figure(
                    "against one transaction per request", ground.name, ratio(run.rate, naive.rate), "×", at_least=4
                ),
                Figure("against our ledger, one ask per transaction", ground.name, ratio(run.rate, singly.rate), "×"),
            ]
    return out


def filled(ground: Ground, count: int, size: int | None = None) -> tuple[Sale, Place]:
    """A sale in which so much is held already."""
    sale = Sale.at(ground.ours, size)
    place = ground.floor.place(sale.slug)
    ground.floor.fill(place, count)
    return sale, place


def cost(ground: Ground, effort: Effort) -> Outcome:
    """A hold in a quota that has many already."""
    requests, places = [], []
    for count in (FEW_HOLDS, MANY_HOLDS):
        sale, place = filled(ground, count)
        requests.append(hold(ground.ours, sale.path, sale.item_id))
        places.append(place)
    naive = _naive_cost(ground, effort)
    load = effort.load(MANY, 0.5)
    for request in requests:
        drive(ground.ours, [request], Load(MANY, WARM_S))
    few, many = in_turn([partial(drive, ground.ours, [request], load) for request in requests])
    what = "CPU of a hold with 100,000 held, against 100"
    out = Outcome([Figure(what, ground.name, ratio(many.cpu_ms, few.cpu_ms), "×", at_most=1.2)])
    for what, run, place, other in zip(("100", "100,000"), (few, many), places, naive, strict=True):
        alone = ground.floor.holds(place, MANY, effort.seconds / 2, ground.workers)
        memory = ground.ours.memory_mb()
        out.lines.append(Line(f"hold with {what} held", ground.name, run, memory, naive=other, alone=alone))
    return out


def _naive_cost(ground: Ground, effort: Effort) -> list[Run]:
    """The same where each request counts."""
    runs = []
    for count in (FEW_HOLDS, MANY_HOLDS):
        sale = Sale.at(ground.counting)
        ground.counting_floor.fill(ground.counting_floor.place(sale.slug), count)
        runs.append(
            warmed(ground.counting, hold(ground.counting, sale.path, sale.item_id), effort.load(MANY, 0.5))
        )  # fmt: skip
    return runs


def refusals(ground: Ground, effort: Effort) -> Outcome:
    """Asks of a quota that is sold out, against asks that are granted."""
    load = effort.load(MANY, 0.5)
    selling, (gone, place) = Sale.at(ground.ours), filled(ground, CAPACITY, CAPACITY)
    grant, refusal = (hold(ground.ours, one.path, one.item_id) for one in (selling, gone))
    drive(ground.ours, [grant], Load(MANY, WARM_S))
    drive(ground.ours, [refusal], Load(MANY, WARM_S), status=REFUSED)
    granted, refused = in_turn([
        partial(drive, ground.ours, [grant], load),
        partial(drive, ground.ours, [refusal], load, status=REFUSED),
    ])  # fmt: skip
    theirs = Sale.at(ground.counting, size=CAPACITY)
    ground.counting_floor.fill(ground.counting_floor.place(theirs.slug), CAPACITY)
    naive = warmed(ground.counting, hold(ground.counting, theirs.path, theirs.item_id), load, REFUSED)
    look = f"SELECT size, held FROM quota WHERE event_id = {place.event_id} AND id = {place.quota_id}"  # noqa: S608
    alone = ground.floor.reads([look], effort.seconds / 2, ground.workers)
    memory = ground.ours.memory_mb()
    return Outcome(
        [Figure("refusals against grants", ground.name, ratio(refused.rate, granted.rate), "×", at_least=1.5)],
        [Line("refusal, sold out", ground.name, refused, memory, naive=naive, alone=alone)],
    )


def bulks(ground: Ground, effort: Effort, entries: int = BULK_ENTRIES) -> Outcome:
    """`bulk_create` of 50."""
    run, naive = beside(
        (ground.ours, ground.counting), effort.load(SOME, 1 / TURNS), READ,
        lambda stand, sale: bulk(stand, sale.path, sale.item_id, entries),
    )  # fmt: skip
    place = ground.floor.place(Sale.at(ground.ours).slug)
    alone = ground.floor.holds(place, min(BATCH_MAX, SOME * entries), effort.seconds, ground.workers)
    what = f"bulk_create of {entries}, positions"
    line = Line(what, ground.name, run, ground.ours.memory_mb(), entries, naive, alone)
    return Outcome([Figure("bulk_create of 50, positions per second", ground.name, line.rate, at_least=8_000)], [line])


def lists(ground: Ground, effort: Effort) -> Outcome:
    """Pages of 50 cart positions, categories, add-ons."""
    out = Outcome()
    sales = [stocked(stand) for stand in (ground.ours, ground.counting)]
    place = ground.floor.place(sales[0].slug)
    where = f"WHERE event_id = {place.event_id}"
    of_item = f"{where} AND item_id = {place.item_id}"
    for what, below, alone in (
        ("cart positions", "cartpositions/", _page("cart_position", f"{where} AND api", "created, id")),
        ("categories", "categories/", _page("category", where, "position, id")),
        ("add-ons", "items/{}/addons/", _page("addon", of_item, "id")),
    ):
        requests = [
            (stand, read(stand, f"{sale.path}{below.format(sale.item_id)}"))
            for stand, sale in zip((ground.ours, ground.counting), sales, strict=True)
        ]
        run, naive = reads_beside(requests, effort.load(SOME, 0.5))
        bare = ground.floor.reads(alone, effort.seconds / 2, ground.workers)
        # Nothing hangs from an add-on rule: the naive version reads it in the same way.
        other = None if what == "add-ons" else naive
        out.lines.append(Line(f"list of 50 {what}", ground.name, run, ground.ours.memory_mb(), naive=other, alone=bare))
        at_most = 0.40 if ground.on_sqlite else None
        out.figures.append(Figure(f"CPU of a list of 50 {what}", ground.name, run.cpu_ms, " ms", at_most=at_most))
    return out


def _page(table: str, where: str, order: str, offset: int = 0) -> list[str]:
    return [
        f"SELECT count(*) FROM {table} {where}",  # noqa: S608 - constants
        f"SELECT * FROM {table} {where} ORDER BY {order} LIMIT {PAGE_ROWS} OFFSET {offset}",  # noqa: S608 - constants
    ]


def stocked(stand: Stand) -> Sale:
    """A sale with 50 categories, a rule for each, and 50 cart positions."""
    sale = Sale.at(stand)
    for number in range(PAGE_ROWS):
        body = {"name": {"en": f"Extras {number}"}, "is_addon": True, "position": number}
        category = stand.ask("POST", f"{sale.path}categories/", body)["id"]
        rule = {"addon_category": category, "max_count": 2, "position": number}
        stand.ask("POST", f"{sale.path}items/{sale.item_id}/addons/", rule)
    drive(stand, [hold(stand, sale.path, sale.item_id)], Load(1, 60), count=PAGE_ROWS)
    return sale


def reads_beside(requests: Sequence[tuple[Stand, str]], load: Load) -> list[Run]:
    """Reads on several stands, taking turns after a short warm-up."""
    for stand, one in requests:
        drive(stand, [one], Load(load.connections, WARM_S), status=READ)
    return in_turn([partial(drive, stand, [one], load, status=READ) for stand, one in requests], TURNS)


def pages(ground: Ground, effort: Effort) -> Outcome:
    """The first and the last page of many cart positions."""
    sale, place = filled(ground, MANY_HOLDS)
    theirs = Sale.at(ground.counting)
    ground.counting_floor.fill(ground.counting_floor.place(theirs.slug), MANY_HOLDS)
    numbers = (1, MANY_HOLDS // PAGE_ROWS)
    requests = [
        (stand, read(stand, f"{one.path}cartpositions/?page={number}"))
        for stand, one in ((ground.ours, sale), (ground.counting, theirs))
        for number in numbers
    ]
    first, last, *naive = reads_beside(requests, effort.load(SOME, 0.5))
    figure = "CPU of the last page of 100,000, against the first"
    out = Outcome([Figure(figure, ground.name, ratio(last.cpu_ms, first.cpu_ms), "×", at_most=3)])
    where = f"WHERE event_id = {place.event_id} AND api"
    for what, run, other, number in zip(("first", "last"), (first, last), naive, numbers, strict=True):
        statements = _page("cart_position", where, "created, id", (number - 1) * PAGE_ROWS)
        alone = ground.floor.reads(statements, effort.seconds / 2, ground.workers)
        memory = ground.ours.memory_mb()
        out.lines.append(Line(f"{what} page of 100,000", ground.name, run, memory, naive=other, alone=alone))
    return out


def exact(ground: Ground, effort: Effort) -> Outcome:
    """More asks than places."""
    sale = Sale.at(ground.ours, size=CAPACITY)
    request = hold(ground.ours, sale.path, sale.item_id)
    run = drive(ground.ours, [request], Load(MANY, 60), status=None, count=DEMAND)
    assert set(run.statuses) == {HELD, REFUSED}, run.statuses
    what = f"granted of {CAPACITY:,} places to {DEMAND:,} asks"
    return Outcome([Figure(what, ground.name, run.statuses[HELD], at_least=CAPACITY, at_most=CAPACITY)])


def start(ground: Ground, effort: Effort) -> Outcome:
    """Start to first answer; memory after all that was done before."""
    return Outcome([
        Figure("start to first answer, median of 3", ground.name, median(ground.starts()), " s", at_most=1.0),
        Figure("memory of one process, at the end", ground.name, ground.ours.memory_mb(), " MB", at_most=120),
    ])  # fmt: skip


ROWS: Final[tuple[tuple[str, Row], ...]] = (
    ("holds", holds),
    ("cost", cost),
    ("refusals", refusals),
    ("bulk", bulks),
    ("lists", lists),
    ("pages", pages),
    ("exact", exact),
    ("start", start),
)
