"""Willcall on a real socket, with a bug in its ledger: `python -m tests.torture.broken_server BUG DATABASE PORT`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any
from unittest import mock

import uvicorn

from tests.torture.broken_ledgers import BUGS
from willcall.app import Application
from willcall.reserve import http
from willcall.settings import settings_from

if TYPE_CHECKING:
    from willcall.db.tx import Database
    from willcall.reserve.ledger import Ledger


def serve(bug: str, database: str, port: int) -> None:
    """Serves until stopped."""
    right = http.ledger_for

    def wrong(opened: Database, *arguments: Any, **options: Any) -> Ledger:
        return BUGS[bug](right(opened, *arguments, **options), opened)

    with mock.patch.object(http, "ledger_for", wrong):
        application = Application(settings_from({"WILLCALL_DATABASE": database}))
    uvicorn.run(application, host="127.0.0.1", port=port, lifespan="on", log_level="warning", loop="uvloop")


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], int(sys.argv[3]))
