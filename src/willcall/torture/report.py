"""What is told at the end: for people, and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from willcall.torture.history import Said
from willcall.torture.judge import MEANING, Kind, Verdict, held_at
from willcall.torture.rush import Rush


@dataclass(frozen=True, slots=True)
class Latency:
    """How long answers took, in milliseconds."""

    count: int
    p50: float
    p99: float
    max: float


def latency(times_us: Sequence[int]) -> Latency:
    """Of at least one answer; the nearest rank."""
    ranked = sorted(times_us)

    def at(share: float) -> float:
        return round(ranked[max(0, -int(-share * len(ranked) // 1) - 1)] / 1000, 1)

    return Latency(len(ranked), at(0.5), at(0.99), at(1))


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was seen."""

    server: str
    organizer: str
    scenarios: list[str]
    seed: int
    connections: int
    ended: str
    """"complete", or what came in between."""
    exact: bool
    seconds: float
    operations: int
    operations_per_s: float
    requests: int
    granted: int
    refused: int
    returned: int
    later: int
    unanswered: int
    differences: dict[str, int]
    examples: dict[str, list[str]]
    sold_out: dict[str, int] | None
    latencies_ms: Mapping[str, Latency]
    notes: list[str]

    @property
    def json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def report_of(rush: Rush, verdict: Verdict, scenarios: Sequence[str], ended: str, notes: Sequence[str]) -> Report:
    """Puts the figures together; the rate is that of the race, everything else of the whole."""
    history, (began, over) = rush.history, rush.raced
    seconds = (over - began) / 1e6
    sold = None
    if rush.sold_out_us is not None:
        places = sum(pool.places for pool in rush.stage.pools if pool.kind == "quota")
        sold = {"held": held_at(history, rush.stage.pools, rush.sold_out_us), "places": places}
    times = {**rush.latencies_us, "all": [one for some in rush.latencies_us.values() for one in some]}
    return Report(
        rush.server.root,
        rush.base.split("/")[1],
        list(scenarios),
        rush.orders.seed,
        rush.orders.connections,
        ended,
        verdict.exact,
        round(seconds, 2),
        history.operations,
        round(rush.race_operations / seconds if seconds > 0 else 0, 1),
        sum(map(len, rush.latencies_us.values())) + rush.unanswered,
        sum(one.said is Said.YES for one in history.asked),
        sum(one.said is Said.NO for one in history.asked),
        sum(one.said is Said.YES for one in history.returned),
        rush.later,
        rush.unanswered,
        {kind.value: verdict.count(kind) for kind in Kind},
        {kind.value: finding.examples for kind, finding in verdict.findings.items()},
        sold,
        {kind: latency(some) for kind, some in sorted(times.items()) if some},
        list(notes),
    )


def as_text(report: Report) -> str:
    """For people."""
    race = f"a race of {report.seconds:.1f} s over {report.connections} connections"
    lines = [
        f"{report.server} ({report.organizer}), scenarios {', '.join(report.scenarios)}, seed {report.seed}",
        f"{report.operations} operations in all, {report.operations_per_s:.0f}/s in {race}",
        "",
        f"  granted    {report.granted:>8}",
        f"  refused    {report.refused:>8}",
        f"  given back {report.returned:>8}",
    ]
    if report.later or report.unanswered:
        lines += [f"  later      {report.later:>8}", f"  unanswered {report.unanswered:>8}"]
    if report.sold_out is not None:
        lines.append(f"  sold out   {report.sold_out['held']:>8} of {report.sold_out['places']} places at the end")
    lines.append("")
    for kind in Kind:
        count = report.differences[kind.value]
        lines.append(f"  {kind.value:<11}{count:>8}" + (f"  {MEANING[kind]}" if count else ""))
        lines += [f"{'':>21}  {example}" for example in report.examples.get(kind.value, ())]
    lines += ["", f"  {'ms':<11}{'count':>8}{'p50':>9}{'p99':>9}{'max':>9}"]
    lines += [
        f"  {kind:<11}{one.count:>8}{one.p50:>9.1f}{one.p99:>9.1f}{one.max:>9.1f}"
        for kind, one in report.latencies_ms.items()
    ]
    lines += ["", *report.notes]
    if report.ended != "complete":
        lines.append(f"Not complete: {report.ended}.")
    lines.append("Exact." if report.exact else "Differences found.")
    return "\n".join(line for line in lines).replace("\n\n\n", "\n\n")
