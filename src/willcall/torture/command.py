"""`willcall torture`: the command line of a rush."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from willcall.torture.plan import SCENARIOS

if TYPE_CHECKING:
    from willcall.torture.client import Server
    from willcall.torture.report import Report
    from willcall.torture.rush import Orders, Progress, Rush
    from willcall.torture.stage import Desk

EXACT, DIFFERENT, COULD_NOT = range(3)
COMPLETE: Final = "complete"
CONNECTIONS_MAX: Final = 500
"""Buyers at once: beyond this one process of ours is what is slow."""
SECONDS_MAX: Final = 3_600
"""A race of an hour: what it remembers has to fit into memory."""
OPERATIONS_MAX: Final = 2_000_000
"""As `SECONDS_MAX`: a gigabyte or two."""
SEED_MAX: Final = 2**32 - 1


class CouldNotRun(click.ClickException):
    """Why there was no rush, in one line."""

    exit_code = COULD_NOT


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was typed."""

    organizer: str | None
    scenarios: tuple[str, ...]
    orders: Orders
    keep: bool
    places: int | None = None


@click.command("torture")
@click.argument("url")
@click.option("--token", required=True, envvar="WILLCALL_TOKEN", help="An API token. Also WILLCALL_TOKEN.")
@click.option("--organizer", metavar="SLUG", help="Whose events; not needed if the token reaches only one.")
@click.option(
    "--scenario", "scenarios", multiple=True, type=click.Choice(SCENARIOS), help="Only these; may be repeated."
)
@click.option(
    "--seconds", type=click.IntRange(1, SECONDS_MAX), help="How long the race lasts; 20, if nothing else ends it."
)
@click.option("--operations", type=click.IntRange(1, OPERATIONS_MAX), help="Ends the race after so many.")
@click.option("--connections", type=click.IntRange(1, CONNECTIONS_MAX), default=32, show_default=True)
@click.option("--seed", type=click.IntRange(0, SEED_MAX), help="Repeats the choices of an earlier run.")
@click.option("--keep", is_flag=True, help="Leave the events that were made; they are not live.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def torture(  # noqa: PLR0913, PLR0917 - each an option
    url: str,
    token: str,
    organizer: str | None,
    scenarios: tuple[str, ...],
    seconds: int | None,
    operations: int | None,
    connections: int,
    seed: int | None,
    *,
    keep: bool,
    as_json: bool,
) -> None:
    """Run a rush against the server at URL, and tell whether every ticket is accounted for.

    Works with any server that speaks this interface. Makes events of its own and takes them away again. Exit status: 0
    exact, 1 differences found, 2 it could not run, or not to the end.
    """
    from willcall.torture.client import server_at  # noqa: PLC0415 - other commands need none of this
    from willcall.torture.report import as_text  # noqa: PLC0415 - as above
    from willcall.torture.rush import Orders  # noqa: PLC0415 - as above

    try:
        server = server_at(url, token)
    except ValueError as error:
        raise CouldNotRun(str(error)) from error
    lasts = seconds or (SECONDS_MAX if operations else 20)
    orders = Orders(lasts, operations or OPERATIONS_MAX, connections, secrets.randbits(32) if seed is None else seed)
    with bar() as progress:
        report = run(server, Wishes(organizer, scenarios or SCENARIOS, orders, keep), progress)
    click.echo(json.dumps(report.json, indent=2) if as_json else as_text(report))
    if not report.exact:
        sys.exit(DIFFERENT)
    sys.exit(EXACT if report.ended == COMPLETE else COULD_NOT)


def run(server: Server, wishes: Wishes, progress: Progress) -> Report:
    """A whole run, in an event loop of its own; `CouldNotRun` if there is nothing to report."""
    import uvloop  # noqa: PLC0415 - as in torture

    from willcall.torture.client import Unanswered, Unreachable  # noqa: PLC0415 - as in torture
    from willcall.torture.stage import CannotRun  # noqa: PLC0415 - as in torture

    try:
        return uvloop.run(_run(server, wishes, progress))
    except CannotRun as error:
        raise CouldNotRun(str(error)) from error
    except Unreachable as error:
        raise CouldNotRun(f"{server.root} cannot be reached: {error}") from error
    except Unanswered as error:
        raise CouldNotRun(f"{server.root} gives no answer: {error}") from error
    except KeyboardInterrupt as error:
        raise CouldNotRun("interrupted before there was anything to report") from error


async def _run(server: Server, wishes: Wishes, progress: Progress) -> Report:
    from willcall.torture.client import Connection  # noqa: PLC0415 - as in torture
    from willcall.torture.rush import Rush  # noqa: PLC0415 - as in torture
    from willcall.torture.stage import PLACES, Desk, organizer_of, set_up, tidy_up  # noqa: PLC0415 - as in torture

    connection = Connection(server)
    organizer = await organizer_of(connection, wishes.organizer, server.root)
    desk = Desk(connection, organizer, wishes.places or PLACES)
    progress("setting up", 0)
    try:
        stage = await set_up(desk, wishes.scenarios)
        rush = Rush(server, desk.base, stage, wishes.orders, progress)
        ended = await _raced(rush)
        report = _judged(rush, desk, wishes, ended)
    finally:
        if not wishes.keep:
            progress("tidying up", 0)
            with contextlib.suppress(Exception):
                await tidy_up(desk)
        connection.close()
    report.notes.extend(note for note in desk.notes if note not in report.notes)
    if wishes.keep:
        report.notes.append(f"kept: {', '.join([*desk.events, *desk.plans])}")
    return report


async def _raced(rush: Rush) -> str:
    """Runs it, and tells how it ended. The first interrupt ends the race, the second everything."""
    from willcall.torture.rush import Gone, Unlisted  # noqa: PLC0415 - as in torture

    loop, task = asyncio.get_running_loop(), asyncio.ensure_future(rush.run())

    def interrupted() -> None:
        if rush.stopping:
            task.cancel()
        rush.stop()

    loop.add_signal_handler(signal.SIGINT, interrupted)
    try:
        await task
    except Gone as error:
        return f"the server cannot be reached any more: {error}"
    except Unlisted:
        return "the list of positions cannot be read"
    except asyncio.CancelledError:
        return "interrupted"
    finally:
        loop.remove_signal_handler(signal.SIGINT)
        rush.close()
    return "interrupted" if rush.stopping else COMPLETE


def _judged(rush: Rush, desk: Desk, wishes: Wishes, ended: str) -> Report:
    from willcall.torture.judge import judge  # noqa: PLC0415 - as in torture
    from willcall.torture.report import report_of  # noqa: PLC0415 - as in torture

    rush.progress("judging", 0)
    verdict = judge(rush.history, rush.stage.pools)
    return report_of(rush, verdict, wishes.scenarios, ended, desk.notes)


def unseen(doing: str, done: float) -> None:
    """A bar where nobody is looking."""


@contextlib.contextmanager
def bar() -> Iterator[Progress]:
    """A bar on stderr, where somebody sees it."""
    if not sys.stderr.isatty():
        yield unseen
        return
    width = 30

    def show(doing: str, done: float) -> None:
        full = int(done * width)
        click.echo(f"\r{'#' * full}{'.' * (width - full)} {done:>4.0%}  {doing:<30}", err=True, nl=False)

    try:
        yield show
    finally:
        click.echo(f"\r{' ' * (width + 40)}\r", err=True, nl=False)
