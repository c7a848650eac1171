"""Servers that start fast, so that they can be killed by the hundred.

A process that has imported everything forks a child for each start; the child runs the command line as an operator's
`willcall serve` would, from the first line of the command on. Only the imports are saved.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from tests.server import START_TIMEOUT_S, ServerDidNotStartError, free_port

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).parents[2]
END_TIMEOUT_S: Final = 20
POLL_S: Final = 0.002


@dataclass
class Nursery:
    """The forking process, and the server that it started last, always on the same port."""

    database: str
    log: Path
    port: int = field(default_factory=free_port)
    pid: int = 0

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.crash.nursery"]
        self._parent = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        with self._parent:
            assert self._parent.stdin is not None
            self._parent.stdin.close()
            self._parent.wait(END_TIMEOUT_S)

    @property
    def base(self) -> str:
        """Where the server answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, file_bytes_max: int | None = None, environment: Mapping[str, str] | None = None) -> None:
        """A fresh server; returns at once, before it answers. It can be kept from writing beyond a size of file."""
        assert not self.pid, "one at a time"
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        arguments = ["serve", "--database", self.database, "--host", "127.0.0.1", "--port", str(self.port)]
        orders = {"arguments": arguments, "log": str(self.log), "file_bytes_max": file_bytes_max}
        self._parent.stdin.write(json.dumps({**orders, "environment": dict(environment or {})}) + "\n")
        self._parent.stdin.flush()
        self.pid = int(self._parent.stdout.readline())

    def is_alive(self) -> bool:
        """Whether the server's process is there."""
        if not self.pid:
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def wait_until_it_answers(self) -> float:
        """Until somebody accepts connections; how long that took, in seconds."""
        began = time.monotonic()
        while time.monotonic() < began + START_TIMEOUT_S and self.is_alive():
            if _listens(self.port):
                return time.monotonic() - began
            time.sleep(POLL_S)
        self.kill()
        raise ServerDidNotStartError(self.log.read_text(errors="replace")[-4_000:])

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is written."""
        if self.is_alive():
            os.kill(self.pid, signal.SIGKILL)
        deadline = time.monotonic() + END_TIMEOUT_S
        while self.is_alive():
            assert time.monotonic() < deadline, f"process {self.pid} does not end"
            time.sleep(POLL_S)
        self.pid = 0


def _listens(port: int) -> bool:
    with contextlib.suppress(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    return False


def fork_for_each_line() -> None:
    """The forking process: a line of orders from stdin, the child's process id to stdout."""
    import asyncpg  # noqa: F401, PLC0415 - imported here so that the children need not
    import uvicorn  # noqa: PLC0415 - as above
    import uvicorn.lifespan.on  # noqa: F401, PLC0415 - as above
    import uvloop  # noqa: F401, PLC0415 - as above

    import willcall.app  # noqa: PLC0415 - as above
    import willcall.db.postgres  # noqa: PLC0415 - as above
    import willcall.db.sqlite  # noqa: PLC0415 - as above
    import willcall.server  # noqa: PLC0415 - as above
    from willcall.settings import settings_from  # noqa: PLC0415 - as above

    willcall.app.Application(settings_from({}))  # what is computed once per process, from declarations alone
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by themselves
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _live(json.loads(line))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _live(orders: dict[str, Any]) -> None:
    """The child's whole life."""
    from willcall.cli import main  # noqa: PLC0415 - imported already

    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        sink = os.open(orders["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for number, source in ((0, os.open(os.devnull, os.O_RDONLY)), (1, sink), (2, sink)):
            os.dup2(source, number)
        os.environ.update(orders["environment"])
        if orders["file_bytes_max"] is not None:
            _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (orders["file_bytes_max"], hard))
        main(orders["arguments"], standalone_mode=True)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(status)


if __name__ == "__main__":
    fork_for_each_line()
