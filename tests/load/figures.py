"""What is shown: figures with their targets, the runs behind them, and both in docs/performance.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from willcall.bench.drive import Run
from willcall.bench.report import number, table

PAGE: Final = Path(__file__).parent.parent.parent / "docs" / "performance.md"
FIGURE_HEAD: Final = ("what", "on", "target", "figure", "reached")
LINE_HEAD: Final = (
    "what", "on", "rate/s", "p50 ms", "p99 ms", "CPU ms", "memory MB", "client CPU", "× naive", "× database alone",
)  # fmt: skip
NOTHING: Final = "–"


@dataclass(frozen=True)
class Figure:
    """One number, with what was promised of it."""

    what: str
    on: str
    value: float
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether it keeps the promise; None without one."""
        if self.at_least is None and self.at_most is None:
            return None
        return (self.at_least is None or self.value >= self.at_least) and (
            self.at_most is None or self.value <= self.at_most
        )

    def cells(self) -> list[str]:
        """Under `FIGURE_HEAD`."""
        bound = self.at_least if self.at_least is not None else self.at_most
        sign = "=" if self.at_least == self.at_most else "≥" if self.at_least is not None else "≤"
        target = NOTHING if bound is None else f"{sign} {number(bound)}{self.unit}"
        verdict = {True: "yes", False: "**no**", None: NOTHING}[self.reached]
        return [self.what, self.on, target, f"{number(self.value)}{self.unit}", verdict]


@dataclass(frozen=True)
class Line:
    """One run of Willcall, beside the same work done otherwise."""

    what: str
    on: str
    run: Run
    memory_mb: float
    units: int = 1
    """Positions of one answer: rate and CPU are those of a position."""
    naive: Run | None = None
    alone: float | None = None
    """Units per second of the database alone."""

    @property
    def rate(self) -> float:
        """Units per second."""
        return self.run.rate * self.units

    def cells(self) -> list[str]:
        """Under `LINE_HEAD`."""
        naive = self.naive.rate * self.units if self.naive else None
        return [
            self.what,
            self.on,
            number(self.rate),
            number(self.run.percentile_ms(50)),
            number(self.run.percentile_ms(99)),
            f"{self.run.cpu_ms / self.units:.3f}",
            f"{self.memory_mb:.0f}",
            f"{self.run.client_cores * 100:.0f} %",
            NOTHING if naive is None else number(ratio(self.rate, naive)),
            NOTHING if self.alone is None else number(ratio(self.rate, self.alone)),
        ]


def ratio(one: float, other: float) -> float:
    """How many times the other; 0 if there is no other."""
    return one / other if other else 0.0


@dataclass
class Outcome:
    """What rows have found."""

    figures: list[Figure] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Takes in what another row has found."""
        self.figures += other.figures
        self.lines += other.lines

    def tables(self) -> str:
        """Both tables; figures that belong together stand together."""
        order = list(dict.fromkeys(one.what for one in self.figures))
        figures = sorted(self.figures, key=lambda one: order.index(one.what))
        order = list(dict.fromkeys(one.what for one in self.lines))
        lines = sorted(self.lines, key=lambda one: order.index(one.what))
        shown = [(FIGURE_HEAD, [one.cells() for one in figures]), (LINE_HEAD, [one.cells() for one in lines])]
        return "\n\n".join(table(head, rows) for head, rows in shown if rows)


def replaced(page: str, name: str, text: str) -> str:
    """A page with another text between the marks of this name; `ValueError` if the marks are not there."""
    begin, end = (f"<!-- {word} {name} -->" for word in ("begin", "end"))
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page has no marks {begin} … {end}")
    return f"{before}{begin}\n{text.strip()}\n{end}{after}"


def write(name: str, text: str, page: Path = PAGE) -> None:
    """Puts a text between the marks of this name in docs/performance.md."""
    page.write_text(replaced(page.read_text(encoding="utf-8"), name, text), encoding="utf-8")


Row = Callable[..., Outcome]


def chosen(rows: Sequence[tuple[str, Row]], only: Sequence[str]) -> list[tuple[str, Row]]:
    """The rows of these names, all if there are none; `ValueError` for a name that is not there."""
    names = [name for name, _ in rows]
    for name in only:
        if name not in names:
            raise ValueError(f"there is no row {name!r}; there are {', '.join(names)}")
    return [(name, row) for name, row in rows if not only or name in only]
