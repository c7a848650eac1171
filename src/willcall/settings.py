"""Settings: what an operator may say in the environment, one variable each, all of them in one table.

A flag of the command line goes before the variable of the same name. A value that cannot be understood is refused with
the name of its setting; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

PREFIX: Final = "WILLCALL_"
PORT_MAX: Final = 65_535
CONNECTIONS_MAX: Final = 100_000
"""More than one process can serve; each costs some kilobytes."""
WAIT_S_MAX: Final = 60
"""Nobody looks at a page for a minute that does not load."""
PER_MINUTE_MAX: Final = 1_000_000
"""More than one process can answer in a minute."""
LISTENERS_MAX: Final = 3_000
"""Each is a request under way, of which there is a bound: others must have room beside them."""
WORKERS_MAX: Final = 256
"""More processes than any machine has cores for; a slip of the finger should not start them."""
DRAIN_S_MAX: Final = 600
"""No balancer takes longer to look away; whoever waits for the end of a process has lost patience by then."""

LOG_LEVELS: Final = ("debug", "info", "warning", "error")
LOG_FORMATS: Final = ("console", "json")


class BadSetting(ValueError):
    """A setting's value cannot be understood; the text names it."""


@dataclass(frozen=True)
class Setting:
    """One setting, as it is read and as it is described."""

    name: str
    default: str
    text: str
    read: Callable[[str], Any]
    flag: bool = False
    """Whether commands take it as a flag, too."""

    @property
    def variable(self) -> str:
        """The environment variable."""
        return PREFIX + self.name.upper()

    @property
    def title(self) -> str:
        """How an error names it."""
        return f"--{self.name} ({self.variable})" if self.flag else self.variable


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its value."""

    database: str
    host: str
    port: int
    workers: int
    trust_proxy: bool
    pgbouncer: bool
    citus: bool
    log_level: str
    log_format: str
    access_log: bool
    metrics_token: str
    """Empty for none."""
    metrics_folder: str
    """Empty for none."""
    drain_s: int
    connections: int
    wait_s: int
    public_reads: int
    public_writes: int
    voucher_guesses: int
    listeners: int
    listeners_per_client: int

    def environment(self) -> dict[str, str]:
        """The variables that say the same to another process."""
        values = ((setting, getattr(self, setting.name)) for setting in SETTINGS)
        return {
            setting.variable: str(value).lower() if isinstance(value, bool) else str(value) for setting, value in values
        }


def settings_from(environment: Mapping[str, str], **flags: object) -> Settings:
    """The settings that an environment and the flags of a command say; a flag that is None was not given."""
    return Settings(**{setting.name: _value(setting, environment, flags.get(setting.name)) for setting in SETTINGS})


def database_options(settings: Settings) -> dict[str, Any]:
    """How to open the database of these settings; what is special about a PostgreSQL means nothing to a file."""
    if not settings.database.startswith("postgres"):
        return {}
    return {"force_generic_plan": not settings.citus} | ({"statement_cache_size": 0} if settings.pgbouncer else {})


def _value(setting: Setting, environment: Mapping[str, str], flag: object) -> Any:
    given = environment.get(setting.variable, "") if flag is None else str(flag)
    text = given.strip() or setting.default
    try:
        return setting.read(text)
    except ValueError as error:
        raise BadSetting(f"{setting.title}: {error}, not {given[:100]!r}") from error


def _text(text: str) -> str:
    return text


def _or_none(without: str) -> Callable[[str], str]:
    """A text, or the word that stands for none."""

    def read(text: str) -> str:
        if not (text.isascii() and text.isprintable()) or " " in text:
            raise ValueError(f"must be {without}, or signs of ASCII without spaces")
        return "" if text == without else text

    return read


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not lowest <= int(text[:12]) <= highest:
            raise ValueError(f"must be a whole number from {lowest} to {highest}")
        return int(text)

    return read


def _truth(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError("must be true or false")
    return text.lower() == "true"


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(f"must be one of {', '.join(words)}")
        return text.lower()

    return read


SETTINGS: Final = (
    Setting(
        "database",
        "sqlite:///willcall.db",
        "Where everything is kept: `sqlite:///path/to/file.db`, or `postgresql://user:password@host/name`.",
        _text,
        flag=True,
    ),
    Setting("host", "127.0.0.1", "The address to listen on; `0.0.0.0` or `::` for all of them.", _text, flag=True),
    Setting("port", "8000", "The port to listen on; 0 for any that is free.", _whole(0, PORT_MAX), flag=True),
    Setting(
        "workers",
        "1",
        "Processes that answer requests. More than one needs PostgreSQL: a SQLite file has one writer.",
        _whole(1, WORKERS_MAX),
        flag=True,
    ),
    Setting(
        "trust_proxy",
        "false",
        "Whether links are made from `X-Forwarded-Proto` and `X-Forwarded-Host`, and clients told apart by "
        "`X-Forwarded-For`. Only behind a proxy that sets them.",
        _truth,
    ),
    Setting(
        "pgbouncer",
        "false",
        "Whether PgBouncer in transaction mode stands before PostgreSQL: then nothing is prepared on a connection.",
        _truth,
    ),
    Setting(
        "citus",
        "false",
        "Whether PostgreSQL is distributed with Citus: then batches go statement by statement.",
        _truth,
    ),
    Setting("log_level", "info", f"The least that is logged: {', '.join(LOG_LEVELS)}.", _one_of(LOG_LEVELS)),
    Setting(
        "log_format", "console", "`console` for people, `json` for programs: one object a line.", _one_of(LOG_FORMATS)
    ),
    Setting("access_log", "false", "Whether every request is logged in a line, at the level info.", _truth),
    Setting(
        "metrics_token",
        "none",
        "Who sends it as `Authorization: Bearer …` may read `/metrics`; with `none` only this machine itself may.",
        _or_none("none"),
    ),
    Setting(
        "metrics_folder",
        "auto",
        "Where the processes behind one port put their figures; with `auto` the workers of one command have their own.",
        _or_none("auto"),
    ),
    Setting(
        "drain_s",
        "0",
        "How long a server that is told to stop goes on, with `/readyz` at 503, before it takes no more connections.",
        _whole(0, DRAIN_S_MAX),
    ),
    Setting(
        "connections",
        "5000",
        "Connections of clients that one process keeps; beyond it the one that has rested longest makes room.",
        _whole(1, CONNECTIONS_MAX),
    ),
    Setting(
        "wait_s",
        "5",
        "How many seconds somebody may wait until their reservation is begun; who would wait longer gets 503 at once.",
        _whole(1, WAIT_S_MAX),
    ),
    Setting(
        "public_reads",
        "1200",
        "Reading requests a minute of one client without a token, in each process; 0 for no limit.",
        _whole(0, PER_MINUTE_MAX),
    ),
    Setting(
        "public_writes",
        "300",
        "Writing requests a minute of one client without a token, in each process; 0 for no limit.",
        _whole(0, PER_MINUTE_MAX),
    ),
    Setting(
        "voucher_guesses",
        "20",
        "Voucher codes a minute of one client without a token that do not exist, in each process; 0 for no limit.",
        _whole(0, PER_MINUTE_MAX),
    ),
    Setting(
        "listeners",
        "2000",
        "Streams of availability that one process keeps open, at most half of its connections; 0 for none.",
        _whole(0, LISTENERS_MAX),
    ),
    Setting(
        "listeners_per_client",
        "20",
        "How many of them one client without a token may have; 0 for no limit.",
        _whole(0, LISTENERS_MAX),
    ),
)
