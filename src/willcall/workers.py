"""Several processes behind one socket: started, watched and stopped by their parent.

A process that ends by itself is replaced. When the parent is told to stop all of them stop, each in its own time; when
the parent is killed they stop, too, and do not keep the port. On Linux they are forked from a parent that has loaded
the application and runs nothing else, so that they answer at once; elsewhere a fork is not safe, and each loads it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import multiprocessing
import os
import random
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Final

import structlog
import uvicorn

from willcall.stopping import StoppingServer

RESTART_S: Final = 1
"""A process that ended is replaced no sooner than this after it was begun: what cannot start need not be hurried."""
SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
LOOK_S: Final = 0.5
"""How often a process looks whether its parent is still there."""
FORKS: Final = sys.platform == "linux"

log = structlog.get_logger("willcall.workers")


@dataclass
class Worker:
    """A process and the end of a pipe on which it says that it answers."""

    process: BaseProcess
    ready: Connection
    began: float = field(default_factory=time.monotonic)


class Workers:
    """As many processes as the configuration says; `announce` is called once the first of them answers."""

    def __init__(
        self, config: uvicorn.Config, bound: socket.socket, drain_s: float, announce: Callable[[], None]
    ) -> None:
        self._config = config
        self._bound = bound
        self._drain_s = drain_s
        self._announce = announce
        self._context = multiprocessing.get_context("fork") if FORKS else multiprocessing.get_context("spawn")
        self._asked: list[int] = []
        self._workers: list[Worker] = []
        self._answered = False

    def run(self) -> bool:
        """Serves until a signal asks to stop; False if no process could start."""
        if FORKS:
            assert isinstance(self._config.app, str)
            importlib.import_module(self._config.app.partition(":")[0])
            gc.freeze()  # what the collector does not touch stays shared
        woken, wakes = os.pipe()
        for end in (woken, wakes):
            os.set_blocking(end, False)
        before = {number: signal.signal(number, self._ask) for number in SIGNALS}
        wakeup = signal.set_wakeup_fd(wakes)
        try:
            self._workers = [self._begin() for _ in range(self._config.workers)]
            while not self._asked and self._workers:
                self._look(woken)
            self._stop(woken)
        finally:
            signal.set_wakeup_fd(wakeup)
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(woken)
            os.close(wakes)
        return self._answered

    def _ask(self, number: int, _: FrameType | None) -> None:
        self._asked.append(number)

    def _begin(self) -> Worker:
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=work, args=(self._config, self._bound, self._drain_s, theirs))
        # A signal that comes before the process has handlers of its own waits for them.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        return Worker(process, ours)

    def _look(self, woken: int) -> None:
        """Waits until something happens: a signal, a process that answers, one that has ended."""
        readers = [one.ready for one in self._workers if not one.ready.closed]
        happened = wait([woken, *readers, *(one.process.sentinel for one in self._workers)])
        if woken in happened:
            os.read(woken, 1024)
        for worker in self._workers.copy():
            if worker.ready in happened:
                self._hear(worker)
            if worker.process.sentinel in happened and not self._asked:
                self._replace(worker, woken)

    def _hear(self, worker: Worker) -> None:
        with contextlib.suppress(EOFError):
            worker.ready.recv()
            if not self._answered:
                self._answered = True
                self._announce()
        worker.ready.close()

    def _replace(self, worker: Worker, woken: int) -> None:
        worker.process.join()
        self._workers.remove(worker)
        if not self._answered:
            # Nothing has ever answered: whatever is wrong would be wrong again.
            self._asked.append(signal.SIGTERM)
            return
        log.warning("a process ended and is replaced", process=worker.process.pid, status=worker.process.exitcode)
        pause_s = worker.began + RESTART_S - time.monotonic()
        if pause_s > 0:
            wait([woken], pause_s)
        if not self._asked:
            self._workers.append(self._begin())

    def _stop(self, woken: int) -> None:
        """Asks all to stop and waits for them. A second SIGINT, Ctrl-C, waits for nobody."""
        # The port is theirs alone from now on: whoever is last to close it has taken what had come.
        self._bound.close()
        for worker in self._workers:
            worker.process.terminate()
        while any(worker.process.is_alive() for worker in self._workers):
            wait([woken, *(one.process.sentinel for one in self._workers if one.process.is_alive())])
            if signal.SIGINT in self._asked[1:]:
                for worker in self._workers:
                    worker.process.kill()
            with contextlib.suppress(BlockingIOError):
                os.read(woken, 1024)


def work(config: uvicorn.Config, bound: socket.socket, drain_s: float, ready: Connection) -> None:
    """What each process does."""
    signal.set_wakeup_fd(-1)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    random.seed()
    threading.Thread(target=_stop_with_parent, name="willcall-parent", daemon=True).start()

    def answers() -> None:
        ready.send(True)  # noqa: FBT003 - the message is that there is one
        ready.close()

    StoppingServer(config, drain_s, answers).run(sockets=[bound])


def _stop_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    # Not by what the parent left open: processes that were forked later have that as well.
    while os.getppid() == parent.pid:
        time.sleep(LOOK_S)
    os.kill(os.getpid(), signal.SIGTERM)
