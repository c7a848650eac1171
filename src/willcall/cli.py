"""The command line: what an operator types.

An error is one line on stderr: exit status 1 when something is in the way, 2 when the command was given wrongly.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from socket import socket
from typing import Any, Final, TypeVar

import click

from willcall import __version__
from willcall.access.organizers import SLUG, create_organizer, create_team
from willcall.access.permissions import ALL, EVERYTHING, limited_to
from willcall.access.teams import reach
from willcall.access.tokens import issue
from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.db.errors import (
    BadDatabaseUrl,
    DatabaseError,
    DatabaseReadOnly,
    DatabaseUnavailable,
    TransactionConflict,
    UniqueViolation,
)
from willcall.db.open import open_database, sqlite_path
from willcall.db.revision import RUN_MIGRATE, is_current
from willcall.db.tx import Database, Tx
from willcall.kit.instants import now_us
from willcall.settings import SETTINGS, WORKERS_MAX, BadSetting, Settings, database_options, settings_from

T = TypeVar("T")

DEMO_DATABASE: Final = "sqlite:///demo.db"
TORTURE: Final = "torture"
NAME_LENGTH_MAX: Final = 190


class Stop(click.ClickException):
    """What is in the way, in one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class Misused(Stop):
    """What is wrong with the command itself."""

    exit_code = 2


def flag(name: str) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """A setting as an option of a command; it is read by `settings`, so that its errors are those of the variable."""
    setting = next(setting for setting in SETTINGS if setting.name == name)
    text = f"{setting.text.replace('`', '')} Also {setting.variable}."
    return click.option(f"--{name}", metavar={"database": "URL"}.get(name, name.upper()), help=text)


