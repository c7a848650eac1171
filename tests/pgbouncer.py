"""PgBouncer in transaction mode, before a database of a test: each transaction may be another connection."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

from tests.server import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

START_TIMEOUT_S: Final = 30
SERVERS: Final = 3
"""Connections to PostgreSQL, fewer than Willcall has to PgBouncer: who relies on a session meets somebody else's."""
WITHOUT: Final = "the program pgbouncer is not on this machine; on Debian: apt-get install pgbouncer"


def found() -> str | None:
    """The program, if the machine has it."""
    return shutil.which("pgbouncer", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))


@contextlib.contextmanager
def bounced(url: str) -> Iterator[str]:
    """The address of the same database by way of a PgBouncer, which ends with the block."""
    program = found()
    assert program is not None, WITHOUT
    address = urlsplit(url)
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="willcall-pgbouncer-") as name:
        folder = Path(name)
        settings = {
            "listen_addr": "127.0.0.1", "listen_port": port, "unix_socket_dir": "", "auth_type": "plain",
            "auth_file": folder / "users", "pool_mode": "transaction", "default_pool_size": SERVERS,
            "max_client_conn": 200, "server_round_robin": 1, "logfile": folder / "log",
        }  # fmt: skip
        lines = [f"{key} = {value}" for key, value in settings.items()]
        database = f"* = host={address.hostname} port={address.port}"
        (folder / "ini").write_text("\n".join(["[databases]", database, "[pgbouncer]", *lines, ""]))
        (folder / "users").write_text(f'"{address.username}" "{address.password}"\n')
        options: dict[str, Any] = {}
        if os.geteuid() == 0:  # it refuses to run as root
            account = pwd.getpwnam("nobody")
            for path in (folder, *folder.iterdir()):
                os.chown(path, account.pw_uid, account.pw_gid)
            options = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        process = subprocess.Popen([program, "-q", str(folder / "ini")], stdin=subprocess.DEVNULL, cwd="/", **options)
        try:
            _await(process, folder / "log")
            yield urlunsplit(address._replace(netloc=f"{address.username}:{address.password}@127.0.0.1:{port}"))
        finally:
            process.terminate()
            process.wait(START_TIMEOUT_S)


def _await(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while not (log.exists() and "process up" in log.read_text()):
        assert process.poll() is None, log.read_text() if log.exists() else "pgbouncer ended"
        assert time.monotonic() < deadline, "pgbouncer does not start"
        time.sleep(0.02)
