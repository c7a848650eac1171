"""Tables: the same lines for a terminal and for a page of documentation."""

from __future__ import annotations

from collections.abc import Sequence

from willcall.bench.drive import Run

RUN_HEAD = ("rate/s", "p50 ms", "p99 ms", "CPU ms", "client CPU")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, its columns as wide as their widest cell; what begins with a digit stands right."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        shown = (
            cell.rjust(width) if cell[:1].isdigit() else cell.ljust(width)
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"| {' | '.join(shown)} |"

    return "\n".join([line(head), f"|{'|'.join('-' * (width + 2) for width in widths)}|", *map(line, rows)])


def run_cells(run: Run) -> list[str]:
    """A run under `RUN_HEAD`."""
    return [
        number(run.rate),
        number(run.percentile_ms(50)),
        number(run.percentile_ms(99)),
        f"{run.cpu_ms:.3f}",
        f"{run.client_cores * 100:.0f} %",
    ]


def number(value: float) -> str:
    """With as many places as mean something: 4,512 and 12.3 and 0.38."""
    if value >= 100:  # noqa: PLR2004 - three figures mean something
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"  # noqa: PLR2004 - as above
