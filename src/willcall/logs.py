"""The log: events with fields, on stderr, for people or for programs; the web server's own messages look alike."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any, Final

import structlog
from structlog.typing import EventDict, Processor

from willcall.settings import Settings

REQUEST_ID: Final = ContextVar("request_id", default="")
"""The request that is worked on; in every line that is logged for it."""


def set_up(settings: Settings) -> None:
    """Makes all logging of this process go to stderr in the wanted form."""
    shared: Sequence[Processor] = (
        structlog.contextvars.merge_contextvars,
        _with_request_id,
        _traceback_once,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder(allow=())],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendered(settings.log_format)],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    # The web server says at "info" what concerns its processes; an operator learns what counts from our own lines.
    logging.getLogger("uvicorn").setLevel(logging.WARNING if settings.log_level == "info" else root.level)


def _with_request_id(_: Any, __: str, event: EventDict) -> EventDict:
    """Says which request a line is about."""
    if name := REQUEST_ID.get():
        event.setdefault("request_id", name)
    return event


def _traceback_once(_: Any, __: str, event: EventDict) -> EventDict:
    """An error that many met, such as all requests of a batch, has one traceback and then a line for each of them."""
    given = event.get("exc_info")
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        if _TOLD in error.__dict__:
            del event["exc_info"]
            event["error"] = repr(error)
        error.__dict__[_TOLD] = True
    return event


_TOLD: Final = "_willcall_told"


def _rendered(form: str) -> tuple[Processor, ...]:
    if form == "json":
        # Without the values of variables: they may be anybody's token, name or address.
        transformer = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        return structlog.processors.ExceptionRenderer(transformer), structlog.processors.JSONRenderer()
    plain = structlog.dev.plain_traceback
    return (structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain),)
