"""`make bench`: measures Willcall, what it is compared with and the database alone, side by side, and prints tables.

Without arguments it goes through the figures that are to be reached and kept. Servers are started here, on fresh
databases that sync every commit, and driven from client processes over sockets on the same machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from tests.load.figures import Outcome, Row, chosen, write
from tests.load.grounds import KINDS, Ground, client_limit, grounds
from tests.load.growth import GROWTH
from tests.load.rows import MANY, ROWS, Effort
from tests.load.shops import SHOPS
from willcall.bench import machine
from willcall.bench.report import number
from willcall.bench.stand import StandFailed

SECONDS: Final = 1.5


def arguments() -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--grow", action="store_true", help="the cost as the work grows, instead of the figures to keep"
    )
    parser.add_argument("--only", action="append", default=[], metavar="ROW", help="this row alone; may be repeated")
    parser.add_argument("--on", action="append", choices=KINDS, help="here alone; may be repeated")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of one run (%(default)s)")
    parser.add_argument("--clients", type=int, default=1, help="client processes (%(default)s)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    given = parser.parse_args()
    if given.write and (given.only or given.on):
        parser.error("--write needs all rows on all grounds")
    return given


def measured(on: Sequence[str], rows: Sequence[tuple[str, Row]], effort: Effort) -> Outcome:
    """All rows on all grounds; each is told on stderr as it begins."""
    out = Outcome()
    with grounds(on) as each:
        for ground in each:
            for name, row in rows:
                out.add(_row(ground, name, row, effort))
    return out


def _row(ground: Ground, name: str, row: Row, effort: Effort) -> Outcome:
    began = time.monotonic()
    found = row(ground, effort)
    print(f"{ground.name}: {name}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return found


def header(effort: Effort) -> str:
    """The machine, the time, and how fast the client is when there is nothing to wait for."""
    limit = client_limit(MANY, effort.seconds, effort.processes)
    processes = "one process" if effort.processes == 1 else f"{effort.processes} processes"
    return (
        f"{machine.description()}. {datetime.now(UTC):%Y-%m-%d}, runs of {effort.seconds:g} s.\n\n"
        f"The client, {processes}, gets {number(limit.rate)} answers per second from a fixed ASGI answer behind"
        f" the same web server, with {limit.client_cores * 100:.0f} % of a core."
    )


def main() -> None:
    """Measures and prints."""
    given = arguments()
    try:
        rows = chosen(GROWTH if given.grow else (*SHOPS, *ROWS), given.only)
    except ValueError as error:
        sys.exit(f"--only: {error}")
    effort = Effort(given.seconds, given.clients)
    try:
        text = f"{header(effort)}\n\n{measured(given.on or KINDS, rows, effort).tables()}"
    except StandFailed as error:
        sys.exit(str(error))
    print(text)
    if given.write:
        write("growth" if given.grow else "figures", text)


if __name__ == "__main__":
    main()