class Commands(click.Group):
    """All commands; the rush, which nobody needs but who asks for it, is loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, as the help shows them."""
        return sorted([*super().list_commands(ctx), TORTURE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name == TORTURE:
            from willcall.torture.command import torture  # noqa: PLC0415 - see above

            return torture
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def main() -> None:
    """Willcall holds tickets."""


@main.command()
@flag("database")
@flag("host")
@flag("port")
@flag("workers")
def serve(**flags: str | None) -> None:
    """Answer requests until stopped.

    The database must be up to date: see migrate.
    """
    from willcall import server  # noqa: PLC0415 - other commands need no web server

    wanted = settings(**flags)
    with in_our_words():
        if wanted.workers > 1 and sqlite_path(wanted.database) is not None:
            raise Stop("--workers: a SQLite file has one writer; more than one process needs PostgreSQL")
        asyncio.run(check(wanted))
        with listening(wanted) as bound:
            if not server.serve(wanted, bound, lambda address: server.log.info("listening", address=address)):
                raise Stop("the server could not start")


@main.command()
@flag("database")
def migrate(**flags: str | None) -> None:
    """Bring the database up to date; a SQLite file is made if there is none."""
    from willcall.db import migrate as migrations  # noqa: PLC0415 - Alembic takes a while to load

    wanted = settings(**flags)
    with in_our_words():
        done = migrations.migrate(wanted.database)
    click.echo(f"Migrated: {', '.join(done)}." if done else "The database is up to date.")


@main.command()
@flag("database")
@flag("host")
@flag("port")
def demo(**flags: str | None) -> None:
    """Start a server with something to look at.

    Without a database it makes demo.db in the current directory. Can be repeated: what is there stays.
    """
    from willcall import demo as show  # noqa: PLC0415 - as in serve
    from willcall import server  # noqa: PLC0415 - as in serve
    from willcall.db import migrate as migrations  # noqa: PLC0415 - as in migrate

    if flags["database"] is None and not os.environ.get("WILLCALL_DATABASE"):
        flags["database"] = DEMO_DATABASE
    wanted = settings(**flags, workers=1)
    with in_our_words(), listening(wanted) as bound:
        migrations.migrate(wanted.database)
        shown = asyncio.run(show.prepare(wanted))
        if not server.serve(wanted, bound, lambda address: click.echo(show.greeting(address, shown))):
            raise Stop("the server could not start")


@main.group()
def organizer() -> None:
    """Organizers: whoever runs events."""


@organizer.command("create")
@click.argument("slug")
@click.option("--name", help="How people know them; the slug by default.")
@flag("database")
def organizer_create(slug: str, name: str | None, **flags: str | None) -> None:
    """Make an organizer, with the sales channel web."""
    if not SLUG.fullmatch(slug):
        raise Misused(f'"{slug}" cannot be a slug: letters and digits, inside also . and -, at most 50')
    shown = named(name, slug)
    try:
        write(settings(**flags), lambda tx: create_organizer(tx, slug, shown, now_us()))
    except UniqueViolation as error:
        raise Stop(f'there is an organizer "{slug}" already') from error
    click.echo(f'Organizer "{slug}" is there.')


@main.group()
def token() -> None:
    """Tokens: how programs say who they are."""


@token.command("create")
@click.option("--organizer", "slug", required=True, metavar="SLUG", help="Whose token it is.")
@click.option(
    "--permission", "permissions", multiple=True, metavar="NAME", help="What it may do; everything, if absent."
)
@click.option("--all-events", is_flag=True, help="It reaches all events, those to come included.")
@click.option("--event", "events", multiple=True, metavar="SLUG", help="An event that it reaches; may be repeated.")
@click.option("--name", help="What it is for.")
@flag("database")
def token_create(
    slug: str,
    permissions: tuple[str, ...],
    events: tuple[str, ...],
    name: str | None,
    *,
    all_events: bool,
    **flags: str | None,
) -> None:
    """Make a token in a team of its own and print it, the only time it is shown.

    Without --all-events and --event it reaches no event: enough to work with the organizer's teams and events to come.
    """
    if all_events and events:
        raise Misused("--all-events and --event: give one of them")
    unknown = sorted(set(permissions) - ALL)
    if unknown:
        raise Stop(f'there is no permission "{unknown[0]}"; there are {", ".join(sorted(ALL))}')
    rights = limited_to(frozenset(permissions)) if permissions else EVERYTHING
    shown = named(name, "command line")

    async def make(tx: Tx) -> str:
        row = await tx.one(tables.organizer, slug=slug)
        if row is None:
            raise Stop(f'there is no organizer "{slug}"')
        found = await tx.find(tables.event, {"organizer_id": row["id"], "slug": OneOf(events)})
        missing = sorted(set(events) - {event["slug"] for event in found})
        if missing:
            raise Stop(f'the organizer "{slug}" has no event "{missing[0]}"')
        team_id = await create_team(tx, row["id"], shown, rights, all_events=all_events)
        await reach(tx, team_id, [event["id"] for event in found])
        _, secret = await issue(tx, team_id, shown, now_us())
        return secret

    secret = write(settings(**flags), make)
    if not all_events and not events:
        click.echo("This token reaches no event; for that there are --all-events and --event.", err=True)
    click.echo(secret)


@main.command()
@click.option("--database", metavar="URL", help="An empty one to measure on; else a SQLite file, gone afterwards.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, WORKERS_MAX), help="Processes.")
@click.option("--seconds", default=3.0, show_default=True, type=click.FloatRange(0.1, 60), help="How long a row takes.")
def bench(database: str | None, workers: int, seconds: float) -> None:
    """Measure how many holds a second this machine can do.

    Starts a server of its own and drives it. What is written to a database that was named stays there.
    """
    from willcall.bench import measure, stand  # noqa: PLC0415 - other commands measure nothing

    if workers > 1 and (database is None or sqlite_path(database) is not None):
        raise Misused("--workers: a SQLite file has one writer; name a PostgreSQL with --database")
    try:
        with in_our_words():
            if database is not None:
                measure.check(database)
            for line in measure.measured(database, workers, seconds):
                click.echo(line)
    except stand.StandFailed as error:
        raise Stop(str(error)) from error


@main.command()
@click.option("--organizer", "slug", metavar="SLUG", help="Only the events of this organizer.")
@click.option("--event", metavar="SLUG", help="Only the event of this name.")
@click.option("--repair", is_flag=True, help="Count wrong counters anew; rows are never touched.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@flag("database")
def audit(slug: str | None, event: str | None, *, repair: bool, as_json: bool, **flags: str | None) -> None:
    """Recount everything from the rows and name every difference.

    Servers may run meanwhile. Exit status 0 when nothing is wrong, 1 when something is, 2 when it could not be told.
    """
    from willcall import audit as auditing  # noqa: PLC0415 - only this command needs it

    async def done() -> auditing.Report:
        async with opened(settings(**flags)) as database:
            return await auditing.audit(database, now_us, organizer=slug, event=event, repair=repair)

    try:
        with in_our_words():
            report = asyncio.run(done())
    except (Stop, auditing.NothingToAudit) as error:
        raise Misused(str(error)) from error
    click.echo(report.json() if as_json else report.text())
    raise SystemExit(0 if report.is_clean else 1)


@main.command()
def openapi() -> None:
    """Print the description of the interface, as docs/openapi.json has it."""
    from willcall.app import Application  # noqa: PLC0415 - other commands need no application
    from willcall.rest.openapi import rendered  # noqa: PLC0415 - as above

    click.echo(rendered(Application(settings_from({})).paths, __version__), nl=False)


@main.command()
def version() -> None:
    """Print the version."""
    click.echo(__version__)


def settings(**flags: object) -> Settings:
    """The settings, from the environment and the flags of a command."""
    try:
        return settings_from(os.environ, **flags)
    except BadSetting as error:
        raise Misused(str(error)) from error


def named(name: str | None, otherwise: str) -> str:
    """A name that the interface could have been given."""
    name = otherwise if name is None else name.strip()
    if not name or len(name) > NAME_LENGTH_MAX or not name.isprintable():
        raise Misused(f"--name: needs 1 to {NAME_LENGTH_MAX} characters")
    return name


def write(wanted: Settings, work: Callable[[Tx], Coroutine[Any, Any, T]]) -> T:
    """Does something in one transaction on a database that is up to date."""

    async def done() -> T:
        async with opened(wanted) as database:
            return await database.write(work)

    with in_our_words():
        return asyncio.run(done())


async def check(wanted: Settings) -> None:
    """Sees that the database is there and up to date."""
    async with opened(wanted):
        pass


@contextlib.asynccontextmanager
async def opened(wanted: Settings) -> AsyncIterator[Database]:
    """The database, if it is up to date."""
    path = sqlite_path(wanted.database)
    if path is not None and not os.path.exists(path):  # noqa: ASYNC240, PTH110 - nothing else is running yet
        raise Stop(f"there is no file {path}: run willcall migrate")
    database = open_database(wanted.database, **database_options(wanted))
    await database.open()
    try:
        if not await is_current(database):
            raise Stop(RUN_MIGRATE)
        yield database
    finally:
        await database.close()


@contextlib.contextmanager
def listening(wanted: Settings) -> Iterator[socket]:
    """The socket that the server will answer on."""
    from willcall import server  # noqa: PLC0415 - as in serve

    try:
        bound = server.listening(wanted)
    except server.PortTaken as error:
        raise Stop(str(error)) from error
    with bound:
        yield bound


@contextlib.contextmanager
def in_our_words() -> Iterator[None]:
    """What stops a command, as one line for the operator."""
    try:
        yield
    except UniqueViolation:
        raise
    except DatabaseError as error:
        raise Stop(f"{_trouble(error)}: {error}") from error


def _trouble(error: DatabaseError) -> str:
    if isinstance(error, BadDatabaseUrl):
        return "--database (WILLCALL_DATABASE)"
    if isinstance(error, TransactionConflict):
        return "the database is locked by another process"
    if isinstance(error, DatabaseReadOnly):
        return "the database takes no writes"
    if isinstance(error, DatabaseUnavailable):
        return "the database cannot be reached"
    return "the database refuses"
